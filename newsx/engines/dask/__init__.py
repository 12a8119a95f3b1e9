"""The engine of a Dask cluster, and records as a Dask bag on whatever scheduler one runs.

One design for both: parts of the input (files, spans of containers) go to tasks, and are read there. Every task thread of a
Dask worker keeps a process that supervises a worker of newsx, as the engine of one machine does: the model is loaded once a
thread, a document that hangs, dies or eats memory costs itself, and a machine that dies costs a second try of its documents.
"""

from newsx.engines.dask.bag import extract_bag
from newsx.engines.dask.engine import DaskEngine

__all__ = ["DaskEngine", "extract_bag"]

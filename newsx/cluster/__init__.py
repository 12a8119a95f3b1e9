"""Runs documents over the machines of a Dask cluster, or of whatever else a Dask bag runs on.

Every task thread of a Dask worker keeps a process that supervises a worker of newsx, as a `Batch` does: the model is loaded once a
thread, a document that hangs, dies or eats memory costs itself, and a machine that dies costs a second try of its documents.
"""

from newsx.cluster.bag import extract_bag
from newsx.cluster.engine import DaskEngine

__all__ = ["DaskEngine", "extract_bag"]

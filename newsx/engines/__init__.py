"""Engines run parts of a run's input: worker processes of this machine (`workers`), or a Dask cluster (`dask`).

This room holds what they share; `newsx.runs` makes an engine and takes its outcomes.
"""

from newsx.engines.base import Engine, Outcome, Work
from newsx.engines.limits import Limits, usable_cores
from newsx.engines.parts import AddressPart, Part, ReadablePart

__all__ = ["AddressPart", "Engine", "Limits", "Outcome", "Part", "ReadablePart", "Work", "usable_cores"]

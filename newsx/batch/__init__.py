"""Runs many documents over supervised workers: bounded in time, memory and number, in order, none lost."""

from newsx.batch.limits import Limits, usable_cores
from newsx.batch.supervisor import Batch
from newsx.batch.supply import Source
from newsx.batch.worker import Outcome, Work

__all__ = ["Batch", "Limits", "Outcome", "Source", "Work", "usable_cores"]

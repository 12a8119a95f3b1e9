"""The engine of this machine: supervised worker processes, bounded in time, memory and number, in order, none lost."""

from newsx.engines.workers.supervisor import LocalEngine

__all__ = ["LocalEngine"]

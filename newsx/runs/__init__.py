"""What a run is: inputs planned and divided, outputs opened, an engine driven, outcomes counted. `newsx.run` for Python users.

The command line is one caller among others: this room knows no terminal and reports to an `Observer`.
"""

from newsx.runs.execution import execute, run
from newsx.runs.observer import Observer
from newsx.runs.outputs import Outputs
from newsx.runs.plan import Selection
from newsx.runs.shards import Shard, parse_shard
from newsx.runs.summary import Summary

__all__ = ["Observer", "Outputs", "Selection", "Shard", "Summary", "execute", "parse_shard", "run"]

"""Lists what a run would read and says what it would write, for `newsx extract --dry-run`: nothing is read or written."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from newsx.cli.console import printable, say, say_failure
from newsx.errors import EXIT_OK, EXIT_SOME_FAILED
from newsx.formats.table import BY_NAME, DEFAULT, format_of_path
from newsx.records import Failure, InputRef
from newsx.runs.plan import make_plan
from newsx.sources import STDIN, describe_passed

if TYPE_CHECKING:
    from newsx.records import Options
    from newsx.runs import Outputs, Selection


def show_plan(selection: Selection, outputs: Outputs, options: Options) -> int:
    """Print every input that would be read, a line each, and the rest in words for people; return the exit code.

    Raises UsageError and OutputError for what the run itself would refuse.
    """
    from newsx.pipeline.models import locate

    plan = make_plan(selection, options, outputs)  # as a whole: the listing of shards is written by the first that runs
    outputs = outputs.of_shard(selection.shard)
    outputs.check(plan.refs)
    if options.model is not None:
        locate(options.model)
    items = [part.item for part in plan.parts]
    refs = [item for item in items if isinstance(item, InputRef)]
    for item in items:
        if isinstance(item, Failure):
            say_failure(item)
    sys.stdout.write("".join(f"{printable(ref.shown)}\n" for ref in refs))
    sys.stdout.flush()
    pages = sum(ref in plan.pages or ref.path == STDIN for ref in refs)
    containers = len(refs) - pages
    kinds = f"{pages:,} page{'' if pages == 1 else 's'}"
    if containers:
        kinds += f", {containers:,} container{'' if containers == 1 else 's'} of pages or records"
    if plan.passed:
        say(f"would pass over {describe_passed(plan.passed)}")
    say(f"would read {kinds}, with the model {options.model or 'default'}")
    say(f"would write {_target(outputs)}")
    return EXIT_OK if len(refs) == len(items) and refs else EXIT_SOME_FAILED


def _target(outputs: Outputs) -> str:
    """Return where records would go, and whether something is there already."""
    if outputs.path is None:
        chosen = BY_NAME.get(outputs.output_format or "", DEFAULT)
        return f"{chosen.meaning} to standard output"
    of_path = format_of_path(outputs.path)
    name = outputs.output_format or (of_path.name if of_path else "csv" if outputs.table else "json")
    what = BY_NAME[name].meaning if name in BY_NAME else name
    there = ""
    if os.path.exists(outputs.path):
        way = "goes on with it" if outputs.resume else "makes it anew" if outputs.overwrite else "is there already"
        there = f" ({way})"
    return f"{what} to {outputs.path}{there}"

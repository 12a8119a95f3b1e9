"""Where the results of a run go: records in a sink, failures in a file. Called by `run` and whoever plans one."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from newsx.calls import explains_fields
from newsx.errors import UsageError
from newsx.formats import Circumstances, can_resume, check_output, is_file_path, open_output, refuse_output
from newsx.record_files import is_record
from newsx.runs.failure_log import FailureLog

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsx.formats import Sink
    from newsx.records import InputRef
    from newsx.runs.shards import Shard


@explains_fields
@dataclass(frozen=True, slots=True)
class Outputs:
    """Where results go: `path` as `newsx.open_sink` takes it (None: standard output), `errors` a file for failures.

    `table` (several with commas between them), `safe_cells` and `excel` are about formats with rows, `fields` (as "headline,people.name") about JSON. `resume` continues what an earlier run left, with `anyway` also where
    that was made with other settings; `overwrite` makes it anew (of a shard: `anew`, which is done again even where it is marked as done; `listing` is where all shards find theirs). Without either, an output that holds something is refused.
    Where nothing could be read, what `overwrite` would replace stays; with `may_be_empty` only where an input is missing.
    """

    path: str | None = None
    output_format: str | None = None
    table: str | None = None
    safe_cells: bool = False
    excel: bool = False
    fields: str | None = None
    errors: str | None = None
    resume: bool = False
    anyway: bool = False
    overwrite: bool = False
    may_be_empty: bool = False
    part: str | None = None
    anew: bool = False
    listing: str | None = None

    def __post_init__(self) -> None:
        """Take lists of tables and fields for words with commas between them. Raises UsageError for anything else."""
        for name in ("table", "fields"):
            value = getattr(self, name)
            if isinstance(value, list | tuple):
                object.__setattr__(self, name, ",".join(map(str, value)))
            elif not isinstance(value, str | None):
                raise UsageError(f"{name} is words, as in {name}='people,places', not {type(value).__name__}")

    @property
    def is_folder(self) -> bool:
        """Whether records go into a folder, a file each."""
        return self.path is not None and not is_file_path(self.path)

    @property
    def own_files(self) -> list[str]:
        """The real paths of the files that are written, folders left out."""
        return [os.path.realpath(path) for path in (self.path, self.errors) if path and not os.path.isdir(path)]

    def of_shard(self, shard: Shard | None) -> Outputs:
        """Return the outputs of a shard: files get names of their own, and what an earlier try has finished is kept.

        Raises UsageError for formats that cannot be written in shards.
        """
        if shard is None or self.path is None:
            return self
        if self.is_folder and self.table:
            raise UsageError(
                "--shard writes no folders of tables: extract to FILE.jsonl, then run newsx convert on all parts"
            )
        if self.is_folder and self.output_format not in (None, "json", "jsonl"):
            raise UsageError(
                f"--shard writes no {self.output_format} into folders: extract to FILE.jsonl, then run newsx convert on all parts"
            )
        if self.fields is not None:
            raise UsageError("--shard writes whole records: leave --fields to newsx convert")
        path = self.path if self.is_folder else shard.name(self.path)
        errors = shard.name(self.errors) if self.errors else None
        is_continued = can_resume(path, self.output_format) and not self.overwrite
        return replace(
            self,
            path=path,
            errors=errors,
            resume=is_continued,
            overwrite=not is_continued,
            part=shard.label,
            anew=self.overwrite,
            listing=shard.listing(self.path, is_folder=self.is_folder),
        )

    def spared(self, *, found: int, missing: int) -> Outputs:
        """Return the outputs of a run that found so many inputs and missed so many: without any, older records stay as they are.

        Raises UsageError for an output that is not of newsx, as opening it would.
        """
        is_meant = self.may_be_empty and not missing
        if found or is_meant or self.part or not self.overwrite or self.path is None or not os.path.exists(self.path):
            return self
        refuse_output(self.path, output_format=self.output_format, table=self.table)
        return replace(
            self, path=os.devnull, output_format=None, table=None, fields=None, safe_cells=False, excel=False
        )

    def open_sink(self, inputs: Sequence[InputRef], settings: Mapping[str, Any]) -> Sink:
        """Open the sink for records; none of the inputs is ever written to. Raises OutputError and UsageError.

        `settings` are what records depend on: those of the run that is resumed must be the same.
        """
        return open_output(
            self.path,
            output_format=self.output_format,
            resume=self.resume,
            overwrite=self.overwrite,
            inputs=inputs,
            table=self.table,
            safe_cells=self.safe_cells,
            excel=self.excel,
            fields=self.fields,
            circumstances=Circumstances(settings, self.anyway, self.part if self.is_folder else None, os.getcwd()),
        )

    def check(self, inputs: Sequence[InputRef]) -> None:
        """Raise UsageError or OutputError for an output that `open_sink` would refuse; nothing is touched."""
        check_output(
            self.path,
            output_format=self.output_format,
            resume=self.resume,
            overwrite=self.overwrite,
            inputs=inputs,
            table=self.table,
            safe_cells=self.safe_cells,
            excel=self.excel,
            fields=self.fields,
        )

    def failure_log(self, inputs: Sequence[InputRef]) -> FailureLog:
        """Return the file of failures, not opened yet. Raises OutputError and UsageError."""
        return FailureLog(self.errors, replace=self.resume or self.overwrite, inputs=inputs)

    def has_written(self, ref: InputRef) -> bool:
        """Tell whether a file is the output or the error log, or a record in the output folder."""
        if not self.path and not self.errors:
            return False
        real = os.path.realpath(ref.path)
        if real in self.own_files:
            return True
        if self.path is None or not self.is_folder:
            return False
        return real.startswith(os.path.realpath(self.path) + os.sep) and is_record(ref.path)

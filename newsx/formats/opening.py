"""Chooses the sink for an output path: `newsx.open_sink`, and `open_output`, which runs and conversions call."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

from newsx.errors import OutputError, UsageError
from newsx.formats.files import is_device, refuse_inputs
from newsx.formats.locked_sink import LockedSink
from newsx.formats.locking import OutputLock, settings_beside
from newsx.formats.ownership import OUTPUT, TELLING, identity, refuse_file, refuse_folder
from newsx.formats.settings import made_with, refuse_other_settings
from newsx.formats.sink import INDENT, Target, tables_in
from newsx.formats.sink_group import SinkGroup
from newsx.formats.table import BY_NAME, DEFAULT, FORMATS, PACKINGS, format_of_path, packing_of_output

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from newsx.formats.sink import Sink
    from newsx.formats.table import Format
    from newsx.records import InputRef


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known of the run that writes an output.

    `settings` are those its records depend on: a resumed run must have the same, unless `anyway`. `part` names the part of
    a run that shares the output with others. `folder` is what relative paths of inputs are meant from; None: nobody knows.
    """

    settings: Mapping[str, Any] | None = None
    anyway: bool = False
    part: str | None = None
    folder: str | None = None


def open_sink(
    output: str | None = None,
    *,
    output_format: str | None = None,
    resume: bool = False,
    inputs: Sequence[InputRef] = (),
    table: str | None = None,
    safe_cells: bool = False,
    excel: bool = False,
    fields: str | None = None,
) -> Sink:
    """Return a sink for an output path as the command takes it.

    None is standard output: one JSON object a line, indented ones with output_format "json", a table with "csv". A path
    that ends in .jsonl or .ndjson is one file of JSON lines; .csv, .sqlite (.sqlite3, .db), .parquet and .spacy name the
    other formats of one file, with .gz or .zst behind .jsonl and .csv a packed one; a path without suffix, that ends in "/" or
    is a folder is a folder with one NAME.json an article (NAME.txt and NAME.ann with "brat").

    `table` names what a CSV or Parquet file holds (default: one row an article, in Parquet nested); several, with commas between
    them, are the sheets of a workbook or files in a folder. `safe_cells` keeps spreadsheets from running cells as formulas,
    `excel` writes CSV as they open it best. `fields` names the fields of a record that JSON is written of. With `resume`, records that an earlier run left there are kept; else a file
    is made anew, as `open` does. None of the files in `inputs` is ever written to. Raises OutputError when the place cannot
    be made, UsageError when the options do not fit.
    """
    chosen, asked = _target(
        output, output_format, resume, inputs, table, safe_cells=safe_cells, excel=excel, fields=fields
    )
    target = replace(asked, folder=os.getcwd())
    if (files := _files_of_tables(chosen, target)) is not None:
        return SinkGroup(_writer_of(chosen)(each) for each in files)
    return _writer_of(chosen)(target)


def open_output(
    output: str | None,
    *,
    output_format: str | None = None,
    resume: bool = False,
    overwrite: bool = False,
    inputs: Sequence[InputRef] = (),
    table: str | None = None,
    safe_cells: bool = False,
    excel: bool = False,
    fields: str | None = None,
    circumstances: Circumstances | None = None,
) -> Sink:
    """Return a sink as `open_sink` does, that takes nothing from anybody: what runs and conversions write to.

    An output that holds something is refused without `resume` or `overwrite`, which makes it anew, and one that newsx did
    not write in any case; databases grow. It is for one run at a time, and a resumed run must have the settings of the run
    before. Raises UsageError, with nothing changed, when the output must not be touched.
    """
    chosen, target = _target(
        output, output_format, resume, inputs, table, safe_cells=safe_cells, excel=excel, fields=fields
    )
    facts = circumstances or Circumstances()
    target = replace(target, overwrite=overwrite, folder=facts.folder)
    if output is None or is_device(output):
        return _writer_of(chosen)(target)
    if chosen.grows:
        return _writer_of(chosen)(replace(target, settings=facts.settings, anyway=facts.anyway))
    if (files := _files_of_tables(chosen, target)) is not None:
        for each in files:  # nothing is opened before all may be
            _refuse_output(chosen, each)
        return SinkGroup(_open_locked(chosen, each, facts) for each in files)
    return _open_locked(chosen, target, facts)


def refuse_output(output: str, *, output_format: str | None = None, table: str | None = None) -> None:
    """Raise UsageError for an output that newsx did not write, which is not made anew, without touching it."""
    chosen, target = _target(output, output_format, False, (), table, safe_cells=False, excel=False, fields=None)
    if is_device(output) or chosen.grows:
        return
    for each in _files_of_tables(chosen, target) or [target]:
        _refuse_output(chosen, replace(each, overwrite=True))


def check_output(
    output: str | None,
    *,
    output_format: str | None = None,
    resume: bool = False,
    overwrite: bool = False,
    inputs: Sequence[InputRef] = (),
    table: str | None = None,
    safe_cells: bool = False,
    excel: bool = False,
    fields: str | None = None,
    may_resume: bool = True,
) -> None:
    """Raise UsageError for what `open_output` would refuse, OutputError where it could make nothing; nothing is touched.

    `may_resume`: whoever asks could go on with what is there.
    """
    chosen, target = _target(
        output, output_format, resume, inputs, table, safe_cells=safe_cells, excel=excel, fields=fields
    )
    if output is None or is_device(output):
        return
    target = replace(target, overwrite=overwrite)
    for each in _files_of_tables(chosen, target) or [target]:
        _check_place(each.path)
        if chosen.grows or not os.path.exists(each.path):
            continue
        is_folder = chosen.destination != "file" and not is_file_path(each.path)
        if not is_folder and os.path.isdir(each.path):
            raise OutputError(f"{each.path}: is a folder")
        refuse_inputs(each.path, each.inputs)
        refuse = refuse_folder if is_folder else refuse_file
        refuse(
            each.path,
            chosen,
            settings_beside(each.path, is_folder=is_folder),
            allowed=resume or overwrite,
            may_resume=may_resume,
        )


def _check_place(path: str) -> None:
    """Raise OutputError where nothing can be made at a path: the folder it would stand in, or the nearest above, cannot be written to."""
    folder = os.path.abspath(path) if os.path.isdir(path) else os.path.dirname(os.path.abspath(path))
    while not os.path.exists(folder):
        folder = os.path.dirname(folder)
    if not os.path.isdir(folder) or not os.access(folder, os.W_OK | os.X_OK):
        raise OutputError(f"{path}: nothing can be written to {folder}")


def _files_of_tables(chosen: Format, target: Target) -> list[Target] | None:
    """Return the files, one a table, that several tables go to; None where all goes to one place."""
    if len(target.tables) < 2 or chosen.takes_tables:
        return None
    suffix = chosen.suffixes[0]
    return [replace(target, output=os.path.join(target.path, name + suffix), table=name) for name in target.tables]


def _refuse_output(chosen: Format, target: Target) -> None:
    """Raise UsageError for a file that must not be touched, without touching it."""
    refuse_inputs(target.path, target.inputs)
    lock = OutputLock(target.path)
    try:
        refuse_file(target.path, chosen, lock.settings(), allowed=target.overwrite, may_resume=True)
    finally:
        lock.release()


def _target(
    output: str | None,
    output_format: str | None,
    resume: bool,
    inputs: Sequence[InputRef],
    table: str | None,
    *,
    safe_cells: bool,
    excel: bool,
    fields: str | None,
) -> tuple[Format, Target]:
    """Return the format and what it is asked for. Raises UsageError when the options do not fit."""
    several = len(tables_in(table)) > 1
    chosen = _format_of_tables(output, output_format) if several else _format_of(output, output_format)
    _check_table(chosen, table, safe_cells=safe_cells, excel=excel)
    if fields is not None:
        _check_fields(chosen, fields, resume=resume)
    if output is None:
        _check_stream(chosen, resume=resume)
    elif resume and not (chosen.resumes and packing_of_output(output) is None):
        raise UsageError(
            f"--resume cannot continue {'a packed file' if chosen.resumes else chosen.name}: extract to FILE.jsonl with --resume, then run newsx convert FILE.jsonl -o {output}"
        )
    is_folder = output is not None and not is_lines_path(output)
    indented = chosen.name == "json" or (is_folder and chosen.name != "jsonl")
    table = ",".join(tables_in(table)) or None
    return chosen, Target(output, INDENT if indented else None, resume, inputs, table, safe_cells, excel, fields)


def _open_locked(chosen: Format, target: Target, facts: Circumstances) -> Sink:
    """Open the sink under the lock of its output; let it go when the output must not be touched, or cannot be opened."""
    path = target.path
    is_folder = chosen.destination != "file" and not is_file_path(path)
    if not is_folder and os.path.isdir(path):
        raise OutputError(f"{path}: is a folder")
    refuse_inputs(path, target.inputs)
    lock = OutputLock(path, is_folder=is_folder, part=facts.part)
    written: dict[str, Any] | None = None
    try:
        written = lock.settings()
        refuse = refuse_folder if is_folder else refuse_file
        may_resume = facts.settings is not None
        refuse(path, chosen, written, allowed=target.resume or target.overwrite, may_resume=may_resume)
        if target.resume and not facts.anyway and facts.settings is not None:
            refuse_other_settings(path, written or made_with(path, is_folder=is_folder), facts.settings)
        noted = {**(facts.settings or {}), "format": chosen.name}
        lock.note(noted)
        sink = _writer_of(chosen)(target)
    except BaseException:
        if written is not None:
            lock.note(written, is_held=False)
        lock.release(keep=written is not None)
        raise
    is_marked = not is_folder and (chosen.name not in TELLING or packing_of_output(path) is not None)
    if is_marked:
        lock.note({**noted, OUTPUT: identity(path)})
    return LockedSink(sink, lock, path, noted, is_marked=is_marked, is_kept=is_folder or is_marked or chosen.resumes)


def is_lines_path(output: str) -> bool:
    """Return whether the output path names one file of JSON lines, or a device, which has no suffix to tell."""
    return is_device(output) or format_of_path(output) is DEFAULT


def is_file_path(output: str) -> bool:
    """Return whether the output path names one file, by its suffix, or a device; any other names a folder."""
    return is_device(output) or format_of_path(output) is not None


def can_resume(output: str | None, output_format: str | None = None) -> bool:
    """Return whether what an interrupted run left there can be continued."""
    return output is not None and _format_of(output, output_format).resumes


def _writer_of(chosen: Format) -> Callable[[Target], Sink]:
    module, _, name = chosen.writer.partition(":")
    return cast("Callable[[Target], Sink]", getattr(import_module(module), name))


def _format_of(output: str | None, name: str | None) -> Format:
    """Return the format that was asked for, or the one the path's suffix names. Raises UsageError when the two differ."""
    if name is not None and name not in BY_NAME:
        raise UsageError(f"there is no format {name!r}: name one of {', '.join(BY_NAME)}")
    asked = BY_NAME[name] if name else None
    if output is None:
        return asked or DEFAULT
    of_path = DEFAULT if is_device(output) and (asked or DEFAULT).destination == "lines" else format_of_path(output)
    if of_path is None and not (asked and asked.destination == "file"):
        _refuse_suffix(output)
    if not asked or asked is of_path:
        return asked or of_path or BY_NAME["json"]
    if asked.destination == "file" and (of_path or os.path.isdir(output)):
        raise UsageError(f"{output} does not fit --format {asked.name}: name {asked.place}")
    if of_path is DEFAULT and asked.name == "json":
        raise UsageError(f"{output} is a file of JSON lines: --format json does not fit it")
    if of_path and not (of_path is DEFAULT and asked.destination == "lines"):
        raise UsageError(f"{output} is a file of another format: --format {asked.name} does not fit it")
    return asked


def _format_of_tables(output: str | None, name: str | None) -> Format:
    """Return the format of several tables: a workbook, or a file each in a folder, CSV unless another is asked for."""
    of_path = format_of_path(output) if output is not None else None
    if (of_path and of_path.takes_tables) or (name and name in BY_NAME and BY_NAME[name].takes_tables):
        return _format_of(output, name)
    if output is None or of_path is not None:
        books = " or ".join(f"FILE{each.suffixes[0]}" for each in FORMATS if each.takes_tables)
        raise UsageError(f"several tables need a folder, or {books}: name one with -o")
    _refuse_suffix(output)
    return _format_of(None, name or "csv")


def _refuse_suffix(output: str) -> None:
    """Raise UsageError for a path that is no folder, but has a suffix that names no format."""
    suffix = os.path.splitext(output)[1].lower()
    if os.path.isfile(output) and not suffix:
        raise UsageError(f"{output} is a file: name a folder, or a file with the suffix of a format")
    if not suffix or os.path.isdir(output):
        return
    if suffix == ".json":
        raise UsageError(f"{output}: name a folder for one JSON file an article, or a file that ends in .jsonl")
    if suffix in PACKINGS:
        packed = " and ".join(each.suffixes[0] for each in FORMATS if each.packs)
        raise UsageError(
            f"{output}: only {packed} are written packed ({', '.join(PACKINGS)}); name {output[: -len(suffix)]}"
        )
    known = ", ".join(suffix for each in FORMATS for suffix in each.suffixes)
    raise UsageError(f"{output}: {suffix} names no format: name a file that ends in {known}, or a folder ({output}/)")


def _check_table(chosen: Format, table: str | None, *, safe_cells: bool, excel: bool) -> None:
    if table is not None:
        from newsx.schema.tables import TABLES

        names = tables_in(table)
        if unknown := [name for name in names if name not in TABLES] or ([] if names else [table]):
            raise UsageError(f"there is no table {unknown[0]!r}: name one of {', '.join(TABLES)}")
        if not chosen.takes_table:
            fitting = ", ".join(f"-o FILE{each.suffixes[0]}" for each in FORMATS if each.takes_table)
            raise UsageError(f"--table does not fit {chosen.name}: it is for formats with rows ({fitting})")
    if excel and not chosen.takes_safe_cells:
        raise UsageError(f"--excel does not fit {chosen.name}: it is for CSV; -o FILE.xlsx is a workbook as it is")
    if safe_cells and not chosen.takes_safe_cells:
        fitting = " and ".join(each.name.upper() for each in FORMATS if each.takes_safe_cells)
        raise UsageError(f"--safe-cells does not fit {chosen.name}: it is for {fitting}")


def _check_fields(chosen: Format, fields: str, *, resume: bool) -> None:
    from newsx.formats.projection import projection

    projection(fields)
    if not chosen.keeps_records:
        raise UsageError(f"--fields does not fit {chosen.name}: it is for JSON; the rows of tables have --table")
    if resume:
        raise UsageError("--resume cannot go on with some fields of records: leave --fields to newsx convert")


def _check_stream(chosen: Format, *, resume: bool) -> None:
    if resume:
        raise UsageError("--resume needs -o: only what stands in files can be continued")
    if not chosen.streams:
        raise UsageError(f"--format {chosen.name} needs -o: {chosen.place}")

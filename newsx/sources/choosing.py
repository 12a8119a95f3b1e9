"""Chooses, among the files of folders, those that may be pages: what lies beside saved pages is passed over and counted.

Called by `listing`. A file that is named by itself is always read.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from newsx.lazy import lazy_pattern
from newsx.sources.starts import HEAD_BYTES, container_of, is_failure_start, is_own_page, is_record_start
from newsx.sources.unpacking import packing_of, unpack_head, without_packed_suffix

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsx.sources.starts import RecordForm

_DATA = "data files"
# What is no page by its name: how it is called when it is counted, and the suffixes.
_KINDS = {
    "pictures": ".png .jpg .jpeg .jpe .jfif .gif .webp .svg .svgz .ico .cur .avif .bmp .tif .tiff .heic .apng",
    "scripts": ".js .mjs .cjs .jsx .ts .tsx .map .wasm",
    _DATA: ".toml .yaml .yml .ini .csv .tsv .xlsx .ods .parquet .arrow .feather .sqlite .sqlite3 .db .dossier .ann .conf .jsonld .spacy .geojson .kml .gexf .graphml .ics .log",
    "style sheets": ".css .scss .sass .less",
    "fonts": ".woff .woff2 .ttf .otf .eot",
    "sounds and films": ".mp3 .m4a .ogg .oga .wav .flac .aac .mp4 .m4v .webm .mov .avi .mkv .ogv .m3u8 .vtt .srt",
}
_KIND_OF = {suffix: kind for kind, suffixes in _KINDS.items() for suffix in suffixes.split()}
_OTHERS = "other files"
# What newsx itself has written: its records would count twice beside the pages they were made of.
_OWN = "results of newsx"
_ONE = {"sounds and films": "sound or film", _OWN: "result of newsx"}
# What browsers of many languages call the folder beside a page that was saved whole.
_BESIDE = lazy_pattern(
    r"(?P<page>.+)[_.\- ](?:files|dateien|fichiers|archivos|arquivos|ficheiros|file|bestanden|pliki|filer|filerna|soubory|"
    r"dosyalar|tiedostot|súbory|fájlok|datoteke|elemei)",
    re.IGNORECASE,
)
_PAGE_SUFFIXES = (".html", ".htm", ".xhtml")
_RECORD_SUFFIXES = (".json", ".jsonl", ".ndjson")
# A file of JSON holds articles when this stands near its beginning: a field with a text or a page, a record, a feed.
_JSON_HEAD = 1 << 16
_PACKED_HEAD = 1 << 18  # a block of zstd holds so much at most, and gives nothing before it is whole
_FAILURE_HEAD = 1 << 13
# How side files and folders of newsx are called.
_SIDE = ".newsx"
_JSON_OF_ARTICLES = re.compile(rb'[{,]\s*"(?:text|html|schema_version)"\s*:|jsonfeed\.org/version/')


@dataclass
class Choice:
    """Which files of folders are read: those that `include` matches, if anything is in it, and `exclude` does not.

    The patterns are globs for the path below the folder, or for any name in it; what is included by name is read whatever it
    is. `passed` counts, by kind, the files that are no pages. `records` takes files of records too, for callers who read them
    as such, and `everything` is for callers who choose themselves.
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    everything: bool = False
    records: bool = False
    passed: Counter[str] = field(default_factory=Counter)

    def takes(self, path: str, relative: str) -> bool:
        """Return whether a file is read; one that is not, for what it is, is counted."""
        if self.everything:
            return True
        if _matches(relative, self.exclude) or (self.include and not _matches(relative, self.include)):
            return False
        kind = None if self.include or (self.records and _form_of_records(path)) else kind_of(path)
        if kind is not None:
            self.passed[kind] += 1
        return kind is None

    def enters(self, folder: str, beside: frozenset[str], relative: str) -> bool:
        """Return whether a folder is looked into: not the one of a page saved whole, whose files are counted, unless it is included by name.

        `beside` are the names of the files that lie beside the folder.
        """
        if self.everything:
            return True
        if _matches(relative, self.exclude):
            return False
        match = _BESIDE.fullmatch(os.path.basename(folder))
        if (
            _matches(relative, self.include)
            or not match
            or not any(match["page"] + suffix in beside for suffix in _PAGE_SUFFIXES)
        ):
            return True
        for _, _, names in os.walk(folder):
            self.passed.update(_KIND_OF.get(os.path.splitext(name)[1].lower(), _OTHERS) for name in names)
        return False


def kind_of(path: str) -> str | None:
    """Return what a file is that is no page, by its name; None for one that may be a page.

    What newsx wrote is told by its beginning, and of JSON that tells whether articles are in it.
    """
    suffix = os.path.splitext(without_packed_suffix(path))[1].lower()
    if _form_of_records(path) in ("json", "sqlite") or (suffix in _PAGE_SUFFIXES and is_own_page(path)):
        return _OWN
    if _is_noted(path) or _is_annotated(path) or (suffix in _RECORD_SUFFIXES and _holds_failures(path)):
        return _OWN
    if suffix == ".json" and _is_other_json(path):
        return _DATA
    return _KIND_OF.get(suffix)


def describe_passed(passed: Mapping[str, int]) -> str:
    """Return what was passed over, in words; empty for nothing.

    >>> describe_passed({"scripts": 80, "pictures": 300})
    '380 files that are no pages: 300 pictures, 80 scripts'
    """
    kinds = sorted(((kind, count) for kind, count in passed.items() if count), key=lambda kind: (-kind[1], kind[0]))
    if not kinds:
        return ""
    total = sum(passed.values())
    words = ", ".join(f"{count:,} {_one(kind) if count == 1 else kind}" for kind, count in kinds)
    return f"{total:,} {'file that is no page' if total == 1 else 'files that are no pages'}: {words}"


def _one(kind: str) -> str:
    return _ONE.get(kind) or kind.removesuffix("s")


def _matches(relative: str, patterns: tuple[str, ...]) -> bool:
    names = relative.split("/")
    return any(fnmatchcase(relative, each) or any(fnmatchcase(name, each) for name in names) for each in patterns)


def _is_noted(path: str) -> bool:
    """Return whether a side file says that newsx wrote the file (`formats.locking`)."""
    folder, name = os.path.split(path)
    return os.path.exists(os.path.join(folder, f".{name}{_SIDE}"))


def _is_annotated(path: str) -> bool:
    """Return whether a text lies beside its marks in a folder that newsx wrote for brat."""
    folder = os.path.dirname(path)
    stem, suffix = os.path.splitext(path)
    return suffix == ".txt" and os.path.exists(f"{stem}.ann") and os.path.isdir(os.path.join(folder, _SIDE))


def _holds_failures(path: str) -> bool:
    """Return whether a file holds failures as `--errors` lists them, or nothing: those of a run that had none."""
    try:
        with open(path, "rb") as file:
            head = file.read(_FAILURE_HEAD)
    except (OSError, ValueError):  # said by whoever reads it
        return False
    return not head or is_failure_start(head)


def _form_of_records(path: str) -> RecordForm | None:
    """Return what a file on this machine keeps records in, packed or not, by its name and its first bytes; None for others."""
    suffix = os.path.splitext(without_packed_suffix(path))[1].lower()
    if suffix not in _RECORD_SUFFIXES and _KIND_OF.get(suffix) != _DATA:
        return None
    try:
        with open(path, "rb") as file:
            head = file.read(HEAD_BYTES)
            if packing_of(head):
                head += file.read(_PACKED_HEAD)
    except (OSError, ValueError):  # said by whoever reads it
        return None
    return "json" if is_record_start(unpack_head(head, HEAD_BYTES)) else container_of(head)


def _is_other_json(path: str) -> bool:
    """Return whether a file of JSON on this machine begins as no articles do; one that cannot be read says so when it is read."""
    try:
        with open(path, "rb") as file:
            return _JSON_OF_ARTICLES.search(file.read(_JSON_HEAD)) is None
    except (OSError, ValueError):
        return False

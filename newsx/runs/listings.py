"""Keeps the listing that the first shard of a run was cut from, so that all shards divide the same one. Called by `plan`.

Inputs that come later belong to no shard: without a common listing every border between shards would move, and records be
lost or doubled.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from newsx.errors import OutputError, UsageError
from newsx.formats.files import output_error, write_aside
from newsx.records import Failure, InputRef
from newsx.sources import size_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Listing:
    """The inputs of all shards, in order, with their sizes in bytes when they were listed."""

    items: tuple[InputRef | Failure, ...]
    sizes: dict[str, int]

    def size_of(self, ref: InputRef) -> int:
        """Return the size by which an input is divided."""
        return self.sizes.get(ref.path, 0)


def make_listing(items: Sequence[InputRef | Failure]) -> Listing:
    """Return the listing of inputs as they are now."""
    return Listing(tuple(items), {item.path: size_of(item) for item in items if isinstance(item, InputRef)})


def agree_on(path: str, names: Sequence[str], listing: Listing, *, anew: bool = False) -> tuple[Listing, str | None]:
    """Return the listing that stands at the path, or this one, which then stands there; and what people should know of it.

    `names` are the inputs as they were named: raises UsageError when the shards before were cut from others. Raises
    OutputError when the listing cannot be written. `anew` replaces what stands there.
    """
    found = None if anew else _load(path, names)
    if found is None:
        _store(path, names, listing, replace=anew)
        found = None if anew else _load(path, names)  # another shard may have been faster
    if found is None or found == listing:
        return found or listing, None
    before = {item.path for item in found.items if isinstance(item, InputRef)}
    new = [item.path for item in listing.items if isinstance(item, InputRef) and item.path not in before]
    if not new:
        return found, None
    count = f"{len(new)} input{'s' if len(new) > 1 else ''}"
    return (
        found,
        f"{count} came after the first shard was cut, and belong to none: {new[0]}{' …' if len(new) > 1 else ''}",
    )


def _load(path: str, names: Sequence[str]) -> Listing | None:
    try:
        with open(path, encoding="utf-8", errors="surrogateescape") as file:
            head = json.loads(file.readline())
            rows = [json.loads(line) for line in file]
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise OutputError(f"{path}: the listing of the shards cannot be read ({error})") from error
    if head.get("inputs") != list(names):
        raise UsageError(
            f"the other shards are cut from other inputs ({', '.join(head.get('inputs', []))}): name another output"
        )
    items: list[InputRef | Failure] = []
    sizes: dict[str, int] = {}
    for row in rows:
        if "path" in row:
            ref = InputRef(row["path"], row["relative"])
            sizes[ref.path] = int(row["bytes"])
            items.append(ref)
        else:
            items.append(Failure(**row))
    return Listing(tuple(items), sizes)


def _store(path: str, names: Sequence[str], listing: Listing, *, replace: bool) -> None:
    """Write the listing, unless one stands there that must not be replaced."""
    if replace:
        write_aside(path, _lines(names, listing))
        return
    aside = f"{path}-{os.getpid()}"
    write_aside(aside, _lines(names, listing))
    try:
        os.link(aside, path)
    except FileExistsError:
        pass  # another shard was faster
    except OSError:  # a file system without links
        try:
            os.replace(aside, path)
        except OSError as error:
            raise output_error(path, error) from error
    with suppress(FileNotFoundError):
        os.unlink(aside)


def _lines(names: Sequence[str], listing: Listing) -> Iterator[bytes]:
    yield json.dumps({"inputs": list(names)}).encode() + b"\n"
    for item in listing.items:
        if isinstance(item, InputRef):
            row = {"path": item.path, "relative": item.relative, "bytes": listing.size_of(item)}
        else:
            row = asdict(item)
        yield json.dumps(row, ensure_ascii=True).encode() + b"\n"

"""JSON objects found in lines and indented, with what is none of them named."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st
from made_records import samples

from newsx.record_files.json_objects import BrokenRecord, FoundRecord, parse_records


def objects_in(*parts: bytes) -> list:
    return list(parse_records(b"\n".join(parts).splitlines(keepends=True)))


def test_records_are_read_from_lines_and_indented() -> None:
    one, two = samples()[:2]
    compact, indented = json.dumps(one).encode(), json.dumps(two, indent=2).encode()
    found = objects_in(compact, b"", indented, b"  ", indented, compact)
    assert [item.value for item in found] == [one, two, two, one]
    assert [item.line for item in found][:2] == [1, 3]
    assert [item.value for item in objects_in(b"\xef\xbb\xbf" + indented)] == [two]


def test_broken_lines_cost_themselves_only() -> None:
    good = b'{"id": 1}'
    found = objects_in(good, b'{"id": ', good, b"[1]", b"\xff\xfe{}", b"[" * 100_000, b"9" * 5_000, good)
    assert [isinstance(item, FoundRecord) for item in found] == [True, False, True, False, False, False, False, True]
    assert [item.line for item in found if isinstance(item, BrokenRecord)] == [2, 4, 5, 6, 7]


def test_a_torn_object_does_not_swallow_what_follows() -> None:
    found = objects_in(b"{", b'  "id": 1,', b'{"id": 2}', b"{", b'  "id": 3', b"}", b"{", b'  "id"')
    assert [getattr(item, "value", None) for item in found] == [None, {"id": 2}, {"id": 3}, None]
    assert found[0] == BrokenRecord(1, "the object does not end")


@given(st.lists(st.binary(max_size=20), max_size=20))
def test_any_bytes_are_read_to_their_end(lines: list[bytes]) -> None:
    good = json.dumps(samples()[0]).encode()
    found = list(parse_records([*(line + b"\n" for line in lines), b"\n", good]))
    assert found[-1] == FoundRecord(len(lines) + 2, samples()[0]) or isinstance(found[-1], FoundRecord)

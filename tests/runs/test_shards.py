"""Parts of a run that know nothing of each other: together they are the whole, and done ones are left alone."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsx_command import run_newsx
from stub_flow import StubFlow

from newsx.engines import Limits, Part
from newsx.errors import UsageError
from newsx.records import Failure, InputRef
from newsx.runs import Outputs, Selection, run
from newsx.runs.markers import Marker, fingerprint
from newsx.runs.shards import Shard, divide, parse_shard


@pytest.mark.parametrize(("text", "shard"), [("1/1", Shard(1, 1)), ("3/16", Shard(3, 16)), (" 10/10 ", Shard(10, 10))])
def test_shards_are_read(text: str, shard: Shard) -> None:
    assert parse_shard(text) == shard


@pytest.mark.parametrize("text", ["", "3", "0/4", "5/4", "-1/4", "1/0", "a/b", "1/2/3", "1.5/2"])
def test_what_is_no_shard_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="3/16"):
        parse_shard(text)


def test_names_sort_like_the_shards() -> None:
    names = [Shard(number, 16).name("out/all.jsonl") for number in range(1, 17)]
    assert names == sorted(names)
    assert names[2] == "out/all-03-of-16.jsonl"


@given(
    sizes=st.lists(st.tuples(st.integers(0, 1000), st.booleans(), st.booleans()), max_size=12),
    count=st.integers(1, 9),
)
def test_every_input_and_every_byte_of_a_container_is_in_one_shard(sizes, count: int) -> None:
    listed: list[InputRef | Failure] = [
        Failure(str(number), "listing", "refused", "gone") if failed else InputRef(str(number), str(number))
        for number, (_, _, failed) in enumerate(sizes)
    ]

    def parts(number: int) -> list[Part]:
        return divide(
            listed,
            Shard(number, count),
            weigh=lambda ref: sizes[int(ref.path)][0],
            is_container=lambda ref: sizes[int(ref.path)][1],
        )

    lengths = [1 if failed else max(1, size) for size, _, failed in sizes]
    read = dict.fromkeys(range(len(sizes)), 0)
    for part in (part for number in range(1, count + 1) for part in parts(number)):
        number = int(part.item.path if isinstance(part.item, InputRef) else part.item.source)
        first, last = part.span or (0, lengths[number])
        assert first == read[number] < last
        assert not any(read[later] for later in range(number + 1, len(sizes)))
        read[number] = last
    assert list(read.values()) == lengths


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Texts of different lengths, two of a name, an empty one, and a file of JSON lines."""
    folder = tmp_path / "in"
    (folder / "sub").mkdir(parents=True)
    for number in range(23):
        (folder / ("sub" if number % 3 else "") / f"{number:02}.txt").write_text(
            f"Article {number} said so. " * (1 + number % 5)
        )
    (folder / "05.md").write_text("A second one of that name.")
    (folder / "sub" / "empty.txt").write_text("")
    lines = [{"text": f"Line {number} of many says this much."} for number in range(40)]
    (folder / "lines.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    return folder


def extract(folder: Path, output: Path, shard: str | None = None, errors: Path | None = None) -> int:
    selection = Selection((str(folder),), shard=parse_shard(shard) if shard else None)
    outputs = Outputs(str(output), errors=str(errors) if errors else None)
    return run(selection, outputs, limits=Limits(jobs=1), make_flow=StubFlow).exit_code


def tree(output: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(output)): path.read_bytes()
        for path in output.rglob("*")
        if path.is_file() and ".newsx" not in path.parts
    }


@pytest.mark.parametrize("count", [1, 2, 5, 80])
def test_the_union_of_shards_is_the_single_run(folder: Path, tmp_path: Path, count: int) -> None:
    extract(folder, tmp_path / "whole.jsonl", errors=tmp_path / "whole.errors")
    extract(folder, tmp_path / "whole")
    for number in reversed(range(1, count + 1)):
        shard = f"{number}/{count}"
        extract(folder, tmp_path / "all.jsonl", shard, errors=tmp_path / "all.errors")
        extract(folder, tmp_path / "all", shard)
    for suffix in ("jsonl", "errors"):
        parts = sorted(tmp_path.glob(f"all-*.{suffix}"))
        assert len(parts) == count
        assert b"".join(part.read_bytes() for part in parts) == (tmp_path / f"whole.{suffix}").read_bytes()
    assert tree(tmp_path / "all") == tree(tmp_path / "whole")
    assert len(tree(tmp_path / "all")) == 64


def test_a_shard_that_is_done_is_left_alone_until_its_inputs_change(folder: Path, tmp_path: Path, capsys) -> None:
    output = tmp_path / "all-1-of-2.jsonl"
    first = extract(folder, tmp_path / "all.jsonl", "1/2")
    os.utime(output, ns=(1, 1))
    assert extract(folder, tmp_path / "all.jsonl", "1/2") == first
    assert output.stat().st_mtime_ns == 1
    (folder / "00.txt").write_text("Another text altogether.")
    extract(folder, tmp_path / "all.jsonl", "1/2")
    assert b"Another text" in output.read_bytes()
    assert output.read_bytes().count(b"\n") == len({json.loads(line)["id"] for line in output.read_text().splitlines()})


def test_a_marker_of_other_work_does_not_count(tmp_path: Path) -> None:
    output = tmp_path / "out"
    output.mkdir()
    marker = Marker(str(output), Shard(1, 2), is_folder=True, work="a")
    assert marker.counts() is None
    marker.set({"article": 3})
    assert marker.counts() == {"article": 3}
    assert Marker(str(output), Shard(1, 2), is_folder=True, work="b").counts() is None
    (output / ".newsx" / "1-of-2.done").write_text("[]")
    assert marker.counts() is None
    marker.unset()
    marker.unset()


def test_fingerprints_tell_inputs_and_settings_apart(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("a")
    part = Part(InputRef(str(file), "a.txt"))
    whole = fingerprint([part], settings=1)
    assert whole == fingerprint([part], settings=1)
    others = {fingerprint([part], settings=2), fingerprint([Part(part.item, (0, 1))], settings=1), whole}
    file.write_text("ab")
    assert len({*others, fingerprint([part], settings=1)}) == 4


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["-", "-o", "out"], "standard input"),
        (["in"], "needs -o"),
        (["in", "-o", "out.csv"], ""),
    ],
)
def test_what_cannot_be_divided_is_refused(folder: Path, tmp_path: Path, arguments: list[str], words: str) -> None:
    done = run_newsx("extract", *arguments, "--shard", "1/2", "--model", "fast", stdin=b"x", cwd=tmp_path)
    if words:
        assert done.returncode == 2
        assert words in done.stderr.decode()
    else:
        assert (tmp_path / "out-1-of-2.csv").exists()

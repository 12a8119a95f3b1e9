"""Paths with a scheme: listed and read through fsspec as files are."""

from __future__ import annotations

import hashlib
import io
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest

from newsx.records import Document, Failure, InputRef, Options
from newsx.sources import expand, form_of_file, list_inputs, open_source
from newsx.sources.remote import is_remote, remote_digest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

fsspec = pytest.importorskip("fsspec")

RAIN = b"It rained in Suva on Monday, and the market by the harbour stayed closed until noon."
FILES = {
    "b.txt": RAIN,
    "a.txt": RAIN,
    "sub/c.jsonl": b'{"text": "One."}\n{"text": "Two."}\n',
    ".hidden": b"x",
    ".git/x.txt": b"x",
}


@pytest.fixture
def memory() -> Iterator[str]:
    system = fsspec.filesystem("memory")
    for name, data in FILES.items():
        system.pipe(f"/news/{name}", data)
    yield "memory://news"
    system.rm("/news", recursive=True)


@pytest.fixture
def local(tmp_path: Path) -> str:
    for name, data in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    return f"file://{tmp_path}"


@pytest.fixture(params=["memory", "local"])
def folder(request: pytest.FixtureRequest) -> str:
    return request.getfixturevalue(request.param)


def listed(*names: str) -> list[InputRef]:
    found = list(list_inputs(names))
    assert all(isinstance(item, InputRef) for item in found), found
    return [item for item in found if isinstance(item, InputRef)]


@pytest.mark.parametrize(
    ("path", "remote"),
    [
        ("s3://bucket/key", True),
        ("gs://b/*.txt", True),
        ("zip://a.txt::s3://b/c.zip", True),
        ("memory://x", True),
        ("C:\\news\\a.txt", False),
        ("a:b.txt", False),
        ("news/a.txt", False),
        ("-", False),
    ],
)
def test_a_scheme_makes_a_path_remote(path: str, remote: bool) -> None:
    assert is_remote(path) is remote


def test_folders_and_globs_are_listed_in_order(folder: str) -> None:
    assert [ref.relative for ref in listed(folder)] == ["a.txt", "b.txt", "sub/c.jsonl"]
    assert [ref.relative for ref in listed(f"{folder}/*.txt", f"{folder}/a.txt")] == ["a.txt", "b.txt"]
    assert [ref.relative for ref in listed(f"{folder}/**/*.jsonl")] == ["c.jsonl"]


def test_remote_files_are_read_as_files_are(folder: str) -> None:
    page, _, container = listed(folder)
    assert list(expand(page, Options())) == [page]
    opened = open_source(page)
    assert not isinstance(opened, Failure)
    assert (opened.content, opened.origin.path) == (RAIN.decode(), page.path)
    assert opened.origin.sha256 == remote_digest(page.path) == hashlib.sha256(RAIN).hexdigest()
    assert form_of_file(container, Options()) == "jsonl"
    found = list(expand(container, Options()))
    assert [item.ref.named for item in found if isinstance(item, Document)] == [
        f"{container.path}#1",
        f"{container.path}#2",
    ]
    assert [item.ref.relative for item in found if isinstance(item, Document)] == ["sub/c/1", "sub/c/2"]
    spans = [list(expand(container, Options(), span=span)) for span in ((0, 5), (5, 99))]
    assert [len(part) for part in spans] == [1, 1]
    assert spans[0] + spans[1] == found


def test_chains_reach_into_archives(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "news.zip", "w") as archive:
        archive.writestr("a.txt", RAIN)
        archive.writestr("sub/b.txt", RAIN)
    refs = listed(f"zip://::file://{tmp_path}/news.zip")
    assert [ref.relative for ref in refs] == ["a.txt", "sub/b.txt"]
    page = open_source(refs[1])
    assert not isinstance(page, Failure)
    assert page.content == RAIN.decode()


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("https://suva.example/rain", "an address of the web: put it into a file and name that with --urls"),
        ("HTTP://suva.example/rain", "--urls"),
        ("zip://a.txt::https://suva.example/a.zip", "--urls"),
        ("memory://nowhere/a.txt", "no such file or folder"),
        ("memory://nowhere/*.txt", "no file matches"),
        ("nosuchscheme://a/b", "ValueError: Protocol not known: nosuchscheme"),
    ],
)
def test_what_cannot_be_listed_says_why(path: str, message: str) -> None:
    (failure,) = list_inputs([path])
    assert isinstance(failure, Failure)
    assert message in failure.message


def test_a_file_that_is_gone_is_a_failure(memory: str) -> None:
    for item in (open_source(f"{memory}/gone.txt"), *expand(InputRef(f"{memory}/gone.txt", "gone.txt"), Options())):
        assert isinstance(item, Failure)
        assert item.kind == "failed"
        assert item.message


def test_a_stream_that_breaks_is_a_failure(memory: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class Breaking(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell() > 10:
                raise RuntimeError("the storage hung up")
            return super().read(min(size or 0, 17))

    data = FILES["sub/c.jsonl"]
    system = type(fsspec.filesystem("memory"))
    monkeypatch.setattr(system, "open", lambda *_, **__: Breaking(data))
    found = list(expand(InputRef(f"{memory}/sub/c.jsonl", "c.jsonl"), Options()))
    assert isinstance(found[0], Document)
    assert isinstance(found[-1], Failure)
    assert found[-1].message == "RuntimeError: the storage hung up"


def test_a_missing_library_names_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in [name for name in sys.modules if name.partition(".")[0] == "fsspec"]:
        monkeypatch.setitem(sys.modules, module, None)
    (failure,) = list_inputs(["s3://bucket/a.txt"])
    assert isinstance(failure, Failure)
    assert failure.message == "a path on remote storage: install newsx[remote] to read it"

"""Runs as Python programs make them: inputs to outputs over workers, observed, logged, counted."""

from __future__ import annotations

import doctest
import json
import logging
import shutil
import signal
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import SAMPLES
from made_records import encoded, record
from stub_flow import StubFlow

import newsx
from newsx.engines import Limits
from newsx.errors import UsageError
from newsx.records import Failure
from newsx.runs import Observer, Outputs, Summary, execution, run, summary


class Notes(Observer):
    """Writes down what it hears."""

    wants_lines = True

    def __init__(self) -> None:
        self.total: int | None = None
        self.failures: list[Failure] = []
        self.outcomes: list[str] = []
        self.sources: list[str] = []

    def start(self, total):
        self.total = total

    def show_lines(self, source, lines):
        self.sources.append(source)

    def show_failure(self, failure):
        self.failures.append(failure)

    def count(self, outcome):
        self.outcomes.append(outcome)


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    for name in "abcdef":
        (folder / f"{name}.txt").write_text(f"Text {name} says one thing.")
    (folder / "c.txt").write_text("")
    return folder


@pytest.mark.parametrize("jobs", [0, 1, 2])
def test_an_observer_hears_of_everything_in_order(texts: Path, tmp_path: Path, jobs: int) -> None:
    notes = Notes()
    output = tmp_path / "all.jsonl"
    done = run(str(texts), str(output), limits=Limits(jobs=jobs), observer=notes, make_flow=StubFlow)
    assert notes.total == 6
    assert notes.outcomes == ["article", "article", "refused", "article", "article", "article"]
    assert [Path(failure.source).name for failure in notes.failures] == ["c.txt"]
    assert [Path(source).name for source in notes.sources] == ["a.txt", "b.txt", "d.txt", "e.txt", "f.txt"]
    assert done.counts == {"article": 5, "refused": 1}
    assert (done.total, done.exit_code, done.ended_by) == (6, 1, None)
    notes = Notes()
    again = run(str(texts), Outputs(str(output), resume=True), observer=notes, make_flow=StubFlow)
    assert again.counts == {"before": 5, "refused": 1}
    assert sorted(notes.outcomes) == ["before"] * 5 + ["refused"]


def test_every_document_has_a_log_line_and_nothing_is_configured(
    texts: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    handlers = list(logging.getLogger("newsx").handlers)
    with caplog.at_level(logging.INFO, logger="newsx"):
        run(str(texts), str(tmp_path / "all.jsonl"), limits=Limits(jobs=1), make_flow=StubFlow)
    lines = [record.getMessage() for record in caplog.records]
    assert [Path(line.split(":")[0]).name for line in lines] == [f"{name}.txt" for name in "abcdef"]
    assert all(line.endswith(" ms") for line in lines)
    assert ": refused, " in lines[2]
    assert logging.getLogger("newsx").handlers == handlers


def test_a_run_in_a_thread_leaves_signals_alone(texts: Path, tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(
            run, str(texts), str(tmp_path / "all.jsonl"), limits=Limits(jobs=0), make_flow=StubFlow
        ).result()
    assert done.counts["article"] == 5
    assert len([json.loads(line) for line in (tmp_path / "all.jsonl").read_text().splitlines()]) == 5


def test_what_cannot_be_met_is_a_usage_error(texts: Path) -> None:
    with pytest.raises(UsageError, match="standard input"):
        run("-", Outputs("out", resume=True))
    with pytest.raises(UsageError, match="overwritten"):
        run(str(texts / "a.txt"), str(texts / "a.txt"))


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (Summary(), 1),
        (Summary(is_shard=True), 0),
        (Summary({"article": 2, "before": 1}), 0),
        (Summary({"article": 2, "timeout": 1}), 1),
        (Summary({"article": 2}, 1.0, signal.SIGTERM), 143),
    ],
)
def test_exit_codes_follow_from_the_counts(made: Summary, code: int) -> None:
    assert made.exit_code == code


def test_the_examples_are_true(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(SAMPLES, tmp_path / "samples")
    monkeypatch.chdir(tmp_path)
    for module, least in ((execution, 5), (summary, 2)):
        results = doctest.testmod(module, optionflags=doctest.NORMALIZE_WHITESPACE)
        assert results.attempted >= least
        assert results.failed == 0
    assert newsx.run is run


def test_nothing_read_leaves_what_overwrite_would_replace(tmp_path: Path) -> None:
    page, output = tmp_path / "a.txt", tmp_path / "all.jsonl"
    page.write_text("yesterday's records")
    output.write_bytes(encoded(record("It rained.", path=str(page))) + b"\n")
    before, empty = output.read_bytes(), tmp_path / "empty"
    empty.mkdir()
    for named, may_be_empty in ((empty, False), (tmp_path / "mistyped", False), (tmp_path / "mistyped", True)):
        heard: list[str] = []
        observer = Observer()
        observer.show_notice = heard.append  # type: ignore[method-assign]
        summary = run(named, Outputs(str(output), overwrite=True, may_be_empty=may_be_empty), observer=observer)
        assert output.read_bytes() == before
        assert heard == [f"{output} stays as it is: there was nothing to read"]
        assert summary.exit_code_for(fail_on="failed", allow_empty=True) == (named != empty)
    run(empty, Outputs(str(output), overwrite=True, may_be_empty=True))
    assert output.read_bytes() == b""


def test_what_is_named_and_not_there_counts() -> None:
    made = Summary({"article": 3, "refused": 1})
    assert made.exit_code_for(fail_on="failed") == 0
    missed = replace(made, missing=1)
    assert (missed.exit_code_for(fail_on="failed"), missed.exit_code_for(fail_on="never")) == (1, 0)

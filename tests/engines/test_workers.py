"""Workers under supervision: a document that hangs, dies or eats memory costs itself, and order never changes."""

from __future__ import annotations

import json
import os
import signal
import time
from pathlib import Path

import pytest
from stub_flow import StubFlow
from stub_parts import MANY, StubPart, children, page, pages, parts_of

from newsx.engines import Limits, Outcome, Work, usable_cores
from newsx.engines.limits import resident_bytes
from newsx.engines.workers import LocalEngine
from newsx.engines.workers.supply import ListSupply
from newsx.errors import UsageError
from newsx.flow import Flow, Item
from newsx.records import Failure, Options, Page


def run(items: list[Item], *, expected: int | None = None, make_flow=StubFlow, **limits) -> list[tuple[Item, Outcome]]:
    engine = LocalEngine(Work(Options(), make_flow=make_flow), limits=Limits(**limits), expected=expected)
    return list(engine.run(parts_of(items)))


def failures(outcomes: list[tuple[Item, Outcome]]) -> list[Failure]:
    return [outcome.failure for _, outcome in outcomes if outcome.failure]


@pytest.mark.parametrize("jobs", [0, 1, 2, 3])
def test_order_and_bytes_are_the_same_for_any_number_of_workers(jobs: int) -> None:
    items = [*pages(), Failure("gone", "listing", "refused", "no such file"), page("The last of them.", "last")]
    outcomes = run(items, jobs=jobs)
    assert [item for item, _ in outcomes] == items
    texts = [json.loads(outcome.record)["text"] for _, outcome in outcomes if outcome.record]
    assert texts == [item.content for item in items if isinstance(item, Page)]
    assert [outcome.failure for _, outcome in outcomes][MANY] == items[MANY]
    assert not children()


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(
    ("order", "kind", "words"),
    [
        ("!sleep 30", "timeout", "longer than 0.3 s (--timeout"),
        ("!loop 30", "timeout", "longer than 0.3 s (--timeout"),
        ("!raise now", "failed", "RuntimeError: now"),
        ("!eat 4000", "memory", "--max-memory raises the limit"),
        ("!exit 3", "crash", "exit code 3"),
        ("!kill SIGSEGV", "crash", "SIGSEGV"),
        ("!kill SIGKILL", "crash", "SIGKILL"),
    ],
)
def test_a_document_that_misbehaves_costs_only_itself(jobs: int, order: str, kind: str, words: str) -> None:
    class Guarded(StubFlow):
        def annotate(self, article_text):
            try:
                return super().annotate(article_text)
            except RuntimeError as error:
                return Failure(article_text.page.origin.path, "annotation", "failed", f"RuntimeError: {error}")

    timeout = 0.3 if kind == "timeout" else 20.0
    begun = time.monotonic()
    outcomes = run(pages(order, order), jobs=jobs, timeout=timeout, max_memory=300 << 20, make_flow=Guarded)
    assert time.monotonic() - begun < 20
    assert [(failure.source, failure.stage, failure.kind) for failure in failures(outcomes)] == [
        ("order-0", "annotation", kind),
        ("order-1", "annotation", kind),
    ]
    assert words in failures(outcomes)[0].message
    assert sum(1 for _, outcome in outcomes if outcome.record) == MANY
    assert not children()


def test_a_document_whose_worker_was_killed_by_others_is_tried_again(tmp_path: Path) -> None:
    outcomes = run(pages(f"!kill-once {tmp_path / 'flag'}"), jobs=2)
    assert not failures(outcomes)
    assert len(outcomes) == MANY + 1


def test_a_run_goes_on_when_its_server_and_all_workers_die_at_once(tmp_path: Path) -> None:
    outcomes = run(pages(f"!massacre {tmp_path / 'flag'}"), jobs=2)
    assert not failures(outcomes)
    assert len(outcomes) == MANY + 1
    assert not children()


@pytest.mark.parametrize("who", ["server", "worker", "reader"])
def test_a_process_that_was_stopped_is_not_waited_for(monkeypatch, tmp_path: Path, who: str) -> None:
    monkeypatch.setattr("newsx.engines.workers.group._SILENCE_SECONDS", 0.5)
    flag = tmp_path / "flag"

    class Stopping(StubFlow):
        def load(self) -> None:
            if who == "server" and not flag.exists():
                flag.touch()
                os.kill(os.getpid(), signal.SIGSTOP)

    parts = parts_of(pages(f"!stop-once {flag}" if who == "worker" else ""))
    if who == "reader":
        parts = [StubPart("first", 6, lambda: os.kill(os.getpid(), signal.SIGSTOP)), StubPart("second", 6)]
    engine = LocalEngine(Work(Options(), make_flow=Stopping), limits=Limits(jobs=2))
    outcomes = list(engine.run(parts))
    assert len(outcomes) == MANY + 1
    assert [failure.message for failure in failures(outcomes)] == ["the process that read it was stopped"] * (
        who == "reader"
    )
    assert not children()


def test_few_inputs_are_done_by_one_worker_and_many_by_more() -> None:
    seen = []

    class Telling(StubFlow):
        def annotate(self, article_text):
            time.sleep(0.05)
            article = super().annotate(article_text)
            return article.model_copy(update={"headline": f"{os.getpid()} {os.getppid()}"})

    for expected in (3, None):
        outcomes = run(pages()[: expected or MANY], expected=expected, jobs=2, make_flow=Telling)
        seen.append({tuple(json.loads(outcome.record)["headline"].split()) for _, outcome in outcomes})
    assert len(seen[0]) == 1
    assert {parent for _, parent in seen[0]} == {str(os.getpid())}
    assert len(seen[1]) == 2
    assert {parent for _, parent in seen[1]} != {str(os.getpid())}, "the model is loaded once, in a process between"


def test_workers_are_replaced_after_some_documents() -> None:
    class Telling(StubFlow):
        def annotate(self, article_text):
            return super().annotate(article_text).model_copy(update={"headline": str(os.getpid())})

    outcomes = run(pages(), jobs=2, documents_a_worker=3, make_flow=Telling)
    workers = [json.loads(outcome.record)["headline"] for _, outcome in outcomes]
    assert len(set(workers)) >= 3
    assert max(map(workers.count, workers)) <= 4


def test_a_stuck_document_does_not_keep_the_others_waiting() -> None:
    begun = time.monotonic()
    items = pages("!sleep 30") + [page(f"!sleep 0.02 {number}", f"s{number}") for number in range(40)]
    outcomes = run(items, jobs=2, timeout=0.4)
    assert [item for item, _ in outcomes] == items
    assert len(failures(outcomes)) == 1
    assert time.monotonic() - begun < 12


def test_a_bounded_number_of_documents_is_in_flight() -> None:
    taken = 0

    def endless():
        nonlocal taken
        while True:
            taken += 1
            yield page(f"Article {taken} of very many.", str(taken))

    engine = LocalEngine(Work(Options(), make_flow=StubFlow), limits=Limits(jobs=2))
    outcomes = engine.run_supply(ListSupply(endless()))
    for _ in range(20):
        next(outcomes)
    time.sleep(0.3)
    outcomes.close()
    assert taken < 20 + 2 * 2 + 256
    assert not children()


def test_a_run_can_be_stopped_and_leaves_no_process() -> None:
    engine = LocalEngine(Work(Options(), make_flow=StubFlow), limits=Limits(jobs=2))
    outcomes = []
    for outcome in engine.run(parts_of([*pages(), page("!sleep 60", "slow"), *pages()])):
        outcomes.append(outcome)
        if len(outcomes) == 5:
            engine.stop()
    assert 5 <= len(outcomes) <= MANY
    assert not children()


@pytest.mark.parametrize("jobs", [0, 1, 2])
def test_a_missing_model_ends_the_run_with_its_reason(jobs: int) -> None:
    class Modelless(StubFlow):
        def load(self) -> None:
            raise UsageError("there is no such model")

        def annotate(self, article_text):
            self.load()

    with pytest.raises(UsageError, match="no such model"):
        run(pages(), jobs=jobs, make_flow=Modelless)
    assert not children()


def test_a_model_that_kills_its_process_ends_the_run() -> None:
    class Deadly(StubFlow):
        def load(self) -> None:
            os._exit(9)

    with pytest.raises(Exception, match="no worker can be started"):
        run(pages(), jobs=2, make_flow=Deadly)
    assert not children()


def test_a_model_with_threads_is_loaded_by_each_worker() -> None:
    class Threaded(StubFlow):
        def load(self) -> None:
            import threading

            threading.Thread(target=time.sleep, args=(60,), daemon=True).start()

        def annotate(self, article_text):
            article = super().annotate(article_text)
            return article.model_copy(update={"headline": str(os.getppid())})

    outcomes = run(pages(), jobs=2, make_flow=Threaded)
    assert {json.loads(outcome.record)["headline"] for _, outcome in outcomes} == {str(os.getpid())}


def test_what_workers_print_stays_out_of_standard_output(capfd: pytest.CaptureFixture[str]) -> None:
    run(pages("!print noise"), jobs=2)
    assert capfd.readouterr().out == ""


def test_a_broken_model_is_a_usage_error(tmp_path: Path) -> None:
    (tmp_path / "config.cfg").write_text("[nlp]\nlang = \n")
    with pytest.raises(UsageError, match="cannot be loaded"):
        Flow(Options(model=str(tmp_path))).load()


def test_cores_and_memory_are_known() -> None:
    assert 1 <= usable_cores() <= (os.cpu_count() or 1)
    assert resident_bytes(os.getpid()) > 10 << 20
    assert resident_bytes(2**22 + 1) == 0


def test_memory_that_a_worker_was_born_with_is_not_held_against_it() -> None:
    """A notebook that holds more than a worker may can still run an engine."""
    hoard = b"x" * (400 << 20)
    outcomes = run(pages("!eat 4000"), jobs=1, max_memory=300 << 20)
    assert len(hoard) == 400 << 20
    assert [(failure.source, failure.kind) for failure in failures(outcomes)] == [("order-0", "memory")]

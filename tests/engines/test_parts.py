"""Inputs that another process reads ahead: containers, standard input and the network cost only themselves."""

from __future__ import annotations

import time

import pytest
from stub_flow import StubFlow
from stub_parts import StubPart, broken, children, die, eat, torn

from newsx.engines import Limits, Outcome, Work
from newsx.engines.workers import LocalEngine
from newsx.flow import Item
from newsx.records import Failure, Options


def run(parts: list[StubPart], *, accept=None, **limits) -> list[tuple[Item, Outcome]]:
    engine = LocalEngine(Work(Options(), make_flow=StubFlow), limits=Limits(**limits))
    return list(engine.run(parts, accept=accept))


def names(outcomes: list[tuple[Item, Outcome]]) -> list[str]:
    return [item.source if isinstance(item, Failure) else item.origin.path for item, _ in outcomes]


@pytest.mark.parametrize("jobs", [0, 1, 2])
def test_parts_come_in_order_whole_and_leave_no_process(jobs: int) -> None:
    outcomes = run([StubPart("a", 7), StubPart("b", 0), StubPart("c", 300)], jobs=jobs)
    assert names(outcomes) == [f"a#{n}" for n in range(7)] + [f"c#{n}" for n in range(300)]
    assert all(outcome.record for _, outcome in outcomes)
    assert not children()


@pytest.mark.parametrize(
    ("end", "kind", "words"),
    [
        (die, "crash", "the process that read it died (killed by SIGKILL"),
        (eat, "memory", "--max-memory raises the limit"),
        (torn, "refused", "torn at the end"),
        (broken, "failed", "ValueError: no such thing"),
    ],
)
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_part_that_ends_badly_costs_only_its_rest(jobs: int, end, kind: str, words: str) -> None:
    outcomes = run([StubPart("a", 5, end), StubPart("b", 5), StubPart("c", 3, end)], jobs=jobs, max_memory=300 << 20)
    expected = [f"a#{n}" for n in range(5)] + ["a"] + [f"b#{n}" for n in range(5)] + [f"c#{n}" for n in range(3)]
    assert names(outcomes) == [*expected, "c"]
    failures = [outcome.failure for _, outcome in outcomes if outcome.failure]
    assert [(failure.source, failure.stage, failure.kind) for failure in failures] == [
        ("a", "reading", kind),
        ("c", "reading", kind),
    ]
    assert all(words in failure.message for failure in failures)
    assert not children()


@pytest.mark.parametrize("jobs", [0, 2])
def test_what_is_not_accepted_is_left_out(jobs: int) -> None:
    asked = []

    def accept(item: Item) -> bool:
        asked.append(item.origin.path)
        return not item.origin.path.endswith("3")

    outcomes = run([StubPart("a", 12)], accept=accept, jobs=jobs)
    assert asked == [f"a#{n}" for n in range(12)]
    assert names(outcomes) == [name for name in asked if name != "a#3"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_record_is_there_before_the_part_goes_on(jobs: int) -> None:
    """A pipe that gives one page an hour gets its record at once, and a stop does not wait for the next one."""
    engine = LocalEngine(Work(Options(), make_flow=StubFlow), limits=Limits(jobs=jobs))
    begun = time.monotonic()
    for item, outcome in engine.run([StubPart("slow", 2, lambda: time.sleep(600))]):
        assert outcome.record
        if item.origin.path == "slow#1":
            engine.stop()
    assert time.monotonic() - begun < 60
    assert not children()

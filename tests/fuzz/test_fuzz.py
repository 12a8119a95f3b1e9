"""A few hundred broken inputs of every form, the same in every run; look further with `python -m tests.fuzz`."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from newsx.flow import Flow
from newsx.records import Options

from .mutations import fault_of, mutated, seeds


@pytest.mark.slow
def test_broken_inputs_cost_nothing_but_themselves(tmp_path: Path) -> None:
    chance, inputs = random.Random(10), [data for form in seeds().values() for data in form]
    flow = Flow(Options(model="fast"))
    path = tmp_path / "broken"
    for number in range(200):
        path.write_bytes(mutated(inputs[number % len(inputs)], chance))
        assert fault_of(path, flow) is None, f"input {number}"


@pytest.mark.parametrize("name", sorted(path.name for path in (Path(__file__).parent / "corpus").iterdir()))
def test_inputs_that_once_had_faults_have_none(name: str) -> None:
    assert fault_of(Path(__file__).parent / "corpus" / name, Flow(Options(model="fast"))) is None

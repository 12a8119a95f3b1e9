"""Places and small things the tests share."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# The same examples in every run: what a test says of a change does not hang on chance. Look further with
# `pytest --hypothesis-profile default`. Nor does it hang on how busy the machine is.
settings.register_profile("same", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("same")

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
SHARED = ROOT.parent / "shared"
SEEDS = SHARED / "data" / "seeds"


# Folders and files of tests that start processes, browsers or environments: `pytest -m "not slow"` leaves them out.
SLOW = frozenset(
    {
        *("attacks", "cli", "engines", "fuzz", "runs", "startup"),
        *(
            "test_wheel.py",
            "test_readme.py",
            "test_nasty.py",
            "test_report_browser.py",
            "test_questions.py",
            "test_annotation.py",
        ),
        *(
            "test_crf_ner.py",
            "test_remote.py",
            "test_fetching.py",
            "test_view.py",
            "test_python_api.py",
            "test_samples.py",
        ),
    }
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of the folders and files above as slow; single tests elsewhere carry the mark themselves."""
    for item in items:
        if SLOW.intersection(item.path.relative_to(ROOT / "tests").parts):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def nlp():
    """The default pipeline, loaded once."""
    from newsx.pipeline import load_pipeline

    return load_pipeline()


@pytest.fixture
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A spaCy pipeline in a folder that tags three names by rule and loads at once."""
    import spacy

    folder = tmp_path_factory.mktemp("model") / "tiny"
    nlp = spacy.blank("en")
    nlp.meta["name"] = "tiny"
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(
        [
            {"label": "PERSON", "pattern": "Amina Diallo"},
            {"label": "GPE", "pattern": "Dakar"},
            {"label": "ORG", "pattern": "Radio Teranga"},
            {"label": "MONEY", "pattern": "5 million"},
        ]
    )
    nlp.to_disk(folder)
    return folder

"""What a command loads of spaCy, and what happens when that is turned off or goes wrong."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from conftest import SAMPLES

from newsx.startup import PLAIN_IMPORTS

LEAN = """
import sys
import newsx.__main__
from newsx.pipeline import load_pipeline
nlp = load_pipeline("fast")
doc = nlp("Amina Diallo was born in Dakar on 8 April 1938.")
print([ent.text for ent in doc.ents])
left_out = ("spacy.training", "spacy.pipeline", "spacy.schemas", "thinc.layers", "pydantic.v1")
print([name for name in left_out if name in sys.modules])
import spacy
blank = spacy.blank("en")
blank.add_pipe("sentencizer")
nlp.add_pipe("sentencizer")
print(len(list(blank("It rained. Nobody came.").sents)), spacy.__version__ == spacy.about.__version__)
from spacy.matcher import PhraseMatcher
print(PhraseMatcher(nlp.vocab, attr="LOWER").__class__.__name__)
try:
    PhraseMatcher(nlp.vocab, attr="COLOUR")
except ValueError:
    print("refused")
"""


def test_a_command_leaves_out_what_its_pipeline_does_not_need() -> None:
    done = subprocess.run([sys.executable, "-c", LEAN], capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout.splitlines() == [
        "['Amina Diallo', 'Dakar', '8 April 1938']",
        "[]",
        "2 True",
        "PhraseMatcher",
        "refused",
    ]


RECORD = """
import logging, sys
logging.basicConfig(level=logging.DEBUG, format="LOG %(name)s %(message)s")
logging.getLogger().setLevel(logging.WARNING)
logging.getLogger("newsx").setLevel(logging.DEBUG)
import newsx.__main__
BREAK
import newsx
(article,) = newsx.process([PAGE], nlp=newsx.load_pipeline(MODEL))
print(article.model_dump_json())
sys.stderr.write(f"TRAINING {'spacy.training' in sys.modules}\\n")
"""
# What another version of spaCy might lack: the function that `import_spacy` calls, the one that `_load` calls, a module.
BREAKS = {
    "import": "import newsx.startup.spacy_loading as s; s.unopened = lambda name: 1 / 0",
    "load": "import newsx.startup.spacy_loading as s; s._no_vectors = lambda vocab: 1 / 0",
    "module": "import newsx.startup.spacy_loading as s; s._NOT_NEEDED = (*s._NOT_NEEDED, 'spacy.tokens.*')",
}


def extract(
    model: str = "fast", page: str = "page.html", *, broken: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    """A page has become a record in a process that takes itself for the command and prints the log of newsx."""
    code = RECORD.replace("BREAK", broken).replace("MODEL", repr(model)).replace("PAGE", repr(str(SAMPLES / page)))
    return subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
        env={**os.environ, **environment},
    )


@pytest.fixture(scope="module")
def lean() -> subprocess.CompletedProcess[str]:
    return extract()


@pytest.mark.parametrize("model", ["fast", "default"])
def test_the_installed_versions_need_no_fallback(model: str) -> None:
    done = extract(model)
    assert "LOG newsx.startup" not in done.stderr
    assert "TRAINING False" in done.stderr


@pytest.mark.parametrize("kind", BREAKS)
def test_a_fallback_is_logged_and_gives_the_same_record(kind: str, lean: subprocess.CompletedProcess[str]) -> None:
    done = extract(broken=BREAKS[kind])
    assert "LOG newsx.startup" in done.stderr
    assert "is loaded the ordinary way" in done.stderr
    assert "Traceback" in done.stderr
    assert done.stdout == lean.stdout


def test_a_fallback_is_silent_unless_the_log_is_asked_for() -> None:
    code = f"import newsx.__main__\n{BREAKS['load']}\nfrom newsx.pipeline import load_pipeline\nload_pipeline('fast')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)
    assert done.stderr == ""


def test_the_switch_turns_it_off_and_changes_no_record(lean: subprocess.CompletedProcess[str]) -> None:
    done = extract(**{PLAIN_IMPORTS: "1"})
    assert "TRAINING True" in done.stderr
    assert "LOG newsx.startup" not in done.stderr
    assert done.stdout == lean.stdout


def test_the_switch_can_be_set_to_no() -> None:
    assert "TRAINING False" in extract(**{PLAIN_IMPORTS: "0"}).stderr

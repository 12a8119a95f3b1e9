"""A pipeline stays small and ready: its vocabulary is renewed, its tokeniser takes up special cases when they are needed."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsx.pipeline import load_pipeline, vocabulary, zone
from newsx.pipeline.vocabulary import SparingTokenizer, refresh
from newsx.resources import resource_path

TEXT = "Dr. Amina Diallo can't say who'll win :) at 10 a.m., she's in St. Louis (e.g. on the 3rd) – “isn’t it?”"
# Words of which special cases are made, torn apart and joined in ways nobody writes.
PARTS = (
    "do",
    "n't",
    "n’t",
    "Dr",
    ".",
    "a.m",
    "a",
    "m",
    "'s",
    "’s",
    " ",
    "  ",
    "\n",
    ":",
    ")",
    "-",
    "(",
    "can",
    "C",
    "++",
    "e.g.",
    "St",
    "Jan",
)


@pytest.fixture(scope="module")
def whole():
    from spacy.tokenizer import Tokenizer
    from spacy.vocab import Vocab

    return Tokenizer(Vocab()).from_disk(resource_path("fast") / "tokenizer")


def sparing() -> SparingTokenizer:
    from spacy.vocab import Vocab

    return SparingTokenizer(Vocab()).from_disk(resource_path("fast") / "tokenizer")


def words(doc) -> list[tuple[str, str]]:
    return [(token.text, token.whitespace_) for token in doc]


def test_the_first_text_gets_the_cases_it_holds_and_the_second_all(whole) -> None:
    tokenizer = sparing()
    assert words(tokenizer(TEXT)) == words(whole(TEXT))
    assert 0 < len(tokenizer.inner.rules) < len(whole.rules) / 10
    assert tokenizer.rules == whole.rules
    assert words(tokenizer("They don't.")) == words(whole("They don't."))
    assert tokenizer.inner.rules == whole.rules


@pytest.fixture(scope="module")
def bare() -> SparingTokenizer:
    return sparing()


@given(st.lists(st.sampled_from(PARTS), max_size=12).map("".join))
@settings(max_examples=150, deadline=None)
def test_any_first_text_is_cut_as_ever(whole, bare, text) -> None:
    cases = bare.rules
    bare.inner.rules = {}
    bare.waiting, bare.is_used = dict(cases), False
    assert words(bare(text)) == words(whole(text))


@pytest.fixture
def nlp():
    return load_pipeline("fast")


def names(nlp, text: str) -> list[str]:
    return [ent.text for ent in nlp(text).ents]


def test_a_full_vocabulary_is_renewed(nlp, monkeypatch: pytest.MonkeyPatch) -> None:
    before, rules = nlp.vocab, dict(nlp.tokenizer.rules)
    found = names(nlp, TEXT)
    refresh(nlp)
    assert nlp.vocab is before
    monkeypatch.setattr(vocabulary, "MAX_WORDS", len(before))
    names(nlp, "Wurrabul Xendrik")
    refresh(nlp)
    assert nlp.vocab is not before
    assert nlp.vocab is nlp.tokenizer.vocab is nlp.get_pipe("newsx_crf_ner").vocab
    assert len(nlp.vocab) <= len(before)
    assert nlp.tokenizer.rules == rules
    assert names(nlp, TEXT) == found


def test_a_tokeniser_that_lacks_cases_in_a_memory_zone_is_made_anew(nlp) -> None:
    found = names(nlp, "They don't.") + names(nlp, TEXT)
    nlp.tokenizer = sparing()
    first = names(nlp, "They don't.")
    with nlp.memory_zone():
        refresh(nlp)
        assert not isinstance(nlp.tokenizer, SparingTokenizer)
        assert first + names(nlp, TEXT) == found
    assert first + names(nlp, TEXT) == found


def test_pipelines_made_elsewhere_keep_their_vocabulary(tiny_model, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabulary, "MAX_WORDS", 0)
    nlp = load_pipeline(str(tiny_model))
    before = nlp.vocab
    with zone(nlp):
        assert nlp.vocab.in_memory_zone
        refresh(nlp)
        names(nlp, TEXT)
    assert nlp.vocab is before


def test_own_pipelines_work_outside_of_memory_zones(nlp) -> None:
    with zone(nlp) as articles:
        assert articles > 1
        assert not nlp.vocab.in_memory_zone


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

"""spaCy's English tokeniser with a few more places to split, kept with the trained pipeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

import spacy
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

if TYPE_CHECKING:
    from spacy.language import Language

# Names stick to dashes and brackets in news: "U.S.-backed", "2021-", "-Gomoa", "4.Kojo", "Atekyi(Akropong)". One mention in
# 70 of the development articles could not be marked without these.
INFIXES = (
    r"(?<=[A-Za-z]\.)[-–—](?=[A-Za-z])",
    r"(?<=\d)\.(?=[A-Z][a-z])",
    r"(?<=[a-z])[()](?=[A-Z])",
    r"(?<=[a-z])\)(?=[-–—])",
)
PREFIXES = (r"[-–—](?=[A-Za-z])",)
SUFFIXES = (r"(?<=[A-Za-z0-9)])[-–—]",)


def make_tokenizing_pipeline() -> Language:
    """A blank English pipeline with the rules above."""
    nlp = spacy.blank("en")
    defaults = nlp.Defaults
    nlp.tokenizer.infix_finditer = compile_infix_regex([*defaults.infixes, *INFIXES]).finditer
    nlp.tokenizer.prefix_search = compile_prefix_regex([*defaults.prefixes, *PREFIXES]).search
    nlp.tokenizer.suffix_search = compile_suffix_regex([*defaults.suffixes, *SUFFIXES]).search
    return nlp

"""Tells lines of a site from lines of its article, and pages that are walls or notices from articles; called by the readers of pages.

The words are in `vocabulary/added/boilerplate.tsv`, twenty languages. A line is judged by its beginning and its length alone; where it
stands is the caller's business: a trailer is one at the end of an article only, a header only above it.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from newsx.lazy import lazy_pattern
from newsx.vocabulary.scripts import letters_worth
from newsx.vocabulary.tables import read_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

Kind = Literal["prompt", "trailer", "header", "notice", "consent", "change", "first"]

# Longer lines tell something, whatever they begin with (judged).
MAX_PROMPT = 180
MAX_TRAILER = 260
MAX_HEADER = 60
# A wall or an error page says little besides its own notice; an article that mentions one says more.
MAX_NOTICE = 1_500
# In a wall at least so much of the text stands in lines that speak of consent or subscriptions.
CONSENT_SHARE = 0.5
MIN_CONSENT_CUES = 3
# Running text has few of these characters, minified scripts and style sheets many. Judged.
CODE_SHARE = 0.045
MIN_CODE = 120
_CODE_SIGNS = (*"{};=<>$&|\\_", "()")
_CODE_WORDS = lazy_pattern(r"\b(?:function|var|return)\b|\"[\w-]+\"\s*:")
# A file is a script or a style sheet when so many of its lines end or begin as those of programs do, and so many signs of programs
# are among them; or when one character of eleven is such a sign, which packed ones are full of. Of 167 scripts and style sheets that
# had not been looked at, three passed; of 60,000 paragraphs of news and the texts of 533 pages, none was taken for one that was none.
_SCRIPT_LINE = lazy_pattern(
    r"(?:[;{}(\[]|=>|&&|\|\||\*/|\)[,)]|[})\]],)\s*$|^\s*(?://|/\*|\*/|[{}\])]+(?:[;,][;,)]*)?\s*$|#!|@media\b)"
)
_SCRIPT_SIGNS = ("{", "}", "[", "=", "()")
# A name, a colon and a value: the lines of style sheets and of objects.
_KEYED_LINE = lazy_pattern(r"^[ \t]*[-\w$\"']+[ \t]?:[ \t].*[;,{(][ \t]*$", re.MULTILINE)
_SCRIPT_SHARE = 0.25
_MIN_SCRIPT_LINES = 4
_PACKED_SIGNS = tuple('[]{}=;:<>"\\|&')
_PACKED_SHARE = 0.09
_MIN_PACKED_SIGNS = 3
_SAMPLED = 6_000
_PROSE_LINE = 100
_PROSE_SHARE = 0.25
# A line of signs that parts the article from what is said behind it ("___").
_RULE = lazy_pattern(r"[-–—_*#•. ]{2,12}")
_SENTENCE = lazy_pattern(r"[^.!?。！？\n]+[.!?。！？]*")


def boilerplate_pattern(kind: Kind) -> str:
    """Return the phrases of a kind, of all languages, as alternatives of a regular expression."""
    return "|".join(form for _, of, form in read_rows("added/boilerplate.tsv", columns=3) if of == kind)


@cache
def _compiled(kind: Kind) -> re.Pattern[str]:
    """Return the compiled phrases of a kind."""
    return re.compile(rf"(?:{boilerplate_pattern(kind)})", re.IGNORECASE)


@lru_cache(maxsize=4096)
def is_prompt(line: str) -> bool:
    """Return whether a line sells, asks or points to something else, wherever in an article it stands."""
    return len(line) <= MAX_PROMPT and _begins(_compiled("prompt"), line)


@lru_cache(maxsize=4096)
def is_trailer(line: str) -> bool:
    """Return whether a line is what follows an article: copyright, who contributed, tags, an agency's "(END)"."""
    return len(line) <= MAX_TRAILER and (_begins(_compiled("trailer"), line) or is_prompt(line))


@lru_cache(maxsize=4096)
def is_header(line: str) -> bool:
    """Return whether a line is what stands above an article and is no part of it: reading time, a button, a day, a prompt."""
    return (len(line) <= MAX_HEADER and _begins(_compiled("header"), line)) or is_prompt(line)


def _begins(pattern: re.Pattern[str], line: str) -> bool:
    """Return whether a line begins with a phrase, marks before it aside."""
    bare = line.lstrip('•*·-–—|>»►▶ \t✉📩🔴👉[（(“"')
    return pattern.match(bare) is not None or (bare is not line and bare != line and pattern.match(line) is not None)


def refusal_of(text: str) -> str | None:
    """Return why a text is no article, in one sentence: a notice, a wall, or code; None where it may be one."""
    if len(text) <= MAX_NOTICE:
        if notice := _notice_in(text):
            return f"the text is a notice, not an article: “{notice}”"
        if _is_wall(text):
            return "the text is a wall: it asks for consent, a login or a subscription"
    return "the text is code, not prose" if is_code(text) else None


def _notice_in(text: str) -> str | None:
    """Return the words of the notice that a short text is: one of its first sentences is one, and hardly more is said."""
    sentences = [match[0].strip() for match in _SENTENCE.finditer(text) if match[0].strip()]
    for sentence in sentences[:3]:
        if (found := _compiled("notice").search(sentence)) and letters_worth(text) <= 6 * max(
            60, letters_worth(sentence)
        ):
            return found[0]
    return None


def _is_wall(text: str) -> bool:
    """Return whether most sentences of a text speak of consent, logins or prices."""
    sentences = [match[0] for match in _SENTENCE.finditer(text) if match[0].strip()]
    spoken = [sentence for sentence in sentences if _compiled("consent").search(sentence)]
    cues = {match[0].lower() for sentence in spoken for match in _compiled("consent").finditer(sentence)}
    return len(cues) >= MIN_CONSENT_CUES and sum(map(len, spoken)) >= CONSENT_SHARE * len(text)


def is_code(text: str) -> bool:
    """Return whether a text is a script, a style sheet or data rather than prose."""
    sample = text[:20_000]
    if len(sample) < MIN_CODE:
        return False
    signs = sum(map(sample.count, _CODE_SIGNS)) + len(_CODE_WORDS.findall(sample))
    return signs >= CODE_SHARE * len(sample)


def is_script(content: str) -> bool:
    """Return whether a file of text, as it was read, is a script, a style sheet or the like, packed or not."""
    sample = content[:_SAMPLED]
    if len(sample) >= MIN_CODE and _is_packed(sample):
        return True
    may_be_keyed = sample.count(";") + sample.count("{") + sample.count(",\n") >= _MIN_SCRIPT_LINES
    keyed = len(_KEYED_LINE.findall(sample)) if may_be_keyed else 0
    signs = sum(map(sample.count, _SCRIPT_SIGNS)) + keyed
    if signs < _MIN_SCRIPT_LINES:
        return False
    lines = [line for line in sample.split("\n") if line.strip()]
    needed = max(_MIN_SCRIPT_LINES, _SCRIPT_SHARE * len(lines))
    if signs < needed or sum(map(bool, map(_SCRIPT_LINE.search, lines))) + keyed < needed:
        return False
    return sum(map(len, filter(_is_prose, lines))) < _PROSE_SHARE * len(sample)


def _is_packed(sample: str) -> bool:
    """Return whether a text is full of the signs of programs; of one sign alone, such as quotation marks, it may be anything."""
    counts = list(map(sample.count, _PACKED_SIGNS))
    return sum(counts) >= _PACKED_SHARE * len(sample) and sum(map(bool, counts)) >= _MIN_PACKED_SIGNS


def _is_prose(line: str) -> bool:
    """Return whether a line is one of running text: articles about programs have many beside their examples."""
    return len(line) >= _PROSE_LINE and not _SCRIPT_LINE.search(line) and not any(sign in line for sign in "{}=;")


def strip_edges(paragraphs: Sequence[str]) -> list[str]:
    """Return the paragraphs without headers before the first and trailers after the last of the article's own; never without all."""
    start, stop = 0, len(paragraphs)
    while start < stop - 1 and is_header(paragraphs[start]):
        start += 1
    while stop > start + 1 and is_trailer(paragraphs[stop - 1]):
        stop -= 1
    while start + 1 < stop < len(paragraphs) and _RULE.fullmatch(paragraphs[stop - 1]):
        stop -= 1
    return list(paragraphs[start:stop])

"""Tells the names of authors from what else stands in bylines; the readers of HTML pages and of page dumps ask it for every candidate.

A candidate is scored by its shape and by the words in it; where it was found is the reader's business. Words of bylines, desks and
agencies come from the vocabulary.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from newsx.lazy import lazy_pattern
from newsx.vocabulary.bylines import byline_pattern, byline_words
from newsx.vocabulary.calendar_names import month_numbers, weekday_numbers
from newsx.vocabulary.countries import aliases, capital_of, country_codes
from newsx.vocabulary.scripts import UNSPACED

# A candidate below this is no author. Set by hand.
MIN_SCORE = 0.5
# "By Wanjiku Kariuki in Garissa and Jean-Marc Kouadio in Abidjan | Tuesday 4 March 2025" has this many words and no more.
MAX_BYLINE_WORDS = 16
MAX_BYLINE = 160
# Small words within names; "and" in a few languages stands there too ("Ortega y Gasset").
PARTICLES = frozenset((*byline_words("particle"), "and", "und", "et", "e", "y", "i", "och"))
# Words of sentences and of pages: a candidate that holds one is no name.
_NO_NAME = frozenset(
    (  # noqa: SIM905 - a word list reads as words
        "you your our we us they them she he his her their it its this that these those is are was were has have had be been will would "
        "can to from up agree terms privacy policy cookies sign signing subscribing clicking continuing submitting subscribe newsletter "
        "author of who whom which about covers covered writes wrote joined lives based outlets click here read more share comment "
        "comments follow view profile login register menu search home copyright rights reserved updated published posted last "
        "minutes minute hours hour ago days yesterday today email e-mail facebook twitter instagram whatsapp linkedin getty images image "
        "photo photos photograph video caption courtesy file photographer illustration foto fotos bild fotografia deputy newsletters "
        "aktualisiert veröffentlicht actualizado publicado atualizado mis jour publié aggiornato pubblicato"
    ).split()
)
_NEVER_NAME = frozenset(
    [
        "privacy",
        "policy",
        "cookies",
        "newsletter",
        "newsletters",
        "subscribe",
        "subscribing",
        "signing",
        "getty",
        "images",
        "photo",
        "photos",
        "photographer",
        "caption",
        "courtesy",
        "facebook",
        "twitter",
        "instagram",
        "whatsapp",
        "linkedin",
        "updated",
        "published",
        "posted",
        "minutes",
        "copyright",
        "email",
        "comments",
        "published",
    ]
)
_SUFFIX = lazy_pattern(r"(?:Jr|Sr|II|III|IV)\.?", re.IGNORECASE)
_DIGIT = lazy_pattern(r"\d")
_INITIAL = lazy_pattern(r"[A-ZÀ-Þ]\.?(?:-?[A-ZÀ-Þ]\.?)?")
_BYLINE = lazy_pattern(
    rf"(?:{byline_pattern('by')})\s*:?\s+|(?:{byline_pattern('author', 'label')})\s*[:：／]\s*", re.IGNORECASE
)
_JOINT = lazy_pattern(r"[,;|•·&()\[\]]|\s[-–—/]\s|\b(?:in|at|for)\b")
# White space is looked at from its first character only: from each of them, a long run would take the square of its length.
_NAME_JOINT = lazy_pattern(rf"(?:(?<!\s)\s+)?[,;&]\s*(?:and\s+)?|(?<!\s)\s+(?:{byline_pattern('and')})\s+")
_SENTENCE_END = lazy_pattern(r"[.?!。！？][”\"’']*$")


def author_score(name: str) -> float:
    """Return how much a candidate looks like the name of a person or of a body that signs, from 0 to 1.

    >>> author_score("Mira Solberg") >= MIN_SCORE, author_score("Signing Up You Agree To Our Terms") >= MIN_SCORE
    (True, False)
    """
    words = name.split()
    folded = [word.strip(".,:;()’'\"").casefold() for word in words]
    if not words or is_desk(name) or _is_calendar(folded) or name.casefold() in _countries():
        return 0.0
    if len(words) == 1 and (folded[0] in byline_words("section") or folded[0] in _NO_NAME):
        return 0.0
    score = 1.0 - 0.4 * bool(_DIGIT.search(name))
    for word, plain in zip(words, folded, strict=True):
        if plain in _NO_NAME:
            # "Will", "You" and "Jour" are names too, beside another word and written large.
            score -= 0.3 if word[0].isupper() and plain not in _NEVER_NAME else 0.6
    if not UNSPACED.search(name) and not is_agency(name):
        score -= 0.6 * sum(_is_small(word) for word in words) / len(words)
        score -= 0.2 * (len(words) == 1)
    return max(0.0, score - 0.15 * max(0, len(words) - 5))


def is_author(name: str) -> bool:
    """Return whether a candidate is sure enough to be given as an author."""
    return author_score(name) >= MIN_SCORE


@cache
def _desks() -> frozenset[str]:
    """Return the credits that name nobody, in lower case."""
    return frozenset(byline_words("desk"))


@cache
def _countries() -> frozenset[str]:
    """Return the names of countries and their capitals, in lower case: a town in a byline is where somebody works."""
    capitals = (capital_of(code) for code in country_codes())
    return frozenset(aliases()) | {capital.casefold() for capital in capitals if capital}


@cache
def _agencies() -> frozenset[str]:
    """Return the names of agencies, in lower case."""
    return frozenset(byline_words("agency"))


def is_desk(name: str) -> bool:
    """Return whether a credit names nobody: "Redaktion", "Agenturen", "Staff", each part of it."""
    parts = [part for piece in re.split(r"[,;/|&]", name) if (part := piece.strip(" .:()").casefold())]
    return bool(parts) and all(part in _desks() for part in parts)


def is_agency(name: str) -> bool:
    """Return whether a credit is the name of a news agency."""
    return name.strip(" .:()").casefold().removeprefix("the ") in _agencies()


@cache
def _never_last() -> frozenset[str]:
    """Return the words that end the name of an office or of an organisation, never that of a person."""
    return frozenset((*byline_words("office"), *byline_words("body")))


def is_person(name: str) -> bool:
    """Return whether a candidate is an author's name and no office, agency or organisation.

    >>> is_person("Amina Yusuf"), is_person("Chief Technology Officer"), is_person("The Associated Press")
    (True, False, False)
    """
    last = name.casefold().split()[-1:]
    return bool(last) and last[0].strip(".,") not in _never_last() and not is_agency(name) and is_author(name)


def without_affiliation(name: str) -> str:
    """Return the name of a person without an agency or a word of the menu glued behind it.

    >>> without_affiliation("Amina Yusuf AFP"), without_affiliation("Peter Lund Politics")
    ('Amina Yusuf', 'Peter Lund')
    >>> without_affiliation("Amina Yusuf The Associated Press")
    'Amina Yusuf'
    """
    words = _without_agency(name.split())
    while len(words) > 2 and _is_affiliation(words[-1]):
        words.pop()
    return " ".join(words)


def _without_agency(words: list[str]) -> list[str]:
    """Return the words of a name without an agency of several words before or behind them."""
    for size in range(2, len(words) - 1):
        if is_agency(" ".join(words[-size:])):
            return words[:-size][: -1 if words[-size - 1].lower() == "the" and len(words) > size + 2 else None]
        if is_agency(" ".join(words[:size])):
            return words[size:]
    return words


def _is_affiliation(word: str) -> bool:
    """Return whether a word behind a name is an agency, a section, a month or a weekday."""
    folded = word.strip(".,:;()").casefold()
    if folded in {"may", "june", "april", "august", "march", "mai", "jan", "juin"} and len(word) > 3:
        return False
    if folded in _agencies():
        return word.isupper() or len(folded) > 4
    return folded in byline_words("section") or folded in weekday_numbers()


@lru_cache(maxsize=4096)
def is_byline_line(text: str) -> bool:
    """Return whether a line says by whom the article is and nothing else: announced, short, names only, no sentence."""
    match = _BYLINE.match(text) if len(text) <= MAX_BYLINE else None
    if not match or _SENTENCE_END.search(text.strip()) or len(text.split()) > MAX_BYLINE_WORDS:
        return False
    rest = text[match.end() :]
    words = [word for word in _JOINT.sub(" ", rest).split() if _DIGIT.search(word) is None]
    if UNSPACED.search(rest):
        return len(rest) <= 20
    named = [word for word in words if not _is_small(word)]
    return bool(named) and not _is_small(words[0]) and len(named) >= 0.6 * len(words)


def _is_small(word: str) -> bool:
    """Return whether a word is written small where names are written large, particles aside."""
    first = next((character for character in word if character.isalpha()), "")
    return bool(first) and first.islower() and word.casefold().strip(".,") not in PARTICLES


def _is_calendar(words: list[str]) -> bool:
    """Return whether the words are months, weekdays and numbers only."""
    return all(
        word in weekday_numbers() or (word in month_numbers() and len(words) == 1) or word.isdigit() for word in words
    )


def split_names(text: str) -> list[str]:
    """Return the names that one field joins: each part of two words or more, else the field as it is.

    >>> split_names("Mira Solberg, Juan O'Dea and Lena Okafor"), split_names("Solberg, Mira")
    (['Mira Solberg', "Juan O'Dea", 'Lena Okafor'], ['Solberg, Mira'])
    """
    parts = [part for piece in _NAME_JOINT.split(text) if (part := piece.strip())]
    whole = all(" " in part and is_author(part) for part in parts)
    return parts if len(parts) > 1 and whole else [text.strip()]

"""The names of authors in the lines that state them (called by `read_metadata`).

A byline is read from the outside in: the word that announces it ("By", "Von") and all before it go, the line falls into parts at
bars, bullets and dates, a part into names at commas and "and"; offices, papers and degrees beside a person's name go. Where no
person is left, the agency or desk is the author when the line says that it signs ("By Reuters"): its name alone is as often
the source of a story by nobody, or the name of the site.
"""

from __future__ import annotations

import re

from newsx.boilerplate import is_prompt
from newsx.bylines import PARTICLES, is_author, is_person, without_affiliation
from newsx.lazy import lazy_pattern
from newsx.stamps import MONTHS
from newsx.vocabulary.bylines import byline_pattern, byline_words

LONGEST = 300
# More words are a sentence, not a name.
MAX_NAME_WORDS = 6

_BY = lazy_pattern(
    r"(?:^|(?<=[\s|·•:/]))(?:(?:written|words|story|text|reported|reporting|posted|published|edited|analysis|opinion|news|articles?)\s+)?"
    rf"(?:(?:{byline_pattern('by', 'author')})(?:\s*:|(?=\s)|(?<=[Bb]y)(?-i:(?=[A-ZÀ-Þ])))|"
    # A slash parts other things too: it announces an author behind scripts that write no spaces only ("文/王小明").
    rf"(?:{byline_pattern('label')})\s*(?:[:：／]|(?<=[^\x00-\x7f])/))\s*",
    re.IGNORECASE,
)
# A camel hump that is a seam of the dump ("GermanDec 22"), not part of a name ("McCoy"): a word stands before it on the line.
_HUMP = lazy_pattern(
    r"(?<=\s)([^\s|•]*?[a-zà-ÿ])(?<!\bMc)(?<!\bMac)(?<!\bDe)(?<!\bLa)(?<!\bDi)(?<!\bLe)(?<!\bVan)(?<!\bFitz)(?=[A-ZÀ-Þ][a-zà-ÿ])"
)
_GLUED_DIGITS = lazy_pattern(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[A-ZÀ-Þ])")
# White space is looked at from its first character only: from each, a long run would take the square of its length.
_PART = lazy_pattern(r"(?:(?<!\s)\s+)?[|•·\t()\[\]]\s*|\s/\s|/(?=[A-Z]|$)|\s[-–—]+\s|^[-–—]|[“”\"]")
_SPLIT = lazy_pattern(rf"(?:(?<!\s)\s+)?(?:[,;&、]|\b(?:{byline_pattern('and')})\b)\s*")
_FROM_HERE_ON_NO_NAME = lazy_pattern(
    r"\d.*$|\b(?:published|updated|posted|last updated|modified|follow|share|comments?|min read|can be reached|is an?|was an?|are|covers|"
    r"has been|for|at|on|via|as told to|archive page|in|source|read more)\b.*$|https?:.*$|\s?@.*$",
    re.IGNORECASE | re.DOTALL,
)
_PICTURE = lazy_pattern(
    r"\b(?:photo(?:graph)?s?|foto|fotos|picture|image|video|illustration)\b(?:\s+by|\s*:|/)|getty", re.IGNORECASE
)
_PREFIX = lazy_pattern(
    r"^(?:social links for|social links|contact|ask|profile of|dr|mr|mrs|ms|prof)\b\.?\s+", re.IGNORECASE
)
_OFFICE = lazy_pattern(
    r"(?:(?<!\s)\s+)?\b(?:(?:contributing|opinion|staff|senior|chief|special|general|deputy|managing|associate|assistant|guest|freelance|breaking|political|wellness|"
    r"news|globe|crimson|sports?|business|science|health|tech|culture|entertainment|national|international|environment|education|crime|"
    r"landespolitische?|politische?)\s+)*(?:reporters?|correspondents?|editors?|writers?|columnists?|producers?|journalists?|analysts?|critics?|contributors?|"
    r"photographers?|reporterin|korrespondent(?:in)?|redakteur(?:in)?|journaliste|periodista|contributing|director|fellow|intern)\b.*$",
    re.IGNORECASE,
)
_STAFF = lazy_pattern(r"(?<!\s)\s+(?:\S+\s+)?staff$", re.IGNORECASE)
_DEGREE = lazy_pattern(
    r"(?:(?:,|(?<![\s,]))\s+)?\b(?:MS|MA|MD|PhD|Ph\.D\.?|RDN?|LD|MPH|JD|RN|MBA|Esq\.?|Jr\.?(?=,))(?=\s|,|$)"
)
_ORGANISATION = lazy_pattern(
    r"\b(?:the\s+)?(?:associated press|usa today(?: network| sports)?|(?:fox|cbs|nbc|abc|sky|bbc) (?:news|sports?)(?: digital| tipline)?|financial times|reuters|"
    r"bloomberg(?: news)?|new york times|washington post|deutsche presse-agentur|dpa|afp|cnn|bbc|npr|ap|upi|efe|ansa|sda|apa|pa media|press association|"
    r"canadian press|australian associated press|xinhua|anadolu(?: ajansı| agency)?|medical xpress|"
    r"news|staff|agency|agencies|agencia|agence|press|media|newsroom|desk|editors|editorial board|redaktion|redacción|redação|redazione|rédaction|redakcja|network|online|"
    r"magazine|team|service|services|board|tv|radio|india|crimson|globe|contributing|social|links)$|\b(?:daily|news)\s|\.(?:com|de|org|net|is|co\.\w\w)$|^(?:the|la|le|el|die|der)\s",
    re.IGNORECASE,
)
_PAPER = lazy_pattern(
    r"\s(?:\S+\s){0,2}\S*(?:courier|post|times|telegram|gazette|herald|tribune|journal|ledger|chronicle|observer|register|sentinel|dispatch|record)\S*$",
    re.IGNORECASE,
)
_WORD = lazy_pattern(r"[^\W\d_][\w’'.‐-]*\.?$")
# Small words in the names of organisations ("Institute of the Sea").
_LINKS = frozenset({"of", "the", "to"})
# Agencies that write themselves small.
_SMALL = frozenset(
    {
        "dpa",
        "afp",
        "ap",
        "apa",
        "sda",
        "efe",
        "ansa",
        "kna",
        "epd",
        "sid",
        "tass",
        "pap",
        "pti",
        "ani",
    }
)
_NO_NAME = frozenset(
    {
        "partner",
        "content",
        "share",
        "home",
        "news",
        "menu",
        "search",
        "subscribe",
        "login",
        "comments",
        "updated",
        "published",
        "photo",
        "photos",
        "video",
        "image",
        "opinion",
        "analysis",
        "getty",
        "images",
        "advertisement",
        "read",
        "more",
        "follow",
        "email",
        "print",
        "save",
        "listen",
        "watch",
        "live",
        "breaking",
        "exclusive",
        "sponsored",
        "by",
        "von",
        "par",
        "por",
        "stand",
        "actualizado",
        "publicado",
        "publisert",
        "aktualizacja",
        "veröffentlicht",
        "election",
        "top",
        "stories",
        "staff",
        "contributing",
        "next",
        "latest",
        "author",
        "authors",
        "source",
        "quelle",
        "jetzt",
    }
)


def find_authors(text: str) -> list[str]:
    """Return the names in a byline, each once, in order; empty where none is sure."""
    if _PICTURE.search(text[:LONGEST]) or is_prompt(text):
        return []
    line = _GLUED_DIGITS.sub(" ", _HUMP.sub(r"\1 | ", " ".join(text[:LONGEST].split()))).strip(" .,•*+")
    announced = list(_BY.finditer(line))
    if announced:
        return _names(line[announced[-1].end() :], announced=True) or _names(
            line[: announced[-1].start()], announced=False
        )
    return _names(line, announced=False)


def _names(line: str, *, announced: bool) -> list[str]:
    """Return the people in the first part of a line that has any, or else, where the line announces an author, its organisations."""
    organisations: list[str] = []
    people: list[str] = []
    for part in _PART.split(line):
        names = [name for piece in _SPLIT.split(_DEGREE.sub("", part)) if (name := _tidy(piece))]
        found = [
            name for name in names if is_person(name) and not _ORGANISATION.search(name) and not _OFFICE.match(name)
        ]
        if not names and (people or (announced and organisations)):
            break
        people += found
        organisations += [name for name in names if name not in found][:1]
        if found and not _joined_parts(line, announced=announced):
            break
    # A single word beside full names is a place or a paper: "Johannes Ritter, Zürich".
    full = [name for name in people if " " in name or (not name.isascii() and name.isalpha() and len(name) <= 4)]
    # Unannounced, a single word is no person: "Stand: 26.04.2024", and an agency is a source.
    return list(dict.fromkeys(full or ((people or organisations[:1]) if announced else [])))


def _joined_parts(line: str, *, announced: bool) -> bool:
    """Return whether the parts of a line may all hold names: none of them holds anything else."""
    parts = [part for part in _PART.split(line) if part.strip()]
    return (
        announced is False
        and len(parts) > 1
        and all(is_name(part) and " " in part.strip() and not _ORGANISATION.search(part) for part in parts)
    )


def _tidy(piece: str) -> str:
    """Return a name without office, paper, date; empty where nothing like a name is left."""
    name = _FROM_HERE_ON_NO_NAME.sub("", piece).strip(" .:*-–—")
    name = _PREFIX.sub("", name)
    words = name.split()
    while len(words) > 1 and words[-1].strip(".,").lower() in MONTHS:
        words.pop()
    name = " ".join(words)
    for pattern in (_OFFICE, _ORGANISATION, _STAFF, _PAPER):
        match = pattern.search(name)
        shorter = name[: match.start()].strip(" ,.-–") if match else ""
        if match and match[0].strip().casefold() in byline_words("body"):
            # "Field Level Media" is a name as a whole.
            continue
        if " " in shorter and is_name(shorter) and not _ORGANISATION.search(shorter):
            name = shorter
    name = without_affiliation(name)
    return name if is_name(name) and is_author(name) else ""


def is_name(text: str) -> bool:
    """Return whether the words can be the name of a person or organisation: few, capitalised, no furniture, no month on its own."""
    words = text.split()
    if not 1 <= len(words) <= MAX_NAME_WORDS or not 2 <= len(text) <= 60:
        return False
    if text.lower() in _SMALL:
        return True
    if (
        words[0].lower() in _NO_NAME
        and (len(words) == 1 or words[-1].lower() in _NO_NAME)
        and words[-1].lower() != "staff"
    ):
        return False
    if len(words) == 1 and (text.lower() in MONTHS or len(text) > 25):
        return False
    return (
        all(
            _WORD.match(word) and (not word[0].islower() or word.lower() in PARTICLES or word.lower() in _LINKS)
            for word in words
        )
        and not words[0].islower()
    )

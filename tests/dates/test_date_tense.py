"""The side a clause looks to, and the patterns of the room on long repeats."""

import re
import time
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

import newsx.dates
from newsx.dates import find_dates
from newsx.dates.event import event_day
from newsx.dates.languages.tables import table_of
from newsx.dates.languages.tokens import alphabet_of
from newsx.dates.tense import is_reported, read_clause
from newsx.lazy import LazyPattern
from newsx.vocabulary.time_words import time_word_languages


@pytest.mark.parametrize(
    ("before", "after", "tense"),
    [
        ("The mayor resigned in ", ".", "behind"),
        ("The mayor will resign in ", ".", "ahead"),
        ("The mayor is expected to resign in ", ".", "ahead"),
        ("The mayor had been asked to resign in ", ".", "behind"),
        ("She has been in office since ", ".", "behind"),
        ("The ban holds until ", ".", "ahead"),
        ("Trains were late due to snow in ", ".", "behind"),
        ("The vote is due in ", ".", "ahead"),
        ("The fire in ", " killed three people.", "behind"),
        ("In ", ", the court will decide.", "ahead"),
        ("He said the vote in ", " will be close.", "ahead"),
        ("He said it on ", ".", "behind"),
        ("The ", " earthquake will cost billions.", None),
        ("crude for ", " delivery rose.", None),
        ("Work could have ended in ", ".", "behind"),
        ("The house in ", "", None),
    ],
)
def test_tense(before, after, tense):
    assert read_clause(before, after).tense == tense


@pytest.mark.parametrize(
    ("before", "after", "reported"),
    [
        ("Nine people died, police said on ", ".", True),
        ("Nine people died on ", ", police said.", False),
        ("On ", ", police said nine people had died.", True),
        ("The court ruled on ", ".", False),
    ],
)
def test_reported(before, after, reported):
    assert is_reported(before, after) is reported


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Nine people were killed on Tuesday when a bus overturned, police said.", "2025-05-06"),
        ("A court in Lima ruled on Thursday that the vote was void.", "2025-05-08"),
        ("Two trains collided late on Sunday near the coast.", "2025-05-04"),
        ("On Monday, rebels seized the town of Kasese. Thousands fled.", "2025-05-05"),
        ("The minister resigned. He stepped down on Wednesday after a vote.", "2025-05-07"),
        ("NAIROBI, Kenya, May 8 (Reuters) - The shilling is weak.", "2025-05-08"),
        ("Police said on Monday that the search goes on.", None),
        ("The museum will open on Saturday.", None),
        ("The dam was built in 1954 and is old.", None),
        ("The firm was founded on 3 March 2011 and is listed.", None),
        ("Nothing is dated here.", None),
        ("The presenter has quit his late-night Saturday show.", None),
        ("The toll stands at 28 people killed in the town since Thursday.", None),
        ("He was called, according to a report by the paper late on Thursday.", None),
        ("According to police, he was shot on Thursday.", "2025-05-08"),
        ("The agency published guidance on Thursday detailing what to do.", "2025-05-08"),
    ],
)
def test_event_day(text, value):
    import datetime as dt

    anchor = dt.date(2025, 5, 9)
    found = event_day(text, find_dates(text, anchor=anchor), anchor=anchor)
    assert (found.value if found else None) == value
    if found:
        assert text[found.start : found.end] in {mention.text for mention in find_dates(text, anchor=anchor)}


UNITS = [
    "a", "A", "1", " ", "\n", ".", ",", "-", "'", "(", "a ", "A ", "Aa ", "A. ", "A, ", "1 ", "1/", "12:", "May ", "May 1, ", "on ", "the ", "of the ",
    "ended ", "said ", "will ", "Jan ", "1999 ", "and ", "’s ", "а", "月", "م ", "de ", "2025-", "20",
]  # fmt: skip
PREFIXES = ["", "A", "1 ", "May ", "(", "in "]
# Four times the text may take eight times the time, midway to its square; less than this is noise of the clock.
LENGTH, MOST, NOISE = 2_000, 8, 0.004


def patterns():
    """The compiled patterns of all modules of the room, with the names they go by."""
    found = {}
    for info in walk_packages([str(Path(newsx.dates.__file__).parent)], "newsx.dates."):
        for name, value in vars(import_module(info.name)).items():
            if isinstance(value, re.Pattern | LazyPattern):
                found.setdefault(value.pattern, (f"{info.name}.{name}", value))
    for language in sorted(time_word_languages()):
        for kind, value in (("words", alphabet_of(language).piece), ("future", table_of(language).future)):
            if value:
                found.setdefault(value.pattern, (f"{kind} of {language}", value))
    return list(found.values())


# How often a growth that looks too steep is measured again.
AGAIN = 3


def seconds(pattern, text):
    start = time.process_time()
    for _ in pattern.finditer(text):
        pass
    return time.process_time() - start


@pytest.mark.parametrize(("name", "pattern"), patterns(), ids=lambda value: value if isinstance(value, str) else "")
def test_patterns_grow_with_the_text(name, pattern):
    for unit in UNITS:
        for prefix in PREFIXES:
            text = prefix + unit * (LENGTH // len(unit))
            short = seconds(pattern, text)
            if short > NOISE:
                longer = prefix + unit * (4 * LENGTH // len(unit))
                long = seconds(pattern, longer)
                for _ in range(AGAIN):  # another program may have had the core
                    if long <= MOST * short:
                        break
                    short, long = min(short, seconds(pattern, text)), min(long, seconds(pattern, longer))
                assert long <= MOST * short, f"{name} on {unit!r} after {prefix!r}"

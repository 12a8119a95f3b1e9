"""Datelines by their form, and in the record only where the town is a place or an agency signs."""

from __future__ import annotations

import pytest

import newsx
from newsx.assembly.dates import make_dateline
from newsx.datelines import find_dateline
from newsx.schema import models as schema

DATELINES = [
    ("NAIROBI, Kenya (AP) — Police said", "NAIROBI, Kenya (AP)", "NAIROBI", "AP"),
    ("LONDON, May 9 (Reuters) - Shares rose", "LONDON, May 9 (Reuters)", "LONDON", "Reuters"),
    ("Berlin (dpa) - Die Regierung", "Berlin (dpa)", "Berlin", "dpa"),
    ("Madrid, 9 may (EFE).- El presidente", "Madrid, 9 may (EFE)", "Madrid", "EFE"),
    ("KIGALI, Jun 15 2022 (IPS) - A few years ago", "KIGALI, Jun 15 2022 (IPS)", "KIGALI", "IPS"),
    ("PHNOM PENH, May 27 (Xinhua) -- The pact", "PHNOM PENH, May 27 (Xinhua)", "PHNOM PENH", "Xinhua"),
    ("SYDNEY and KUALA LUMPUR, Jul 26 2022 (IPS) - Like", "SYDNEY and KUALA LUMPUR, Jul 26 2022 (IPS)", "SYDNEY and KUALA LUMPUR", "IPS"),
    ("CAIRO – 26 July 2022: The government", "CAIRO – 26 July 2022", "CAIRO", None),
    ("TEHRAN— Iran’s minister", "TEHRAN", "TEHRAN", None),
    ("RIO DE JANEIRO — The mayor", "RIO DE JANEIRO", "RIO DE JANEIRO", None),
    ("SHAH ALAM: Police are looking", "SHAH ALAM", "SHAH ALAM", None),
    ("Nairobi, May 6 2022 - The villagers", "Nairobi, May 6 2022", "Nairobi", None),
]  # fmt: skip

NO_DATELINES = [
    "Police in Nairobi - the capital - said on Monday",
    "The minister (AP photo) said that",
    "Chelsea (2) - Arsenal (1) was the result",
    "Coach: we were the better team",
    "Well-known faces were seen on 9 May 2025 in Paris.",
    "“We will go on,” he said – and left.",
    "However, on May 9 the court said no.",
    "",
]


@pytest.mark.parametrize(("text", "whole", "town", "agency"), DATELINES)
def test_datelines_are_found_by_their_form(text: str, whole: str, town: str, agency: str | None) -> None:
    found = find_dateline("Above\n" + text, len("Above\n"))
    assert found is not None
    shifted = len("Above\n")
    assert text[found.start - shifted : found.end - shifted] == whole
    assert text[found.start - shifted : found.town_end - shifted] == town
    assert found.agency == agency


@pytest.mark.parametrize("text", NO_DATELINES)
def test_sentences_are_no_datelines(text: str) -> None:
    assert find_dateline(text) is None


def place(name: str, start: int) -> schema.Place:
    mention = schema.Mention(start=start, end=start + len(name), text=name)
    empty = dict.fromkeys(("kind", "country_code", "latitude", "longitude", "geonames_id", "population", "confidence"))
    return schema.Place(name=name, aliases=[], mentions=[mention], **empty)


def test_a_town_in_capitals_must_be_a_place_of_the_record() -> None:
    text = "GOALKEEPERS: Two men of Honduras were named."
    assert make_dateline(text, [place("Honduras", text.index("Honduras"))], []) is None
    text = "TODAY NICARAGUA – A judge has ruled."
    assert make_dateline(text, [place("NICARAGUA", text.index("NICARAGUA"))], []) is None
    text = "KUWAIT: The opposition walked out."
    found = make_dateline(text, [place("KUWAIT", 0)], [])
    assert found is not None
    assert (found.text, found.place, found.agency, found.date) == ("KUWAIT", "KUWAIT", None, None)


def test_an_agency_signs_where_the_town_is_not_known() -> None:
    found = make_dateline("ZZYZX HILLS (Reuters) - Nobody lives here.", [], [])
    assert found is not None
    assert (found.place, found.agency) == (None, "Reuters")


def test_the_dateline_may_stand_below_a_subhead_and_names_its_day() -> None:
    text = "Shares rise\n\nLONDON, May 9 (Reuters) - Shares rose."
    start = text.index("May 9")
    day = schema.Date(
        value="2025-05-09", type="date", granularity="day", earliest="2025-05-09", latest="2025-05-09", mod=None, anchor="none", rule="day",
        ambiguous=False, rejected=None, mentions=[schema.Mention(start=start, end=start + 5, text="May 9")],
    )  # fmt: skip
    found = make_dateline(text, [place("LONDON", text.index("LONDON"))], [day])
    assert found is not None
    assert (found.text, found.date) == ("LONDON, May 9 (Reuters)", "2025-05-09")


def test_an_agency_that_only_signs_is_not_what_the_article_is_about() -> None:
    text = "LOME, Togo (AP) — Dockworkers at the port went back to work on Tuesday after a strike, the union said.\n\nThe port of Lome was closed for nine days."
    assert [(each.name, each.main) for each in newsx.extract_text(text).organisations] == [("AP", False)]
    told = text + "\n\nAP was told by the union that AP's reporters could enter the port of Lome."
    assert newsx.extract_text(told).organisations[0].salience > 0


def test_a_town_is_named_as_the_article_writes_it() -> None:
    text = "LOME, Togo (AP) — Dockworkers in Lome went back to work on Tuesday after a strike, the union said in a statement."
    article = newsx.extract_text(text)
    assert [(each.name, [mention.text for mention in each.mentions]) for each in article.places] == [
        ("Lome, Togo", ["LOME", "Lome"]),
        ("Togo", ["Togo"]),
    ]
    assert article.dateline is not None
    assert article.dateline.place == "Lome, Togo"

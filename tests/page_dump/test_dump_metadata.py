"""What the lines around an article say of it, and what must not be read into them."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from conftest import ROOT

from newsx.page_dump import label_lines
from newsx.page_dump.metadata import read_metadata
from newsx.page_dump.metadata.bylines import find_authors
from newsx.page_dump.metadata.keywords import split_keywords
from newsx.records import Line, Metadata
from newsx.stamps import find_stamps, reads_day_first

PAGES = ROOT / "tests" / "pages" / "dumps"
CASES = {case.name: json.loads((case / "expected.json").read_text("utf8")) for case in sorted(PAGES.iterdir())}


@pytest.mark.parametrize("name", [name for name, expected in CASES.items() if "outcome" not in expected])
def test_golden_pages(name):
    found = read_metadata(label_lines((PAGES / name / "input.txt").read_text("utf8")))
    expected = CASES[name]
    assert found.headline == expected["headline"]
    assert list(found.authors) == expected["authors"]
    assert found.date_published == expected["date_published"]


def lines(*rows: tuple[str, str]) -> list[Line]:
    return [Line(number, text, role, 0.0, "given") for number, (role, text) in enumerate(rows)]


BODY = ("body", "The dam above Kariba is full for the first time since 2011, the river authority said on Sunday.")


def test_article_alone_says_nothing_of_itself():
    assert read_metadata(lines(BODY, BODY)) == Metadata()


def test_page_without_body_says_nothing():
    assert read_metadata(lines(("headline", "Dam full"), ("byline", "By Tendai Ncube"))) == Metadata()


def test_fields_of_a_dump():
    found = read_metadata(
        lines(
            ("navigation", "Tuesday, May 20, 2025"),
            ("navigation", "The Zambezi Eye"),
            ("headline", "Kariba dam full for the first time in years"),
            ("byline", "By Tendai Ncube and Ruth Phiri, Staff Writers | Published May 18, 2025"),
            ("dateline", "Published May 18, 2025 / Updated May 19, 2025"),
            ("section", "in Environment"),
            ("caption", "The spillway at Kariba on May 17, 2025. / Zambezi Eye"),
            BODY,
            ("keywords", "Tags: Dams, Energy, Kariba"),
            ("boilerplate", "© 2025 Zambezi Eye Media Group. All Rights Reserved"),
        )
    )
    assert found.headline == "Kariba dam full for the first time in years"
    assert found.authors == ("Tendai Ncube", "Ruth Phiri")
    assert (found.date_published, found.date_modified) == ("2025-05-18", "2025-05-19")
    assert found.section == "Environment"
    assert found.keywords == ("Dams", "Energy", "Kariba")
    assert found.publisher == "The Zambezi Eye"
    assert found.image
    assert found.image.caption == "The spillway at Kariba on May 17, 2025."
    assert found.image.credit == "Zambezi Eye"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Amina Diallo", ["Amina Diallo"]),
        ("ByAmina Diallo", ["Amina Diallo"]),
        ("Amina Diallo", ["Amina Diallo"]),
        ("The Mekong Post by The Mekong Post", ["The Mekong Post"]),
        ("By Amina Diallo and Tomás Rivera", ["Amina Diallo", "Tomás Rivera"]),
        ("By Amina Diallo, Tomás Rivera & Li Wen", ["Amina Diallo", "Tomás Rivera", "Li Wen"]),
        ("By Amina Diallo, CNN", ["Amina Diallo"]),
        ("By Amina Diallo, Staff Writer | Published May 9, 2025", ["Amina Diallo"]),
        ("Amina DialloDec 22, 2023", ["Amina Diallo"]),
        ("Dec 19, 2023 by News Staff", ["News Staff"]),
        ("Von Jan Keller", ["Jan Keller"]),
        ("Por Luana Teixeira", ["Luana Teixeira"]),
        ("Par Élodie Marchand", ["Élodie Marchand"]),
        ("By Reuters", ["Reuters"]),
        ("Von dpa", ["dpa"]),
        ("27. Januar 2026 • Gregor Winkler • 3 Minuten", ["Gregor Winkler"]),
        ("Nadia Petrenko@npetrenko", ["Nadia Petrenko"]),
        ("By Meredith Dietz-Olsen", ["Meredith Dietz-Olsen"]),
        # An agency before or behind a name, an office beside it, an organisation as a whole.
        ("Samy Haddad, Associated Press Samy Haddad, Associated Press", ["Samy Haddad"]),
        ("By John O’Leary The Associated Press", ["John O’Leary"]),
        ("Mira Solberg, Chief Technology Officer", ["Mira Solberg"]),
        ("By Harbour Level Media", ["Harbour Level Media"]),
        ("Harbour Level Media", []),
        # A source is named, not who signs.
        ("Reuters", []),
        ("AFP / Updated: Dec 22, 2023, 19:28 IST", []),
        ("The Mekong Post", []),
        # Nobody is named here.
        ("Share on Facebook", []),
        ("May 9, 2025", []),
        ("Updated 3 hours ago", []),
        ("By the river, the village waits for the boat that never comes", []),
        ("12 comments", []),
        ("", []),
    ],
)
def test_bylines(line, names):
    assert find_authors(line) == names


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("May 9, 2025", "2025-05-09"),
        ("PublishedMay 9, 2025", "2025-05-09"),
        ("9th May 2025", "2025-05-09"),
        ("Fri 9 May 2025 14.05 BST", "2025-05-09"),
        ("2025-05-09T08:00:00Z", "2025-05-09"),
        ("09.05.2025, 11:20 Uhr", "2025-05-09"),
        ("9 de mayo de 2025", "2025-05-09"),
        ("14 de março de 2025 às 18h40", "2025-03-14"),
        ("1er août 2024", "2024-08-01"),
        ("9 мая 2025, 17:46", "2025-05-09"),
        ("9 maja 2025", "2025-05-09"),
        ("2025年5月9日 17時30分", "2025-05-09"),
        ("2025년 5월 9일", "2025-05-09"),
        ("20 يناير 2025", "2025-01-20"),
        ("٢٠ يناير ٢٠٢٥", "2025-01-20"),
        ("9 tháng 5, 2025", "2025-05-09"),
        ("9 Mei 2025", "2025-05-09"),
        ("13/05/2025", "2025-05-13"),
        # No day that is sure.
        ("5/9/2025", None),
        ("5 days ago", None),
        ("Friday", None),
        ("May 2025", None),
        ("February 30, 2025", None),
        ("Call 2025 55 01", None),
        ("", None),
    ],
)
def test_days(line, day):
    found = [stamp.day.isoformat() for stamp in find_stamps(line)]
    assert found == ([day] if day else [])


def test_numeric_days_are_read_as_the_page_writes_them():
    assert reads_day_first(["25/12/2024", "5/9/2025"]) is True
    assert reads_day_first(["12/25/2024"]) is False
    assert reads_day_first(["5/9/2025"]) is None
    assert [s.day for s in find_stamps("5/9/2025", day_first=True)] == [dt.date(2025, 9, 5)]
    assert [s.day for s in find_stamps("5/9/2025", day_first=False)] == [dt.date(2025, 5, 9)]


def test_glued_keywords_split_only_where_the_page_shows_how():
    page = ["The junta said on Monday", "Military and Geopolitics"]
    assert split_keywords("DiplomacyGeopoliticsjuntaMilitary", page) == [
        "Diplomacy",
        "Geopolitics",
        "junta",
        "Military",
    ]
    assert split_keywords("Diplomacyjunta", ["nothing known here"]) == ["Diplomacyjunta"]
    assert split_keywords("Climate, Lake Turkana; Fisheries", []) == ["Climate", "Lake Turkana", "Fisheries"]
    assert split_keywords("Lake Turkana", []) == ["Lake Turkana"]


def test_byline_that_nothing_marks_is_read_where_it_announces_a_name():
    def line(number, role, text):
        return Line(number, text, role, 0.0, "")

    body = "The ferry that links the two banks of the river at Barra was back in service on Monday."
    around = [line(0, "headline", "Ferry at Barra in service again"), line(1, "body", body)]
    announced = [*around, line(2, "navigation", "By Amina Diallo"), line(3, "body", body)]
    assert read_metadata(announced).authors == ("Amina Diallo",)
    menu = [*around, line(2, "navigation", "College Football"), line(3, "body", body)]
    assert read_metadata(menu).authors == ()

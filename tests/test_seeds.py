"""The first user's two inputs. Their texts belong to their publishers and are read where they lie; elsewhere these tests skip."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

import jsonschema
import pytest
from conftest import SEEDS, SHARED
from newsx_command import run_newsx

from newsx.schema import json_schema

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the shared data is not here")

DUMP = SEEDS / "000_4ba6f809a0716d76.txt"
ARTICLE = SEEDS / "003_0681b3a65a7e1f36.txt"


@pytest.fixture(scope="module")
def dump() -> dict:
    return extract(DUMP)


@pytest.fixture(scope="module")
def article() -> dict:
    return extract(ARTICLE, "--date", "2025-05-09")


def extract(path: Path, *options: str) -> dict:
    done = run_newsx("extract", *options, stdin=path.read_bytes())
    assert done.returncode == 0, done.stderr.decode()
    record = json.loads(done.stdout)
    jsonschema.validate(record, json_schema())
    return record


def named(entities: list[dict]) -> set[str]:
    return {entity["name"] for entity in entities}


def test_dump_body_is_exactly_its_15_paragraphs(dump: dict) -> None:
    lines = DUMP.read_text(encoding="utf-8").splitlines()
    first = next(i for i, line in enumerate(lines) if line.startswith("With Myanmar junta troops"))
    last = next(i for i, line in enumerate(lines) if line.endswith("has not affected Rosatom’s plans in Myanmar.”"))
    prose = [" ".join(line.split()) for line in lines[first : last + 1] if len(line.split()) > 15]
    assert len(prose) == 15
    assert dump["text"].split("\n\n") == prose


def test_dump_metadata(dump: dict) -> None:
    assert dump["headline"] == "Myanmar Junta Boss’s Moscow Visits Deepens Russia Ties"
    assert dump["authors"] == ["The Irrawaddy"]
    assert dump["publisher"] == "The Irrawaddy"
    assert dump["date_published"] == "2025-05-09"
    assert dump["section"] == "Burma"
    assert dump["keywords"] == ["Diplomacy", "Geopolitics", "junta", "Military", "Russia"]
    assert dump["language"] == "en"


def test_article_passes_whole(article: dict) -> None:
    lines = [line.strip() for line in ARTICLE.read_text(encoding="utf-8").splitlines() if line.strip()]
    assert article["text"].split("\n\n") == lines
    assert (article["headline"], article["authors"], article["date_published"]) == (None, [], None)


@pytest.mark.parametrize(("name", "gold"), [("dump", "page.json"), ("article", "article.json")])
def test_record_against_gold(
    name: str, gold: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing wrong and nothing missed, by the scorer that comes with the data."""
    monkeypatch.syspath_prepend(str(SHARED / "bench"))
    import records

    tally: Counter = Counter()
    misses: list[str] = []
    wanted = json.loads((SEEDS / "gold" / gold).read_text(encoding="utf-8"))
    records.score_record(wanted, request.getfixturevalue(name), tally, misses)
    sys.modules.pop("records")
    assert misses == []
    assert not {what: count for what, count in tally.items() if what[1] in ("wrong", "missed") and count}


# What each role of the seeds belongs to, made by reading: (person, head, organisation, place, status).
STATEMENTS = {
    "dump": {
        ("Min Aung Hlaing", "junta boss", None, None, None),
        ("Vladimir Putin", "President", None, "Russia", None),
        ("Xi Jinping", "President", None, "China", None),
        ("Kassym-Jomart Takayev", "President", None, "Kazakhstan", None),
        ("Nyo Saw", "economic czar", None, None, None),
        ("Kyaw Swa Lin", "Chief of General Staff", None, None, None),
        ("Kyaw Swa Lin", "General", None, None, None),
        ("Maung Maung Aye", "Defense Minister", None, None, None),
        ("Maung Maung Aye", "General", None, None, None),
        ("Alexander Fomin", "Deputy Defense Minister", None, "Russia", None),
        ("Alexander Fomin", "Colonel General", None, None, None),
    },
    "article": {
        ("Min Aung Hlaing", "junta leader", None, "Myanmar", None),
        ("Kyaw Swar Lin", "chief of the general staff", None, None, None),
        ("Kyaw Swar Lin", "General", None, None, None),
        ("Kyaw Swar Lin", "quartermaster-general", None, None, None),
        ("Maung Maung Aye", "defense minister", None, None, None),
        ("Maung Maung Aye", "General", None, None, None),
        ("Maung Maung Aye", "chief of the general staff", None, None, None),
        ("Kassym-Jomart Tokayev", "President", None, "Kazakhstan", None),
        ("Vladimir Putin", "President", None, None, None),
        ("Alexander Fomin", "deputy defence minister", None, "Russia", None),
        ("Kan Zaw", "investment minister", None, None, None),
        ("Sergei Shoigu", "secretary", "Russian Security Council", None, None),
        ("Khin Yi", "chairman", "Union Solidarity and Development Party", None, None),
    },
}


@pytest.mark.parametrize("name", ["dump", "article"])
def test_every_role_has_what_it_belongs_to(name: str, request: pytest.FixtureRequest) -> None:
    record = request.getfixturevalue(name)
    found = {
        (person["name"], role["text"], role["organisation"], role["place"], role["status"])
        for person in record["people"]
        for role in person["roles"]
    }
    assert found == STATEMENTS[name]
    related = {(r["person"], r["role"], r["organisation"], r["place"]) for r in record["relations"]}
    assert related == {(person, role, org, place) for person, role, org, place, _ in STATEMENTS[name] if org or place}


def test_places_are_on_the_map(article: dict, dump: dict) -> None:
    found = {place["name"]: place for place in (*dump["places"], *article["places"])}
    for name, country in (("Naypyitaw", "MM"), ("Rakhine", "MM"), ("Kachin", "MM"), ("Moscow", "RU")):
        assert found[name]["country_code"] == country
        assert found[name]["latitude"] is not None
    assert found["Red Square"]["country_code"] == "RU"


def test_no_tank_is_an_entity(dump: dict) -> None:
    everything = named(dump["people"]) | named(dump["places"]) | named(dump["organisations"])
    assert not [name for name in everything if "T-34" in name]
    assert {"Rosatom", "UN Security Council"} <= named(dump["organisations"])


@pytest.mark.parametrize(("path", "options"), [(DUMP, ()), (ARTICLE, ("--date", "2025-05-09"))])
def test_pipe_and_folder_give_the_same_record(path: Path, options: tuple[str, ...], tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / path.name).write_bytes(path.read_bytes())
    done = run_newsx("extract", *options, folder, "-o", tmp_path / "out")
    assert done.returncode == 0
    (written,) = (tmp_path / "out").rglob("*.json")
    stored, piped = json.loads(written.read_text(encoding="utf-8")), extract(path, *options)
    assert (stored["source"].pop("path"), piped["source"].pop("path")) == (f"{folder}/{path.name}", "-")
    assert stored == piped

"""A database of records: tables that join, no doubles, full-text search in step, nothing of others destroyed."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from conftest import ROOT
from hypothesis import HealthCheck, given, settings
from made_records import any_record, body, date, encoded, fill, person, place, record, ref_of, samples, spans_of
from sqlite_checks import check, dump, query

from newsx.errors import NewsxError, OutputError, UsageError
from newsx.formats import open_sink
from newsx.records import InputRef
from newsx.schema.database import APPLICATION_ID

TESTS = ROOT / "tests"
ENVIRONMENT = {**os.environ, "PYTHONPATH": f"{TESTS}:{TESTS.parent}"}


def count(path: Path, table: str) -> int:
    return query(path, f"SELECT count(*) FROM {table}")[0][0]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.sqlite"


def put(path: Path, *records: dict, resume: bool = False) -> None:
    fill(open_sink(str(path), resume=resume), list(records))


def test_tables_join(path: Path) -> None:
    put(path, *samples())
    check(path)
    for made in samples():
        rows = query(
            path,
            "SELECT kind, start_char, end_char, mentioned.text, substr(a.text, start_char + 1, end_char - start_char) "
            "FROM mentioned JOIN articles a ON a.id = article_id WHERE article_id = ?",
            made["id"],
        )
        assert sorted(row[:4] for row in rows) == spans_of(made)
        assert all(row[3] == row[4] for row in rows), "offsets count code points, as SQLite does"
        roles = query(
            path,
            "SELECT name, text FROM roles JOIN entities ON entities.id = entity_id WHERE article_id = ?",
            made["id"],
        )
        assert sorted(roles) == sorted((who["name"], role["text"]) for who in made["people"] for role in who["roles"])
    assert count(path, "authors") == sum(len(made["authors"]) for made in samples())
    assert count(path, "dates") == sum(len(made["dates"]) for made in samples())
    assert [name.name for name in path.parent.iterdir()] == [path.name], "one file, to be mailed"


def test_every_field_is_there(path: Path) -> None:
    text = "Amina Diallo left Dakar for ECOWAS on 9 May."
    made = record(
        text,
        url="https://news.example/a",
        publisher="Radio Teranga",
        headline="Left",
        description="She left.",
        authors=["A. Sow", "B. Ba"],
        date_published="2025-05-10",
        date_modified="2025-05-11T08:00:00Z",
        section="World",
        keywords=["west africa"],
        image={"url": "https://news.example/i.jpg", "caption": "A plane", "credit": "B. Ba"},
        people=[{**person(text, (0, 12)), "aliases": ["Diallo"]}],
        places=[place(text, (18, 23), kind="city", country_code="SN", geonames_id=2253354, confidence=0.9)],
        organisations=[{**body(text, (28, 34)), "acronym": "ECOWAS"}],
        dates=[date(text, (38, 43), value="2025-05-09", day="2025-05-09")],
        focus=[{"country_code": "SN", "share": 1.0}],
        warnings=[{"code": "cut_from_text", "message": "short"}],
    )
    put(path, made)
    (row,) = query(path, "SELECT url, publisher, headline, section, image_credit, word_count, model FROM articles")
    assert row == ("https://news.example/a", "Radio Teranga", "Left", "World", "B. Ba", 9, "made")
    assert query(path, "SELECT name FROM authors ORDER BY position") == [("A. Sow",), ("B. Ba",)]
    assert query(path, "SELECT alias FROM aliases") == [("Diallo",)]
    assert query(path, "SELECT keyword FROM keywords") == [("west africa",)]
    assert query(path, "SELECT code, message FROM warnings") == [("cut_from_text", "short")]
    assert query(path, "SELECT country_code, share FROM focus") == [("SN", 1.0)]
    places = query(path, "SELECT place_kind, country_code, geonames_id, confidence FROM entities WHERE kind = 'place'")
    assert places == [("city", "SN", 2253354, 0.9)]
    assert query(path, "SELECT value, earliest, ambiguous FROM dates") == [("2025-05-09", "2025-05-09", 0)]
    assert query(path, "SELECT path, sha256 FROM sources") == [("a.txt", made["source"]["sha256"])]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(made=any_record())
def test_whatever_a_page_holds(path: Path, made: dict) -> None:
    path.unlink(missing_ok=True)
    put(path, made)
    rows = query(path, "SELECT kind, start_char, end_char, text FROM mentioned")
    assert sorted(rows) == spans_of(made)
    assert query(path, "SELECT text FROM articles") == [(made["text"],)]
    check(path)


def test_who_is_named_most_often_in_how_many_articles(path: Path) -> None:
    one, two = "Diallo met Diallo in Paris.", "Diallo left Paris."
    put(
        path,
        record(one, date_published="2025-05-01", people=[person(one, (0, 6), (11, 17))], places=[place(one, (21, 26))]),
        record(
            two,
            path="b.txt",
            date_published="2025-06-01",
            people=[person(two, (0, 6))],
            places=[place(two, (12, 17), geonames_id=4717560, country_code="US")],
        ),
    )
    rows = query(
        path, "SELECT name, articles, mentions, first_published, last_published FROM names WHERE kind = 'person'"
    )
    assert rows == [("Diallo", 2, 3, "2025-05-01", "2025-06-01")]
    places = query(path, "SELECT name, country_code, articles FROM names WHERE kind = 'place' ORDER BY country_code")
    assert places == [("Paris", None, 1), ("Paris", "US", 1)], "places of one name are not one place"


def test_a_second_run_changes_not_one_byte(path: Path) -> None:
    put(path, *samples())
    before = path.read_bytes()
    put(path, *samples())
    assert path.read_bytes() == before
    put(path, *reversed(samples()), resume=True)
    assert path.read_bytes() == before


def test_another_day_appends(path: Path) -> None:
    put(path, *samples()[:3])
    put(path, *samples()[3:])
    together = path.with_name("together.sqlite")
    put(together, *samples())
    assert dump(path) == dump(together)
    check(path)


def test_a_better_record_takes_the_place_of_the_old_one(path: Path) -> None:
    text = "Amina Diallo left."
    put(path, record(text, headline="Old words"), record("Another one.", path="b.txt"))
    put(path, record(text, headline="New words", people=[person(text, (0, 12))]))
    assert query(path, "SELECT headline FROM articles ORDER BY headline") == [(None,), ("New words",)]
    assert query(path, "SELECT name FROM entities") == [("Amina Diallo",)]
    assert query(path, "SELECT count(*) FROM articles_fts WHERE articles_fts MATCH 'old'") == [(0,)]
    assert query(path, "SELECT count(*) FROM articles_fts WHERE articles_fts MATCH 'new'") == [(1,)]
    check(path)
    put(path, record(text))
    assert count(path, "entities") == count(path, "mentions") == 0
    check(path)


def test_an_input_that_changed_leaves_no_old_article(path: Path) -> None:
    put(path, record("It rained."), record("It snowed.", path="b.txt"))
    put(path, record("It rained for two days."))
    assert sorted(query(path, "SELECT text FROM articles")) == [("It rained for two days.",), ("It snowed.",)]
    check(path)


def test_copies_of_a_page_share_their_article(path: Path) -> None:
    put(path, record("It rained."), record("It rained.", path="copy.txt"))
    assert (count(path, "articles"), count(path, "sources")) == (1, 2)
    put(path, record("It snowed.", path="copy.txt"))
    assert (count(path, "articles"), count(path, "sources")) == (2, 2), "the first file still holds the old page"
    put(path, record("It snowed."))
    assert (count(path, "articles"), count(path, "sources")) == (1, 2)


def test_a_better_record_keeps_the_places_of_its_copies(path: Path) -> None:
    put(path, record("It rained."), record("It rained.", path="copy.txt"))
    put(path, record("It rained.", headline="Rain"))
    assert query(path, "SELECT path FROM sources ORDER BY path") == [("a.txt",), ("copy.txt",)]


def test_standard_input_is_no_place(path: Path) -> None:
    put(path, record("It rained.", path="-"))
    put(path, record("It snowed.", path="-"))
    put(path, record("It snowed.", path="-"))
    assert (count(path, "articles"), count(path, "sources")) == (2, 2)


def test_resumed_runs_leave_out_what_is_there(path: Path, tmp_path: Path) -> None:
    page = tmp_path / "a.txt"
    page.write_text("It rained.")
    here = record("It rained.", path=str(page))
    inside = record("It snowed.", path="crawl.jsonl", place="7")
    put(path, here, inside)
    unread = InputRef(str(page), "a.txt")  # its digest is not known yet
    with closing(open_sink(str(path), resume=True)) as sink:
        assert not sink.begin(unread)
        assert not sink.begin(ref_of(inside))
        assert sink.begin(InputRef("crawl.jsonl", "8", record="8", sha256=inside["source"]["sha256"]))
        assert sink.begin(InputRef("crawl.jsonl", "7", record="7", sha256="0" * 64))
        page.write_text("It rained again.")
        assert sink.begin(unread)
    with closing(open_sink(str(path))) as sink:
        assert sink.begin(ref_of(inside)), "without --resume everything is made again"


def test_full_text_search_knows_no_accents(path: Path) -> None:
    put(path, record("La tempête de São Tomé."))
    assert query(path, "SELECT count(*) FROM articles_fts WHERE articles_fts MATCH 'tempete AND \"sao tome\"'") == [
        (1,)
    ]


PROGRAM = """
import sys
from made_records import record, encoded, ref_of
from newsx.formats import open_sink
sink = open_sink(sys.argv[1])
for number in range(100000):
    made = record(f"Story {number} is long.", path=f"{number}.txt")
    sink.put(encoded(made), ref_of(made))
    if number % 50 == 0:
        print(number, flush=True)
"""


def test_a_killed_run_leaves_a_whole_database(path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", PROGRAM, path], stdout=subprocess.PIPE, env=ENVIRONMENT) as process:
        assert process.stdout
        for _ in range(10):
            reached = int(process.stdout.readline())
        process.send_signal(signal.SIGKILL)
    kept = count(path, "articles")
    assert reached - 200 <= kept
    check(path)
    put(path, *samples())
    assert count(path, "articles") == kept + len(samples())
    check(path)


def test_an_interrupted_run_keeps_what_it_has(path: Path) -> None:
    fill(open_sink(str(path)), samples()[:2], finish=False)
    assert count(path, "articles") == 2
    check(path)


def test_a_record_that_fails_leaves_the_others(path: Path) -> None:
    sink = open_sink(str(path))
    first, second = record("It rained."), record("It snowed.", path="b.txt")
    sink.put(encoded(first), ref_of(first))
    sink._connection.execute("CREATE TEMP TRIGGER no BEFORE INSERT ON sources BEGIN SELECT raise(FAIL, 'no room'); END")
    with pytest.raises(OutputError, match="no room"):
        sink.put(encoded(second), ref_of(second))
    sink.close()
    assert query(path, "SELECT text FROM articles") == [("It rained.",)]
    check(path)


def refused(path: Path, kind: type[NewsxError], words: str) -> None:
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(kind, match=words) as caught:
        put(path, *samples())
    assert "\n" not in str(caught.value)
    assert str(path) in str(caught.value)
    if before is not None:
        assert path.read_bytes() == before


def test_files_of_others_are_left_alone(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04 a spreadsheet")
    refused(path, UsageError, "no SQLite database")
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmarks (url)")
        connection.commit()
    refused(path, UsageError, "another program")


def test_a_foreign_application_id_without_tables(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("PRAGMA application_id = 7; CREATE TABLE a (b); DROP TABLE a;")
    refused(path, UsageError, "another program")


def test_a_database_of_a_later_version(path: Path) -> None:
    put(path, *samples())
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        connection.execute("PRAGMA user_version = 99")
    refused(path, UsageError, "another version of newsx")


def test_a_broken_database(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\x00" + b"\xff" * 5000)
    refused(path, OutputError, "not a database|malformed")


def test_an_empty_file_becomes_a_database(path: Path) -> None:
    path.touch()
    put(path, *samples())
    assert count(path, "articles") == len(samples())


def test_tables_of_ones_own_may_stand_beside(path: Path) -> None:
    put(path, *samples()[:1])
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE notes (article_id, note)")
        connection.commit()
    put(path, *samples())
    assert count(path, "articles") == len(samples())


def test_a_locked_database(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsx.formats.sqlite_database._PATIENCE_SECONDS", 0.1)
    put(path, *samples()[:1])
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN EXCLUSIVE")
        refused(path, OutputError, "locked")
    put(path, *samples())


def test_a_folder_in_its_place(path: Path) -> None:
    path.mkdir()
    refused(path, OutputError, "directory")


def test_an_input_is_never_written_to(path: Path) -> None:
    path.write_bytes(b"")
    with pytest.raises(UsageError, match="one of the inputs"):
        open_sink(str(path), inputs=[InputRef(str(path), "news.sqlite")])
    assert path.read_bytes() == b""


def test_names_that_mean_something_to_sqlite(tmp_path: Path) -> None:
    for name in ("a?mode=ro&b=#1.db", "per%20cent.sqlite3", "naïve \udcff.db"):
        path = tmp_path / name
        fill(open_sink(os.fspath(path)), samples()[:1])
        assert path.exists()
    assert len(list(tmp_path.iterdir())) == 3


READ_ONLY = """
import os, sys
from newsx.errors import OutputError
from newsx.formats.sqlite_database import DatabaseSink
os.setuid(65534)  # after the imports: the program may lie where only its owner reads
try:
    DatabaseSink(sys.argv[1])
except OutputError as error:
    print(error)
"""


def test_a_read_only_file(path: Path) -> None:
    put(path, *samples()[:1])
    if os.geteuid() != 0:
        path.chmod(0o444)
        refused(path, OutputError, "readonly|read-only")
        return
    # The superuser may write to any file: another user tries.
    home = Path("/var/tmp") / f"newsx-test-{os.getpid()}"
    home.mkdir(mode=0o755)
    try:
        copy = home / "news.sqlite"
        shutil.copy(path, copy)
        copy.chmod(0o444)
        done = subprocess.run(
            [sys.executable, "-c", READ_ONLY, copy], capture_output=True, text=True, env=ENVIRONMENT, check=False
        )
    finally:
        shutil.rmtree(home)
    assert "readonly" in done.stdout, done.stderr
    assert done.stdout.count("\n") == 1

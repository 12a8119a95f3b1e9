"""The day relative dates are resolved against, and what is said of it in the record."""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path

import pytest
from newsx_command import run_newsx

from newsx.pipeline import find_anchor
from newsx.records import ArticleText, Metadata, Origin, Page

TEXT = "The council met on Tuesday and again last week to speak of the dam. It will meet in July, the mayor of the town said.\n"


def article_text(
    path: str | None = "a.txt", *, published: str | None = None, record: str | None = None, url: str | None = None
):
    origin = Origin(path, "text/plain", "utf-8", "0" * 64, url=url, record=record)
    return ArticleText(Page(origin, TEXT, is_html=False), TEXT, Metadata(date_published=published), "plain_text")


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("2019/11/19/vote.html", "2019-11-19"),
        ("news/2019-11-19-vote.html", "2019-11-19"),
        ("news/20191119/vote.html", "2019-11-19"),
        ("2018/01/02/archive/2019/11/19/vote.html", "2019-11-19"),
        ("news/2019_1_9_vote.html", "2019-01-09"),
        ("news/2019/13/40/vote.html", None),
        ("news/2019/02/30/vote.html", None),
        ("news/12019111955.html", None),
        ("news/vote.html", None),
        ("-", None),
    ],
)
def test_day_in_a_path(path: str, day: str | None) -> None:
    found = find_anchor(article_text(path), None, date_from="path")
    assert found.day == (dt.date.fromisoformat(day) if day else None)
    assert found.source == ("path" if day else None)


def test_day_in_an_address() -> None:
    found = find_anchor(article_text("-", url="https://news.example/2019/11/19/vote"), None, date_from="path")
    assert found == (dt.date(2019, 11, 19), "path")


def test_last_change_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "vote.txt"
    path.write_text(TEXT)
    noon = dt.datetime(2019, 11, 19, 12, tzinfo=dt.UTC).timestamp()
    os.utime(path, (noon, noon))
    assert find_anchor(article_text(str(path)), None, date_from="mtime") == (dt.date(2019, 11, 19), "mtime")
    assert find_anchor(article_text(str(path), record="3"), None, date_from="mtime") == (None, None)
    assert find_anchor(article_text(str(tmp_path / "gone.txt")), None, date_from="mtime") == (None, None)


def test_page_first_then_the_day_given_then_the_file() -> None:
    path, given = "2019/11/19/vote.html", dt.date(2020, 1, 1)
    assert find_anchor(article_text(path, published="2024-02-29"), given, date_from="path")[1] == "date_published"
    assert find_anchor(article_text(path), given, date_from="path") == (given, "given")
    assert find_anchor(article_text(path), None) == (None, None)


@pytest.mark.slow
def test_command(tmp_path: Path) -> None:
    path = tmp_path / "2019" / "11" / "19" / "vote.txt"
    path.parent.mkdir(parents=True)
    path.write_text(TEXT)
    done = run_newsx("extract", "--model", "fast", "--date-from", "path", path)
    record = json.loads(done.stdout)
    assert record["provenance"]["date_anchor"] == "2019-11-19"
    assert record["provenance"]["anchor_from"] == "path"
    assert [warning["code"] for warning in record["warnings"]] == ["body_short"]
    assert record["event_date"] is None or record["event_date"]["value"] <= "2019-11-19"
    record = json.loads(run_newsx("extract", "--model", "fast", path).stdout)
    assert record["provenance"]["anchor_from"] is None
    (warning,) = [each for each in record["warnings"] if each["code"] != "body_short"]
    assert warning["code"] == "no_anchor"
    assert "--date" in warning["message"]

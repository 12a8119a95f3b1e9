"""Reports over a dossier: the same bytes, every link leads somewhere, nothing of a page acts, what is drawn can be read."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import lzma
import math
import os
import re
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from pathlib import Path

import pytest
import sheets
from hypothesis import given, settings
from hypothesis import strategies as st
from made_dossiers import PEOPLE, TRICKS, hostile_articles, make_dossier, some_articles

import newsx
from newsx.cli.reporting import run_report
from newsx.dossier import is_dossier
from newsx.dossier.reading import _agreed, in_words, main_role
from newsx.errors import EXIT_OK, EXIT_SOME_FAILED, UsageError
from newsx.records import Options
from newsx.report.dossier import write_report
from newsx.report.dossier.drawn import chart
from newsx.report.dossier.packing import packed
from newsx.report.escaping import visible
from newsx.report.facts import opening_of
from newsx.report.network import HEIGHT, WIDTH, Edge, Node, lay_out
from newsx.report.timescale import Bar, bars, main_days
from newsx.report.world import BOTTOM, TOP, centre, outlines, project, shaded

_BLANK = {"meta", "input", "br", "link", "base", "img"}
_TAGS_OF_PAGES = {"img", "iframe", "object", "embed", "base", "link", "form", "svg:script"}


class Page(HTMLParser):
    """Collects what matters of a page: ids, links, scripts and anything that could act."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.scripts: list[tuple[dict, str]] = []
        self.acting: list[str] = []
        self.raw = html
        self.policy = ""
        self.style = ""
        self.text = ""
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert not self._open

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        assert len(found) == len(attrs)
        self.acting += [name for name in found if name.startswith("on") or name in {"style", "src", "srcset", "action"}]
        if tag in _TAGS_OF_PAGES and found.get("class") != "find":
            self.acting.append(tag)
        if "id" in found:
            self.ids.append(found["id"])
        if "href" in found:
            self.links.append(found["href"])
        if found.get("http-equiv") == "Content-Security-Policy":
            self.policy = found["content"]
        if tag == "script":
            self.scripts.append((found, ""))
        if tag not in _BLANK:
            self._open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in _BLANK:
            self._open.pop()

    def handle_endtag(self, tag):
        assert self._open.pop() == tag

    def handle_data(self, data):
        last = self._open[-1] if self._open else ""
        if last == "script":
            self.scripts[-1] = (self.scripts[-1][0], self.scripts[-1][1] + data)
        elif last == "style":
            self.style += data
        else:
            self.text += data

    def handle_comment(self, data):
        raise AssertionError(data)


def unpacked(text: str) -> str:
    size, _, data = text.strip().partition(" ")
    raw = base64.b85decode(data.replace("/", "<"))
    filters = [{"id": lzma.FILTER_LZMA1, "lc": 4, "lp": 0, "pb": 0, "dict_size": 1 << 22}]
    found = lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=filters).decompress(raw, max_length=int(size))
    assert len(found) == int(size)
    return found.decode()


def whole(page: Page) -> list[Page]:
    """A page and the pages that are packed in it."""
    return [page, *(Page(unpacked(text)) for found, text in page.scripts if found.get("class") == "part")]


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> str:
    return make_dossier(tmp_path_factory.mktemp("dossier") / "n.dossier", some_articles())


def report(path: str, output: str, **options) -> int:
    with newsx.open_dossier(path, writes=False) as opened:
        return write_report(opened, output, **options)


@pytest.fixture(scope="module", params=["plain", "packed"])
def one_file(dossier: str, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Page:
    """The report as one file, its pages as they are or packed."""
    output = tmp_path_factory.mktemp(request.param) / "r.html"
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "packed":
            patch.setattr("newsx.report.dossier.writing.MOST_PLAIN_WORDS", 0)
        assert report(dossier, str(output)) == 1
    return Page(output.read_text("utf-8"))


# What is in it


def test_every_name_and_every_article_has_a_page_and_every_link_leads_to_one(one_file: Page) -> None:
    pages = whole(one_file)
    ids = [each for page in pages for each in page.ids]
    assert len(ids) == len(set(ids))
    assert {f"a{number}" for number in range(1, 13)} <= set(ids)
    assert {"overview", "map", "names", "articles", "quotes", "stories", "with", "questions"} <= set(ids)
    assert len([each for each in ids if re.fullmatch(r"person-\d+", each)]) == len(PEOPLE)
    links = {link.removeprefix("#") for page in pages for link in page.links if link.startswith("#")}
    assert links <= set(ids)
    assert len(links) > 100


def test_what_is_known_stands_as_words(one_file: Page) -> None:
    text = "".join(page.text for page in whole(one_file))
    for words in (
        *PEOPLE,
        *("director, Radio Teranga", "We opened door 3 of the studio", "Door 11 opens", "Harbour Times", "Senegal"),
        *("Places only inferred to lie in a country", "Lower Market", "paywall", "Roles", "Timeline", "Named with"),
        *("New since 6 March 2025", "The same in numbers", "The same as a table"),
    ):
        assert words in text, words


def test_the_policy_names_what_is_in_the_file_and_nothing_else(one_file: Page) -> None:
    def digest(text: str) -> str:
        return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()

    (script,) = [text for found, text in one_file.scripts if not found.get("type")]
    assert one_file.policy == (
        f"default-src 'none'; style-src '{digest(one_file.style)}'; script-src '{digest(script)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    assert {found["type"] for found, _ in one_file.scripts if found.get("type")} == {"text/plain"}
    assert all("http" not in link for link in one_file.links)
    assert not re.search(r"\b(fetch|XMLHttpRequest|WebSocket|sendBeacon|import)\b", script)
    assert "url(" not in one_file.style


def test_the_index_holds_names_headlines_and_quotes(one_file: Page) -> None:
    (index,) = [json.loads(unpacked(text)) for found, text in one_file.scripts if found.get("id") == "index"]
    assert {row[1] for row in index["names"]} >= {*PEOPLE, "Radio Teranga", "Dakar"}
    assert len(index["articles"]) == len(index["quotes"]) == 12
    assert index["quotes"][0][3:] == ["Amina Diallo", "We opened door 0 of the studio"]


def test_an_article_without_a_headline_stands_under_how_it_begins(tmp_path: Path) -> None:
    article = some_articles(1)[0].model_copy(update={"headline": None, "publisher": None})
    path = make_dossier(tmp_path / "n.dossier", [article])
    report(path, str(tmp_path / "r.html"))
    page = Page((tmp_path / "r.html").read_text("utf-8"))
    assert page.text.count("Amina Diallo, director of Radio Teranga, met Kofi Mensah in Dakar on 2025-03-01.") > 3
    assert article.id not in page.text


def test_the_same_dossier_gives_the_same_bytes(dossier: str, tmp_path: Path) -> None:
    again = make_dossier(tmp_path / "again.dossier", some_articles())
    for number, path in enumerate((dossier, dossier, again)):
        report(path, str(tmp_path / f"{number}.html"))
        (tmp_path / f"f{number}").mkdir()
        report(path, str(tmp_path / f"f{number}"))
    first, *others = [(tmp_path / f"{number}.html").read_bytes() for number in range(3)]
    assert others == [first, first]
    for number in (1, 2):
        assert {file.name: file.read_bytes() for file in (tmp_path / f"f{number}").iterdir()} == {
            file.name: file.read_bytes() for file in (tmp_path / "f0").iterdir()
        }


def test_since_and_title_are_told(dossier: str, tmp_path: Path) -> None:
    report(dossier, str(tmp_path / "r.html"), name="Harbour & <co>", since="2025-03-12")
    page = Page((tmp_path / "r.html").read_text("utf-8"))
    assert "Harbour & <co>" in page.text
    assert "New since 12 March 2025" in page.text
    with pytest.raises(UsageError, match="is no day"):
        report(dossier, str(tmp_path / "s.html"), since="yesterday")
    assert not (tmp_path / "s.html").exists()


# A folder


def test_a_folder_has_pages_that_lead_to_each_other(dossier: str, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setitem(newsx.report.dossier.plan._PART_BYTES, "folder", 15_000)
    count = report(dossier, f"{tmp_path}/out/")
    files = {file.name: Page(file.read_text("utf-8")) for file in (tmp_path / "out").iterdir()}
    assert len(files) == count
    assert len([name for name in files if name.startswith("pages-")]) > 2
    for name, page in files.items():
        for link in page.links:
            if link.startswith("geo:"):
                continue
            file, _, target = link.partition("#")
            assert not target or target in files[file or name].ids, (name, link)
            assert not file or file in files, (name, link)
    assert sum(each.startswith("a") and each[1:].isdigit() for page in files.values() for each in page.ids) == 12


def test_a_smaller_report_leaves_nothing_of_a_larger_one(dossier: str, tmp_path: Path, monkeypatch) -> None:
    with monkeypatch.context() as patch:
        patch.setitem(newsx.report.dossier.plan._PART_BYTES, "folder", 15_000)
        many = report(dossier, f"{tmp_path}/out/")
    (tmp_path / "out" / "pages-99.html").write_text("somebody else's")
    few = report(dossier, f"{tmp_path}/out/")
    assert few < many
    assert len(list((tmp_path / "out").iterdir())) == few + 1


# Whatever stands in articles


@pytest.mark.parametrize("words", [80_000, 0], ids=["plain", "packed"])
def test_hostile_articles_are_inert(tmp_path: Path, monkeypatch, words: int) -> None:
    monkeypatch.setattr("newsx.report.dossier.writing.MOST_PLAIN_WORDS", words)
    path = make_dossier(tmp_path / "h.dossier", hostile_articles())
    report(path, str(tmp_path / "h.html"))
    html = (tmp_path / "h.html").read_text("utf-8")
    pages = whole(Page(html))
    assert [each for page in pages for each in page.acting] == []
    assert all(len([s for s, _ in page.scripts if not s.get("type")]) <= 1 for page in pages)
    assert [s for page in pages[1:] for s in page.scripts] == []
    text = "".join(page.text for page in pages)
    for trick in TRICKS:
        assert visible(trick) in text
    for page in pages:
        assert all(re.match(r"#|https?://", link) for link in page.links if not link.startswith("geo:"))
        assert not re.search("[\u202d\u202e\x1b]", page.text)
    (index,) = [json.loads(unpacked(text)) for found, text in pages[0].scripts if found.get("id") == "index"]
    assert len(index["quotes"]) == 12


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=3000).map(visible))
def test_packing_keeps_every_text(text: str) -> None:
    made = packed(text)
    assert unpacked(made) == text
    assert "<" not in made
    assert made.isascii()


# The command


def test_records_become_a_report_and_failures_are_told(tmp_path: Path, capsys) -> None:
    records = tmp_path / "r.jsonl"
    records.write_text("".join(article.model_dump_json() + "\n" for article in some_articles(4)) + "{}\n")
    output = str(tmp_path / "r.html")
    assert run_report([str(records)], output, Options(), title=None, since=None, overwrite=False) == EXIT_SOME_FAILED
    assert "r.jsonl:5" in capsys.readouterr().err
    assert "4 articles" in Path(output).read_text("utf-8")
    dossier = make_dossier(tmp_path / "n.dossier", some_articles(4))
    assert is_dossier(dossier)
    assert not is_dossier(str(records))
    other = str(tmp_path / "other.html")
    assert run_report([dossier], other, Options(), title=None, since=None, overwrite=False) == EXIT_OK
    assert Path(other).read_bytes() == Path(output).read_bytes()


def test_what_newsx_did_not_make_is_left_alone(dossier: str, tmp_path: Path) -> None:
    page = tmp_path / "mine.html"
    page.write_text("mine")
    with pytest.raises(UsageError, match="is there already"):
        run_report([dossier], str(page), Options(), title=None, since=None, overwrite=False)
    with pytest.raises(UsageError, match="is an input"):
        run_report([dossier], dossier, Options(), title=None, since=None, overwrite=True)
    with pytest.raises(UsageError, match="one of them"):
        run_report([dossier, dossier], str(tmp_path / "x.html"), Options(), title=None, since=None, overwrite=True)
    with pytest.raises(UsageError, match="not written by newsx"):
        run_report([dossier], str(page), Options(), title=None, since=None, overwrite=True)
    assert page.read_text() == "mine"
    own = str(tmp_path / "own.html")
    assert run_report([dossier], own, Options(), title=None, since=None, overwrite=False) == EXIT_OK
    with pytest.raises(UsageError, match="is there already"):
        run_report([dossier], own, Options(), title=None, since=None, overwrite=False)
    assert run_report([dossier], own, Options(), title=None, since=None, overwrite=True) == EXIT_OK


def test_a_report_goes_to_a_page_a_folder_a_pipe_or_standard_output(dossier: str, tmp_path: Path, capfdbinary) -> None:
    def report(output: str) -> int:
        return run_report([dossier], output, Options(), title=None, since=None, overwrite=False)

    page, pipe = tmp_path / "r.html", tmp_path / "pipe"
    assert report(str(page)) == EXIT_OK
    capfdbinary.readouterr()
    assert report("-") == EXIT_OK
    assert capfdbinary.readouterr().out == page.read_bytes()
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as pool:
        read = pool.submit(pipe.read_bytes)
        assert report(str(pipe)) == EXIT_OK
        assert read.result(timeout=60) == page.read_bytes()
    with pytest.raises(UsageError, match="FOLDER/"):
        report(str(tmp_path / "named"))
    assert not (tmp_path / "named").exists()
    assert report(str(tmp_path / "named") + "/") == EXIT_OK
    assert (tmp_path / "named" / "index.html").is_file()


# What is drawn


def test_the_map_knows_where_places_lie() -> None:
    assert project(0, 0) == (5000, 0)
    x, y = project(-17.44, 14.69)
    assert 4400 < x < 4700
    assert -700 < y < 0
    assert len(outlines()) > 170
    for code in ("FR", "NO", "XK", "SN", "US", "FJ", "RU"):
        x, y = centre(code)
        assert 0 <= x <= 10_000
        assert TOP <= y <= BOTTOM
    assert centre("SG") is None
    steps = {country.code: country.step for country in shaded({"GH": 1, "SN": 10, "US": 500})}
    assert 0 == steps["FR"] < steps["GH"] < steps["SN"] < steps["US"] == 5


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 30), st.randoms(use_true_random=False))
def test_no_label_of_the_graph_lies_on_another(count: int, chance) -> None:
    nodes = [Node(f"person-{number}", "x" * chance.randint(3, 24), chance.randint(1, 200)) for number in range(count)]
    pairs = {tuple(sorted(chance.sample(range(count), 2))) for _ in range(60)} if count > 1 else set()
    edges = [Edge(a, b, chance.randint(1, 20)) for a, b in sorted(pairs)]
    spots = lay_out(nodes, edges)
    assert spots == lay_out(nodes, edges)
    boxes = []
    for node, spot in zip(nodes, spots, strict=True):
        half = max(spot.radius, 6.9 * len(node.label) / 2)
        boxes.append((spot.x - half, spot.x + half, spot.y - spot.radius, spot.y + spot.radius + 17))
        assert boxes[-1][0] >= 0
        assert boxes[-1][1] <= WIDTH
        assert boxes[-1][2] >= 0
        assert boxes[-1][3] <= HEIGHT
    for number, (left, right, top, bottom) in enumerate(boxes):
        for other in boxes[:number]:
            assert right <= other[0] or other[1] <= left or bottom <= other[2] or other[3] <= top


def test_nodes_that_are_tied_lie_near_each_other() -> None:
    nodes = [Node(f"person-{number}", f"n{number}", 10) for number in range(12)]
    edges = [Edge(a, b, 5) for group in (range(6), range(6, 12)) for a in group for b in group if a < b]
    spots = lay_out(nodes, edges)

    def distance(a: int, b: int) -> float:
        return math.dist(spots[a][:2], spots[b][:2])

    near = [distance(edge.a, edge.b) for edge in edges]
    far = [distance(a, b) for a in range(6) for b in range(6, 12)]
    assert 2 * sum(near) / len(near) < sum(far) / len(far)


@pytest.mark.parametrize(
    ("days", "unit", "first", "last", "count"),
    [
        ([("2025-03-01", 2), ("2025-03-05", 1)], "day", "1 March 2025", "5 March 2025", 5),
        ([("2024-01-01", 2), ("2025-01-05", 1)], "week", "1 January 2024", "30 December 2024", 53),
        ([("2021-01-01", 2), ("2025-01-05", 1)], "month", "January 2021", "January 2025", 49),
        ([("1901-01-01", 2), ("2025-01-05", 1)], "decade", "1900 to 1909", "2020 to 2029", 13),
        ([("1975-01-01", 2), ("2025-01-05", 1)], "year", "1975", "2025", 51),
        ([("0800-01-01", 1), ("2025-01-05", 1)], "century", "0800 to 0899", "2000 to 2099", 13),
        ([("0001-01-01", 1), ("1850-01-01", 1), ("9999-12-31", 1)], "millennium", "0001 to 0999", "9000 to 9999", 10),
        ([("9999-12-31", 1)], "day", "31 December 9999", "31 December 9999", 1),
        ([("2025-03-01", 1)], "day", "1 March 2025", "1 March 2025", 1),
    ],
)
def test_bars_are_as_fine_as_can_be_read(days, unit, first, last, count) -> None:
    found_unit, found = bars(days)
    assert (found_unit, found[0].label, found[-1].label, len(found)) == (unit, first, last, count)
    assert sum(bar.articles for bar in found) == sum(count for _, count in days)


def test_no_bar_is_taller_than_the_one_the_caption_counts() -> None:
    found = [Bar("before", "2000-01-01", 9, is_heap=True), Bar("a", "2025-01-01", 3), Bar("b", "2025-01-02", 1)]
    drawn = chart(found)
    assert drawn["most"] == 3
    assert drawn["bars"][0]["height"] == drawn["bars"][1]["height"] == 3 * drawn["bars"][2]["height"]


def test_seas_are_drawn_and_continents_listed(tmp_path: Path) -> None:
    articles = some_articles(3)
    text = "The Red Sea lies north of Suva, Ross Island and Africa. " * 3
    points = {"Red Sea": (20.0, 38.0, None), "Ross Island": (-77.5, 168.0, None), "Africa": (7.2, 21.1, 6255146)}
    places = [
        sheets.place(
            name,
            sheets.mentions(text, name),
            kind="other",
            country_code=None,
            located="gazetteer",
            latitude=latitude,
            longitude=longitude,
            geonames_id=number,
        )
        for name, (latitude, longitude, number) in points.items()
    ]
    articles.append(sheets.make_article(text, id="f" * 16, places=places))
    path = tmp_path / "seas.html"
    with newsx.open_dossier(tmp_path / "seas.dossier") as dossier:
        dossier.add(articles)
        write_report(dossier, str(path))
    shown = path.read_text()
    undrawn = shown.partition("Not drawn: continents")[2].partition("</ul>")[0]
    assert {name: f"<bdi>{name}</bdi>" in undrawn for name in points} == {
        "Red Sea": False,
        "Ross Island": True,
        "Africa": True,
    }
    assert "Red Sea: 1 article" in shown.partition('id="map"')[2].partition("</svg>")[0]


def test_a_country_that_no_words_tell_stands_only_where_articles_agree() -> None:
    def row(where: str | None, articles: int, *, stated: bool) -> tuple[tuple[str, str | None], dict]:
        days = {"first": "2025-01-01", "last": "2025-01-02"}
        return ("president", where), {
            "what": "President",
            "where": where,
            "articles": articles,
            "stated": stated,
            **days,
        }

    found = dict([row("United States", 4, stated=True), row("China", 2, stated=False), row("Syria", 1, stated=False)])
    assert [(each["where"], each["articles"]) for each in _agreed(found)] == [("United States", 4), (None, 3)]
    found = dict([row("Nepal", 5, stated=False), row("India", 1, stated=False), row(None, 2, stated=False)])
    assert [(each["where"], each["articles"]) for each in _agreed(found)] == [("Nepal", 5), (None, 3)]


def test_a_packed_file_says_at_its_top_that_it_needs_scripts(one_file: Page) -> None:
    is_packed = any(found.get("class") == "part" for found, _ in one_file.scripts)
    assert ("Scripts are off" in one_file.raw.partition("<main")[0]) is is_packed
    assert 'aria-current="page"' not in one_file.raw.partition("<main")[0]


def test_few_articles_far_from_the_others_are_one_bar() -> None:
    days = [("1990-01-01", 1), *((f"2025-03-{day:02d}", 20) for day in range(1, 29)), ("2031-01-01", 1)]
    unit, found = bars(days)
    assert unit == "day"
    assert [found[0].label, found[-1].label] == ["before 1 March 2025", "after 28 March 2025"]
    assert sum(bar.articles for bar in found) == 562
    assert bars([("no day", 3)]) == ("day", [])


def test_misread_years_are_heaps_and_hide_nothing(dossier: str, tmp_path: Path) -> None:
    days = [("1025-01-01", 1), ("2025-03-01", 3), ("2025-03-03", 3), ("2999-12-31", 1)]
    unit, found = bars(days)
    assert unit == "day"
    assert [(bar.articles, bar.is_heap) for bar in found] == [(1, True), (3, False), (0, False), (3, False), (1, True)]
    assert main_days(days) == (dt.date(2025, 3, 1), dt.date(2025, 3, 3))
    with pytest.raises(UsageError, match="no day"):
        write_report(newsx.open_dossier(dossier, writes=False), str(tmp_path / "r.html"), since="2025-02-30")


def test_roles_in_words() -> None:
    assert in_words("president", "Ghana", "former") == "former president, Ghana"
    assert in_words("former president", "Ghana", "former") == "former president, Ghana"
    assert in_words("chair of the Unity Party", "Unity Party") == "chair of the Unity Party"
    rows = [("President", None, 9, False), ("senator", "Delaware", 5, True), ("president", "United States", 4, True)]
    assert main_role(rows) == "President, United States"
    # A country that no words of the role name counts when several articles agree on it, and never against words that do.
    told = [("Prime Minister", None, 6, False), ("Prime Minister", "India", 1, False)]
    assert main_role(told) == "Prime Minister"
    assert main_role([*told, ("prime minister", "United Kingdom", 1, True)]) == "Prime Minister, United Kingdom"
    assert main_role([("Prime Minister", "Nepal", 3, False)]) == "Prime Minister, Nepal"


def test_a_text_without_spaces_is_cut_anywhere() -> None:
    chinese = "外交部发言人在例行记者会上表示" * 20
    assert opening_of(chinese) == chinese[:80] + " …"
    assert opening_of("据 " + chinese).startswith("据 外交部")
    assert opening_of("Voters, " * 30).endswith("Voters …")

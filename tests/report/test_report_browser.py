"""The page of `newsx view --html` in a real browser: no request, no complaint, no sideways scrolling, colours one can read."""

from __future__ import annotations

import re

import browser
import pytest
import sheets
from test_report import HOSTILE, Reader

from newsx.report import to_html
from newsx.schema import Article

pytestmark = pytest.mark.skipif(browser.BINARY is None, reason="no Chromium is installed")

WIDTHS = (320, 360, 390, 768, 1120, 1280, 1920)

# Text and background of everything with words in it, as the browser paints them; the lines under marks, and the notes.
CONTRASTS = """
  const parse = colour => { const n = colour.match(/[\\d.]+/g).map(Number); return n.length > 3 ? n : [...n, 1]; };
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, at) => sum + v * [.2126, .7152, .0722][at], 0);
  const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + .05) / (y + .05); };
  const back = el => { for (; el; el = el.parentElement) { const c = parse(view.getComputedStyle(el).backgroundColor);
    if (c[3] === 1) return c; if (c[3] !== 0) throw "see-through"; } };
  const out = [];
  for (const el of doc.body.querySelectorAll("*")) {
    const style = view.getComputedStyle(el);
    if ([...el.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
      out.push([el.className || el.tagName, "text", ratio(parse(style.color), back(el))]);
    if (el.classList.contains("mark"))
      out.push([el.className, "line", ratio(parse(style.textDecorationColor), back(el)) * 1.5]);
    for (const [pseudo, behind] of [["::before", doc.body], ["::after", el]]) {
      const note = view.getComputedStyle(el, pseudo);
      if (el.dataset.note && note.content !== "none")
        out.push([el.className, "note", ratio(parse(note.color), back(behind))]);
    }
  }
  return out;
"""


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    """One with everything, one hostile, one in Arabic and Japanese with a word of 300 letters."""
    text = "\n\n".join(HOSTILE)
    hostile = sheets.make_article(
        text, headline=HOSTILE[0], people=[sheets.person(HOSTILE[1], sheets.mentions(text, HOSTILE[0]))], url=HOSTILE[1]
    )
    long = "قالت أمينة ديالو يوم الجمعة إن الاستوديو جاهز.\n\n東京で開かれた会議" * 5 + "\n\n" + "x" * 300
    wide = sheets.make_article(
        long,
        headline="W" * 120,
        people=[sheets.person("y" * 200, sheets.mentions(long, "أمينة ديالو", "x" * 300))],
        authors=["z" * 200],
        warnings=[{"code": "other", "message": "w" * 200}],
        dates=[sheets.date("2025-05-09", sheets.mentions(long, "يوم الجمعة"))],
    )
    return [sheets.teranga(), hostile, wide]


@pytest.fixture(scope="module")
def page(articles: list[Article]) -> str:
    """Several articles: the list of them is shown, and one where it is opened."""
    return to_html(articles)


@pytest.fixture(scope="module", params=["list", "everything", "hostile", "wide"])
def shown(articles: list[Article], request: pytest.FixtureRequest) -> str:
    """What is shown at one time: the list, or one article."""
    names = ("everything", "hostile", "wide")
    return to_html(articles if request.param == "list" else [articles[names.index(request.param)]])


def test_the_browser_has_no_complaint(page: str) -> None:
    loaded = browser.load(page)
    assert loaded.console == []
    assert Reader(loaded.dom.replace("<!DOCTYPE html>", "")).paragraphs == Reader(page).paragraphs


def test_it_looks_the_same_without_scripts(articles: list[Article]) -> None:
    page = to_html(articles[:1])
    shown = browser.picture(page)
    assert browser.picture(page, scripts=False) == shown
    assert browser.picture(page.replace("Senegal", "Elsewhere"), scripts=False) != shown


def test_one_of_several_is_shown_at_a_time(page: str) -> None:
    script = """
      const seen = () => [...doc.querySelectorAll(".contents, .sheet")].filter(each => each.offsetHeight).map(each => each.id);
      const first = seen();
      view.location.hash = "#a2-p1";
      const second = seen();
      view.location.hash = "#contents";
      return [first, second, seen()];
    """
    assert browser.ask(page, script) == [["contents"], ["a2"], ["contents"]]


def test_the_policy_stops_what_would_slip_in(page: str) -> None:
    loaded = browser.load(page.replace("<main>", "<main><img src='x.png'><script>document.title='run'</script>"))
    assert len([line for line in loaded.console if "Content Security Policy" in line]) == 2
    assert "<title>run</title>" not in loaded.dom


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_scrolls_sideways(shown: str, width: int) -> None:
    script = "const all = doc.documentElement; return [view.innerWidth, all.scrollWidth, doc.body.scrollWidth];"
    inner, *scroll = browser.ask(shown, script, width=width)
    assert inner == width
    assert max(scroll) <= width


@pytest.mark.parametrize("scheme", [browser.LIGHT, browser.DARK])
@pytest.mark.parametrize("width", [390, 1280])
def test_everything_can_be_read(page: str, scheme: str, width: int) -> None:
    found = browser.ask(page, CONTRASTS, scheme, width=width)
    assert {kind for _, kind, _ in found} == {"text", "line", "note"}
    assert [row for row in found if row[2] < 4.5] == []


def test_light_and_dark_differ(page: str) -> None:
    script = "return view.getComputedStyle(doc.documentElement).backgroundColor"
    light, dark = (browser.ask(page, script, scheme) for scheme in (browser.LIGHT, browser.DARK))
    assert [sum(map(int, re.findall(r"\d+", colour))) > 384 for colour in (light, dark)] == [True, False]


def test_notes_stand_in_the_margin_where_there_is_one(page: str) -> None:
    script = """
      const mark = doc.getElementById("a1-d3-1"), note = p => view.getComputedStyle(mark, p);
      return [note("::before").content, note("::before").float, note("::after").content];
    """
    words = "2025-05-12 – 05-18"
    assert browser.ask(page, script, width=1280) == [f'"{words}"', "right", "none"]
    before, _, after = browser.ask(page, script, width=390)
    assert before == "none"
    assert after.replace('" "', "").strip('"\u00a0') == words


def test_the_boxes_of_the_legend_take_marks_away(page: str) -> None:
    script = """
      const line = id => view.getComputedStyle(doc.getElementById(id)).textDecorationLine;
      const before = line("a1-p1-1");
      doc.getElementById("show-person").click();
      return [before, line("a1-p1-1"), line("a1-o1-1")];
    """
    assert browser.ask(page, script) == ["underline", "none", "underline"]

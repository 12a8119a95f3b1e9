"""Measures a small slice that lies in the repository, so that every test run says something of body, entities, places, dates, names and roles.

`tests/data/slice/articles.txt` holds short articles written for this purpose, with the gold marked in the text. `=== DAY` begins an article
that appeared on that day; `[words|P=NAME]` marks a person, `[words|O=NAME]` an organisation (the same NAME: the same one),
`[words|L:CC]` a place in the country CC and `[words|D:VALUE]` a date; `[words|-]` marks nothing. Bodies are those of
`tests/pages/dumps`, roles those of `tests/data/roles.jsonl`. Both are small: a figure moves by one or two points with one item.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from newsx.extraction import extract
from newsx.flow import process
from newsx.records import ArticleText, Options, Origin, Page
from newsx.schema import Article

from .figures import Figure
from .names import b_cubed, score_running_text
from .texts import body_scores, edge_share

TESTS = Path(__file__).resolve().parents[1]
MODELS = ("default", "fast")
_MARK = re.compile(r"\[([^][|]+)\|([POLD-])(?:[=:]([^][|]*))?(?:\|([^][|]*))?\]")
_KINDS = {"P": "people", "O": "organisations", "L": "places", "D": "dates"}
Offsets = tuple[int, int]


@dataclass
class Gold:
    """A marked article: its text without marks, its day, and for every kind the key of each mention by its offsets."""

    day: dt.date
    text: str
    mentions: dict[str, dict[Offsets, str]] = field(default_factory=lambda: defaultdict(dict))


def read_marked(source: str) -> list[Gold]:
    """Return the articles of a text with marks."""
    articles = []
    for part in re.split(r"^=== ", source, flags=re.MULTILINE)[1:]:
        day, _, marked = part.partition("\n")
        articles.append(_unmark(dt.date.fromisoformat(day), marked.strip()))
    return articles


def _unmark(day: dt.date, marked: str) -> Gold:
    gold = Gold(day, "")
    done = 0
    for match in _MARK.finditer(marked):
        gold.text += marked[done : match.start()]
        words, kind, key, inner = match.groups()
        start = len(gold.text) + (words.index(inner) if inner else 0)
        gold.text += words
        if kind in _KINDS:
            gold.mentions[_KINDS[kind]][start, start + len(inner or words)] = key
        done = match.end()
    gold.text += marked[done:]
    return gold


def figures(models: tuple[str, ...] = MODELS) -> list[Figure]:
    """Return all figures of the slice."""
    found = [*_bodies(), *score_running_text(None, errors=False)]
    golds = read_marked((TESTS / "data" / "slice" / "articles.txt").read_text(encoding="utf-8"))
    for model in models:
        pairs = [(gold, record) for gold in golds for record in _records(gold, model)]
        found += [*_mentions(pairs, model), *_values(pairs, model), _joins(pairs, model)]
    return found


def _records(gold: Gold, model: str) -> list[Article]:
    page = Page(Origin(None, "text/plain", "utf-8", "0" * 64), gold.text, is_html=False)
    (record,) = process([page], options=Options(model=model, date=gold.day))
    assert isinstance(record, Article), record
    assert record.text == gold.text, "the slice's articles pass whole"
    return [record]


def _bodies() -> list[Figure]:
    pairs = []
    for case in sorted((TESTS / "pages" / "dumps").iterdir()):
        expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))
        if "paragraphs" not in expected:
            continue
        content = (case / "input.txt").read_text(encoding="utf-8")
        found = extract(Page(Origin(case.name, "text/plain", "utf-8", ""), content, is_html=False), options=Options())
        pairs.append(("\n".join(expected["paragraphs"]), found.text if isinstance(found, ArticleText) else ""))
    edges, count = edge_share(pairs)
    return [Figure("slice body F1", body_scores(pairs)[0], len(pairs)), Figure("slice edges", edges, count)]


def _found(record: Article, kind: str) -> dict[Offsets, object]:
    return {(m.start, m.end): entity for entity in getattr(record, kind) for m in entity.mentions}


def _mentions(pairs: list[tuple[Gold, Article]], model: str) -> list[Figure]:
    """Strict F of the mentions of each kind."""
    figures = []
    for kind in _KINDS.values():
        tally: Counter[str] = Counter()
        for gold, record in pairs:
            wanted, got = set(gold.mentions[kind]), set(_found(record, kind))
            tally.update(wanted=len(wanted), got=len(got), hit=len(wanted & got))
        value = 2 * tally["hit"] / max(1, tally["wanted"] + tally["got"])
        figures.append(Figure(f"slice {model} {kind} F", value, tally["wanted"]))
    return figures


def _values(pairs: list[tuple[Gold, Article]], model: str) -> list[Figure]:
    """Share of gold mentions whose country, or whose value, is the right one; a missed mention is wrong."""
    figures = []
    for kind, attribute, name in (("places", "country_code", "countries"), ("dates", "value", "date values")):
        right = total = 0
        for gold, record in pairs:
            found = _found(record, kind)
            for offsets, key in gold.mentions[kind].items():
                total += 1
                right += getattr(found.get(offsets), attribute, None) == key
        figures.append(Figure(f"slice {model} {name}", right / total, total))
    return figures


def _joins(pairs: list[tuple[Gold, Article]], model: str) -> Figure:
    """B-cubed F of people and organisations over the gold mentions that were found."""
    joined = []
    for number, (gold, record) in enumerate(pairs):
        for kind in ("people", "organisations"):
            found = _found(record, kind)
            joined += [((number, key), id(found[at])) for at, key in gold.mentions[kind].items() if at in found]
    return Figure(f"slice {model} joins B-cubed", b_cubed(joined)[2], len(joined))

"""Training documents: the texts of pages in many forms, with labels for every unit.

A unit has four labels: body, headline, byline, dateline; -1 where the gold does not tell.
"""

from __future__ import annotations

import hashlib
import random
import re
import textwrap
import unicodedata
from dataclasses import dataclass

import numpy as np

from newsx.page_dump.lines import UNSPACED, Unit, group_lines, split_lines
from newsx.stamps import find_days

WORD = re.compile(r"\w+")
# The last says of every unit alike whether the text is an article and nothing else.
TASKS = ("body", "headline", "byline", "dateline", "alone")
ALONE = ("single", "double", "wrapped")
# A unit belongs to the gold body when so much of it stands there.
MEMBER = 0.55
# A byline or day counts within so many units of the headline or the start of the body.
NEAR = 14


@dataclass
class Document:
    id: str
    set: str
    site: str
    form: str
    text: str
    units: list[Unit]
    labels: np.ndarray  # units by tasks


def site_key(site: str) -> str:
    """The registered name of a site, so that its subdomains fall into one fold."""
    parts = site.lower().split(".")
    short = len(parts) > 2 and len(parts[-2]) <= 3 and len(parts[-1]) == 2
    return ".".join(parts[-3:] if short else parts[-2:])


def fold_of(site: str, folds: int) -> int:
    return int(hashlib.sha1(site_key(site).encode()).hexdigest(), 16) % folds


def norm(text: str) -> str:
    return " ".join(WORD.findall(unicodedata.normalize("NFKC", text or "").lower().replace("’", "'")))


def units_of(text: str) -> list[Unit]:
    return group_lines(*split_lines(text))


def body_labels(units: list[Unit], gold: str) -> np.ndarray:
    """1 where a unit's four-word runs stand in the gold body; short units must be a whole gold line near longer ones."""
    words = WORD.findall(gold)
    runs = {n: {tuple(words[i : i + n]) for i in range(len(words) - n + 1)} for n in (2, 3, 4)}
    whole = {tuple(WORD.findall(line)) for line in gold.splitlines()}
    packed = "".join(gold.split())
    share = np.zeros(len(units))
    size = np.zeros(len(units))
    for i, unit in enumerate(units):
        tokens = tuple(WORD.findall(unit.text))
        wide = len(UNSPACED.findall(unit.text))
        size[i] = len(tokens) + wide / 2
        if wide >= 10:
            bare = "".join(unit.text.split())
            pieces = [bare[k : k + 8] for k in range(0, max(1, len(bare) - 7), 4)]
            share[i] = sum(piece in packed for piece in pieces) / len(pieces)
        elif len(tokens) >= 4:
            share[i] = np.mean([tokens[k : k + 4] in runs[4] for k in range(len(tokens) - 3)])
        elif tokens:
            share[i] = 1.0 if tokens in whole else (0.5 if len(tokens) > 1 and tokens in runs[len(tokens)] else 0.0)
    strong = np.flatnonzero((share > 0.6) & (size >= 12))
    if not len(strong):
        return np.zeros(len(units))
    low, high, middle = strong[0], strong[-1], np.median(strong)
    labels = (share > MEMBER).astype(float)
    index = np.arange(len(units))
    labels[(size < 6) & ((index < low - 2) | (index > high + 2))] = 0
    _drop_copies(units, labels, words, low, high, middle)
    return labels


def _drop_copies(units, labels, words, low, high, middle):
    """Of units that say the same only as many stay as the gold has, those within the body first."""
    places: dict[tuple, list[int]] = {}
    for i in np.flatnonzero(labels):
        places.setdefault(tuple(WORD.findall(units[i].text)), []).append(i)
    text = f" {' '.join(words)} "
    for tokens, where in places.items():
        if len(where) > 1:
            kept = max(1, text.count(f" {' '.join(tokens)} "))
            for i in sorted(where, key=lambda i: (not low <= i <= high, abs(i - middle)))[kept:]:
                labels[i] = 0


def head_labels(units: list[Unit], body: np.ndarray, page: dict) -> np.ndarray:
    """Headline, byline and dateline labels, -1 where the gold is silent or the value is nowhere near the body."""
    labels = np.full((len(units), 3), -1.0)
    long_body = [i for i in np.flatnonzero(body) if len(units[i].text) > 60]
    if not long_body or page["set"] not in ("n4k", "fun", "wcxb"):
        return labels
    start, stop = long_body[0], long_body[-1]
    head = start
    if page.get("title"):
        title = norm(page["title"])
        hits = [i for i in range(min(len(units), start + 3)) if norm(units[i].text) == title]
        if hits:
            labels[:, 0] = 0
            labels[hits, 0] = 1
            near = [i for i in hits if i > start - 60]
            head = near[0] if near else start
    zone = [
        *range(max(0, min(head, start) - NEAR), min(len(units), start + 6)),
        *range(stop + 1, min(len(units), stop + 10)),
    ]
    # Where the web corpus names no author or day, it is not known whether the page has none.
    if page["set"] in ("n4k", "fun") or page.get("authors"):
        names = [name for author in page.get("authors") or [] if (name := norm(author))]
        hits = [
            not body[i] and len(unit.text) < 200 and any(name in norm(unit.text) for name in names)
            for i, unit in enumerate(units)
        ]
        labels[:, 1] = _near(hits, zone)
    if page["set"] in ("n4k", "fun") or page.get("date"):
        hits = [
            not body[i] and len(unit.text) < 160 and _states(unit.text, page.get("date"))
            for i, unit in enumerate(units)
        ]
        labels[:, 2] = _near(hits, zone)
    return labels


def _near(hits: list[bool], zone: list[int]) -> np.ndarray:
    """1 for hits in the zone, 0 for all others, -1 for hits elsewhere: another article may have the same author or day."""
    labels = np.where(hits, -1.0, 0.0)
    for i in zone:
        if hits[i]:
            labels[i] = 1
    return labels


def _states(text: str, date: str | None) -> bool:
    return bool(date) and any(
        day.isoformat() == date[:10] for order in (True, False) for day in find_days(text, day_first=order)
    )


def label(text: str, page: dict) -> tuple[list[Unit], np.ndarray]:
    units = units_of(text)
    body = body_labels(units, page["body"])
    return units, np.column_stack([body, head_labels(units, body, page)]) if units else np.zeros((0, 4))


def documents(page: dict, texts: dict[str, str], seed: int) -> list[Document]:
    """All training documents of a page: each form whole, one cut, one without its article, the article alone."""
    rng = random.Random(f"{page['id']} {seed}")
    made = []
    for form, text in texts.items():
        made.append(_document(page, form, text))
    whole = [document for document in made if document.units and document.labels[:, 0].any()]
    if whole:
        made.append(_cut(rng.choice(whole), rng, page))
        if rng.random() < 0.4:
            made.append(_without_body(rng.choice(whole)))
    made += _clean(page, rng)
    return [document for document in made if document.units]


def _document(page: dict, form: str, text: str) -> Document:
    units, labels = label(text, page)
    return Document(page["id"], page["set"], page["site"], form, text, units, labels)


def _lines_of(document: Document) -> tuple[list[str], list[int], np.ndarray]:
    numbers, lines = split_lines(document.text)
    owner = np.zeros(len(lines), int)
    for k, unit in enumerate(document.units):
        owner[unit.start : unit.stop] = k
    return lines, numbers, owner


def _cut(document: Document, rng: random.Random, page: dict) -> Document:
    """The page without some of its beginning and end, as when somebody marks by hand what is copied."""
    _, numbers, owner = _lines_of(document)
    rows = document.text.splitlines()
    body = np.flatnonzero(document.labels[owner, 0] > 0)
    first = rng.randint(0, body[0]) if rng.random() < 0.8 else 0
    last = rng.randint(body[-1], len(numbers) - 1) if rng.random() < 0.8 else len(numbers) - 1
    if rng.random() < 0.25:
        first = rng.choice(body[: len(body) // 2 + 1])
    text = "\n".join(rows[numbers[first] : numbers[last] + 1])
    return _document(page, "cut", text)


def _without_body(document: Document) -> Document:
    """The page with nothing but its furniture: no unit is body, headline, byline or dateline."""
    _, numbers, owner = _lines_of(document)
    rows = document.text.splitlines()
    gone = {numbers[i] for i in range(len(numbers)) if document.labels[owner[i], 0] > 0}
    head = {numbers[i] for i in range(len(numbers)) if (document.labels[owner[i], 1:] > 0).any()}
    text = "\n".join(row for i, row in enumerate(rows) if i not in gone and i not in head)
    units = units_of(text)
    return Document(document.id, document.set, document.site, "empty", text, units, np.zeros((len(units), 4)))


def _clean(page: dict, rng: random.Random) -> list[Document]:
    """The gold body alone, in one of the layouts in which people keep articles; and sometimes below its headline and byline."""
    parts = [" ".join(part.split()) for part in page["body"].splitlines() if part.strip()]
    if sum(map(len, parts)) < 200:
        return []
    made = []
    for form in rng.sample(["single", "double", "wrapped"], 2):
        text = _laid_out(parts, form, rng)
        units = units_of(text)
        labels = np.column_stack([np.ones(len(units)), np.zeros((len(units), 3))])
        made.append(Document(page["id"], page["set"], page["site"], form, text, units, labels))
    if page.get("title") and rng.random() < 0.4:
        head = [page["title"]]
        if page.get("authors"):
            head.append(rng.choice(["By ", "", "by "]) + ", ".join(page["authors"]))
        if page.get("date") and rng.random() < 0.7:
            head.append(page["date"][:10])
        text = _laid_out([*head, *parts], rng.choice(["single", "double"]), rng)
        units = units_of(text)
        labels = np.column_stack([np.ones(len(units)), np.full((len(units), 3), -1.0)])
        labels[:, 1] = 0
        labels[: len(head), 0] = 0
        labels[0, 1] = 1
        made.append(Document(page["id"], page["set"], page["site"], "headed", text, units, labels))
    return made


def _laid_out(parts: list[str], form: str, rng: random.Random) -> str:
    if form == "wrapped":
        return "\n\n".join(textwrap.fill(part, rng.choice([72, 76, 80]), break_long_words=False) for part in parts)
    return ("\n" if form == "single" else "\n\n").join(parts)

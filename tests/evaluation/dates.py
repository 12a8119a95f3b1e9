"""Scores newsx.dates against TimeML collections: values given the gold span, and expressions found in running text.

    python -m tests.evaluation.dates DATA_DIR [--half A|B] [--errors N]

DATA_DIR holds one folder of .tml files a collection (timebank, aquaint, wikiwars …). A value is right when the strings are equal
("exact"), when they are equal after folding habits of notation ("fold"), or when they cover the same days
("equal"). Halves are drawn by a hash of the document's name, so that rules can be chosen on one and reported on the other.
Durations, sets and vague times cover no days and are compared by their folded strings.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import time
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

from newsx.dates import find_dates, resolve
from newsx.dates.resolving import _document
from newsx.dates.values import bounds

from .figures import Figure

MONTHS = {"DE": 120, "E": 120, "Y": 12, "Q": 3, "M": 1, "CE": 1200, "C": 1200}
HOURS = {"D": 24, "W": 168, "H": 1, "M": 1 / 60, "S": 1 / 3600}


def walk(element, buffer, spans):
    start = sum(map(len, buffer))
    buffer.append(element.text or "")
    for child in element:
        walk(child, buffer, spans)
        buffer.append(child.tail or "")
    if element.tag == "TIMEX3":
        spans.append((start, sum(map(len, buffer)), element.get("type"), element.get("value")))


def load(path):
    """The text of a .tml file, its creation time, and its marked expressions (start, end, type, value)."""
    root = ET.parse(path).getroot()
    created = next(
        t.get("value")
        for t in root.iter("TIMEX3")
        if t.get("functionInDocument") in {"CREATION_TIME", "PUBLICATION_TIME"}
    )
    body = root.find("TEXT")
    buffer, spans = [], []
    walk(root if body is None else body, buffer, spans)
    text = "".join(buffer)
    gold = [span for span in sorted(spans) if span[1] > span[0]]
    return {"name": path.name, "text": text, "anchor": created[:10], "gold": gold}


def half_of(name):
    return "AB"[hashlib.sha256(name.encode()).digest()[0] % 2]


def fold(value):
    """A value with its habits of notation folded: P10Y and P1DE, 196X and 196, 1989-XX and 1989."""
    match = re.fullmatch(r"P(T?)(X+|\d+(?:\.\d+)?)([A-Z]+)", value)
    if match:
        count, unit = match[2], match[3]
        if count[0] == "X":
            return f"P{match[1]}X" + {"DE": "E", "CE": "C"}.get(unit, unit)
        if not match[1] and unit in MONTHS:
            return f"P{float(count) * MONTHS[unit]:g}mo"
        if unit in HOURS and (match[1] or unit in "DW"):
            return f"P{round(float(count) * HOURS[unit], 4):g}h"
        return value
    match = re.fullmatch(r"P(\d+)Y(\d+)M", value)
    if match:
        return f"P{int(match[1]) * 12 + int(match[2])}mo"
    match = re.fullmatch(r"PT(\d+)H(\d+)M", value)
    if match:
        return f"P{round(int(match[1]) + int(match[2]) / 60, 4):g}h"
    value = re.sub(r"-W(\d)$", r"-W0\1", value)
    value = re.sub(r"^(\d{3})X$", r"\1", value)
    value = re.sub(r"^(\d\d)XX$", r"\1", value)
    value = re.sub(r"(-XX)+$", "", value)
    return re.sub(r"T(EV|NI)$", "TNI", value)


def days(value):
    first, last = bounds(value)[1:]
    return (first, last) if first and last and "T" not in value else None


def agreement(gold, got):
    """How a value agrees with gold: "exact", "fold", "equal" or ""."""
    if not gold or not got:
        return ""
    if gold == got:
        return "exact"
    left, right = fold(gold), fold(got)
    if left == right:
        return "fold"
    if (
        "X" in left
        and len(left) == len(right)
        and not left.startswith("P")
        and all(a in (b, "X") for a, b in zip(left, right, strict=True))
    ):
        return "fold"
    return "equal" if days(left) and days(left) == days(right) else ""


def same_days(gold, got):
    """Whether two values cover the same days, the part of the day left aside."""
    left, right = bounds(fold(gold or ""))[1:], bounds(fold(got or ""))[1:]
    return bool(left[0]) and left == right


def score_spans(docs, errors, only=None):
    tally, total, misses = Counter(), 0, []
    for doc in docs:
        for start, end, kind, value in doc["gold"]:
            if only and kind != only:
                continue
            total += 1
            mention = resolve(doc["text"], start, end, anchor=doc["anchor"])
            how = agreement(value, mention.value)
            tally[how] += 1
            tally["days"] += bool(how) or same_days(value, mention.value)
            if not how:
                left = doc["text"][max(0, start - 45) : start].replace("\n", " ")
                right = doc["text"][end : end + 25].replace("\n", " ")
                misses.append(
                    f"{mention.text!r}: {mention.value} [{mention.rule}] gold {value} @{doc['anchor']} «{left}_{right}»".replace(
                        "\n", " "
                    )
                )
    exact = 100 * tally["exact"] / max(1, total)
    folded = exact + 100 * tally["fold"] / max(1, total)
    print(
        f"  {only or 'all':9}{total:6}   exact {exact:5.1f}   fold {folded:5.1f}   interval-equal {folded + 100 * tally['equal'] / max(1, total):5.1f}   same days {100 * tally['days'] / max(1, total):5.1f}"
    )
    for line in sorted(misses)[:errors]:
        print("   ", line)
    return (total - tally[""]) / max(1, total), total


def f1(right, found, wanted):
    return f"{100 * right / max(1, found):5.1f} {100 * right / max(1, wanted):5.1f} {200 * right / max(1, found + wanted):5.1f}"


def score_found(docs, errors):
    wanted = found = strict = relaxed = kinds = exact = equal = 0
    misses = []
    for doc in docs:
        gold, mentions = list(doc["gold"]), find_dates(doc["text"], anchor=doc["anchor"])
        wanted, found = wanted + len(gold), found + len(mentions)
        pairs, used = [], set()
        for same in (True, False):
            for item in list(gold):
                for index, mention in enumerate(mentions):
                    hit = (
                        (mention.start, mention.end) == item[:2]
                        if same
                        else mention.start < item[1] and item[0] < mention.end
                    )
                    if index not in used and hit:
                        used.add(index)
                        gold.remove(item)
                        pairs.append((item, mention, same))
                        break
        relaxed += len(pairs)
        strict += sum(same for *_, same in pairs)
        kinds += sum(item[2] == mention.type for item, mention, _ in pairs)
        exact += sum(item[3] == mention.value for item, mention, _ in pairs)
        equal += sum(bool(agreement(item[3], mention.value)) for item, mention, _ in pairs)
        text = doc["text"].replace("\n", " ")
        misses += [
            f"MISSED {text[a:b]!r} {value} «{text[max(0, a - 35) : a]}_{text[b : b + 25]}»" for a, b, _, value in gold
        ]
        misses += [
            f"EXTRA  {text[m.start : m.end]!r} {m.value} [{m.rule}] «{text[max(0, m.start - 35) : m.start]}_{text[m.end : m.end + 25]}»"
            for i, m in enumerate(mentions)
            if i not in used
        ]
        misses += [
            f"SPAN   {text[m.start : m.end]!r} [{m.rule}] gold {text[g[0] : g[1]]!r}"
            for g, m, same in pairs
            if not same
        ]
    for name, right in (
        ("strict", strict),
        ("relaxed", relaxed),
        ("type", kinds),
        ("value exact", exact),
        ("value interval-equal", equal),
    ):
        print(f"  found {name:22} P R F1  {f1(right, found, wanted)}")
    for line in sorted(misses)[:errors]:
        print("   ", line)
    return 2 * equal / max(1, found + wanted), wanted


def speed(docs):
    spans = [(doc, gold) for doc in docs for gold in doc["gold"]]
    words = sum(len(doc["text"].split()) for doc in docs)
    _document.cache_clear()
    start = time.process_time()
    for doc in docs:
        find_dates(doc["text"], anchor=doc["anchor"])
    found = time.process_time() - start
    start = time.process_time()
    for doc, gold in spans:
        resolve(doc["text"], gold[0], gold[1], anchor=doc["anchor"])
    resolved = time.process_time() - start
    print(
        f"  speed: {words / found:,.0f} words a CPU second found and resolved; {len(spans) / resolved:,.0f} given spans a CPU second"
    )


def figures(data):
    """The share of right values given the span, over all expressions and over dates, and the F1 of values found in running text."""
    found = []
    for folder in sorted(path for path in (data / "dates").iterdir() if path.is_dir()):
        docs = [load(path) for path in sorted(folder.glob("*.tml"))]
        print(folder.name)
        found += [
            Figure(f"dates {folder.name} span", *score_spans(docs, 0)),
            Figure(f"dates {folder.name} span DATE", *score_spans(docs, 0, "DATE")),
            Figure(f"dates {folder.name} value F1", *score_found(docs, 0)),
        ]
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--sets", nargs="*")
    parser.add_argument("--half", choices=["A", "B"])
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--show", choices=["spans", "found"], default="spans")
    options = parser.parse_args()
    print("newsx.dates")
    for folder in sorted(path for path in options.data.iterdir() if path.is_dir()):
        if options.sets and folder.name not in options.sets:
            continue
        docs = [load(path) for path in sorted(folder.glob("*.tml"))]
        docs = [doc for doc in docs if not options.half or half_of(doc["name"]) == options.half]
        print(f"{folder.name}{' half ' + options.half if options.half else ''}: {len(docs)} documents")
        score_spans(docs, options.errors if options.show == "spans" else 0)
        score_spans(docs, 0, "DATE")
        score_found(docs, options.errors if options.show == "found" else 0)
        speed(docs)


if __name__ == "__main__":
    main()

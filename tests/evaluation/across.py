"""Measures who, which body and which place is the same across articles of one agency, from text to profiles.

usage: python -m tests.evaluation.across DATA [--half A|B] [--model fast] [--worst 20]

DATA/across/aida_train.jsonl holds articles with the marked mentions and the page of Wikipedia that each means. Every mention that means one is
an item; what was found is the profile of the record's mention that overlaps it most, of whatever kind, and an item of its own where there is none.
Printed is B-cubed by kind (Bagga and Baldwin 1998), beside it that of equal names; both again for the mentions that the tagger found as their kind; then the profiles that hold two of the gold's and how many of those a
rule has joined: whose names are not one name. Half A may be read (`--worst` shows the profiles and the gold that cost most), half B may not.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Hashable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import newsx

Gold = dict[str, Any]
_KINDS = {"PER": "people", "ORG": "organisations", "LOC": "places"}
_ONE_OF = {"people": "person", "organisations": "organisation", "places": "place"}
_NOTHING = frozenset({"--NME--", "?"})


@dataclass(frozen=True)
class Item:
    """A marked mention: its words, what it means, the profile that was found, the name that the record gives it, and whether that is of its kind."""

    words: str
    meant: str
    profile: Hashable
    name: Hashable
    is_found: bool


def half_of(name: str) -> str:
    """Return the half an article is in, by its name alone."""
    return "AB"[zlib.crc32(name.encode()) % 2]


def read_gold(data: Path, half: str | None) -> list[Gold]:
    """Return the articles of a half, or of both."""
    lines = (data / "across" / "aida_train.jsonl").open(encoding="utf-8")
    return [gold for gold in map(json.loads, lines) if half in {None, half_of(gold["id"])}]


def records_of(golds: list[Gold], model: str, folder: Path) -> dict[str, newsx.Article]:
    """Return the records of the articles by the name of the article."""
    path = folder / "articles.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for gold in golds:
            file.write(
                json.dumps({"id": gold["id"], "text": gold["text"], "date": gold["date"], "language": "en"}) + "\n"
            )
    found = newsx.process([path], options=newsx.Options(model=model))
    return {str(each.source.id): each for each in found if isinstance(each, newsx.Article)}


def places_in_gold(record: str, gold: str) -> dict[int, int]:
    """Return where the letters of a record's text stand in the text it was made of: white space and what was cut apart, they are the same."""
    from difflib import SequenceMatcher

    ours = [place for place, letter in enumerate(record) if not letter.isspace()]
    theirs = [place for place, letter in enumerate(gold) if not letter.isspace()]
    short, long = "".join(record[place] for place in ours), "".join(gold[place] for place in theirs)
    at = long.find(short)
    if at >= 0:
        return {place: theirs[at + number] for number, place in enumerate(ours)}
    blocks = SequenceMatcher(None, short, long, autojunk=False).get_matching_blocks()
    return {ours[a + k]: theirs[b + k] for a, b, size in blocks for k in range(size)}


def items_of(
    golds: list[Gold], records: dict[str, newsx.Article], profiles: list[dict[str, Any]]
) -> dict[str, list[Item]]:
    """Return the items by kind."""
    of_name = {
        (entry["article"], each["kind"], form): each["id"]
        for each in profiles
        for entry in each["articles"]
        for form in entry["forms"]
    }
    items: dict[str, list[Item]] = defaultdict(list)
    for gold in golds:
        record = records.get(gold["id"])
        spans = _spans(record, gold["text"], of_name) if record else []
        for start, end, label, link in gold["ents"]:
            if label not in _KINDS or link in _NOTHING:
                continue
            shared = {span: min(end, span[1]) - max(start, span[0]) for span in spans}
            best = max(shared, key=lambda span: shared[span], default=None)
            none = ("missed", gold["id"], start)
            profile, name = best[2:] if best and shared[best] > 0 else (none, none)
            is_found = isinstance(name, tuple) and name[0] == _ONE_OF[_KINDS[label]]
            items[_KINDS[label]].append(Item(gold["text"][start:end], link, profile, name, is_found))
    return items


def _spans(record: newsx.Article, text: str, of_name: dict[Any, Any]) -> list[tuple[int, int, Hashable, Hashable]]:
    """Return the record's mentions by their place in the gold's text, each with profile and name."""
    where = places_in_gold(record.text, text)
    found = []
    for kind, entities in (("person", record.people), ("organisation", record.organisations), ("place", record.places)):
        for entity in entities:
            profile = of_name.get((record.id, kind, entity.name), (record.id, kind, entity.name))
            name = (kind, entity.name.casefold())
            found += [
                (where[each.start], where[each.end - 1] + 1, profile, name)
                for each in entity.mentions
                if each.start in where and each.end - 1 in where
            ]
    return found


def b_cubed(pairs: list[tuple[str, Hashable]]) -> tuple[float, float, float]:
    """Return B-cubed precision, recall and F of (what is meant, what was found) for every item."""
    both, meant, found = Counter(pairs), Counter(gold for gold, _ in pairs), Counter(got for _, got in pairs)
    precision = sum(count * count / found[got] for (_, got), count in both.items()) / len(pairs)
    recall = sum(count * count / meant[gold] for (gold, _), count in both.items()) / len(pairs)
    return precision, recall, 2 * precision * recall / (precision + recall)


def impure(items: list[Item]) -> tuple[int, int, int]:
    """Return how many profiles have two items or more, how many of those mean two things, and of how many a rule joined the names."""
    groups: dict[Hashable, list[Item]] = defaultdict(list)
    for item in items:
        groups[item.profile].append(item)
    several = [group for group in groups.values() if len(group) > 1]
    mixed = [group for group in several if len({item.meant for item in group}) > 1]
    # Where each name means one thing, it was no equal name that was misleading but the join of two.
    joined = sum(
        len({(item.meant, item.name) for item in group}) == len({item.name for item in group}) for group in mixed
    )
    return len(several), len(mixed), joined


def show_worst(items: list[Item], count: int) -> None:
    """Print the profiles that mix most and the meanings that are scattered most."""
    for title, key, other in (("mixed", "profile", "meant"), ("scattered", "meant", "profile")):
        groups: dict[Hashable, Counter[tuple[str, str]]] = defaultdict(Counter)
        for item in items:
            groups[getattr(item, key)][str(getattr(item, other)), item.words] += 1
        costs = {group: sum(counts.values()) - max(_by_first(counts).values()) for group, counts in groups.items()}
        for group in sorted(costs, key=lambda each: -costs[each])[:count]:
            shown = ", ".join(f"{words} [{what}] {number}" for (what, words), number in groups[group].most_common(9))
            print(f"  {title} {costs[group]:3} {group}: {shown}"[:400])


def _by_first(counts: Counter[tuple[str, str]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for (first, _), number in counts.items():
        found[first] += number
    return found


def _scores(items: list[Item]) -> str:
    (p, r, f), (*_, exact) = (
        b_cubed([(item.meant, getattr(item, by)) for item in items]) for by in ("profile", "name")
    )
    return f"{len(items)} mentions, B-cubed P {p:.3f} R {r:.3f} F {f:.3f}, equal names {exact:.3f}"


def main() -> None:
    """Read the command line and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--half", choices=["A", "B"])
    parser.add_argument("--model", default="fast")
    parser.add_argument("--worst", type=int, default=0)
    chosen = parser.parse_args()
    if chosen.worst and chosen.half != "A":
        parser.error("only half A is read")
    golds = read_gold(chosen.data, chosen.half)
    with tempfile.TemporaryDirectory() as name:
        records = records_of(golds, chosen.model, Path(name))
        with newsx.open_dossier(str(Path(name) / "across.dossier")) as dossier:
            dossier.add(records.values())
            profiles = list(dossier.profiles())
    print(f"{len(golds)} articles, {len(golds) - len(records)} refused")
    for kind, items in items_of(golds, records, profiles).items():
        several, mixed, joined = impure(items)
        found = [item for item in items if item.is_found]
        print(
            f"{kind}: {_scores(items)}; {mixed} of {several} profiles mix, {joined} by a rule; found as such {_scores(found)}"
        )
        if chosen.worst:
            show_worst(items, chosen.worst)


if __name__ == "__main__":
    main()

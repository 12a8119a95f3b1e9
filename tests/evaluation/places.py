"""Scores place resolution on corpora of news with gold toponyms: LGL and TR-News in the layout of their XML files.

    python -m tests.evaluation.places DATA_DIRECTORY [--half 0|1] [--errors]

The directory holds lgl.xml and trnews.xml. A gold toponym is right when the answer lies within 161 km of the gold point,
or when both are countries and the same one (a country's point is a convention; its code is not); missing is wrong.
"""

from __future__ import annotations

import hashlib
import sys
import time
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from newsx.places import Resolved, focus, resolve
from newsx.places.candidates import read_name
from newsx.places.distance import distance_km

from .figures import Figure

CORPORA = {"LGL": "lgl.xml", "TR-News": "trnews.xml"}
RADIUS_KM = 161
COUNTRY_CODES = ("PCLI", "PCLS", "PCLD", "PCLIX", "PCL", "TERR")


@dataclass
class Toponym:
    text: str
    start: int
    point: tuple[float, float] | None
    country: str | None
    feature: str
    label: str = "PLACE"


@dataclass
class Article:
    number: str
    text: str
    toponyms: list[Toponym]

    @property
    def half(self) -> int:
        return hashlib.sha256(self.number.encode()).digest()[0] % 2


def load(path: Path) -> list[Article]:
    articles = []
    for number, node in enumerate(ET.parse(path).getroot().iter("article")):
        toponyms = [read_toponym(top) for top in node.iter("toponym")]
        articles.append(Article(node.get("docid") or str(number), node.findtext("text") or "", toponyms))
    return articles


def read_toponym(node: ET.Element) -> Toponym:
    tag = node.find("gaztag")
    source = node if tag is None else tag
    latitude, longitude = source.findtext("lat"), source.findtext("lon")
    point = (float(latitude), float(longitude)) if latitude and longitude else None
    country = None if tag is None else tag.findtext("country")
    return Toponym(
        node.findtext("phrase") or "",
        int(node.findtext("start") or 0),
        point,
        code_of(country),
        source.findtext("fcode") or "",
    )


def code_of(country: str | None) -> str | None:
    countries = [c for c in read_name(country).candidates if c.kind == "country"] if country else []
    return countries[0].country if countries else None


def is_right(gold: Toponym, found: Resolved | None, *, by_code: bool = True) -> bool:
    if found is None:
        return False
    if by_code and gold.feature in COUNTRY_CODES and gold.country and found.kind == "country":
        return found.country_code == gold.country
    if found.latitude is None or found.longitude is None:
        return False
    return distance_km(gold.point, (found.latitude, found.longitude)) <= RADIUS_KM


def score(articles: list[Article], resolve=resolve) -> tuple[Counter, Counter]:
    tally, errors = Counter(), Counter()
    for article in articles:
        began = time.perf_counter()
        found = resolve(article.toponyms, text=article.text)
        tally["seconds"] += time.perf_counter() - began
        score_focus(article, found, tally)
        for gold, place in zip(article.toponyms, found, strict=True):
            if gold.point is None:
                tally["unknown", "answered"] += place is not None and place.latitude is not None
                tally["unknown"] += 1
                continue
            right = is_right(gold, place)
            tally["gold"] += 1
            tally["answered"] += place is not None
            tally["right"] += right
            tally["right by point"] += is_right(gold, place, by_code=False)
            if gold.country:
                tally["country gold"] += 1
                tally["country right"] += place is not None and place.country_code == gold.country
            if not right:
                errors[
                    gold.text,
                    (place.name, place.kind, place.country_code) if place else None,
                    gold.country,
                    gold.feature,
                ] += 1
    return tally, errors


def score_focus(article: Article, found: list[Resolved | None], tally: Counter) -> None:
    """Right when the first country of focus is one that no other country beats in gold toponyms; and, more loosely, a primary one."""
    counts = Counter(top.country for top in article.toponyms if top.country)
    if not counts:
        return
    most = max(counts.values())
    first = next(iter(focus(found, text=article.text, mentions=article.toponyms)), None)
    tally["focus gold"] += 1
    tally["focus first"] += first is not None and counts[first.country_code] == most
    tally["focus primary"] += first is not None and 2 * counts[first.country_code] >= most


def show(name: str, tally: Counter) -> None:
    gold, answered = tally["gold"], tally["answered"]
    print(
        f"{name:12} n {gold:5}  acc@161 {tally['right'] / gold:.3f}  by point only {tally['right by point'] / gold:.3f}"
        f"  of answered {tally['right'] / max(1, answered):.3f}  country {tally['country right'] / max(1, tally['country gold']):.3f}"
        f"  focus first {tally['focus first'] / tally['focus gold']:.3f} primary {tally['focus primary'] / tally['focus gold']:.3f}"
        f"  {1000 * tally['seconds'] / gold:.3f} ms a mention"
    )


def figures(data: Path) -> list[Figure]:
    """Return accuracy within 161 km and of the first country of focus, of both corpora."""
    found = []
    for name, file in CORPORA.items():
        tally, _ = score(load(data / "linking" / file))
        show(name, tally)
        found += [
            Figure(f"places {name} acc@161", tally["right"] / tally["gold"], tally["gold"]),
            Figure(f"places {name} focus", tally["focus first"] / tally["focus gold"], tally["focus gold"]),
        ]
    return found


def main() -> None:
    folder = Path(sys.argv[1])
    halves = [int(sys.argv[sys.argv.index("--half") + 1])] if "--half" in sys.argv else [0, 1]
    for name, file in CORPORA.items():
        articles = load(folder / file)
        for half in halves:
            tally, errors = score([a for a in articles if a.half == half])
            show(f"{name} {half}", tally)
            if "--errors" in sys.argv:
                for error, times in errors.most_common(60):
                    print(f"    {times:3} {error}")
        if len(halves) > 1:
            show(name, score(articles)[0])


if __name__ == "__main__":
    main()

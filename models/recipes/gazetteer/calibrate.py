"""Fits models/gazetteer/confidence.json: the probability that a place's country, and its point, are right.

    python calibrate.py DATA [OUTPUT]       (newsx must be importable)

DATA holds linking/lgl.xml and linking/trnews.xml (gold points) and ner/worldwide.train.jsonl (marked names, no places). Samples:
the names of the gold articles in their articles, and of TR-News in their sentences alone; small places of Worldwide articles,
right where they lie in the country of the outlet or in one the article names; names of Worldwide in their sentences alone, right
where they mean what they surely mean in the whole article; cities of NEUTRAL, and places drawn from the gazetteer as often as people
live there, in a sentence that tells nothing, and in one at the end of an article about other places. Printed are the
reliability and the calibration error (ten bins), each half predicted with the weights of the other. Logistic regression by
Newton's method.
"""

from __future__ import annotations

import hashlib
import json
import random
import sqlite3
import sys
import xml.etree.ElementTree as ET
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from neutral import NEUTRAL
from outlets import OUTLETS

from newsx.places.candidates import demonym_country, read_name
from newsx.places.confidence import FEATURES, features
from newsx.places.distance import distance_km
from newsx.places.evidence import scan_text
from newsx.places.fame import WEIGHTS
from newsx.places.inferring import Surroundings
from newsx.places.mention import Resolved
from newsx.places.resolving import answer_groups
from newsx.records import NameMention
from newsx.resources import resource_path

OUTPUT = Path(__file__).resolve().parents[2] / "gazetteer" / "confidence.json"
RADIUS_KM = 161
SMALL = 200_000
# What an article says surely of a name is taken as gold for the name in its sentence alone.
SURE = 0.97
COUNTRY_FEATURES = ("PCLI", "PCLS", "PCLD", "PCLIX", "PCL", "TERR")
RIDGE = 1.0
# Names alone in a sentence are many and easy: they count less than names in their articles.
COUNTS = {"sentences": 0.3, "TR alone": 0.4, "outlets": 1.5, "drawn": 0.3, "abroad": 0.5}
# News names towns less than in proportion to their people, and none of so few without saying where they lie.
DRAWN, DRAWN_POWER, LEAST_DRAWN, LEAST_ABROAD = 1500, 0.75, 50_000, 200_000


@dataclass
class Sample:
    """One answer: where it is from, its half, its features, and whether point and country are right."""

    source: str
    half: int
    values: tuple[float, ...]
    point: bool
    country: bool


@dataclass
class Case:
    """An article: its names, and the gold point, country and class of each (None: not known)."""

    source: str
    number: str
    text: str
    names: list[NameMention]
    gold: list[tuple | None]
    demonyms: tuple[str, ...] = ()

    @property
    def half(self) -> int:
        return hashlib.sha256(self.number.encode()).digest()[0] % 2


def main() -> None:
    data = Path(sys.argv[1])
    output = Path(sys.argv[2]) if len(sys.argv) > 2 else OUTPUT
    gold = [*read_gold(data / "linking/lgl.xml", "LGL"), *read_gold(data / "linking/trnews.xml", "TR-News")]
    worldwide = list(read_worldwide(data / "ner/worldwide.train.jsonl"))
    samples = [sample for case in gold for sample in gold_samples(case)]
    samples += [
        sample
        for case in gold
        if case.source == "TR-News"
        for part in sentences(case)
        for sample in gold_samples(replace(part, source="TR alone"))
    ]
    samples += [sample for case in worldwide for sample in outlet_samples(case)]
    rough = fit(samples, lambda sample: sample.country)
    samples += [sample for case in worldwide for sample in sentence_samples(case, rough)]
    samples += list(neutral_samples())
    samples += list(drawn_samples())
    samples += list(abroad_samples(worldwide))
    weights = {}
    for name in ("point", "country"):
        report(name, samples, lambda sample, name=name: getattr(sample, name))
        weights[name] = fit(samples, lambda sample, name=name: getattr(sample, name))
    inferred = [sample for case in (*gold, *worldwide) for sample in inferred_samples(case, weights["country"])]
    report("inferred", inferred, lambda sample: sample.country)
    weights["inferred"] = fit(inferred, lambda sample: sample.country)
    rounded = {name: [round(float(x), 4) for x in values] for name, values in weights.items()}
    output.write_text(json.dumps({"features": list(FEATURES), **rounded}, indent=1) + "\n", encoding="utf-8")


def read_gold(path: Path, source: str):
    for number, node in enumerate(ET.parse(path).getroot().iter("article")):
        names, gold = [], []
        for top in node.iter("toponym"):
            tag = top.find("gaztag")
            at = top if tag is None else tag
            latitude, longitude = at.findtext("lat"), at.findtext("lon")
            point = (float(latitude), float(longitude)) if latitude and longitude else None
            names.append(NameMention(top.findtext("phrase") or "", "PLACE", int(top.findtext("start") or 0)))
            country = None if tag is None else country_code(tag.findtext("country"))
            gold.append((point, country, at.findtext("fcode") or "") if point else None)
        yield Case(source, node.get("docid") or str(number), node.findtext("text") or "", names, gold)


def country_code(name: str | None) -> str | None:
    found = [c for c in read_name(name).candidates if c.kind == "country"] if name else []
    return found[0].country if found else None


def read_worldwide(path: Path):
    for line in path.open(encoding="utf-8"):
        row = json.loads(line)
        text = row["text"]
        spans = [(s["start"], s["end"], s["label"]) if isinstance(s, dict) else tuple(s[:3]) for s in row["spans"]]
        names = [NameMention(text[a:b], "PLACE", a) for a, b, label in spans if label in ("Location", "Facility")]
        demonyms = tuple(text[a:b] for a, b, label in spans if label == "NORP")
        yield Case("Worldwide", row["id"], text, names, [None] * len(names), demonyms)


def ask(case: Case):
    context = scan_text(case.text, covered=sorted((m.start, m.end) for m in case.names), words=case.demonyms)
    groups, answers = answer_groups(case.names, text=case.text, context=context, publisher=None, weights=WEIGHTS)
    return context, [(group, best) for group, best in zip(groups, answers, strict=True) if group.members]


def gold_samples(case: Case):
    """One sample a name: its first mention with a gold point."""
    for group, best in ask(case)[1]:
        gold = next((case.gold[i] for i in group.members if case.gold[i]), None)
        if best is None or gold is None:
            continue
        point, country, feature = gold
        if feature in COUNTRY_FEATURES and country and best.place.kind == "country":
            right = best.place.country == country
        else:
            right = distance_km(point, best.place.point) <= RADIUS_KM
        same = best.place.country == country if country else right
        yield Sample(case.source, case.half, features(best, group), right, same)


def sentences(case: Case):
    """The parts of an article between full stops, each as an article of its own."""
    start = 0
    for part in case.text.replace("\n", " ").split(". "):
        end = start + len(part) + 2
        inside = [i for i, m in enumerate(case.names) if start <= m.start and m.end <= end]
        if inside:
            names = [NameMention(case.names[i].text, "PLACE", case.names[i].start - start) for i in inside]
            text = case.text[start:end]
            demonyms = tuple(word for word in case.demonyms if word in text)
            yield replace(case, text=text, names=names, gold=[case.gold[i] for i in inside], demonyms=demonyms)
        start = end


def outlet_samples(case: Case):
    """Small places of an article: right in the outlet's country or in one that the article names."""
    home = OUTLETS.get(case.number.split("_")[0])
    if not home:
        return
    context, asked = ask(case)
    near = {*home, *context.adjectives, *context.countries}
    near |= {c.country for m in case.names for c in read_name(m.text).candidates[:1] if c.kind == "country"}
    near |= {demonym_country(word) for word in case.demonyms}
    for group, best in asked:
        place = best.place if best else None
        if (
            place
            and place.country
            and place.kind != "country"
            and place.population < SMALL
            and not (place.capital or place.landmark)
        ):
            right = place.country in near
            yield Sample("outlets", case.half, features(best, group), right, right)


def sentence_samples(case: Case, rough):
    sure = {}
    for group, best in ask(case)[1]:
        if best and probability(rough, features(best, group)) >= SURE:
            sure[group.question.name] = best.place
    for part in sentences(case):
        for group, best in ask(part)[1]:
            wanted = sure.get(group.question.name)
            if wanted and best and wanted.kind != "country":
                right = distance_km(wanted.point, best.place.point) <= RADIUS_KM
                yield Sample("sentences", case.half, features(best, group), right, best.place.country == wanted.country)


def neutral_samples():
    for name, country in NEUTRAL:
        text = f"The minister arrived in {name} on Monday."
        case = Case("neutral", name, text, [NameMention(name, "PLACE", text.index(name))], [None])
        for group, best in ask(case)[1]:
            if best:
                right = best.place.country == country
                yield Sample("neutral", case.half, features(best, group), right, right)


def draw(number: int, least: int) -> list[tuple[str, str, tuple[float, float]]]:
    """Name, country and point of cities and units of the gazetteer, as often as people live there, more or less."""
    table = sqlite3.connect(f"file:{resource_path('gazetteer/places.sqlite')}?mode=ro", uri=True)
    drawn = table.execute(
        "SELECT name, country, latitude, longitude, population FROM places WHERE kind > 0 AND country > '' AND population >= ? ORDER BY id",
        (least,),
    ).fetchall()
    chosen = random.Random(0).choices(drawn, [row[4] ** DRAWN_POWER for row in drawn], k=number)
    return [(name, country, (south / 10_000, west / 10_000)) for name, country, south, west, _ in chosen]


def drawn_samples():
    """Drawn places without context: what is meant by "San Pedro" or "Central Region"."""
    for number, (name, country, point) in enumerate(draw(DRAWN, LEAST_DRAWN)):
        yield from placed_samples(Case("drawn", f"{number} {name}", "", [], []), name, country, point)


def abroad_samples(worldwide: list[Case]):
    """Drawn places of some size, named in passing in articles about other places."""
    for case, (name, country, point) in zip(worldwide, draw(len(worldwide), LEAST_ABROAD), strict=True):
        yield from placed_samples(replace(case, source="abroad"), name, country, point)


def placed_samples(case: Case, name: str, country: str, point: tuple[float, float]):
    """The sample of a name in a sentence at the end of an article, where it means the place given."""
    sentence = f" The minister arrived in {name} on Monday."
    start = len(case.text) + sentence.index(name)
    longer = replace(case, text=case.text + sentence, names=[*case.names, NameMention(name, "PLACE", start)])
    for group, best in ask(longer)[1]:
        if best and group.members[0] == len(case.names):
            right = distance_km(point, best.place.point) <= RADIUS_KM
            yield Sample(case.source, case.half, features(best, group), right, best.place.country == country)


def inferred_samples(case: Case, weights):
    """Up to three names an article, taken for unknown: what the others tell of their country."""
    context, asked = ask(case)
    answers: list[Resolved | None] = [None] * len(case.names)
    for group, best in asked:
        sure = probability(weights, features(best, group)) if best else 0.0
        if sure >= 0.5:
            p = best.place
            for i in group.members:
                answers[i] = Resolved(p.name, p.kind, p.country, None, None, None, None, sure, "gazetteer", None, sure)
    open_ = [pair for pair in asked if pair[1] and pair[1].place.kind != "country" and not pair[1].place.landmark]
    random.Random(case.number).shuffle(open_)
    for group, _ in open_[:3]:
        first = group.members[0]
        gold, own = case.gold[first], answers[first]
        wanted = gold[1] if gold else own.country_code if own and own.country_confidence >= SURE else None
        if wanted:
            left = [None if i in group.members else place for i, place in enumerate(answers)]
            mention = case.names[first]
            found = Surroundings(case.names, left, context, None).features(mention.start, mention.end)
            if found:
                yield Sample(case.source, case.half, found[1], found[0] == wanted, found[0] == wanted)


def fit(samples: list[Sample], right) -> np.ndarray:
    """The weights of a logistic regression with a small ridge on all but the constant."""
    x, y = np.array([s.values for s in samples], float), np.array([right(s) for s in samples], float)
    counts = np.array([COUNTS.get(s.source, 1.0) for s in samples])
    scale = x.std(0)
    scale[scale < 1e-9] = 1
    z, weights = x / scale, np.zeros(x.shape[1])
    ridge = RIDGE * (np.arange(len(weights)) > 0)
    for _ in range(60):
        p = 1 / (1 + np.exp(-np.clip(z @ weights, -30, 30)))
        curve = (z * (counts * p * (1 - p))[:, None]).T @ z + np.diag(ridge + 1e-6)
        step = np.linalg.solve(curve, z.T @ (counts * (p - y)) + ridge * weights)
        weights -= step
        if np.abs(step).max() < 1e-7:
            break
    return weights / scale


def probability(weights, values) -> float:
    return float(1 / (1 + np.exp(-np.clip(np.dot(weights, values), -30, 30))))


def report(name: str, samples: list[Sample], right) -> None:
    predicted = []
    for half in (0, 1):
        weights = fit([s for s in samples if s.half != half], right)
        predicted += [(s.source, probability(weights, s.values), right(s)) for s in samples if s.half == half]
    for source in ("gold", *sorted({source for source, _, _ in predicted})):
        chosen = [(p, r) for s, p, r in predicted if s == source or (source == "gold" and s in ("LGL", "TR-News"))]
        p, y = (np.array(x, float) for x in zip(*chosen, strict=True))
        bins = np.minimum((p * 10).astype(int), 9)
        rows = [
            (b / 10, int((bins == b).sum()), p[bins == b].mean(), y[bins == b].mean())
            for b in range(10)
            if (bins == b).any()
        ]
        error = sum(n * abs(a - b) for _, n, a, b in rows) / len(p)
        high = p >= 0.8
        print(
            f"{name:9}{source:10} n {len(p):5}  right {y.mean():.3f}  error {error:.4f}  p>=.8: {high.mean():.3f}, right {y[high].mean():.4f}"
        )
        if source == "gold":
            print("    " + "  ".join(f"{low:.1f}: {n} {a:.3f} {b:.3f}" for low, n, a, b in rows))


if __name__ == "__main__":
    main()

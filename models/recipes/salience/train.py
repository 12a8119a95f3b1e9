"""Learns the weights of newsx/salience from pages whose editors' keywords or description name the entity.

usage:  python models/recipes/salience/train.py RECORDS.jsonl [--test fun] [--gum GUM_RECORDS.jsonl GUM.jsonl]

GUM.jsonl holds documents with the number of summaries (of five) that name each entity, GUM_RECORDS.jsonl records of the same texts
with an "id" each; both are optional.

RECORDS.jsonl is what `newsx extract PAGES -o RECORDS.jsonl` wrote for a folder of pages. English articles of 600 characters or more
with keywords or a description that names at least one of their entities are used; those whose path holds the word after --test are
kept aside to measure on. Writes newsx/salience/weights.json. Needs NumPy. Newton's method, so the result is the same everywhere.
"""

import argparse
import json
import re
from pathlib import Path

import numpy as np

from newsx.names.forms import fold
from newsx.records import EntityGroup, NameMention
from newsx.salience.features import FEATURES, measure

TARGET = Path(__file__).parents[3] / "newsx" / "salience" / "weights.json"
KINDS = (("people", "PERSON"), ("places", "PLACE"), ("organisations", "ORG"))
# Strength of the quadratic penalty on weights.
PENALTY = 1.0
ROUNDS = 40


def entities_of(record):
    """Return the entities of a record as the names component makes them."""
    groups = []
    for field, label in KINDS:
        for item in record[field]:
            mentions = tuple(NameMention(m["text"], label, m["start"]) for m in item["mentions"])
            if mentions:
                groups.append(
                    EntityGroup(
                        label, item["name"], tuple(item["aliases"]), mentions, roles=tuple(item.get("roles", ()))
                    )
                )
    return sorted(groups, key=lambda group: group.mentions[0].start)


def named_by_editor(record, entity):
    """Tell whether the keywords or the description hold one of the entity's forms."""
    said = " " + fold(" ; ".join(record["keywords"]) + " ; " + (record["description"] or "")) + " "
    return any(len(fold(form)) > 2 and f" {fold(form)} " in said for form in (entity.name, *entity.aliases))


def load(records):
    """Return features, labels and the article's number of every entity."""
    rows, labels, articles = [], [], []
    for number, record in enumerate(records):
        entities = entities_of(record)
        named = [named_by_editor(record, entity) for entity in entities]
        if any(named):
            rows += measure(record["text"], entities, record["headline"])
            labels += named
            articles += [number] * len(named)
    return np.array(rows), np.array(labels, dtype=float), np.array(articles)


def fit(rows, labels):
    """Return weights and bias of a penalised logistic regression."""
    inputs = np.hstack([rows, np.ones((len(rows), 1))])
    penalty = np.diag([PENALTY] * rows.shape[1] + [0.0])
    weights = np.zeros(inputs.shape[1])
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (chance - labels) + penalty @ weights
        curve = (inputs * (chance * (1 - chance))[:, None]).T @ inputs + penalty
        weights = weights - np.linalg.solve(curve, slope)
    return weights[:-1], weights[-1]


def joined(first, second, keep=None):
    """Return the rows and labels of two sets as one; of the first only those that `keep` marks."""
    rows, labels = (first[0], first[1]) if keep is None else (first[0][keep], first[1][keep])
    return (rows, labels) if second is None else (np.vstack([rows, second[0]]), np.concatenate([labels, second[1]]))


def out_of_fold(data, other):
    """Return the probability of each row by weights learnt on the other four fifths of the articles and on all of `other`."""
    scores = np.zeros(len(data[1]))
    for number in range(5):
        inside = data[2] % 5 == number
        scores[inside] = predict(data[0][inside], fit(*joined(data, other, ~inside)))
    return scores


def predict(rows, model):
    """Return the probabilities of rows."""
    return 1 / (1 + np.exp(-(rows @ model[0] + model[1])))


def auc(labels, scores):
    """Return the area under the curve: how likely a salient entity scores above another one."""
    order = np.argsort(scores, kind="stable")
    ranks = np.empty(len(scores))
    ranks[order] = np.arange(len(scores))
    salient = labels.sum()
    return (ranks[labels == 1].sum() - salient * (salient - 1) / 2) / max(1, salient * (len(labels) - salient))


def report(title, labels, scores, articles, rows):
    """Print F1 at the best threshold, AUC, how often the first entity is a salient one, and the error of calibration."""
    best = max(
        (2 * ((scores >= t) & (labels == 1)).sum() / ((scores >= t).sum() + labels.sum()), t)
        for t in np.arange(0.1, 0.7, 0.02)
    )
    column = FEATURES.index("log_mentions")
    first, frequent = [], []
    for number in np.unique(articles):
        inside = np.flatnonzero(articles == number)
        first.append(labels[inside[np.argmax(scores[inside])]])
        frequent.append(labels[inside[np.argmax(rows[inside, column])]])
    bins = np.minimum((scores * 10).astype(int), 9)
    error = sum(abs(scores[bins == b].mean() - labels[bins == b].mean()) * (bins == b).mean() for b in np.unique(bins))
    print(
        f"{title}: {len(np.unique(articles))} articles, {len(labels)} entities, {labels.mean():.3f} salient; F1 {best[0]:.3f} at {best[1]:.2f}, "
        f"AUC {auc(labels, scores):.3f}, first right {np.mean(first):.3f} (most frequent {np.mean(frequent):.3f}), calibration error {error:.3f}"
    )


def gum_gold(document):
    """Return the named people, organisations and places of a GUM document with the number of summaries that name them."""
    groups = {}
    for entity in document["ents"]:
        group = groups.setdefault(entity["GRP"], {"spans": [], "salience": 0, "type": entity["etype"]})
        group["spans"].append((entity["start"], entity["end"]))
        if "_" not in entity["salience"]:
            group["salience"] = max(group["salience"], entity["salience"].count("s"))
    return [group for group in groups.values() if group["type"] in ("person", "organization", "place")]


def load_gum(records, documents):
    """Return features, labels (named in three or more of five summaries) and article numbers of the entities of GUM documents."""
    gold = {document["id"]: document for document in documents}
    rows, labels, articles = [], [], []
    for number, record in enumerate(records):
        document = gold[record["id"]]
        entities = entities_of(record)
        groups = gum_gold(document)
        found = []
        for entity in entities:
            heads = [
                group
                for group in groups
                if any(
                    a <= m.start and m.end <= b + 2 and b - a <= 60 for m in entity.mentions for a, b in group["spans"]
                )
            ]
            narrow = [
                group
                for group in heads
                if any(
                    abs((b - a) - (m.end - m.start)) <= 25
                    for m in entity.mentions
                    for a, b in group["spans"]
                    if a <= m.start < b
                )
            ]
            found.append(any(group["salience"] >= 3 for group in narrow))
        if entities and any(found):
            rows += measure(record["text"], entities, document.get("title"))
            labels += found
            articles += [number] * len(entities)
    return np.array(rows), np.array(labels, dtype=float), np.array(articles)


def main():
    """Train, print what the weights reach, write them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("records")
    parser.add_argument("--test", default="fun")
    parser.add_argument("--gum", nargs=2)
    options = parser.parse_args()
    lines = [json.loads(line) for line in Path(options.records).read_text(encoding="utf-8").splitlines()]
    used = [r for r in lines if r["language"] == "en" and (r["keywords"] or r["description"]) and len(r["text"]) >= 600]
    used = list({r["id"]: r for r in used if r["source"]["media_type"] == "text/html"}.values())
    held = re.compile(rf"(?:^|/){options.test}/")
    train = [r for r in used if not held.search(r["source"]["path"])]
    pages = load(train)
    gum = None
    if options.gum:
        records, documents = (
            [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()] for path in options.gum
        )
        gum = load_gum(records, documents)
    report("pages, cross-validated", pages[1], out_of_fold(pages, gum), pages[2], pages[0])
    if gum is not None:
        report("GUM other than news, cross-validated", gum[1], out_of_fold(gum, pages), gum[2], gum[0])
    model = fit(*joined(pages, gum))
    other = load([r for r in used if held.search(r["source"]["path"])])
    if len(other[0]):
        report("other sites", other[1], predict(other[0], model), other[2], other[0])
    weights = {name: round(float(weight), 4) for name, weight in zip(FEATURES, model[0], strict=True)}
    TARGET.write_text(
        json.dumps({"weights": weights, "bias": round(float(model[1]), 4)}, indent=1) + "\n", encoding="utf-8"
    )
    print(weights)


if __name__ == "__main__":
    main()

"""Prints how well names are joined, compared and parted from roles on labelled data.

usage:  python -m tests.evaluation.names FOLDER      (a folder with dwie.train.jsonl, name_pairs.csv, ofac_aliases.csv)
        --errors        lists what went wrong as well

Rules were chosen while reading the even half of each set; the odd half is reported beside it.
"""

import csv
import hashlib
import itertools
import json
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

from newsx import names
from newsx.names.people import SAME_PERSON as THRESHOLD
from newsx.names.roles import find_roles
from newsx.records import NameMention

from .figures import Figure

TYPES = (("type::person", "PER"), ("type::organization", "ORG"), ("type::location", "LOC"), ("type::gpe", "LOC"))
SHOWN = 60


def half_of(text):
    return int(hashlib.md5(text.encode()).hexdigest(), 16) % 2


def documents(folder):
    for line in (folder / "dwie.train.jsonl").open(encoding="utf-8"):
        yield json.loads(line)


def typed_mentions(document):
    labels = {}
    for concept in document["concepts"]:
        tags = concept["tags"] or []
        label = next((label for tag, label in TYPES if tag in tags), None)
        if label and "type::footer" not in tags and "type::skip" not in tags:
            labels[concept["concept"]] = label
    return [
        ({"text": m["text"], "label": labels[m["concept"]], "start": m["begin"]}, m["concept"])
        for m in document["mentions"]
        if m["concept"] in labels
    ]


def b_cubed(pairs):
    gold, predicted = defaultdict(set), defaultdict(set)
    for i, (g, p) in enumerate(pairs):
        gold[g].add(i)
        predicted[p].add(i)
    shared = [(len(gold[g] & predicted[p]), len(predicted[p]), len(gold[g])) for g, p in pairs]
    precision = sum(s / p for s, p, _ in shared) / len(shared)
    recall = sum(s / g for s, _, g in shared) / len(shared)
    return precision, recall, 2 * precision * recall / (precision + recall)


def score_consolidation(folder, *, errors):
    scored = defaultdict(list)
    wrong, missed, seconds = Counter(), Counter(), 0.0
    for document in documents(folder):
        typed = typed_mentions(document)
        begin = time.perf_counter()
        groups = names.consolidate([m for m, _ in typed])
        seconds += time.perf_counter() - begin
        group_of = {i: n for n, group in enumerate(groups) for i in group}
        half = half_of(document["id"])
        for i, (mention, concept) in enumerate(typed):
            pair = ((document["id"], concept), (document["id"], group_of[i]))
            for row in ("all", mention["label"]):
                scored[row, half].append(pair)
                scored[row, "both"].append(pair)
        if errors and half == 0:
            note_errors(typed, group_of, wrong, missed)
    print("consolidation on gold mentions, B-cubed P / R / F")
    for row in ("all", "PER", "ORG", "LOC"):
        cells = ["{:.4f} {:.4f} {:.4f}".format(*b_cubed(scored[row, part])) for part in (0, 1, "both")]
        print(f"  {row:4} even {cells[0]} | odd {cells[1]} | both {cells[2]}  ({len(scored[row, 'both'])} mentions)")
    print(f"  {seconds:.2f} s for {len(scored['all', 'both'])} mentions")
    if errors:
        print("  missed", missed.most_common(SHOWN), "\n  wrong", wrong.most_common(SHOWN))
    return [Figure("names B-cubed", b_cubed(scored["all", "both"])[2], len(scored["all", "both"]))]


def note_errors(typed, group_of, wrong, missed):
    seen = set()
    for i, (a, gold_a) in enumerate(typed):
        for j in range(i):
            b, gold_b = typed[j]
            pair = (a["label"], b["label"], *sorted((a["text"], b["text"])))
            if a["text"] == b["text"] or pair in seen or (gold_a == gold_b) == (group_of[i] == group_of[j]):
                continue
            seen.add(pair)
            (missed if gold_a == gold_b else wrong)[pair] += 1


def score_role_split(folder, *, errors):
    right, total, faults = Counter(), Counter(), []
    for document in documents(folder):
        tags = {c["concept"]: c["tags"] or [] for c in document["concepts"]}
        ordered = sorted(document["mentions"], key=lambda m: m["begin"])
        for a, b in itertools.pairwise(ordered):
            is_pair = "type::role" in tags.get(a["concept"], []) and "type::person" in tags.get(b["concept"], [])
            if not is_pair or b["begin"] - a["end"] != 1:
                continue
            half = half_of(document["id"])
            roles, name = names.split_roles(f"{a['text']} {b['text']}")
            total[half] += 1
            right[half] += (" ".join(roles), name) == (a["text"], b["text"])
            right[half, "name"] += name == b["text"]
            if (" ".join(roles), name) != (a["text"], b["text"]) and half == 0:
                faults.append((a["text"], b["text"], roles, name))
    print("role split, role directly before the name, exact (name alone)")
    for half in (0, 1):
        print(
            f"  {'even' if half == 0 else 'odd ':4} {right[half] / total[half]:.4f} ({right[half, 'name'] / total[half]:.4f}) of {total[half]}"
        )
    if errors:
        print(*faults, sep="\n")
    return [Figure("names role split", (right[0] + right[1]) / (total[0] + total[1]), total[0] + total[1])]


def f1_at(scores, labels, threshold):
    hits = sum(s >= threshold and t for s, t in zip(scores, labels, strict=True))
    said, true = sum(s >= threshold for s in scores), sum(labels)
    return hits / max(1, said), hits / max(1, true), 2 * hits / max(1, said + true)


def score_pairs(folder, *, errors):
    rows = list(csv.DictReader((folder / "name_pairs.csv").open(encoding="utf-8")))
    kinds = (
        ("persons", ("Person",), names.compare_people),
        ("organisations", ("Company", "Organization"), names.compare_organisations),
    )
    found = []
    for title, schemas, compare in kinds:
        chosen = [r for r in rows if r["schema"] in schemas]
        halves = {h: [r for r in chosen if half_of(r["name1"] + r["name2"]) == h] for h in (0, 1)}
        print(f"name pairs, {title}: threshold set on one half, P / R / F1 on the other")
        for tune, test in ((0, 1), (1, 0)):
            tuned = [float(compare(r["name1"], r["name2"])) for r in halves[tune]]
            best = (
                max(
                    range(40, 100),
                    key=lambda t: f1_at(tuned, [r["is_match"] == "true" for r in halves[tune]], t / 100)[2],
                )
                / 100
            )
            scores = [float(compare(r["name1"], r["name2"])) for r in halves[test]]
            labels = [r["is_match"] == "true" for r in halves[test]]
            cells = "{:.3f} / {:.3f} / {:.3f}".format(*f1_at(scores, labels, best))
            fixed = "{:.3f} / {:.3f} / {:.3f}".format(*f1_at(scores, labels, THRESHOLD))
            print(f"  half {test}: at {best:.2f}: {cells}   at {THRESHOLD}: {fixed}   of {len(labels)}")
            found.append(
                Figure(f"name pairs {title}, half {test}, F1", f1_at(scores, labels, THRESHOLD)[2], len(labels))
            )
        if errors:
            for r in halves[0]:
                result = compare(r["name1"], r["name2"])
                if (result.score >= THRESHOLD) != (r["is_match"] == "true"):
                    print("   ", round(result.score, 2), r["is_match"], r["name1"], "|", r["name2"], "|", result.reason)
    return found


def score_aliases(folder, *, errors):
    from rapidfuzz import fuzz

    rows = list(csv.DictReader((folder / "ofac_aliases.csv").open(encoding="utf-8")))
    fold = names.forms.fold
    spelling = [(r["name"], r["alias"]) for r in rows if fuzz.token_sort_ratio(fold(r["name"]), fold(r["alias"])) >= 75]
    people = {r["person_id"]: r["name"] for r in rows}
    by_token = defaultdict(list)
    for key, name in people.items():
        for token in set(fold(name).split()):
            if len(token) > 2:
                by_token[token].append(key)
    different = set()
    for keys in by_token.values():
        for i, a in enumerate(keys):
            different.update((a, b) if a < b else (b, a) for b in keys[max(0, i - 6) : i])
    kept = [(names.compare_people(a, b), a, b) for a, b in spelling]
    joined = [(names.compare_people(people[a], people[b]), people[a], people[b]) for a, b in sorted(different)]
    print("aliases of the spelling kind; different people sharing a name part")
    for threshold in (0.75, 0.78, 0.80, 0.82, 0.85, 0.88):
        recall = sum(k.score >= threshold for k, _, _ in kept) / len(kept)
        false = sum(k.score >= threshold for k, _, _ in joined) / len(joined)
        print(
            f"  at {threshold:.2f}: recall {recall:.3f} of {len(kept)}, false joins {100 * false:.2f} % of {len(joined)}"
        )
    if errors:
        print(*(f"    {k.score:.2f} {a} | {b} | {k.reason}" for k, a, b in joined if k.score >= THRESHOLD), sep="\n")
        print(
            "  not recognised",
            *(
                f"    {k.score:.2f} {a} | {b} | {k.reason}"
                for k, a, b in kept[:: max(1, len(kept) // 200)]
                if k.score < THRESHOLD
            ),
            sep="\n",
        )


def score_running_text(_folder, *, errors):
    """Roles in apposition, possessive and other forms: a phrase is right when all its people have exactly their roles."""
    rows = [
        json.loads(line)
        for line in (Path(__file__).parents[1] / "names" / "data" / "roles.jsonl")
        .read_text(encoding="utf-8")
        .splitlines()
    ]
    print("roles in running text, all people of a phrase exactly")
    figures = []
    for half in (0, 1):
        chosen, right = [row for row in rows if row["half"] == half], 0
        for row in chosen:
            people = [(a, b) for a, b, label in row["mentions"] if label == "PERSON"]
            found = find_roles(
                row["text"], [NameMention(row["text"][a:b], label, a) for a, b, label in row["mentions"]]
            )
            got = {row["text"][a:b]: [role.text for role in found.get((a, b), [])] for a, b in people}
            right += got == row["people"]
            if errors and got != row["people"]:
                print("   ", row["text"], got)
        print(f"  half {half}: {right / len(chosen):.3f} of {len(chosen)}")
        figures.append(Figure(f"roles in running text, half {half}", right / len(chosen), len(chosen)))
    return figures


def figures(data):
    """B-cubed of joined names, the split of roles from names, and F1 of pairs at the fixed threshold."""
    folder = data / "linking"
    found = [*score_consolidation(folder, errors=False), *score_role_split(folder, errors=False)]
    return [*found, *score_pairs(folder, errors=False)]


def main():
    folder = Path(sys.argv[1])
    errors = "--errors" in sys.argv
    only = next((a.removeprefix("--only=") for a in sys.argv if a.startswith("--only=")), None)
    for score in (score_consolidation, score_role_split, score_running_text, score_pairs, score_aliases):
        if only is None or only in score.__name__:
            score(folder, errors=errors)


if __name__ == "__main__":
    main()

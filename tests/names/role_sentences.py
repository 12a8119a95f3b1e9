"""Reads the sentences of tests/names/data/roles_*.txt and scores the roles and relations found in them.

A sentence stands on a line of its own, names in braces with the first letter of their kind (P person, O organisation, L place, N people);
below it, "= person | phrase | head | organisation | place | status" for each role, "~ person | kin | word | other person" for each tie,
"# person age" for each age. `roles_read.txt` was read while rules were written, `roles_aside.txt` was not.

usage:  python tests/names/role_sentences.py [read|aside] [--errors]
"""

import re
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from newsx.names.entities import read_names
from newsx.records import NameMention

DATA = Path(__file__).parent / "data"
LABELS = {"P": "PERSON", "O": "ORG", "L": "PLACE", "N": "NORP"}
_MARKED = re.compile(r"\{([POLN]) ([^{}]+)\}")


class Sentence(NamedTuple):
    """A sentence with its names and what it says of them; empty fields of roles are None."""

    text: str
    mentions: list
    roles: list
    ties: list
    ages: list


def read_sentences(part):
    """Return the sentences of one half: "read" or "aside"."""
    found = []
    for line in (DATA / f"roles_{part}.txt").read_text(encoding="utf-8").splitlines():
        kind, rest = line[:2], line[2:]
        if kind == "= ":
            found[-1].roles.append(tuple(cell.strip() or None for cell in rest.split("|")))
        elif kind == "~ ":
            found[-1].ties.append(tuple(cell.strip() for cell in rest.split("|")))
        elif kind == "# ":
            name, _, age = rest.rpartition(" ")
            found[-1].ages.append((name, int(age)))
        elif line and kind != "##":
            found.append(_parse(line))
    return found


def _parse(line):
    text, mentions, last = "", [], 0
    for match in _MARKED.finditer(line):
        text += line[last : match.start()]
        mentions.append(NameMention(match.group(2), LABELS[match.group(1)], len(text)))
        text += match.group(2)
        last = match.end()
    return Sentence(text + line[last:], mentions, [], [], [])


def _words(phrase):
    return set(re.findall(r"\w+", (phrase or "").lower().replace("’", "'").replace("'s", ""))) - {
        "of",
        "the",
        "for",
        "and",
        "in",
        "s",
    }


def alike(phrase, gold):
    """Tell whether two phrases share their words, F1 .8 or more, as bench/records.py of the shared data asks."""
    got, want = _words(phrase), _words(gold)
    return bool(got & want) and 2 * len(got & want) >= 0.8 * (len(got) + len(want))


def score(sentences, *, errors=False):
    """Return counts: roles, owners of right roles, statuses, ties and ages right, wrong and missed."""
    tally = Counter()
    for sentence in sentences:
        entities, relations = read_names(sentence.text, sentence.mentions)
        notes = [
            *_score_roles(sentence, entities, tally),
            *_score_ties(sentence, relations, tally),
            *_score_ages(sentence, entities, tally),
        ]
        if errors and notes:
            print(sentence.text, *notes, sep="\n    ")
    return tally


def _named(entities):
    return {m.text: e for e in entities if e.label == "PERSON" for m in e.mentions}


def _score_roles(sentence, entities, tally):
    people, notes = {}, []
    for name in {m.text for m in sentence.mentions if m.label == "PERSON"}:
        people[name] = next((e for form, e in _named(entities).items() if form in name), None)
    for name, entity in people.items():
        want = [role[1:] for role in sentence.roles if role[0] == name]
        left = list(entity.roles) if entity else []
        for phrase, head, organisation, place, status in want:
            hit = next((role for role in left if alike(role.phrase, phrase)), None)
            if hit is None:
                tally["role", "missed"] += 1
                notes.append(f"missed {phrase!r} of {name}")
                continue
            left.remove(hit)
            tally["role", "right"] += 1
            for what, got, gold in (
                ("phrase", hit.phrase, phrase), ("head", hit.text, head), ("status", hit.status, status), ("owner", (hit.organisation, hit.place), (organisation, place)),
            ):  # fmt: skip
                right = got == gold or (
                    what == "owner" and (got[0], got[1] and got[1].lower()) == (gold[0], gold[1] and gold[1].lower())
                )
                tally[what, "right" if right else "wrong"] += 1
                if not right:
                    notes.append(f"{what} {got!r}, not {gold!r}")
            if organisation or place:
                tally[
                    "owned",
                    "right"
                    if (hit.organisation, (hit.place or "").lower()) == (organisation, (place or "").lower())
                    else "wrong",
                ] += 1
        tally["role", "wrong"] += len(left)
        notes += [f"wrong {role.phrase!r} of {name}" for role in left]
    return notes


def _score_ties(sentence, relations, tally):
    got = {(r.person, r.relation, r.role, r.other_person) for r in relations if r.other_person}
    want = set(sentence.ties)
    for word, items in (("right", got & want), ("wrong", got - want), ("missed", want - got)):
        tally["tie", word] += len(items)
    return [f"tie wrong {sorted(map(str, got - want))}, missed {sorted(map(str, want - got))}"] if got != want else []


def _score_ages(sentence, entities, tally):
    got = {(e.name, e.age.value) for e in entities if e.age}
    want = set(sentence.ages)
    for word, items in (("right", got & want), ("wrong", got - want), ("missed", want - got)):
        tally["age", word] += len(items)
    return [f"age {sorted(map(str, got ^ want))}"] if got != want else []


def rates(tally, what):
    """Return precision, recall and F1 of a count."""
    right, wrong, missed = (tally[what, word] for word in ("right", "wrong", "missed"))
    precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def main():
    """Print the scores of the halves asked for."""
    parts = [part for part in ("read", "aside") if part in sys.argv] or ["read", "aside"]
    for part in parts:
        tally = score(read_sentences(part), errors="--errors" in sys.argv and part == "read")
        print(part)
        for what in ("role", "phrase", "head", "owner", "owned", "status", "tie", "age"):
            counts = " ".join(f"{word} {tally[what, word]}" for word in ("right", "wrong", "missed"))
            print(f"  {what:7} {counts:30}", "P {:.3f} R {:.3f} F {:.3f}".format(*rates(tally, what)))


if __name__ == "__main__":
    main()

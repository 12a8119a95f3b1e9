"""Mentions of one person, place or organisation in an article become one group.

Equal forms meet first. Then the forms are taken from the longest to the shortest, and each joins the best earlier group that it can
be a form of; candidates come from an index of tokens, so that the work grows with the mentions and not with their square.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from newsx.names.forms import consonants, fold, person_form
from newsx.names.matching import (
    match_organisation,
    match_person,
    match_place,
    organisation_key,
    party_stems,
    person_key,
    place_key,
)
from newsx.names.organisations import initials, is_acronym
from newsx.records import NameMention

# Other names of the three labels, as data sets and models write them.
LABELS = {
    "PER": "PERSON", "PERSON": "PERSON", "PEOPLE": "PERSON",
    "LOC": "PLACE", "GPE": "PLACE", "FAC": "PLACE", "LOCATION": "PLACE", "FACILITY": "PLACE", "PLACE": "PLACE",
    "ORG": "ORG", "ORGANIZATION": "ORG", "ORGANISATION": "ORG",
}  # fmt: skip

# A form is compared with at most this many groups, the latest under each of its words: enough for any article, and a bound for floods.
_MAX_CANDIDATES = 6
# Words of so many letters may be acronyms ("Kra").
_SMALL_ACRONYM = 6
# A label outvoted by this factor on equal words is a slip of the tagger.
_MAJORITY = 2


@dataclass(slots=True)
class _Form:
    """One way of writing a name: where it stands and which mentions write it so."""

    text: str
    key: str
    indices: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)


@dataclass(slots=True)
class _Group:
    forms: list[_Form] = field(default_factory=list)
    indices: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)

    def add(self, form: _Form) -> None:
        self.forms.append(form)
        self.indices += form.indices
        for start in form.starts:
            insort(self.starts, start)


@dataclass(frozen=True, slots=True)
class _Kind:
    """How names of one label are compared and where their candidates are looked up.

    `words` gives for each word of a name the entries under which it is filed, all of them spellings of that word; `whole` the
    entries of the name as a whole (initials, all consonants).
    """

    key: Callable[[str], str]
    match: Callable[[str, str], float]
    words: Callable[[str, str], list[list[str]]]
    whole: Callable[[str, str], list[str]]


def consolidate(
    mentions: Sequence[Any], *, introduced: Sequence[tuple[int, int]] = (), brought_in: AbstractSet[int] = frozenset()
) -> list[list[int]]:
    """Group the mentions of one article by what they name; every index stands in exactly one group.

    A mention is an object with `text`, `label` and `start`, or a mapping with these keys; labels may be PERSON, PLACE and ORG or
    their usual other names, and mentions of any other label meet by equal words only. `introduced` holds pairs of indices that the
    text itself says are one ("Social Democrats (SPD)"), `brought_in` those of people whom it names as kin of others: a family name
    alone is rather the others'. Groups stand in order of their first mention, and so do the indices
    inside them.
    """
    read = [_read(mention) for mention in mentions]
    by_label: dict[str, list[int]] = defaultdict(list)
    for i, (_, label, _) in enumerate(read):
        by_label[label].append(i)
    groups: list[list[int]] = []
    for label, indices in by_label.items():
        forms = _collect_forms(read, indices, _KINDS.get(label, _OTHER))
        groups += [group.indices for group in _join_forms(forms, _KINDS.get(label, _OTHER), brought_in)]
    groups = _unite(groups, introduced)
    order = sorted(range(len(read)), key=lambda i: (read[i][2], i))
    rank = {i: place for place, i in enumerate(order)}
    for group in groups:
        group.sort(key=rank.__getitem__)
    return sorted(groups, key=lambda group: rank[group[0]])


def _unite(groups: list[list[int]], pairs: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Join the groups that hold the two indices of a pair."""
    number = {i: n for n, group in enumerate(groups) for i in group}
    for first, second in pairs:
        keep, drop = sorted((number[first], number[second]))
        if keep != drop:
            number.update(dict.fromkeys(groups[drop], keep))
            groups[keep] += groups[drop]
            groups[drop] = []
    return [group for group in groups if group]


def mend_labels(mentions: Sequence[Any]) -> list[str]:
    """Return the label of each mention, with labels outvoted two to one on equal words replaced by the majority's."""
    read = [_read(mention) for mention in mentions]
    keys = [fold(text).removeprefix("the ") for text, _, _ in read]
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for key, (_, label, _) in zip(keys, read, strict=True):
        votes[key][label] += 1
    best = {key: max(count.items(), key=itemgetter(1)) for key, count in votes.items() if len(count) > 1}
    mended = []
    for key, (_, label, _) in zip(keys, read, strict=True):
        winner, count = best.get(key, (label, 0))
        mended.append(winner if count >= _MAJORITY * votes[key][label] else label)
    return mended


def _read(mention: Any) -> tuple[str, str, int]:
    if isinstance(mention, NameMention):
        text, label, start = mention.text, mention.label, mention.start
    elif isinstance(mention, Mapping):
        text, label, start = mention["text"], mention["label"], mention["start"]
    else:
        text, label, start = mention.text, mention.label, mention.start
    return text, LABELS.get(str(label).upper(), str(label)), int(start)


def _collect_forms(read: list[tuple[str, str, int]], indices: list[int], kind: _Kind) -> list[_Form]:
    forms: dict[str, _Form] = {}
    for i in indices:
        text, _, start = read[i]
        key = kind.key(text)
        form = forms.setdefault(key, _Form(text, key))
        if len(text) > len(form.text):
            form.text = text
        form.indices.append(i)
        form.starts.append(start)
    return sorted(forms.values(), key=lambda form: (-len(form.key.split()), -len(form.key), min(form.starts)))


def _join_forms(forms: list[_Form], kind: _Kind, brought_in: AbstractSet[int] = frozenset()) -> list[_Group]:
    groups: list[_Group] = []
    index: dict[str, list[int]] = defaultdict(list)
    for form in forms:
        words, whole = kind.words(form.text, form.key), kind.whole(form.text, form.key)
        best = _choose(groups, _candidates(index, words, whole), form, kind, brought_in)
        if best is None:
            best = len(groups)
            groups.append(_Group())
        groups[best].add(form)
        for entry in {entry for word in words for entry in word}.union(whole):
            if not index[entry] or index[entry][-1] != best:
                index[entry].append(best)
    return groups


def _candidates(index: Mapping[str, list[int]], words: list[list[str]], whole: list[str]) -> Iterable[int]:
    """Return the groups that hold the name's rarest word, for a longer form holds all of them, and those alike as a whole."""
    rarest = min(words, key=lambda word: sum(len(index.get(entry, ())) for entry in word), default=[])
    return dict.fromkeys(number for entry in (*rarest, *whole) for number in index.get(entry, ())[-_MAX_CANDIDATES:])


def _choose(
    groups: list[_Group], candidates: Iterable[int], form: _Form, kind: _Kind, brought_in: AbstractSet[int]
) -> int | None:
    """Return the group the form fits best: by strength, then one that is not brought in as kin, then by the nearest mention before it, then after it."""
    best: tuple[float, bool, bool, int, int] | None = None
    start = min(form.starts)
    for number in candidates:
        group = groups[number]
        strength = max(kind.match(other.text, form.text) for other in group.forms[:_MAX_CANDIDATES])
        if strength <= 0:
            continue
        place = bisect_right(group.starts, start)
        nearest = group.starts[place - 1] if place else -group.starts[0]
        own = not brought_in or brought_in.isdisjoint(group.indices)
        rank = (strength, own, place > 0, nearest, number)
        if best is None or rank > best:
            best = rank
    return best[4] if best else None


def _person_words(text: str, _key: str) -> list[list[str]]:
    # Initials fit many names and are left to the comparison itself.
    tokens = [token for token in person_form(text).tokens if len(token) > 1]
    return [[token, f"~{consonants(token)}", *([f"^{token[:3]}"] if len(token) >= 5 else [])] for token in tokens]


def _organisation_words(_text: str, key: str) -> list[list[str]]:
    return [[word] for word in key.split()]


def _organisation_whole(text: str, key: str) -> list[str]:
    letters = [f"={letters}" for letters in initials(text)]
    if is_acronym(text) or (text.isalpha() and len(text) <= _SMALL_ACRONYM):
        letters.append(f"={fold(text).replace(' ', '')}")
    return [*letters, f"~{consonants(key.replace(' ', ''))}", f"%{' '.join(party_stems(key.split()))}"]


def _place_words(_text: str, key: str) -> list[list[str]]:
    return [[word] for word in key.split()]


def _all_consonants(_text: str, key: str) -> list[str]:
    return [f"~{consonants(key.replace(' ', ''))}"]


def _no_words(_text: str, _key: str) -> list[list[str]]:
    return []


def _no_entries(_text: str, _key: str) -> list[str]:
    return []


def _never(_longer: str, _shorter: str) -> float:
    return 0.0


_KINDS = {
    "PERSON": _Kind(person_key, match_person, _person_words, _all_consonants),
    "ORG": _Kind(organisation_key, match_organisation, _organisation_words, _organisation_whole),
    "PLACE": _Kind(place_key, match_place, _place_words, _all_consonants),
}
_OTHER = _Kind(fold, _never, _no_words, _no_entries)

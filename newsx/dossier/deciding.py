"""Decides whom a name in an article means: a profile the dossier has, a new one, or a question for people.

Pure: it is given what the dossier knows (`Candidate`) and returns a `Decision` with its reason. Precision comes first: a wrong join is
worse than a missing one, for it draws others after it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsx.dossier.aliases import global_bodies
from newsx.dossier.bodies import judge_bodies
from newsx.dossier.context import Context, Weighed, weigh
from newsx.dossier.people import Level, NameVerdict, judge_people
from newsx.names.organisations import is_acronym
from newsx.names.people import SAME_PERSON, compare_people

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newsx.dossier.facts import Appearance

# What the articles must say beside a name of each level, as a sum of weights (`context`).
_NEEDED = {Level.SAME: -2.4, Level.LIKELY: 1.4, Level.POSSIBLE: 4.0}
# An equal name is held to be another person's from here down.
_SPLIT = -2.4
# Names of bodies that are equal are one; an acronym that is known for one country is another body in another, and so is a name of one
# word that is said to belong elsewhere. Longer names hardly ever are: what the words near them tell of their country is too often wrong.
_SPLIT_ACRONYM, _SPLIT_WORD, _NEVER = -0.9, -2.4, -99.0
# A single name joins a full one where so much agrees, and more than for the next.
_LONE, _LONE_MARGIN = 2.4, 1.4
# Nearer than this to joining, or with names this much alike, a pair is worth a question.
_ASK = -1.0
_MOST_QUESTIONS = 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """A profile that a name may mean: by which of its forms it was found, and what is known of it."""

    profile: int
    form: str
    key: str
    context: Context
    articles: int


@dataclass(frozen=True, slots=True)
class Question:
    """A pair that only people can decide: the profile it is about, how near it came, and why."""

    profile: int
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Decision:
    """The profile a name means, None for a new one; how sure, why, and what remains to be asked."""

    profile: int | None
    score: float
    reason: str
    questions: tuple[Question, ...] = ()


def decide_known(
    appearance: Appearance, senses: Sequence[Candidate], year: int | None, company: Callable[[int], float]
) -> Decision:
    """Decide which of the profiles with this very name is meant; a new one where all speak against it."""
    if appearance.kind == "place":
        return Decision(senses[0].profile, 1.0, "equal entry or name")
    split = _split_of(appearance, senses)
    weighed = [
        (_weigh_cheaply(sense, appearance, year, company, split, alone=len(senses) == 1), sense) for sense in senses
    ]
    best, sense = max(weighed, key=lambda pair: (pair[0].total, pair[1].articles, -pair[1].profile))
    if best.total > split:
        return Decision(sense.profile, 1.0, _because("equal name", best))
    asked = Question(sense.profile, _score(Level.SAME, best), _because("equal name", best))
    return Decision(None, 0.0, _because("an equal name that means another", best), (asked,))


def _split_of(appearance: Appearance, senses: Sequence[Candidate]) -> float:
    """Return the sum of weights from which down an equal name means another."""
    if appearance.kind == "person":
        return _SPLIT
    key = senses[0].key
    if " " in key or key in global_bodies().values():
        return _NEVER
    is_known = any(sense.context.home for sense in senses)
    return _SPLIT_ACRONYM if is_acronym(appearance.name) and is_known else _SPLIT_WORD


def _weigh_cheaply(
    sense: Candidate,
    appearance: Appearance,
    year: int | None,
    company: Callable[[int], float],
    split: float,
    *,
    alone: bool,
) -> Weighed:
    """Weigh without company, which is asked for only where the rest leaves it open."""
    plain = weigh(sense.context, appearance, year=year, company=0.0)
    if alone and plain.total > split:
        return plain
    return weigh(sense.context, appearance, year=year, company=company(sense.profile))


def decide_new(
    appearance: Appearance, candidates: Sequence[Candidate], year: int | None, company: Callable[[int], float]
) -> Decision:
    """Decide on a form never seen: which of the profiles with like names it belongs to."""
    scored: list[tuple[float, Weighed, NameVerdict, Candidate]] = []
    seen: set[int] = set()
    judged = [(judge(appearance, each), each) for each in candidates]
    for verdict, each in sorted(judged, key=lambda pair: (-pair[0].level, -pair[1].articles, pair[1].profile)):
        if verdict.level is Level.DIFFERENT or each.profile in seen:
            continue
        seen.add(each.profile)
        weighed = weigh(each.context, appearance, year=year, company=company(each.profile))
        scored.append((_score(verdict.level, weighed), weighed, verdict, each))
    joined = [entry for entry in scored if _joins(entry[2], entry[1])]
    if len(joined) > 1:
        joined = _clearest(joined)
    open_pairs = [entry for entry in scored if entry not in joined and entry[1].total >= _ASK]
    questions = tuple(
        Question(each.profile, score, _because(verdict.reason, weighed))
        for score, weighed, verdict, each in sorted(open_pairs, key=lambda entry: (-entry[0], entry[3].profile))
        if verdict.level > Level.DOUBTFUL or weighed.support >= 1.0
    )[:_MOST_QUESTIONS]
    if not joined:
        return Decision(
            None,
            0.0,
            "the first of its name: none like it was there" if not scored else "like names were there, not enough else",
            questions,
        )
    score, weighed, verdict, each = joined[0]
    return Decision(each.profile, score, _because(f"{verdict.reason}: {each.form}", weighed), ())


def _clearest(
    joined: list[tuple[float, Weighed, NameVerdict, Candidate]],
) -> list[tuple[float, Weighed, NameVerdict, Candidate]]:
    """Return the one that stands out of several; none where two could be meant equally well."""
    joined = sorted(joined, key=lambda entry: (-entry[2].level, -entry[1].total, -entry[3].articles, entry[3].profile))
    first, second = joined[:2]
    clear = first[2].level > second[2].level or first[1].total >= second[1].total + 1.0
    return joined[:1] if clear else []


def decide_lone(
    appearance: Appearance, candidates: Sequence[Candidate], year: int | None, company: Callable[[int], float]
) -> Decision:
    """Decide whom a single name means: somebody in whose company it stands, or nobody the dossier knows."""
    scored = sorted(
        ((weigh(each.context, appearance, year=year, company=company(each.profile)), each) for each in candidates),
        key=lambda pair: (-pair[0].total, -pair[1].articles, pair[1].profile),
    )
    if not scored or scored[0][0].total < _LONE:
        return Decision(None, 0.0, "a single name in no company that is known")
    best, each = scored[0]
    if len(scored) > 1 and best.total < scored[1][0].total + _LONE_MARGIN:
        return Decision(None, 0.0, "a single name that two could bear")
    return Decision(each.profile, _score(Level.POSSIBLE, best), _because(f"single name of {each.form}", best))


def judge(appearance: Appearance, candidate: Candidate) -> NameVerdict:
    """Compare the name of an appearance with a form of a profile."""
    if appearance.kind == "organisation":
        return judge_bodies(appearance.name, candidate.form, appearance.key, candidate.key)
    verdict = judge_people(appearance.name, candidate.form)
    if verdict.level > Level.DIFFERENT and compare_people(appearance.name, candidate.form).score < SAME_PERSON:
        return NameVerdict(min(verdict.level, Level.LIKELY), verdict.reason)
    return verdict


def _joins(verdict: NameVerdict, weighed: Weighed) -> bool:
    needed = _NEEDED.get(verdict.level)
    return needed is not None and weighed.total >= needed


def _score(level: Level, weighed: Weighed) -> float:
    """Put level and weights into one figure from 0 to 1, to sort questions by."""
    base = {Level.SAME: 0.9, Level.LIKELY: 0.75, Level.POSSIBLE: 0.6, Level.DOUBTFUL: 0.4}.get(level, 0.0)
    return round(min(0.99, max(0.01, base + 0.03 * weighed.total)), 3)


def _because(reason: str, weighed: Weighed) -> str:
    return "; ".join((reason, *weighed.reasons))

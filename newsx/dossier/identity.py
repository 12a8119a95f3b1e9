"""Finds for every name of an article the profile it means, asking the store only for what may be meant. Called by `adding`."""

from __future__ import annotations

import json
import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsx.dossier.context import Context, about_of
from newsx.dossier.deciding import Candidate, Decision, decide_known, decide_lone, decide_new
from newsx.dossier.keys import blocks_of, families_of
from newsx.names.forms import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from newsx.dossier.facts import Appearance, ArticleFacts
    from newsx.dossier.store import Store

# A block with more forms than this tells nothing; no more forms than that are compared.
_BUCKET, _MOST_COMPARED = 60, 40
# Of a family name the latest are looked at: those in the news.
_LATEST = 40
# So far from each other a city and the province of its name may lie.
_NEAR_DEGREES = 0.7
# What those named beside a name weigh, by how rare they are.
_COMPANY = {"person": 0.6, "organisation": 0.4, "place": 0.2}
_MOST_COMPANY = 4.0
# So few articles tell nothing of what is rare.
_LEAST_ARTICLES = 60


@dataclass(frozen=True, slots=True)
class Placed:
    """A name of an article with the profile it was found to mean, and why."""

    appearance: Appearance
    form: int
    profile: int
    decision: Decision
    is_new_form: bool


class Identity:
    """Decides identities in one dossier."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.articles = int(store.row("count_articles")[0])
        self._has_verdicts = bool(store.row("count_verdicts")[0])

    def place_all(self, facts: ArticleFacts) -> list[Placed]:
        """Return every name of an article with its profile; new profiles and forms are made, counts are up to the caller."""
        self.articles += 1
        year = int(facts.day[:4]) if facts.day else None
        here: dict[int, float] = {}
        taken: set[int] = set()
        placed = []
        for appearance in facts.appearances:
            found = self._place(appearance, facts, year, here, taken)
            placed.append(found)
            taken.add(found.profile)
            if appearance.key[:2] != "c:" and found.profile not in here:
                here[found.profile] = self._weight(found.profile)
        return placed

    def _weight(self, profile: int) -> float:
        """Return what it tells that a profile is named: much where few articles name it."""
        _, kind, articles = self._store.row("weights_of", profile)
        return _COMPANY[kind] * math.log((max(self.articles, _LEAST_ARTICLES) + 2) / (articles + 2))

    def _place(
        self, appearance: Appearance, facts: ArticleFacts, year: int | None, here: dict[int, float], taken: set[int]
    ) -> Placed:
        # Two names that an article keeps apart are two, unless elsewhere both are names of one.
        barred, wanted = self._ruled(appearance, facts.article.id)
        company = self._company_in(here)
        decision = self._decide(appearance, year, (barred, barred | taken), wanted, company)
        profile = decision.profile
        if profile is None:
            profile = self._store.put("add_profile", appearance.kind, appearance.name, appearance.country)
        form, is_new = self._form(appearance, profile)
        self._note_witnesses(appearance, profile)
        self._ask(appearance, form, decision, facts)
        return Placed(appearance, form, profile, decision, is_new)

    def _decide(
        self,
        appearance: Appearance,
        year: int | None,
        bars: tuple[set[int], set[int]],
        wanted: int | None,
        company: Callable[[int], float],
    ) -> Decision:
        ruled_out, barred = bars
        if wanted is not None:
            return Decision(wanted, 1.0, "by verdict")
        senses = self._candidates("forms_of_key", appearance.kind, appearance.key, barred=ruled_out)
        if appearance.is_lone:
            return self._decide_lone(appearance, senses, year, barred, company)
        known = decide_known(appearance, senses, year, company) if senses else None
        if known and known.profile is not None:
            return known
        barred = barred | {sense.profile for sense in senses}
        for key, form in appearance.witnesses:
            others = self._candidates("forms_of_key", appearance.kind, key, barred=barred)
            decision = decide_known(appearance, others, year, company) if others else None
            if decision and decision.profile is not None:
                return Decision(decision.profile, 0.95, f"called {form} in the same article; {decision.reason}")
        if appearance.kind == "place":
            return self._decide_place(appearance, barred)
        decision = decide_new(appearance, self._alike(appearance, barred), year, company)
        return known if known and decision.profile is None else decision

    def _decide_lone(
        self,
        appearance: Appearance,
        senses: Sequence[Candidate],
        year: int | None,
        barred: set[int],
        company: Callable[[int], float],
    ) -> Decision:
        rows = self._store.rows("latest_of_block", f"n:{appearance.key}", _LATEST)
        full = self._distinct((form for (form,) in rows), barred)
        decision = decide_lone(appearance, full, year, company)
        if decision.profile is not None or not senses:
            return decision
        return decide_lone(appearance, senses[-_LATEST:], year, company)

    def _decide_place(self, appearance: Appearance, barred: set[int]) -> Decision:
        """Join a place with the one of its name and country that lies where it lies, or whose place in the gazetteer only one of them has."""
        if appearance.key.startswith("c:"):
            return Decision(None, 0.0, "a new country")
        codes = [place_block(appearance)]
        if appearance.country is None:
            codes = [code for (code,) in self._store.rows("codes_from", codes[0], codes[0] + "~")]
        rows = [form for code in codes for (form,) in self._store.rows("forms_of_block", code, _BUCKET)]
        found = self._distinct(rows, barred)
        near = [each for each in found if self._is_near(appearance, each.profile)]
        if near:
            return Decision(near[0].profile, 0.9, f"equal name, near in one country: {near[0].form}")
        others = [each for each in found if each.key.startswith("g:") != appearance.key.startswith("g:")]
        if len(others) == 1 and (appearance.country or len(found) == 1):
            return Decision(others[0].profile, 0.9, f"equal name, the only one: {others[0].form}")
        return Decision(None, 0.0, "a new place")

    def _is_near(self, appearance: Appearance, profile: int) -> bool:
        """Tell whether a place lies where a profile does: a city and the province of its name are one."""
        point = self._store.row("point_of", profile)
        if point is None or appearance.point is None:
            return False
        return all(abs(a - b) < _NEAR_DEGREES for a, b in zip(point, appearance.point[:2], strict=True))

    def _candidates(self, statement: str, *values: object, barred: set[int]) -> list[Candidate]:
        rows = self._store.rows(statement, *values)
        found: dict[int, Candidate] = {}
        for _, name, key, profile, context, articles, _ in rows:
            if profile not in barred and profile not in found:
                found[profile] = Candidate(profile, name, key, Context.read(json.loads(context)), articles)
        return list(found.values())

    def _distinct(self, forms: Iterable[int], barred: set[int]) -> list[Candidate]:
        found: dict[int, Candidate] = {}
        for form in forms:
            for each in self._candidates("form", form, barred=barred):
                found.setdefault(each.profile, each)
        return list(found.values())

    def _alike(self, appearance: Appearance, barred: set[int]) -> list[Candidate]:
        """Return the forms that share a block with a name, those that share most first."""
        shared: Counter[int] = Counter()
        for code in sorted(blocks_of(appearance.kind, appearance.key, appearance.name)):
            forms = self._store.rows("forms_of_block", code, _BUCKET + 1)
            if len(forms) <= _BUCKET:
                shared.update(form for (form,) in forms)
        ranked = sorted(shared.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST_COMPARED]
        return [each for form, _ in ranked for each in self._candidates("form", form, barred=barred)]

    def _company_in(self, here: dict[int, float]) -> Callable[[int], float]:
        def company(profile: int) -> float:
            if not here:
                return 0.0
            met = {other for (other,) in self._store.rows("company", profile)} & here.keys()
            return min(_MOST_COMPANY, sum(max(0.0, here[other]) for other in met))

        return company

    def _form(self, appearance: Appearance, profile: int) -> tuple[int, bool]:
        """Return the form of a profile by a key, made where it is not there."""
        for form, _, _, owner, *_ in self._store.rows("forms_of_key", appearance.kind, appearance.key):
            if owner == profile:
                return form, False
        return self._add_form(appearance, appearance.key, appearance.name, profile), True

    def _add_form(self, appearance: Appearance, key: str, name: str, profile: int) -> int:
        form = self._store.put("add_form", appearance.kind, key, name, profile)
        codes = set(blocks_of(appearance.kind, key, name))
        if appearance.kind == "person" and " " in key:
            codes |= families_of(key)
        if appearance.kind == "place":
            codes.add(place_block(appearance))
        self._store.put_all("add_block", [(code, form) for code in sorted(codes)])
        return form

    def _note_witnesses(self, appearance: Appearance, profile: int) -> None:
        """Make the other names an article gives known as those of the profile, unless they are somebody's already."""
        for key, name in appearance.witnesses:
            if not self._store.rows("forms_of_key", appearance.kind, key):
                self._add_form(appearance, key, name, profile)

    def _ask(self, appearance: Appearance, form: int, decision: Decision, facts: ArticleFacts) -> None:
        article = self._store.row("article_of_record", facts.article.id)[0]
        for question in decision.questions:
            other = self._store.rows("forms_of_profile", question.profile)[0][0]
            self._store.put("add_question", appearance.kind, form, other, article, question.score, question.reason)

    def _ruled(self, appearance: Appearance, record: str) -> tuple[set[int], int | None]:
        """Return the profiles that verdicts of people bar for a name in an article, and the one they want for it."""
        barred: set[int] = set()
        if not self._has_verdicts:
            return barred, None
        wanted = None
        for _, verdict, key_a, article_a, key_b, article_b in self._store.rows(
            "verdicts_of_key", appearance.kind, appearance.key
        ):
            sides = ((key_a, article_a, key_b, article_b), (key_b, article_b, key_a, article_a))
            for key, article, other_key, other_article in sides:
                if key != appearance.key or article not in (None, record):
                    continue
                others = self._meant(appearance.kind, other_key, other_article)
                if verdict == "different":
                    barred = barred | others
                elif verdict == "same" and others:
                    wanted = min(others)
        return barred, None if wanted in barred else wanted

    def _meant(self, kind: str, key: str, record: str | None) -> set[int]:
        """Return the profiles that bear a name, in one article where it is given."""
        rows = self._store.rows("forms_of_key", kind, key)
        if record is None:
            return {profile for _, _, _, profile, *_ in rows}
        article = self._store.row("article_of_record", record)
        if article is None:
            return set()
        forms = {form for form, *_ in rows}
        return {profile for profile, form, *_ in self._store.rows("refs_of_article", article[0]) if form in forms}


def place_block(appearance: Appearance) -> str:
    """Return the code under which places of one name in one country meet."""
    return f"l:{fold(appearance.name).removeprefix('the ')}@{appearance.country or ''}"


def about_json(appearance: Appearance) -> str:
    """Return what is kept of an appearance with its link."""
    return json.dumps(about_of(appearance), ensure_ascii=False, separators=(",", ":"))

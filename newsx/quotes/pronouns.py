"""Tells whom "he said" or "she said" means: by gender, by who was named last, by who spoke last. `speakers` calls it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from newsx.lazy import lazy_pattern
from newsx.names.given import given_gender
from newsx.names.tables import word_set
from newsx.quotes.openings import opening_subject
from newsx.quotes.phrases import subject_before

if TYPE_CHECKING:
    from newsx.quotes.scene import Name, Scene
    from newsx.records import EntityGroup

_REACH = 900
_SENTENCES = 5
# How much speaks for a person: to be the one who speaks or acts in a sentence, to have spoken last, to be known as a man or a woman; and
# against: each sentence further off, to stand behind a preposition, to own something. Tuned on the read half of a corpus.
_SPEAKS, _ACTS, _SPOKE, _KNOWN = 2.0, 1.5, 0.7, 0.7
_FAR, _TIED_COST, _OWNS_COST = 1.0, 1.0, 0.5
_FARTHEST = 99.0
# From this lead on the first is clearly meant.
_CLEAR = 1.5
_SAID_BEFORE = lazy_pattern(r"\b(?:said|says|asked|added|told|wrote|according\sto)\s(?:[A-Z][\w.-]*\s){0,3}$")
_TIED = lazy_pattern(
    r"\b(?:of|for|to|from|with|by|at|in|on|under|against|about|near|between|behind|and|or|than|like|as)\s(?:the\s)?(?:[A-Z][\w.]*\s){0,2}$"
)
_FEMALE = lazy_pattern(
    r"\b(?:Mrs|Ms|Miss|Lady|Queen|Princess|Baroness|Duchess|Dame|Madam|Madame|Señora|Frau|Mama|Sister|[Aa]ctress|"
    r"[Ss]pokeswoman|[Cc]hairwoman|[Cc]ongresswoman|[Bb]usinesswoman|[Pp]olicewoman|[Mm]other|[Ww]ife|[Dd]aughter|[Ss]ister|"
    r"[Ww]idow|[Gg]irlfriend|[Gg]randmother|[Aa]unt|[Nn]iece|[Ff]irst [Ll]ady)\b[.,]?\s*$"
)
_MALE = lazy_pattern(
    r"\b(?:Mr|Sir|Lord|King|Prince|Baron|Duke|Señor|Herr|Monsieur|Father|[Aa]ctor|[Ss]pokesman|[Cc]hairman|[Cc]ongressman|"
    r"[Bb]usinessman|[Pp]oliceman|[Ff]ather|[Hh]usband|[Ss]on|[Bb]rother|[Bb]oyfriend|[Gg]randfather|[Uu]ncle|[Nn]ephew|"
    r"Cardinal|Archbishop|Pope|Imam|Sheikh|Sheik|Ayatollah)\b[.,]?\s*$"
)
_WOMAN_BEHIND = lazy_pattern(
    r",\s(?:a|the|an|his|her)?\s?(?:[\w-]+\s){0,3}(?:spokeswoman|chairwoman|actress|mother|wife|daughter|widow|woman)\b"
)
_MAN_BEHIND = lazy_pattern(
    r",\s(?:a|the|an|his|her)?\s?(?:[\w-]+\s){0,3}(?:spokesman|chairman|actor|father|husband|son|man)\b"
)
_PRONOUN = lazy_pattern(r"\b(?:(he|him|his|himself)|(she|her|hers|herself))\b", re.IGNORECASE)
# "John Berg, who he said": another one speaks of the one named.
_RELATIVE = lazy_pattern(r",?\s(?:who|whom|which)\s")
# Somebody without a name who may be meant instead.
_STRANGER = lazy_pattern(
    r"\b(?:[Aa]n?|[Tt]he|[Oo]ne|[Aa]nother)\s(?:[\w-]+\s){0,3}?(?:man|woman|boy|girl|mother|father|son|daughter|officer|official|spokesman|"
    r"spokeswoman|spokesperson|witness|resident|student|teacher|doctor|lawyer|victim|suspect|driver|voter|supporter|source|aide|"
    r"reporter|journalist|neighbour|neighbor|minister|president|governor|mayor|judge|senator|analyst|expert|candidate)\b"
)


# Kin and service without a name of their own, tied to one who has one: "a spokesman for Ada Lund", "Ada Lund's neighbour". Men, women, and who may be both.
_MEN = "spokesman|brother|father|son|husband|widower|uncle|nephew|grandfather|boyfriend|ex-husband|grandson|bodyguard"
_WOMEN = "spokeswoman|sister|mother|daughter|wife|widow|aunt|niece|grandmother|girlfriend|ex-wife|granddaughter"
_EITHER = (
    "spokesperson|lawyer|attorney|counsel|solicitor|barrister|aide|adviser|advisor|assistant|secretary|neighbou?r|friend|colleague|cellmate|"
    "classmate|teammate|cousin|relative|supporter|ally|associate|driver|deputy|agent|manager|representative|partner|confidant|follower"
)
_TIED_TO = {
    gender: lazy_pattern(
        rf"\b(?:an?|the|one|another|his|her|their)\s(?:[\w-]+\s){{0,3}}?(?:{nouns})\s(?:of|for|to)\s(?:the\s)?(?:[\w.-]+\s){{0,4}}(?:[\w.-]+,\s)?$",
        re.IGNORECASE,
    )
    for gender, nouns in (("m", f"{_MEN}|{_EITHER}"), ("f", f"{_WOMEN}|{_EITHER}"))
}
_OWNED_BY = {
    gender: lazy_pattern(rf"(?:[’']s?)\s(?:[\w-]+\s){{0,2}}?(?:{nouns})\b(?!,?\s[A-Z])")
    for gender, nouns in (("m", f"{_MEN}|{_EITHER}"), ("f", f"{_WOMEN}|{_EITHER}"))
}
_TIE_REACH = 80


class Pick(NamedTuple):
    """Whom a pronoun means and how that was told."""

    entity: int
    way: str


class Pronouns:
    """Resolves pronouns of one text; what has been resolved counts as a mention for what follows."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self._genders: dict[int, str] = {}
        self._said: dict[int, str] = {}
        self._resolved: list[tuple[int, int]] = []
        self._outsider = -1
        self._subjects: dict[int, float] = {}
        self._read_to = 0

    def gender(self, entity: int) -> str:
        """Return "m" or "f" of a person of the article, an empty string where nothing tells."""
        if entity not in self._genders:
            self._genders[entity] = self._gender(self.scene.people[entity])
        return self._genders[entity]

    def _gender(self, person: EntityGroup) -> str:
        text = self.scene.text
        score = 0
        for mention in person.mentions:
            before = text[max(0, mention.start - 24) : mention.start]
            behind = text[mention.end : mention.end + 60]
            score += bool(_MALE.search(before)) - bool(_FEMALE.search(before))
            score += bool(_MAN_BEHIND.match(behind)) - bool(_WOMAN_BEHIND.match(behind))
        if score:
            return "m" if score > 0 else "f"
        given = given_gender(person.name) if " " in person.name else None
        return given or self._by_pronouns(person)

    def _by_pronouns(self, person: EntityGroup) -> str:
        """Return the gender of the pronouns behind a person's mentions, up to the next name.

        A name of one word may be anything: for it only pronouns of the same sentence count.
        """
        scene, score = self.scene, 0
        for mention in person.mentions:
            if scene.is_hidden(mention.start):
                continue
            end = min(len(scene.text), mention.end + 160)
            if " " not in person.name:
                end = scene.sentence_end(mention.end, end)
            others = [name.start for name in scene.names_in(mention.end, end) if name.label == "PERSON"]
            pronoun = _PRONOUN.search(scene.shown, mention.end, min([end, *others]))
            if pronoun:
                score += 1 if pronoun.group(1) else -1
        return "m" if score > 0 else "f" if score < 0 else ""

    def resolve(self, place: int, gender: str, spoke: int | None) -> Pick | None:
        """Return the person a pronoun at `place` means; `spoke` is who spoke last, if anybody has."""
        named = [
            name
            for name in self._named(max(0, place - _REACH), place)
            if self._may_be(name.entity, gender) and not _RELATIVE.fullmatch(self.scene.shown, name.end, place)
        ]
        near = self._distances(named, place)
        if not near:
            if spoke is not None and self._may_be(spoke, gender):
                return Pick(spoke, "spoke" if self.gender(spoke) else "spoke_unsure")
            return None
        self._read_subjects(max(0, place - _REACH), place)
        best: dict[int, float] = {}
        for name, sentences in near:
            score = self._score(name) - _FAR * sentences + (_SPOKE if name.entity == spoke else 0)
            best[name.entity] = max(best.get(name.entity, -_FARTHEST), score)
        last = {name.entity: name.end for name, _ in near}
        order = sorted(best, key=lambda entity: (-best[entity], -last[entity]))
        if any(name.end == last[order[0]] and self._is_anothers(name, gender) for name, _ in near):
            return None
        margin = best[order[0]] - best[order[1]] if len(order) > 1 else _FARTHEST
        way = "only" if len(order) == 1 else "clear" if margin >= _CLEAR else "close"
        if _STRANGER.search(self.scene.shown, last[order[0]], place):
            way += "_stranger"
        if last[order[0]] <= self._outsider:
            way += "_doubtful"
        elif not self.gender(order[0]):
            acts = any(name.entity == order[0] and self._acts(name) for name, _ in near)
            way += "_unsure" if acts or order[0] == spoke else "_doubtful"
        return Pick(order[0], way)

    def _is_anothers(self, name: Name, gender: str) -> bool:
        """Whether a name only tells whose spokesman, neighbour or sister somebody is whom a pronoun of this gender may mean."""
        shown = self.scene.shown
        low = self.scene.sentence_start(name.start, max(0, name.start - _TIE_REACH))
        if _TIED_TO[gender].search(shown, low, name.start):
            return True
        return _OWNED_BY[gender].match(shown, name.end) is not None

    def _distances(self, near: list[Name], place: int) -> list[tuple[Name, int]]:
        """Return the names with the number of sentences that end between each and `place`; far ones are left out."""
        ends = list(self.scene.sentence_ends(near[0].start, place)) if near else []
        return [(name, count) for name in near if (count := sum(name.start < end for end in ends)) <= _SENTENCES]

    def _score(self, name: Name) -> float:
        """Return how well a name suits as what a pronoun behind it goes on with: as who speaks or acts in its sentence."""
        scene, score = self.scene, 0.0
        score += self._subjects.get(name.end, 0.0)
        before = scene.shown[max(0, name.start - 40) : name.start]
        if _SAID_BEFORE.search(before):
            score += _SPEAKS
        elif not score and _TIED.search(before):
            score -= _TIED_COST
        if scene.shown.startswith(("’s", "'s", "’ ", "' "), name.end):
            score -= _OWNS_COST
        return score + (_KNOWN if self.gender(name.entity) else 0)

    def _acts(self, name: Name) -> bool:
        """Whether a name is the subject of its sentence itself, and not tied to it: "the season of the Bundesliga began"."""
        before = self.scene.shown[max(0, name.start - 40) : name.start]
        return bool(_SAID_BEFORE.search(before)) or (name.end in self._subjects and not _TIED.search(before))

    def _read_subjects(self, low: int, high: int) -> None:
        """Note where those are named who speak or act by their sentence, by the end of their names, in a stretch not read before."""
        scene = self.scene
        place = bisect_right(scene.ends, max(low, self._read_to))
        starts = [max(low, self._read_to), *scene.ends[place : bisect_left(scene.ends, high)]]
        for start, end in zip(starts, [*starts[1:], high], strict=True):
            for verb in scene.speech(start, end):
                subject = subject_before(scene, start, verb.start())
                if subject is not None:
                    self._subjects[subject.end] = _SPEAKS
            subject = opening_subject(scene, start, end)
            if subject is not None:
                self._subjects.setdefault(subject.end, _ACTS)
        self._read_to = max(self._read_to, starts[-1])

    def note(self, place: int, entity: int, gender: str) -> None:
        """Remember that the words at `place` mean this person: whoever was "she" once is not "he" later."""
        self._resolved.append((place, entity))
        self._said.setdefault(entity, gender)

    def _may_be(self, entity: int, gender: str) -> bool:
        """Whether a person of the article may be meant by a pronoun of this gender."""
        return self.gender(entity) in {gender, ""} and self._said.get(entity, gender) == gender

    def note_outsider(self, place: int) -> None:
        """Remember that somebody spoke at `place` who is nobody of the record: a pronoun behind may mean that one."""
        self._outsider = place

    def _named(self, low: int, high: int) -> list[Name]:
        """Return the people named outside quotes in a stretch, pronouns that were resolved among them."""
        scene = self.scene
        found = [
            name for name in scene.names_in(low, high) if name.label == "PERSON" and not scene.is_hidden(name.start)
        ]
        for place, entity in reversed(self._resolved):
            if place < low:
                break
            if place < high:
                found.append(scene.made(place, entity))
        return sorted(found)


PERSONAL = {"he": "m", "she": "f"}
# Those of other languages, where the text is in one.
FOREIGN = {
    **dict.fromkeys(("il", "er", "él", "ele", "lui", "он", "він", "hij", "han", "on"), "m"),
    **dict.fromkeys(("elle", "ella", "ela", "lei", "она", "вона", "hon", "hun", "ona"), "f"),
}
OTHER_PRONOUNS = word_set("they it i we who you")

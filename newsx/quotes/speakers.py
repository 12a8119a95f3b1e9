"""From the words that name a source to a person or an organisation of the article; `attribution` calls it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from newsx.lazy import lazy_pattern
from newsx.quotes.phrases import role_start
from newsx.quotes.pronouns import FOREIGN, OTHER_PRONOUNS, PERSONAL, Pronouns

if TYPE_CHECKING:
    from newsx.quotes.frames import Frame
    from newsx.quotes.scene import Name, Scene
    from newsx.records import EntityGroup, Label

How = Literal["named", "short_form", "pronoun", "previous_speaker"]

# What may stand between a name and the end of the words that name a source: "(R-Ariz.)", "Jr.".
_BEHIND = lazy_pattern(r"(?:,?\s(?:Jr|Sr|III?|IV)\.?)?(?:,?\s?\([^)]*\))?[.,’'\s]*$")
# Words that tie a name to the noun before it: it is not the name that speaks.
_TIED = lazy_pattern(
    r"(?:(?:^|\s)(?:of|for|to|from|with|by|at|in|on|under|against|about|near|between|behind|and|or|than|like|as|versus|around|beside|"
    r"alongside|inside|within|among|over|through|via|[’']s?)\s+|\s(?:who|which)\s(?:\w+\s){1,4}|"
    # "a lawyer representing Ada Lund", and not "the acting Ada Lund".
    r"^(?:an?|the|one|two|some|another|many|several)\s(?:\w+\s)?\w+(?<!ly)\s\w+ing\s)(?:the\s+|a\s+|an\s+)?$",
    re.IGNORECASE,
)
# The same in other languages: prepositions with their articles, "d'", and nouns of kin and service, behind which a name stands in the genitive.
_TIED_ABROAD = lazy_pattern(
    r"(?:(?:^|\s)(?:(?:de|des?|du|dos?|das?|del|di|von|vom|van|av|af|f[üu]r|för|for|pour|para|por|per|pelo|pela|con|com|avec|mit|met|med|z|"
    r"ze|od|dla|do|k|ke|a|al|ao|aos|à|às|au|aux|zu|zum|zur|bei|beim|bij|hos|til|till|aan|tegen|gegen|contra|contre|sobre|sur|über|"
    r"om|på|от|для|из|у|к|с|со|об|о|від|з|із|до|та|y|e|et|und|och|og|en|i|и|або|oder|ou|o)|"
    r"d(?:ello|ella|ei|egli|elle|al|alla|ai))\s+(?:(?:el|la|los|las|le|les|il|lo|der|die|den|dem|das|de|het|o|os|as)\s+)?|"
    r"(?:^|\s)(?:d|dell|dall|all|nell|sull|l)[’']|"
    r"(?:^|\s)(?:представител|пресс-секретар|помощни|адвокат|защитни|советни|брат|сестр|жен|муж|мат|отец|отц|сын|дочь|доч|"
    r"соратни|сторонни|коллег|врач|друг|сосед|вдов|представни|речни|помічни|син|дружин|чоловік|rzeczni|adwokat|siostr|żon|"
    r"mąż|matk|ojciec|syn|córk|doradc|asystent|mluvčí|manželk|bratr)\w{0,4}\s+)$",
    re.IGNORECASE,
)
# A name that is nobody's of the record: "Tiegen", "analyst Mel Sembler". "The senator" may be one of those who are known.
_OUTSIDER = lazy_pattern(r"(?:[\w-]+\s)*(?:[A-Z][\w’'.-]*\s)?(?!(?:The|A|An|His|Her|This|That)\b)[A-Z][\w’'.-]*[a-z]")
_JOINED = lazy_pattern(r"\s(?:and|or|&)\s")


class Answer(NamedTuple):
    """Who speaks; `way` tells what the answer leans on, for its confidence."""

    label: Label
    entity: int
    how: How
    way: str


class Speakers:
    """Answers who speaks, quote after quote in the order of the text."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.pronouns = Pronouns(scene)

    def of_frame(self, frame: Frame, spoke: Answer | None) -> Answer | None:
        """Return who the source of a frame is; `spoke` is who spoke before."""
        if frame.source is None:
            return None
        start, end = frame.source
        if frame.rule == "turn":
            return self._by_label(start, end)
        words = self.scene.text[start:end].lower()
        gender = PERSONAL.get(words) or (FOREIGN.get(words) if self.scene.language != "en" else None)
        if gender is not None:
            return self._by_pronoun(start, gender, spoke)
        if words in OTHER_PRONOUNS:
            return None
        answer = self.of_phrase(start, end)
        if answer is None and _OUTSIDER.fullmatch(self.scene.text, start, end):
            self.pronouns.note_outsider(start)
        return answer

    def _by_label(self, start: int, end: int) -> Answer | None:
        """Return whom the label of a turn names."""
        turn = self.scene.labels.get((start, end))
        if turn is None or turn.entity is None:
            return None
        full = self.scene.text[start:end] == self.scene.people[turn.entity].name
        return Answer("PERSON", turn.entity, "named" if full else "short_form", "named")

    def _by_pronoun(self, start: int, gender: str, spoke: Answer | None) -> Answer | None:
        before = spoke.entity if spoke is not None and spoke.label == "PERSON" else None
        pick = self.pronouns.resolve(start, gender, before)
        if pick is None:
            return None
        self.pronouns.note(start, pick.entity, gender)
        return Answer("PERSON", pick.entity, "pronoun", f"pronoun_{pick.way}")

    def of_phrase(self, start: int, end: int) -> Answer | None:
        """Return the entity that a phrase names: the one its last words name, unless they belong to a noun before."""
        scene = self.scene
        named = [name for name in scene.names_in(start, end) if name.end <= end]
        last = named[-1] if named else None
        if last is None or not _BEHIND.match(scene.text[last.end : end]):
            return None
        head = role_start(scene, last)
        before = scene.text[start:head]
        if (_TIED if scene.language == "en" else _TIED_ABROAD).search(before):
            return None
        people = [name for name in named if name.label == "PERSON"]
        if len(people) > 1 and _JOINED.search(scene.text[people[0].end : last.start]):
            return None
        if last.label == "ORG" and people:
            return None
        way = "organisation" if last.label == "ORG" else "shared" if self._is_shared(last) else "named"
        return Answer(last.label, last.entity, self._how(last), way)

    def _is_shared(self, name: Name) -> bool:
        """Whether another bearer of a family name that stands alone is named in full nearer in its paragraph: nobody can tell then."""
        scene = self.scene
        family = scene.text[name.start : name.end]
        if " " in family:
            return False
        low = scene.paragraphs[scene.paragraph_at(name.start)].start
        full = [
            each
            for each in scene.names_in(low, name.start)
            if each.label == "PERSON" and scene.text[each.start : each.end].endswith(f" {family}")
        ]
        return (bool(full) and full[-1].entity != name.entity) or self._stands_beside(family, name)

    def _stands_beside(self, family: str, name: Name) -> bool:
        """Whether the sentence that named this one in full last names another of the family too: "Ada Lund, sister of the late Bo Lund"."""
        scene = self.scene
        bearers = [
            (mention.start, number)
            for number, person in enumerate(scene.people)
            if person.name.endswith(f" {family}")
            for mention in person.mentions
            if mention.start < name.start and mention.text.endswith(f" {family}")
        ]
        if len({number for _, number in bearers}) < 2:
            return False
        own = max((start for start, number in bearers if number == name.entity), default=None)
        if own is None:
            return False
        low, high = scene.sentence_start(own, 0), scene.sentence_end(own, name.start)
        return any(number != name.entity and low <= start < high for start, number in bearers)

    def _how(self, name: Name) -> How:
        return "named" if self.scene.text[name.start : name.end] == self.group(name).name else "short_form"

    def group(self, name: Name | Answer) -> EntityGroup:
        """Return the entity that is meant."""
        return (self.scene.people if name.label == "PERSON" else self.scene.organisations)[name.entity]

"""Made-up sport reports, results and tables in which clubs bear the names of towns: newspapers are full of them, the annotated articles are not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpora import ALL_LABELS, Article

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

COLOURS = tuple(
    (  # noqa: SIM905 - a word list
        "Blues Reds Whites Lions Tigers Eagles Hawks Wolves Bears Kings Royals Giants Rangers Warriors Sharks Bulls Stars Rovers Wanderers Hornets "
        "Panthers Falcons Pirates Chiefs Titans Knights Rockets Comets Dragons"
    ).split()
)
BEHIND = (
    "United", "City", "Town", "FC", "Rovers", "Athletic", "Wanderers", "County", "Rangers", "SC", "Sporting", "Albion", "Victoria", "Academy",
    "Sporting Club", "Football Club", "Cricket Club",
)  # fmt: skip
BEFORE = (
    "Real", "Sporting", "Dynamo", "Inter", "Atletico", "Racing", "Lokomotiv", "Spartak", "AC", "AS", "Olympique", "FK", "Union", "Hapoel", "Al",
    "Deportivo", "CA",
)  # fmt: skip
SPORTS = (
    "soccer",
    "football",
    "cricket",
    "rugby",
    "basketball",
    "hockey",
    "volleyball",
    "netball",
    "handball",
    "baseball",
    "futsal",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LEAGUES = (
    "the second division", "the league", "the national league", "the cup", "the premier division", "the top flight", "the play-offs",
    "the qualifying round",
)  # fmt: skip
# C: a club, a plain town or more; T: a town as a place; P: a person; L: a surname; N: a country; D: a day; S: a score; s, n, k: numbers.
LINES = [
    "{C} beat {C} {S} on {D} to move up to {n} place in {G}.",
    "{C} beat {C} {S}.",
    "{C} were held to a {S} draw by {C} at home on {D}.",
    "{C} {s} {C} {s}",
    "{C} {s}, {C} {s}",
    "{C} v {C}",
    "{C} vs {C}, {D}, 3 p.m.",
    "{P} scored twice as {C} came from behind to win {S} against {C}.",
    "{P} struck in the {n}th minute to give {C} a {S} win over {C} in {T}.",
    "{C} midfielder {P} was sent off in the {n}th minute.",
    "{C} coach {P} said his side had deserved more.",
    '"We were the better team," said {C} captain {P} after the defeat by {C}.',
    "{C} have signed striker {P} from {C} for two seasons.",
    "{P}, who joined {C} from {C} in the summer, opened the scoring.",
    "{T} hosts the final on {D}, when {C} meet {C}.",
    "The match between {C} and {C} in {T} was put off because of rain.",
    "{C} stay top with {n} points, two ahead of {C} and five ahead of {C}.",
    "{C} {n} {n} {n} {n} {n}:{n} {n}",
    "1. {C} {n} pts",
    "{n}. {C} {n} {n} {n} {n} {n} {n}",
    "{n}. {P} ({N}) {n}.{n}",
    "{P} ({C}) {n} minutes {n} seconds",
    "{P} ({N}) beat {P} ({N}) 6-{k} 6-{k}",
    "{N} beat {N} {S} in {T} on {D}.",
    "{N} {s} {N} {s}",
    "{N} coach {P} named {P} of {C} in his squad for the match in {T}.",
    "{C} fans travelled to {T} in their thousands.",
    "At {T}: {C} {n} for {n} ({L} {n}, {L} {n}) v {C}",
    "Scorers: {C} - {P} ({n}), {P} ({n}, {n}). {C} - {P} ({n}).",
    "{C} lost for the first time since they drew with {C}.",
    "{T}-born {P} made his debut for {C}.",
    "{C}'s {P} was named player of the month.",
    "The visitors, without {P}, lost {S} to {C}.",
    "{C} goalkeeper {P} saved a penalty by {C} forward {P}.",
    "Next for {C} is a trip to {T}, home of {C}.",
    "{C} were knocked out of {G} by {C}, who now face {C}.",
    "Elsewhere, {C} thrashed {C} {S} and {C} edged {C} {S}.",
    "Results of {K} matches played on {D} (home team first):",
    "National {K} league results",
    "Standings after {D}'s games:",
    "Halftime {S}. Attendance {n},000.",
    "{C} manager {P} is confident of beating {C} this weekend.",
    "The {C} board sacked {P} after the {S} loss at {C}.",
    "{C} sit bottom of the table, while {C} climbed to third.",
]
_LABELS = {"C": "ORG", "T": "PLACE", "N": "PLACE", "P": "PERSON", "L": "PERSON", "D": "DATE"}
_SLOT = re.compile(r"\{(\w)\}")
# A list is made of lines shorter than this.
LIST_LINE = 45


@dataclass(frozen=True)
class Maker:
    """Fills the lines with names: cities, countries, first and last names."""

    cities: Sequence[str]
    countries: Sequence[str]
    first: Sequence[str]
    last: Sequence[str]
    rng: random.Random

    def article(self) -> Article:
        """Return a made-up report, result list or table."""
        rng = self.rng
        clubs = [self._club() for _ in range(rng.randint(3, 7))]
        people = [f"{rng.choice(self.first)} {rng.choice(self.last)}" for _ in range(rng.randint(3, 7))]
        style, count = rng.random(), rng.randint(5, 14)
        is_list = style < 0.25
        lines = (
            [rng.choice([line for line in LINES if len(line) < LIST_LINE])] * count
            if is_list
            else rng.choices(LINES, k=count)
        )
        if rng.random() < 0.4:
            clubs = [club.upper() if rng.random() < 0.1 else club for club in clubs]
        text, spans = "", []
        for line in lines:
            made, own = self._filled(line, clubs, people)
            if text:
                text += "\n" if style < 0.4 else rng.choice(["\n\n", " ", " "])
            spans += [(start + len(text), end + len(text), label) for start, end, label in own]
            text += made
        return Article(text, tuple(spans), known=ALL_LABELS)

    def _club(self) -> str:
        chance, city = self.rng.random(), self.rng.choice(self.cities)
        if chance < 0.55:
            return city
        if chance < 0.75:
            return f"{city} {self.rng.choice(BEHIND)}"
        return f"{self.rng.choice(BEFORE)} {city}" if chance < 0.87 else f"{city} {self.rng.choice(COLOURS)}"

    def _filled(self, line: str, clubs: list[str], people: list[str]) -> tuple[str, list[tuple[int, int, str]]]:
        made, spans, at = "", [], 0
        for slot in _SLOT.finditer(line):
            made += line[at : slot.start()]
            at, words = slot.end(), self._words(slot[1], clubs, people)
            if slot[1] in _LABELS:
                spans.append((len(made), len(made) + len(words), _LABELS[slot[1]]))
            made += words
        return made + line[at:], spans

    def _words(self, slot: str, clubs: list[str], people: list[str]) -> str:
        rng = self.rng
        lists = {"C": clubs, "T": self.cities, "N": self.countries, "P": people, "D": DAYS, "G": LEAGUES, "K": SPORTS}
        if slot in lists:
            return rng.choice(lists[slot])
        if slot == "L":
            return rng.choice(people).split(" ", 1)[1]
        if slot == "S":
            return f"{rng.randint(0, 6)}-{rng.randint(0, 5)}"
        return str(rng.randint(0, {"s": 5, "k": 7}.get(slot, 80)))

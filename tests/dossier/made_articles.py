"""Short articles of our own about the invented people of `data/identities.tsv`: made from the table, so that who is meant is known.

The words around the names are those of the person's field, country and body; every article names several people, some by the family
name alone after the full one, as news does.
"""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).parent / "data" / "identities.tsv"
ARTICLES_A_PERSON = 4
_SPORTS = frozenset(
    [
        "football",
        "cricket",
        "basketball",
        "tennis",
        "rugby",
        "baseball",
        "hockey",
        "americanfootball",
        "athletics",
        "golf",
        "boxing",
        "cycling",
        "swimming",
    ]
)

_FIELD_SENTENCES = {
    "politics": (
        "Voters in {country} will go to the polls next month, and parliament is to debate the budget before that.",
        "The opposition in {country} accused the government of breaking the promises of its election campaign.",
    ),
    "military": (
        "Troops moved towards the border of {country} overnight, and shells fell on two villages.",
        "Soldiers and rebels exchanged fire for a third day in the hills.",
    ),
    "business": (
        "Shares fell three percent after investors were told that profits would be lower this year.",
        "Analysts had expected the company to raise its prices in {country}.",
    ),
    "football": ("The goal came late in the match, before 30,000 people, and took the club to the top of the league.",),
    "cricket": ("He took four wickets before lunch, and the innings ended on 212 in fading light.",),
    "basketball": ("He had 31 points and nine rebounds in the playoffs, and the team won by four.",),
    "tennis": ("The seed won in straight sets and did not lose her serve once.",),
    "rugby": ("Two late penalties from the captain decided the rugby match in the rain.",),
    "baseball": ("The pitcher held them to two hits, and a homer in the eighth inning settled the game.",),
    "hockey": ("The goaltender made 34 saves as the hockey club won on the road.",),
    "americanfootball": ("The quarterback threw two touchdowns in the last quarter.",),
    "athletics": ("The runner broke away at 35 kilometres and won the marathon by a minute.",),
    "golf": ("The golfer made three birdies on the back nine and leads by two.",),
    "boxing": ("The bout was stopped in the sixth round, a knockout that few had foreseen.",),
    "cycling": ("The peloton let the cyclist go on the last climb of the stage.",),
    "swimming": ("The swimmer won the 200 metres freestyle in a national record.",),
    "science": ("The researchers published the study in a journal after six years of field work.",),
    "medicine": ("The surgeon and two nurses operated for nine hours in the hospital.",),
    "religion": ("The bishop spoke to the faithful after mass and asked for peace.",),
    "music": ("The concert was sold out, and the new album is due in spring.",),
    "letters": ("The novel was published last week, and critics praised its first chapters.",),
    "film": ("The film opened the festival, and its actors were cheered.",),
    "law": ("The court heard two witnesses before the judge adjourned the trial.",),
    "police": ("Detectives searched three houses, and police held two men.",),
    "motorsport": ("The driver started from pole and held off two cars to win the grand prix.",),
    "art": ("The exhibition opens in the museum in May.",),
    "sport": ("The champion won the final game of the tournament in 61 moves.",),
    "farming": ("Farmers lost a third of the harvest to the drought.",),
}
_SAID = (
    "The {role} of {country}, {name}, said on {day} that the plan would go ahead.",
    "{country}'s {role} {name} told reporters on {day} that nothing had been decided.",
    "{name}, the {role} of {country}, spoke in the capital on {day}.",
)
_SAID_IN_SPORT = (
    "{name}, the {role} of {body}, said on {day} that it was the best day of the season.",
    "{country}'s {role} {name} of {body} was in tears on {day}.",
)
_SAID_ELSEWHERE = (
    "{name}, a {role} in {country}, said on {day} that the work with {body} would last for years.",
    "{country}'s {role} {name} said on {day} that {body} had been right.",
)
_AGAIN = (
    "{family} gave no details.",
    '"We are not finished," {family} added.',
    "{family} left without taking questions.",
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


@dataclass(frozen=True)
class Invented:
    """An invented person."""

    number: int
    half: str
    group: str
    forms: tuple[str, ...]
    role: str
    country: str
    body: str
    field: str
    born: int


def people(half: str | None = None) -> list[Invented]:
    """The invented people, of one half or all."""
    rows = [line.split("\t") for line in DATA.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    found = [Invented(int(r[0]), r[1], r[2], tuple(r[3].split(";")), *r[4:8], int(r[8])) for r in rows]
    return [each for each in found if half in (None, each.half)]


def articles(half: str, *, seed: int = 5) -> list[dict]:
    """Lines as `newsx extract` reads them, each with `who`: the numbers of the people it names, by the forms it has."""
    chance = random.Random(f"{half}{seed}")
    made = []
    everybody = people(half)
    for round_ in range(ARTICLES_A_PERSON):
        for each in everybody:
            others = [o for o in everybody if o.country == each.country and o.group != each.group]
            others += [
                o
                for o in everybody
                if o.field == each.field and o.group != each.group and o.field in ("politics", "business")
            ]
            company = chance.sample(others, min(len(others), chance.randint(0, 1)))
            made.append(_article(each, company, round_, chance))
    chance.shuffle(made)
    return [{"id": f"{half}{number}", **article} for number, article in enumerate(made)]


def _article(main: Invented, company: list[Invented], round_: int, chance: random.Random) -> dict:
    day = dt.date(2004 + chance.randrange(18), 1 + chance.randrange(12), 1 + chance.randrange(28))
    if main.field in _SPORTS:
        day = dt.date(2018 + chance.randrange(5), 1 + chance.randrange(12), 1 + chance.randrange(28))
    paragraphs, who = [], {}
    for number, each in enumerate((main, *company)):
        form = each.forms[(round_ + number) % len(each.forms)]
        pool = _SAID_IN_SPORT if each.field in _SPORTS else _SAID if each.field == "politics" else _SAID_ELSEWHERE
        said = chance.choice(pool).format(
            role=each.role, country=each.country, name=form, body=each.body, day=chance.choice(_DAYS)
        )
        more = chance.choice(_FIELD_SENTENCES[each.field]).format(country=each.country)
        family = form.removesuffix(" Jr.").split(" ")[-1] if " " in form else form
        again = (
            chance.choice(_AGAIN).format(family=family)
            if number == 0 and each.group not in ("burm", "chn", "kor", "vie")
            else ""
        )
        paragraphs.append(" ".join(filter(None, (said[0].upper() + said[1:], more, again))))
        who[str(each.number)] = form
    return {"text": "\n\n".join(paragraphs), "date": day.isoformat(), "who": who}

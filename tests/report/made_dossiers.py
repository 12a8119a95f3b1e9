"""Articles for the tests of reports: some that tell of the same people over weeks, and twelve that try to act."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

import sheets

import newsx
from newsx.schema import Article

PEOPLE = ("Amina Diallo", "Kofi Mensah", "Ingrid Solberg", "Tomás Aguilar")
BODIES = ("Radio Teranga", "Harbour Board")
# Place, country and point; the last has none: only the rest of the article tells its country.
PLACES = (("Dakar", "SN", (14.69, -17.44)), ("Accra", "GH", (5.55, -0.2)), ("Lower Market", "GH", None))
FIRST_DAY = dt.date(2025, 3, 1)


def an_article(number: int) -> Article:
    """One of many: who is named depends on its number."""
    day = FIRST_DAY + dt.timedelta(number)
    who, other = PEOPLE[number % 4], PEOPLE[(number + 1) % 4]
    body, (place, country, point) = BODIES[number % 2], PLACES[number % 3]
    said = f"We opened door {number} of the studio"
    text = (
        f"{who}, director of {body}, met {other} in {place} on {day.isoformat()}.\n\n"
        f"“{said},” {who} said. Number {number} of the harbour's plans was signed afterwards, and the crane was moved."
    )
    role = {"text": "director", "start": text.index("director"), "end": text.index("director") + len("director")}
    quote = {"start": text.index(said), "end": text.index(said) + len(said), "text": said}
    return sheets.make_article(
        text,
        id=f"{number + 1:016x}",
        headline=f"Door {number} opens in {place}",
        publisher=("The Coast Post", "Harbour Times")[number % 2],
        date_published=day.isoformat(),
        language="en",
        people=[
            sheets.person(who, sheets.mentions(text, who), roles=[{**role, "organisation": body}]),
            sheets.person(other, sheets.mentions(text, other)),
        ],
        organisations=[sheets.organisation(body, sheets.mentions(text, body))],
        places=[_place(place, country, point, text)],
        dates=[sheets.date(day.isoformat(), sheets.mentions(text, day.isoformat()))],
        focus=[{"country_code": country, "share": 1.0}],
        quotes=[{**quote, **_SPOKEN, "speaker": {"kind": "person", "name": who, "how": "named"}}],
        warnings=[{"code": "paywall", "message": "part of it is paid for"}] if number % 5 == 0 else [],
    )


_SPOKEN = {"kind": "direct", "cue": None, "source": None, "confidence": 0.9, "rule": "test"}


def _place(name: str, country: str, point: tuple[float, float] | None, text: str) -> dict:
    where = {"latitude": point[0], "longitude": point[1], "kind": "city", "located": "gazetteer"} if point else {}
    fields = {"country_code": country, "located": "inferred", **where}
    return sheets.place(name, sheets.mentions(text, name), **fields)


def some_articles(count: int = 12) -> list[Article]:
    """Articles that tell of four people, two bodies and three places."""
    return [an_article(number) for number in range(count)]


# What each of twelve articles has in its names, addresses, headline, quotes and file.
TRICKS = (
    "<script>document.title='run'</script>",
    '"><img src=x onerror="document.title=\'run\'">',
    "' onmouseover='document.title=1' x='",
    "</script><script>document.title='run'</script>",
    "</style></title></section></main><h1>run",
    "<!--<script>",
    "{{ 7 * 7 }}{% for x in y %}",
    "javascript:document.title='run'",
    "\u202egnp.exe\u202c \x1b[31m",
    "]]>&lt;b&gt;&#60;script&#62;",
    "https://user:pass@127.0.0.1:1/<svg onload=alert(1)>",
    "__proto__ constructor toString",
)


def hostile_articles() -> list[Article]:
    """Twelve articles, each with one of the tricks wherever a page can put words."""
    return [_hostile(number, words) for number, words in enumerate(TRICKS)]


def _hostile(number: int, words: str) -> Article:
    name, body, place = f"Eve {words} Mallory", f"Board {words} Ltd", f"Port {words}"
    text = f"{name} of {body} came to {place}.\n\n“We say {words} here,” {name} said.\n\n{words}"
    said = f"We say {words} here"
    found = {each: sheets.mentions(text, each) for each in (name, body, place)}
    source = sheets.make_article().source.model_copy(update={"path": f"in/{words}", "record": words, "id": words})
    return sheets.make_article(
        text,
        id=f"{number + 100:016x}",
        source=source.model_dump(),
        **dict.fromkeys(("publisher", "headline", "description", "section"), words),
        url=words,
        authors=[words],
        keywords=[words],
        image={"url": words, "caption": words, "credit": words},
        date_published=f"2025-04-{number + 1:02d}",
        people=[sheets.person(name, found[name], aliases=[words])],
        organisations=[sheets.organisation(body, found[body], words)],
        places=[sheets.place(place, found[place], country_code="GH", located="inferred")],
        quotes=[
            {
                "start": text.index(said),
                "end": text.index(said) + len(said),
                "text": said,
                **_SPOKEN,
                "speaker": {"kind": "person", "name": name, "how": "named"},
            }
        ],
        warnings=[{"code": "other", "message": words}],
    )


def make_dossier(path: Path, articles: Iterable[Article]) -> str:
    """A dossier file of these articles."""
    with newsx.open_dossier(str(path)) as dossier:
        dossier.add(articles)
    return str(path)

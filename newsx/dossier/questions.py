"""Answers to what people ask of a dossier: rows of plain values, ready for a table, JSON or CSV."""

from __future__ import annotations

import datetime as dt
import json
import math
import zlib
from typing import TYPE_CHECKING, Any

from newsx.dossier.facts import Sentences
from newsx.dossier.keys import body_key, person_key
from newsx.errors import UsageError
from newsx.lazy import lazy_pattern
from newsx.names.nations import country_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsx.dossier.store import Store

Row = dict[str, Any]

KINDS = {"people": "person", "organisations": "organisation", "places": "place"}
_DAY = lazy_pattern(r"\d{4}-\d{2}-\d{2}")
_WORD = lazy_pattern(r"\w+")
# Profiles that share articles with a name, of which those that chance does not explain are shown.
_MOST_COMPANIONS = 5000


def public_id(kind: str, profile: int) -> str:
    """Return the number of a profile as people see it."""
    return f"{kind}-{profile}"


def find(store: Store, name: str) -> int:
    """Return the profile that a name, a form of it or an id means: the one in most articles. Raises UsageError where there is none."""
    kind, _, number = name.rpartition("-")
    if kind in KINDS.values() and number.isdigit():
        row = store.row("profile", int(number))
        if row and row[1] == kind and row[3]:
            return int(number)
    found = [profile for (profile,) in store.rows("profile_by_name", name)] or _by_key(store, name)
    if not found:
        raise UsageError(f"{store.path}: nobody and nothing is called {name!r}")
    return max(found, key=lambda profile: (store.row("profile", profile)[3], -profile))


def _by_key(store: Store, name: str) -> list[int]:
    """Return the profiles that bear a form of a name, whatever its spelling."""
    key = person_key(name)
    country = country_of(name)
    wanted = [("person", key), ("organisation", body_key(name, country=None, article=""))]
    if country and country.code:
        wanted.append(("place", f"c:{country.code}"))
    found = [row[3] for kind, each in wanted for row in store.rows("forms_of_key", kind, each) if row[5]]
    rows = [
        row
        for code in (f"n:{key}", *_place_codes(store, name))
        for (form,) in store.rows("latest_of_block", code, _MOST_COMPANIONS)
        for row in store.rows("form", form)
    ]
    return found + [row[3] for row in rows if row[5]]


def _place_codes(store: Store, name: str) -> list[str]:
    from newsx.names.forms import fold

    low = f"l:{fold(name).removeprefix('the ')}@"
    return [code for (code,) in store.rows("codes_from", low, low + "~")]


def _checked(*days: str | None) -> None:
    """Raise UsageError for what is no day."""
    for day in days:
        if day is not None and not (_DAY.fullmatch(day) and _is_day(day)):
            raise UsageError(f"{day!r} is no day: YYYY-MM-DD")


def _is_day(text: str) -> bool:
    """Return whether the calendar has the day."""
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def top(
    store: Store,
    kind: str,
    *,
    limit: int = 20,
    since: str | None = None,
    until: str | None = None,
    country: str | None = None,
    role: str | None = None,
) -> list[Row]:
    """Return who or what stands in most articles; a window leaves out articles without a day.

    `country` keeps names in articles about a country, and names that belong to it wherever they stand.
    """
    _checked(since, until)
    if since or until or country or role:
        rows = store.rows("top_within", kind, limit, since, until, country, f"%{role}%" if role else None)
    else:
        rows = store.rows("top", kind, limit)
    return [_counted(row) for row in rows]


def show(store: Store, profile: int) -> Row:
    """Return everything a profile says of somebody: forms, roles with first and last day, articles, those named with it."""
    number, kind, name, articles, mentions, first, last, country, context, _ = store.row("profile", profile)
    known = json.loads(context)
    return {
        "id": public_id(kind, number),
        "kind": kind,
        "name": name,
        "country": country or (_home(known) if kind == "person" else None),
        "articles": articles,
        "mentions": mentions,
        "first": first,
        "last": last,
        "born": known.get("born"),
        "namesakes": [
            public_id(kind, other)
            for other in sorted({other for (other,) in store.rows("profile_by_name", name)} - {number})
            if store.row("profile", other)[1] == kind
        ],
        "forms": {form: count for form, count, _ in store.rows("names_of_profile", profile)},
        "roles": roles_of(store, profile),
        "with": companions(store, profile, limit=10),
        "in": [
            {"article": record, "day": day, "headline": headline, "sentence": sentence(store, article, start, end)}
            for article, record, _, day, headline, _, _, _, start, end, *_ in store.rows("refs_of_profile", profile)
        ],
    }


def roles_of(store: Store, profile: int) -> list[Row]:
    """Return the roles of a person with their bodies and places, those said most often first."""
    names = ("role", "organisation", "place", "country", "status", "articles", "first", "last")
    return [dict(zip(names, row, strict=True)) for row in store.rows("roles_of_profile", profile)]


def companions(store: Store, profile: int, *, limit: int = 20) -> list[Row]:
    """Return who is named with a profile, those first whom chance explains least.

    The weight is the surplus of shared articles over those that two names of their frequency would share by chance (the signed root of
    a log-likelihood), sentences that name both counting on top.
    """
    total = max(1, store.row("count_articles")[0])
    mine = store.row("profile", profile)[3]
    rows = []
    for other, kind, name, articles, shared, sentences in store.rows("with_profile", profile, _MOST_COMPANIONS):
        expected = mine * articles / total
        surplus = shared * math.log(shared / expected) - (shared - expected) if shared > expected else 0.0
        rows.append(
            {
                "id": public_id(kind, other),
                "kind": kind,
                "name": name,
                "articles": shared,
                "sentences": sentences,
                "weight": round(math.sqrt(max(0.0, 2 * surplus)) * (1 + math.log1p(sentences)), 3),
            }
        )
    rows.sort(key=lambda row: (-row["weight"], -row["articles"], row["name"], row["id"]))
    return rows[:limit]


def why(store: Store, profile: int) -> list[Row]:
    """Return every link of a profile with its reason and the sentence it was made from, and the verdicts on it."""
    rows = []
    for article, record, _, day, _, _, _, form, start, end, score, reason, _ in store.rows("refs_of_profile", profile):
        names = [name for name, _ in store.rows("names_in_article", article, form)]
        rows.append(
            {
                "article": record,
                "day": day,
                "forms": names,
                "score": score or None,
                "reason": reason,
                "sentence": sentence(store, article, start, end),
            }
        )
    return rows


def trend(store: Store, profile: int, *, by: str) -> list[Row]:
    """Return how many articles name a profile in each day, month or year, and what share of all articles of that time they are."""
    length = {"day": 10, "month": 7, "year": 4}[by]
    everything = dict(store.rows("trend_all", length))
    return [
        {by: period, "articles": articles, "mentions": mentions, "share": round(articles / everything[period], 4)}
        for period, articles, mentions in store.rows("trend", profile, length)
    ]


def search(store: Store, words: str, *, limit: int = 20) -> list[Row]:
    """Return the articles that hold all the words, the best first, with the sentence that has most of them."""
    wanted = _WORD.findall(words.lower())
    if not wanted:
        return []
    rows = store.rows("search", " ".join(f'"{word}"' for word in wanted), limit)
    return [
        {
            "article": record,
            "day": day,
            "headline": headline,
            "publisher": publisher,
            "sentence": _best_sentence(store, article, wanted),
        }
        for article, record, day, headline, publisher in rows
    ]


def _best_sentence(store: Store, article: int, wanted: list[str]) -> str:
    text = text_of(store, article)
    sentences = [text[start:end] for start, end in Sentences(text).spans()]
    best = max(sentences, key=lambda each: len({*_WORD.findall(each.lower())} & {*wanted}), default="")
    return " ".join(best.split())


def new(store: Store, since: str, *, kind: str | None = None, limit: int = 20) -> list[Row]:
    """Return names first seen on a day or after it, those in most articles first."""
    _checked(since)
    return [_counted(row) for row in store.rows("first_seen", since, kind, limit)]


def quotes(store: Store, profile: int) -> list[Row]:
    """Return what somebody is quoted as saying, in order of days."""
    return [
        {"article": record, "day": day, "cue": cue, "quote": " ".join(text_of(store, article)[start:end].split())}
        for article, record, day, cue, start, end in store.rows("quotes_of_profile", profile)
    ]


def stories(store: Store, *, date: str | None = None, least: int = 2, limit: int = 20) -> list[Row]:
    """Return stories of several articles, the largest first; those that last over a day where one is given."""
    _checked(date)
    names = ("id", "headline", "articles", "first", "last", "copies")
    return [
        dict(zip(names, (public_id("story", row[0]), *row[1:]), strict=True))
        for row in store.rows("stories", date, least, limit)
    ]


def all_stories(store: Store) -> Iterator[Row]:
    """Yield every story with its articles; `copy_of` is the source id of the original, or its record's id where it has none."""
    for story, first, last in store.each("all_stories"):
        yield {
            "id": public_id("story", story),
            "articles": [
                {"article": record, "source_id": source_id, "copy_of": other or other_record}
                for _, record, source_id, _, _, other, other_record, _ in store.rows("articles_of_story", story)
            ],
            "first": first,
            "last": last,
        }


def _counted(row: tuple[Any, ...]) -> Row:
    number, kind, name, country, *counts, context = row
    known = dict(zip(("articles", "mentions", "first", "last"), counts, strict=True))
    # Bodies of many countries are spoken of with one or another of them.
    home = _home(json.loads(context)) if kind == "person" else None
    return {"id": public_id(kind, number), "name": name, "country": country or home, **known}


def _home(context: dict[str, Any]) -> str | None:
    """Return the country that the words tie a profile to most often: that of its roles and of the bodies of its own."""
    home: dict[str, int] = context.get("home", {})
    return min(home, key=lambda code: (-home[code], code), default=None)


def sentence(store: Store, article: int, start: int, end: int) -> str:
    """Return a sentence of an article on one line."""
    return " ".join(text_of(store, article)[start:end].split())


def text_of(store: Store, article: int) -> str:
    """Return the text of an article."""
    return zlib.decompress(store.row("text_of", article)[0]).decode()


def profiles(store: Store) -> Iterator[Row]:
    """Yield every profile with its forms and the articles it stands in: the export that tools and scorers read."""
    for number, kind, name, *_counts in store.each("all_profiles"):
        articles: dict[str, Row] = {}
        for article, record, source_id, *_about, form, _, _, _, _, _ in store.rows("refs_of_profile", number):
            entry = articles.setdefault(record, {"article": record, "source_id": source_id, "forms": []})
            entry["forms"] += [each for each, _ in store.rows("names_in_article", article, form)]
        yield {
            "id": public_id(kind, number),
            "kind": kind,
            "name": name,
            "forms": {form: count for form, count, _ in store.rows("names_of_profile", number)},
            "articles": list(articles.values()),
        }

"""What a report shows of a dossier, one state of it throughout: lists in order, and all that is known of one profile or one story."""

from __future__ import annotations

import json
import zlib
from bisect import bisect_left
from collections import Counter
from functools import cached_property, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from newsx.dossier.events import timeline
from newsx.dossier.facts import Sentences
from newsx.dossier.judging import open_questions
from newsx.dossier.questions import companions, new, public_id, roles_of, text_of, top, why
from newsx.dossier.wording import agreed_place, in_words, main_role, shortened, where_of
from newsx.schema import Article

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsx.dossier.store import Store

Row = dict[str, Any]
# Texts that are held at a time: an article is asked for by all who are named in it.
_HELD_TEXTS = 512
# Of the words beside a quote, so many characters are shown.
_LONGEST_SIDE = 100
# Africa, Asia, Europe, the two Americas, Oceania and Antarctica in GeoNames: their middle is no place.
_CONTINENTS = frozenset(range(6255146, 6255153))


class ArticleRow(NamedTuple):
    """An article as lists show it; `named` counts the profiles it names, `copy_of` is the number of the article it repeats."""

    number: int
    record: str
    path: str | None
    part: str | None
    day: str | None
    headline: str | None
    publisher: str | None
    language: str | None
    countries: str
    story: int | None
    copy_of: int | None
    words: int
    named: int


class ProfileRow(NamedTuple):
    """A profile as lists show it; `first_article` is the number of the first article that names it."""

    number: int
    kind: str
    name: str
    country: str | None
    articles: int
    first: str | None
    last: str | None
    first_article: int

    @property
    def id(self) -> str:
        """The profile as people see it: person-12."""
        return public_id(self.kind, self.number)


class StoryRow(NamedTuple):
    """A story as lists show it; `copies` of its articles repeat another."""

    number: int
    headline: str | None
    articles: int
    first: str | None
    last: str | None
    first_article: int
    copies: int


class Reading:
    """Reads one state of a dossier for a report."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._text = lru_cache(_HELD_TEXTS)(lambda article: text_of(store, article))
        self.articles: int
        self.first_day: str | None
        self.last_day: str | None
        self.articles, self.first_day, self.last_day, self.undated = store.row("span")

    # Lists

    def days(self) -> list[tuple[str, int]]:
        """Return the days that have articles, with their number."""
        return self._store.rows("days")

    def languages(self) -> list[tuple[str | None, int]]:
        """Return the languages of articles, those of most first."""
        return self._store.rows("languages")

    def publishers(self) -> list[tuple[str | None, int]]:
        """Return who published articles, those of most first."""
        return self._store.rows("publishers")

    def kinds(self) -> dict[str, int]:
        """Return how many people, organisations and places there are."""
        return dict(self._store.rows("count_profiles"))

    def count_quotes(self) -> int:
        """Return how many quotes have a speaker."""
        return int(self._store.row("count_quotes")[0])

    def focus(self) -> dict[str, int]:
        """Return how many articles are about each country."""
        found: dict[str, int] = {}
        for countries, articles in self._store.rows("focus_of_days"):
            for code in countries.split(","):
                found[code] = found.get(code, 0) + articles
        return found

    def list_articles(self) -> Iterator[ArticleRow]:
        """Yield the articles in the order they came."""
        return map(ArticleRow._make, self._store.each("listed_articles"))

    def openings(self) -> Iterator[tuple[int, str]]:
        """Yield number and text of the articles that have no headline."""
        for number, text in self._store.each("texts_without_headline"):
            yield number, zlib.decompress(text).decode()

    def list_profiles(self) -> Iterator[ProfileRow]:
        """Yield the profiles, those in most articles first."""
        return map(ProfileRow._make, self._store.each("listed_profiles"))

    def profiles_between(self, first: int, last: int) -> list[ProfileRow]:
        """Return the profiles that are first named in these articles."""
        found = self._first_articles[
            bisect_left(self._first_articles, (first,)) : bisect_left(self._first_articles, (last + 1,))
        ]
        rows = self._store.rows("profiles_numbered", json.dumps([number for _, number in found]))
        return list(map(ProfileRow._make, rows))

    @cached_property
    def _first_articles(self) -> list[tuple[int, ...]]:
        """The first article and the number of every profile, in order: no part of a report asks for all of them again."""
        return self._store.rows("first_articles")

    def list_stories(self, *, least: int = 2) -> list[StoryRow]:
        """Return the stories of several articles, the largest first."""
        return [StoryRow._make(row) for row in self._store.rows("listed_stories", least)]

    def main_roles(self) -> dict[int, str]:
        """Return what most articles say each person is, with the body or the country that goes with it most often: "president, Ghana"."""
        return {
            profile: main_role(
                (in_words(role, None, status), body or where_of(place, country), articles, bool(body or place))
                for _, role, body, place, country, status, articles in rows
            )
            for profile, rows in groupby(self._store.each("main_roles"), key=itemgetter(0))
        }

    def top(self, kind: str, limit: int) -> list[Row]:
        """Return who or what of a kind stands in most articles."""
        return top(self._store, kind, limit=limit)

    def new(self, since: str, limit: int) -> tuple[int, list[Row]]:
        """Return how many articles there are since a day, and the names never seen before it."""
        return self._store.row("articles_since", since)[0], new(self._store, since, limit=limit)

    def points(self) -> Iterator[tuple[Any, ...]]:
        """Yield number, name, country, articles, latitude, longitude and kind ("continent" too) of the places that have a point."""
        for number, name, country, articles, _, _, _, latitude, longitude, geonames_id, kind in self._store.each(
            "all_points"
        ):
            yield (
                number,
                name,
                country,
                articles,
                latitude,
                longitude,
                "continent" if geonames_id in _CONTINENTS else kind,
            )

    def quotes(self) -> Iterator[tuple[int, str | None, str, str, str]]:
        """Yield article, day, id and name of the speaker and words of everything that is quoted."""
        for _, day, profile, kind, name, _, article, start, end in self._store.each("all_quotes"):
            yield article, day, public_id(kind, profile), name, self.words(article, start, end)

    @cached_property
    def questions(self) -> list[Row]:
        """The pairs that only people can decide, with the sentences of both sides."""
        return list(open_questions(self._store))

    def pairs(self, least: int) -> Iterator[tuple[int, int, int, int]]:
        """Yield pairs of people and organisations in `least` articles or more, with the articles and the sentences they share."""
        return self._store.each("edges", least)

    # Articles

    def records(self, first: int, last: int) -> Iterator[tuple[int, Article]]:
        """Yield the records of these articles with their numbers."""
        for number, text, rest in self._store.rows("records_between", first, last):
            record = json.loads(zlib.decompress(rest))
            # Checked when it came in; read without a second look at every mention.
            yield number, Article.model_validate({**record, "text": zlib.decompress(text).decode()})

    def entries(self, article: int) -> list[tuple[str, str, int]]:
        """Return what an article names: kind, words and profile."""
        return self._store.rows("entries_of_article", article)

    def copies(self, article: int) -> list[tuple[int, float]]:
        """Return the articles that repeat one, with how much."""
        return self._store.rows("copies_of", article)

    # A profile

    def forms(self, profile: int) -> list[tuple[str, int, int]]:
        """Return the spellings of a name with mentions and articles."""
        return self._store.rows("names_of_profile", profile)

    def roles(self, profile: int) -> list[Row]:
        """Return the roles of a person with what they are in, those said most often first; a country is one under all its names."""
        found: dict[tuple[str, str | None], Row] = {}
        for row in roles_of(self._store, profile):
            what = in_words(row["role"], None, row["status"])
            where = row["organisation"] or where_of(row["place"], row["country"])
            known = found.setdefault(
                (what.casefold(), where), {**row, "what": what, "where": where, "articles": 0, "stated": False}
            )
            known["articles"] += row["articles"]
            known["stated"] |= bool(row["organisation"] or row["place"])
            known["first"] = min(filter(None, (known["first"], row["first"])), default=None)
            known["last"] = max(filter(None, (known["last"], row["last"])), default=None)
        return sorted(_agreed(found), key=lambda row: -row["articles"])

    def namesakes(self) -> dict[tuple[str, str], list[str]]:
        """Return the profiles of every name that several of a kind bear."""
        found: dict[tuple[str, str], list[str]] = {}
        for kind, name, number in self._store.each("namesakes"):
            found.setdefault((kind, name), []).append(public_id(kind, number))
        return found

    def spellings(self) -> dict[int, list[str]]:
        """Return all forms of every name that has several, by profile."""
        found: dict[int, list[str]] = {}
        for profile, name in self._store.each("spellings"):
            found.setdefault(profile, []).append(name)
        return {profile: names for profile, names in found.items() if len(names) > 1}

    def speakers(self) -> set[int]:
        """Return the profiles that are quoted."""
        return {profile for (profile,) in self._store.each("speakers")}

    def quotes_of(self, profile: int) -> list[tuple[int, str | None, int, int]]:
        """Return article, day and place of what somebody is quoted as saying."""
        rows = self._store.rows("quotes_of_profile", profile)
        return [(article, day, start, end) for article, _, day, _, start, end in rows]

    def quoted(self, article: int, start: int, end: int) -> tuple[str, str, str]:
        """Return a quote between what stands before and behind it in its sentences, all cut where they are long."""
        text = self._text(article)
        sentences = Sentences(text)
        first, last = sentences.at(start)[0], sentences.at(max(start, end - 1))[1]
        if not any(map(str.isalnum, text[first:start] + text[end:last])):  # who says so stands in the next sentence
            gap = len(text[last:]) - len(text[last:].lstrip())
            last = last if "\n" in text[last : last + gap] else sentences.at(last + gap)[1]
        before, behind = " ".join(text[first:start].split()), " ".join(text[end:last].split())
        if len(before) > _LONGEST_SIDE:
            cut = before[-_LONGEST_SIDE:]
            words = cut.partition(" ")[2]
            before = "… " + (words if 2 * len(words) > len(cut) else cut)
        behind = shortened(behind, _LONGEST_SIDE)
        gaps = ("" if text[start - 1 : start].strip() else " "), ("" if text[end : end + 1].strip() else " ")
        return before + gaps[0], self.words(article, start, end), gaps[1] + behind

    def named_in(self, profile: int) -> list[tuple[int, str | None, str | None, str | None, int, int]]:
        """Return the articles that name a profile: number, day, headline, publisher, and where the sentence stands that first does."""
        found: dict[int, tuple[int, str | None, str | None, str | None, int, int]] = {}
        for row in self._store.rows("refs_of_profile", profile):
            number, _, _, day, headline, publisher, _, _, start, end, *_ = row
            found.setdefault(number, (number, day, headline, publisher, start, end))
        return list(found.values())

    def company(self, profile: int, limit: int) -> list[Row]:
        """Return who and what is named with a profile more than chance would have it."""
        return companions(self._store, profile, limit=limit)

    def joins(self, profile: int, limit: int) -> list[Row]:
        """Return why each form of a name was joined to a profile: the first time of each reason."""
        found: dict[tuple[str, str], Row] = {}
        for row in why(self._store, profile):
            found.setdefault((row["reason"], row["forms"][0] if row["forms"] else ""), row)
        return list(found.values())[:limit]

    def timeline(self, profile: int, limit: int) -> tuple[int, list[Row]]:
        """Return how many sentences with days name a profile, and those that are shown, in order."""
        return self._dated(self._store.rows("events_of_profile", profile), limit)

    # A story

    def story_articles(self, story: int) -> list[tuple[int, str | None, str | None, str | None]]:
        """Return number, day, headline and the article that is repeated of each article of a story."""
        rows = self._store.rows("articles_of_story", story)
        return [(number, day, headline, other) for number, _, _, day, headline, _, other, _ in rows]

    def story_timeline(self, story: int, limit: int) -> tuple[int, list[Row]]:
        """Return how many sentences with days a story has, and those that are shown, in order."""
        return self._dated(self._store.rows("events_of_story", story), limit)

    def _dated(self, rows: list[tuple[Any, ...]], limit: int) -> tuple[int, list[Row]]:
        """Return the number of rows and `limit` of them: the days that articles are about first, then the latest."""
        days = [row for row in rows if row[3]]
        kept = (days + [row for row in reversed(rows) if not row[3]])[:limit]
        articles = {row[7]: row[6] for row in kept}
        found = timeline(sorted(kept, key=lambda row: (row[0], row[1], row[6])), self._text)
        names = {row[8]: row[6] for row in reversed(kept) if row[8]}
        for each in found:
            each["sources"] = [
                (source if source in names else None, names.get(source, articles.get(source)))
                for source in each["sources"]
            ]
            each["sentence"] = shortened(each["sentence"])
        return len(rows), found

    def words(self, article: int, start: int, end: int) -> str:
        """Return a stretch of an article on one line, cut where it is long."""
        return shortened(" ".join(self._text(article)[start:end].split()))


def _agreed(found: dict[tuple[str, str | None], Row]) -> Iterator[Row]:
    """Yield roles by what and where; where no words say where, a country stands only where most articles that tell one agree on it."""
    told: dict[str, Counter[str]] = {}
    for (what, where), row in found.items():
        if where and not row["stated"]:
            told.setdefault(what, Counter())[where] += row["articles"]
    nowhere: dict[str, Row] = {}
    for (what, where), row in found.items():
        if row["stated"] or agreed_place(told.get(what, Counter())) == where is not None:
            yield row
            continue
        known = nowhere.setdefault(what, {**row, "where": None, "articles": 0})
        known["articles"] += row["articles"]
        known["first"] = min(filter(None, (known["first"], row["first"])), default=None)
        known["last"] = max(filter(None, (known["last"], row["last"])), default=None)
    yield from nowhere.values()

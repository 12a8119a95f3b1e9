"""The pages of articles, names and stories of a report, part by part, and what is counted on the way."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from newsx.dossier.questions import public_id
from newsx.dossier.wording import main_role
from newsx.report.article import article_html
from newsx.report.marks import KINDS, entries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsx.dossier.reading import ArticleRow, ProfileRow, Reading, StoryRow
    from newsx.report.dossier.plan import Part, Plan
    from newsx.report.marks import Kind
    from newsx.report.templating import Filler
    from newsx.schema import Article

# What a page shows at most; what is left out is said.
MOST_ROLES, MOST_COMPANY, MOST_PLACES = 25, 14, 10
MOST_SOURCES = 250
_ASKED_COMPANY = 40


@dataclass(frozen=True, slots=True)
class Most:
    """How many sentences a page shows of each kind; in one file that is packed, there is less room."""

    sentences: int
    days: int
    joins: int
    quotes: int


ROOMY, TIGHT = Most(60, 80, 40, 40), Most(16, 24, 10, 20)


@dataclass(slots=True)
class Counted:
    """What the records say that the dossier does not: how places were located, and warnings."""

    inferred: Counter[int] = field(default_factory=Counter)
    warnings: Counter[str] = field(default_factory=Counter)

    def take(self, article: Article, profiles: dict[tuple[Kind, int], int]) -> None:
        """Count an article."""
        for number, place in enumerate(article.places):
            if place.located == "inferred" and ("place", number) in profiles:
                self.inferred[profiles["place", number]] += 1
        self.warnings.update({warning.code for warning in article.warnings})


class Pages:
    """Makes the pages of the parts of a plan, in order."""

    def __init__(
        self, reading: Reading, plan: Plan, fill: Filler, rows: list[ArticleRow], stories: list[StoryRow]
    ) -> None:
        self._reading = reading
        self._plan = plan
        self._fill = fill
        self._rows = rows
        self._places = {row.number: place for place, row in enumerate(rows)}
        self._stories: dict[int, list[StoryRow]] = {}
        for story in stories:
            self._stories.setdefault(plan.part_of(story.first_article), []).append(story)
        self._stories_by_number = {story.number: story for story in stories}
        self._most = TIGHT if plan.form == "packed" else ROOMY
        self._copied = {row.copy_of for row in rows if row.copy_of}
        self._questions: dict[str, list[dict[str, Any]]] = {}
        for question in reading.questions:
            for side in (question["a"], question["b"]):
                self._questions.setdefault(side["id"], []).append(question)
        self._speakers = reading.speakers()
        self._namesakes = reading.namesakes()
        self.counted = Counted()

    def of_part(self, part: Part) -> Iterator[str]:
        """Yield the pages of a part: its articles, each followed by the names it is the first to name, and its stories."""
        profiles: dict[int, list[ProfileRow]] = {}
        for profile in self._reading.profiles_between(part.first, part.last):
            profiles.setdefault(profile.first_article, []).append(profile)
        for number, article in self._reading.records(part.first, part.last):
            yield self.article(number, article)
            yield from map(self.profile, profiles.get(number, ()))
        yield from map(self.story, self._stories.get(part.number, ()))

    def article(self, number: int, article: Article) -> str:
        """Return the page of an article."""
        place = self._places[number]
        row = self._rows[place]
        profiles = self._profiles_of(number, article)
        self.counted.take(article, profiles)
        addresses = {
            (kind, entry): self._plan.href(public_id(kind, profile)) for (kind, entry), profile in profiles.items()
        }
        bare = self._plan.form == "packed"
        return self._fill(
            "article.html",
            sheet=Markup(article_html(article, number=number, profiles=addresses, bare=bare, title=row.headline)),  # noqa: S704 - escaped there
            story=self._stories_by_number.get(row.story) if row.story else None,
            copy_of=self._titles([row.copy_of])[0] if row.copy_of else None,
            copies=self._titles([copy for copy, _ in self._reading.copies(number)]) if number in self._copied else (),
            before=self._rows[place - 1].number if place else None,
            after=self._rows[place + 1].number if place + 1 < len(self._rows) else None,
        )

    def _profiles_of(self, number: int, article: Article) -> dict[tuple[Kind, int], int]:
        """Return the profile of every entry of an article: that which bears all its words, or most of them."""
        bearers: dict[tuple[str, str], list[int]] = {}
        for kind, words, profile in self._reading.entries(number):
            bearers.setdefault((kind, words), []).append(profile)
        found: dict[tuple[Kind, int], int] = {}
        for kind in KINDS:
            for entry, item in enumerate(entries(article, kind)):
                counts: Counter[int] = Counter()
                for words in {" ".join(mention.text.split()) for mention in item.mentions}:
                    counts.update(bearers.get((kind, words), ()))
                if counts:
                    found[kind, entry] = min(counts, key=lambda profile: (-counts[profile], profile))
        return found

    def _titles(self, numbers: list[int]) -> list[tuple[int, str]]:
        return [(number, self._title(number)) for number in numbers]

    def _title(self, number: int) -> str:
        return self._rows[self._places[number]].headline or ""

    def _told(self, days: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return a timeline, sources that publish under no name called by their headlines."""
        for each in days:
            each["sources"] = [(source or self._title(number), number) for source, number in each["sources"]]
        return days

    def profile(self, row: ProfileRow) -> str:
        """Return the page of a name."""
        reading, number = self._reading, row.number
        named = reading.named_in(number)
        quotes = reading.quotes_of(number) if number in self._speakers else []
        day_count, days = reading.timeline(number, self._most.days)
        roles = reading.roles(number) if row.kind == "person" else []
        company = reading.company(number, _ASKED_COMPANY) if row.articles > 1 else []
        return self._fill(
            "profile.html",
            **{name: getattr(row, name) for name in ("id", "kind", "name", "country", "articles", "first", "last")},
            role=main_role((role["what"], role["where"], role["articles"], role["stated"]) for role in roles)
            if roles
            else None,
            namesakes=[each for each in self._namesakes.get((row.kind, row.name), ()) if each != row.id],
            questions=self._questions.get(row.id, ()),
            forms=reading.forms(number),
            roles=roles[:MOST_ROLES],
            more_roles=max(0, len(roles) - MOST_ROLES),
            quotes=[
                (article, day, self._title(article), *reading.quoted(article, *place))
                for article, day, *place in quotes[: self._most.quotes]
            ],
            more_quotes=max(0, len(quotes) - self._most.quotes),
            days=self._told(days),
            day_count=day_count,
            company=[each for each in company if each["kind"] != "place"][:MOST_COMPANY],
            places=[each for each in company if each["kind"] == "place"][:MOST_PLACES],
            sources=list(self._sources(named[:MOST_SOURCES])),
            more_sources=max(0, len(named) - MOST_SOURCES),
            joins=reading.joins(number, self._most.joins) if row.articles > 1 else (),
        )

    def _sources(self, named: list[Any]) -> Iterator[tuple[int, str, str | None, str | None, str]]:
        for count, (number, day, _, publisher, start, end) in enumerate(named):
            words = self._reading.words(number, start, end) if count < self._most.sentences else ""
            yield number, self._title(number), day, publisher, words

    def story(self, row: StoryRow) -> str:
        """Return the page of a story."""
        articles = self._reading.story_articles(row.number)
        _, days = self._reading.story_timeline(row.number, self._most.days)
        return self._fill(
            "story.html",
            id=f"story-{row.number}",
            headline=row.headline,
            count=row.articles,
            copies=row.copies,
            first=row.first,
            last=row.last,
            articles=[(number, self._title(number), day, copy) for number, day, _, copy in articles[:MOST_SOURCES]],
            more=max(0, len(articles) - MOST_SOURCES),
            days=self._told(days),
        )

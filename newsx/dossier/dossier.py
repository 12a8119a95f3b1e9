"""`Dossier`: everything that can be done with a dossier file, for Python and for the command. `newsx.open_dossier` returns one."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Self

from newsx.dossier.adding import add_articles
from newsx.dossier.changes import changes
from newsx.dossier.events import timeline
from newsx.dossier.judging import Effect, judge, open_questions, side_of, undo, verdicts
from newsx.dossier.merging import records
from newsx.dossier.questions import (
    KINDS,
    all_stories,
    companions,
    find,
    new,
    profiles,
    quotes,
    search,
    show,
    stories,
    text_of,
    top,
    trend,
    why,
)
from newsx.dossier.reading import Reading
from newsx.dossier.store import Store
from newsx.dossier.whole import articles, counts, events, graph, points, refs, roles
from newsx.dossier.whole import quotes as all_quotes
from newsx.errors import UsageError
from newsx.names.nations import country_of
from newsx.records import Failure
from newsx.schema import Article
from newsx.vocabulary.countries import country_name

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from types import TracebackType

    from newsx.dossier.adding import Added

Row = dict[str, Any]
# What articles are counted by.
PERIODS = ("day", "month", "year")


def open_dossier(path: str | os.PathLike[str], *, create: bool = True, writes: bool = True) -> Dossier:
    """Open a dossier file; where there is none, it is made when something is first added.

    Raises UsageError for a file of another program, a dossier of a later version, one that cannot be written to, and for what is no path.

        >>> import newsx
        >>> with newsx.open_dossier("news.dossier") as dossier:
        ...     added = dossier.add(newsx.process(["samples/week"]))
        ...     print(added.articles, dossier.profile("Lekuton")["name"], dossier.top("people", limit=1)[0]["articles"])
        4 Joseph Lekuton 1
    """
    if not isinstance(path, str | os.PathLike):
        raise UsageError(f"a dossier is the path of a file, not {_shown(path)}")
    return Dossier(Store(os.fspath(path), create=create, writes=writes, late=True))


class Dossier:
    """People, organisations and places across articles, in one file that grows. Rows are dictionaries of plain values."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        """Return the dossier in one line: its file and how much is in it."""
        if self._store.is_closed:
            return f"<Dossier {self._store.path}: closed>"
        articles = self._store.row("count_articles")[0]
        names = sum(count for _, count in self._store.rows("count_profiles"))
        return f"<Dossier {self._store.path}: {articles:,} article{'' if articles == 1 else 's'}, {names:,} name{'' if names == 1 else 's'}>"

    def close(self) -> None:
        """Close the file."""
        self._store.close()

    def add(self, records: Article | dict[str, Any] | Iterable[Article | dict[str, Any] | object]) -> Added:
        """Add records that are not there yet, one or many: Articles, or dictionaries of their fields; a `Failure` is passed over.

        Every 500 articles are there whole or not at all. Raises UsageError where another program is writing and for anything else
        (a path is first made records by `newsx.process`), OutputError.
        """
        return add_articles(self._store, _articles(records))

    def find(self, name: str) -> int:
        """Return the number of the profile that a name or an id means. Raises UsageError where there is none."""
        if not isinstance(name, str):
            raise UsageError(f"a name is words, not {_shown(name)}")
        return find(self._store, name)

    def profile(self, name: str) -> Row:
        """Return all that is known of a name: forms, roles, articles, company."""
        return show(self._store, self.find(name))

    def top(self, kind: str, *, limit: int = 20, **window: str | None) -> list[Row]:
        """Return who or what stands in most articles: "people", "organisations" or "places"; see `newsx.dossier.questions.top`."""
        if country := window.get("country"):
            window = {**window, "country": _country(country)}
        return top(self._store, _kind_of(kind), limit=_counted(limit), **window)

    def with_(self, name: str, *, limit: int = 20) -> list[Row]:
        """Return who is named with somebody, by weight beyond chance."""
        return companions(self._store, self.find(name), limit=_counted(limit))

    def timeline(self, name: str) -> list[Row]:
        """Return what happened when around a name, or in a story ("story-7"): sentences with their sources, other days beside them."""
        story = name.removeprefix("story-")
        if story != name and story.isdigit():
            return timeline(self._store.rows("events_of_story", int(story)), self._text)
        return timeline(self._store.rows("events_of_profile", self.find(name)), self._text)

    def stories(self, *, date: str | None = None, least: int = 2, limit: int = 20) -> list[Row]:
        """Return stories of `least` articles or more, the largest first."""
        return stories(self._store, date=date, least=least, limit=_counted(limit))

    def changes(self, story: str) -> list[Row]:
        """Return what every near copy of a story ("story-7") added, left out and worded otherwise, sentence by sentence."""
        number = story.removeprefix("story-")
        if not number.isdigit() or not self._store.rows("articles_of_story", int(number)):
            raise UsageError(f"{story!r} is no story of {self._store.path}: newsx dossier stories lists them")
        return changes(self._store, int(number))

    def trend(self, name: str, *, by: str = "month") -> list[Row]:
        """Return how many articles name somebody, by "day", "month" or "year"."""
        if by not in PERIODS:
            raise UsageError(f"by is one of {', '.join(PERIODS)}, not {by!r}")
        return trend(self._store, self.find(name), by=by)

    def search(self, words: str, *, limit: int = 20) -> list[Row]:
        """Return the articles that hold all the words."""
        return search(self._store, words, limit=_counted(limit))

    def quotes(self, name: str) -> list[Row]:
        """Return what somebody is quoted as saying."""
        return quotes(self._store, self.find(name))

    def new(self, since: str, *, kind: str | None = None, limit: int = 20) -> list[Row]:
        """Return names never seen before a day."""
        return new(self._store, since, kind=_kind_of(kind) if kind else None, limit=_counted(limit))

    def questions(self, *, limit: int | None = None) -> list[Row]:
        """Return pairs that only people can decide; put "same" or "different" into `verdict` and give them to `judge`."""
        return list(open_questions(self._store, limit=limit))

    def judge(self, verdicts: Iterable[Mapping[str, Any]]) -> int:
        """Take in verdicts and carry them out; return how many were new. Those without a verdict are passed over."""
        return sum(judge(self._store, each) != "known" for each in verdicts if each.get("verdict"))

    def judge_one(self, verdict: Mapping[str, Any]) -> Effect:
        """Take in one verdict; return "done" where profiles were changed, "noted" where only later articles obey it, "known" where it was there."""
        return judge(self._store, verdict)

    def verdicts(self) -> list[Row]:
        """Return every verdict with its number, as `judge` takes them in another dossier."""
        return verdicts(self._store)

    def undo(self, number: int) -> None:
        """Take a verdict back, with what it did."""
        undo(self._store, number)

    def join(self, name: str, other: str) -> bool:
        """Say that two profiles are one; return False where they are already."""
        return self._decide("same", name, other)

    def split(self, name: str, form: str) -> bool:
        """Say that a form of a profile is somebody else; return False where it is already."""
        kind, side = side_of(self._store, name)
        if side["form"] == form:
            side = {"form": self._other_form(name, form)}
        return judge(self._store, {"verdict": "different", "kind": kind, "a": side, "b": {"form": form}}) == "done"

    def rename(self, name: str, new_name: str) -> bool:
        """Give a profile the name it is shown by."""
        kind, side = side_of(self._store, name)
        return judge(self._store, {"verdict": "name", "kind": kind, "a": side, "b": {"form": new_name}}) == "done"

    def _decide(self, verdict: str, name: str, other: str) -> bool:
        kind, a = side_of(self._store, name)
        other_kind, b = side_of(self._store, other)
        if kind != other_kind:
            raise UsageError(f"{name} is a {kind}, {other} a {other_kind}")
        return judge(self._store, {"verdict": verdict, "kind": kind, "a": a, "b": b}) == "done"

    def _other_form(self, name: str, form: str) -> str:
        forms = self._store.rows("forms_of_profile", self.find(name))
        others = [each for _, _, _, each in forms if each != form]
        if not others:
            raise UsageError(
                f"{name} has no form but {form!r}: two people of one name are told apart by articles (judge)"
            )
        return str(others[0])

    def why(self, name: str) -> list[Row]:
        """Return every link of a profile with its reason and the sentence it was made from."""
        return why(self._store, self.find(name))

    def graph(self, *, least: int = 2) -> tuple[list[Row], Iterator[Row]]:
        """Return people and organisations in `least` articles or more, and the pairs of them that share articles."""
        return graph(self._store, least=least)

    def points(self) -> Iterator[Row]:
        """Return the places that have a point, one by one."""
        return points(self._store)

    def events(self) -> Iterator[Row]:
        """Return the days that articles are about, one by one."""
        return events(self._store)

    def _text(self, article: int) -> str:
        return text_of(self._store, article)

    def articles(self) -> Iterator[Row]:
        """Return the articles, one by one."""
        return articles(self._store)

    def refs(self) -> Iterator[Row]:
        """Return every profile of every article, one by one."""
        return refs(self._store)

    def roles(self) -> Iterator[Row]:
        """Return every role, with the profile of its organisation, one by one."""
        return roles(self._store)

    def all_quotes(self) -> Iterator[Row]:
        """Return everything that is quoted, one by one."""
        return all_quotes(self._store)

    def counts(self) -> Iterator[Row]:
        """Return every profile with how often it was named, one by one."""
        return counts(self._store)

    def records(self) -> Iterator[Article]:
        """Return the records it was made of, in the order they came."""
        return records(self._store)

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """See one state of the dossier throughout, whatever others write meanwhile, as a report shows it."""
        with self._store.reading():
            yield Reading(self._store)

    def all_stories(self) -> Generator[Row]:
        """Yield every story with its articles."""
        with self._store.reading():
            yield from all_stories(self._store)

    def profiles(self) -> Generator[Row]:
        """Yield every profile with its forms and articles."""
        with self._store.reading():
            yield from profiles(self._store)


def _country(given: str) -> str:
    """Return the code of a country that is named or given by its code. Raises UsageError for what is none."""
    if given.upper() != country_name(given.upper()):
        return given.upper()
    named = country_of(given)
    if named is None or named.code is None:
        raise UsageError(f"{given!r} is no country: name one, or give its code, as DE for Germany")
    return named.code


def _articles(records: Iterable[Any]) -> Iterator[Article]:
    if isinstance(records, Article | Mapping | Failure):
        records = [records]
    if isinstance(records, str | bytes | os.PathLike) or not isinstance(records, Iterable):
        raise UsageError(f"a list of records is added, not {_shown(records)}: newsx.process makes records of files")
    for each in records:
        if isinstance(each, Article):
            yield each
        elif isinstance(each, Mapping):
            yield _validated(each)
        elif not isinstance(each, Failure):
            raise UsageError(f"{_shown(each)} is no record: newsx.process makes records of files")


def _validated(fields: Mapping[str, Any]) -> Article:
    from pydantic_core import ValidationError

    try:
        return Article.model_validate(fields)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise UsageError(f"a dictionary that is no record of newsx: {place}: {first['msg']}") from error


def _shown(value: object) -> str:
    return repr(value)[:60] if isinstance(value, str | bytes | os.PathLike) else f"a {type(value).__name__}"


def _kind_of(kind: str) -> str:
    if kind not in KINDS:
        raise UsageError(f"kind is one of {', '.join(KINDS)}, not {kind!r}")
    return KINDS[kind]


def _counted(limit: int) -> int:
    if not isinstance(limit, int) or limit < 0:
        raise UsageError(f"limit is a whole number, not {limit!r}")
    return limit

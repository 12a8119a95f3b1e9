"""Adds records to a dossier: in batches that are there whole or not at all, each article once, names with their profiles."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsx.dossier.context import Context, about_of
from newsx.dossier.copies import note_copy
from newsx.dossier.events import note_events
from newsx.dossier.facts import facts_of
from newsx.dossier.identity import Identity, about_json
from newsx.dossier.naming import main_name
from newsx.dossier.said import note_quotes
from newsx.dossier.stories import place_in_story

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsx.dossier.facts import ArticleFacts
    from newsx.dossier.identity import Placed
    from newsx.dossier.store import Store
    from newsx.schema import Article

# A kill loses at most so many articles.
BATCH = 500
_PACKING_LEVEL = 3


@dataclass(slots=True)
class Added:
    """What adding did: articles taken in, articles that were there, names by whether they were known, questions that arose."""

    articles: int = 0
    there: int = 0
    new_names: int = 0
    known_names: int = 0
    questions: int = 0
    undated: int = 0
    touched: set[int] = field(default_factory=set, repr=False)

    def __str__(self) -> str:
        text = f"{self.articles} article{'' if self.articles == 1 else 's'} added"
        if self.there:
            text += f", {self.there} were there"
        text += f"; names: {self.new_names} new, {self.known_names} known; {self.questions} new questions"
        undated = "1 article" if self.undated == 1 else f"{self.undated} articles"
        return text + (f"; {undated} without a day" if self.undated else "")


def add_articles(store: Store, articles: Iterable[Article]) -> Added:
    """Add every article that is not there yet; return what was done. Raises UsageError and OutputError."""
    total = Added()
    for batch in _batches(articles):
        with store.transaction():
            _add_batch(store, batch, total)
    return total


def _batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    batch: list[Article] = []
    for article in articles:
        batch.append(article)
        if len(batch) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _add_batch(store: Store, batch: list[Article], total: Added) -> None:
    """Add the articles of a batch inside a transaction that the caller holds."""
    before = store.row("count_questions")[0]
    identity = Identity(store)
    for article in batch:
        if store.row("article_of_record", article.id):
            total.there += 1
            continue
        facts = facts_of(article)
        number = _add_article(store, facts)
        placed = identity.place_all(facts)
        _link(store, number, facts, placed)
        note_events(store, number, facts, placed)
        note_quotes(store, number, facts, placed)
        note_copy(store, number, facts)
        place_in_story(store, number, facts, dict.fromkeys(each.profile for each in placed), identity.articles)
        total.articles += 1
        total.undated += facts.day is None
        total.new_names += sum(each.decision.profile is None for each in placed)
        total.known_names += sum(each.decision.profile is not None for each in placed)
        total.touched.update(each.profile for each in placed)
    for profile in sorted(total.touched):
        store.put("set_name", main_name(store, profile), profile)
    total.touched.clear()
    total.questions += store.row("count_questions")[0] - before


def _add_article(store: Store, facts: ArticleFacts) -> int:
    article = facts.article
    number = store.put(
        "add_article",
        article.id,
        article.source.id,
        article.source.path,
        article.source.record,
        article.source.sha256,
        facts.day,
        article.headline,
        article.url,
        article.publisher,
        article.language,
        ",".join(facts.countries),
        article.text.count(" ") + 1,
        zlib.compress(article.text.encode(), _PACKING_LEVEL),
    )
    rest = article.model_dump_json(exclude={"text"}).encode()
    store.put("add_record", number, zlib.compress(rest, _PACKING_LEVEL))
    store.put("add_words", number, article.headline or "", article.text)
    return number


def _link(store: Store, article: int, facts: ArticleFacts, placed: list[Placed]) -> None:
    """Write down who is named in an article, by which forms, in which roles."""
    year = int(facts.day[:4]) if facts.day else None
    counted: set[int] = set()
    for each in placed:
        appearance, decision = each.appearance, each.decision
        mentions = sum(appearance.forms.values())
        store.put(
            "add_ref",
            article,
            each.profile,
            each.form,
            mentions,
            *appearance.sentence,
            decision.score,
            decision.reason,
            about_json(appearance),
            ",".join(map(str, appearance.sentences)),
        )
        context = Context.read(json.loads(store.row("profile", each.profile)[8]))
        if each.profile not in counted:
            context.add(about_of(appearance), year)
        first = each.profile not in counted
        store.put(
            "count_in",
            mentions,
            facts.day,
            article,
            context.land if appearance.kind == "organisation" else appearance.country,
            json.dumps(context.as_dict(), ensure_ascii=False, separators=(",", ":")),
            each.profile,
            int(first),
        )
        counted.add(each.profile)
        store.put_all("add_name", [(article, each.form, name, count) for name, count in appearance.forms.items()])
        store.put_all(
            "add_role",
            [
                (
                    article,
                    each.form,
                    role.role,
                    role.organisation,
                    role.place,
                    role.country,
                    role.status,
                    role.start,
                    role.end,
                )
                for role in appearance.roles
            ],
        )
        if appearance.point:
            store.put("add_point", each.profile, *appearance.point)

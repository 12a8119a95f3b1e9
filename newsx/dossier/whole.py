"""Everything of one kind in a dossier, in order: what exports write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsx.dossier.questions import public_id, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsx.dossier.store import Store

Row = dict[str, Any]


def graph(store: Store, *, least: int) -> tuple[list[Row], Iterator[Row]]:
    """Return people and organisations in `least` articles or more, and the pairs of them that share an article."""
    nodes: dict[int, Row] = {
        number: {"id": public_id(kind, number), "kind": kind, "name": name, "articles": articles}
        for number, kind, name, articles, *_ in store.each("all_profiles")
        if kind != "place" and articles >= least
    }
    edges = (
        {"a": nodes[a]["id"], "b": nodes[b]["id"], "articles": articles, "sentences": sentences}
        for a, b, articles, sentences in store.each("edges", least)
    )
    return list(nodes.values()), edges


def points(store: Store) -> Iterator[Row]:
    """Yield the places that have a point."""
    names = ("country", "articles", "mentions", "first", "last", "latitude", "longitude", "geonames_id", "kind")
    for number, name, *values in store.each("all_points"):
        yield {"id": public_id("place", number), "name": name, **dict(zip(names, values, strict=True))}


def events(store: Store) -> Iterator[Row]:
    """Yield the days that articles are about, with the sentence that says so."""
    for first, last, _, start, end, article, record, headline, url in store.each("all_events", 0):
        words = sentence(store, article, start, end)
        yield {"first": first, "last": last, "article": record, "headline": headline, "url": url, "sentence": words}


def articles(store: Store) -> Iterator[Row]:
    """Yield the articles."""
    names = ("article", "source_id", "day", "headline", "url", "publisher", "language", "countries", "words", "story")
    for _, *values in store.each("all_articles"):
        yield dict(zip(names, values, strict=True))


def refs(store: Store) -> Iterator[Row]:
    """Yield every profile of every article."""
    for record, number, kind, name, mentions, day in store.each("all_refs"):
        yield {
            "article": record,
            "day": day,
            "id": public_id(kind, number),
            "kind": kind,
            "name": name,
            "mentions": mentions,
        }


def quotes(store: Store) -> Iterator[Row]:
    """Yield everything that is quoted, with the profile of who says it."""
    for record, day, number, kind, name, cue, article, start, end in store.each("all_quotes"):
        words = sentence(store, article, start, end)
        yield {"article": record, "day": day, "id": public_id(kind, number), "name": name, "cue": cue, "quote": words}


def counts(store: Store) -> Iterator[Row]:
    """Yield every profile with how often it was named."""
    names = ("name", "articles", "mentions", "first", "last", "country")
    for number, kind, *values in store.each("all_profiles"):
        yield {"id": public_id(kind, number), "kind": kind, **dict(zip(names, values, strict=True))}


def roles(store: Store) -> Iterator[Row]:
    """Yield every role, with the profile of its organisation where that is one."""
    names = ("name", "role", "organisation", "place", "country", "status", "article", "day")
    for number, *values in store.each("all_roles"):
        row = {"id": public_id("person", number), **dict(zip(names, values, strict=True))}
        body = row["organisation"] and store.row("body_of_name", row["article"], row["organisation"])
        yield {**row, "body": public_id("organisation", body[0]) if body else None}

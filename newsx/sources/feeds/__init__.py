"""Reads feeds: RSS, Atom, RDF (RSS 1.0) and JSON Feed, as far as their items hold full text."""

from newsx.sources.feeds.documents import read_feed

__all__ = ["read_feed"]

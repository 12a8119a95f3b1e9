"""Reads web archives (WARC, WARC.gz) as crawlers write them."""

from newsx.sources.warc.documents import read_warc

__all__ = ["read_warc"]

"""A record for people to read: its text with marked names and dates, and a page of HTML around it."""

from newsx.report.facts import amount_or_value, byline, country_names, note, title_of
from newsx.report.marks import KINDS, Kind, Mark, Piece, mark_paragraphs
from newsx.report.page import to_html

__all__ = [
    "KINDS",
    "Kind",
    "Mark",
    "Piece",
    "amount_or_value",
    "byline",
    "country_names",
    "mark_paragraphs",
    "note",
    "title_of",
    "to_html",
]

"""Shows records to people: text with marked names and dates, and a page of HTML around it; `newsx view` calls it."""

from newsx.report.facts import byline, coordinates, country_of, note, roles, title_of
from newsx.report.marks import KINDS, Kind, Mark, Piece, mark_paragraphs
from newsx.report.page import to_html
from newsx.vocabulary.countries import country_name

__all__ = [
    "KINDS",
    "Kind",
    "Mark",
    "Piece",
    "byline",
    "coordinates",
    "country_name",
    "country_of",
    "mark_paragraphs",
    "note",
    "roles",
    "title_of",
    "to_html",
]

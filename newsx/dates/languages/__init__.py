"""Dates in languages other than English: one grammar for all, over each language's words in `newsx/vocabulary/`.

`newsx.dates.resolving` loads and calls it for a text whose language has a table: most texts are in English.
"""

from newsx.dates.languages.finding import find_dates

__all__ = ["find_dates"]

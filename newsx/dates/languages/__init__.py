"""Dates in languages other than English: one grammar for all, over each language's words in `newsx/vocabulary/`.

`newsx.dates.resolving` calls it for a text whose language has a table.
"""

from newsx.dates.languages.finding import find_dates, is_served

__all__ = ["find_dates", "is_served"]

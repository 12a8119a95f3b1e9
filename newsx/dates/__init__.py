"""Date expressions: found in running text and resolved to days against the publication date; the dates component calls it.

Pure functions over tables and regular expressions; standard library only.
"""

from newsx.dates.mention import DateMention
from newsx.dates.resolving import find_dates, is_refused, is_served, resolve, resolve_all

__all__ = ["DateMention", "find_dates", "is_refused", "is_served", "resolve", "resolve_all"]

"""Exports of a dossier: one table of them, each a function that writes bytes. `newsx.cli.dossier` calls `write_export`."""

from __future__ import annotations

from importlib import import_module
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from newsx.dossier.dossier import Dossier

# Name: "module:function" of what writes it, and what it is.
EXPORTS = {
    "jsonl": ("lines:write_profiles", "one JSON object a profile, with its forms and articles"),
    "stories": ("lines:write_stories", "one JSON object a story, with its articles and what they are copies of"),
    "csv": ("sheets:write_csv", "a row for every name in every article"),
    "xlsx": ("sheets:write_xlsx", "a workbook: articles, people, organisations, places, roles, quotes, who with whom"),
    "gexf": ("graphs:write_gexf", "who with whom, of names in two articles or more where there are such, for Gephi"),
    "graphml": ("graphs:write_graphml", "the same, for networkx and yEd"),
    "geojson": ("maps:write_geojson", "places on the map"),
    "kml": ("maps:write_kml", "places on the map, for Google Earth"),
    "ical": ("calendars:write_ical", "days that articles are about, for calendars"),
    "timeline": ("calendars:write_timeline", "the same, for TimelineJS"),
    "ftm": ("entities:write_ftm", "FollowtheMoney entities, for OpenAleph"),
}


def write_export(dossier: Dossier, name: str, file: IO[bytes]) -> None:
    """Write an export of a dossier into a file."""
    module, _, function = EXPORTS[name][0].partition(":")
    getattr(import_module(f"newsx.dossier.exports.{module}"), function)(dossier, file)

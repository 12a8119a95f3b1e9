"""What happened when, for calendars (iCalendar) and for TimelineJS: the day each article is about, with the sentence that says so."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsx.dossier.dossier import Dossier

# A line of iCalendar has no more bytes than that.
_LINE = 73


def write_ical(dossier: Dossier, file: IO[bytes]) -> None:
    """Write an all-day event a day and article."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//newsx//dossier//EN"]
    for event in dossier.events():
        first, last = (dt.date.fromisoformat(event[name]) for name in ("first", "last"))
        stamp = f"{first:%Y%m%d}"
        lines += [
            "BEGIN:VEVENT",
            f"UID:{event['article']}-{stamp}-{_digest(event['sentence'])}@newsx",
            f"DTSTAMP:{stamp}T000000Z",
            f"DTSTART;VALUE=DATE:{stamp}",
            f"DTEND;VALUE=DATE:{_next(last):%Y%m%d}",
            f"SUMMARY:{_escaped(event['headline'] or event['sentence'])}",
            f"DESCRIPTION:{_escaped(event['sentence'])}",
            *([f"URL:{event['url']}"] if event["url"] and event["url"].isascii() else []),
            "END:VEVENT",
        ]
    for line in [*lines, "END:VCALENDAR"]:
        file.write(b"\r\n ".join(_folded(line)) + b"\r\n")


def _next(day: dt.date) -> dt.date:
    return day + dt.timedelta(1) if day < dt.date.max else day


def _escaped(text: str) -> str:
    for mark in ("\\", ";", ","):
        text = text.replace(mark, "\\" + mark)
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def _folded(line: str) -> list[bytes]:
    """Cut a line into parts of so many bytes, no letter in two."""
    parts, part = [], b""
    for letter in line:
        data = letter.encode("utf-8", "replace")
        if len(part) + len(data) > _LINE:
            parts.append(part)
            part = b""
        part += data
    return [*parts, part]


def write_timeline(dossier: Dossier, file: IO[bytes]) -> None:
    """Write events in the form of TimelineJS."""
    events = []
    for event in dossier.events():
        slide: dict[str, Any] = {
            "start_date": _parts(event["first"]),
            "text": {"headline": event["headline"] or "", "text": event["sentence"]},
            "unique_id": f"{event['article']}-{event['first']}",
        }
        if event["last"] != event["first"]:
            slide["end_date"] = _parts(event["last"])
        events.append(slide)
    file.write(json.dumps({"events": events}, ensure_ascii=False, indent=1).encode() + b"\n")


def _parts(day: str) -> dict[str, str]:
    year, month, date = day.split("-")
    return {"year": year, "month": month, "day": date}


def _digest(words: str) -> str:
    """Return what tells two events of one article and day apart, the same for the same sentence."""
    return hashlib.sha256(words.encode()).hexdigest()[:8]

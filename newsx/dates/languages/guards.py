"""When running text may use a rule of another language: words around a year, a month or a weekday that show it is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsx.dates.languages.parts import table_in
from newsx.dates.languages.tables import CAPITAL_NAMES, UNSPACED, needs_capital

if TYPE_CHECKING:
    from newsx.dates.grammar import Hit


def _belongs(hit: Hit, offset: int, *names: str) -> bool:
    """Whether the token beside a match belongs to one of some classes."""
    index = hit.first + offset if offset < 0 else hit.last + offset - 1
    surfaces = hit.tokens.surfaces
    return 0 <= index < len(surfaces) and not table_in(hit).classes_of(surfaces[index]).isdisjoint(names)


def _is_name(hit: Hit, part: str) -> bool:
    """Whether a month or weekday is written as a name is in the language: Domingo, Mars; Turkish "pazar" is a market."""
    surface = hit.tokens.surface(hit.start(part))
    if not surface[:1].isupper() and not surface[:1].islower():
        return False
    if table_in(hit).language in CAPITAL_NAMES:
        return surface[:1].islower()
    return surface[:1].isupper() and not _opens_sentence(hit) and not surface.isupper()


def _opens_sentence(hit: Hit) -> bool:
    """Whether a match opens its sentence, or what stands before it does."""
    before = hit.around(-1)
    return before in {"", ".", "!", "?", ":", '"', "“", "«", "„", "-", "—", "–", "¿", "¡", ")"}


def month_guard(hit: Hit) -> bool:
    """Tell whether a month alone or with a year is one: a word before or after it says so."""
    if table_in(hit).language in UNSPACED:
        return True
    if hit.has("year") or hit.has("later_year"):
        return True
    after = _belongs(hit, 1, "AMONTH") or not table_in(hit).classes_of(hit.tokens.surface(hit.last - 1)).isdisjoint(
        {"AMONTH"}
    )
    return after or (not _is_name(hit, "month") and (hit.has("relyear") or _belongs(hit, -1, "BMONTH")))


def year_guard(hit: Hit) -> bool:
    """Tell whether four digits are a year, or a number and "日" a day: not "9日間", "10年前", a price or a count."""
    table = table_in(hit)
    if table.language in UNSPACED:
        last = hit.tokens.surface(hit.last - 1)
        signed = not table.classes_of(last).isdisjoint({"KYEAR", "KDAY"})
        return signed and hit.around(1) not in {
            "間",
            "间",
            "前",
            "後",
            "后",
            "以",
            "代",
            "期",
            "級",
            "级",
            "目",
            "度",
            "份",
        }
    last = hit.tokens.surface(hit.last - 1)
    if hit.around(1) in {"%", "€", "$", "/"} or hit.around(-1) in {"$", "€", "£", "/", "№"}:
        return False
    return (
        _belongs(hit, -1, "BYEAR")
        or not table.classes_of(last).isdisjoint({"AYEAR"})
        or (hit.around(-1) == "(" and hit.around(1) == ")")
        or hit.has("last_year")
    )


def weekday_guard(hit: Hit) -> bool:
    """Tell whether a weekday alone is one; the short ones of Portuguese need a word before them."""
    table = table_in(hit)
    if table.language in UNSPACED or _belongs(hit, -1, "BWEEKDAY", "OF") or _belongs(hit, 1, "AWEEKDAY"):
        return True
    surface = hit.tokens.surface(hit.start("weekday"))
    if table.language == "de" and hit.around(-1) in {"frau", "herr", "herrn"}:
        return False  # "Frau Sonntag"
    if needs_capital(table.language, surface):
        return False
    return not _is_name(hit, "weekday") and (
        table.language != "pt" or "-" in surface or surface in {"sábado", "domingo"}
    )


def spaced(hit: Hit) -> bool:
    """Tell whether the language writes spaces between words: elsewhere "12月下…" is no length of time."""
    return table_in(hit).language not in UNSPACED


def day_word_guard(hit: Hit) -> bool:
    """Tell whether "Morgen" is tomorrow: with a capital inside a sentence German means the morning."""
    surface = hit.tokens.surface(hit.start("core"))
    return table_in(hit).language != "de" or not surface[:1].isupper() or _opens_sentence(hit)

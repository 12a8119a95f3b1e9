"""Days written out in full, with their year, in the lines around an article (called by `read_metadata`)."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# Month names and their usual abbreviations in the languages of the news, each group January to December.
# Croatian listopad (October) is left out: in Polish and Czech it is November.
_MONTH_NAMES = """
january february march april may june july august september october november december
jan feb mar apr may jun jul aug sep oct nov dec
jan feb mar apr may june july aug sept oct nov dec
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
ene feb mar abr may jun jul ago set oct nov dic
janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro
jan fev mar abr mai jun jul ago set out nov dez
janvier février mars avril mai juin juillet août septembre octobre novembre décembre
janv févr mars avr mai juin juil août sept oct nov déc
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
gen feb mar apr mag giu lug ago set ott nov dic
januar februar märz april mai juni juli august september oktober november dezember
jänner feber mär apr mai jun jul aug sep okt nov dez
januari februari maart april mei juni juli augustus september oktober november december
januari februari mars april maj juni juli augusti september oktober november december
januar februar marts april maj juni juli august september oktober november december
januar februar mars april mai juni juli august september oktober november desember
janúar febrúar mars apríl maí júní júlí ágúst september október nóvember desember
stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia
styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień
ledna února března dubna května června července srpna září října listopadu prosince
января февраля марта апреля мая июня июля августа сентября октября ноября декабря
січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık
ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie
gener febrer març abril maig juny juliol agost setembre octubre novembre desembre
január február március április május június július augusztus szeptember október november december
ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου δεκεμβρίου
januari februari maret april mei juni juli agustus september oktober november desember
januari februari machi aprili mei juni julai agosti septemba oktoba novemba desemba
يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر
ینایر فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر
ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר
בינואר בפברואר במרץ באפריל במאי ביוני ביולי באוגוסט בספטמבר באוקטובר בנובמבר בדצמבר
"""
MONTHS = {name: number for row in _MONTH_NAMES.strip().splitlines() for number, name in enumerate(row.split(), start=1)}

_DAY = r"(\d{1,2})(?:st|nd|rd|th|er|\.|º|ª|-?го)?"
_NAME = r"([^\W\d_]{3,13})\.?"
# A dump may glue a time or another day to the year: "20234:46 AM".
_YEAR = r"((?:19|20)\d\d)(?=\D|$|\d{1,2}:\d\d|\d{1,2}\s[^\W\d_])"
_DAY_MONTH_YEAR = re.compile(
    rf"(?<!\d){_DAY}[\s,/-]*(?:de\s+|of\s+|d[e’']\s?)?{_NAME}[\s,/-]*(?:de\s+|del\s+|năm\s+)?{_YEAR}"
)
_MONTH_DAY_YEAR = re.compile(rf"(?<![^\W\d_]){_NAME}\s*{_DAY}(?:,|\s)\s*(?:de\s+)?{_YEAR}")
_YEAR_MONTH_DAY = re.compile(rf"(?<!\d){_YEAR}\.?\s+{_NAME}\s+{_DAY}(?!\d)")
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?[-./年년]\s?(\d{1,2})\s?[-./月월]\s?(\d{1,2})(?!\d)")
_NUMBERS = re.compile(r"(?<![\d/.-])(\d{1,2})([-./])(\d{1,2})\2((?:19|20)\d\d)(?!\d)")
_SHORT_YEAR = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d\d)(?![\d.]|,\d)")
_AMERICAN = re.compile(r"\b[AP]\.?M\.?\s*(?:ET|PT|CT|MT|[ECMP][SD]T)\b")
_VIETNAMESE = re.compile(rf"(?<!\d)(\d{{1,2}})\s+tháng\s+(\d{{1,2}})[\s,]*(?:năm\s+)?{_YEAR}", re.IGNORECASE)
# Words glued together by a dump: "GermanDec 22, 2023", "PublishedMay 9, 2025".
_GLUED = re.compile(r"(?<=[a-zà-ÿ])(?=[A-Z])|(?<=(?:19|20)\d\d)(?=[A-Z])|(?<=[^\W\d_]{6})(?=\d)")
_CHANGE = re.compile(
    r"updated|modified|aktualisiert|akt\.|stand:|uppfært|aktualizacja|mis à jour|actualizad|atualizad|aggiornat|bijgewerkt|oppdatert|uppdaterad|opdateret|güncelle|обновлен|更新",
    re.IGNORECASE,
)
_FIRST = re.compile(r"publi|pub\.|posted|veröffentlicht|erstellt|created", re.IGNORECASE)
# Lines longer than this are running text.
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Stamp:
    """A day with what it dates: `is_change` where the words before it speak of an update."""

    day: dt.date
    is_change: bool


def find_stamps(text: str, *, day_first: bool | None = None) -> list[Stamp]:
    """Return the days written in full in the text, in order.

    `day_first` says how numbers such as 5/9/2025 are read; None leaves those out that can be read both ways.
    """
    text = _GLUED.sub(" ", text[:_LONGEST].translate(_DIGITS))
    if not any(char.isdigit() for char in text):
        return []
    stamps = []
    before = 0
    for start, stop, day in sorted(_found(text, day_first=day_first)):
        if start < before:
            continue
        words = text[before:start]
        stamps.append(Stamp(day, bool(_CHANGE.search(words)) and not _FIRST.search(words)))
        before = stop
    return stamps


def find_days(text: str, *, day_first: bool | None = None) -> list[dt.date]:
    """Return the days written in full in the text, in order, whatever they date."""
    return [stamp.day for stamp in find_stamps(text, day_first=day_first)]


def reads_day_first(texts: list[str]) -> bool | None:
    """Return whether the page writes the day before the month in numeric dates, or None where its dates do not tell."""
    votes = 0
    for text in texts:
        for match in _NUMBERS.finditer(text[:_LONGEST]):
            first, second = int(match[1]), int(match[3])
            votes += (first > 12 >= second) - (second > 12 >= first) - bool(_AMERICAN.search(text[:_LONGEST]))
    return None if votes == 0 else votes > 0


# Arabic-Indic, Persian and Devanagari digits are read as ASCII ones.
_DIGITS = {base + value: str(value) for base in (0x0660, 0x06F0, 0x0966) for value in range(10)}


def _found(text: str, *, day_first: bool | None) -> Iterator[tuple[int, int, dt.date]]:
    """Yield each day with the place where it stands in the text."""
    for pattern, (year, month, day) in (
        (_DAY_MONTH_YEAR, (3, 2, 1)),
        (_MONTH_DAY_YEAR, (3, 1, 2)),
        (_YEAR_MONTH_DAY, (1, 2, 3)),
        (_ISO, (1, 2, 3)),
        (_VIETNAMESE, (3, 2, 1)),
    ):
        for match in pattern.finditer(text):
            number = int(match[month]) if match[month].isdigit() else MONTHS.get(match[month].lower(), 0)
            yield from _dated(match, int(match[year]), number, int(match[day]))
    for match in _SHORT_YEAR.finditer(text):
        yield from _dated(match, 2000 + int(match[3]), int(match[2]), int(match[1]))
    for match in _NUMBERS.finditer(text):
        first, second, year_number = int(match[1]), int(match[3]), int(match[4])
        if match[2] == "." or first > 12 or day_first or first == second:
            yield from _dated(match, year_number, second, first)
        elif second > 12 or day_first is False:
            yield from _dated(match, year_number, first, second)


def _dated(match: re.Match[str], year: int, month: int, day: int) -> Iterator[tuple[int, int, dt.date]]:
    """Yield the day, where the calendar has it."""
    try:
        yield match.start(), match.end(), dt.date(year, month, day)
    except ValueError:
        return

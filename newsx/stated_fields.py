"""Normalises what pages, containers and callers state of an article; readers of containers and `extraction` call it.

Whatever is stated has been typed by strangers: here each field becomes what the record takes, or it is dropped with a
warning. No statement can cost an article.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import replace
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from newsx.lazy import lazy_pattern
from newsx.records import METADATA_FIELDS, Caution, Image, Metadata, WarningCode
from newsx.vocabulary.languages import language_codes

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsx.records import EvidenceSource

# Most characters of a value. The longest of 633 gold pages have a tenth of these; what is longer is the text, or an attack.
MAX_TITLE = 2_000
MAX_NAME = 500
MAX_DESCRIPTION = 20_000
MAX_ADDRESS = 8_000
MAX_IDENTIFIER = 1_000
MAX_ITEMS = 500

_SURROGATES = lazy_pattern("[\ud800-\udfff]")
_CONTROLS = lazy_pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
# ISO 8601 as the record takes it.
_MOMENT = lazy_pattern(
    r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?", re.ASCII
)
# BCP 47 as it is found: "en", "en-GB", "en_US.UTF-8", the first of "en, fr" or of "en-GB;q=0.8,en".
_TAG = lazy_pattern(
    r"\s*(?:\[\s*)?([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{1,8}){0,8}(?:[.@][A-Za-z0-9-]{1,20})?\s*(?:\]\s*)?(?:[,;|].*)?",
    re.DOTALL,
)
# Codes of three letters, retired codes, and codes of countries that are written where that of the language belongs.
_ALIASES = {
    "eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "spa": "es", "ita": "it", "por": "pt", "rus": "ru", "jpn": "ja",
    "nld": "nl", "dut": "nl", "swe": "sv", "nor": "no", "dan": "da", "fin": "fi", "pol": "pl", "ces": "cs", "cze": "cs", "slk": "sk",
    "slo": "sk", "hun": "hu", "ron": "ro", "rum": "ro", "bul": "bg", "ell": "el", "gre": "el", "tur": "tr", "ara": "ar", "heb": "he",
    "fas": "fa", "per": "fa", "hin": "hi", "ben": "bn", "urd": "ur", "tam": "ta", "tel": "te", "tha": "th", "vie": "vi", "ind": "id",
    "msa": "ms", "may": "ms", "zho": "zh", "chi": "zh", "kor": "ko", "ukr": "uk", "hrv": "hr", "srp": "sr", "slv": "sl", "est": "et",
    "lav": "lv", "lit": "lt", "isl": "is", "ice": "is", "gle": "ga", "cym": "cy", "wel": "cy", "cat": "ca", "eus": "eu", "baq": "eu",
    "glg": "gl", "swa": "sw", "amh": "am", "afr": "af", "zul": "zu", "xho": "xh", "hau": "ha", "yor": "yo", "ibo": "ig", "som": "so",
    "mya": "my", "bur": "my", "khm": "km", "lao": "lo", "kat": "ka", "geo": "ka", "hye": "hy", "arm": "hy", "aze": "az", "kaz": "kk",
    "uzb": "uz", "mon": "mn", "nep": "ne", "sin": "si", "mkd": "mk", "mac": "mk", "sqi": "sq", "alb": "sq", "mlt": "mt", "bel": "be",
    "bos": "bs", "fil": "tl", "tgl": "tl", "mar": "mr", "guj": "gu", "pan": "pa", "mal": "ml", "kan": "kn", "pus": "ps", "kur": "ku",
    "iw": "he", "in": "id", "ji": "yi", "jp": "ja", "cz": "cs", "gr": "el", "dk": "da", "us": "en", "gb": "en", "kr": "ko", "cn": "zh", "ua": "uk",
}  # fmt: skip
_NO_LANGUAGE = frozenset({"und", "zxx", "mul", "mis", "xx"})


class UnfitError(ValueError):
    """A stated value cannot stand in a record: the text says why, as it follows the name of the field in a warning."""


def normalise(fields: Mapping[str, object], source: EvidenceSource) -> tuple[Metadata | None, tuple[Caution, ...]]:
    """Return what `fields` state, by the names of Metadata, and a warning for each that had to be dropped.

    Values are of any type, as they were found; None and empty ones are not stated. The metadata is None when nothing is left.
    """
    return _checked(fields, dict.fromkeys(fields, source))


def recheck(metadata: Metadata) -> tuple[Metadata, tuple[Caution, ...]]:
    """Return metadata with what no record can take dropped, and a warning for each: the last door before the record."""
    given = {name: getattr(metadata, name) for name in METADATA_FIELDS}
    checked, cautions = _checked(given, metadata.evidence)
    return checked or Metadata(), cautions


def language_code(stated: object) -> str | None:
    """Return the ISO 639 code of a stated language ("en-GB", "EN", "English", "eng" are "en"); None when it states none.

    >>> [language_code(value) for value in ("en_US.UTF-8", "en-GB,en;q=0.9", "Deutsch", "zh-Hans-CN", "und", "x", 5)]
    ['en', 'en', 'de', 'zh', None, None, None]
    """
    if not isinstance(stated, str):
        return None
    name = language_codes().get(stated.strip().lower())
    if name:
        return name
    match = _TAG.fullmatch(stated[:MAX_NAME])
    if not match:
        return None
    code = match[1].lower()
    code = _ALIASES.get(code, code)
    return None if code in _NO_LANGUAGE else code


def moment_of(stated: object) -> str | None:
    """Return a stated day or moment in ISO 8601, from that or from the form of mail headers; None when it states none."""
    raw = stated.strip() if isinstance(stated, str) else ""
    if not raw or len(raw) > MAX_NAME:
        return None
    for read in (dt.date.fromisoformat, dt.datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = read(raw)
        except (ValueError, TypeError, OverflowError, IndexError, AttributeError):
            continue
        if "T" in raw and _MOMENT.fullmatch(raw) and _is_day(raw[:10]):
            return raw
        written = moment.isoformat()
        return written if _MOMENT.fullmatch(written) else None
    return None


def clean(stated: object, limit: int = MAX_TITLE) -> str:
    """Return a stated string as text: lone surrogates replaced, control characters made spaces.

    Raises UnfitError for what is no string, or longer than `limit` characters.
    """
    if not isinstance(stated, str):
        raise UnfitError(f"is {_type_of(stated)}, not a string")
    if len(stated) > limit:
        raise UnfitError(f"has more than {limit:,} characters")
    return _CONTROLS.sub(" ", well_formed(stated)).strip()


def well_formed(text: str) -> str:
    """Return the text with U+FFFD for every surrogate: half a character is none."""
    return text if text.isascii() else _SURROGATES.sub("\ufffd", text)


def clean_or_drop(name: str, stated: object, limit: int) -> tuple[str | None, tuple[Caution, ...]]:
    """Return a stated value as text, None where there is none; a warning when it had to be dropped."""
    if stated is None:
        return None, ()
    try:
        return clean(stated, limit) or None, ()
    except UnfitError as error:
        return None, (_dropped(name, error),)


def _checked(
    fields: Mapping[str, object], evidence: Mapping[str, EvidenceSource]
) -> tuple[Metadata | None, tuple[Caution, ...]]:
    found: dict[str, Any] = {}
    cautions: list[Caution] = []
    for name, value in fields.items():
        if value is None or value in ("", [], ()):
            continue
        try:
            item, faults = _READERS[name](value)
        except UnfitError as error:
            cautions.append(_dropped(name, error))
            continue
        cautions += [_dropped(name, fault) for fault in faults[:1]]
        if item:
            found[name] = item
    if not found:
        return None, tuple(cautions)
    sources = {name: evidence[name] for name in found if name in evidence}
    return Metadata(**found, evidence=sources), tuple(cautions)


_Read = tuple[Any, tuple[UnfitError, ...]]


def _text(limit: int) -> Callable[[object], _Read]:
    return lambda value: (clean(value, limit), ())


def _names(value: object) -> _Read:
    """Return the strings of a list, or one string, or the names of objects that have one; what else is among them is dropped."""
    items = list(value) if isinstance(value, list | tuple) else [value]
    kept: list[str] = []
    faults: list[UnfitError] = []
    for item in items[:MAX_ITEMS]:
        try:
            name = clean(item.get("name") if isinstance(item, Mapping) else item, MAX_NAME)
        except UnfitError as error:
            faults.append(UnfitError(f"holds a value that {error}"))
            continue
        if name:
            kept.append(name)
    if len(items) > MAX_ITEMS:
        faults.append(UnfitError(f"holds more than {MAX_ITEMS} values"))
    if not kept and faults:
        raise faults[0]
    return tuple(kept), tuple(faults)


def _moment(value: object) -> _Read:
    moment = moment_of(value)
    if moment is None:
        raise UnfitError("is no day or moment of ISO 8601")
    return moment, ()


def _language(value: object) -> _Read:
    code = language_code(value)
    if code is None:
        raise UnfitError("names no language")
    return code, ()


def _image(value: object) -> _Read:
    if not isinstance(value, Image):
        raise UnfitError(f"is {_type_of(value)}")
    faults: list[UnfitError] = []
    for name, limit in (("url", MAX_ADDRESS), ("caption", MAX_DESCRIPTION), ("credit", MAX_TITLE)):
        part = getattr(value, name)
        if part is None:
            continue
        try:
            kept = clean(part, limit) or None
        except UnfitError as error:
            faults.append(UnfitError(f"has a {name} that {error}"))
            kept = None
        if kept != part:
            value = replace(value, **{name: kept})
    return value, tuple(faults)


_READERS: dict[str, Callable[[object], _Read]] = {
    "headline": _text(MAX_TITLE),
    "description": _text(MAX_DESCRIPTION),
    "authors": _names,
    "publisher": _text(MAX_NAME),
    "date_published": _moment,
    "date_modified": _moment,
    "section": _text(MAX_NAME),
    "keywords": _names,
    "language": _language,
    "image": _image,
    "url": _text(MAX_ADDRESS),
}


def _is_day(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _dropped(name: str, error: UnfitError) -> Caution:
    return Caution(WarningCode.STATED_DROPPED, f"the stated {name} {error}: it was left out")


def _type_of(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")

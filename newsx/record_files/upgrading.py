"""Turns records of older versions into those of this one, as plain objects, before they are validated."""

from __future__ import annotations

import re
from typing import Any

from newsx.errors import UsageError
from newsx.records import SCHEMA_VERSION, WarningCode

# Warnings of version 1.0 are words: what they begin with or hold, and the code they have now.
_CODES = (
    (re.compile(r"the page declares "), WarningCode.CHARSET_MISMATCH),
    (re.compile(r"\d{1,9} unreadable characters? replaced"), WarningCode.CHARSET_REPLACED),
    (re.compile(r"\d{1,9} control characters? removed"), WarningCode.CONTROLS_REMOVED),
    (re.compile(r"a (?:comment|script) on the page never ends|a tag with more than "), WarningCode.MARKUP_MENDED),
    (re.compile(r"the HTML parser dropped a part|the page has more than "), WarningCode.MARKUP_INCOMPLETE),
    (re.compile(r"trafilatura failed "), WarningCode.EXTRACTOR_FAILED),
    (re.compile(r"the article was cut out of the page's text"), WarningCode.CUT_FROM_TEXT),
    (re.compile(r"the article is in \w+, the model "), WarningCode.OTHER_LANGUAGE),
)
_EXTRACTORS = {"trafilatura": "html"}


def upgrade(record: dict[str, Any]) -> dict[str, Any]:
    """Return the record in the shape of this version; what is no record is left to the validation.

    Raises UsageError for a record of a later version, which this program would misunderstand.
    """
    match record.get("schema_version", SCHEMA_VERSION):
        case "1.0":
            return _from_1_0(record)
        case str(version) if re.fullmatch(r"\d+\.\d+", version) and version != SCHEMA_VERSION:
            raise UsageError(
                f"a record of version {version}, which this newsx does not know: it reads up to {SCHEMA_VERSION}"
            )
    return record


def _from_1_0(record: dict[str, Any]) -> dict[str, Any]:
    """Return a record of 1.0 as one of 2.0.

    Warnings get codes, the extractor its new name, new fields their defaults.
    """
    new = {**record, "schema_version": "2.0"}
    if isinstance(warnings := record.get("warnings"), list):
        new["warnings"] = [_caution(each) if isinstance(each, str) else each for each in warnings]
    if isinstance(made := record.get("provenance"), dict):
        new["provenance"] = {**made, "extractor": _EXTRACTORS.get(str(made.get("extractor")), made.get("extractor"))}
    return new


def _caution(message: str) -> dict[str, str]:
    code = next((code for pattern, code in _CODES if pattern.match(message)), WarningCode.OTHER)
    return {"code": code.value, "message": message}

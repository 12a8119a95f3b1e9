"""Decodes bytes to text the way a browser does it, with a second look where the page's own claim does not hold."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from newsx.lazy import lazy_pattern
from newsx.records import Caution, WarningCode

# Byte order marks, the longer ones first: that of UTF-32 LE begins with that of UTF-16 LE.
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Browsers look for a declaration in the first 1024 bytes (WHATWG HTML, 13.2.3.2); pages with long comments put it later.
_PRESCAN_BYTES = 4096
_META_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.+-]{2,40})", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.+-]{2,40})[\"']", re.IGNORECASE)

# Labels that browsers read as another encoding than Python does (WHATWG Encoding, 4.2).
_BROWSER_LABELS = {
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "l1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "latin5": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "big5": "big5hkscs",
    "x-mac-roman": "mac-roman",
    "unicode": "utf-16-le",
    "utf-16": "utf-16-le",
    "unicodefffe": "utf-16-be",
    "ucs-2": "utf-16-le",
    "iso-10646-ucs-2": "utf-16-le",
    "csunicode": "utf-16-le",
    "unicode-1-1-utf-8": "utf-8",
    "iso-8859-8-i": "iso8859-8",
    "iso8859-8-i": "iso8859-8",
    "logical": "iso8859-8",
    "csiso88598i": "iso8859-8",
    "koi": "koi8-r",
    "koi8": "koi8-r",
    "koi8-ru": "koi8-u",
    "mac": "mac-roman",
    "csmacintosh": "mac-roman",
    "x-mac-cyrillic": "mac-cyrillic",
    "x-mac-ukrainian": "mac-cyrillic",
    "dos-874": "cp874",
    "windows-874": "cp874",
    **{f"x-cp125{digit}": f"cp125{digit}" for digit in range(9)},
    "csgb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "cn-big5": "big5hkscs",
    "x-x-big5": "big5hkscs",
    "x-euc-jp": "euc_jp",
    "cseucpkdfmtjapanese": "euc_jp",
    "windows-31j": "cp932",
    "cseuckr": "cp949",
    "csksc56011987": "cp949",
    "iso-ir-149": "cp949",
    "ks_c_5601-1989": "cp949",
    "windows-949": "cp949",
}
# Encodings by Python's name that browsers decode by their superset, under whatever label they were found.
_SUPERSETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "utf-16": "utf-16-le",
}
# The encodings of the WHATWG list (4.2, names and labels), as Python calls what decodes them.
_WEB_ENCODINGS = frozenset(
    {
        "utf-8", "cp866", "iso8859-2", "iso8859-3", "iso8859-4", "iso8859-5", "iso8859-6", "iso8859-7", "iso8859-8", "iso8859-10",
        "iso8859-13", "iso8859-14", "iso8859-15", "iso8859-16", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic", "cp874", "cp1250",
        "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "gb18030", "big5hkscs", "euc_jp",
        "iso2022_jp", "cp932", "cp949", "utf-16-le", "utf-16-be",
    }
)  # fmt: skip
# Encodings of two or four bytes a character: other text can often be read in them, too, as nonsense.
_WIDE = ("utf-16", "utf-32", "utf_16", "utf_32")
# What people call the encodings that are decoded by their superset.
_DISPLAY = {
    "cp1252": "windows-1252",
    "cp1254": "windows-1254",
    "cp874": "windows-874",
    "cp932": "shift_jis",
    "cp949": "euc-kr",
}

# Short texts often fit several encodings equally well: then the one seen most on the web is meant
# (W3Techs' usage of character encodings: windows-1251 and windows-1252 lead, then the East Asian ones, then windows-1250).
_TIE_ORDER = ("cp1252", "cp1251", "gb18030", "cp932", "cp949", "euc_jp", "cp1250", "cp1254", "cp1256", "koi8_r")

# Encodings that charset-normalizer names for short Western texts with few accents: DOS and Apple code pages, Baltic, Central European.
_RARE = frozenset(
    {
        "cp437", "cp775", "cp850", "cp852", "cp858", "cp860", "cp861", "cp863", "cp865", "cp1125", "cp500", "cp1026", "cp1140", "cp273", "cp037",
        "mac_roman", "mac-roman", "mac_latin2", "mac_iceland", "mac_turkish", "hp_roman8", "latin_1", "iso8859_2", "iso8859_3", "iso8859_4",
        "iso8859_10", "iso8859_13", "iso8859_14", "iso8859_15", "iso8859_16", "cp1250", "cp1254", "cp1257", "cp1258", "iso8859_9", "cp1006", "kz1048",
        "ptcp154", "johab", "big5", "big5hkscs", "gb18030", "gb2312", "hz", "cp932", "cp949",
    }
)  # fmt: skip
# Letters and marks of Western languages; of Central European and Baltic ones several come out as other signs in windows-1252.
_WESTERN_SMALL = frozenset("àáâãäåæçèéêëíîïñóôõöøùúûüýÿßœ")
_WESTERN_LARGE = frozenset("ÀÁÂÃÄÅÆÇÈÉÊËÍÎÏÑÓÔÕÖØÙÚÛÜŒ")
_WESTERN_MARKS = frozenset("‘’“”„‚–—…•€£©®°«»¡¿ºª§·´\xa0‹›²³½¼")
_BEYOND_ASCII = lazy_pattern(r"[^\x00-\x7f]")
# Czech, Polish and Turkish have more letters with accents for each one without than the languages of the West. Judged.
_MAX_ACCENTED = 0.06
_BAD_RUN = lazy_pattern("\ufffd+")
# charset-normalizer reads this much at most: enough to tell, and its time grows with the length.
_DETECT_BYTES = 60_000
# A text in UTF-16 without a mark has a NUL in about every second byte; a text in one byte a character has none.
_UTF16_NUL_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the name of the encoding it was in, and what had to be mended."""

    text: str
    charset: str
    warnings: tuple[Caution, ...] = ()


def decode(data: bytes, *, stated: str | None = None) -> Decoded:
    """Decode bytes to text; undecodable ones become U+FFFD, which is said in a warning.

    The order is that of browsers (byte order mark, `stated` charset of an HTTP header or a MIME part, declaration in the page,
    detection), with two exceptions for pages that declare wrongly: bytes that are valid UTF-8 beyond ASCII are UTF-8 whatever
    header and page say, and a declaration under which the bytes cannot be read is dropped.
    """
    for mark, charset in _BOMS:
        if data.startswith(mark):
            return _decode_as(data[len(mark) :], charset)
    header = known_charset(stated) if stated else None
    if header == "utf-8" and (decoded := _decode_strictly(data, header)):
        return decoded
    wide = wide_charset(data)
    if wide:
        return _decode_as(data, wide)
    if header and header.startswith(_WIDE) and not _is_utf8(data) and (decoded := _decode_strictly(data, header)):
        return decoded
    declared = header if header and not header.startswith(_WIDE) else _declared(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_legacy(data, declared, first_bad=error.start)
    warnings: tuple[Caution, ...] = ()
    if declared not in (None, "utf-8") and not data.isascii():
        warnings = (_mismatch(f"the page declares {declared}, but is UTF-8"),)
    return Decoded(text, "utf-8", warnings)


def known_charset(label: str) -> str | None:
    """Return the encoding a label means to browsers, as Python names it; None for what is no encoding of the WHATWG list.

    Python knows more under such names: `zip`, `idna`, `rot13`, `utf-7` are no encodings of pages, and may raise anything.
    """
    label = label.strip().strip("\"'").lower()
    label = _BROWSER_LABELS.get(label, label)
    try:
        found = codecs.lookup(label)
    except (LookupError, ValueError, TypeError):
        return None
    name = _SUPERSETS.get(found.name, found.name)
    return name if name in _WEB_ENCODINGS else None


def _decode_strictly(data: bytes, charset: str) -> Decoded | None:
    try:
        return Decoded(data.decode(charset), _name(charset))
    except (UnicodeDecodeError, LookupError):
        return None


def _is_utf8(data: bytes) -> bool:
    return _decode_strictly(data, "utf-8") is not None


def _decode_as(data: bytes, charset: str, warnings: tuple[Caution, ...] = ()) -> Decoded:
    """Decode under a charset known to be right, with bad bytes replaced and counted."""
    try:
        text = data.decode(charset)
    except UnicodeDecodeError:
        text = data.decode(charset, errors="replace")
        bad = text.count("�")
        message = f"{bad} unreadable character{'s' if bad > 1 else ''} replaced ({_name(charset)})"
        warnings = (*warnings, Caution(WarningCode.CHARSET_REPLACED, message))
    return Decoded(text, _name(charset), warnings)


def _decode_legacy(data: bytes, declared: str | None, *, first_bad: int) -> Decoded:
    """Decode text that is not valid UTF-8: as declared, as mostly UTF-8, or as detected."""
    if declared and declared != "utf-8":
        try:
            return Decoded(data.decode(declared), _name(declared))
        except (UnicodeDecodeError, LookupError):
            return _detect(data, (_mismatch(f"the page declares {_name(declared)}, but cannot be read so"),))
    if _mostly_utf8(data, first_bad):
        return _decode_as(data, "utf-8")
    return _detect(data, (_mismatch("the page declares UTF-8, but is not"),) if declared else ())


def _mostly_utf8(data: bytes, first_bad: int) -> bool:
    """Tell whether bad bytes are rare beside valid sequences of UTF-8, which do not come about by chance."""
    text = data.decode("utf-8", errors="replace")
    # A few spoilt bytes beside each other are one fault; in text of another encoding bad bytes stand apart, one an accent.
    bad = len(_BAD_RUN.findall(text))
    good = sum(1 for char in text[:_DETECT_BYTES] if char > "\x7f" and char != "�")
    return good > 4 * bad or (bad <= 2 and good > bad and first_bad > 0)


def _detect(data: bytes, warnings: tuple[Caution, ...]) -> Decoded:
    """Decode under the encoding charset-normalizer finds most fitting; windows-1252 when it finds none."""
    from charset_normalizer import from_bytes

    start = max(0, next((i for i, byte in enumerate(data) if byte > 0x7F), 0) - _DETECT_BYTES // 2)
    matches = list(from_bytes(data[start : start + _DETECT_BYTES]))
    charset = "cp1252"
    if matches:
        best = (matches[0].chaos, matches[0].coherence)
        equal = [match.encoding for match in matches if (match.chaos, match.coherence) == best]
        charset = min(equal, key=lambda name: _TIE_ORDER.index(name) if name in _TIE_ORDER else len(_TIE_ORDER))
    charset = _BROWSER_LABELS.get(charset.replace("_", "-"), charset)
    if charset.startswith(("utf_7", "utf-7", "ascii")) or (charset in _RARE and _reads_western(data)):
        charset = "cp1252"
    guessed = Caution(
        WarningCode.CHARSET_GUESSED, f"the encoding is stated nowhere that holds: read as {_name(charset)}"
    )
    return _decode_as(data, charset, (*warnings, guessed))


def _reads_western(data: bytes) -> bool:
    """Return whether text in an unknown encoding reads like a Western language in windows-1252.

    All its bytes beyond ASCII are then letters of Western languages within or at the end of small words, capitals before a
    letter, or typographic marks beside words; read as a DOS or Baltic code page or in the wrong way, letters fall among signs.
    """
    try:
        text = data[:_DETECT_BYTES].decode("cp1252")
    except UnicodeDecodeError:
        return False
    found = [(match.start(), match[0]) for match in _BEYOND_ASCII.finditer(text)]
    odd = sum(not _is_western(text, position, mark) for position, mark in found)
    ascii_letters = sum(character.isalpha() for character in text if character < "\x80")
    return bool(found) and odd * 20 <= len(found) and len(found) <= _MAX_ACCENTED * ascii_letters


def _is_western(text: str, position: int, mark: str) -> bool:
    """Return whether a character stands where a Western language would put it."""
    before, after = text[position - 1 : position], text[position + 1 : position + 2]
    if mark in _WESTERN_SMALL:
        return before.isalpha() or after.isalpha() or mark in "àéèóáyâ"
    if mark in _WESTERN_LARGE:
        return after.isalpha() or before.isupper()
    return mark in _WESTERN_MARKS


def wide_charset(head: bytes) -> str | None:
    """Return the charset of bytes two or four of which are a character: told by their mark, or by where NUL bytes stand."""
    for mark, charset in _BOMS:
        if charset != "utf-8" and head.startswith(mark):
            return charset
    for charset in ("utf-32-le", "utf-32-be"):
        if head.startswith("<".encode(charset)):  # markup (XML 1.0, appendix F)
            return charset
    return _utf16_without_mark(head)


def _utf16_without_mark(data: bytes) -> str | None:
    """Return the byte order of UTF-16 text that carries no mark, told by where its NUL bytes stand."""
    head = data[:2048]
    if len(head) < 4 or head.count(0) < _UTF16_NUL_SHARE * len(head):
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 10 * max(1, even):
        return "utf-16-le"
    if even > 10 * max(1, odd):
        return "utf-16-be"
    return None


def _declared(data: bytes) -> str | None:
    """Return the encoding a page declares, as Python names it; None when there is no known one."""
    head = data[:_PRESCAN_BYTES]
    match = _XML_ENCODING.search(head) or _META_CHARSET.search(head)
    if not match:
        return None
    label = match.group(1).decode("ascii").lower()
    if _BROWSER_LABELS.get(label, label).startswith("utf-16"):
        return "utf-8"  # a declaration that could be read as ASCII is not in UTF-16 (WHATWG HTML, 13.2.3.3)
    return known_charset(label)


def _name(charset: str) -> str:
    return _DISPLAY.get(charset, charset.replace("_", "-"))


def _mismatch(message: str) -> Caution:
    return Caution(WarningCode.CHARSET_MISMATCH, message)

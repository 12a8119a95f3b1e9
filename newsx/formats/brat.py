"""Records as brat standoff annotations (https://brat.nlplab.org/standoff.html): NAME.txt and NAME.ann below a folder.

Offsets are those of the record: code points of the text, end exclusive, as brat counts. Every mention is a text-bound
annotation (T), with a note (#) that tells the name it belongs to or the value of the date; places that were resolved refer to
their entry in GeoNames (N); roles are text-bound too, each joined to the nearest mention of its person (R), and so are quotes, joined to
the words that name their source and to their verb.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from newsx.errors import UsageError
from newsx.formats.files import write_aside
from newsx.formats.json_folder import FolderSink
from newsx.formats.labels import LABELS
from newsx.lazy import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newsx.formats.sink import Sink, Target
    from newsx.records import InputRef

ANNOTATION_CONF = """\
[entities]
PERSON
PLACE
ORG
DATE
NORP
ROLE
QUOTE
SOURCE
CUE

[relations]
SaidBy\tArg1:QUOTE, Arg2:SOURCE
SaidWith\tArg1:QUOTE, Arg2:CUE
HasRole\tArg1:PERSON, Arg2:ROLE
<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>

[events]

[attributes]
"""

TOOLS_CONF = """\
[options]
Tokens\ttokenizer:whitespace
Sentences\tsplitter:newline
Validation\tvalidate:none
Annotation-log\tlogfile:<NONE>

[search]

[annotators]

[disambiguators]

[normalization]
GeoNames\t<URL>:https://www.geonames.org/, <URLBASE>:https://www.geonames.org/%s
"""

_WITHOUT_NOTE = ("ROLE", "SOURCE", "CUE")
_NAMED_BY = ".json"  # as the folder sink names files
_TEXT, _ANNOTATIONS = ".txt", ".ann"
_CONFIGURATION = {"annotation.conf": ANNOTATION_CONF, "tools.conf": TOOLS_CONF}
# brat ends an annotation at the end of a line: a mention that goes over one is given in pieces. These are the ends of lines
# that Python knows, in which brat is written.
_LINE_END = lazy_pattern(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")


def open_brat(target: Target) -> Sink:
    """Return a sink that writes brat's files below a folder."""
    return BratSink(target.path, inputs=target.inputs)


class BratSink(FolderSink):
    """Writes two files an article, named as a folder of records would name them, and what brat must know of the labels.

    A folder that holds annotations already is refused: people may have corrected them.
    """

    def __init__(self, folder: str, *, inputs: Sequence[InputRef] = ()) -> None:
        _refuse_annotated(folder)
        super().__init__(folder, indent=None, inputs=inputs)
        for name, content in _CONFIGURATION.items():
            write_aside(os.path.join(folder, name), (content.encode(),))

    def put(self, record: bytes, ref: InputRef) -> None:
        """Write the text and its annotations as files of their own; the text first, for brat shows what has both."""
        if ref not in self._names:
            self.begin(ref)
        base = self._names.pop(ref).removesuffix(_NAMED_BY)
        text, annotations = to_brat(json.loads(record))
        self._write(base + _TEXT, (text.encode(),))
        self._write(base + _ANNOTATIONS, (annotations.encode(),))

    def _take(self, name: str, ref: InputRef | None = None) -> bool:
        """Take the name if it is free for both files; return whether it was."""
        base = os.path.join(self._folder, name.removesuffix(_NAMED_BY))
        if any(os.path.lexists(base + suffix) for suffix in (_TEXT, _ANNOTATIONS)):
            return False
        return super()._take(name, ref)


def _refuse_annotated(folder: str) -> None:
    for _, _, names in os.walk(folder):
        if any(name.endswith(_ANNOTATIONS) for name in names):
            raise UsageError(f"{folder} holds annotations already: name a new folder")


def to_brat(record: Mapping[str, Any]) -> tuple[str, str]:
    """Return the text of the article and its annotations: what NAME.txt and NAME.ann hold."""
    text = record["text"]
    lines: list[str] = []
    numbers: dict[tuple[int, int, int], int] = {}  # of the annotation of a stretch for an entity
    notes = references = 0
    for number, (start, end, label, item) in enumerate(_spans(record), start=1):
        numbers[start, end, id(item)] = number
        pieces = _pieces(text, start, end)
        where = ";".join(f"{first} {last}" for first, last in pieces)
        lines.append(f"T{number}\t{label} {where}\t{' '.join(text[first:last] for first, last in pieces)}")
        if label == "PLACE" and item["geonames_id"] is not None:
            references += 1
            lines.append(
                f"N{references}\tReference T{number} GeoNames:{item['geonames_id']}\t{_one_line(item['name'])}"
            )
        if label not in _WITHOUT_NOTE and (note := _note(item)):
            notes += 1
            lines.append(f"#{notes}\tAnnotatorNotes T{number}\t{note}")
    for number, (relation, first, second) in enumerate([*_held(record, numbers), *_said(record, numbers)], start=1):
        lines.append(f"R{number}\t{relation} Arg1:T{first} Arg2:T{second}")
    return text, "".join(f"{line}\n" for line in lines)


def _spans(record: Mapping[str, Any]) -> list[tuple[int, int, str, Mapping[str, Any]]]:
    """Return start, end, label and owner of every annotation with words in it, in the order of the text."""
    spans = [
        (mention["start"], mention["end"], label, item)
        for field, label in LABELS.items()
        for item in record[field]
        for mention in item["mentions"]
    ]
    spans += [(role["start"], role["end"], "ROLE", person) for person in record["people"] for role in person["roles"]]
    for quote in record["quotes"]:
        spans.append((quote["start"], quote["end"], "QUOTE", quote))
        spans += [(part["start"], part["end"], label, part) for label, part in _parts(quote)]
    text = record["text"]
    return sorted((span for span in spans if not text[span[0] : span[1]].isspace()), key=lambda span: span[:3])


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the stretch without the line ends in it, which brat cannot write."""
    pieces = []
    for gap in _LINE_END.finditer(text, start, end):
        pieces.append((start, gap.start()))
        start = gap.end()
    pieces.append((start, end))
    return [(first, last) for first, last in pieces if first < last]


def _note(item: Mapping[str, Any]) -> str:
    """Return the name a mention belongs to, who says a quote, or the value of a date and the rule that gave it."""
    if "name" in item:
        return _one_line(item["name"])
    if "speaker" in item:
        return _one_line(item["speaker"]["name"]) if item["speaker"] else ""
    value = item["value"] or "unresolved"
    return _one_line(f"{value} ({item['rule']}{', ambiguous' if item['ambiguous'] else ''})")


def _parts(quote: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
    return [(label, quote[field]) for label, field in (("SOURCE", "source"), ("CUE", "cue")) if quote[field]]


def _said(record: Mapping[str, Any], numbers: Mapping[tuple[int, int, int], int]) -> Iterator[tuple[str, int, int]]:
    """Yield the numbers of each quote with those of its source and its verb."""
    for quote in record["quotes"]:
        said = numbers.get((quote["start"], quote["end"], id(quote)))
        for label, part in _parts(quote):
            number = numbers.get((part["start"], part["end"], id(part)))
            if said and number:
                yield "SaidBy" if label == "SOURCE" else "SaidWith", said, number


def _held(record: Mapping[str, Any], numbers: Mapping[tuple[int, int, int], int]) -> Iterator[tuple[str, int, int]]:
    """Yield numbers of a mention and a role that belong together: the mention that is nearest, the later one of two."""
    for person in record["people"]:
        mentions = [each for each in person["mentions"] if (each["start"], each["end"], id(person)) in numbers]
        for role in person["roles"] if mentions else ():
            nearest = min(mentions, key=lambda mention: (_distance(mention, role), -mention["start"]))
            of_mention = numbers[nearest["start"], nearest["end"], id(person)]
            of_role = numbers.get((role["start"], role["end"], id(person)))
            if of_role:
                yield "HasRole", of_mention, of_role


def _distance(one: Mapping[str, Any], other: Mapping[str, Any]) -> int:
    """Return the code points between two stretches of the text."""
    return max(int(one["start"]) - int(other["end"]), int(other["start"]) - int(one["end"]), 0)


def _one_line(text: str) -> str:
    return " ".join(text.split())

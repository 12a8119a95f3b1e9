"""Records as spaCy Docs, to train on and to look at: a DocBin in one file, or a folder of them.

The only file of formats that knows spaCy.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from newsx.formats.files import AtomicFile, output_error, refuse_inputs, remove_leftovers_of, write_aside
from newsx.formats.labels import LABELS
from newsx.formats.sink import Sink

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.language import Language
    from spacy.tokens import Doc, DocBin, Span

    from newsx.formats.sink import Target
    from newsx.records import InputRef

_SUFFIX = ".spacy"
# A DocBin is held in memory until it is written, and by those who read it: about 20 MB with so many articles.
_DOCS_A_PART = 1000
_ATTRIBUTES = ("ENT_IOB", "ENT_TYPE", "ENT_KB_ID")
# Any language: divides at white space and punctuation.
_ANY_LANGUAGE = "xx"
_METADATA = ("id", "source", "url", "publisher", "headline", "authors", "date_published", "language")
# Where the Docs carry what spaCy has no place for.
USER_DATA_KEY = "article"


def open_docbin(target: Target) -> Sink:
    """Return a sink that writes a DocBin, or a folder of them."""
    return DocBinSink(target.path, inputs=target.inputs)


class DocBinSink(Sink):
    """Gathers Docs of a blank tokenizer, with the mentions as `ents`, and writes them as spaCy's DocBin.

    To a path that ends in .spacy goes one file, whole when the sink is closed; memory grows with it. Any other path is a
    folder of parts with a thousand Docs each, which spaCy reads as one corpus; parts of an earlier run there are replaced.
    """

    def __init__(self, path: str, *, inputs: Sequence[InputRef] = ()) -> None:
        self._bin = _new_bin()  # loads spaCy, before anything is written
        self._path = path
        self._languages: dict[str, Language] = {}
        self._docs = 0
        self._parts = 0
        self._file: AtomicFile | None = None
        if path.lower().endswith(_SUFFIX):
            refuse_inputs(path, inputs)
            remove_leftovers_of(path)
            self._file = AtomicFile(path)
        else:
            self._make_folder()

    def _make_folder(self) -> None:
        try:
            os.makedirs(self._path, exist_ok=True)
            for name in os.listdir(self._path):
                if name.startswith("part-") and name.endswith(_SUFFIX):
                    os.unlink(os.path.join(self._path, name))
        except OSError as error:
            raise output_error(self._path, error) from error

    def put(self, record: bytes, ref: InputRef) -> None:  # noqa: ARG002 - all records go to one place
        """Add the record's Doc to the DocBin, which is written when a part is full."""
        parsed = json.loads(record)
        self._bin.add(to_doc(parsed, self._language(parsed["language"])))
        self._docs += 1
        if not self._file and self._docs == _DOCS_A_PART:
            self._write_part()

    def _language(self, code: str | None) -> Language:
        """Return the blank pipeline of a language; that of any language where spaCy has none, or not without more packages."""
        import spacy

        code = code or _ANY_LANGUAGE
        if code not in self._languages:
            try:
                self._languages[code] = spacy.blank(code)
            except ImportError:
                self._languages[code] = spacy.blank(_ANY_LANGUAGE)
        return self._languages[code]

    def _write_part(self) -> None:
        self._parts += 1
        path = os.path.join(self._path, f"part-{self._parts:05}{_SUFFIX}")
        write_aside(path, (self._bin.to_bytes(),))
        self._bin, self._docs = _new_bin(), 0

    def close(self) -> None:
        """Bring all Docs to disk, of a run that was ended early too."""
        if not self._file:
            if self._docs or not self._parts:
                self._write_part()
            return
        try:
            self._file.file.write(self._bin.to_bytes())
        except OSError as error:
            self._file.discard()
            raise output_error(self._path, error) from error
        self._file.commit()


def to_doc(record: dict[str, Any], nlp: Language) -> Doc:
    """Return the article as a Doc whose text is the record's, with mentions as entities and in `doc.spans["newsx"]`.

    Where tokens do not end with a mention, the entity is expanded to whole tokens and listed in
    `doc.user_data["article"]["misaligned"]`. Of mentions that overlap, `ents` has the longer, the span group all.
    """
    from spacy.util import filter_spans

    doc = nlp.make_doc(record["text"])
    spans: list[Span] = []
    misaligned: list[dict[str, Any]] = []
    for field, label in LABELS.items():
        for item in record[field]:
            for mention in item["mentions"]:
                span = _span(doc, mention, label, item.get("geonames_id"))
                if span is None:
                    continue
                spans.append(span)
                if (span.start_char, span.end_char) != (mention["start"], mention["end"]):
                    misaligned.append({"start": mention["start"], "end": mention["end"], "label": label})
    spans.sort(key=lambda span: (span.start, span.end, span.label_))
    doc.spans["newsx"] = spans
    doc.set_ents(filter_spans(spans))
    doc.user_data[USER_DATA_KEY] = {**{name: record[name] for name in _METADATA}, "misaligned": misaligned}
    return doc


def _span(doc: Doc, mention: dict[str, Any], label: str, geonames_id: int | None) -> Span | None:
    """Return the tokens of a mention; a place that was resolved carries its entry in GeoNames as `kb_id_`."""
    kb_id = "" if geonames_id is None else str(geonames_id)
    span: Span | None = doc.char_span(
        mention["start"], mention["end"], label=label, kb_id=kb_id, alignment_mode="expand"
    )
    return span if span is not None and len(span) else None


def _new_bin() -> DocBin:
    from spacy.tokens import DocBin

    return DocBin(attrs=list(_ATTRIBUTES), store_user_data=True)

"""Loads the spaCy pipeline and runs it over articles."""

from __future__ import annotations

import datetime as dt
import importlib.util
import re
from typing import TYPE_CHECKING, Any

from newsx.components.context import USER_DATA_KEY
from newsx.deferral import import_lean
from newsx.errors import ModelNotFoundError
from newsx.records import ArticleText, Context
from newsx.resources import resource_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from spacy.language import Language
    from spacy.tokenizer import Tokenizer
    from spacy.tokens import Doc

DEFAULT_MODEL = "default"
BUILT_IN_MODELS = (DEFAULT_MODEL, "fast")

# Parts of other pipelines that entities do not depend on. The parser stays: spaCy's recogniser does not cross the sentence starts it
# sets, so that entities change without it.
_UNUSED_COMPONENTS = ("tagger", "morphologizer", "lemmatizer", "attribute_ruler", "trainable_lemmatizer")

# spaCy imports its whole command line (with HTTP clients and more) for a function that prints versions: a third of the time
# `import spacy` takes, and newsx never calls it.
_NEVER_USED = ("spacy.cli.info.info", "spacy.cli.app")

# Taggers and parsers made elsewhere take about 1 GB for 100,000 characters (spaCy's error E088): longer texts go in pieces.
# newsx's own taggers work in windows.
_MAX_CHARS_AT_ONCE = 50_000
_LABELS_COMPONENT = "newsx_labels"

_BARE_TOKENIZER = "newsx_bare_tokenizer.v1"

# Components whose libraries start a thread when they are imported (ONNX Runtime has one that only waits).
_THREADED_COMPONENTS = ("newsx_transformer_ner",)

# What newsx adds behind the tagger, in this order: places lean on names, dates on nothing.
_OWN_COMPONENTS = ("newsx_names", "newsx_places", "newsx_dates")

# A run of this many characters without white space is no word: the tokeniser's time grows with the square of it.
_MAX_RUN = 400
_LONG_RUN = re.compile(rf"\S{{{_MAX_RUN},}}")

# Top-level domains of countries that are sold to anybody, so that they tell nothing of where a publisher is.
_GENERIC_CCTLDS = frozenset(
    {"ai", "am", "cc", "co", "fm", "gg", "io", "la", "ly", "me", "sh", "st", "to", "tv", "vc", "ws", "eu"}
)
_HOST = re.compile(r"^[a-z][a-z0-9+.-]*://(?:[^/@]*@)?([^/:?#]+)", re.IGNORECASE)


def load_pipeline(model: str | None = None) -> Language:
    """A spaCy pipeline is ready that sets `doc._.entities`, `doc._.places`, `doc._.focus` and `doc._.dates`.

    `model` is "default", "fast", the folder of a spaCy pipeline or the name of an installed one; labels of other pipelines
    are mapped. Raises ModelNotFoundError, with what to install, when there is no such pipeline.
    """
    spacy = import_lean("spacy", *_NEVER_USED)
    located = _locate(model or DEFAULT_MODEL)
    nlp: Language = spacy.load(located, exclude=_UNUSED_COMPONENTS, config=_tokenizer_settings(located))
    if not any(name.startswith("newsx_") for name in nlp.pipe_names):
        nlp.add_pipe(_LABELS_COMPONENT)
    for name in _OWN_COMPONENTS:
        if name not in nlp.pipe_names:
            nlp.add_pipe(name)
    return nlp


def _tokenizer_settings(located: str | Path) -> dict[str, Any]:
    """Settings under which spaCy makes the tokeniser once, from the model's file, and not from its language before.

    Making one takes a sixth of a second: every special case is tokenised. Only for spaCy's own tokeniser, whose file tells
    everything.
    """
    import os

    config = os.path.join(located, "config.cfg")
    if not os.path.isfile(config) or not os.path.isfile(os.path.join(located, "tokenizer")):
        return {}
    with open(config, encoding="utf-8") as file:
        if '"spacy.Tokenizer.v1"' not in file.read():
            return {}
    from spacy.util import registry

    registry.tokenizers.register(_BARE_TOKENIZER, func=_bare_tokenizer)
    return {"nlp": {"tokenizer": {"@tokenizers": _BARE_TOKENIZER}}}


def _bare_tokenizer() -> Callable[[Language], Tokenizer]:
    """A factory of tokenisers without rules, to be read from a file."""

    def make(nlp: Language) -> Tokenizer:
        from spacy.tokenizer import Tokenizer

        return Tokenizer(nlp.vocab)

    return make


def load_shared(model: str | None = None) -> Language | None:
    """What processes forked from this one can share is loaded: the pipeline, or only spaCy (None) if its network starts threads.

    Threads do not live on in a forked process. Raises ModelNotFoundError as `load_pipeline` does.
    """
    import os

    config = os.path.join(_locate(model or DEFAULT_MODEL), "config.cfg")
    if os.path.isfile(config):
        with open(config, encoding="utf-8") as file:
            text = file.read()
        if any(name in text for name in _THREADED_COMPONENTS):
            import_lean("spacy", *_NEVER_USED).blank("en")
            return None
    return load_pipeline(model)


def _locate(model: str) -> str | Path:
    """The path or package name spaCy loads a model by."""
    import os

    if model in BUILT_IN_MODELS:
        return resource_path(model)
    if os.path.isdir(model):
        if not os.path.isfile(os.path.join(model, "config.cfg")):
            raise ModelNotFoundError(f"{model} is not a spaCy pipeline: it holds no config.cfg")
        return model
    if os.sep in model:
        raise ModelNotFoundError(f"there is no model folder {model}")
    if model.isidentifier() and importlib.util.find_spec(model):
        return model
    raise ModelNotFoundError(
        f"the model {model!r} is not installed: try `python -m spacy download {model}`, or leave --model out"
    )


def model_name(nlp: Language) -> str:
    """Name and version of a pipeline, as they stand in its meta.json."""
    meta = nlp.meta
    return f"{meta.get('lang', 'xx')}_{meta.get('name', 'pipeline')}-{meta.get('version', '0')}"


def annotate(article_text: ArticleText, nlp: Language, *, anchor: dt.date | None = None) -> Doc:
    """The article has run through the pipeline.

    The Doc holds headline and caption as evidence before the body (see `newsx.records.Context`). `anchor` is the day to resolve
    dates against where the page states no publication date.
    """
    evidence = _evidence(article_text)
    doc = make_doc(evidence + article_text.text, nlp)
    doc.user_data[USER_DATA_KEY] = Context(
        body_start=len(evidence),
        anchor=date_anchor(article_text, anchor),
        country=publisher_country(article_text.metadata.url or article_text.page.origin.url),
    )
    if len(doc.text) > _MAX_CHARS_AT_ONCE and _LABELS_COMPONENT in nlp.pipe_names:
        return _annotate_in_pieces(doc, nlp)
    return nlp(doc)


def _annotate_in_pieces(doc: Doc, nlp: Language) -> Doc:
    """A long Doc has run through a pipeline made elsewhere, whose tagger saw it in pieces cut between paragraphs."""
    from spacy.tokens import Span

    names = list(nlp.pipe_names)
    first_own = names.index(_LABELS_COMPONENT)
    components = [component for _, component in nlp.pipeline]
    ents = []
    for start, end in _pieces(doc):
        piece = doc[start:end].as_doc()
        for component in components[:first_own]:
            piece = component(piece)
        ents += [Span(doc, start + ent.start, start + ent.end, label=ent.label_) for ent in piece.ents]
    doc.set_ents(ents)
    for component in components[first_own:]:
        doc = component(doc)
    return doc


def _pieces(doc: Doc) -> Iterator[tuple[int, int]]:
    """Token offsets of pieces: cut at the first line end past half of what is taken at once, anywhere when there is none."""
    start = 0
    for token in doc:
        length = token.idx - doc[start].idx
        if length > _MAX_CHARS_AT_ONCE or (length > _MAX_CHARS_AT_ONCE // 2 and "\n" in token.text):
            yield start, token.i + 1
            start = token.i + 1
            if start == len(doc):
                return
    yield start, len(doc)


def make_doc(text: str, nlp: Language) -> Doc:
    """The text is tokenised; runs that are no words are cut, so that the time stays linear in the length."""
    from spacy.tokens import Doc

    if not _LONG_RUN.search(text):
        return nlp.tokenizer(text)
    words: list[str] = []
    spaces: list[bool] = []
    for piece in _cut_long_runs(text):
        tokens = nlp.tokenizer(piece)
        words.extend(token.text for token in tokens)
        spaces.extend(bool(token.whitespace_) for token in tokens)
    return Doc(nlp.vocab, words=words, spaces=spaces)


def _cut_long_runs(text: str) -> list[str]:
    pieces = []
    last = 0
    for run in _LONG_RUN.finditer(text):
        for cut in range(run.start(), run.end(), _MAX_RUN):
            if cut > last:
                pieces.append(text[last:cut])
                last = cut
    pieces.append(text[last:])
    return pieces


def _evidence(article_text: ArticleText) -> str:
    """Headline and caption as paragraphs of their own; empty when the page has none."""
    metadata = article_text.metadata
    caption = metadata.image.caption if metadata.image else None
    return "".join(f"{' '.join(part.split())}\n\n" for part in (metadata.headline, caption) if part and part.strip())


def date_anchor(article_text: ArticleText, assumed: dt.date | None) -> dt.date | None:
    """The day relative dates lean on: the publication date of the page, else the one assumed, else none."""
    published = article_text.metadata.date_published
    return dt.date.fromisoformat(published[:10]) if published else assumed


def publisher_country(url: str | None) -> str | None:
    """The country a web address belongs to by its top-level domain (ISO 3166-1 alpha-2); None when it tells nothing."""
    match = _HOST.match(url or "")
    if not match or "." not in match.group(1):
        return None
    domain = match.group(1).rstrip(".").rsplit(".", 1)[-1].lower()
    if len(domain) != 2 or not domain.isascii() or not domain.isalpha() or domain in _GENERIC_CCTLDS:
        return None
    return "GB" if domain == "uk" else domain.upper()


def model_card(model: str | None = None) -> str:
    """What there is to know of a model, as Markdown: its card where it has one, else the facts of its meta.json.

    Raises ModelNotFoundError as `load_pipeline` does. spaCy is not loaded.
    """
    import json
    import os

    located = _locate(model or DEFAULT_MODEL)
    folder = os.fspath(located) if os.path.isdir(located) else _package_folder(str(located))
    facts = [f"model in use: {model or DEFAULT_MODEL} ({folder})"]
    card = os.path.join(folder, "README.md")
    if os.path.isfile(card):
        with open(card, encoding="utf-8") as file:
            return f"{facts[0]}\n\n{file.read()}"
    with open(os.path.join(folder, "meta.json"), encoding="utf-8") as file:
        meta = json.load(file)
    facts += [
        f"{key}: {meta[key]}"
        for key in ("lang", "name", "version", "description", "author", "license")
        if meta.get(key)
    ]
    labels = meta.get("labels", {}).get("ner")
    if labels:
        facts.append(f"labels: {', '.join(labels)}")
    score = meta.get("performance", {}).get("ents_f")
    if score is not None:
        facts.append(f"entities F: {score:.3f} (on its makers' test set)")
    return "\n\n".join(facts)


def _package_folder(package: str) -> str:
    """The folder of an installed pipeline that holds its meta.json."""
    import glob
    import os

    spec = importlib.util.find_spec(package)
    for root in (spec.submodule_search_locations or []) if spec else []:
        for meta in sorted(glob.glob(os.path.join(glob.escape(root), "*", "meta.json"))):
            return os.path.dirname(meta)
        if os.path.isfile(os.path.join(root, "meta.json")):
            return root
    raise ModelNotFoundError(f"the package {package!r} is no spaCy pipeline")

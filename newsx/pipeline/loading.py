"""Loads spaCy and the pipeline, as little of spaCy as is needed; `newsx.load_pipeline`, `flow` and the workers call it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsx.components.world_tokenizer import WORLD_TOKENIZER, make_world_tokenizer
from newsx.pipeline.annotating import LABELS_COMPONENT
from newsx.pipeline.models import BUILT_IN_MODELS, locate
from newsx.pipeline.routing import AUTO_MODEL, english_model
from newsx.records import ROUTES
from newsx.resources import resource_path
from newsx.startup import import_lean
from newsx.startup.spacy_loading import import_spacy, is_lean, load_lean
from newsx.startup.tokenizer import SparingTokenizer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from spacy.language import Language
    from spacy.tokenizer import Tokenizer

# Parts of other pipelines that entities do not depend on. The parser stays: spaCy's recogniser does not cross the sentence starts it
# sets, so that entities change without it.
_UNUSED_COMPONENTS = ("tagger", "morphologizer", "lemmatizer", "attribute_ruler", "trainable_lemmatizer")

# spaCy imports its whole command line (with HTTP clients and more) for a function that prints versions: a third of the time
# `import spacy` takes, and newsx never calls it.
_NEVER_USED = ("spacy.cli.info.info", "spacy.cli.app")

_BARE_TOKENIZER = "newsx_bare_tokenizer.v1"
_SPACY_TOKENIZER = "spacy.Tokenizer.v1"

# Components whose libraries start a thread when they are imported (ONNX Runtime has one that only waits).
_THREADED_COMPONENTS = ("newsx_transformer_ner", "newsx_world_ner")

# What newsx adds behind the tagger, in this order: places and quotes lean on names, dates on nothing.
_OWN_COMPONENTS = ("newsx_names", "newsx_places", "newsx_dates", "newsx_quotes")


def load_pipeline(model: str | None = None) -> Language:
    """Return a spaCy pipeline that sets `doc._.entities`, `doc._.places`, `doc._.focus`, `doc._.dates` and `doc._.quotes`.

    `model` is "default", "fast", "accurate", "world", "auto" (the default, beside which `newsx.process` and `extract_text` load "world" for
    articles in other languages), the folder of a spaCy pipeline or the name of an installed one; labels of other pipelines
    are mapped. Raises ModelNotFoundError, with what to install, when there is no such pipeline.
    """
    nlp = _load(english_model(model))
    if model == AUTO_MODEL:
        nlp.meta[ROUTES] = True
    return nlp


def _load(model: str) -> Language:
    if model in BUILT_IN_MODELS and is_lean():
        loaded = load_lean(
            resource_path(model), added=_OWN_COMPONENTS, tokenizers={WORLD_TOKENIZER: make_world_tokenizer()}
        )
        if loaded is not None:
            return loaded
    located = locate(model)
    spacy = import_lean("spacy", *_NEVER_USED)
    settings = _tokenizer_settings(located)
    nlp: Language = spacy.load(located, exclude=_UNUSED_COMPONENTS, config=settings)
    if settings:
        # A pipeline that is saved names the tokeniser that any process with spaCy can make.
        nlp.config["nlp"]["tokenizer"] = {"@tokenizers": _SPACY_TOKENIZER}
    if not any(name.startswith("newsx_") for name in nlp.pipe_names):
        nlp.add_pipe(LABELS_COMPONENT)
    for name in _OWN_COMPONENTS:
        if name not in nlp.pipe_names:
            nlp.add_pipe(name)
    return nlp


def _tokenizer_settings(located: str | Path) -> dict[str, Any]:
    """Return settings under which spaCy makes the tokeniser once, from the model's file, and not from its language before.

    Making one takes a sixth of a second: every special case is tokenised. Only for spaCy's own tokeniser, whose file tells
    everything.
    """
    import os

    config = os.path.join(located, "config.cfg")
    if not os.path.isfile(config) or not os.path.isfile(os.path.join(located, "tokenizer")):
        return {}
    with open(config, encoding="utf-8") as file:
        if f'"{_SPACY_TOKENIZER}"' not in file.read():
            return {}
    from spacy.util import registry

    registry.tokenizers.register(_BARE_TOKENIZER, func=_bare_tokenizer)
    return {"nlp": {"tokenizer": {"@tokenizers": _BARE_TOKENIZER}}}


def _bare_tokenizer() -> Callable[[Language], Tokenizer]:
    """Return a factory of tokenisers without rules, to be read from a file."""

    def make(nlp: Language) -> Tokenizer:
        from spacy.tokenizer import Tokenizer

        return Tokenizer(nlp.vocab)

    return make


def load_shared(model: str | None = None) -> Language | None:
    """Load what processes forked from this one can share: the pipeline, or only spaCy (None) if its network starts threads.

    Threads do not live on in a forked process. Raises ModelNotFoundError as `load_pipeline` does.
    """
    import os

    config = os.path.join(locate(english_model(model)), "config.cfg")
    if os.path.isfile(config):
        with open(config, encoding="utf-8") as file:
            text = file.read()
        if any(name in text for name in _THREADED_COMPONENTS):
            if is_lean() and english_model(model) in BUILT_IN_MODELS:
                import_spacy()
            else:
                import_lean("spacy", *_NEVER_USED).blank("en")
            return None
    nlp = load_pipeline(model)
    if isinstance(nlp.tokenizer, SparingTokenizer):
        nlp.tokenizer.complete()
    return nlp


def model_name(nlp: Language) -> str:
    """Return name and version of a pipeline, as they stand in its meta.json."""
    meta = nlp.meta
    return f"{meta.get('lang', 'xx')}_{meta.get('name', 'pipeline')}-{meta.get('version', '0')}"

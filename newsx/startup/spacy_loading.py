"""Loads newsx's own pipelines with as little of spaCy as they need, for the `newsx` command; `newsx.pipeline` calls it.

Only a process that runs nothing else loads this way. `spacy.load` opens the same folders. It imports all of spaCy's components, and registers, resolves and validates their settings:
half of the time that a command takes for one small text. Here the packages stay such that everything left out is loaded when
it is asked for after all.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from types import ModuleType
from typing import TYPE_CHECKING, Any

from newsx.startup.deferral import deferred, is_plain, log_fallback, unopened
from newsx.startup.tokenizer import SparingTokenizer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from spacy.language import Language
    from spacy.vectors import Vectors
    from spacy.vocab import Vocab

# What spaCy imports for training, for other components, for printing and for checking settings.
_NOT_NEEDED = (
    "pydantic.v1.*",
    "spacy.lang.en.lemmatizer.*",
    "spacy.schemas.*",
    "spacy.scorer.*",
    "spacy.training.*",
    "spacy.training.initialize.*",
    "srsly._yaml_api.*",
    "thinc.layers.*",
    "thinc.loss.*",
    "wasabi.*",
)


def is_lean() -> bool:
    """Return whether to load so: the process runs the `newsx` command, nobody else uses its packages, and it is not turned off."""
    if is_plain():
        return False
    spec = getattr(sys.modules.get("__main__"), "__spec__", None)
    return "newsx.__main__" in sys.modules or getattr(spec, "name", None) == "newsx.__main__"


def import_spacy() -> None:
    """Import what newsx needs of spaCy, unless spaCy was imported before."""
    if "spacy" in sys.modules:
        return
    unopened("spacy")
    with deferred(*_NOT_NEEDED):
        from spacy.errors import setup_default_warnings

        setup_default_warnings()  # type: ignore[no-untyped-call]
        sys.modules["spacy.schemas"].TokenPattern = _TokenPattern  # type: ignore[attr-defined]
        import spacy.lang.en
        import spacy.tokenizer  # noqa: F401 - its matcher takes the stand-in above


def load_lean(
    folder: Path, *, added: Iterable[str], tokenizers: Mapping[str, Callable[[Language], Any]]
) -> Language | None:
    """Return the pipeline in a folder of newsx's own models, with components of newsx's added behind it.

    `tokenizers` make the tokenisers that are not spaCy's, by the name that a pipeline's settings have for them. None when spaCy is not as it is known here: the reason is logged, and the pipeline must be loaded the ordinary way.
    """
    try:
        return _load(folder, added=added, tokenizers=tokenizers)
    except Exception as error:  # noqa: BLE001 - whatever another version of spaCy stumbles over, the ordinary way will tell better
        log_fallback("the pipeline", error)
        return None


def _load(folder: Path, *, added: Iterable[str], tokenizers: Mapping[str, Callable[[Language], Any]]) -> Language:
    import_spacy()
    from spacy import util

    config = util.load_config(folder / "config.cfg", interpolate=True)
    with _no_other_components():
        language = util.get_lang_class(config["nlp"]["lang"])
        nlp = language(
            create_tokenizer=tokenizers.get(config["nlp"]["tokenizer"]["@tokenizers"], _sparing),
            create_vectors=_no_vectors,
            meta=util.load_meta(folder / "meta.json"),
        )
        for name in config["nlp"]["pipeline"]:
            settings = dict(config["components"][name])
            nlp.add_pipe(settings.pop("factory"), name=name, config=settings)
        nlp.from_disk(folder)
        for name in added:
            nlp.add_pipe(name)
    return nlp


def _sparing(nlp: Language) -> SparingTokenizer:
    return SparingTokenizer(nlp.vocab)


def _no_vectors(vocab: Vocab) -> Vectors:
    from spacy.vectors import Vectors

    return Vectors(strings=vocab.strings)


@contextmanager
def _no_other_components() -> Iterator[None]:
    """Keep spaCy within the block from importing its own components to register them; afterwards it does, when first asked."""
    stand_ins: dict[str, dict[str, Any]] = {
        "spacy.registrations": {"REGISTRY_POPULATED": True, "populate_registry": lambda: None},
        "spacy.pipeline.factories": {"register_factories": lambda: None},
    }
    placed = {}
    for name, content in stand_ins.items():
        if name not in sys.modules:
            sys.modules[name] = placed[name] = ModuleType(name)
            vars(placed[name]).update(content)
    try:
        yield
    finally:
        for name in placed:
            del sys.modules[name]


class _TokenPattern:
    """Stands for the schema that spaCy's phrase matcher asks which attributes there are: tokenisers only want to hear of "orth"."""

    def model_dump(self) -> _TokenPattern:
        return self

    def __contains__(self, attribute: str) -> bool:
        if attribute == "orth":
            return True
        from spacy.schemas import TokenPattern

        known: dict[str, Any] = TokenPattern().model_dump()  # type: ignore[call-arg]
        return attribute in known

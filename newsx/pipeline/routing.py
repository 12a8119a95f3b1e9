"""Which model reads an article, by its language, and how well `models/world` serves each; `flow` and `newsx model` ask."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from newsx.errors import ModelNotFoundError
from newsx.lazy import lazy_pattern
from newsx.pipeline.models import DEFAULT_MODEL, ENGLISH_MODELS, WORLD_MODEL
from newsx.records import Caution, WarningCode
from newsx.resources import resource_path

if TYPE_CHECKING:
    from collections.abc import Mapping

Level = Literal["served", "fair", "weak", "unmeasured"]
# A choice of model that names none: English articles go to the default, others to `WORLD_MODEL`.
AUTO_MODEL = "auto"
# Characters of a text that are looked at; letters of the Latin blocks, those of Vietnamese included.
_SAMPLE = 2_000
_LATIN = lazy_pattern("[^\\W\\d_\u0250-\u1dff\u1f00-\U0010ffff]")
# What `models/world` writes of its languages (`newsx.tagging.world.LANGUAGE_SCORES`), beside its network.
_SCORES = "newsx_world_ner/languages.json"
# Written forms of one language that share a measurement.
_SAME = {"nb": "no", "nn": "no", "bs": "hr", "sh": "hr", "cnr": "sr", "ms": "id"}


def english_model(model: str | None) -> str:
    """Return the model that reads English articles under a choice of model."""
    return DEFAULT_MODEL if model in {None, AUTO_MODEL} else str(model)


def model_for(language: str | None, model: str | None, *, text: str = "") -> str:
    """Return the model that reads an article in a language (ISO 639-1, None where it is not known) under a choice of model.

    Only the models made for English hand articles on: whoever names another pipeline gets it for every article. Where the language
    is not known, a text mostly in other letters than Latin ones is not English.
    """
    chosen = english_model(model)
    is_other = language != "en" if language else _is_in_other_letters(text)
    if chosen in ENGLISH_MODELS and is_other and has_world():
        return WORLD_MODEL
    return chosen


def _is_in_other_letters(text: str) -> bool:
    sample = text[:_SAMPLE]
    letters = sum(map(str.isalpha, sample))
    return 2 * len(_LATIN.findall(sample)) < letters


@lru_cache(maxsize=1)
def has_world() -> bool:
    """Return whether the model for all languages came with this newsx."""
    try:
        resource_path(WORLD_MODEL)
    except ModelNotFoundError:
        return False
    return True


@lru_cache(maxsize=1)
def world_languages() -> Mapping[str, Mapping[str, object]]:
    """Return what was measured of `models/world` by language: `level`, and strict F of people, places and organisations, or null."""
    found: Mapping[str, Mapping[str, object]] = json.loads((resource_path(WORLD_MODEL) / _SCORES).read_text("utf-8"))
    return found


def world_level(language: str) -> Level:
    """Return how well `models/world` serves a language: "served", "fair", "weak", or "unmeasured"."""
    entry = world_languages().get(_SAME.get(language, language))
    level = entry["level"] if entry else "unmeasured"
    return level if level in {"served", "fair", "weak"} else "unmeasured"


_WEAK = "the model for all languages is weak in {language}: names are missed and wrong more often than elsewhere"
_UNMEASURED = "the model for all languages was never measured in {language}: names may be missed or wrong"


def language_cautions(language: str | None, model: str | None) -> tuple[Caution, ...]:
    """Return the warning that an article is in a language that `model` reads badly, or nobody knows how well."""
    if model != WORLD_MODEL or language is None:
        return ()
    message = {"weak": _WEAK, "unmeasured": _UNMEASURED}.get(world_level(language))
    return (Caution(WarningCode.OTHER_LANGUAGE, message.format(language=language)),) if message else ()

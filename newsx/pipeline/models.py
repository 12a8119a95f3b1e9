"""Finds the models a pipeline can be loaded from and their cards, without spaCy; `loading` and `newsx model` call it."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING

from newsx.errors import ModelNotFoundError
from newsx.resources import resource_path

if TYPE_CHECKING:
    from pathlib import Path

DEFAULT_MODEL = "default"
WORLD_MODEL = "world"
# Made for English: articles in other languages go to `WORLD_MODEL`.
ENGLISH_MODELS = (DEFAULT_MODEL, "fast", "accurate")
BUILT_IN_MODELS = (*ENGLISH_MODELS, WORLD_MODEL)


def locate(model: str) -> str | Path:
    """Return the path or package name spaCy loads a model by."""
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
    from difflib import get_close_matches

    if near := get_close_matches(model.lower(), BUILT_IN_MODELS, 1):
        raise ModelNotFoundError(f"there is no model {model!r}: {near[0]} is meant?")
    raise ModelNotFoundError(
        f"the model {model!r} is not installed: try `python -m spacy download {model}`, or leave --model out"
    )


def model_file(model: str | None, name: str) -> str:
    """Return the path of a file of a model, by its name in the model's folder. Raises ModelNotFoundError."""
    import os

    located = locate(model or DEFAULT_MODEL)
    folder = os.fspath(located) if os.path.isdir(located) else _package_folder(str(located))
    return os.path.join(folder, name)


def model_card(model: str | None = None) -> str:
    """Return what there is to know of a model, as Markdown: its card where it has one, else the facts of its meta.json.

    Raises ModelNotFoundError as `load_pipeline` does. spaCy is not loaded.
    """
    import json
    import os

    located = locate(model or DEFAULT_MODEL)
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
    """Return the folder of an installed pipeline that holds its meta.json."""
    import glob
    import os

    spec = importlib.util.find_spec(package)
    for root in (spec.submodule_search_locations or []) if spec else []:
        for meta in sorted(glob.glob(os.path.join(glob.escape(root), "*", "meta.json"))):
            return os.path.dirname(meta)
        if os.path.isfile(os.path.join(root, "meta.json")):
            return root
    raise ModelNotFoundError(f"the package {package!r} is no spaCy pipeline")

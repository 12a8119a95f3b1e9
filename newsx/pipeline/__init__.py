"""Loads the spaCy pipeline and runs it over articles; `flow` and `newsx.load_pipeline` call it."""

from newsx.pipeline.anchoring import find_anchor
from newsx.pipeline.annotating import annotate, make_doc, publisher_country
from newsx.pipeline.loading import load_pipeline, load_shared, model_name
from newsx.pipeline.models import BUILT_IN_MODELS, DEFAULT_MODEL, model_card, model_file
from newsx.pipeline.routing import language_cautions, model_for, world_level
from newsx.pipeline.string_store import zone

__all__ = [
    "BUILT_IN_MODELS",
    "DEFAULT_MODEL",
    "annotate",
    "find_anchor",
    "language_cautions",
    "load_pipeline",
    "load_shared",
    "make_doc",
    "model_card",
    "model_file",
    "model_for",
    "model_name",
    "publisher_country",
    "world_level",
    "zone",
]

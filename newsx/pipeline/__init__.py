"""Loads the spaCy pipeline and runs it over articles; `flow` and `newsx.load_pipeline` call it."""

from newsx.pipeline.anchoring import find_anchor
from newsx.pipeline.annotating import annotate, make_doc, publisher_country
from newsx.pipeline.loading import load_pipeline, load_shared, model_name
from newsx.pipeline.models import BUILT_IN_MODELS, DEFAULT_MODEL, model_card, model_file
from newsx.pipeline.string_store import zone

__all__ = [
    "BUILT_IN_MODELS",
    "DEFAULT_MODEL",
    "annotate",
    "find_anchor",
    "load_pipeline",
    "load_shared",
    "make_doc",
    "model_card",
    "model_file",
    "model_name",
    "publisher_country",
    "zone",
]

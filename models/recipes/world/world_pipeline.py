"""Writes `models/world` around the files of its component: a spaCy pipeline for all languages.

python world_pipeline.py FILES_DIR OUT_DIR
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import spacy

from newsx.components.world_tokenizer import WORLD_TOKENIZER
from newsx.tagging.world import FILES, LANGUAGE_SCORES

# What is less sure is left out: nine of ten would be wrong.
LEAST_CONFIDENCE = 0.1
META = {
    "name": "newsx_world",
    "version": "1.0.0",
    "description": "People, places, organisations, dates and nationalities in news of all languages",
    "license": "CC BY-SA 4.0",
}


def main() -> None:
    """Read the options and write the pipeline."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("files", "out"):
        parser.add_argument(name, type=Path)
    options = parser.parse_args()
    nlp = spacy.blank("xx", config={"nlp": {"tokenizer": {"@tokenizers": WORLD_TOKENIZER}}})
    nlp.meta.update(META)
    component = nlp.add_pipe("newsx_world_ner", config={"min_confidence": LEAST_CONFIDENCE})
    nlp.to_disk(options.out, exclude=[component.name])
    folder = options.out / component.name
    folder.mkdir(parents=True, exist_ok=True)
    for name in (*FILES, LANGUAGE_SCORES):
        shutil.copy(options.files / name, folder / name)


if __name__ == "__main__":
    main()

"""Makes the accurate pipeline of those that lie beside it: `default`, with `fast` and `world` heard as well.

PYTHONPATH=models/recipes/default python models/recipes/accurate/assemble.py DATA_DIR

Nothing is trained. The folder holds settings and what confidences are worth, learnt on the development articles; scores are printed.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import spacy
from build import measure

from newsx.resources import resource_path

COMPONENT = "newsx_transformer_ner"
META = {
    "name": "newsx_accurate",
    "version": "1.0.0",
    "description": "The taggers of newsx heard together: people, places, organisations, dates and nationalities in English news",
    "license": "CC BY-SA 4.0",
}


def main() -> None:
    """Write the pipeline and measure it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    options = parser.parse_args()
    default = Path(resource_path("default"))
    out = default.parent / "accurate"
    settings = {"third_opinion": "world", "network_of": "default"}
    nlp = spacy.load(default, config={"components": {COMPONENT: settings}})
    nlp.meta.update(META)
    nlp.to_disk(out, exclude=[COMPONENT])
    (out / COMPONENT).mkdir(exist_ok=True)
    shutil.copy(default / COMPONENT / "calibration.json", out / COMPONENT)
    measure(options.data, out, nlp.get_pipe(COMPONENT))


if __name__ == "__main__":
    main()

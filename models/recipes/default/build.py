"""Makes the default pipeline from the starting weights and the annotated articles: the one command.

python models/recipes/default/build.py DATA_DIR [--out models/default] [--work build/default]

Trains the runs listed in RUNS one after another (on the processor in bfloat16, or on an accelerator where there is one),
averages their weights, makes a smaller network of them that reads what `fast` leaves in doubt (`distil.py`), writes it in
eight bits, learns the calibration, and prints scores on the development articles. Weights that lie in the work folder
already are not made again. `models/fast` must be there.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import torch
from calibration import expected_error, fit
from corpora import read_worldwide
from distil import distil
from export import quantise, table_bytes, write_onnx
from network import SMALL, Tagger
from scores import Spans, gold_spans, recall_by_novelty, strict_scores, surfaces, table
from start import load_start
from tokenizer import make_tokenizing_pipeline
from train import Settings, Trainer

from newsx.components.transformer_ner import SECOND_OPINION, TransformerNer
from newsx.tagging.consistency import settle
from newsx.tagging.decoding import LABELS

ROOT = Path(__file__).resolve().parents[3]
RUNS = (
    Settings(seed=1, epochs=4.0, size=190, rate=1.5e-4),
    Settings(seed=3, epochs=4.0, size=190, rate=2.5e-4, renamed=0.15),
)
META = {
    "name": "newsx_default",
    "version": "1.0.0",
    "description": "People, places, organisations, dates and nationalities in English news of the whole world",
    "license": "see README.md",
}


def train_runs(data: Path, work: Path) -> list[dict[str, torch.Tensor]]:
    """The weights of every run."""
    weights = []
    for settings in RUNS:
        path = work / f"run{settings.seed}.pt"
        if not path.exists():
            print(settings, flush=True)
            torch.save(Trainer(data, settings).run().state_dict(), path)
        weights.append(torch.load(path, map_location="cpu"))
    return weights


def average(weights: list[dict[str, torch.Tensor]]) -> Tagger:
    """A network whose weights are the mean of those given: the runs start from the same point, so their mean is a network too."""
    net = Tagger()
    net.load_state_dict({name: sum(one[name] for one in weights) / len(weights) for name in weights[0]})
    return net


def small_network(large: Tagger, data: Path, work: Path) -> Tagger:
    """What `distil` makes of the large network, taught once more by `models/recipes/world/english_train.py` where that was run."""
    path = work / "english.pt"
    if not path.exists():
        path = work / "small.pt"
    if not path.exists():
        torch.save(distil(large, data).state_dict(), path)
    net = Tagger(inner=SMALL)
    net.load_state_dict(torch.load(path, map_location="cpu"))
    return net


def write_pipeline(net: Tagger, out: Path, work: Path) -> TransformerNer:
    """`out` is a spaCy pipeline, not yet calibrated; gives back its tagger."""
    write_onnx(net, work / "network.onnx")
    quantise(work / "network.onnx", work / "network.int8.onnx")
    nlp = make_tokenizing_pipeline()
    nlp.meta.update(META)
    component = nlp.add_pipe("newsx_transformer_ner", config={"second_opinion": "fast"})
    assert isinstance(component, TransformerNer)
    vocabulary = "\n".join(load_start()[1]) + "\n"
    component.load(
        {
            "network.onnx": (work / "network.int8.onnx").read_bytes(),
            "pieces.npy": table_bytes(net),
            "vocab.txt": vocabulary.encode("utf-8"),
            "calibration.json": b"[]",
        }
    )
    # The second opinion stays in `fast`, which is shipped beside this pipeline.
    nlp.to_disk(out, exclude=[component.name])
    component.to_disk(out / component.name, exclude=[SECOND_OPINION])
    return component


def measure(data: Path, out: Path, component: TransformerNer) -> None:
    """The pipeline in `out` is calibrated on the development articles and its scores on them are printed and kept in meta.json."""
    nlp = make_tokenizing_pipeline()
    dev = read_worldwide(data / "ner" / "worldwide.dev.jsonl", repair=False)
    docs = [nlp.make_doc(article.text) for article in dev]
    began = time.process_time()
    found = [settle(doc.text, component.find(doc)) for doc in docs]
    pace = sum(len(doc) for doc in docs) / (time.process_time() - began)
    judged = [
        [(m.score, (m.start, m.end, m.label) in gold_spans(article)) for m in mentions]
        for article, mentions in zip(dev, found, strict=True)
    ]
    points = fit([pair for article in judged for pair in article])
    (out / component.name / "calibration.json").write_text(json.dumps(points) + "\n", encoding="utf-8")
    pairs = [
        (gold_spans(article), {(m.start, m.end, m.label) for m in mentions})
        for article, mentions in zip(dev, found, strict=True)
    ]
    print(table(pairs))
    for region in sorted({article.region for article in dev}):
        part = [pair for article, pair in zip(dev, pairs, strict=True) if article.region == region]
        print(f"  {region:12} FOUR F {strict_scores(part)['FOUR'][2]:.1f} ({len(part)} articles)")
    train = read_worldwide(data / "ner" / "worldwide.train.jsonl", repair=False)
    for (kind, label), value in recall_by_novelty(dev, pairs, surfaces(train)).items():
        print(f"  recall {kind:6} {label:7}{value:6.1f}")
    print(f"  calibration error {expected_error(judged):.3f}, {pace:.0f} words a CPU second without tokenising")
    _keep_scores(out, pairs)


def _keep_scores(out: Path, pairs: list[tuple[Spans, Spans]]) -> None:
    meta = json.loads((out / "meta.json").read_text(encoding="utf-8"))
    rows = strict_scores(pairs)
    precision, recall, f = (round(value / 100, 4) for value in rows["ALL"])
    by_label = {
        label: dict(zip("prf", (round(value / 100, 4) for value in rows[label]), strict=True)) for label in LABELS
    }
    meta["performance"] = {"ents_p": precision, "ents_r": recall, "ents_f": f, "ents_per_type": by_label}
    (out / "meta.json").write_text(json.dumps(meta, indent=2) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="folder that holds ner/ and gazetteers/")
    parser.add_argument("--out", type=Path, default=ROOT / "models" / "default")
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "default")
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    net = small_network(average(train_runs(arguments.data, arguments.work)), arguments.data, arguments.work)
    component = write_pipeline(net, arguments.out, arguments.work)
    measure(arguments.data, arguments.out, component)


if __name__ == "__main__":
    main()

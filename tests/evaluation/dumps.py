"""Prints how well page dumps are cleaned, on pages of sites that the measured network has never seen.

usage: python -m tests.evaluation.dumps DATA [--cache FOLDER]

DATA/pages holds the page sets (gold.jsonl and html/). Pages are rendered as in training, which needs resiliparse, inscriptis, lxml and
the program w3m. The model is three networks and three ensembles of trees, each trained without the news sites of one fold; a page is
given to the network and the trees whose fold its site is in. Bodies are scored by four-word runs, precision and recall averaged over
pages; pages whose gold is marked as suspect are left out.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import Any

from newsx.page_dump import judge, label_lines, paragraphs
from newsx.page_dump.labeller import Labeller, load_labeller
from newsx.page_dump.metadata import read_metadata

from .figures import Figure
from .texts import WORD, body_scores, edge_share, is_english, norm, shingles

sys.path.append(str(Path(__file__).resolve().parents[2] / "models" / "recipes" / "page_dump"))

NEWS = ("n4k", "aeb", "fev")
SETS = (*NEWS, "fun")
Page = dict[str, Any]


class _Dumps:
    """The pages rendered in every form, and the lines of each judged by the network that has not seen its site."""

    def __init__(self, data: Path, cache: Path) -> None:
        from render import FORMS, load_pages, rendered

        self.forms = FORMS
        whole = load_labeller()
        pairs = zip(whole.networks, whole.trees, strict=True)
        self._networks = [Labeller(whole.vocabulary, (weights,), (trees,)) for weights, trees in pairs]
        self.pages = [page for page in load_pages(data, *SETS, html=False) if not page.get("suspect")]
        self.texts = {
            form: {key: text for name in SETS for key, text in rendered(data, cache, name, form).items()}
            for form in FORMS
        }
        self.judged = {
            form: {page["id"]: self.label(page, self.texts[form][page["id"]]) for page in self.pages} for form in FORMS
        }

    def label(self, page: Page, text: str) -> Any:
        """Return the judged lines of a text, as if it had come from the page's site."""
        from documents import fold_of

        return label_lines(text, labeller=self._networks[fold_of(page["site"], len(self._networks))])


def figures(data: Path, cache: Path = Path(".renders")) -> list[Figure]:
    """Return body F1 in every form, edges, clean articles kept, metadata and refusals; print what a page costs."""
    dumps = _Dumps(data / "pages", cache)
    found = [*_bodies(dumps), *_clean(dumps), *_metadata(dumps), *_refusals(dumps)]
    texts = list(dumps.texts["resili"].values())
    start = time.process_time()
    for text in texts:
        read_metadata(label_lines(text))
    print(f"dumps: {len(texts) / (time.process_time() - start):.0f} pages a CPU second (with metadata)", flush=True)
    return found


def _bodies(dumps: _Dumps) -> list[Figure]:
    groups = {
        "news": [p for p in dumps.pages if p["set"] in NEWS],
        "English news": [p for p in dumps.pages if p["set"] in NEWS and is_english(p["body"])],
        "not English": [p for p in dumps.pages if p["set"] in ("fun", "aeb") and not is_english(p["body"])],
        **{name: [p for p in dumps.pages if p["set"] == name] for name in SETS},
    }
    found = []
    for form in dumps.forms:
        for name, chosen in groups.items():
            pairs = [(page["body"], "\n".join(paragraphs(dumps.judged[form][page["id"]]))) for page in chosen]
            found.append(Figure(f"dump {form} {name} body F1", body_scores(pairs)[0], len(pairs)))
            found.append(Figure(f"dump {form} {name} edges", *edge_share(pairs)))
    return found


def _clean(dumps: _Dumps) -> list[Figure]:
    """Return how many gold bodies, given as they are, come back whole."""
    found = []
    whole = [page for page in dumps.pages if len(page["body"]) >= 200]
    for joint, name in (("\n", "single line breaks"), ("\n\n", "empty lines")):
        same = 0
        for page in whole:
            parts = [" ".join(part.split()) for part in page["body"].splitlines() if part.strip()]
            same += paragraphs(dumps.label(page, joint.join(parts))) == parts
        found.append(Figure(f"clean articles, {name}", same / len(whole), len(whole)))
    return found


def _metadata(dumps: _Dumps) -> list[Figure]:
    found = []
    for name in ("n4k", "fun"):
        chosen = [
            (page, read_metadata(dumps.judged["resili"][page["id"]])) for page in dumps.pages if page["set"] == name
        ]
        rights = {
            "title": [norm(page["title"]) == norm(got.headline) for page, got in chosen],
            "authors": [
                {norm(a) for a in page["authors"] or []} == {norm(a) for a in got.authors} for page, got in chosen
            ],
            "date": [(page["date"] or None) == ((got.date_published or "")[:10] or None) for page, got in chosen],
            "none": [not got.authors for page, got in chosen if not page["authors"]]
            + [not got.date_published for page, got in chosen if not page["date"]],
        }
        found += [
            Figure(f"dump {name} {k}", sum(right) / max(1, len(right)), len(right)) for k, right in rights.items()
        ]
    return found


def _refusals(dumps: _Dumps) -> list[Figure]:
    """Pages whose article is cut out must give no article; whole pages must give one."""
    refused = kept = 0
    for page in dumps.pages:
        gone = shingles(page["body"])
        rows = dumps.texts["resili"][page["id"]].splitlines()
        left = [line for line in rows if not line.strip() or not _in_gold(line, gone)]
        refused += judge(dumps.label(page, "\n".join(left))).kind == "no_article"
        kept += judge(dumps.judged["resili"][page["id"]]).kind != "no_article"
    count = len(dumps.pages)
    return [
        Figure("dumps without their article refused", refused / count, count),
        Figure("whole dumps kept", kept / count, count),
    ]


def _in_gold(line: str, gold: Any) -> bool:
    own = shingles(line)
    return len(WORD.findall(line)) >= 4 and sum(run in gold for run in own) >= 0.5 * len(own)


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--cache", type=Path, default=Path(".renders"))
    options = parser.parse_args()
    for figure in figures(options.data, options.cache):
        print(f"{figure.name}: {figure.value:.4f} of {figure.count}")


if __name__ == "__main__":
    main()

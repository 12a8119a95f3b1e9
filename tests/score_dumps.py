"""Prints how well page dumps are cleaned, on pages of sites that the measured network has never seen.

usage: python tests/score_dumps.py DATA/pages [--cache FOLDER] [--speed]

DATA/pages holds the page sets (gold.jsonl and html/). Pages are rendered as in training, which needs resiliparse, inscriptis, lxml and
the program w3m. The model is three networks and three ensembles of trees, each trained without the news sites of one fold; a page is
given to the network and the trees whose fold its site is in. Bodies are scored by four-word runs, precision and recall averaged over pages; pages whose gold is marked as
suspect are left out.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
import unicodedata
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "models" / "recipes" / "page_dump")]

from documents import fold_of  # noqa: E402
from render import FORMS, load_pages, rendered  # noqa: E402

from newsx.page_dump import judge, label_lines, paragraphs  # noqa: E402
from newsx.page_dump.labeller import Labeller, load_labeller  # noqa: E402
from newsx.page_dump.metadata import read_metadata  # noqa: E402

NEWS = ("n4k", "aeb", "fev")
TOKEN = re.compile(r"\w+")
ENGLISH = frozenset(
    [
        "the",
        "a",
        "an",
        "and",
        "or",
        "but",
        "of",
        "to",
        "in",
        "on",
        "at",
        "for",
        "from",
        "by",
        "with",
        "as",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "has",
        "have",
        "had",
        "not",
        "this",
        "that",
        "it",
        "he",
        "she",
        "they",
        "his",
        "her",
        "their",
        "we",
        "you",
        "i",
    ]
)


def runs(text: str) -> Counter:
    tokens = TOKEN.findall(text)
    return Counter(tuple(tokens[i : i + 4]) for i in range(max(1, len(tokens) - 3))) if tokens else Counter()


def body_score(pairs: list[tuple[str, str]]) -> tuple[float, float, float]:
    """F1 of the averaged precision and recall, and these."""
    precisions, recalls = [], []
    for gold, found in pairs:
        wanted, given = runs(gold), runs(found)
        common = sum((wanted & given).values())
        if given:
            precisions.append(common / sum(given.values()))
        if wanted:
            recalls.append(common / sum(wanted.values()))
    p, r = sum(precisions) / max(1, len(precisions)), sum(recalls) / max(1, len(recalls))
    return 2 * p * r / (p + r) if p + r else 0.0, p, r


def norm(text: str | None) -> str:
    return " ".join(TOKEN.findall(unicodedata.normalize("NFKC", text or "").lower().replace("’", "'")))


def is_english(page: dict) -> bool:
    words = TOKEN.findall(page["body"].lower())
    return sum(word in ENGLISH for word in words) >= 0.2 * max(1, len(words))


def row(name: str, value: str) -> None:
    print(f"| {name} | {value} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--cache", type=Path, default=Path(".renders"))
    options = parser.parse_args()
    whole = load_labeller()
    networks = [
        Labeller(whole.vocabulary, (weights,), (trees,))
        for weights, trees in zip(whole.networks, whole.trees, strict=True)
    ]
    pages = [page for page in load_pages(options.data, *NEWS, "fun", html=False) if not page.get("suspect")]
    texts = {
        form: {k: v for name in (*NEWS, "fun") for k, v in rendered(options.data, options.cache, name, form).items()}
        for form in FORMS
    }

    def labelled(page: dict, text: str):
        return label_lines(text, labeller=networks[fold_of(page["site"], len(networks))])

    judged = {form: {page["id"]: labelled(page, texts[form][page["id"]]) for page in pages} for form in FORMS}
    print("| measure | result |\n|---|---|")
    groups = {
        "n4k + aeb + fev": [p for p in pages if p["set"] in NEWS],
        "of these, English": [p for p in pages if p["set"] in NEWS and is_english(p)],
        "not English (fun, aeb)": [p for p in pages if p["set"] in ("fun", "aeb") and not is_english(p)],
        **{name: [p for p in pages if p["set"] == name] for name in (*NEWS, "fun")},
    }
    for form in FORMS:
        for name, chosen in groups.items():
            f, p, r = body_score([(page["body"], "\n".join(paragraphs(judged[form][page["id"]]))) for page in chosen])
            row(f"{form}, {name} ({len(chosen)}): body F1 / P / R", f"{f:.3f} / {p:.3f} / {r:.3f}")
    clean_rows(pages, labelled)
    metadata_rows(pages, judged["resili"])
    empty_rows(pages, texts["resili"], judged["resili"], labelled)
    speed_row(list(texts["resili"].values()))


def clean_rows(pages, labelled) -> None:
    """Gold bodies given as they are must come back whole."""
    for joint, name in (("\n", "single line breaks"), ("\n\n", "empty lines")):
        whole = [page for page in pages if len(page["body"]) >= 200]
        parts = [[" ".join(part.split()) for part in page["body"].splitlines() if part.strip()] for page in whole]
        same = sum(paragraphs(labelled(page, joint.join(p))) == p for page, p in zip(whole, parts, strict=True))
        row(f"clean articles, {name} ({len(whole)}): same paragraphs", f"{100 * same / len(whole):.1f} %")


def metadata_rows(pages, judged) -> None:
    for name in ("n4k", "fun"):
        chosen = [(page, read_metadata(judged[page["id"]])) for page in pages if page["set"] == name]
        title = sum(norm(page["title"]) == norm(found.headline) for page, found in chosen)
        authors = sum(
            {norm(a) for a in page["authors"] or []} == {norm(a) for a in found.authors} for page, found in chosen
        )
        date = sum((page["date"] or None) == ((found.date_published or "")[:10] or None) for page, found in chosen)
        n = len(chosen)
        row(
            f"{name} ({n}): title / authors exact / date",
            f"{100 * title / n:.1f} / {100 * authors / n:.1f} / {100 * date / n:.1f} %",
        )
        for field, gold in (("authors", "authors"), ("date_published", "date")):
            none = [found for page, found in chosen if not page[gold]]
            if none:
                row(
                    f"{name}, pages without {gold} in gold answered with none",
                    f"{sum(not getattr(found, field) for found in none)} of {len(none)}",
                )


def empty_rows(pages, texts, judged, labelled) -> None:
    """Pages whose article is cut out must give no article; whole pages must give one."""
    refused = n = 0
    for page in pages:
        rows = texts[page["id"]].splitlines()
        gone = runs(page["body"])
        left = [line for line in rows if not line.strip() or not _in_gold(line, gone)]
        n += 1
        refused += judge(labelled(page, "\n".join(left))).kind == "no_article"
    row(f"dumps with the article cut out ({n}): no article", f"{100 * refused / n:.1f} %")
    lost = sum(judge(judged[page["id"]]).kind == "no_article" for page in pages)
    row(f"whole dumps ({n}): no article", f"{100 * lost / n:.1f} %")


def _in_gold(line: str, gold: Counter) -> bool:
    own = runs(line)
    return len(TOKEN.findall(line)) >= 4 and sum(run in gold for run in own) >= 0.5 * len(own)


def speed_row(texts: list[str]) -> None:
    label_lines(texts[0])
    start = time.process_time()
    for text in texts:
        read_metadata(label_lines(text))
    row("dumps cleaned, pages a CPU second (with metadata)", f"{len(texts) / (time.process_time() - start):.0f}")


if __name__ == "__main__":
    main()

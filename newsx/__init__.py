"""newsx: structured news extraction.

The public names are loaded when they are first used, so that `import newsx` costs next to nothing:

- `process(inputs)` -> iterator of Article | Failure: files, folders, globs, containers or pages, one or many, in order
- `extract_text(text)` -> Article: the article in a text you have at hand
- `run(inputs, output)` -> Summary: the same over worker processes, into files; `Outputs`, `Limits`: how, and with what bounds
- `open_source(path)` -> Page | Failure: one input, read and decoded
- `extract(page)` -> ArticleText | Failure: the article cut out of its page
- `load_pipeline(model=None)` -> spaCy pipeline that tags, joins, resolves
- `open_sink(path)` -> Sink: where records go
- `open_dossier(path)` -> Dossier: who is who across articles, in one file that grows
- `Article`: the pydantic model of a record; `Failure`: why there is none; `Options`: settings of a run
- `NewsxError`, and of it `UsageError`, `InputError`, `OutputError`: what is raised on purpose, each with one line for people
- `InputRef`: an input that was listed; `Page`: one that was read; `Engine`: what does the work of a run

Most programs need one of them. Whatever is in files and folders becomes articles, and what gave none says why:

    >>> import newsx
    >>> for article in newsx.process(["samples/page.html", "samples/week", "samples/none.html"]):
    ...     if isinstance(article, newsx.Article):
    ...         print(article.headline, [person.name for person in article.people])
    ...     else:
    ...         print(article.kind, article.source, article.message)
    Ghana and Côte d’Ivoire agree on shared cocoa price floor ['Kwabena Asante-Ofori', 'Adama Coulibaly-Traoré', 'Ingrid Halvorsen']
    Qatar Lends Jordan $600m for Desalination Plant at Aqaba ['Faris al-Tarawneh', 'Nasser bin Hamad al-Marri', 'Rania Khlaifat']
    None ['Åsa Lindström-Pérez', 'Søren Kjærgaard']
    Nairobi court halts dam on the Tana ['Halima Abdirahman', 'Joseph Lekuton', 'Fatuma Dullo Barisa']
    None ['Nino Kvaratskhelia', 'Armen Hovhannisyan', 'Selim Özdağlı']
    refused samples/none.html no such file or folder

A text at hand needs no file. An article prints as one line, and notebooks show it with its marks:

    >>> from pathlib import Path
    >>> newsx.extract_text(Path("samples/article.txt").read_text(), date="2025-05-09", url="https://lamp.example/1")
    <Article 'Indonesian President Ratna Kusumawardani will open talks with the Phi…': 5 people, 11 places, 2 organisations, 8 dates, 186 words>
    >>> try:
    ...     newsx.extract_text("Nothing.")
    ... except (newsx.UsageError, newsx.InputError, newsx.OutputError) as error:
    ...     print(isinstance(error, newsx.NewsxError), error)
    True no running text among the lines of the page
    >>> newsx.process("samples/none.html", model="fast")
    Traceback (most recent call last):
    TypeError: process() has no keyword 'model': it belongs to Options, as in options=newsx.Options(model=…)

The same over worker processes, bounded in time and memory, into a file; what an earlier run has finished is kept:

    >>> summary = newsx.run(["samples/week", "samples/none.html"], newsx.Outputs("all.jsonl"), limits=newsx.Limits(jobs=2))
    >>> summary.counts, summary.exit_code
    ({'article': 4, 'refused': 1}, 1)
    >>> str(newsx.run("samples/week", newsx.Outputs("all.jsonl", resume=True)))
    '0 articles, 4 finished before'

An engine of your own does the work of a run: whatever keeps to the protocol `newsx.Engine`, as that of `newsx.engines.workers` does:

    >>> from newsx.engines.workers import LocalEngine
    >>> engine: type[newsx.Engine] = LocalEngine
    >>> newsx.run("samples/week", newsx.Outputs("all.jsonl", overwrite=True), make_engine=engine).total
    4

Every mention can be found again in the text; dates have values, places coordinates:

    >>> article = next(newsx.process(["samples/week/nairobi.html"]))
    >>> mention = article.people[0].mentions[0]
    >>> article.text[mention.start : mention.end] == mention.text
    True
    >>> [(date.mentions[0].text, date.value) for date in article.dates][:2]
    [('Tuesday', '2025-03-04'), ('2010', '2010')]
    >>> [(place.name, place.country_code, round(place.latitude)) for place in article.places if place.latitude][:2]
    [('Nairobi', 'KE', -1), ('Tana River', 'KE', -2)]

The steps one by one. A step that finds nothing returns a `Failure`, which the next ones hand on:

    >>> page = newsx.open_source("samples/page.html")
    >>> page.is_html, page.origin.charset
    (True, 'utf-8')
    >>> isinstance(page, newsx.Page), isinstance(newsx.open_source("samples/none.html"), newsx.Failure)
    (True, True)
    >>> article_text = newsx.extract(page, options=newsx.Options())
    >>> article_text.metadata.headline, article_text.extractor
    ('Ghana and Côte d’Ivoire agree on shared cocoa price floor', 'html')
    >>> newsx.extract(newsx.open_source("samples/none.html")).message
    'No such file or directory'

The pipeline is loaded once and serves for many calls. It is an ordinary spaCy pipeline:

    >>> nlp = newsx.load_pipeline("fast")
    >>> [(ent.text, ent.label_) for ent in nlp("Amina Diallo spoke in Dakar on Monday.").ents]
    [('Amina Diallo', 'PERSON'), ('Dakar', 'PLACE'), ('Monday', 'DATE')]
    >>> for page in ("samples/article.txt", "samples/dump.txt"):
    ...     (article,) = newsx.process(page, nlp=nlp)
    ...     print(len(article.people), article.provenance.extractor)
    5 plain_text
    4 page_dump

A sink puts records where the path says: a folder, JSON lines, CSV, SQLite, Parquet:

    >>> sink = newsx.open_sink("records.jsonl")
    >>> sink.write(article, newsx.InputRef("samples/dump.txt", "dump.txt"))
    >>> sink.finish(), sink.close()
    (None, None)
    >>> newsx.Article.model_validate_json(Path("records.jsonl").read_bytes()) == article
    True

A dossier knows people across articles, under whatever forms of their names:

    >>> with newsx.open_dossier("news.dossier") as dossier:
    ...     print(dossier.add(newsx.process(["samples/week"])).articles, dossier.profile("Lekuton")["name"])
    4 Joseph Lekuton

Tables for pandas, a row a person here, with the article's own columns beside it:

    >>> import pandas as pd
    >>> records = [article.model_dump() for article in newsx.process(["samples/week"]) if isinstance(article, newsx.Article)]
    >>> people = pd.json_normalize(records, "people", ["publisher", "date_published"])
    >>> people[["name", "date_published"]].head(3).to_numpy().tolist()
    [['Faris al-Tarawneh', '2025-01-21'], ['Nasser bin Hamad al-Marri', '2025-01-21'], ['Rania Khlaifat', '2025-01-21']]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsx.lazy import lazy_names

__version__ = "0.1.0"

if TYPE_CHECKING:
    from newsx.dossier import open_dossier
    from newsx.engines import Engine, Limits
    from newsx.errors import InputError, NewsxError, OutputError, UsageError
    from newsx.extraction import extract
    from newsx.flow import extract_text, process
    from newsx.formats import open_sink
    from newsx.pipeline import load_pipeline
    from newsx.records import Failure, InputRef, Options, Page
    from newsx.runs import Outputs, run
    from newsx.schema import Article
    from newsx.sources import open_source

__all__ = [
    "Article",
    "Engine",
    "Failure",
    "InputError",
    "InputRef",
    "Limits",
    "NewsxError",
    "Options",
    "OutputError",
    "Outputs",
    "Page",
    "UsageError",
    "extract",
    "extract_text",
    "load_pipeline",
    "open_dossier",
    "open_sink",
    "open_source",
    "process",
    "run",
]

_HOME = {
    "Article": "schema",
    "Engine": "engines",
    "Failure": "records",
    "InputError": "errors",
    "InputRef": "records",
    "Limits": "engines",
    "NewsxError": "errors",
    "Options": "records",
    "OutputError": "errors",
    "Outputs": "runs",
    "Page": "records",
    "UsageError": "errors",
    "extract": "extraction",
    "extract_text": "flow",
    "load_pipeline": "pipeline",
    "open_dossier": "dossier",
    "open_sink": "formats",
    "open_source": "sources",
    "process": "flow",
    "run": "runs",
}


__getattr__ = lazy_names(__name__, _HOME)


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOME})

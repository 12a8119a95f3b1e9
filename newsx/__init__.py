"""newsx: structured news extraction.

The public names are loaded when they are first used, so that `import newsx` costs next to nothing:

- `open_source(path)` -> Page | Failure: one input, read and decoded
- `extract(page)` -> ArticleText | Failure: the article cut out of its page
- `load_pipeline(model=None)` -> spaCy pipeline that tags, joins, resolves
- `process(inputs)` -> iterator of Article | Failure: files, folders, globs, containers or pages, in order
- `open_sink(path)` -> Sink: where records go
- `Article`: the pydantic model of a record

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

Every mention can be found again in the text; dates have values, places coordinates:

    >>> article = next(newsx.process(["samples/week/nairobi.html"]))
    >>> mention = article.people[0].mentions[0]
    >>> article.text[mention.start : mention.end] == mention.text
    True
    >>> [(date.mentions[0].text, date.value) for date in article.dates][:2]
    [('Tuesday', '2025-03-04'), ('2010', '2010')]
    >>> [(place.name, place.country_code, round(place.latitude)) for place in article.places if place.latitude][:2]
    [('Nairobi', 'KE', -1), ('Tana River', 'KE', -2)]

The steps one by one. A step that finds nothing returns a `Failure`, which the next steps need not be asked about:

    >>> from newsx.records import InputRef, Options
    >>> page = newsx.open_source("samples/page.html")
    >>> page.is_html, page.origin.charset
    (True, 'utf-8')
    >>> article_text = newsx.extract(page, options=Options())
    >>> article_text.metadata.headline, article_text.extractor
    ('Ghana and Côte d’Ivoire agree on shared cocoa price floor', 'html')

The pipeline is loaded once and serves for many calls. It is an ordinary spaCy pipeline:

    >>> nlp = newsx.load_pipeline("fast")
    >>> [(ent.text, ent.label_) for ent in nlp("Amina Diallo spoke in Dakar on Monday.").ents]
    [('Amina Diallo', 'PERSON'), ('Dakar', 'PLACE'), ('Monday', 'DATE')]
    >>> for page in ("samples/article.txt", "samples/dump.txt"):
    ...     (article,) = newsx.process([page], nlp=nlp)
    ...     print(len(article.people), article.provenance.extractor)
    5 plain_text
    4 page_dump

A sink puts records where the path says: a folder, JSON lines, CSV, SQLite, Parquet:

    >>> from pathlib import Path
    >>> sink = newsx.open_sink("records.jsonl")
    >>> sink.write(article, InputRef("samples/dump.txt", "dump.txt"))
    >>> sink.finish(), sink.close()
    (None, None)
    >>> newsx.Article.model_validate_json(Path("records.jsonl").read_bytes()) == article
    True

Tables for pandas, a row a person here, with the article's own columns beside it:

    >>> import pandas as pd
    >>> records = [article.model_dump() for article in newsx.process(["samples/week"]) if isinstance(article, newsx.Article)]
    >>> people = pd.json_normalize(records, "people", ["publisher", "date_published"])
    >>> people[["name", "date_published"]].head(3).to_numpy().tolist()
    [['Faris al-Tarawneh', '2025-01-21'], ['Nasser bin Hamad al-Marri', '2025-01-21'], ['Rania Khlaifat', '2025-01-21']]
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from newsx.extraction import extract
    from newsx.flow import process
    from newsx.formats import open_sink
    from newsx.pipeline import load_pipeline
    from newsx.schema import Article
    from newsx.sources import open_source

__all__ = ["Article", "extract", "load_pipeline", "open_sink", "open_source", "process"]

_HOME = {
    "Article": "newsx.schema",
    "extract": "newsx.extraction",
    "load_pipeline": "newsx.pipeline",
    "open_sink": "newsx.formats",
    "open_source": "newsx.sources",
    "process": "newsx.flow",
}


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'newsx' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOME})

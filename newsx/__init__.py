"""newsx: structured news extraction.

The public names are loaded when they are first used, so that `import newsx` costs next to nothing:

- `open_source(path)` -> Page | Failure: one input, read and decoded
- `extract(page)` -> ArticleText | Failure: the article cut out of its page
- `load_pipeline(model=None)` -> spaCy pipeline that tags, joins, resolves
- `process(inputs)` -> iterator of Article | Failure: files, folders, globs or pages, in order
- `open_sink(path)` -> Sink: where records go
- `Article`: the pydantic model of a record
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from newsx.extraction import extract
    from newsx.flow import process
    from newsx.pipeline import load_pipeline
    from newsx.schema import Article
    from newsx.sinks import open_sink
    from newsx.sources import open_source

__all__ = ["Article", "extract", "load_pipeline", "open_sink", "open_source", "process"]

_HOME = {
    "Article": "newsx.schema",
    "extract": "newsx.extraction",
    "load_pipeline": "newsx.pipeline",
    "open_sink": "newsx.sinks",
    "open_source": "newsx.sources",
    "process": "newsx.flow",
}


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'newsx' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOME})

"""Chains the stages: input, page, article text, annotated document, record. Called by engines, `newsx.process` and `view`.

Any stage may answer with a Failure instead, which is handed on as it is; an error nobody foresaw becomes a Failure of
its own document, so that the neighbours go on.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar
from weakref import WeakKeyDictionary

from newsx.calls import as_many, explains_keywords
from newsx.errors import InputError, NewsxError, UsageError
from newsx.records import (
    ROUTES,
    ArticleText,
    Document,
    Failure,
    InputRef,
    Options,
    Origin,
    Page,
    WarningCode,
    as_day,
)
from newsx.wishes import checked_options, checked_pipeline, kind_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator

    from spacy.language import Language

    from newsx.schema import Article

Item = InputRef | Document | Page | Failure
# What a caller of the library may name as an input.
Given = str | os.PathLike[str] | InputRef | Page | Failure

# A page that makes every module for HTML load; what it says does not matter.
_SMALL_PAGE = "<html><head><title>Rain</title></head><body><article><p>It rained all day.</p></article></body></html>"

# The pipelines for other languages that were loaded beside one that a caller keeps.
_OTHERS: WeakKeyDictionary[Language, dict[str, Language]] = WeakKeyDictionary()
# No file has a longer name, and few names so many spaces.
_LONGEST_NAME = 255
_FEW_SPACES = 12
_T = TypeVar("_T")
_LOG = logging.getLogger("newsx.flow")


class Flow:
    """Turns pages into records with one loaded pipeline.

    The pipeline is loaded when the first article needs it: extraction alone never pays for it. So is that for other languages
    than English, where the options name no pipeline but newsx's own.
    """

    def __init__(self, options: Options | None = None, *, nlp: Language | None = None) -> None:
        self.options = Options() if options is None else checked_options(options)
        self._nlp = checked_pipeline(nlp)
        self._given = nlp is not None and not nlp.meta.get(ROUTES)
        self._others: dict[str, Language] = {} if nlp is None else _OTHERS.setdefault(nlp, {})

    def under(self, options: Options) -> Flow:
        """Return a flow with the pipelines of this one, those it loads later included, and other options for the same model."""
        flow = Flow(options)
        flow._nlp, flow._others = self._nlp, self._others
        return flow

    @property
    def nlp(self) -> Language:
        """The spaCy pipeline; raises UsageError when the model named in the options is missing or broken."""
        if self._nlp is None:
            self.load()
        assert self._nlp is not None
        return self._nlp

    def load(self) -> None:
        """Load the pipeline, unless it was loaded before."""
        from newsx.pipeline import load_pipeline

        self._nlp = self._nlp or self._loaded_by(load_pipeline)

    def _model_for(self, language: str | None, text: str = "") -> str | None:
        """Return the name of the model that reads an article in a language; None for a pipeline that the caller gave."""
        from newsx.pipeline import model_for

        return None if self._given else model_for(language, self.options.model, text=text)

    def _pipeline(self, model: str | None) -> Language:
        """Return the pipeline of a model, loaded when the first article needs it."""
        from newsx.pipeline import load_pipeline

        if model is None or model == self._model_for("en"):
            return self.nlp
        if model not in self._others:
            self._others[model] = self._loaded_by(lambda _: load_pipeline(model))
        return self._others[model]

    def load_for(self, article_text: ArticleText) -> None:
        """Load the pipeline that reads an article, unless it was loaded before."""
        model = self._model_for(article_text.metadata.language, article_text.text)
        if model is None or model == self._model_for("en"):
            self.load()
        else:
            self._pipeline(model)

    def load_shared(self) -> None:
        """Load what processes forked from this one can share."""
        from newsx.pipeline import load_shared

        self._nlp = self._nlp or self._loaded_by(load_shared)

    def _loaded_by(self, loader: Callable[[str | None], _T]) -> _T:
        try:
            return loader(self.options.model)
        except NewsxError:
            raise
        except Exception as error:
            raise UsageError(
                f"the model {self.options.model or 'default'} cannot be loaded: {_describe(error)}"
            ) from error

    def load_html(self) -> None:
        """Import what HTML pages need, so that the first page does not wait for it."""
        from newsx.extraction import extract

        origin = Origin(path=None, media_type="text/html", charset="utf-8", sha256="")
        extract(Page(origin, _SMALL_PAGE, is_html=True), options=self.options)

    def read(self, item: InputRef | Document) -> Page | Failure:
        """Read and decode the input; return its page, or a Failure that says why there is none."""
        if isinstance(item, InputRef):
            from newsx.sources import open_source

            return open_source(item, options=self.options)
        from newsx.sources import page_from_document
        from newsx.sources.naming import broken

        try:
            return page_from_document(item, options=self.options)
        except InputError as error:
            return broken(item.ref, error)

    def _read_any(self, item: Item) -> Page | Failure:
        """Return the page of an item; an error nobody foresaw is its Failure."""
        if not isinstance(item, InputRef | Document):
            return item
        try:
            return self.read(item)
        except Exception as error:  # noqa: BLE001 - foreign decoders on foreign bytes; the document is named in the Failure
            return unforeseen(name_of(item), "reading", error)

    def extract(self, item: Item) -> ArticleText | Failure:
        """Read the input and cut its article out; return it, or a Failure that says why there is none."""
        from newsx.extraction import extract

        page = self._read_any(item)
        if isinstance(page, Failure):
            return page
        try:
            return extract(page, options=self.options)
        except Exception as error:  # noqa: BLE001 - foreign parsers raise anything; the document is named in the Failure
            return unforeseen(page.origin.named, "extraction", error)

    def annotate(self, article_text: ArticleText) -> Article | Failure:
        """Tag the article and return its validated record, or a Failure."""
        from newsx.assembly import assemble
        from newsx.pipeline import annotate, language_cautions, model_name

        language = article_text.metadata.language
        model = self._model_for(language, article_text.text)
        nlp = self._pipeline(model)
        try:
            cautions = language_cautions(language, model)
            article_text = replace(article_text, warnings=(*article_text.warnings, *cautions))
            options = self.options
            doc = annotate(article_text, nlp, anchor=options.date, date_from=options.date_from, quotes=options.quotes)
            return assemble(
                article_text,
                doc,
                model=model_name(nlp),
                min_confidence=options.min_confidence,
            )
        except Exception as error:  # noqa: BLE001 - as above
            return unforeseen(article_text.page.origin.named, "annotation", error)

    def run(self, items: Iterable[Item]) -> Iterator[tuple[Item, Article | Failure]]:
        """Yield every item with its record or its Failure, in order, one at a time."""
        for item in self.in_zones(iter(items)):
            started = time.perf_counter()
            article_text = self.extract(item)
            outcome = article_text if isinstance(article_text, Failure) else self.annotate(article_text)
            kind = outcome.kind if isinstance(outcome, Failure) else "article"
            _LOG.info("%s: %s, %d ms", name_of(item), kind, 1000 * (time.perf_counter() - started))
            yield item, outcome

    def outcomes(self, inputs: Given | Iterable[Given]) -> Iterator[Article | Failure]:
        """Yield an Article or a Failure for every page of the inputs, in order, as `process` does."""
        return (outcome for _, outcome in self.run(_listed(inputs, self.options)))

    def in_zones(self, items: Iterator[_T]) -> Iterator[_T]:
        """Yield the items, each within a memory zone: the vocabulary does not grow with the words met in them."""
        is_left = True
        while is_left:
            with self.zone() as articles:
                for _ in range(articles):
                    item = next(items, None)
                    if item is None:
                        is_left = False
                        break
                    yield item

    @contextmanager
    def zone(self) -> Iterator[int]:
        """Open a memory zone for as many articles as it says: the words met in it are forgotten afterwards."""
        if self._nlp is None:
            yield 1
            return
        from newsx.pipeline import zone

        with zone(self._nlp) as articles:
            yield articles


@explains_keywords(options=Options)
def process(
    inputs: Given | Iterable[Given], *, options: Options | None = None, nlp: Language | None = None
) -> Iterator[Article | Failure]:
    """Yield an Article or a Failure for every page of the inputs, in order.

    Inputs, one or many, are paths of files, folders, globs and containers ("-" for standard input), listed inputs and pages
    that were read before.
    """
    options = Options() if options is None else checked_options(options)
    return Flow(options, nlp=nlp).outcomes(inputs)


def _listed(inputs: Given | Iterable[Given], options: Options) -> Iterator[Item]:
    """Yield what the inputs hold, as it is asked for."""
    from newsx.sources import expand, list_inputs

    if isinstance(inputs, Mapping):
        raise UsageError(f"process takes paths and pages, not {kind_of(inputs)}: newsx.extract_text takes texts")
    for given in as_many(inputs):
        if isinstance(given, str) and _is_text(given):
            yield Failure(given.strip()[:40], "listing", "refused", "a text, not a path: newsx.extract_text takes it")
            continue
        if not isinstance(given, str | InputRef | Document | Page | Failure):
            raise UsageError(f"process takes paths and pages, not {kind_of(given)}: newsx.extract_text takes texts")
        for found in list_inputs([given]) if isinstance(given, str) else [given]:
            if not isinstance(found, InputRef):
                yield found
                continue
            try:
                yield from expand(found, options)
            except Exception as error:  # noqa: BLE001 - foreign readers on foreign bytes; the input is named in the Failure
                yield unforeseen(found.named, "reading", error)


def _is_text(given: str) -> bool:
    """Return whether somebody gave a text where a path is wanted: of several lines, or longer than names of files are and none."""
    return "\n" in given or (
        len(given) > _LONGEST_NAME and not os.path.exists(given) and given.count(" ") > _FEW_SPACES
    )


def _is_path(text: str) -> bool:
    """Return whether somebody gave a path where a text is wanted."""
    return "\0" not in text and os.path.exists(text)


@explains_keywords()
def extract_text(
    text: str,
    *,
    date: dt.date | str | None = None,
    url: str | None = None,
    model: str | None = None,
    nlp: Language | None = None,
) -> Article:
    """Return the Article in a text, a page dump or the HTML of a page.

    `date` is the day relative dates lean on where the text states none ("2025-05-09" or a `datetime.date`), `url` the address
    it has where it states none. The model is loaded once and kept for the next call; `nlp` is a pipeline of your own.
    Raises InputError when there is no article in the text, UsageError for a model or a day that is none.
    """
    from newsx.sources import page_from_bytes

    if not isinstance(text, str):
        raise UsageError(f"extract_text takes a text, not {kind_of(text)}: newsx.process takes files")
    if len(text) <= _LONGEST_NAME and _is_path(text):
        raise UsageError(f"{text} is a file, not a text: newsx.process takes files")
    options = Options(model=model, date=None if date is None else as_day(date), url=url)
    page = page_from_bytes(text.encode("utf-8", "replace"), options=options)
    # What the page says of its encoding does not matter: it has been decoded.
    page = replace(page, warnings=tuple(each for each in page.warnings if each.code not in _OF_CHARSET))
    with _ONE_AT_A_TIME:  # the kept pipeline forgets its words after each text
        flow = Flow(options, nlp=nlp) if nlp is not None else _kept_flow(model).under(options)
        (outcome,) = (outcome for _, outcome in flow.run([page]))
    if isinstance(outcome, Failure):
        raise InputError(outcome.message)
    return outcome


_OF_CHARSET = frozenset({WarningCode.CHARSET_MISMATCH, WarningCode.CHARSET_GUESSED})
_ONE_AT_A_TIME = threading.Lock()


@lru_cache(maxsize=2)
def _kept_flow(model: str | None) -> Flow:
    """Return a flow whose pipelines are loaded once in a program."""
    flow = Flow(Options(model=model))
    flow.load()
    return flow


def name_of(item: Item) -> str:
    """Return what messages call the item."""
    if isinstance(item, Failure):
        return item.source
    return item.named if isinstance(item, InputRef) else (item.ref if isinstance(item, Document) else item.origin).named


def unforeseen(source: str, stage: str, error: Exception) -> Failure:
    """Return the Failure of a document that met an error nobody foresaw; raises it when it is of newsx and about the whole run."""
    if isinstance(error, NewsxError):
        raise error
    if isinstance(error, MemoryError):
        return Failure(source=source, stage=stage, kind="memory", message="memory ran out")
    if "[E109]" in str(error) and isinstance(error.__cause__, KeyError):
        error = error.__cause__  # spaCy words the KeyError of a component as a call that was forgotten
    return Failure(source=source, stage=stage, kind="failed", message=_describe(error))


def _describe(error: Exception) -> str:
    """Return an error in one line of bounded length."""
    return f"{type(error).__name__}: {' '.join(str(error).split())[:300]}"

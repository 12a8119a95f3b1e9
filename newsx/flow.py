"""Chains the stages: input, page, article text, annotated document, record.

Any stage may answer with a Failure instead, which is handed on as it is; an error nobody foresaw becomes a Failure of
its own document, so that the neighbours go on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

from newsx.errors import NewsxError
from newsx.records import ArticleText, Failure, InputRef, Line, Options, Page

if TYPE_CHECKING:
    from spacy.language import Language

    from newsx.schema import Article

Item = InputRef | Page | Failure
Observer = Callable[[Sequence[Line], str], None]

# spaCy's string store grows with every new word; it is emptied after this many articles.
_ARTICLES_A_ZONE = 50


class Flow:
    """Turns pages into records with one loaded pipeline.

    The pipeline is loaded when the first article needs it: extraction alone never pays for it.
    """

    def __init__(self, options: Options | None = None, *, nlp: Language | None = None) -> None:
        self.options = options or Options()
        self._nlp = nlp

    @property
    def nlp(self) -> Language:
        """The spaCy pipeline; raises ModelNotFoundError when the model named in the options is missing."""
        if self._nlp is None:
            from newsx.pipeline import load_pipeline

            self._nlp = load_pipeline(self.options.model)
        return self._nlp

    def extract(self, item: Item) -> ArticleText | Failure:
        """The input has been read and its article cut out, or a Failure says why there is none."""
        from newsx.extraction import extract
        from newsx.sources import open_source

        page = open_source(item, options=self.options) if isinstance(item, InputRef) else item
        if isinstance(page, Failure):
            return page
        try:
            return extract(page, options=self.options)
        except Exception as error:  # noqa: BLE001 - foreign parsers raise anything; the document is named in the Failure
            return _unforeseen(page.origin.path, "extraction", error)

    def annotate(self, article_text: ArticleText) -> Article | Failure:
        """The article has been tagged and is a validated record."""
        from newsx.assembly import assemble
        from newsx.pipeline import annotate, model_name

        nlp = self.nlp
        try:
            doc = annotate(article_text, nlp, anchor=self.options.date)
            return assemble(
                article_text,
                doc,
                model=model_name(nlp),
                anchor=self.options.date,
                min_confidence=self.options.min_confidence,
            )
        except Exception as error:  # noqa: BLE001 - as above
            return _unforeseen(article_text.page.origin.path, "annotation", error)

    def run(
        self, items: Iterable[Item], *, observe: Observer | None = None
    ) -> Iterator[tuple[Item, Article | Failure]]:
        """Every item has its record or its Failure, in order, one at a time.

        `observe` is called with the judged lines of each article and the name of its source.
        """
        items = iter(items)
        more = True
        while more:
            more = False
            with self._zone():
                for count, item in enumerate(items, start=1):
                    yield item, self._run_one(item, observe)
                    if count == _ARTICLES_A_ZONE:
                        more = True
                        break

    def _run_one(self, item: Item, observe: Observer | None) -> Article | Failure:
        article_text = self.extract(item)
        if isinstance(article_text, Failure):
            return article_text
        if observe:
            observe(article_text.lines, article_text.page.origin.path or "-")
        return self.annotate(article_text)

    def _zone(self) -> AbstractContextManager[object]:
        """A stretch of work after which spaCy forgets the words it met."""
        return nullcontext() if self._nlp is None else self._nlp.memory_zone()


def process(
    items: Iterable[str | InputRef | Page], *, options: Options | None = None, nlp: Language | None = None
) -> Iterator[Article | Failure]:
    """Files, folders, globs ("-" for standard input) or pages become records, in order, one Article or Failure each."""
    from newsx.sources import list_inputs

    def listed() -> Iterator[Item]:
        for item in items:
            if isinstance(item, str):
                yield from list_inputs([item])
            else:
                yield item

    for _, outcome in Flow(options, nlp=nlp).run(listed()):
        yield outcome


def _unforeseen(path: str | None, stage: str, error: Exception) -> Failure:
    if isinstance(error, NewsxError):
        raise error
    message = " ".join(str(error).split())[:300]
    return Failure(source=path or "-", stage=stage, kind="failed", message=f"{type(error).__name__}: {message}")

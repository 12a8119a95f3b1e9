"""The article in a page, or the reason why there is none: called by `newsx.flow` and by users of the library.

This room only chooses: `newsx.html_page` and `newsx.page_dump` know how an article is found.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newsx.calls import explains_keywords
from newsx.errors import UsageError
from newsx.extraction.cautions import find_cautions
from newsx.extraction.completion import merge
from newsx.extraction.text import extract_text
from newsx.records import Failure, Options, Page
from newsx.stated_fields import recheck, well_formed

if TYPE_CHECKING:
    from newsx.records import ArticleText

__all__ = ["extract"]


@explains_keywords(options=Options)
def extract(page: Page | Failure, *, options: Options | None = None) -> ArticleText | Failure:
    """Cut the article out of `page` with what the page says of it, or return a Failure of kind "no_article" that says why not.

    A Failure, which reading gives instead of a page, is passed on.

    An HTML page is read by its markup (`extract_html`); a text is an article already, a page dump to be cleaned, or neither
    (`extract_text`). What the container states of the article wins over what the page says.
    """
    if isinstance(page, Failure):
        return page
    if not isinstance(page, Page):
        raise UsageError(f"extract takes a page that was read, not {type(page).__name__}: newsx.process reads files")
    options = options or Options()
    if page.is_html:
        from newsx.extraction.html import extract_html  # a text needs nothing of it

        found = extract_html(page, options=options)
    else:
        found = extract_text(page, options=options)
    return found if isinstance(found, Failure) else _made_sound(found)


def _made_sound(found: ArticleText) -> ArticleText:
    """Return the article with what its container states, and with nothing in it that a record cannot take.

    This is the door all articles go through, those of pages that callers made themselves too.
    """
    page = found.page
    metadata = found.metadata if page.stated is None else merge(page.stated, found.metadata)
    metadata, cautions = recheck(metadata)
    named = {
        name: value for name in ("path", "url", "record", "id") if (value := getattr(page.origin, name)) is not None
    }
    mended = {name: sound for name, value in named.items() if (sound := well_formed(value)) != value}
    if mended:
        page = replace(page, origin=replace(page.origin, **mended))
    text = well_formed(found.text)
    warnings = (*found.warnings, *cautions, *find_cautions(text, metadata))
    return replace(found, page=page, text=text, metadata=metadata, warnings=warnings)

"""HTML pages: the tree of a page, its blocks and its JSON-LD become the body and the metadata of its article.

Called by `newsx.extraction`. The only room that knows lxml, trafilatura and htmldate.
"""

from newsx.html_page.article import HtmlArticle, read_article
from newsx.html_page.render import render_text

__all__ = ["HtmlArticle", "read_article", "render_text"]

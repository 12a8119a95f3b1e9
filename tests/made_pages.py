"""A made-up news page in pieces, for tests that need one of a known body."""

from __future__ import annotations

from newsx.records import Origin, Page

SENTENCE = "The council of the lakeside town voted on Tuesday to rebuild the old market hall, which burned down two years ago. "
SPEAKERS = ("Amara Okafor", "Jonas Lind", "Mei Tanaka", "Luis Ferrer", "Ilse Brandt", "Tomas Novak")
PARAGRAPHS = [
    f"{SENTENCE}{name} said the vote was overdue and that the traders had waited long enough for a roof."
    for name in SPEAKERS
]
ARTICLE = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
HEAD = "<html><head><title>Market hall to rise again</title></head><body><h1>Market hall to rise again</h1>"
MENU = "<ul>" + "".join(f'<li><a href="/{i}">Section number {i}</a></li>' for i in range(9)) + "</ul>"


def page_of(content: str, *, is_html: bool = True, url: str | None = None) -> Page:
    """A page that was read from nowhere."""
    media_type = "text/html" if is_html else "text/plain"
    return Page(Origin("page", media_type, "utf-8", "", url=url), content, is_html)

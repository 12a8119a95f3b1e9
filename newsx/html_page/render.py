"""The text of an HTML page, by one linear pass over the markup that no nesting and no broken tag can stop.

Called by `newsx.extraction` where the page's tree gave no article.
"""

from __future__ import annotations

import html
import re

from newsx.lazy import lazy_pattern

# Elements whose content is no text of the page and no markup either.
_RAW = frozenset({"script", "style", "textarea", "title", "iframe", "noscript", "template", "rt", "rp"})
_BLOCK = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "br", "button", "caption", "center", "dd", "details", "dialog", "div", "dl", "dt",
        "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend",
        "li", "main", "menu", "nav", "ol", "option", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead",
        "tr", "ul",
    }
)  # fmt: skip
_BULLETED = frozenset({"li"})
_NAME = lazy_pattern(r"/?([A-Za-z][A-Za-z0-9:-]*)")


def render_text(content: str) -> str:
    """Return the visible text of a page, one block a line, list items with a bullet, an empty line between blocks.

    A comment, script or tag that never ends hides nothing: what follows it is read as text.
    """
    parts: list[str] = []
    position, size = 0, len(content)
    never: set[str] = set()  # endings that do not occur any more: searching for them again would be quadratic
    while position < size:
        start = content.find("<", position)
        if start < 0:
            parts.append(content[position:])
            break
        parts.append(content[position:start])
        if content.startswith("<!--", start):
            position = _after(content, "-->", start + 4, never)
            continue
        name = _NAME.match(content, start + 1)
        if not name and not content.startswith(("<!", "<?"), start):
            parts.append("<")
            position = start + 1
            continue
        position = _after(content, ">", start + 1, never)
        if name:
            tag = name[1].lower()
            opening = content[start + 1] != "/"
            if opening and tag in _RAW:
                position = _after_raw(content, tag, position, never)
            elif tag in _BLOCK:
                parts.append("\n\n  • " if opening and tag in _BULLETED else "\n\n")
    return _lines("".join(parts))


def _after(content: str, ending: str, start: int, never: set[str]) -> int:
    """Return the offset behind the next `ending`; behind `start` when there is none."""
    found = -1 if ending in never else content.find(ending, start)
    if found < 0:
        never.add(ending)
        return start
    return found + len(ending)


def _after_raw(content: str, tag: str, start: int, never: set[str]) -> int:
    """Return the offset behind the end tag of a script or style; behind its start tag when it never ends."""
    ending = "</" + tag
    if ending in never:
        return start
    found = re.compile(re.escape(ending), re.IGNORECASE).search(content, start)
    if not found:
        never.add(ending)
        return start
    return _after(content, ">", found.end(), never)


def _lines(raw: str) -> str:
    """Undo entities, make white space within a line one space and runs of empty lines one empty line."""
    lines = (" ".join(line.split()) for line in html.unescape(raw).split("\n"))
    text = "\n".join("  " + line if line.startswith("•") else line for line in lines if line != "•")
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n")

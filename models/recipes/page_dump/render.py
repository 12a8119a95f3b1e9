"""Pages with gold bodies, and the plain-text forms in which people save a page."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
import tempfile
from typing import TYPE_CHECKING

import lxml.etree
import lxml.html

if TYPE_CHECKING:
    from pathlib import Path

sys.setrecursionlimit(20000)
BLOCKS = frozenset(
    [
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "tr",
        "td",
        "th",
        "table",
        "section",
        "article",
        "header",
        "footer",
        "nav",
        "aside",
        "br",
        "hr",
        "blockquote",
        "figure",
        "figcaption",
        "form",
        "dl",
        "dt",
        "dd",
        "pre",
        "option",
        "main",
        "address",
    ]
)
SPACED_BLOCKS = frozenset(
    ["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "blockquote", "figure", "pre", "table", "hr"]
)
UNSEEN = ("script", "style", "noscript", "template", "svg", "head")


def load_pages(folder: Path, *names: str, html: bool = True) -> list[dict]:
    """The gold records of the named sets, with the page as text under "html"."""
    pages = []
    for name in names:
        for row in (folder / name / "gold.jsonl").read_text("utf8").split("\n"):
            if row.strip():
                page = {**json.loads(row), "set": name}
                if html:
                    page["html"] = decode(gzip.decompress((folder / name / page["html"]).read_bytes()))
                pages.append(page)
    return pages


def decode(data: bytes) -> str:
    try:
        return data.decode("utf8")
    except UnicodeDecodeError:
        from resiliparse.parse.encoding import bytes_to_str, detect_encoding

        return bytes_to_str(data, detect_encoding(data))


def resiliparse(html: str) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    return extract_plain_text(html, main_content=False, alt_texts=False)


def inscriptis(html: str) -> str:
    from inscriptis import get_text
    from inscriptis.css_profiles import CSS_PROFILES
    from inscriptis.model.config import ParserConfig

    return get_text(html, ParserConfig(css=CSS_PROFILES["strict"]))


def w3m(html: str, columns: int = 80) -> str:
    with tempfile.NamedTemporaryFile("w", suffix=".html", encoding="utf8") as file:
        file.write(html)
        file.flush()
        options = [
            "-dump",
            "-T",
            "text/html",
            "-I",
            "UTF-8",
            "-O",
            "UTF-8",
            "-cols",
            str(columns),
            "-o",
            "display_link_number=0",
        ]
        done = subprocess.run(
            ["w3m", *options, file.name], capture_output=True, timeout=60, stdin=subprocess.DEVNULL, check=False
        )
    return done.stdout.decode("utf8", "replace")


def block(html: str) -> str:
    """One line a block and nothing else."""
    lines = (" ".join(line.split()) for line in _laid_out(html, spaced=False).split("\n"))
    return "\n".join(line for line in lines if line)


def copy(html: str) -> str:
    """What a browser gives for select-all-and-copy: empty lines around paragraphs and headings, tabs between cells."""
    lines = (
        re.sub(r" *\t *", "\t", re.sub(r" +", " ", line)).strip() for line in _laid_out(html, spaced=True).split("\n")
    )
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _laid_out(html: str, *, spaced: bool) -> str:
    try:
        root = lxml.html.document_fromstring(html.encode("utf8"), parser=lxml.html.HTMLParser(encoding="utf-8"))
    except lxml.etree.ParserError:
        return ""
    hidden = ("select", "textarea", "iframe") if spaced else ()
    lxml.etree.strip_elements(root, *UNSEEN, *hidden, with_tail=False)
    out: list[str] = []
    try:
        _walk(root, out, spaced=spaced)
    except RecursionError:
        return root.text_content()
    return "".join(out)


def _walk(element, out, *, spaced):
    tail = re.sub(r"\s+", " ", element.tail or "")
    if not isinstance(element.tag, str):
        out.append(tail)
        return
    if not (spaced and ("hidden" in element.attrib or "display:none" in element.get("style", "").replace(" ", ""))):
        edge = ""
        if spaced and element.tag in ("td", "th"):
            out.append("\t")
        elif element.tag in BLOCKS:
            edge = "\n\n" if spaced and element.tag in SPACED_BLOCKS else "\n"
        out += [edge, re.sub(r"\s+", " ", element.text or "")]
        for child in element:
            _walk(child, out, spaced=spaced)
        out.append(edge)
    out.append(tail)


FORMS = {"resili": resiliparse, "block": block, "copy": copy, "inscr": inscriptis, "w3m": w3m}


def rendered(folder: Path, cache: Path, name: str, form: str) -> dict[str, str]:
    """The text of every page of a set in one form, by id; rendered once and kept in the cache folder."""
    path = cache / f"{form}_{name}.json.gz"
    if not path.exists():
        cache.mkdir(parents=True, exist_ok=True)
        texts = {page["id"]: FORMS[form](page["html"]) for page in load_pages(folder, name)}
        with gzip.open(path, "wt", encoding="utf8", compresslevel=3) as file:
            json.dump(texts, file, ensure_ascii=False)
    with gzip.open(path, "rt", encoding="utf8") as file:
        return json.load(file)

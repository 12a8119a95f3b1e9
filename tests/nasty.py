"""Makes the nasty corpus: inputs that break, stall or fool programs which read the web, each with what must become of it.

python tests/nasty.py FOLDER        writes the corpus, for trying other programs on it
"""

from __future__ import annotations

import gzip
import json
import os
import random
import socket
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

# The words every article of the corpus carries, in several languages.
STORY = (
    "Amina Diallo opened the new studio of Radio Teranga in Dakar on Friday, two years after the old one burned down.",
    "The station, which has five million listeners, will broadcast in Wolof, Pulaar and French from the first of March.",
    "“We lost the tapes, not the voices,” Diallo told a crowd of about three hundred people outside the building.",
    "Neighbours had carried chairs and cables into the street, and the first guests sang until the power came back.",
)
CHINESE = (
    "周三上午，达喀尔市的新广播电台正式开播，台长阿米娜在现场向三百多名听众致辞。",
    "她说，两年前的大火烧毁了录音带，却没有烧毁人们的声音。新台每天用三种语言播出十八个小时。",
    "市政府承担了一半的费用，其余的钱由听众捐助，最小的一笔只有五十法郎。",
)
JAPANESE = (
    "水曜日の朝、ダカール市の新しいラジオ局が放送を始め、局長のアミナさんが三百人の聴衆の前であいさつした。",
    "二年前の火事で録音テープは失われたが、人々の声は失われなかったと彼女は語った。",
    "費用の半分は市が負担し、残りは聴衆の寄付でまかなわれたという。",
)
FRENCH = (
    "La présidente José Muñoz a inauguré hier à Besançon l’école rénovée, deux ans après l’incendie qui l’avait détruite.",
    "Près de trois cents élèves y ont été accueillis dès huit heures du matin, malgré le gel et la grève des autobus.",
    "« Nous avons perdu les cahiers, pas les voix », a déclaré la maîtresse, émue, devant les parents réunis.",
)
TEXT = "\n\n".join(STORY) + "\n"

ARTICLE = frozenset({"article"})
NOTHING = frozenset({"no_article", "refused"})
# For input on which a program may give up, as long as it says so in time.
ANY = frozenset({"article", "no_article", "refused", "failed", "timeout", "memory"})


@dataclass(frozen=True)
class Case:
    """An input file. `outcomes` are the kinds it may end in; an article must hold `words` and none of `never`."""

    name: bytes
    data: bytes
    outcomes: frozenset[str] = ARTICLE
    words: tuple[str, ...] = ()
    never: tuple[str, ...] = ("�", "<script", "\x1b", "\x00")


def html(body: str, *, head: str = "", title: str = "A studio opens in Dakar") -> str:
    """A small page around a body."""
    return f"<!DOCTYPE html><html lang=en><head><title>{title}</title>{head}</head><body>{body}</body></html>"


def paragraphs(lines: Iterable[str] = STORY) -> str:
    return "".join(f"<p>{line}</p>\n" for line in lines)


def story(
    extra: str = "", *, head: str = "", title: str = "A studio opens in Dakar", lines: Iterable[str] = STORY
) -> str:
    return html(f"<article><h1>{title}</h1>{paragraphs(lines)}{extra}</article>", head=head, title=title)


def cases() -> list[Case]:
    """Every case that is a plain file."""
    return [*_empty(), *_binary(), *_encodings(), *_characters(), *_markup(), *_floods(), *_names()]


def _empty() -> list[Case]:
    return [
        Case(b"empty.txt", b"", frozenset({"refused"})),
        Case(b"empty.html", b"", frozenset({"refused"})),
        Case(b"white.txt", b" \n\t\r\n" * 500, frozenset({"refused"})),
        Case(b"bom-only.txt", b"\xef\xbb\xbf", frozenset({"refused"})),
        Case(b"empty.txt.gz", gzip.compress(b""), frozenset({"refused"})),
        Case(b"torn.txt.gz", gzip.compress(TEXT.encode())[:-40], frozenset({"failed"})),
        Case(b"gzip-inside.txt", gzip.compress(TEXT.encode()), words=("Amina Diallo",)),
        Case(b"not-gzip.txt.gz", TEXT.encode(), words=("Amina Diallo",)),
        Case(b"bomb.txt.gz", gzip.compress(bytes(200_000_000), compresslevel=1), frozenset({"refused"})),
        Case(b"one-word.txt", b"Dakar", ANY),
        Case(b"empty-body.html", html("").encode(), NOTHING),
    ]


def _binary() -> list[Case]:
    chance = random.Random(1)
    return [
        Case(b"picture.html", b"\x89PNG\r\n\x1a\n" + chance.randbytes(3000), frozenset({"refused"})),
        Case(b"paper.txt", b"%PDF-1.7\n" + chance.randbytes(3000), frozenset({"refused"})),
        Case(b"archive.txt", b"PK\x03\x04" + chance.randbytes(3000), frozenset({"refused"})),
        Case(b"random.txt", chance.randbytes(20_000), frozenset({"refused"})),
        Case(b"random.html", chance.randbytes(20_000), frozenset({"refused"})),
        Case(b"text-as.html", TEXT.encode(), words=("Amina Diallo", "not the voices")),
        Case(b"page-as.txt", story().encode(), words=("Amina Diallo", "not the voices")),
    ]


def _encodings() -> list[Case]:
    page = story(lines=FRENCH)
    french = ("José Muñoz", "élèves", "émue")
    found = [
        Case(b"utf8-bom.txt", b"\xef\xbb\xbf" + TEXT.encode(), words=("Amina Diallo", "“We lost")),
        Case(b"utf16-bom.txt", TEXT.encode("utf-16"), words=("Amina Diallo", "“We lost")),
        Case(b"utf16le.txt", TEXT.encode("utf-16-le"), words=("Amina Diallo", "“We lost")),
        Case(b"utf16be.html", story().encode("utf-16-be"), words=("Amina Diallo", "“We lost")),
        Case(b"utf32-bom.txt", TEXT.encode("utf-32"), words=("Amina Diallo", "“We lost")),
        Case(b"utf32le.txt", TEXT.encode("utf-32-le"), ARTICLE | {"refused"}, words=("Amina Diallo",)),
        Case(b"cp1252.txt", "\n\n".join(FRENCH).encode("cp1252"), words=french),
        Case(b"cp1252-undeclared.html", page.encode("cp1252"), words=french),
    ]
    for number, (declared, real) in enumerate(
        (
            ("windows-1252", "cp1252"),
            ("iso-8859-1", "cp1252"),
            ("utf-8", "cp1252"),
            ("utf-8", "utf-8"),
            ("latin1", "utf-8"),
        )
    ):
        declaring = story(lines=FRENCH, head=f'<meta charset="{declared}">')
        found.append(Case(b"french-%d.html" % number, declaring.encode(real), words=french))
    for number, declared in enumerate(("klingon-8", "", "utf-7", "utf-16", "x" * 500, "base64")):
        declaring = story(head=f'<meta charset="{declared}">')
        found.append(Case(b"declared-%d.html" % number, declaring.encode(), words=("Amina Diallo", "“We lost")))
    for name, lines, encoding in (
        (b"gb18030", CHINESE, "gb18030"),
        (b"shift-jis", JAPANESE, "shift_jis"),
        (b"euc-jp", JAPANESE, "euc_jp"),
    ):
        declaring = story(lines=lines * 3, head=f'<meta charset="{encoding}">', title=lines[0][:12])
        found.append(Case(name + b".html", declaring.encode(encoding), words=(lines[0][:10],)))
        found.append(Case(name + b".txt", "\n\n".join(lines * 3).encode(encoding), ANY))
    return found


def _characters() -> list[Case]:
    data = TEXT.encode()
    half = data.index(b"The station")
    return [
        Case(
            b"bad-bytes.txt", data[:half] + b"\xff\xfe\xc3" + data[half:], words=("Amina Diallo",), never=("<script",)
        ),
        Case(b"cut-character.txt", data[: data.index("“".encode()) + 2], words=("Amina Diallo",), never=()),
        Case(b"nul.txt", data.replace(b"Dakar on", b"Da\x00kar\x00 on"), words=("Amina Diallo", "Dakar on")),
        Case(b"many-nuls.txt", data.replace(b" ", b" \x00"), frozenset({"refused"})),
        Case(b"surrogates.txt", data + "\n\nLone \ud800 and \udfff halves.".encode("utf-8", "surrogatepass"), never=()),
        Case(b"bom-inside.txt", TEXT.replace(". ", ".\ufeff ").replace("D", "\ufeffD").encode(), words=("Diallo",)),
        Case(b"cr.txt", data.replace(b"\n", b"\r"), words=("Amina Diallo",)),
        Case(b"crlf.txt", data.replace(b"\n", b"\r\n"), words=("Amina Diallo",)),
        Case(b"mixed-ends.txt", data.replace(b"\n\n", b"\r\n\r\r\n\n"), words=("Amina Diallo",)),
        Case(b"line-separators.txt", TEXT.replace("\n\n", "\u2028\u2029\x85").encode(), words=("Diallo",)),
        Case(b"zero-width.txt", TEXT.replace("i", "i\u200b").encode(), words=("Dakar",)),
        Case(b"right-to-left.txt", f"\u202e\u2067{TEXT}\u202c\u061c".encode(), words=("Amina Diallo",)),
        Case(
            b"escapes.html",
            story(title="\x1b]0;owned\x07\x1b[31mRed\x1b[0m [bold]news[/bold] \x9b2J").encode(),
            never=(),
        ),
        Case(b"escapes.txt", b"\x1b[31mRed\x1b[0m\n\n" + data, words=("Amina Diallo",), never=()),
        Case(b"combining.txt", (TEXT + "Z" + "\u0301" * 20_000).encode(), words=("Amina Diallo",)),
        Case(b"private.txt", (TEXT + "\ue000\uffff\U0010ffff").encode(), words=("Amina Diallo",)),
    ]


def _markup() -> list[Case]:
    bomb = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 12))
    linked = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "A studio"}
    nested: object = linked
    for _ in range(300):
        nested = {"@type": "NewsArticle", "author": [nested]}
    wrong = [
        {
            **linked,
            "author": 5,
            "datePublished": ["x", None],
            "headline": {"a": 1},
            "image": 7,
            "keywords": {"b": [None]},
        },
        {**linked, "datePublished": "9999-99-99", "author": {"@type": ["Person"], "name": ["A", {"name": 3}]}},
        [[[[]]]],
        "string",
        None,
        17,
    ]

    def with_json(data: str) -> bytes:
        return story(head=f'<script type="application/ld+json">{data}</script>').encode()

    words = ("Amina Diallo", "not the voices")
    return [
        Case(b"entity-bomb.html", f'<!DOCTYPE html [<!ENTITY e0 "ha">{bomb}]>{story("<p>&e11;</p>")}'.encode(), ANY),
        Case(
            b"xxe.html",
            f'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>{story("<p>&f;</p>")}'.encode(),
            ANY,
            (),
            ("root:",),
        ),
        Case(
            b"xml-xxe.html",
            f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>{story("<p>&f;</p>")}'.encode(),
            ANY,
            (),
            ("root:",),
        ),
        Case(b"open-comment.html", story("<!-- never closed <p>Hidden</p>").encode(), words=words, never=("Hidden",)),
        Case(b"open-cdata.html", story("<![CDATA[ never closed <p>x</p>").encode(), words=words),
        Case(b"open-script.html", story("<script>var x = '<p>Hidden</p>'").encode(), words=words, never=("var x",)),
        Case(b"open-style.html", story("<style>p { color: red").encode(), words=words, never=("color",)),
        Case(b"cut.html", story().encode()[:-60], words=("Amina Diallo",)),
        Case(b"open-attribute.html", story('<a href="never closed').encode(), words=words),
        Case(b"json-bomb.html", with_json("[" * 50_000), words=words),
        Case(b"json-nested.html", with_json(json.dumps(nested)), words=words),
        Case(b"json-wide.html", with_json(json.dumps([linked] * 20_000)), words=words),
        Case(b"json-number.html", with_json('{"@type":"NewsArticle","datePublished":' + "9" * 6000 + "}"), words=words),
        *(Case(b"json-%d.html" % n, with_json(json.dumps(each)), words=words) for n, each in enumerate(wrong)),
        Case(
            b"noscript.html", html("<noscript>Please enable JavaScript to read this page.</noscript>").encode(), NOTHING
        ),
        Case(b"frameset.html", b"<html><frameset cols=50%,50%><frame src=a><frame src=b></frameset></html>", NOTHING),
        Case(
            b"meta-refresh.html",
            html("", head='<meta http-equiv=refresh content="0;url=http://x.example/">').encode(),
            NOTHING,
        ),
        Case(
            b"bad-dates.html",
            story(head='<meta property="article:published_time" content="0000-00-00T99:99:99Z">').encode(),
            words=words,
        ),
        Case(
            b"bad-urls.html",
            story(head='<link rel=canonical href="http://[::1"><base href="javascript:1">').encode(),
            words=words,
        ),
    ]


def _floods() -> list[Case]:
    words = ("Amina Diallo",)
    opened = "<div>" * 100_000
    tail = f"\n\n{TEXT}"
    return [
        Case(b"nested-divs.html", html(f"{opened}{paragraphs()}").encode(), ANY),
        Case(b"nested-closed.html", html(f"{opened}{paragraphs()}{'</div>' * 100_000}").encode(), ANY),
        Case(b"nested-300.html", html(f"{'<div>' * 300}{paragraphs()}{'</div>' * 300}").encode(), words=words),
        Case(b"nested-spans.html", html(f"<p>{'<span>' * 50_000}{paragraphs()}").encode(), ANY),
        Case(b"nested-tables.html", html("<table><tr><td>" * 3_000 + paragraphs()).encode(), ANY),
        Case(b"empty-tags.html", story("<b></b>" * 1_000_000).encode(), ANY),
        Case(b"short-paragraphs.html", story("<p>Rain.</p>" * 100_000).encode(), ANY),
        Case(b"attributes.html", story(f"<p {' '.join(f'a{i}=1' for i in range(100_000))}>x</p>").encode(), ANY),
        Case(b"long-attribute.html", story(f'<img alt="{"x" * 12_000_000}">').encode(), ANY),
        Case(b"links.html", story("<a href=/x>More</a> " * 20_000).encode(), ANY),
        Case(b"entities.html", story(f"<p>{'&amp;' * 200_000}</p>").encode(), ANY),
        Case(b"open-angles.html", story("<" * 200_000).encode(), ANY),
        Case(b"open-comments.html", story("<!--" * 100_000).encode(), ANY),
        Case(b"one-line.txt", b"Rain fell on the town again. " * 1_800_000, ANY),
        Case(b"one-line.html", story(f"<p>{'Rain fell on the town again. ' * 200_000}</p>").encode(), ANY),
        Case(b"long-word.txt", b"a" * 1_000_000 + tail.encode(), ANY),
        Case(b"brackets.txt", b"(" * 40_000 + tail.encode(), words=words),
        Case(b"quotes.txt", b'"' * 60_000 + tail.encode(), words=words),
        Case(b"curly-quotes.txt", ("“’" * 30_000 + tail).encode(), words=words),
        Case(b"dots.txt", b"." * 60_000 + tail.encode(), words=words),
        Case(b"dashes.txt", b"a-" * 60_000 + tail.encode(), words=words),
        Case(b"emoji.txt", ("😀" * 40_000 + tail).encode(), words=words),
        Case(b"flags.txt", ("🇸🇳" * 20_000 + tail).encode(), words=words),
        Case(b"digits.txt", b"1" * 100_000 + b" " + b"1,000." * 20_000 + tail.encode(), words=words),
        Case(b"dates.txt", b"9 May 2025, " * 20_000 + tail.encode(), ANY),
        Case(b"names.txt", b"Amina Diallo met Kofi Mensah. " * 10_000 + tail.encode(), ANY),
        Case(b"capitals.txt", b"THE MINISTER OF " * 20_000 + tail.encode(), ANY),
        Case(b"lines.txt", b"Menu\n" * 50_000 + tail.encode(), ANY),
        Case(b"blank-lines.txt", b"\n" * 2_000_000 + tail.encode(), words=words),
        Case(b"spaces.txt", b" " * 3_000_000 + tail.encode(), words=words),
        Case(b"tabs.txt", b"Menu\t" * 200_000 + tail.encode(), ANY),
        Case(b"urls.txt", b"https://www.example.org/a?b=c&d=e " * 20_000 + tail.encode(), ANY),
        Case(b"ats.txt", b"@a" * 60_000 + tail.encode(), words=words),
    ]


def _names() -> list[Case]:
    data, words = TEXT.encode(), ("Amina Diallo",)
    return [
        Case("caf\xe9.txt".encode("latin-1"), data, words=words),
        Case("größe 新闻.txt".encode(), data, words=words),
        Case(b"new\nline.txt", data, words=words),
        Case(b"red\x1b[31m.txt", data, words=words),
        Case(b"[bold]markup[bold].txt", data, words=words),
        Case(b"-dash.txt", data, words=words),
        Case(b" space .txt", data, words=words),
        Case(b"x" * 250 + b".txt", data, words=words),
        Case(b"..dots...txt", data, words=words),
        Case(b"back\\slash.txt", data, words=words),
        Case(b"same.txt", data, words=words),
        Case(b"same.html", story().encode(), words=words),
        Case(b"same", data, words=words),
        Case(b"no-suffix", data, words=words),
    ]


def make_corpus(folder: Path) -> list[Case]:
    """The plain cases lie in the folder; between them, ordinary neighbours named ok-NNN.txt."""
    folder.mkdir(parents=True, exist_ok=True)
    made = cases()
    for case in made:
        with open(os.path.join(os.fsencode(folder), case.name), "wb") as file:
            file.write(case.data)
    return made


def make_special(folder: Path) -> list[str]:
    """Things that are no plain files lie in the folder; the names of those that must be refused."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "ok.txt").write_text(TEXT)
    (folder / "folder.html").mkdir()
    (folder / "folder.html" / "ok.txt").write_text(TEXT)
    os.mkfifo(folder / "fifo.html")
    (folder / "zero.txt").symlink_to("/dev/zero")
    (folder / "nowhere.txt").symlink_to("missing.txt")
    (folder / "itself.txt").symlink_to("itself.txt")
    (folder / "up").symlink_to("..")
    (folder / "folder.html" / "back").symlink_to("../folder.html")
    with socket.socket(socket.AF_UNIX) as sock:
        here = os.open(folder, os.O_DIRECTORY)
        try:
            sock.bind(f"/proc/self/fd/{here}/socket.txt")
        finally:
            os.close(here)
    return ["fifo.html", "zero.txt", "nowhere.txt", "itself.txt", "socket.txt"]


if __name__ == "__main__":
    print(len(make_corpus(Path(sys.argv[1]))), "files")

"""Several whole articles one after another: the record is that of the first, and says so; one article stays one."""

from __future__ import annotations

import pytest
from conftest import SAMPLES

import newsx
from newsx.page_dump import holds_several, label_lines

FIRST = (
    "Port Amal closes ferry pier for nine months",
    "By Wanjiku Kariuki",
    "12 May 2025",
    "The harbour board of Port Amal voted on Tuesday to close the old ferry pier for nine months, after divers found that half of its posts are rotten.",
    "The board said that the ferries would leave from the coal quay until the works on the pier are done, which will cost eleven million in all.",
    "Residents of Salt Hill, where most voted against the closure, told the board that buses to the coal quay take an hour, and asked for more.",
)
SECOND = (
    "Chess champion Lindqvist retires at forty",
    "By Tomás Rivera",
    "12 May 2025",
    "Astrid Lindqvist, who held the women's chess title for eleven years, said in Malmö on Monday that she had played her last tournament.",
    "The champion, who turns forty in June, lost her final game on Sunday to a pupil of her own, and shook hands for a long time afterwards.",
    "Lindqvist will go on to teach chess at a school in Lund, where she grew up, and to write a book on endgames that she has put off since 2011.",
)


def text_of(*articles: tuple[str, ...]) -> str:
    return "\n\n".join("\n".join(article[:3]) + "\n\n" + "\n\n".join(article[3:]) for article in articles) + "\n"


@pytest.mark.parametrize(("one", "other"), [(FIRST, SECOND), (SECOND, FIRST)])
def test_the_second_article_ends_the_first(one: tuple[str, ...], other: tuple[str, ...], tiny_model) -> None:
    article = newsx.extract_text(text_of(one, other), model=str(tiny_model))
    assert article.text.split("\n\n") == list(one[3:])
    assert article.headline == one[0]
    assert article.authors == [one[1].removeprefix("By ")]
    assert "several_articles" in [warning.code for warning in article.warnings]


@pytest.mark.parametrize("article", [FIRST, SECOND])
def test_one_article_is_one(article: tuple[str, ...]) -> None:
    assert not holds_several(label_lines(text_of(article)))


def test_a_subhead_begins_no_article() -> None:
    subheads = (*FIRST, "What the divers found", *FIRST[3:])
    assert not holds_several(label_lines(text_of(subheads)))


def test_a_signed_box_on_the_same_matter_begins_no_article() -> None:
    box = ("Who pays for the pier of Port Amal", "By Ama Boateng", *FIRST[3:])
    assert not holds_several(label_lines(text_of(FIRST) + "\n" + "\n\n".join(box)))


def test_many_heads_are_a_live_blog() -> None:
    entries = [("Entry on the vote", "By Ama Boateng", "12 May 2025", *SECOND[3:]) for _ in range(4)]
    assert not holds_several(label_lines(text_of(FIRST, *entries)))


def test_much_running_text_beside_the_article_is_told() -> None:
    comments = "\n".join(
        f"Comment by reader {number}: I have crossed that river for {number % 30} years and never saw the ferry late."
        for number in range(700)
    )
    text = (SAMPLES / "dump.txt").read_text("utf8")
    plain = newsx.extract_text(text, model="fast")
    found = newsx.extract_text(f"{text}\n\nComments\n{comments}\n", model="fast")
    (told,) = (warning.message for warning in found.warnings if warning.code == "left_out")
    assert told.endswith(f"characters of running text were left out, {len(found.text):,} are the article")
    assert found.text == plain.text
    assert "left_out" not in [warning.code for warning in plain.warnings]

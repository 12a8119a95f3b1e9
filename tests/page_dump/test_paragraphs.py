"""A text of one or two paragraphs: running text is an article however plain it is, a notice of a site is none."""

from __future__ import annotations

import pytest

from newsx.page_dump import judge, label_lines

RUNNING = [
    "A man entered the bank shortly after noon yesterday and demanded cash. He fled minutes later. Anyone with information can call between 8am and 6pm.",
    "Kick-off is at 3pm on Sunday. United have not won since 16 March. Their last away win was three months ago, at Burnley.",
    "A grandmother in Leeds blows out candles today for the 18th time. She was born on 29 February 1952 and has to wait until 2028.",
    "The bridge at Sefwi is closed until Friday. Lorries are sent round by the coast road, which takes two hours longer.",
    "Rain fell for the ninth day. Two villages below the dam were moved to a school, and the road to the north is cut.",
    "Kura za maoni zilifanyika Jumapili mjini Dodoma. Matokeo yatatangazwa wiki ijayo, tume ya uchaguzi imesema jana jioni.",
    "La route de Thiès est coupée depuis lundi. Les camions passent par la côte, ce qui prend deux heures de plus.",
    "Der Zug nach Bremen fuhr am Montag nicht. Auf der Strecke lag ein Baum, der in der Nacht vom Sturm gefällt wurde.",
    "O porto de Beira fechou na terça-feira por causa do vento. Dois navios esperam ao largo, disse o capitão.",
    "The union called off its strike on Tuesday.\n\nTalks had gone on through the night, and both sides had given way over shifts.",
]
NOTICES = [
    "We use cookies to make this work better. By clicking Accept you agree to all of them, and you can change your mind at any time.",
    "Subscribe for one dollar a week. Cancel at any time. Readers have all articles, all newsletters and the archive of forty years.",
    "Sign up for the newsletter and get the news of the day in one letter. It comes every morning, and it costs nothing at all.",
    "Please log in to read on. Readers who are registered have three articles a month without charge and all of the archive.",
]


@pytest.mark.parametrize("text", RUNNING)
def test_running_text_is_an_article(text: str) -> None:
    assert judge(label_lines(text)).kind == "article"


@pytest.mark.parametrize("text", NOTICES)
def test_a_notice_is_none(text: str) -> None:
    assert judge(label_lines(text)).kind == "no_article"

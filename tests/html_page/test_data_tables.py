"""Tables of figures in an article: one line a row, with the text around them; tables that lay out a page are none."""

from __future__ import annotations

import pytest

from newsx.html_page.article import read_article

LEAD = "The harbour board of Port Amal voted on Tuesday to close the old ferry pier for nine months, after divers found that half of its posts are rotten."
MIDDLE = "The board said that the ferries would leave from the coal quay until the works are done, which will cost eleven million in all this year."
END = "Residents of Salt Hill, where most voted against the closure, told the board that buses to the coal quay take an hour, and asked for more of them."
ROWS = ("Ward | For | Against", "North Quay | 4,201 | 1,022", "Old Town | 3,110 | 2,903")


def table(cell: str = "{}") -> str:
    rows = ("".join(f"<td>{cell.format(words)}</td>" for words in row.split(" | ")) for row in ROWS)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def read(inner: str, *, before: str = "", after: str = "") -> list[str]:
    head = "<head><title>Harbour votes on pier</title></head>"
    article = f"<article><h1>Harbour votes on pier</h1><p>{LEAD}</p><p>{MIDDLE}</p>{inner}<p>{END}</p></article>"
    return list(read_article(f"<html>{head}<body>{before}{article}{after}</body></html>").paragraphs)


@pytest.mark.parametrize("cell", ["{}", "<p>{}</p>", "<b>{}</b>"])
def test_rows_of_a_table_in_the_text_are_lines(cell: str) -> None:
    assert read(table(cell)) == [LEAD, MIDDLE, *ROWS, END]


def test_a_box_around_the_table_changes_nothing() -> None:
    assert read(f'<div class="table-wrap">{table()}</div>') == [LEAD, MIDDLE, *ROWS, END]


def test_lists_stay_lines_beside_a_table() -> None:
    items = [
        "Ferries leave every forty minutes from the coal quay until the end of March.",
        "Cars are taken to the outer harbour by a shuttle that is free for residents.",
    ]
    listed = f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"
    assert read(table() + listed) == [LEAD, MIDDLE, *ROWS, *items, END]


def test_tables_outside_the_text_stay_out() -> None:
    assert read("", before=table(), after=f"<footer>{table()}</footer>") == [LEAD, MIDDLE, END]


def test_a_table_of_links_is_a_menu() -> None:
    assert read(table('<a href="/x">{}</a>')) == [LEAD, MIDDLE, END]


def test_a_table_that_lays_out_the_page_is_no_table_of_figures() -> None:
    laid_out = f"<html><head><title>Pier</title></head><body><table><tr><td>Menu</td><td><p>{LEAD}</p><p>{MIDDLE}</p><p>{END}</p></td></tr></table></body></html>"
    assert list(read_article(laid_out).paragraphs) == [LEAD, MIDDLE, END]

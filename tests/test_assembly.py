"""From an annotated document to the record: offsets past the evidence, confidence, caution with other languages."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
import spacy
from spacy.tokens import Doc, Span

from newsx.assembly import article_id, assemble
from newsx.assembly.entities import in_latin
from newsx.pipeline import load_pipeline
from newsx.records import ArticleText, Caution, Context, Image, Metadata, Origin, Page, WarningCode

MENDED = Caution(WarningCode.MARKUP_MENDED, "mended")
DOUBTFUL = Caution(WarningCode.CUT_FROM_TEXT, "doubtful")
TEXT = "Amina Diallo met Tomás Rivera in Dakar. Diallo left on Friday."
HEADLINE = "Diallo Meets Rivera"


def article_text(language: str | None = "en") -> ArticleText:
    page = Page(Origin("a.txt", "text/plain", "utf-8", "0" * 64), TEXT, is_html=False, warnings=(MENDED,))
    metadata = Metadata(headline=HEADLINE, language=language, date_published="2025-05-08", image=Image(caption=None))
    return ArticleText(page, TEXT, metadata, "plain_text", warnings=(MENDED, DOUBTFUL))


def annotated(confidences: dict[str, float]) -> Doc:
    """The article with evidence before it, three names marked by hand and newsx's components behind."""
    nlp = spacy.blank("en")
    for name in ("newsx_names", "newsx_places", "newsx_dates"):
        nlp.add_pipe(name)
    if not Span.has_extension("confidence"):
        Span.set_extension("confidence", default=None)
    evidence = f"{HEADLINE}\n\n"
    doc = nlp.make_doc(evidence + TEXT)
    marked = [("Diallo Meets Rivera", "ORG", 0), ("Amina Diallo", "PERSON", len(evidence))]
    marked += [
        (name, label, (evidence + TEXT).index(name)) for name, label in (("Tomás Rivera", "PERSON"), ("Dakar", "PLACE"))
    ]
    spans = [doc.char_span(start, start + len(name), label=label) for name, label, start in marked]
    for span in spans:
        span._.confidence = confidences.get(span.text, 0.9)
    doc.ents = spans
    doc.user_data["newsx"] = Context(body_start=len(evidence), anchor=dt.date(2025, 5, 8))
    return nlp(doc)


def test_offsets_count_from_the_body_and_evidence_is_no_mention() -> None:
    article = assemble(article_text(), annotated({}), model="m")
    assert [person.name for person in article.people] == ["Amina Diallo", "Tomás Rivera"]
    assert [mention.text for mention in article.people[0].mentions] == ["Amina Diallo", "Diallo"]
    assert article.people[0].aliases == ["Diallo"]
    assert [mention.start for mention in article.people[0].mentions] == [0, TEXT.index("Diallo left")]
    assert not article.organisations
    assert article.places[0].country_code == "SN"
    assert [(date.value, date.mentions[0].text) for date in article.dates] == [("2025-05-02", "Friday")]
    assert [(each.code, each.message) for each in article.warnings] == [
        ("markup_mended", "mended"),
        ("cut_from_text", "doubtful"),
    ]
    assert article.provenance.date_anchor == "2025-05-08"


def test_unsure_mentions_are_left_out_and_entities_without_one_too() -> None:
    article = assemble(article_text(), annotated({"Tomás Rivera": 0.4}), model="m", min_confidence=0.5)
    assert [person.name for person in article.people] == ["Amina Diallo"]
    assert article.people[0].mentions[0].confidence == pytest.approx(0.9)


@pytest.mark.parametrize(("sure", "names"), [(0.5, ["Amina Diallo"]), (0.7, ["Amina Diallo", "Tomás Rivera"])])
def test_in_another_language_only_sure_names_are_given(sure: float, names: list[str]) -> None:
    article = assemble(article_text("de"), annotated({"Tomás Rivera": sure}), model="m")
    assert [person.name for person in article.people] == names
    assert article.warnings[-1].code == "other_language"
    assert "the article is in de" in article.warnings[-1].message


def test_the_id_depends_on_the_bytes_alone() -> None:
    assert article_id("0" * 64) == article_id("0" * 64)
    assert article_id("0" * 64) != article_id("1" * 64)


def test_entities_are_kept_from_a_pipeline_without_confidence(tiny_model) -> None:
    nlp = load_pipeline(str(tiny_model))
    doc = nlp.make_doc(TEXT)
    doc.user_data["newsx"] = Context()
    article = assemble(article_text("fr"), nlp(doc), model="tiny")
    assert [person.name for person in article.people] == ["Amina Diallo"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("DAKAR: Health Minister Awa Ndoye left Dakar.", "SN"),
        ("Health Minister Awa Ndoye left Dakar.\n\nIt rained in Dakar.", None),
        ("DAKAR: In Mali, Health Minister Awa Ndoye left for Dakar.", None),
        ("DAKAR: Mali sent aid.\n\nHealth Minister Awa Ndoye left Dakar.", "SN"),
        ("DAKAR: Club chairman Awa Ndoye left Dakar.", None),
    ],
)
def test_a_national_office_is_of_the_country_that_the_article_speaks_of(text: str, code: str | None) -> None:
    nlp = spacy.blank("en")
    for name in ("newsx_names", "newsx_places", "newsx_dates"):
        nlp.add_pipe(name)
    doc = nlp.make_doc(text)
    names = (("Awa Ndoye", "PERSON"), ("DAKAR", "PLACE"), ("Dakar", "PLACE"), ("Mali", "PLACE"))
    doc.ents = [
        doc.char_span(text.index(name), text.index(name) + len(name), label) for name, label in names if name in text
    ]
    doc.user_data["newsx"] = Context()
    article = assemble(replace(article_text(), text=text), nlp(doc), model="m")
    assert [role.country_code for role in article.people[0].roles] == [code]


def test_groups_are_joined_by_their_word_and_know_their_country() -> None:
    nlp = spacy.blank("en")
    for name in ("newsx_names", "newsx_places", "newsx_dates"):
        nlp.add_pipe(name)
    if not Span.has_extension("confidence"):
        Span.set_extension("confidence", default=None)
    text = "Malian officials met Muslim leaders. Malians and the Rohingya wait; Rohingyas left."
    doc = nlp.make_doc(f"Malian talks\n\n{text}")
    at, spans = 0, []
    for words in ("Malian", "Malian", "Muslim", "Malians", "Rohingya", "Rohingyas"):
        at = doc.text.index(words, at)
        spans.append(doc.char_span(at, at + len(words), label="NORP"))
        at += len(words)
    doc.ents = spans
    doc.user_data["newsx"] = Context(body_start=len("Malian talks\n\n"))
    given = article_text()
    article = assemble(replace(given, page=replace(given.page, content=text), text=text), nlp(doc), model="m")
    found = [(group.name, group.aliases, len(group.mentions), group.country_code) for group in article.groups]
    assert found == [("Malian", ["Malians"], 2, "ML"), ("Muslim", [], 1, None), ("Rohingya", ["Rohingyas"], 2, "MM")]


@pytest.mark.parametrize(
    ("name", "is_person", "latin"),
    [
        ("Амина Диалло", True, "Amina Diallo"), ("陈国强", True, "Chen Guoqiang"), ("南京", False, "Nanjing"), ("Αθήνα", False, "Athina"),
        ("Amina Diallo", True, None), ("Łódź", False, None), ("Tomás", True, None), ("كمال", True, None), ("МОСКВА", False, "Moskva"), ("", True, None),
    ],
)  # fmt: skip
def test_names_in_other_letters_have_a_latin_form(name: str, is_person: bool, latin: str | None) -> None:
    assert in_latin(name, is_person=is_person) == latin

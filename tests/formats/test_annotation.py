"""Files for people who annotate: brat folders, spaCy DocBins."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from made_records import any_record, date, encoded, fill, person, place, record, ref_of, samples, spans_of
from spacy.tokens import DocBin
from spacy.training import Corpus, Example

from newsx.errors import OutputError, UsageError
from newsx.formats import open_sink
from newsx.formats.docbin import to_doc
from newsx.records import InputRef

LABELS = {"person": "PERSON", "place": "PLACE", "organisation": "ORG", "date": "DATE", "group": "NORP"}
XX = spacy.blank("xx")


def brat_spans(folder: Path, name: str) -> list[tuple[str, int, int, str]]:
    text = (folder / f"{name}.txt").read_bytes().decode()
    found = []
    for line in (folder / f"{name}.ann").read_bytes().decode().splitlines():
        if line.startswith("T") and line.split()[1] in LABELS.values():
            _, where, words = line.split("\t")
            label, start, end = where.split()
            assert text[int(start) : int(end)] == words
            found.append((label, int(start), int(end), words))
    return sorted(found)


def labelled(made: dict) -> list[tuple[str, int, int, str]]:
    return sorted((LABELS[kind], *rest) for kind, *rest in spans_of(made))


def test_brat_files_lie_beside_their_configuration(tmp_path: Path) -> None:
    folder = tmp_path / "brat"
    fill(open_sink(str(folder), output_format="brat"), samples())
    for made in samples():
        name = ref_of(made).relative.split(".")[0]
        assert brat_spans(folder, name) == labelled(made)
    names = {path.name for path in folder.iterdir()}
    assert {"annotation.conf", "tools.conf"} <= names
    assert len(names) == 2 + 2 * len(samples())


def test_brat_never_overwrites_inputs_or_texts(tmp_path: Path) -> None:
    page = tmp_path / "a.txt"
    page.write_text("It rained, says the page.")
    made = record("It rained.", path=str(page))
    fill(open_sink(str(tmp_path), output_format="brat", inputs=[ref_of(made)]), [made])
    assert page.read_text() == "It rained, says the page."
    assert (tmp_path / "a.txt.txt").read_text() == "It rained."
    assert (tmp_path / "a.txt.ann").read_text() == ""


def test_brat_inputs_of_one_name(tmp_path: Path) -> None:
    folder = tmp_path / "brat"
    fill(
        open_sink(str(folder), output_format="brat"), [record("One.", path="x/a.txt"), record("Two.", path="y/a.html")]
    )
    assert sorted(path.read_text() for path in folder.glob("*.txt")) == ["One.", "Two."]


def test_corrected_annotations_are_not_written_over(tmp_path: Path) -> None:
    folder = tmp_path / "brat"
    fill(open_sink(str(folder), output_format="brat"), samples())
    with pytest.raises(UsageError, match="holds annotations already"):
        open_sink(str(folder), output_format="brat")


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for output_format in ("brat", "docbin", "ninjs"):
        with pytest.raises(OutputError):
            open_sink(str(tmp_path / "file" / "folder"), output_format=output_format)


def docs_of(path: Path) -> list[spacy.tokens.Doc]:
    return list(DocBin().from_disk(path).get_docs(XX.vocab))


def test_docs_come_back_with_their_mentions(tmp_path: Path) -> None:
    path = tmp_path / "news.spacy"
    fill(open_sink(str(path)), samples())
    docs = docs_of(path)
    assert [doc.text for doc in docs] == [made["text"] for made in samples()]
    for doc, made in zip(docs, samples(), strict=True):
        about = doc.user_data["article"]
        assert (about["id"], about["headline"]) == (made["id"], made["headline"])
        spans = sorted((span.label_, span.start_char, span.end_char, span.text) for span in doc.spans["newsx"])
        assert len(spans) == len(spans_of(made))
        strays = {(each["start"], each["end"]) for each in about["misaligned"]}
        assert {span for span in labelled(made) if span[1:3] not in strays} <= set(spans)
        ents = sorted((ent.label_, ent.start_char, ent.end_char, ent.text) for ent in doc.ents)
        assert set(ents) <= set(spans)


def test_expanded_mentions_are_noted() -> None:
    text = "The Dakar-based station"
    made = record(text, places=[place(text, (4, 9), geonames_id=2253354)])
    made["text"] = text = "Die Dakarer Woche in Dakar"
    made["places"] = [place(text, (4, 9), (21, 26), geonames_id=2253354)]
    doc = to_doc(made, spacy.blank("de"))
    assert [ent.text for ent in doc.ents] == ["Dakarer", "Dakar"]
    assert {ent.kb_id_ for ent in doc.ents} == {"2253354"}
    assert doc.user_data["article"]["misaligned"] == [{"start": 4, "end": 9, "label": "PLACE"}]


def test_of_overlapping_mentions_the_longer_is_an_entity() -> None:
    text = "the May 9 Movement"
    body = {"name": text[4:], "aliases": [], "acronym": None, "mentions": [{"start": 4, "end": 18, "text": text[4:]}]}
    doc = to_doc(record(text, organisations=[body], dates=[date(text, (4, 9))]), XX)
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("May 9 Movement", "ORG")]
    assert [(span.text, span.label_) for span in doc.spans["newsx"]] == [("May 9", "DATE"), ("May 9 Movement", "ORG")]


@settings(max_examples=50, deadline=None)
@given(any_record())
def test_docs_of_whatever_a_page_holds(made: dict) -> None:
    bin_ = DocBin(attrs=["ENT_IOB", "ENT_TYPE"], store_user_data=True)
    bin_.add(to_doc(made, XX))
    (doc,) = DocBin().from_bytes(bin_.to_bytes()).get_docs(XX.vocab)
    assert doc.text == made["text"]
    assert all(doc.text[ent.start_char : ent.end_char] == ent.text for ent in doc.ents)
    covered = [(span.label_, span.start_char, span.end_char) for span in doc.spans["newsx"]]
    for label, first_char, last_char, words in labelled(made):
        # Space between tokens belongs to neither: a span cannot begin or end with it.
        start, end = last_char - len(words.lstrip()), first_char + len(words.rstrip())
        assert start >= end or any(of == label and first <= start and end <= last for of, first, last in covered)


@pytest.mark.parametrize("language", [None, "en", "ja", "zh", "th", "tlh"])
def test_any_language(tmp_path: Path, language: str | None) -> None:
    text = "Amina Diallo 氏は語った。"
    path = tmp_path / "news.spacy"
    fill(open_sink(str(path)), [record(text, language=language, people=[person(text, (0, 12))])])
    (doc,) = docs_of(path)
    assert doc.text == text
    assert doc.ents[0].text.startswith("Amina Diallo")


def test_spacy_trains_on_the_file(tmp_path: Path) -> None:
    path = tmp_path / "train.spacy"
    fill(open_sink(str(path)), [made for made in samples() if made["language"] == "en"][:2])
    spacy.util.fix_random_seed(0)
    nlp = spacy.blank("en")
    ner = nlp.add_pipe("ner")
    examples: list[Example] = list(Corpus(path)(nlp))
    optimizer = nlp.initialize(lambda: examples)
    losses = [nlp.update(examples, sgd=optimizer)["ner"] for _ in range(30)]
    assert set(ner.labels) == set(LABELS.values())
    assert losses[-1] < losses[0] / 2


def test_a_folder_holds_parts_of_bounded_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsx.formats.docbin._DOCS_A_PART", 3)
    folder = tmp_path / "corpus"
    fill(open_sink(str(folder), output_format="docbin"), samples())
    parts = range(1, -(-len(samples()) // 3) + 1)
    assert [path.name for path in sorted(folder.iterdir())] == [f"part-0000{part}.spacy" for part in parts]
    assert sum(1 for _ in Corpus(folder)(XX)) == len(samples())
    fill(open_sink(str(folder), output_format="docbin"), samples()[:1])
    assert [path.name for path in folder.iterdir()] == ["part-00001.spacy"], "not half of an earlier corpus"


@pytest.mark.parametrize("name", ["news.spacy", "corpus"])
def test_a_run_without_articles(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    fill(open_sink(str(path), output_format="docbin"), [])
    assert docs_of(path if path.is_file() else path / "part-00001.spacy") == []


def test_an_ended_run_leaves_a_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "news.spacy"
    fill(open_sink(str(path)), samples()[:2], finish=False)
    assert len(docs_of(path)) == 2
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_same_records_same_bytes(tmp_path: Path) -> None:
    for name in ("a.spacy", "b.spacy"):
        fill(open_sink(str(tmp_path / name)), samples())
    assert (tmp_path / "a.spacy").read_bytes() == (tmp_path / "b.spacy").read_bytes()


def test_an_input_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "news.spacy"
    path.write_bytes(b"mine")
    with pytest.raises(UsageError, match="one of the inputs"):
        open_sink(str(path), inputs=[InputRef(str(path), "news.spacy")])
    assert path.read_bytes() == b"mine"
    assert encoded(samples()[0]).startswith(b'{"schema_version"')

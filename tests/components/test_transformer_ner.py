"""The default tagger: as a component with a network of two lines, and the trained one on articles written for this test."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import pytest
import spacy
from made_taggers import VOCABULARY, capitals
from timing import assert_linear

from newsx.components.factories import make_transformer_ner
from newsx.components.transformer_ner import TransformerNer
from newsx.errors import ModelNotFoundError
from newsx.pipeline import load_pipeline
from newsx.records import Context
from newsx.resources import resource_path
from newsx.tagging.decoding import LABELS
from newsx.tagging.network import OVERLAP, WINDOW
from newsx.tagging.transformer import Transformer
from newsx.tagging.word_pieces import WordPieces, encode, frame

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from spacy.language import Language
    from spacy.tokens import Doc


@pytest.fixture
def simple() -> Language:
    """A pipeline with the network above."""
    nlp = spacy.blank("en")
    component = nlp.add_pipe("newsx_transformer_ner", config={"size": 40, "overlap": 12})
    component.tagger = Transformer(capitals, WordPieces(VOCABULARY), size=40, overlap=12)
    return nlp


@pytest.fixture(scope="module")
def trained() -> Language:
    return spacy.load(resource_path("default"))


def spans(doc: Doc) -> list[tuple[int, int, str, float]]:
    return [(ent.start_char, ent.end_char, ent.label_, ent._.confidence) for ent in doc.ents]


def names(doc: Doc, label: str) -> list[str]:
    return [ent.text for ent in doc.ents if ent.label_ == label]


# -- the component


def test_an_untrained_component_says_so() -> None:
    component = make_transformer_ner(spacy.blank("en"), "tagger", 190, 48, 0.0)
    with pytest.raises(ModelNotFoundError, match="tagger"):
        component(spacy.blank("en")("Nairobi"))


def test_scores_are_of_the_pieces_in_doubt_alone(trained: Language) -> None:
    tagger = trained.get_pipe("newsx_transformer_ner").tagger
    network, pieces = tagger.network, tagger.pieces
    encoded = encode(["Amina", "Okoro", "flew", "to", "Accra"], pieces)
    columns = frame(encoded, 0, 5, pieces)
    everywhere = np.zeros(len(columns[0]), np.int64)
    whole = network(*columns, everywhere)
    assert (np.abs(whole).max(1) > 0).all()
    part = network(*columns, np.where(np.arange(len(columns[0])) < 4, 0, 2))
    assert not part[4:].any()
    assert (part[:4].argmax(1) == whole[:4].argmax(1)).all()


def test_entities_already_on_the_doc_stay(simple: Language) -> None:
    simple.add_pipe("entity_ruler", before="newsx_transformer_ner").add_patterns([{"label": "ORG", "pattern": "Ab"}])
    doc = simple("Ab met Cd.")
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Ab", "ORG"), ("Cd", "PERSON")]


def test_unsure_mentions_can_be_left_out(simple: Language) -> None:
    component = simple.get_pipe("newsx_transformer_ner")
    component.tagger.calibration = [(0.0, 0.0), (1.0, 0.5)]
    assert [ent._.confidence for ent in simple("Ab met.").ents] == [pytest.approx(0.37, abs=0.1)]
    component.min_confidence = 0.6
    assert simple("Ab met.").ents == ()


def test_no_text_no_mentions(simple: Language) -> None:
    assert [simple(text).ents for text in ("", " ", "\n\n\n")] == [(), (), ()]


# -- the trained pipeline

ARTICLES = {
    "Accra": """Ghana signs solar deal

ACCRA - President Ama Boateng signed an agreement on Tuesday with Norfund, the Norwegian development fund, to build a solar plant near Tamale.

Boateng said the plant would open in March 2027. The Ghana Grid Company will buy the electricity, according to Energy Minister Kwaku Asante.

"We have waited since 2019," Asante told reporters in Accra on Wednesday.""",
    "La Paz": """Bolivian miners end strike in Oruro

Miners in the Bolivian city of Oruro ended a strike on Friday after talks with the Ministry of Mining, union leader Rosario Quispe said.

Quispe thanked the Catholic Church for its mediation. Trade with Chile and Peru had stopped on 3 June 2024. Comibol, the state company, will raise wages in July.""",
    "Hanoi": """Floods cut off villages in central Vietnam

Floods have cut off a dozen villages in Quang Nam province, the Vietnam Red Cross said on Monday.

Tran Thi Hoa, who leads the rescue in Hoi An, said that 40 boats had come from Da Nang. Hoa asked the World Food Programme for rice. The last such floods were in November 2020.""",
    "Beirut": """Port of Tripoli to get new cranes

The port of Tripoli in northern Lebanon will receive four cranes from South Korea by September 2025, Transport Minister Rami Haddad announced on Sunday.

Haddad met the ambassador of South Korea, Park Jin-woo, in Beirut. The World Bank pays for the cranes. Lebanese exporters hope for trade with Syria and Iraq.""",
    "Suva": """Fiji bans plastic bottles

Fiji will ban small plastic bottles from 1 January 2026, Environment Minister Litia Vakatawa said in Suva on Thursday.

Vakatawa, a former lawyer with Greenpeace, said Samoa and Tonga would follow. The Pacific Islands Forum welcomed the ban. Coca-Cola did not comment.""",
}  # fmt: skip

EXPECTED = {
    "Accra": {
        "PERSON": ["Ama Boateng", "Boateng", "Kwaku Asante", "Asante"],
        "PLACE": ["Ghana", "Tamale", "Accra"],
        "ORG": ["Norfund", "Ghana Grid Company"],
        "DATE": ["Tuesday", "March 2027", "2019", "Wednesday"],
        "NORP": ["Norwegian"],
    },
    "La Paz": {
        "PERSON": ["Rosario Quispe", "Quispe"],
        "PLACE": ["Oruro", "Oruro", "Chile", "Peru"],
        "ORG": ["Ministry of Mining", "Catholic Church", "Comibol"],
        "DATE": ["Friday", "3 June 2024", "July"],
        "NORP": ["Bolivian", "Bolivian"],
    },
    "Hanoi": {
        "PERSON": ["Tran Thi Hoa", "Hoa"],
        "PLACE": ["Vietnam", "Quang Nam", "Hoi An", "Da Nang"],
        "ORG": ["Vietnam Red Cross", "World Food Programme"],
        "DATE": ["Monday", "November 2020"],
    },
    "Beirut": {
        "PERSON": ["Rami Haddad", "Haddad", "Park Jin-woo"],
        "PLACE": ["Lebanon", "South Korea", "South Korea", "Beirut", "Syria", "Iraq"],
        "ORG": ["World Bank"],
        "DATE": ["September 2025", "Sunday"],
        "NORP": ["Lebanese"],
    },
    "Suva": {
        "PERSON": ["Litia Vakatawa", "Vakatawa"],
        "PLACE": ["Fiji", "Fiji", "Suva", "Samoa", "Tonga"],
        "ORG": ["Greenpeace", "Pacific Islands Forum", "Coca-Cola"],
        "DATE": ["1 January 2026", "Thursday"],
    },
}
"""What must be found in each article; repeated as often as it must be found."""

# Share of the mentions above that are found, and of those found that are right: measured, less a margin of two mentions.
MIN_RECALL = 0.9
MIN_PRECISION = 0.85


def test_names_of_five_continents_are_found(trained: Language) -> None:
    hits = wanted = found = 0
    for key, text in ARTICLES.items():
        expected = Counter((name, label) for label, listed in EXPECTED[key].items() for name in listed)
        # Names in headlines and datelines may be found or not; they are listed once less where that is so.
        given = Counter((ent.text, ent.label_) for ent in trained(text).ents)
        hits += sum((expected & given).values())
        wanted += expected.total()
        found += sum(min(count, max(1, expected[key])) for key, count in given.items())
    assert hits / wanted >= MIN_RECALL
    assert hits / found >= MIN_PRECISION


def test_only_the_labels_of_the_project_come_out(trained: Language) -> None:
    text = "The Nobel Prize and $5 million went to Huda Saleh of Sanaa for the Toyota Corolla and for Covid-19 work on 4 May 2021."
    assert {ent.label_ for ent in trained(text).ents} <= set(LABELS)


def texts() -> Iterator[str]:
    yield from ARTICLES.values()
    for text in ARTICLES.values():
        yield text.split("\n\n")[1]
        yield text.upper()
    yield "\n\n".join(ARTICLES.values()) * 2
    yield ""


def test_batches_and_workers_change_nothing(trained: Language) -> None:
    alone = [spans(trained(text)) for text in texts()]
    for size in (1, 3, 16, 64):
        assert [spans(doc) for doc in trained.pipe(texts(), batch_size=size)] == alone
    assert [spans(doc) for doc in trained.pipe(texts(), batch_size=4, n_process=2)] == alone


def test_a_pipeline_survives_saving_and_pickling(trained: Language, tmp_path: Path) -> None:
    text = ARTICLES["Accra"]
    trained.to_disk(tmp_path)
    assert spans(spacy.load(tmp_path)(text)) == spans(trained(text))
    component: TransformerNer = pickle.loads(pickle.dumps(trained.get_pipe("newsx_transformer_ner")))
    assert spans(component(trained.make_doc(text))) == spans(trained(text))


ALONE = """
import sys
import newsx.resources.locating as locating

def missing(name):
    if name in ("default", "fast") or name.startswith(("default/", "fast/")):
        raise AssertionError(f"{name} was asked for")
    return real(name)

real, locating.resource_path = locating.resource_path, missing
import newsx.resources
newsx.resources.resource_path = missing
import spacy
doc = spacy.load(sys.argv[1])(sys.argv[2])
for ent in doc.ents:
    print(ent.start_char, ent.end_char, ent.label_, ent._.confidence)
print(len(doc._.entities), len(doc._.places), len(doc._.dates))
"""


def test_a_saved_default_pipeline_works_alone(tmp_path: Path) -> None:
    """In a process that has never heard of newsx's own models, its second tagger comes from the folder too."""
    nlp = load_pipeline()
    nlp.to_disk(tmp_path / "saved")
    for text in (ARTICLES["Accra"], ARTICLES["Beirut"]):
        doc = nlp(text)
        done = subprocess.run(
            [sys.executable, "-c", ALONE, str(tmp_path / "saved"), text],
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        )
        *ents, counts = done.stdout.splitlines()
        assert ents == [" ".join(map(str, span)) for span in spans(doc)]
        assert counts == f"{len(doc._.entities)} {len(doc._.places)} {len(doc._.dates)}"


def test_the_second_opinion_of_the_folder_is_the_one_that_is_heard(tmp_path: Path) -> None:
    nlp = load_pipeline()
    nlp.to_disk(tmp_path)
    (tmp_path / "newsx_transformer_ner" / "second_opinion.npz").write_bytes(b"no model")
    with pytest.raises(ValueError, match=r"pickle|array|zip"):
        spacy.load(tmp_path)(ARTICLES["Accra"])


def test_a_component_survives_bytes_and_can_leave_the_second_opinion_out(trained: Language, tmp_path: Path) -> None:
    component = trained.get_pipe("newsx_transformer_ner")
    text = ARTICLES["Accra"]
    copy = make_transformer_ner(trained, "copy", WINDOW, OVERLAP, 0.0, "fast").from_bytes(component.to_bytes())
    assert spans(copy(trained.make_doc(text))) == spans(trained(text))
    component.to_disk(tmp_path, exclude=["second_opinion"])
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "calibration.json",
        "network.onnx",
        "pieces.npy",
        "vocab.txt",
    ]
    assert (tmp_path / "network.onnx").read_bytes() == (
        resource_path("default/newsx_transformer_ner/network.onnx")
    ).read_bytes()


def test_the_factory_has_the_settings_of_the_network() -> None:
    component = spacy.blank("en").add_pipe("newsx_transformer_ner")
    assert (component.size, component.overlap) == (WINDOW, OVERLAP)


def test_confidence_is_a_probability_and_sorts_mentions(trained: Language) -> None:
    docs = [trained(text) for text in ARTICLES.values()]
    assert all(0 < ent._.confidence <= 1 for doc in docs for ent in doc.ents)
    assert np.mean([ent._.confidence for doc in docs for ent in doc.ents]) > 0.8


def test_a_headline_in_title_case_does_not_spoil_the_body(trained: Language) -> None:
    headline = "Oruro Visit Deepens Rosario Quispe Ties\n\n"
    doc = trained.make_doc(headline + ARTICLES["La Paz"])
    doc.user_data["newsx"] = Context(body_start=len(headline))
    doc = trained(doc)
    body = [ent for ent in doc.ents if ent.start_char >= len(headline)]
    assert {ent.label_ for ent in body if ent.text == "Oruro"} == {"PLACE"}
    assert {ent.label_ for ent in body if "Quispe" in ent.text} == {"PERSON"}


BAD = {
    "capitals": "\n\n".join(ARTICLES.values()).upper(),
    "lower case": "\n\n".join(ARTICLES.values()).lower(),
    "one word a line": "\n".join(ARTICLES["Accra"].split()),
    "no breaks": " ".join(ARTICLES["Hanoi"].split() * 30),
    "no spaces": "".join(ARTICLES["Hanoi"].split()) * 30,
    "emoji": "😀🎉 Amina 👩‍👩‍👧 in 🇰🇪 Nairobi 🔥🔥🔥 " * 20,
    "addresses": "See https://example.org/a/b?c=d&e=Nairobi#f, www.example.com and name@example.com. " * 20,
    "code": "def f(x: int) -> None:\n    return {'Nairobi': [x ** 2, 0x1F]}  # Accra\n" * 20,
    "table": "Team\tP\tW\tD\tL\nKampala City\t10\t7\t2\t1\nVipers\t10\t6\t3\t1\n" * 20,
    "another script": "Президент встретился с премьером в Бишкеке. 习近平在北京会见了代表团。 سافر الوزير إلى القاهرة. " * 20,
    "punctuation": "... --- !!! ??? “” ‘’ — – • | / \\ * ' \" ; : , . ( ) [ ] { } " * 50,
    "invisible": "\u200b\u200e\ufeff Nairobi\u00ad\u200b \u2028 \u2029 \x0b \x0c \x85 Accra \x00 \ud7ff" * 20,
    "one long word": "Nairobi" * 5000,
}  # fmt: skip


@pytest.mark.parametrize("kind", BAD)
def test_bad_input_is_read_without_nonsense(trained: Language, kind: str) -> None:
    text = BAD[kind]
    for ent in trained(text).ents:
        assert text[ent.start_char : ent.end_char] == ent.text
        assert any(map(str.isalnum, ent.text))
        assert len(ent.text.splitlines()) == 1
        assert ent.text == ent.text.strip()


@pytest.mark.parametrize(("kind", "floor"), [("capitals", 0.6), ("lower case", 0.4)])
def test_names_are_found_without_letter_case(trained: Language, kind: str, floor: float) -> None:
    wanted = Counter(
        (name.lower(), label) for article in EXPECTED.values() for label, listed in article.items() for name in listed
    )
    given = Counter((ent.text.lower(), ent.label_) for ent in trained(BAD[kind]).ents)
    assert (wanted & given).total() / wanted.total() >= floor


def test_time_grows_no_faster_than_the_text(trained: Language) -> None:
    words = ARTICLES["Suva"].split() * 200
    assert_linear(lambda size: trained(" ".join(words[:size])), 2_000, times=5)


def test_the_accurate_pipeline_hears_all_three_taggers(tmp_path: Path) -> None:
    text = "Barcelona beat Valencia 3-1 on Monday, said coach Ana Ruiz of the Kwande Farmers Union in Makurdi."
    accurate, default = load_pipeline("accurate"), load_pipeline("default")
    found, alone = ([(ent.text, ent.label_, ent._.confidence) for ent in nlp(text).ents] for nlp in (accurate, default))
    assert ("Ana Ruiz", "PERSON") in {(words, label) for words, label, _ in found}
    assert [confidence for *_, confidence in found] != [confidence for *_, confidence in alone]
    tagger = accurate.get_pipe("newsx_transformer_ner")
    assert isinstance(tagger, TransformerNer)
    assert pickle.loads(pickle.dumps(tagger)).find(accurate.make_doc(text)) == tagger.find(accurate.make_doc(text))
    accurate.to_disk(tmp_path / "own")
    again = load_pipeline(str(tmp_path / "own"))
    assert [(ent.text, ent.label_, ent._.confidence) for ent in again(text).ents] == found


@pytest.mark.parametrize("text", ["", "\n", "😀", "北京"])
def test_texts_without_words_are_borne_by_all_three(text: str) -> None:
    assert [ent.text for ent in load_pipeline("accurate")(text).ents if not ent.text.strip()] == []

"""The fast tagger: the component with models made by hand, and the model that is shipped."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from made_taggers import ARTICLE, random_model, word_model

from newsx.components.crf_ner import CrfNer
from newsx.components.factories import make_crf_ner
from newsx.errors import ModelNotFoundError
from newsx.records import Context
from newsx.resources import resource_path
from newsx.tagging.crf.tagger import CrfTagger


@pytest.fixture(scope="module")
def nlp():
    return spacy.blank("en")


def tagger_of(nlp, model, **options):
    tagger = make_crf_ner(nlp, "newsx_crf_ner", min_confidence=options.get("min_confidence", 0.0))
    tagger.tagger = CrfTagger(model)
    return tagger


def test_any_batch_size_gives_the_same_mentions(nlp):
    texts = [ARTICLE, "Okoro in Kano", "", ARTICLE.upper(), "Zaria\nKano\n\n", *ARTICLE.split("\n")] * 2
    results = []
    for size in (1, 2, 7, 64):
        tagger = tagger_of(nlp, random_model(nlp, [ARTICLE]))
        docs = list(tagger.pipe(map(nlp.make_doc, texts), batch_size=size))
        results.append([[(e.start_char, e.end_char, e.label_, e._.confidence) for e in doc.ents] for doc in docs])
    assert all(result == results[0] for result in results)
    assert sum(map(len, results[0])) > 20


BAD = {
    "empty": "",
    "space": " \n\t\n ",
    "upper": ARTICLE.upper(),
    "lower": ARTICLE.lower(),
    "a word a line": ARTICLE.replace(" ", "\n"),
    "long paragraph": " ".join(["Okoro met traders , in Kano ."] * 1500),
    "long word": "Ka" * 50_000,
    "emoji": "🎉🎉 Okoro 👩🏾‍⚖️ in 🇳🇬 Kano 🎉",
    "urls": "https://example.org/Kano?x=Okoro&y=%20 www.example.org/Zaria okoro@example.org",
    "code": "if (Kano == null) { return Okoro[0]; } // Zaria\n\tfor i in range(10): print(i)",
    "table": "Kano | 2 | 1 | 0\n-----|---|---\nZaria\t0\t3\t1\nOkoro (45'), Bello (90+2')",
    "scripts": "東京で首相が会見した。 Президент прибыл в Москву. وصل الرئيس إلى القاهرة",
    "controls": "Ok\x00oro \x85 \ufeff Ka\u200bno \u2028 Zaria",
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_gives_sound_mentions(nlp, name):
    for model in (random_model(nlp, [ARTICLE]), random_model(nlp, list(BAD.values()), strength=0.05)):
        doc = tagger_of(nlp, model)(nlp.make_doc(BAD[name]))
        for ent in doc.ents:
            check_mention(ent)


def check_mention(ent):
    assert ent.label_ in {"PERSON", "PLACE", "ORG", "DATE", "NORP"}
    assert any(char.isalnum() for char in ent.text)
    assert len(ent.text.splitlines()) == 1
    assert 0.0 <= ent._.confidence <= 1.0
    assert ent.doc.text[ent.start_char : ent.end_char] == ent.text


@settings(max_examples=60, deadline=None)
@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200))
def test_any_text_gives_sound_mentions(nlp, text):
    tagger = tagger_of(nlp, random_model(nlp, [ARTICLE], strength=0.05))
    for ent in tagger(nlp.make_doc(text)).ents:
        check_mention(ent)


def test_distractors_stay_inside_and_context_counts(nlp):
    model = word_model(Okoro="PERSON", Kano="PLACE", Trophy="MISC")
    tagger = tagger_of(nlp, model)
    doc = tagger(nlp.make_doc("Okoro won the Trophy in Kano"))
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Okoro", "PERSON"), ("Kano", "PLACE")]
    assert min(ent._.confidence for ent in doc.ents) > 0.5
    doc = nlp.make_doc("Okoro in Kano\n\nOkoro stayed")
    doc.user_data["newsx"] = Context(body_start=15)
    assert [ent.text for ent in tagger(doc).ents] == ["Okoro", "Kano", "Okoro"]


def test_unsure_mentions_can_be_left_out(nlp):
    model = word_model(Okoro="PERSON")
    sure = tagger_of(nlp, model, min_confidence=1.0)(nlp.make_doc("Okoro"))
    assert sure.ents == ()
    kept = tagger_of(nlp, model, min_confidence=0.2)(nlp.make_doc("Okoro"))
    assert len(kept.ents) == 1


def test_entities_that_a_doc_has_stay(nlp):
    doc = nlp.make_doc("Okoro in Kano")
    doc.ents = [doc.char_span(0, 8, label="ORG")]
    tagger_of(nlp, word_model(Okoro="PERSON", Kano="PLACE"))(doc)
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Okoro in", "ORG"), ("Kano", "PLACE")]


def test_a_pipeline_is_the_same_after_disk_and_bytes(tmp_path):
    nlp = spacy.blank("en")
    tagger = nlp.add_pipe("newsx_crf_ner")
    tagger.tagger = CrfTagger(random_model(nlp, [ARTICLE]), calibration=(0.8, -0.25))
    nlp.to_disk(tmp_path / "fast")
    copies = [spacy.load(tmp_path / "fast"), spacy.blank("en")]
    copies[1].add_pipe("newsx_crf_ner").from_bytes(tagger.to_bytes())
    expected = [(ent.start_char, ent.end_char, ent.label_, ent._.confidence) for ent in nlp(ARTICLE).ents]
    assert expected
    for copy in copies:
        assert [(ent.start_char, ent.end_char, ent.label_, ent._.confidence) for ent in copy(ARTICLE).ents] == expected
        assert copy.get_pipe("newsx_crf_ner").to_bytes() == tagger.to_bytes()


def test_without_a_model_it_says_so(nlp):
    with pytest.raises(ModelNotFoundError, match="has no model"):
        CrfNer()(nlp.make_doc("Kano"))
    with pytest.raises(ModelNotFoundError, match="has no model"):
        CrfNer().to_bytes()


@pytest.fixture(scope="module")
def fast():
    return spacy.load(resource_path("fast"))


SHIPPED = [
    (
        (
            "LAGOS, Nigeria - Adaeze Nwankwo, who leads the Central Bank of Nigeria, met ministers in Abuja on 12 March 2021.\n\n"
            "Nwankwo said that talks with the World Bank would go on in April."
        ),
        {
            ("Adaeze Nwankwo", "PERSON"),
            ("Nwankwo", "PERSON"),
            ("Nigeria", "PLACE"),
            ("Abuja", "PLACE"),
            ("Central Bank of Nigeria", "ORG"),
            ("World Bank", "ORG"),
            ("12 March 2021", "DATE"),
            ("April", "DATE"),
        },
    ),
    (
        (
            "President Rafael Montoya flew from Bogota to Lima on Thursday. Peruvian officials and the United Nations "
            "welcomed Montoya's visit, his first since 2019."
        ),
        {
            ("Rafael Montoya", "PERSON"),
            ("Montoya", "PERSON"),
            ("Bogota", "PLACE"),
            ("Lima", "PLACE"),
            ("Thursday", "DATE"),
            ("2019", "DATE"),
            ("United Nations", "ORG"),
            ("Peruvian", "NORP"),
        },
    ),
    (
        (
            "The foreign ministry in Hanoi denied the report. Nguyen Thi Lan, a spokeswoman, told Reuters that no ship had left "
            "Vietnam since Monday."
        ),
        {
            ("Hanoi", "PLACE"),
            ("Vietnam", "PLACE"),
            ("Nguyen Thi Lan", "PERSON"),
            ("Reuters", "ORG"),
            ("Monday", "DATE"),
        },
    ),
]


@pytest.mark.parametrize(("text", "expected"), SHIPPED)
def test_the_shipped_model_finds_the_names_of_world_news(fast, text, expected):
    found = {(ent.text, ent.label_) for ent in fast(text).ents}
    assert expected <= found
    assert len(found) <= len(expected) + 1
    assert all(ent._.confidence > 0.3 for ent in fast(text).ents)


def test_the_shipped_model_keeps_lines_apart(fast):
    doc = fast("Rafael\n\nMontoya said so in San\nSalvador")
    assert all("\n" not in ent.text for ent in doc.ents)


@pytest.mark.parametrize("name", BAD)
def test_the_shipped_model_stands_bad_input(fast, name):
    for ent in fast(BAD[name]).ents:
        check_mention(ent)


def test_the_shipped_model_gives_the_same_in_any_batch(fast):
    texts = [text for text, _ in SHIPPED] * 9 + list(BAD.values())
    results = []
    for size in (1, 5, 64):
        docs = list(fast.pipe(texts, batch_size=size))
        results.append([[(e.start_char, e.end_char, e.label_, e._.confidence) for e in doc.ents] for doc in docs])
    assert results[0] == results[1] == results[2]


def test_the_shipped_model_works_in_two_processes(fast):
    texts = [text for text, _ in SHIPPED] * 2
    alone = [[(e.start, e.end, e.label_) for e in doc.ents] for doc in fast.pipe(texts)]
    shared = [[(e.start, e.end, e.label_) for e in doc.ents] for doc in fast.pipe(texts, n_process=2, batch_size=2)]
    assert alone == shared


def test_the_shipped_model_is_small():
    assert sum(path.stat().st_size for path in resource_path("fast").rglob("*")) < 15_000_000

"""The component `newsx_names` on Docs built by hand."""

import json
import re
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc, Span

from newsx.components.factories import make_names
from newsx.names.entities import build_entities
from newsx.records import Context, NameMention

SHARED = Path(__file__).parents[3] / "shared" / "data" / "seeds"


@pytest.fixture(scope="module")
def nlp():
    return spacy.blank("en")


def annotate(nlp, text, names, *, body_start=0):
    """A Doc in which every listed name is marked wherever it stands, and the component has run."""
    doc = nlp.make_doc(text)
    spans = []
    for name, label in names:
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            span = doc.char_span(*match.span(), label=label, alignment_mode="expand")
            if not any(span.start < other.end and other.start < span.end for other in spans):
                spans.append(span)
    doc.ents = sorted(spans, key=lambda span: span.start)
    doc.user_data["newsx"] = Context(body_start=body_start)
    return make_names(nlp, "names")(doc)


def people(doc):
    return {e.name: [role.text for role in e.roles] for e in doc._.entities if e.label == "PERSON"}


def test_a_lone_family_name_is_found_where_nobody_marked_it(nlp):
    text = "Russian President Vladimir Putin spoke. Then Putin left, and Putin’s guards too."
    doc = annotate(nlp, text, [("Vladimir Putin", "PERSON"), ("Russian", "NORP")])
    (entity,) = doc._.entities
    assert (entity.name, entity.aliases) == ("Vladimir Putin", ("Putin",))
    assert [m.text for m in entity.mentions] == ["Vladimir Putin", "Putin", "Putin"]
    assert people(doc) == {"Vladimir Putin": ["President"]}


def test_part_of_a_longer_name_is_not_a_mention(nlp):
    text = "Vladimir Putin spoke at the Putin Foundation."
    (entity,) = annotate(nlp, text, [("Vladimir Putin", "PERSON")])._.entities
    assert [m.start for m in entity.mentions] == [0]


def test_a_title_inside_a_mention_becomes_a_role(nlp):
    text = "There General Osman Bakri met President Sow’s guests. The Kremlin was silent, the Kremlin said."
    names = [
        ("General Osman Bakri", "PERSON"),
        ("President Sow’s", "PERSON"),
        ("The Kremlin", "ORG"),
        ("the Kremlin", "ORG"),
    ]
    doc = annotate(nlp, text, names)
    assert people(doc) == {"Osman Bakri": ["General"], "Sow": ["President"]}
    kremlin = doc._.entities[-1]
    assert (kremlin.name, [m.text for m in kremlin.mentions]) == ("Kremlin", ["Kremlin", "Kremlin"])


def test_evidence_gives_the_full_name_and_no_mention(nlp):
    evidence = "Colonel Ibrahim Maïga waves in Bamako.\n\n"
    text = evidence + "Mr Maïga left on Monday."
    doc = annotate(
        nlp, text, [("Ibrahim Maïga", "PERSON"), ("Maïga", "PERSON"), ("Bamako", "PLACE")], body_start=len(evidence)
    )
    (entity,) = doc._.entities
    assert (entity.name, entity.aliases, entity.roles) == ("Ibrahim Maïga", ("Maïga",), ())
    assert [m.start for m in entity.mentions] == [text.index("Maïga left")]


def test_an_outvoted_label_is_mended(nlp):
    text = "Sputnik said so. Sputnik added this. Readers of Sputnik laughed."
    doc = nlp.make_doc(text)
    places = [doc.char_span(m.start(), m.end()) for m in re.finditer("Sputnik", text)]
    doc.ents = [
        Span(doc, s.start, s.end, label=label) for s, label in zip(places, ["ORG", "PLACE", "ORG"], strict=True)
    ]
    (entity,) = make_names(nlp, "names")(doc)._.entities
    assert (entity.label, len(entity.mentions)) == ("ORG", 3)


def test_an_acronym_is_set_beside_the_name(nlp):
    text = "The Andean Rail Authority was sued. ARA denied it."
    doc = annotate(nlp, text, [("Andean Rail Authority", "ORG"), ("ARA", "ORG")])
    (entity,) = doc._.entities
    assert (entity.name, entity.acronym, entity.aliases) == ("Andean Rail Authority", "ARA", ("ARA",))


def test_equal_roles_are_listed_once_and_in_order(nlp):
    text = "President Sow spoke. He, president Sow, and Colonel Sow are one."
    assert people(annotate(nlp, text, [("Sow", "PERSON")])) == {"Sow": ["President", "Colonel"]}


def test_other_labels_are_left_out(nlp):
    doc = annotate(nlp, "On Monday the French arrived.", [("Monday", "DATE"), ("French", "NORP")])
    assert doc._.entities == ()


def test_an_empty_text_has_no_entities(nlp):
    assert make_names(nlp, "names")(Doc(nlp.vocab, words=[]))._.entities == ()


def test_the_factory_is_registered():
    pipeline = spacy.blank("en")
    pipeline.add_pipe("newsx_names")
    assert pipeline("Nothing here.")._.entities == ()


def test_an_acronym_in_brackets_is_the_name_before_it(nlp):
    text = "The Social Movement of Tonga (MST) won. MST members danced."
    doc = annotate(nlp, text, [("Social Movement of Tonga", "ORG"), ("MST", "ORG")])
    (entity,) = doc._.entities
    assert (entity.name, entity.acronym, len(entity.mentions)) == ("Social Movement of Tonga", "MST", 3)
    whole = annotate(nlp, text, [("Social Movement of Tonga (MST)", "ORG")])._.entities
    assert [(e.name, [m.text for m in e.mentions]) for e in whole] == [
        ("Social Movement of Tonga", ["Social Movement of Tonga", "MST", "MST"])
    ]


def test_a_style_stays_with_a_name_of_one_word(nlp):
    doc = annotate(nlp, "On Sunday Pope Clement blessed the crowd.", [("Pope Clement", "PERSON")])
    assert people(doc) == {"Pope Clement": ["Pope"]}


def test_words_beside_a_lone_name_mend_its_label(nlp):
    text = "The state corporation Rosatom built it. Rosatom agreed with the Kremlin."
    doc = annotate(nlp, text, [("Rosatom", "PERSON"), ("Kremlin", "PERSON")])
    assert [(e.name, e.label, len(e.mentions)) for e in doc._.entities] == [
        ("Rosatom", "ORG", 2),
        ("Kremlin", "ORG", 1),
    ]


def test_a_family_name_taken_for_a_body_is_mended(nlp):
    text = "Osman Bakri spoke. Bakri left."
    doc = annotate(nlp, text, [("Osman Bakri", "PERSON"), ("Bakri", "ORG")])
    (entity,) = doc._.entities
    assert (entity.label, entity.aliases) == ("PERSON", ("Bakri",))


def test_words_without_a_capital_name_nothing(nlp):
    assert annotate(nlp, "It was a proxy party.", [("proxy", "ORG")])._.entities == ()


def test_a_rank_and_its_abbreviation_are_one_role(nlp):
    text = "General Sow spoke. Gen. Sow left."
    assert people(annotate(nlp, text, [("Sow", "PERSON")])) == {"Sow": ["General"]}


def test_a_final_full_stop_is_no_part_of_a_name(nlp):
    text = "She sang for Mui. He works for Andes Copper Inc."
    doc = nlp.make_doc(text)
    ends = [text.index("Mui"), text.index("Andes")]
    doc.ents = [
        doc.char_span(ends[0], ends[0] + 4, label="PERSON", alignment_mode="expand"),
        doc.char_span(ends[1], len(text), label="ORG", alignment_mode="expand"),
    ]
    assert [e.name for e in make_names(nlp, "names")(doc)._.entities] == ["Mui", "Andes Copper Inc."]


# The names of the two seeds, as a careful reader marks them.
PAGE = {
    "PERSON": ["Min Aung Hlaing", "Vladimir Putin", "Putin", "Xi Jinping", "Xi", "Kassym-Jomart Takayev", "Nyo Saw", "Kyaw Swa Lin", "Maung Maung Aye", "Alexander Fomin"],
    "ORG": ["UN Security Council", "Rosatom"],
    "PLACE": ["Myanmar", "Russia", "Moscow", "Red Square", "Kremlin", "China", "Beijing", "Kazakhstan", "Nazi Germany", "Naypyitaw"],
    "NORP": ["Russian", "Chinese", "Soviet"],
}  # fmt: skip
ARTICLE = {
    "PERSON": ["Min Aung Hlaing", "Kyaw Swar Lin", "Maung Maung Aye", "Kassym-Jomart Tokayev", "Vladimir Putin", "Alexander Fomin", "Nyo Saw", "Kan Zaw", "Sergei Shoigu", "Khin Yi"],
    "ORG": ["Myanmar Economic Corporation", "Russian Security Council", "Union Solidarity and Development Party", "Sputnik"],
    "PLACE": ["Myanmar", "Moscow", "Kazakhstan", "Tomb of the Unknown Soldier", "Russia", "Ukraine", "Rakhine", "Kachin", "Naypyitaw", "Kremlin"],
    "NORP": ["Russian"],
}  # fmt: skip


def seed_case(name):
    """The text of a seed, where its body begins, and its gold people."""
    gold = json.loads((SHARED / "gold" / f"{name}.json").read_text(encoding="utf-8"))
    text = (SHARED / gold["file"]).read_text(encoding="utf-8")
    if name == "article":
        return text, 0, gold
    start, end = text.index(gold["body_starts"]), text.index(gold["body_ends"]) + len(gold["body_ends"])
    body = re.sub(r"RelatedPosts\n.*?\n855\n\n", "", text[start:end], flags=re.DOTALL)
    evidence = re.search(r"Min Aung Hlaing \(seated.*?\n\n", text, re.DOTALL).group()
    return evidence + body, len(evidence), gold


@pytest.mark.skipif(
    not SHARED.is_dir(), reason="the texts of the seeds belong to their publishers and are not in this repository"
)
@pytest.mark.parametrize(("name", "marked"), [("page", PAGE), ("article", ARTICLE)])
def test_the_seeds_have_every_person_once_with_the_roles(name, marked):
    text, body_start, gold = seed_case(name)
    mentions = []
    for label, names in marked.items():
        for match in re.finditer("|".join(rf"\b{re.escape(n)}\b" for n in sorted(names, key=len, reverse=True)), text):
            if not any(m.start <= match.start() < m.end for m in mentions):
                mentions.append(NameMention(match.group(), label, match.start()))
    entities = build_entities(text, mentions, body_start=body_start)
    assert all(text[m.start : m.end] == m.text for e in entities for m in e.mentions)
    found = {e.name: {role.text.lower() for role in e.roles} for e in entities if e.label == "PERSON"}
    assert sorted(found) == sorted(person["name"] for person in gold["people"])
    for person in gold["people"]:
        accepted = [{form.lower() for form in forms} for forms in person["roles"]]
        assert all(found[person["name"]] & forms for forms in accepted)
        assert found[person["name"]] <= set().union(*accepted)


def test_a_country_is_a_place_whatever_the_tagger_says(nlp):
    text = "Talks between Côte d’Ivoire and Ghana ended. Côte d’Ivoire will sign."
    doc = annotate(nlp, text, [("Côte d’Ivoire", "ORG"), ("Ghana", "PLACE")])
    assert [(e.name, e.label) for e in doc._.entities] == [("Côte d’Ivoire", "PLACE"), ("Ghana", "PLACE")]


def test_a_legal_form_tells_a_company_and_its_short_name(nlp):
    text = "The mine belongs to Minera Altiplano S.A. of Lima. Minera Altiplano, which was sold in 2022, said nothing."
    doc = annotate(nlp, text, [("Minera Altiplano S.A.", "PLACE"), ("Minera Altiplano", "PERSON"), ("Lima", "PLACE")])
    assert [(e.name, e.label) for e in doc._.entities] == [("Minera Altiplano S.A.", "ORG"), ("Lima", "PLACE")]
    assert len(doc._.entities[0].mentions) == 2


def test_a_role_behind_and_belongs_to_the_name_that_follows(nlp):
    text = (
        "Japan’s foreign minister, Aiko Nakagawa, and India’s deputy foreign secretary, Dr Meera Iyengar, are expected."
    )
    doc = annotate(
        nlp, text, [("Aiko Nakagawa", "PERSON"), ("Meera Iyengar", "PERSON"), ("Japan", "PLACE"), ("India", "PLACE")]
    )
    assert people(doc) == {"Aiko Nakagawa": ["foreign minister"], "Meera Iyengar": ["deputy foreign secretary"]}


def test_a_given_name_that_is_an_occupation_stays_with_the_name(nlp):
    text = "President Joe Biden and his son Hunter Biden met Rep. James Comer, R-Ky., on Monday. Hunter Biden left."
    names = [("Joe Biden", "PERSON"), ("Hunter Biden", "PERSON"), ("James Comer", "PERSON"), ("R-Ky.", "PERSON")]
    doc = annotate(nlp, text, names)
    assert people(doc) == {"Joe Biden": ["President"], "Hunter Biden": [], "James Comer": ["Rep."]}


def test_an_ampersand_joins_a_firm(nlp):
    text = "The broker Van Loon & Pieters of Rotterdam fell."
    doc = annotate(nlp, text, [("Van Loon", "PERSON"), ("Pieters", "ORG"), ("Rotterdam", "PLACE")])
    assert [(e.name, e.label) for e in doc._.entities] == [("Van Loon & Pieters", "ORG"), ("Rotterdam", "PLACE")]


@pytest.mark.parametrize(
    ("publisher", "label"), [("Gulf Ledger", "ORG"), ("gulf ledger", "ORG"), (None, "PLACE"), ("Gulf", "PLACE")]
)
def test_whoever_published_the_article_is_a_body(nlp, publisher, label):
    doc = nlp.make_doc("AMMAN (Gulf Ledger) - It rained.")
    doc.ents = [doc.char_span(7, 18, label="PLACE")]
    doc.user_data["newsx"] = Context(publisher=publisher)
    (entity,) = make_names(nlp, "names")(doc)._.entities
    assert entity.label == label

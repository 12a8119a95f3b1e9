"""The fast tagger: features, Viterbi and marginals against slow references, the component, and the model that is shipped."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from newsx.components.crf_ner import features
from newsx.components.crf_ner.model import CrfModel, Weights, best_labels, doubtful, legal_transitions, marginals
from newsx.components.crf_ner.tagger import CrfTagger
from newsx.components.crf_ner.words import (
    MAX_WORDS,
    Case,
    Flag,
    Lexicon,
    Rows,
    Slot,
    WordTable,
    case_of,
    hash_text,
    shape_of,
)
from newsx.errors import ModelNotFoundError
from newsx.records import Context
from newsx.resources import resource_path

LABELS = ("O", *(f"{part}-{label}" for label in ("PERSON", "PLACE", "MISC") for part in "BILU"))
ARTICLE = """Amina Okoro opened the market in Kaduna on Monday.

Okoro said traders from Kano and Zaria had asked for it. "We waited for years," Mr Okoro added.

The market of KADUNA lies (near the river) at the old bridge."""


@pytest.fixture(scope="module")
def nlp():
    return spacy.blank("en")


def lexicon(**flags):
    words = sorted(flags, key=hash_text)
    return Lexicon(
        np.array([hash_text(word) for word in words], dtype=np.uint64),
        np.array([[7, 8, 9]] * len(words), dtype=np.uint16).reshape(len(words), 3),
        np.array([flags[word] for word in words], dtype=np.uint16),
        np.zeros(0, dtype=np.uint32),
    )


def columns(table, lines):
    """Every feature of every position by the book: no sums kept, each word looked at from each distance."""
    slots = table.slots[lines.rows]
    codes = features.article_codes(table, lines)
    conjunctions = features.conjunction_keys(table, lines)
    parts = [features.unigram_keys(np.roll(slots, -d, axis=0), d) for d in features.SLOTS_AT]
    parts.append((conjunctions, np.ones(conjunctions.shape, dtype=bool)))
    parts += [features.code_keys(np.roll(codes, -d), d) for d in (-1, 0, 1)]
    for keys, there in parts:
        yield from zip(keys.T, there.T, strict=True)


def random_model(nlp, texts, *, seed=3, share=0.3, strength=0.01):
    """A model with weights for some of the features of the texts."""
    rng = np.random.default_rng(seed)
    known = lexicon(Amina=Flag.FIRST_NAME, Mr=Flag.TITLE, Kano=Flag.PLACE)
    table = WordTable(known)
    lines = features.lay_out(table, [nlp.make_doc(text) for text in texts])
    keys = np.unique(np.concatenate([keys[there] for keys, there in columns(table, lines)]))
    keys = keys[rng.random(len(keys)) < share]
    weights = Weights(
        labels=LABELS,
        keys=keys,
        table=rng.integers(-127, 128, (len(keys), len(LABELS))).astype(np.int8),
        scale=np.full(len(LABELS), strength, dtype=np.float32),
        transitions=rng.normal(size=(len(LABELS), len(LABELS))).astype(np.float32),
    )
    return CrfModel(weights, known)


def word_model(**types):
    """A model that knows single words by their lower case: word=type."""
    spelled = {hash_text(word.lower()): label for word, label in types.items()}
    hashes = np.array(list(spelled), dtype=np.uint64)
    keys = features.mix(Slot.LOWER + 1, features.PAD, hashes)
    order = np.argsort(keys)
    table = np.zeros((len(keys), len(LABELS)), dtype=np.int8)
    for row, label in enumerate(spelled.values()):
        table[row, LABELS.index(f"U-{label}")] = 100
    bias = np.zeros((len(LABELS), len(LABELS)), dtype=np.float32)
    weights = Weights(LABELS, keys[order], table[order], np.full(len(LABELS), 0.1, dtype=np.float32), bias)
    return CrfModel(weights, lexicon())


def tagger_of(nlp, model, **options):
    nlp.get_pipe if nlp.has_pipe("newsx_crf_ner") else nlp.add_pipe("newsx_crf_ner")
    return CrfTagger(nlp.vocab, model=model, **options)


@pytest.mark.parametrize(
    ("word", "shape", "case"),
    [
        ("Kampala", "Xxx", Case.TITLE),
        ("WHO", "XX", Case.UPPER),
        ("said", "xx", Case.LOWER),
        ("A", "X", Case.TITLE),
        ("2021", "dd", Case.NONE),
        ("U.S.", "X.X.", Case.UPPER),
        ("al-Shabaab", "xx-Xxx", Case.LOWER),
        ("мир", "xx", Case.LOWER),
        ("東京", "東京", Case.NONE),
        ("", "", Case.NONE),
    ],
)
def test_letters_of_a_word(word, shape, case):
    assert shape_of(word) == shape
    assert case_of(word) is case


def test_shape_of_a_huge_word_is_short():
    assert len(shape_of("aB1-" * 100_000)) <= 8


def test_keys_differ_by_template_and_value():
    values = np.arange(2000, dtype=np.uint64)
    keys = np.concatenate([features.mix(template, distance, values) for template in range(5) for distance in range(5)])
    # 50,000 keys of 32 bits: fewer than one pair in common is expected.
    assert len(np.unique(keys)) >= len(keys) - 5


def test_lexicon_finds_first_known_spelling():
    known = lexicon(kaduna=1, Kaduna=2)
    spelled = [
        [hash_text(w) for w in row] for row in (("KADUNA", "Kaduna", "kaduna"), ("x", "y", "kaduna"), ("x", "y", "z"))
    ]
    found = known.find(np.array(spelled, dtype=np.uint64))
    assert known.flags[found[0]] == 2
    assert known.flags[found[1]] == 1
    assert found[2] == -1
    empty = lexicon()
    assert empty.find(np.array(spelled, dtype=np.uint64)).tolist() == [-1, -1, -1]


def test_lines_hold_every_word_once_and_no_space(nlp):
    docs = [nlp.make_doc(text) for text in (ARTICLE, "", " \n\n ", "One\r\nTwo  three\u2028four")]
    table = WordTable(lexicon())
    lines = features.lay_out(table, docs)
    words = [docs[d][t].text for d, t in zip(lines.docs.tolist(), lines.tokens.tolist(), strict=True)]
    assert words == [token.text for doc in docs for token in doc if not token.is_space]
    assert len(lines.starts) == 3 + 3
    assert lines.lengths[-3:].tolist() == [1, 2, 1]
    assert (lines.rows[lines.places] > 0).all()
    assert (np.delete(lines.rows, lines.places) == 0).all()


def test_article_codes_tell_what_the_word_does_elsewhere(nlp):
    table = WordTable(lexicon(Amina=Flag.FIRST_NAME, Mr=Flag.TITLE, the=0, said=Flag.SPEECH))
    doc = nlp.make_doc(ARTICLE)
    lines = features.lay_out(table, [doc])
    codes = features.article_codes(table, lines)

    def signs(word, nth=0):
        at = [n for n, token in enumerate(lines.tokens.tolist()) if doc[token].text == word][nth]
        return {features.ARTICLE_BITS[bit] for bit in range(12) if codes[lines.places[at]] >> bit & 1}

    assert {"beside a verb of speech", "after a title"} <= signs("Okoro", 0)
    assert {"after a first name", "after a title"} <= signs("Okoro", 1)
    assert "beside a verb of speech" not in signs("Okoro", 1)  # its own occurrence does not count
    assert "after a title" not in signs("Okoro", 2)
    assert "capitalised within a sentence" in signs("KADUNA")
    assert "lower case" in signs("The")
    assert signs("river") == set()


def test_emissions_are_the_sum_of_all_features(nlp):
    model = random_model(nlp, [ARTICLE])
    lines = model.lay_out([nlp.make_doc(ARTICLE), nlp.make_doc("Okoro in Kano")])
    expected = np.zeros((lines.size, len(LABELS)))
    row_of = {int(key): row for row, key in enumerate(model.weights.keys)}
    for keys, there in columns(model.words, lines):
        for position in np.flatnonzero(there).tolist():
            if int(keys[position]) in row_of:
                expected[position] += model.weights.table[row_of[int(keys[position])]] * model.weights.scale
    scores = model.emissions(lines)
    assert np.abs(scores - expected)[lines.places].max() < 1e-3
    assert np.abs(scores[lines.places]).max() > 0.1


def test_transitions_follow_the_scheme():
    legal = {
        (before, after)
        for before, after in itertools.product(("O", "B-A", "I-A", "L-A", "U-A", "B-B", "L-B"), repeat=2)
        if legal_transitions((before, after))[0, 1]
    }
    assert ("B-A", "I-A") in legal
    assert ("B-A", "L-A") in legal
    assert ("I-A", "L-A") in legal
    assert ("L-A", "U-A") in legal
    assert ("O", "B-A") in legal
    assert ("O", "I-A") not in legal
    assert ("B-A", "L-B") not in legal
    assert ("B-A", "O") not in legal
    assert ("U-A", "L-A") not in legal


def test_best_labels_and_marginals_against_all_sequences(nlp):
    labels = ("O", "B-A", "I-A", "L-A", "U-A")
    rng = np.random.default_rng(0)
    weights = Weights(
        labels,
        np.zeros(0, dtype=np.uint32),
        np.zeros((0, 5), dtype=np.int8),
        np.ones(5, dtype=np.float32),
        rng.normal(size=(5, 5)).astype(np.float32),
    )
    model = CrfModel(weights, lexicon())
    lines = model.lay_out([nlp.make_doc("a b c d\ne\nf g h")])
    scores = rng.normal(size=(lines.size, 5), scale=2).astype(np.float32)
    best, chances = best_labels(scores, lines, model), marginals(scores, lines, model)
    for start, length in zip(lines.starts.tolist(), lines.lengths.tolist(), strict=True):
        weight = {}
        for path in itertools.product(range(5), repeat=length):
            total = (
                sum(scores[start + n, label] for n, label in enumerate(path))
                + model.start[path[0]]
                + model.end[path[-1]]
            )
            weight[path] = total + sum(model.transitions[pair] for pair in itertools.pairwise(path))
        assert tuple(best[start : start + length].tolist()) == max(weight, key=weight.get)
        norm = np.logaddexp.reduce(np.array(list(weight.values())))
        for n, label in itertools.product(range(length), range(5)):
            chance = sum(np.exp(total - norm) for path, total in weight.items() if path[n] == label)
            assert chances[start + n, label] == pytest.approx(chance, abs=1e-4)


def test_only_doubtful_words_are_searched(nlp):
    model = word_model(Okoro="PERSON", Kano="PLACE")
    # All other words are outside of mentions without doubt.
    model.transitions[0, 0] += 7
    lines = model.lay_out([nlp.make_doc(ARTICLE), nlp.make_doc("Okoro in Kano"), nlp.make_doc("in the market")])
    scores = 2 * model.emissions(lines)
    chances = marginals(scores, lines, model)
    held, stretches = doubtful(scores, lines, chances, model)
    assert 0 < stretches.lengths.sum() < 0.6 * lines.lengths.sum()
    best = best_labels(held, stretches, model)
    assert (best == best_labels(scores, lines, model)).all()
    assert {LABELS[label] for label in best} == {"O", "U-PERSON", "U-PLACE"}


def test_rows_keep_what_was_added():
    rows = Rows(np.zeros((1, 2), dtype=np.uint8))
    for number in range(1, 40):
        rows.add(np.full((2, 2), number, dtype=np.uint8))
    assert len(rows) == 79
    assert rows.all[:, 1].tolist() == [0, *sorted([*range(1, 40)] * 2)]


def test_any_batch_size_gives_the_same_mentions(nlp):
    texts = [ARTICLE, "Okoro in Kano", "", ARTICLE.upper(), "Zaria\nKano\n\n", *ARTICLE.split("\n")] * 2
    results = []
    for size in (1, 2, 7, 64):
        tagger = tagger_of(nlp, random_model(nlp, [ARTICLE]))
        docs = list(tagger.pipe(map(nlp.make_doc, texts), batch_size=size))
        results.append([[(e.start_char, e.end_char, e.label_, e._.confidence) for e in doc.ents] for doc in docs])
    assert all(result == results[0] for result in results)
    assert sum(map(len, results[0])) > 20


def test_a_full_word_table_changes_nothing(nlp):
    model = random_model(nlp, [ARTICLE])
    doc = nlp.make_doc(ARTICLE)
    before = best_labels(model.emissions(lines := model.lay_out([doc])), lines, model)
    model.lay_out([nlp.make_doc(" ".join(f"word{n}x" for n in range(MAX_WORDS + 10)))])
    assert len(model.words) > MAX_WORDS
    after = best_labels(model.emissions(lines := model.lay_out([doc])), lines, model)
    assert len(model.words) < 200
    assert (before == after).all()


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
    tagger.model = random_model(nlp, [ARTICLE])
    tagger.calibration = (0.8, -0.25)
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
        CrfTagger(nlp.vocab)(nlp.make_doc("Kano"))
    with pytest.raises(ModelNotFoundError, match="has no model"):
        CrfTagger(nlp.vocab).to_bytes()


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

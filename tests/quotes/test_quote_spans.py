"""The model of quotes: the words it reads, its labels and the parts they make, its file, and how parts are joined."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import numpy as np
import pytest
from quoted import group

from newsx.errors import ModelNotFoundError
from newsx.quotes.frames import frame_of
from newsx.quotes.scene import Scene
from newsx.quotes.spans.features import TEMPLATES, iter_keys, lay_out
from newsx.quotes.spans.joining import join
from newsx.quotes.spans.labeller import LABELS, MODEL, Labeller, Span, load_labeller, read_labeller
from newsx.quotes.spans.words import CLOSES, INSIDE, OPENS, OUTSIDE, ROLE, read_words
from newsx.resources import resource_path
from newsx.tagging.crf.model import Weights
from newsx.tagging.crf.words import Lexicon, hash_text

TEXT = (
    "The bridge over the river will be closed in May, Ada Lund said on Monday.\n\n"
    "“We will rebuild it,” she told reporters. Emeka Okoro, a builder, said that the work would take a year."
)


def scene_of(text: str = TEXT, language: str = "en") -> Scene:
    people = [group(text, "PERSON", "Ada Lund"), group(text, "PERSON", "Emeka Okoro")]
    return Scene(text, [each for each in people if each.mentions], [], language)


def frames_of(scene: Scene):
    return [frame_of(scene, marked) for marked in scene.marked]


def made(*cues: str, weights: Weights | None = None) -> Labeller:
    """A labeller that knows these cues and nothing else."""
    none = np.zeros(0, dtype=np.uint32)
    nothing = Weights(
        LABELS,
        none,
        np.zeros((0, len(LABELS)), np.int8),
        np.ones(len(LABELS), np.float32),
        np.zeros((len(LABELS), len(LABELS)), np.float32),
    )
    lexicon = Lexicon(none.astype(np.uint64), np.zeros((0, 3), np.uint16), np.zeros(0, np.uint16), none)
    verbs = np.array(sorted(map(hash_text, cues)), dtype=np.uint64)
    return Labeller(weights or nothing, verbs, np.full(len(verbs), 3, np.uint8), lexicon)


def test_words_know_marks_names_and_sentences():
    scene = scene_of()
    words = read_words(scene, frames_of(scene))
    spelled = [TEXT[start:end] for start, end in zip(words.starts, words.ends, strict=True)]
    assert spelled[:3] == ["The", "bridge", "over"]
    marks = dict(zip(spelled, words.marks.tolist(), strict=True))
    assert (marks["“"], marks["rebuild"], marks["”"], marks["she"]) == (OPENS, INSIDE, CLOSES, OUTSIDE)
    names = dict(zip(spelled, words.names.tolist(), strict=True))
    assert (names["Ada"], names["Lund"], names["bridge"]) == (1, 2, 0)
    assert ROLE not in names.values()
    assert words.sentence[spelled.index("The")] == 0
    assert words.sentence[spelled.index("Emeka")] == words.sentence[-1]
    assert words.sentence[-1] > words.sentence[spelled.index("she")]
    rules = dict(zip(spelled, words.rules.tolist(), strict=True))
    assert (rules["Ada"], rules["Lund"], rules["told"], rules["reporters"]) == (1, 2, 3, 0)


def test_a_word_has_a_key_for_each_template_and_edges_part_paragraphs():
    scene = scene_of()
    words = read_words(scene, frames_of(scene))
    labeller = made("said", "told")
    laid = lay_out(words, labeller.known(words))
    keys = np.concatenate(list(iter_keys(laid)))
    assert keys.shape == (laid.views.shape[1], len(TEMPLATES))
    assert len(laid.lines.starts) == 2
    assert laid.lines.lengths.sum() == len(words.starts)
    alone = scene_of(TEXT.split("\n\n", maxsplit=1)[0])
    other = lay_out(read_words(alone, []), labeller.known(read_words(alone, [])))
    first = slice(0, int(other.lines.lengths[0]) + 3)
    assert np.array_equal(np.concatenate(list(iter_keys(other)))[first], keys[first])


def test_labels_become_parts_in_order_that_share_no_word():
    for text in (TEXT, "", "“", "She said " * 400, "“We will,” " * 300):
        scene = scene_of(text)
        spans = load_labeller().find(scene, frames_of(scene))
        assert spans == sorted(spans, key=lambda span: span.first)
        assert all(one.last <= other.first for one, other in pairwise(spans))
        assert all(text[span.start : span.end].strip() == text[span.start : span.end] != "" for span in spans)
        assert all(0 <= span.score <= 1 for span in spans)


def test_what_is_told_in_plain_sentences_is_found():
    scene = scene_of()
    told = join(load_labeller().find(scene, frames_of(scene)))
    sources = [TEXT[each.source.start : each.source.end] for each in told if each.source]
    assert sources == ["Ada Lund", "she", "Emeka Okoro, a builder,"]
    assert [TEXT[each.cue.start : each.cue.end].split(maxsplit=1)[0] for each in told if each.cue] == [
        "said",
        "told",
        "said",
    ]
    assert TEXT[told[0].content.start : told[0].content.end].startswith(
        "The bridge over the river will be closed in May"
    )


def test_a_labeller_without_weights_finds_nothing():
    scene = scene_of()
    assert made().find(scene, frames_of(scene)) == []


def test_a_file_gives_the_same_labeller(tmp_path):
    labeller = load_labeller()
    path = tmp_path / "spans.npz"
    np.savez(path, **labeller.save())
    scene = scene_of()
    assert read_labeller(path).find(scene, frames_of(scene)) == labeller.find(scene, frames_of(scene))


def test_a_file_trained_with_other_clusters_is_refused(tmp_path):
    path = tmp_path / "spans.npz"
    np.savez(path, **made("said").save())
    with pytest.raises(ModelNotFoundError, match="train it anew"):
        read_labeller(path)


def test_the_file_is_small():
    assert sum(file.stat().st_size for file in resource_path(MODEL).iterdir()) < 2_000_000


def test_threads_share_a_labeller():
    scene = scene_of()
    alone = load_labeller().find(scene, frames_of(scene))
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda _: load_labeller().find(scene_of(), frames_of(scene)), range(20)))
    assert together == [alone] * 20


def span(part, first, last, sentence=0):
    return Span(first * 10, last * 10, part, 0.9, first, last, sentence)


@pytest.mark.parametrize(
    ("spans", "cue", "source"),
    [
        ([span("source", 0, 2), span("cue", 2, 3), span("content", 3, 9)], 2, 0),
        ([span("content", 0, 5), span("cue", 6, 7), span("source", 7, 8)], 6, 7),
        ([span("source", 0, 1), span("cue", 1, 2), span("content", 2, 5), span("source", 5, 6)], 1, 0),
        ([span("source", 0, 1), span("cue", 1, 2), span("content", 2, 5, 1)], None, None),
        ([span("source", 0, 1), span("content", 2, 5)], None, 0),
    ],
)
def test_parts_of_one_sentence_are_joined(spans, cue, source):
    (told,) = join(spans)
    assert (told.cue and told.cue.first, told.source and told.source.first) == (cue, source)

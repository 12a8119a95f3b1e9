"""Builds the lexicon: clusters of words from raw text, and flags from gazetteers and short lists."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
from gazetteers import word_pairs

from newsx.tagging.crf.features import pair_key
from newsx.tagging.crf.words import Flag, Lexicon, hash_text

if TYPE_CHECKING:
    from gazetteers import Names

# A gazetteer word that the raw text writes mostly in lower case ("Police", "Male") is no evidence of a name.
COMMON_WORD_RATIO = 2.0

LISTS = {
    Flag.TITLE: """mr mrs ms miss dr prof professor sir dame lord lady president vice-president minister premier chancellor
        prime chief justice judge senator congressman congresswoman governor general gen col colonel captain capt major maj
        lieutenant lt sergeant sgt corporal commander admiral marshal brigadier inspector superintendent constable detective
        spokesman spokeswoman spokesperson chairman chairwoman chairperson director secretary ambassador envoy commissioner
        king queen prince princess sheikh sheik emir sultan imam ayatollah mullah bishop archbishop cardinal pope pastor rev
        reverend father sister mayor councillor deputy mp hon advocate lawyer attorney analyst coach manager captain striker
        midfielder defender goalkeeper singer actor actress author writer director journalist activist leader candidate
        economist founder chef hajj haji alhaji tan sri datuk doctor ex-president economist coordinator""",
    Flag.ORG_WORD: """ministry department university college school institute party corporation corp inc ltd plc llc co company
        group holdings bank association council committee commission agency authority court board union federation organisation
        organization foundation centre center league club fc force forces army navy police service services office bureau
        parliament assembly senate congress house academy society network alliance front movement coalition press news times
        post tribune herald newspaper radio television tv airlines airways hospital fund trust corps brigade secretariat
        confederation chamber directorate tribunal consortium partners industries petroleum oil energy telecom media
        communications international nations team squad united""",
    Flag.SPEECH: """said says say told tells added adds announced stated warned claimed argued insisted explained noted
        replied asked wrote tweeted denied confirmed acknowledged commented recalled urged called declared admitted saying
        believes thinks stressed pointed""",
    Flag.PREPOSITION: "in at from near to across throughout outside inside around into via towards toward of",
    Flag.DATE_WORD: """january february march april may june july august september october november december jan feb mar apr
        jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday""",
    Flag.PLACE_WORD: """province district state city town village county region river mountain mount mountains lake island
        islands airport port street road avenue square park bay sea ocean desert valley peninsula strait gulf north south
        east west northern southern eastern western central republic kingdom bridge stadium border capital coast temple
        mosque church palace prison camp university hospital territory reserve forest canal highway delta""",
}


def build_lexicon(clusters: dict[str, tuple[int, ...]], counts: Counter[str], names: Names) -> Lexicon:
    """Every word with a cluster or a flag has an entry; `counts` are those of the raw text."""
    flags: Counter[str] = Counter()
    for flag, words in LISTS.items():
        for word in words.split():
            for form in {word, word.title(), *([word.upper()] if len(word) < 4 else [])}:
                flags[form] |= flag
    for name in names.first:
        form = name.title() if name.isupper() else name
        if len(form) > 1 and _is_name(form, counts):
            flags[form] |= Flag.FIRST_NAME
    for name in names.places:
        _flag_place(name, flags, counts, Flag.PLACE, Flag.PLACE_PART)
    for name in names.countries:
        _flag_place(name, flags, counts, Flag.COUNTRY, Flag.COUNTRY)
    pairs = word_pairs([*names.places, *names.countries])
    return _pack(clusters, flags, pairs)


def _flag_place(name: str, flags: Counter[str], counts: Counter[str], alone: Flag, part: Flag) -> None:
    words = name.split()
    for word in words:
        if len(word) > 2 and word[0].isupper() and _is_name(word, counts):
            flags[word] |= alone if len(words) == 1 else part


def _is_name(word: str, counts: Counter[str]) -> bool:
    return counts[word.lower()] <= COMMON_WORD_RATIO * max(counts[word], 1)


def _pack(clusters: dict[str, tuple[int, ...]], flags: Counter[str], pairs: set[tuple[str, str]]) -> Lexicon:
    words = [word for word in {*clusters, *flags} if word.strip()]
    words = sorted({hash_text(word): word for word in sorted(words)}.values(), key=hash_text)
    levels = len(next(iter(clusters.values())))
    first = np.array([hash_text(pair[0]) for pair in sorted(pairs)], dtype=np.uint64)
    second = np.array([hash_text(pair[1]) for pair in sorted(pairs)], dtype=np.uint64)
    return Lexicon(
        hashes=np.array([hash_text(word) for word in words], dtype=np.uint64),
        clusters=np.array([clusters.get(word, (0,) * levels) for word in words], dtype=np.uint16),
        flags=np.array([flags[word] for word in words], dtype=np.uint16),
        pairs=np.unique(pair_key(first, second)),
    )

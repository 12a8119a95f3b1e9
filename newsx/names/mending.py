"""Gives mentions the label that the article's own words speak for: countries, companies, clubs, people behind a title.

Called where the names of an article are read (`newsx.names.entities`).
"""

from __future__ import annotations

from collections import Counter
from itertools import zip_longest
from typing import TYPE_CHECKING

from newsx.lazy import lazy_pattern
from newsx.names.acronyms import introduced_names
from newsx.names.cleaning import is_country
from newsx.names.clubs import club_names
from newsx.names.forms import fold, person_form
from newsx.names.grouping import mend_labels
from newsx.names.known import organisation_aliases
from newsx.names.organisations import initials, is_acronym
from newsx.names.parties import state_names
from newsx.names.tables import FIRM_NOUNS, ORGANISATION_NOUNS, SEATS_OF_POWER, word_set
from newsx.records import NameMention

if TYPE_CHECKING:
    from collections.abc import Sequence

# What only companies end in; at least one word must stand before it. "SA" without points is also a place ("Adelaide, SA").
_LEGAL_END = lazy_pattern(
    r"(?<=\S)\s+(?:Inc|Ltd|Limited|LLC|LLP|PLC|plc|GmbH|AG|Corp|Corporation|Bhd|Tbk|JSC|OJSC|PJSC|S\.A\.?S?|NV|BV|Oyj|ASA|SAS|KGaA|Pty|Pte|N\.V|B\.V|S\.p\.A|SpA)\.?$"
)
# Bodies of one word that nothing else is called.
_BODIES = word_set(
    "hamas hezbollah hizbullah taliban nato unicef unesco interpol europol opec asean mercosur ecowas frontex isis fatah"
)
# What is marked as a place or a person and ends so is an organisation; "West Bank" and "Soviet Union" are places.
_BODY_END = lazy_pattern(
    r"\S\s(?:Research Cent(?:er|re)|Court|University|Ministry|Commission|Committee|Council|Corporation|Company|Association|Federation|Foundation|"
    r"Department|Agency|Authority|Funeral Home|High School|Secondary School|Newspaper)$"
)
# Titles behind which stands a person, though the name be a place's as well ("Judge Jordan"); "St", "Lord" and "Don" also open places.
_TRADE_REACH = 40
_PERSONAL = frozenset(
    [
        "Mr",
        "Mrs",
        "Ms",
        "Miss",
        "Mx",
        "Dr",
        "Prof",
        "Sen",
        "Rep",
        "Cllr",
        "Judge",
        "Justice",
        "Senator",
        "Professor",
        "Councillor",
        "Congressman",
        "Congresswoman",
        "Detective",
        "Inspector",
        "Sergeant",
        "Constable",
        "Herr",
        "Frau",
        "Madame",
        "Monsieur",
        "Señor",
        "Señora",
        "Pastor",
        "Rabbi",
        "Coach",
        "Madam",
        "Mme",
        "Sgt",
        "Insp",
        "Supt",
        "Superintendent",
        "Nurse",
        "Officer",
    ]
)
# A company by what is said of it: "shares in X", "X, Spain's largest bank,", "X shares", "X's profit".
_COMPANY_NOUNS = (
    r"bank|lender|insurer|retailer|airline|carmaker|automaker|chipmaker|supermarket|brewer|utility|conglomerate|manufacturer|"
    r"drugmaker|drinks maker|operator|broadcaster|newspaper|publisher|start-?up|airport operator|company|firm|group|telecoms group|miner|"
    r"club|football club|side|builder|developer|hotelier|shipbuilder|refiner|steelmaker|planemaker|fintech|broker|brokerage|fund manager|consultancy"
)
_SHARES_BEFORE = lazy_pattern(
    r"\b(?:[Ss]hares?|[Ss]takes?|[Ss]tock|[Bb]onds|[Ii]nvestors|[Ss]hareholders) (?:in|of)(?: \w+ and| [A-Z][\w&’'-]+(?:,| and))* $|\bbank(?:s|ing group)? $"
)
_COMPANY_BEHIND = lazy_pattern(
    rf"(?:,\s(?:an?|the|one of|(?:[A-Z][\w-]+\s?){{1,3}}[’']s?)\s(?:[\w’'-]+\s){{0,4}}(?:{_COMPANY_NOUNS})\b(?![’'-]|\s(?!said|says)[a-z]+(?:er|or|man|woman|ist|ive|ent|ant|ss|ef|ain|erk)\b))|\s(?:shares|stock|bonds|CEO|CFO)\b|"
    r"[’']s?\s(?:shares|share price|profits?|chief executive|board of directors|shareholders|revenues?)\b"
)
_NOT_COMPANIES = lazy_pattern(
    r"\b(?:in|at|from|near|to|into|towards|across|around|outside|visited|capital)\s(?:the\s)?$"
)
# A trade and a kind of firm right before its name, though it be two names of people: "pharmaceutical giant Eli Lilly".
_TRADE_BEFORE = lazy_pattern(
    r"\b(?:pharmaceuticals?|pharma|drugs?|tech|technology|retail|oil|gas|energy|mining|media|internet|e-commerce|telecoms?|banking|food|defen[cs]e|"
    r"aerospace|cars?|auto|steel|cement|tobacco|sportswear|fashion|luxury|social media|software|chip|insurance|beverage|furniture|toy|clothing|jewelry|"
    r"jewellery|law|investment|accounting|consulting|advertising|brokerage|engineering|construction|shipping)\s(?:giants?|makers?|company|firm|group|conglomerate|"
    r"contractors?|start-?up|retailer|manufacturer|brand|chain|platform)\s$"
)
# Right behind the name of a firm or club: the calling of the person named next, "Mamelodi Sundowns coach Miguel Cardoso".
_CALLING_BEHIND = lazy_pattern(
    r"\s(?:(?:head|assistant|chief|senior|founding|managing|executive|deputy|general|former|political|sports?|vice)\s){0,2}(?:coach|captain|skipper|goalkeeper|"
    r"midfielder|striker|defender|winger|forward|quarterback|pitcher|CEO|CFO|COO|executive|chairman|chairwoman|chairperson|president|founder|co-founder|"
    r"journalist|reporter|correspondent|MP)\s$"
)
# A body by what is said of a name of one word that looks like a person's: "Gavi, the vaccine alliance,", "Sahyadri's subsidiary".
_BODY_BEHIND = lazy_pattern(
    rf"(?:,\s(?:an?|the)\s(?:[\w’'-]+\s){{0,3}}(?:{_COMPANY_NOUNS}|alliance|agency|charity|regulator|watchdog|think-?tank|NGO|network|union|foundation|"
    r"coalition|consortium|party|nonprofit|non-profit)(?=,|\.|\s(?:that|which|based|behind|of|for|in)\b)|"
    r"[’']s?\s(?:subsidiary|subsidiaries|parent company|headquarters|factory|factories|plants?|branches|app|website)\b)"
)
# Behind what is no place: an age, or what only people are ("Annelies, a former senator for …").
_HUMAN_BEHIND = lazy_pattern(
    r",\s\d{1,2},\s(?:an?|the|of|from|who|whose|and)\b|,\san?\s(?:(?:former|retired|local|young|trainee|student|primary|secondary|school)\s){0,2}"
    r"(?:nurse|teacher|senator|lawyer|doctor|student|professor|engineer|journalist|politician|act(?:or|ress)|singer|novelist|pensioner|housewife|lawmaker|"
    r"minister|mayor|councillor|businessman|businesswoman|policeman|policewoman|fisherman|photographer|economist|midwife|shopkeeper|mechanic|welder|carpenter|"
    r"accountant|banker|schoolgirl|schoolboy|mother|father|widow|widower|grandmother|grandfather|social worker|graduate|taxi driver|bus driver)\b"
)
# A monarch or a pope: "King Albert II"; a bridge called so has its own word behind.
_MONARCH = lazy_pattern(
    r"(?:King|Queen|Prince|Princess|Pope|Emperor|Empress|Tsar|Sultan)\s[A-Z]\S+(?:\s[A-Z]\S+)?\s[IVX]{1,5}"
)
_OF_BEFORE = lazy_pattern(r",\sof\s$")
_COUNTIES = (" County", " Province", " Prefecture", " Oblast", " Township", " Peninsula", " Island", " Islands")
_CLUBS_OF_COUNTIES = word_set("derby notts stockport newport ross")
# An office right behind the name of an American state.
# Behind the name of a town or a land: "the governor of the Antofagasta region".
_UNIT_BEHIND = lazy_pattern(r" (?:region|province|governorate|prefecture|municipality|oblast|regency|peninsula)\b")
_STATE_OFFICE = lazy_pattern(
    r"\s(?:Reps?|Sens?|Gov|Govs|Lt|U\.S|Attorney|Secretary|Democrat|Republican|Governor|Senator|Congress\w+|State)\b"
)
_PLACE_ACRONYMS = word_set(
    """dc la ny nyc bc pei nsw act wa nt sa al ak az ar ca co ct de fl ga hi id il in ia ks ky me md ma mi mn ms mo mt ne nv nh nj nm nc nd oh
    ok or pa ri sc sd tn tx ut vt va wv wi wy pr usvi bvi hk fct nwfp ussr gdr fyr bih nw ne sw se"""
)
_COUNTRY_ACRONYMS = word_set("uk uae usa us drc prc dprk ksa nz png roc gdr car")


def mend(text: str, mentions: Sequence[NameMention]) -> list[NameMention]:
    """Return the mentions with outvoted labels replaced by the article's own, then by what the words beside a name say of it."""
    voted = [NameMention(m.text, label, m.start) for m, label in zip(mentions, mend_labels(mentions), strict=True)]
    reading = _Reading(text, voted)
    return [NameMention(m.text, reading.label(m), m.start) for m in voted]


class _Reading:
    """What a text says of its names as a whole."""

    def __init__(self, text: str, voted: Sequence[NameMention]) -> None:
        self._text = text
        employers = _employers(text, voted)
        full = [
            person_form(m.text)
            for m in voted
            if m.label == "PERSON" and " " in m.text and fold(m.text) not in employers
        ]
        self._families = Counter(form.family for form in full if len(form.tokens) > 1 and not form.burmese)
        self._parts = {token for form in full for token in form.tokens}
        self._votes = Counter((fold(m.text), m.label) for m in voted)
        self._named = {
            fold(m.text) for m in voted if m.label == "PERSON" and " " not in m.text and _follows_kind(text, m.start)
        } - self._parts
        self._companies = {fold(_LEGAL_END.sub("", m.text)) for m in voted if _LEGAL_END.search(m.text)}
        self._companies |= {fold(m.text) for m in voted if m.label != "ORG" and self._is_company(m)} - self._parts
        self._named |= employers - self._parts
        self._named |= {fold(other.text) for _, other in introduced_names(text, voted)} - self._parts
        self._named |= _first_words(voted) - self._parts
        self._acronyms = _small_acronyms(voted)
        self._clubs = club_names(text, voted)
        self._lands = {
            fold(m.text) for m in voted if m.label == "ORG" and _UNIT_BEHIND.match(text, m.end)
        } - self._clubs
        self._bodies = _bodies_of_people(text, voted, self._parts)

    def label(self, mention: NameMention) -> str:
        """Return the label of a mention."""
        label, word = mention.label, fold(mention.text)
        if " " not in mention.text and self._is_titled(mention):
            return "PERSON"
        if label == "PLACE" and self._is_dotted_organisation(mention.text, word):
            return "ORG"
        if label == "PLACE" and self._is_human(mention):
            return "PERSON"
        if label == "PERSON" and word in self._bodies:
            return "ORG"
        if label != "ORG" and mention.text in self._acronyms:
            return "ORG"
        family = label == "PERSON" and word in self._parts  # "Jordan" beside "Michael Jordan"
        country = is_country(mention.text) and (not is_acronym(mention.text) or word in _COUNTRY_ACRONYMS)
        if label != "PLACE" and country and not family:
            return "PLACE"  # of 1,838 country names marked in the Worldwide training articles, 1,830 are places
        if label != "ORG" and self._is_organisation(mention, word):
            return "ORG"
        if label == "ORG" and (word in self._lands or self._is_region(mention)):
            return "PLACE"
        if label != "PERSON" and word in self._families and not is_country(word) and len(word) > 3:
            # Cities are family names too, organisations hardly ever.
            needed = self._votes[word, label] + (label == "PLACE")
            return "PERSON" if self._families[word] + self._votes[word, "PERSON"] >= needed else label
        return label

    def _is_organisation(self, mention: NameMention, word: str) -> bool:
        if word in self._companies or word in _BODIES:
            return True
        if " " in mention.text and (_LEGAL_END.search(mention.text) or _BODY_END.search(mention.text)):
            return True
        if mention.label == "PLACE":
            return word in self._clubs
        return word in SEATS_OF_POWER or word in self._named

    def _is_region(self, mention: NameMention) -> bool:
        """Tell whether what is marked as an organisation is a county, or a state before its lawmaker: "Hawaii Rep. X"."""
        if mention.text.endswith(_COUNTIES):
            return fold(mention.text).split()[0] not in _CLUBS_OF_COUNTIES
        return mention.text in state_names() and _STATE_OFFICE.match(self._text, mention.end) is not None

    def _is_dotted_organisation(self, words: str, word: str) -> bool:
        """Tell whether an acronym that is marked as a place is an organisation's: "U.N.", "A.U."."""
        if not is_acronym(words) or is_country(words):
            return False
        return word in organisation_aliases() or (words.count(".") > 1 and word not in _PLACE_ACRONYMS)

    def _is_titled(self, mention: NameMention) -> bool:
        if word_before(self._text, mention.start) not in _PERSONAL:
            return False
        after = self._text[mention.end : mention.end + 2]
        return not (after[:1] == " " and after[1:].isupper())

    def _is_human(self, mention: NameMention) -> bool:
        """Tell whether what is marked as a place is a monarch, or has the age or the calling of a person behind it."""
        if _MONARCH.fullmatch(mention.text):
            return not self._text[mention.end : mention.end + 2].strip().istitle()
        if self._text[mention.end : mention.end + 1] != "," or is_country(mention.text):
            return False
        before = self._text[max(0, mention.start - 60) : mention.start]
        return _HUMAN_BEHIND.match(self._text, mention.end) is not None and not _NOT_COMPANIES.search(before)

    def _is_company(self, mention: NameMention) -> bool:
        """Tell whether a name that looks like a place is said to be a company there."""
        if is_country(mention.text) or (mention.label == "PERSON" and " " in mention.text):
            return False
        before = self._text[max(0, mention.start - 60) : mention.start]
        if before.endswith(("in ", "of ", "and ", ", ", "bank ", "banks ", "group ")) and _SHARES_BEFORE.search(before):
            return True
        return _COMPANY_BEHIND.match(self._text, mention.end) is not None and not _NOT_COMPANIES.search(before)


def _employers(text: str, mentions: Sequence[NameMention]) -> set[str]:
    """Return the folded names, and the last words of them, that are marked as people's and are of firms or clubs by the words beside them."""
    people = [m for m in mentions if m.label == "PERSON"]
    found: set[str] = set()
    for mention, after in zip_longest(people, people[1:]):
        gap = text[mention.end : after.start] if after and after.start - mention.end <= _TRADE_REACH else ""
        trade = " " in mention.text and _TRADE_BEFORE.search(text[max(0, mention.start - _TRADE_REACH) : mention.start])
        calling = _CALLING_BEHIND.match(gap) and not word_before(text, mention.start).istitle()
        if trade or (calling and not _is_known_person(mention, people)):
            found.add(fold(mention.text))
            found.add(fold(mention.text).rpartition(" ")[2])
    return found


def _bodies_of_people(text: str, mentions: Sequence[NameMention], parts: set[str]) -> set[str]:
    """Return the folded names that are marked as people's and are of bodies: "Fianna Fáil’s Declan Hynes", "Mayor X, of Fine Gael,"."""
    people = [m for m in mentions if m.label == "PERSON"]
    found: set[str] = set()
    # "Westdale's principal" beside "Westdale Collegiate"
    firsts = {fold(m.text.partition(" ")[0]) for m in mentions if m.label == "ORG" and " " in m.text}
    for mention, after in zip_longest(people, people[1:]):
        low = fold(mention.text)
        if low in organisation_aliases():
            found.add(low)
        if " " not in mention.text:
            if low in parts:
                continue
            said = _BODY_BEHIND.match(text, mention.end) is not None or (
                low in firsts and text.startswith(("'s ", "’s "), mention.end)
            )
        else:
            said = False
        owns = after is not None and " " in after.text and text[mention.end : after.start] in ("'s ", "’s ")
        if said or (owns and not _is_named_else(mention, people)):
            found.add(low)
        before = text[after.start - 5 : after.start] if after else ""
        if after and mention.end + 5 == after.start and _OF_BEFORE.search(before) and not _is_named_else(after, people):
            found.add(fold(after.text))
    return found


def _is_named_else(mention: NameMention, people: Sequence[NameMention]) -> bool:
    """Tell whether a name, or a word of it, stands elsewhere in the text as a person's."""
    words = set(fold(mention.text).split())
    return any(m.start != mention.start and words & set(fold(m.text).split()) for m in people)


def _is_known_person(mention: NameMention, people: Sequence[NameMention]) -> bool:
    """Tell whether another name of several words in the text shares a word with a name."""
    words = set(fold(mention.text).split())
    return any(" " in m.text and m.text != mention.text and words & set(fold(m.text).split()) for m in people)


def _first_words(mentions: Sequence[NameMention]) -> set[str]:
    """Return the folded first words of names of firms and clubs, by which they are named again: "Tianhe" of "Tianhe Energy"."""
    names = [m.text.split() for m in mentions if m.label == "ORG"]
    return {fold(name[0]) for name in names if len(name) == 2 and len(name[0]) > 3 and fold(name[1]) in FIRM_NOUNS}


def _small_acronyms(mentions: Sequence[NameMention]) -> frozenset[str]:
    """Return the acronyms written as words that an organisation of the article has: "Kra" beside "Kenya Revenue Authority"."""
    letters = {word for m in mentions if m.label == "ORG" and " " in m.text for word in initials(m.text)}
    return frozenset(
        m.text for m in mentions if 3 <= len(m.text) <= 5 and m.text.istitle() and m.text.lower() in letters
    )


def word_before(text: str, start: int) -> str:
    """Return the word right before an offset, parted from it by one space, without its dot; empty where there is none."""
    if text[start - 1 : start] != " ":
        return ""
    low = max(0, start - 16)
    words = text[low : start - 1].replace("\n", " \n ").rsplit(" ", 1)
    return words[-1].rstrip(".").lstrip("(\"“‘'")


def _follows_kind(text: str, start: int) -> bool:
    """Tell whether a name stands right after the word for an organisation: "the state corporation Rosatom"."""
    before = text[max(0, start - 30) : start].rstrip("\"“‘'").split(" ")
    return len(before) > 1 and before[-1] == "" and before[-2] in ORGANISATION_NOUNS

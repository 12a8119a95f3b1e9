"""Tells what is marked as a person, a place or an organisation and is none: storms, sums, tags of party and state, credits, generic acronyms.

Called where the names of an article are read (`newsx.names.entities`). Lists were written from general knowledge.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

from newsx.lazy import lazy_pattern
from newsx.names.acronyms import plain_acronyms
from newsx.names.forms import fold
from newsx.names.organisations import is_acronym
from newsx.names.parties import is_party_tag
from newsx.names.roles.tokens import is_head
from newsx.names.roles.words import MODIFIERS, OPINIONS
from newsx.names.tables import word_set
from newsx.vocabulary.countries import demonyms

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsx.records import NameMention

# Acronyms that name a kind of thing; an organisation only where its full name stands in the article as well.
_GENERIC = word_set(
    """ceo cfo coo cto cio cmo gdp gnp gni vat pin sim dvd cd tv phd mba bsc msc md pr hr it ict ipo fdi oda sme smes msme msmes ngo ngos cso
    csos mou moa vip vips ufo hiv aids dna rna mrna ppe icu cctv gps suv suvs atm atms pcr covid covid-19 sars mers iq faq id ids pdf url
    gmt est utc bst cet edt pst adhd ptsd stem lgbt lgbtq lgbtqi lng lpg ev evs co2 nft nfts kyc iuu idp idps uav uavs rti fir cv gmo gmos pos
    ussd qr led evm evms esg etf etfs ied ieds bmi diy dj ok ppa epc roi ebitda capex opex kpi kpis sdg sdgs r&d m&a sos usp asap fyi byo
    ai agi iot vr ar llm gpu cpu usb wifi wi-fi html api app apps sms mms voip vpn 2g 3g 4g 5g 6g lte hd uhd 4k mph kph rpm kwh mw gw
    dui dwi gbh abh asbo nda ndas dlc mvp var odi odis t20 t20i npl npls crr slr repo reit reits isbn issn ira-rollover cpi ppi pmi mpc
    ivf ct mri ecg eeg gp gps er icbm icbms slbm atgm rpg rpgs ak-47 apc apcs ifv mlrs himars drone afp-photo q&a hq cbd rdp bee
    jee neet gcse gcses gce sat gre gmat kcse kcpe wassce jamb-utme upsc-exam msp nrc caa pan gst ppp-hospital xi xv u-17 u-19 u-20 u-21 u-23"""
)
_SUM = lazy_pattern(
    r"(?:[A-Z]{0,3}[$€£¥₦₹]|(?:Rs|Ksh|KSh|Sh|Tk|RM|Rp|USD|EUR|GBP)\.?\s?)[\d.,]+.*|[\d.,]+\s?(?:bn|m|mn|k|tn|million|billion|trillion|%|pc)\.?"
)
# What people call a storm, before its name.
_STORM = lazy_pattern(
    r"(?:(?:[Tt]ropical|[Ss]evere|[Pp]ost-[Tt]ropical|[Ss]uper|[Ww]inter|[Ee]xtra-?tropical|[Cc]yclonic)\s+)*"
    r"(?:[Hh]urricane|[Tt]yphoon|[Cc]yclone|[Ss]torm|[Dd]epression)s?\s+"
)
# A storm named after the word for it: "another storm, Bising".
_STORM_APPOSED = lazy_pattern(r"\b(?:hurricane|typhoon|cyclone|storm|depression),\s+(?:named\s+|called\s+)?[\"“‘]?$")
# A storm that no tagger marked; its name has one word.
_UNMARKED_STORM = lazy_pattern(r"\b(?:Hurricane|Typhoon|Cyclone|Tropical Storm) ([A-Z][a-z]{2,20})\b(?! [A-Z])")
_STORM_WORDS = ("hurricane", "typhoon", "cyclone", "storm", "depression")
_VESSEL = lazy_pattern(r"(?:MV|USS|HMS|HMAS|HMCS|INS|RMS|USCGC|RRS|USNS|RFA|ROKS|KRI|BRP|PNS|MSC|M/V|S/Y|M/Y)\s+$")
_SHIP_WORDS = lazy_pattern(
    r"(?:\b(?:ferry|tanker|freighter|trawler|frigate|destroyer|yacht|submarine|steamer|liner|cruise ship|cargo ship|container ship|aircraft carrier|warship|corvette|boat|ship|vessel)s?,?\s+(?:the\s+)?(?:(?:Admiral|General|Captain|King|Queen|Prince|Princess|Saint|St)\s)?[\"“‘']?)$"
)
# What stands behind the name of a craft in space; "SpaceX capsule" is of a firm.
_CRAFT_BEHIND = lazy_pattern(r"\s(?:space)?(?:craft|capsule|rover|lander|orbiter|probe)\b")
_CRAFT_MAKERS = word_set("spacex boeing roscosmos airbus ispace firefly")
_CREDIT = lazy_pattern(
    r"^[ \t]*[(\[]?(?:additional\s+|with\s+)?(?:reporting|writing|editing|compiled|edited|written|reported|translated|translation|photos?|photographs?|"
    r"photography|images?|pictures?|graphics?|video|illustrations?|production)(?:\s+and\s+(?:editing|writing|reporting|photos?))?\s*"
    r"(?:by\b|credits?\b|courtesy\b|:)[^\n]{0,240}$",
    re.IGNORECASE | re.MULTILINE,
)
_INLINE_CREDIT = lazy_pattern(
    r"\((?:(?:additional\s+)?(?:reporting|writing)\s+by[^()\n]{0,240}\)|(?:photos?|photograph|image|picture|file photo|photo credit)\s*(?:by|:|credit:?|courtesy of)[^()\n]{0,120}\))",
    re.IGNORECASE,
)
# Adjectives that stand before callings; a capital at the start of a sentence makes no name of them.
_PLAIN_OPENERS = MODIFIERS | OPINIONS
_CALLING = lazy_pattern(r"\s([a-z][a-z-]+)\s[A-Z]")
_ISM = lazy_pattern(r"[A-Z]\w+(?:ism|isms)$")
_HOUR = lazy_pattern(r"\d\s?(?:a\.?m\.?|p\.?m\.?|[AP]M)\s$|\d:\d\d\s$")
_LONGEST_ZONE = 4
# What names of laws, prizes, contests and instruments end in, and no organisation's.
_NO_ORGANISATION = lazy_pattern(
    r"\S\s(?:Amendment|Telescope|Act|Treaty|Accords?|Protocol|Olympics|Prize|Awards?|Grand Prix|Marathon|Index|World Cup|Championships|"
    r"Republican|Democrat|Democratic)$"
)
_SMALL_WORDS = word_set(
    "the a an it he she we they i this that these those and or but of in on at to for by his her its their our my"
)
_FEASTS = word_set(
    """christmas easter ramadan hanukkah chanukah diwali deepavali holi thanksgiving halloween passover pentecost whitsun epiphany lent
    nowruz norouz vesak songkran tet purim ashura mawlid onam pongal navratri dussehra kwanzaa carnival juneteenth"""
)
# Families that news names in the plural without naming one of them.
_FAMILIES = word_set(
    """obamas clintons bushes kennedys trumps bidens kardashians beckhams windsors rockefellers rothschilds gandhis nehrus bhuttos sharifs
    assads saddams kims marcoses aquinos dutertes macrons sarkozys le_pens sussexes cambridges murdochs waltons kochs ambanis tatas birlas
    kapoors khans bachchans kenyattas odingas mandelas zumas mugabes castros perons kirchners fujimoris somozas duvaliers saxe-coburgs
    habsburgs hapsburgs romanovs bourbons medicis borgias carters reagans nixons cheneys romneys pences rajapaksas bandaranaikes lees
    wallenbergs agnellis berlusconis grimaldis osmonds jacksons osbournes simpsons spencers middletons onassises hiltons gates"""
) - {"gates"}
_DISEASES = word_set(
    "ebola covid covid-19 malaria cholera mpox monkeypox zika measles polio dengue tuberculosis coronavirus omicron influenza"
)


def storm_names(text: str, mentions: Sequence[NameMention]) -> frozenset[str]:
    """Return the bare names of the storms of a text, folded: "delphine" where "Hurricane Delphine" stands."""
    low = text.lower()
    if not any(word in low for word in _STORM_WORDS):
        return frozenset()
    names = set()
    for mention in mentions:
        inside = _STORM.match(mention.text)
        if inside and inside.end() < len(mention.text):
            names.add(fold(mention.text[inside.end() :]))
        elif mention.label != "ORG" and _is_storm(text, mention):
            names.add(fold(mention.text))
    names.update(fold(match.group(1)) for match in _UNMARKED_STORM.finditer(text))
    return frozenset(names)


def _is_storm(text: str, mention: NameMention) -> bool:
    """Tell whether a name stands behind a word for a storm, with or without a comma."""
    before = text[max(0, mention.start - 40) : mention.start]
    if " " not in mention.text and _STORM_APPOSED.search(before):
        return True
    return _ends_with(_STORM, text, mention.start, 40)


def _ends_with(pattern: re.Pattern[str], text: str, end: int, reach: int) -> bool:
    """Tell whether a match of the pattern ends at `end`, looking back `reach` characters at most."""
    before = text[max(0, end - reach) : end]
    if not before.lower().rstrip(" s").endswith(_STORM_WORDS):
        return False
    return any(match.end() == len(before) for match in pattern.finditer(before))


def credit_spans(text: str) -> list[tuple[int, int]]:
    """Return the offsets of lines and brackets that say who wrote, edited or took what: "(Reporting by A; Editing by B)"."""
    return sorted(match.span() for pattern in (_CREDIT, _INLINE_CREDIT) for match in pattern.finditer(text))


class Exclusions:
    """What one text excludes: names of its storms and ships, and those in its credits."""

    def __init__(self, text: str, mentions: Sequence[NameMention]) -> None:
        self._text = text
        self._storms = storm_names(text, mentions)
        people = [fold(m.text).split() for m in mentions if m.label == "PERSON" and " " in m.text]
        self._parts = {token for tokens in people if " ".join(tokens) not in self._storms for token in tokens}
        self._vessels = {fold(m.text) for m in mentions if self._is_vessel(m)}
        self._credits = credit_spans(text)
        self._plain = plain_acronyms(text, mentions)

    def holds(self, mention: NameMention) -> bool:
        """Tell whether a mention names nothing that is recorded."""
        words = mention.text
        bare = _STORM.sub("", words, count=1) if _STORM.match(words) else words
        low = fold(bare)
        if low in self._storms and (" " not in bare) and low not in self._parts - self._storms:
            return True
        if mention.label == "ORG" and (words in self._plain or self._is_zone(mention) or self._is_plain_word(mention)):
            return True
        if low in self._vessels or _is_no_entity(words, mention.label):
            return True
        if mention.label == "PERSON" and (self._is_credit(mention.start) or self._is_national(mention, low)):
            return True
        return self._is_family(mention)

    def _is_zone(self, mention: NameMention) -> bool:
        """Tell whether letters name the zone of an hour: "5:45 p.m. ET"."""
        return (
            len(mention.text) <= _LONGEST_ZONE
            and _HOUR.search(self._text, max(0, mention.start - 10), mention.start) is not None
        )

    def _is_plain_word(self, mention: NameMention) -> bool:
        """Tell whether a word is an adjective that opens a sentence before somebody's calling: "Replacement hooker X"."""
        low = mention.text.lower()
        if not mention.text.istitle() or low not in _PLAIN_OPENERS:
            return False
        behind = _CALLING.match(self._text, mention.end)
        return behind is not None and is_head(behind.group(1))

    def _is_credit(self, start: int) -> bool:
        place = bisect_right(self._credits, (start, len(self._text))) - 1
        return place >= 0 and start < self._credits[place][1]

    def _is_national(self, mention: NameMention, low: str) -> bool:
        """Tell whether a person is called by a nation alone: "the Scot"."""
        return low in demonyms() and self._text[max(0, mention.start - 4) : mention.start].lower() == "the "

    def _is_vessel(self, mention: NameMention) -> bool:
        if mention.label == "ORG":
            made = is_acronym(mention.text) or " " in mention.text or mention.text.lower() in _CRAFT_MAKERS
            return not made and _CRAFT_BEHIND.match(self._text, mention.end) is not None
        before = self._text[max(0, mention.start - 30) : mention.start]
        return _VESSEL.search(before) is not None or _SHIP_WORDS.search(before) is not None

    def _is_family(self, mention: NameMention) -> bool:
        """Tell whether a mention is the plural of a person's family name: "the Obamas" beside "Barack Obama"."""
        low = fold(mention.text)
        if mention.label != "PLACE" and low in _FAMILIES:
            return True
        return mention.label == "ORG" and low.endswith("s") and low[:-1] in self._parts and low not in self._parts


@lru_cache(1 << 12)
def _is_no_entity(words: str, label: str) -> bool:
    """Tell by the words alone that they name no person, place or organisation."""
    low = words.lower()
    if _SUM.fullmatch(words) or (low in _SMALL_WORDS and not (words.isupper() and len(words) > 1)):
        return True
    if is_party_tag(words) or (label == "ORG" and _NO_ORGANISATION.search(words)):
        return True
    if low in _DISEASES or low.removesuffix(" day").removesuffix(" eve") in _FEASTS:
        return label != "ORG" or low in _DISEASES
    return label == "PERSON" and _ISM.fullmatch(words) is not None


def are_generic(forms: Iterable[str]) -> bool:
    """Tell whether all forms of an organisation are acronyms of a kind of thing ("CEO", "GDP")."""
    return all(fold(form.replace(".", "")).replace(" ", "-") in _GENERIC or form.lower() in _GENERIC for form in forms)

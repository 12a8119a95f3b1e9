"""Tags of party and seat behind a lawmaker's name: "(R-Texas)", ", D-Calif.,", "(PKR-Sungai Buloh)"; called by `relations`."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from newsx.lazy import lazy_pattern

_PARTIES = {"R": "Republican Party", "D": "Democratic Party", "L": "Libertarian Party", "I": None}
_STATES = dict(
    pair.split("=")
    for pair in """Ala=Alabama|Ariz=Arizona|Ark=Arkansas|Calif=California|Colo=Colorado|Conn=Connecticut|Del=Delaware|Fla=Florida|Ga=Georgia|
    Ill=Illinois|Ind=Indiana|Kan=Kansas|Ky=Kentucky|La=Louisiana|Md=Maryland|Mass=Massachusetts|Mich=Michigan|Minn=Minnesota|Miss=Mississippi|
    Mo=Missouri|Mont=Montana|Neb=Nebraska|Nev=Nevada|N.H=New Hampshire|N.J=New Jersey|N.M=New Mexico|N.Y=New York|N.C=North Carolina|
    N.D=North Dakota|Okla=Oklahoma|Ore=Oregon|Pa=Pennsylvania|R.I=Rhode Island|S.C=South Carolina|S.D=South Dakota|Tenn=Tennessee|
    Tex=Texas|Vt=Vermont|Va=Virginia|Wash=Washington|W.Va=West Virginia|Wis=Wisconsin|Wyo=Wyoming|D.C=District of Columbia|
    AL=Alabama|AK=Alaska|AZ=Arizona|AR=Arkansas|CA=California|CO=Colorado|CT=Connecticut|DE=Delaware|FL=Florida|GA=Georgia|HI=Hawaii|ID=Idaho|
    IL=Illinois|IN=Indiana|IA=Iowa|KS=Kansas|KY=Kentucky|LA=Louisiana|ME=Maine|MD=Maryland|MA=Massachusetts|MI=Michigan|MN=Minnesota|
    MS=Mississippi|MO=Missouri|MT=Montana|NE=Nebraska|NV=Nevada|NH=New Hampshire|NJ=New Jersey|NM=New Mexico|NY=New York|NC=North Carolina|
    ND=North Dakota|OH=Ohio|OK=Oklahoma|OR=Oregon|PA=Pennsylvania|RI=Rhode Island|SC=South Carolina|SD=South Dakota|TN=Tennessee|TX=Texas|
    UT=Utah|VT=Vermont|VA=Virginia|WA=Washington|WV=West Virginia|WI=Wisconsin|WY=Wyoming|DC=District of Columbia""".replace("\n", "").replace(" " * 4, "").split("|")
)  # fmt: skip
_TAG = r"[RDIL]-(?:(?:[A-Z]\.\s?){2}|W\.\s?Va\.?|[A-Z][A-Za-z]{1,12}\.?(?:\s[A-Z][a-z]{3,8})?)"
_AMERICAN = lazy_pattern(rf"\s{{0,2}}[,(]\s{{0,2}}({_TAG})(?=\s{{0,2}}[),;.]|\s{{0,2}}$)")
_SEAT = lazy_pattern(r"\s{0,2}\(([A-Z]{2,6})\s?[-–—]\s?([A-Z][\w.’' ]{2,30})\)")
_ALONE = lazy_pattern(_TAG)


class PartyTag(NamedTuple):
    """The party and the seat that stand behind a name, and the offsets of the words; `party` is None for independents."""

    party: str | None
    seat: str
    country_code: str | None
    start: int
    end: int


def party_tag(text: str, end: int) -> PartyTag | None:
    """Return the tag behind a name that ends at `end`."""
    match = _AMERICAN.match(text, end)
    if match:
        letter, _, state = match.group(1).partition("-")
        seat = _STATES.get(state.replace(" ", "").rstrip("."), state)
        return PartyTag(_PARTIES[letter], seat, "US", *match.span(1))
    match = _SEAT.match(text, end)
    return PartyTag(match.group(1), match.group(2), None, match.start(1), match.end(2)) if match else None


def is_party_tag(words: str) -> bool:
    """Tell whether words are a tag of party and state and nothing else ("R-Ky.", "D-Calif")."""
    return _ALONE.fullmatch(words) is not None


@cache
def state_names() -> frozenset[str]:
    """Return the names of the American states."""
    return frozenset(_STATES.values())

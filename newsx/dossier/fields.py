"""Fields of activity: what a person does for a living, told from roles and from the words of the sentences that name them.

Two people of one name are told apart by it: one plays basketball, the other sits in parliament.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from newsx.lazy import lazy_pattern
from newsx.names.tables import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# Field: words that hardly anything else is said with. Kinds of sport are fields of their own, beside "sport" for what all share.
_WORDS = """
football: striker midfielder goalkeeper winger defender fullback footballer goalkeepers strikers midfielders offside premiership uefa fifa laliga bundesliga midfield penalty keeper
basketball: nba rebounds point-guard dunk three-pointer basketball shooting-guard power-forward playoffs rebounder
tennis: wimbledon tennis seed seeded baseline forehand backhand atp wta unseeded serve
cricket: batsman bowler wicket wickets cricketer spinner innings cricket lbw wicketkeeper odi batter
rugby: rugby fly-half scrum-half prop lock hooker flanker springboks all-blacks
baseball: pitcher shortstop inning homer outfielder baseball mlb catcher first-baseman bullpen
hockey: nhl goaltender hockey defenseman puck
americanfootball: quarterback nfl touchdown linebacker touchdowns cornerback
athletics: sprinter marathon marathoner runner hurdler athlete decathlon javelin steeplechase sprint runners 100m 800m 1500m 5000m 10,000m
golf: golfer golf birdie pga bogey par
motorsport: racing-driver formula grand-prix motogp rally ferrari mclaren
boxing: boxer heavyweight boxing knockout featherweight middleweight welterweight judoka wrestler
cycling: cyclist cycling peloton rider
swimming: swimmer freestyle swimming butterfly backstroke
sport: coach captain champion medal medallist medalist teammate olympic olympian goal goals scored season club league match player team-mate defeated semifinal semi-final quarter-final final tournament victory cup squad referee
politics: president minister premier chancellor senator lawmaker deputy governor mayor congressman congresswoman candidate mp opposition politician parliamentarian speaker legislator party election voters campaign coalition cabinet ambassador diplomat envoy councillor secretary-general vice-president congressperson king queen emir crown
military: general colonel major lieutenant soldier commander brigadier admiral sergeant troops corporal warlord militia rebel guerrilla marshal insurgent
business: chairman ceo executive banker entrepreneur analyst economist investor businessman businesswoman trader shareholder founder chief-executive treasurer tycoon broker strategist industrialist
music: singer musician rapper guitarist composer conductor pianist album songwriter drummer band violinist soprano tenor concert cellist
film: actor actress filmmaker film movie hollywood screenwriter television starring series comedian cinematographer cinema producer
letters: author novelist poet writer playwright essayist novel translator historian
art: painter sculptor artist photographer architect designer exhibition curator
law: judge lawyer attorney prosecutor barrister justice magistrate solicitor counsel
crime: defendant suspect convicted murderer gunman robber sentenced arrested killer hijacker inmate fugitive accused charged
police: detective inspector sheriff policeman superintendent constable policewoman commissioner
science: scientist physicist biologist chemist astronomer geologist epidemiologist astrophysicist ecologist mathematician virologist botanist seismologist
academia: professor researcher laureate lecturer scholar
medicine: surgeon doctor nurse cardiologist physician paediatrician psychiatrist midwife oncologist dentist
religion: bishop archbishop cardinal priest pastor rabbi monk pope patriarch nun
clergy: imam cleric ayatollah mufti preacher sheikh
media: journalist reporter editor correspondent presenter anchor broadcaster columnist publisher newsreader
space: astronaut cosmonaut
farming: farmer fisherman herder grower shepherd
teaching: teacher headteacher headmistress schoolteacher principal
"""
SPORTS = word_set(
    """football basketball tennis cricket rugby baseball hockey americanfootball athletics golf motorsport boxing
    cycling swimming"""
)
# Pairs of fields that one person often has in turn, or that one event names together: no sign of two people.
_NEIGHBOURS = frozenset(
    frozenset(pair.split())
    for pair in (
        "politics military",
        "politics law",
        "politics business",
        "politics media",
        "politics crime",
        "law crime",
        "police crime",
        "police military",
        "police law",
        "military crime",
        "business crime",
        "film music",
        "film letters",
        "letters media",
        "letters art",
        "science medicine",
        "science academia",
        "academia letters",
        "academia business",
        "academia teaching",
        "academia medicine",
        "academia law",
        "academia media",
        "academia politics",
        "academia religion",
        "academia art",
        "academia music",
        "clergy politics",
        "clergy military",
        "clergy religion",
        "clergy crime",
        "religion crime",
        "sport crime",
        "sport media",
        "politics letters",
        "politics police",
        "media film",
        "music crime",
        "media crime",
        "art film",
        "art music",
        "business media",
        "space military",
        "space science",
    )
)
_WORD = lazy_pattern(r"[a-z0-9][\w,-]*[a-z0-9]")


@cache
def _field_of() -> dict[str, str]:
    return {
        word: field.strip()
        for field, _, words in (line.partition(":") for line in _WORDS.strip().splitlines())
        for word in words.split()
    }


def fields_of(texts: Iterable[str]) -> dict[str, float]:
    """Return the fields that texts speak of, each counted once a text."""
    table = _field_of()
    found: Counter[str] = Counter()
    for text in texts:
        words = _WORD.findall(text.lower())
        # "fly-half" is written "fly half" as well.
        pairs = (f"{first}-{second}" for first, second in pairwise(words))
        parts = {*words, *pairs, *(part for word in words for part in word.split("-"))}
        found.update({table[word] for word in parts if word in table})
    return {field: float(count) for field, count in found.items()}


def main_fields(fields: Mapping[str, float], *, least: float) -> frozenset[str]:
    """Return the strongest fields, and those half as strong; none where the strongest is below `least`."""
    best = max(fields.values(), default=0.0)
    if best < least:
        return frozenset()
    return frozenset(field for field, weight in fields.items() if weight >= max(least, best * 0.5))


def fields_clash(first: frozenset[str], second: frozenset[str]) -> float:
    """Tell from 0 to 1 how unlikely it is that one person is known in both sets of fields."""
    if not first or not second or first & second:
        return 0.0
    sports, others = first & SPORTS, second & SPORTS
    if sports and others:
        return 1.0
    first = first | {"sport"} if sports else first
    second = second | {"sport"} if others else second
    if first & second or any(frozenset((a, b)) in _NEIGHBOURS for a in first for b in second):
        return 0.0
    return 1.0 if "sport" in first | second else 0.9

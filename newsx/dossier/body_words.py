"""Tables of words in names of organisations: those that every country has, and those written in two ways."""

from __future__ import annotations

from newsx.names.tables import word_set

# Words of which names of bodies are made that every country has: such a body is one only with its country.
GENERIC = word_set(
    """government parliament senate congress cabinet police army navy military ministry foreign interior defense
    finance justice health education court supreme high constitutional central bank party opposition house
    representatives lower upper national assembly state department office council city treasury commission committee
    union federal reserve democrats democrat democratic republicans republican conservatives conservative labor
    liberals liberal greens green socialists socialist social communist stock exchange airport university board
    agency association federation ruling security forces force air guard coast embassy consulate hospital group team
    club league intelligence service presidency president administration trade industry agriculture energy transport
    affairs prosecutor prosecutors general public attorney electoral election elections independent authority
    institute statistics bureau people peoples popular alliance front movement left right free freedom unity
    progressive justice development home internal external water culture sports youth environment economy economic
    information communication communications tourism labour commerce chamber deputies commons lords human rights
    anti corruption revenue customs immigration border patrol meteorological weather football cricket olympic fire
    civil aviation news radio television broadcasting legislature legislative executive county district appeal
    appeals criminal first minister prime royal republic kingdom provincial regional municipal local special"""
)
# Words written in two ways, and names of offices that mean one thing.
SPELLINGS = {
    "defence": "defense",
    "labour": "labor",
    "centre": "center",
    "programme": "program",
    "organisation": "organization",
    "theatre": "theater",
    "parties": "party",
    "labours": "labor",
    "intl": "international",
    "univ": "university",
    "dept": "department",
    "govt": "government",
    "assn": "association",
    "co": "company",
    "saint": "st",
}
CLUB_MARKS = word_set("""fc cf sc afc ac fk sk bc cd ud""")
SAME_OFFICE = (("foreign affairs", "foreign"), ("external affairs", "foreign"), ("internal affairs", "interior"))

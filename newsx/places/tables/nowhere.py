"""Names that taggers mark as places and that lie in no country: directions, worlds, planets; for the countries of unknown places."""

from __future__ import annotations

from typing import Final

# Keys (newsx.places.forms.key_of).
NOWHERE: Final = frozenset(
    word
    for line in """
    north|south|east|west|northeast|northwest|southeast|southwest|north east|north west|south east|south west|northern|southern
    eastern|western|central|centre|center|interior|coast|inland|heartland|mainland|border|frontier|capital|downtown|midtown|uptown
    global north|global south|west bloc|eastern bloc|far west|third world|first world|developing world|free world|muslim world
    arab world|western world|west world|old world|new world|world|earth|planet|globe|planet earth|continent|hemisphere
    northern hemisphere|southern hemisphere|western hemisphere|eastern hemisphere|equator|tropics|space|outer space|orbit|moon|mars
    venus|jupiter|saturn|sun|solar system|milky way|heaven|hell|paradise|internet|web|cyberspace|metaverse|international space station
    lac|mena|emea|apac|asean|brics|state|province|city|town|village|county|district|republic|kingdom|union|high seas
    americas|the americas|christendom|islamic world|orient|occident|motherland|fatherland|homeland|eu|schengen|schengen area|eurozone|euro zone
    """.strip().splitlines()
    for word in line.strip().split("|")
)

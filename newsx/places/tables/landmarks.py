"""Landmarks and regions that news names and that are no cities or units, written by hand; for the resolver.

Each line: names (parted by "/"), country code or "-" where it lies in several or none, latitude, longitude in degrees, to
about a tenth (regions: their middle). "~" before the names: other countries have one too, so that the article must tell of this
one. Rivers, seas and mountains, counties, and states of the past stand in tables of their own.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from newsx.places.forms import key_of
from newsx.places.tables.counties import COUNTIES
from newsx.places.tables.former_states import FORMER_STATES
from newsx.places.tables.nature import NATURE


class Landmark(NamedTuple):
    """A place of the table: the country is None where it lies in several; degrees north and east.

    `shared` is true where other countries have a place of the name, `state` for a state that is no more.
    """

    name: str
    country: str | None
    latitude: float
    longitude: float
    shared: bool = False
    state: bool = False


_TABLE = """
~capitol US 38.89 -77.01
~notre dame FR 48.85 2.35
~parliament hill CA 45.42 -75.7
~national mall US 38.89 -77.02
royal albert hall GB 51.5 -0.18
red square RU 55.75 37.62
kremlin RU 55.75 37.62
bolshoi theatre/bolshoi theater RU 55.76 37.62
chechnya/chechen republic RU 43.4 45.7
siberia RU 60.0 100.0
north caucasus RU 43.5 44.5
white house US 38.9 -77.04
capitol hill/us capitol US 38.89 -77.01
pentagon US 38.87 -77.06
wall street US 40.71 -74.01
times square US 40.76 -73.99
~central park US 40.78 -73.97
~ground zero US 40.71 -74.01
guantanamo/guantanamo bay CU 19.9 -75.15
southern california US 34.3 -117.5
northern california US 39.0 -121.5
silicon valley US 37.4 -122.1
hollywood US 34.1 -118.33
new england US 43.5 -71.5
midwest US 41.5 -93.0
appalachia US 37.5 -82.0
~deep south US 32.5 -87.0
pacific northwest US 46.0 -121.0
~west coast US 40.0 -122.0
~gulf coast US 30.0 -90.0
san francisco bay area US 37.75 -122.3
~bay area US 37.75 -122.3
long island US 40.8 -73.3
cape cod US 41.7 -70.3
grand canyon US 36.1 -112.1
yellowstone/yellowstone national park US 44.6 -110.5
everglades US 26.0 -81.0
mississippi river US 29.15 -89.25
missouri river US 38.8 -90.1
ohio river US 37.0 -89.1
hudson river US 40.7 -74.0
colorado river - 31.8 -114.8
rio grande - 25.95 -97.15
lake michigan US 44.0 -87.0
lake superior - 47.7 -87.5
lake erie - 42.2 -81.2
lake huron - 44.8 -82.4
lake ontario - 43.7 -77.9
great lakes - 45.0 -84.0
chesapeake bay US 37.8 -76.1
lake tahoe US 39.1 -120.0
great plains - 40.0 -100.0
rocky mountains/rockies - 44.0 -110.0
niagara falls - 43.08 -79.07
downing street/10 downing street GB 51.50 -0.13
buckingham palace GB 51.50 -0.14
westminster/palace of westminster/houses of parliament GB 51.50 -0.12
heathrow/heathrow airport GB 51.47 -0.45
gatwick/gatwick airport GB 51.15 -0.18
wembley stadium GB 51.56 -0.28
trafalgar square GB 51.51 -0.13
channel islands - 49.3 -2.4
river thames/thames GB 51.5 0.6
lake district GB 54.5 -3.1
ulster - 54.6 -6.7
eiffel tower FR 48.86 2.29
elysee palace/elysee FR 48.87 2.32
bataclan FR 48.86 2.37
notre dame cathedral/notre dame de paris FR 48.85 2.35
charles de gaulle airport FR 49.01 2.55
normandy FR 49.0 0.3
french riviera/cote dazur FR 43.4 6.9
~riviera FR 43.4 6.9
english channel - 50.2 -0.5
brandenburg gate DE 52.52 13.38
reichstag DE 52.52 13.38
st peters square/saint peters square VA 41.9 12.46
alps - 46.5 9.5
pyrenees - 42.7 1.0
balkans/western balkans - 43.0 21.0
scandinavia - 63.0 15.0
baltic states/baltics - 57.0 25.0
caucasus/south caucasus - 42.5 44.5
iberia/iberian peninsula - 40.0 -4.0
eastern europe - 50.0 30.0
western europe - 48.0 5.0
central europe - 48.5 17.0
northern europe - 60.0 15.0
southern europe - 41.0 15.0
donbas/donbass UA 48.3 38.0
crimea/crimean peninsula UA 45.3 34.4
maidan UA 50.45 30.52
chernobyl/chornobyl UA 51.39 30.1
zaporizhzhia nuclear power plant UA 47.51 34.59
kossovo XK 42.6 20.9
transnistria MD 47.2 29.4
south ossetia/south ossetian/south ossetians GE 42.3 44.0
abkhazia/abkhaz/abkhazian/abkhazians GE 43.0 41.0
nagorno karabakh/karabakh AZ 39.8 46.7
gaza/gaza strip PS 31.4 34.4
west bank/occupied west bank PS 31.9 35.2
east jerusalem PS 31.8 35.25
golan heights/golan SY 33.0 35.8
temple mount/al aqsa mosque/al aqsa - 31.78 35.24
galilee IL 32.8 35.5
negev IL 30.8 34.9
sinai/sinai peninsula EG 29.5 34.0
tahrir square EG 30.04 31.24
suez canal EG 30.5 32.35
kurdistan - 37.0 43.0
iraqi kurdistan/kurdistan region IQ 36.2 44.0
~green zone IQ 33.3 44.4
fertile crescent - 34.0 40.0
middle east/mideast - 29.3 42.5
near east - 31.0 38.0
anatolia TR 39.0 35.0
levant - 34.0 36.5
persian gulf/arabian gulf - 27.0 51.0
strait of hormuz - 26.6 56.3
arabian peninsula/arabia - 22.0 46.0
gulf of aden - 12.5 47.5
bab el mandeb - 12.6 43.3
red sea - 20.0 38.0
mediterranean/mediterranean sea - 36.0 17.0
black sea - 43.5 34.0
caspian sea - 42.0 50.5
baltic sea - 58.0 20.0
north sea - 56.0 3.0
adriatic/adriatic sea - 43.0 15.0
aegean/aegean sea - 39.0 25.0
dead sea - 31.5 35.5
sea of azov - 46.0 36.5
barents sea - 74.0 36.0
arctic/arctic circle - 80.0 0.0
arctic ocean - 85.0 0.0
atlantic/atlantic ocean - 10.0 -30.0
north atlantic - 40.0 -40.0
pacific/pacific ocean - 0.0 -160.0
south pacific - -20.0 -150.0
indian ocean - -10.0 75.0
asia pacific/asia pacific region - 15.0 120.0
indo pacific - 5.0 100.0
gulf of mexico - 25.0 -90.0
caribbean/caribbean sea - 15.0 -73.0
west indies - 18.0 -70.0
latin america - -5.0 -65.0
central america - 14.0 -87.0
amazon/amazon rainforest/amazon basin - -4.0 -62.0
amazon river BR 0.0 -50.0
andes - -20.0 -67.0
patagonia - -44.0 -69.0
panama canal PA 9.1 -79.7
galapagos islands/galapagos EC -0.5 -90.5
darien gap - 8.0 -77.3
copacabana BR -22.97 -43.18
sahara/sahara desert - 23.0 10.0
sahel - 15.0 5.0
sub saharan africa - 0.0 20.0
maghreb - 32.0 3.0
horn of africa - 8.0 46.0
west africa - 12.0 -3.0
east africa - -1.0 36.0
north africa - 28.0 10.0
southern africa - -20.0 24.0
central africa - 3.0 20.0
great lakes region - -2.0 29.0
darfur SD 13.0 24.5
kordofan SD 13.0 30.0
abyei - 9.6 28.4
tigray ET 14.0 38.5
ogaden ET 7.0 44.0
puntland SO 8.5 49.0
somaliland SO 9.8 45.5
lake chad - 13.2 14.2
lake victoria - -1.0 33.0
niger delta NG 5.0 6.0
biafra NG 6.0 7.5
zanzibar TZ -6.15 39.3
maasai mara/masai mara KE -1.5 35.1
serengeti TZ -2.3 34.8
mount kilimanjaro/kilimanjaro TZ -3.07 37.35
victoria falls - -17.92 25.86
robben island ZA -33.8 18.37
nile/nile river/river nile - 30.1 31.1
congo river - -6.0 12.4
central asia - 43.0 65.0
south asia - 23.0 78.0
southeast asia/south east asia - 8.0 112.0
east asia - 35.0 110.0
far east - 40.0 125.0
northeast asia - 42.0 125.0
kashmir - 34.0 75.5
himalayas/himalaya - 28.5 84.0
mount everest/everest - 27.99 86.93
hindu kush - 35.5 70.0
khyber pass - 34.1 71.1
swat valley PK 35.2 72.4
ganges/ganga IN 22.0 90.0
taj mahal IN 27.17 78.04
red fort IN 28.66 77.24
tibetan plateau CN 33.0 88.0
tiananmen square/tiananmen CN 39.9 116.4
forbidden city CN 39.92 116.4
great hall of the people CN 39.9 116.39
zhongnanhai CN 39.91 116.38
great wall/great wall of china CN 40.43 116.57
manchuria CN 44.0 125.0
yangtze/yangtze river CN 31.4 121.9
yellow river CN 37.8 119.1
south china sea - 14.0 115.0
east china sea - 29.0 125.0
yellow sea - 36.0 124.0
taiwan strait - 24.5 119.5
strait of malacca/malacca strait - 3.0 100.8
bay of bengal - 14.0 88.0
arabian sea - 17.0 66.0
andaman sea - 11.0 96.0
sea of japan - 40.0 135.0
spratly islands/spratlys - 8.6 111.9
paracel islands - 16.5 112.0
senkaku islands/diaoyu islands - 25.75 123.5
korean peninsula - 38.0 127.5
panmunjom/demilitarized zone/demilitarised zone - 37.96 126.68
blue house KR 37.59 126.97
mekong/mekong river - 9.8 106.6
mekong delta VN 10.0 105.8
golden triangle - 20.35 100.08
indochina - 15.0 105.0
borneo - 1.0 114.0
java ID -7.5 110.0
sumatra ID 0.0 102.0
sulawesi ID -2.0 121.0
kalimantan ID -1.0 114.0
mindanao PH 7.5 125.0
luzon PH 16.0 121.0
visayas PH 11.0 123.5
kuril islands/kurils RU 46.5 151.5
fukushima daiichi/fukushima nuclear plant JP 37.42 141.03
mount fuji JP 35.36 138.73
irrawaddy river/ayeyarwady river MM 15.8 95.1
shwedagon pagoda MM 16.8 96.15
kokang MM 23.7 98.8
great barrier reef AU -18.0 147.5
~outback AU -25.0 133.0
sydney opera house AU -33.86 151.22
oceania/australasia - -18.0 140.0
polynesia - -17.0 -150.0
antarctica/antarctic - -80.0 0.0
eurasia - 50.0 80.0
european union/eu - 50.0 10.0
europe/european/europeans - 50.0 10.0
africa/african/africans - 2.0 20.0
asia/asian/asians - 35.0 90.0
rhine - 51.97 4.1
danube - 45.2 29.7
volga/volga river RU 45.8 47.9
dnieper/dnipro river UA 46.5 32.3
euphrates - 31.0 47.4
tigris - 31.0 47.4
jordan river - 31.8 35.55
jordan valley - 32.1 35.55
orkney islands/orkney GB 59.0 -3.0
shetland/shetland islands GB 60.3 -1.3
hebrides GB 57.5 -7.0
isle of wight GB 50.7 -1.3
corsica FR 42.1 9.1
sardinia IT 40.1 9.1
sicily IT 37.6 14.2
crete GR 35.2 24.9
lesbos GR 39.2 26.3
lampedusa IT 35.5 12.6
azores PT 38.5 -28.0
canary islands ES 28.3 -16.0
mallorca/majorca ES 39.6 3.0
chagos islands/diego garcia IO -7.3 72.4
"""


def _read(table: str, *, state: bool = False) -> dict[str, Landmark]:
    """Return the places of a table under the key of each of their names."""
    places: dict[str, Landmark] = {}
    for entry in table.strip().replace("\n", "|").split("|"):
        names, country, latitude, longitude = entry.rsplit(" ", 3)
        shared = names.startswith("~")
        keys = names.removeprefix("~").split("/")
        code = None if country == "-" else country
        landmark = Landmark(keys[0].title(), code, float(latitude), float(longitude), shared, state)
        places |= {key_of(key): landmark for key in keys}
    return places


# Key → landmark.
LANDMARKS: Final[dict[str, Landmark]] = (
    _read(NATURE) | _read(_TABLE) | _read(COUNTIES) | _read(FORMER_STATES, state=True)
)

"""Rivers, lakes, seas, mountains, deserts, islands and parks that news names, written by hand; for the table of landmarks.

Each entry: names (parted by "/"), country code or "-" where it lies in several or none, latitude, longitude in degrees, to about
half a degree (rivers: their mouth or a middle; ranges, deserts and islands: their middle). Entries are parted by "|".
No package was found that holds such names with points: the ones that carry Natural Earth or GeoNames have coastlines, countries,
units and cities only.
"""

from __future__ import annotations

from typing import Final

NATURE: Final = """
zambezi/zambezi river - -18.6 36.3|limpopo river - -25.2 33.5|orange river - -28.6 16.4|vaal/vaal river ZA -27.0 26.5|niger river/river niger - 5.3 6.4
senegal river - 16.0 -16.5|gambia river/river gambia - 13.5 -16.6|volta river GH 5.8 0.7|lake volta GH 7.3 -0.1|blue nile/blue nile river - 11.6 34.5
white nile/white nile river - 11.0 32.6|tana river KE -2.5 40.5|awash river ET 10.5 40.5|omo river/omo valley ET 5.5 36.0|shebelle river - 2.0 44.5
okavango/okavango delta BW -19.3 22.9|okavango river - -18.5 21.8|cunene river/kunene river - -17.3 11.8|ubangi river - 0.5 18.0|benue river/river benue NG 7.8 8.0
lake tanganyika - -6.1 29.5|lake malawi/lake nyasa - -12.0 34.5|lake turkana KE 3.6 36.1|lake kivu - -2.0 29.2|lake albert - 1.7 30.9|lake edward - -0.4 29.6
lake kariba - -17.0 28.0|lake tana ET 12.0 37.3|lake naivasha KE -0.8 36.4|lake nakuru KE -0.4 36.1|lake nasser EG 23.0 32.8|lake assal DJ 11.7 42.4
mount kenya KE -0.15 37.3|mount elgon - 1.1 34.5|rwenzori/rwenzori mountains/ruwenzori - 0.4 29.9|atlas mountains/high atlas - 31.5 -7.0|drakensberg ZA -29.0 29.3
table mountain ZA -33.96 18.4|mount cameroon CM 4.2 9.2|mount nyiragongo/nyiragongo CD -1.5 29.25|virunga/virunga national park CD -0.5 29.5|virunga mountains - -1.4 29.5
ethiopian highlands ET 9.5 39.5|simien mountains ET 13.2 38.2|great rift valley/rift valley - 0.0 36.0|kalahari/kalahari desert - -23.0 21.0|namib/namib desert NA -24.0 15.0
libyan desert - 24.0 25.0|nubian desert SD 20.5 33.0|danakil/danakil depression ET 14.2 40.3|karoo ZA -32.3 22.0|kruger/kruger national park/kruger park ZA -24.0 31.5
tsavo/tsavo national park KE -2.9 38.4|amboseli/amboseli national park KE -2.65 37.25|ngorongoro/ngorongoro crater TZ -3.2 35.5|chobe/chobe national park BW -18.7 24.5
hwange national park ZW -19.0 26.6|etosha/etosha national park NA -18.8 16.3|gorongosa/gorongosa national park MZ -18.8 34.5|garamba/garamba national park CD 4.2 29.5
bwindi/bwindi impenetrable forest UG -1.05 29.7|murchison falls UG 2.3 31.7|mau forest KE -0.6 35.5|sambisa forest/sambisa NG 11.5 13.7|boni forest KE -1.6 41.2
gulf of guinea - 1.5 2.0|bight of benin - 5.0 3.0|cape of good hope ZA -34.36 18.47|cape agulhas ZA -34.8 20.0|bazaruto MZ -21.6 35.5|pemba island TZ -5.2 39.75
unguja TZ -6.15 39.3|lamu archipelago KE -2.2 41.0|socotra YE 12.5 53.9|bioko GQ 3.5 8.7|fernando poo GQ 3.5 8.7|bijagos islands GW 11.2 -15.9
amur/amur river - 53.0 141.0|lena river RU 70.0 127.0|yenisei/yenisey/yenisei river RU 68.0 86.5|ob river RU 66.0 69.0|don river/river don RU 47.2 39.3|ural river - 47.0 51.9
kuban river RU 45.3 37.4|neva/neva river RU 59.95 30.3|lake baikal/baikal RU 53.5 108.2|lake ladoga/ladoga RU 60.8 31.5|lake onega RU 61.7 35.4|kola peninsula RU 67.5 37.0
kamchatka peninsula RU 56.0 159.0|novaya zemlya RU 74.0 57.0|franz josef land RU 80.7 55.0|wrangel island RU 71.2 -179.4|ural mountains/urals RU 60.0 60.0|altai/altai mountains - 49.0 89.0
mount elbrus/elbrus RU 43.35 42.44|kerch strait - 45.3 36.6|white sea RU 65.5 37.5|kara sea RU 76.0 80.0|laptev sea RU 76.0 125.0|bering sea - 58.0 -178.0|bering strait - 65.8 -169.0
sea of okhotsk - 55.0 150.0|aral sea - 45.0 60.0|lake balkhash KZ 46.2 74.3|issyk kul/issyk kul lake KG 42.4 77.3|amu darya - 40.0 62.0|syr darya - 44.0 65.0
fergana valley/ferghana valley - 40.6 71.5|pamir/pamirs/pamir mountains - 38.5 73.0|tian shan/tien shan - 42.0 80.0|wakhan corridor AF 37.0 73.0|karakum/karakum desert TM 39.0 60.0
gobi/gobi desert - 42.5 103.5|taklamakan/taklamakan desert CN 39.0 83.0|khuvsgul/lake khuvsgul MN 51.1 100.5|onon river MN 49.5 113.0|orkhon valley MN 47.3 102.8|selenga river - 52.0 107.0
indus/indus river - 24.0 67.5|brahmaputra/brahmaputra river - 24.5 90.0|yamuna/yamuna river/jamuna river IN 25.4 81.9|narmada/narmada river IN 21.7 73.0|godavari/godavari river IN 16.7 82.0
krishna river IN 15.8 80.9|cauvery/kaveri/cauvery river/kaveri river IN 11.1 79.8|mahanadi IN 20.3 86.5|sutlej - 29.4 71.0|jhelum river - 31.2 72.2|chenab/chenab river - 30.5 71.7
ravi river - 30.6 71.8|padma/padma river BD 23.3 90.5|meghna/meghna river BD 22.6 90.6|teesta/teesta river - 25.5 89.7|buriganga BD 23.7 90.4|koshi river/kosi river - 25.4 87.2
dal lake IN 34.1 74.87|wular lake IN 34.4 74.55|chilika lake IN 19.7 85.3|loktak lake IN 24.5 93.8|pangong/pangong tso/pangong lake - 33.7 78.9|galwan valley/galwan - 34.75 78.2
siachen/siachen glacier - 35.5 77.0|karakoram/karakorams - 35.5 76.5|k2 - 35.88 76.5|nanga parbat PK 35.2 74.6|annapurna NP 28.6 83.8|kangchenjunga/kanchenjunga - 27.7 88.15
western ghats IN 12.0 75.5|eastern ghats IN 15.0 79.5|deccan/deccan plateau IN 17.0 77.0|thar/thar desert - 27.0 71.0|rann of kutch/rann of kachchh IN 24.0 70.0
sundarbans - 21.9 89.2|bastar IN 19.1 81.9|aksai chin - 35.2 79.3|palk strait - 9.8 79.7|andaman islands IN 12.3 92.8|nicobar islands IN 7.0 93.8|cox's bazar beach BD 21.4 91.97
coromandel coast IN 13.0 80.2|malabar/malabar coast IN 11.0 75.8|konkan IN 16.5 73.5|gir forest/gir national park IN 21.1 70.8|jim corbett national park/corbett national park IN 29.5 78.8
kaziranga/kaziranga national park IN 26.6 93.4|ranthambore IN 26.0 76.5|bhakra dam IN 31.4 76.4|adams peak LK 6.8 80.5|salween/salween river/thanlwin - 16.5 97.6
chindwin/chindwin river MM 21.5 95.3|inle lake MM 20.5 96.9|arakan coast MM 20.0 93.5|irrawaddy/ayeyarwady/irrawaddy delta/ayeyarwady delta MM 16.5 95.0|chao phraya/chao phraya river TH 13.5 100.6
tonle sap KH 12.9 104.1|red river delta VN 20.5 106.3|ha long bay/halong bay VN 20.9 107.2|gulf of tonkin - 20.0 108.0|gulf of thailand - 9.5 102.0|andaman sea coast TH 8.5 98.3
phuket island TH 7.95 98.33|koh samui/ko samui TH 9.5 100.0|songkhla lake TH 7.2 100.4|khao yai/khao yai national park TH 14.4 101.4|isaan/isan TH 16.0 103.0|langkawi MY 6.35 99.8
malay peninsula/peninsular malaysia - 4.0 102.0|east malaysia MY 3.5 114.0|mount kinabalu/kinabalu MY 6.08 116.56|straits of malacca/strait of melaka - 3.0 100.8|singapore strait - 1.2 104.0
straits of johor/johor strait - 1.45 103.8|krakatoa/anak krakatau ID -6.1 105.4|mount merapi/merapi ID -7.54 110.45|mount bromo ID -7.94 112.95|mount semeru/semeru ID -8.1 112.9
lake toba ID 2.7 98.8|komodo/komodo island ID -8.55 119.45|bali island ID -8.4 115.1|flores ID -8.6 121.0|lombok ID -8.6 116.3|moluccas/maluku islands ID -3.0 129.0|new guinea - -5.5 141.0
natuna islands/natuna/natunas ID 4.0 108.2|natuna sea ID 3.0 108.0|java sea ID -5.0 111.0|sunda strait ID -6.0 105.8|makassar strait ID -2.0 118.0|celebes sea - 3.5 122.0|sulu sea PH 8.0 120.0
mayon/mount mayon/mayon volcano PH 13.26 123.69|taal/taal volcano PH 14.0 121.0|mount pinatubo/pinatubo PH 15.13 120.35|scarborough shoal - 15.15 117.75|second thomas shoal/ayungin shoal - 9.75 115.85
palawan island PH 9.8 118.7|boracay PH 11.97 121.93|west philippine sea - 14.0 118.0|manila bay PH 14.5 120.75|philippine sea - 20.0 130.0|luzon strait - 20.5 121.5|mischief reef - 9.9 115.5
pearl river CN 22.8 113.6|pearl river delta CN 22.8 113.3|greater bay area CN 22.6 113.7|yangtze river delta CN 31.5 120.0|three gorges/three gorges dam CN 30.8 111.0|hexi corridor CN 39.0 100.5
poyang lake CN 29.1 116.3|dongting lake CN 29.3 112.9|lake tai/taihu CN 31.2 120.1|qinghai lake CN 37.0 100.2|loess plateau CN 37.0 108.0|bohai sea/bohai CN 38.7 119.5|victoria harbour/victoria harbor HK 22.29 114.17
lantau/lantau island HK 22.27 113.95|kowloon peninsula HK 22.32 114.17|new territories HK 22.42 114.1|victoria peak HK 22.27 114.15|tsim sha tsui HK 22.3 114.17|causeway bay HK 22.28 114.18
hong kong island HK 22.26 114.19|kinmen/kinmen islands/quemoy TW 24.45 118.35|matsu/matsu islands TW 26.15 119.95|penghu/penghu islands/pescadores TW 23.57 119.6|sun moon lake TW 23.87 120.92
paektu/mount paektu/changbai mountain - 42.0 128.06|han river KR 37.55 126.8|dokdo/takeshima/liancourt rocks - 37.24 131.87|jeju island KR 33.4 126.5|ulleungdo KR 37.5 130.87|baekryeong island KR 37.97 124.7
yalu river/amnok river - 40.0 124.3|tumen river - 42.3 130.6|kaesong industrial complex KP 37.93 126.63|mount kumgang/kumgang KP 38.66 128.1|honshu JP 36.0 138.0|kyushu JP 33.0 131.0|shikoku JP 33.7 133.5
okinawa island JP 26.5 128.0|iwo jima JP 24.78 141.32|senkaku/senkakus/diaoyu - 25.75 123.5|tsugaru strait JP 41.3 140.6|tsushima strait - 34.2 129.9|ryukyu islands JP 26.5 128.0|tokyo bay JP 35.4 139.8
mount aso JP 32.88 131.1|noto peninsula JP 37.3 136.9
orontes/orontes river - 36.0 36.0|litani/litani river LB 33.34 35.25|yarmouk/yarmouk river - 32.65 35.6|sea of galilee/lake tiberias/lake kinneret IL 32.8 35.6|bekaa/bekaa valley/beqaa valley LB 33.9 36.0
mount hermon - 33.4 35.85|mount lebanon LB 34.1 35.9|mount of olives - 31.78 35.25|shebaa farms - 33.3 35.7|philadelphi corridor PS 31.25 34.25|netzarim corridor PS 31.47 34.42|wadi rum JO 29.6 35.4
gulf of aqaba/gulf of eilat - 29.0 34.7|suez/gulf of suez EG 29.0 32.9|gulf of oman - 25.0 58.0|dhofar mountains OM 17.2 54.2|empty quarter/rub al khali - 20.0 50.0|hejaz/hijaz SA 23.0 39.5|najd/nejd SA 24.5 44.0
mount arafat/arafat/plain of arafat SA 21.35 39.98|mina valley SA 21.41 39.89|euphrates river - 31.0 47.4|tigris river - 31.0 47.4|shatt al arab - 30.0 48.5|mesopotamia - 33.0 44.0|qandil/qandil mountains IQ 36.5 45.0
sinjar mountains/mount sinjar IQ 36.4 41.8|zagros/zagros mountains IR 33.5 47.0|alborz IR 36.0 51.5|mount damavand/damavand IR 35.95 52.1|lake urmia/urmia lake IR 37.7 45.3|kharg island IR 29.25 50.3|qeshm IR 26.8 55.8
abu musa - 25.87 55.03|bosporus/bosphorus TR 41.1 29.07|dardanelles TR 40.2 26.4|sea of marmara/marmara sea TR 40.7 28.0|lake van TR 38.6 43.0|mount ararat/ararat TR 39.7 44.3|cappadocia TR 38.65 34.85
gallipoli/gallipoli peninsula TR 40.3 26.5|taurus mountains TR 37.0 33.0|thrace - 41.2 26.5|lake sevan/sevan AM 40.4 45.3|lachin corridor/lachin AZ 39.6 46.55|pankisi gorge GE 42.1 45.3
elbe/elbe river - 53.9 8.9|oder/oder river/odra - 53.6 14.6|vistula/vistula river PL 54.3 18.9|moselle - 50.4 7.6|main river DE 50.0 8.3|ruhr/ruhr valley/ruhr area DE 51.5 7.2|black forest DE 48.3 8.2
baltic/baltic coast - 58.0 20.0|bavarian alps DE 47.5 11.5|lake constance/bodensee - 47.6 9.4|zugspitze DE 47.42 10.98|rugen DE 54.4 13.4|heligoland DE 54.18 7.89|schwarzwald DE 48.3 8.2|seine/river seine/seine river FR 49.4 0.3
loire/loire valley FR 47.3 0.5|rhone/rhone river - 43.4 4.8|garonne FR 45.0 -0.6|dordogne river FR 45.0 -0.6|marne river FR 48.8 2.4|provence FR 43.7 5.8|alsace lorraine FR 48.7 7.0|champagne region FR 49.0 4.0
mont blanc - 45.83 6.86|massif central FR 45.0 3.0|bay of biscay - 45.0 -5.0|strait of dover/dover strait - 51.0 1.5|strait of gibraltar/straits of gibraltar - 35.95 -5.6|iberian sea - 36.0 -2.0|ebro/ebro river ES 40.7 0.8
tagus/tagus river/tajo - 38.7 -9.1|douro - 41.1 -8.7|guadalquivir ES 36.8 -6.3|costa del sol ES 36.5 -4.6|costa brava ES 41.9 3.2|costa blanca ES 38.3 -0.3|sierra nevada - 37.1 -3.2|tenerife ES 28.3 -16.6
gran canaria ES 28.0 -15.6|lanzarote ES 29.0 -13.6|fuerteventura ES 28.4 -14.0|la palma island ES 28.7 -17.9|ibiza ES 38.98 1.4|menorca/minorca ES 40.0 4.1|balearic islands/balearics ES 39.5 3.0|madeira PT 32.75 -17.0
algarve PT 37.1 -8.2|po river/river po IT 45.0 12.5|po valley IT 45.2 9.8|tiber IT 41.7 12.2|lake como IT 46.0 9.25|lake garda IT 45.6 10.7|dolomites IT 46.4 11.9|apennines IT 43.0 13.0|mount etna/etna IT 37.75 15.0
vesuvius/mount vesuvius IT 40.82 14.43|stromboli IT 38.8 15.2|elba IT 42.8 10.3|capri IT 40.55 14.22|amalfi coast IT 40.6 14.6|tyrrhenian sea - 40.0 12.0|ionian sea - 38.0 19.0|ligurian sea - 43.5 9.0|ionian islands GR 38.5 20.5
peloponnese GR 37.5 22.3|mount olympus GR 40.08 22.35|mount athos GR 40.2 24.3|rhodes GR 36.2 28.0|corfu GR 39.6 19.9|santorini GR 36.4 25.45|mykonos GR 37.45 25.35|samos GR 37.75 26.8|chios GR 38.4 26.05|kos GR 36.85 27.2
cyclades GR 37.0 25.2|dodecanese GR 36.5 27.0|evros river/evros GR 41.0 26.3|sava/sava river - 44.8 20.4|drina/drina river - 44.9 19.4|lake ohrid - 41.0 20.7|dalmatia/dalmatian coast HR 43.3 16.5|istria - 45.2 13.9
vojvodina RS 45.3 19.8|sandzak - 43.1 20.0|carpathians/carpathian mountains - 47.5 25.0|tatra mountains/tatras - 49.2 20.0|transylvania RO 46.5 24.5|danube delta RO 45.1 29.5|dniester/dniester river - 46.3 30.3
bug river - 52.5 21.1|lake balaton/balaton HU 46.8 17.7|bohemia CZ 49.8 14.4|moravia CZ 49.3 17.0|silesia - 50.7 17.5|pomerania - 54.0 16.0|suwalki gap - 54.1 23.3|curonian spit - 55.2 20.9
gulf of finland - 60.0 26.0|gulf of bothnia - 62.5 20.0|oresund - 55.8 12.8|kattegat - 56.8 11.5|skagerrak - 57.8 9.0|jutland DK 56.3 9.3|zealand island DK 55.5 11.8|bornholm DK 55.13 14.9|gotland SE 57.5 18.5|aland/aland islands FI 60.2 20.0
lapland - 67.5 26.0|lofoten/lofoten islands NO 68.2 13.8|svalbard/spitsbergen NO 78.5 17.0|jan mayen NO 71.0 -8.3|reykjanes peninsula/reykjanes IS 63.9 -22.3|eyjafjallajokull IS 63.63 -19.6|faroe islands FO 62.0 -7.0
mersey/river mersey GB 53.4 -3.0|severn/river severn GB 51.5 -2.7|tyne/river tyne GB 55.0 -1.4|river trent GB 53.7 -0.7|clyde/river clyde GB 55.9 -4.7|loch ness GB 57.3 -4.45|loch lomond GB 56.1 -4.6|lough neagh GB 54.6 -6.4
scottish highlands/highlands of scotland GB 57.3 -4.7|ben nevis GB 56.8 -5.0|snowdon/snowdonia GB 53.07 -4.08|peak district GB 53.3 -1.8|yorkshire dales GB 54.2 -2.2|cotswolds GB 51.8 -1.9|dartmoor GB 50.6 -3.9|pennines GB 54.5 -2.3
land's end GB 50.07 -5.72|isles of scilly/scilly isles GB 49.9 -6.3|anglesey GB 53.3 -4.4|skye/isle of skye GB 57.3 -6.3|irish sea - 53.8 -5.0|celtic sea - 50.5 -8.0|river liffey/liffey IE 53.35 -6.2|shannon/river shannon IE 52.6 -9.0
st lawrence river/saint lawrence river - 48.0 -69.0|gulf of st lawrence CA 48.0 -61.5|hudson bay CA 60.0 -85.0|james bay CA 53.5 -80.5|baffin island CA 69.0 -72.0|ellesmere island CA 80.0 -79.0|vancouver island CA 49.6 -125.5
great bear lake CA 66.0 -121.0|great slave lake CA 61.5 -114.0|lake winnipeg CA 52.0 -97.5|lake champlain - 44.5 -73.3|mackenzie river CA 69.0 -134.5|fraser river CA 49.1 -123.2|yukon river - 62.6 -164.8|athabasca river CA 58.6 -111.3
northwest passage - 74.0 -95.0|labrador sea - 60.0 -55.0|labrador CA 54.0 -61.0|cape breton/cape breton island CA 46.2 -60.8|bay of fundy CA 45.0 -65.8|maritimes/maritime provinces CA 46.0 -64.0|prairies CA 52.0 -106.0
haida gwaii CA 53.3 -132.2|gaspe peninsula/gaspesie CA 48.7 -65.5|nunavik CA 59.0 -74.0|columbia river - 46.2 -124.0|snake river US 46.2 -119.0|sacramento river US 38.1 -121.7|potomac/potomac river US 38.0 -76.3
delaware river US 39.4 -75.5|tennessee river US 37.1 -88.6|arkansas river US 33.8 -91.1|east river US 40.75 -73.96|charles river US 42.37 -71.06|red river - 31.0 -91.7|great salt lake US 41.2 -112.5|lake mead US 36.2 -114.4|lake powell US 37.1 -111.3
lake okeechobee US 26.95 -80.8|lake pontchartrain US 30.2 -90.1|puget sound US 47.7 -122.4|san francisco bay US 37.7 -122.3|tampa bay US 27.7 -82.6|long island sound US 41.1 -72.9|outer banks US 35.5 -75.5|florida keys US 24.7 -81.3
martha's vineyard US 41.4 -70.6|nantucket US 41.28 -70.1|yosemite/yosemite national park US 37.85 -119.55|death valley US 36.5 -117.0|mojave/mojave desert US 35.0 -115.5|sonoran desert - 32.0 -112.5|mount rainier US 46.85 -121.76
mount st helens/mount saint helens US 46.2 -122.19|mount rushmore US 43.88 -103.46|denali/mount mckinley US 63.07 -151.0|aleutian islands/aleutians US 52.5 -174.0|appalachian mountains/appalachians US 38.0 -81.0|blue ridge mountains US 36.5 -81.5
smoky mountains/great smoky mountains US 35.6 -83.5|ozarks US 36.5 -93.0|cascades/cascade mountains/cascade range US 46.0 -121.5|san andreas fault US 35.5 -120.0|central valley US 37.0 -120.0|napa valley US 38.5 -122.4|black hills US 44.0 -103.7
texas panhandle US 35.5 -101.5|rust belt US 41.5 -83.0|sun belt US 33.0 -100.0|bible belt US 34.0 -88.0|upper peninsula US 46.3 -86.7|lower manhattan US 40.71 -74.0|maui US 20.8 -156.3|oahu US 21.45 -158.0|kilauea US 19.42 -155.29|pearl harbor US 21.36 -157.95
mauna loa US 19.47 -155.6|midway atoll US 28.2 -177.4|wake island US 19.3 166.6|baja peninsula/baja california peninsula MX 27.5 -113.0|gulf of california/sea of cortez MX 28.0 -112.0|yucatan peninsula MX 20.5 -89.0
riviera maya MX 20.5 -87.2|mayan riviera MX 20.5 -87.2|cozumel MX 20.45 -86.9|popocatepetl MX 19.02 -98.63|sierra madre MX 24.0 -105.0|usumacinta river - 18.4 -92.6|suchiate river - 14.6 -92.2|lake atitlan GT 14.7 -91.2|lake nicaragua/cocibolca NI 11.5 -85.4
lake managua/xolotlan NI 12.35 -86.35|san juan river NI 10.9 -83.7|corn islands NI 12.2 -83.0|bay islands HN 16.3 -86.5|roatan HN 16.35 -86.4|mosquito coast/mosquitia - 14.0 -84.0|gulf of fonseca - 13.2 -87.7
osa peninsula CR 8.6 -83.5|nicoya peninsula CR 10.0 -85.3|arenal/arenal volcano CR 10.46 -84.7|gatun lake PA 9.2 -79.9|bocas del toro PA 9.35 -82.25|san blas islands PA 9.55 -78.8|gulf of panama PA 8.0 -79.2
greater antilles - 19.5 -73.0|lesser antilles - 14.0 -61.0|windward islands - 13.5 -61.0|leeward islands - 17.0 -62.5|antilles - 18.0 -69.0|hispaniola - 19.0 -71.0|tortuga haiti HT 20.0 -72.8|barbuda AG 17.63 -61.8|tobago TT 11.25 -60.7
isla de la juventud/isle of youth CU 21.7 -82.8|varadero CU 23.15 -81.25|sierra maestra CU 20.0 -76.7|orinoco/orinoco river VE 8.6 -62.0|lake maracaibo VE 9.8 -71.5|angel falls VE 5.97 -62.54|essequibo/essequibo region/guayana esequiba GY 6.0 -59.5
demerara river GY 6.8 -58.2|kaieteur falls GY 5.17 -59.48|magdalena river CO 11.1 -74.85|san andres island CO 12.55 -81.7|catatumbo CO 8.6 -73.1|cauca river CO 8.9 -74.5|llanos - 6.0 -69.0|guajira peninsula - 12.0 -71.7
cotopaxi EC -0.68 -78.44|chimborazo EC -1.47 -78.82|lake titicaca/titicaca - -15.8 -69.4|machu picchu PE -13.16 -72.55|nazca lines PE -14.74 -75.13|huascaran PE -9.12 -77.6|marañón river PE -4.5 -73.5|ucayali river PE -4.5 -73.5
atacama desert CL -24.0 -69.3|salar de uyuni/uyuni salt flats BO -20.1 -67.5|altiplano - -17.0 -68.5|gran chaco - -22.5 -61.0|yungas BO -16.5 -67.0|silala/silala river - -22.0 -68.0|aconcagua/mount aconcagua AR -32.65 -70.0
tierra del fuego - -54.0 -68.5|strait of magellan CL -53.5 -70.5|beagle channel - -54.9 -68.0|cape horn CL -55.98 -67.27|easter island/rapa nui CL -27.1 -109.4|juan fernandez islands CL -33.6 -78.8|torres del paine CL -51.0 -73.0
chiloe/chiloe island CL -42.6 -73.9|bio bio river/biobio river CL -36.8 -73.15|maipo river CL -33.6 -71.6|vaca muerta AR -38.5 -69.0|pampas AR -35.0 -62.0|rio de la plata/river plate/la plata river - -35.0 -57.0|parana river - -33.7 -59.3
paraguay river - -27.3 -58.6|uruguay river - -34.2 -58.3|iguazu falls/iguacu falls/iguazu - -25.7 -54.44|itaipu/itaipu dam - -25.4 -54.6|pantanal - -17.5 -57.0|cerrado BR -14.0 -48.0|caatinga BR -9.0 -40.0|sao francisco river BR -10.5 -36.4
mato grosso region BR -13.0 -56.0|tapajos BR -2.4 -54.8|xingu/xingu river BR -1.5 -52.0|fernando de noronha BR -3.85 -32.42|sugarloaf mountain BR -22.95 -43.16|ipanema BR -22.98 -43.2|falklands/falkland islands/malvinas FK -51.7 -59.0
south georgia GS -54.3 -36.7|guianas - 4.5 -56.0|southern cone - -32.0 -63.0
murray river AU -35.5 138.9|darling river/murray darling basin AU -33.0 144.0|lake eyre AU -28.5 137.3|uluru/ayers rock AU -25.34 131.04|great dividing range AU -33.0 150.0|blue mountains AU -33.7 150.3|gold coast AU -28.0 153.4|sunshine coast AU -26.65 153.07
cape york/cape york peninsula AU -13.0 142.5|arnhem land AU -12.8 134.5|kimberley region AU -16.5 126.0|pilbara AU -22.0 118.5|nullarbor/nullarbor plain AU -31.0 129.0|kangaroo island AU -35.8 137.2|bass strait AU -39.8 146.0|torres strait - -10.0 142.3
torres strait islands AU -10.4 142.3|great australian bight AU -33.0 130.0|gulf of carpentaria AU -14.0 139.0|bondi beach/bondi AU -33.89 151.27|sydney harbour AU -33.85 151.22|hunter valley AU -32.6 151.1|coral sea - -18.0 155.0|tasman sea - -37.0 160.0
christmas island CX -10.5 105.65|lord howe island AU -31.55 159.08|north island NZ -38.5 176.0|south island NZ -43.8 171.0|stewart island NZ -47.0 168.0|waikato river NZ -37.4 174.7|lake taupo NZ -38.8 175.9|cook strait NZ -41.2 174.5
mount taranaki/mount egmont/egmont national park NZ -39.3 174.06|mount ruapehu NZ -39.28 175.57|mount cook/aoraki NZ -43.6 170.14|southern alps NZ -43.5 170.5|white island/whakaari NZ -37.52 177.18|milford sound NZ -44.65 167.9
bougainville/bougainville island PG -6.2 155.3|new britain PG -5.5 150.5|guadalcanal SB -9.6 160.2|tongatapu TO -21.2 -175.2|micronesian islands - 7.0 155.0|melanesia - -9.0 160.0|bikini atoll MH 11.6 165.4|kwajalein MH 8.7 167.7|viti levu FJ -17.8 178.0|vanua levu FJ -16.6 179.2
mariana trench - 11.35 142.2|southern ocean - -60.0 90.0|ross sea - -75.0 -175.0|weddell sea - -72.0 -45.0|north pacific - 40.0 -160.0|south atlantic - -25.0 -15.0|north pole - 90.0 0.0|south pole - -90.0 0.0|south indian ocean - -30.0 80.0
"""

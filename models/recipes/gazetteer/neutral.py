"""Cities that everybody means without a word of context, by country; for calibrate.py and the tests of the resolver.

The 131 largest of the world are among them.
"""

_BY_COUNTRY = """
AE Dubai
AF Kandahar|Herat|Kabul
AL Tirana
AO Luanda
AR Cordoba|Rosario|Mendoza|Buenos Aires
AT Vienna|Salzburg
AU Perth|Sydney|Melbourne|Brisbane|Adelaide|Darwin|Hobart|Canberra
BA Sarajevo|Mostar
BB Bridgetown
BD Chittagong|Sylhet|Dhaka|Chattogram
BE Bruges|Ghent|Antwerp
BG Plovdiv|Varna
BR Recife|Belem|Manaus|Natal|Santos|São Paulo|Rio de Janeiro
BS Nassau
BY Minsk|Gomel
CA Halifax|Hamilton|Quebec|Calgary|Edmonton|Winnipeg|Ottawa|Montreal|Vancouver|Toronto
CD Goma|Bukavu|Kinshasa
CH Geneva|Basel|Zurich
CI Abidjan
CL Santiago|Concepcion|Valparaiso
CN Xiamen|Shanghai|Beijing|Shenzhen|Guangzhou|Chengdu|Tianjin|Wuhan|Dongguan|Xi’an|Nanjing|Hangzhou|Foshan|Chongqing|Wuzhong|Qingdao|Shenyang|Suzhou|Puxi|Pudong|Harbin|Hefei|Dalian|Changchun|Bao'an|Wuxi|Jinan|Taiyuan|Zhengzhou|Shijiazhuang|Kunming|Zhongshan|Nanning|Shantou|Fuzhou|Ningbo|Puyang|Shiyan|Tangshan|Lüliang|Changzhou|Zibo|Changsha|Guiyang|Ürümqi|Lanzhou|Huizhou|Haikou
CO Cartagena|Medellin|Cali|Barranquilla|Bogotá
CU Havana
CZ Brno|Ostrava
DE Essen|Cologne|Hamburg|Munich|Stuttgart|Leipzig|Dresden|Bremen|Hanover|Berlin
DK Aarhus|Odense
DO Santo Domingo
EC Quito|Guayaquil|Cuenca
EE Tallinn|Tartu
EG Alexandria|Cairo|Giza
ES Valencia|Granada|Toledo|Seville|Bilbao|Malaga|Madrid|Barcelona
ET Addis Ababa
FI Turku|Tampere
FJ Suva
FR Nice|Lyon|Nancy|Tours|Marseille|Toulouse|Bordeaux|Lille|Strasbourg|Paris
GB Manchester|Oxford|Cambridge|Birmingham|Liverpool|York|Bath|Bristol|Edinburgh|Glasgow|Cardiff|Belfast|Leeds|Sheffield|Nottingham|Leicester|Plymouth|Southampton|Brighton|Aberdeen|Dundee|Swansea|London
GR Athens
GY Georgetown
HK Hong Kong
HN Tegucigalpa
HR Split|Pula|Zagreb
HU Debrecen|Szeged
ID Jakarta|Surabaya
IE Dublin|Cork|Galway|Limerick
IL Nazareth|Haifa|Beersheba
IN Hyderabad|Mumbai|Delhi|Bengaluru|Ahmedabad|Chennai|Kolkata|Surat|Pune|Jaipur|Kanpur
IQ Mosul|Basra|Baghdad
IR Isfahan|Tabriz|Tehran
IS Reykjavik
IT Venice|Florence|Naples|Rome|Bari|Turin|Milan|Palermo|Catania|Genoa|Bologna|Verona
JM Kingston
JO Amman
JP Kyoto|Sapporo|Tokyo|Yokohama
KE Mombasa|Kisumu|Nairobi
KP Pyongyang
KR Busan|Incheon|Seoul
LC Castries
LR Monrovia
LT Vilnius|Kaunas
LV Riga
LY Tripoli
MA Casablanca
ME Podgorica
MK Skopje
ML Bamako
MM Mandalay|Yangon
MO Macau
MX Merida|Guadalajara|Monterrey|Tijuana|Puebla|Cancun|Leon|Mexico City
NG Lagos|Ibadan|Kano
NI Managua
NL Delft
NO Bergen|Stavanger
NZ Wellington|Christchurch|Auckland|Dunedin
OM Muscat
PE Lima|Arequipa|Cusco|Trujillo
PH Cebu|Davao|Quezon City
PK Multan|Quetta|Lahore|Karachi|Peshawar|Faisalabad|Rawalpindi
PL Gdansk|Krakow|Wroclaw|Poznan
PS Bethlehem|Jericho
PT Porto|Braga|Lisbon
PY Asuncion
QA Doha
RO Cluj|Brasov
RU Moscow|Saint Petersburg
RW Kigali
SA Mecca|Medina|Jeddah|Riyadh
SE Malmo|Gothenburg
SG Singapore
SI Ljubljana
SK Bratislava
SL Freetown
SY Aleppo|Homs
TH Bangkok
TR Izmir|Adana|Bursa|Istanbul|Ankara|İzmir
TW Taichung|Taipei|New Taipei City
TZ Dar es Salaam
UA Odessa|Lviv|Kharkiv|Mariupol|Kyiv
UG Kampala
US Memphis|Phoenix|Portland|Denver|Boston|Lincoln|Madison|Austin|Houston|Dallas|Atlanta|Miami|Orlando|Tampa|Detroit|Cleveland|Columbus|Cincinnati|Pittsburgh|Buffalo|Rochester|Albany|Baltimore|Seattle|New York City|Los Angeles
UY Montevideo
VC Kingstown
VE Maracaibo|Caracas
VN Hue|Haiphong|Ho Chi Minh City|Hanoi
WS Apia
XK Pristina
YE Aden|Sanaa
ZA Durban|Pretoria|Polokwane|Johannesburg|Cape Town
ZM Lusaka
ZW Harare
"""

NEUTRAL = [(name, line[:2]) for line in _BY_COUNTRY.strip().splitlines() for name in line[3:].split("|")]

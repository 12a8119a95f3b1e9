"""What the packages lack, written by hand from general geography: names of units and, for the largest, their middle."""

# The packages give the centre of 48 states and Alaska together, far to the north-west.
COUNTRY_POINTS = {
    "US": (39.8, -98.6),  # the centre of the contiguous states, near Lebanon, Kansas
}

# Where people live in one corner of a large unit, the mean of its towns is not its middle. Whole or half degrees.
UNIT_POINTS = {
    ("CA", "01"): (55.0, -115.0), ("CA", "02"): (54.0, -125.0), ("CA", "03"): (55.0, -97.0), ("CA", "05"): (53.0, -60.0),
    ("CA", "08"): (50.0, -85.0), ("CA", "10"): (53.0, -71.0), ("CA", "11"): (54.5, -106.0), ("CA", "12"): (63.5, -135.5),
    ("CA", "13"): (65.0, -118.0), ("CA", "14"): (70.0, -90.0),
    ("AU", "02"): (-32.0, 147.0), ("AU", "03"): (-20.0, 133.0), ("AU", "04"): (-21.0, 144.0), ("AU", "05"): (-30.0, 135.0),
    ("AU", "06"): (-42.0, 146.5), ("AU", "07"): (-37.0, 144.0), ("AU", "08"): (-25.0, 122.0),
    ("US", "AK"): (64.0, -152.0),
}  # fmt: skip

# Country and GeoNames code → names: the one English-language news uses, then others.
_NAMES = """
CN 01 Anhui|02 Zhejiang|03 Jiangxi|04 Jiangsu|05 Jilin|06 Qinghai|07 Fujian|08 Heilongjiang|09 Henan|10 Hebei|11 Hunan|12 Hubei
CN 13 Xinjiang/Xinjiang Uyghur Autonomous Region/Xinjiang Uygur/East Turkestan|14 Tibet/Xizang/Tibet Autonomous Region|15 Gansu
CN 16 Guangxi/Guangxi Zhuang Autonomous Region|18 Guizhou|19 Liaoning|20 Inner Mongolia/Nei Mongol|21 Ningxia/Ningxia Hui Autonomous Region
CN 22 Beijing|23 Shanghai|24 Shanxi|25 Shandong|26 Shaanxi|28 Tianjin|29 Yunnan|30 Guangdong|31 Hainan|32 Sichuan|33 Chongqing
RU 06 Arkhangelsk/Arkhangelskaya|10 Bryansk|12 Chechnya|14 Chukotka|19 Ingushetia|20 Irkutsk|22 Kabardino-Balkaria|26 Kamchatka
RU 29 Kemerovo|30 Khabarovsk|32 Khanty-Mansi|38 Krasnodar/Krasnodarskiy|41 Kursk|42 Leningrad|47 Moscow Region/Moskovskaya|49 Murmansk
RU 51 Nizhny Novgorod|59 Primorye/Primorsky/Primorskiy|63 Yakutia/Sakha|64 Sakhalin|66 Saint Petersburg|68 North Ossetia|69 Smolensk
RU 70 Stavropol|73 Tatarstan|77 Tver|78 Tyumen|88 Yaroslavl|91 Krasnoyarsk|11 Buryatia|17 Dagestan|08 Bashkortostan|09 Belgorod|23 Kaliningrad
IN 07 Delhi/National Capital Territory of Delhi|12 Jammu and Kashmir/Jammu & Kashmir|41 Ladakh|22 Puducherry/Pondicherry|21 Odisha/Orissa|14 Lakshadweep|39 Uttarakhand/Uttaranchal
MM 10 Sagaing|08 Mandalay|18 Naypyidaw|03 Ayeyarwady/Irrawaddy|16 Bago/Pegu|01 Rakhine/Arakan|15 Magway/Magwe|12 Tanintharyi/Tenasserim|05 Kayin/Karen|06 Kayah/Karenni
PK 03 Khyber Pakhtunkhwa/Khyber-Pakhtunkhwa/North-West Frontier Province|05 Sindh/Sind|02 Balochistan/Baluchistan|06 Azad Kashmir/Azad Jammu and Kashmir/Pakistan-administered Kashmir
UA 05 Donetsk|14 Luhansk/Lugansk|13 Kyiv Region/Kiev Region|12 Kyiv|26 Zaporizhzhia/Zaporizhia|17 Odesa/Odessa|20 Sevastopol|23 Vinnytsia|10 Kirovohrad|04 Dnipropetrovsk
DE 01 Baden-Württemberg|08 Rhineland-Palatinate/Rheinland-Pfalz|02 Bavaria/Bayern|12 Mecklenburg-Western Pomerania/Mecklenburg-Vorpommern
IT 07 Lazio/Latium|10 Marche/The Marches|02 Basilicata|13 Puglia/Apulia
ES 55 Castile and León/Castilla y León|54 Castilla-La Mancha|32 Navarra/Navarre|51 Andalusia/Andalucía|56 Catalonia/Catalunya
ET 51 Oromia/Oromiya|44 Addis Ababa|47 Benishangul-Gumuz|53 Tigray|52 Somali Region
SD 49 South Darfur|55 North Darfur|47 West Darfur|61 Central Darfur|60 East Darfur|56 North Kordofan|50 South Kordofan|38 Gezira/Al Jazirah|39 Gedaref|62 West Kordofan
IQ 07 Baghdad|02 Basra|15 Nineveh/Ninawa|11 Erbil|05 Sulaymaniyah|12 Karbala|13 Kirkuk|08 Dohuk|18 Salahuddin/Salah ad Din|01 Anbar|17 Najaf|06 Babil
IR 01 West Azerbaijan|03 Chaharmahal and Bakhtiari|43 North Khorasan|41 South Khorasan|16 Kurdistan Province|05 Kohgiluyeh and Boyer-Ahmad
SY 13 Damascus|08 Rif Dimashq/Damascus Countryside|04 Raqqa|01 Hasakah|06 Daraa/Deraa|05 Suwayda/Sweida|07 Deir ez-Zor/Deir al-Zour
CD 11 North Kivu/Nord-Kivu|12 South Kivu/Sud-Kivu|16 Ituri|15 Tanganyika|14 Haut-Katanga/Katanga|29 Haut-Lomami|22 Lualaba|27 Sankuru|08 Kongo Central/Bas-Congo
CD 17 Haut-Uélé|13 Bas-Uélé|25 Tshuapa|31 Nord-Ubangi|28 Sud-Ubangi|26 Mongala|02 Équateur|24 Mai-Ndombe|20 Kwilu|19 Kwango|23 Kasaï|18 Kasaï-Central|21 Lomami|04 Kasaï-Oriental
NP 1 Koshi|2 Madhesh|3 Bagmati|4 Gandaki|5 Lumbini|6 Karnali|7 Sudurpashchim
ZA 03 Free State/Orange Free State|10 North West
FR 44 Grand Est|75 Nouvelle-Aquitaine|28 Normandy/Normandie|27 Bourgogne-Franche-Comté|76 Occitanie/Occitania|84 Auvergne-Rhône-Alpes|32 Hauts-de-France
FR 93 Provence-Alpes-Côte d'Azur|94 Corsica/Corse|53 Brittany/Bretagne
AF 29 Paktika|37 Khost|34 Kunar|40 Parwan|17 Logar|27 Wardak|39 Uruzgan|38 Nuristan|09 Ghor|28 Zabul
YE 25 Taiz|08 Hodeidah/Al Hudaydah|04 Hadramawt|20 Al Bayda|15 Saada|14 Marib|24 Lahj|26 Sanaa City|18 Dhale
LY 69 Benghazi|72 Misrata|76 Sirte|70 Derna|79 Butnan
KR 13 Gyeonggi|20 South Gyeongsang|14 North Gyeongsang|03 North Jeolla|16 South Jeolla|06 Gangwon|17 South Chungcheong|05 North Chungcheong|01 Jeju
PH 14 Bangsamoro/Autonomous Region in Muslim Mindanao|11 Davao Region
ID 10 Yogyakarta|22 Southeast Sulawesi|41 West Sulawesi|29 North Maluku|04 Jakarta
BD 84 Chattogram/Chittagong|85 Barishal|H Mymensingh
GE 51 Tbilisi|04 Adjara
KE 05 Nairobi|38 Murang'a|14 Elgeyo-Marakwet|49 Tharaka-Nithi|42 Nyamira
NG 11 Federal Capital Territory|56 Nasarawa
CM 07 North-West|09 South-West|10 Adamawa|14 South|13 North
MX 15 State of Mexico/Mexico State
AR 07 Buenos Aires City
PL 73 Kuyavian-Pomeranian|78 Masovian/Mazovia|74 Łódź
ML 08 Timbuktu/Tombouctou
VN 01 Hanoi
CA 05 Newfoundland and Labrador/Newfoundland/Labrador
KZ 05 Astana/Nur-Sultan
"""


def _read(table: str) -> dict[tuple[str, str], list[str]]:
    names = {}
    for line in table.strip().splitlines():
        country, units = line.split(" ", 1)
        for unit in units.split("|"):
            code, name = unit.split(" ", 1)
            names[country, code] = name.split("/")
    return names


UNIT_NAMES = _read(_NAMES)

"""Other names of countries, and the words for what and who belongs to them.

Codes are ISO 3166 alpha-2 (XK for Kosovo, as GeoNames has it). A name of a state that is no more stands for the country
that holds its name or capital in today's news ("Burma" MM, "Nazi Germany" DE, "Persia" IR); where several states followed
("Soviet Union", "Yugoslavia", "Czechoslovakia") it stands for none.
"""

from __future__ import annotations

from typing import Final

# Key (newsx.places.forms.key_of) → country, for names that GeoNames and countryinfo lack or give to another place.
COUNTRY_NAMES: Final[dict[str, str]] = {
    key: code
    for code, keys in {
        "US": "us|usa|u s|u s a|united states|united states of america|america|states",
        "GB": "uk|u k|united kingdom|britain|great britain",
        "AE": "uae|united arab emirates|emirates",
        "CD": "congo|drc|dr congo|drcongo|democratic republic of congo|democratic republic of the congo|congo kinshasa|zaire|congo dr",
        "CG": "republic of congo|republic of the congo|congo brazzaville",
        "CI": "ivory coast|cote divoire|cote d ivoire",
        "MM": "myanmar|burma|union of myanmar|republic of the union of myanmar",
        "PS": "palestine|palestinian territories|palestinian territory|occupied palestinian territories|occupied territories|state of palestine",
        "RU": "russia|russian federation",
        "SY": "syria|syrian arab republic",
        "IR": "iran|islamic republic|islamic republic of iran|persia",
        "KR": "korea|south korea|republic of korea|rok",
        "KP": "north korea|dprk|democratic peoples republic of korea",
        "CN": "china|prc|peoples republic of china|mainland china|communist china",
        "TW": "taiwan|republic of china|formosa|chinese taipei",
        "NL": "netherlands|holland",
        "CZ": "czech republic|czechia",
        "VA": "vatican|vatican city|holy see",
        "XK": "kosovo",
        "MK": "macedonia|north macedonia|fyrom",
        "TL": "east timor|timor leste",
        "SZ": "swaziland|eswatini",
        "CV": "cape verde|cabo verde",
        "LA": "laos|lao pdr",
        "VN": "vietnam|viet nam",
        "BA": "bosnia|bosnia and herzegovina|bosnia herzegovina",
        "TR": "turkey|turkiye",
        "DE": "germany|federal republic of germany|nazi germany|third reich|west germany|east germany",
        "JP": "japan|imperial japan",
        "SD": "sudan",
        "SS": "south sudan",
        "GE": "republic of georgia",
        "IE": "ireland|republic of ireland|eire|irish republic",
        "LK": "sri lanka|ceylon",
        "TH": "thailand|siam",
        "KH": "cambodia|kampuchea",
        "BD": "bangladesh|east pakistan",
        "ZW": "zimbabwe|rhodesia",
        "BF": "burkina faso|upper volta|burkina",
        "PG": "papua new guinea|png",
        "NZ": "new zealand|aotearoa",
        "SA": "saudi arabia|saudi|ksa|kingdom of saudi arabia",
        "TT": "trinidad and tobago|trinidad",
        "AG": "antigua and barbuda|antigua",
        "KN": "saint kitts and nevis|st kitts",
        "VC": "saint vincent and the grenadines|saint vincent",
        "ST": "sao tome and principe|sao tome",
        "CF": "central african republic|car",
        "HK": "hong kong",
        "MO": "macau|macao",
        "BN": "brunei|brunei darussalam",
        "FM": "micronesia|federated states of micronesia",
        "GM": "gambia",
        "BS": "bahamas",
        "PH": "philippines",
        "MV": "maldives",
        "DO": "dominican republic",
        "KG": "kyrgyzstan|kirghizia",
        "BY": "belarus|byelorussia|belorussia",
        "EH": "western sahara",
        "CY": "cyprus|northern cyprus",
        "RS": "serbia",
        "GN": "guinea|guinea conakry",
        "MX": "mexico",
        "LU": "luxembourg|luxemburg",
        "KW": "kuwait",
        "PA": "panama",
        "SG": "singapore",
        "DJ": "djibouti",
        "GT": "guatemala",
    }.items()
    for key in keys.split("|")
}

# Adjectives and demonyms, singular; the plural in -s is understood.
DEMONYMS: Final[dict[str, str]] = {
    word: code
    for code, words in {
        "AF": "afghan|afghani", "AL": "albanian", "DZ": "algerian", "AD": "andorran", "AO": "angolan", "AR": "argentine|argentinian|argentinean",
        "AM": "armenian", "AU": "australian|aussie", "AT": "austrian", "AZ": "azerbaijani|azeri", "BS": "bahamian", "BH": "bahraini",
        "BD": "bangladeshi", "BB": "barbadian|bajan", "BY": "belarusian|belarussian", "BE": "belgian", "BZ": "belizean", "BJ": "beninese",
        "BT": "bhutanese", "BO": "bolivian", "BA": "bosnian|bosniak", "BW": "botswanan", "BR": "brazilian", "BN": "bruneian",
        "BG": "bulgarian", "BF": "burkinabe|burkinabé", "MM": "burmese|myanma|myanmarese", "BI": "burundian", "KH": "cambodian|khmer",
        "CM": "cameroonian", "CA": "canadian", "CV": "cape verdean", "TD": "chadian", "CL": "chilean", "CN": "chinese",
        "CO": "colombian", "KM": "comorian", "CD": "congolese", "CR": "costa rican", "HR": "croatian|croat", "CU": "cuban", "CY": "cypriot",
        "CZ": "czech", "DK": "danish|dane", "DJ": "djiboutian", "DO": "dominican", "NL": "dutch|dutchman|dutchmen", "TL": "timorese|east timorese",
        "EC": "ecuadorian|ecuadorean", "EG": "egyptian", "AE": "emirati", "ER": "eritrean", "EE": "estonian", "ET": "ethiopian",
        "FJ": "fijian", "PH": "filipino|filipina|philippine", "FI": "finnish|finn", "FR": "french|frenchman|frenchmen|frenchwoman",
        "GA": "gabonese", "GM": "gambian", "GE": "georgian", "DE": "german", "GH": "ghanaian", "GR": "greek", "GD": "grenadian",
        "GT": "guatemalan", "GN": "guinean", "GY": "guyanese", "HT": "haitian", "HN": "honduran", "HK": "hong konger|hongkonger", "HU": "hungarian",
        "IS": "icelandic|icelander", "IN": "indian", "ID": "indonesian", "IR": "iranian|persian", "IQ": "iraqi",
        "IE": "irish|irishman|irishmen", "IL": "israeli", "IT": "italian", "CI": "ivorian", "JM": "jamaican", "JP": "japanese", "JO": "jordanian",
        "KZ": "kazakh|kazakhstani", "KE": "kenyan", "XK": "kosovar|kosovan", "KW": "kuwaiti", "KG": "kyrgyz", "LA": "lao|laotian", "LV": "latvian",
        "LB": "lebanese", "LS": "basotho", "LR": "liberian", "LY": "libyan", "LT": "lithuanian", "LU": "luxembourgish", "MK": "macedonian",
        "MG": "malagasy", "MW": "malawian", "MY": "malaysian|malay", "MV": "maldivian", "ML": "malian", "MT": "maltese", "MR": "mauritanian",
        "MU": "mauritian", "MX": "mexican", "MD": "moldovan", "MN": "mongolian", "ME": "montenegrin", "MA": "moroccan", "MZ": "mozambican",
        "NA": "namibian", "NP": "nepalese|nepali", "NZ": "new zealander|kiwi", "NI": "nicaraguan", "NE": "nigerien", "NG": "nigerian",
        "KP": "north korean", "NO": "norwegian", "OM": "omani", "PK": "pakistani", "PS": "palestinian|gazan", "PA": "panamanian",
        "PG": "papuan|papua new guinean", "PY": "paraguayan", "PE": "peruvian", "PL": "polish|pole", "PT": "portuguese", "PR": "puerto rican", "QA": "qatari",
        "RO": "romanian", "RU": "russian|muscovite", "RW": "rwandan|rwandese", "SV": "salvadoran|salvadorean", "WS": "samoan",
        "SA": "saudi|saudi arabian", "SN": "senegalese", "RS": "serbian|serb", "SL": "sierra leonean", "SG": "singaporean", "SK": "slovak|slovakian",
        "SI": "slovenian|slovene", "SO": "somali|somalian", "ZA": "south african", "KR": "south korean", "SS": "south sudanese",
        "ES": "spanish|spaniard", "LK": "sri lankan|sinhalese", "SD": "sudanese", "SR": "surinamese", "SZ": "swazi", "SE": "swedish|swede",
        "CH": "swiss", "SY": "syrian", "TW": "taiwanese", "TJ": "tajik|tajikistani", "TZ": "tanzanian", "TH": "thai", "TG": "togolese", "TO": "tongan",
        "TT": "trinidadian", "TN": "tunisian", "TR": "turkish|turk", "TM": "turkmen", "UG": "ugandan", "UA": "ukrainian", "UY": "uruguayan",
        "UZ": "uzbek|uzbekistani", "VE": "venezuelan", "VN": "vietnamese", "YE": "yemeni|yemenite", "ZM": "zambian", "ZW": "zimbabwean",
        "US": "american|us american",
        "GB": "british|briton|brit|londoner",
    }.items()
    for word in words.split("|")
}  # fmt: skip

# Country codes of web addresses and of some data that differ from ISO 3166.
CODE_ALIASES: Final[dict[str, str]] = {"UK": "GB", "EL": "GR"}

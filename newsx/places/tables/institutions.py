"""Words that tell in which country an article plays: parliaments, police forces, parties, schools, courts, money; for the evidence.

They are weak: foreign news names them as well.
"""

from __future__ import annotations

from typing import Final

# Word or phrase as it is printed → country; each is used of one country nearly always.
INSTITUTIONS: Final[dict[str, str]] = {
    word: code
    for code, words in {
        "US": (
            "county commissioners|county commission|state trooper|state troopers|Medicaid|Medicare|FBI|GOP|Republican|Republicans|Democrats|congressman"
            "|congresswoman|Congressman|NFL|NCAA|Wal-Mart|Walmart|Amtrak|selectmen|IRS|FEMA|Planning and Zoning"
        ),
        "GB": (
            "NHS|Tory|Tories|Lib Dem|Lib Dems|Met Police|Scotland Yard|GCSE|Ofsted|Westminster|Whitehall|Holyrood|Senedd|Stormont|Cllr"
            "|borough council|Borough Council"
        ),
        "CA": "RCMP|Mounties|Mountie|NDP|provincial police|Provincial Police|OPP|Coun.|Tim Hortons|loonie|Bloc Québécois|Crown attorney",
        "IE": "gardaí|gardai|Gardaí|Gardai|garda|Garda|Taoiseach|Tánaiste|Dáil|Dail|Fianna Fáil|Fianna Fail|Fine Gael|Oireachtas|Sinn Féin",
        "AU": "NSW|Centrelink|AFL|Medibank",
        "NZ": "Beehive|iwi",
        "IN": "crore|crores|lakh|lakhs|Lok Sabha|Rajya Sabha|BJP|panchayat|Rs",
        "ZA": "ANC|Eskom",
        "NG": "naira|EFCC|INEC|Boko Haram",
        "KE": "IEBC|Harambee",
        "PH": "barangay|Malacañang|Malacanang|PNP",
        "MM": "Tatmadaw|NLD|kyat|NUG",
        "RU": "Duma|rouble|roubles|ruble|rubles|FSB|Kremlin|Gazprom",
        "CN": "yuan|Politburo|Xinhua|renminbi",
        "JP": "yen|LDP",
        "IL": "Knesset|shekel|shekels|IDF|Likud",
        "PS": "Hamas|Fatah|Fateh",
        "LB": "Hezbollah|Hizbullah|Hizballah",
        "IR": "ayatollah|Ayatollah|Revolutionary Guards|Revolutionary Guard",
        "UA": "hryvnia|hryvnias|Verkhovna Rada|SBU",
        "TR": "lira|AKP|PKK",
        "DE": "Bundestag|Bundesrat|Bundeswehr|CDU|SPD|AfD",
        "FR": "Élysée|Elysee|gendarmes|gendarmerie",
        "ES": "Guardia Civil|Cortes|PSOE",
        "PL": "Sejm|zloty|zlotys",
        "SE": "Riksdag|kronor",
        "NO": "Storting|kroner",
        "DK": "Folketing|Folketinget",
        "BR": "reais|Petrobras|Lava Jato",
        "MX": "Pemex|PRI",
        "EG": "Muslim Brotherhood|Al-Ahram|Egyptian pounds",
        "PK": "PTI|PML-N|ISI",
        "LK": "LTTE|Tamil Tigers",
        "SD": "Janjaweed|RSF|SPLM",
        "AF": "Taliban|loya jirga|afghanis",
    }.items()
    for word in words.split("|")
}

# Offices, courts and money that several countries have: they tell between namesakes of these countries, and of no article what
# it is about ("councillor", "county", "sheriff", a league's name).
SHARED_INSTITUTIONS: Final[dict[str, str]] = {
    word: code
    for code, words in {
        "US": (
            "sheriff|Sheriff|sheriff's|sheriff’s|highway patrol|Highway Patrol|State Police|school district|School District|Interstate|Rep.|Sen.|Gov."
            "|sophomore|varsity|middle school|Middle School|NBA|DUI|felony|misdemeanor|Social Security|town meeting|Elementary|Community College"
            "|City Council|Board of Education|EPA|district attorney|eighth-grade|school board|School Board|Trooper|quarterback"
        ),
        "GB": (
            "£|MP|MPs|councillor|councillors|Councillor|Labour|Crown Court|crown court|magistrates|county council|County Council|Premier League"
            "|Detective Constable|High Street|high street"
        ),
    }.items()
    for word in words.split("|")
}

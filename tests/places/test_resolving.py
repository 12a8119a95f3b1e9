"""Places of mentions: containment, context, tables, bad input."""

from __future__ import annotations

import multiprocessing
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsx.places import Focus, Resolved, focus, resolve
from newsx.places.candidates import read_name
from newsx.places.distance import distance_km
from newsx.places.gazetteer import shipped_gazetteer
from newsx.records import NameMention


def mention(text, name, label="PLACE", nth=0):
    start = -1
    for _ in range(nth + 1):
        start = text.index(name, start + 1)
    return NameMention(name, label, start)


def place(text, name, **options):
    return resolve([mention(text, name)], text=text, **options)[0]


def places(text, *names, **options):
    return dict(zip(names, resolve([mention(text, name) for name in names], text=text, **options), strict=True))


@pytest.mark.parametrize(
    ("text", "name", "country", "unit_point"),
    [
        ("A fire broke out in Paris, Texas, on Monday.", "Paris", "US", (33.66, -95.56)),
        ("A fire broke out in Paris on Monday.", "Paris", "FR", (48.85, 2.35)),
        ("SPRINGFIELD, Ill. The governor spoke.", "SPRINGFIELD", "US", (39.8, -89.64)),
        ("He grew up in London, Ont., and moved.", "London", "CA", (42.98, -81.23)),
        ("Police in Newcastle, NSW, made an arrest.", "Newcastle", "AU", (-32.93, 151.78)),
        ("They met in Birmingham, Ala., that year.", "Birmingham", "US", (33.52, -86.8)),
        ("They met in Hyderabad in Pakistan.", "Hyderabad", "PK", (25.39, 68.37)),
        ("They met in Hyderabad, India.", "Hyderabad", "IN", (17.38, 78.46)),
        ("Shelling hit the Russian city of Belgorod.", "Belgorod", "RU", (50.6, 36.6)),
        ("Rangoon was the capital.", "Rangoon", "MM", (16.8, 96.16)),
        ("Trams ran in Bombay.", "Bombay", "IN", (19.07, 72.88)),
        ("He flew to Kiev.", "Kiev", "UA", (50.45, 30.52)),
        ("He flew to Peking.", "Peking", "CN", (39.9, 116.4)),
        ("He lives in Washington.", "Washington", "US", (38.9, -77.04)),
        ("She studied in Cambridge, Mass.", "Cambridge", "US", (42.37, -71.1)),
    ],
)
def test_cities_by_context(text, name, country, unit_point):
    found = place(text, name)
    assert found.country_code == country
    assert distance_km((found.latitude, found.longitude), unit_point) < 60


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Myanmar", "country", "MM"),
        ("Burma", "country", "MM"),
        ("Nazi Germany", "country", "DE"),
        ("the United Kingdom", "country", "GB"),
        ("U.S.", "country", "US"),
        ("DRC", "country", "CD"),
        ("UAE", "country", "AE"),
        ("Ivory Coast", "country", "CI"),
        ("Côte d'Ivoire", "country", "CI"),
        ("Türkiye", "country", "TR"),
        ("Rakhine", "first_level", "MM"),
        ("Rakhine State", "first_level", "MM"),
        ("Kachin states", "first_level", "MM"),
        ("Xinjiang", "first_level", "CN"),
        ("California", "first_level", "US"),
        ("Calif.", "first_level", "US"),
        ("Khyber Pakhtunkhwa", "first_level", "PK"),
        ("Khartoum", "city", "SD"),
        ("NAYPYITAW", "city", "MM"),
        ("Naypyidaw", "city", "MM"),
        ("Red Square", "other", "RU"),
        ("the Kremlin", "other", "RU"),
        ("Gaza Strip", "other", "PS"),
        ("Donbas", "other", "UA"),
        ("the Soviet Union", "country", None),
        ("Yugoslavia", "country", None),
        ("the Sahel", "other", None),
        ("Middle East", "other", None),
        ("Kashmir", "other", None),
        ("northern Iraq", "country", "IQ"),
        ("Moscow's", "city", "RU"),
    ],
)
def test_names_alone(name, kind, country):
    found = place(f"They spoke of {name} again.", name)
    assert (found.kind, found.country_code) == (kind, country)


@pytest.mark.parametrize("name", ["Qwertzuiopolis", "the West", "", "   ", "...", "12", "EU2"])
def test_unknown_names_stay_unknown(name):
    assert resolve([NameMention(name, "PLACE", 0)], text=f"{name} and more") == [None]


def test_other_places_decide():
    text = "Officials in Birmingham and Huntsville met in Montgomery."
    assert {found.country_code for found in places(text, "Birmingham", "Huntsville", "Montgomery").values()} == {"US"}


def test_words_that_are_no_places_decide():
    text = "Georgian police and Georgian troops closed the road; Abkhaz officials said Georgia had been warned."
    assert resolve([mention(text, "Georgia", nth=2)], text=text)[0].country_code == "GE"
    text = "The University of Georgia and the Atlanta Braves are in Georgia."
    found = places(text, "Atlanta", "Georgia")
    assert (found["Georgia"].kind, found["Georgia"].country_code) == ("first_level", "US")


def test_publishers_country_decides_between_equals():
    text = "The council of Hamilton met on Tuesday; in Newcastle it did not."
    for country in ("CA", "NZ"):
        assert place(text, "Hamilton", country=country).country_code == country
    for country in ("AU", "gb", "uk"):
        assert place(text, "Newcastle", country=country).country_code == {"AU": "AU"}.get(country, "GB")


def test_one_name_is_one_place_unless_contained():
    text = "Paris, Texas, is small. Paris has a tower. Paris, France, is large."
    mentions = [mention(text, "Paris", nth=n) for n in range(3)]
    found = resolve(mentions, text=text)
    assert found[0] == found[1]
    assert (found[0].country_code, found[2].country_code) == ("US", "FR")


def test_unknown_place_has_the_country_it_lies_in():
    text = "They laid a wreath at the Tomb of the Forgotten Baker in Moscow before talks."
    found = places(text, "Tomb of the Forgotten Baker", "Moscow")["Tomb of the Forgotten Baker"]
    assert (found.country_code, found.kind, found.latitude, found.geonames_id) == ("RU", "other", None, None)
    assert (found.located, found.within) == ("stated", "Moscow")


@pytest.mark.parametrize(
    ("text", "name", "country", "located"),
    [
        ("A bus fell into a ravine in Santa Quiteria, Honduras, on Monday.", "Santa Quiteria", "HN", "stated"),
        ("Two houses burned down in Ashgrove Park, west Brisbane, police said.", "Ashgrove Park", "AU", "stated"),
        ("The clinic is in the Mombasa suburb of Kwa Njenga.", "Kwa Njenga", "KE", "stated"),
        ("Nairobi was calm. Police closed Nairobi Central Market.", "Nairobi Central Market", "KE", "inferred"),
        (
            "Nairobi and Kisumu were calm. Kenya’s police in Nakuru shut Olbanita Road on Monday.",
            "Olbanita Road",
            "KE",
            "inferred",
        ),
    ],
)
def test_what_the_gazetteer_lacks_has_a_country(text, name, country, located):
    names = [
        name,
        *(n for n in ("Nairobi", "Kisumu", "Kenya", "Nakuru", "Brisbane", "Honduras") if n in text and n not in name),
    ]
    found = places(text, *names)[name]
    assert (found.country_code, found.located, found.latitude, found.population) == (country, located, None, None)
    assert 0.5 <= found.confidence <= 1


@pytest.mark.parametrize("name", ["the Third World", "north", "Earth", "the Global South"])
def test_what_lies_in_no_country_gets_none(name):
    text = f"Kenya and Nairobi spoke for {name}, Kenyan officials said."
    assert places(text, "Kenya", "Nairobi", name)[name] is None


def test_a_stated_whole_excludes_what_lies_elsewhere():
    text = "Three people died in Quiroga, Honduras, on Monday."
    found = places(text, "Quiroga", "Honduras")["Quiroga"]
    assert (found.country_code, found.latitude, found.located, found.within) == ("HN", None, "stated", "Honduras")


@pytest.mark.parametrize(
    "text",
    [
        "Officials met in Nairobi, Uganda and Tanzania last week.",
        "The minister, who came from Paris, said Honduras would help.",
        "COLUMBUS, Ohio (AP) — Prices rose.",
        "She was born in Lancaster on March 5.",
    ],
)
def test_lists_dates_and_agencies_are_no_wholes(text):
    name = next(n for n in ("Nairobi", "Paris", "Ohio", "Lancaster") if n in text)
    found = place(text, name)
    assert found.country_code == {"Nairobi": "KE", "Paris": "FR", "Ohio": "US", "Lancaster": found.country_code}[name]
    assert found.within is None


def test_the_whole_of_a_pair_is_what_the_pair_says():
    text = "A truck from Long Beach, CA, to Fresno, CA, stopped. The driver came from London, Ontario."
    found = places(text, "Fresno", "London", "Ontario")
    assert (found["London"].country_code, found["Ontario"].country_code) == ("CA", "CA")
    assert found["Ontario"].kind == "first_level"


def test_state_and_city_of_one_name_stay_two():
    text = "The march in Washington, D.C., drew 20,000. Officials in Washington state said ferries were full."
    city = NameMention("Washington, D.C.", "PLACE", text.index("Washington, D.C."))
    found = resolve([city, mention(text, "Washington", nth=1)], text=text)
    assert [place.kind for place in found] == ["city", "first_level"]


def test_labels_tell_what_is_no_place():
    text = "The Russian envoy met Paris Jackson of Acme Brazil."
    mentions = [
        NameMention("Russian", "NORP", 4),
        {"text": "Paris Jackson", "label": "PERSON", "start": 22},
        {"text": "Acme Brazil", "label": "ORG", "start": 39},
    ]
    assert resolve(mentions, text=text) == [None, None, None]


def test_points_ids_and_population():
    found = place("He flew to Yangon.", "Yangon")
    assert isinstance(found, Resolved)
    assert found.geonames_id == 1298824
    assert found.population > 1_000_000
    assert 0 < found.confidence <= 1


def test_focus_orders_countries():
    text = "Myanmar’s leader left Yangon for Russia. Burmese officials in Naypyitaw welcomed it; Chinese ones did not."
    mentions = [mention(text, name) for name in ("Myanmar", "Yangon", "Russia", "Naypyitaw")]
    found = focus(resolve(mentions, text=text), text=text, mentions=mentions)
    assert [item.country_code for item in found] == ["MM", "RU", "CN"]
    assert all(isinstance(item, Focus) for item in found)
    assert sum(item.share for item in found) == pytest.approx(1, abs=0.01)
    assert focus([]) == []


# Short texts, the places marked in brackets, and the country each is about.
FOCUS_TEXTS = [
    (
        "[WASHINGTON]: The [White House] said the [United States] would leave the [Paris] accord. Republicans in [California] cheered.",
        "US",
    ),
    ("[U.S.] officials in [Washington], [New York] and [Chicago] said the envoy had met Russians in [London].", "US"),
    ("Police in [Birmingham] and [Coventry] arrested five; the MP for [Solihull] was told.", "GB"),
    ("State troopers in [Birmingham] and [Mobile], [Ala.], arrested five.", "US"),
    ("Protests in [Santiago] spread to [Valparaíso] and [Concepción], Chilean officials said.", "CL"),
    ("[Nigeria]’s army fought in [Borno] and [Kano]; [Niger] closed its border.", "NG"),
    ("[Georgia] beat [Portugal] in [Tbilisi], and Georgian fans sang in [Batumi].", "GE"),
    ("[Hyderabad], [Karachi] and [Lahore] reported rain.", "PK"),
    ("[Hyderabad], [Chennai] and [Mumbai] reported rain.", "IN"),
    ("Officials in [Córdoba] and [Rosario] said [Argentina] was ready.", "AR"),
    ("Officials in [Córdoba] and [Sevilla] said [Spain] was ready.", "ES"),
    ("The premier of [Victoria] spoke in [Melbourne].", "AU"),
    ("Shells fell on [Kharkiv] and [Odesa], and [Ukraine] asked [Germany] for help.", "UA"),
    ("[Belgorod] was hit, the Russian governor said; [Kyiv] denied it. [Moscow] was calm, and so was [Kursk].", "RU"),
    ("Fighting in [Darfur] and [Khartoum] drove people into [Chad].", "SD"),
    (
        "Rebels took [Goma] and [Bukavu]; [Rwanda] denied helping them, [Kinshasa] said. The [DRC] asked for troops.",
        "CD",
    ),
    ("Protesters in [Nairobi], [Kisumu] and [Mombasa] burned tyres.", "KE"),
    ("The junta in [Naypyitaw] lost [Kachin] towns; [Rakhine] is next, said a monk in [Rangoon].", "MM"),
    ("Typhoon winds reached [Luzon] and [Mindanao] before turning to [Taiwan].", "PH"),
    ("[Tehran] and [Isfahan] were dark; Iranian officials blamed [Israel].", "IR"),
    ("[Gaza] was bombed again and [Rafah] shut; Palestinian doctors in [Khan Younis] spoke.", "PS"),
    ("The [Knesset] voted; sirens rang in [Haifa] and [Tel Aviv].", "IL"),
    ("Prosecutors in [São Paulo] and [Brasília] searched offices in [Portugal].", "BR"),
    ("Farmers from [Bavaria] and [Saxony] drove to [Berlin].", "DE"),
    ("[Bordeaux], [Lyon] and the French overseas isle of [Réunion] vote on Sunday.", "FR"),
    ("A ferry from [Jakarta] to [Kalimantan] sank off [Java].", "ID"),
    ("Miners in [Gauteng] and [Limpopo] went on strike, and [Zimbabwe] watched.", "ZA"),
    ("[Xinjiang] and [Tibet] saw new railways, officials in [Beijing] said.", "CN"),
    ("Floods in [Punjab], [Sindh] and [Balochistan] killed forty.", "PK"),
    ("Students in [Toronto] and [London], [Ont.], marched; [Ottawa] listened.", "CA"),
]


@pytest.mark.parametrize(("marked", "country"), FOCUS_TEXTS)
def test_country_of_focus(marked, country):
    text, mentions = "", []
    for part in marked.split("["):
        name, closed, rest = part.partition("]")
        if closed:
            mentions.append(NameMention(name, "PLACE", len(text)))
        text += name + rest
    found = focus(resolve(mentions, text=text), text=text, mentions=mentions)
    assert found[0].country_code == country


def test_lists_share_their_whole():
    found = places(
        "They won a trip to Rome, Venice and Naples in Italy from a firm in Florida.", "Rome", "Venice", "Naples"
    )
    assert {place.country_code for place in found.values()} == {"IT"}


SEEDS = Path(__file__).resolve().parents[2] / "shared" / "data" / "seeds"


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the first user's inputs are not part of the repository")
@pytest.mark.parametrize(
    ("file", "wanted"),
    [
        (
            "000_4ba6f809a0716d76.txt",
            {
                "Myanmar": "MM",
                "Russia": "RU",
                "Moscow": "RU",
                "Red Square": "RU",
                "China": "CN",
                "Beijing": "CN",
                "Naypyitaw": "MM",
            },
        ),
        (
            "003_0681b3a65a7e1f36.txt",
            {
                "Myanmar": "MM",
                "Moscow": "RU",
                "Kazakhstan": "KZ",
                "Russia": "RU",
                "Ukraine": "UA",
                "Rakhine": "MM",
                "Kachin": "MM",
            }
            | {"Naypyitaw": "MM", "Tomb of the Unknown Soldier": "RU", "Kremlin": "RU"},
        ),
    ],
)
def test_first_users_places(file, wanted):
    text = (SEEDS / file).read_text(encoding="utf-8")
    found = places(text, *wanted)
    assert {name: place.country_code for name, place in found.items() if place} == wanted


def resolve_yangon(_):
    return place("He flew to Yangon.", "Yangon").geonames_id


def test_threads_and_forked_processes_share_the_table():
    assert resolve_yangon(0) == 1298824
    shipped_gazetteer().named.cache_clear()
    with ThreadPoolExecutor(4) as threads:
        assert set(threads.map(resolve_yangon, range(40))) == {1298824}
    read_name.cache_clear()
    with multiprocessing.get_context("fork").Pool(2) as processes:
        assert set(processes.map(resolve_yangon, range(8))) == {1298824}


def test_lookups_are_quick():
    names = ["springfield", "san antonio", "moscow", "nowhereville", "union", "richmond", "tokyo", "victoria"]
    began = time.process_time()
    for _ in range(50):
        shipped_gazetteer().named.cache_clear()
        for name in names:
            shipped_gazetteer().named(name)
    # Names with sixty bearers take longest; the mean name of an article takes a tenth of that.
    assert (time.process_time() - began) / (50 * len(names)) < 0.02


def test_many_mentions_stay_linear():
    names = ["Springfield", "San Antonio", "Moscow", "Nowhereville", "Union", "Richmond", "Санкт-Петербург", "東京"]
    text = ", ".join(f"{names[i % 8]} {i}" for i in range(10_000))
    mentions, at = [], 0
    for i in range(10_000):
        mentions.append(NameMention(f"{names[i % 8]} {i}" if i % 3 else names[i % 8], "PLACE", at))
        at += len(f"{names[i % 8]} {i}, ")
    began = time.process_time()
    assert len(resolve(mentions, text=text)) == 10_000
    assert time.process_time() - began < 20


def test_hostile_words_stay_cheap():
    began = time.process_time()
    for text in ("A" * 200_000, "Aa " * 60_000, "A.B." * 50_000, "Paris, " * 30_000, "’s " * 60_000, "Of of " * 40_000):
        resolve(
            [
                NameMention(text[:20], "PLACE", 0),
                NameMention(text, "PLACE", 0),
                NameMention(text[-9:], "PLACE", len(text) - 9),
            ],
            text=text,
        )
    assert time.process_time() - began < 20


@given(st.lists(st.tuples(st.text(max_size=30), st.integers(-50, 500)), max_size=8), st.text(max_size=200))
@settings(deadline=None, max_examples=80)
def test_any_input_gives_parallel_answers(pairs, text):
    mentions = [{"text": words, "label": "PLACE", "start": start} for words, start in pairs]
    found = resolve(mentions, text=text)
    assert len(found) == len(mentions)
    assert all(place is None or 0 <= place.confidence <= 1 for place in found)
    assert found == resolve(mentions, text=text)


@pytest.mark.parametrize(
    ("text", "name", "country", "within"),
    [
        ("July 19 -- Budweiser Stage, Toronto, ON\n\nJuly 20 -- Denver, CO", "Toronto", "CA", "ON"),
        ("The band plays in Nashville, IN, and goes home.", "Nashville", "US", "IN"),
        ("FLOODS IN PARIS, IN MARCH AND IN MAY", "PARIS", "FR", None),
    ],
)
def test_codes_of_units_that_are_words_stand_at_the_end_of_a_clause(text, name, country, within):
    found = place(text, name)
    assert (found.country_code, found.within) == (country, within)


def test_a_unit_called_after_a_direction_is_of_the_country_the_article_tells_of():
    alone = "The minister arrived in the Central Region on Monday."
    assert place(alone, "Central Region") is None
    told = "Ghana's minister left Accra. Ghanaian farmers in the Central Region met him on Monday."
    mentions = [mention(told, name) for name in ("Ghana", "Accra", "Central Region")]
    found = resolve(mentions, text=told)[2]
    assert (found.country_code, found.kind) == ("GH", "first_level")
    assert place("He lives in Gomoa Oguan, in the Central Region, today.", "Gomoa Oguan") is None


def test_a_small_place_abroad_is_less_sure_where_much_is_named_at_home():
    home = "Maracaibo, Barquisimeto, Valera, Cabimas and Caracas in Venezuela were dark. Venezuelans blamed Petare."
    names = ["Maracaibo", "Barquisimeto", "Valera", "Cabimas", "Caracas", "Venezuela"]
    far = home + " Trucks left Guri for Bremen."
    alone = place("Trucks left Guri.", "Guri")
    *_, guri, bremen = resolve([mention(far, name) for name in (*names, "Guri", "Bremen")], text=far)
    assert guri is None or guri.confidence < alone.confidence
    assert bremen.country_code == "DE"


def test_a_militia_tagged_as_a_place_is_no_town():
    text = "Talks with Hamas went on in Gaza."
    assert resolve([mention(text, "Hamas"), mention(text, "Gaza")], text=text)[0] is None


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("South Lebanon", "LB"),
        ("northern Mali", "ML"),
        ("Northern Ireland", "GB"),
        ("North Korea", "KP"),
        ("South Jersey", "US"),
    ],
)
def test_a_part_of_a_country_is_in_it_though_a_town_has_its_name(name, country):
    assert place(f"Fighting went on in {name} on Monday.", name).country_code == country


def test_beside_its_river_a_name_is_no_town_of_a_country_that_is_not_named():
    text = "Floods in Malawi burst the banks of the Shire River. The Shire rose."
    names = [mention(text, "Malawi"), mention(text, "Shire River"), mention(text, "Shire", nth=1)]
    found = resolve(names, text=text)
    assert all(each is None or each.country_code == "MW" for each in found)
    assert resolve([mention("He went to Shire.", "Shire")], text="He went to Shire.")[0].country_code == "ET"


def test_a_hospital_named_for_a_city_where_nothing_else_tells_of_a_country():
    # The city tells its country, but not for sure: the names beside it have nothing to lean on.
    text = "A wall fell in the Bashabo area. Two masons were taken to Dhaka Medical College and Hospital, Sabujbagh Police Station said."
    found = places(text, "Bashabo", "Dhaka Medical College and Hospital", "Sabujbagh Police Station")
    assert [known and known.country_code for known in found.values()] == [None, "BD", None]

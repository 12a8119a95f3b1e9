"""Cities under the spellings and the other names that papers use get their point without a word of context."""

from __future__ import annotations

import pytest

from newsx.places import resolve
from newsx.places.forms import direction_of, is_variant
from newsx.records import NameMention

# Spellings of names that are written in other letters, and names that English has of its own.
OTHER_NAMES = """
SY Palmyra|Deir Ezzor|Deir al-Zour|Al-Hasakah|Qamishli|Kobani|Manbij|Jarablus
PS Jenin|Qalqilya|Beit Lahia|Beit Hanoun|Nuseirat|Bureij|Khan Younis
EG Mansoura|Assiut|Marsa Matrouh|Sharm el-Sheikh
MA Fez|Fes|Tetouan
YE Sana'a|Hodeida|Ibb
IQ Irbil|Baqubah|Diwaniyah
UA Kiev|Kharkov|Lvov|Nikolaev|Sloviansk|Izium
RU St Petersburg|Makhachkala|Ulan-Ude
BY Mogilev|Hrodna|Vitsebsk
MM Maungdaw|Kyaukphyu|Tachileik|Thandwe|Moulmein|Pegu|Akyab|Muse
CN Peking|Tientsin|Nanking|Chungking
IN Bombay|Cawnpore|Trichy|Vizag|Trivandrum|Benares
VN Saigon|Dalat|Danang
GB Hull|Londonderry|Canterbury
ES Saragossa|Corunna|Salamanca|Santander|San Sebastian
SO Afgoye|Kismayu
"""
NAMES = [(name, line[:2]) for line in OTHER_NAMES.strip().splitlines() for name in line[3:].split("|")]


@pytest.mark.parametrize(("name", "country"), NAMES)
def test_other_names_of_cities_have_their_point(name, country):
    text = f"The minister arrived in {name} on Monday."
    found = resolve([NameMention(name, "PLACE", text.index(name))], text=text)[0]
    assert found is not None
    assert (found.country_code, found.latitude is not None) == (country, True)


@pytest.mark.parametrize(
    ("key", "other", "same"),
    [
        ("beit lahia", "bayt lahya", True),
        ("jenin", "janin", True),
        ("maungdaw", "maungdaw district", True),
        ("al bureij", "burayj", True),
        ("palmyra", "tadmur", False),
        ("hamas", "hamm", False),
    ],
)
def test_spellings_of_one_name_are_told_from_other_names(key, other, same):
    assert is_variant(key, other) is same


@pytest.mark.parametrize(
    ("key", "direction"),
    [
        ("central region", "central"),
        ("upper east region", "upper east"),
        ("north west province", "north west"),
        ("eastern", "eastern"),
        ("western cape", ""),
        ("north dakota", ""),
        ("centreville", ""),
    ],
)
def test_units_called_after_a_direction(key, direction):
    assert direction_of(key) == direction

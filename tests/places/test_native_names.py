"""Places by their names in other scripts, and countries by their names in other languages."""

from __future__ import annotations

import pytest

from newsx.places import country_in_words
from newsx.places.native import native_places

# Of every script a few that everybody means; endings and small words that stick to names are among them.
CITIES = {
    "Москва": "RU", "Санкт-Петербурге": "RU", "Самары": "RU", "Казани": "RU", "Новосибирск": "RU", "Одеса": "UA", "Києві": "UA", "Харків": "UA",
    "Львів": "UA", "София": "BG", "Пловдив": "BG", "Београд": "RS", "Минск": "BY", "Алматы": "KZ", "Ташкент": "UZ", "Бишкек": "KG", "Скопје": "MK",
    "القاهرة": "EG", "بالقاهرة": "EG", "الأقصر": "EG", "بغداد": "IQ", "دمشق": "SY", "بيروت": "LB", "الرياض": "SA", "الدوحة": "QA", "طرابلس": "LY",
    "الدار البيضاء": "MA", "الخرطوم": "SD", "صنعاء": "YE", "عمان": "JO", "تهران": "IR", "اصفهان": "IR", "کراچی": "PK", "لاہور": "PK", "کابل": "AF",
    "北京": "CN", "北京市": "CN", "上海": "CN", "南京": "CN", "广州": "CN", "武汉": "CN", "香港": "HK", "台北": "TW", "東京": "JP", "大阪": "JP", "札幌": "JP",
    "서울": "KR", "부산": "KR", "평양": "KP", "Αθήνα": "GR", "Αθήνας": "GR", "Θεσσαλονίκη": "GR", "Λευκωσία": "CY", "กรุงเทพ": "TH", "เชียงใหม่": "TH",
    "ရန်ကုန်": "MM", "မန္တလေး": "MM", "ភ្នំពេញ": "KH", "दिल्ली": "IN", "मुंबई": "IN", "काठमाडौं": "NP", "ঢাকা": "BD", "কলকাতা": "IN", "சென்னை": "IN",
    "கொழும்பு": "LK", "హైదరాబాద్": "IN", "ಬೆಂಗಳೂರು": "IN", "കൊച്ചി": "IN", "તેલ": None, "ירושלים": "IL", "תל אביב": "IL", "חיפה": "IL", "თბილისი": "GE",
    "ბათუმი": "GE", "Երևան": "AM", "አዲስ አበባ": "ET",
}  # fmt: skip
COUNTRIES = {
    "Россия": "RU", "Росії": "RU", "Україна": "UA", "مصر": "EG", "السعودية": "SA", "中国": "CN", "日本": "JP", "한국": None, "대한민국": "KR", "भारत": "IN",
    "Ελλάδα": "GR", "ישראל": "IL", "საქართველო": "GE", "Հայաստան": "AM", "ประเทศไทย": None, "ไทย": "TH", "ኢትዮጵያ": "ET",
}  # fmt: skip


def country_of(name: str) -> str | None:
    found = native_places(name)
    return found[0].country if found else None


def test_cities_are_found_in_their_own_script() -> None:
    wrong = {name: country_of(name) for name, code in CITIES.items() if country_of(name) != code}
    assert len(wrong) <= len(CITIES) // 20, wrong


def test_countries_are_found_in_their_own_script() -> None:
    wrong = {name: country_of(name) for name, code in COUNTRIES.items() if country_of(name) != code}
    assert len(wrong) <= 1, wrong


def test_a_name_in_latin_letters_is_left_to_the_gazetteer() -> None:
    assert native_places("Cairo") == ()


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Alemania", "Germany"), ("Allemagne", "Germany"), ("Deutschland", "Germany"), ("Rusia", "Russia"), ("Japón", "Japan"), ("Grèce", "Greece"),
        ("Suécia", "Sweden"), ("Österreich", "Austria"), ("Jerman", "Germany"), ("中国", "China"), ("Valdemora", None),
    ],
)  # fmt: skip
def test_countries_in_other_languages(words: str, name: str | None) -> None:
    assert country_in_words(words) == name

"""Who is who across articles: names alone, then whole articles that are added one by one."""

from __future__ import annotations

from typing import Any

import pytest
from made_records import record

import newsx
from newsx.dossier.bodies import judge_bodies
from newsx.dossier.keys import body_key, person_key, place_key_of
from newsx.dossier.people import Level, judge_people

JOINED = [
    ("Kassym-Jomart Tokayev", "Kasym-Zhomart Takayev"),
    ("Kyaw Swa Lin", "Kyaw Swar Lin"),
    ("Muammar Gaddafi", "Moammar Qadhafi"),
    ("Volodymyr Zelenskyy", "Vladimir Zelensky"),
    ("Mohammed bin Salman", "Mohamed bin Salman"),
    ("Andrés Manuel López Obrador", "Andres Manuel Lopez Obrador"),
    ("Sergei Lavrov", "Sergey Lavrov"),
    ("Vladimir Vladimirovich Putin", "Vladimir Putin"),
    ("Orban Viktor", "Viktor Orbán"),
    ("Rafik Hariri", "Rafiq al-Hariri"),
]
APART = [
    ("Kyaw Swar Lin", "Kyaw Swar Win"),
    ("Kan Zaw", "Khin Zaw"),
    ("Nyo Saw", "Nay Saw"),
    ("Kim Jong Un", "Kim Jong Il"),
    ("Aung San", "Aung San Suu Kyi"),
    ("Xi Jinping", "Xi Zhongxun"),
    ("John Lloyd Jones", "Ian Jones"),
    ("Nguyen Van An", "Nguyen Van Anh"),
    ("Mohamed Hassan", "Mohamed Hussein"),
    ("Mahmoud Abbas", "Mohammed Abbas"),
    ("Sergei Ivanov", "Sergeya Ivanova"),
    ("George Bush Jr.", "George Bush Sr."),
    ("Mr. Alex Moran", "Mrs. Alex Moran"),
]
NEVER_ALONE = [
    ("Michael Jonzon", "Michael Johnson"),
    ("James Weber", "Jim Webber"),
    ("Jon Smith", "John Smith"),
    ("George Bush", "George W. Bush"),
    ("William Prescott", "Bill Prescott"),
    ("Raúl Echeverría", "Raul Echeverry"),
    ("Hamad bin Khalifa", "Hamad Khalifi"),
]


@pytest.mark.parametrize("pair", JOINED)
def test_spellings_of_one_name_join_alone(pair: tuple[str, str]) -> None:
    a, b = pair
    assert person_key(a) == person_key(b) or judge_people(a, b).level is Level.SAME


@pytest.mark.parametrize("pair", APART)
def test_names_of_two_people_are_apart(pair: tuple[str, str]) -> None:
    assert judge_people(*pair).level is Level.DIFFERENT


@pytest.mark.parametrize("pair", NEVER_ALONE)
def test_names_that_may_be_of_two_need_more_than_the_name(pair: tuple[str, str]) -> None:
    assert judge_people(*pair).level < Level.SAME


@pytest.mark.parametrize("pair", JOINED + APART + NEVER_ALONE)
def test_the_order_of_two_names_does_not_matter(pair: tuple[str, str]) -> None:
    a, b = pair
    assert judge_people(a, b).level == judge_people(b, a).level


def test_bodies_of_generic_words_have_a_country() -> None:
    keys = {
        body_key(name, country=country, article="x")
        for name, country in (
            ("US Supreme Court", "US"),
            ("Supreme Court", "US"),
            ("Supreme Court of the United States", None),
        )
    }
    assert keys == {"court supreme@US"}
    assert body_key("Supreme Court of Kenya", country=None, article="x") == "court supreme@KE"
    assert body_key("Ministry of Foreign Affairs", country="IR", article="x") == "foreign ministry@IR"
    assert body_key("Supreme Court", country=None, article="x") != body_key("Supreme Court", country=None, article="y")


def test_well_known_bodies_have_one_key() -> None:
    assert body_key("NATO", country=None, article="x") == body_key(
        "North Atlantic Treaty Organization", country=None, article="x"
    )
    assert judge_bodies("Northern Rail", "Southern Rail", "northern rail", "southern rail").level is Level.DIFFERENT


def test_a_country_has_one_key() -> None:
    keys = {
        place_key_of(name, country="US", number=number, is_country=True)
        for name, number in (("U.S.", 6252001), ("America", 6252001), ("United States", None))
    }
    assert keys == {"c:US"}


def person(
    text: str, name: str, *, role: str | None = None, country: str | None = None, age: int | None = None
) -> dict[str, Any]:
    start = text.index(name)
    roles = []
    if role:
        at = text.index(role)
        roles = [{"text": role, "start": at, "end": at + len(role), "phrase": role, "country_code": country}]
    stated = None
    if age is not None:
        at = text.index(str(age))
        stated = {"value": age, "start": at, "end": at + len(str(age))}
    mention = {"start": start, "end": start + len(name), "text": name}
    return {"name": name, "aliases": [], "roles": roles, "mentions": [mention], "age": stated}


def article(text: str, *people: dict[str, Any], day: str = "2020-05-01", country: str | None = None) -> dict[str, Any]:
    focus = [{"country_code": country, "share": 1.0}] if country else []
    return record(text, people=list(people), date_published=day, focus=focus)


def profiles_of(tmp_path: Any, *articles: dict[str, Any]) -> list[dict[str, Any]]:
    with newsx.open_dossier(str(tmp_path / "made.dossier")) as dossier:
        dossier.add(articles)
        return [each for each in dossier.profiles() if each["kind"] == "person"]


def test_two_people_of_one_name_are_split_by_what_they_do(tmp_path: Any) -> None:
    texts = [
        "The striker Michael Jordan scored.",
        "The senator Michael Jordan voted.",
        "The goalkeeper Michael Jordan fell.",
    ]
    made = [
        article(text, person(text, "Michael Jordan", role=role, country="GB"))
        for text, role in zip(texts, ("striker", "senator", "goalkeeper"), strict=True)
    ]
    assert sorted(len(each["articles"]) for each in profiles_of(tmp_path, *made)) == [1, 2]


def test_two_people_of_one_name_are_split_by_age(tmp_path: Any) -> None:
    texts = ["Aldo Rinaldi, 81, spoke.", "Aldo Rinaldi, 34, spoke.", "Aldo Rinaldi, 82, spoke again."]
    made = [article(text, person(text, "Aldo Rinaldi", age=age)) for text, age in zip(texts, (81, 34, 82), strict=True)]
    assert sorted(len(each["articles"]) for each in profiles_of(tmp_path, *made)) == [1, 2]


def test_a_minister_abroad_is_one(tmp_path: Any) -> None:
    texts = ["The minister Ilya Sorokin left.", "The minister Ilya Sorokin came to Hanoi."]
    made = [
        article(texts[0], person(texts[0], "Ilya Sorokin", role="minister", country="RU"), country="RU"),
        article(texts[1], person(texts[1], "Ilya Sorokin"), country="VN"),
    ]
    assert [len(each["articles"]) for each in profiles_of(tmp_path, *made)] == [2]


def test_a_single_name_joins_only_in_company(tmp_path: Any) -> None:
    full = "The president Daulet Serikov met the minister Ilya Sorokin."
    lone, other = "The president Serikov met the minister Ilya Sorokin.", "A farmer called Serikov lost a cow."
    made = [
        article(
            full,
            person(full, "Daulet Serikov", role="president", country="KZ"),
            person(full, "Ilya Sorokin"),
            country="KZ",
        ),
        article(
            lone, person(lone, "Serikov", role="president", country="KZ"), person(lone, "Ilya Sorokin"), country="KZ"
        ),
        article(other, person(other, "Serikov")),
    ]
    found = {each["name"]: len(each["articles"]) for each in profiles_of(tmp_path, *made)}
    assert found == {"Daulet Serikov": 2, "Ilya Sorokin": 2, "Serikov": 1}


def test_a_profile_is_named_by_its_most_frequent_full_form(tmp_path: Any) -> None:
    texts = ["Kasym-Zhomart Takayev spoke.", "Kassym-Jomart Tokayev spoke.", "Kassym-Jomart Tokayev left."]
    names = ("Kasym-Zhomart Takayev", "Kassym-Jomart Tokayev", "Kassym-Jomart Tokayev")
    (found,) = profiles_of(
        tmp_path, *(article(text, person(text, name)) for text, name in zip(texts, names, strict=True))
    )
    assert found["name"] == "Kassym-Jomart Tokayev"
    assert found["forms"] == {"Kassym-Jomart Tokayev": 2, "Kasym-Zhomart Takayev": 1}

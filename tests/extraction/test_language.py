"""The language of a text: told by its script where one language of news writes it, and by the identifier within families."""

from __future__ import annotations

import pytest
from conftest import SAMPLES

from newsx.extraction.language import identify

SCRIPTS = {
    "ja": "東京都は十四日、駅前の渡し船が十一日間の修理を終えて再び動き始めたと発表した。市長は記者会見で謝罪した。",
    "zh": "清河渡轮在维修十一天后于周五恢复通航，江苏省交通厅厅长宣布，第二台发动机将在六月以前安装完毕，费用低于预算。",
    "ko": "서울시는 열하루 동안 수리한 여객선이 금요일부터 다시 운항을 시작했다고 밝혔다. 시장은 기자회견에서 사과했다.",
    "th": "เรือข้ามฟากกลับมาให้บริการในวันศุกร์หลังซ่อมแซมสิบเอ็ดวัน รัฐมนตรีคมนาคมกล่าว",
    "el": "Το πορθμείο άρχισε ξανά τα δρομολόγια την Παρασκευή ύστερα από έντεκα ημέρες επισκευών, είπε ο υπουργός.",
    "hy": "Լաստանավը ուրբաթ օրը վերսկսեց աշխատանքը տասնմեկ օր վերանորոգումից հետո, հայտարարեց նախարարը։",
    "ka": "ბორანი პარასკევს ისევ ამოქმედდა თერთმეტდღიანი შეკეთების შემდეგ, განაცხადა მინისტრმა.",
}


@pytest.mark.parametrize("language", SCRIPTS)
def test_a_script_of_one_language_tells_it(language: str) -> None:
    assert identify(SCRIPTS[language]) == language


@pytest.mark.parametrize("name", ["es", "ru", "ar", "id", "zh"])
def test_the_samples_are_in_their_language(name: str) -> None:
    assert identify((SAMPLES / "world" / f"{name}.txt").read_text("utf8")) == name


def test_a_name_in_another_script_does_not_tell() -> None:
    text = "The minister said on Monday that the ferry would be back in the water before the end of the month. "
    assert identify(text * 3 + "北京 東京 Москва " * 4) == "en"

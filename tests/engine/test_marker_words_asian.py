"""Words of the languages of Asia."""

from __future__ import annotations

import pytest
import regex

from limina.engine.marker_words_asian import CHINESE, HINDI, JAPANESE, KOREAN, TAGALOG


@pytest.mark.parametrize(
    ("words", "script"),
    [
        (HINDI, r"\p{Devanagari}"),
        (JAPANESE, r"[\p{Han}\p{Katakana}\p{Hiragana}ー]"),
        (KOREAN, r"\p{Hangul}"),
        (TAGALOG, r"[A-Z]"),
        (CHINESE, r"\p{Han}"),
    ],
)
def test_every_word_is_in_the_script_of_its_language(words: dict[str, str], script: str) -> None:
    spelled = regex.compile(rf"(?:IP|URL)?{script}*(?:_{script}+)*")
    assert [word for word in words.values() if not spelled.fullmatch(word)] == []


def test_chinese_is_in_simplified_characters() -> None:
    assert CHINESE["TIME"] == "时间"
    assert not set("".join(CHINESE.values())) & set("時間電話號碼護證醫療國編銀賬齡")


def test_the_terms_are_those_of_the_trade() -> None:
    assert HINDI["EFFECT"] == "दुष्प्रभाव"
    assert JAPANESE["DOB"] == "生年月日"
    assert JAPANESE["MEDICAL_PROCESS"] == "医療行為"
    assert KOREAN["SSN"] == "사회보장번호"
    assert TAGALOG["NAME_FAMILY"] == "APELYIDO"
    assert CHINESE["CORPORATE_ACTION"] == "公司行动"
    assert CHINESE["ORGANIZATION_ID"] == "组织机构代码"

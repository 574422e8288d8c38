"""Scripts, the language of a replacement, and case."""

from __future__ import annotations

import pytest

from limina_synthetic.letters import language_for, like, like_phrase, script_of, words_of


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Anna", "Latn"), ("Łódź", "Latn"), ("Иван", "Cyrl"), ("Γιώργος", "Grek"),
        ("דוד", "Hebr"), ("أحمد", "Arab"), ("प्रिया", "Deva"), ("আকাশ", "Beng"), ("สมชาย", "Thai"),
        ("გია", "Geor"), ("Արամ", "Armn"), ("김철수", "Hang"), ("タロウ", "Kana"), ("ひろ", "Kana"),
        ("王小明", "Hani"), ("12 +", ""), ("", ""), ("5 Анна", "Cyrl"),
    ],
)  # fmt: skip
def test_the_script_is_that_of_the_first_letter(text: str, script: str) -> None:
    assert script_of(text) == script


@pytest.mark.parametrize(
    ("text", "languages", "language"),
    [
        ("John", (), "en"),
        ("John", ("de", "en"), "de"),
        ("John", ("ru",), "en"),
        ("Иван", ("en",), "ru"),
        ("Іван Їжак", ("en",), "uk"),
        ("Иван", ("uk", "ru"), "uk"),
        ("پدرام", ("en",), "fa"),
        ("王小明", ("ja",), "ja"),
        ("王小明", ("en",), "zh"),
        ("食べる", ("en",), "ja"),
        ("タロウ", ("ja",), "ja"),
        ("12", ("ru", "de"), "de"),
        ("½", ("de",), "de"),
    ],
)
def test_the_language_is_the_documents_first_in_the_texts_script(
    text: str, languages: tuple[str, ...], language: str
) -> None:
    assert language_for(text, languages) == language


@pytest.mark.parametrize(
    ("original", "new"),
    [
        ("smith", "garcia"), ("SMITH", "GARCIA"), ("Smith", "Garcia"), ("J", "Garcia"),
        ("McDonald", "Garcia"), ("smithX", "garcia"), ("123", "garcia"),
    ],
)  # fmt: skip
def test_a_word_takes_the_case_of_another(original: str, new: str) -> None:
    assert like(original, "garcia") == new


@pytest.mark.parametrize(
    ("original", "new"),
    [
        ("breast cancer", "sleep apnea"),
        ("BREAST CANCER", "SLEEP APNEA"),
        ("Breast Cancer", "Sleep Apnea"),
        ("Breast cancer", "Sleep apnea"),
        ("CT scan", "sleep apnea"),
        ("asthma", "sleep apnea"),
        ("Asthma", "Sleep apnea"),
    ],
)
def test_a_phrase_takes_the_case_of_another(original: str, new: str) -> None:
    assert like_phrase(original, "sleep apnea") == new


def test_a_proper_name_keeps_its_capitals() -> None:
    assert like_phrase("the big game", "World Cup") == "world cup"
    assert like_phrase("iPhone game", "World Cup") == "World Cup"


def test_vowel_signs_belong_to_their_words() -> None:
    assert words_of("प्रिया शर्मा, O2") == ["प्रिया", "शर्मा", "O"]

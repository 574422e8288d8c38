"""Names: a word keeps its stand-in, its role, its gender and its looks."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limina_synthetic import Replacer
from limina_synthetic.name_lists import EITHER, FEMALE, KANA, MALE, gender_of, names_of

REPLACER = Replacer(b"tests")


def name(text: str, *languages: str, label: str = "NAME") -> str:
    return REPLACER.replace(label, text, languages or ("en",))


def test_a_word_has_one_stand_in_wherever_it_stands() -> None:
    given, family = name("John Smith").split()
    assert name("John") == given
    assert name("John", label="NAME_GIVEN") == given
    assert name("Smith", label="NAME_FAMILY") == family
    assert name("Mr. Smith") == f"Mr. {family}"
    assert name("SMITH, JOHN") == f"{family.upper()}, {given.upper()}"
    assert name("john smith") == f"{given.lower()} {family.lower()}"
    assert name("John's") == f"{given}'s"
    assert name("John Smith’s") == f"{given} {family}’s"
    assert name("Dr. John Smith, MD", label="NAME_MEDICAL_PROFESSIONAL") == (
        f"Dr. {given} {family}, MD"
    )


def test_a_given_name_and_a_family_name_of_the_same_letters_are_two() -> None:
    assert name("Thomas", label="NAME_GIVEN") != name("Thomas", label="NAME_FAMILY")


@pytest.mark.parametrize(
    ("language", "names"),
    [("en", ("John", "Mary", "Peter", "Susan")), ("de", ("Jürgen", "Heike", "Wolfgang")),
     ("fr", ("Margaux", "Gilbert")), ("es", ("Lucía", "Javier")), ("ru", ("Иван", "Анна")),
     ("ja", ("太郎", "花子")), ("it", ("Giuseppe", "Chiara")), ("el", ("Άγγελος", "Άρτεμις"))],
)  # fmt: skip
def test_gender_is_kept(language: str, names: tuple[str, ...]) -> None:
    for word in names:
        gender = gender_of(word, language)
        assert gender in (MALE, FEMALE, None)
        assert gender_of(name(word, language, label="NAME_GIVEN"), language) in (gender, EITHER)


def test_gender_is_known_of_names_from_other_languages() -> None:
    assert gender_of("Giovanni", "en") == MALE
    assert gender_of(name("Giovanni"), "en") == MALE
    assert gender_of("Svetlana", "en") == FEMALE
    assert gender_of(name("Svetlana"), "en") == FEMALE
    assert gender_of("Qwertz", "en") is None


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("Sam A. Antar", "Aa A. Aa"), ("J. K. Rowling", "A. A. Aa"),
        ("Jean-Luc Picard", "Aa-Aa Aa"), ("O'Brien", "O'Aa"), ("D’Angelo", "D’Aa"),
        ("mary smith-jones", "a a-a"), ("MARY", "A"), ("Ludwig van Beethoven", "Aa van Aa"),
        ("Juan de la Cruz", "Aa de la Aa"), ("Ben Van Dyke Jr.", "Aa Van Aa Jr."),
        ("Smith, John A.", "Aa, Aa A."), ("X", "A"), ("Dr. Lars Stanwyck", "Dr. Aa Aa"),
        ("Frau Dr. Schmidt", "Frau Dr. Aa"), ("St. John", "St. Aa"), ("Ortega y Gasset", "Aa y Aa"),
        ("John  Smith", "Aa  Aa"), ("John\nSmith", "Aa\nAa"),
    ],
)  # fmt: skip
def test_words_initials_titles_particles_and_signs_stay_in_their_places(
    text: str, shape: str
) -> None:
    new = name(text)
    old_words = iter(re.split(r"(\W+)", text))
    kept = {
        "van",
        "de",
        "la",
        "Van",
        "Jr",
        "Dr",
        "Frau",
        "y",
        "St",
        *text[: text[1:2] in ("'", "’")],
    }
    shown = ""
    for old, word in zip(old_words, re.split(r"(\W+)", new), strict=True):
        if not old.isalpha() or old in kept:
            assert word == old
            shown += word
        else:
            assert word.casefold() != old.casefold()
            assert len(word) > 1 or len(old) == 1
            shown += "A" if word.isupper() else "Aa" if word[0].isupper() else "a"
    assert shown == shape


@pytest.mark.parametrize(
    ("text", "language", "script"),
    [
        ("田中太郎", "ja", "\u3041\u9fff"), ("タナカ タロウ", "ja", "\u30a1\u30ff"),
        ("王小明", "zh", "\u4e00\u9fff"), ("김철수", "ko", "\uac00\ud7a3"),
        ("Иван Сидоров", "ru", "\u0400\u04ff"), ("أحمد محمود", "ar", "\u0600\u06ff"),
        ("प्रिया शर्मा", "hi", "\u0900\u097f"), ("דוד כהן", "he", "\u0590\u05ff"),
    ],
)  # fmt: skip
def test_the_script_is_kept_whatever_the_language_detected(
    text: str, language: str, script: str
) -> None:
    low, high = script[0], script[-1]
    for languages in ((language,), ("en",)):
        new = name(text, *languages)
        assert new != text
        assert all(low <= c <= high for c in new if c.isalpha())
        assert new.count(" ") == text.count(" ")


def test_east_asian_names_are_taken_apart() -> None:
    whole = name("田中太郎", "ja")
    assert whole.startswith(name("田中", "ja", label="NAME_FAMILY"))
    assert name("田中さん", "ja") == name("田中", "ja", label="NAME_FAMILY") + "さん"
    assert name("김철수님", "ko") == name("김철수", "ko") + "님"


def test_russian_names_keep_patronymics_and_forms() -> None:
    given, patronymic, family = name("Анна Петровна Сидорова", "ru").split()
    lists = names_of("ru")
    assert patronymic in lists.middle[FEMALE]
    assert family in lists.family[FEMALE]
    assert gender_of(given, "ru") == FEMALE
    assert name("Иван Сидоров", "ru").split()[1] in lists.family[MALE]


def test_titles_alone_name_somebody() -> None:
    for text in ("Dr.", "Mr", "van"):
        assert name(text).casefold() != text.casefold()


@pytest.mark.parametrize("language", ["ka", "gu", "xx", "so", "ja", "ko", "is", "vi", "tl"])
def test_every_language_has_names_enough(language: str) -> None:
    lists = names_of(language)
    assert len(lists.any_given) > 19
    assert len(lists.family[EITHER]) > 19
    assert len(names_of(KANA).any_given) > 19


def test_known_names_are_exchanged_one_to_one() -> None:
    names = [n for n, gender in names_of("en").genders.items() if gender == MALE]
    assert len({name(n, label="NAME_GIVEN") for n in names}) == len(names)


@given(st.text(alphabet="abcXYZäéßñ -'’.,", min_size=1, max_size=30))
def test_signs_and_words_keep_their_number(text: str) -> None:
    new = name(text)
    if any(character.isalpha() for character in text):
        assert [c for c in new if c in " ,"] == [c for c in text if c in " ,"]

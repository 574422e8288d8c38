"""Every label has a word in every language; the words can stand in markers and be told apart."""

from __future__ import annotations

import re
import unicodedata
from itertools import combinations
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limina.engine.labels import LABELS
from limina.engine.marker_words import WORDS, labels_of, marker_word, marker_words
from limina.protocol.request import MarkerLanguage

REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "marker-languages.md"
NAMES = tuple(label.name for label in LABELS)

every_language = pytest.mark.parametrize("language", sorted(WORDS))


# --- the tables ----------------------------------------------------------------------------------


def test_the_languages_are_those_a_request_may_name() -> None:
    assert {*WORDS, "en", "auto"} == set(get_args(MarkerLanguage))


@every_language
def test_every_label_has_a_word(language: str) -> None:
    assert tuple(WORDS[language]) == NAMES


@every_language
def test_no_two_labels_share_a_word(language: str) -> None:
    assert len(set(WORDS[language].values())) == len(NAMES)


@every_language
def test_a_word_is_never_the_english_word_of_another_label(language: str) -> None:
    assert [(n, w) for n, w in WORDS[language].items() if w in NAMES and w != n] == []


@every_language
def test_words_are_letters_joined_by_underscores(language: str) -> None:
    for word in WORDS[language].values():
        for part in word.split("_"):
            assert part
            assert unicodedata.category(part[0]).startswith("L")
            assert all(unicodedata.category(character)[0] in "LM" for character in part)


@every_language
def test_words_are_upper_case_and_composed(language: str) -> None:
    for word in WORDS[language].values():
        assert word == word.upper()
        assert unicodedata.is_normalized("NFC", word)


@every_language
def test_the_parts_of_a_place_begin_with_the_word_of_their_parent(language: str) -> None:
    words = WORDS[language]
    for label in LABELS:
        if label.parent in ("LOCATION", "LOCATION_ADDRESS", "ORGANIZATION"):
            assert words[label.name].startswith(words[label.parent] + "_")


@every_language
def test_the_name_of_a_clinician_holds_the_word_for_a_name(language: str) -> None:
    assert WORDS[language]["NAME"] in WORDS[language]["NAME_MEDICAL_PROFESSIONAL"].split("_")


# --- one word ------------------------------------------------------------------------------------


def test_the_word_is_that_of_the_language() -> None:
    assert marker_word("NAME", "de") == "NAME"
    assert marker_word("NAME_GIVEN", "de") == "VORNAME"
    assert marker_word("NAME_GIVEN", "uk") == "ВЛАСНЕ_ІМ\u02bcЯ"
    assert marker_word("LOCATION_ADDRESS", "ja") == "場所_住所"


@pytest.mark.parametrize("name", NAMES)
def test_english_words_are_the_labels(name: str) -> None:
    assert marker_word(name, "en") == name


def test_a_language_without_words_gets_english() -> None:
    assert marker_word("NAME_GIVEN", "sv") == "NAME_GIVEN"


@pytest.mark.parametrize("language", [*sorted(WORDS), "en", "auto"])
def test_labels_without_a_translation_stay_as_they_are(language: str) -> None:
    assert marker_word("Employee ID", language, {"de": 0.9}) == "Employee ID"
    assert marker_word("STAFF_NUMBER", language, {"de": 0.9}) == "STAFF_NUMBER"


@pytest.mark.parametrize(
    ("languages", "word"),
    [
        ({}, "NAME_GIVEN"),
        ({"de": 0.9}, "VORNAME"),
        ({"de": 0.3, "fr": 0.6}, "PRÉNOM"),
        ({"sv": 0.6, "de": 0.3}, "VORNAME"),
        ({"sv": 0.6, "da": 0.3}, "NAME_GIVEN"),
        ({"en": 0.6, "de": 0.3}, "NAME_GIVEN"),
        ({"sv": 0.6, "en": 0.3, "de": 0.2}, "NAME_GIVEN"),
        ({"nl": 0.4, "de": 0.4}, "VOORNAAM"),
    ],
)
def test_auto_takes_the_likeliest_language_there_are_words_for(
    languages: dict[str, float], word: str
) -> None:
    assert marker_word("NAME_GIVEN", "auto", languages) == word


def test_a_named_language_counts_whatever_is_spoken() -> None:
    assert marker_word("NAME_GIVEN", "fr", {"de": 1.0}) == "PRÉNOM"


# --- the words of a text -------------------------------------------------------------------------


def test_the_words_of_a_text_are_those_of_its_labels() -> None:
    assert marker_words(["NAME", "DOB"], "auto", {"de": 0.9}) == {
        "NAME": "NAME",
        "DOB": "GEBURTSDATUM",
    }


def test_a_label_of_the_client_keeps_a_translation_out() -> None:
    assert marker_words(["ACCOUNT_NUMBER", "KUNDENNUMMER", "DOB"], "de") == {
        "ACCOUNT_NUMBER": "ACCOUNT_NUMBER",
        "KUNDENNUMMER": "KUNDENNUMMER",
        "DOB": "GEBURTSDATUM",
    }


@given(
    st.sampled_from(sorted(WORDS)),
    st.sets(
        st.sampled_from(
            [*NAMES, "Employee ID", *(word for w in WORDS.values() for word in w.values())]
        )
    ),
)
def test_labels_of_one_text_never_share_a_word(language: str, labels: set[str]) -> None:
    words = marker_words(labels, language)
    assert words.keys() == labels
    for one, other in combinations(sorted(labels), 2):
        assert words[one] != words[other]


# --- back ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", sorted(WORDS))
def test_a_word_leads_back_to_its_label(language: str) -> None:
    for name, word in WORDS[language].items():
        assert name in labels_of(word)


def test_a_word_leads_to_its_labels_in_every_language_and_to_itself() -> None:
    assert labels_of("DATA") == {"DATA", "DATE"}
    assert labels_of("DATE") == {"DATE"}
    assert labels_of("Employee ID") == {"Employee ID"}


# --- the documentation ---------------------------------------------------------------------------


def test_the_reference_lists_every_word() -> None:
    listed: dict[str, dict[str, str]] = {language: {} for language in WORDS}
    columns: list[str] = []
    for line in REFERENCE.read_text("utf-8").splitlines():
        cells = [cell.strip("`") for cell in re.findall(r"(?<=\| )[^|]*?(?= \|)", line)]
        if cells[:1] == ["label"]:
            columns = cells[1:]
        elif columns and cells:
            for language, cell in zip(columns, cells[1:], strict=True):
                assert listed[language].setdefault(cells[0], cell) == cell
    assert listed == {language: dict(words) for language, words in WORDS.items()}

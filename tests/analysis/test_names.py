"""Names of months, weekdays, units and halves of the day."""

from __future__ import annotations

import pytest

from limina.analysis import names


@pytest.mark.parametrize(
    ("word", "languages", "number"),
    [
        ("october", ["en"], 10),
        ("sept", ["en"], 9),
        ("märz", ["de", "en"], 3),
        ("jänner", ["de"], 1),
        ("aout", ["fr"], 8),
        ("maig", ["ca"], 5),  # `de maig` in the data
        ("окт", ["ru"], 10),
        ("一月", ["zh"], 1),
        ("janvier", ["en"], 1),  # known though French is not detected
        ("monday", ["en"], None),
        ("x", ["en"], None),
        ("", ["en"], None),
        ("may", ["qq"], 5),
    ],
)
def test_months(word: str, languages: list[str], number: int | None) -> None:
    assert names.month(word, languages) == number


def test_a_name_with_two_meanings_needs_its_language() -> None:
    assert names.month("listopad", ["pl"]) == 11
    assert names.month("listopad", ["hr"]) == 10
    assert names.month("listopad", ["hr", "pl"]) == 10
    assert names.month("listopad", ["en"]) is None


@pytest.mark.parametrize(
    ("word", "languages", "known"),
    [
        ("monday", ["en"], True),
        ("thurs", ["en"], True),
        ("lundi", ["en"], True),
        ("пятница", ["ru"], True),
        ("may", ["en"], False),
    ],
)
def test_weekdays(word: str, languages: list[str], known: bool) -> None:
    assert names.is_weekday(word, languages) is known


@pytest.mark.parametrize(
    ("word", "languages", "meaning"),
    [
        ("days", ["en"], "day"),
        ("hrs", ["en"], "hour"),
        ("jahren", ["de"], "year"),
        ("semaines", ["en"], "week"),
        ("年", ["ja"], "year"),
        ("个月", ["zh"], "month"),
        ("decades", ["en"], "decade"),
        ("yıl", ["tr"], "year"),
        ("лет", ["ru"], "year"),
        ("apples", ["en"], None),
        ("m", ["en"], None),  # months or minutes
    ],
)
def test_units(word: str, languages: list[str], meaning: str | None) -> None:
    assert names.unit(word, languages) == meaning


def test_halves_of_the_day_are_those_of_all_languages() -> None:
    periods = names.day_periods(("ja", "fr", "qq"))
    assert periods["午前"] == "am"
    assert periods["midi"] == "noon"
    assert names.day_periods(("en",))["midnight"] == "midnight"
    assert "a.m." not in names.day_periods(("en", "es"))  # without full stops and spaces


def test_numbered_names_are_none() -> None:
    assert names.month("月", ["ja"]) is None

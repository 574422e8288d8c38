"""Reading locale data neither changes it nor is changed by who read it before."""

from __future__ import annotations

import pytest
from babel import Locale

from limina.analysis import cldr


def data(language: str) -> Locale:
    found = cldr.find_locale(language)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("language", "territory", "known"),
    [
        ("en", None, "en"),
        ("en", "CA", "en_CA"),
        ("es", "419", "es_419"),
        ("de", "US", None),
        ("qq", None, None),
        ("und", None, None),
        ("", None, None),
        ("not a language", None, None),
    ],
)
def test_locales_are_found(language: str, territory: str | None, known: str | None) -> None:
    found = cldr.find_locale(language, territory)
    assert (None if found is None else str(found)) == known


@pytest.mark.parametrize(
    ("language", "name", "number"),
    [
        ("en", "October", 10),
        ("en", "Oct", 10),
        ("ru", "октября", 10),
        ("ru", "октябрь", 10),
        ("fr", "févr.", 2),
        ("th", "ตุลาคม", 10),
    ],
)
def test_months_have_their_names(language: str, name: str, number: int) -> None:
    assert (name, number) in set(cldr.month_names(data(language)))


def test_a_language_with_one_form_of_its_months_gives_no_other() -> None:
    assert len(list(cldr.month_names(data("en")))) == 24
    assert len(list(cldr.month_names(data("ru")))) == 36


def test_names_are_those_of_the_language_whichever_was_read_before() -> None:
    for language in ("he", "ja", "en", "ar", "ru"):
        list(cldr.month_names(data(language)))
        list(cldr.period_names(data(language), "am"))
        list(cldr.unit_names(data(language), "day"))
    assert dict(cldr.month_names(data("th"))).keys().isdisjoint(dict(cldr.month_names(data("he"))))
    assert list(cldr.period_names(data("ko"), "am")) == ["AM", "오전"]


def test_reading_leaves_the_data_of_other_languages_alone() -> None:
    for language in ("he", "th"):
        list(cldr.month_names(data(language)))
        list(cldr.weekday_names(data(language)))
    assert Locale("sv").months["stand-alone"]["wide"][5] == "maj"


def test_weekdays_have_their_names() -> None:
    names = set(cldr.weekday_names(data("de")))
    assert {"Montag", "Mo."} <= names or {"Montag", "Mo"} <= names


def test_halves_of_the_day_have_their_names() -> None:
    assert "午後" in set(cldr.period_names(data("ja"), "pm"))
    assert list(cldr.period_names(data("de"), "no such period")) == []


def test_units_have_their_forms_without_the_number() -> None:
    forms = {name.strip() for name in cldr.unit_names(data("de"), "month")}
    assert {"Monat", "Monate"} <= forms
    assert not any("pro" in form for form in forms)
    assert list(cldr.unit_names(data("de"), "blink")) == []


def test_dates_and_decimals_have_their_signs() -> None:
    assert cldr.short_date(data("de")) == "dd.mm.yy"
    assert [cldr.decimal_sign(data(language)) for language in ("en", "de")] == [".", ","]

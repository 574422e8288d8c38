"""Where a text is from: by its locale, else by its languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limina.analysis.locality import TERRITORIES, locality


@pytest.mark.parametrize(
    ("locale", "order"),
    [
        ("en-US", "mdy"),
        ("en-CA", "dmy"),  # the reference's own example
        ("en-GB", "dmy"),
        ("en-ZA", "dmy"),
        ("en", "mdy"),
        ("en_US", "mdy"),
        ("EN-us", "mdy"),
        ("en-Latn-US", "mdy"),
        ("en_US.UTF-8", "mdy"),
        ("en-CA-u-ca-gregory", "dmy"),
        ("fr-CA", "dmy"),
        ("fr-FR", "dmy"),
        ("de-DE", "dmy"),
        ("de-US", "dmy"),  # no such locale: the language decides
        ("es-419", "dmy"),
        ("fil-PH", "mdy"),
        ("sv-SE", "ymd"),
        ("hu-HU", "ymd"),
        ("ja-JP", "ymd"),
        ("ko-KR", "ymd"),
        ("zh-Hant-TW", "ymd"),
        ("lt-LT", "ymd"),
    ],
)
def test_the_locale_orders_dates(locale: str, order: str) -> None:
    assert locality(locale, {"de": 1.0}).order == order


@pytest.mark.parametrize(
    ("languages", "order", "decimal"),
    [
        ({}, "mdy", "."),
        ({"en": 0.9}, "mdy", "."),
        ({"de": 0.9, "en": 0.1}, "dmy", ","),
        ({"en": 0.1, "de": 0.9}, "dmy", ","),
        ({"ja": 0.9}, "ymd", "."),
        ({"de": 0.04, "en": 0.02}, "mdy", "."),  # none is likely enough
        ({"qq": 0.9, "fr": 0.1}, "dmy", ","),
    ],
)
def test_without_a_locale_the_languages_do(
    languages: dict[str, float], order: str, decimal: str
) -> None:
    place = locality(None, languages)
    assert (place.order, place.decimal, place.territory) == (order, decimal, None)


@pytest.mark.parametrize("locale", ["", "?", "qq", "und-DE", "x" * 36, "english", "12-34", "en/US"])
def test_a_locale_that_cannot_be_understood_counts_as_none(locale: str) -> None:
    assert locality(locale, {"de": 0.9}) == locality(None, {"de": 0.9})


def test_names_are_known_in_the_locales_language_then_the_likeliest_then_english() -> None:
    languages = {"fr": 0.2, "it": 0.3, "de": 0.2, "nl": 0.1}
    assert locality("es-MX", languages).languages == ("es", "it", "de", "fr", "en")
    assert locality("en-CA", {}).languages == ("en",)


@pytest.mark.parametrize(
    ("locale", "territory"),
    [("en-CA", "CA"), ("de-us", "US"), ("es-419", None), ("en", None), ("zh-Hant-TW", "TW")],
)
def test_the_locale_names_the_country(locale: str, territory: str | None) -> None:
    assert locality(locale, {}).territory == territory


def test_countries_are_the_locales_or_those_of_the_first_language() -> None:
    assert locality("de-CH", {}).territories == ("CH",)
    assert locality(None, {"de": 0.9}).territories == ("DE", "AT", "CH")
    assert locality(None, {"eo": 0.9}).territories == ()


def test_every_language_with_countries_is_one_that_is_known() -> None:
    for language in TERRITORIES:
        assert locality(language, {}).languages[0] == language


@given(st.none() | st.text(), st.dictionaries(st.text(max_size=5), st.floats(0, 1), max_size=4))
def test_any_locale_and_any_languages_give_a_place(
    locale: str | None, languages: dict[str, float]
) -> None:
    place = locality(locale, languages)
    assert place.languages[-1] == "en" or "en" in place.languages
    assert place.order in ("dmy", "mdy", "ymd")
    assert place.decimal in ".,"

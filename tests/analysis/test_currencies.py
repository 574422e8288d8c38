"""Which currency is meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limina.analysis.currencies import currency, is_currency, is_shared
from limina.analysis.locality import locality


@pytest.mark.parametrize(
    ("name", "locale", "code"),
    [
        ("€", "en", "EUR"),
        ("us$", "en-CA", "USD"),
        ("zł", "en", "PLN"),
        ("usd", "de", "USD"),
        ("mxn", "en", "MXN"),
        ("abc", "en", None),
        ("$", "en", "USD"),
        ("$", "en-US", "USD"),
        ("$", "en-CA", "CAD"),
        ("$", "fr-CA", "CAD"),
        ("$", "es-MX", "MXN"),
        ("$", "es", None),
        ("$", "de-DE", "USD"),
        ("dollars", "en-AU", "AUD"),
        ("dollars", "es-MX", "USD"),
        ("cents", "en", "USD"),
        ("cent", "de", "EUR"),
        ("pounds", "en-US", "GBP"),
        ("pounds", "ar-EG", "EGP"),
        ("pesos", "en", None),
        ("pesos", "es-MX", "MXN"),
        ("kr", "sv", "SEK"),
        ("kr", "nb", "NOK"),
        ("kr", "en", None),
        ("¥", "ja", "JPY"),
        ("¥", "zh", "CNY"),
        ("元", "zh-TW", "TWD"),
        ("rupees", "ur", "PKR"),
        ("rupees", "en", "INR"),
        ("francs", "fr-CH", "CHF"),
        ("francs", "fr", None),
        ("canadian dollars", "en", "CAD"),
        ("us dollar", "de", "USD"),
        ("долларов сша", "ru", "USD"),
        ("долларов сша", "en", None),
        ("美元", "zh", "USD"),
        ("apples", "en", None),
        ("", "en", None),
    ],
)
def test_a_name_means_a_currency(name: str, locale: str, code: str | None) -> None:
    assert currency(name, locality(locale, {})) == code


def test_a_currency_may_be_named_without_being_known() -> None:
    place = locality("en", {})
    assert is_currency("pesos", place)
    assert is_currency("eur", place)
    assert not is_currency("apples", place)


def test_shared_names_are_known_as_such() -> None:
    assert is_shared("$")
    assert not is_shared("€")


def test_a_language_that_is_not_known_has_no_names() -> None:
    assert currency("us dollars", locality("qq", {})) == "USD"  # English is asked last


@given(st.text(max_size=8), st.sampled_from(["en-US", "es", "ja", "de-CH"]))
def test_any_name_is_a_currency_or_not(name: str, locale: str) -> None:
    code = currency(name, locality(locale, {}))
    assert code is None or (len(code) == 3 and code.isupper())
    assert code is None or is_currency(name, locality(locale, {}))

"""Amounts of money."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limina.analysis.locality import locality
from limina.analysis.money import read_money


def read(text: str, locale: str = "en") -> str | int | None:
    return read_money(text, locality(locale, {})).formatted


@pytest.mark.parametrize(
    ("text", "formatted"),
    [
        ("$94.50", "94.50 USD"),
        ("$5,000", "5000 USD"),
        ("$ 5", "5 USD"),
        ("5 $", "5 USD"),
        ("94.50", "94.50"),
        ("15 pesos", "15"),
        ("-$5", "-5 USD"),
        ("$-5", "-5 USD"),
        ("\u2212$5", "-5 USD"),
        ("C$ 5", "5 CAD"),
        ("US $5", "5 USD"),
        ("US$5", "5 USD"),
        ("U.S. $5", "5 USD"),
        ("5 U.S. dollars", "5 USD"),
        ("$5 CAD", "5 CAD"),
        ("$5 (CAD)", "5 CAD"),
        ("20 dollars (USD)", "20 USD"),
        ("$5 pesos", "5"),
        ("EUR 5 USD", None),
        ("EUR 1,234.50", "1234.50 EUR"),
        ("10 quid", "10 GBP"),
        ("£2 million", "2000000 GBP"),
        ("$550 million", "550000000 USD"),
        ("€1.2bn", "1200000000 EUR"),
        ("$1.23456 k", "1234.56 USD"),
        ("1.5 million dollars", "1500000 USD"),
        ("10k", "10000"),
        ("2 hundred dollars", "200 USD"),
        ("five dollars", "5 USD"),
        ("fifty-five thousand dollars", "55000 USD"),
        ("two hundred and fifty pounds", "250 GBP"),
        ("a million dollars", "1000000 USD"),
        ("a dollar", None),
        ("50 cents", "0.50 USD"),
        ("99¢", "0.99 USD"),
        ("50 pence", "0.50 GBP"),
        ("100 Canadian dollars", "100 CAD"),
        ("5 bitcoins", None),
        ("$5 each", None),
        ("$5-10", None),
        ("5 dollars and 20 cents", None),
        ("five or ten dollars", None),
        ("$1.2.3", None),
        ("$", None),
        ("dollars", None),
        ("lots of money", None),
        ("5000000000000000000 USD", None),
        ("9 million million million dollars", None),
        ("", None),
    ],
)
def test_english(text: str, formatted: str | None) -> None:
    assert read(text) == formatted


@pytest.mark.parametrize(
    ("text", "locale", "formatted"),
    [
        ("1.234,50 €", "de", "1234.50 EUR"),
        ("EUR 1.234", "de", "1234 EUR"),
        ("EUR 1.234", "en", "1.234 EUR"),
        ("50,- €", "de", "50 EUR"),
        ("3 Mio. Euro", "de", "3000000 EUR"),
        ("100 US-Dollar", "de", "100 USD"),
        ("50 Cent", "de", "0.50 EUR"),
        ("1'000 CHF", "de-CH", "1000 CHF"),
        ("2.5 millions d'euros", "fr", "2500000 EUR"),
        ("2 mil millones de dólares", "es", "2000000000 USD"),
        ("15 pesos", "es-MX", "15 MXN"),
        ("$500", "es", "500"),
        ("$500", "es-MX", "500 MXN"),
        ("$5", "en-CA", "5 CAD"),
        ("R$ 5,50", "pt-BR", "5.50 BRL"),
        ("1,00,000 rupees", "en-IN", "100000 INR"),
        ("2 lakh rupees", "en-IN", "200000 INR"),
        ("5 kr", "sv", "5 SEK"),
        ("2,5 млн руб.", "ru", "2500000 RUB"),
        ("500万円", "ja", "5000000 JPY"),
        ("１２００円", "ja", "1200 JPY"),
        ("¥500", "ja", "500 JPY"),
        ("¥500", "zh", "500 CNY"),
        ("3千万", "zh", "30000000"),
        ("100 美元", "zh", "100 USD"),
        ("5억 원", "ko", "500000000 KRW"),
    ],
)
def test_other_languages(text: str, locale: str, formatted: str) -> None:
    assert read(text, locale) == formatted


@given(st.decimals(0, 10**9, places=2), st.sampled_from([("$", "USD"), ("€", "EUR"), ("£", "GBP")]))
def test_amounts_are_read_back(amount: Decimal, sign: tuple[str, str]) -> None:
    written, code = sign
    assert read(f"{written}{amount:,.2f}") == f"{amount:.2f} {code}"


PIECES = (
    *("$", "€", "5", "1,000", "1.5", "k", "million", "usd", "five", "a", "of", "-", "(", ")"),
    *("cents", "万"),
)


@given(st.lists(st.sampled_from(PIECES)))
def test_an_amount_is_a_number_and_perhaps_a_code(words: list[str]) -> None:
    found = read(" ".join(words))
    assert found is None or re.fullmatch(r"-?[0-9]+(\.[0-9]+)?( [A-Z]{3})?", str(found))

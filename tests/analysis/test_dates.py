"""Single dates in many forms, languages and countries."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limina.analysis.dateparts import PIVOT
from limina.analysis.dates import DateReader
from limina.analysis.locality import locality
from limina.analysis.numerals import fold
from limina.analysis.tokens import level, tokenize


def read(
    text: str, locale: str = "en-US", *, end: bool = False, month_and_year: bool = False
) -> str | None:
    reader = DateReader(locality(locale, {}), PIVOT, month_and_year)
    found = reader.read(fold(tokenize(level(text)), ordinals=True, years=True), end=end)
    return None if found is None else found.iso()


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024-01-05", "2024-01-05"),
        ("2024/01/05", "2024-01-05"),
        ("2024.1.5", "2024-01-05"),
        ("2024-25-12", "2024-12-25"),  # there is no month 25
        ("2024-01-05T10:00:00Z", "2024-01-05"),
        ("20240105", "2024-01-05"),
        ("12252024", "2024-12-25"),
        ("25122024", "2024-12-25"),
        ("99999999", None),
        ("2024-13-40", None),
        ("2024-02-30", None),
        ("25/12/2024", "2024-12-25"),
        ("12/25/2024", "2024-12-25"),
        ("08-19-1971", "1971-08-19"),
        ("02.03.1995", "1995-02-03"),
        ("5. 6. 2020", "2020-05-06"),
        ("05 06 2024", "2024-05-06"),
        ("1/5/24", "2024-01-05"),
        ("1/5/85", "1985-01-05"),
        ("85/1/5", "1985-01-05"),  # no day 85
        ("1/5/'24", "2024-01-05"),
        ("1/5/3", None),
        ("321/5/24", None),
        ("00/5/24", "2000-05-24"),
        ("1-2-3", None),
        ("1/2-2024", None),
        ("1,2,2024", None),
        ("13/13/2024", None),
        ("31/4/2024", None),
        ("99/99/9999", None),
        ("1/2/3/4", None),
        ("2020/2021/2022", None),
        ("two/5/2020", None),
    ],
)
def test_figures(text: str, iso: str | None) -> None:
    assert read(text) == iso


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("oct 29 1985", "1985-10-29"),
        ("October 29, 1985", "1985-10-29"),
        ("29 October 1985", "1985-10-29"),
        ("1985 October 29", "1985-10-29"),
        ("Oct. 29th, 1985", "1985-10-29"),
        ("the 29th of October, 1985", "1985-10-29"),
        ("Tuesday, 29 October 1985", "1985-10-29"),
        ("29-Oct-1985", "1985-10-29"),
        ("29/Oct/85", "1985-10-29"),
        ("29Oct1985", "1985-10-29"),
        ("October 29 '85", "1985-10-29"),
        ("October 29 85", "1985-10-29"),
        ("Oct-29-85", "1985-10-29"),
        ("Dec-25-19", "2019-12-25"),
        ("5 May 20", "2020-05-05"),
        ("May 5, 20", "2020-05-05"),
        ("5 May 6", None),
        ("20 5 May", None),
        ("5-19 May", None),  # a range
        ("May 5-19", None),  # a range
        ("October 20th", "--10-20"),
        ("20 October", "--10-20"),
        ("March 7", "--03-07"),
        ("February 29", "--02-29"),
        ("February 30", None),
        ("July 2020", "2020-07"),
        ("July '20", "2020-07"),
        ("July 85", "1985-07"),
        ("July", "--07"),
        ("early March 2020", "2020-03"),
        ("May 1 2 3", None),
        ("May 2020 2021", None),
        ("May June", None),
        ("5 May 2020 June", None),
        ("May 5 of something", None),
        ("Feb 29 2023", None),
    ],
)
def test_names_of_months(text: str, iso: str | None) -> None:
    assert read(text) == iso


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("fourth of Feb nineteen 86", "1986-02-04"),  # a recorded request
        ("twenty-first of May two thousand and five", "2005-05-21"),
        ("May third twenty twenty", "2020-05-03"),
        ("the third", "---03"),
        ("nineteen eighty-six", "1986"),
        ("twenty", None),
    ],
)
def test_words(text: str, iso: str | None) -> None:
    assert read(text) == iso


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("1933", "1933"),
        ("the year 1933", "1933"),
        ("1933 years", None),
        ("1st of the month", None),
        ("'85", "1985"),
        ("10/2024", "2024-10"),
        ("2024-10", "2024-10"),
        ("2024/13", None),
        ("10th/2024", None),
        ("5/28", "--05-28"),
        ("28/5", "--05-28"),
        ("5.6.", "--05-06"),
        ("5/67", "2067-05"),
        ("5-9", None),
        ("5 9", None),
        ("2020-2021", None),
        ("123/4", None),
        ("the 5th", "---05"),
        ("5", None),
        ("123", None),
        ("Monday", None),
        ("next week", None),
        ("of", None),
        ("", None),
        ("0999", None),
        ("2200", None),
        ("15%", None),
        ("5t", None),
    ],
)
def test_parts_of_a_date(text: str, iso: str | None) -> None:
    assert read(text) == iso


@pytest.mark.parametrize(
    ("text", "locale", "iso"),
    [
        ("3. März 2020", "de", "2020-03-03"),
        ("am 3. Jänner 2020", "de-AT", "2020-01-03"),
        ("le 1er mai 2020", "fr", "2020-05-01"),
        ("12 janv. 2021", "fr-CA", "2021-01-12"),
        ("el 3 de setiembre del 2019", "es", "2019-09-03"),
        ("1º de maio de 2020", "pt-BR", "2020-05-01"),
        ("3 maggio 2020", "it", "2020-05-03"),
        ("5 мая 2020 года", "ru", "2020-05-05"),
        ("5 мая 2020 г.", "ru", "2020-05-05"),
        ("im Jahr 2020", "de", "2020"),
        ("dia 5 de maio", "pt", "--05-05"),
        ("20 листопада 2020", "uk", "2020-11-20"),
        ("20 lis 2020", "pl", "2020-11-20"),
        ("20 lis 2020", "hr", "2020-10-20"),
        ("2020. május 5.", "hu", "2020-05-05"),
        ("5 Ekim 2020", "tr", "2020-10-05"),
        ("5 أكتوبر 2020", "ar", "2020-10-05"),
        ("٥/٣/٢٠٢٠", "ar", "2020-03-05"),
        ("2024年5月6日", "ja", "2024-05-06"),
        ("5月6日", "zh", "--05-06"),
        ("２０２４年５月", "ja", "2024-05"),
        ("2024년 5월 6일", "ko", "2024-05-06"),
        ("24년 5월 6일", "ko", None),
        ("5月6月", "ja", None),
        ("5月6日7", "ja", None),
        ("5月 May", "ja", None),
        ("令和6年5月6日", "ja", None),  # another era
        ("ngày 5 tháng 6 năm 2024", "vi", "2024-06-05"),
        ("12 janv. 2021", "en-US", "2021-01-12"),
    ],
)
def test_languages(text: str, locale: str, iso: str | None) -> None:
    assert read(text, locale) == iso


@pytest.mark.parametrize(
    ("text", "locale", "iso"),
    [
        ("12-10-2024", "en-US", "2024-12-10"),
        ("12-10-2024", "en-CA", "2024-10-12"),
        ("12-10-2024", "en-GB", "2024-10-12"),
        ("12.10.2024", "de", "2024-10-12"),
        ("12-10-2024", "sv", "2024-10-12"),
        ("24-05-06", "sv", "2024-05-06"),
        ("24/05/06", "ja", "2024-05-06"),
        ("4/05/06", "ja", None),
        ("04/05/06", "en-CA", "2006-05-04"),
        ("04/05/06", "en-US", "2006-04-05"),
        ("10/12", "en-US", "--10-12"),
        ("10/12", "en-GB", "--12-10"),
        ("10122024", "en-GB", "2024-12-10"),
    ],
)
def test_the_locality_orders_what_is_open(text: str, locale: str, iso: str | None) -> None:
    assert read(text, locale) == iso


@pytest.mark.parametrize(
    ("text", "iso"),
    [("Mar-21", "2021-03"), ("Mar/21", "2021-03"), ("Mar 21", "--03-21"), ("3/21", "2021-03")],
)
def test_a_month_may_have_a_year_of_two_figures(text: str, iso: str) -> None:
    assert read(text, month_and_year=True) == iso
    assert read("Mar-21") == "--03-21"


def test_the_end_of_a_range_may_be_a_bare_day() -> None:
    assert read("5", end=True) == "---05"
    assert read("123", end=True) is None
    reader = DateReader(locality("en", {}), PIVOT)
    found = reader.read(tokenize("9, 2020"), end=True)
    assert found is not None
    assert found.iso() is None
    assert [(label, part.value) for label, part in found.written()] == [("YEAR", 2020), ("DAY", 9)]


def test_a_reader_can_be_turned_round_but_not_where_the_year_leads() -> None:
    tokens = tokenize("12-10-2024")
    isos = []
    for locale in ("en-US", "en-GB"):
        flipped = DateReader(locality(locale, {}), PIVOT).flipped()
        assert flipped is not None
        found = flipped.read(tokens)
        isos.append(None if found is None else found.iso())
    assert isos == ["2024-10-12", "2024-12-10"]
    assert DateReader(locality("ja", {}), PIVOT).flipped() is None


@given(
    st.dates(date(1000, 1, 1), date(2199, 12, 31)),
    st.sampled_from(
        ["%Y-%m-%d", "%Y%m%d", "%Y/%m/%d", "%Y.%m.%d", "%d %B %Y", "%B %d, %Y", "%b %d %Y"]
    ),
    st.sampled_from(["en-US", "en-CA", "de", "ja-JP", "sv-SE"]),
)
def test_dates_that_say_their_order_read_the_same_everywhere(
    day: date, form: str, locale: str
) -> None:
    assert read(day.strftime(form), locale) == day.isoformat()


@given(
    st.dates(date(1000, 1, 1), date(2199, 12, 31)),
    st.sampled_from([("en-US", "%m/%d/%Y"), ("en-GB", "%d/%m/%Y"), ("de", "%d.%m.%Y")]),
)
def test_dates_in_a_countrys_own_order_are_read_back(day: date, own: tuple[str, str]) -> None:
    locale, form = own
    assert read(day.strftime(form), locale) == day.isoformat()

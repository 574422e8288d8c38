"""Ranges, decades, quarters, and the months cards expire in."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limina.analysis.intervals import MOST_TOKENS, read_date, read_expiration
from limina.analysis.locality import locality
from limina.analysis.result import UNREAD, Analysis


def parts(analysis: Analysis) -> list[tuple[str, str, int]]:
    return [(s.label, s.text, s.formatted) for s in analysis.subtypes]


@pytest.mark.parametrize(
    ("text", "formatted"),
    [
        ("2020-2021", "2020/2021"),
        ("2020-21", "2020/2021"),
        ("2020/21", "2020/2021"),
        ("1998-99", "1998/1999"),
        ("2020-19", None),
        ("2008-09", "2008-09"),  # a month
        ("5-9 May", "--05-05/--05-09"),
        ("5-19 May", "--05-05/--05-19"),
        ("May 5-9", "--05-05/--05-09"),
        ("May 5-19", "--05-05/--05-19"),
        ("May 5-9, 2020", "2020-05-05/2020-05-09"),
        ("May 5 \u2013 June 3, 2020", "2020-05-05/2020-06-03"),
        ("Dec 25 - Jan 3, 2020", "2019-12-25/2020-01-03"),
        ("Feb 29 - Jan 3, 2020", None),  # there is no February 29, 2019
        ("May 5 to 9", "--05-05/--05-09"),
        ("from 3 to 5 March 2019", "2019-03-03/2019-03-05"),
        ("between 5 and 9 May", "--05-05/--05-09"),
        ("January\u2013March 2020", "2020-01/2020-03"),
        ("January to March", "--01/--03"),
        ("2020-01-01/2020-02-01", "2020-01-01/2020-02-01"),
        ("2020-01-01 - 2020-02-01", "2020-01-01/2020-02-01"),
        ("3/4-5/6/2020", "2020-03-04/2020-05-06"),
        ("12/05/2020 - 15/05/2020", "2020-05-12/2020-05-15"),
        ("12/15/2020 - 05/15/2020", "2020-12-15/2020-05-15"),
        ("5 to 9", None),
        ("from May", None),
        ("from", None),
        ("Monday to Friday", None),
        ("May 5 to whenever", None),
        ("5 to 40 May", None),
        ("1980s", "1980/1989"),
        ("1980's", "1980/1989"),
        ("the '90s", "1990/1999"),
        ("the early 20s", "2020/2029"),
        ("mid-1980s", "1980/1989"),
        ("1980 s", None),
        ("1985s", None),
        ("1900s", None),
        ("980s", None),
        ("1980x", None),
        ("1980s style", None),
        ("his 1980s", None),
        ("1980'", "1980"),
        ("Q3 2021", "2021-07/2021-09"),
        ("Q1/21", "2021-01/2021-03"),
        ("2021 Q4", "2021-10/2021-12"),
        ("third quarter of 2021", "2021-07/2021-09"),
        ("Q5 2021", None),
        ("Q3 99999", None),
        ("Q3", None),
        ("Q3 2021 exactly", None),
        ("3 2021 quarter q", None),
        ("x " * MOST_TOKENS + "2020", None),
    ],
)
def test_stretches(text: str, formatted: str | None) -> None:
    found = read_date(text, locality("en-US", {}), "DATE_INTERVAL")
    assert found.formatted == formatted
    assert formatted is not None or found == UNREAD


@pytest.mark.parametrize(
    ("text", "locale", "formatted"),
    [
        ("20.11.2020 - 5.12.2020", "de", "2020-11-20/2020-12-05"),
        ("vom 3. bis 5. Mai 2020", "de", "2020-05-03/2020-05-05"),
        ("du 3 au 5 mai 2020", "fr", "2020-05-03/2020-05-05"),
        ("del 3 al 5 de mayo", "es", "--05-03/--05-05"),
        ("1980er Jahre", "de", "1980/1989"),
        ("2020/05/01 - 2020/05/03", "ja", "2020-05-01/2020-05-03"),
        ("2020/05/03 - 2020/05/01", "ja", "2020-05-03/2020-05-01"),
        ("2020年5月～2020年6月", "ja", "2020-05/2020-06"),
    ],
)
def test_stretches_in_other_languages(text: str, locale: str, formatted: str) -> None:
    assert read_date(text, locality(locale, {}), "DATE_INTERVAL").formatted == formatted


def test_the_parts_of_a_range_are_those_that_are_written() -> None:
    found = read_date("Dec 25 - Jan 3, 2020", locality("en-US", {}), "DATE")
    assert parts(found) == [
        ("MONTH", "Dec", 12),
        ("DAY", "25", 25),
        ("MONTH", "Jan", 1),
        ("DAY", "3", 3),
        ("YEAR", "2020", 2020),
    ]
    short = read_date("2020-21", locality("en-US", {}), "DATE")
    assert parts(short) == [("YEAR", "2020", 2020), ("YEAR", "21", 2021)]
    quarter = read_date("Q3 2021", locality("en-US", {}), "DATE")
    assert parts(quarter) == [("YEAR", "2021", 2021)]


def test_the_parts_of_a_date_of_birth() -> None:
    found = read_date("oct 29 1985", locality("en-US", {}), "DOB")
    assert found.formatted == "1985-10-29"
    assert parts(found) == [("MONTH", "oct", 10), ("DAY", "29", 29), ("YEAR", "1985", 1985)]


@pytest.mark.parametrize(
    ("label", "year"), [("DATE", 2045), ("DATE_INTERVAL", 2045), ("DOB", 1945)]
)
def test_nobody_is_born_in_the_years_to_come(label: str, year: int) -> None:
    assert read_date("3/4/45", locality("en-US", {}), label).formatted == f"{year}-03-04"


def test_a_month_with_two_figures_is_a_day_in_a_date_and_a_year_in_an_interval() -> None:
    place = locality("en-US", {})
    assert read_date("Mar-21", place, "DATE").formatted == "--03-21"
    assert read_date("Mar-21", place, "DATE_INTERVAL").formatted == "2021-03"


@pytest.mark.parametrize(
    ("text", "formatted", "month", "year"),
    [
        ("5/28", "2028-05", "5", "28"),
        ("05/2028", "2028-05", "05", "2028"),
        ("05-28", "2028-05", "05", "28"),
        ("05.28", "2028-05", "05", "28"),
        ("05 28", "2028-05", "05", "28"),
        ("0528", "2028-05", "05", "28"),
        ("12/67", "2067-12", "12", "67"),
        ("9/70", "2070-09", "9", "70"),
        ("2028-05", "2028-05", "05", "2028"),
        ("May 2028", "2028-05", "May", "2028"),
        ("May '28", "2028-05", "May", "28"),
        ("four twenty", "2020-04", "four", "twenty"),
    ],
)
def test_cards_expire_in_a_month(text: str, formatted: str, month: str, year: str) -> None:
    found = read_expiration(text, locality("en-US", {}))
    assert found.formatted == formatted
    written = {(label, part) for label, part, _ in parts(found)}
    assert written == {("MONTH", month), ("YEAR", year)}


@pytest.mark.parametrize(
    "text",
    [
        "13/28",
        "1328",
        "0028",
        "5/2",
        "5/228",
        "5/28/2020",
        "May 28",
        "May",
        "28",
        "soon",
        "",
        "0/28",
    ],
)
def test_cards_expire_in_no_other_time(text: str) -> None:
    assert read_expiration(text, locality("en-US", {})) == UNREAD


ISO = re.compile(
    r"(?P<date>\d{4}-\d\d-\d\d)|(?P<month>\d{4}-\d\d)|\d{4}|--\d\d-\d\d|--\d\d|---\d\d"
)
FRAGMENTS = st.sampled_from(
    [
        *"0123456789",
        *" -/.,'",
        *(
            "May",
            "mai",
            "of",
            "to",
            "and",
            "th",
            "'20",
            "2020",
            "12",
            "Q",
            "s",
            "Monday",
            "between",
        ),
        *("between", "nineteen", "twenty", "third", "年", "月", "日", "x"),
    ]
)


@given(
    st.lists(FRAGMENTS, max_size=24).map("".join),
    st.sampled_from(["en-US", "de", "ja-JP"]),
    st.sampled_from(["DATE", "DOB", "DATE_INTERVAL"]),
)
def test_what_is_formatted_is_iso_8601_and_real(text: str, locale: str, label: str) -> None:
    found = read_date(text, locality(locale, {}), label)
    for end in () if found.formatted is None else str(found.formatted).split("/"):
        match = ISO.fullmatch(end)
        assert match is not None
        if match["date"]:
            assert date.fromisoformat(end).isoformat() == end
        elif match["month"]:
            assert date.fromisoformat(end + "-01").isoformat() == end + "-01"
    for part in found.subtypes:
        assert text[part.start : part.end] == part.text

"""Lengths of time and ages."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limina.analysis.durations import OLDEST, read_age, read_duration
from limina.analysis.locality import locality


@pytest.mark.parametrize(
    ("text", "locale", "formatted"),
    [
        ("8 months", "en", "P8M"),
        ("20 days", "en", "P20D"),
        ("12 weeks", "en", "P12W"),
        ("3 years", "en", "P3Y"),
        ("three years", "en", "P3Y"),
        ("2 hours and 30 minutes", "en", "PT2H30M"),
        ("1 h 30 min", "en", "PT1H30M"),
        ("1 year, 6 months", "en", "P1Y6M"),
        ("1 day 2 hours 3 minutes 4 seconds", "en", "P1DT2H3M4S"),
        ("2 weeks and 3 days", "en", "P17D"),
        ("3 days and 1 week", "en", "P10D"),
        ("2 weeks 1 hour", "en", "P14DT1H"),
        ("an hour", "en", "PT1H"),
        ("a week", "en", "P1W"),
        ("half an hour", "en", "PT0.5H"),
        ("half a day", "en", "P0.5D"),
        ("1.5 hours", "en", "PT1.5H"),
        ("2½ hours", "en", "PT2.5H"),
        ("½ day", "en", "P0.5D"),
        ("⅓ day", "en", None),
        ("two and a half years", "en", "P2.5Y"),
        ("2 and a half years", "en", "P2.5Y"),
        ("5-year", "en", "P5Y"),
        ("30-day", "en", "P30D"),
        ("90 min.", "en", "PT90M"),
        ("2 decades", "en", "P20Y"),
        ("a century", "en", "P100Y"),
        ("0 days", "en", "P0D"),
        ("1,000 days", "en", "P1000D"),
        ("1,5 Stunden", "de", "PT1.5H"),
        ("3 Tagen", "de", "P3D"),
        ("6 meses", "es", "P6M"),
        ("2 semaines et 3 jours", "fr", "P17D"),
        ("10 лет", "ru", "P10Y"),
        ("3 个月", "zh", "P3M"),
        ("３年", "ja", "P3Y"),
        ("6 meses", "en", "P6M"),
        ("2-3 weeks", "en", None),
        ("several weeks", "en", None),
        ("2 business days", "en", None),
        ("month", "en", None),
        ("ten", "en", None),
        ("5", "en", None),
        ("5-", "en", None),
        ("5 apples", "en", None),
        ("3 days 2 days", "en", None),
        ("1 decade 1 year", "en", None),
        ("1.5 years 3 months", "en", None),
        ("1.2.3 days", "en", None),
        ("999999999999 days", "en", None),
        ("half hour", "en", None),
        ("days", "en", None),
        ("", "en", None),
    ],
)
def test_durations(text: str, locale: str, formatted: str | None) -> None:
    assert read_duration(text, locality(locale, {})).formatted == formatted


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("27", 27),
        ("75", 75),
        ("0", 0),
        ("41 yo", 41),
        ("12-year-old", 12),
        ("12 years old", 12),
        ("forty-one", 41),
        ("twelve", 12),
        ("45 Jahre alt", 45),
        ("aged 45", 45),
        ("٤٥", 45),
        (str(OLDEST), OLDEST),
        (str(OLDEST + 1), None),
        ("40s", None),
        ("65+", None),
        (">65", None),
        ("6 months", None),
        ("18 months old", None),
        ("3 weeks", None),
        ("2.5", None),
        ("5½", None),
        ("12 and 14", None),
        ("old", None),
        ("", None),
    ],
)
def test_ages(text: str, age: int | None) -> None:
    assert read_age(text, locality("en", {})).formatted == age


ISO = re.compile(
    r"P(?=.)(?:\d+(?:\.\d+)?W|(?:[\d.]+Y)?(?:[\d.]+M)?(?:[\d.]+D)?"
    r"(?:T(?=\d)(?:[\d.]+H)?(?:[\d.]+M)?(?:[\d.]+S)?)?)"
)


@given(
    st.lists(
        st.tuples(
            st.integers(0, 10**6), st.sampled_from(["hours", "days", "weeks", "years", "months"])
        ),
        min_size=1,
        max_size=4,
        unique_by=lambda part: part[1],
    )
)
def test_a_duration_has_the_form_of_iso_8601(parts: list[tuple[int, str]]) -> None:
    text = " ".join(f"{count} {unit}" for count, unit in parts)
    formatted = read_duration(text, locality("en", {})).formatted
    assert ISO.fullmatch(str(formatted))

"""Times of day in figures, words and languages."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limina.analysis.clock import read_time
from limina.analysis.locality import locality


def read(text: str, locale: str = "en") -> str | int | None:
    return read_time(text, locality(locale, {})).formatted


@pytest.mark.parametrize(
    ("text", "formatted"),
    [
        ("19:37:28", "19:37:28"),
        ("9:05", "09:05"),
        ("10pm EST", "22:00"),
        ("10 p.m.", "22:00"),
        ("10 PM", "22:00"),
        ("10:30 a.m. PST", "10:30"),
        ("10:30 AM (UTC+2)", "10:30"),
        ("10:30:15.123Z", "10:30:15"),
        ("10:30+02:00", "10:30"),
        ("6:30 ET", "06:30"),
        ("12am", "00:00"),
        ("12pm", "12:00"),
        ("12:30 am", "00:30"),
        ("0:30 pm", "12:30"),
        ("13:30 pm", "13:30"),
        ("13 am", None),
        ("14.30", "14:30"),
        ("24:00", "00:00"),
        ("24:01", None),
        ("25:00", None),
        ("10:75", None),
        ("3:15:99", None),
        ("1430", "14:30"),
        ("1430 hours", "14:30"),
        ("0600", "06:00"),
        ("9999", None),
        ("8 o'clock", "08:00"),
        ("8 o\u2019clock pm", "20:00"),
        ("at 10:30", "10:30"),
        ("8 in the morning", "08:00"),
        ("3 in the afternoon", "15:00"),
        ("7 in the evening", "19:00"),
        ("noon", "12:00"),
        ("12 noon", "12:00"),
        ("midnight", "00:00"),
        ("12 midnight", "00:00"),
        ("11 noon", None),
        ("12:15 midnight", None),
        ("7", None),
        ("9-5", None),
        ("9am to 5pm", None),
        ("10:30 sharp", None),
        ("soon", None),
        ("", None),
    ],
)
def test_figures(text: str, formatted: str | None) -> None:
    assert read(text) == formatted


@pytest.mark.parametrize(
    ("text", "formatted"),
    [
        ("half past nine", "09:30"),
        ("a quarter past 5 pm", "17:15"),
        ("quarter to five", "04:45"),
        ("quarter to one", "12:45"),
        ("ten past 5 p.m.", "17:10"),
        ("twenty minutes to six", "05:40"),
        ("0 past 5", None),
        ("60 to 5", None),
        ("quarter past 13 am", None),
        ("half past", None),
        ("eight o'clock", "08:00"),
        ("eight oclock", "08:00"),
        ("nine thirty pm", "21:30"),
        ("nine oh five am", "09:05"),
        ("nine five", None),
        ("ten pm", "22:00"),
        ("ten in the evening", "22:00"),
        ("five", None),
        ("pm", None),
    ],
)
def test_words(text: str, formatted: str | None) -> None:
    assert read(text) == formatted


@pytest.mark.parametrize(
    ("text", "locale", "formatted"),
    [
        ("14 Uhr 30", "de", "14:30"),
        ("15 Uhr", "de", "15:00"),
        ("14h30", "fr", "14:30"),
        ("14 h", "fr", "14:00"),
        ("midi", "fr", "12:00"),
        ("minuit", "fr", "00:00"),
        ("kl. 14:30", "sv", "14:30"),
        ("下午3点30分", "zh", "15:30"),
        ("午後3:00", "ja", "15:00"),
        ("15時30分20秒", "ja", "15:30:20"),
        ("오후 3시 30분", "ko", "15:30"),
        ("٣:٣٠ م", "ar", "15:30"),
    ],
)
def test_languages(text: str, locale: str, formatted: str) -> None:
    assert read(text, locale) == formatted


@given(st.times(), st.sampled_from(["%H:%M", "%H:%M:%S", "%I:%M %p", "%I:%M:%S%p"]))
def test_times_are_read_back(moment: time, form: str) -> None:
    seconds = "%S" in form
    expected = moment.strftime("%H:%M:%S" if seconds else "%H:%M")
    assert read(moment.strftime(form)) == expected

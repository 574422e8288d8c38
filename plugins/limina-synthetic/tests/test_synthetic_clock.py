"""Times of day."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limina_synthetic import Replacer

REPLACER = Replacer(b"tests")


def other(text: str, language: str = "en") -> str:
    return REPLACER.replace("TIME", text, (language,))


@pytest.mark.parametrize(
    ("text", "language", "pattern"),
    [
        ("19:37:28", "en", r"(1[3-9]|2[0-3]):[0-5]\d:[0-5]\d"),
        ("10:15 a.m.", "en", r"(0\d|1[0-2]):[0-5]\d a\.m\."),
        ("9:05", "en", r"\d{1,2}:\d\d"),
        ("10pm EST", "en", r"\d{1,2}pm EST"),
        ("3 o'clock", "en", r"([1-9]|1[0-2]) o'clock"),
        ("0800", "en", r"([01]\d|2[0-3])[0-5]\d"),
        ("9am-5pm", "en", r"\d{1,2}am-\d{1,2}pm"),
        ("half past nine", "en", "half past (?!nine)[a-z]+"),
        ("ten thirty", "en", "(?!ten)[a-z]+ (twenty|forty|fifty)"),
        ("noon", "en", "(?!noon)[a-z]+"),
        ("10:00 UTC+02:00", "en", r"[01]\d:[0-5]\d UTC\+02:00"),
        ("00:00:00.000", "en", r"0\d:[0-5]\d:[0-5]\d\.\d{3}"),
        ("7.30 pm", "en", r"\d{1,2}\.[0-5]\d pm"),
        ("14h30", "fr", r"(1[3-9]|2[0-3])h[0-5]\d"),
        ("19 Uhr", "de", r"(1[3-9]|2[0-3]) Uhr"),
        ("14.30 Uhr", "de", r"(1[3-9]|2[0-3])\.[0-5]\d Uhr"),
        ("下午3点30分", "zh", r"下午\d{1,2}点[0-5]?\d分"),
        ("午後三時半", "ja", "午後[一二四五六七八九]時半"),
        ("오후 3시 30분", "ko", r"오후 \d{1,2}시 [0-5]?\d분"),
        ("las tres y media", "es", "las (?!tres)[a-z]+ y media"),
    ],
)  # fmt: skip
def test_a_time_keeps_its_writing(text: str, language: str, pattern: str) -> None:
    new = other(text, language)
    assert re.fullmatch(pattern, new), new
    assert new != text


@given(st.integers(0, 23), st.integers(0, 59))
def test_a_new_time_is_a_time_and_keeps_to_its_clock(hour: int, minute: int) -> None:
    text = f"{hour:02}:{minute:02}"
    new_hour, new_minute = map(int, other(text).split(":"))
    assert 0 <= new_hour < 24
    assert 0 <= new_minute < 60
    assert new_hour != hour
    assert (new_hour > 12) == (hour > 12)
    assert minute % 5 or new_minute % 5 == 0


@given(st.integers(1, 12), st.sampled_from(["am", " pm", " a.m.", "P.M."]))
def test_a_clock_of_twelve_hours_goes_to_twelve(hour: int, half: str) -> None:
    match = re.fullmatch(rf"(\d+){re.escape(half)}", other(f"{hour}{half}"))
    assert match is not None
    assert 1 <= int(match[1]) <= 12
    assert int(match[1]) != hour


@pytest.mark.parametrize("text", ["25:99", "Blorp o'clock", "99:99:99", "7391-8264", "12345"])
def test_what_is_no_time_goes_too(text: str) -> None:
    new = other(text)
    assert new != text
    assert not re.search("blorp|7391|8264", new.casefold())

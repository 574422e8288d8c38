"""Dates, periods, durations, ages, times and money told apart by form."""

from __future__ import annotations

import pytest

from limina_spacy import forms


@pytest.mark.parametrize(
    ("text", "label", "found"),
    [
        ("March 7, 1961", "DATE", "March 7, 1961"),
        ("7 March", "DATE", "7 March"),
        ("the fourth of Feb", "DATE", "the fourth of Feb"),
        ("Saturday, September 18 2010", "DATE", "Saturday, September 18 2010"),
        ("02.03.1995", "DATE", "02.03.1995"),
        ("2024/01/05", "DATE", "2024/01/05"),
        ("31st", "DATE", "31st"),
        ("1933", "DATE_INTERVAL", "1933"),
        ("2020-2021", "DATE_INTERVAL", "2020-2021"),
        ("July 2020", "DATE_INTERVAL", "July 2020"),
        ("December", "DATE_INTERVAL", "December"),
        ("5-9 May", "DATE_INTERVAL", "5-9 May"),
        ("June 3 to June 8", "DATE_INTERVAL", "June 3 to June 8"),
        ("01/02/2020 - 03/02/2020", "DATE_INTERVAL", "01/02/2020 - 03/02/2020"),
        ("the summer of 2014", "DATE_INTERVAL", "the summer of 2014"),
        ("the 1990s", "DATE_INTERVAL", "the 1990s"),
        ("the nineteenth century", "DATE_INTERVAL", "the nineteenth century"),
        ("the past 12 weeks", "DURATION", "12 weeks"),
        ("twenty-five days", "DURATION", "twenty-five days"),
        ("33, 8 months", "DURATION", "8 months"),
        ("27 years old", "AGE", "27"),
        ("a 14-year-old", "AGE", "14"),
        ("aged 33", "AGE", "33"),
        ("at the age of thirteen", "AGE", "thirteen"),
    ],
)
def test_a_date_span_gets_the_label_of_its_form(text: str, label: str, found: str) -> None:
    assert label_of(forms.date, text) == (found, label)


@pytest.mark.parametrize(
    "text",
    [
        "today",
        "Tuesday",
        "the week",
        "last year",
        "a great day",
        "one day",
        "may",
        "mar",
        "May",
        "old age",
    ],
)
def test_a_date_span_without_number_or_month_is_dropped(text: str) -> None:
    assert forms.date(text, 0, len(text)) is None


def test_a_bare_month_that_is_also_a_name_needs_a_preposition() -> None:
    text = "My name is May. I moved in May."
    assert forms.date(text, 11, 14) is None
    assert forms.date(text, 27, 30) == (27, 30, "DATE_INTERVAL")


@pytest.mark.parametrize(
    ("text", "label", "found"),
    [
        ("10pm EST", "TIME", "10pm"),
        ("02:49 PM Ver", "TIME", "02:49 PM"),
        ("19:37:28", "TIME", "19:37:28"),
        ("12-1 pm", "TIME", "12-1 pm"),
        ("21:00 to 23:30", "TIME", "21:00 to 23:30"),
        ("seven thirty p.m.", "TIME", "seven thirty p.m."),
        ("4 hours", "DURATION", "4 hours"),
    ],
)
def test_a_time_span_is_cut_to_the_clock_time_or_duration(
    text: str, label: str, found: str
) -> None:
    assert label_of(forms.time, text) == (found, label)


@pytest.mark.parametrize("text", ["tonight", "this morning", "hours", "12"])
def test_a_time_span_without_a_clock_time_is_dropped(text: str) -> None:
    assert forms.time(text, 0, len(text)) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("$94.50", "$94.50"),
        ("only $5,000 more", "$5,000"),
        ("US$ 3.5 million", "US$ 3.5 million"),
        ("five thousand dollars", "five thousand dollars"),
        ("15 pesos", "15 pesos"),
        ("30B USD", "30B USD"),
        ("€1,000 to €2,000", "€1,000 to €2,000"),
        ("a hundred and forty bucks", "a hundred and forty bucks"),
    ],
)
def test_a_money_span_is_cut_to_amount_and_currency(text: str, found: str) -> None:
    assert label_of(forms.money, text) == (found, "MONEY")


@pytest.mark.parametrize("text", ["8", "#theroom #", "dollars", "the price"])
def test_money_without_amount_or_currency_is_dropped(text: str) -> None:
    assert forms.money(text, 0, len(text)) is None


@pytest.mark.parametrize(
    ("text", "span", "found"),
    [
        ("costs £ 8 now", (8, 9), (6, 9)),
        ("costs $8 now", (7, 8), (6, 8)),
        ("in EUR 40", (7, 9), (3, 9)),
    ],
)
def test_a_currency_left_outside_is_taken_in(
    text: str, span: tuple[int, int], found: tuple[int, int]
) -> None:
    assert forms.money(text, *span) == (*found, "MONEY")


def test_offsets_hold_inside_a_longer_text() -> None:
    text = "日本 😀 — it took the past 12 weeks."
    start = text.index("the past")
    assert forms.date(text, start, len(text) - 1) == (start + 9, len(text) - 1, "DURATION")


def label_of(form: object, text: str) -> tuple[str, str]:
    assert callable(form)
    found = form(text, 0, len(text))
    assert found is not None
    start, end, label = found
    return text[start:end], label

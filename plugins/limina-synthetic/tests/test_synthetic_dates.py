"""Dates: another date in the same writing."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limina_synthetic import Replacer
from limina_synthetic.calendar_words import LANGUAGES, find_word, months_of

REPLACER = Replacer(b"tests")
MONTHS = "January February March April May June July August September October November December"
WORD = re.compile(r"[^\W\d_]+")


def other(text: str, label: str = "DATE", language: str = "en") -> str:
    return REPLACER.replace(label, text, (language,))


def layout(text: str) -> str:
    return re.sub(r"\d", "9", re.sub(r"[^\W\d_]+", "a", text))


@pytest.mark.parametrize(
    "text",
    ["1961-03-07", "03/07/1961", "07.03.1961", "08-19-1971", "2024/01/05", "31/12/99", "99-12-31",
     "12/18", "20240105", "050124", "2024-01-05T10:00:00Z", "1961 03 07", "05-28", "03.1961"],
)  # fmt: skip
def test_figures_keep_their_digits_and_separators(text: str) -> None:
    assert layout(other(text)) == layout(text)
    assert other(text) != text


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("March 7, 1961", rf"({MONTHS.replace(' ', '|')}) \d{{1,2}}, \d{{4}}"),
        ("7 Mar 1961", r"\d{1,2} [A-Z][a-z]{2} \d{4}"),
        ("MAR 07 1961", r"[A-Z]{3} \d{2} \d{4}"),
        ("7.3.1961", r"\d{1,2}\.\d{1,2}\.\d{4}"),
        ("5-Mar-61", r"\d{1,2}-[A-Z][a-z]{2}-\d{2}"),
        ("Oct 5, '21", r"[A-Z][a-z]{2} \d{1,2}, '\d{2}"),
        ("Monday, March 7, 1961", r"[A-Z][a-z]+day, [A-Z][a-z]+ \d{1,2}, \d{4}"),
        ("Jan. 5, 2024 at 10:15 pm", r"[A-Z][a-z]{2}\. \d{1,2}, \d{4} at \d{1,2}:\d{2} pm"),
        ("first of May 1999", r"[a-z]+ of [A-Z][a-z]+ \d{4}"),
        ("5 Mar 21", r"\d{1,2} [A-Z][a-z]{2} \d\d"),
        ("5 May 2020 at 10pm", r"\d{1,2} [A-Z][a-z]+ \d{4} at (\d|1[0-2])pm"),
        ("tomorrow", r"yesterday|today|tonight"),
        ("Tuesday", r"[A-Z][a-z]+day"),
    ],
)
def test_words_keep_their_writing(text: str, pattern: str) -> None:
    assert re.fullmatch(pattern, other(text)), other(text)
    assert other(text) != text


@pytest.mark.parametrize(
    ("text", "language", "pattern"),
    [
        ("3. März 1985", "de", r"\d{1,2}\. [A-ZÄ][a-zä]+ \d{4}"),
        ("12 janv. 2020", "fr", r"\d{1,2} [a-zéû]+\. \d{4}"),
        ("le 1er mai 1990", "fr", r"le 1er [a-zéû]+ \d{4}"),
        ("5 de mayo de 2020", "es", r"\d{1,2} de [a-z]+ de \d{4}"),
        ("5 января 1990 г.", "ru", r"\d{1,2} [а-я]+[ая] \d{4} г\."),
        ("2024年1月5日(金)", "ja", r"\d{4}年\d{1,2}月\d{1,2}日\([月火水木金土日]\)"),
        (
            "二〇二四年十二月五日", "zh",
            "[〇一二三四五六七八九]{4}年[一二三四五六七八九十]+月[一二三四五六七八九十]+日",
        ),
        ("2024년 1월 5일 금요일", "ko", r"\d{4}년 \d{1,2}월 \d{1,2}일 [월화수목금토일]요일"),
        ("٥ يناير ٢٠٢٤", "ar", r"[٠-٩]{1,2} [\u0620-\u064a]+ [٠-٩]{4}"),
        ("segunda-feira, 5 de janeiro de 2020", "pt", r"[a-zç-]+, \d{1,2} de [a-zç]+ de \d{4}"),
        ("5 stycznia 2020 r.", "pl", r"\d{1,2} [a-zśźń]+ \d{4} r\."),
        ("2024年1月5日 星期五", "zh", r"\d{4}年\d{1,2}月\d{1,2}日 星期[一二三四五六日]"),
        ("金曜日", "ja", "[月火水木土日]曜日"),
        ("周五", "zh", "周[一二三四六日]"),
        ("十九世紀", "ja", "[二三四五六七八九]世紀"),
        ("5 जनवरी 2020", "hi", r"\d{1,2} [\u0900-\u097f]+ \d{4}"),
        ("tháng 5 năm 2020", "vi", r"tháng \d{1,2} năm \d{4}"),
    ],
)  # fmt: skip
def test_months_and_weekdays_stay_in_their_language(text: str, language: str, pattern: str) -> None:
    for languages in (language, "en"):
        new = other(text, "DOB", languages)
        assert re.fullmatch(pattern, new), new
        assert new != text


def test_one_day_becomes_one_other_day_however_it_is_written() -> None:
    iso = date.fromisoformat(other("1961-03-07"))
    assert other("March 7, 1961") == f"{iso:%B} {iso.day}, {iso.year}"
    assert other("03/07/1961", "DOB") == f"{iso:%m/%d/%Y}"
    assert other("7.3.1961", language="de") == f"{iso.day}.{iso.month}.{iso.year}"
    assert other("Tuesday, 7 March 1961") == f"{iso:%A}, {iso.day} {iso:%B} {iso.year}"


@given(st.dates(date(1920, 1, 1), date(2024, 12, 31)))
def test_a_new_date_is_a_date_near_the_old_one(day: date) -> None:
    new = date.fromisoformat(other(day.isoformat()))
    assert new.year != day.year
    assert abs(new.year - day.year) <= 10
    assert new.year <= 2025
    assert other(f"{day:%d.%m.%Y}", language="de") == f"{new:%d.%m.%Y}"


@given(st.dates(date(1950, 1, 1), date(2024, 12, 31)), st.booleans())
def test_days_and_months_alone_are_never_the_same(day: date, numeric: bool) -> None:
    for text in (f"{day:%B} {day.day}", f"{day:%m/%d}", f"{day:%B}", f"{day:%B} {day.year}"):
        new = other(text, "DATE_INTERVAL" if numeric else "DATE")
        assert new != text
        assert layout(new).replace("99", "9") == layout(text).replace("99", "9")


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("January 1984", r"[A-Z][a-z]+ \d{4}"), ("1933", r"\d{4}"), ("the 1990s", r"the \d{3}0s"),
        ("'90s", r"'\d0s"), ("summer 2019", r"(spring|autumn|winter|fall) \d{4}"),
        ("Q3 2021", r"Q[124] \d{4}"), ("FY2020", r"FY\d{4}"),
        ("19th century", r"\d{1,2}th century"), ("the eighties", "the (?!eighties)[a-z]+ties"),
        ("week 32", r"week \d\d"), ("last 3 weeks", r"last \d{1,2} weeks"),
        ("last month", r"[a-z]+ [a-z]+"), ("mid-March", "mid-[A-Z][a-z]+"),
    ],
)  # fmt: skip
def test_intervals_keep_their_writing(text: str, pattern: str) -> None:
    new = other(text, "DATE_INTERVAL")
    assert re.fullmatch(pattern, new), new
    assert new != text


@pytest.mark.parametrize(
    "text",
    ["2020-2021", "1990 to 1995", "5-9 May", "January-March 2020", "01/02/2020 - 05/06/2021",
     "between 1990 and 1995", "Jan 5 - Feb 9, 2020", "2015-18"],
)  # fmt: skip
def test_what_came_first_comes_first(text: str) -> None:
    new = other(text, "DATE_INTERVAL")
    assert new != text
    years = [int(year) for year in re.findall(r"\d{4}", new)]
    assert years == sorted(years)
    months = [word.place for w in WORD.findall(new) if (word := find_word(w, ("en",)))]
    assert months == sorted(months)
    if text == "5-9 May":
        first, last = map(int, re.findall(r"\d+", new))
        assert first < last


@pytest.mark.parametrize("text", ["1003", "2998", "1000-1999", "1005-2995", "2990-2999"])
def test_years_keep_their_four_digits(text: str) -> None:
    for seed in range(20):
        new = Replacer(b"%d" % seed).replace("DATE_INTERVAL", text, ("en",))
        assert layout(new) == layout(text)
        assert new != text


@pytest.mark.parametrize(
    ("text", "language", "pattern"),
    [
        ("鬱鬱節", "zh", r"\d{4}年\d{1,2}月\d{1,2}日"),
        ("뷁뷁절", "ko", r"\d{4}년 \d{1,2}월 \d{1,2}일"),
        ("Blorptag", "de", r"\d{1,2} [A-Z][a-zä]+ \d{4}"),
        ("Blorp", "en", r"[A-Z][a-z]+ \d{1,2}, \d{4}"),
    ],
)  # fmt: skip
def test_what_nobody_can_read_becomes_a_date_of_its_language(
    text: str, language: str, pattern: str
) -> None:
    assert re.fullmatch(pattern, other(text, "DATE", language))


def test_an_interval_of_years_keeps_its_length() -> None:
    first, last = map(int, other("1990-1995", "DATE_INTERVAL").split("-"))
    assert last - first == 5


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("5/28", r"(\d|1[0-2])/\d\d"), ("05/2028", r"(0\d|1[0-2])/20\d\d"),
        ("0528", r"(0\d|1[0-2])\d\d"), ("May 2028", r"[A-Z][a-z]+ 20\d\d"),
        ("four twenty", "[a-z]+ [a-z]+"), ("05-28", r"[01]\d-\d\d"),
    ],
)  # fmt: skip
def test_expiry_dates_stay_such(text: str, pattern: str) -> None:
    new = other(text, "CREDIT_CARD_EXPIRATION")
    assert re.fullmatch(pattern, new), new
    assert new != text


@pytest.mark.parametrize(
    ("label", "texts", "pattern"),
    [
        ("DAY", [str(day) for day in range(1, 32)], r"[1-9]|[12]\d|3[01]"),
        ("MONTH", MONTHS.split(), MONTHS.replace(" ", "|")),
        ("MONTH", [word[:3].lower() for word in MONTHS.split()], "[a-z]{3,9}"),
        ("YEAR", [str(year) for year in range(1950, 2025)], r"(19|20)\d\d"),
    ],
)
def test_parts_of_dates_are_exchanged_one_to_one(
    label: str, texts: list[str], pattern: str
) -> None:
    new = [other(text, label).zfill(1) for text in texts]
    assert all(re.fullmatch(pattern, text.lstrip("0")) for text in new), new
    assert len(set(new)) == len(texts)
    assert all(old != text for old, text in zip(texts, new, strict=True))


@pytest.mark.parametrize("day", ["1st", "2nd", "3rd", "4th", "11th", "21st", "22nd", "30th"])
def test_ordinals_end_as_they_should(day: str) -> None:
    match = re.fullmatch(r"[A-Z][a-z]+ (\d+)(st|nd|rd|th)", other(f"October {day}"))
    assert match is not None
    number = int(match[1])
    right = "th" if 10 <= number <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    assert match[2] == right


@pytest.mark.parametrize("label", ["DATE", "DOB", "DATE_INTERVAL", "DAY", "MONTH", "YEAR"])
@pytest.mark.parametrize("language", ["en", "de", "ja", "ko", "zh"])
def test_of_unknown_words_nothing_stays(label: str, language: str) -> None:
    for text in ("Zwölfelbrunz", "Blorpday 5, 2020", "the Frabjous of May"):
        new = other(text, label, language)
        assert not re.search("zwölf|brunz|blorp|frabjous", new.casefold())
        assert re.search(r"\d", new) or label == "MONTH"


@pytest.mark.parametrize("text", ["13/13/2020", "99/99", "00/00/0000", "2020-13-45", "31/02/2020"])
def test_what_is_no_date_is_redrawn_all_the_same(text: str) -> None:
    assert layout(other(text)) == layout(text)
    assert other(text) != text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_months_of_every_language_are_found(language: str) -> None:
    for place, month in enumerate(months_of(language)):
        if " " not in month and not month[0].isdecimal():
            found = find_word(month, (language,))
            assert found is not None
            assert (found.kind, found.place) == ("month", place)

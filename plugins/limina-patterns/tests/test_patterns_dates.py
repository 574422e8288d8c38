"""Dates, periods and dates of birth."""

from __future__ import annotations

from collections.abc import Callable

import pytest

FOUND = (
    ("DOB", "My date of birth is ⟦01/01/2000⟧."),
    ("DOB", "I was born on ⟦02.03.1995⟧. I was a software developer"),
    ("DOB", "He was born on ⟦01/01/1980⟧ and died on 02/02/2020"),
    ("DOB", "DOB: ⟦1980-12-31⟧"),
    ("DOB", "⟦March 7, 1961⟧ is my birthday"),
    ("DOB", "geboren am ⟦3. Mai 1985⟧ in Köln"),
    ("DOB", "née le ⟦5 mars 1970⟧"),
    ("DOB", "Fecha de nacimiento: ⟦26/05/1980⟧"),
    ("DOB", "She was born in Toronto, Ontario on ⟦March 7, 1961⟧"),
    ("DOB", "born in ⟦1965⟧"),
    ("DOB", "DOB 19800131 reads ⟦19800131⟧"),
    ("DATE", "He was born on 01/01/1980 and died on ⟦02/02/2020⟧"),
    ("DATE", "On ⟦2024-01-05⟧ we met"),
    ("DATE", "⟦2024-01-05⟧T10:11:12Z"),
    ("DATE", "⟦12/31/99⟧ was a Friday"),
    ("DATE", "the ⟦5th of March, 2020⟧"),
    ("DATE", "⟦Monday, March 7, 1961⟧"),
    ("DATE", "⟦7 March 1961⟧; ⟦Mar 7, 1961⟧; ⟦07-Mar-1961⟧; ⟦07Mar1961⟧"),
    ("DATE", "on ⟦December 18⟧ we"),
    ("DATE", "⟦Sep 13th⟧, Anita"),
    ("DATE", "am ⟦3. Mai 2020⟧ und ⟦05.06.2021⟧"),
    ("DATE", "le ⟦1er janvier 2020⟧, el ⟦5 de mayo de 2021⟧, il ⟦3 maggio 2019⟧"),
    ("DATE", "op ⟦4 mei 2020⟧, em ⟦7 de março de 2018⟧, den ⟦6 oktober 2017⟧"),
    ("DATE", "⟦5 января 2020⟧ г."),
    ("DATE", "⟦2020年1月5日⟧"),
    ("DATE", "⟦fourth of Feb nineteen 86⟧"),
    ("DATE", "I broke my right leg on the ⟦31st⟧ and waited"),
    ("DATE", "on ⟦5/28⟧ it rained"),
    ("DATE", "⟦٠٥/٠٦/٢٠٢٠⟧"),
    ("DATE_INTERVAL", "I had 5,000 points in ⟦2019⟧."),
    ("DATE_INTERVAL", "⟦2020-2021⟧ and ⟦1998/99⟧"),
    ("DATE_INTERVAL", "⟦5-9 May⟧"),
    ("DATE_INTERVAL", "in ⟦July 2020⟧"),
    ("DATE_INTERVAL", "⟦January 1984⟧"),
    ("DATE_INTERVAL", "the ⟦1990s⟧ and the ⟦80s⟧"),
    ("DATE_INTERVAL", "⟦Q3 2020⟧"),
    ("DATE_INTERVAL", "⟦third quarter of 2020⟧"),
    ("DATE_INTERVAL", "in the ⟦summer of 2019⟧"),
    ("DATE_INTERVAL", "⟦5 May to 9 June 2020⟧"),
    ("DATE_INTERVAL", "in ⟦1994⟧, ⟦1995⟧ and ⟦1997⟧"),
    ("DATE_INTERVAL", "in ⟦December⟧."),
    ("DATE_INTERVAL", "the ⟦19th century⟧"),
    ("DATE_INTERVAL", "im ⟦Herbst 1993⟧"),
    ("DATE_INTERVAL", "Nirvana (⟦1991⟧)"),
)
NEAR_MISSES = (
    "ports 2010 to 2014 are open",
    "May I ask? I may 5 times. march 10 steps",
    "version 10.12.14",
    "1.2.3.4.5",
    "12-34-56",
    "3/4 cup and 16/9",
    "2000 people came",
    "in 2000 patients",
    "555-01-2345",
    "99/99/2020 and 13/13/2013",
    "2024-13-45",
    "port 2019, room 1984",
    "ISBN 978-3-16-148410-0",
    "March on, April said",
    "12 out of 20",
    "1234567890",
    "$1999.99 and 1,999 items",
    "Route 66",
)


@pytest.mark.parametrize(("label", "marked"), FOUND)
def test_the_marked_words_are_found(check: Callable[..., None], label: str, marked: str) -> None:
    check(label, marked)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses_are_not(silent: Callable[..., None], text: str) -> None:
    silent(text, "DATE", "DATE_INTERVAL", "DOB")

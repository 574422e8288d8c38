"""Ranges of two dates: what joins them, what introduces them, what they hold."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from limina.plugin import Document
from limina_patterns.cues import CueIndex
from limina_patterns.date_ranges import join_ranges
from limina_patterns.date_span import DateSpan, part
from limina_patterns.detector import PatternDetector
from limina_patterns.scan import Scan

RANGES = (
    "held ⟦between 15 March 1985 and 10 March 1989⟧ in Paris",
    "⟦Between 15 March 1985, and 10 March 1989⟧, he",
    "⟦between March 15, 1985, and March 10, 1989⟧",
    "⟦between 3 May and 9 June 2020⟧",
    "⟦between March 15 and April 10⟧",
    "⟦between the 15th of March 1985 and the 10th of March 1989⟧",
    "⟦between Monday, 15 March 1985 and Friday, 10 March 1989⟧",
    "⟦between 15 March 1985\nand 10 March 1989⟧",
    "⟦between 01/02/2020 and 03/04/2021⟧ we met",
    "⟦between 15.3.1985 and 10.3.1989⟧",
    "⟦between March 1985 and April 1989⟧",
    "⟦Between 1985 and 10 March 1989⟧",
    "⟦from 15 March 1985 to 10 March 1989⟧",
    "⟦from March 15, 1985, until March 10, 1989⟧, he stayed",
    "⟦from 15 March 1985 up to and including 10 March 1989⟧",
    "⟦from 2020-01-05 through 2020-03-07⟧",
    "⟦from January to March 2020⟧",
    "⟦15 March 1985 to 10 March 1989⟧",
    "⟦the 5th of May 2001 to the 6th of July 2002⟧",
    "⟦15 March 1985 – 10 March 1989⟧",
    "⟦March 15, 1985 - March 10, 1989⟧",
    "⟦Jan 5 – Feb 7, 2021⟧ and ⟦Jan 5-Feb 7⟧",
    "⟦15 March 1985–10 March 1989⟧, ⟦3 May–7 June⟧ and ⟦3 mai 2020-7 juin 2021⟧",
    "⟦2020-01-05 — 2020-03-07⟧",
    "⟦5 May 2020 to 7 May 2020⟧ and ⟦8 May 2020 to 9 May 2020⟧",
    "⟦vom 15. März 1985 bis zum 10. März 1989⟧ in Haft",
    "⟦zwischen dem 15. März 1985 und dem 10. März 1989⟧",
    "⟦du 15 mars 1985 au 10 mars 1989⟧",
    "⟦entre le 15 mars 1985 et le 10 mars 1989⟧",
    "⟦entre el 15 de marzo de 1985 y el 10 de marzo de 1989⟧",
    "⟦desde el 15 de marzo de 1985 hasta el 10 de marzo de 1989⟧",
    "⟦del 15/03/1985 al 10/03/1989⟧",
    "⟦tra il 15 marzo 1985 e il 10 marzo 1989⟧",
    "⟦dall'8 marzo 1985 all'8 aprile 1989⟧",
    "⟦tussen 15 maart 1985 en 10 maart 1989⟧",
    "⟦van 15 maart 1985 tot en met 10 maart 1989⟧",
    "⟦entre o dia 15 de março de 1985 e o dia 10 de março de 1989⟧",
    "⟦de 15 de março de 1985 até 10 de março de 1989⟧",
    "⟦mellan den 15 mars 1985 och den 10 mars 1989⟧",
    "⟦fra 15. marts 1985 til 10. marts 1989⟧",
    "⟦od 15 marca 1985 r. do 10 marca 1989⟧ r.",
    "⟦с 15 марта 1985 года по 10 марта 1989⟧ года",
)
NO_RANGES = (
    "between 15 and 20 people",
    "from Paris to 3 May",
    "between Anna Schmidt and 5 May 2021",
    "between 5 May 2021 and 3 people",
    "between 5 May 2021 or 7 May 2021",
    "on 15 March 1985 and 10 March 1989 he was heard",
    "on 15 March 1985 and on 10 March 1989",
    "between us, on 15 March 1985 and 10 March 1989",
    "3 May 2020, 9 June 2020 and 11 July 2020",
    "he came on 3 May 2020. To 9 June 2020 it is long",
    "from 15 March 1985 to the present",
    "15 March 1985 / 10 March 1989",
    "January 5, February 7",
    "3 May 2020\n- 9 June 2020",
    "the B-17 May 3 left",
)


@pytest.mark.parametrize("marked", RANGES)
def test_two_dates_and_what_joins_them_are_one_interval(
    check: Callable[..., None], marked: str
) -> None:
    check("DATE_INTERVAL", marked)


@pytest.mark.parametrize("text", NO_RANGES)
def test_dates_beside_each_other_stay_dates(silent: Callable[..., None], text: str) -> None:
    silent(text, "DATE_INTERVAL")


def test_the_days_of_a_range_are_found_inside_it(
    spans: Callable[..., list[tuple[str, str]]],
) -> None:
    assert spans("from 15 March 1985 to 10 March 1989") == [
        ("from 15 March 1985 to 10 March 1989", "DATE_INTERVAL"),
        ("15 March 1985", "DATE"),
        ("10 March 1989", "DATE"),
    ]
    assert spans("from March 1985 to April 1989") == [
        ("from March 1985 to April 1989", "DATE_INTERVAL")
    ]


def test_a_range_of_births_holds_no_other_date(spans: Callable[..., list[tuple[str, str]]]) -> None:
    assert spans("born between 15 March 1985 and 10 March 1989") == [
        ("between 15 March 1985 and 10 March 1989", "DOB")
    ]


def test_two_dates_that_make_a_range_are_surer_than_one(detector: PatternDetector) -> None:
    [found] = detector.detect([Document("between March 15 and April 10", {})])
    [interval] = [d.score for d in found if d.label == "DATE_INTERVAL"]
    assert interval > max(d.score for d in found if d.label == "DATE") > 0.85


def test_a_long_run_of_overlapping_dates_takes_linear_time() -> None:
    scan = Scan("x", CueIndex(()))

    def seconds(count: int) -> float:
        spans = [
            DateSpan(at, at + 2, 0.9, False, True, (part("DAY", (at, at + 1), 0.9),))
            for at in range(count)
        ]
        start = time.process_time()
        [run] = join_ranges(scan, spans)
        assert (run.start, run.end, len(run.parts)) == (0, count + 1, count)
        return time.process_time() - start

    few = max(min(seconds(4_000) for _ in range(3)), 0.002)
    assert any(seconds(40_000) < 30 * few for _ in range(3)), "a busy machine is no finding"

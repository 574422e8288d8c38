"""Results as tables."""

from __future__ import annotations

from limina.evaluation.dial import notch
from limina.evaluation.misses import worst
from limina.evaluation.records import Span
from limina.evaluation.reliability import reliability
from limina.evaluation.result import compare, evaluate, make_cases
from limina.evaluation.scheme import Scheme
from limina.evaluation.tables import (
    Table,
    alarm_table,
    bin_table,
    comparison_table,
    confusion_table,
    dial_table,
    interval_table,
    main_table,
    markdown,
    miss_lines,
    plain,
    reliability_table,
)
from tests.evaluation.example import ANNOTATED, FOUND, example, gold

CASES = make_cases([gold(*ANNOTATED)], {"1": FOUND}, Scheme())


def test_every_label_has_a_row_and_all_of_them_the_last() -> None:
    table = main_table(evaluate(CASES, 0))
    assert [row[0] for row in table.rows] == ["NAME", "LOCATION", "ORGANIZATION", "ALL"]
    assert table.rows[-1] == (
        *("ALL", "3", "3", "0.333", "0.333", "0.333"),
        *("0.333", "0.333", "0.333", "0.333", "0.1667", "0.833", "1", "0"),
    )
    assert table.rows[2][10] == "-", "nothing to leak"


def test_intervals_are_told_if_there_are_any() -> None:
    assert interval_table(evaluate(CASES, 0)).rows == ()
    table = interval_table(evaluate(CASES, 10))
    assert table.head[1] == "strict F1"
    assert table.rows[-1][1] == "0.333 … 0.333"


def test_alarms() -> None:
    empty, everywhere = alarm_table(evaluate(CASES, 0)).rows
    assert empty == ("texts without annotated spans", "0", "0", "0", "-", "")
    assert everywhere == ("all texts", "1", "6", "2", "333.33", "NAME 1, ORGANIZATION 1")


def test_confusion_shows_different_labels_the_most_frequent_first() -> None:
    confusion = evaluate(CASES * 2, 0).confusion
    confusion["AGE", "DATE"] = 5
    table = confusion_table(confusion, 2)
    assert table.rows == (("AGE as DATE", "5"), ("- as NAME", "2"))


def test_a_comparison_shows_both_and_the_difference() -> None:
    perfect = make_cases([gold(*ANNOTATED)], {"1": ANNOTATED}, Scheme())
    rows = {row[0]: row[1:] for row in comparison_table(compare(CASES, perfect, 10)).rows}
    assert rows["ALL strict F1"] == ("0.333", "1.000", "+0.667", "0.667 … 0.667")
    assert rows["ALL leak rate"] == ("0.1667", "0.0000", "-0.1667", "-0.167 … -0.167")
    without = {row[0]: row[1:] for row in comparison_table(compare(CASES, perfect, 0)).rows}
    assert without["ALL strict F1"][3] == ""


def test_the_dial_has_a_row_for_every_sensitivity() -> None:
    table = dial_table([notch(0.125, CASES), notch(0.5, CASES, configured=True)])
    assert table.head == (
        *("sensitivity", "pred", "strict P", "R", "F1"),
        *("overlap P", "R", "F1", "F2", "leak", "char P"),
    )
    one, other = table.rows
    assert one == ("0.125", "3", *("0.333",) * 7, "0.1667", "0.833")
    assert other == ("0.50 *", *one[1:])


def test_reliability_by_detector_and_by_label() -> None:
    one = reliability([(0.5, True), (0.5, False)])
    detectors = {"d/a": one, "d/a NAME": one}
    assert reliability_table(detectors).rows == (("d/a", "2", "0.500", "0.500", "0.000"),)
    assert len(reliability_table(detectors, labels=True).rows) == 2
    assert bin_table("d/a", one).rows == (("0.500", "2", "0.500"),)


def test_a_miss_is_one_line() -> None:
    [line] = miss_lines(worst([example()], 1))
    assert line == "NAME_GIVEN 1:12-14 2 leaked: Ann Lee saw ⟦Bo⟧ in Rome."
    text = "a\nb\r\nc"
    [case] = make_cases([gold(Span(2, 3, "NAME"), text=text)], {}, Scheme())
    assert next(miss_lines(worst([case], 1))).endswith(": a ⟦b⟧ c")


TABLE = Table("some title", ("label", "n"), (("a", "1"), ("long", "100")))


def test_plain_text_is_aligned() -> None:
    assert list(plain(TABLE)) == ["some title:", "label    n", "a        1", "long   100"]


def test_markdown() -> None:
    assert list(markdown(TABLE)) == [
        "## Some title",
        "",
        "| label | n |",
        "|---|---:|",
        "| a | 1 |",
        "| long | 100 |",
    ]

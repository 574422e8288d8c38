from __future__ import annotations

import math

import pytest

from bench.report import Ratio, Section, Table, figure, insert, mebibytes, milliseconds, targets


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0"),
        (0.001234, "0.00123"),
        (0.5, "0.5"),
        (1.0, "1"),
        (1.149, "1.15"),
        (12.34, "12.3"),
        (123.4, "123"),
        (1234.5, "1,234"),
        (1_000_000, "1,000,000"),
        (-2.5, "-2.5"),
        (math.nan, "–"),
        (math.inf, "–"),
    ],
)
def test_figures_have_three_digits_that_count(value: float, written: str) -> None:
    assert figure(value) == written


def test_units_are_converted() -> None:
    assert milliseconds(0.0123) == "12.3"
    assert mebibytes(3 * 2**20) == "3"


def test_a_table_is_markdown() -> None:
    table = Table(["what", "messages/s"], [["limina", "10"], ["echo", "99"]])
    assert table.markdown() == (
        "| what | messages/s |\n| --- | ---: |\n| limina | 10 |\n| echo | 99 |"
    )


@pytest.mark.parametrize(
    ("value", "target", "most", "met"),
    [
        (0.6, 0.6, False, True),
        (0.59, 0.6, False, False),
        (1.6, 1.6, True, True),
        (1.61, 1.6, True, False),
        (math.nan, 1.0, True, False),
        (math.nan, 1.0, False, False),
    ],
)
def test_a_target_is_met_or_not(value: float, target: float, most: bool, met: bool) -> None:
    assert Ratio("", value, target, most=most).met is met


def test_ratios_say_what_they_should_be() -> None:
    ratios = [
        Ratio("a : b", 0.5, 0.6),
        Ratio("lag", 4.0, 5.0, most=True, unit=" ms"),
        Ratio("c : d", 2.0),
    ]
    assert targets(ratios).rows == [
        ["a : b", "0.5", "≥ 0.6", "**not met**"],
        ["lag", "4 ms", "≤ 5 ms", "met"],
        ["c : d", "2", "", ""],
    ]


def test_a_section_shows_its_tables_and_its_figures() -> None:
    section = Section([Table(["a"], [])], figures={"one.svg": ("<svg/>", "what it shows")})
    assert section.markdown() == "| a |\n| --- |\n\n![what it shows](figures/one.svg)"


PAGE = "before\n<!-- bench: one -->\nold\n<!-- end of one -->\nafter\n"


def test_parts_take_their_places_in_a_page() -> None:
    page = insert(PAGE, {"one": "new \\1"})
    assert page == "before\n<!-- bench: one -->\n\nnew \\1\n\n<!-- end of one -->\nafter\n"
    assert insert(page, {"one": "new \\1"}) == page


@pytest.mark.parametrize(("page", "number"), [("", 0), (PAGE * 2, 2)])
def test_a_page_has_one_place_for_a_part(page: str, number: int) -> None:
    with pytest.raises(ValueError, match=f"{number} places for one"):
        insert(page, {"one": "new"})

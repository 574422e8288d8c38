"""What the diagrams have in common: the panel, its axes, marks and legend."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from limina.evaluation.chart import COLOURS, Chart, colour

SVG = "{http://www.w3.org/2000/svg}"
NAN = float("nan")


@pytest.fixture
def chart() -> Chart:
    return Chart("x & across", "up < y", width=640)


def test_the_panel_names_its_axes_and_holds_all_it_is_given(chart: Chart) -> None:
    dot = chart.dot(0, 0.5, 0.5, 3)
    drawing = ElementTree.fromstring(chart.draw([dot], ["one", "a <long> name " * 12]))
    texts = [element.text for element in drawing.iter(f"{SVG}text")]
    assert {"x & across", "up < y", "one", "0.0", "0.2", "1.0"} <= set(texts)
    assert len(list(drawing.iter(f"{SVG}circle"))) == 1
    assert drawing.get("viewBox") == f"0 0 {drawing.get('width')} {drawing.get('height')}"
    assert float(drawing.get("width", "0")) > 7 * len("a <long> name " * 12)


def test_points_go_right_and_up(chart: Chart) -> None:
    (left, bottom), (right, top) = chart.point(0, 0), chart.point(1, 1)
    assert right - left == 640
    assert bottom - top == 320
    assert chart.point(0.5, 0.25) == (left + 320, bottom - 80)


def test_a_line_leaves_out_what_is_unknown(chart: Chart) -> None:
    [drawn] = chart.line(1, [(0, 0.0), (0.5, NAN), (1, 1.0)])
    assert drawn.count("L") == 1
    assert COLOURS[1] in drawn
    assert list(chart.line(1, [(0, NAN)])) == []


@pytest.mark.parametrize(("value", "anchor"), [(0.0, "start"), (0.5, "middle"), (0.97, "end")])
def test_words_above_an_upright_stay_in_the_panel(chart: Chart, value: float, anchor: str) -> None:
    _line, words = chart.upright(value, "set <here>")
    assert f'text-anchor="{anchor}"' in words
    assert "set &lt;here&gt;" in words


def test_the_diagonal_joins_the_corners(chart: Chart) -> None:
    (left, bottom), (right, top) = chart.point(0, 0), chart.point(1, 1)
    assert f'd="M{left} {bottom}L{right} {top}"' in chart.diagonal()


def test_colours_begin_again() -> None:
    assert [colour(n) for n in range(len(COLOURS))] == list(COLOURS)
    assert colour(len(COLOURS)) == COLOURS[0]

from __future__ import annotations

from xml.etree import ElementTree

from bench.svg import Series, bars, lines

NAMESPACE = "{http://www.w3.org/2000/svg}"


def parsed(drawing: str) -> ElementTree.Element:
    return ElementTree.fromstring(drawing)


def words(drawing: str) -> list[str]:
    return [one.text or "" for one in parsed(drawing).iter(f"{NAMESPACE}text")]


def circles(drawing: str) -> list[tuple[float, float]]:
    return [
        (float(one.attrib["cx"]), float(one.attrib["cy"]))
        for one in parsed(drawing).iter(f"{NAMESPACE}circle")
    ]


def test_both_axes_are_logarithmic() -> None:
    points = [(10.0, 1.0), (100.0, 10.0), (1_000.0, 100.0)]
    (x1, y1), (x2, y2), (x3, y3) = circles(lines("x", "y", [Series("one", points)]))
    assert x1 < x2 < x3
    assert y1 > y2 > y3
    assert abs((x2 - x1) - (x3 - x2)) < 0.2
    assert abs((y1 - y2) - (y2 - y3)) < 0.2


def test_everything_stands_in_the_drawing() -> None:
    drawing = lines("x", "y", [Series("one", [(1.0, 0.013), (128.0, 7_999.0)])])
    width, height = (float(parsed(drawing).attrib[name]) for name in ("width", "height"))
    assert all(0 < x < width and 0 < y < height for x, y in circles(drawing))


def test_lines_have_their_names_and_their_axes() -> None:
    series = [Series("a & b", [(1.0, 2.0), (8.0, 3.0)]), Series("c", [(1.0, 5.0)], dashed=True)]
    drawing = lines("connections", "messages < a second", series)
    assert {"a & b", "c", "connections", "messages < a second", "1", "5"} <= set(words(drawing))
    assert drawing.count("stroke-dasharray") == 1


def test_a_line_of_one_value_can_be_drawn() -> None:
    assert circles(lines("x", "y", [Series("one", [(10.0, 10.0)])]))


def test_many_decades_have_fewer_ticks() -> None:
    drawing = lines("x", "y", [Series("one", [(1.0, 1.0), (1_000_000.0, 3.0)])])
    assert "1,000" in words(drawing)
    assert "2,000" not in words(drawing)


def test_what_stands_on_the_axis_can_be_said() -> None:
    drawing = lines("x", "y", [Series("one", [(1.0, 1.0), (128.0, 3.0)])], at=(1, 8, 128, 9_999))
    assert {"1", "8", "128"} <= set(words(drawing))
    assert not {"10", "9,999"} & set(words(drawing))


def test_bars_are_as_long_as_their_figures() -> None:
    drawing = bars("texts/s", [("one", 10.0), ("two & three", 40.0)])
    widths = [float(one.attrib["width"]) for one in parsed(drawing).iter(f"{NAMESPACE}rect")][1:]
    assert widths[1] == 4 * widths[0]
    assert {"one", "two & three", "10", "40", "texts/s"} <= set(words(drawing))

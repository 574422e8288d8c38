"""The diagrams."""

from __future__ import annotations

from xml.etree import ElementTree

from limina.evaluation.dial import Notch
from limina.evaluation.plot import DIALLED, dial_diagram, reliability_diagram
from limina.evaluation.reliability import reliability

SVG = "{http://www.w3.org/2000/svg}"


def test_every_detector_with_detections_is_drawn() -> None:
    one = reliability([(0.1, False), (0.9, True), (0.9, True)])
    drawing = ElementTree.fromstring(
        reliability_diagram({"a/<b>": one, "c/d": one, "e/f": reliability([])})
    )
    texts = [element.text for element in drawing.iter(f"{SVG}text")]
    assert "a/<b>: 3 detections, calibration error 0.100" in texts
    assert not any("e/f" in str(text) for text in texts)
    assert len(list(drawing.iter(f"{SVG}circle"))) == 4


def test_points_stand_where_they_belong() -> None:
    one = reliability([(1.0, True)])
    drawing = ElementTree.fromstring(reliability_diagram({"a/b": one}))
    [circle] = drawing.iter(f"{SVG}circle")
    assert (circle.get("cx"), circle.get("cy")) == ("368.0", "24.0")


NAN = float("nan")


def notch(sensitivity: float, *values: float, configured: bool = False) -> Notch:
    """A notch with the figures that are drawn."""
    names = (name for name, _ in DIALLED)
    return Notch(sensitivity, dict(zip(names, values, strict=True)), configured)


def test_the_dial_has_a_line_for_each_figure_and_one_at_the_configured_sensitivity() -> None:
    notches = [
        notch(0.0, NAN, 0.0, 1.0),
        notch(0.5, 0.75, 0.5, 0.5, configured=True),
        notch(1.0, 0.5, 1.0, 0.0),
    ]
    drawing = ElementTree.fromstring(dial_diagram(notches))
    texts = [element.text for element in drawing.iter(f"{SVG}text")]
    assert texts[-4:] == [
        "configured: 0.5",
        "overlap precision: 0.750 as configured",
        "overlap recall: 0.500 as configured",
        "leak rate, the lower the better: 0.500 as configured",
    ]
    paths = [element.get("d") for element in drawing.iter(f"{SVG}path")]
    assert paths[-4:] == [
        "M288.0 344V24",
        "M288.0 104.0L528.0 184.0",
        "M48.0 344.0L288.0 184.0L528.0 24.0",
        "M48.0 24.0L288.0 184.0L528.0 344.0",
    ]
    assert len(list(drawing.iter(f"{SVG}circle"))) == 8, "none where nothing was found"


def test_what_nothing_is_known_of_is_not_drawn() -> None:
    drawing = ElementTree.fromstring(dial_diagram([notch(0.5, NAN, NAN, 0.25, configured=True)]))
    assert len(list(drawing.iter(f"{SVG}circle"))) == 1
    assert "overlap recall" in [element.text for element in drawing.iter(f"{SVG}text")]


def test_words_stay_on_the_panel() -> None:
    for sensitivity, anchor in ((0, "start"), (0.5, "middle"), (1, "end")):
        drawing = ElementTree.fromstring(
            dial_diagram([notch(sensitivity, 1, 1, 1, configured=True)])
        )
        [words] = [one for one in drawing.iter(f"{SVG}text") if "configured:" in str(one.text)]
        assert words.get("text-anchor") == anchor
    long = reliability_diagram({"a/" + "b" * 200: reliability([(1.0, True)])})
    [width] = [float(str(ElementTree.fromstring(long).get("width")))]
    assert width > 200 * 7

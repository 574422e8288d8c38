"""The reliability diagram."""

from __future__ import annotations

from xml.etree import ElementTree

from limina.evaluation.plot import diagram
from limina.evaluation.reliability import reliability

SVG = "{http://www.w3.org/2000/svg}"


def test_every_detector_with_detections_is_drawn() -> None:
    one = reliability([(0.1, False), (0.9, True), (0.9, True)])
    drawing = ElementTree.fromstring(diagram({"a/<b>": one, "c/d": one, "e/f": reliability([])}))
    texts = [element.text for element in drawing.iter(f"{SVG}text")]
    assert "a/<b>: 3 detections, calibration error 0.100" in texts
    assert not any("e/f" in str(text) for text in texts)
    assert len(list(drawing.iter(f"{SVG}circle"))) == 4


def test_points_stand_where_they_belong() -> None:
    drawing = ElementTree.fromstring(diagram({"a/b": reliability([(1.0, True)])}))
    [circle] = drawing.iter(f"{SVG}circle")
    assert (circle.get("cx"), circle.get("cy")) == ("368.0", "16.0")

"""The plan of a long text: survey, stretches, conclusion; answers kept in the order of the text."""

from __future__ import annotations

from limina.protocol.schema import AllowFilter, EntityDetection, Request
from limina.runtime.longtext import LongText
from limina.runtime.tasks import Conclusion, Stretch, Survey
from limina.runtime.windows import stretches
from limina.runtime.work import Work


def test_stretches_come_back_in_any_order_and_go_on_in_that_of_the_text() -> None:
    text = "word " * 15_000
    detection = EntityDetection(filter=(AllowFilter("x"),), return_entity=False)
    work = Work((Request(text, entity_detection=detection, project_id="p"),))
    plan = LongText(work)
    [survey] = plan.begin()
    assert survey == Survey(work)
    parts = plan.answered(survey, 0, b"survey")
    windows = stretches(text)
    assert len(parts) == len(windows) > 3
    for part, window in zip(parts, windows, strict=True):
        assert isinstance(part, Stretch)
        assert part.survey == b"survey"
        assert part.request.text == text[window.start : window.end]
        assert part.request.entity_detection == EntityDetection(return_entity=False)
        assert part.request.project_id == "p"
    order = list(range(len(parts)))[::-1]
    for place in order[:-1]:
        assert plan.answered(parts[place], place, b"%d" % place) == []
    [conclusion] = plan.answered(parts[0], 0, b"0")
    found = tuple(b"%d" % place for place in range(len(parts)))
    assert conclusion == Conclusion(work, b"survey", found)

"""Units of work: one of a linked list, one a text of any other."""

from __future__ import annotations

from limina.protocol.batch import Batch, RelationDetection
from limina.protocol.schema import Request
from limina.runtime.work import Work, as_work, units


def test_independent_texts_are_units_of_their_own() -> None:
    batch = Batch(("a", "bc"), Request("", project_id="p"), "en", RelationDetection("combined"))
    first, second = units(batch, "analyze", "/analyze/text")
    assert first == Work(
        (Request("a", project_id="p"),),
        "analyze",
        "/analyze/text",
        "en",
        RelationDetection("combined"),
    )
    assert (second.options.text, second.characters) == ("bc", 2)


def test_linked_texts_are_one_unit() -> None:
    [work] = units(Batch(("a", "bc"), Request("", link_batch=True)), "process", "/process/text")
    assert [request.text for request in work.requests] == ["a", "bc"]
    assert work.characters == 3


def test_no_texts_are_no_work() -> None:
    for linked in (False, True):
        assert units(Batch((), Request("", link_batch=linked)), "ner", "/ner/text") == []


def test_a_request_is_a_unit_of_the_websocket() -> None:
    work = as_work(Request("a"))
    assert (work.requests, work.kind, work.route) == ((Request("a"),), "process", "/ws")
    assert as_work(work) is work

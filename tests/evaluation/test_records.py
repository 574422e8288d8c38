"""Reading annotated texts and predictions: what is right is read, what is wrong is told by line."""

from __future__ import annotations

import json
from typing import Any

import pytest

from limina.evaluation.records import (
    BadRecord,
    Gold,
    Span,
    read_gold,
    read_predictions,
    write_predictions,
)


def line(**members: Any) -> str:
    return json.dumps({"id": "a", "text": "é😀 Zoë", "spans": [], **members})


def test_a_record_is_read_with_all_it_says() -> None:
    spans = [{"start": 3, "end": 6, "label": "NAME", "text": "Zoë", "coarse": "x"}]
    neutral = [{"start": 0, "end": 2}]
    [record] = read_gold(
        [line(spans=spans, neutral=neutral, source="s", scope=["NAME"], lang="fr", entity="NAME")]
    )
    assert record == Gold(
        "a",
        1,
        "é😀 Zoë",
        (Span(3, 6, "NAME"),),
        (Span(0, 2, ""),),
        "s",
        frozenset({"NAME"}),
        "NAME",
    )


def test_little_is_needed_and_empty_lines_do_not_count() -> None:
    records = read_gold([b"", line(id=7).encode(), "  \n", line(id="b")])
    assert [(record.name, record.line) for record in records] == [("7", 2), ("b", 4)]
    assert records[0].scope is None


@pytest.mark.parametrize(
    ("lines", "number", "reason"),
    [
        (["canary"], 1, "not JSON"),
        ([b'{"id": "\xff"}'], 1, "not JSON"),
        (["[1]"], 1, "Expected `object`, got `array`"),
        ([line(), "", '{"id": "b", "text": "canary"}'], 3, "missing required field `spans`"),
        ([line(spans=[{"start": "canary", "end": 1, "label": "NAME"}])], 1, "spans[0].start"),
        ([line(), line()], 2, "its id is that of line 1"),
        ([line(spans=[{"start": 0, "end": 1}])], 1, "spans[0] has no label"),
        ([line(spans=[{"start": 0, "end": 7, "label": "NAME"}])], 1, "spans[0] is empty or out"),
        ([line(spans=[{"start": 2, "end": 2, "label": "NAME"}])], 1, "spans[0] is empty or out"),
        ([line(neutral=[{"start": -1, "end": 2}])], 1, "neutral[0] is empty or outside"),
        (
            [line(spans=[{"start": 0, "end": 1, "label": "NAME", "text": "canary"}])],
            1,
            "spans[0]: the text there is another one",
        ),
    ],
)
def test_a_wrong_line_is_told_by_its_number(
    lines: list[str | bytes], number: int, reason: str
) -> None:
    with pytest.raises(BadRecord) as caught:
        read_gold(lines)
    assert caught.value.line == number
    assert reason in caught.value.reason
    assert "canary" not in str(caught.value)


def test_predictions_of_other_texts_are_left_out() -> None:
    gold = read_gold([line(id="a"), line(id="b")])
    spans = [{"start": 0, "end": 1, "label": "NAME"}]
    found = read_predictions([line(id="a", spans=spans), line(id="z", text="else")], gold)
    assert found == {"a": [Span(0, 1, "NAME")]}


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ([line(text="canary")], "its text is not the annotated one"),
        ([line(), line()], "its id is that of line 1"),
        ([line(spans=[{"start": 0, "end": 99, "label": "NAME"}])], "outside the text"),
        (["{"], "not JSON"),
    ],
)
def test_wrong_predictions_are_refused(lines: list[str], reason: str) -> None:
    with pytest.raises(BadRecord, match=reason):
        read_predictions(lines, read_gold([line()]))


def test_predictions_are_written_as_they_are_read() -> None:
    gold = read_gold([line(id="a"), line(id="b")])
    found = {"a": [Span(0, 1, "NAME"), Span(3, 6, "AGE")]}
    lines = list(write_predictions(gold, found))
    assert "Zoë" not in "".join(lines)
    assert read_predictions(lines, gold) == {**found, "b": []}

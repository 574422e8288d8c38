"""Frames, batches and answers come back as they went; anything else is garbage, never a crash."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limina.config import Settings
from limina.protocol.batch import RelationDetection
from limina.protocol.errors import RequestError
from limina.protocol.schema import (
    AllowFilter,
    BlockFilter,
    EntityDetection,
    EntityTypeSelector,
    MarkerText,
    MaskText,
    Request,
    SyntheticText,
)
from limina.runtime.outcome import Outcome
from limina.runtime.tasks import Conclusion, Report, Stretch, Survey, Task, Whole
from limina.runtime.wire import (
    PREFIX,
    Garbage,
    Setup,
    Started,
    decode_batch,
    decode_report,
    decode_setup,
    decode_started,
    encode_batch,
    encode_report,
    encode_setup,
    encode_started,
    frame,
)
from limina.runtime.work import Work

DETECTION = EntityDetection(
    "standard",
    (EntityTypeSelector("DISABLE", ("NAME",)),),
    (BlockFilter("a+", "A", 0.5), AllowFilter("é😀")),
    return_entity=False,
)
texts = st.text(st.characters(codec="utf-8"), max_size=20)
requests = st.builds(
    Request,
    texts,
    st.booleans(),
    st.sampled_from([EntityDetection(), DETECTION]),
    st.sampled_from([MarkerText(), MaskText("é"), SyntheticText()]),
    st.none() | st.just("project"),
)
works = st.builds(
    Work,
    st.lists(requests, min_size=1, max_size=3).map(tuple),
    st.sampled_from(["process", "ner", "analyze"]),
    st.sampled_from(["/ws", "/process/text"]),
    st.none() | st.just("en-CA"),
    st.sampled_from([RelationDetection(), RelationDetection("heuristics", True)]),
)
tasks = st.one_of(
    st.builds(Whole, works),
    st.builds(Survey, works),
    st.builds(Stretch, requests, st.binary(max_size=5)),
    st.builds(Conclusion, works, st.binary(max_size=5), st.lists(st.binary()).map(tuple)),
)
outcomes = st.builds(
    Outcome,
    st.binary(max_size=20) | st.just(RequestError("LIM113", "filter[0]: é")),
    st.dictionaries(st.sampled_from(["NAME", "CUSTOM"]), st.integers(1, 9)),
    st.lists(st.sampled_from(["a/b"]), max_size=1).map(tuple),
)


def content(framed: bytes | bytearray) -> bytes:
    assert int.from_bytes(framed[:PREFIX], "big") == len(framed) - PREFIX
    return bytes(framed[PREFIX:])


def shown(report: Report) -> Any:
    return [
        (
            o.answer if isinstance(o.answer, bytes) else (o.answer.code, o.answer.detail),
            o.entities,
            o.skipped,
        )
        for o in report.outcomes
    ], report.detectors


@given(st.lists(tasks, max_size=4), st.sampled_from([1.5, float("inf")]))
def test_a_batch_comes_back_as_it_went(batch: Sequence[Task], seconds: float) -> None:
    got = decode_batch(content(encode_batch(7, seconds, batch)))
    assert got == (7, seconds, batch)


def test_what_texts_have_in_common_is_written_and_made_once() -> None:
    pattern = "x" * 10_000
    detection = EntityDetection(filter=(AllowFilter(pattern),))
    batch = [Whole(Work((Request(str(i), entity_detection=detection),))) for i in range(30)]
    written = content(encode_batch(1, 1.0, batch))
    assert len(written) < 2 * len(pattern)
    _, _, got = decode_batch(written)
    made = {id(task.work.options.entity_detection) for task in got if isinstance(task, Whole)}
    assert len(made) == 1


@given(st.lists(outcomes, max_size=4))
def test_answers_come_back_as_they_went(some: list[Outcome]) -> None:
    report = Report(some, {"a/b": 0.25})
    written = content(b"".join(encode_report(3, report)))
    assert shown(decode_report(written, 3, len(some))) == shown(report)


REPORT = content(b"".join(encode_report(3, Report([Outcome(b"abc"), Outcome(b"")]))))


@given(st.binary(max_size=60) | st.integers(0, len(REPORT) - 1).map(lambda n: REPORT[:n]))
def test_what_is_no_report_is_garbage(payload: bytes) -> None:
    with pytest.raises(Garbage):
        decode_report(payload, 3, 2)


@pytest.mark.parametrize(
    ("payload", "number", "count"),
    [
        (REPORT, 4, 2),
        (REPORT, 3, 1),
        (REPORT + b"x", 3, 2),
        (REPORT.replace(b"\x03abc", b"\x04abc"), 3, 3),
        (frame(b"\x93\x03\x80\x91\x95\xff\xa0\xa0\x80\x90"), 3, 1),
        (frame(b"\x93\x03\x80\x91\x95\x00\xa3LIM\xa0\x80\x90"), 3, 1),
        (frame(b"\x93\x03\x80\x91\x95\x00\xa1\xff\xa0\x80\x90"), 3, 1),
    ],
    ids=["number", "count", "more", "size", "negative", "code", "utf-8"],
)
def test_a_report_of_something_else_is_garbage(payload: bytes, number: int, count: int) -> None:
    with pytest.raises(Garbage):
        decode_report(payload, number, count)


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"\xff",
        content(encode_batch(1, 1.0, [Whole(Work((Request("a"),)))])).replace(
            b"\xa5whole", b"\x00"
        ),
        content(encode_batch(1, 1.0, [Whole(Work((Request("a"),)))])).replace(
            b"\xa1a\xc2\x00\x00", b"\xa1a\xc2\x07\x00"
        ),
    ],
    ids=["empty", "no array", "no step", "no such detection"],
)
def test_what_is_no_batch_is_garbage(payload: bytes) -> None:
    with pytest.raises(Garbage):
        decode_batch(payload)


def test_a_setup_carries_every_setting_as_it_is() -> None:
    tables = {"limina-x": {"from": datetime.date(2020, 1, 2), "share": 0.5}}
    settings = Settings(hash_key="secret", plugin_tables=tables, api_keys=("k",))
    assert decode_setup(content(encode_setup(Setup(settings)))).settings == settings


def test_what_is_no_setup_is_garbage() -> None:
    import pickle

    with pytest.raises(Garbage):
        decode_setup(pickle.dumps("x"))


def test_a_start_says_whether_it_went_well() -> None:
    for started in (Started(), Started("detector a/b: no model")):
        assert decode_started(content(encode_started(started))) == started
    for payload in (b"", b"x", b"\x91\xa1\xff"):
        with pytest.raises(Garbage):
            decode_started(payload)

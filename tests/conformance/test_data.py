"""The data files keep their own rules."""

from __future__ import annotations

import json
from typing import Any

import pytest

from conformance.judge import Mode, reason_to_skip
from conformance.scripts import HOSTILE, Script, hostile, joined, transcripts
from conformance.vectors import RECORDED, Vector, load_vectors
from limina.engine.taxonomy import DEFAULT
from limina.protocol.errors import CATALOGUE, RequestError
from limina.protocol.schema import Limits, decode_request

VECTORS = load_vectors()
RECORDINGS: dict[str, Any] = {
    line["text"]: line["detections"]
    for line in map(json.loads, RECORDED.read_text("utf-8").strip().split("\n"))
}
LIMITS = Limits(known_names=DEFAULT.names)
MESSAGES = [
    json.loads(line) for line in (HOSTILE / "messages.jsonl").read_text("utf-8").split("\n") if line
]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.id)
def test_a_vector_is_a_request_this_server_accepts_or_refuses_as_it_says(vector: Vector) -> None:
    message = json.dumps(vector.request)
    if vector.expect.error is None:
        decode_request(message, LIMITS)
    else:
        with pytest.raises(RequestError) as caught:
            decode_request(message, LIMITS)
        assert caught.value.code == vector.expect.error


def test_every_vector_says_where_it_comes_from() -> None:
    for vector in VECTORS:
        assert (vector.source == "limina") == (vector.kind == "ours"), vector.id
        if vector.kind == "ours" or vector.kind == "inferred":
            assert vector.note or vector.rest_item is not None, vector.id


def test_no_text_is_a_placeholder() -> None:
    for vector in VECTORS:
        text = vector.request.get("text")
        assert not (isinstance(text, str) and text.startswith("<")), vector.id


def test_every_text_with_a_documented_answer_has_its_detections() -> None:
    for vector in VECTORS:
        expect = vector.expect
        if reason_to_skip(vector, Mode.EXACT) is None and expect.error is None:
            assert expect.may_refuse or vector.request["text"] in RECORDINGS, vector.id


def test_every_recording_is_used_and_fits_its_text() -> None:
    texts = {str(vector.request.get("text")) for vector in VECTORS}
    for text, detections in RECORDINGS.items():
        assert text in texts
        for one in detections:
            assert 0 <= one["start"] < one["end"] <= len(text)
            assert not text[one["start"] : one["end"]][0].isspace()
            assert one["label"] in DEFAULT.labels
            assert 0 < one["score"] <= 1


def test_the_seed_of_the_documentation_is_there_with_its_scores() -> None:
    seed = next(vector for vector in VECTORS if vector.id == "ws-seed-1")
    assert seed.expect.response is not None
    assert seed.expect.response["entities"][0]["labels"] == {
        "NAME_GIVEN": 0.4488,
        "NAME": 0.8994,
        "NAME_FAMILY": 0.4596,
    }


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message["id"])
def test_a_hostile_message_gets_the_code_it_names(message: dict[str, Any]) -> None:
    pieces = [
        piece if isinstance(piece, str) else piece["repeat"] * piece["times"]
        for piece in (
            [message["message"]] if isinstance(message["message"], str) else message["message"]
        )
    ]
    if message["code"] == "LIM113":
        decode_request("".join(pieces), LIMITS)  # it is refused when it runs
        return
    with pytest.raises(RequestError) as caught:
        decode_request("".join(pieces), LIMITS)
    assert caught.value.code == message["code"]


def test_hostile_messages_cover_every_code_a_request_can_get() -> None:
    tried = {message["code"] for message in MESSAGES} | {
        vector.expect.error for vector in VECTORS if vector.expect.error
    }
    # LIM112 is asked for by vectors that may be answered, too.
    assert tried >= {code for code in CATALOGUE if code < "LIM112"} | {"LIM113", "LIM114"}


@pytest.mark.parametrize("script", transcripts() + hostile(), ids=lambda script: script.id)
def test_every_step_of_a_script_does_one_thing(script: Script) -> None:
    for step in script.send:
        done = [step.upgrade, step.http, step.text, step.frame, step.hex]
        given = sum(one is not None for one in done) + step.eof + bool(step.wait)
        assert given == 1
        if step.text is not None:
            joined(step.text)
    for outcome in script.expect or ():
        outcomes = (outcome.status, outcome.answer, outcome.pong, outcome.close)
        assert sum(one is not None for one in outcomes) == 1


def test_the_two_handshakes_that_end_plain_hypercorn_are_there() -> None:
    headers = [
        value
        for script in hostile()
        for step in script.send
        if step.upgrade is not None
        for _, value in step.upgrade.headers
    ]
    assert "caf\xe9" in headers
    assert "permessage-deflate; client_max_window_bits=abc" in headers

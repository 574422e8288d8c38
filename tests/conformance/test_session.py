"""Every vector through a `Session`: messages in, answers out, exact."""

from __future__ import annotations

import json

import pytest

from conformance.judge import Mode, Status, judge, reason_to_skip
from conformance.vectors import Vector, load_vectors
from limina.protocol.events import NEED_DATA, PAUSED, RequestReceived, RequestRejected
from tests.conformance.inprocess import answer, new_session

EXACT = [vector for vector in load_vectors() if reason_to_skip(vector, Mode.EXACT) is None]


@pytest.mark.parametrize("vector", EXACT, ids=lambda vector: vector.id)
def test_the_documented_answer_comes_out(vector: Vector) -> None:
    session = new_session()
    session.receive_message(json.dumps(vector.request))
    event = session.next_event()
    if isinstance(event, RequestReceived):
        session.send(answer(event))
    [message] = session.messages_to_send()
    verdict = judge(vector, message, Mode.EXACT)
    assert verdict.status is Status.PASSED, verdict.reasons


def test_all_vectors_in_one_conversation_are_answered_in_order() -> None:
    session = new_session()
    for vector in EXACT:
        session.receive_message(json.dumps(vector.request))
    messages: list[str] = []
    owed: list[RequestReceived] = []
    while (event := session.next_event()) is not NEED_DATA or owed:
        if isinstance(event, RequestReceived):
            owed.append(event)
        elif event is PAUSED or event is NEED_DATA:
            session.send(answer(owed.pop()))
        else:
            assert isinstance(event, RequestRejected)
        messages += session.messages_to_send()
    verdicts = [
        judge(vector, message, Mode.EXACT) for vector, message in zip(EXACT, messages, strict=True)
    ]
    assert [verdict for verdict in verdicts if verdict.status is not Status.PASSED] == []

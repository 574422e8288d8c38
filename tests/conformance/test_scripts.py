"""Scripts: steps to bytes, and what came back against what must."""

from __future__ import annotations

from pathlib import Path

import pytest

from conformance import scripts, wire
from conformance.scripts import (
    Frame,
    Message,
    Outcome,
    Repeat,
    Script,
    Step,
    Upgrade,
    compare,
    expectation,
    joined,
    step_bytes,
    step_waits,
)
from conformance.wire import Received


def test_a_text_may_be_given_in_pieces() -> None:
    assert joined("a") == "a"
    assert joined(["a", Repeat("bc", 2), "d"]) == "abcbcd"


@pytest.mark.parametrize(
    ("step", "data"),
    [
        (Step(upgrade=Upgrade("/x", (("A", "b"),))), wire.handshake("/x", (("A", "b"),))),
        (Step(http=["caf", "\xe9"]), b"caf\xe9"),
        (Step(text="é"), wire.frame(1, "é".encode())),
        (Step(hex="00ff"), b"\x00\xff"),
        (Step(eof=True), b""),
        (Step(frame=Frame(9, "hi")), wire.frame(9, b"hi")),
        (
            Step(frame=Frame(2, hex="ff", fin=False, rsv=4, masked=False)),
            wire.frame(2, b"\xff", fin=False, rsv=4, masked=False),
        ),
        (
            Step(frame=Frame(1, "a", announced=9, length_bytes=8)),
            wire.frame(1, b"a", announced=9, length_bytes=8),
        ),
    ],
)
def test_a_step_is_bytes(step: Step, data: bytes) -> None:
    assert step_bytes(step) == data


def test_a_handshake_waits_for_its_answer_and_other_steps_only_if_told() -> None:
    assert step_waits(Step(upgrade=Upgrade())) == 1
    assert step_waits(Step(text="a")) == 0
    assert step_waits(Step(wait=3)) == 3


def script(*expect: Outcome, exact_only: bool = False) -> Script:
    return Script("a", "about", (), expect, exact_only)


OPEN = Received("status", 101)


@pytest.mark.parametrize(
    ("outcome", "good", "bad"),
    [
        (Outcome(status=101), OPEN, Received("status", 400)),
        (Outcome(pong="68"), Received("pong", "68"), Received("pong", "69")),
        (Outcome(close=1002), Received("close", 1002), Received("close", 1000)),
        (Outcome(answer={"a": 1}), Received("text", '{"a":1,"b":2}'), Received("text", '{"a":2}')),
        (Outcome(answer={"a": 1}), Received("text", '{"a":1}'), Received("text", "a")),
        (Outcome(answer={"a": 1}), Received("text", '{"a":1}'), Received("text", "[1]")),
        (Outcome(answer={"a": 1}), Received("text", '{"a":1}'), Received("pong", "")),
        (Outcome(status=404), Received("status", 404), Received("text", "404")),
    ],
)
def test_an_outcome_is_compared(outcome: Outcome, good: Received, bad: Received) -> None:
    assert compare(script(outcome), [good], exact=True) == []
    assert compare(script(outcome), [bad], exact=True) != []


def test_nothing_may_be_missing_or_too_much_but_pings() -> None:
    one = script(Outcome(status=101))
    assert compare(one, [OPEN, Received("ping", "")], exact=True) == []
    assert compare(one, [], exact=True) == ["0 things came back, not 1: "]
    assert compare(one, [OPEN, Received("text", "x")], exact=True) == [
        "2 things came back, not 1: status 101, text x"
    ]


def test_a_server_that_cannot_send_close_frames_is_held_to_its_answers() -> None:
    one = script(Outcome(status=101), Outcome(answer={"a": 1}), Outcome(close=1002))
    answer = Received("text", '{"a": 1}')
    assert compare(one, [OPEN, answer], exact=False) == []
    assert compare(one, [OPEN, answer, Received("close", 1006)], exact=False) == []
    assert compare(one, [OPEN], exact=False) != []
    assert compare(one, [OPEN, answer], exact=True) != []


def test_a_refusal_may_have_another_status_there() -> None:
    one = script(Outcome(status=426))
    assert compare(one, [Received("status", 400)], exact=False) == []
    assert compare(one, [Received("status", 400)], exact=True) != []
    assert compare(one, [OPEN], exact=False) != []


def test_what_only_an_exact_server_can_do_is_not_asked_of_others() -> None:
    one = script(Outcome(close=1009), exact_only=True)
    assert expectation(one, exact=False) is None
    assert expectation(one, exact=True) == [Outcome(close=1009)]
    assert compare(one, [OPEN], exact=False) == []


def test_a_server_that_breaks_the_rules_itself_always_fails() -> None:
    nothing = Script("a", "about", ())
    assert compare(nothing, [OPEN], exact=True) == []
    assert compare(nothing, [Received("wrong", "a masked frame")], exact=False) == [
        "a masked frame"
    ]


def test_a_hostile_message_becomes_a_script_that_goes_on_afterwards() -> None:
    made = Message("m", "about", ["{", Repeat("[", 3)], "LIM101").script()
    assert [step_bytes(step) for step in made.send[1:]] == [
        wire.frame(1, b"{[[["),
        wire.frame(1, b'{"text": "John Smith lives at 123 Fake St."}'),
    ]
    assert made.expect is not None
    assert made.expect[1].answer == {"code": "LIM101"}


def test_a_malformed_line_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.jsonl").write_text('{"id":"a","about":"","send":[]}\n\n{"id":"b"}\n', "utf-8")
    monkeypatch.setattr(scripts, "TRANSCRIPTS", tmp_path)
    with pytest.raises(ValueError, match=r"^a\.jsonl:3: "):
        scripts.transcripts()


def test_an_id_that_occurs_twice_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.jsonl").write_text('{"id":"a","about":"","send":[]}\n' * 2, "utf-8")
    monkeypatch.setattr(scripts, "TRANSCRIPTS", tmp_path)
    with pytest.raises(ValueError, match="the same id"):
        scripts.transcripts()

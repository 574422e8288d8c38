"""Reads byte scripts: what a client puts on the wire, step by step, and what must come back.

The format is described in conformance/README.md. Transcripts and hostile input are both scripts.
This module turns steps into bytes and compares; it must not know how bytes travel.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec

from conformance import wire
from conformance.wire import Received

TRANSCRIPTS: Final = Path(__file__).parent / "transcripts"
HOSTILE: Final = Path(__file__).parent / "hostile"
#: What every server can answer.
HEALTHY_MESSAGE: Final = '{"text": "John Smith lives at 123 Fake St."}'


class Repeat(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A string so many times."""

    repeat: str
    times: int


#: A string, or pieces of it.
Text = str | list[str | Repeat]


class Upgrade(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A WebSocket handshake that is right but for what is said here."""

    path: str = "/ws"
    headers: tuple[tuple[str, str], ...] = ()


class Frame(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A frame; see `wire.frame`. The payload is text, or bytes in hex."""

    opcode: int
    text: Text = ""
    hex: str = ""
    fin: bool = True
    rsv: int = 0
    masked: bool = True
    announced: int | None = None
    length_bytes: int | None = None


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing a client does; exactly one of the first seven is given.

    Attributes:
        upgrade: Sends a handshake and waits for the answer to it.
        http: Sends this, in Latin-1, and waits for nothing.
        text: Sends a text message in one frame.
        frame: Sends a frame.
        hex: Sends these bytes.
        eof: Sends nothing more.
        wait: Waits until so many things have come back on this connection, pings apart.
        times: How often, without waiting.
    """

    upgrade: Upgrade | None = None
    http: Text | None = None
    text: Text | None = None
    frame: Frame | None = None
    hex: str | None = None
    eof: bool = False
    wait: int = 0
    times: int = 1


class Outcome(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that must come back; exactly one is given.

    Attributes:
        status: The HTTP status of the answer to the handshake.
        answer: Members of a JSON message.
        pong: The payload in hex.
        close: The close code.
    """

    status: int | None = None
    answer: dict[str, Any] | None = None
    pong: str | None = None
    close: int | None = None


class Script(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a client does on one connection, and what comes of it.

    Attributes:
        id: Unique among all scripts.
        about: What is tried, in a few words, with the section of RFC 6455 where there is one.
        send: The steps.
        expect: What must come back, in order and no more; None: whatever it is, the next client
            must be answered.
        exact_only: Whether only a server that writes its own frames can be expected to do so;
            others are only watched as if there were no `expect`.
        reads: Whether the client ever reads.
    """

    id: str
    about: str
    send: tuple[Step, ...]
    expect: tuple[Outcome, ...] | None = None
    exact_only: bool = False
    reads: bool = True


class Message(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A message that cannot be answered, on a connection that must go on.

    Attributes:
        id: Unique among all scripts.
        about: What is wrong with it.
        message: The text message.
        code: The error code of the answer.
    """

    id: str
    about: str
    message: Text
    code: str

    def script(self) -> Script:
        """Sends the message and then a good one on the same connection."""
        return Script(
            self.id,
            self.about,
            (Step(upgrade=Upgrade()), Step(text=self.message), Step(text=HEALTHY_MESSAGE)),
            (
                Outcome(status=101),
                Outcome(answer={"code": self.code}),
                Outcome(answer={"characters_processed": 32}),
            ),
        )


Line = TypeVar("Line", Script, Message)


def transcripts() -> list[Script]:
    """The conversations of conformance/transcripts."""
    return _unique([one for path in _files(TRANSCRIPTS) for one in _read(path, Script)])


def hostile() -> list[Script]:
    """The hostile input of conformance/hostile: messages, handshakes and frames."""
    messages = _read(HOSTILE / "messages.jsonl", Message)
    rest = [path for path in _files(HOSTILE) if path.name != "messages.jsonl"]
    scripts = [one for path in rest for one in _read(path, Script)]
    return _unique([message.script() for message in messages] + scripts)


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.jsonl"))


def _read(path: Path, kind: type[Line]) -> list[Line]:
    decoder = msgspec.json.Decoder(kind)
    lines = []
    for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
        if line.strip():
            try:
                lines.append(decoder.decode(line))
            except msgspec.DecodeError as error:
                raise ValueError(f"{path.name}:{number}: {error}") from None
    return lines


def _unique(scripts: list[Script]) -> list[Script]:
    if len({script.id for script in scripts}) != len(scripts):
        raise ValueError("two scripts have the same id")
    return scripts


def step_waits(step: Step) -> int:
    """How many things must have come back before the next step; a handshake waits for one."""
    return 1 if step.upgrade is not None else step.wait


def step_bytes(step: Step) -> bytes:
    """What a step puts on the wire once."""
    if step.upgrade is not None:
        return wire.handshake(step.upgrade.path, step.upgrade.headers)
    if step.http is not None:
        return joined(step.http).encode("latin-1")
    if step.text is not None:
        return wire.frame(wire.TEXT, joined(step.text).encode())
    if step.hex is not None:
        return bytes.fromhex(step.hex)
    if step.frame is None:
        return b""
    one = step.frame
    return wire.frame(
        one.opcode,
        bytes.fromhex(one.hex) or joined(one.text).encode(),
        fin=one.fin,
        rsv=one.rsv,
        masked=one.masked,
        announced=one.announced,
        length_bytes=one.length_bytes,
    )


def joined(text: Text) -> str:
    """A text from its pieces."""
    if isinstance(text, str):
        return text
    return "".join(one if isinstance(one, str) else one.repeat * one.times for one in text)


def expectation(script: Script, *, exact: bool) -> list[Outcome] | None:
    """What must come back; None if anything may. See `compare` for `exact`."""
    if script.expect is None or (script.exact_only and not exact):
        return None
    return [one for one in script.expect if exact or one.close is None]


def compare(script: Script, found: Sequence[Received], *, exact: bool) -> list[str]:
    """Compare what came back with what must.

    Args:
        script: The script.
        found: What came back; pings are of no account.
        exact: Whether the server's own Close frames and statuses are compared; if not, a server
            may end a connection as it likes, but its answers count.

    Returns:
        What is wrong; empty if all is well.
    """
    wrong = [str(one.value) for one in found if one.kind == "wrong"]
    expected = expectation(script, exact=exact)
    if expected is None:
        return wrong
    came = [one for one in found if one.kind != "ping" and (exact or one.kind != "close")]
    if len(came) != len(expected):
        kinds = ", ".join(f"{one.kind} {one.value}"[:40] for one in came)
        return [*wrong, f"{len(came)} things came back, not {len(expected)}: {kinds}"]
    for index, (one, other) in enumerate(zip(expected, came, strict=True)):
        if not _is(one, other, exact):
            wrong.append(f"number {index + 1} is {other.kind} {other.value!s:.80}")
    return wrong


def _is(expected: Outcome, found: Received, exact: bool) -> bool:
    if expected.status is not None:
        if found.kind != "status":
            return False
        refused = expected.status >= 400 and int(found.value) >= 400
        return found.value == expected.status or (refused and not exact)
    if expected.pong is not None:
        return found == Received("pong", expected.pong)
    if expected.close is not None:
        return found == Received("close", expected.close)
    if found.kind != "text" or expected.answer is None:
        return False
    try:
        answer = json.loads(str(found.value))
    except ValueError:
        return False
    return isinstance(answer, dict) and expected.answer.items() <= answer.items()

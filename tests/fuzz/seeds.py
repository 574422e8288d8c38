"""What fuzzing starts from: the documented exchanges of conformance/, as each target reads them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from conformance.scripts import hostile, joined, step_bytes, transcripts
from conformance.vectors import Vector, load_vectors
from limina.protocol.errors import RequestError
from limina.protocol.request import Request
from limina.protocol.schema import decode_request
from limina.runtime.outcome import Outcome
from limina.runtime.tasks import Conclusion, Report, Stretch, Survey, Task, Whole
from limina.runtime.wire import PREFIX, Started, encode_batch, encode_report, encode_started
from limina.runtime.work import Work
from tests.protocol.wires import ACCEPTED, PING, TEXT, close_frame, server_frame

#: Inputs that once failed; one folder a target. What fuzzing finds is written here.
FINDINGS = Path(__file__).parent / "findings"
#: Longer ones slow a fuzzer down and show nothing more.
LONGEST_SEED = 4_000
#: Texts beside those of conformance/: signs that fold, combine, join, turn or change length.
SIGNS = (
    "Straße İstanbul ſmith ﬁle ΑΣ Σας",
    "e\u0301 a\u0308\u0323 \u200bzero\u200dwidth\u2060 \ufeffbom",
    "👩‍👩‍👧‍👦 🇩🇪 👍🏽 \u202eright\u202c left 𝐉𝐨𝐡𝐧",
    "जॉन स्मिथ 佐藤太郎 03-1234-5678 ٠١٢٣٤٥٦٧٨٩ २०२० 김철수",
    "a\x00b\x1f\x7f\x85\u2028\u2029\r\n\v\f",
    "+1 (555) 123-4567, 4111 1111 1111 1111, a@b.example, 10.0.0.1, 2020-02-30, €1.000,50",
)
_PATTERNS = (
    r"\bGID-\d{5}\b", "[A-Za-z0-9]*", "(?i)john|grace", "I was a.*?as a freelancer", r"(\w)\1",
    r"(?<=x)a+(?!y)", r"(?m)^\s*[^\W_]+$", "(a|ab)(c|bcd)*", r"[^\d\s]{2,5}?", r"\Aa|b\Z", "(?s).+",
)  # fmt: skip


@cache
def _vectors() -> list[Vector]:
    return load_vectors()


def streams() -> Iterator[bytes]:
    """Everything a client of a script sends on one connection."""
    for script in (*transcripts(), *hostile()):
        yield b"".join(step_bytes(step) * min(step.times, 3) for step in script.send)


def server_connection() -> Iterator[bytes]:
    """Streams of the scripts behind choices."""
    for number, stream in enumerate(streams()):
        yield bytes([number % 4, 8 + number % 8, 0, 1, number, 7]) + stream


def client_connection() -> Iterator[bytes]:
    """Answers to a handshake, and what may follow."""
    frames = (
        server_frame(TEXT, '{"a": "é"}')
        + server_frame(PING, b"x")
        + close_frame(1000, b"bye", mask=None)
    )
    refused = b"HTTP/1.1 401 Unauthorized\r\nContent-Length: 2\r\n\r\n{}"
    chunked = b"HTTP/1.1 503 No\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"
    for stream in (
        ACCEPTED,
        ACCEPTED + frames,
        refused,
        chunked,
        b"HTTP/1.1 100 Go\r\n\r\n" + ACCEPTED,
    ):
        yield bytes([2, 8, 0, 0, 0, 0]) + stream
        yield bytes([0x80, 8, 0, 30, 2, 0]) + stream


def decode_message() -> Iterator[bytes]:
    """The requests and the hostile messages."""
    for vector in _vectors():
        yield json.dumps(vector.request, ensure_ascii=False).encode()
    for script in hostile():
        for step in script.send:
            if step.text is not None:
                yield joined(step.text).encode()


def decode_body() -> Iterator[bytes]:
    """The same as bodies, and re-identification of the documented answers."""
    for number, vector in enumerate(_vectors()):
        body = vector.request | {"text": [vector.request.get("text"), ""]}
        body |= {"locale": "en-CA", "relation_detection": {"coreference_resolution": "heuristics"}}
        yield bytes([number % 3]) + json.dumps(body, ensure_ascii=False).encode()
        answer = vector.expect.response
        if answer is not None and "entities" in answer:
            known = {"processed_text": [answer.get("processed_text", "")]}
            yield b"\x03" + json.dumps(known | {"entities": answer["entities"]}).encode()


def session() -> Iterator[bytes]:
    """Conversations in the language of the target."""
    messages = [one for one in decode_message() if b"\n" not in one and len(one) < 300]
    for number in range(0, len(messages) - 3, 3):
        one, two, three = messages[number : number + 3]
        yield b"\x01\x02\x0b" + b"\n".join(
            [b"m" + one, b"m" + two, b"a\x01", b"m" + three, b"t", b"d", b"a\x04", b"t"]
        )
    yield b"\x00\x00\x00mbad\nb\x01\nx"
    yield b'\x02\x03\x0bm{"text": "a"}\nw\x01\nw\x09\na\x00\nx\nt'


def worker_wire() -> Iterator[bytes]:
    """Batches and reports of the documented exchanges, and starts."""
    tasks: list[Task] = []
    for request in _requests():
        work = Work((request,))
        tasks.append(Whole(work))
        yield b"\0\0\0" + encode_batch(3, 1.5, [Whole(work), Survey(work)])[PREFIX:]
    request = next(_requests())
    steps: list[Task] = [
        Stretch(request, b"\x80"),
        Conclusion(Work((request,)), b"\x80", (b"\x92\x90\x90",)),
    ]
    yield b"\0\0\0" + encode_batch(4, 2.5, [*tasks[:3], *steps])[PREFIX:]
    outcomes = [
        Outcome(json.dumps(vector.expect.response).encode(), {"NAME": 1}, ("a/b",))
        for vector in _vectors()
        if vector.expect.response is not None
    ]
    for outcome in outcomes:
        report = Report([outcome, Outcome(RequestError("LIM113", "filter[0]"))], {"a/b": 0.5})
        yield b"\1\5\2" + b"".join(encode_report(5, report))[PREFIX:]
    for started in (Started(), Started("detector a/b: no model")):
        yield b"\2\0\0" + encode_started(started)[PREFIX:]


def _requests() -> Iterator[Request]:
    for vector in _vectors():
        try:
            yield decode_request(json.dumps(vector.request))
        except RequestError:
            continue


def texts() -> list[str]:
    """Every text of the payloads, and some with signs of their own."""
    found: dict[str, Any] = dict.fromkeys(SIGNS)
    for vector in _vectors():
        text = vector.request.get("text")
        if isinstance(text, str):
            found[text] = None
    return list(found)


def engine() -> Iterator[bytes]:
    """The texts under each of the options."""
    for number, text in enumerate(texts()):
        yield bytes([number % 10, 0]) + text.encode("utf-8", "replace")


def engine_growth() -> Iterator[bytes]:
    """The texts."""
    for text in texts():
        yield b"\0" + text.encode("utf-8", "replace")


def analysis() -> Iterator[bytes]:
    """The texts alone and in pairs."""
    every = [text.encode("utf-8", "replace") for text in texts()]
    for number, (one, two) in enumerate(pairwise(every)):
        yield bytes([number % 16, 0, number % 6]) + (one if number % 2 else one + b"\0" + two)


def filters() -> Iterator[bytes]:
    """Documented patterns, and some of every kind, before a text."""
    patterns = dict.fromkeys(_PATTERNS)
    for request in _requests():
        patterns |= dict.fromkeys(one.pattern for one in request.entity_detection.filter)
    for pattern in patterns:
        if "\n" not in pattern:
            text = "John, GID-12345 xaab\nabcd Grace was a dev as a freelancer 42\n"
            yield b"\0" + pattern.encode() + b"\n" + text.encode()

from __future__ import annotations

from collections.abc import Iterable

import h11
import pytest

from limina.protocol import handshake
from limina.protocol.errors import LocalProtocolError
from limina.protocol.events import HandshakeAccepted, HandshakeRefused
from limina.protocol.handshake import (
    ClientHandshake,
    HeadBuffer,
    PlainRequest,
    Refusal,
    Upgrade,
    http_response,
    read_request,
    refusal_response,
)
from tests.protocol.wires import ACCEPTED, HEAD, KEY, request_head, same_however_cut

PATHS = frozenset({"/ws"})


def judge(head: bytes, *, deflate: bool = False) -> Upgrade | PlainRequest:
    return read_request(head, paths=PATHS, deflate=deflate)


def refused(head: bytes, *, deflate: bool = False) -> Refusal:
    with pytest.raises(Refusal) as caught:
        judge(head, deflate=deflate)
    return caught.value


# --- collecting a head ---------------------------------------------------------------------------


def collect(pieces: Iterable[bytes], limit: int = 1000) -> tuple[bytes, bytes] | int | None:
    """Head and rest, or the status of the refusal, or None while it is incomplete."""
    buffer = HeadBuffer(limit)
    split = None
    for piece in pieces:
        if split is not None:
            split = split[0], split[1] + piece
            continue
        try:
            split = buffer.feed(piece)
        except Refusal as refusal:
            return refusal.status
    return split


def collected(data: bytes, limit: int = 1000) -> tuple[bytes, bytes] | int | None:
    return same_however_cut(lambda pieces: collect(pieces, limit), data)


@pytest.mark.parametrize("end", [b"\r\n\r\n", b"\n\n", b"\r\n\n", b"\n\r\n"])
def test_a_head_ends_at_its_blank_line(end: bytes) -> None:
    assert collected(b"GET / HTTP/1.1" + end + b"rest\r\n\r\n") == (
        b"GET / HTTP/1.1" + end,
        b"rest\r\n\r\n",
    )


def test_an_incomplete_head_is_waited_for() -> None:
    assert collected(b"GET / HTTP/1.1\r\nhost: x\r\n") is None
    assert HeadBuffer(10).feed(b"") is None


def test_a_head_may_have_exactly_the_limit() -> None:
    assert collected(HEAD, len(HEAD)) == (HEAD, b"")
    assert collected(HEAD, len(HEAD) - 1) == 431


def test_an_endless_head_is_refused_at_the_limit() -> None:
    assert collected(b"GET /" + b"x" * 100, 50) == 431


@pytest.mark.parametrize("data", [b"\x16\x03\x01\x02\x00\x01\x00", b"\r\nGET / HTTP/1.1", b"\x00"])
def test_what_cannot_be_http_is_refused_at_its_first_byte(data: bytes) -> None:
    assert collected(data) == 400
    assert collected(data[:1]) == 400


# --- the server's side ---------------------------------------------------------------------------


def test_a_good_handshake_may_be_accepted() -> None:
    asked = judge(HEAD)
    assert isinstance(asked, Upgrade)
    assert asked.path == "/ws"
    assert asked.response == ACCEPTED
    assert asked.deflate is False
    assert ("sec-websocket-key", KEY.decode()) in asked.headers


@pytest.mark.parametrize(
    "head",
    [
        request_head(start=b"GET /ws?token=1 HTTP/1.1"),
        request_head(b"Connection: keep-alive, UPGRADE", without=[b"connection"]),
        request_head(b"UPGRADE: WebSocket", without=[b"upgrade"]),
        request_head(b"x-odd: caf\xe9"),
        request_head(b"sec-websocket-protocol: chat, superchat"),
        request_head(b"origin: null", b"cookie: a=b", b"cookie: c=d"),
    ],
    ids=["query", "several tokens", "case", "Latin-1 header", "subprotocols", "browser"],
)
def test_clients_differ_in_what_does_not_matter(head: bytes) -> None:
    asked = judge(head)
    assert isinstance(asked, Upgrade)
    assert asked.path == "/ws"
    assert b"protocol:" not in asked.response.lower()


def test_headers_are_told_in_lower_case_and_in_order() -> None:
    asked = judge(request_head(b"X-Api-Key: caf\xe9", b"x-b: 1"))
    assert isinstance(asked, Upgrade)
    assert asked.headers[-2:] == (("x-api-key", "café"), ("x-b", "1"))


BAD_HANDSHAKES = {
    "no connection header": request_head(without=[b"connection"]),
    "connection without upgrade": request_head(b"connection: close", without=[b"connection"]),
    "no upgrade header": request_head(without=[b"upgrade"]),
    "another upgrade too": request_head(b"upgrade: websocket, h2c", without=[b"upgrade"]),
    "no version": request_head(without=[b"sec-websocket-version"]),
    "no key": request_head(without=[b"sec-websocket-key"]),
    "empty key": request_head(b"sec-websocket-key:", without=[b"sec-websocket-key"]),
    "short key": request_head(b"sec-websocket-key: c2hvcnQ=", without=[b"sec-websocket-key"]),
    "key that is not base64": request_head(
        b"sec-websocket-key: dGhlIHNhbXBsZSBub25j*Q==", without=[b"sec-websocket-key"]
    ),
    "key that is not ASCII": request_head(
        b"sec-websocket-key: \xe9GhlIHNhbXBsZSBub25jZQ=", without=[b"sec-websocket-key"]
    ),
    "two keys": request_head(b"sec-websocket-key: " + KEY),
    "two versions": request_head(b"sec-websocket-version: 13"),
    "two hosts": request_head(b"host: other"),
    "no host": request_head(without=[b"host"]),
    "HTTP/1.0": request_head(start=b"GET /ws HTTP/1.0"),
    "POST": request_head(start=b"POST /ws HTTP/1.1"),
    "odd subprotocol": request_head(b"sec-websocket-protocol: caf\xe9"),
    "odd connection": request_head(b"connection: caf\xe9", without=[b"connection"]),
    "odd host": request_head(b"host: a..\xe9", without=[b"host"]),
    "control character": request_head(b"x: \x00"),
    "no colon": request_head(b"nonsense"),
    "bad request line": request_head(start=b"GET /ws"),
    "HTTP/2 preface": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
}


@pytest.mark.parametrize("head", BAD_HANDSHAKES.values(), ids=BAD_HANDSHAKES.keys())
def test_a_bad_handshake_gets_400(head: bytes) -> None:
    assert refused(head).status == 400


@pytest.mark.parametrize("version", [b"8", b"12", b"14", b"x"])
def test_another_version_gets_426_and_the_right_one(version: bytes) -> None:
    head = request_head(b"sec-websocket-version: " + version, without=[b"sec-websocket-version"])
    refusal = refused(head)
    assert refusal.status == 426
    assert ("sec-websocket-version", "13") in refusal.headers


@pytest.mark.parametrize("target", [b"/", b"/ws/", b"/WS", b"/ws%20", b"http://x/ws", b"*"])
def test_a_handshake_at_another_path_gets_404(target: bytes) -> None:
    assert refused(request_head(start=b"GET " + target + b" HTTP/1.1")).status == 404


def test_deflate_is_agreed_on_only_where_it_is_allowed_and_offered() -> None:
    offer = request_head(b"sec-websocket-extensions: permessage-deflate; client_max_window_bits")
    for head, allowed, agreed in [(offer, True, True), (offer, False, False), (HEAD, True, False)]:
        asked = judge(head, deflate=allowed)
        assert isinstance(asked, Upgrade)
        assert asked.deflate is agreed
        assert (b"permessage-deflate" in asked.response) is agreed


def test_a_deflate_offer_that_makes_no_sense_gets_400() -> None:
    offer = b"sec-websocket-extensions: permessage-deflate; client_max_window_bits=abc"
    assert refused(request_head(offer), deflate=True).status == 400
    assert isinstance(judge(request_head(offer)), Upgrade)


@pytest.mark.parametrize(
    ("head", "method", "path"),
    [
        (b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n", "GET", "/healthz"),
        (b"GET /healthz?a=b HTTP/1.0\r\n\r\n", "GET", "/healthz"),
        (b"HEAD / HTTP/1.1\r\nhost: x\r\n\r\n", "HEAD", "/"),
        (b"POST /ws HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\n\r\n", "POST", "/ws"),
        (
            b"GET / HTTP/1.1\r\nhost: x\r\nconnection: upgrade, http2-settings\r\n"
            b"upgrade: h2c\r\nhttp2-settings: AAMA\r\n\r\n",
            "GET",
            "/",
        ),
    ],
    ids=["health", "HTTP/1.0", "HEAD", "POST", "h2c"],
)
def test_a_request_without_our_upgrade_is_plain(head: bytes, method: str, path: str) -> None:
    asked = judge(head)
    assert isinstance(asked, PlainRequest)
    assert (asked.method, asked.path) == (method, path)


def test_no_refusal_holds_a_word_of_the_client() -> None:
    for head in BAD_HANDSHAKES.values():
        response = refusal_response(refused(head.replace(b"x: \x00", b"secret: \x00")))
        assert b"caf" not in response
        assert b"secret" not in response


# --- responses -----------------------------------------------------------------------------------


def parse(response: bytes, method: bytes = b"GET") -> tuple[int, dict[bytes, bytes], bytes]:
    client = h11.Connection(h11.CLIENT)
    client.send(h11.Request(method=method, target="/", headers=[("host", "x")]))
    client.receive_data(response)
    client.receive_data(b"")
    head = client.next_event()
    assert isinstance(head, h11.Response)
    body = b""
    while isinstance(event := client.next_event(), h11.Data):
        body += event.data
    assert isinstance(event, h11.EndOfMessage)
    return head.status_code, dict(head.headers), body


def test_a_response_is_whole_and_says_that_the_connection_ends() -> None:
    status, headers, body = parse(http_response(503, b"{}", [("Retry-After", "5")]))
    assert (status, body) == (503, b"{}")
    assert headers == {
        b"content-type": b"application/json",
        b"content-length": b"2",
        b"connection": b"close",
        b"retry-after": b"5",
    }


def test_a_response_may_have_another_content_type() -> None:
    _, headers, _ = parse(http_response(200, b"x", [("Content-Type", "text/plain")]))
    assert headers[b"content-type"] == b"text/plain"


def test_a_response_to_head_has_the_length_but_no_body() -> None:
    response = http_response(200, b"12345", head_only=True)
    assert parse(response, b"HEAD")[1][b"content-length"] == b"5"
    assert response.endswith(b"\r\n\r\n")


def test_a_number_that_is_no_status_is_misuse() -> None:
    with pytest.raises(LocalProtocolError):
        http_response(999, b"")


def test_a_refusal_is_answered_with_its_reason() -> None:
    refusal = Refusal(426, handshake.BAD_VERSION, (("sec-websocket-version", "13"),))
    status, headers, body = parse(refusal_response(refusal))
    assert status == 426
    assert headers[b"sec-websocket-version"] == b"13"
    assert body == b'{"detail":"only version 13 of the WebSocket protocol is spoken here"}'


# --- the client's side ---------------------------------------------------------------------------


def start(limit: int = 1000) -> ClientHandshake:
    return ClientHandshake("limina.example:8080", "/ws?a=b", [("X-Api-Key", "café")], limit)


def answer_to(client: ClientHandshake) -> bytes:
    asked = judge(client.request)
    assert isinstance(asked, Upgrade)
    return asked.response


def test_the_request_is_a_good_handshake() -> None:
    client = start()
    asked = judge(client.request)
    assert isinstance(asked, Upgrade)
    assert ("host", "limina.example:8080") in asked.headers
    assert ("x-api-key", "café") in asked.headers
    assert client.request.startswith(b"GET /ws?a=b HTTP/1.1\r\n")


@pytest.mark.parametrize(
    ("host", "target", "headers"),
    [
        ("x" * 70, "/ws", []),
        ("a..b", "/ws", []),
        ("host", "/w\u00e4", []),
        ("host", "/w s", []),
        ("host", "/ws", [("naïve", "x")]),
        ("host", "/ws", [("x", "€")]),
        ("host", "/ws", [("x", "a\r\nb: c")]),
    ],
)
def test_what_http_cannot_carry_is_misuse(
    host: str, target: str, headers: list[tuple[str, str]]
) -> None:
    with pytest.raises(LocalProtocolError) as caught:
        ClientHandshake(host, target, headers, 1000)
    assert target not in str(caught.value)


def client_result(
    pieces: Iterable[bytes], client: ClientHandshake
) -> tuple[HandshakeAccepted | HandshakeRefused, bytes] | None:
    """The verdict and all that follows it, or None while it is incomplete."""
    verdict, rest = None, b""
    for piece in pieces:
        if verdict is not None:
            rest += piece
        elif (result := client.feed(piece)) is not None:
            verdict, rest = result
    return None if verdict is None else (verdict, rest)


def test_an_acceptance_is_told_with_what_follows_it() -> None:
    def run(pieces: Iterable[bytes]) -> object:
        client = start()
        extra = b"\r\nX-Served-By: limina\r\n\r\nframes"
        data = answer_to(client)[:-4] + extra
        # The answer depends on the client's nonce, so that only the cut is the same.
        sizes = [len(piece) for piece in pieces]
        cut = []
        for size in sizes:
            cut.append(data[:size])
            data = data[size:]
        result = client_result([*cut, data], client)
        assert client.codec is not None
        return result

    length = len(answer_to(start())) + 30
    assert same_however_cut(run, bytes(length)) == (
        HandshakeAccepted((("x-served-by", "limina"),)),
        b"frames",
    )


REFUSALS = {
    "length": (
        b"HTTP/1.1 401 Unauthorized\r\ncontent-length: 2\r\n\r\n{}",
        HandshakeRefused(401, (("content-length", "2"),), b"{}"),
    ),
    "empty": (
        b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n",
        HandshakeRefused(404, (("content-length", "0"),), b""),
    ),
    "chunked": (
        b"HTTP/1.1 503 No\r\ntransfer-encoding: chunked\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n",
        HandshakeRefused(503, (("transfer-encoding", "chunked"),), b"{}"),
    ),
    "redirect": (
        b"HTTP/1.1 307 Temporary Redirect\r\nlocation: /\r\ncontent-length: 0\r\n\r\n",
        HandshakeRefused(307, (("location", "/"), ("content-length", "0")), b""),
    ),
    "not an upgrade": (
        b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi",
        HandshakeRefused(200, (("content-length", "2"),), b"hi"),
    ),
    "behind an interim answer": (
        b"HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\nHTTP/1.1 503 No\r\ncontent-length: 0\r\n\r\n",
        HandshakeRefused(503, (("content-length", "0"),), b""),
    ),
}


@pytest.mark.parametrize(("data", "verdict"), REFUSALS.values(), ids=REFUSALS.keys())
def test_a_refusal_is_told_with_its_body(data: bytes, verdict: HandshakeRefused) -> None:
    result = same_however_cut(lambda pieces: client_result(pieces, start()), data)
    assert result == (verdict, b"")


def test_a_refusal_without_a_length_ends_with_the_connection() -> None:
    client = start()
    assert client.feed_eof() is None
    assert client.feed(b"HTTP/1.1 500 Oops\r\n\r\nno") is None
    assert client.feed(b"pe") is None
    assert client.feed_eof() == HandshakeRefused(500, (), b"nope")


def test_of_a_long_refusal_only_the_start_is_kept() -> None:
    client = start(limit=100)
    assert client.feed(b"HTTP/1.1 500 Oops\r\n\r\n" + b"x" * 60) is None
    result = client.feed(b"x" * 60)
    assert result == (HandshakeRefused(500, (), b"x" * 100), b"")


BAD_ANSWERS = {
    "not HTTP": b"SSH-2.0-OpenSSH_9.6\r\n\r\n",
    "binary": b"\x16\x03\x01",
    "another key": ACCEPTED,
    "no connection": b"HTTP/1.1 101 S\r\nUpgrade: websocket\r\n\r\n",
    "no upgrade": b"HTTP/1.1 101 S\r\nConnection: Upgrade\r\n\r\n",
    "too long": b"HTTP/1.1 101 S\r\n" + b"x: y\r\n" * 500,
    "odd protocol": b"HTTP/1.1 101 S\r\nsec-websocket-protocol: \xe9\r\n\r\n",
}


@pytest.mark.parametrize("data", BAD_ANSWERS.values(), ids=BAD_ANSWERS.keys())
def test_a_bad_answer_is_one_kind_of_failure(data: bytes) -> None:
    def run(pieces: Iterable[bytes]) -> str:
        client = start()
        with pytest.raises(Refusal):
            for piece in pieces:
                assert client.feed(piece) is None
        return "refused"

    assert same_however_cut(run, data) == "refused"


@pytest.mark.parametrize(
    "line",
    [b"Sec-WebSocket-Protocol: chat", b"Sec-WebSocket-Extensions: permessage-deflate"],
    ids=["subprotocol", "extension"],
)
def test_what_was_not_asked_for_is_not_accepted(line: bytes) -> None:
    client = start()
    with pytest.raises(Refusal):
        client.feed(answer_to(client)[:-2] + line + b"\r\n\r\n")

from __future__ import annotations

import tracemalloc
import zlib
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wsproto.connection import Connection as Codec
from wsproto.connection import ConnectionType
from wsproto.events import CloseConnection, TextMessage
from wsproto.events import Ping as PingEvent
from wsproto.extensions import Extension, PerMessageDeflate

from limina.protocol import closecodes
from limina.protocol.frames import (
    DEFLATE_SLICE_BYTES,
    Broken,
    FrameReader,
    Item,
    Message,
    PeerClose,
    Ping,
    SafeDeflate,
)
from tests.protocol.wires import (
    BINARY,
    CONTINUATION,
    PING,
    PONG,
    TEXT,
    close_frame,
    frame,
    same_however_cut,
)

LIMIT = 64
PROTOCOL_ERROR = Broken(closecodes.PROTOCOL_ERROR)
INVALID = Broken(closecodes.INVALID_PAYLOAD)
TOO_BIG = Broken(closecodes.MESSAGE_TOO_BIG)


def make_reader(*, limit: int = LIMIT, deflate: bool = False) -> FrameReader:
    extensions: list[Extension] = []
    if deflate:
        extension = SafeDeflate()
        extension.accept("permessage-deflate")
        extensions.append(extension)
    codec = Codec(ConnectionType.SERVER, extensions)
    return FrameReader(codec, max_message_bytes=limit, deflate=deflate)


def items(reader: FrameReader, pieces: Iterable[bytes]) -> list[Item]:
    found: list[Item] = []
    for piece in pieces:
        reader.feed(piece)
        while (item := reader.next_item()) is not None:
            found.append(item)
            if isinstance(item, PeerClose | Broken):
                return found
    return found


def read(data: bytes, *, limit: int = LIMIT, deflate: bool = False) -> list[Item]:
    """What the frames mean, however they are cut."""
    return same_however_cut(
        lambda pieces: items(make_reader(limit=limit, deflate=deflate), pieces), data
    )


def compress(data: bytes | str, *, final: bool = False) -> bytes:
    """A message's payload as permessage-deflate sends it (RFC 7692 section 7.2.1)."""
    deflater = zlib.compressobj(wbits=-15)
    raw = deflater.compress(data.encode() if isinstance(data, str) else data)
    if final:
        return raw + deflater.flush(zlib.Z_FINISH) + b"\x00"
    return (raw + deflater.flush(zlib.Z_SYNC_FLUSH))[:-4]


# --- messages ------------------------------------------------------------------------------------


def test_single_frames_are_messages() -> None:
    data = frame(TEXT, "héllo") + frame(BINARY, b"\x00\xff") + frame(TEXT) + frame(BINARY)
    assert read(data) == [Message("héllo"), Message(b"\x00\xff"), Message(""), Message(b"")]


def test_fragments_are_joined_even_in_the_middle_of_a_character() -> None:
    data = (
        frame(TEXT, "é€".encode()[:3], fin=False)
        + frame(CONTINUATION, b"", fin=False)
        + frame(CONTINUATION, "é€".encode()[3:], fin=True)
        + frame(BINARY, b"a", fin=False)
        + frame(CONTINUATION, b"b")
    )
    assert read(data) == [Message("é€"), Message(b"ab")]


def test_control_frames_may_come_between_fragments() -> None:
    data = frame(TEXT, "a", fin=False) + frame(PING, b"p") + frame(PONG) + frame(CONTINUATION, "b")
    assert read(data) == [Ping(b"p"), Message("ab")]


@pytest.mark.parametrize("size", [125, 126, 65535, 65536])
def test_every_length_encoding_is_followed(size: int) -> None:
    reader = make_reader(limit=size)
    assert items(reader, [frame(BINARY, bytes(size)) + frame(PING, b"next")]) == [
        Message(bytes(size)),
        Ping(b"next"),
    ]


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.lists(st.text(max_size=8), min_size=1, max_size=4), st.binary(max_size=9)),
        max_size=5,
    )
)
def test_whatever_is_framed_comes_out_again(
    messages: list[tuple[list[str], bytes]],
) -> None:
    data = b""
    expected: list[Item] = []
    for parts, payload in messages:
        for i, part in enumerate(parts):
            last = i == len(parts) - 1
            data += frame(CONTINUATION if i else TEXT, part, fin=last)
            if not last:
                data += frame(PING, payload)
                expected.append(Ping(payload))
        expected.append(Message("".join(parts)))
    assert items(make_reader(limit=1000), [data]) == expected
    assert items(make_reader(limit=1000), [data[i : i + 1] for i in range(len(data))]) == expected


# --- failures ------------------------------------------------------------------------------------

BAD_FRAMES = {
    "unknown data opcode": frame(0x3, "x"),
    "unknown control opcode": frame(0xB),
    "fragmented control frame": frame(PING, "x", fin=False),
    "control frame over 125 bytes": frame(PING, bytes(126)),
    "first reserved bit": frame(TEXT, "x", rsv=4),
    "second reserved bit": frame(PING, "x", rsv=2),
    "third reserved bit": frame(TEXT, "x", rsv=1),
    "continuation of nothing": frame(CONTINUATION, "x"),
    "message inside a message": frame(TEXT, "a", fin=False) + frame(TEXT, "b"),
    "unmasked": frame(TEXT, "x", mask=None),
    "length in two bytes that fits in one": b"\x81\xfe\x00\x05",
    "length in eight bytes that fits in two": b"\x81\xff" + (500).to_bytes(8),
    "length with the highest bit": b"\x81\xff" + (1 << 63).to_bytes(8),
    "close of one byte": frame(0x8, b"\x03"),
    "close code below 1000": close_frame(999),
    "close code 1005": close_frame(1005),
    "close code 1006": close_frame(1006),
    "reserved close code": close_frame(2000),
    "close code over 4999": close_frame(5000),
}


@pytest.mark.parametrize("data", BAD_FRAMES.values(), ids=BAD_FRAMES.keys())
def test_bad_frames_break_the_connection_with_1002(data: bytes) -> None:
    good = frame(TEXT, "good")
    assert read(good + data) == [Message("good"), PROTOCOL_ERROR]
    assert read(data + good)[-1] == PROTOCOL_ERROR


@pytest.mark.parametrize(
    "data",
    [
        frame(TEXT, b"ok \xff"),
        frame(TEXT, b"\xed\xa0\x80"),
        frame(TEXT, b"\xc3"),
        frame(TEXT, b"\xc3", fin=False) + frame(CONTINUATION, b"x"),
        close_frame(1000, b"\xff"),
    ],
    ids=["bad byte", "surrogate", "cut off", "bad across fragments", "close reason"],
)
def test_bytes_that_are_not_utf_8_break_the_connection_with_1007(data: bytes) -> None:
    assert read(data) == [INVALID]


def test_bad_utf_8_is_found_before_the_frame_is_complete() -> None:
    reader = make_reader()
    whole = frame(TEXT, b"ok \xff and so on")
    assert items(reader, [whole[:-5]]) == [INVALID]


def test_a_fault_of_the_codec_is_an_internal_error(monkeypatch: pytest.MonkeyPatch) -> None:
    reader = make_reader()

    def fail(self: Codec, data: bytes) -> None:
        raise RuntimeError("words of the client")

    monkeypatch.setattr(Codec, "receive_data", fail)
    assert items(reader, [frame(TEXT, "x")]) == [Broken(closecodes.INTERNAL_ERROR)]


@pytest.mark.parametrize(("code", "told"), [(None, 1005), (1000, 1000), (3000, 3000), (4999, 4999)])
def test_a_close_of_the_peer_is_reported(code: int | None, told: int) -> None:
    assert read(close_frame(code)) == [PeerClose(told, "")]


def test_a_close_of_the_peer_may_have_a_reason() -> None:
    assert read(close_frame(1000, "bÿe".encode())) == [PeerClose(1000, "bÿe")]


# --- the size limit ------------------------------------------------------------------------------


def test_a_message_may_have_exactly_the_limit_in_utf_8_bytes() -> None:
    text = "é" * (LIMIT // 2)
    assert read(frame(TEXT, text)) == [Message(text)]
    halves = frame(TEXT, "x" * 32, fin=False) + frame(CONTINUATION, "y" * 32)
    assert read(halves) == [Message("x" * 32 + "y" * 32)]


def test_one_byte_more_is_too_big() -> None:
    assert read(frame(TEXT, "é" * (LIMIT // 2) + "x")) == [TOO_BIG]
    assert read(frame(BINARY, bytes(LIMIT + 1))) == [TOO_BIG]


@pytest.mark.parametrize("length", [LIMIT + 1, 65536, 1 << 40])
def test_a_header_that_announces_too_much_is_enough(length: int) -> None:
    header = frame(TEXT, b"", announced=length)
    assert read(frame(PING) + header) == [Ping(b""), TOO_BIG]


def test_fragments_add_up_and_the_header_that_passes_the_limit_ends_it() -> None:
    data = frame(TEXT, "x" * 40, fin=False) + frame(CONTINUATION, b"", fin=False, announced=25)
    assert read(data) == [TOO_BIG]


def test_control_frames_do_not_count() -> None:
    data = frame(TEXT, "x" * LIMIT, fin=False) + frame(PING, bytes(125)) + frame(CONTINUATION)
    assert read(data) == [Ping(bytes(125)), Message("x" * LIMIT)]


def test_the_count_starts_again_with_every_message() -> None:
    data = frame(TEXT, "x" * LIMIT) + frame(TEXT, "y" * 40, fin=False) + frame(CONTINUATION, "z")
    assert read(data) == [Message("x" * LIMIT), Message("y" * 40 + "z")]


def test_many_small_fragments_take_no_more_memory_than_their_message() -> None:
    reader = make_reader(limit=1 << 20)
    piece = frame(CONTINUATION, "é", fin=False) * 1000
    items(reader, [frame(TEXT, fin=False)])
    tracemalloc.start()
    try:
        for _ in range(10):
            assert items(reader, [piece]) == []
        used, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert used < 200_000
    assert items(reader, [frame(CONTINUATION)]) == [Message("é" * 10_000)]


# --- after our close -----------------------------------------------------------------------------


def test_messages_are_dropped_unmeasured_once_only_the_close_matters() -> None:
    reader = make_reader()
    assert items(reader, [frame(TEXT, "begun", fin=False)]) == []
    reader._codec.send(CloseConnection(code=1001))
    reader.discard = True
    long = frame(CONTINUATION, "x" * 1000) + frame(BINARY, bytes(1000)) + frame(TEXT, "y")
    assert items(reader, [long + close_frame(1001)]) == [PeerClose(1001, "")]
    assert reader._message == b""


# --- deflate -------------------------------------------------------------------------------------


def deflated(opcode: int, payload: bytes, *, fin: bool = True) -> bytes:
    return frame(opcode, payload, fin=fin, rsv=4)


def test_compressed_messages_are_inflated() -> None:
    data = deflated(TEXT, compress("héllo" * 9)) + frame(TEXT, "plain")
    assert read(data, deflate=True) == [Message("héllo" * 9), Message("plain")]


def test_a_compressed_message_may_come_in_fragments_with_pings_between_them() -> None:
    payload = compress("abc" * 20)
    data = (
        frame(PING, b"0")
        + deflated(TEXT, payload[:3], fin=False)
        + frame(PING, b"1")
        + frame(CONTINUATION, payload[3:5], fin=False)
        + frame(CONTINUATION, payload[5:])
        + frame(PING, b"2")
        + deflated(BINARY, compress(b"\xff"))
    )
    expected = [Ping(b"0"), Ping(b"1"), Message("abc" * 20), Ping(b"2"), Message(b"\xff")]
    assert read(data, deflate=True) == expected


def test_the_window_is_kept_from_message_to_message() -> None:
    deflater = zlib.compressobj(wbits=-15)

    def one(text: str) -> bytes:
        raw = deflater.compress(text.encode()) + deflater.flush(zlib.Z_SYNC_FLUSH)
        return deflated(TEXT, raw[:-4])

    first, second = one("the same words again"), one("the same words again")
    assert len(second) < len(first)
    assert read(first + second, deflate=True) == [Message("the same words again")] * 2


def test_a_stream_may_end_and_begin_again() -> None:
    data = deflated(TEXT, compress("one", final=True)) + deflated(TEXT, compress("two"))
    assert read(data, deflate=True) == [Message("one"), Message("two")]


def test_data_behind_ended_streams_does_not_pile_up() -> None:
    reader = make_reader(limit=1 << 20, deflate=True)
    ended = deflated(TEXT, compress("x", final=True) + bytes(100_000))
    for _ in range(3):
        assert items(reader, [ended]) == [Message("x")]
    [extension] = reader._codec._proto.extensions
    assert isinstance(extension, SafeDeflate)
    assert extension._decompressor is None


def test_a_message_is_measured_as_it_inflates() -> None:
    assert read(deflated(TEXT, compress("x" * LIMIT)), deflate=True) == [Message("x" * LIMIT)]
    assert read(deflated(TEXT, compress("x" * (LIMIT + 1))), deflate=True) == [TOO_BIG]
    assert read(deflated(BINARY, compress(bytes(LIMIT + 1))), deflate=True) == [TOO_BIG]
    fragments = deflated(TEXT, compress("x" * 60)[:4], fin=False)
    assert read(fragments + frame(CONTINUATION, "garbage"), deflate=True)[-1] in (TOO_BIG, INVALID)


def test_a_compressed_frame_may_announce_more_than_the_limit() -> None:
    payload = bytes(b for i in range(0, 200, 5) for b in (0, 0, 0, 255, 255))  # empty blocks
    data = deflated(TEXT, payload + compress("x" * LIMIT))
    assert read(data, deflate=True) == [Message("x" * LIMIT)]


def test_an_uncompressed_frame_may_not() -> None:
    header = frame(TEXT, b"", announced=LIMIT + 1)
    assert read(header, deflate=True) == [TOO_BIG]


def test_a_bomb_is_stopped_after_one_slice() -> None:
    bomb = compress(bytes(20_000_000))
    assert len(bomb) > 15_000
    reader = make_reader(limit=100_000, deflate=True)
    tracemalloc.start()
    try:
        assert items(reader, [deflated(BINARY, bomb)]) == [TOO_BIG]
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 8 * DEFLATE_SLICE_BYTES * 1032


def test_which_of_two_faults_is_found_does_not_depend_on_the_cut() -> None:
    long = compress(b"x" * 2000 + b"\xff" * 3)
    assert read(deflated(TEXT, long), limit=1000, deflate=True) in ([TOO_BIG], [INVALID])


@pytest.mark.parametrize(
    ("data", "item"),
    [
        (deflated(TEXT, b"\xff\xff\xff"), INVALID),
        (deflated(TEXT, compress(b"\xff")), INVALID),
        (deflated(PING, b"x"), PROTOCOL_ERROR),
        (deflated(TEXT, compress("x"), fin=False) + deflated(CONTINUATION, b""), PROTOCOL_ERROR),
        (frame(TEXT, "x", rsv=2), PROTOCOL_ERROR),
    ],
    ids=["not deflate", "not UTF-8", "control frame", "continuation", "another bit"],
)
def test_bad_compressed_frames_break_the_connection(data: bytes, item: Item) -> None:
    assert read(data, deflate=True) == [item]


# --- the faults we work around, as they are in wsproto -------------------------------------------


def test_wsproto_still_forgets_the_compression_at_a_ping_between_fragments() -> None:
    extension = PerMessageDeflate()
    extension.accept("permessage-deflate")
    codec = Codec(ConnectionType.SERVER, [extension])
    payload = compress("abc" * 20)
    codec.receive_data(
        deflated(TEXT, payload[:5], fin=False) + frame(PING) + frame(CONTINUATION, payload[5:])
    )
    found = list(codec.events())
    texts = [event.data for event in found if isinstance(event, TextMessage)]
    assert any(isinstance(event, PingEvent) for event in found)
    # When this fails, wsproto is mended: SafeDeflate can do with less.
    assert "".join(texts) != "abc" * 20

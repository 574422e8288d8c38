"""Frames to messages: wsproto's codec, fed so that no limit can be passed and every cut gives the
same.

wsproto has no size limit, inflates whatever slice it is given at once, and shows a frame it cannot
parse as if the peer had closed. A `FrameReader` follows the frame boundaries itself, hands wsproto
one header or one slice of payload at a time and looks at the sum after each. It knows nothing of
requests, handshakes or time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from wsproto.connection import Connection as Codec
from wsproto.connection import ConnectionState as CodecState
from wsproto.events import BytesMessage, CloseConnection, Event, TextMessage
from wsproto.events import Ping as PingEvent
from wsproto.extensions import PerMessageDeflate
from wsproto.frame_protocol import (
    CloseReason,
    FrameDecoder,
    FrameProtocol,
    Opcode,
    RsvBits,
)

from limina.protocol import closecodes
from limina.protocol.closecodes import Close

#: Deflate turns one byte into at most 1,032: a slice of 512 grows to about half a megabyte.
DEFLATE_SLICE_BYTES: Final = 512

_CONTINUATION: Final = 0x0
_FIRST_CONTROL_OPCODE: Final = 0x8
_RSV1: Final = 0x40


@dataclass(frozen=True, slots=True)
class Message:
    """A whole message."""

    data: str | bytes


@dataclass(frozen=True, slots=True)
class Ping:
    """A ping that wants its payload back."""

    payload: bytes


@dataclass(frozen=True, slots=True)
class PeerClose:
    """The peer's Close frame; code 1005 if it held none."""

    code: int
    reason: str


@dataclass(frozen=True, slots=True)
class Broken:
    """The bytes cannot go on, and this is the close they earn."""

    close: Close


Item = Message | Ping | PeerClose | Broken


class SafeDeflate(PerMessageDeflate):
    """permessage-deflate (RFC 7692) without two faults of wsproto 1.3.2.

    A control frame between two fragments made wsproto forget that the message is compressed, and
    data behind a final deflate block was kept for the life of the connection.
    """

    def __init__(self) -> None:
        super().__init__()
        self._in_control = False

    def frame_inbound_header(
        self, proto: FrameDecoder | FrameProtocol, opcode: Opcode, rsv: RsvBits, payload_length: int
    ) -> CloseReason | RsvBits:
        """Refuse compressed control frames; keep the others off the message's state."""
        self._in_control = opcode.iscontrol()
        if self._in_control:
            return CloseReason.PROTOCOL_ERROR if rsv.rsv1 else RsvBits(False, False, False)
        return super().frame_inbound_header(proto, opcode, rsv, payload_length)

    def frame_inbound_payload_data(
        self, proto: FrameDecoder | FrameProtocol, data: bytes
    ) -> bytes | CloseReason:
        """Inflate one slice."""
        if self._in_control:
            return data
        return super().frame_inbound_payload_data(proto, data)

    def frame_inbound_complete(
        self, proto: FrameDecoder | FrameProtocol, fin: bool
    ) -> bytes | CloseReason | None:
        """Finish a frame; start afresh where the peer ended its deflate stream."""
        if self._in_control:
            return None
        result = super().frame_inbound_complete(proto, fin)
        if fin and self._decompressor is not None and self._decompressor.eof:
            self._decompressor = None
        return result


class FrameReader:
    """Reads one direction of an open connection.

    Memory: the input not yet asked for, one message of at most `max_message_bytes`, and with
        deflate the
    half megabyte that one slice can become.

    Args:
        codec: wsproto's connection after the handshake.
        max_message_bytes: Longest message, in bytes of its payload (UTF-8 for text).
        deflate: Whether permessage-deflate was negotiated.
    """

    def __init__(self, codec: Codec, *, max_message_bytes: int, deflate: bool) -> None:
        self._codec = codec
        self._limit = max_message_bytes
        self._deflate = deflate
        self._input = bytearray()
        self._header = bytearray()
        self._payload_left = 0
        self._announced = 0
        self._compressed = False
        self._message = bytearray()
        #: Set once our Close is sent: messages are parsed for the peer's Close, but neither kept
        #: nor limited.
        self.discard = False

    def feed(self, data: bytes | bytearray) -> None:
        """Keep input until `next_item` asks for it."""
        self._input += data

    def next_item(self) -> Item | None:
        """Parse up to the next thing worth reporting.

        Returns:
            The item, or None if the input is used up. After `PeerClose` or `Broken` do not call
            again.
        """
        used = 0
        try:
            while True:
                size = self._next_size(used)
                if size == 0:
                    return None
                item = self._step(bytes(self._input[used : used + size]))
                used += size
                if item is not None:
                    return item
        finally:
            del self._input[:used]

    def _next_size(self, used: int) -> int:
        """How many bytes wsproto gets next, of one header or one payload; 0 to wait."""
        available = len(self._input) - used
        if self._payload_left == 0:
            header = self._header
            if len(header) < 2:
                header = header + self._input[used : used + 2]
            return min(available, _header_size(header) - len(self._header))
        if not self._deflate:
            return min(available, self._payload_left)
        # Slices of a fixed size, however the input is cut: what a slice inflates to decides which
        # of two faults of a message is found first.
        size = min(DEFLATE_SLICE_BYTES, self._payload_left)
        return size if available >= size else 0

    def _step(self, data: bytes) -> Item | None:
        announced_too_much = False
        in_header = self._payload_left == 0
        if in_header:
            self._header += data
            if len(self._header) == _header_size(self._header):
                announced_too_much = self._begin_frame()
        else:
            self._payload_left -= len(data)
        item: Item | None = None
        try:
            self._codec.receive_data(data)
            for event in self._codec.events():
                item = self._translate(event)
        except Exception:
            # wsproto reports what it cannot parse as an event; an exception is its fault or ours.
            return Broken(closecodes.INTERNAL_ERROR)
        if item is None and announced_too_much:
            return Broken(closecodes.MESSAGE_TOO_BIG)
        return item

    def _begin_frame(self) -> bool:
        """Take in a whole header; report whether the message announces too much."""
        first, length = self._header[0], _payload_size(self._header)
        self._header.clear()
        self._payload_left = length
        opcode = first & 0x0F
        if opcode >= _FIRST_CONTROL_OPCODE:
            return False
        if opcode != _CONTINUATION:
            self._announced = 0
            self._compressed = self._deflate and bool(first & _RSV1)
        self._announced += length
        # A compressed message is measured as it inflates.
        return not self.discard and not self._compressed and self._announced > self._limit

    def _translate(self, event: Event) -> Item | None:
        if isinstance(event, TextMessage | BytesMessage):
            return self._collect(event)
        if isinstance(event, PingEvent):
            return Ping(bytes(event.payload))
        if not isinstance(event, CloseConnection):
            return None  # a pong: that bytes came is all it says
        if self._codec.state in (CodecState.OPEN, CodecState.LOCAL_CLOSING):
            # A parse failure: a real Close would have moved the state on.
            if event.code == closecodes.INVALID_PAYLOAD.code:
                return Broken(closecodes.INVALID_PAYLOAD)
            return Broken(closecodes.PROTOCOL_ERROR)
        return PeerClose(event.code, event.reason or "")

    def _collect(self, event: TextMessage | BytesMessage) -> Item | None:
        if self.discard:
            self._message.clear()
            return None
        data = event.data
        if event.message_finished and not self._message:
            whole: str | bytes = data if isinstance(data, str) else bytes(data)
            if self._compressed and _byte_size(whole) > self._limit:
                return Broken(closecodes.MESSAGE_TOO_BIG)
            return Message(whole)
        # As bytes, not as a list of pieces: one-character strings are ninety times the message.
        self._message += data.encode() if isinstance(data, str) else data
        if len(self._message) > self._limit:
            return Broken(closecodes.MESSAGE_TOO_BIG)
        if not event.message_finished:
            return None
        complete, self._message = self._message, bytearray()
        return Message(complete.decode() if isinstance(data, str) else bytes(complete))


def _header_size(header: bytearray) -> int:
    """The size of the frame header that starts so (RFC 6455 section 5.2), as far as it is known."""
    if len(header) < 2:
        return 2
    extended = {126: 2, 127: 8}.get(header[1] & 0x7F, 0)
    return 2 + extended + (4 if header[1] & 0x80 else 0)


def _payload_size(header: bytearray) -> int:
    short = header[1] & 0x7F
    if short == 126:
        return int.from_bytes(header[2:4])
    if short == 127:
        return int.from_bytes(header[2:10])
    return short


def _byte_size(data: str | bytes) -> int:
    return len(data.encode()) if isinstance(data, str) else len(data)

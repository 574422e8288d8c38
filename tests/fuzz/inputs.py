"""Takes the bytes of a fuzzer apart: a few choices in front, the material behind them.

The choices stand in front and have a fixed length, so that a mutation of the material leaves them
alone and the other way round.
"""

from __future__ import annotations

from collections.abc import Iterator

#: Bytes that choose the sizes of the pieces a stream is cut into.
CUTS = 4


def choices(data: bytes, count: int) -> tuple[list[int], bytes]:
    """The first bytes as numbers, 0 where there are none left, and what follows them."""
    head = data[:count].ljust(count, b"\0")
    return list(head), data[count:]


def pieces(stream: bytes, sizes: list[int]) -> Iterator[bytes]:
    """The stream in pieces of these sizes and one more, over and over; in one piece without any.

    There is always a piece, if only an empty one.
    """
    if not stream or not any(sizes):
        yield stream
        return
    position = turn = 0
    while position < len(stream):
        size = sizes[turn % len(sizes)] + 1
        yield stream[position : position + size]
        position += size
        turn += 1


def text_of(data: bytes, encoding: int) -> str:
    """Text from arbitrary bytes, without lone surrogates, as no request can hold one.

    Args:
        data: Anything.
        encoding: UTF-8 if it is even, which seeds are written in; else UTF-16, in which two
            arbitrary bytes are nearly always a character.
    """
    if encoding % 2:
        return data.decode("utf-16-le", "ignore")
    return data.decode("utf-8", "replace")

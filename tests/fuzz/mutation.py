"""Inputs made by Hypothesis: a seed, changed in a few places, as a coverage-guided fuzzer would."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.fuzz.targets import Target

#: What turns one kind of input into another: quotes, brackets, signs of two to four bytes, broken
#: UTF-8, escapes, lengths.
PIECES = (
    *(b'"', b"\\", b"{", b"}", b"[", b"]", b",", b":", b"\0", b"\n", b"\r\n", b" ", b"null", b"-1"),
    *(b"1e400", b"true", b"\\u0000", b"\\ud800", b"(?i)", b"(?R)", b"(", b")", b"*", b"+", b"{2}"),
    *("é".encode(), "\u0301".encode(), "İ".encode(), "\u200d".encode(), "😀".encode()),
    *(b"\xff", b"\xc3", b"\xf0\x9f", b"\x80", b"\x81", b"\x7e\xff\xff", b"9" * 30, b"\xff" * 8),
)


@st.composite
def mutants(draw: st.DrawFn, target: Target, seeds: list[bytes]) -> bytes:
    """One input of a target.

    Args:
        draw: Given by Hypothesis.
        target: Says how long it may be.
        seeds: Its seeds.
    """
    data = draw(st.sampled_from(seeds))
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(data)))
        to = min(len(data), at + draw(st.integers(0, 9)))
        match draw(st.integers(0, 5)):
            case 0:
                data = data[:at] + data[to:]
            case 1:
                data = data[:at] + draw(st.sampled_from(PIECES)) + data[at:]
            case 2:
                data = data[:at] + data[at:to] * draw(st.integers(2, 40)) + data[to:]
            case 3:
                other = draw(st.sampled_from(seeds))
                data = data[:at] + other[draw(st.integers(0, len(other))) :]
            case 4:
                data = data[:at] + draw(st.binary(max_size=8)) + data[to:]
            case _:
                sign = draw(st.characters(exclude_categories=["Cs"]))
                data = data[:at] + sign.encode() + data[to:]
    return data[: target.longest]

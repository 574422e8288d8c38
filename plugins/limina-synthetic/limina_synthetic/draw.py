"""Chance that can be repeated: everything is drawn from a keyed hash over what is to be replaced.

Equal secret, kind and text give equal draws, whatever was drawn before; there is no state to leak
from one request into another. Nothing of a text is kept: only orders of lists are, which depend on
the secret and the list alone. This module knows no label and no word.
"""

from __future__ import annotations

import hmac
import unicodedata
from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")

_DIGEST_BITS = 256
#: Bits left over at every draw, so that the remainder's bias stays below 2**-64.
_SPARE_BITS = 64


def normal(text: str) -> str:
    """What makes two spellings the same value: case folded, composed."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", text.casefold())


class Draw:
    """A stream of numbers that depends on nothing but a secret and a message."""

    __slots__ = ("_bits", "_block", "_message", "_pool", "_secret")

    def __init__(self, secret: bytes, message: bytes) -> None:
        self._secret = secret
        self._message = message
        self._block = 0
        self._pool = int.from_bytes(hmac.digest(secret, message, "sha256"), "big")
        self._bits = _DIGEST_BITS

    def below(self, limit: int) -> int:
        """A number from 0 to `limit` - 1; 0 if `limit` is 1 or less."""
        if limit <= 1:
            return 0
        needed = limit.bit_length()
        while self._bits < needed + _SPARE_BITS:
            self._block += 1
            message = self._block.to_bytes(8, "big") + self._message
            digest = hmac.digest(self._secret, message, "sha256")
            self._pool = (self._pool << _DIGEST_BITS) | int.from_bytes(digest, "big")
            self._bits += _DIGEST_BITS
        self._pool, number = divmod(self._pool, limit)
        self._bits -= needed
        return number

    def between(self, low: int, high: int) -> int:
        """A number from `low` to `high`, both included."""
        return low + self.below(high - low + 1)

    def other(self, low: int, high: int, taken: int) -> int:
        """A number from `low` to `high` that is not `taken`, if there is one."""
        if not low <= taken <= high or low == high:
            return self.between(low, high)
        number = self.between(low, high - 1)
        return number + (number >= taken)

    def choice(self, items: Sequence[Item]) -> Item:
        """One of the items; there must be one."""
        return items[self.below(len(items))]


class Source:
    """A secret, and what is drawn from it.

    Args:
        secret: The key; the same one gives the same replacements.
    """

    def __init__(self, secret: bytes) -> None:
        self._secret = secret
        self._cycles: dict[tuple[str, int], Sequence[int]] = {}

    def draw(self, kind: str, text: str, attempt: int = 0) -> Draw:
        """What is drawn for a value.

        Args:
            kind: What the draw is for; other kinds draw independently.
            text: The value; case and composition do not count.
            attempt: Another attempt draws anew.
        """
        message = f"{kind}\0{attempt}\0{normal(text)}".encode("utf-8", "surrogatepass")
        return Draw(self._secret, message)

    def cycle(self, name: str, size: int) -> Sequence[int]:
        """A permutation of `size` places without a fixed point, so that exchanging is one to one.

        Sattolo's algorithm: the permutation is one single cycle.

        Args:
            name: Names the list; never anything of a text.
            size: Number of places; with one place there is only the identity.
        """
        known = self._cycles.get((name, size))
        if known is None:
            draw = Draw(self._secret, f"cycle\0{name}".encode())
            places = list(range(size))
            for last in range(size - 1, 0, -1):
                other = draw.below(last)
                places[last], places[other] = places[other], places[last]
            known = self._cycles[name, size] = tuple(places)
        return known

    def turn(self, name: str, size: int, place: int, attempt: int = 0) -> int:
        """The place that `place` is exchanged for; another one at every attempt, never itself."""
        cycle = self.cycle(name, size)
        for _ in range(attempt % max(size - 1, 1) + 1):
            place = cycle[place]
        return place

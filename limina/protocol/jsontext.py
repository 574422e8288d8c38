"""From a message to a JSON object, safely: whatever comes, quickly, and with RequestError alone.

It knows JSON and its hazards (nesting, lone surrogates, numbers nobody can hold) and must not know
what the object means. msgspec parses; what it reports becomes a numbered error without any input.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import Any, Final

import msgspec

from limina.protocol.errors import RequestError

_DECODER: Final = msgspec.json.Decoder()

# The closing quote and the character behind a backslash are optional, so that an unterminated
# string is taken to the end of the message at once and not tried again from every quote in it.
_STRING: Final = re.compile(rb'"[^"\\]*+(?:\\.?+[^"\\]*+)*+"?+', re.DOTALL)
_NOT_A_BRACKET: Final = bytes(set(range(256)) - set(b"[]{}"))
_STEP: Final = {ord("["): 1, ord("{"): 1, ord("]"): -1, ord("}"): -1}

_SURROGATE_PAIR: Final = re.compile(
    rb"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}",
)
_SURROGATE: Final = re.compile(rb"\\u[dD][89a-fA-F]")
_POSITION: Final = re.compile(r"\(byte \d+\)\Z")


def parse_object(message: str | bytes, max_depth: int) -> dict[str, Any]:
    """Parse one message that must hold one JSON object.

    Args:
        message: The message as text, or as bytes in UTF-8.
        max_depth: Most arrays and objects inside one another.

    Returns:
        The object; of a key that occurs twice the last value (RFC 8259 section 4 leaves it open).

    Raises:
        RequestError: LIM101, LIM102, LIM108, LIM109 or LIM110.
    """
    try:
        data = message.encode() if isinstance(message, str) else message
    except UnicodeEncodeError:
        raise _lone_surrogate() from None
    if _depth(data, max_depth) > max_depth:
        raise _too_deep(max_depth)
    try:
        value = _DECODER.decode(data)
    except msgspec.ValidationError:
        # Decoding without a type validates nothing but the range of numbers.
        raise RequestError("LIM110", "the message holds a number that is out of range") from None
    except msgspec.DecodeError as error:
        raise _malformed(data, str(error)) from None
    except UnicodeDecodeError:
        raise RequestError("LIM101", "the message is not valid UTF-8") from None
    except RecursionError:
        raise _too_deep(max_depth) from None
    if not isinstance(value, dict):
        raise RequestError("LIM102", 'the message must be a JSON object such as {"text": …}')
    return value


def _depth(data: bytes, enough: int) -> int:
    """How deep arrays and objects are nested; 0 at once where it cannot be more than `enough`."""
    if data.count(b"[") + data.count(b"{") <= enough:
        return 0
    brackets = _STRING.sub(b"", data).translate(None, _NOT_A_BRACKET)
    return max(accumulate(map(_STEP.__getitem__, brackets)), default=0)


def _malformed(data: bytes, report: str) -> RequestError:
    # An escaped backslash is put out of the way first: \\ud800 holds no escape of a surrogate.
    escapes = _SURROGATE_PAIR.sub(b" ", data.replace(b"\\\\", b"  "))
    if _SURROGATE.search(escapes):
        return _lone_surrogate()
    position = _POSITION.search(report)
    where = f" {position[0]}" if position else ""
    return RequestError("LIM101", f"the message is not well-formed JSON{where}")


def _lone_surrogate() -> RequestError:
    return RequestError(
        "LIM108", "the message holds half of a surrogate pair without its other half"
    )


def _too_deep(max_depth: int) -> RequestError:
    return RequestError("LIM109", f"the message is nested more than {max_depth} levels deep")

"""Reads one field of a parsed JSON object as a given type, or says where it is wrong.

Every reader takes the object, the key and the path of the object (`entity_detection.filter[1].`,
empty at the top). Null counts as absent. Leniency is that of the original server: booleans and
numbers may come as the strings that stand for them. The readers must not know which fields a
request has.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final, TypeVar

from limina.protocol.errors import RequestError

_KINDS: Final[Mapping[type, str]] = {
    str: "a string",
    bool: "a boolean",
    int: "a number",
    float: "a number",
    list: "an array",
    dict: "an object",
    type(None): "null",
}
_TRUE: Final = frozenset({"true", "t", "yes", "y", "on", "1"})
_FALSE: Final = frozenset({"false", "f", "no", "n", "off", "0"})
_NUMBER: Final = re.compile(
    r"[ \t\r\n]*[+-]?(\d{1,400}\.?\d{0,400}|\.\d{1,400})([eE][+-]?\d{1,4})?[ \t\r\n]*", re.ASCII
)

Default = TypeVar("Default")


def fault(code: str, place: str, what: str) -> RequestError:
    """The error for one place: `entity_detection.accuracy: must be one of …`."""
    return RequestError(code, f"{place}: {what}")


def wrong_type(place: str, wanted: str, value: object) -> RequestError:
    """LIM104, naming the JSON type that came instead of the one wanted."""
    return fault("LIM104", place, f"must be {wanted}, not {_KINDS[type(value)]}")


def read_string(holder: Mapping[str, Any], key: str, path: str, default: Default) -> str | Default:
    """A string, or `default` if the field is absent.

    Raises:
        RequestError: LIM104.
    """
    value = holder.get(key)
    if value is None:
        return default
    if not isinstance(value, str):
        raise wrong_type(path + key, "a string", value)
    return value


def require_string(holder: Mapping[str, Any], key: str, path: str) -> str:
    """A string that must be there.

    Raises:
        RequestError: LIM103 or LIM104.
    """
    value = read_string(holder, key, path, None)
    if value is None:
        raise fault("LIM103", path + key, "is required and must be a string")
    return value


def read_choice(
    holder: Mapping[str, Any], key: str, path: str, allowed: Collection[str], default: Default
) -> str | Default:
    """One of the `allowed` strings, or `default` if the field is absent.

    Raises:
        RequestError: LIM104, or LIM105 with the allowed values in their documented order.
    """
    value = read_string(holder, key, path, default)
    if value is not default and value not in allowed:
        raise fault("LIM105", path + key, "must be " + any_of(allowed))
    return value


def require_choice(holder: Mapping[str, Any], key: str, path: str, allowed: Collection[str]) -> str:
    """One of the `allowed` strings, which must be there.

    Raises:
        RequestError: LIM103, LIM104 or LIM105.
    """
    value = read_choice(holder, key, path, allowed, None)
    if value is None:
        raise fault("LIM103", path + key, "is required and must be " + any_of(allowed))
    return value


def read_boolean(holder: Mapping[str, Any], key: str, path: str, default: bool) -> bool:
    """A boolean; also 0 and 1, and the strings true, t, yes, y, on, 1 and their opposites.

    Raises:
        RequestError: LIM104 or LIM105.
    """
    value = holder.get(key)
    if value is None:
        return default
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        if value in (0, 1):
            return bool(value)
    elif isinstance(value, str):
        word = value.lower()
        if word in _TRUE:
            return True
        if word in _FALSE:
            return False
    else:
        raise wrong_type(path + key, "true or false", value)
    raise fault("LIM105", path + key, "must be true or false")


def read_amount(holder: Mapping[str, Any], key: str, path: str, default: float) -> float:
    """A finite number from 0 up; also a string that holds one, and true and false as 1 and 0.

    Raises:
        RequestError: LIM104 or LIM110.
    """
    value = holder.get(key)
    if value is None:
        return default
    place = path + key
    if isinstance(value, str):
        if not _NUMBER.fullmatch(value):
            raise wrong_type(place, "a number", value)
    elif not isinstance(value, int | float):
        raise wrong_type(place, "a number", value)
    try:
        number = float(value)
    except OverflowError:
        raise fault("LIM110", place, "is out of range") from None
    if not math.isfinite(number):
        raise fault("LIM110", place, "is out of range")
    if number < 0:
        raise fault("LIM110", place, "must be 0 or more")
    return number


def read_object(holder: Mapping[str, Any], key: str, path: str) -> Mapping[str, Any]:
    """An object; an empty one if the field is absent.

    Raises:
        RequestError: LIM104.
    """
    value = holder.get(key)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise wrong_type(path + key, "an object", value)
    return value


def read_objects(
    holder: Mapping[str, Any], key: str, path: str, limit: int
) -> Iterator[tuple[Mapping[str, Any], str]]:
    """The objects of an array, each with its path (`entity_detection.filter[1].`).

    Raises:
        RequestError: LIM104, or LIM114 for more than `limit` elements.
    """
    values = _read_array(holder, key, path)
    if len(values) > limit:
        raise fault("LIM114", path + key, f"has more than {limit} elements")
    for index, value in enumerate(values):
        place = f"{path}{key}[{index}]"
        if not isinstance(value, dict):
            raise wrong_type(place, "an object", value)
        yield value, place + "."


def read_strings(holder: Mapping[str, Any], key: str, path: str) -> list[str]:
    """An array of strings; an empty one if the field is absent.

    Raises:
        RequestError: LIM104.
    """
    values = _read_array(holder, key, path)
    for index, value in enumerate(values):
        if not isinstance(value, str):
            raise wrong_type(f"{path}{key}[{index}]", "a string", value)
    return values


def any_of(allowed: Collection[str]) -> str:
    """The allowed values for a message: `one of a, b, c`, or the only one."""
    return ("one of " if len(allowed) > 1 else "") + ", ".join(allowed)


def _read_array(holder: Mapping[str, Any], key: str, path: str) -> list[Any]:
    value = holder.get(key)
    if value is None:
        return []
    if not isinstance(value, list):
        raise wrong_type(path + key, "an array", value)
    return value

"""Every hazard JSON has for a server that reads it from strangers."""

from __future__ import annotations

import json
import sys
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from limina.protocol.errors import RequestError
from limina.protocol.jsontext import parse_object

DEPTH = 64


def refusal(message: str | bytes, max_depth: int = DEPTH) -> RequestError:
    with pytest.raises(RequestError) as caught:
        parse_object(message, max_depth)
    return caught.value


def test_an_object_is_returned_as_it_is_from_text_and_from_bytes() -> None:
    message = '{"text": "Größe 😀", "n": [1, 2.5, null, true], "o": {"": ""}}'
    wanted = {"text": "Größe 😀", "n": [1, 2.5, None, True], "o": {"": ""}}
    assert parse_object(message, DEPTH) == wanted
    assert parse_object(message.encode(), DEPTH) == wanted


def test_the_last_of_two_equal_keys_wins() -> None:
    assert parse_object('{"a": 1, "b": 2, "a": 3}', DEPTH) == {"a": 3, "b": 2}


@pytest.mark.parametrize(
    "message",
    [
        "",
        " ",
        "{",
        "{]",
        '{"a": }',
        '{"a": 1,}',
        "{'a': 1}",
        '{"a": 1} {"b": 2}',
        '{"a": 1}x',
        '{"a": 01}',
        '{"a": NaN}',
        '{"a": Infinity}',
        '{"a": -Infinity}',
        '{"a": "\x00"}',
        '{"a": "\t"}',
        '{"a": "\\x41"}',
        '{"a": "\\u12"}',
        '{"a": "b',
        '{"a": "b\\',
        "\ufeff{}",
        "text=John",
    ],
)
def test_what_is_not_json_is_called_that(message: str) -> None:
    for form in (message, message.encode()):
        error = refusal(form)
        assert error.code == "LIM101"
        assert error.detail.startswith("the message is not well-formed JSON")


def test_the_place_of_a_fault_is_given_in_bytes() -> None:
    assert refusal('{"ä": x}').detail == "the message is not well-formed JSON (byte 7)"


@pytest.mark.parametrize(
    "message",
    [b'{"a": "\xff"}', b'{"\xc3": 1}', b'{"a": "\xed\xa0\x80"}', b'{"a": "\xc0\x80"}'],
)
def test_bytes_that_are_not_utf8_are_called_that(message: bytes) -> None:
    error = refusal(message)
    assert (error.code, error.detail) == ("LIM101", "the message is not valid UTF-8")


@pytest.mark.parametrize("message", ["[1]", '"text"', "1", "null", "true", "[]"])
def test_json_that_is_not_an_object_is_called_that(message: str) -> None:
    assert refusal(message).code == "LIM102"


@pytest.mark.parametrize(
    "message",
    [
        '{"text": "a\ud800b"}',
        '{"\udfff": 1}',
        r'{"text": "\ud800"}',
        r'{"text": "a\uDBFFb"}',
        r'{"text": "\udc00\ud800"}',
        r'{"text": "\ud800\ud800\udc00"}',
        r'{"text": "\ud83d\ude00\udE00"}',
        r'{"text": "\\\ud800"}',
        r'{"deep": [{"deeper": "\ud800"}], "text": "a"}',
        r'{"\ud800": 1}',
    ],
)
def test_half_a_surrogate_pair_anywhere_has_its_own_error(message: str) -> None:
    error = refusal(message)
    assert error.code == "LIM108"
    assert error.detail == "the message holds half of a surrogate pair without its other half"


def test_a_whole_surrogate_pair_and_an_escaped_backslash_are_no_lone_surrogate() -> None:
    assert parse_object(r'{"a": "\ud83d\ude00", "b": "\\ud800"}', DEPTH) == {
        "a": "😀",
        "b": "\\ud800",
    }
    assert refusal(r'{"a": "\ud83d\ude00", "b": "\\ud800", }').code == "LIM101"


@pytest.mark.parametrize(
    "number", ["9" * 5000, "-" + "9" * 5000, "1e400", "-1e400", "1e999999999999", "1" * 400 + ".0"]
)
def test_a_number_nobody_can_hold_is_refused_even_in_an_unknown_field(number: str) -> None:
    assert refusal('{"text": "a", "unknown": ' + number + "}").code == "LIM110"


def test_a_long_fraction_and_a_tiny_number_are_read() -> None:
    parsed = parse_object('{"a": 0.' + "3" * 5000 + ', "b": 1e-999999}', DEPTH)
    assert parsed["a"] == pytest.approx(1 / 3)
    assert parsed["b"] == 0


@pytest.mark.parametrize("opener", ["[", '{"a":'])
@pytest.mark.parametrize("depth", [DEPTH + 1, 1_000, 10_000, 100_000])
def test_deep_nesting_is_refused_closed_or_not(opener: str, depth: int) -> None:
    closer = "]" if opener == "[" else "}"
    for end in ("", "1" + closer * depth + "}"):
        assert refusal('{"a":' + opener * (depth - 1) + end).code == "LIM109"
    whole = '{"unknown":' + opener * (depth - 1) + "1" + closer * (depth - 1) + "}"
    assert refusal(whole).detail == "the message is nested more than 64 levels deep"


def test_nesting_up_to_the_limit_is_read() -> None:
    message = '{"a":' + "[" * (DEPTH - 1) + "]" * (DEPTH - 1) + "}"
    assert list(parse_object(message, DEPTH)) == ["a"]
    assert refusal(message, DEPTH - 1).code == "LIM109"


def test_brackets_in_strings_and_side_by_side_are_no_nesting() -> None:
    message = json.dumps({"text": '[{"\\' * 500, "list": [[]] * 500})
    assert len(parse_object(message, 3)["list"]) == 500
    assert refusal(message, 2).code == "LIM109"


def test_a_limit_beyond_the_interpreters_own_still_ends_in_a_request_error() -> None:
    depth = max(sys.getrecursionlimit() * 100, 200_000)
    assert refusal('{"a":' + "[" * depth + "]" * depth + "}", max_depth=depth + 2).code == "LIM109"


@pytest.mark.parametrize(
    "message",
    [
        '{"a":"' + '\\"' * 1_000_000,
        '{"a":' + "[" * 65 + '"' + "\\" * 1_000_001,
        '"' * 1_000_000,
        '["' * 1_000_000,
        '{"a":"' + "\\ud800\\udc00" * 100_000 + '\\ud800"}',
        "[" * 1_000_000,
    ],
    ids=["escaped quotes", "backslashes", "quotes", "open arrays", "pairs", "brackets"],
)
def test_hostile_megabytes_are_refused_in_linear_time(message: str) -> None:
    start = time.process_time()
    refusal(message)
    # A quadratic scan of these takes minutes; the bound leaves room for a slow machine.
    assert time.process_time() - start < 5


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@settings(deadline=None)
@given(st.dictionaries(st.text(), JSON, max_size=5), st.booleans())
def test_every_object_json_can_write_is_read_back(value: dict[str, Any], ascii_only: bool) -> None:
    assert parse_object(json.dumps(value, ensure_ascii=ascii_only), DEPTH) == value


@settings(deadline=None)
@given(st.binary() | st.text(st.characters()) | st.text('[]{}",:\\u0dD8 \x00é', max_size=60))
def test_whatever_comes_only_a_request_error_is_raised(message: str | bytes) -> None:
    try:
        assert isinstance(parse_object(message, 8), dict)
    except RequestError as error:
        assert error.code in {"LIM101", "LIM102", "LIM108", "LIM109", "LIM110"}

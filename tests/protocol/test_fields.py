"""Reading one field: types, leniency, and the place named in the message."""

from __future__ import annotations

from typing import Any

import pytest

from limina.protocol.errors import RequestError
from limina.protocol.fields import (
    any_of,
    read_amount,
    read_boolean,
    read_choice,
    read_object,
    read_objects,
    read_string,
    read_strings,
    require_choice,
    require_string,
)

PATH = "section."
COLOURS = ("RED", "GREEN")


def refusal(read: Any, value: Any, *arguments: Any) -> tuple[str, str]:
    with pytest.raises(RequestError) as caught:
        result = read({"key": value}, "key", PATH, *arguments)
        list(result)
    return caught.value.code, caught.value.detail


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (True, "a boolean"),
        (1, "a number"),
        (1.5, "a number"),
        (["a"], "an array"),
        ({"a": 1}, "an object"),
    ],
)
def test_a_wrong_type_is_named_as_json_names_it(value: Any, kind: str) -> None:
    assert refusal(read_string, value, "") == (
        "LIM104",
        f"section.key: must be a string, not {kind}",
    )


def test_null_and_absent_are_the_default() -> None:
    for holder in ({}, {"key": None}):
        assert read_string(holder, "key", PATH, "d") == "d"
        assert read_choice(holder, "key", PATH, COLOURS, None) is None
        assert read_boolean(holder, "key", PATH, True) is True
        assert read_amount(holder, "key", PATH, 1.0) == 1.0
        assert read_object(holder, "key", PATH) == {}
        assert list(read_objects(holder, "key", PATH, 1)) == []
        assert read_strings(holder, "key", PATH) == []


def test_what_must_be_there_is_missed_when_absent_or_null() -> None:
    assert refusal(require_string, None) == (
        "LIM103",
        "section.key: is required and must be a string",
    )
    assert refusal(require_choice, None, COLOURS) == (
        "LIM103",
        "section.key: is required and must be one of RED, GREEN",
    )
    assert require_string({"key": "x"}, "key", PATH) == "x"
    assert require_choice({"key": "RED"}, "key", PATH, COLOURS) == "RED"


@pytest.mark.parametrize("value", ["BLUE", "red", "", "RED "])
def test_a_choice_is_one_of_the_documented_words_and_the_message_lists_those(value: str) -> None:
    assert refusal(read_choice, value, COLOURS, None) == (
        "LIM105",
        "section.key: must be one of RED, GREEN",
    )


def test_the_only_allowed_value_is_not_called_one_of() -> None:
    assert any_of(("luhn",)) == "luhn"


TRUE = [True, 1, 1.0, "true", "True", "TRUE", "t", "yes", "Y", "on", "1"]
FALSE = [False, 0, 0.0, "false", "False", "FALSE", "f", "no", "N", "off", "0"]


@pytest.mark.parametrize("value", TRUE)
def test_what_stands_for_true_is_true(value: Any) -> None:
    assert read_boolean({"key": value}, "key", PATH, False) is True


@pytest.mark.parametrize("value", FALSE)
def test_what_stands_for_false_is_false(value: Any) -> None:
    assert read_boolean({"key": value}, "key", PATH, True) is False


@pytest.mark.parametrize("value", [2, -1, 0.5, "", "wahr", " true", "2"])
def test_any_other_number_or_word_is_no_boolean(value: Any) -> None:
    assert refusal(read_boolean, value, False) == ("LIM105", "section.key: must be true or false")


@pytest.mark.parametrize("value", [[], {}])
def test_an_array_or_object_is_no_boolean(value: Any) -> None:
    assert refusal(read_boolean, value, False)[0] == "LIM104"


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (0, 0.0),
        (1, 1.0),
        (0.25, 0.25),
        (1e308, 1e308),
        (True, 1.0),
        (False, 0.0),
        ("0.5", 0.5),
        (" 1\n", 1.0),
        ("+1.", 1.0),
        (".5", 0.5),
        ("1e-3", 0.001),
        ("-0", 0.0),
    ],
)
def test_an_amount_is_a_number_or_a_string_that_holds_one(value: Any, number: float) -> None:
    assert read_amount({"key": value}, "key", PATH, 9.0) == number


@pytest.mark.parametrize("value", ["", "one", "nan", "inf", "1_0", "0x1", "1,5", "٣", "1" * 900])
def test_a_string_without_a_number_is_no_amount(value: str) -> None:
    assert refusal(read_amount, value, 1.0) == (
        "LIM104",
        "section.key: must be a number, not a string",
    )


@pytest.mark.parametrize("value", [[], {}])
def test_an_array_or_object_is_no_amount(value: Any) -> None:
    assert refusal(read_amount, value, 1.0)[0] == "LIM104"


@pytest.mark.parametrize("value", [10**400, "1e400", "9" * 400, "1e9999"])
def test_an_amount_beyond_a_float_is_out_of_range(value: Any) -> None:
    assert refusal(read_amount, value, 1.0) == ("LIM110", "section.key: is out of range")


@pytest.mark.parametrize("value", [-1, -0.001, "-1"])
def test_an_amount_is_not_negative(value: Any) -> None:
    assert refusal(read_amount, value, 1.0) == ("LIM110", "section.key: must be 0 or more")


def test_an_object_is_handed_out_as_it_is() -> None:
    assert read_object({"key": {"a": 1}}, "key", PATH) == {"a": 1}
    assert refusal(
        read_object,
        [],
    ) == (
        "LIM104",
        "section.key: must be an object, not an array",
    )


def test_objects_come_with_their_index_in_the_path() -> None:
    holder = {"key": [{"a": 1}, {"b": 2}]}
    assert list(read_objects(holder, "key", PATH, 2)) == [
        ({"a": 1}, "section.key[0]."),
        ({"b": 2}, "section.key[1]."),
    ]
    assert refusal(read_objects, [{}, "x"], 2) == (
        "LIM104",
        "section.key[1]: must be an object, not a string",
    )
    assert refusal(read_objects, [None], 2) == (
        "LIM104",
        "section.key[0]: must be an object, not null",
    )
    assert refusal(read_objects, {}, 2)[1] == "section.key: must be an array, not an object"


def test_more_objects_than_the_limit_are_refused_before_they_are_read() -> None:
    assert refusal(read_objects, [1, 2, 3], 2) == (
        "LIM114",
        "section.key: has more than 2 elements",
    )


def test_an_array_of_strings_holds_nothing_else() -> None:
    assert read_strings({"key": ["a", ""]}, "key", PATH) == ["a", ""]
    assert refusal(read_strings, ["a", None]) == (
        "LIM104",
        "section.key[1]: must be a string, not null",
    )
    assert refusal(read_strings, "a") == (
        "LIM104",
        "section.key: must be an array, not a string",
    )

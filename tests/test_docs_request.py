"""docs/reference/request.md and response.md name every field, value, default and limit there is."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest

from limina.engine import response
from limina.protocol import request as structs
from limina.protocol.schema import (
    MAX_ENTITY_TYPE_CHARACTERS,
    MAX_PROJECT_ID_CHARACTERS,
    Limits,
    decode_request,
)

REFERENCE = Path(__file__).parent.parent / "docs" / "reference"
REQUEST = (REFERENCE / "request.md").read_text("utf-8")
REST = (REFERENCE / "rest.md").read_text("utf-8")
RESPONSE = (REFERENCE / "response.md").read_text("utf-8")


def public_structs(module: Any) -> list[type[msgspec.Struct]]:
    return [
        value
        for name, value in vars(module).items()
        if isinstance(value, type)
        and issubclass(value, msgspec.Struct)
        and value.__module__ == module.__name__
        and value is not Limits
    ]


def fields(module: Any) -> list[tuple[str, Any]]:
    return sorted(
        {
            (field.name, field.default if isinstance(field.default, str | float) else None)
            for struct in public_structs(module)
            for field in msgspec.structs.fields(struct)
        },
        key=repr,
    )


@pytest.mark.parametrize(("name", "default"), fields(structs))
def test_every_field_of_a_request_has_a_row_with_its_default(name: str, default: Any) -> None:
    rows = re.findall(rf"^\| `{name}` \| .*$", REQUEST, re.MULTILINE)
    assert rows
    if isinstance(default, bool | str):
        written = json.dumps(default) if isinstance(default, bool) else default
        assert any(f"| `{written}` |" in row for row in rows)


@pytest.mark.parametrize(
    "alias",
    ["Accuracy", "Coreference", "MarkerLanguage", "SyntheticAccuracy", "SelectorType", "Algorithm"],
)
def test_every_value_of_an_enumeration_is_named(alias: str) -> None:
    for value in get_args(getattr(structs, alias)):
        assert f"`{value}`" in REQUEST


def test_every_marker_word_and_kind_is_named() -> None:
    for word in (*structs.MARKER_KEYWORDS, "MARKER", "MASK", "SYNTHETIC", "ALLOW", "ALLOW_TEXT"):
        assert f"`{word}`" in REQUEST


def test_every_limit_is_stated() -> None:
    limits = Limits()
    values = [getattr(limits, name) for name in limits.__struct_fields__]
    numbers = [value for value in values if value is not None]
    for number in [*numbers, MAX_ENTITY_TYPE_CHARACTERS, MAX_PROJECT_ID_CHARACTERS]:
        assert re.search(rf"\b{number:,}\b", REQUEST + REST)


def test_the_example_is_a_valid_request() -> None:
    (example,) = re.findall(r"```json\n(.*?)\n```", REQUEST, re.DOTALL)
    assert decode_request(example).text == "John Smith lives at 123 Fake St."


@pytest.mark.parametrize("name", sorted({name for name, _ in fields(response)}))
def test_every_field_of_a_response_is_named(name: str) -> None:
    assert re.search(rf"[`\"]{name}[`\"]", RESPONSE)

"""docs/reference/errors.md lists every code, with the words of the catalogue and a true example."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from limina.protocol.errors import CATALOGUE, RequestError
from limina.protocol.schema import decode_request

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "reference" / "errors.md").read_text("utf-8")
ROW = re.compile(r"^\| `(LIM\d+)` \| (\d+) \| (.+?) \| `(.+)` \|$", re.MULTILINE)
ROWS = {match[1]: match for match in ROW.finditer(PAGE)}


def request(**fields: Any) -> str:
    return json.dumps({"text": "John"} | fields)


def filtering(*filters: dict[str, Any]) -> str:
    return request(entity_detection={"filter": filters})


ALLOW = {"type": "ALLOW", "pattern": "x"}
BLOCK = {"type": "BLOCK", "pattern": "x", "entity_type": "A"}
#: What gets the example of the page as its answer.
CAUSES = {
    "LIM101": '{"text":NaN}',
    "LIM102": "[]",
    "LIM103": "{}",
    "LIM104": request(text=["John"]),
    "LIM105": request(processed_text={"type": "NONE"}),
    "LIM106": filtering(ALLOW, ALLOW | {"pattern": "("}),
    "LIM107": request(text="a" * 500_001),
    "LIM108": r'{"text": "\ud800"}',
    "LIM109": '{"text": ' + "[" * 65 + "]" * 65 + "}",
    "LIM110": filtering(BLOCK | {"threshold": -1}),
    "LIM111": request(project_id="a" * 61),
    "LIM114": filtering(*[ALLOW] * 1001),
}
#: Where the other examples are written.
SOURCES = {
    "LIM112": (
        "engine/redaction.py",
        "processed_text.type: no installed plugin provides SYNTHETIC",
    ),
    "LIM113": ("engine/filters.py", "took too long on this text"),
    "LIM201": ("runtime/pipeline.py", "failed; nothing is returned"),
    "LIM202": ("runtime/scheduling.py", "too many requests are waiting; try again later"),
    "LIM203": ("runtime/scheduling.py", "the request was not finished within its deadline"),
    "LIM204": ("runtime/dispatch.py", "the server is shutting down"),
    "LIM205": ("runtime/pipeline.py", "internal error; nothing is returned"),
    "LIM206": ("runtime/scheduling.py", "the worker failed on the text twice; nothing is returned"),
    "LIM115": ("protocol/schema.py", "is not loaded; must be"),
    "LIM116": ("protocol/batch.py", "is required where enable_relation_extraction is true"),
    "LIM117": ("transport/rest.py", "the body is longer than"),
    "LIM301": ("transport/asgi.py", "the connection is not authorized"),
    "LIM302": ("runtime/access.py", "the connection comes from a page not allowed"),
}


def test_the_page_lists_exactly_the_catalogue_in_its_order() -> None:
    assert list(ROWS) == list(CATALOGUE)


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_status_and_meaning_are_those_of_the_catalogue(code: str) -> None:
    status, meaning = CATALOGUE[code]
    assert (int(ROWS[code][2]), ROWS[code][3]) == (status, meaning)


@pytest.mark.parametrize("code", sorted(CAUSES))
def test_the_example_is_what_a_client_gets(code: str) -> None:
    with pytest.raises(RequestError) as caught:
        decode_request(CAUSES[code])
    assert (caught.value.code, caught.value.detail) == (code, ROWS[code][4])


@pytest.mark.parametrize("code", sorted(SOURCES))
def test_the_example_has_the_words_of_the_source(code: str) -> None:
    module, words = SOURCES[code]
    assert words in (ROOT / "limina" / module).read_text("utf-8")
    assert words in ROWS[code][4]


def test_every_example_is_held_against_something() -> None:
    assert CAUSES.keys() | SOURCES.keys() == CATALOGUE.keys()


def test_the_example_above_the_tables_is_one_of_theirs() -> None:
    (block,) = re.findall(r"```json\n(.*?)\n```", PAGE, re.DOTALL)
    example = json.loads(block)
    assert ROWS[example["code"]][4] == example["detail"]

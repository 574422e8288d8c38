"""The page on the sans-IO core shows code that runs and names what there is."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest

from limina.protocol.client import ClientConnection
from limina.protocol.server import ServerConnection
from limina.protocol.session import Session

PAGE = (Path(__file__).parents[1] / "docs" / "explanation" / "sans-io.md").read_text()


def test_the_examples_print_what_they_say(capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, object] = {}
    for block in re.findall(r"```python\n(.*?)```", PAGE, flags=re.DOTALL):
        exec(block, names)
    printed = capsys.readouterr().out
    first, second, *response = printed.splitlines()
    assert first.startswith('[\'{"processed_text": "Hello"}\', \'{"detail":')
    assert second == "None"
    assert response[0] == "HTTP/1.1 200 OK"
    assert response[-2:] == ["ConnectionState.LINGERING", "5.1"]


@pytest.mark.parametrize("driven", [Session, ServerConnection, ClientConnection])
def test_every_method_a_driver_may_call_is_named(driven: type) -> None:
    for name, _ in inspect.getmembers(driven, inspect.isfunction):
        if not name.startswith("_"):
            assert f"`{name}" in PAGE, name

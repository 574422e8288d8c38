"""`limina plugins` lists what is loaded."""

from __future__ import annotations

import json

import pytest

from limina.cli.main import main


def test_plugins_and_detectors_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plugins", "--labels"]) == 0
    out = capsys.readouterr().out
    assert "johns" in out
    assert "limina_register_detectors" in out
    assert "johns/john  1 label, weight 1" in out
    assert "NAME_GIVEN" in out


def test_json_lists_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plugins", "--json"]) == 0
    [plugin] = json.loads(capsys.readouterr().out)
    assert plugin["name"] == "johns"
    assert plugin["detectors"][0]["labels"] == ["NAME_GIVEN"]

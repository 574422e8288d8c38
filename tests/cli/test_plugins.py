"""`limina plugins` lists what is loaded."""

from __future__ import annotations

import json

import pytest

from limina.cli.main import main
from limina.plugin.testing import DetectorPlugin, ScriptedDetector, make_manager


def test_plugins_and_detectors_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plugins", "--labels"]) == 0
    out = capsys.readouterr().out
    assert "johns" in out
    assert "limina_register_detectors" in out
    assert "johns/john  1 label, weight 1" in out
    assert "NAME_GIVEN" in out


def test_what_is_out_of_the_ordinary_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = ScriptedDetector().spec
    ordinary, sure = spec("a/a", "NAME"), spec("b/b", "NAME", facts=True, required=False)
    manager = make_manager(
        DetectorPlugin(ordinary, sure, spec("c/c", "NAME", silence=0.5, edges=0.9))
    )
    monkeypatch.setattr("limina.cli.plugins.load_plugins", lambda settings: manager)
    assert main(["plugins"]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == [
        "  a/a  1 label, weight 1",
        "  b/b  1 label, weight 1, facts, not required",
        "  c/c  1 label, weight 1, silence 0.5, edges 0.9",
    ]


def test_json_lists_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plugins", "--json"]) == 0
    [plugin] = json.loads(capsys.readouterr().out)
    assert plugin["name"] == "johns"
    assert plugin["detectors"][0]["labels"] == ["NAME_GIVEN"]

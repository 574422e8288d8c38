"""The server of `limina serve` where it fails before it serves; serving is tested in tests/live."""

from __future__ import annotations

import socket

import pytest

from limina.cli.main import main
from limina.plugin.errors import PluginError
from limina.runtime import service
from tests.cli.conftest import load_johns

Capture = pytest.CaptureFixture[str]


def test_a_port_in_use_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr(service, "load_plugins", load_johns)
    command = ["serve", "--workers", "0", "--transport", "native"]
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert main([*command, "--port", str(port)]) == 1
    assert capsys.readouterr().err == f"limina: 127.0.0.1:{port}: Address already in use\n"


def test_a_plugin_that_does_not_load_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    def broken(settings: object) -> object:
        raise PluginError("plugin x cannot be imported: ImportError: no y")

    monkeypatch.setattr(service, "load_plugins", broken)
    assert main(["serve", "--port", "0"]) == 1
    assert capsys.readouterr().err == "limina: plugin x cannot be imported: ImportError: no y\n"

"""`limina serve` before it serves: what it refuses, and what it starts first."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest

from limina.cli import serve, serving
from limina.cli.main import main
from limina.config import Settings
from limina.plugin.errors import PluginError
from limina.runtime.launching import Launched, launch

Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["--certfile", "c.pem"], "limina: certfile, keyfile: TLS needs both\n"),
        (["--keyfile", "k.pem"], "limina: certfile, keyfile: TLS needs both\n"),
        (
            ["--certfile", "c.pem", "--keyfile", "k.pem", "--transport", "native"],
            "limina: certfile, keyfile: the native transport has no TLS; use hypercorn\n",
        ),
    ],
)
def test_tls_that_cannot_be_served_stops_the_start(
    argv: list[str], message: str, capsys: Capture
) -> None:
    assert main(["serve", *argv]) == 2
    assert capsys.readouterr().err == message


@pytest.fixture
def launches(monkeypatch: pytest.MonkeyPatch) -> list[Launched]:
    """The processes that were started, which would wait for a minute."""
    started: list[Launched] = []

    def start() -> Launched:
        started.append(launch((sys.executable, "-c", "import time; time.sleep(60)")))
        return started[-1]

    monkeypatch.setattr(serve, "launch", start)
    return started


def served(status: Callable[[], int], met: list[Launched | None]) -> Callable[..., int]:
    def serve_until_stopped(settings: Settings, launched: Launched | None) -> int:
        met.append(launched)
        return status()

    return serve_until_stopped


def test_the_fork_server_is_started_first_and_does_not_outlive_the_server(
    monkeypatch: pytest.MonkeyPatch, launches: list[Launched]
) -> None:
    def fail() -> int:
        raise PluginError("no model")

    met: list[Launched | None] = []
    for status, end in ((lambda: 0, 0), (fail, 1)):
        monkeypatch.setattr(serving, "serve_until_stopped", served(status, met))
        assert main(["serve", "--workers", "1"]) == end
    assert met == launches and len(launches) == 2
    assert [launched.process.returncode for launched in launches] == [-9, -9]


def test_where_nothing_is_forked_nothing_is_started(
    monkeypatch: pytest.MonkeyPatch, launches: list[Launched]
) -> None:
    met: list[Launched | None] = []
    monkeypatch.setattr(serving, "serve_until_stopped", served(lambda: 0, met))
    main(["serve", "--workers", "0"])
    monkeypatch.setenv("LIMINA_PRELOAD", "false")
    main(["serve", "--workers", "2"])
    monkeypatch.delenv("LIMINA_PRELOAD")
    monkeypatch.setattr(serve, "AVAILABLE", False)
    main(["serve", "--workers", "2"])
    assert met == [None, None, None] and not launches


def test_little_is_imported_before_the_fork_server_is_started() -> None:
    program = (
        "import sys; from limina.cli.main import make_parser; make_parser('serve'); "
        "print(*sys.modules)"
    )
    command = [sys.executable, "-c", program]
    imported = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    assert "limina.cli.serve" in imported
    assert not {"trio", "limina.plugin", "limina.protocol"} & set(imported)

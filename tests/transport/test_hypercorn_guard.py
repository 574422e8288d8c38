from __future__ import annotations

import importlib.metadata
from typing import Any

import hypercorn.config
import hypercorn.trio.run
import pytest
from hypercorn.config import Config

from limina.transport import hypercorn_guard
from limina.transport.hypercorn_guard import (
    DEFAULTS,
    GuardedTCPServer,
    UnsupportedHypercorn,
    install,
)
from limina.transport.hypercorn_log import PrivateLogger, PrivateStatsdLogger


@pytest.mark.parametrize("version", ["0.17.3", "0.19.0", "0.18", "1.0.0", "10.18.0", "0.18.0.dev1"])
def test_an_untested_hypercorn_is_refused(monkeypatch: pytest.MonkeyPatch, version: str) -> None:
    monkeypatch.setattr(importlib.metadata, "version", lambda name: version)
    with pytest.raises(UnsupportedHypercorn, match=r"hypercorn==0\.18\.0"):
        install()


def test_the_installed_hypercorn_is_a_tested_one() -> None:
    assert hypercorn_guard.TESTED.fullmatch(importlib.metadata.version("hypercorn"))


def test_installing_guards_the_trio_worker_and_can_be_repeated() -> None:
    install()
    install()
    run: Any = hypercorn.trio.run
    assert run.TCPServer is GuardedTCPServer
    assert run.StatsdLogger is PrivateStatsdLogger


def test_the_defaults_apply_until_an_option_is_given() -> None:
    install()
    config = Config()
    assert {name: getattr(config, name) for name in DEFAULTS} == dict(DEFAULTS)
    config = Config.from_mapping(read_timeout=7, websocket_ping_interval=3)
    assert (config.read_timeout, config.websocket_ping_interval) == (7, 3)


def test_the_logger_is_private_with_and_without_statsd() -> None:
    install()
    assert type(Config().log) is PrivateLogger
    config = Config.from_mapping(statsd_host="127.0.0.1:8125")
    config.set_statsd_logger_class(PrivateStatsdLogger)
    assert config.logger_class is PrivateStatsdLogger

from __future__ import annotations

import pytest

from limina.transport.hypercorn_server import ServeOptions, make_config


def test_the_defaults_are_those_of_the_documentation() -> None:
    config = make_config(ServeOptions())
    assert config.bind == ["127.0.0.1:8080"]
    assert config.websocket_max_message_size == 4 * 1024 * 1024
    assert config.websocket_ping_interval == 20
    assert config.read_timeout == 50
    assert config.alpn_protocols == ["http/1.1"]
    assert config.include_server_header is False
    assert config.accesslog is None
    assert not config.ssl_enabled


def test_options_reach_hypercorn() -> None:
    config = make_config(
        ServeOptions(
            port=0,
            log_level="debug",
            max_message_bytes=1000,
            handshake_timeout=3,
            ping_interval=1,
            pong_timeout=3,
            send_timeout=9,
            certfile="chain.pem",
            keyfile="key.pem",
        )
    )
    assert config.bind == ["127.0.0.1:0"]
    assert config.loglevel == "debug"
    assert config.websocket_max_message_size == 1000
    assert (config.keep_alive_timeout, config.ssl_handshake_timeout) == (3, 3)
    assert (config.websocket_ping_interval, config.read_timeout) == (1, 5)
    assert vars(config)["send_timeout"] == 9
    assert config.ssl_enabled


@pytest.mark.parametrize(
    ("host", "bind"),
    [("::1", "[::1]:8080"), ("0.0.0.0", "0.0.0.0:8080"), ("localhost", "localhost:8080")],
)
def test_hosts_are_written_as_hypercorn_reads_them(host: str, bind: str) -> None:
    assert make_config(ServeOptions(host=host)).bind == [bind]


@pytest.mark.parametrize(("drain", "closing"), [(30, 1), (1, 0.5), (0.1, 0.05)])
def test_the_closing_of_connections_is_part_of_the_drain_time(drain: float, closing: float) -> None:
    assert make_config(ServeOptions(drain_timeout=drain)).graceful_timeout == closing

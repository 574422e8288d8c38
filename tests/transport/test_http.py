from __future__ import annotations

import msgspec
import pytest

import limina
from limina.protocol.errors import CATALOGUE
from limina.transport import http


@pytest.mark.parametrize(("ready", "status"), [(True, 200), (False, 503)])
def test_health_is_told_by_the_status(ready: bool, status: int) -> None:
    answered, body = http.health(ready)
    assert answered == status
    assert set(msgspec.json.decode(body)) == {"status"}


def test_about_names_the_api_version_and_our_own() -> None:
    assert msgspec.json.decode(http.about()) == {
        "app_version": "4.3.0",
        "limina_version": limina.__version__,
    }


def test_a_refusal_of_the_protocol_carries_its_code() -> None:
    assert "LIM301" in CATALOGUE
    status, body = http.refusal(401, "not authorized", "LIM301")
    assert status == 401
    assert msgspec.json.decode(body) == {"detail": "not authorized", "code": "LIM301"}


def test_a_refusal_of_http_has_only_a_detail() -> None:
    status, body = http.refusal(404, "no such path")
    assert status == 404
    assert msgspec.json.decode(body) == {"detail": "no such path"}


@pytest.mark.parametrize(
    ("method", "path", "status", "headers"),
    [
        ("GET", "/", 200, []),
        ("HEAD", "/", 200, []),
        ("GET", "/healthz", 503, []),
        ("GET", "/ws", 426, [("upgrade", "websocket")]),
        ("POST", "/ws", 405, [("allow", "GET, HEAD")]),
        ("PUT", "/", 405, [("allow", "GET, HEAD")]),
        ("GET", "/elsewhere", 404, []),
        ("DELETE", "/elsewhere", 404, []),
    ],
)
def test_what_opens_no_websocket_is_answered_by_path_and_method(
    method: str, path: str, status: int, headers: list[tuple[str, str]]
) -> None:
    answered, body, further = http.plain(method, path, ready=False)
    assert (answered, list(further)) == (status, headers)
    assert isinstance(msgspec.json.decode(body), dict)


def test_a_ready_server_is_healthy() -> None:
    assert http.plain("GET", "/healthz", ready=True)[0] == 200

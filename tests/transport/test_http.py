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

"""Re-identification behind its route."""

from __future__ import annotations

import json

import pytest

from limina.protocol.batch import KnownEntity, Reidentification
from limina.protocol.errors import RequestError
from limina.runtime.restoring import restore


def test_originals_come_back_as_json() -> None:
    request = Reidentification(
        ("[NAME_1] – [SSN_1]", ""), (KnownEntity("NAME_1", "Zoë"), KnownEntity("SSN_1", "1"))
    )
    assert json.loads(restore(request)) == ["Zoë – 1", ""]


def test_sensitive_ones_stay_hidden_when_asked() -> None:
    request = Reidentification(("[SSN_1]",), (KnownEntity("SSN_1", "123"),), False)
    assert json.loads(restore(request)) == ["###"]


def test_without_entities_the_texts_come_back() -> None:
    assert json.loads(restore(Reidentification(("a",)))) == ["a"]


def test_a_request_that_would_fill_the_memory_is_refused() -> None:
    request = Reidentification(("a " * 1_000_000,), (KnownEntity("a", "x" * 1_000),))
    with pytest.raises(RequestError) as caught:
        restore(request)
    assert caught.value.code == "LIM107"

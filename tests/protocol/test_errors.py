"""The catalogue, and what becomes of it on the wire."""

from __future__ import annotations

import json
import pickle
import re

import pytest

from limina.protocol.errors import CATALOGUE, LocalProtocolError, ProtocolError, RequestError


def test_every_code_has_a_status_of_rest_and_a_sentence_of_its_own() -> None:
    sentences = [sentence for _, sentence in CATALOGUE.values()]
    for code, (status, sentence) in CATALOGUE.items():
        assert re.fullmatch(r"LIM[1-9]\d\d", code)
        assert status in {400, 401, 403, 413, 500, 503}
        assert sentence[0].isupper() or sentence.startswith("`")
        assert sentence.endswith(".")
    assert len(set(sentences)) == len(sentences)


def test_codes_of_one_hundred_are_the_clients_fault_and_codes_of_two_hundred_are_not() -> None:
    families = {"1": {400, 413}, "2": {500, 503}, "3": {401, 403}}
    for code, (status, _) in CATALOGUE.items():
        assert status in families[code[3]]


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_an_error_becomes_a_json_object_of_detail_and_code(code: str) -> None:
    error = RequestError(code, 'text: "quoted", a line\nand ✓')
    assert json.loads(error.to_json()) == {
        "detail": 'text: "quoted", a line\nand ✓',
        "code": code,
    }
    assert error.status == CATALOGUE[code][0]


def test_an_unknown_code_is_refused_when_the_error_is_made() -> None:
    with pytest.raises(ValueError, match="unknown error code LIM999"):
        RequestError("LIM999", "text: is wrong")


def test_an_error_survives_the_way_between_processes() -> None:
    error = pickle.loads(pickle.dumps(RequestError("LIM107", "text: is too long")))
    assert (error.code, error.detail) == ("LIM107", "text: is too long")


def test_both_families_can_be_caught_as_one() -> None:
    assert issubclass(RequestError, ProtocolError)
    assert issubclass(LocalProtocolError, ProtocolError)
    assert not issubclass(RequestError, LocalProtocolError)

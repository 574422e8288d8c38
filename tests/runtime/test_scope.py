"""Scopes: what is hidden, who runs, and that nothing is worked out twice."""

from __future__ import annotations

import pytest

from limina.engine.taxonomy import DEFAULT
from limina.plugin.detector import DetectorSpec
from limina.protocol.errors import RequestError
from limina.protocol.schema import EntityDetection, EntityTypeSelector, Request
from limina.runtime.policy import Policy
from limina.runtime.scope import Scopes


def spec(name: str, *labels: str) -> DetectorSpec:
    def factory(config: object) -> object:
        raise AssertionError("nobody needs a detector here")

    return DetectorSpec(name=name, labels=frozenset(labels), factory=factory)  # type: ignore[arg-type]


DETECTORS = (spec("a/given", "NAME_GIVEN"), spec("a/mail", "EMAIL_ADDRESS"), spec("b/age", "AGE"))


def asking(*names: str, text: str = "x", accuracy: str = "high") -> Request:
    types = (EntityTypeSelector("ENABLE", names),) if names else ()
    detection = EntityDetection(accuracy=accuracy, entity_types=types)  # type: ignore[arg-type]
    return Request(text, entity_detection=detection)


def test_a_label_is_shown_by_itself_or_as_its_ancestor() -> None:
    scope = Scopes(Policy(), DEFAULT, DETECTORS).of(asking("NAME"))
    assert scope.enabled == {"NAME"}
    assert not scope.hidden & {"NAME", "NAME_GIVEN", "NAME_FAMILY"}
    assert scope.hidden >= {"AGE", "EMAIL_ADDRESS", "DAY"}
    assert scope.hidden | {"NAME"} < set(DEFAULT.labels)


def test_detectors_run_that_may_find_what_may_be_shown() -> None:
    scopes = Scopes(Policy(), DEFAULT, DETECTORS)
    assert scopes.of(asking()).detectors == {"a/given", "a/mail", "b/age"}
    assert scopes.of(asking("NAME", "AGE")).detectors == {"a/given", "b/age"}
    assert scopes.of(asking("DOB")).detectors == frozenset()


def test_the_accuracy_mode_has_its_say() -> None:
    policy = Policy(accuracy_detectors={"standard": ("a",)})
    scopes = Scopes(policy, DEFAULT, DETECTORS)
    assert scopes.of(asking(accuracy="standard")).detectors == {"a/given", "a/mail"}
    assert scopes.of(asking()).detectors == {"a/given", "a/mail", "b/age"}


def test_requests_that_ask_for_the_same_share_a_scope_and_others_do_not() -> None:
    scopes = Scopes(Policy(), DEFAULT, DETECTORS)
    assert scopes.of(asking("NAME")) is scopes.of(asking("NAME", text="y"))
    assert scopes.of(asking("NAME")) != scopes.of(asking("AGE"))


def test_a_label_nobody_knows_is_an_error_every_time() -> None:
    scopes = Scopes(Policy(), DEFAULT, DETECTORS)
    for _ in range(2):
        with pytest.raises(RequestError):
            scopes.of(asking("NOTHING"))

"""What an operator lays down: it narrows every request and never widens one."""

from __future__ import annotations

import pytest

from limina.engine.filters import compile_filters
from limina.engine.spans import Entity
from limina.engine.taxonomy import DEFAULT
from limina.protocol.schema import AllowFilter, EntityDetection, EntityTypeSelector, Request
from limina.runtime.policy import Policy


def asking(*selectors: tuple[str, tuple[str, ...]]) -> Request:
    types = tuple(EntityTypeSelector(kind, names) for kind, names in selectors)  # type: ignore[arg-type]
    return Request("x", entity_detection=EntityDetection(entity_types=types))


NAME_ONLY = asking(("ENABLE", ("NAME",)))


def test_without_rules_the_request_decides() -> None:
    assert Policy().enabled(NAME_ONLY, DEFAULT) == {"NAME"}
    assert Policy().enabled(asking(), DEFAULT) == DEFAULT.enabled(())
    assert Policy().filtered(NAME_ONLY) is NAME_ONLY


def test_what_is_enabled_for_all_is_all_there_is() -> None:
    policy = Policy(enabled_entities=("NAME", "AGE"))
    assert policy.enabled(asking(), DEFAULT) == {"NAME", "AGE"}
    assert policy.enabled(asking(("DISABLE", ("AGE",))), DEFAULT) == {"NAME"}
    assert policy.enabled(asking(("ENABLE", ("AGE", "DOB"))), DEFAULT) == {"AGE"}


def test_a_child_may_be_asked_for_where_its_parent_is_enabled() -> None:
    policy = Policy(enabled_entities=("NAME",))
    assert policy.enabled(asking(("ENABLE", ("NAME_GIVEN",))), DEFAULT) == {"NAME_GIVEN"}


def test_what_is_disabled_for_all_no_request_brings_back() -> None:
    policy = Policy(disabled_entities=("AGE", "GDPR"))
    everything = asking(("ENABLE", tuple(DEFAULT.labels)))
    assert policy.enabled(everything, DEFAULT).isdisjoint({"AGE", *DEFAULT.groups["GDPR"]})
    assert "AGE" not in policy.enabled(asking(), DEFAULT)
    both = Policy(enabled_entities=("AGE", "NAME"), disabled_entities=("AGE",))
    assert both.enabled(asking(("ENABLE", ("AGE", "NAME"))), DEFAULT) == {"NAME"}


@pytest.mark.parametrize(
    ("text", "left"),
    [("John", False), ("JOHN", False), ("a.b", False), ("axb", True), ("John Smith", True)],
)
def test_the_allow_list_frees_whole_texts_in_any_case(text: str, left: bool) -> None:
    request = Policy(allow_list=("John", "a.b")).filtered(Request(text))
    entity = Entity(0, len(text), "NAME", {"NAME": 1.0})
    assert bool(compile_filters(request).allowed(text, [entity])) is left


def test_the_places_of_a_requests_own_filters_stay() -> None:
    own = AllowFilter("x")
    request = Request("x", entity_detection=EntityDetection(filter=(own,)))
    assert Policy(allow_list=("a",)).filtered(request).entity_detection.filter[0] is own


def test_unknown_names_are_named() -> None:
    policy = Policy(enabled_entities=("NAME", "NAMES"), disabled_entities=("GDPR", "X"))
    assert list(policy.unknown(DEFAULT)) == ["NAMES", "X"]


def test_an_accuracy_mode_runs_the_detectors_it_is_given_and_others_run_all() -> None:
    policy = Policy(accuracy_detectors={"standard": ("a", "b/one")})
    detectors = ("a/x", "a/y", "b/one", "b/two", "c/z")
    assert [policy.runs(name, "standard") for name in detectors] == [
        True, True, True, False, False,
    ]  # fmt: skip
    assert all(policy.runs(name, "high") for name in detectors)
    assert all(Policy().runs(name, "standard") for name in detectors)


def test_detectors_nobody_knows_are_named() -> None:
    policy = Policy(accuracy_detectors={"standard": ("a", "b/one", "nope"), "high": ("none/x",)})
    assert list(policy.unknown_detectors(["a/x", "b/one"])) == ["none/x", "nope"]
    assert list(policy.unknown_detectors(["a/x", "b/one", "nope/y", "none/x"])) == []

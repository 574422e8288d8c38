"""Values beside their labels: before, behind, several, and not across a sentence of other words."""

from __future__ import annotations

import pytest

from limina_patterns.cues import CueIndex
from limina_patterns.labelled import find_labelled, rule
from limina_patterns.scan import Scan

INDEX = CueIndex([{"policy": ("policy", "policy number")}])
RULE = rule("policy", "ACCOUNT_NUMBER")


def values(text: str, **options: object) -> list[str]:
    made = rule("policy", "ACCOUNT_NUMBER", **options) if options else RULE  # type: ignore[arg-type]
    scan = Scan(text, INDEX)
    return [text[found.start : found.end] for found in find_labelled(scan, [made])]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("policy number: 10042992", "10042992"),
        ("Policy No. 10042992.", "10042992"),
        ("policy_number=AB-10042992", "AB-10042992"),
        ('"policyNumber": "10042992"', "10042992"),
        ("<policy>10042992</policy>", "10042992"),
        ("the policy number is, um, 1004 2992 and", "1004 2992"),
        ("10042992 is my policy number", "10042992"),
        ("10042992 (policy)", "10042992"),
        ("policy\n10042992", "10042992"),
        ("policy HZ-5235-001, valid", "HZ-5235-001"),
        ("policy 5584-486-674-YM", "5584-486-674-YM"),
        ("policy number ends in 2992", "2992"),
    ],
)
def test_a_value_is_read_where_people_put_it(text: str, value: str) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "the policy of 10042992 people",
        "policy 2019",
        "policy 12",
        "policy makers met 10042992 times",
        "10042992 people have a policy",
        "policy" + " " * 60 + "10042992",
    ],
)
def test_a_number_that_only_stands_nearby_is_none(text: str) -> None:
    assert values(text) == []


def test_several_values_need_leave() -> None:
    text = "policy: 111111 222222, 333333"
    assert values(text, value="[0-9]{6}") == ["111111"]
    assert values(text, value="[0-9]{6}", several=True) == ["111111", "222222", "333333"]


def test_a_rule_may_refuse_a_value() -> None:
    assert values("policy 10042992", accept=lambda value: None) == []

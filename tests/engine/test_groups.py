"""The table of groups: what is known, what a law demands, and what we chose."""

from __future__ import annotations

import pytest

from limina.engine.groups import ALIASES, GROUPS, Group
from limina.engine.labels import LABELS

BY_NAME = {group.name: {label for label, _ in group.members()} for group in GROUPS}


def test_the_groups_are_those_the_api_names() -> None:
    assert list(BY_NAME) == [
        "APPI",
        "APPI_SENSITIVE",
        "CCI",
        "CORE_ENTITIES",
        "CPRA",
        "GDPR",
        "GDPR_SENSITIVE",
        "HEALTH_INFORMATION",
        "HIPAA_SAFE_HARBOR",
        "LIDI",
        "NUMERICAL_EXCL_PCI",
        "PCI",
        "QUEBEC_PRIVACY_ACT",
    ]
    assert ALIASES == {"HIPAA": "HIPAA_SAFE_HARBOR"}


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.name)
def test_members_are_labels_and_have_one_basis_each(group: Group) -> None:
    members = [label for label, _ in group.members()]
    assert set(members) <= {label.name for label in LABELS}
    assert len(set(members)) == len(members)
    assert group.source


@pytest.mark.parametrize(
    ("group", "members", "others"),
    [
        (
            "HIPAA_SAFE_HARBOR",
            "AGE DATE DATE_INTERVAL DOB DRIVER_LICENSE EMAIL_ADDRESS HEALTHCARE_NUMBER",
            "EVENT FILENAME LOCATION_STATE LOCATION_COUNTRY YEAR",
        ),
        (
            "GDPR",
            "AGE DOB DRIVER_LICENSE EMAIL_ADDRESS HEALTHCARE_NUMBER",
            "DATE DATE_INTERVAL EVENT FILENAME LOCATION",
        ),
        (
            "CPRA",
            "DOB DRIVER_LICENSE EMAIL_ADDRESS HEALTHCARE_NUMBER",
            "AGE DATE DATE_INTERVAL EVENT FILENAME",
        ),
        (
            "QUEBEC_PRIVACY_ACT",
            "AGE DATE DATE_INTERVAL DOB DRIVER_LICENSE EMAIL_ADDRESS HEALTHCARE_NUMBER",
            "EVENT FILENAME",
        ),
        ("CCI", "TREND FINANCIAL_METRIC CORPORATE_ACTION ORGANIZATION MONEY", "NAME"),
    ],
)
def test_what_is_published_of_a_group_holds(group: str, members: str, others: str) -> None:
    documented = {
        label
        for g in GROUPS
        if g.name == group
        for label, basis in g.members()
        if basis == "documented"
    }
    assert documented == set(members.split())
    assert BY_NAME[group].isdisjoint(others.split())


def test_categories_of_the_api_are_groups() -> None:
    for group, category in (("PCI", "PCI"), ("HEALTH_INFORMATION", "HEALTH")):
        of_category = {label.name for label in LABELS if label.category == category}
        beta = {label.name for label in LABELS if not label.default}
        assert BY_NAME[group] - beta == of_category


def test_what_is_sensitive_under_a_law_is_personal_under_it() -> None:
    assert BY_NAME["GDPR_SENSITIVE"] < BY_NAME["GDPR"]
    assert BY_NAME["APPI_SENSITIVE"] < BY_NAME["APPI"]


def test_no_number_of_a_payment_card_is_in_the_group_without_them() -> None:
    assert BY_NAME["NUMERICAL_EXCL_PCI"].isdisjoint(BY_NAME["PCI"])


def test_a_group_with_a_label_has_its_parts() -> None:
    """Else a part would be shown under the whole's name in that group alone."""
    for name, members in BY_NAME.items():
        for label in LABELS:
            if label.parent in members and label.parent != "LOCATION":
                assert label.name in members, name

"""The table of labels."""

from __future__ import annotations

from collections import Counter

from limina.engine.labels import LABELS, Label


def test_there_are_58_default_labels_and_11_beta_ones() -> None:
    assert Counter(label.default for label in LABELS) == {True: 58, False: 11}
    assert Counter(label.category for label in LABELS) == {
        "PII": 46,
        "HEALTH": 7,
        "PCI": 5,
        "BETA": 11,
    }


def test_exactly_the_beta_labels_are_off_by_default() -> None:
    assert all(label.default != (label.category == "BETA") for label in LABELS)


def test_every_label_has_a_name_of_its_own_and_a_meaning() -> None:
    assert len({label.name for label in LABELS}) == len(LABELS)
    assert len({label.meaning for label in LABELS}) == len(LABELS)
    assert all(label.meaning for label in LABELS)


def test_a_plugins_label_is_on_and_belongs_to_no_group_unless_told() -> None:
    label = Label("EMPLOYEE_ID")
    assert (label.parent, label.groups, label.default) == (None, frozenset(), True)
    assert label.category == "PLUGIN"

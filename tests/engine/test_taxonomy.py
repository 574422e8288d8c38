"""Descent, groups, and which labels a request enables."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from limina.engine.taxonomy import DEFAULT, Label, Taxonomy
from limina.protocol.errors import RequestError
from limina.protocol.schema import EntityTypeSelector

BETA = {name for name, label in DEFAULT.labels.items() if not label.default}
ON = set(DEFAULT.labels) - BETA


def selectors(*pairs: tuple[str, str]) -> list[EntityTypeSelector]:
    return [
        EntityTypeSelector("DISABLE" if kind == "DISABLE" else "ENABLE", tuple(names.split()))
        for kind, names in pairs
    ]


@dataclass
class Spec:
    """As a plugin would describe a label."""

    name: str
    parent: str | None = None
    groups: frozenset[str] = field(default_factory=frozenset)
    default: bool = True


# --- descent -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "ancestors"),
    [
        ("NAME", ()),
        ("NAME_GIVEN", ("NAME",)),
        ("LOCATION_ADDRESS_STREET", ("LOCATION_ADDRESS", "LOCATION")),
        ("LOCATION_COORDINATE", ("LOCATION",)),
        ("ORGANIZATION_MEDICAL_FACILITY", ("ORGANIZATION",)),
        ("DATE_INTERVAL", ()),
    ],
)
def test_ancestors_are_given_nearest_first(label: str, ancestors: tuple[str, ...]) -> None:
    assert DEFAULT.ancestors(label) == ancestors
    assert DEFAULT.family(label) == (ancestors[-1] if ancestors else label)


@pytest.mark.parametrize("name", ["PCI", "NOBODY", ""])
def test_only_labels_have_ancestors_a_family_and_a_rank(name: str) -> None:
    for ask in (DEFAULT.ancestors, DEFAULT.family, DEFAULT.rank):
        with pytest.raises(KeyError):
            ask(name)


def test_ranks_follow_the_table() -> None:
    assert sorted(DEFAULT.labels, key=DEFAULT.rank) == list(DEFAULT.labels)


def test_labels_groups_and_aliases_are_known() -> None:
    for name in ("NAME", "YEAR", "PCI", "HIPAA", "HIPAA_SAFE_HARBOR"):
        assert DEFAULT.known(name)
        assert name in DEFAULT.names
    for name in ("name", "DEFENDANT", ""):
        assert not DEFAULT.known(name)


# --- what is enabled -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "nothing", [(), selectors(("ENABLE", "")), selectors(("DISABLE", ""), ("ENABLE", ""))]
)
def test_without_a_name_every_label_but_the_beta_ones_is_on(
    nothing: list[EntityTypeSelector],
) -> None:
    assert DEFAULT.enabled(nothing) == ON


def test_enable_leaves_only_what_it_names() -> None:
    assert DEFAULT.enabled(selectors(("ENABLE", "ORGANIZATION NAME"))) == {"ORGANIZATION", "NAME"}


def test_several_enable_selectors_are_one() -> None:
    apart = selectors(("ENABLE", "AGE"), ("ENABLE", "DOB"))
    assert DEFAULT.enabled(apart) == {"AGE", "DOB"}


def test_disable_takes_off_exactly_what_it_names() -> None:
    enabled = DEFAULT.enabled(selectors(("DISABLE", "NAME LOCATION_ADDRESS")))
    assert enabled == ON - {"NAME", "LOCATION_ADDRESS"}


@pytest.mark.parametrize("first", ["ENABLE", "DISABLE"])
def test_disable_beats_enable_in_either_order(first: str) -> None:
    pairs = [("ENABLE", "NAME AGE PCI"), ("DISABLE", "AGE CVV")]
    ordered = pairs if first == "ENABLE" else pairs[::-1]
    assert DEFAULT.enabled(selectors(*ordered)) == (
        {"NAME", "BANK_ACCOUNT", "CREDIT_CARD", "CREDIT_CARD_EXPIRATION", "ROUTING_NUMBER"}
    )


def test_groups_and_labels_mix() -> None:
    enabled = DEFAULT.enabled(selectors(("ENABLE", "PCI LOCATION")))
    assert enabled == DEFAULT.groups["PCI"] | {"LOCATION"}


@pytest.mark.parametrize("alias", ["HIPAA", "HIPAA_SAFE_HARBOR"])
def test_an_old_name_of_a_group_is_the_group(alias: str) -> None:
    hipaa = DEFAULT.groups["HIPAA_SAFE_HARBOR"]
    assert DEFAULT.enabled(selectors(("ENABLE", alias))) == hipaa - BETA
    assert DEFAULT.enabled(selectors(("DISABLE", alias))) == ON - hipaa


def test_a_beta_label_comes_on_only_by_its_own_name() -> None:
    assert DEFAULT.enabled(selectors(("ENABLE", "YEAR NAME"))) == {"YEAR", "NAME"}
    assert "TREND" in DEFAULT.groups["CCI"]
    assert "TREND" not in DEFAULT.enabled(selectors(("ENABLE", "CCI")))
    assert "TREND" in DEFAULT.enabled(selectors(("ENABLE", "CCI TREND")))
    assert "TREND" not in DEFAULT.enabled(selectors(("ENABLE", "CCI TREND"), ("DISABLE", "CCI")))


@pytest.mark.parametrize("name", ["NAMES", "name", "DEFENDANT", ""])
def test_an_unknown_name_is_an_error_that_says_where_and_not_what(name: str) -> None:
    wrong = [EntityTypeSelector("ENABLE", ("NAME",)), EntityTypeSelector("DISABLE", ("AGE", name))]
    with pytest.raises(RequestError) as caught:
        DEFAULT.enabled(wrong)
    assert caught.value.code == "LIM105"
    assert caught.value.detail == (
        "entity_detection.entity_types[1].value[1]: is not a known label or group"
    )


# --- plugins' labels -----------------------------------------------------------------------------


def test_a_new_label_has_its_parent_and_joins_groups_old_and_new() -> None:
    extended = DEFAULT.extend(
        Spec("WARD", "ORGANIZATION_MEDICAL_FACILITY", frozenset({"PCI", "CLINIC"})),
        Spec("BED", "WARD", default=False),
    )
    assert extended.ancestors("BED") == ("WARD", "ORGANIZATION_MEDICAL_FACILITY", "ORGANIZATION")
    assert extended.groups["CLINIC"] == {"WARD"}
    assert extended.groups["PCI"] == DEFAULT.groups["PCI"] | {"WARD"}
    assert extended.enabled(()) == ON | {"WARD"}
    assert extended.enabled(selectors(("ENABLE", "CLINIC BED"))) == {"WARD", "BED"}
    assert extended.labels["WARD"] == Label(
        "WARD", "ORGANIZATION_MEDICAL_FACILITY", frozenset({"PCI", "CLINIC"})
    )


def test_extending_leaves_the_original_and_the_order_alone() -> None:
    extended = DEFAULT.extend(Spec("AAA"))
    assert not DEFAULT.known("AAA")
    assert [*DEFAULT.labels, "AAA"] == list(extended.labels)


def test_a_child_may_be_given_before_its_parent() -> None:
    assert DEFAULT.extend(Spec("BED", "WARD"), Spec("WARD")).family("BED") == "WARD"


@pytest.mark.parametrize(
    ("specs", "message"),
    [
        ([Spec("NAME")], "the name NAME is taken"),
        ([Spec("NEW"), Spec("NEW")], "the name NEW is taken"),
        ([Spec("PCI")], "the name PCI is taken"),
        ([Spec("NEW", groups=frozenset({"NAME"}))], "the name NAME is taken"),
        ([Spec("HIPAA")], "the name HIPAA is an alias of a group"),
        ([Spec("NEW", groups=frozenset({"HIPAA"}))], "the name HIPAA is an alias of a group"),
        ([Spec("new")], "'new' is not upper-case letters, digits and underscores"),
        ([Spec("9NEW")], "'9NEW' is not upper-case letters, digits and underscores"),
        ([Spec("NEW\n")], "'NEW\\n' is not upper-case letters, digits and underscores"),
        ([Spec("NEW", "NOBODY")], "label NEW: its parent NOBODY does not exist"),
        ([Spec("NEW", "NEW")], "label NEW: its parents go in a circle"),
        ([Spec("A", "B"), Spec("B", "A")], "label A: its parents go in a circle"),
        ([Spec("A", "B"), Spec("B", "C"), Spec("C", "B")], "label A: its parents go in a circle"),
    ],
)
def test_what_cannot_be_a_label_is_refused(specs: list[Spec], message: str) -> None:
    with pytest.raises(ValueError) as caught:
        DEFAULT.extend(*specs)
    assert str(caught.value) == message


def test_nothing_can_be_changed_from_outside() -> None:
    with pytest.raises(TypeError):
        DEFAULT.labels["NEW"] = Label("NEW")  # type: ignore[index]
    with pytest.raises(TypeError):
        DEFAULT.groups["NEW"] = frozenset()  # type: ignore[index]


def test_a_taxonomy_may_be_built_from_nothing() -> None:
    assert Taxonomy([]).enabled(()) == frozenset()

"""Which names are one organization."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limina.engine.organizations import CROWD, initials, link_organizations, stands_alone

CASES = {
    "legal forms": (
        ["Matthews Industries Inc", "Matthews Industries", "MATTHEWS INDUSTRIES, INC."],
        [0, 0, 0],
    ),
    "two of them": (["Muster GmbH & Co. KG", "Muster"], [0, 0]),
    "the kind left out": (["Matthews Industries Inc", "Matthews"], [0, 0]),
    "step by step": (["Acme Systems Group", "Acme Systems", "Acme"], [0, 0, 0]),
    "the shorter first": (["Matthews", "Matthews Industries Inc"], [0, 0]),
    "an acronym first": (["FBI", "Federal Bureau of Investigation"], [0, 0]),
    "with its small words": (["Bank of America", "BOA", "BA"], [0, 0, 0]),
    "with an article": (["The World Health Organization", "the WHO", "WHO"], [0, 0, 0]),
    "a possessive and a hyphen": (["Hewlett-Packard", "Hewlett Packard’s", "HP"], [0, 0, 0]),
    "signs": (["Smith & Sons", "Smith and Sons"], [0, 0]),
    "two that could be meant": (["Matthews Industries", "Matthews Capital", "Matthews"], [0, 1, 2]),
    "it was clear before": (["Matthews Industries", "Matthews", "Matthews Capital"], [0, 0, 1]),
    "an acronym of two": (["Alpha Beta", "Acme Best", "AB"], [0, 1, 2]),
    "not an acronym": (["Alpha Beta", "Ab"], [0, 1]),
    "another organization": (["Apple", "Apple Music", "Siemens", "Siemens Energy"], [0, 1, 2, 3]),
    "too common a word": (
        ["National Bank", "National", "University Hospital", "University"],
        [0, 1, 2, 3],
    ),
    "a name that ends in a small word": (["Acme of Systems", "Acme of"], [0, 1]),
    "nothing but a legal form": (["Limited", "Limited", "SE"], [0, 0, 1]),
    "very long ones": (
        ["Ab Bank Ab Bank Ab Bank Ab Bank Ab Bank Ab Bank Ab Bank Ab Bank Ab Bank ", "ABABABAB"],
        [0, 1],
    ),
}


def in_order(groups: list[int | None]) -> list[int]:
    """Groups numbered in order of first appearance."""
    seen = list(dict.fromkeys(groups))
    return [seen.index(group) for group in groups]


@pytest.mark.parametrize(("texts", "groups"), CASES.values(), ids=CASES)
def test_names_of_organizations_are_linked_by_their_words(
    texts: list[str], groups: list[int]
) -> None:
    assert in_order(link_organizations(texts)) == groups


def test_a_name_without_words_has_no_group() -> None:
    assert link_organizations(["--", "Acme", "", "acme"]) == [None, 0, None, 0]


def test_a_crowd_shares_no_short_name() -> None:
    kinds = ("Group", "Bank", "Partners", "Capital", "Trust")
    names = [f"Acme {a} {b}" for a in kinds for b in kinds if a != b]
    assert len(names) > CROWD
    assert in_order(link_organizations([*names, "Acme"])) == list(range(len(names) + 1))


words = st.sampled_from(
    ("Acme", "Bank", "Group", "Inc", "of", "&", "AB", "the", "A", "B", "-", ".")
)


@given(st.lists(st.lists(words, max_size=5).map(" ".join), max_size=10))
def test_equal_names_are_always_one_and_every_group_has_a_longest_name(texts: list[str]) -> None:
    groups = link_organizations(texts)
    assert len(groups) == len(texts)
    assert link_organizations(texts) == groups
    by_text: dict[str, int | None] = {}
    for text, group in zip(texts, groups, strict=True):
        assert by_text.setdefault(text.casefold(), group) == group
        assert (group is None) == (not any(c.isalnum() or c == "&" for c in text))


def test_kinds_and_legal_forms_are_no_names_by_themselves() -> None:
    assert not any(map(stands_alone, ("bank", "gmbh", "of", "national")))
    assert stands_alone("globex")


def test_initials_leave_small_words_and_legal_forms_in_or_out() -> None:
    assert initials("the Bank of Leeds, Inc.") == {"bol", "bl", "boli", "bli"}
    assert initials("Leeds") == initials("...") == frozenset()

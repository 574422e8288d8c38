"""Which names are one person; the rules one by one are in test_coreference.py."""

from __future__ import annotations

import pytest

from limina.engine.people import CROWD, link_people
from limina.engine.person_names import PersonName, read_name


def names(*texts: str) -> list[PersonName]:
    found = [read_name(text, "", "any") for text in texts]
    return [name for name in found if name is not None]


def test_a_person_is_told_from_a_name_that_is_nobodys() -> None:
    groups, people = link_people(names("John Smith", "Mary Smith", "Smith", "John", "Smith"))
    john, mary, nobody, same, again = groups
    assert (john, nobody) == (same, again)
    assert len({john, mary, nobody}) == 3
    assert people == {john, mary}


def test_nobody_is_linked_to_nobody() -> None:
    assert link_people([]) == ([], frozenset())


@pytest.mark.parametrize("size", [CROWD, CROWD + 1, CROWD * 2])
def test_in_a_crowd_only_whole_names_are_found(size: int) -> None:
    crowd = [f"{chr(97 + i) * 3} Smith" for i in range(26)] + [f"Q{'x' * i}x Roe" for i in range(6)]
    whole = names(*crowd[:size])
    groups, people = link_people([*whole, *names("Smith"), *whole])
    assert groups[:size] == groups[size + 1 :] == list(range(size))
    assert groups[size] == size not in people


def test_very_many_middle_names_keep_to_themselves() -> None:
    crowd = [f"John {chr(97 + i) * 3} Smith" for i in range(CROWD + 4)]
    groups, people = link_people(names(*crowd, *crowd))
    assert groups[: CROWD + 4] == groups[CROWD + 4 :] == list(range(CROWD + 4))
    assert people == set(range(CROWD + 1))


def test_a_language_may_have_the_family_name_first_or_two_of_them() -> None:
    texts = names("Nagy Péter János", "Péter")
    assert [len(set(link_people(texts, code)[0])) for code in ("en", "hu", "es", None)] == [
        2,
        2,
        1,
        2,
    ]

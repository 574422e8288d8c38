"""Which names in a text are one person, by rules about names; no model looks at the text.

A name that says more is placed first: full names, then those with initials, then parts. A part
belongs to a person if exactly one person named so far can be called so, or, if none can, exactly
one named later. Where two can, it belongs to nobody but its own repeats. This module knows names
and their order, and must not know labels or markers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Final, TypeAlias

from limina.engine.person_names import Kind, PersonName, is_initial, without_particles

#: People that can be called the same before nobody is looked for among them; it bounds the work.
CROWD: Final = 16

_ORDER: Final[dict[Kind, int]] = {"full": 0, "initial": 1, "short": 1, "initials": 2, "bare": 2}
#: Languages in which the family name may stand first, so that places say nothing.
_ANY_ORDER: Final = frozenset(("hu", "ja", "ko", "vi", "zh"))
#: Languages in which people have two family names and may use the first alone.
_TWO_FAMILY_NAMES: Final = frozenset(("ca", "es", "gl", "pt"))

#: Something a person can be called, and in which way.
_Key: TypeAlias = tuple[str, ...]


class _Person:
    """What is known of one person.

    Attributes:
        group: Number of the person.
        first: Place of the mention that introduced the person.
        parts: The given names with all that later mentions added.
        suffix: As in `PersonName`.
        gender: As in `PersonName`, from the first title that tells.
    """

    __slots__ = ("first", "gender", "group", "parts", "suffix")

    def __init__(self, group: int, first: int, name: PersonName) -> None:
        self.group = group
        self.first = first
        self.parts = name.parts
        self.suffix = name.suffix
        self.gender = name.gender

    def fits(self, name: PersonName) -> bool:
        """Whether nothing in the name speaks against the person."""
        if name.gender and self.gender and name.gender != self.gender:
            return False
        if name.suffix != self.suffix and (name.suffix or name.kind == "full"):
            return False
        return all(map(_agree, name.parts, self.parts))

    def learn(self, name: PersonName) -> None:
        """Add what the name says more."""
        self.gender = self.gender or name.gender
        pairs = zip_longest(self.parts, name.parts, fillvalue="")
        self.parts = tuple(max(pair, key=len) for pair in pairs)


def link_people(
    names: Sequence[PersonName], language: str | None = None
) -> tuple[list[int], frozenset[int]]:
    """Group names by person.

    Args:
        names: In the order of the text.
        language: ISO 639-1 code of the text's language, if known.

    Returns:
        A group for each name, and the groups that are a person; the others are repeats of a name
        that can be several people's.
    """
    people = _People(language)
    groups = [0] * len(names)
    for turn in range(3):
        for place, name in enumerate(names):
            if _ORDER[name.kind] == turn:
                groups[place] = people.place(place, name)
    return groups, frozenset(range(people.groups)) - frozenset(people.unclear.values())


class _People:
    """Everybody named so far.

    Args:
        language: ISO 639-1 code of the text's language, if known.
    """

    def __init__(self, language: str | None) -> None:
        self.groups = 0
        self.unclear: dict[PersonName, int] = {}
        self._called: dict[_Key, list[_Person]] = {}
        self._any_order = language in _ANY_ORDER
        self._two_family_names = language in _TWO_FAMILY_NAMES

    def place(self, place: int, name: PersonName) -> int:
        """The group of a name; whoever it introduces can be found from now on."""
        for key in _questions(name):
            found = self._choose(self._called.get(key, ()), place, name)
            if len(found) > 1:
                return self._unclear(name)
            if found:
                found[0].learn(name)
                return found[0].group
        person = _Person(self._new_group(), place, name)
        for key in dict.fromkeys(self._answers(name)):
            some = self._called.setdefault(key, [])
            if len(some) <= CROWD:
                some.append(person)
        return person.group

    def _new_group(self) -> int:
        self.groups += 1
        return self.groups - 1

    def _unclear(self, name: PersonName) -> int:
        if name not in self.unclear:
            self.unclear[name] = self._new_group()
        return self.unclear[name]

    @staticmethod
    def _choose(called: Sequence[_Person], place: int, name: PersonName) -> Sequence[_Person]:
        if len(called) > CROWD:
            return called
        fitting = [person for person in called if person.fits(name)]
        return [person for person in fitting if person.first < place] or fitting

    def _answers(self, name: PersonName) -> Iterator[_Key]:
        """All that somebody introduced by this name can be called."""
        if name.kind == "bare":
            yield from self._roles(name.role, _forms(name.family))
            return
        if name.kind == "initials":
            yield from _questions(name)
            return
        first, family = name.given[0], name.family
        yield ("initials", "".join(part[0] for part in name.parts) + family[0])
        yield ("initials", first[0] + family[0])
        if name.kind != "initial":
            yield ("short", first, family[0])
            yield from self._roles("given", (first, " ".join(name.given)))
        if name.kind == "short":
            return
        yield ("initial", first[0], family)
        yield from self._roles("family", _forms(family))
        if name.kind == "full":
            yield ("full", first, family)
            yield _exact(name)
            if self._two_family_names:
                yield from self._of_two_family_names(name)

    def _of_two_family_names(self, name: PersonName) -> Iterator[_Key]:
        for index, middle in enumerate(name.given[1:], 1):
            if not is_initial(middle):
                yield ("full", name.given[0], middle)
                yield from self._roles("family", (middle,))
                yield from self._roles("family", (" ".join((*name.given[index:], name.family)),))

    def _roles(self, role: str, calls: Iterable[str]) -> Iterator[_Key]:
        roles = ("given", "family") if role == "any" or self._any_order else (role,)
        for call in calls:
            yield ("any", call)
            yield from ((one, call) for one in roles)


def _questions(name: PersonName) -> Iterator[_Key]:
    """What to look a name up by, the surest first."""
    match name.kind:
        case "full":
            yield _exact(name)
            yield ("full", name.given[0], name.family)
        case "initial" | "short":
            yield (name.kind, name.given[0], name.family)
        case "initials":
            yield ("initials", "".join(name.given))
        case _:
            yield (name.role, name.family)


def _exact(name: PersonName) -> _Key:
    return ("exact", *name.given, name.family)


def _forms(family: str) -> tuple[str, str]:
    return family, without_particles(family)


def _agree(one: str, other: str) -> bool:
    """Whether two given names are equal or one is the other's initial."""
    if is_initial(one) or is_initial(other):
        return one[0] == other[0]
    return one == other

"""Which labels there are, how they descend from one another, and which of them a request enables.

The tables are `limina.engine.labels` and `limina.engine.groups`. This module knows no detection and
no text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final, Protocol

from limina.engine.groups import ALIASES, GROUPS
from limina.engine.labels import LABELS, Label
from limina.protocol.errors import RequestError
from limina.protocol.schema import EntityTypeSelector

__all__ = ["DEFAULT", "Label", "LabelLike", "Taxonomy"]

_NAME: Final = re.compile(r"[A-Z][A-Z0-9_]*")


class LabelLike(Protocol):
    """What `Taxonomy.extend` needs to know of a new label."""

    @property
    def name(self) -> str:
        """Upper-case letters, digits and underscores, a letter first."""

    @property
    def parent(self) -> str | None:
        """A label of the taxonomy or of the same call, or None."""

    @property
    def groups(self) -> Collection[str]:
        """Groups the label joins; a new name makes a new group."""

    @property
    def default(self) -> bool:
        """Whether the label is on when a request enables nothing by name."""


class Taxonomy:
    """An immutable set of labels with parents and groups.

    Args:
        labels: Every label, in the order that decides ties; a parent may stand anywhere.

    Raises:
        ValueError: For a name that is malformed or taken twice, a parent that does not exist, or
            parents that go in a circle.
    """

    def __init__(self, labels: Iterable[Label]) -> None:
        in_order = tuple(labels)
        by_name: dict[str, Label] = {}
        groups: dict[str, list[str]] = {}
        for label in in_order:
            _check_name(label.name, by_name)
            by_name[label.name] = label
            for group in label.groups:
                groups.setdefault(group, []).append(label.name)
        for group in groups:
            _check_name(group, by_name)
        self._labels = MappingProxyType(by_name)
        self._groups = {name: frozenset(members) for name, members in groups.items()}
        self._ancestors = {name: self._climb(name) for name in by_name}
        self._ranks = {label.name: rank for rank, label in enumerate(in_order)}
        self._by_default = frozenset(label.name for label in in_order if label.default)
        self._names = frozenset([*by_name, *groups, *ALIASES])

    def _climb(self, name: str) -> tuple[str, ...]:
        path: list[str] = []
        parent = self._labels[name].parent
        while parent is not None:
            if parent == name or parent in path:
                raise ValueError(f"label {name}: its parents go in a circle")
            if parent not in self._labels:
                raise ValueError(f"label {name}: its parent {parent} does not exist")
            path.append(parent)
            parent = self._labels[parent].parent
        return tuple(path)

    @property
    def labels(self) -> Mapping[str, Label]:
        """Name to label, in the order that decides ties."""
        return self._labels

    @property
    def groups(self) -> Mapping[str, frozenset[str]]:
        """Name of a group to the names of its labels, beta ones included; without aliases."""
        return MappingProxyType(self._groups)

    @property
    def names(self) -> frozenset[str]:
        """Everything `entity_types` may name: labels, groups and their aliases."""
        return self._names

    def known(self, name: str) -> bool:
        """Whether `name` is a label, a group or an alias of one."""
        return name in self._names

    def ancestors(self, label: str) -> tuple[str, ...]:
        """The label's parent, its parent's parent and so on.

        Raises:
            KeyError: If there is no such label.
        """
        return self._ancestors[label]

    def family(self, label: str) -> str:
        """The topmost ancestor, which is the label itself where it has no parent.

        Raises:
            KeyError: If there is no such label.
        """
        ancestors = self._ancestors[label]
        return ancestors[-1] if ancestors else label

    def rank(self, label: str) -> int:
        """Where the label stands in the fixed order that decides ties; lower wins.

        Raises:
            KeyError: If there is no such label.
        """
        return self._ranks[label]

    def enabled(self, selectors: Sequence[EntityTypeSelector]) -> frozenset[str]:
        """The labels a request asks for.

        Without an ENABLE that names anything it is every label that is on by default, otherwise the
        union of the ENABLE values; the DISABLE values are taken off that. A group in ENABLE brings
        its labels but for the beta ones, which come on only by name; a group in DISABLE takes off
        all of its labels. Neither reaches from a parent to its children.

        Args:
            selectors: `entity_detection.entity_types`.

        Raises:
            RequestError: LIM105, with the place of a name that is neither label nor group.
        """
        wanted: set[str] = set()
        unwanted: set[str] = set()
        by_name = False
        for index, selector in enumerate(selectors):
            for position, name in enumerate(selector.value):
                place = f"entity_detection.entity_types[{index}].value[{position}]"
                members = self._members(name, place)
                if selector.type == "DISABLE":
                    unwanted |= members
                else:
                    by_name = True
                    wanted |= members if name in self._labels else members & self._by_default
        return frozenset((wanted if by_name else self._by_default) - unwanted)

    def _members(self, name: str, place: str) -> frozenset[str]:
        if name in self._labels:
            return frozenset((name,))
        members = self._groups.get(ALIASES.get(name, name))
        if members is None:
            raise RequestError("LIM105", f"{place}: is not a known label or group")
        return members

    def extend(self, *labels: LabelLike) -> Taxonomy:
        """A taxonomy with more labels.

        Args:
            labels: The new ones; a parent may be among them. They come behind the present ones in
                the order that decides ties.

        Raises:
            ValueError: As the constructor.
        """
        new = (Label(n.name, n.parent, frozenset(n.groups), n.default) for n in labels)
        return Taxonomy((*self._labels.values(), *new))


def _check_name(name: str, labels: Collection[str]) -> None:
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} is not upper-case letters, digits and underscores")
    if name in labels:
        raise ValueError(f"the name {name} is taken")
    if name in ALIASES:
        raise ValueError(f"the name {name} is an alias of a group")


def _with_groups(labels: Iterable[Label]) -> Iterable[Label]:
    joined: dict[str, set[str]] = {}
    for group in GROUPS:
        for member, _ in group.members():
            joined.setdefault(member, set()).add(group.name)
    for label in labels:
        groups = frozenset(joined.get(label.name, ()))
        yield Label(label.name, label.parent, groups, label.default, label.category, label.meaning)


#: The labels and groups of the Limina API, without any plugin's.
DEFAULT: Final = Taxonomy(_with_groups(LABELS))

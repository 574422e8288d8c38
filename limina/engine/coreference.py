"""Which mentions of a text share a marker, and which marker that is.

By `heuristics` mentions with the same best label and the same text, ignoring case, are one. By
`model_prediction` names of people and organizations are linked by rules about names, across labels
of one family; the word is the protocol's, there is no model. `combined` is both. This module knows
nothing of what a marker looks like (docs/reference/redaction.md).
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from limina.engine.organizations import link_organizations
from limina.engine.people import link_people
from limina.engine.person_names import TITLE_REACH, PersonName, Role, read_name
from limina.engine.spans import Document, Entity
from limina.engine.taxonomy import Taxonomy
from limina.protocol.schema import Coreference

_PERSON = "NAME"
_ROLES: dict[str, Role] = {"NAME_GIVEN": "given", "NAME_FAMILY": "family"}
_ORGANIZATION = "ORGANIZATION"


@dataclass(frozen=True, slots=True)
class Mention:
    """What the marker of an entity is made of. Mentions of one cluster are equal.

    Attributes:
        label: Best label of the cluster's first mention.
        number: Of the cluster among those of its label, from 1, in order of first appearance.
        cluster: Of all clusters of the text, from 0, in order of first appearance.
        text: Text of the cluster's first mention.
    """

    label: str
    number: int
    cluster: int
    text: str


def assign(
    document: Document, entities: Sequence[Entity], mode: Coreference, taxonomy: Taxonomy
) -> tuple[Mention, ...]:
    """Find out which entities of one document are one.

    The time it takes is linear in the entities and the characters of their texts, but for a sort.

    Args:
        document: The text.
        entities: Its entities in the order of the text.
        mode: By which rules.
        taxonomy: Says which labels are of one family.

    Returns:
        One mention per entity.
    """
    by_text = _by_text(document, entities)
    groups: Sequence[Hashable] = by_text
    if mode != "heuristics":
        names = _Names(document, entities, by_text, taxonomy)
        groups = names.groups
        if mode == "combined":
            groups = _united(by_text, groups, names.people)
    mentions: dict[Hashable, Mention] = {}
    numbers: dict[str, int] = {}
    for entity, group in zip(entities, groups, strict=True):
        if group not in mentions:
            label = entity.best_label
            numbers[label] = numbers.get(label, 0) + 1
            text = document.text[entity.start : entity.end]
            mentions[group] = Mention(label, numbers[label], len(mentions), text)
    return tuple(mentions[group] for group in groups)


def _by_text(document: Document, entities: Sequence[Entity]) -> list[Hashable]:
    return [
        (entity.best_label, document.text[entity.start : entity.end].casefold())
        for entity in entities
    ]


class _Names:
    """Groups by the rules about names.

    Attributes:
        groups: One per entity; where no rule applies, the one given.
        people: The groups that are one person.
    """

    def __init__(
        self,
        document: Document,
        entities: Sequence[Entity],
        otherwise: Sequence[Hashable],
        taxonomy: Taxonomy,
    ) -> None:
        self.groups = list(otherwise)
        self._document = document
        self._taxonomy = taxonomy
        self._lineages: dict[str, tuple[str, ...]] = {}
        people: list[tuple[int, PersonName]] = []
        organizations: list[tuple[int, str]] = []
        for place, entity in enumerate(entities):
            lineage = self._lineage(entity.best_label)
            if _PERSON in lineage:
                name = self._read(entity, lineage)
                if name is not None:
                    people.append((place, name))
            elif _ORGANIZATION in lineage:
                organizations.append((place, document.text[entity.start : entity.end]))
        language = next(iter(document.languages), None)
        persons, known = link_people([name for _, name in people], language)
        for (place, _), person in zip(people, persons, strict=True):
            self.groups[place] = (_PERSON, person)
        linked = link_organizations([text for _, text in organizations])
        for (place, _), organization in zip(organizations, linked, strict=True):
            if organization is not None:
                self.groups[place] = (_ORGANIZATION, organization)
        self.people: frozenset[Hashable] = frozenset((_PERSON, person) for person in known)

    def _lineage(self, label: str) -> tuple[str, ...]:
        """The label and its ancestors, nearest first; a name of the client's own has none."""
        if label not in self._lineages:
            known = label in self._taxonomy.labels
            self._lineages[label] = (label, *(self._taxonomy.ancestors(label) if known else ()))
        return self._lineages[label]

    def _read(self, entity: Entity, lineage: Sequence[str]) -> PersonName | None:
        text = self._document.text
        role: Role = next((_ROLES[label] for label in lineage if label in _ROLES), "any")
        before = text[max(0, entity.start - TITLE_REACH) : entity.start]
        return read_name(text[entity.start : entity.end], before, role)


def _united(
    one: Sequence[Hashable], other: Sequence[Hashable], apart: frozenset[Hashable]
) -> list[Hashable]:
    """What either groups together, but for groups of the other that must stay apart."""
    above: dict[Hashable, Hashable] = {}

    def top(group: Hashable) -> Hashable:
        while group in above:
            higher = above[group]
            above[group] = above.get(higher, higher)  # halves the way for the next one
            group = higher
        return group

    firsts: dict[Hashable, Hashable] = {}
    for same, group in zip(one, other, strict=True):
        first, this = top(firsts.setdefault(same, group)), top(group)
        if first != this and this not in apart:
            above[this] = first
        elif first != this and first not in apart:
            above[first] = this
    return [top(group) for group in other]

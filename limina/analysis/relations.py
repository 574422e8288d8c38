"""Who is related to what: a person to a date of birth, an age, a telephone number, an address, an
occupation, an organization, and to relatives.

The rules are heuristics over sentences (docs/reference/analysis.md): what describes a person goes
to the nearest name, relatives are two names with a word for kinship that ties them. Relations start
at people only, and kinship goes both ways. All work is linear in the text. This module knows no
model and no grammar.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

import regex

from limina.analysis.kinship import RelationWords, relation_words
from limina.analysis.result import EntityLike
from limina.analysis.sentences import split_sentences

#: What something is to a person.
Kind = Literal[
    "AGE",
    "ADDRESS",
    "DOB",
    "EMAIL_ADDRESS",
    "KINSHIP",
    "LOCATION",
    "OCCUPATION",
    "ORGANIZATION",
    "ORIGIN",
    "PHONE_NUMBER",
]

#: Labels of people.
NAME_LABELS: Final = frozenset(("NAME", "NAME_FAMILY", "NAME_GIVEN", "NAME_MEDICAL_PROFESSIONAL"))
#: Label of what describes a person to the kind of the relation.
KINDS: Final[Mapping[str, Kind]] = {
    "AGE": "AGE",
    "DOB": "DOB",
    "EMAIL_ADDRESS": "EMAIL_ADDRESS",
    "LOCATION": "LOCATION",
    "LOCATION_ADDRESS": "ADDRESS",
    "LOCATION_ADDRESS_STREET": "ADDRESS",
    "LOCATION_CITY": "LOCATION",
    "LOCATION_COUNTRY": "LOCATION",
    "LOCATION_STATE": "LOCATION",
    "OCCUPATION": "OCCUPATION",
    "ORGANIZATION": "ORGANIZATION",
    "ORGANIZATION_MEDICAL_FACILITY": "ORGANIZATION",
    "ORIGIN": "ORIGIN",
    "PHONE_NUMBER": "PHONE_NUMBER",
}
#: Characters between a name and what is related to it, at most.
REACH: Final = 200
#: What makes a name further away than its distance in characters: standing behind, another line.
_BEHIND: Final = (2, 8)
_OTHER_LINE: Final = 40

_WORD: Final = regex.compile(r"[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*", regex.V0)
_LIST: Final = regex.compile(r"\s*(?:,|&|,?\s*(?:and|und|et|y|e|en))\s*", regex.V0)
_POSSESSIVE: Final = regex.compile(
    r"['’]s\s+(?:[\p{L}\p{M}-]+\s+)?(?P<kin>[\p{L}\p{M}-]+)", regex.V0
)
_IS: Final = regex.compile(r",?\s*(?:is|was)?\s*", regex.V0)
_LONGEST_LINK: Final = 40


@dataclass(frozen=True, slots=True)
class Relation:
    """Something that is related to a person.

    Attributes:
        subject: Cluster of the person.
        object: Cluster of what is related.
        kind: What it is to the person.
        mention: Index of the entity of the person at which the relation was found first.
    """

    subject: int
    object: int
    kind: Kind
    mention: int


def find_relations(
    text: str,
    entities: Sequence[EntityLike],
    clusters: Sequence[int],
    *,
    languages: Sequence[str] = (),
) -> list[Relation]:
    """Find the relations of people.

    Args:
        text: The whole text.
        entities: Its entities in the order of the text, disjoint.
        clusters: One number per entity, equal for mentions of the same thing.
        languages: ISO 639-1 codes of the text's languages; English without any.

    Returns:
        Every relation once, in the order in which they were found.
    """
    finder = _Finder(text, entities, clusters, relation_words(tuple(languages)))
    found: dict[tuple[int, int, Kind], Relation] = {}
    for relation in finder.find():
        key = (relation.subject, relation.object, relation.kind)
        if relation.subject != relation.object:
            found.setdefault(key, relation)
    return list(found.values())


class _Finder:
    """Goes through a text sentence by sentence."""

    def __init__(
        self,
        text: str,
        entities: Sequence[EntityLike],
        clusters: Sequence[int],
        words: RelationWords,
    ) -> None:
        self._text = text
        self._entities = entities
        self._clusters = clusters
        self._words = words

    def find(self) -> Iterator[Relation]:
        """All relations, some more than once."""
        spans = [(entity.start, entity.end) for entity in self._entities]
        following, previous = 0, None
        for end in split_sentences(self._text, spans):
            first = following
            while following < len(spans) and spans[following][0] < end:
                following += 1
            members = range(first, following)
            names = [i for i in members if self._entities[i].best_label in NAME_LABELS]
            if not names and previous is not None:
                names = [previous]
            yield from self._descriptions(members, names)
            yield from self._kinships(names, end)
            previous = names[-1] if names else None

    def _relation(self, name: int, other: int, kind: Kind) -> Relation:
        return Relation(self._clusters[name], self._clusters[other], kind, name)

    def _descriptions(self, members: range, names: Sequence[int]) -> Iterator[Relation]:
        """What describes somebody, with the nearest name of the sentence."""
        for index in members:
            kind = KINDS.get(self._entities[index].best_label)
            if kind is None:
                continue
            name = self._nearest(names, index)
            if name is not None and (kind != "LOCATION" or self._is_residence(name, index)):
                yield self._relation(name, index, kind)

    def _nearest(self, names: Sequence[int], index: int) -> int | None:
        """The nearest name on either side of an entity; None if none is in reach."""
        at = bisect_left(names, index)
        near = (*names[max(0, at - 1) : at], *names[at : at + 1])
        far = ((self._distance(name, index), name) for name in near)
        return min(((d, name) for d, name in far if d is not None), default=(0, None))[1]

    def _distance(self, name: int, index: int) -> int | None:
        """How far a name is from what may describe it; None if it is out of reach."""
        between = self._between(name, index)
        if between is None:
            return None
        distance = len(between) + (_OTHER_LINE if "\n" in between else 0)
        if name < index or between == " ":
            return distance
        factor, offset = _BEHIND
        return factor * distance + offset

    def _between(self, one: int, other: int) -> str | None:
        """The text between two entities; None if they are too far apart."""
        first, second = min(one, other), max(one, other)
        start, end = self._entities[first].end, self._entities[second].start
        return self._text[start:end] if end - start <= REACH else None

    def _is_residence(self, name: int, place: int) -> bool:
        """Whether a word between a name and a place behind it says that they belong together."""
        between = self._between(name, place) or ""
        words = (match[0].lower() for match in _WORD.finditer(between))
        return name < place and not self._words.residence.isdisjoint(words)

    def _kinships(self, names: Sequence[int], end: int) -> Iterator[Relation]:
        """Relatives among the names of a sentence, taken two by two."""
        anchor: int | None = None  # whose relatives a list goes on with
        for one, other in pairwise(names):
            between = self._between(one, other)
            if between is None:
                anchor = None
                continue
            if anchor is not None and _LIST.fullmatch(between):
                yield from self._both_ways(anchor, other)
                continue
            plural = self._kin_between(between)
            related = plural is not None or self._is_possessive(between, other, end)
            anchor = one if plural else None
            if related:
                yield from self._both_ways(one, other)

    def _both_ways(self, one: int, other: int) -> Iterator[Relation]:
        yield self._relation(one, other, "KINSHIP")
        yield self._relation(other, one, "KINSHIP")

    def _kin_between(self, between: str) -> bool | None:
        """Whether a word for kin ties the names around it, and then whether it is a plural."""
        words = list(_WORD.finditer(between))
        kin = self._words.kin | self._words.kin_plural
        for at in range(len(words) - 1, -1, -1):
            word = words[at][0].lower()
            word = word if word in kin else word.rpartition("’")[2].rpartition("'")[2]
            if word in kin:
                foreign = at > 0 and words[at - 1][0].lower() in self._words.foreign
                tied = len(between) - words[at].end() <= _LONGEST_LINK
                return None if foreign or not tied else word in self._words.kin_plural
            if word not in self._words.links:
                return None
        return None

    def _is_possessive(self, between: str, other: int, end: int) -> bool:
        """Whether it says `David is Michael's brother`, between being the ` is `."""
        after = _POSSESSIVE.match(self._text, self._entities[other].end, end)
        if after is None or not _IS.fullmatch(between):
            return False
        return after["kin"].lower() in self._words.kin

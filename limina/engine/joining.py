"""Neighbours that are one thing: a given and a family name, the parts of a postal address.

The rules look at the labels two neighbours carry and at the text, and at nothing else; so they find
nothing more to join in their own result, as long as it shows those labels. This module knows no
score.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Final

import regex

from limina.engine.clusters import Candidate
from limina.engine.taxonomy import Taxonomy

#: Text between two parts of an address; a full stop may end an abbreviation (`St., Springfield`).
_ADDRESS_GAP: Final = regex.compile(r"\.?[\s,]{0,4}", regex.V0)
_NAME_GAP: Final = regex.compile(r"[^\S\r\n\f\v]{0,3}", regex.V0)
#: The same with up to two initials inside (`John Q. Smith`).
_NAME_GAP_INITIALS: Final = regex.compile(
    r"[^\S\r\n\f\v]{0,3}(?:(?<=\s)\p{Lu}\.?[^\S\r\n\f\v]{1,3}){0,2}", regex.V0
)
#: A name that is, or ends in, an initial.
_INITIAL: Final = regex.compile(r"(?<!\w)\p{Lu}", regex.V0)
#: The families in which neighbours are joined.
JOINED: Final = ("NAME", "LOCATION")
#: Longest text between neighbours, in code points.
MAX_GAP: Final = 15
#: Longest name made of several, in code points; also bounds the work on endless lists of names.
_MAX_NAME: Final = 120

_ADDRESS: Final = "LOCATION_ADDRESS"
_CITY: Final = "LOCATION_CITY"
_STATE: Final = "LOCATION_STATE"
_ZIP: Final = "LOCATION_ZIP"
_COUNTRY: Final = "LOCATION_COUNTRY"
#: Which part of an address may follow which; in the order they are tried in.
_FOLLOWERS: Final[Mapping[str, tuple[str, ...]]] = {
    _ADDRESS: (_CITY, _STATE, _ZIP, _COUNTRY),
    _CITY: (_STATE, _ZIP, _COUNTRY),
    _STATE: (_ZIP, _COUNTRY),
    _ZIP: (_CITY, _STATE, _COUNTRY),
    _COUNTRY: (_ZIP,),
}
#: Parts that make a place a postal address.
_POSTAL: Final = frozenset((_ADDRESS, _ZIP))


class Joiner:
    """The rules, for one text and the labels one request enables.

    Args:
        text: The whole text.
        enabled: Labels a join may make.
        taxonomy: Gives the ancestors of labels.
    """

    def __init__(self, text: str, enabled: frozenset[str], taxonomy: Taxonomy) -> None:
        self._text = text
        self._enabled = enabled
        self._taxonomy = taxonomy

    def join(self, candidates: Iterable[Candidate], *, initials: bool = False) -> list[Candidate]:
        """Join neighbours until nothing is left to join.

        Args:
            candidates: Sorted and disjoint.
            initials: Whether names are joined over initials. The candidates must then be all there
                are in the text, lest an initial be another entity's.

        Returns:
            Sorted and disjoint candidates.
        """
        stack: list[Candidate] = []
        for candidate in candidates:
            stack.append(candidate)
            while len(stack) > 1:
                joined = self._joined(stack[-2], stack[-1], initials)
                if joined is None:
                    break
                stack[-2:] = [joined]
        return stack

    def _joined(self, left: Candidate, right: Candidate, initials: bool) -> Candidate | None:
        """What two neighbours are together, or None."""
        if right.start - left.end > MAX_GAP or left.family != right.family:
            return None
        if left.blocked or right.blocked:
            return None
        if left.family == "NAME":
            return self._name(left, right, initials)
        if left.family == "LOCATION":
            return self._place(left, right)
        return None

    def _name(self, left: Candidate, right: Candidate, initials: bool) -> Candidate | None:
        gap = self._text[left.end : right.start]
        if gap[:1] == "." and _INITIAL.fullmatch(self._text, left.end - 1, left.end):
            gap = gap[1:]
        pattern = _NAME_GAP_INITIALS if initials else _NAME_GAP
        if "NAME" not in self._enabled or not pattern.fullmatch(gap):
            return None
        if right.end - left.start > _MAX_NAME:
            return None
        before, behind = self._labels(left), self._labels(right)
        given, family = "NAME_GIVEN" in before, "NAME_FAMILY" in before
        then_given, then_family = "NAME_GIVEN" in behind, "NAME_FAMILY" in behind
        western = given and then_family and not (family and then_given)
        eastern = family and then_given and not (given or then_family)
        return _unite(left, right, "NAME") if western or eastern else None

    def _place(self, left: Candidate, right: Candidate) -> Candidate | None:
        gap = self._text[left.end : right.start]
        if not _ADDRESS_GAP.fullmatch(gap) or gap.count("\n") > 1:
            return None
        before = self._labels(left) & _FOLLOWERS.keys()
        behind = self._labels(right) & _FOLLOWERS.keys()
        postal = not _POSTAL.isdisjoint(before | behind)
        label = _ADDRESS if postal and _ADDRESS in self._enabled else "LOCATION"
        if not (postal or "," in gap) or label not in self._enabled:
            return None
        had, has = self._holds(left, before), self._holds(right, behind)
        if not had.isdisjoint(has):
            return None
        for part, followers in _FOLLOWERS.items():
            for follower in followers:
                if part in before - has and follower in behind - had:
                    return _unite(left, right, label, (had or {part}) | (has or {follower}))
        return None

    def _holds(self, candidate: Candidate, labels: AbstractSet[str]) -> AbstractSet[str]:
        """The parts of an address a candidate has for certain, each of which it has once.

        One part that could be two things, as New York could, is whichever of them fits.
        """
        text = self._text[candidate.start : candidate.end]
        single = _POSTAL.isdisjoint(labels) and "," not in text and "\n" not in text
        return candidate.holds or (frozenset() if single else labels)

    def _labels(self, candidate: Candidate) -> set[str]:
        """Every label in a candidate, ancestors included."""
        labels = {d.label for part in candidate.parts for d in part.detections}
        if candidate.joined is not None:
            labels.add(candidate.joined)
        for label in tuple(labels):
            labels.update(self._taxonomy.ancestors(label))
        return labels


def _unite(
    left: Candidate, right: Candidate, label: str, holds: AbstractSet[str] = frozenset()
) -> Candidate:
    return Candidate(left.start, right.end, left.parts + right.parts, label, holds)

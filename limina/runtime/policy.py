"""What the operator of a server lays down for every request: labels, detectors, texts let through.

It narrows what a request may ask for and never widens it. The names are those of the settings; this
module reads no setting and no text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, TypeAlias

from msgspec.structs import replace

from limina.engine.taxonomy import Taxonomy
from limina.protocol.request import (
    Accuracy,
    AllowFilter,
    EntityTypeSelector,
    Request,
    SelectorType,
)

#: Where the `Mr` in front of a name belongs: outside the entity as with Limina, or inside.
Honorifics: TypeAlias = Literal["outside", "inside"]


@dataclass(frozen=True, slots=True)
class Policy:
    """Rules for all requests.

    Attributes:
        allow_list: Texts that are no entity, whole and in any case.
        enabled_entities: Labels and groups; with any, nothing else is looked for.
        disabled_entities: Labels and groups that are never looked for.
        accuracy_detectors: Accuracy mode to the plugins (`limina-patterns`) and detectors
            (`limina-spacy/ner`) it runs; a mode that is not named runs all.
        sensitivity: How little is enough to be believed, in 0..1: what is less probable than the
            rest to 1 is dropped.
        propagation: Whether a name found for certain is looked for in the rest of the text.
        honorifics: Whether the honorific in front of a name is covered with it.
    """

    allow_list: tuple[str, ...] = ()
    enabled_entities: tuple[str, ...] = ()
    disabled_entities: tuple[str, ...] = ()
    accuracy_detectors: Mapping[Accuracy, tuple[str, ...]] = field(default_factory=dict)
    sensitivity: float = 0.5
    propagation: bool = True
    honorifics: Honorifics = "outside"

    def runs(self, detector: str, accuracy: Accuracy) -> bool:
        """Whether a detector is one of those that an accuracy mode runs."""
        names = self.accuracy_detectors.get(accuracy)
        return names is None or detector in names or detector.partition("/")[0] in names

    def enabled(self, request: Request, taxonomy: Taxonomy) -> frozenset[str]:
        """The labels to look for.

        Args:
            request: Its selectors choose among what is left to choose.
            taxonomy: Labels and groups.

        Raises:
            RequestError: If the request names a label or group nobody knows.
        """
        selectors = request.entity_detection.entity_types
        off = self._selector("DISABLE", self.disabled_entities)
        on = self._selector("ENABLE", self.enabled_entities)
        if not on or all(selector.type == "DISABLE" for selector in selectors):
            return taxonomy.enabled([*on, *selectors, *off])
        possible = taxonomy.enabled([*on, *off])
        return frozenset(
            label
            for label in taxonomy.enabled([*selectors, *off])
            if label in possible or not possible.isdisjoint(taxonomy.ancestors(label))
        )

    def filtered(self, request: Request) -> Request:
        """The request with the allow list behind its own filters, whose places stay."""
        if not self.allow_list:
            return request
        detection = request.entity_detection
        filters = (*detection.filter, AllowFilter(_any_of(self.allow_list)))
        return replace(request, entity_detection=replace(detection, filter=filters))

    def unknown(self, taxonomy: Taxonomy) -> Iterable[str]:
        """Names that are neither a label nor a group."""
        names = (*self.enabled_entities, *self.disabled_entities)
        return (name for name in names if not taxonomy.known(name))

    def unknown_detectors(self, detectors: Iterable[str]) -> Iterable[str]:
        """Names of `accuracy_detectors` that are neither a detector nor its plugin."""
        known = {name for detector in detectors for name in (detector, detector.partition("/")[0])}
        named = {name for names in self.accuracy_detectors.values() for name in names}
        return sorted(named - known)

    @staticmethod
    def _selector(kind: SelectorType, names: tuple[str, ...]) -> tuple[EntityTypeSelector, ...]:
        return (EntityTypeSelector(kind, names),) if names else ()


@lru_cache(maxsize=8)
def _any_of(texts: tuple[str, ...]) -> str:
    return f"(?i)(?:{'|'.join(map(re.escape, texts))})"

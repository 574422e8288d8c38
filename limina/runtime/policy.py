"""What the operator of a server lays down for every request: labels on or off, texts let through.

It narrows what a request may ask for and never widens it. The names are those of the settings; this
module reads no setting and no text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from msgspec.structs import replace

from limina.engine.taxonomy import Taxonomy
from limina.protocol.request import AllowFilter, EntityTypeSelector, Request, SelectorType


@dataclass(frozen=True, slots=True)
class Policy:
    """Rules for all requests.

    Attributes:
        allow_list: Texts that are no entity, whole and in any case.
        enabled_entities: Labels and groups; with any, nothing else is looked for.
        disabled_entities: Labels and groups that are never looked for.
    """

    allow_list: tuple[str, ...] = ()
    enabled_entities: tuple[str, ...] = ()
    disabled_entities: tuple[str, ...] = ()

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

    @staticmethod
    def _selector(kind: SelectorType, names: tuple[str, ...]) -> tuple[EntityTypeSelector, ...]:
        return (EntityTypeSelector(kind, names),) if names else ()


@lru_cache(maxsize=8)
def _any_of(texts: tuple[str, ...]) -> str:
    return f"(?i)(?:{'|'.join(map(re.escape, texts))})"

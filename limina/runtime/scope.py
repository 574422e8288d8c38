"""What one request asks for, as far as the operator of the server lets it: labels and detectors.

Most requests ask for the same, and so it is worked out once. Nothing of a text is kept here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from limina.engine.taxonomy import Taxonomy
from limina.plugin.detector import DetectorSpec
from limina.protocol.request import Accuracy, Request
from limina.runtime.policy import Policy

#: What so many requests that differ asked for is kept.
_KEPT = 64


@dataclass(frozen=True, slots=True)
class Scope:
    """What is looked for.

    Attributes:
        enabled: The labels that may be shown.
        hidden: The labels that may not, not even as one of their ancestors.
        detectors: Names of the detectors that run: the accuracy mode asks for them, and they may
            find something that is not hidden.
    """

    enabled: frozenset[str]
    hidden: frozenset[str]
    detectors: frozenset[str]


class Scopes:
    """Works scopes out, and keeps those that are asked for often.

    Args:
        policy: What holds for every request.
        taxonomy: All labels.
        detectors: All detectors.
    """

    def __init__(
        self, policy: Policy, taxonomy: Taxonomy, detectors: Sequence[DetectorSpec]
    ) -> None:
        self._policy = policy
        self._taxonomy = taxonomy
        self._detectors = detectors
        self._known = lru_cache(maxsize=_KEPT)(self._make)

    def of(self, request: Request) -> Scope:
        """The scope of a request, whatever its text.

        Raises:
            RequestError: If the request names a label or group nobody knows.
        """
        enabled = self._policy.enabled(request, self._taxonomy)
        return self._known(enabled, request.entity_detection.accuracy)

    def _make(self, enabled: frozenset[str], accuracy: Accuracy) -> Scope:
        ancestors = self._taxonomy.ancestors
        hidden = frozenset(
            label
            for label in self._taxonomy.labels
            if label not in enabled and enabled.isdisjoint(ancestors(label))
        )
        names = (
            spec.name
            for spec in self._detectors
            if self._policy.runs(spec.name, accuracy) and not spec.labels <= hidden
        )
        return Scope(enabled, hidden, frozenset(names))

"""Pattern detectors for limina: what shapes, checksums and the words beside them give away."""

from __future__ import annotations

from collections.abc import Callable

from limina.plugin import DetectorSpec, PluginConfig, hookimpl

__all__ = ["limina_register_detectors"]
__version__ = "0.1.0"

_PLUGIN = "limina-patterns"


@hookimpl
def limina_register_detectors(
    register: Callable[[DetectorSpec], None], config: PluginConfig
) -> None:
    """Offer the one detector that runs all families; a wrong configuration raises here, at the
    start.
    """
    from limina_patterns.detector import PatternDetector, families

    chosen = families(config.table(_PLUGIN))
    labels = frozenset(label for family in chosen for label in family.labels)
    register(
        DetectorSpec(
            name=f"{_PLUGIN}/patterns",
            labels=labels,
            factory=lambda config: PatternDetector(families(config.table(_PLUGIN))),
            # What has a form of its own knows its label better than a model of running text.
            weight=4,
        )
    )

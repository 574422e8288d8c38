"""The plugin: registers one detector around the configured spaCy pipeline.

Registration loads no model and does not import spaCy; the factory does, in the worker.
"""

from __future__ import annotations

from collections.abc import Callable

from limina.plugin import Detector, DetectorSpec, PluginConfig, hookimpl
from limina_spacy.detector import SpacyDetector, make_detector
from limina_spacy.pipeline import PipelineError
from limina_spacy.settings import Settings, read_settings

__all__ = [
    "PipelineError",
    "Settings",
    "SpacyDetector",
    "limina_register_detectors",
    "make_detector",
    "read_settings",
]

#: Longest text handed to spaCy at once, in code points; its own limit is 1,000,000.
MAX_CHARS = 100_000


@hookimpl
def limina_register_detectors(
    register: Callable[[DetectorSpec], None], config: PluginConfig
) -> None:
    """Register `limina-spacy/ner`."""
    settings = read_settings(config)

    def factory(_config: PluginConfig) -> Detector:
        return make_detector(settings)

    register(
        DetectorSpec(
            name="limina-spacy/ner",
            labels=settings.emitted,
            factory=factory,
            languages=settings.languages,
            max_chars=MAX_CHARS,
        )
    )

"""The plugin: registers a detector for each pipeline it comes with, or one around another pipeline.

Registration loads no model and does not import spaCy; the factories do, in the worker.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from limina.plugin import Detector, DetectorSpec, PluginConfig, hookimpl
from limina_spacy.builtin import BUILTIN, Builtin, labels, reads
from limina_spacy.described import description, tagger_labels
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

#: How much it counts against what others found that a pipeline trained on all labels found nothing.
SILENCE = 0.6
#: How much it counts against what goes on where one of them sees an entity end.
EDGES = 0.9


@hookimpl
def limina_register_detectors(
    register: Callable[[DetectorSpec], None], config: PluginConfig
) -> None:
    """Register `limina-spacy/en` and `limina-spacy/xx`; with a `model`, `limina-spacy/ner`."""
    settings = read_settings(config)
    if settings.model is None:
        for key in settings.pipelines:
            register(_builtin(key, BUILTIN[key], settings))
    else:
        register(_named(settings.model, settings))


def _builtin(key: str, pipeline: Builtin, settings: Settings) -> DetectorSpec:
    def factory(_config: PluginConfig) -> Detector:
        return _load(pipeline.path, pipeline.name, settings, lambda likely: reads(pipeline, likely))

    return DetectorSpec(
        name=f"limina-spacy/{key}",
        labels=labels(pipeline),
        factory=factory,
        languages=pipeline.languages,
        max_chars=MAX_CHARS,
        silence=SILENCE,
        edges=EDGES,
    )


def _named(model: str, settings: Settings) -> DetectorSpec:
    """The detector around the pipeline of the settings, which reads every text."""
    tagged = tagger_labels(model)

    def factory(_config: PluginConfig) -> Detector:
        if not tagged:
            return make_detector(settings)
        name = str(description(model).get("name", ""))
        return _load(model, name, settings, lambda _likely: True)

    return DetectorSpec(
        name="limina-spacy/ner",
        labels=tagged or settings.emitted,
        factory=factory,
        languages=settings.languages,
        max_chars=MAX_CHARS,
    )


def _load(
    model: Path | str,
    name: str,
    settings: Settings,
    reads_text: Callable[[Mapping[str, float]], bool],
) -> Detector:
    """The detector around a pipeline with a `limina_tagger`."""
    from limina_spacy.importing import import_spacy

    import_spacy()  # before anything that imports spaCy itself
    from limina_spacy.loading import load_tagger
    from limina_spacy.tagged import make_tagger_detector

    return make_tagger_detector(load_tagger(model), name, settings.batch_size, reads_text)

"""The detector: runs batches through the pipeline and leaves nothing of them behind.

It knows the pipeline and the settings; what a span becomes is `spans`' business.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from limina.plugin import Detection, Document
from limina_spacy.defaults import FALLBACK_SCORE
from limina_spacy.pipeline import PipelineError, load_pipeline, measured_precision, recognised
from limina_spacy.settings import Settings
from limina_spacy.spans import detections

if TYPE_CHECKING:
    from spacy.language import Language


class SpacyDetector:
    """The entities of a spaCy pipeline under Limina's labels.

    Args:
        nlp: A pipeline whose `doc.ents` are read.
        settings: The plugin's settings.

    Raises:
        PipelineError: The settings map a label the pipeline does not have, or no label of the
            pipeline is mapped.
    """

    def __init__(self, nlp: Language, settings: Settings) -> None:
        known = recognised(nlp)
        missing = sorted(settings.own_labels - known)
        if missing:
            raise PipelineError(
                f"limina-spacy: labels: the spaCy pipeline {settings.model!r} has no label "
                f"{', '.join(missing)}"
            )
        if not known & set(settings.labels):
            raise PipelineError(
                f"limina-spacy: labels: no label of the spaCy pipeline {settings.model!r} is mapped"
            )
        self._nlp = nlp
        self._settings = settings
        self._scores = scores(settings, measured_precision(nlp))

    def detect(self, batch: Sequence[Document]) -> Sequence[Sequence[Detection]]:
        """Recognise entities.

        The batch runs inside a memory zone: spaCy's vocabulary keeps every new token for the life
        of the process otherwise, names included. Spans are copied out as offsets before the zone
        ends.

        Args:
            batch: The documents; empty texts are fine.

        Returns:
            One list per document, in the order of the text.
        """
        with self._nlp.memory_zone():
            return [
                self._entities(
                    document.text, [(e.start_char, e.end_char, e.label_) for e in doc.ents]
                )
                for document, doc in zip(
                    batch,
                    self._nlp.pipe(
                        (document.text for document in batch), batch_size=self._settings.batch_size
                    ),
                    strict=True,
                )
            ]

    def close(self) -> None:
        """Nothing is held but memory."""

    def _entities(self, text: str, spans: Sequence[tuple[int, int, str]]) -> list[Detection]:
        out: list[Detection] = []
        for start, end, source in spans:
            target = self._settings.labels.get(source)
            if target is None:
                continue
            score = self._scores[source]
            refine = self._settings.refines(source)
            out.extend(
                Detection(a, b, label, score)
                for a, b, label in detections(text, start, end, target, refine=refine)
            )
        return out


def scores(settings: Settings, measured: Mapping[str, float]) -> dict[str, float]:
    """The score of every mapped spaCy label.

    Args:
        settings: `score` wins, then `scores`.
        measured: The pipeline's own precision per label, used where the settings are silent.
    """
    out: dict[str, float] = {}
    for source in settings.labels:
        default = measured.get(source, FALLBACK_SCORE) if settings.score is None else settings.score
        out[source] = settings.scores.get(source, default)
    return out


def make_detector(settings: Settings) -> SpacyDetector:
    """Load the pipeline the settings name and warm it up. Called once per worker.

    Raises:
        PipelineError: No pipeline is named, or it cannot be used.
    """
    if settings.model is None:
        raise PipelineError("limina-spacy: model: no pipeline is named")
    detector = SpacyDetector(load_pipeline(settings.model), settings)
    detector.detect([Document("Warm up before the first request, please."), Document("")])
    return detector

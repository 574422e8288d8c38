"""The detector around a pipeline with a `limina_tagger`: the tagger's spans are detections.

It knows which texts it is to read; what the spans mean is the tagger's business.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from limina.plugin import Detection, Document
from limina_spacy.edges import entities

if TYPE_CHECKING:
    from spacy.language import Language

#: The tagger's span group.
_GROUP = "limina"


class TaggerDetector:
    """Entities of a `limina_tagger` with the probability of each of their labels.

    Args:
        nlp: The pipeline.
        rule: What detections name as their rule: the pipeline's name.
        batch_size: Documents the pipeline works on at a time.
        reads: Whether a text of some likely languages is to be read.
        least: Detections with a lower score are not given.
    """

    def __init__(
        self,
        nlp: Language,
        rule: str,
        batch_size: int,
        reads: Callable[[Mapping[str, float]], bool],
        least: float = 0.1,
    ) -> None:
        self._nlp = nlp
        self._rule = rule
        self._batch_size = batch_size
        self._reads = reads
        self._least = least

    def detect(self, batch: Sequence[Document]) -> Sequence[Sequence[Detection]]:
        """Tag the texts that are to be read.

        The batch runs inside a memory zone: spaCy's vocabulary keeps every new token for the life
        of the process otherwise, names included. Spans are copied out as offsets before the zone
        ends.

        Args:
            batch: The documents; empty texts are fine.

        Returns:
            One list per document, in the order of the text.
        """
        out: list[list[Detection]] = [[] for _ in batch]
        wanted = [place for place, document in enumerate(batch) if self._reads(document.languages)]
        with self._nlp.memory_zone():
            docs = self._nlp.pipe(
                (batch[place].text for place in wanted), batch_size=self._batch_size
            )
            for place, doc in zip(wanted, docs, strict=True):
                group = doc.spans[_GROUP]
                text = batch[place].text
                for span, score in zip(group, group.attrs["scores"], strict=True):
                    if score >= self._least:
                        label = span.label_
                        spans = entities(text, span.start_char, span.end_char, label)
                        out[place].extend(
                            Detection(start, end, label, score, rule=self._rule)
                            for start, end in spans
                        )
        return out

    def close(self) -> None:
        """Nothing is held but memory."""


def make_tagger_detector(
    nlp: Language,
    rule: str,
    batch_size: int,
    reads: Callable[[Mapping[str, float]], bool],
) -> TaggerDetector:
    """A detector that is warm. Called once per worker."""
    detector = TaggerDetector(nlp, rule, batch_size, reads)
    detector.detect([Document("Warm up before the first request, please."), Document("")])
    return detector

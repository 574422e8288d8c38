"""The detector around a pipeline with a `limina_tagger`: the tagger's spans are detections.

It knows which texts it is to read; what the spans mean is the tagger's business.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from limina.plugin import Detection, Document
from limina_spacy.edges import entities
from limina_spacy.machine import ceiling

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Span

#: The tagger's span group.
_GROUP = "limina"
_STREET = "LOCATION_ADDRESS_STREET"
_ADDRESS = "LOCATION_ADDRESS"


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
        if not wanted:
            return out
        with self._nlp.memory_zone():
            docs = self._nlp.pipe(
                (batch[place].text for place in wanted), batch_size=self._batch_size
            )
            for place, doc in zip(wanted, docs, strict=True):
                group = doc.spans[_GROUP]
                text = batch[place].text
                given = list(group)
                behind = chain(given[1:], [None])
                for span, after, score in zip(given, behind, group.attrs["scores"], strict=False):
                    if score >= self._least:
                        label = _label(span, after)
                        spans = entities(text, span.start_char, span.end_char, label)
                        for start, end in spans:
                            sure = min(score, ceiling(text, start, end, label))
                            if sure >= self._least:
                                found = Detection(start, end, label, sure, rule=self._rule)
                                out[place].append(found)
        return out

    def close(self) -> None:
        """Nothing is held but memory."""


def _label(span: Span, after: Span | None) -> str:
    """The span's label; a street with its number and nothing else is an address of its own.

    Args:
        span: A span of the tagger's group.
        after: The next one: the parent of a lone part, over the same tokens.
    """
    label: str = span.label_
    if (
        label == _STREET
        and after is not None
        and (after.start, after.end) == (span.start, span.end)
        and any(map(str.isdigit, span.text))
    ):
        return _ADDRESS
    return label


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

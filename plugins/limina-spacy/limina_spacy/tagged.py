"""The detector around a pipeline with a `limina_tagger`: the tagger's spans are detections.

It knows which texts it is to read; what the spans mean is the tagger's business.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from limina.plugin import Detection, Document
from limina_spacy.edges import entities
from limina_spacy.machine import ceiling
from limina_spacy.ordinary import doubted, everyday_words
from limina_spacy.tagger import GROUP, LiminaTagger
from limina_spacy.tags import Run

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

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
        everyday: Words that are hardly names where their case does not say so.
    """

    def __init__(
        self,
        nlp: Language,
        rule: str,
        batch_size: int,
        reads: Callable[[Mapping[str, float]], bool],
        least: float = 0.1,
        everyday: frozenset[str] = frozenset(),
    ) -> None:
        self._nlp = nlp
        self._rule = rule
        self._batch_size = batch_size
        self._reads = reads
        self._least = least
        self._everyday = everyday

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
            tagged = self._tag([batch[place].text for place in wanted])
            for place, (doc, runs) in zip(wanted, tagged, strict=True):
                text = batch[place].text
                found = list(self._detections(text, doc, runs))
                out[place] = list(doubted(text, found, self._everyday))
        return out

    def _tag(self, texts: Sequence[str]) -> Iterator[tuple[Doc, Sequence[Run]]]:
        """Each text's tokens and what the tagger takes them for."""
        tagger = self._nlp.pipeline[0][1] if len(self._nlp.pipeline) == 1 else None
        if isinstance(tagger, LiminaTagger):
            # What `pipe` would do, without what only other components need.
            for first in range(0, len(texts), self._batch_size):
                docs = list(map(self._nlp.make_doc, texts[first : first + self._batch_size]))
                for doc, found in zip(docs, tagger.read(tagger.predict(docs)), strict=True):
                    yield doc, list(chain.from_iterable(found))
            return
        for doc in self._nlp.pipe(texts, batch_size=self._batch_size):
            group = doc.spans[GROUP]
            scores = group.attrs["scores"]
            yield (
                doc,
                [
                    Run(span.start, span.end, span.label_, score)
                    for span, score in zip(group, scores, strict=False)
                ],
            )

    def _detections(self, text: str, doc: Doc, runs: Sequence[Run]) -> Iterator[Detection]:
        for run, after in zip(runs, [*runs[1:], None], strict=False):
            if run.score < self._least:
                continue
            last = doc[run.end - 1]
            begin, end = doc[run.start].idx, last.idx + len(last)
            label = _label(run, after, text[begin:end])
            for first, behind in entities(text, begin, end, label):
                sure = min(run.score, ceiling(text, first, behind, label))
                if sure >= self._least:
                    yield Detection(first, behind, label, sure, rule=self._rule)

    def close(self) -> None:
        """Nothing is held but memory."""


def _label(run: Run, after: Run | None, text: str) -> str:
    """The run's label; a street with its number and nothing else is an address of its own.

    Args:
        run: What the tagger has found.
        after: The next one: the parent of a lone part, over the same tokens.
        text: The run's text.
    """
    if (
        run.label == _STREET
        and after is not None
        and (after.start, after.end) == (run.start, run.end)
        and any(map(str.isdigit, text))
    ):
        return _ADDRESS
    return run.label


def make_tagger_detector(
    nlp: Language,
    rule: str,
    batch_size: int,
    reads: Callable[[Mapping[str, float]], bool],
) -> TaggerDetector:
    """A detector that is warm. Called once per worker."""
    detector = TaggerDetector(nlp, rule, batch_size, reads, everyday=everyday_words(nlp.lang or ""))
    detector.detect([Document("Warm up before the first request, please."), Document("")])
    return detector

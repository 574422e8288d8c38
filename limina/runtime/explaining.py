"""Why a text got the entities it got: which detectors said what, and what became of it.

Nothing is decided here. The pipeline answers the request as ever and hands over its steps
(`Pipeline.trace`); this module puts them in an order in which they can be read. What it returns
holds the text, as an answer does.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Literal, TypeAlias

import msgspec

from limina.engine.filters import BLOCK_DETECTOR
from limina.engine.honorifics import DETECTOR as HONORIFICS
from limina.engine.spans import Detection, Entity
from limina.engine.taxonomy import Taxonomy
from limina.protocol.request import Request
from limina.runtime.pipeline import Pipeline
from limina.runtime.tracing import Trace

#: What became of a vote that counted: it stands as it was; agreement raised its score; the second
#: pass added it; it takes a name's honorific in; a BLOCK filter of the request cast it.
Outcome: TypeAlias = Literal["kept", "raised", "second mention", "honorific", "blocked"]
#: Why something that was found is in no entity: it is too improbable; its label is switched off;
#: another family had more to say; an ALLOW or ALLOW_TEXT filter freed the entity; nothing but white
#: space and punctuation was left, or a plugin that resolves did not take it.
Reason: TypeAlias = Literal["improbable", "label off", "outweighed", "allowed", "unresolved"]


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What one detector said.

    Attributes:
        start: First character, in code points.
        end: One past the last character.
        text: The words.
        detector: Name of the detector.
        rule: Name of the rule, pattern or list that fired; empty if the detector names none.
        label: The label.
        score: As the detector gave it.
        probability: That there is something of the label's family, all detectors taken together.
        silent: Detectors whose finding nothing lowered the probability.
        lost_to: Best labels of entities of other families that took it, or a part of it.
    """

    start: int
    end: int
    text: str
    detector: str
    rule: str
    label: str
    score: float
    probability: float
    silent: tuple[str, ...] = ()
    lost_to: tuple[str, ...] = ()


class Vote(Said, frozen=True, kw_only=True):
    """What one detector said, and that it counted.

    Attributes:
        outcome: What became of it.
        raised: The score it counted with.
    """

    outcome: Outcome
    raised: float


class Loss(Said, frozen=True, kw_only=True):
    """What one detector said in vain.

    Attributes:
        reason: Why it was in vain.
    """

    reason: Reason


class ExplainedEntity(msgspec.Struct, frozen=True, kw_only=True):
    """An entity and who voted for it.

    Attributes:
        start: First character, in code points.
        end: One past the last character.
        text: The words.
        best_label: As in the response.
        labels: As in the response.
        votes: In the order of the text.
    """

    start: int
    end: int
    text: str
    best_label: str
    labels: dict[str, float]
    votes: tuple[Vote, ...]


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """How one text came to its entities.

    Attributes:
        text: The text.
        languages: ISO 639-1 code to likelihood.
        cut_off: The least probability that is believed.
        entities: In the order of the text.
        lost: What was found and is in no entity, in the order of the text.
        skipped: Detectors that failed and are not required.
    """

    text: str
    languages: dict[str, float]
    cut_off: float
    entities: tuple[ExplainedEntity, ...]
    lost: tuple[Loss, ...]
    skipped: tuple[str, ...]


def explain(pipeline: Pipeline, request: Request) -> Explanation:
    """Answer a request and tell how its entities came about.

    Args:
        pipeline: What would answer it.
        request: The request; what is to replace the entities does not count.

    Raises:
        RequestError: Where the request would be answered with one.
    """
    trace = pipeline.trace(request)
    return _Explainer(trace, pipeline.taxonomy).run()


class _Explainer:
    """Goes once over everything that was found."""

    def __init__(self, trace: Trace, taxonomy: Taxonomy) -> None:
        self._trace = trace
        self._taxonomy = taxonomy
        self._text = trace.document.text
        self._starts = [entity.start for entity in trace.resolved]
        remaining = {id(entity) for entity in trace.entities}
        self._freed = [id(entity) not in remaining for entity in trace.resolved]
        self._votes: list[list[Vote]] = [[] for _ in trace.resolved]
        self._lost: list[Loss] = []

    def run(self) -> Explanation:
        """Explain."""
        trace = self._trace
        accepted = frozenset(trace.accepted)
        for one in trace.weighed:
            said = self._said(one.detection, one.probability, one.silent)
            if not one.kept:
                self._lose("improbable", said)
            elif one.raised not in accepted:
                self._lose("label off", said)
            else:
                raised = one.raised.score
                self._cast("raised" if raised > said.score else "kept", raised, said)
        for d in trace.added:
            said = self._said(d, d.score)
            if d in accepted:
                outcome: Outcome = "honorific" if d.detector == HONORIFICS else "second mention"
                self._cast(outcome, d.score, said)
            else:
                self._lose("label off", said)
        for d in trace.accepted:
            if d.detector == BLOCK_DETECTOR:
                self._cast("blocked", d.score, self._said(d, min(d.score, 1.0)))
        entities = tuple(
            self._entity(entity, votes)
            for entity, votes, freed in zip(trace.resolved, self._votes, self._freed, strict=True)
            if not freed
        )
        return Explanation(
            text=self._text,
            languages=dict(trace.document.languages),
            cut_off=trace.cut_off,
            entities=entities,
            lost=tuple(sorted(self._lost, key=lambda loss: (loss.start, loss.end))),
            skipped=trace.skipped,
        )

    def _entity(self, entity: Entity, votes: Sequence[Vote]) -> ExplainedEntity:
        return ExplainedEntity(
            start=entity.start,
            end=entity.end,
            text=self._text[entity.start : entity.end],
            best_label=entity.best_label,
            labels=dict(entity.labels),
            votes=tuple(sorted(votes, key=lambda vote: (vote.start, vote.end))),
        )

    def _cast(self, outcome: Outcome, raised: float, said: Said) -> None:
        """Count what was said for the entities of its family that it overlaps."""
        family = self._family(said.label)
        places = list(self._places(said))
        own = [place for place in places if self._family(self._best(place)) == family]
        others = tuple(dict.fromkeys(self._best(place) for place in places if place not in own))
        said = msgspec.structs.replace(said, lost_to=others)
        kept = [place for place in own if not self._freed[place]]
        for place in kept:
            vote = Vote(outcome=outcome, raised=raised, **msgspec.structs.asdict(said))
            self._votes[place].append(vote)
        if not kept:
            self._lose("allowed" if own else "outweighed" if others else "unresolved", said)

    def _lose(self, reason: Reason, said: Said) -> None:
        self._lost.append(Loss(reason=reason, **msgspec.structs.asdict(said)))

    def _said(self, d: Detection, probability: float, silent: tuple[str, ...] = ()) -> Said:
        return Said(
            start=d.start,
            end=d.end,
            text=self._text[d.start : d.end],
            detector=d.detector,
            rule=d.rule,
            label=d.label,
            score=d.score,
            probability=probability,
            silent=silent,
        )

    def _places(self, said: Said) -> Iterator[int]:
        """The entities that overlap it, those that were freed included."""
        resolved = self._trace.resolved
        place = max(bisect_right(self._starts, said.start) - 1, 0)
        while place < len(resolved) and resolved[place].start < said.end:
            if resolved[place].end > said.start:
                yield place
            place += 1

    def _best(self, place: int) -> str:
        return self._trace.resolved[place].best_label

    def _family(self, label: str) -> str:
        """The label's family; a label of the client's own is one by itself."""
        return self._taxonomy.family(label) if label in self._taxonomy.labels else label

"""From validated requests to encoded answers, synchronously, in whatever worker calls it.

The one place where detectors, fusion, filters, resolver and answers meet. It never returns a
text it could not examine: every failure becomes a `RequestError`.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future
from copy import copy
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain, compress
from typing import TypeAlias

from limina.engine.filters import CompiledFilters, compile_filters
from limina.engine.fusion import Voice, Weighed, cut_off, weigh
from limina.engine.honorifics import honorifics
from limina.engine.propagation import second_mentions
from limina.engine.resolver import resolve
from limina.engine.spans import Detection, Document, Entity
from limina.engine.taxonomy import Taxonomy
from limina.engine.tokens import Graphemes
from limina.plugin.detector import DetectorSpec
from limina.plugin.manager import PluginManager, PluginResultError
from limina.protocol.errors import RequestError
from limina.protocol.schema import Request
from limina.runtime.answers import AnswerWriter, Item
from limina.runtime.detecting import Found, LoadedDetector, gather, pieces_of, run
from limina.runtime.faults import describe
from limina.runtime.languages import LanguageDetector
from limina.runtime.linking import Joined, cut, join
from limina.runtime.outcome import Outcome
from limina.runtime.policy import Policy
from limina.runtime.scope import Scope, Scopes
from limina.runtime.settling import NOWHERE, Whole, Zone, bring_together, settle
from limina.runtime.tracing import Trace
from limina.runtime.work import Work, as_work

log = logging.getLogger(__name__)

#: How metrics and `RequestStats` count labels invented by a client.
CUSTOM = "CUSTOM"


@dataclass(slots=True)
class _Job:
    """Texts that are answered together, on their way through the pipeline."""

    work: Work
    items: list[Item]
    joined: Joined
    document: Document
    scope: Scope
    filters: CompiledFilters
    sensitivity: float
    found: Found = field(default_factory=Found)
    voices: list[Voice] = field(default_factory=list)
    weighed: Sequence[Weighed] = ()
    added: Sequence[Detection] = ()
    settled: Whole | None = None


#: What texts ask for that have the same `entity_detection`: what is looked for, and filters.
_Wanted: TypeAlias = tuple[Scope, CompiledFilters]


class Pipeline:
    """Detectors of one worker and the path around them.

    Args:
        plugins: The loaded plugins; every detector's factory is called now.
        languages: Names the languages of a text. If it is still to come, it is waited for when
            the detectors are loaded.
        hash_key: Secret of UNIQUE_HASHED_ENTITY_TYPE.
        policy: What holds for every request.

    Raises:
        PluginError: If a factory fails.
    """

    def __init__(
        self,
        plugins: PluginManager,
        languages: LanguageDetector | Future[LanguageDetector],
        hash_key: bytes,
        policy: Policy = Policy(),
    ) -> None:
        self._plugins = plugins
        self._policy = policy
        self._writer = AnswerWriter(plugins, hash_key)
        self._taxonomy = plugins.taxonomy
        # Who resolves otherwise, and whoever widens entities, looks at the whole text.
        self._settles = policy.honorifics == "outside" and not plugins.resolves
        self._scopes = Scopes(policy, self._taxonomy, plugins.detectors)
        self._detectors: list[LoadedDetector] = []
        self._seconds: dict[str, float] = {}
        self._weights = {spec.name: spec.weight for spec in plugins.detectors}
        self._voices = {spec.name: _voice(spec, self._taxonomy) for spec in plugins.detectors}
        try:
            for spec in plugins.detectors:
                self._detectors.append(LoadedDetector(spec, plugins.make_detector(spec)))
            self._languages = languages.result() if isinstance(languages, Future) else languages
        except BaseException:
            self.close()
            raise

    def process(self, works: Sequence[Work | Request]) -> list[Outcome]:
        """Answer a batch of independent units of work.

        Args:
            works: Of validated requests; a single request is the unit it is.

        Returns:
            One outcome per unit, in order. Nothing is raised.
        """
        jobs = self._examine(works)
        return [self._finish(job) if isinstance(job, _Job) else Outcome(job) for job in jobs]

    def survey(self, work: Work) -> Mapping[str, float]:
        """The languages of all texts together; the first of three steps instead of `process`, in
        which several workers examine one long text.
        """
        return self._languages.detect(join([request.text for request in work.requests]).text)

    def inspect(
        self, request: Request, languages: Mapping[str, float], zone: Zone = NOWHERE
    ) -> Found:
        """The second step: run the detectors over one of `windows.stretches` of the text.

        Args:
            request: What is asked for, with the stretch as its text.
            languages: As `survey` gave them.
            zone: Where what is found may be settled.

        Returns:
            What was found, in offsets of the stretch.

        Raises:
            RequestError: If a required detector failed, or nothing of the kind can be asked for.
        """
        job = self._prepare(Work((request,)), {}, languages)
        if isinstance(job, RequestError):
            raise job
        self._detect([job])
        _require(job.found)
        if self._settles and zone != NOWHERE and not job.found.skipped:
            job.found.detections, job.found.settled = settle(
                job.document,
                zone,
                job.found.detections,
                weigh=partial(self._weigh, job),
                resolve=partial(self._entities, job),
                taxonomy=self._taxonomy,
            )
        return job.found

    def conclude(
        self, work: Work, languages: Mapping[str, float], found: Sequence[Found]
    ) -> Outcome:
        """The third step: the answer.

        Args:
            work: The whole unit.
            languages: As `survey` gave them.
            found: What `inspect` found in each of the stretches, in their order.
        """
        job = self._prepare(work, {}, languages)
        if isinstance(job, RequestError):
            return Outcome(job)
        job.found, job.settled = bring_together(job.document.text, found)
        return self._finish(job)

    def spent(self) -> Mapping[str, float]:
        """Seconds each detector has worked since the last call."""
        seconds, self._seconds = self._seconds, {}
        return seconds

    def dial(
        self, works: Sequence[Work | Request], sensitivities: Iterable[float]
    ) -> list[list[Outcome]]:
        """Answer a batch as `process` would at each of some sensitivities, and detect only once.

        Args:
            works: Of validated requests.
            sensitivities: 0..1; that of the policy plays no part.

        Returns:
            For each sensitivity what `process` would return. Nothing is raised.
        """
        jobs = self._examine(works)
        return [[self._finish_at(job, one) for job in jobs] for one in sensitivities]

    def trace(self, request: Request) -> Trace:
        """Do for one request what `process` does, up to the entities, and tell how.

        Raises:
            RequestError: Where `process` would answer with one.
        """
        [job] = self._examine([request])
        if isinstance(job, RequestError):
            raise job
        self._decide(job)
        [item] = job.items
        return Trace(
            item.document,
            job.weighed,
            job.added,
            item.detections,
            item.resolved,
            item.entities,
            tuple(job.found.skipped),
            cut_off(job.sensitivity),
        )

    @property
    def taxonomy(self) -> Taxonomy:
        """All labels, those of plugins included."""
        return self._taxonomy

    def close(self) -> None:
        """Close every detector; one that fails does not keep the others open."""
        while self._detectors:
            loaded = self._detectors.pop()
            try:
                loaded.detector.close()
            except Exception as error:
                log.warning("detector %s failed to close: %s", loaded.spec.name, describe(error))

    def _examine(self, works: Sequence[Work | Request]) -> list[_Job | RequestError]:
        """Run the detectors over a batch."""
        known: dict[int, _Wanted] = {}
        jobs = [self._prepare(as_work(work), known) for work in works]
        self._detect([job for job in jobs if isinstance(job, _Job)])
        return jobs

    def _detect(self, jobs: Sequence[_Job]) -> None:
        """Run every detector over the texts, the long ones in stretches."""
        pieces = [pieces_of(job.document) for job in jobs]
        for loaded in self._detectors:
            useful = [loaded.spec.name in job.scope.detectors for job in jobs]
            wanted = list(chain.from_iterable(compress(pieces, useful)))
            if wanted:
                began = time.perf_counter()
                run(loaded, [document for document, _ in wanted], [found for _, found in wanted])
                name = loaded.spec.name
                seconds = time.perf_counter() - began
                self._seconds[name] = self._seconds.get(name, 0.0) + seconds
        for job, some in zip(jobs, pieces, strict=True):
            job.found = gather(job.document.text, [found for _, found in some])

    def _prepare(
        self, work: Work, known: dict[int, _Wanted], languages: Mapping[str, float] | None = None
    ) -> _Job | RequestError:
        try:
            joined = join([request.text for request in work.requests])
            if languages is None:
                languages = self._languages.detect(joined.text)
            document = Document(joined.text, languages)
            items = [Item(request, document) for request in work.requests]
            if len(items) > 1:
                for item in items:
                    text = item.request.text
                    item.document = Document(text, self._languages.detect(text))
            # The texts of a list share one object, and so its patterns are compiled once.
            key = id(work.options.entity_detection)
            if key not in known:
                known[key] = (
                    self._scopes.of(work.options),
                    compile_filters(self._policy.filtered(work.options), clock=time.monotonic),
                )
            return _Job(work, items, joined, document, *known[key], self._policy.sensitivity)
        except RequestError as error:
            return error
        except Exception as error:
            return _internal(error)

    def _finish_at(self, job: _Job | RequestError, sensitivity: float) -> Outcome:
        if isinstance(job, RequestError):
            return Outcome(job)
        # The filters' time is that of one answer.
        return self._finish(replace(job, filters=copy(job.filters), sensitivity=sensitivity))

    def _finish(self, job: _Job) -> Outcome:
        skipped = tuple(job.found.skipped)
        try:
            self._decide(job)
            answers = self._writer.write(job.work, job.items, job.joined)
        except RequestError as error:
            return Outcome(error, skipped=skipped)
        except Exception as error:
            return Outcome(_internal(error), skipped=skipped)
        counts: dict[str, int] = {}
        for entity in chain.from_iterable(item.entities for item in job.items):
            label = entity.best_label if entity.best_label in self._taxonomy.labels else CUSTOM
            counts[label] = counts.get(label, 0) + 1
        return Outcome(b",".join(answers), counts, skipped)

    def _decide(self, job: _Job) -> None:
        """Make entities of what the detectors found; linked texts are weighed as one.

        Raises:
            RequestError: If a required detector failed, or the client's patterns took too long.
        """
        _require(job.found)
        job.weighed = self._weigh(job, job.document, job.found.detections)
        text = job.document.text
        kept = [one.raised for one in job.weighed if one.kept]
        added: list[Detection] = []
        if self._policy.propagation:
            added += second_mentions(
                text,
                job.weighed,
                taxonomy=self._taxonomy,
                sensitivity=job.sensitivity,
                known=None if job.settled is None else job.settled.known,
            )
        if job.settled is not None:
            again = self._weigh(job, job.document, job.settled.near(Graphemes(text), added))
            kept += [one.raised for one in again if one.kept]
        if self._policy.honorifics == "inside":
            added += honorifics(text, [*kept, *added], self._taxonomy)
        job.added = added
        for item, detections in zip(job.items, cut(job.joined, [*kept, *added]), strict=True):
            self._resolve(job, item, detections)

    def _weigh(
        self, job: _Job, document: Document, detections: Sequence[Detection]
    ) -> list[Weighed]:
        job.voices = [
            self._voices[loaded.spec.name]
            for loaded in self._detectors
            if loaded.spec.name in job.scope.detectors and loaded.spec.name not in job.found.skipped
        ]
        return weigh(
            document,
            detections,
            voices=job.voices,
            taxonomy=self._taxonomy,
            sensitivity=job.sensitivity,
        )

    def _entities(
        self,
        job: _Job,
        document: Document,
        found: Iterable[Detection],
        blocks: Sequence[Detection] = (),
    ) -> tuple[Entity, ...]:
        """What our own resolver makes of what may be shown."""
        return resolve(
            document,
            sorted(d for d in found if d.label not in job.scope.hidden),
            enabled=job.scope.enabled,
            taxonomy=self._taxonomy,
            weights=self._weights,
            blocks=blocks,
        )

    def _resolve(self, job: _Job, item: Item, found: Sequence[Detection]) -> None:
        text = item.document.text
        blocks = job.filters.block_detections(text)
        detections = sorted(d for d in found if d.label not in job.scope.hidden)
        item.detections = (*detections, *blocks)
        entities = self._plugins.resolve(item.document, sorted(item.detections), item.request)
        if entities is None:
            entities = self._entities(job, item.document, detections, blocks)
        if job.settled is not None:
            entities = tuple(sorted((*entities, *job.settled.entities()), key=lambda e: e.start))
        item.resolved = entities
        item.entities = job.filters.allowed(text, entities)


def _require(found: Found) -> None:
    if found.failed is not None:
        detail = f"the detector {found.failed} failed; nothing is returned"
        raise RequestError("LIM201", detail)


def _voice(spec: DetectorSpec, taxonomy: Taxonomy) -> Voice:
    families = frozenset(map(taxonomy.family, spec.labels))
    return Voice(spec.name, families, spec.languages, spec.silence, spec.facts, spec.edges)


def _internal(error: Exception) -> RequestError:
    # A PluginResultError names a plugin and a hook; any other message may hold the text.
    known = isinstance(error, PluginResultError)
    log.error("internal error: %s", error if known else describe(error))
    return RequestError("LIM205", "internal error; nothing is returned")

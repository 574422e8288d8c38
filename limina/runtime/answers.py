"""Writes the answers of a unit of work, in the shape of the route it came in by.

Everything is found and decided before; here the entities are replaced, listed or examined.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from limina.analysis.coreference import cluster_ids
from limina.analysis.encoding import Linking, encode_analysis, encode_ner
from limina.analysis.entity import analyze_entity
from limina.analysis.labelspans import label_spans
from limina.analysis.relations import Relation, find_relations
from limina.engine.coreference import Mention, assign
from limina.engine.redaction import coreference_of, redact
from limina.engine.response import encode_response
from limina.engine.spans import Detection, Document, Entity
from limina.plugin.hookspecs import ReplacementContext
from limina.plugin.manager import PluginManager
from limina.protocol.request import Coreference, Request
from limina.runtime.linking import Joined, shift
from limina.runtime.work import Work


@dataclass(slots=True)
class Item:
    """One text of a unit of work.

    Attributes:
        request: The request.
        document: The text and its languages.
        detections: What was found in it and believed, BLOCK matches included.
        resolved: What became of them.
        entities: What the filters left of those.
    """

    request: Request
    document: Document
    detections: Sequence[Detection] = ()
    resolved: Sequence[Entity] = ()
    entities: Sequence[Entity] = ()


class AnswerWriter:
    """Writes answers.

    Args:
        plugins: Asked for replacements.
        hash_key: Secret of UNIQUE_HASHED_ENTITY_TYPE.
    """

    def __init__(self, plugins: PluginManager, hash_key: bytes) -> None:
        self._plugins = plugins
        self._hash_key = hash_key

    def write(self, work: Work, items: Sequence[Item], joined: Joined) -> list[bytes]:
        """Write one answer per text.

        Args:
            work: What is wanted.
            items: Its texts with what was found in them.
            joined: The texts as one.

        Returns:
            JSON text in UTF-8, in the order of the texts.

        Raises:
            RequestError: For what cannot be given; see `limina.engine.redaction.redact`.
        """
        if work.kind == "ner":
            return [self._list(item) for item in items]
        if work.kind == "analyze":
            mode = work.relation_detection.coreference_resolution or "heuristics"
            return self._examine(work, items, self._assign(items, joined, mode))
        mode = coreference_of(items[0].request)
        mentions = self._assign(items, joined, mode)
        return [self._redact(item, some) for item, some in zip(items, mentions, strict=True)]

    def _assign(
        self, items: Sequence[Item], joined: Joined, mode: Coreference
    ) -> list[list[Mention]]:
        """One mention per entity; they are linked across linked texts, as if those were one."""
        entities = [item.entities for item in items]
        whole = Document(joined.text, items[0].document.languages)
        mentions = iter(assign(whole, shift(joined, entities), mode, self._plugins.taxonomy))
        return [[next(mentions) for _ in some] for some in entities]

    def _list(self, item: Item) -> bytes:
        document = item.document
        spans = label_spans(
            document, item.entities, item.detections, taxonomy=self._plugins.taxonomy
        )
        return encode_ner(document, spans, document.languages, item.request.entity_detection)

    def _examine(
        self, work: Work, items: Sequence[Item], mentions: Sequence[Sequence[Mention]]
    ) -> list[bytes]:
        clusters = [[mention.cluster for mention in some] for some in mentions]
        flat = [cluster for some in clusters for cluster in some]
        ids = iter(cluster_ids(flat, new_id=lambda: str(uuid.uuid4())))
        return [
            self._analyze(work, item, some, [next(ids) for _ in some])
            for item, some in zip(items, clusters, strict=True)
        ]

    def _analyze(
        self, work: Work, item: Item, clusters: Sequence[int], ids: Sequence[str]
    ) -> bytes:
        document, entities = item.document, item.entities
        languages = document.languages
        wanted = work.relation_detection
        linking = None
        if wanted.coreference_resolution is not None:
            relations: Sequence[Relation] = ()
            if wanted.enable_relation_extraction:
                relations = find_relations(
                    document.text, entities, clusters, languages=tuple(languages)
                )
            linking = Linking(clusters, ids, relations)
        analyses = [
            analyze_entity(document.text, entity, locale=work.locale, languages=languages)
            for entity in entities
        ]
        detection = item.request.entity_detection
        return encode_analysis(document, entities, analyses, languages, detection, linking)

    def _redact(self, item: Item, mentions: Sequence[Mention]) -> bytes:
        document, request = item.document, item.request
        redaction = redact(
            document,
            item.entities,
            request,
            hash_key=self._hash_key,
            replace=lambda entity, number: self._plugins.replace(
                entity, request, ReplacementContext(document, number)
            ),
            mentions=mentions,
        )
        return encode_response(document, redaction, request, document.languages)

"""Writes the answers of a unit of work, in the shape of the route it came in by.

Everything is found and decided before; here the entities are replaced, listed or examined.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from limina.engine.coreference import Mention, assign
from limina.engine.redaction import coreference_of, redact
from limina.engine.response import encode_response
from limina.engine.spans import Detection, Document, Entity
from limina.plugin.hookspecs import ReplacementContext
from limina.plugin.manager import PluginManager
from limina.protocol.request import Request
from limina.runtime.linking import Joined, shift
from limina.runtime.work import Work


@dataclass(slots=True)
class Item:
    """One text of a unit of work.

    Attributes:
        request: The request.
        document: The text and its languages.
        detections: What was found in it, BLOCK matches included.
        entities: What became of them.
    """

    request: Request
    document: Document
    detections: Sequence[Detection] = ()
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
        return self._process(items, joined)

    def _process(self, items: Sequence[Item], joined: Joined) -> list[bytes]:
        entities = [item.entities for item in items]
        # Mentions are linked across linked texts, so they are assigned where all texts are one.
        whole = Document(joined.text, items[0].document.languages)
        mode = coreference_of(items[0].request)
        mentions = iter(assign(whole, shift(joined, entities), mode, self._plugins.taxonomy))
        return [self._redact(item, [next(mentions) for _ in item.entities]) for item in items]

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

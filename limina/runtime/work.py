"""The unit of work between a transport and the pipeline: texts, and what is wanted of them.

A list whose texts are independent becomes one unit a text; a linked list is one unit. This module
holds values only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from limina.protocol.batch import Batch, RelationDetection
from limina.protocol.request import Request

#: What is wanted: the text redacted, every label found, or the entities examined.
Kind = Literal["process", "ner", "analyze"]

#: The route under which a single request is counted.
WEBSOCKET_ROUTE = "/ws"


@dataclass(frozen=True, slots=True)
class Work:
    """Texts that are answered together.

    Attributes:
        requests: One per text; they differ in their texts only, and there is at least one.
        kind: What is wanted of every text.
        route: Where the work came in, for statistics; one of ours, never a client's words.
        locale: For `analyze`: where figures are from.
        relation_detection: For `analyze`: coreference and relations.
    """

    requests: tuple[Request, ...]
    kind: Kind = "process"
    route: str = WEBSOCKET_ROUTE
    locale: str | None = None
    relation_detection: RelationDetection = RelationDetection()

    @property
    def options(self) -> Request:
        """What all texts have in common; its text is the first one."""
        return self.requests[0]

    @property
    def characters(self) -> int:
        """Length of all texts, in code points."""
        return sum(len(request.text) for request in self.requests)


def as_work(work: Work | Request) -> Work:
    """A single request as the unit it is."""
    return Work((work,)) if isinstance(work, Request) else work


def units(batch: Batch, kind: Kind, route: str) -> list[Work]:
    """Make the units of a list: one of all texts if it is linked, else one of each.

    Args:
        batch: The list; an empty one makes no units.
        kind: What is wanted.
        route: Where the list came in.
    """
    requests = batch.requests()
    groups = [requests] if batch.linked and requests else [(request,) for request in requests]
    return [Work(group, kind, route, batch.locale, batch.relation_detection) for group in groups]

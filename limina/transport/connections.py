"""What becomes of the connections to `/ws`, in the metrics and, where asked for, in the log.

A line of the log holds an address, a code, a duration and a count; nothing else of a client is
known here.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import trio

from limina.plugin.hookspecs import Handshake
from limina.runtime.metrics import Metrics
from limina.transport.proxies import Proxies

log = logging.getLogger(__name__)

#: How a conversation ended that was not closed by us.
CLIENT = "client"


class Visit:
    """One conversation.

    Args:
        metrics: Where its messages are counted.
    """

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics
        self.messages = 0
        self.end = CLIENT

    def asked(self) -> None:
        """A message was a request; whoever answers it counts it."""
        self.messages += 1

    def rejected(self, code: str) -> None:
        """A message was no request, and is answered with an error."""
        self.messages += 1
        self._metrics.request("/ws", code)

    def closing(self, code: int) -> None:
        """We end it, with this close code."""
        self.end = str(code)


class Connections:
    """The connections of one server.

    Args:
        metrics: Where they are counted; by default nowhere that is read.
        log_connections: Whether each is logged when it ends or is refused.
        proxies: Whose word on a client's address is believed.
    """

    def __init__(
        self,
        metrics: Metrics | None = None,
        *,
        log_connections: bool = False,
        proxies: Proxies | None = None,
    ) -> None:
        self._metrics = metrics or Metrics()
        self._log = log_connections
        self._proxies = proxies or Proxies()

    def refused(self, handshake: Handshake, status: int) -> None:
        """A handshake was refused with an HTTP status."""
        self._metrics.handshake(status)
        if self._log:
            log.info("a handshake from %s was refused with %d", self._from(handshake), status)

    @contextmanager
    def visit(self, handshake: Handshake) -> Iterator[Visit]:
        """A conversation, from its handshake to the end of the block."""
        visit, start = Visit(self._metrics), trio.current_time()
        self._metrics.handshake(101)
        self._metrics.connected(1)
        try:
            yield visit
        finally:
            self._metrics.connected(-1)
            self._metrics.closed(visit.end)
            if self._log:
                log.info(
                    "a conversation from %s ended after %.1f s and %d messages, closed by %s",
                    self._from(handshake),
                    trio.current_time() - start,
                    visit.messages,
                    "the client" if visit.end == CLIENT else f"us with {visit.end}",
                )

    def _from(self, handshake: Handshake) -> str:
        return self._proxies.client(handshake)

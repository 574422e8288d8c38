"""Between the transports and the worker: a bounded queue, natural batches, deadlines."""

from __future__ import annotations

from typing import Protocol

from limina.plugin.hookspecs import Handshake
from limina.protocol.schema import Limits, Request


class Dispatch(Protocol):
    """What a transport needs of the runtime.

    Attributes:
        limits: What `decode_request` accepts.
    """

    limits: Limits

    @property
    def ready(self) -> bool:
        """True once every worker has loaded its detectors and the last one has not failed."""
        ...

    async def submit(self, request: Request) -> bytes:
        """Have a request answered.

        Args:
            request: A validated request.

        Returns:
            The response as JSON text in UTF-8.

        Raises:
            RequestError: The error to answer with (LIM1xx of the engine, LIM2xx of the service).
        """
        ...

    def authorize(self, handshake: Handshake) -> bool:
        """Ask the plugins whether a connection may be opened; False also when one of them fails."""
        ...

"""hypercorn's logger without the words of clients.

hypercorn 0.18 logs the traceback of every application error, and an exception's message quotes what
it choked on; its access log offers the query, every header and the environment. Here an exception
is named by its type and place, and an access line holds nothing a client chose. The module must not
know what application is served.
"""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING, Any

from hypercorn.logging import Logger
from hypercorn.trio.statsd import StatsdLogger

from limina.runtime.faults import describe

if TYPE_CHECKING:
    from hypercorn.typing import ResponseSummary, WWWScope

#: Paths and methods that may be logged as they are; any other is the client's own word.
_PATHS = frozenset({"/", "/healthz", "/ws"})
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"})


class _PrivateAtoms(dict[str, str]):
    """Fields of an access line; every field that is not ours reads `-`."""

    def __missing__(self, key: str) -> str:
        return "-"


def _atoms(
    request: WWWScope, response: ResponseSummary | None, request_time: float
) -> _PrivateAtoms:
    client = request.get("client")
    method = str(request.get("method", "GET"))
    method = method if method in _METHODS else "-"
    path = request["path"] if request["path"] in _PATHS else "-"
    version = request.get("http_version", "-")
    return _PrivateAtoms(
        h=":".join(map(str, client)) if client else "-",
        t=time.strftime("[%d/%b/%Y:%H:%M:%S %z]"),
        r=f"{method} {path} {version}",
        s="-" if response is None else str(response["status"]),
        S=request["scheme"],
        m=method,
        U=path,
        H=version,
        T=str(int(request_time)),
        D=str(int(request_time * 1_000_000)),
        L=f"{request_time:.6f}",
        p=f"<{os.getpid()}>",
    )


class PrivateLogger(Logger):
    """hypercorn's logger, without exception messages, queries, header values and environment."""

    async def exception(self, message: str, *args: Any, **kwargs: Any) -> None:
        """Log an error with the type and place of the exception being handled."""
        await self.error(f"{message}: %s", *args, describe(sys.exc_info()[1]))

    def atoms(
        self, request: WWWScope, response: ResponseSummary | None, request_time: float
    ) -> _PrivateAtoms:
        """The fields an access line may use."""
        return _atoms(request, response, request_time)


class PrivateStatsdLogger(PrivateLogger, StatsdLogger):
    """The same for hypercorn's statsd option; the metrics themselves are only counts and times."""

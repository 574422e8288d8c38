"""Who may use the server: API keys, allowed origins, and then what the plugins say.

Keys are compared by their digests and all of them every time, so that the time taken says nothing
of a key. No key and no header gets into a message.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Collection, Iterable

from limina.plugin.hookspecs import Handshake
from limina.protocol.errors import RequestError

_BEARER = "bearer "


class Access:
    """Decides over handshakes and REST calls.

    Args:
        keys: One of them must come as `x-api-key` or as a bearer token; None asks for no key.
        origins: What a browser's `Origin` may be; empty allows any. Programs send none.
        public_paths: Paths that need neither key nor plugin.
        plugins: Asked last.
    """

    def __init__(
        self,
        keys: Collection[str] | None = None,
        *,
        origins: Iterable[str] = (),
        public_paths: Iterable[str] = (),
        plugins: Callable[[Handshake], bool] = lambda handshake: True,
    ) -> None:
        self._keys = None if keys is None else [_digest(key.encode()) for key in keys]
        self._origins = frozenset(origin.lower().rstrip("/") for origin in origins)
        self._public = frozenset(public_paths)
        self._plugins = plugins

    def authorize(self, handshake: Handshake) -> bool:
        """See `limina.runtime.dispatch.Dispatch.authorize`."""
        if handshake.path in self._public:
            return True
        if self._origins:
            for name, value in handshake.headers:
                if name == "origin" and value.lower() not in self._origins:
                    raise RequestError("LIM302", "the connection comes from a page not allowed")
        if self._keys is not None and not sum(map(self._is_key, _given(handshake))):
            return False
        return self._plugins(handshake)

    def _is_key(self, given: bytes) -> bool:
        digest = _digest(given)
        return sum(hmac.compare_digest(digest, key) for key in self._keys or ()) > 0


def _given(handshake: Handshake) -> Iterable[bytes]:
    """The keys a client shows, as the bytes it sent."""
    for name, value in handshake.headers:
        if name == "x-api-key":
            yield _bytes(value.strip())
        elif name == "authorization" and value[: len(_BEARER)].lower() == _BEARER:
            yield _bytes(value[len(_BEARER) :].strip())


def _bytes(value: str) -> bytes:
    # Header values are bytes on the wire; both servers hand them over one character a byte.
    return value.encode("latin-1", "replace")


def _digest(key: bytes) -> bytes:
    return hashlib.sha256(key).digest()

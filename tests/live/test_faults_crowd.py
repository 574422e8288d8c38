"""Far more connections than there is room for."""

from __future__ import annotations

import contextlib
import json
import resource
import selectors
import socket
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.live.faults import TRANSPORTS, Target, attacked, request, until
from tests.live.hypercorn_support import frame, handshake

ROOM = 2_000
ATTEMPTS = 10_000
#: Attempts under way at a time.
AT_ONCE = 1_000
#: Descriptors for everything else this process has open.
OTHERS = 200
#: Seconds everything together may take on a slow machine.
PATIENCE = 240


@pytest.fixture
def descriptors() -> None:
    """Let this process hold all of its ends; the server raises its own limit."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = ATTEMPTS + OTHERS
    if hard != resource.RLIM_INFINITY and hard < wanted:
        pytest.skip(f"this process may open {hard} files, and {wanted} are needed")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted), hard))


class Crowd:
    """All who try to get in, and what became of them."""

    def __init__(self, target: Target) -> None:
        self._address = ("127.0.0.1", target.port)
        self._selector = selectors.DefaultSelector()
        self._undecided: set[socket.socket] = set()
        self.fates: Counter[str] = Counter()
        self.inside: list[socket.socket] = []

    def try_to_enter(self, attempts: int) -> None:
        """Have so many try; who gets in stays."""
        end = time.monotonic() + PATIENCE
        while attempts or self._undecided:
            assert time.monotonic() < end, self.fates
            while attempts and len(self._undecided) < AT_ONCE:
                attempts -= 1
                sock = socket.socket()
                self._undecided.add(sock)
                sock.setblocking(False)
                sock.connect_ex(self._address)
                self._selector.register(sock, selectors.EVENT_WRITE)
            for key, _ in self._selector.select(1):
                assert isinstance(key.fileobj, socket.socket)
                self._go_on(key.fileobj, key.events)

    def _go_on(self, sock: socket.socket, waited_for: int) -> None:
        try:
            if waited_for == selectors.EVENT_WRITE:
                sock.sendall(handshake())
                self._selector.modify(sock, selectors.EVENT_READ)
                return
            head = sock.recv(4096)
        except ConnectionError:
            head = b""
        self._selector.unregister(sock)
        self._undecided.discard(sock)
        fate = head[9:12].decode() or "closed"
        self.fates[fate] += 1
        if fate == "101":
            self.inside.append(sock)
        else:
            sock.close()

    def close(self) -> None:
        """Everybody hangs up."""
        for sock in [*self.inside, *self._undecided]:
            sock.close()
        self._undecided.clear()
        self.inside.clear()


def ask(sock: socket.socket) -> str:
    """Somebody inside has a request answered."""
    sock.settimeout(60)
    sock.sendall(frame(1, request("Greg")))
    answer = sock.recv(1 << 16)
    return str(json.loads(answer[answer.index(b"{") :])["processed_text"])


def probe(target: Target) -> bytes:
    """The start of what `/healthz` answers."""
    with target.connect() as sock:
        sock.sendall(b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n")
        return sock.recv(4096)[:12]


def gets_in(target: Target) -> bool:
    """Whether there is room again; the server notices who has left one by one."""
    try:
        target.open().sock.close()
    except AssertionError:
        return False
    return True


@pytest.mark.usefixtures("descriptors")
@pytest.mark.parametrize("transport", TRANSPORTS)
def test_ten_thousand_connections_where_there_is_room_for_two(
    transport: str, tmp_path: Path
) -> None:
    # They stay as long as the test takes, and none of them answers a ping.
    patient = {"ping_interval": "300", "handshake_timeout": "120", "max_connections": str(ROOM)}
    with (
        attacked(tmp_path, transport, patient, python=()) as target,
        contextlib.closing(Crowd(target)) as crowd,
    ):
        crowd.try_to_enter(ATTEMPTS)
        assert crowd.fates["101"] == ROOM
        assert crowd.fates["503"] > 0
        assert set(crowd.fates) <= {"101", "503", "closed"}
        assert {ask(sock) for sock in crowd.inside[:: ROOM // 20]} == {"[NAME_1]"}
        assert probe(target) == b"HTTP/1.1 200"
        crowd.try_to_enter(1)
        assert len(crowd.inside) == ROOM
        crowd.inside.pop().close()

        def somebody_gets_in() -> bool:
            crowd.try_to_enter(1)
            return len(crowd.inside) == ROOM

        until(somebody_gets_in)
        crowd.close()
        until(lambda: gets_in(target))


def test_where_few_files_may_be_open_there_are_fewer_connections(tmp_path: Path) -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard == resource.RLIM_INFINITY:
        pytest.skip("this process may open any number of files")
    with attacked(tmp_path, "native", {"max_connections": str(hard)}) as target:
        assert "max_connections: there is room for" in target.server.output()

"""The load: a process of its own that keeps a number of connections busy and takes the time.

Each connection has so many messages under way and sends the next one when an answer comes. The
process shares the processors with the server, so it does as little as it can, and what it costs is
measured too. It reads a `Load` from its standard input and writes a `Result` to its standard
output.
"""

from __future__ import annotations

import select
import socket
import subprocess
import sys
import time
from collections import deque
from collections.abc import Sequence
from typing import Final

import msgspec

from bench import wire
from bench.processes import allow_files, cpu_seconds
from bench.stats import percentile

#: How an answer that is none begins.
_FAULT: Final = b'{"code"'
_READ: Final = 1 << 18
#: Seconds after which a server that says nothing has failed.
_SILENCE: Final = 120.0


class Group(msgspec.Struct, frozen=True):
    """Connections that do the same.

    Attributes:
        texts: What they send, each from another place on, in turns.
        connections: How many there are.
        depth: Messages each has under way.
    """

    texts: Sequence[str]
    connections: int = 1
    depth: int = 1


class Load(msgspec.Struct, frozen=True):
    """What is to be done.

    Attributes:
        port: Where the server listens on 127.0.0.1.
        groups: The connections.
        seconds: How long the time is taken.
        warm_up: How long the load goes on before.
        watched: Names to processes whose processor time is to be measured meanwhile.
    """

    port: int
    groups: Sequence[Group]
    seconds: float
    warm_up: float = 1.0
    watched: dict[str, list[int]] = {}


class Told(msgspec.Struct, frozen=True):
    """What came of one group. Times are in seconds.

    Attributes:
        answers: Number of answers while the time was taken.
        faults: How many of them were errors.
        p50: Median time from a message to its answer.
        p99: What 99 % of the times do not exceed.
    """

    answers: int
    faults: int
    p50: float = 0.0
    p99: float = 0.0


class Result(msgspec.Struct, frozen=True):
    """What came of a load.

    Attributes:
        seconds: How long the time was taken in fact.
        begun: When that began, as `time.monotonic` tells it in every process.
        groups: The groups, in their order.
        cpu: Processor time of what was watched, and of the load itself as `client`.
    """

    seconds: float
    begun: float
    groups: Sequence[Told]
    cpu: dict[str, float]

    @property
    def rate(self) -> float:
        """Answers of the first group in a second."""
        return self.groups[0].answers / self.seconds


class _Connection:
    """One connection, and what it has under way."""

    def __init__(self, port: int, frames: Sequence[bytes], place: int, group: int) -> None:
        self.socket = connect(port)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.group = group
        self.sent: deque[float] = deque()
        self._frames = frames
        self._place = place
        self._splitter = wire.Splitter()

    def send(self) -> None:
        self._place = (self._place + 1) % len(self._frames)
        self.sent.append(time.perf_counter())
        self.socket.sendall(self._frames[self._place])

    def receive(self) -> list[bytes]:
        """The beginnings of the answers that have come."""
        data = self.socket.recv(_READ)
        if not data:
            raise ConnectionError("the server has closed a connection")
        answers = []
        for first, beginning in self._splitter.feed(data):
            if first == wire.TEXT:
                answers.append(beginning)
            elif first == wire.PING:
                self.socket.sendall(wire.frame(wire.PONG, beginning))
            else:
                raise ConnectionError(f"the server has sent a frame that begins with {first:#x}")
        return answers


def connect(port: int) -> socket.socket:
    """Open a WebSocket to `/ws`.

    Raises:
        ConnectionError: If the server does not want it.
    """
    one = socket.create_connection(("127.0.0.1", port), timeout=_SILENCE)
    one.sendall(wire.handshake(port, "/ws"))
    head = b""
    while b"\r\n\r\n" not in head:
        data = one.recv(4096)
        if not data:
            break
        head += data
    if not head.startswith(b"HTTP/1.1 101 "):
        raise ConnectionError("the server has refused a connection")
    return one


def ask(port: int, text: str, times: int) -> list[float]:
    """Send a text so many times, over a connection of its own: the seconds to each answer.

    Raises:
        RuntimeError: If an answer is an error.
    """
    message, seconds = wire.request(text), []
    with connect(port) as one:
        for _ in range(times):
            splitter = wire.Splitter()
            begun = time.perf_counter()
            one.sendall(message)
            answer = b""
            while not answer:
                data = one.recv(_READ)
                if not data:
                    raise ConnectionError("the server has closed a connection")
                for first, beginning in splitter.feed(data):
                    if first == wire.PING:
                        one.sendall(wire.frame(wire.PONG, beginning))
                    else:
                        answer = beginning
            seconds.append(time.perf_counter() - begun)
            if answer.startswith(_FAULT):
                raise RuntimeError("an answer was an error")
    return seconds


def put(load: Load) -> Result:
    """Run a load in this process."""
    frames = [[wire.request(text) for text in group.texts] for group in load.groups]
    connections: dict[int, _Connection] = {}
    poll = select.epoll()
    for index, group in enumerate(load.groups):
        for number in range(group.connections):
            place = number * len(group.texts) // group.connections
            one = _Connection(load.port, frames[index], place, index)
            connections[one.socket.fileno()] = one
            poll.register(one.socket.fileno(), select.EPOLLIN)
    for one in connections.values():
        for _ in range(load.groups[one.group].depth):
            one.send()
    _turn(poll, connections, load.warm_up, None)
    taken: list[list[float]] = [[] for _ in load.groups]
    faults = [0 for _ in load.groups]
    before = {name: cpu_seconds(pids) for name, pids in load.watched.items()}
    own, begun = time.process_time(), time.monotonic()
    _turn(poll, connections, load.seconds, (taken, faults))
    seconds = time.monotonic() - begun
    cpu = {name: cpu_seconds(pids) - before[name] for name, pids in load.watched.items()}
    cpu["client"] = time.process_time() - own
    for one in connections.values():
        one.socket.close()
    told = [_told(times, fault) for times, fault in zip(taken, faults, strict=True)]
    return Result(seconds, begun, told, cpu)


def _told(times: Sequence[float], faults: int) -> Told:
    if not times:
        return Told(0, faults)
    return Told(len(times), faults, percentile(times, 0.5), percentile(times, 0.99))


def _turn(
    poll: select.epoll,
    connections: dict[int, _Connection],
    seconds: float,
    notes: tuple[list[list[float]], list[int]] | None,
) -> None:
    clock = time.perf_counter
    end = clock() + seconds
    silence = end + _SILENCE
    while (now := clock()) < end:
        for number, _events in poll.poll(end - now):
            one = connections[number]
            for beginning in one.receive():
                sent = one.sent.popleft()
                if notes is not None:
                    notes[0][one.group].append(clock() - sent)
                    notes[1][one.group] += beginning.startswith(_FAULT)
                one.send()
        if clock() > silence:
            raise TimeoutError("the server says nothing")


def run(load: Load) -> Result:
    """Run a load in a process of its own.

    Raises:
        RuntimeError: If it failed, or some of the answers were errors.
    """
    ended = subprocess.run(
        [sys.executable, "-m", "bench.load"],
        input=msgspec.json.encode(load),
        stdout=subprocess.PIPE,
        check=False,
    )
    if ended.returncode:
        raise RuntimeError(f"the load ended with status {ended.returncode}")
    result = msgspec.json.decode(ended.stdout, type=Result)
    for told in result.groups:
        if told.faults:
            raise RuntimeError(f"{told.faults} of {told.answers} answers were errors")
    return result


if __name__ == "__main__":
    allow_files(4_096)
    given = msgspec.json.decode(sys.stdin.buffer.read(), type=Load)
    sys.stdout.buffer.write(msgspec.json.encode(put(given)))

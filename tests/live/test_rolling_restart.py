"""A rolling restart behind a load balancer loses nothing, and every client comes back.

What counts as lost is what docs/how-to/load-balancer.md promises: a request on `/ws` without an
answer on a connection that did not end with 1001 or 1012, and a REST call that got neither its
answer nor 502 or 503 (behind nginx: anything but its answer). A request that was unanswered when
its connection ended with one of these codes, or that was answered with LIM204, is sent again. Each
has a word of its own, and each answer is compared.
"""

from __future__ import annotations

import http.client
import itertools
import json
import signal
import ssl
import threading
import urllib.error
import urllib.request
from collections import Counter, deque
from collections.abc import AsyncIterator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import trio

from limina.protocol.client import ClientTarget
from limina.transport.client import Client, Disconnected, Refused, talk_over
from tests.live import hazards
from tests.live.balancers import CERTIFICATE, Balancer, balancing, free_port
from tests.live.faults import until
from tests.live.hypercorn_support import PATIENCE
from tests.live.server import ServerProcess

TALKERS = 8
POSTERS = 3
#: Requests of one talker that wait for their answers at a time; more than `max_in_flight`.
WINDOW = 6
#: The ends after which a client knows that what has no answer is to be sent again.
CLEAN = {1001, 1012}
#: What tells the client of a call whether it was answered: it was, or it is to be sent again.
TOLD = {200, 502, 503}
#: Answers between two restarts, at least.
BETWEEN = 100


class Instance:
    """A `limina serve` that can be restarted where it was."""

    def __init__(self, folder: Path, port: int, transport: str = "hypercorn") -> None:
        folder.mkdir()
        self.port = port
        self._folder = folder
        self._environment = hazards.install(folder) | {"LIMINA_TRANSPORT": transport}
        self._ended: list[str] = []
        self.server = self._start()

    def restart(self) -> None:
        """SIGTERM, wait for the end, start again; it ends with status 0."""
        assert self.server.terminate() == 0
        self._ended.append(self.server.output())
        self.server = self._start()
        assert health(self.port) == 200

    def stop(self) -> str:
        """End it in good order; everything it wrote in all its lives."""
        assert self.server.terminate() == 0
        return "".join([*self._ended, self.server.output()])

    def end(self) -> None:
        """End it in any case."""
        self.server.process.kill()
        self.server.process.wait()

    def _start(self) -> ServerProcess:
        return ServerProcess(["--port", str(self.port)], self._folder, self._environment)


@dataclass
class Tally:
    """What became of every request."""

    answered: int = 0
    wrong: list[str] = field(default_factory=list)
    sent_again: int = 0
    ends: Counter[int] = field(default_factory=Counter)
    refused: Counter[int] = field(default_factory=Counter)
    connections: Counter[int] = field(default_factory=Counter)
    posts: Counter[int] = field(default_factory=Counter)

    def compare(self, text: str, answer: Any) -> None:
        """Count an answer."""
        self.answered += 1
        if answer.get("processed_text") != text.replace("Greg", "[NAME_1]"):
            self.wrong.append(text)

    @property
    def lost(self) -> int:
        """Connections that ended, and calls that were answered, in a way that tells nothing."""
        unclean = sum(n for code, n in self.ends.items() if code not in CLEAN)
        return unclean + sum(n for status, n in self.posts.items() if status not in TOLD)


class Talker:
    """Sends numbered requests over `/ws`, several at a time, on as many connections as it takes."""

    def __init__(self, number: int, port: int, tally: Tally) -> None:
        self._number = number
        self._port = port
        self._tally = tally
        self._texts = words(f"canary-ws{number}")
        self._due: deque[str] = deque()
        self._waiting: deque[str] = deque()

    async def run(self, stop: trio.Event) -> None:
        """Talk until told to stop and nothing is owed any more."""
        while not stop.is_set() or self._due:
            try:
                async with secure_client(self._port) as client:
                    self._tally.connections[self._number] += 1
                    await self._talk(client, stop)
            except Refused as refused:
                self._tally.refused[refused.status] += 1
                await trio.sleep(0.1)
            # What the end left without an answer comes first the next time, in its order.
            self._tally.sent_again += len(self._waiting)
            self._due.extendleft(reversed(self._waiting))
            self._waiting.clear()

    async def _talk(self, client: Client, stop: trio.Event) -> None:
        try:
            while True:
                await self._fill(client, stop)
                if not self._waiting:
                    return
                answer = json.loads(await client.receive())
                text = self._waiting.popleft()
                if answer.get("code") == "LIM204":
                    self._tally.sent_again += 1
                    self._due.append(text)
                else:
                    self._tally.compare(text, answer)
        except Disconnected as end:
            self._tally.ends[end.code] += 1

    async def _fill(self, client: Client, stop: trio.Event) -> None:
        while len(self._waiting) < WINDOW and client.closed is None:
            if not self._due and stop.is_set():
                return
            text = self._due.popleft() if self._due else next(self._texts)
            self._waiting.append(text)
            try:
                await client.send(json.dumps({"text": text}))
            except Disconnected:
                return  # the answers that came before the end are still to be read


class Poster(threading.Thread):
    """Sends numbered requests over REST, one at a time."""

    def __init__(self, number: int, port: int, tally: Tally) -> None:
        super().__init__(daemon=True)
        self._port = port
        self._tally = tally
        self._texts = words(f"canary-rest{number}")
        self.stop = threading.Event()

    def run(self) -> None:
        """Post until told to stop."""
        while not self.stop.is_set():
            text = next(self._texts)
            status, answer = post(self._port, text)
            self._tally.posts[status] += 1
            if status == 200:
                self._tally.compare(text, answer)


def words(canary: str) -> Iterator[str]:
    """Numbered texts; some take a while."""
    for number in itertools.count():
        slow = "slow 0.15 " if number % 12 == 5 else ""
        yield f"{slow}{canary}-{number} Greg"


def context() -> ssl.SSLContext:
    """Trusts the certificate of the tests."""
    return ssl.create_default_context(cafile=str(CERTIFICATE))


@asynccontextmanager
async def secure_client(port: int) -> AsyncIterator[Client]:
    """A conversation over TLS."""
    tcp = await trio.open_tcp_stream("127.0.0.1", port)
    stream = trio.SSLStream(tcp, context(), server_hostname="127.0.0.1", https_compatible=True)
    async with talk_over(stream, ClientTarget(f"127.0.0.1:{port}", "/ws")) as client:
        yield client


def post(port: int, text: str, scheme: str = "https") -> tuple[int, Any]:
    """Send one text over REST; the status, 0 for none, and the answer to the text."""
    request = urllib.request.Request(
        f"{scheme}://127.0.0.1:{port}/process/text",
        json.dumps({"text": [text]}).encode(),
        {"content-type": "application/json"},
    )
    trust = context() if scheme == "https" else None
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE, context=trust) as answer:
            return answer.status, json.load(answer)[0]
    except urllib.error.HTTPError as error:
        with error:
            return error.code, None
    except (OSError, http.client.HTTPException):
        return 0, None


def health(port: int) -> int:
    """The status of `/healthz` of an instance; 0 for none."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=PATIENCE) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code
    except OSError:
        return 0


async def roll(instances: Sequence[Instance], balancer: Balancer, tally: Tally) -> None:
    """Restart one after the other, each when the one before is ready and known to be."""
    for instance in instances:
        await settled(balancer, tally)
        await trio.to_thread.run_sync(instance.restart)
    await settled(balancer, tally)


async def settled(balancer: Balancer, tally: Tally) -> None:
    """Wait until everybody talks and the load balancer knows of all instances."""
    before = tally.answered
    with trio.fail_after(PATIENCE):
        while (
            not balancer.knows_all()
            or len(tally.connections) < TALKERS
            or tally.answered < before + BETWEEN
        ):
            await trio.sleep(0.1)


async def under_load(balancer: Balancer, instances: Sequence[Instance], posting: int) -> Tally:
    """A rolling restart while clients talk and post."""
    tally, stop, port = Tally(), trio.Event(), balancer.port
    posters = [Poster(number, port, tally) for number in range(posting)]
    for poster in posters:
        poster.start()
    async with trio.open_nursery() as nursery:
        for number in range(TALKERS):
            nursery.start_soon(Talker(number, port, tally).run, stop)
        await roll(instances, balancer, tally)
        stop.set()
        for poster in posters:
            poster.stop.set()
    for poster in posters:
        await trio.to_thread.run_sync(poster.join)
    return tally


@pytest.mark.parametrize(
    ("name", "transport", "posting"),
    [
        ("nginx", "hypercorn", POSTERS),
        ("haproxy", "hypercorn", POSTERS),
        # Conversations alone: nothing else tells nginx that an instance is back.
        ("nginx", "native", 0),
    ],
)
def test_a_rolling_restart_loses_no_request_and_every_client_comes_back(
    name: str, transport: str, posting: int, tmp_path: Path
) -> None:
    (tmp_path / "balancer").mkdir()
    with ExitStack() as stack:
        ports = [free_port(), free_port()]
        balancer = stack.enter_context(balancing(name, ports, tmp_path / "balancer"))
        folders = [tmp_path / "one", tmp_path / "two"]
        with ThreadPoolExecutor(2) as pool:
            starting = [
                pool.submit(Instance, *of, transport) for of in zip(folders, ports, strict=True)
            ]
        instances = [started.result() for started in starting]
        for instance in instances:
            stack.callback(instance.end)
        tally = trio.run(under_load, balancer, instances, posting)
        written = "".join([*(instance.stop() for instance in instances), balancer.written()])
    print(tally)
    assert tally.wrong == []
    assert tally.lost == 0, tally
    if name == "nginx":
        assert tally.refused == {}
        assert set(tally.posts) <= {200}
    # Each client was on an instance that ended, and is back.
    assert min(tally.connections[number] for number in range(TALKERS)) >= 2
    assert sum(tally.ends.values()) >= TALKERS
    assert tally.answered >= BETWEEN * 3
    assert "canary" not in written
    assert "Traceback" not in written


def test_a_call_in_flight_at_sigterm_is_answered_and_a_later_one_refused(tmp_path: Path) -> None:
    instance = Instance(tmp_path / "one", free_port())
    try:
        with ThreadPoolExecutor(2) as pool:
            early = pool.submit(post, instance.port, f"until {tmp_path / 'x'} Greg", "http")
            until(lambda: bool(hazards.at_work(tmp_path / "one")))
            instance.server.process.send_signal(signal.SIGTERM)
            until(lambda: health(instance.port) == 503)
            late = pool.submit(post, instance.port, "Greg", "http")
            assert late.result()[0] == 503
            (tmp_path / "x").touch()
            status, answer = early.result()
        assert status == 200
        assert answer["processed_text"].endswith(" [NAME_1]")
        # Not another SIGTERM, which would end it at once.
        assert instance.server.process.wait(PATIENCE) == 0
        assert "Traceback" not in instance.stop()
    finally:
        instance.end()

"""Clients that talk, hang up in mid-request and come again, until the time is over."""

from __future__ import annotations

import socket
import struct
from collections import Counter, deque
from dataclasses import dataclass, field
from random import Random

import trio

from limina.protocol.client import ClientTarget
from limina.transport.client import Client, ClientError, Disconnected, Refused, talk_over
from tests.soak.payloads import Payload, Payloads

#: Seconds an answer may take; the server gives up a request after sixty.
PATIENCE = 90.0
#: Requests that are sent before the first of their answers is waited for, at most.
AHEAD = 6


@dataclass(slots=True)
class Tally:
    """What became of every request.

    Attributes:
        sent: Requests by kind.
        answered: Those with the right answer.
        refused: Those with an error or a close that was due.
        cut: Those whose client hung up first.
        not_admitted: Handshakes answered 503 while no worker was there; nothing had been sent.
        struck_twice: Requests whose worker was killed, and then the one that tried them again.
        overloaded: Requests that were refused because there was too much to do.
        problems: What was wrong, in words of ours.
    """

    sent: Counter[str] = field(default_factory=Counter)
    answered: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    cut: Counter[str] = field(default_factory=Counter)
    not_admitted: int = 0
    struck_twice: int = 0
    overloaded: int = 0
    problems: list[str] = field(default_factory=list)

    def note(self, payload: Payload, answer: str) -> None:
        """Judge an answer."""
        wrong = payload.verdict(answer)
        if wrong in ("unexpected LIM202", "unexpected LIM203", "unexpected LIM206"):
            self.struck_twice += wrong.endswith("LIM206")
            self.overloaded += not wrong.endswith("LIM206")
            self.refused[payload.kind] += 1
        elif wrong is not None:
            self.problems.append(f"{payload.kind}: {wrong}")
        elif answer.startswith('{"detail"'):
            self.refused[payload.kind] += 1
        else:
            self.answered[payload.kind] += 1

    def lost(self, payload: Payload, how: str) -> None:
        """A request that got no answer though its client waited."""
        self.problems.append(f"{payload.kind}: no answer ({how})")

    @property
    def unaccounted(self) -> int:
        """Requests of which it is not known what became of them."""
        ends = (self.answered, self.refused, self.cut)
        return self.sent.total() - sum(end.total() for end in ends)


class Talker:
    """One client of `/ws`.

    Args:
        port: Where the server listens on 127.0.0.1.
        number: Which client it is.
        seed: Decides what it does.
        tally: Told what became of its requests.
    """

    def __init__(self, port: int, number: int, seed: int, tally: Tally) -> None:
        self._port = port
        self._random = Random(seed * 1_000 + number)
        self._payloads = Payloads(self._random, number)
        self._tally = tally

    async def run(self, end: trio.Event) -> None:
        """Connection after connection, until the end is set; what was sent is waited for."""
        target = ClientTarget(f"127.0.0.1:{self._port}", "/ws")
        while not end.is_set():
            stream = await trio.open_tcp_stream("127.0.0.1", self._port)
            try:
                async with talk_over(stream, target) as client:
                    await self._talk(client, stream, end)
            except Refused as refused:
                if refused.status != 503:
                    self._tally.problems.append(f"a handshake was answered {refused.status}")
                self._tally.not_admitted += 1
                await trio.sleep(0.1)
            except ClientError as error:
                self._tally.problems.append(f"a handshake failed ({type(error).__name__})")
                await trio.sleep(0.1)

    async def _talk(self, client: Client, stream: trio.SocketStream, end: trio.Event) -> None:
        owed: deque[Payload] = deque()
        for _ in range(self._random.randint(1, 60)):
            if end.is_set():
                break
            payload = self._payloads.message()
            if payload.closes is not None and not await self._settle(client, owed):
                return
            if not await self._say(client, payload, owed):
                return
            if payload.closes is not None:
                await self._settle(client, owed)
                return
            if self._random.random() < 0.02:
                self._hang_up(stream, owed)
                return
            ahead = self._random.randint(0, AHEAD - 1)
            if not await self._settle(client, owed, ahead):
                return
            await trio.sleep(self._random.expovariate(20))
        await self._settle(client, owed)

    async def _say(self, client: Client, payload: Payload, owed: deque[Payload]) -> bool:
        self._tally.sent[payload.kind] += 1
        owed.append(payload)
        try:
            await client.send(payload.body)
        except Disconnected:
            return await self._settle(client, owed)
        return True

    async def _settle(self, client: Client, owed: deque[Payload], ahead: int = 0) -> bool:
        """Wait for answers until so many are owed; whether the conversation goes on."""
        while len(owed) > ahead:
            payload = owed.popleft()
            try:
                with trio.fail_after(PATIENCE):
                    answer = await client.receive()
            except Disconnected as over:
                if over.code == payload.closes:
                    self._tally.refused[payload.kind] += 1
                    return False
                for lost in (payload, *owed):
                    self._tally.lost(lost, f"closed with {over.code}")
                owed.clear()
                return False
            except trio.TooSlowError:
                for lost in (payload, *owed):
                    self._tally.lost(lost, "too late")
                owed.clear()
                return False
            self._tally.note(payload, answer)
        return True

    def _hang_up(self, stream: trio.SocketStream, owed: deque[Payload]) -> None:
        if self._random.random() < 0.5:
            # A reset instead of an orderly end.
            stream.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        stream.socket.close()
        for payload in owed:
            self._tally.cut[payload.kind] += 1


class Poster:
    """One client of the REST routes, with a connection a request; the arguments are a Talker's."""

    def __init__(self, port: int, number: int, seed: int, tally: Tally) -> None:
        self._port = port
        self._random = Random(seed * 1_000 + number)
        self._payloads = Payloads(self._random, number)
        self._tally = tally

    async def run(self, end: trio.Event) -> None:
        """Request after request, until the end is set."""
        while not end.is_set():
            payload = self._payloads.post()
            self._tally.sent[payload.kind] += 1
            async with await trio.open_tcp_stream("127.0.0.1", self._port) as stream:
                await self._post(stream, payload)
            await trio.sleep(self._random.expovariate(5))

    async def _post(self, stream: trio.SocketStream, payload: Payload) -> None:
        body = payload.body.encode()
        head = f"POST {payload.path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n"
        answer = b""
        try:
            await stream.send_all(f"{head}content-length: {len(body)}\r\n\r\n".encode() + body)
            if self._random.random() < 0.02:
                self._tally.cut[payload.kind] += 1
                return
            with trio.fail_after(PATIENCE):
                async for piece in stream:
                    answer += piece
        except (trio.BrokenResourceError, trio.TooSlowError) as error:
            self._tally.lost(payload, type(error).__name__)
            return
        status, _, said = answer.partition(b"\r\n\r\n")
        if not status.startswith((b"HTTP/1.1 200", b"HTTP/1.1 500", b"HTTP/1.1 503")):
            self._tally.lost(payload, f"status {status[9:12].decode('latin-1') or 'none'}")
            return
        self._tally.note(payload, said.decode())

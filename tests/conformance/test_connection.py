"""Vectors, transcripts and hostile input as bytes through a `ServerConnection`, cut anyhow."""

from __future__ import annotations

import json
import random
from collections.abc import Callable

import pytest

from conformance.judge import Mode, Status, judge, reason_to_skip
from conformance.play import HEALTHY
from conformance.scripts import Script, compare, hostile, step_bytes, transcripts
from conformance.vectors import load_vectors
from conformance.wire import TEXT, Received, frame, handshake
from tests.conformance.inprocess import Peer

Cut = Callable[[bytes], list[bytes]]

#: Scripts of more bytes are not fed one byte at a time.
SMALL = 3_000
#: Scripts that send more than this are left to the live tests.
LARGE = 6_000_000


def whole(data: bytes) -> list[bytes]:
    return [data]


def bytewise(data: bytes) -> list[bytes]:
    return [data[i : i + 1] for i in range(len(data))]


def cut_at_random(seed: int, largest: int) -> Cut:
    chance = random.Random(seed)

    def cut(data: bytes) -> list[bytes]:
        pieces = []
        while data:
            size = chance.randint(1, largest)
            pieces.append(data[:size])
            data = data[size:]
        return pieces

    return cut


def size(script: Script) -> int:
    return sum(len(step_bytes(step)) * step.times for step in script.send)


def play(script: Script, cut: Cut) -> list[Received]:
    peer = Peer(cut)
    found: list[Received] = []
    for step in script.send:
        if step.eof:
            found += peer.end()
        else:
            found += peer.send(step_bytes(step) * step.times)
    return found


SCRIPTS = [script for script in transcripts() + hostile() if size(script) <= LARGE]


def test_nearly_all_scripts_are_small_enough_to_be_played_here() -> None:
    assert len(SCRIPTS) >= len(transcripts()) + len(hostile()) - 3


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.id)
def test_a_script_ends_as_it_must_however_it_is_cut(script: Script) -> None:
    found = play(script, whole)
    assert compare(script, found, exact=True) == []
    small = size(script) <= SMALL
    cuts: list[Cut] = [bytewise] if small else []
    cuts += [cut_at_random(seed, 40 if small else 200_000) for seed in range(2)]
    for cut in cuts:
        assert play(script, cut) == found


@pytest.mark.parametrize(
    "cut", [whole, bytewise, cut_at_random(1, 60)], ids=["whole", "bytes", "random"]
)
def test_every_vector_comes_out_exactly_on_one_connection(cut: Cut) -> None:
    vectors = [one for one in load_vectors() if reason_to_skip(one, Mode.EXACT) is None]
    peer = Peer(cut)
    assert peer.send(handshake()) == [Received("status", 101)]
    for vector in vectors:
        [found] = peer.send(frame(TEXT, json.dumps(vector.request).encode()))
        verdict = judge(vector, str(found.value), Mode.EXACT)
        assert verdict.status is Status.PASSED, verdict


def test_the_healthy_client_is_answered() -> None:
    assert compare(HEALTHY, play(HEALTHY, whole), exact=True) == []

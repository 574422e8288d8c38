"""Detectors and workers that fail in every way, on real sockets and on both transports.

What is at work when a worker is lost is tried once more; who asked for nothing wrong never notices.
"""

from __future__ import annotations

import json
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import websocket

from tests.live import hazards
from tests.live.faults import (
    CANARY,
    MEGABYTE,
    PONG,
    TEXT,
    TRANSPORTS,
    Target,
    attacked,
    resident,
    sent_signal,
    until,
)
from tests.live.hazards import RUBBISH

#: What a worker may have in memory, in MiB; a fresh one has some 160.
WORKER_MEMORY = 350


@pytest.fixture(scope="module", params=TRANSPORTS)
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Target]:
    settings = {"workers": "2", "worker_timeout": "1", "worker_memory": str(WORKER_MEMORY)}
    with attacked(tmp_path_factory.mktemp("attacked"), request.param, settings) as target:
        yield target


@pytest.fixture
def target(server: Target) -> Iterator[Target]:
    """The server with both workers, which has to be as well afterwards as before."""
    yield server
    until(lambda: server.healthy and len(server.workers) == 2)
    server.check()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("raise", "LIM201"),
        ("hang", "LIM206"),
        *((f"rubbish {kind}", "LIM201") for kind in RUBBISH if "endless" not in kind),
        *((f"rubbish {kind}", "LIM20") for kind in RUBBISH if "endless" in kind),
    ],
)
def test_a_detector_that_fails_costs_its_own_text(target: Target, text: str, code: str) -> None:
    with ThreadPoolExecutor(2) as pool:
        failed = pool.submit(target.ask, f"{text} {CANARY}")
        good = pool.submit(target.ask, "Greg")
    assert good.result()["processed_text"] == "[NAME_1]"
    assert failed.result()["code"].startswith(code)
    assert CANARY not in failed.result()["detail"]


def test_a_detector_that_leaks_has_its_worker_replaced_and_loses_nothing(target: Target) -> None:
    before = set(target.workers)
    with ThreadPoolExecutor(4) as pool:
        texts = [f"leak 40 {i} Greg" for i in range(20)]
        answers = [answer["processed_text"] for answer in pool.map(target.ask, texts)]
    assert answers == [text.replace("Greg", "[NAME_1]") for text in texts]
    until(lambda: before != set(target.workers) and len(target.workers) == 2)
    until(lambda: all(resident(pid) < 2 * WORKER_MEMORY * MEGABYTE for pid in target.workers))
    assert "more memory than it may" in target.server.output()


def test_workers_killed_in_mid_batch_lose_nothing(target: Target) -> None:
    texts = [f"slow 0.4 {i} Greg" for i in range(6)]
    workers = target.workers
    before = hazards.at_work(target.plugin)
    with ThreadPoolExecutor(6) as pool:
        answers = [pool.submit(target.ask, text) for text in texts]
        until(lambda: set(workers) <= set(hazards.at_work(target.plugin) - before))
        for worker in workers:
            sent_signal(worker, signal.SIGKILL)
    got = [answer.result()["processed_text"] for answer in answers]
    assert got == [text.replace("Greg", "[NAME_1]") for text in texts]


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_sigterm_in_mid_request_loses_no_answer(transport: str, tmp_path: Path) -> None:
    patient = {"ping_interval": "30", "drain_timeout": "30", "workers": "2"}
    with attacked(tmp_path, transport, patient, ended=True) as target:
        url = target.server.url
        clients: list[Any] = [websocket.create_connection(url, timeout=60) for _ in range(8)]
        early = []
        for i, client in enumerate(clients):
            client.send(json.dumps({"text": f"slow 0.2 {i} {CANARY} Greg"}))
            client.ping()
            # The text is with the server once the ping behind it is answered.
            got = [client.recv_data(control_frame=True)]
            while got[-1][0] != PONG:
                got.append(client.recv_data(control_frame=True))
            early.append([payload for opcode, payload in got if opcode == TEXT])
        sent_signal(target.server.process.pid, signal.SIGTERM)
        for i, client in enumerate(clients):
            [text] = early[i] or [client.recv()]
            answer = json.loads(text)
            assert answer["processed_text"] == f"slow 0.2 {i} {CANARY} [NAME_1]"
            assert client.recv_data()[1][:2] == (1001).to_bytes(2, "big")
            client.shutdown()
        assert target.server.process.wait(60) == 0

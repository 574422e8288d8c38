"""Worker processes on real sockets: killed, hung, poisoned, kept busy, orphaned."""

from __future__ import annotations

import json
import os
import re
import signal
import socket as sockets
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import websocket

from tests.live import hazards
from tests.live.faults import until
from tests.live.server import ServerProcess, serving

CANARY = "Zyxcanary"


@contextmanager
def server_of(tmp_path: Path, *arguments: str, **settings: str) -> Iterator[ServerProcess]:
    folder = tmp_path / "plugin"
    folder.mkdir()
    environment = hazards.install(folder)
    environment |= {f"LIMINA_{name.upper()}": value for name, value in settings.items()}
    with serving(*arguments, cwd=tmp_path, environment=environment) as server:
        yield server


@contextmanager
def connect(server: ServerProcess) -> Iterator[Any]:
    socket: Any = websocket.create_connection(server.url, timeout=60)
    try:
        yield socket
    finally:
        socket.shutdown()


def ask(server: ServerProcess, text: str) -> Any:
    with connect(server) as socket:
        socket.send(json.dumps({"text": text}))
        return json.loads(socket.recv())


def health(server: ServerProcess) -> int:
    try:
        with urllib.request.urlopen(
            f"http://127.0.0.1:{server.port}/healthz", timeout=60
        ) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


def metric(server: ServerProcess, name: str) -> float:
    with urllib.request.urlopen(f"http://127.0.0.1:{server.port}/metrics", timeout=60) as answer:
        found = re.findall(rf"^{name}(?:{{.*}})? (\S+)$", answer.read().decode(), re.MULTILINE)
    return sum(map(float, found))


def children(pid: int) -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        found += map(int, (task / "children").read_text().split())
    return found


def workers_of(server: ServerProcess) -> list[int]:
    """The workers, which are children of the server or of the fork server."""
    ours = children(server.process.pid)
    everybody = [*ours, *(worker for pid in ours for worker in children(pid))]
    return [pid for pid in everybody if name_of(pid) == "limina-worker" and alive(pid)]


def name_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip()
    except (FileNotFoundError, ProcessLookupError):
        return ""


def alive(pid: int) -> bool:
    """Whether a process runs; one that has ended and nobody has asked for does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def all_at_work(folder: Path, workers: Sequence[int]) -> bool:
    """Whether each of them has begun with a text that takes long."""
    return set(workers) <= set(hazards.at_work(folder / "plugin"))


@pytest.mark.parametrize("transport", ["hypercorn", "native"])
def test_workers_killed_in_mid_batch_lose_no_request(transport: str, tmp_path: Path) -> None:
    with server_of(tmp_path, "--transport", transport, "--workers", "2") as server:
        workers = workers_of(server)
        assert len(workers) == 2
        texts = [f"slow 0.5 {i} Greg" for i in range(6)]
        with ThreadPoolExecutor(6) as pool:
            answers = [pool.submit(ask, server, text) for text in texts]
            until(lambda: all_at_work(tmp_path, workers))
            for worker in workers:
                os.kill(worker, signal.SIGKILL)
            got = [answer.result()["processed_text"] for answer in answers]
        assert got == [text.replace("Greg", "[NAME_1]") for text in texts]
        until(lambda: len(workers_of(server)) == 2)
        assert not set(workers_of(server)) & set(workers)
        if transport == "hypercorn":
            until(lambda: metric(server, "limina_workers") == 2)
            assert metric(server, "limina_worker_restarts_total") == 2
            assert metric(server, "limina_detector_seconds_total") >= 3
        assert server.terminate() == 0
        assert "Traceback" not in server.output()


def test_health_is_red_while_no_worker_is_there(tmp_path: Path) -> None:
    with server_of(tmp_path, "--workers", "1", preload="false") as server:
        assert health(server) == 200
        [worker] = workers_of(server)
        held = tmp_path / "plugin" / "held"
        held.touch()
        os.kill(worker, signal.SIGKILL)
        until(lambda: health(server) == 503)
        held.unlink()
        until(lambda: health(server) == 200)
        assert ask(server, "Greg")["processed_text"] == "[NAME_1]"


@pytest.fixture(scope="module")
def impatient(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """One server for all poison."""
    folder = tmp_path_factory.mktemp("impatient")
    with server_of(folder, "--workers", "2", worker_timeout="1") as server:
        yield server
        server.terminate()
        assert CANARY not in server.output()
        assert "Traceback" not in server.output()


@pytest.mark.parametrize(
    ("text", "code"),
    [("raise", "LIM201"), ("exit", "LIM206"), ("kill", "LIM206"), ("hang", "LIM206")],
)
def test_poison_is_answered_with_an_error_and_nobody_else_notices(
    impatient: ServerProcess, text: str, code: str
) -> None:
    # New handshakes are refused while both workers are being replaced; who is inside only waits.
    until(lambda: metric(impatient, "limina_workers") == 2)
    with ThreadPoolExecutor(1) as pool, connect(impatient) as socket:
        poisoned = pool.submit(ask, impatient, f"{text} {CANARY}")
        answered = False
        while not (answered and poisoned.done()):
            socket.send(json.dumps({"text": "Greg"}))
            assert json.loads(socket.recv())["processed_text"] == "[NAME_1]"
            answered = True
    assert poisoned.result()["code"] == code


def test_a_worker_that_dies_once_costs_nobody_an_answer(tmp_path: Path) -> None:
    with server_of(tmp_path, "--workers", "1") as server:
        with connect(server) as socket:
            texts = ["slow 0.2", *(f"Greg {i}" for i in range(3)), f"once {tmp_path / 'x'} Greg"]
            for text in texts:
                socket.send(json.dumps({"text": text}))
            answers = [json.loads(socket.recv())["processed_text"] for _ in texts]
        assert answers == [text.replace("Greg", "[NAME_1]") for text in texts]
        assert metric(server, "limina_worker_restarts_total") == 1


#: It takes a second or two of pace, in some forty stretches.
LONG_TEXT = "pace " + "lorem ipsum pace " * 29_000 + "Greg"


def test_a_long_text_is_shared_by_two_workers_that_are_at_it_at_a_time(tmp_path: Path) -> None:
    with server_of(tmp_path, "--workers", "2") as server:
        workers = workers_of(server)
        assert len(workers) == 2
        assert ask(server, LONG_TEXT)["processed_text"].endswith("[NAME_1]")
    paced = hazards.noted(tmp_path / "plugin", "paced")
    assert set(paced) == set(workers)
    one, other = paced.values()
    assert min(len(one), len(other)) >= 5
    assert sum(began < end and start < ended for began, ended in one for start, end in other) >= 5


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_long_text_holds_nobody_up(workers: str, tmp_path: Path) -> None:
    with server_of(tmp_path, "--workers", workers) as server, ThreadPoolExecutor(1) as pool:
        long = pool.submit(ask, server, LONG_TEXT)
        until(lambda: bool(hazards.noted(tmp_path / "plugin", "paced")))
        short = 0
        while not long.done():
            assert ask(server, "Greg")["processed_text"] == "[NAME_1]"
            short += 1
        # Had they waited for the whole of it, one would have been answered, or two.
        assert short > 5
        answer = long.result()
        assert answer["processed_text"].endswith("[NAME_1]")
        assert answer["characters_processed"] == len(LONG_TEXT)


@pytest.mark.parametrize("busy", ["", "hang", "spin"])
def test_workers_end_when_the_server_is_killed(busy: str, tmp_path: Path) -> None:
    with server_of(tmp_path, "--workers", "2") as server:
        workers = workers_of(server)
        with connect(server) as socket:
            if busy:
                socket.send(json.dumps({"text": busy}))
                until(lambda: bool(hazards.at_work(tmp_path / "plugin")))
            server.process.kill()
            server.process.wait()
        assert len(workers) == 2
        until(lambda: not any(map(alive, workers)))


@pytest.mark.parametrize("transport", ["hypercorn", "native"])
def test_sigterm_for_the_whole_group_lets_requests_finish(transport: str, tmp_path: Path) -> None:
    with server_of(tmp_path, "--transport", transport, "--workers", "2") as server:
        workers = workers_of(server)
        with connect(server) as socket:
            socket.send(json.dumps({"text": "slow 1 Greg"}))
            until(lambda: bool(hazards.at_work(tmp_path / "plugin")))
            for pid in [*workers, server.process.pid]:
                os.kill(pid, signal.SIGTERM)
            assert json.loads(socket.recv())["processed_text"] == "slow 1 [NAME_1]"
        assert server.terminate() == 0
        assert not any(map(alive, workers))
        assert "Traceback" not in server.output()


def test_a_second_signal_ends_stuck_workers_too(tmp_path: Path) -> None:
    patient = {"drain_timeout": "1000", "worker_timeout": "1000"}
    with server_of(tmp_path, "--workers", "1", **patient) as server, connect(server) as socket:
        [worker] = workers_of(server)
        socket.send(json.dumps({"text": "hang"}))
        until(lambda: all_at_work(tmp_path, [worker]))
        server.process.send_signal(signal.SIGTERM)
        until(lambda: health(server) == 503)
        server.process.send_signal(signal.SIGTERM)
        server.process.wait(60)
        assert not alive(worker)


def test_nothing_of_the_settings_is_on_a_command_line_or_in_an_environment(tmp_path: Path) -> None:
    (tmp_path / "limina.toml").write_text(
        'hash_key = "hushhush"\n[plugin.hazards]\nk = "hushhush"\n'
    )
    with server_of(tmp_path, "--workers", "1") as server:
        [worker] = workers_of(server)
        for name in ("cmdline", "environ"):
            assert b"hushhush" not in Path(f"/proc/{worker}/{name}").read_bytes()
        assert ask(server, "Greg")["processed_text"] == "[NAME_1]"


def test_all_workers_have_the_same_secrets(tmp_path: Path) -> None:
    marker = {"processed_text": {"pattern": "UNIQUE_HASHED_ENTITY_TYPE"}}
    with server_of(tmp_path, "--workers", "2") as server, ThreadPoolExecutor(4) as pool:

        def hashed(_: int) -> str:
            with connect(server) as socket:
                socket.send(json.dumps({"text": "slow 0.2 Greg", **marker}))
                return str(json.loads(socket.recv())["processed_text"])

        assert len(set(pool.map(hashed, range(6)))) == 1
        assert metric(server, "limina_batch_size_count") >= 2


def test_a_detector_that_cannot_be_loaded_stops_the_start_and_leaves_no_worker(
    tmp_path: Path,
) -> None:
    with sockets.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        folder = tmp_path / "plugin"
        folder.mkdir()
        environment = hazards.install(folder)
        module = folder / "limina_hazards.py"
        module.write_text(module.read_text().replace("return Hazards()", "return 1 / 0"))
        with (
            pytest.raises(RuntimeError, match="hazards/all"),
            serving("--workers", "2", cwd=tmp_path, environment=environment),
        ):
            pass

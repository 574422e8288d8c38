"""What goes wrong around the server: a full disk, a clock that jumps, patterns that never end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from socket import socket
from typing import Any

import pytest

from tests.live import hazards
from tests.live.faults import (
    CANARY,
    CLOSE,
    SHORT,
    TRANSPORTS,
    Target,
    attacked,
    sent_signal,
    until,
)
from tests.live.server import ServerProcess

# --- a full disk for logs -------------------------------------------------------------------------


class Unheard(ServerProcess):
    """A server whose every word is lost: standard output and error are `/dev/full`."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        with socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        with Path("/dev/full").open("wb") as full:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "limina", "serve", "--port", str(self.port)],
                stdout=full,
                stderr=full,
                cwd=folder,
                env={**os.environ, **environment},
            )

    def output(self) -> str:
        """Nothing was written."""
        return ""


@contextmanager
def unheard(folder: Path, transport: str) -> Iterator[Target]:
    plugin = folder / "plugin"
    plugin.mkdir()
    environment = hazards.install(plugin)
    settings = {**SHORT, "transport": transport, "workers": "2", "log_level": "debug"}
    environment |= {f"LIMINA_{name.upper()}": value for name, value in settings.items()}
    server = Unheard(folder, environment)
    try:
        yield Target(server, transport, plugin)
    finally:
        server.process.kill()
        server.process.wait()


def answers(target: Target) -> bool:
    try:
        return bool(target.ask("Greg")["processed_text"] == "[NAME_1]")
    except OSError:
        return False


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("transport", TRANSPORTS)
def test_a_disk_that_is_full_costs_the_log_and_nothing_else(transport: str, tmp_path: Path) -> None:
    with unheard(tmp_path, transport) as target:
        until(lambda: answers(target), 60)
        # What is logged or printed now is lost, in the front process and in the workers.
        assert target.ask("raise")["code"] == "LIM201"
        assert target.ask("say Greg")["processed_text"] == "say [NAME_1]"
        with target.connect() as sock:
            sock.sendall(b"\x16\x03\x01 is no HTTP\r\n\r\n")
        workers = target.workers
        for worker in workers:
            sent_signal(worker, signal.SIGKILL)
        until(lambda: target.healthy and not set(workers) & set(target.workers), 60)
        assert target.ask("Greg")["processed_text"] == "[NAME_1]"
        assert target.server.process.poll() is None
        sent_signal(target.server.process.pid, signal.SIGTERM)
        assert target.server.process.wait(60) == 0


# --- a clock that jumps ---------------------------------------------------------------------------

#: Makes the wall clock of a Python process jump by years, to and fro, whenever it is read.
JUMPS = """
import datetime, itertools, time
_years = itertools.cycle([0, 3e8, -3e8, 9e8, -9e8])
_time, _time_ns, _datetime = time.time, time.time_ns, datetime.datetime
time.time = lambda: _time() + next(_years)
time.time_ns = lambda: _time_ns() + int(next(_years)) * 10**9
"""


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_a_clock_that_jumps_moves_no_deadline(transport: str, tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "sitecustomize.py").write_text(JUMPS)
    os_path = os.pathsep.join([str(site), *filter(None, [os.environ.get("PYTHONPATH")])])
    settings = {"workers": "1", "worker_timeout": "1", "request_deadline": "4"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os_path)
        with attacked(tmp_path, transport, settings) as target:
            # Who answers no ping is given up in good time, not before and not after.
            began = time.monotonic()
            with target.open() as silent:
                with suppress(EOFError):
                    while silent.receive()[0] != CLOSE:
                        pass
                assert 1 < time.monotonic() - began < 60
            for _ in range(20):
                assert target.ask("Greg")["processed_text"] == "[NAME_1]"
            began = time.monotonic()
            assert target.ask(f"hang {CANARY}")["code"] in ("LIM203", "LIM206")
            assert 1 < time.monotonic() - began < 60


# --- patterns that never end ----------------------------------------------------------------------

#: Each takes longer than the universe has been there on `A…A!`, in a matcher that only backtracks.
CATASTROPHIC = [
    r"(A+)+$",
    r"(A|AA)+$",
    r"(A|A)*B",
    r"(.*)*B(.*)*C",
    r"(?:(?=(A+))\1|A)*?(?:A?){40}B",
]
BAIT = "A" * 60 + "! Greg"


@pytest.fixture(scope="module", params=TRANSPORTS)
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Target]:
    folder = tmp_path_factory.mktemp("attacked")
    # Nobody answers pings while he waits for his answer here.
    patient = {"ping_interval": "60", "workers": "2"}
    with attacked(folder, request.param, patient) as target:
        yield target


def filtered(*patterns: str) -> dict[str, Any]:
    block = [{"type": "BLOCK", "pattern": p, "entity_type": "EMPLOYEE_ID"} for p in patterns]
    return {"entity_detection": {"filter": block}}


def test_five_catastrophic_patterns_in_one_request_end_after_a_second(server: Target) -> None:
    resident = server.resident_bytes
    with ThreadPoolExecutor(1) as pool:
        attack = pool.submit(server.ask, f"{CANARY} {BAIT}", **filtered(*CATASTROPHIC))
        answered = False
        while not (answered and attack.done()):
            assert server.ask("Greg")["processed_text"] == "[NAME_1]"
            answered = True
    assert is_over(attack.result())
    assert server.resident_bytes - resident < 50_000_000
    server.check()


def test_many_catastrophic_patterns_at_once_are_only_slow(server: Target) -> None:
    workers = set(server.workers)
    with ThreadPoolExecutor(10) as pool:
        asked = [pool.submit(server.ask, BAIT, **filtered(one)) for one in CATASTROPHIC * 2]
        assert server.ask("Greg")["processed_text"] == "[NAME_1]"
    assert all(is_over(one.result()) for one in asked)
    assert set(server.workers) == workers, "none was taken for hung"
    server.check()


def is_over(answer: Any) -> bool:
    """Given up in time, or by a matcher that is clever enough to see that there is no match."""
    return bool(answer.get("code") == "LIM113" or answer["processed_text"].endswith("[NAME_1]"))

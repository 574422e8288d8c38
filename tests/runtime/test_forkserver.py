"""Workers that are forked: real processes, with a pipeline of a few lines in them."""

from __future__ import annotations

import os
import sys
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import pytest
import trio

from limina.config import Settings
from limina.plugin.errors import PluginError
from limina.protocol.schema import Request
from limina.runtime.crew import WorkerLost
from limina.runtime.forkserver import ForkServer
from limina.runtime.launching import AVAILABLE, launch
from limina.runtime.processes import ProcessWorker
from limina.runtime.tasks import Whole
from limina.runtime.wire import Setup
from limina.runtime.work import Work

pytestmark = pytest.mark.skipif(not AVAILABLE, reason="the system cannot do it")

#: A fork server whose pipeline answers with the number of its process; some texts end it.
PROGRAM = """
import os, socket, sys, threading, time
from limina.runtime import forkserver_main
from limina.runtime.outcome import Outcome

class Pipeline:
    def process(self, works):
        text = works[0].options.text
        if text == "leave":
            os._exit(3)
        if text == "wait":
            time.sleep(60)
        return [Outcome(str(os.getpid()).encode())]
    def spent(self):
        return {}
    def close(self):
        pass

def load(setup):
    %s
    return Pipeline(), lambda: None

forkserver_main.ignore_signals()
control = socket.socket(fileno=os.dup(0))
forkserver_main.take_pipes()
os._exit(forkserver_main.guarded(lambda: forkserver_main.preload(control, load)))
"""
SETUP = Setup(Settings())


def server_of(loading: str = "pass") -> ForkServer:
    return ForkServer((sys.executable, "-P", "-c", PROGRAM % loading))


def worker_of(server: ForkServer, script: str = "raise SystemExit(1)") -> ProcessWorker:
    return ProcessWorker(SETUP, (sys.executable, "-I", "-c", script), server=server)


def run(test: Callable[[], Awaitable[None]]) -> None:
    async def bounded() -> None:
        with trio.fail_after(30):
            await test()

    trio.run(bounded)


async def ask(worker: ProcessWorker, text: str = "a") -> int:
    report = await worker.process([Whole(Work((Request(text),)))], 5)
    [outcome] = report.outcomes
    assert isinstance(outcome.answer, bytes)
    return int(outcome.answer)


def parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def gone(pids: Sequence[int | None]) -> bool:
    return not any(pid is not None and Path(f"/proc/{pid}").exists() for pid in pids)


def test_workers_are_forked_from_one_process_and_end_with_it() -> None:
    async def test() -> None:
        server = server_of()
        workers = [worker_of(server) for _ in range(2)]
        for worker in workers:
            await worker.start()
        pids = [worker.pid for worker in workers]
        assert [await ask(worker) for worker in workers] == pids
        assert {parent(pid) for pid in pids if pid is not None} == {server.pid}
        everybody = [*pids, server.pid]
        for worker in workers:
            await worker.close()
        await server.close()
        await server.close()
        assert gone(everybody)

    run(test)


@pytest.mark.parametrize(
    ("signal", "status"), [(None, "status 3"), (9, "status -9")], ids=["leaves", "is killed"]
)
def test_a_worker_that_ends_is_noticed_and_the_next_is_forked(
    signal: int | None, status: str, caplog: pytest.LogCaptureFixture
) -> None:
    async def test() -> None:
        server = server_of()
        worker = worker_of(server)
        await worker.start()
        first = worker.pid
        assert first is not None
        if signal is not None:
            os.kill(first, signal)
            await worker.gone()
        with pytest.raises(WorkerLost, match="ended"):
            await ask(worker, "leave")
        await worker.gone()
        await worker.kill()
        await worker.start()
        assert await ask(worker) == worker.pid != first
        assert gone([first]), "its number is given back"
        await worker.close()
        await server.close()

    run(test)
    assert status in caplog.text


def test_a_busy_worker_is_killed() -> None:
    async def test() -> None:
        server = server_of()
        worker = worker_of(server)
        await worker.start()
        pid = worker.pid
        with trio.move_on_after(0.2):
            await ask(worker, "wait")
        await worker.kill()
        assert gone([pid])
        await server.close()

    run(test)


def test_workers_outlive_the_fork_server_which_is_started_anew(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def test() -> None:
        server = server_of()
        worker, other = worker_of(server), worker_of(server)
        await worker.start()
        old = server.pid
        assert old is not None
        os.kill(old, 9)
        assert await ask(worker) == worker.pid
        with pytest.raises(WorkerLost, match="ended"):
            await other.start()
        await other.start()
        assert await ask(other) == other.pid
        assert server.pid != old
        os.kill(worker.pid or 0, 9)
        await worker.gone()
        await worker.kill()
        await other.close()
        await server.close()

    run(test)
    assert "the fork server is lost" in caplog.text


#: A worker that loads for itself; it answers one batch with `{}`.
ALONE = """
import os, sys
out = sys.stdout.buffer
def read():
    return sys.stdin.buffer.read(int.from_bytes(sys.stdin.buffer.read(4), "big"))
def write(content):
    out.write(len(content).to_bytes(4, "big") + content); out.flush()
read(); write(b"\\x91\\xa0"); read()
"""


def test_where_a_detector_started_threads_each_worker_loads_by_itself() -> None:
    async def test() -> None:
        thread = "threading.Thread(target=time.sleep, args=(60,), daemon=True).start()"
        server = server_of(thread)
        worker = worker_of(server, ALONE)
        await worker.start()
        assert not server.usable and server.pid is None
        assert worker.pid is not None and parent(worker.pid) == os.getpid()
        await worker.close()

    run(test)


TELLS = "from limina.plugin.errors import PluginError; raise PluginError('no model')"


@pytest.mark.parametrize(
    ("loading", "error", "message"),
    [
        (TELLS, PluginError, "no model"),
        ("raise ValueError('a text')", PluginError, "ValueError at "),
        ("os._exit(1)", WorkerLost, "ended"),
        ("control.sendall(b'\\0\\0\\0\\1x')", WorkerLost, "garbage"),
    ],
    ids=["says why", "raises", "ends", "garbage"],
)
def test_a_start_that_fails_is_told_and_leaves_no_process(
    loading: str, error: type[Exception], message: str
) -> None:
    async def test() -> None:
        server = server_of(loading)
        with pytest.raises(error, match=message):
            await worker_of(server).start()
        assert server.pid is None

    run(test)


def test_it_loads_before_anybody_waits_for_it(tmp_path: Path) -> None:
    begun = tmp_path / "begun"

    async def test() -> None:
        server = server_of(f"open({str(begun)!r}, 'w').close()")
        await server.open(SETUP)
        with trio.fail_after(20):
            while not begun.exists():
                await trio.sleep(0.01)
        await server.load(SETUP)
        assert server.pid is not None
        await server.close()

    run(test)


def test_one_that_was_started_already_is_taken_over_and_the_next_is_its_own() -> None:
    async def test() -> None:
        launched = launch((sys.executable, "-P", "-c", PROGRAM % "pass"))
        server = ForkServer((sys.executable, "-P", "-c", PROGRAM % "pass"), launched)
        await server.open(SETUP)
        assert server.pid == launched.process.pid
        await server.load(SETUP)
        await server.close()
        assert launched.process.returncode == 0, "it ends in good order"
        await server.load(SETUP)
        assert server.pid not in (None, launched.process.pid)
        await server.close()

    run(test)


def test_one_that_has_ended_before_it_is_waited_for_is_a_loss() -> None:
    async def test() -> None:
        server = ForkServer((sys.executable, "-c", "pass"))
        await server.open(SETUP)
        with pytest.raises(WorkerLost, match="ended"):
            await server.load(SETUP)
        assert server.pid is None

    run(test)


def test_it_ends_with_the_server_while_it_loads() -> None:
    async def test() -> None:
        server = server_of("time.sleep(60)")
        await server.open(SETUP)
        pid = server.pid
        with trio.move_on_after(1):
            await server.load(SETUP)
        assert gone([pid])

    run(test)

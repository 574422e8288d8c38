"""A worker process seen from the front: real pipes, and scripts in the place of the worker."""

from __future__ import annotations

import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
import trio

from limina.config import Settings
from limina.plugin.errors import PluginError
from limina.protocol.errors import RequestError
from limina.protocol.schema import Request
from limina.runtime import processes
from limina.runtime.crew import WorkerLost
from limina.runtime.processes import ProcessWorker
from limina.runtime.tasks import Whole
from limina.runtime.wire import Setup
from limina.runtime.work import Work

#: A worker that starts well and then does what follows, with `read()` for a frame, `out` and `os`.
START = """
import os, sys, time
out = sys.stdout.buffer
def read():
    size = int.from_bytes(sys.stdin.buffer.read(4), "big")
    return sys.stdin.buffer.read(size)
def write(content):
    out.write(len(content).to_bytes(4, "big") + content); out.flush()
read()
"""
STARTED = START + "write(b'\\x91\\xa0')\n"
#: The answer of batch 1 with one task: `{}`.
ANSWER = (
    "write(b'\\0\\0\\0\\x0a' + b'\\x93\\x01\\x80\\x91\\x95\\x02\\xa0\\xa0\\x80\\x90' + b'{}')\n"
)
SECOND = ANSWER.replace("x93\\x01", "x93\\x02")
TASKS = [Whole(Work((Request("a"),)))]


def worker_of(script: str, memory: int | None = None) -> ProcessWorker:
    command = (sys.executable, "-I", "-c", script)
    return ProcessWorker(Setup(Settings()), command, memory)


def run(test: Callable[[], Awaitable[None]]) -> None:
    async def bounded() -> None:
        with trio.fail_after(20):
            await test()

    trio.run(bounded)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_batch_goes_out_and_its_answer_comes_back() -> None:
    async def test() -> None:
        worker = worker_of(STARTED + "batch = read()\n" + ANSWER + "read()\n")
        await worker.start()
        pid = worker.pid
        assert pid is not None and alive(pid)
        report = await worker.process(TASKS, 5)
        assert [outcome.answer for outcome in report.outcomes] == [b"{}"]
        await worker.close()
        assert worker.pid is None and not alive(pid)
        await worker.close()

    run(test)


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("", "ended"),
        ("read(); os._exit(3)", "ended"),
        ("read(); write(b'nonsense')", "garbage"),
        ("read(); write(b'\\0\\0\\0\\x0a' + b'\\x93\\x02\\x80\\x90')", "garbage"),
    ],
    ids=["gone before", "gone meanwhile", "nonsense", "another batch"],
)
def test_what_is_no_answer_is_a_loss(script: str, reason: str) -> None:
    async def test() -> None:
        worker = worker_of(STARTED + script)
        await worker.start()
        with pytest.raises(WorkerLost, match=reason):
            await worker.process(TASKS, 5)
        await worker.kill()
        await worker.kill()
        assert worker.pid is None

    run(test)


def test_two_answers_for_one_batch_are_garbage_at_the_latest_with_the_next() -> None:
    async def test() -> None:
        worker = worker_of(STARTED + "read()\n" + ANSWER + "read()\n" + ANSWER + "time.sleep(60)")
        await worker.start()
        await worker.process(TASKS, 5)
        with pytest.raises(WorkerLost, match="garbage"):
            await worker.process(TASKS, 5)
        await worker.kill()

    run(test)


def test_a_batch_longer_than_a_pipe_holds_goes_through() -> None:
    async def test() -> None:
        worker = worker_of(STARTED + "assert len(read()) > 1000000\n" + ANSWER)
        await worker.start()
        await worker.process([Whole(Work((Request("é" * 500_000),)))], 5)
        await worker.gone()
        await worker.close()

    run(test)


def test_a_process_that_is_killed_from_outside_is_noticed_and_reported(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def test() -> None:
        worker = worker_of(STARTED + "time.sleep(60)")
        await worker.start()
        assert worker.pid is not None
        os.kill(worker.pid, 9)
        await worker.gone()
        await worker.kill()

    run(test)
    assert "ended with status -9" in caplog.text


@pytest.mark.parametrize("characters", [1, 500_000], ids=["at once", "in part"])
def test_a_batch_is_begun_before_anybody_waits_for_it(characters: int, tmp_path: Path) -> None:
    sign = tmp_path / "begun"
    script = f"first = out and sys.stdin.buffer.read(1); open({str(sign)!r}, 'w').close()\n"
    script += "rest = sys.stdin.buffer.read(3); size = int.from_bytes(first + rest, 'big')\n"
    script += "assert len(sys.stdin.buffer.read(size)) == size\n" + ANSWER + "read()\n"

    async def test() -> None:
        worker = worker_of(STARTED + script)
        await worker.start()
        tasks = [Whole(Work((Request("a" * characters),)))]
        worker.begin(tasks, 5)
        while not sign.exists():
            await trio.sleep(0.001)
        report = await worker.process(tasks, 5)
        assert [outcome.answer for outcome in report.outcomes] == [b"{}"]
        await worker.close()

    run(test)


def test_a_batch_that_is_begun_with_nobody_there_is_lost_where_it_is_waited_for() -> None:
    async def test() -> None:
        worker = worker_of(STARTED)
        await worker.start()
        await worker.gone()
        worker.begin(TASKS, 5)
        with pytest.raises(WorkerLost, match="ended"):
            await worker.process(TASKS, 5)
        await worker.kill()

    run(test)


def test_a_worker_that_is_lost_with_a_batch_begun_starts_again() -> None:
    async def test() -> None:
        worker = worker_of(STARTED + "read()\n" + ANSWER + "read()\n")
        await worker.start()
        worker.begin(TASKS, 5)
        await worker.kill()
        await worker.start()
        with pytest.raises(WorkerLost, match="garbage"):
            await worker.process(TASKS, 5)  # the second batch, which it takes for the first
        await worker.kill()

    run(test)


def test_what_cannot_be_sent_is_an_error_of_its_own() -> None:
    async def test() -> None:
        worker = worker_of(STARTED + "time.sleep(60)")
        await worker.start()
        report = await worker.process([Whole(Work((Request("\ud800"),)))], 5)
        [outcome] = report.outcomes
        assert isinstance(outcome.answer, RequestError) and outcome.answer.code == "LIM205"
        await worker.kill()

    run(test)


@pytest.mark.parametrize(
    ("script", "error", "message"),
    [
        (START + "write(b'\\x91\\xa8no model')", PluginError, "no model"),
        (START + "write(b'nonsense')", WorkerLost, "garbage"),
        (START, WorkerLost, "ended"),
        ("", WorkerLost, "ended"),
    ],
    ids=["says why", "garbage", "ends", "reads nothing"],
)
def test_a_start_that_fails_leaves_no_process(
    script: str, error: type[Exception], message: str
) -> None:
    async def test() -> None:
        worker = worker_of(script)
        with pytest.raises(error, match=message):
            await worker.start()
        assert worker.pid is None

    run(test)


def test_a_start_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "START_SECONDS", 0.2)

    async def test() -> None:
        worker = worker_of("import time; time.sleep(60)")
        with pytest.raises(WorkerLost, match="slow start"):
            await worker.start()

    run(test)


def test_a_worker_that_does_not_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "CLOSE_SECONDS", 0.2)

    async def test() -> None:
        worker = worker_of(STARTED + "time.sleep(60)")
        await worker.start()
        pid = worker.pid
        await worker.close()
        assert pid is not None and not alive(pid)

    run(test)


LEAKS = STARTED + "read(); x = b'x' * 50_000_000\n" + ANSWER + "read()\n"
SLOW_ANSWER = "read(); time.sleep(1)\n" + ANSWER + "read()\n"


def test_a_process_that_has_grown_is_renewed_between_two_batches() -> None:
    async def test() -> None:
        worker = worker_of(LEAKS, 40_000_000)
        await worker.start()
        with trio.move_on_after(0.2) as scope:
            await worker.outgrown()
        assert scope.cancelled_caught, "it has not grown yet"
        await worker.process(TASKS, 5)
        await worker.outgrown()
        old = worker.pid
        async with trio.open_nursery() as nursery:
            nursery.start_soon(worker.gone)
            await worker.renew()
            assert worker.pid != old and old is not None and not alive(old)
            await trio.testing.wait_all_tasks_blocked()
            assert len(nursery.child_tasks) == 1, "the worker has not gone"
            nursery.cancel_scope.cancel()
        await worker.close()

    run(test)


def test_without_a_limit_a_process_may_grow() -> None:
    async def test() -> None:
        worker = worker_of(LEAKS)
        await worker.start()
        await worker.process(TASKS, 5)
        with trio.move_on_after(0.1) as scope:
            await worker.outgrown()
        assert scope.cancelled_caught
        await worker.close()

    run(test)


@pytest.mark.parametrize("begun", [False, True], ids=["process", "begin"])
@pytest.mark.parametrize("cancelled", [False, True], ids=["in the end", "cancelled"])
def test_a_renewal_waits_for_the_batch_and_leaves_one_process(cancelled: bool, begun: bool) -> None:
    async def test() -> None:
        worker = worker_of(STARTED + SLOW_ANSWER)
        await worker.start()
        old = worker.pid
        async with trio.open_nursery() as nursery:
            if begun:
                worker.begin(TASKS, 5)
            nursery.start_soon(worker.process, TASKS, 5)
            await trio.testing.wait_all_tasks_blocked()
            with trio.move_on_after(0.5 if cancelled else 10):
                await worker.renew()
            assert (worker.pid == old) is cancelled
        assert len(children()) == 1
        await worker.close()
        assert not children()

    run(test)


def test_a_renewal_that_fails_leaves_the_process_as_it_is(tmp_path: Path) -> None:
    async def test() -> None:
        first = f"import pathlib; p = pathlib.Path({str(tmp_path / 'x')!r})\n"
        second = "write(b'\\x91\\xa8no model') if p.exists() else (p.touch(), "
        worker = worker_of(START + first + second + "write(b'\\x91\\xa0'))\nread()\n")
        await worker.start()
        pid = worker.pid
        with pytest.raises(PluginError, match="no model"):
            await worker.renew()
        assert worker.pid == pid
        await worker.close()

    run(test)


def test_a_batch_that_comes_while_another_one_is_at_work_is_not_begun() -> None:
    """As while a process is replaced, which takes no time at all but a turn of the event loop."""

    async def test() -> None:
        worker = worker_of(STARTED + "read()\n" + ANSWER + "read()\n" + SECOND + "read()\n")
        await worker.start()
        async with trio.open_nursery() as nursery:
            nursery.start_soon(worker.process, TASKS, 5)
            await trio.testing.wait_all_tasks_blocked()
            worker.begin(TASKS, 5)
            await worker.process(TASKS, 5)
        await worker.close()

    run(test)


def children() -> list[str]:
    # A process belongs to the thread that started it.
    tasks = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    return [pid for task in tasks for pid in task.read_text().split()]

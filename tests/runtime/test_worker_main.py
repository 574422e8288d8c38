"""The worker's program: reads a setup and batches, writes answers, and ends with its server."""

from __future__ import annotations

import gc
import io
import os
import signal
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from limina.config import Settings
from limina.plugin.errors import PluginError
from limina.protocol.errors import RequestError
from limina.protocol.schema import Request
from limina.runtime import worker_main
from limina.runtime.outcome import Outcome
from limina.runtime.tasks import Whole
from limina.runtime.wire import (
    PREFIX,
    Setup,
    decode_report,
    decode_started,
    encode_batch,
    encode_setup,
)
from limina.runtime.work import Work
from limina.runtime.worker_main import GRACE, end_with, load, read_frame, work

SETUP = encode_setup(Setup(Settings(plugins=(), hash_key="k", synthetic_seed="s")))


class FakePipeline:
    """Answers with the text; a text `leave` leaves the process."""

    def __init__(self) -> None:
        self.closed = self.shut_down = False
        self.timers: list[float] = []

    def process(self, works: Sequence[Work]) -> list[Outcome]:
        self.timers.append(signal.getitimer(signal.ITIMER_REAL)[0])
        if works[0].options.text == "leave":
            raise SystemExit
        return [Outcome(work.options.text.encode()) for work in works]

    def spent(self) -> dict[str, float]:
        return {}

    def close(self) -> None:
        self.closed = True

    def shutdown(self) -> None:
        self.shut_down = True


def batch(number: int, *texts: str, seconds: float = 9.0) -> bytes:
    tasks = [Whole(Work((Request(text),))) for text in texts]
    return bytes(encode_batch(number, seconds, tasks))


def frames(written: bytes) -> list[bytes]:
    stream = io.BytesIO(written)
    found = []
    while (payload := read_frame(stream)) is not None:
        found.append(payload)
    return found


def talk(inbox: bytes, pipeline: FakePipeline) -> tuple[int, list[bytes]]:
    outbox = io.BytesIO()
    loading: Any = lambda setup: (pipeline, pipeline.shutdown)  # noqa: E731
    status = work(io.BytesIO(inbox), outbox, loading)
    return status, frames(outbox.getvalue())


def test_what_a_worker_loads_is_never_looked_through_for_garbage(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    met: list[object] = []

    def load_all(settings: Settings) -> tuple[Any, Any]:
        gc.disable()
        gc.enable()  # as some libraries do around the reading of a file
        met.extend((gc.get_threshold()[0], gc.get_freeze_count()))
        return FakePipeline(), FakePipeline()

    monkeypatch.setattr(worker_main, "load_all", load_all)
    monkeypatch.setattr(gc, "collect", lambda: met.append("collected"))
    monkeypatch.setattr(gc, "freeze", lambda: met.append("frozen"))
    before = gc.get_threshold()
    load(Setup(Settings()))
    assert met == [0, 0, "frozen"]
    assert gc.get_threshold() == before and before[0] > 0 and gc.isenabled()


def test_batches_are_answered_until_the_input_ends() -> None:
    pipeline = FakePipeline()
    sent = SETUP + batch(1, "a", "b") + batch(2, "c", seconds=float("inf"))
    status, (started, first, second) = talk(sent, pipeline)
    assert status == 0
    assert decode_started(started).error == ""
    assert [o.answer for o in decode_report(first, 1, 2).outcomes] == [b"a", b"b"]
    assert [o.answer for o in decode_report(second, 2, 1).outcomes] == [b"c"]
    assert pipeline.closed and pipeline.shut_down
    limited, unlimited = pipeline.timers
    assert 9 < limited <= 9 + GRACE and unlimited == 0
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


@pytest.mark.parametrize("cut", [0, 2, PREFIX, PREFIX + 5])
def test_half_a_frame_is_the_end(cut: int) -> None:
    pipeline = FakePipeline()
    assert talk(SETUP[:cut], pipeline) == (0, [])
    status, answers = talk(SETUP + batch(1, "a")[:cut], pipeline)
    assert (status, len(answers)) == (0, 1)


@pytest.mark.parametrize(
    ("error", "told"),
    [(PluginError("detector a/b: no model"), "detector a/b: no model"), (OSError("x"), "OSError")],
)
def test_why_it_cannot_start_is_told(error: Exception, told: str) -> None:
    def fail(setup: Setup) -> Any:
        raise error

    outbox = io.BytesIO()
    assert work(io.BytesIO(SETUP), outbox, fail) == 1
    [started] = frames(outbox.getvalue())
    assert decode_started(started).error.startswith(told)


def test_detectors_are_closed_even_if_one_leaves() -> None:
    pipeline = FakePipeline()
    try:
        with pytest.raises(SystemExit):
            talk(SETUP + batch(1, "leave"), pipeline)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    assert pipeline.closed and pipeline.shut_down


def test_what_the_settings_say_is_loaded() -> None:
    pipeline, shutdown = load(Setup(Settings(plugins=(), hash_key="k")))
    [outcome] = pipeline.process([Request("a")])
    assert not isinstance(outcome.answer, RequestError)
    pipeline.close()
    shutdown()


def test_it_ends_when_nobody_can_write_to_it_any_more() -> None:
    inner, outer = os.pipe()
    os.write(outer, b"what nobody reads")
    os.close(outer)
    left: list[int] = []
    leave: Callable[[int], None] = left.append
    end_with(inner, seconds=0, leave=leave)
    os.close(inner)
    assert left == [1]

"""The fork server's program, as far as it can be asked without a fork."""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from limina.config import Settings
from limina.plugin.errors import PluginError
from limina.runtime.forkserver_main import preload, threads
from limina.runtime.launching import environment
from limina.runtime.wire import PREFIX, Setup, decode_started, encode_setup

SETUP = encode_setup(Setup(Settings(plugins=(), hash_key="k")))


class FakePipeline:
    def __init__(self) -> None:
        self.closed = self.shut_down = False

    def close(self) -> None:
        self.closed = True

    def shutdown(self) -> None:
        self.shut_down = True


def talk(sent: bytes, load: Callable[[Setup], Any]) -> tuple[int, bytes]:
    """The exit status, and what was answered to a server that goes after so much."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.sendall(sent)
        ours.shutdown(socket.SHUT_WR)
        status = preload(theirs, load)
        theirs.close()
        answer = b""
        while chunk := ours.recv(4_096):
            answer += chunk
    return status, answer


def test_what_is_loaded_is_let_go_when_nobody_asks_any_more() -> None:
    pipeline = FakePipeline()
    status, answer = talk(SETUP, lambda setup: (pipeline, pipeline.shutdown))
    assert status == 0
    assert decode_started(answer[PREFIX:]).error == ""
    assert pipeline.closed and pipeline.shut_down


def test_why_it_cannot_start_is_told() -> None:
    def fail(setup: Setup) -> Any:
        raise PluginError("detector a/b: no model")

    status, answer = talk(SETUP, fail)
    assert status == 1
    assert decode_started(answer[PREFIX:]).error == "detector a/b: no model"


@pytest.mark.parametrize("cut", [0, 2, PREFIX, PREFIX + 5])
def test_half_a_setup_is_the_end(cut: int) -> None:
    assert talk(SETUP[:cut], lambda setup: pytest.fail("nothing is loaded")) == (0, b"")


def test_threads_are_counted_once_those_that_end_are_gone(tmp_path: Path) -> None:
    (tmp_path / "1").mkdir()
    assert threads(tmp_path) == 1
    (tmp_path / "2").mkdir()
    assert threads(tmp_path, patience=0) == 2
    done = threading.Event()
    thread = threading.Thread(target=done.wait, daemon=True)
    thread.start()
    try:
        assert threads(patience=0) >= 2
    finally:
        done.set()
        thread.join()


BUSY = """
import socket, time
from limina.runtime.forkserver_main import ending_with
control = socket.socket(fileno=0)
with ending_with(control):
    control.sendall(b"x")
    %s
control.sendall(b"y")
time.sleep(60)
"""


@pytest.mark.parametrize(
    ("meanwhile", "status"), [("time.sleep(60)", -signal.SIGIO), ("pass", None)]
)
def test_the_process_ends_with_the_server_while_it_loads_and_only_then(
    meanwhile: str, status: int | None
) -> None:
    ours, theirs = socket.socketpair()
    command = [sys.executable, "-P", "-c", BUSY % meanwhile]
    with (
        ours,
        subprocess.Popen(command, stdin=theirs.fileno(), env=environment(os.environ)) as process,
    ):
        theirs.close()
        try:
            assert ours.recv(1) == b"x"
            if status is None:
                assert ours.recv(1) == b"y"
            ours.close()
            ended = select.poll()
            descriptor = os.pidfd_open(process.pid)
            ended.register(descriptor, select.POLLIN)
            assert bool(ended.poll(10_000 if status else 300)) is (status is not None)
            os.close(descriptor)
            assert process.poll() == status
        finally:
            process.kill()

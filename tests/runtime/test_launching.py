"""A process that waits for its setup: it has our end of a socket, and ends when it is to."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from limina.runtime.launching import environment, launch

#: Says that it is there, and waits until the other end is closed.
PATIENT = """
import socket
control = socket.socket(fileno=0)
control.sendall(b"here")
control.recv(1)
"""


def test_it_talks_over_its_standard_input(capfd: pytest.CaptureFixture[str]) -> None:
    launched = launch((sys.executable, "-c", "print('unseen')" + PATIENT))
    launched.control.settimeout(20)
    assert launched.control.recv(4) == b"here"
    launched.control.close()
    assert launched.process.wait(20) == 0
    assert capfd.readouterr().out == "", "what it prints belongs to nobody"


def test_it_is_ended_at_once_and_once() -> None:
    launched = launch((sys.executable, "-c", "import time; time.sleep(60)"))
    launched.end()
    assert launched.process.returncode == -9
    assert launched.control.fileno() == -1
    assert not Path(f"/proc/{launched.process.pid}").exists()
    launched.end()


def test_the_environment_has_our_path_of_modules_and_nothing_else_of_ours() -> None:
    made = environment({"HOME": "/home", "OMP_NUM_THREADS": "4", "PYTHONPATH": "/elsewhere"})
    assert made == {
        "HOME": "/home",
        "OMP_NUM_THREADS": "4",
        "OPENBLAS_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
        "PYTHONPATH": os.pathsep.join(entry or os.getcwd() for entry in sys.path),
    }

"""Starting the fork server's process, which nobody has to wait for yet.

It is the first thing a server does that will need one: the process imports for a while before it
has to know anything, and meanwhile the server imports its event loop. So nothing is imported here
that takes long.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

#: The program; `-P` keeps Python from looking for modules in the working directory by itself.
COMMAND: Final = (sys.executable, "-P", "-m", "limina.runtime.forkserver_main")
#: Whether the system can do it: a process that is no child of ours is watched by its descriptor.
AVAILABLE: Final = hasattr(os, "pidfd_open") and hasattr(signal, "pidfd_send_signal")
#: Libraries that would start a thread for each core; there is a worker for each core already.
_ONE_THREAD: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(frozen=True, slots=True)
class Launched:
    """A process that waits for its setup.

    Attributes:
        process: The process, a child of this one.
        control: Our end of the socket that is its standard input.
    """

    process: subprocess.Popen[bytes]
    control: socket.socket

    def end(self) -> None:
        """End it at once, if it has not ended."""
        self.control.close()
        self.process.kill()
        self.process.wait()


def launch(command: Sequence[str] = COMMAND) -> Launched:
    """Start a fork server.

    Args:
        command: The program.
    """
    ours, theirs = socket.socketpair()
    with theirs:
        process = subprocess.Popen(
            command,
            stdin=theirs.fileno(),
            stdout=subprocess.DEVNULL,
            env=environment(os.environ),
        )
    return Launched(process, ours)


def environment(own: Mapping[str, str]) -> dict[str, str]:
    """What a process that loads detectors is told by variables: what we are, where our modules are,
    and to have one thread for each library.
    """
    path = os.pathsep.join(entry or os.getcwd() for entry in sys.path)
    return {**dict.fromkeys(_ONE_THREAD, "1"), **own, "PYTHONPATH": path}

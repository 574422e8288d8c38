from __future__ import annotations

import os
import subprocess
import sys

import pytest

from bench.machine import processor
from bench.processes import cpu_seconds, descendants, memory, peak_memory, status_bytes

STATUS = "Name:\tpython\nVmHWM:\t    2048 kB\nVmRSS:\t    1024 kB\n"


def test_sizes_are_read_in_bytes() -> None:
    assert status_bytes(STATUS, "VmRSS") == 1024 * 1024
    assert status_bytes(STATUS, "VmHWM") == 2048 * 1024


def test_a_size_that_is_missing_is_an_error() -> None:
    with pytest.raises(ValueError, match="no VmSwap"):
        status_bytes(STATUS, "VmSwap")


def test_this_process_has_memory_and_has_worked() -> None:
    own = os.getpid()
    assert 0 < memory(own) <= peak_memory(own) + 2**20
    assert cpu_seconds([own]) > 0
    assert cpu_seconds([]) == 0


def test_descendants_are_children_and_theirs() -> None:
    script = "import subprocess; p = subprocess.Popen(['cat']); print(p.pid, flush=True); p.wait()"
    command = [sys.executable, "-c", script]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        grandchild = int(child.stdout.readline())
        found = descendants(os.getpid())
        assert {child.pid, grandchild} <= set(found)
        assert descendants(child.pid) == [grandchild]
        child.stdin.close()


def test_the_processor_has_a_name_where_the_kernel_tells_it() -> None:
    assert processor("processor\t: 0\nmodel name\t: One   Two\n") == "One Two"
    assert processor("processor\t: 0\n")

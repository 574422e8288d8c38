from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from limina.runtime.lossy import lose_what_cannot_be_written, lossy


def test_what_can_be_written_is_written_line_by_line() -> None:
    reader, writer = os.pipe()
    with lossy(writer) as stream:
        print("häh", "\ud800", file=stream)
        assert os.read(reader, 100) == "häh \\ud800\n".encode()
    os.close(writer)
    os.close(reader)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_what_cannot_be_written_is_lost() -> None:
    full = os.open("/dev/full", os.O_WRONLY)
    with pytest.raises(OSError, match="space"):
        os.write(full, b"x")
    with lossy(full) as stream:
        for _ in range(10):
            print("x" * 10_000, file=stream, flush=True)
    os.close(full)


def test_both_standard_streams_are_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", sys.stdout)
    monkeypatch.setattr(sys, "stderr", sys.stderr)
    lose_what_cannot_be_written()
    assert (sys.stdout.fileno(), sys.stderr.fileno()) == (1, 2)
    sys.stdout.close()
    sys.stderr.close()
    os.fstat(1)
    os.fstat(2)

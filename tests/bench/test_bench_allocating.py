from __future__ import annotations

import os
import signal
import tracemalloc
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from bench import allocating
from bench.allocating import allocated, serve

_SIZE = 8_000_000


@pytest.fixture
def _as_before() -> Iterator[None]:
    handler = signal.getsignal(signal.SIGUSR1)
    yield
    signal.signal(signal.SIGUSR1, handler)
    tracemalloc.stop()


@pytest.mark.usefixtures("_as_before")
def test_the_most_since_the_last_question_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "allocated"

    def main(arguments: Sequence[str]) -> int:
        assert arguments == ["serve"]
        rest, _ = allocated(os.getpid(), file)
        kept = [bytes(_SIZE)]
        kept.append(bytes(_SIZE))
        del kept[1:]
        first = allocated(os.getpid(), file)
        second = allocated(os.getpid(), file)
        for now, peak, copies in ((*first, 2), (*second, 1)):
            assert now - rest == pytest.approx(_SIZE, rel=0.1)
            assert peak - rest == pytest.approx(copies * _SIZE, rel=0.1)
        return 3

    monkeypatch.setattr(allocating, "main", main)
    assert serve(file, ["serve"]) == 3


def test_a_process_that_does_not_tell_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "allocated"
    file.write_text("1 2")  # a line that is not finished
    monkeypatch.setattr(allocating, "_PATIENCE", 0.0)
    monkeypatch.setattr(os, "kill", lambda pid, number: None)
    with pytest.raises(TimeoutError):
        allocated(os.getpid(), file)

from __future__ import annotations

import os
from pathlib import Path

from limina.runtime.memory import MEBIBYTE, resident


def test_a_process_has_more_memory_after_it_has_taken_some() -> None:
    before = resident(os.getpid())
    taken = b"x" * (64 * MEBIBYTE)
    after = resident(os.getpid())
    assert before is not None and after is not None
    assert after - before > 32 * MEBIBYTE
    assert len(taken) == 64 * MEBIBYTE


def test_of_a_process_that_has_gone_nothing_is_known(tmp_path: Path) -> None:
    assert resident(1, tmp_path) is None
    (tmp_path / "1").mkdir()
    (tmp_path / "1" / "statm").write_text("")
    assert resident(1, tmp_path) is None

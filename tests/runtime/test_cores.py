"""How many processors there are to use: affinity and a container's quota."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from limina.runtime.cores import available


@pytest.mark.parametrize(
    ("quota", "cores"),
    [
        (None, 8),
        ("max 100000\n", 8),
        ("150000 100000\n", 2),
        ("10000 100000\n", 1),
        ("9900000 100000\n", 8),
        ("5 0\n", 8),
        ("nonsense", 8),
    ],
)
def test_affinity_and_quota_bound_it(
    quota: str | None, cores: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: set(range(8)))
    file = tmp_path / "cpu.max"
    if quota is not None:
        file.write_text(quota, "ascii")
    assert available(file) == cores


def test_where_there_is_no_affinity_all_processors_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "sched_getaffinity")
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert available(tmp_path / "none") == 1

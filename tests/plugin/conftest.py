"""What several tests of plugins share."""

from __future__ import annotations

import importlib
import sys
import sysconfig
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from limina.plugin.loading import GROUP

Install = Callable[..., None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Puts a distribution on a path that holds no other plugins."""
    before = set(sys.modules)
    standard = {sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib")}
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sorted(standard)])

    def install(
        distribution: str,
        entry_points: str,
        version: str = "1.0",
        group: str = GROUP,
        **modules: str,
    ) -> None:
        info = tmp_path / f"{distribution.replace('-', '_')}-{version}.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Name: {distribution}\nVersion: {version}\n")
        (info / "entry_points.txt").write_text(f"[{group}]\n{entry_points}\n")
        for module, source in modules.items():
            (tmp_path / f"{module}.py").write_text(source)
        importlib.invalidate_caches()

    yield install
    for name in set(sys.modules) - before:
        if getattr(sys.modules[name], "__file__", None) and str(tmp_path) in str(
            sys.modules[name].__file__
        ):
            del sys.modules[name]

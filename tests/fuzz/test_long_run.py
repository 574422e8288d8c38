"""The long run reports what it did, saves what fails, and says so with its exit status."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.fuzz import __main__ as long_run
from tests.fuzz.targets import Target


def holds(data: bytes) -> None:
    """Nothing is wrong."""


def breaks(data: bytes) -> None:
    """No input holds an x."""
    assert b"x" not in data


def seeds() -> Iterator[bytes]:
    yield b"a"
    yield b"bx"


@pytest.fixture(autouse=True)
def workplace(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    targets = {"holds": Target(holds, seeds, 1), "breaks": Target(breaks, seeds, 1)}
    monkeypatch.setattr(long_run, "TARGETS", targets)
    monkeypatch.setattr(long_run, "FINDINGS", tmp_path / "findings")
    monkeypatch.setattr(long_run, "WORK", tmp_path / "work")
    return tmp_path


def test_under_hypothesis_the_smallest_failing_input_is_saved(
    workplace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--minutes", "0.005", "--with", "hypothesis"]
    assert long_run.main([*options, "--target", "holds"]) == 0
    assert " none" in capsys.readouterr().out
    assert long_run.main([*options, "--target", "breaks"]) == 1
    [path] = (workplace / "findings" / "breaks").iterdir()
    assert b"x" in path.read_bytes()
    assert len(path.read_bytes()) <= 2
    assert "broken: No input holds an x." in capsys.readouterr().out


@pytest.mark.parametrize("fails", [False, True])
def test_under_atheris_executions_coverage_and_finding_are_read(
    workplace: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    fails: bool,
) -> None:
    commands: list[list[str]] = []

    def run(command: list[str], **options: Any) -> subprocess.CompletedProcess[bytes]:
        commands.append(command)
        if fails:
            (workplace / "findings" / "holds" / "crash-1").write_bytes(b"x")
        said = b"#2 INITED cov: 3 ft: 4\n#9 DONE cov: 7 ft: 8\n"
        said += b" === Uncaught Python exception: ===\nValueError\n" if fails else b""
        said += b"==7== ERROR\nstat::number_of_executed_units: 9\n"
        return subprocess.CompletedProcess(command, int(fails), said)

    monkeypatch.setattr(subprocess, "run", run)
    options = ["--minutes", "1", "--with", "atheris", "--target", "holds"]
    assert long_run.main(options) == int(fails)
    lines = capsys.readouterr().out.splitlines()
    assert lines[4:] == (["ValueError"] if fails else [])
    line = lines[2].split()
    assert line[:4] == ["holds", "60", "9", "7"]
    assert line[4].endswith("crash-1" if fails else "none")
    assert "-max_total_time=60" in commands[0]
    given = (workplace / "work" / "seeds" / "holds").iterdir()
    assert sorted(path.read_bytes() for path in given) == [b"a", b"bx"]


def test_a_process_that_fails_without_an_input_is_no_success(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def run(command: list[str], **options: Any) -> subprocess.CompletedProcess[bytes]:
        return subprocess.CompletedProcess(command, 1, b"no module named atheris")

    monkeypatch.setattr(subprocess, "run", run)
    with pytest.raises(RuntimeError, match="no module named atheris"):
        long_run.main(["--with", "atheris", "--target", "holds"])

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conformance.autobahn import run

Place = Callable[[str, str], Path]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """Puts a `python2.7` somewhere; there is none else."""
    monkeypatch.setenv("PATH", str(tmp_path / "path"))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))

    def put(folder: str, script: str) -> Path:
        command = tmp_path / folder / "python2.7"
        command.parent.mkdir(parents=True)
        command.write_text(f"#!/bin/sh\n{script}\n")
        command.chmod(0o755)
        return command

    return put


WORKS = "echo /real/python2.7"
FAILS = "exit 1"


def test_the_python_on_the_path_is_taken_if_it_runs(place: Place) -> None:
    place("path", WORKS)
    place("pyenv/versions/2.7.18/bin", FAILS)
    assert run.find_python27() == "/real/python2.7"


def test_a_python_that_does_not_run_is_passed_over_for_pyenvs(place: Place) -> None:
    place("path", FAILS)
    place("pyenv/versions/2.7.18/bin", WORKS)
    assert run.find_python27() == "/real/python2.7"


def test_a_python_of_another_version_is_none(place: Place) -> None:
    place("path", f'exec {sys.executable} "$@"')
    assert run.find_python27() is None


def test_without_python_2_the_run_says_loudly_that_it_skips_and_passes(
    place: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["run"])
    assert run.main() == 0
    assert "AUTOBAHN SKIPPED" in capsys.readouterr().out


def test_a_step_that_fails_fails_the_run(
    place: Place,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    broken = place("path", 'if [ "$1" = -c ]; then echo $0; else echo no index; exit 3; fi')
    monkeypatch.setattr(run, "HOME", tmp_path / "home")
    monkeypatch.setattr(sys, "argv", ["run", "--server", "native"])
    assert run.main() == 1
    output = capsys.readouterr().out
    assert str(broken) in output
    assert "no index" in output


def test_a_step_has_a_timeout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "HOME", tmp_path)
    with pytest.raises(run.StepFailed, match="took longer than"):
        run._step([sys.executable, "-c", "import time; time.sleep(60)"], seconds=0.2)


def test_the_pins_are_exact_and_name_no_index() -> None:
    lines = run.REQUIREMENTS.read_text().splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert all(re.fullmatch(r"[A-Za-z.-]+[A-Za-z0-9.-]*==[0-9.]+", pin) for pin in pins)
    assert "autobahntestsuite==25.10.1" in pins


@pytest.mark.parametrize("server", ["native", "hypercorn"])
def test_the_echo_servers_start_and_stop(server: str) -> None:
    with run.running(server, deflate=False) as port:
        assert 0 < port < 65536


def test_a_server_that_does_not_start_is_a_failure() -> None:
    with (
        pytest.raises(run.StepFailed, match="did not start"),
        run.running("no_such", deflate=False),
    ):
        raise AssertionError("started")

"""Runs the Autobahn test suite against our servers and applies the gate.

The suite is Python 2: where no CPython 2.7 runs, this says so and passes. Else the suite is
installed once, from pinned packages, under `.autobahn/` of the repository, and reused. Everything
stays on 127.0.0.1 and every step has a timeout.

    python -m conformance.autobahn.run [--server native|hypercorn|all] [--full]
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from conformance.autobahn.gate import EXPECTED, Part, complaints, parts, summary

ROOT = Path(__file__).parents[2]
HOME = ROOT / ".autobahn"
REQUIREMENTS = Path(__file__).with_name("requirements.txt")
#: The last virtualenv that makes environments for Python 2.7 with nothing else installed.
VIRTUALENV = "virtualenv==16.7.12"

#: Seconds for the steps.
PROBE_SECONDS = 10
INSTALL_SECONDS = 300
START_SECONDS = 30
SUITE_SECONDS = 180
STOP_SECONDS = 10


class StepFailed(Exception):
    """A step before the verdicts went wrong; the message is one line and the step's last words."""


def main() -> int:
    """Run what the command line asks for; 0 if the gate is passed or there is no Python 2.7."""
    parser = argparse.ArgumentParser(description="Run the Autobahn suite.")
    parser.add_argument("--server", choices=[*EXPECTED, "all"], default="all")
    parser.add_argument(
        "--full",
        action="store_true",
        help="also section 9 (limits) and, where the server can, the deflate subset",
    )
    options = parser.parse_args()
    python = find_python27()
    if python is None:
        print("*" * 78)
        print("AUTOBAHN SKIPPED: no CPython 2.7 runs here, and the suite is written in Python 2.")
        print("*" * 78)
        return 0
    servers = list(EXPECTED) if options.server == "all" else [options.server]
    try:
        wstest = installed_suite(python)
        passed = [
            passes(wstest, server, part)
            for server in servers
            for part in parts(server, full=options.full)
        ]
    except StepFailed as failure:
        print(f"autobahn: {failure}")
        return 1
    return 0 if all(passed) else 1


def find_python27() -> str | None:
    """A command that really runs CPython 2.7: on PATH, else one of pyenv's."""
    root = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    candidates = [shutil.which("python2.7"), *map(str, root.glob("versions/2.7*/bin/python2.7"))]
    check = "import sys, platform; assert sys.version_info[:2] == (2, 7); print(sys.executable)"
    for candidate in filter(None, candidates):
        # pyenv puts a python2.7 on PATH that fails unless the version is switched on.
        with contextlib.suppress(OSError, subprocess.SubprocessError):
            probe = subprocess.run(
                [candidate, "-c", check], capture_output=True, timeout=PROBE_SECONDS, check=True
            )
            return probe.stdout.decode().strip()
    return None


def installed_suite(python: str) -> Path:
    """Install the suite where it is not yet; return its `wstest`.

    Args:
        python: CPython 2.7.

    Raises:
        StepFailed: If it cannot be installed.
    """
    environment, tools, stamp = HOME / "env", HOME / "tools", HOME / "installed"
    pins = "\n".join([python, VIRTUALENV, REQUIREMENTS.read_text()])
    wanted = hashlib.sha256(pins.encode()).hexdigest()
    if not (stamp.is_file() and stamp.read_text() == wanted):
        print("autobahn: installing the suite ...", flush=True)
        started = time.monotonic()
        for folder in (environment, tools):
            shutil.rmtree(folder, ignore_errors=True)
        stamp.unlink(missing_ok=True)
        HOME.mkdir(exist_ok=True)
        pip = ["-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
        _step([python, *pip, "--target", str(tools), VIRTUALENV])
        _step([python, "-m", "virtualenv", "--quiet", str(environment)], {"PYTHONPATH": str(tools)})
        inside = str(environment / "bin" / "python")
        _step([inside, *pip, "--no-deps", "--requirement", str(REQUIREMENTS)])
        stamp.write_text(wanted)
        print(f"autobahn: installed in {time.monotonic() - started:.0f} s", flush=True)
    return environment / "bin" / "wstest"


def passes(wstest: Path, server: str, part: Part) -> bool:
    """Run one part against one server, print what was found, and judge it.

    Raises:
        StepFailed: If the server or the suite did not run to the end.
    """
    started = time.monotonic()
    with running(server, deflate=part.deflate) as port:
        index = _run_suite(wstest, server, part, port)
    found = complaints(server, part, index)
    seconds = time.monotonic() - started
    verdict = "passed" if not found else "FAILED"
    print(f"autobahn {server} {part.name}: {summary(index)}: {verdict} ({seconds:.0f} s)")
    for line in found:
        print(f"  {line}")
    sys.stdout.flush()
    return not found


@contextlib.contextmanager
def running(server: str, *, deflate: bool) -> Iterator[int]:
    """Run an echo server as a process of its own.

    Args:
        server: `native` or `hypercorn`: `conformance/autobahn/SERVER_echo.py`.
        deflate: Whether it agrees on permessage-deflate, which no server of ours does unasked.

    Yields:
        Its port.

    Raises:
        StepFailed: If it does not say `port N` in time.
    """
    command = [sys.executable, "-m", f"conformance.autobahn.{server}_echo"]
    if deflate:
        command.append("--deflate")
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=errors, text=True
        )
        try:
            assert process.stdout is not None
            ready, _, _ = select.select([process.stdout], [], [], START_SECONDS)
            words = process.stdout.readline().split() if ready else []
            if words[:1] != ["port"]:
                errors.seek(0)
                raise StepFailed(f"the {server} server did not start\n{_tail(errors.read())}")
            yield int(words[1])
        finally:
            process.terminate()
            try:
                process.communicate(timeout=STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.communicate()


def _run_suite(wstest: Path, server: str, part: Part, port: int) -> Mapping[str, Any]:
    reports = HOME / "reports" / f"{server}-{part.name}"
    shutil.rmtree(reports, ignore_errors=True)
    spec = {
        "options": {"failByDrop": False},
        "outdir": str(reports),
        "servers": [
            {"agent": server, "url": f"ws://127.0.0.1:{port}/ws", "options": {"version": 18}}
        ],
        "cases": part.cases,
        "exclude-cases": part.excluded,
        "exclude-agent-cases": {},
    }
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "spec.json"
        file.write_text(json.dumps(spec))
        # It exits 0 whatever it finds.
        _step([str(wstest), "-m", "fuzzingclient", "-s", str(file)], seconds=SUITE_SECONDS)
    try:
        index: Mapping[str, Any] = json.loads((reports / "index.json").read_text())[server]
    except (OSError, KeyError, json.JSONDecodeError):
        raise StepFailed(f"the suite left no report on {server}") from None
    return index


def _step(
    command: Sequence[str],
    environment: Mapping[str, str] | None = None,
    *,
    seconds: float = INSTALL_SECONDS,
) -> None:
    # Python 2 tools must not see what is set for the Python that runs this.
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    name = " ".join(command[:4])
    try:
        step = subprocess.run(
            command,
            cwd=HOME,
            env={**inherited, **(environment or {})},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=seconds,
        )
    except subprocess.TimeoutExpired:
        raise StepFailed(f"`{name} ...` took longer than {seconds:.0f} s") from None
    if step.returncode:
        raise StepFailed(f"`{name} ...` failed\n{_tail(step.stdout)}")


def _tail(output: bytes) -> str:
    return "\n".join(output.decode(errors="replace").splitlines()[-15:])


if __name__ == "__main__":
    sys.exit(main())

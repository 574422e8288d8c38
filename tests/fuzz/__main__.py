"""The long run: `make fuzz`, or `python -m tests.fuzz --minutes 10 [--target NAME ...]`.

Each target runs in a process of its own for its share of the time, under atheris where it is
installed, else under Hypothesis. An input that breaks an invariant is saved in
tests/fuzz/findings/TARGET and becomes a test by being committed. The exit status is 1 if there is
one.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.fuzz.mutation import PIECES, mutants
from tests.fuzz.seeds import FINDINGS, LONGEST_SEED
from tests.fuzz.targets import TARGETS, Target

#: What grows from run to run: inputs that reach code no other reaches. Not kept in the repository.
WORK: Final = Path(".fuzz")
#: Examples of one round of Hypothesis.
_ROUND: Final = 200
#: Seconds one input may take, and a process may take to start and stop.
_STUCK: Final = 60
_AROUND: Final = 120


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one target.

    Attributes:
        executions: Inputs that were run; 0 if the process did not say.
        coverage: Edges of our code that were reached; None without instrumentation.
        finding: Where the input that failed is; None if none did.
        report: The end of what the process printed, where there is a finding.
    """

    executions: int
    coverage: int | None
    finding: Path | None
    report: str = ""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the targets; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0, help="all targets together")
    parser.add_argument("--target", action="append", choices=TARGETS, help="these only")
    parser.add_argument("--with", dest="tool", choices=["atheris", "hypothesis"])
    asked = parser.parse_args(arguments)
    tool = asked.tool or ("atheris" if importlib.util.find_spec("atheris") else "hypothesis")
    names = asked.target or list(TARGETS)
    shares = sum(TARGETS[name].share for name in names)
    run = run_atheris if tool == "atheris" else run_hypothesis
    print(f"{tool}, {asked.minutes:g} minutes, {len(names)} targets", flush=True)
    print(f"{'target':18} {'seconds':>8} {'executions':>11} {'coverage':>9}  finding", flush=True)
    found = False
    for name in names:
        seconds = asked.minutes * 60 * TARGETS[name].share / shares
        result = run(name, TARGETS[name], seconds)
        coverage = "-" if result.coverage is None else str(result.coverage)
        finding = result.finding or "none"
        print(
            f"{name:18} {seconds:8.0f} {result.executions:11} {coverage:>9}  {finding}", flush=True
        )
        if result.finding is not None:
            found = True
            print(f"  broken: {TARGETS[name].invariant}\n{result.report}", flush=True)
    return int(found)


def run_atheris(name: str, target: Target, seconds: float) -> Result:
    """Run a target under atheris.

    Raises:
        RuntimeError: If the process fails without an input to blame.
    """
    corpus, given_seeds, findings = WORK / "corpus" / name, WORK / "seeds" / name, FINDINGS / name
    for folder in (corpus, given_seeds, findings):
        folder.mkdir(parents=True, exist_ok=True)
    for one in _seeds(target):
        (given_seeds / _name(one)).write_bytes(one)
    words = WORK / "words.txt"
    words.write_text("".join(f'"{_quoted(piece)}"\n' for piece in PIECES), "ascii")
    before = set(findings.iterdir())
    command = [
        *(sys.executable, "-m", "tests.fuzz.coverage_guided", name),
        *(f"-max_total_time={max(1, round(seconds))}", f"-max_len={target.longest}"),
        *(f"-artifact_prefix={findings}/", f"-dict={words}", f"-timeout={_STUCK}"),
        *("-print_final_stats=1", "-rss_limit_mb=4096", "-reload=0"),
        *(str(corpus), str(given_seeds), str(findings)),
    ]
    done = subprocess.run(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=seconds + _AROUND,
        check=False,
    )
    said = done.stdout.decode("utf-8", "replace")
    new = sorted(set(findings.iterdir()) - before)
    if done.returncode and not new:
        raise RuntimeError(f"{name} ended with {done.returncode}:\n{said[-4_000:]}")
    reached = re.findall(r"\bcov: (\d+)", said)
    executed = re.search(r"number_of_executed_units: (\d+)", said)
    counted = executed[1] if executed else (re.findall(r"^#(\d+)", said, re.MULTILINE) or ["0"])[-1]
    return Result(
        int(counted),
        int(reached[-1]) if reached else None,
        new[0] if new else None,
        _failure(said) if new else "",
    )


def _failure(said: str) -> str:
    """The traceback, or the end of the output where there is none, as after a time-out."""
    _, found, behind = said.partition("=== Uncaught Python exception: ===")
    return behind.partition("\n==")[0].strip() if found else said[-4_000:]


def run_hypothesis(name: str, target: Target, seconds: float) -> Result:
    """Run a target under Hypothesis, round after round with other seeds."""
    ends = time.monotonic() + seconds
    seeds = _seeds(target)
    failed: list[bytes] = []
    count = 0

    def once(data: st.DataObject) -> None:
        nonlocal count
        drawn = data.draw(mutants(target, seeds))
        count += 1
        try:
            target.run(drawn)
        except Exception:
            failed.append(drawn)
            raise

    while time.monotonic() < ends:
        bounded = settings(
            max_examples=_ROUND,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.generate, Phase.shrink),
            report_multiple_bugs=False,
        )
        test = seed(time.monotonic_ns())(bounded(given(st.data())(once)))
        try:
            test()
        except Exception as error:
            smallest = min(failed, key=len)
            path = FINDINGS / name / f"crash-{_name(smallest)}"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(smallest)
            return Result(count, None, path, f"{type(error).__name__}: {error}")
    return Result(count, None, None)


def _seeds(target: Target) -> list[bytes]:
    return [one[: target.longest] for one in target.seeds() if len(one) <= LONGEST_SEED]


def _name(data: bytes) -> str:
    return hashlib.sha1(data).hexdigest()


def _quoted(piece: bytes) -> str:
    return "".join(f"\\x{byte:02x}" for byte in piece)


if __name__ == "__main__":
    sys.exit(main())

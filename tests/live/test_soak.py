"""A short soak: nothing lost, wrong or logged while workers are killed (`make soak` is longer)."""

from __future__ import annotations

import subprocess
import sys

from tests.live.hypercorn_support import ROOT


def test_a_quarter_of_a_minute_of_mixed_traffic_with_workers_killed() -> None:
    options = ["--minutes", "0.22", "--kill-every", "4"]
    done = subprocess.run(
        [sys.executable, "-m", "tests.soak", *options],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=480,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "workers killed: 0" not in done.stdout
    assert done.stdout.endswith("nothing lost, nothing wrong, nothing logged\n")

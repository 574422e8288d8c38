"""The text tests that the official client brings along, run as they are against a live server."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.live.server import ServerProcess, serving

#: What limina does not serve: files, images and sound.
OUT_OF_SCOPE = ("file", "bleep", "object_entity")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    with serving(cwd=tmp_path_factory.mktemp("server")) as running:
        yield running


def test_all_text_tests_of_the_client_pass(server: ServerProcess, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--no-header"]
    ended = subprocess.run(
        [
            *command,
            *("--pyargs", "privateai_client.tests.test_integration"),
            *("-k", " and ".join(f"not {word}" for word in OUT_OF_SCOPE)),
        ],
        cwd=tmp_path,
        env={**os.environ, "PAI_API_URL": f"http://127.0.0.1:{server.port}", "PAI_API_KEY": ""},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout
    assert "41 passed, 10 deselected" in ended.stdout

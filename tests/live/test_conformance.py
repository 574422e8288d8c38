"""`python -m conformance` against both servers, as a user runs it."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from conformance.judge import Mode
from conformance.play import HEALTHY, play
from conformance.scripts import Outcome, Script, Step, Upgrade
from conformance.serving import TRANSPORTS, ServerFailed, serving
from conformance.vectors import load_vectors
from conformance.wire import frame, handshake
from tests.live.hypercorn_support import PATIENCE

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module", params=TRANSPORTS)
def exact_server(request: pytest.FixtureRequest) -> Iterator[tuple[str, str]]:
    with serving(request.param, Mode.EXACT) as url:
        yield request.param, url


def conformance(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "conformance", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )


def counts(output: str) -> tuple[int, int, int]:
    last = output.splitlines()[-1]
    match = re.fullmatch(r"(\d+) passed, (\d+) failed, (\d+) skipped", last)
    assert match, last
    return int(match[1]), int(match[2]), int(match[3])


def test_the_documented_answers_come_out_exactly(exact_server: tuple[str, str]) -> None:
    result = conformance(exact_server[1], "--exact")
    passed, failed, skipped = counts(result.stdout)
    assert (failed, result.returncode) == (0, 0), result.stdout
    assert passed + skipped == len(load_vectors())
    assert passed >= 100
    assert "PASS ws-seed-1" in result.stdout.splitlines()


@pytest.mark.parametrize("part", ["transcripts", "hostile"])
def test_nothing_on_the_wire_is_too_much_for_it(exact_server: tuple[str, str], part: str) -> None:
    transport, url = exact_server
    mode = "--exact" if transport == "native" else "--arithmetic"
    result = conformance(url, "--part", part, mode, "--timeout", "60")
    assert (counts(result.stdout)[1], result.returncode) == (0, 0), result.stdout


def test_one_can_be_picked(exact_server: tuple[str, str]) -> None:
    result = conformance(exact_server[1], "--exact", "--only", "ws-seed-3")
    assert result.stdout == "PASS ws-seed-3\n1 passed, 0 failed, 0 skipped\n"


def test_a_failure_is_told_and_sets_the_status(exact_server: tuple[str, str]) -> None:
    result = conformance(exact_server[1], "--exact", "--only", "ws-seed-1", "--timeout", "0")
    assert result.returncode == 1
    assert result.stdout == (
        "FAIL ws-seed-1: no answer within 0 seconds\n0 passed, 1 failed, 0 skipped\n"
    )


def test_an_id_nobody_has_is_told(exact_server: tuple[str, str]) -> None:
    result = conformance(exact_server[1], "--only", "nothing")
    assert (result.returncode, result.stderr) == (2, "there is nothing of that id\n")


def test_a_server_that_is_not_there_is_told() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        result = conformance(f"ws://127.0.0.1:{taken.getsockname()[1]}/ws")
    assert result.returncode == 2
    assert len(result.stderr.splitlines()) == 1
    assert result.stdout == ""


def test_a_server_that_does_not_start_is_told_with_its_words() -> None:
    with (
        pytest.raises(ServerFailed, match="transport"),
        serving("telepathy", Mode.ARITHMETIC),
    ):
        raise AssertionError("it started")


class FakeServer:
    """Answers each connection with given bytes, and hangs up or waits."""

    def __init__(self, *answers: bytes) -> None:
        self._answers = list(answers)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"ws://127.0.0.1:{self._listener.getsockname()[1]}/ws"
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        open_ones = []
        for answer in self._answers:
            connection, _ = self._listener.accept()
            connection.recv(65_536)
            connection.sendall(answer)
            open_ones.append(connection)
        # Until the other side has gone.
        for connection in open_ones:
            connection.settimeout(PATIENCE)
            with connection:
                while connection.recv(65_536):
                    pass
        self._listener.close()

    def join(self) -> None:
        self._thread.join(PATIENCE)


SWITCHING = b"HTTP/1.1 101 Switching Protocols\r\n\r\n"
GOOD = SWITCHING + frame(1, b'{"characters_processed":32}', masked=False)
ONE = Script("one", "an upgrade", (Step(upgrade=Upgrade()),), (Outcome(status=101),))


@pytest.mark.parametrize(
    ("answers", "problems"),
    [
        ((GOOD, GOOD), []),
        (
            (SWITCHING, b"HTTP/1.1 503 Busy\r\n\r\n"),
            ["the next client: 1 things came back, not 2: status 503"],
        ),
        ((b"HTTP/1.1 400 Bad\r\n\r\n", GOOD), ["number 1 is status 400"]),
    ],
)
def test_a_bad_server_is_found_out(answers: tuple[bytes, ...], problems: list[str]) -> None:
    server = FakeServer(*answers)
    script = HEALTHY if not problems else ONE
    assert play(script, server.url, exact=True, timeout=2) == problems
    server.join()


def test_the_handshake_of_the_scripts_is_the_one_of_the_standard() -> None:
    assert handshake().startswith(b"GET /ws HTTP/1.1\r\nHost: localhost\r\n")

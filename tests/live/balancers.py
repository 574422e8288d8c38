"""nginx and HAProxy for the live tests, with the configurations of the documentation.

Ports, paths and the user are replaced, nothing else, and a replacement that finds nothing fails.
The processes stay in the foreground, listen on 127.0.0.1 and are always ended.
"""

from __future__ import annotations

import os
import pwd
import random
import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CONFIGURATIONS = ROOT / "docs" / "how-to" / "load-balancer"
#: A key and a self-signed certificate for `localhost`.
CERTIFICATE = Path(__file__).parent / "localhost.pem"
NAMES = ("nginx", "haproxy")

_START_SECONDS = 60
_STOP_SECONDS = 60
_PATH = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin", "/usr/local/sbin"])


@dataclass(frozen=True)
class Balancer:
    """A running load balancer.

    Attributes:
        port: Where it takes TLS on 127.0.0.1.
        folder: Everything it writes.
        process: The process.
    """

    port: int
    folder: Path
    process: subprocess.Popen[bytes]

    def written(self) -> str:
        """Everything it wrote so far: its output and its logs."""
        files = [path for path in sorted(self.folder.rglob("*.log")) if path.is_file()]
        return "\n".join(path.read_text("utf-8", "backslashreplace") for path in files)

    def knows_all(self) -> bool:
        """Whether it takes every instance for ready: HAProxy tells, nginx asks each time anew."""
        said = re.findall(r"Server limina/(\w+) is (UP|DOWN)", self.written())
        return set(dict(said).values()) <= {"UP"}


def free_port() -> int:
    """A port nobody listens on, and that no outgoing connection is given by the system."""
    while True:
        port = random.randrange(20_000, 30_000)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port


@contextmanager
def balancing(
    name: str,
    instances: Sequence[int],
    folder: Path,
    changes: Mapping[str, str] | None = None,
) -> Iterator[Balancer]:
    """Run a load balancer in front of instances; skips the test where it is not installed.

    Args:
        name: One of `NAMES`.
        instances: The ports of two.
        folder: An empty one.
        changes: Further replacements in the configuration.
    """
    program = shutil.which(name, path=_PATH)
    if program is None:
        pytest.skip(f"{name} is not installed")
    port = free_port()
    prepare = _nginx if name == "nginx" else _haproxy
    text, command = prepare(program, port, instances, folder)
    path = folder / "configuration"
    path.write_text(replaced(text, changes or {}), "utf-8")
    with (folder / "output.log").open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, cwd=folder)
    try:
        _wait_for(port, process, folder / "output.log")
        yield Balancer(port, folder, process)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise


def replaced(text: str, changes: Mapping[str, str]) -> str:
    """The text with every key replaced by its value; each has to be there."""
    for old, new in changes.items():
        assert old in text, f"the configuration does not say: {old}"
        text = text.replace(old, new)
    return text


def _nginx(
    program: str, port: int, instances: Sequence[int], folder: Path
) -> tuple[str, list[str]]:
    bodies = "".join(
        f"    {kind}_temp_path {folder}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    text = replaced(
        (CONFIGURATIONS / "nginx.conf").read_text("utf-8"),
        {
            "user www-data;": f"user {_user()};",
            "/run/nginx.pid": f"{folder}/nginx.pid",
            "/var/log/nginx/": f"{folder}/",
            "worker_processes auto;": "worker_processes 2;",
            "worker_rlimit_nofile 16384;": "",
            "worker_connections 8192;": "worker_connections 512;",
            "http {\n": f"http {{\n{bodies}",
            "127.0.0.1:8081": f"127.0.0.1:{instances[0]}",
            "127.0.0.1:8082": f"127.0.0.1:{instances[1]}",
            "listen 443 ssl;": f"listen 127.0.0.1:{port} ssl;",
            "/etc/nginx/limina.pem": str(CERTIFICATE),
            "/etc/nginx/limina.key": str(CERTIFICATE),
        },
    )
    options = ["-p", str(folder), "-e", "start.log", "-c", "configuration", "-g", "daemon off;"]
    return text, [program, *options]


def _haproxy(
    program: str, port: int, instances: Sequence[int], folder: Path
) -> tuple[str, list[str]]:
    text = replaced(
        (CONFIGURATIONS / "haproxy.cfg").read_text("utf-8"),
        {
            "    user haproxy\n    group haproxy\n": "",
            "log /dev/log local0 info": "log stdout format raw local0 info",
            "maxconn 8000": "maxconn 256",
            "127.0.0.1:8081": f"127.0.0.1:{instances[0]}",
            "127.0.0.1:8082": f"127.0.0.1:{instances[1]}",
            "bind :443": f"bind 127.0.0.1:{port}",
            "/etc/haproxy/limina.pem": str(CERTIFICATE),
        },
    )
    return text, [program, "-db", "-f", "configuration"]


def _user() -> str:
    return pwd.getpwuid(os.getuid()).pw_name


def _wait_for(port: int, process: subprocess.Popen[bytes], output: Path) -> None:
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise RuntimeError(f"no load balancer:\n{output.read_text('utf-8', 'backslashreplace')}")

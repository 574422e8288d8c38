"""Reading the inputs of `limina redact`: whole texts, or lines as they come.

Lines are handed out in the batches in which they arrive, so that `tail -f log | limina redact
--lines` answers at once and a large file is still worked on in bulk.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from limina.cli.failure import CommandFailed

STDIN = "-"
CHUNK = 1 << 16
BATCH = 32

#: Told how many bytes were read.
Progress = Callable[[int], object]


def open_input(name: str) -> BinaryIO:
    """Open a file, or standard input for `-`."""
    if name == STDIN:
        return sys.stdin.buffer
    try:
        return Path(name).open("rb")
    except OSError as error:
        raise CommandFailed(f"{name}: {error.strerror}") from None


def size(name: str) -> int | None:
    """Bytes of an input, None for standard input or a pipe."""
    path = Path(name)
    return path.stat().st_size if name != STDIN and path.is_file() else None


def read_whole(name: str, progress: Progress) -> str:
    """Read a whole input as UTF-8; line ends stay as they are."""
    with open_input(name) as stream:
        data = stream.read()
    progress(len(data))
    return decode(name, None, data)


def read_lines(name: str, progress: Progress) -> Iterator[list[tuple[int, str, str]]]:
    """Read lines as they arrive.

    Args:
        name: A path, or `-`.
        progress: Told of every chunk.

    Yields:
        Batches of 1 to 32 of (line number from 1, line, line end: empty, LF or CR LF).
    """
    number = 0
    rest = b""
    with open_input(name) as stream:
        read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
        while True:
            chunk = read(CHUNK)
            progress(len(chunk))
            complete = (rest + chunk).split(b"\n")
            rest = complete.pop()
            raw = [line + b"\n" for line in complete]
            if not chunk and rest:
                raw.append(rest)
            for i in range(0, len(raw), BATCH):
                batch = [
                    (number + k, *_split_end(decode(name, number + k, line)))
                    for k, line in enumerate(raw[i : i + BATCH], 1)
                ]
                number += len(batch)
                yield batch
            if not chunk:
                return


def decode(name: str, line: int | None, data: bytes) -> str:
    """Decode UTF-8, or fail naming the place and nothing of the content."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        place = f"{name}:{line}" if line is not None else name
        raise CommandFailed(f"{place}: not UTF-8 (byte {error.start})") from None


def _split_end(line: str) -> tuple[str, str]:
    for end in ("\r\n", "\n"):
        if line.endswith(end):
            return line.removesuffix(end), end
    return line, ""

"""What may be logged of an exception: its type and its place, never its message.

An exception's message often quotes what it choked on, which here is somebody's text.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

#: How a log line begins, in the front process and in the workers.
LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
#: Most exceptions of a group that are named in one line.
_MOST = 5


def describe(error: BaseException | None) -> str:
    """Name an exception by type and place, without its message.

    Args:
        error: An exception, or a group of them.

    Returns:
        For example `ValueError at extensions.py:118`; members of a group are joined by `, `.
    """
    if error is None:
        return "unknown"
    names = [f"{type(leaf).__name__}{_place(leaf)}" for leaf in _leaves(error)]
    more = [f"{len(names) - _MOST} more"] if len(names) > _MOST else []
    return ", ".join(names[:_MOST] + more)


def _leaves(error: BaseException) -> Iterator[BaseException]:
    if isinstance(error, BaseExceptionGroup):
        for member in error.exceptions:
            yield from _leaves(member)
    else:
        yield error


def _place(error: BaseException) -> str:
    trace = error.__traceback__
    if trace is None:
        return ""
    while trace.tb_next is not None:
        trace = trace.tb_next
    return f" at {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"

"""The two ways a plugin fails the core: at the start, and in what it returns.

Both messages name the plugin and are fit for a terminal or a log. Neither may hold a client's
text, so a message that a plugin wrote itself is repeated only at the start, before any text has
come.
"""

from __future__ import annotations

#: Longest message of a foreign exception that is repeated, in code points.
LONGEST_REASON = 400


class PluginError(Exception):
    """A plugin that keeps limina from starting. `str()` is one line: the plugin and the reason."""


class PluginResultError(Exception):
    """A plugin raised or returned something against its contract while a request was worked on.

    The request fails. `str()` names the plugin, the hook and the fault, never the text.
    """


def one_line(error: BaseException) -> str:
    """An exception as `Type: reason` on one line, without its traceback.

    Args:
        error: Raised by a plugin before any request was seen.

    Returns:
        The type's name, and the message with its white space collapsed, cut to `LONGEST_REASON`.
    """
    reason = " ".join(str(error).split())
    if len(reason) > LONGEST_REASON:
        reason = reason[:LONGEST_REASON] + "…"
    return f"{type(error).__name__}: {reason}" if reason else type(error).__name__

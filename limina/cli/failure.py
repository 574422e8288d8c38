"""The exception a command raises to end with one readable line."""

from __future__ import annotations


class CommandFailed(Exception):
    """Ends the command with exit status 1; the message is one line without any text of a
    document.
    """

"""The command line: `limina serve`, `redact`, `plugins`, `replay`. One module a command."""

from limina.cli.main import main

__all__ = ["main"]

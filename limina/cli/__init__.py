"""The command line: `limina serve`, `redact`, `config`, `plugins`, `replay`. One module a command."""

from limina.cli.main import main

__all__ = ["main"]

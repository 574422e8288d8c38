"""The commands: `limina serve`, `redact`, `config`, `plugins`, `replay`. A module a command."""

from limina.cli.main import main

__all__ = ["main"]

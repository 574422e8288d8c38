"""Parsing the command line and calling the command. Every error a user can cause is one line on
stderr.
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import limina
from limina.cli.failure import CommandFailed
from limina.config import ConfigError, Settings, load_settings
from limina.runtime.faults import LOG_FORMAT

#: The commands, each a module of this package.
COMMANDS = ("serve", "redact", "evaluate", "explain", "config", "plugins", "replay")


def make_parser(only: str | None = None) -> argparse.ArgumentParser:
    """The command line; docs/reference/cli.md is checked against it.

    Args:
        only: The one command that is wanted, so that no other is imported; by default all.
    """
    parser = argparse.ArgumentParser(
        prog="limina",
        description="De-identify text: names, addresses, numbers, health and payment data.",
    )
    parser.add_argument("--version", action="version", version=f"limina {limina.__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    shared = argparse.ArgumentParser(add_help=False)
    group = shared.add_argument_group("configuration")
    group.add_argument("--config", type=Path, metavar="FILE", help="read FILE, not limina.toml")
    group.add_argument(
        "--plugin",
        action="append",
        dest="plugins",
        metavar="NAME",
        help="load exactly the plugins named so (repeatable)",
    )
    group.add_argument(
        "--no-plugin",
        action="append",
        dest="no_plugins",
        metavar="NAME",
        help="do not load this plugin (repeatable)",
    )
    group.add_argument(
        "--sensitivity",
        metavar="NUMBER",
        help="0 to 1: how little is enough to be believed (0.5)",
    )
    group.add_argument(
        "--log-level", dest="log_level", metavar="LEVEL", help="debug, info, warning or error"
    )
    for name in COMMANDS if only is None else (only,):
        import_module(f"limina.cli.{name}").add_parser(commands, shared)
    return parser


#: Command-line options that are settings of `limina.config`.
SETTINGS = (
    *("plugins", "no_plugins", "sensitivity", "log_level"),
    *("host", "port", "transport", "drain_timeout", "certfile", "keyfile", "workers"),
)


def _settings(options: argparse.Namespace) -> Settings:
    given: dict[str, Any] = {
        name: value for name in SETTINGS if (value := getattr(options, name, None)) is not None
    }
    return load_settings(file=options.config, arguments=given)


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command.

    Args:
        argv: The arguments without the program's name; by default those of the process.

    Returns:
        The exit status: 0 for success, 1 for a failure that is explained on stderr, 2 for a wrong
        command line or configuration.
    """
    arguments = sys.argv[1:] if argv is None else argv
    command = next(iter(arguments), None)
    options = make_parser(command if command in COMMANDS else None).parse_args(arguments)
    try:
        settings = _settings(options)
        logging.basicConfig(
            level=settings.log_level.upper(),
            format=LOG_FORMAT,
            stream=sys.stderr,
        )
        status: int = options.run(options, settings)
    except ConfigError as error:
        print(f"limina: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader of our output is gone; Python would complain once more when it flushes at exit.
        sys.stdout = None
        return 1
    except Exception as error:
        if not _explains_itself(error):
            raise
        print(f"limina: {error}", file=sys.stderr)
        return 1
    return status


def _explains_itself(error: Exception) -> bool:
    """Whether an error's message is meant for the user."""
    # Imported by whoever has raised one; on the way to the server it would take too long.
    from limina.plugin.errors import PluginError

    return isinstance(error, CommandFailed | PluginError)

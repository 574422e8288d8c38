"""`limina serve`: the server, through hypercorn or the native trio transport."""

from __future__ import annotations

import argparse
import logging
import sys
from typing import Any

import trio

from limina.cli.failure import CommandFailed
from limina.config import Settings
from limina.plugin.manager import PluginError
from limina.runtime.service import open_dispatcher

log = logging.getLogger(__name__)


def add_parser(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Declare the command."""
    parser = commands.add_parser("serve", parents=[shared], help="serve /ws")
    parser.add_argument("--host", metavar="ADDRESS", help="address to listen on (127.0.0.1)")
    parser.add_argument("--port", metavar="PORT", help="port to listen on (8080); 0 takes any")
    parser.add_argument("--transport", metavar="NAME", help="hypercorn (default) or native")
    parser.add_argument(
        "--drain-timeout",
        metavar="SECONDS",
        help="time for requests in flight to finish after SIGTERM (30)",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Serve until SIGTERM or SIGINT."""
    try:
        trio.run(_serve, settings)
    except* PluginError as group:
        raise _first(group) from None
    except* OSError as group:
        reason = getattr(_first(group), "strerror", None) or "cannot listen"
        raise CommandFailed(f"{settings.host}:{settings.port}: {reason}") from None
    except* CommandFailed as group:
        raise _first(group) from None
    return 0


def _first(group: BaseExceptionGroup[Any]) -> BaseException:
    error: BaseException = group
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error


async def _serve(settings: Settings) -> None:
    shutdown = trio.Event()
    async with trio.open_nursery() as nursery:
        await nursery.start(_watch_signals, shutdown)
        async with open_dispatcher(settings) as dispatcher:
            bound = await nursery.start(
                _transports()[settings.transport], dispatcher, settings, shutdown.wait
            )
            print(f"limina is listening on {bound} ({settings.transport})", file=sys.stderr)
            await shutdown.wait()
        nursery.cancel_scope.cancel()

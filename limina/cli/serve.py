"""`limina serve`: the server, through hypercorn or the native trio transport.

The fork server's process is started before anything else is imported.
"""

from __future__ import annotations

import argparse
from typing import Any

from limina.config import ConfigError, Settings
from limina.runtime.launching import AVAILABLE, launch


def add_parser(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Declare the command."""
    parser = commands.add_parser("serve", parents=[shared], help="serve /ws and the REST routes")
    parser.add_argument("--host", metavar="ADDRESS", help="address to listen on (127.0.0.1)")
    parser.add_argument("--port", metavar="PORT", help="port to listen on (8080); 0 takes any")
    parser.add_argument("--transport", metavar="NAME", help="hypercorn (default) or native")
    parser.add_argument(
        "--workers",
        metavar="NUMBER",
        help="worker processes (one per core); 0: one thread, for development",
    )
    parser.add_argument(
        "--drain-timeout",
        metavar="SECONDS",
        help="time for requests in flight to finish after SIGTERM (30)",
    )
    parser.add_argument(
        "--certfile", metavar="FILE", help="TLS certificate chain in PEM (hypercorn only)"
    )
    parser.add_argument("--keyfile", metavar="FILE", help="TLS private key in PEM (hypercorn only)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Serve until SIGTERM or SIGINT."""
    # To stop is better than to serve in the clear where TLS was meant.
    if (settings.certfile is None) != (settings.keyfile is None):
        raise ConfigError("certfile, keyfile: TLS needs both")
    if settings.certfile is not None and settings.transport == "native":
        raise ConfigError("certfile, keyfile: the native transport has no TLS; use hypercorn")
    launched = launch() if settings.workers != 0 and settings.preload and AVAILABLE else None
    try:
        from limina.cli.serving import serve_until_stopped

        return serve_until_stopped(settings, launched)
    finally:
        if launched is not None:
            launched.end()

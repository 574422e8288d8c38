"""The server that `limina serve` runs, from its start to its end.

It imports what a server needs, which takes a while; the command line does not.
"""

from __future__ import annotations

import dataclasses
import signal
import sys
from contextlib import suppress
from importlib import import_module
from typing import Any

import msgspec
import trio

from limina.cli.failure import CommandFailed
from limina.config import ConfigError, Settings
from limina.plugin.errors import PluginError
from limina.runtime.dispatch import Dispatcher
from limina.runtime.launching import Launched
from limina.runtime.service import open_dispatcher
from limina.transport.descriptors import make_room


def serve_until_stopped(settings: Settings, launched: Launched | None) -> int:
    """Serve until SIGTERM or SIGINT.

    Args:
        settings: The settings.
        launched: The fork server, where it has been started already.

    Returns:
        The exit status.

    Raises:
        CommandFailed: If the server cannot listen.
        PluginError: If a plugin or a detector cannot be loaded.
        ConfigError: If a setting does not go with the plugins, or a file cannot be read.
    """
    room = make_room(settings.max_connections)
    try:
        trio.run(_serve, msgspec.structs.replace(settings, max_connections=room), launched)
    except BaseExceptionGroup as group:
        error = _first(group)
        if isinstance(error, PluginError | ConfigError | CommandFailed | KeyboardInterrupt):
            raise error from None
        if isinstance(error, OSError):
            reason = error.strerror or "cannot listen"
            raise CommandFailed(f"{settings.host}:{settings.port}: {reason}") from None
        raise
    return 0


def _first(group: BaseExceptionGroup[Any]) -> BaseException:
    error: BaseException = group
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error


async def _serve(settings: Settings, launched: Launched | None) -> None:
    loaded, shutdown = trio.Event(), trio.Event()
    async with trio.open_nursery() as nursery:
        await nursery.start(_watch_signals, loaded, shutdown, nursery.cancel_scope)
        nursery.start_soon(_import_transport, settings)
        async with (
            open_dispatcher(settings, launched) as dispatcher,
            trio.open_nursery() as serving,
        ):
            loaded.set()
            transport = _native if settings.transport == "native" else _hypercorn
            bound = await serving.start(transport, dispatcher, settings, shutdown)
            with suppress(OSError):  # a disk that is full is no reason not to serve
                print(f"limina is listening on {', '.join(bound)}", file=sys.stderr, flush=True)
        nursery.cancel_scope.cancel()


async def _import_transport(settings: Settings) -> None:
    """Import the transport while the models load, and not when all else waits for it."""
    module = "native" if settings.transport == "native" else "hypercorn_server"
    await trio.to_thread.run_sync(import_module, f"limina.transport.{module}")


async def _watch_signals(
    loaded: trio.Event,
    shutdown: trio.Event,
    everything: trio.CancelScope,
    task_status: trio.TaskStatus[None] = trio.TASK_STATUS_IGNORED,
) -> None:
    """The first signal asks for a drain; the second, or one while the models load, ends at once."""
    with trio.open_signal_receiver(signal.SIGTERM, signal.SIGINT) as signals:
        task_status.started()
        async for _ in signals:
            if shutdown.is_set() or not loaded.is_set():
                everything.cancel()
                return
            shutdown.set()


async def _hypercorn(
    dispatcher: Dispatcher,
    settings: Settings,
    shutdown: trio.Event,
    task_status: trio.TaskStatus[list[str]],
) -> None:
    from limina.transport.hypercorn_server import ServeOptions, serve

    options = ServeOptions(**_named(settings, ServeOptions))
    await serve(
        dispatcher,
        options,
        texts=dispatcher,
        shutdown_trigger=shutdown.wait,
        task_status=task_status,
    )


async def _native(
    dispatcher: Dispatcher,
    settings: Settings,
    shutdown: trio.Event,
    task_status: trio.TaskStatus[list[str]],
) -> None:
    from limina.transport.native import ServeOptions, serve

    options = ServeOptions(**_named(settings, ServeOptions))
    await serve(
        dispatcher,
        options,
        metrics=dispatcher.facts.metrics,
        shutdown_trigger=shutdown.wait,
        task_status=task_status,
    )


def _named(settings: Settings, options: type[Any]) -> dict[str, Any]:
    """The settings that an options class has under the same name."""
    return {field.name: getattr(settings, field.name) for field in dataclasses.fields(options)}

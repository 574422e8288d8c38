"""Putting the runtime together: access, facts, workers and dispatcher from one settings object."""

from __future__ import annotations

import math
import secrets
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import trio

from limina.config import ConfigError, Settings
from limina.plugin.hookspecs import RequestStats
from limina.plugin.loading import discover
from limina.plugin.manager import PluginManager
from limina.protocol.schema import Limits
from limina.runtime.access import Access
from limina.runtime.cores import available
from limina.runtime.crew import Worker, close_all, start_all
from limina.runtime.dispatch import Dispatcher, QueueLimits
from limina.runtime.facts import API_VERSION, Facts, diagnostics, entities
from limina.runtime.forkserver import ForkServer
from limina.runtime.launching import AVAILABLE, Launched
from limina.runtime.loading import (
    SYNTHETIC,
    load_plugins,
    make_pipeline,
    make_policy,
    request_limits,
)
from limina.runtime.memory import MEBIBYTE
from limina.runtime.openapi import openapi
from limina.runtime.processes import ProcessWorker
from limina.runtime.wire import Setup
from limina.runtime.worker import ThreadWorker

if TYPE_CHECKING:  # a front process with workers detects nothing, and imports nothing for it
    from limina.runtime.pipeline import Pipeline


def make_access(settings: Settings, plugins: PluginManager) -> Access:
    """Who may use the server.

    Raises:
        ConfigError: If the file of keys cannot be read or holds none.
    """
    keys = settings.api_keys
    if settings.api_keys_file is not None:
        keys = (*(keys or ()), *_read_keys(Path(settings.api_keys_file)))
    return Access(
        keys,
        origins=settings.allowed_origins,
        public_paths=settings.public_paths,
        plugins=plugins.authorize,
    )


def _read_keys(path: Path) -> list[str]:
    try:
        lines = [line.strip() for line in path.read_text("utf-8").splitlines()]
    except (OSError, UnicodeDecodeError):
        raise ConfigError(f"api_keys_file: {path} cannot be read as UTF-8 text") from None
    keys = [line for line in lines if line and not line.startswith("#")]
    if not keys:
        raise ConfigError(f"api_keys_file: {path} holds no key")
    return keys


def make_facts(plugins: PluginManager, limits: Limits) -> Facts:
    """What the server says of itself."""
    return Facts(
        entities=entities(plugins.taxonomy),
        diagnostics=diagnostics(plugins.describe(), API_VERSION),
        openapi=openapi(limits, API_VERSION),
    )


def make_workers(
    settings: Settings,
    plugins: PluginManager,
    setup: Setup | None = None,
    server: ForkServer | None = None,
) -> Sequence[Worker]:
    """The workers the settings ask for, not started yet.

    Args:
        settings: The settings.
        plugins: The loaded plugins.
        setup: What worker processes start with; by default it is made now.
        server: Forks the workers; without one, each loads its own detectors.

    Raises:
        ConfigError: If a setting does not go with the plugins.
    """
    if settings.workers == 0:

        def load() -> Pipeline:
            from limina.analysis.entity import prepare

            prepare()  # here, and not in the first request that is analysed
            return make_pipeline(settings, plugins)

        return [ThreadWorker(load)]
    make_policy(settings, plugins)  # to be told of a mistake here, and once
    setup = setup or make_setup(settings)
    memory = None if settings.worker_memory is None else settings.worker_memory * MEBIBYTE
    count = settings.workers or available()
    return [ProcessWorker(setup, memory=memory, server=server) for _ in range(count)]


def make_setup(settings: Settings) -> Setup:
    """What worker processes start with. No plugin is imported for it.

    Raises:
        PluginError: If a plugin that is named is not installed.
    """
    chosen = discover(settings.plugins, settings.no_plugins, settings.plugin_tables)
    synthetic = any(candidate.name == SYNTHETIC for candidate in chosen)
    return Setup(with_secrets(settings, synthetic=synthetic))


def with_secrets(settings: Settings, *, synthetic: bool) -> Settings:
    """The settings with every secret that would be drawn at start, for workers to have the same.

    Args:
        settings: The settings.
        synthetic: Whether the plugin is loaded that wants a seed.
    """
    drawn = {}
    if settings.hash_key is None:
        drawn["hash_key"] = secrets.token_hex()
    if synthetic and "seed" not in settings.plugin_tables.get(SYNTHETIC, {}):
        drawn["synthetic_seed"] = settings.synthetic_seed or secrets.token_hex()
    return msgspec.structs.replace(settings, **drawn)


@asynccontextmanager
async def open_dispatcher(
    settings: Settings, launched: Launched | None = None
) -> AsyncIterator[Dispatcher]:
    """Start the runtime; what is yielded is ready.

    Args:
        settings: The settings.
        launched: The fork server, where it has been started already.

    Raises:
        PluginError: If a plugin or a detector cannot be loaded.
        ConfigError: If a setting does not go with the plugins, or a file cannot be read.
    """
    workers: Sequence[Worker] = ()
    setup = make_setup(settings) if settings.workers != 0 else None
    server = None
    plugins = None
    try:
        if setup is not None and settings.preload and AVAILABLE:
            server = ForkServer(launched=launched)
            await server.open(setup)  # so that it loads while we do
        plugins = load_plugins(settings)
        access = make_access(settings, plugins)
        limits = request_limits(settings, plugins)
        facts = make_facts(plugins, limits)

        def finished(stats: RequestStats) -> None:
            facts.metrics.observe(stats)
            plugins.request_finished(stats)

        workers = make_workers(settings, plugins, setup, server)
        await start_all(workers)
        dispatcher = Dispatcher(
            workers,
            limits=limits,
            queue=QueueLimits(
                requests=settings.max_queue_requests,
                characters=settings.max_queue_characters,
                batch_documents=settings.batch_documents,
                batch_characters=settings.batch_characters,
                deadline=settings.request_deadline,
                batch_seconds=settings.worker_timeout if settings.workers != 0 else math.inf,
            ),
            authorize=access.authorize,
            finished=finished,
            facts=facts,
        )
        async with trio.open_nursery() as nursery:
            await nursery.start(dispatcher.run)
            try:
                yield dispatcher
            finally:
                dispatcher.drain()
                nursery.cancel_scope.cancel()
    finally:
        await close_all(workers)
        if server is not None:
            await server.close()
        if plugins is not None:
            plugins.shutdown()

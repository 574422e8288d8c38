"""Putting the runtime together: plugins, pipeline, worker and dispatcher from one settings
object.
"""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import trio

from limina.config import Settings
from limina.plugin.detector import PluginConfig
from limina.plugin.manager import PluginManager
from limina.protocol.schema import Limits
from limina.runtime.dispatch import Dispatcher, QueueLimits
from limina.runtime.languages import LangidDetector
from limina.runtime.pipeline import Pipeline
from limina.runtime.worker import ThreadWorker


def load_plugins(settings: Settings) -> PluginManager:
    """Load the plugins the settings ask for.

    Raises:
        PluginError: With one readable line.
    """
    return PluginManager.load(
        PluginConfig(settings.plugin_tables),
        allow=settings.plugins,
        block=settings.no_plugins,
    )


def make_pipeline(settings: Settings, plugins: PluginManager) -> Pipeline:
    """Load every detector; takes seconds and blocks.

    Raises:
        PluginError: If a detector's factory fails.
    """
    hash_key = settings.hash_key.encode() if settings.hash_key else secrets.token_bytes(32)
    return Pipeline(plugins, LangidDetector(), hash_key)


def request_limits(settings: Settings, plugins: PluginManager) -> Limits:
    """What `decode_request` accepts under these settings."""
    return Limits(
        max_text_characters=settings.max_text_characters,
        known_names=plugins.taxonomy.names,
    )


@asynccontextmanager
async def open_dispatcher(settings: Settings) -> AsyncIterator[Dispatcher]:
    """Start the runtime; what is yielded is ready.

    Raises:
        PluginError: If a plugin or a detector cannot be loaded.
    """
    plugins = load_plugins(settings)
    worker = ThreadWorker(lambda: make_pipeline(settings, plugins))
    try:
        await worker.start()
        dispatcher = Dispatcher(
            worker.process,
            limits=request_limits(settings, plugins),
            queue=QueueLimits(
                requests=settings.max_queue_requests,
                characters=settings.max_queue_characters,
                batch_documents=settings.batch_documents,
                batch_characters=settings.batch_characters,
                deadline=settings.request_deadline,
            ),
            authorize=plugins.authorize,
            finished=plugins.request_finished,
        )
        async with trio.open_nursery() as nursery:
            await nursery.start(dispatcher.run)
            try:
                yield dispatcher
            finally:
                dispatcher.drain()
                nursery.cancel_scope.cancel()
    finally:
        worker.close()
        plugins.shutdown()

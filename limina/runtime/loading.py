"""What a worker loads, from one settings object: plugins, detectors, and what holds for every
request.

Nothing here needs an event loop: the fork server and the workers have none, and are there sooner
without the modules of one.
"""

from __future__ import annotations

import secrets
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

from limina.config import ConfigError, Settings
from limina.plugin.detector import PluginConfig
from limina.plugin.manager import PluginManager
from limina.protocol.schema import Limits
from limina.runtime.policy import Policy

if TYPE_CHECKING:  # a front process with workers detects nothing, and imports nothing for it
    from limina.runtime.languages import LanguageDetector
    from limina.runtime.pipeline import Pipeline

#: The plugin that has a setting of its own, because its seed is a secret like the others.
SYNTHETIC = "limina-synthetic"


def load_plugins(settings: Settings) -> PluginManager:
    """Load the plugins the settings ask for.

    Raises:
        PluginError: With one readable line.
    """
    tables = dict(settings.plugin_tables)
    if settings.synthetic_seed is not None:
        tables[SYNTHETIC] = {**tables.get(SYNTHETIC, {}), "seed": settings.synthetic_seed}
    return PluginManager.load(
        PluginConfig(tables),
        allow=settings.plugins,
        block=settings.no_plugins,
    )


def make_pipeline(settings: Settings, plugins: PluginManager) -> Pipeline:
    """Load every detector; takes seconds and blocks.

    Raises:
        PluginError: If a detector's factory fails.
    """
    from limina.runtime.languages import LangidDetector

    return _pipeline(settings, plugins, LangidDetector())


def _pipeline(
    settings: Settings,
    plugins: PluginManager,
    languages: LanguageDetector | Future[LanguageDetector],
) -> Pipeline:
    from limina.runtime.pipeline import Pipeline

    hash_key = settings.hash_key.encode() if settings.hash_key else secrets.token_bytes(32)
    return Pipeline(plugins, languages, hash_key, make_policy(settings, plugins))


def load_all(settings: Settings) -> tuple[PluginManager, Pipeline]:
    """Load the plugins, every detector, and what the first requests would load; blocks.

    Raises:
        PluginError: If a plugin or a detector cannot be loaded.
        ConfigError: If a setting does not go with the plugins.
    """
    from limina.analysis.entity import prepare
    from limina.runtime.languages import LangidDetector

    plugins = load_plugins(settings)
    try:
        with ThreadPoolExecutor(1) as beside:
            # Most of it is decompression, during which other Python code runs. Before the plugins
            # the front process needs the other core.
            languages: Future[LanguageDetector] = beside.submit(LangidDetector)
            prepare()
            return plugins, _pipeline(settings, plugins, languages)
    except BaseException:
        plugins.shutdown()
        raise


def make_policy(settings: Settings, plugins: PluginManager) -> Policy:
    """What the settings lay down for every request.

    Raises:
        ConfigError: If they name a label, group or detector nobody knows.
    """
    policy = Policy(
        settings.allow_list,
        settings.enabled_entities,
        settings.disabled_entities,
        settings.accuracy_detectors,
        settings.sensitivity,
        settings.propagation,
        settings.honorifics,
    )
    for name in policy.unknown(plugins.taxonomy):
        raise ConfigError(f"enabled_entities, disabled_entities: {name} is no label and no group")
    for name in policy.unknown_detectors(spec.name for spec in plugins.detectors):
        raise ConfigError(f"accuracy_detectors: {name} is no detector and no plugin with one")
    return policy


def request_limits(settings: Settings, plugins: PluginManager) -> Limits:
    """What `decode_request` accepts under these settings."""
    return Limits(
        max_text_characters=settings.max_text_characters,
        max_filters=settings.max_filters,
        max_pattern_characters=settings.max_pattern_characters,
        known_names=plugins.taxonomy.names,
        accuracies=settings.accuracy_modes,
    )

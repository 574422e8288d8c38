"""The plugin: registers a detector for the built-in lists and one for the files of one's own.

Registration reads no list; the factories build their automata, in the worker.
"""

from __future__ import annotations

from collections.abc import Callable

from limina.plugin import Detector, DetectorSpec, PluginConfig, hookimpl
from limina_dictionary.classes import ALL_LABELS
from limina_dictionary.detector import DictionaryDetector
from limina_dictionary.lexicon import Lexicon
from limina_dictionary.ownterms import OwnTerms, TermFileError
from limina_dictionary.rules import Rules
from limina_dictionary.settings import Settings, TermFile, read_settings

__all__ = [
    "DictionaryDetector",
    "Lexicon",
    "OwnTerms",
    "Rules",
    "Settings",
    "TermFile",
    "TermFileError",
    "limina_register_detectors",
    "read_settings",
]


@hookimpl
def limina_register_detectors(
    register: Callable[[DetectorSpec], None], config: PluginConfig
) -> None:
    """Register `limina-dictionary/builtin` and, for one's own files, `limina-dictionary/files`."""
    settings = read_settings(config)

    def builtin(_config: PluginConfig) -> Detector:
        return DictionaryDetector(Rules(Lexicon(), doubtful=settings.doubtful))

    def files(_config: PluginConfig) -> Detector:
        return DictionaryDetector(OwnTerms(settings.files))

    if settings.builtin:
        register(DetectorSpec(name="limina-dictionary/builtin", labels=ALL_LABELS, factory=builtin))
    if settings.files:
        labels = frozenset(file.label for file in settings.files)
        register(DetectorSpec(name="limina-dictionary/files", labels=labels, factory=files))

"""The plugin: registers one detector if its configuration table names a file of recordings.

It knows the configuration and the registration; the file's format is `recordings`' business.
"""

from __future__ import annotations

from collections.abc import Callable

from limina.plugin import Detector, DetectorSpec, PluginConfig, hookimpl
from limina_recorded.detector import RecordedDetector, UnknownTextError
from limina_recorded.recordings import Recordings, RecordingsError, read_recordings
from limina_recorded.settings import Settings, read_settings

__all__ = [
    "RecordedDetector",
    "Recordings",
    "RecordingsError",
    "Settings",
    "UnknownTextError",
    "limina_register_detectors",
    "read_recordings",
    "read_settings",
]


@hookimpl
def limina_register_detectors(
    register: Callable[[DetectorSpec], None], config: PluginConfig
) -> None:
    """Register `limina-recorded/file` if the table has `file`.

    The file is read here and not in the factory, because a detector declares its labels when it is
    registered and this one's labels are those in the file.
    """
    settings = read_settings(config)
    if settings is None:
        return
    recordings = read_recordings(settings.file)

    def factory(_config: PluginConfig) -> Detector:
        return RecordedDetector(recordings, strict=settings.strict)

    register(
        DetectorSpec(
            name="limina-recorded/file", labels=recordings.labels, factory=factory, facts=True
        )
    )

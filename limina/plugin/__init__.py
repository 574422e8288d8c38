"""What a plugin author imports."""

from limina.engine.spans import Detection, Document, Entity
from limina.plugin.detector import Detector, DetectorSpec, PluginConfig
from limina.plugin.hookspecs import (
    Handshake,
    LabelSpec,
    ReplacementContext,
    RequestStats,
    hookimpl,
)
from limina.protocol.schema import MarkerText, MaskText, Request, SyntheticText

__all__ = [
    "Detection",
    "Detector",
    "DetectorSpec",
    "Document",
    "Entity",
    "Handshake",
    "LabelSpec",
    "MarkerText",
    "MaskText",
    "PluginConfig",
    "ReplacementContext",
    "Request",
    "RequestStats",
    "SyntheticText",
    "hookimpl",
]

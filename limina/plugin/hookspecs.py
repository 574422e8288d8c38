"""The seven hooks. Hooks register things; the core calls what was registered.

A hook implementation may take fewer arguments than its specification; arguments are only ever
added. Implementations run sorted by the name of their plugin (docs/reference/hooks.md).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import pluggy

from limina.engine.spans import Detection, Document, Entity
from limina.plugin.detector import DetectorSpec, PluginConfig
from limina.protocol.schema import Request

#: pluggy's project name and the entry-point group.
PROJECT = "limina"

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@dataclass(frozen=True, slots=True)
class LabelSpec:
    """A label a plugin adds to the taxonomy.

    Attributes:
        name: Upper-case letters, digits and underscores, starting with a letter.
        parent: An existing label, or None.
        groups: Group names whose ENABLE or DISABLE includes the label.
        default: Whether the label is on when a request names no selector.
    """

    name: str
    parent: str | None = None
    groups: frozenset[str] = frozenset()
    default: bool = True


@dataclass(frozen=True, slots=True)
class Handshake:
    """A connection that asks to be let in.

    Attributes:
        path: The request target without its query.
        headers: Lower-case name and value, in the order received.
        client: The peer's address, or None.
    """

    path: str
    headers: Sequence[tuple[str, str]]
    client: str | None = None


@dataclass(frozen=True, slots=True)
class ReplacementContext:
    """What a replacement may depend on beside the entity.

    Attributes:
        document: The text and its detected languages.
        number: The entity's marker number, shared by its repeats within the request; from 1.
    """

    document: Document
    number: int


@dataclass(frozen=True, slots=True)
class RequestStats:
    """What is known of a finished request: counts and durations, never text.

    Attributes:
        outcome: `answered`, or the error code.
        characters: Length of the text in code points.
        entities: Best label to number of entities; a label of a client's own counts as `CUSTOM`.
        queue_seconds: Time the request waited for a worker.
        work_seconds: Time of the batch it was part of.
        batch_size: Number of documents in that batch.
        skipped_detectors: Detectors with `required=False` that failed on this request.
        route: Where the request came in: `/ws`, or a route of the REST API without its version.
        project_id: The request's `project_id`, or None.
        texts: Number of texts; more than one only for linked texts.
    """

    outcome: str
    characters: int
    entities: Mapping[str, int] = field(default_factory=dict)
    queue_seconds: float = 0.0
    work_seconds: float = 0.0
    batch_size: int = 1
    skipped_detectors: tuple[str, ...] = ()
    route: str = "/ws"
    project_id: str | None = None
    texts: int = 1


@hookspec
def limina_register_labels(register: Callable[[LabelSpec], None], config: PluginConfig) -> None:
    """Extend the taxonomy.

    Called once at start, before any detector is registered.

    Args:
        register: Call it once per label; a name already taken stops the start.
        config: The plugins' tables of the configuration.
    """


@hookspec
def limina_register_detectors(
    register: Callable[[DetectorSpec], None], config: PluginConfig
) -> None:
    """Offer detectors. Must be cheap: the spec's factory does the loading, later and in the worker.

    Args:
        register: Call it once per detector; a name already taken, an unknown label or a field out
            of its range stops the start.
        config: The plugins' tables of the configuration.
    """


@hookspec(firstresult=True)
def limina_resolve(
    document: Document, detections: Sequence[Detection], request: Request
) -> Sequence[Entity] | None:
    """Replace the resolver. Called for every document; the first result that is not None counts.

    Args:
        document: The text.
        detections: Those that fusion believes, of labels the request enables, with second mentions
            and BLOCK matches, sorted.
        request: The validated request.

    Returns:
        Sorted, disjoint entities, or None to leave it to the next plugin or the built-in resolver.
        A result that overlaps, is unsorted or lies outside the text fails the request.
    """


@hookspec(firstresult=True)
def limina_replace(entity: Entity, request: Request, context: ReplacementContext) -> str | None:
    """Give an entity's replacement text. The first result that is not None counts.

    Args:
        entity: The entity, ready for the response.
        request: The validated request; `request.processed_text` says what is asked for.
        context: The document and the entity's number.

    Returns:
        The replacement as it stands in the processed text, or None for the built-in MARKER or MASK.
    """


@hookspec(firstresult=True)
def limina_authorize(handshake: Handshake) -> bool | None:
    """Allow or refuse a connection, before it is accepted. Must not block.

    Args:
        handshake: Path, headers and peer.

    Returns:
        True to allow, False to refuse (401), None for no opinion; with no opinion at all it is
        allowed. An exception refuses.
    """


@hookspec
def limina_request_finished(stats: RequestStats) -> None:
    """Observe a finished request, a moment after its answer was handed to the session; must not
    block.

    Args:
        stats: Counts and durations, never text. An exception is counted and dropped.
    """


@hookspec
def limina_shutdown(config: PluginConfig) -> None:
    """Release what the plugin holds outside its detectors.

    Called once in every process that loaded the plugin, when that process ends.

    Args:
        config: The plugins' tables of the configuration.
    """

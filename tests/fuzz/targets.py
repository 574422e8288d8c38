"""The table of targets: what is run, what it starts from, and how long its share is.

A target is a function of bytes. It returns for whatever is right, be it an answer or a documented
error, and raises for whatever breaks the invariant, which is the first sentence of its docstring.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.fuzz import engine_targets, protocol_targets, seeds


@dataclass(frozen=True, slots=True)
class Target:
    """One thing to fuzz.

    Attributes:
        run: Raises where the invariant does not hold.
        seeds: What to start from.
        examples: Inputs of the bounded run.
        longest: Bytes of the longest input.
        share: Of the time of a long run, beside the other targets' shares.
    """

    run: Callable[[bytes], None]
    seeds: Callable[[], Iterator[bytes]]
    examples: int
    longest: int = 4_096
    share: int = 2

    @property
    def invariant(self) -> str:
        """What always holds, in one sentence."""
        return " ".join((self.run.__doc__ or "").split())


TARGETS: dict[str, Target] = {
    "server_connection": Target(
        protocol_targets.server_connection, seeds.server_connection, 300, share=3
    ),
    "client_connection": Target(protocol_targets.client_connection, seeds.client_connection, 300),
    "decode_message": Target(protocol_targets.decode_message, seeds.decode_message, 1_000, share=3),
    "decode_body": Target(protocol_targets.decode_body, seeds.decode_body, 500),
    "session": Target(protocol_targets.session, seeds.session, 400),
    "worker_wire": Target(protocol_targets.worker_wire, seeds.worker_wire, 500),
    "filters": Target(engine_targets.filters, seeds.filters, 500, longest=400, share=3),
    "engine": Target(engine_targets.engine, seeds.engine, 300, longest=1_500, share=5),
    "engine_growth": Target(
        engine_targets.engine_growth, seeds.engine_growth, 10, longest=400, share=3
    ),
    "engine_model": Target(engine_targets.engine_model, seeds.engine, 30, longest=600),
    "analysis": Target(engine_targets.analysis, seeds.analysis, 200, longest=1_500, share=3),
}

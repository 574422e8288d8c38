"""Values for the slots of templates: importing this package registers every provider."""

from __future__ import annotations

from bisect import bisect
from functools import cache
from itertools import accumulate

from training.generator.templates import Slot
from training.generator.values import (  # noqa: F401  (each registers what it provides)
    addresses,
    contact,
    dates,
    fillers,
    health,
    identifiers,
    money,
    organisations,
    people,
    places,
    society,
    times,
)
from training.generator.values.base import (
    FILLERS,
    PROVIDERS,
    SHARES,
    Context,
    Value,
    labelled,
)

__all__ = ["LABELS", "Context", "Value", "check", "fill"]

LABELS = tuple(sorted(PROVIDERS))


def check(slot: Slot) -> str | None:
    """What is wrong with a slot; None for nothing."""
    if not slot.labelled:
        if slot.style:
            return f"a filler has no style: {slot.name}.{slot.style}"
        return None if slot.name in FILLERS else f"unknown filler: {slot.name}"
    if slot.name not in PROVIDERS:
        return f"unknown label: {slot.name}"
    if slot.style and slot.style != "plain" and slot.style not in PROVIDERS[slot.name]:
        return f"unknown style: {slot.name}.{slot.style}"
    return None


@cache
def _styles(label: str) -> tuple[tuple[str, ...], tuple[float, ...]]:
    shares = SHARES[label]
    return tuple(shares), tuple(accumulate(shares.values()))


def _style(ctx: Context, slot: Slot) -> str:
    if slot.style in PROVIDERS[slot.name]:
        return slot.style
    names, sums = _styles(slot.name)
    return names[min(bisect(sums, ctx.rng.random() * sums[-1]), len(names) - 1)]


def fill(ctx: Context, slot: Slot) -> Value:
    """A value for a slot.

    Args:
        ctx: Of the record.
        slot: One that `check` finds nothing wrong with.
    """
    ctx.key = slot.key
    if not slot.labelled:
        return Value(FILLERS[slot.name](ctx))
    made = PROVIDERS[slot.name][_style(ctx, slot)](ctx)
    return labelled(slot.name, made) if isinstance(made, str) else made

"""One identifier for all mentions of the same thing.

Which mentions are the same is decided elsewhere and given as numbers; where identifiers come from
is the caller's. This module knows neither texts nor chance.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence


def cluster_ids(clusters: Sequence[int], *, new_id: Callable[[], str]) -> list[str]:
    """Give every entity the identifier of its cluster.

    Args:
        clusters: One number per entity, equal for mentions of the same thing; the mentions may be
            those of several texts, one after the other.
        new_id: Gives an identifier never given before, such as a random UUID (RFC 9562, version 4).
            It is asked once per cluster, in the order in which clusters first appear.

    Returns:
        One identifier per entity.
    """
    known: dict[int, str] = {}
    for cluster in clusters:
        if cluster not in known:
            known[cluster] = new_id()
    return [known[cluster] for cluster in clusters]

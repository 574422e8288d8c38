"""Identifiers of clusters."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limina.analysis.coreference import cluster_ids


@pytest.mark.parametrize(
    ("clusters", "ids"),
    [([], []), ([7], ["0"]), ([3, 1, 3, 2, 1], ["0", "1", "0", "2", "1"])],
)
def test_mentions_of_one_thing_share_an_identifier(clusters: list[int], ids: list[str]) -> None:
    numbers = count()
    assert cluster_ids(clusters, new_id=lambda: str(next(numbers))) == ids


@given(st.lists(st.integers(0, 5)))
def test_identifiers_are_equal_where_clusters_are(clusters: list[int]) -> None:
    numbers = count()
    ids = cluster_ids(clusters, new_id=lambda: str(next(numbers)))
    assert len(ids) == len(clusters)
    assert len(set(ids)) == len(set(clusters)) == next(numbers)
    assert len(set(zip(ids, clusters, strict=True))) == len(set(clusters))

"""Entities that are annotated with their parts."""

from __future__ import annotations

from limina.evaluation.nesting import outermost
from limina.evaluation.scheme import Scheme
from tests.evaluation.example import gold, span


def test_parts_of_an_entity_are_left_out() -> None:
    whole = span("Ann Lee", "NAME")
    record = gold(span("Ann", "NAME_GIVEN"), whole, span("Lee", "NAME_FAMILY"), whole)
    assert outermost(record, Scheme()).spans == (whole,)
    assert outermost(record, Scheme(fine=True)).spans == (whole,)


def test_what_is_of_another_family_or_only_overlaps_stays() -> None:
    spans = (span("Ann Lee", "ORGANIZATION"), span("Ann", "NAME"), span("Lee saw", "ORGANIZATION"))
    assert outermost(gold(*spans), Scheme()).spans == spans


def test_the_rest_of_the_record_stays() -> None:
    record = gold(name="x", source="s", neutral=(span("Bo", ""),))
    assert outermost(record, Scheme()) == record

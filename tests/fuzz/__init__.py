"""Fuzz targets, each defined once: a bounded run in the tests, a long one with `make fuzz`.

docs/explanation/fuzzing.md says what is tried and how to add a target.
"""

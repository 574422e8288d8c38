"""Benchmarks: how fast limina is, beside others and beside the least that could be done.

`make bench` runs all of them and writes docs/explanation/performance.md; `python -m bench --help`
says how to run some of them.
"""

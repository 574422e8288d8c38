"""Writes synthetic texts with labelled values, to train the model on.

Templates (`templates.py`) have slots; `values` fills them; `noise.py` spoils the text;
`corpus.py` draws a balanced corpus. Run as `python -m training.generator`.
"""

"""Turns a list of words into one pattern that a backtracking engine matches without backtracking
far.

A plain alternation tries every word at every place. Folded into a prefix tree, no two branches
begin alike, so a failed match costs as many steps as the longest common beginning."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

_Trie = dict[str, "_Trie"]
#: There are ten thousand places for a few dozen characters.
_escaped = cache(re.escape)


def alternation(words: Iterable[str], gap: str = " ") -> str:
    """Pattern source that matches any of the words, the longest where one begins another.

    Args:
        words: The words; at least one, none empty.
        gap: Pattern source for a space inside a word.
    """
    trie: _Trie = {}
    for word in words:
        node = trie
        for character in word:
            below = node.get(character)
            if below is None:
                below = node[character] = {}
            node = below
        node[""] = {}
    return f"(?:{_branches(trie, gap)})"


def _branches(node: _Trie, gap: str) -> str:
    only = []
    while len(node) == 1 and "" not in node:
        [(character, node)] = node.items()
        only.append(gap if character == " " else _escaped(character))
    ends = "" in node
    branches = [
        (gap if character == " " else _escaped(character)) + _branches(node[character], gap)
        for character in sorted(filter(None, node))
    ]
    choice = f"(?:{'|'.join(branches)}){'?' if ends else ''}" if branches else ""
    return "".join(only) + choice

"""Turns a list of words into one pattern that a backtracking engine matches without backtracking
far.

A plain alternation tries every word at every place. Folded into a prefix tree, no two branches
begin alike, so a failed match costs as many steps as the longest common beginning."""

from __future__ import annotations

import re
from collections.abc import Iterable

_Trie = dict[str, "_Trie"]


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
            node = node.setdefault(character, {})
        node[""] = {}
    return f"(?:{_branches(trie, gap)})"


def _branches(node: _Trie, gap: str) -> str:
    ends = "" in node
    branches = []
    for character in sorted(key for key in node if key):
        head = gap if character == " " else re.escape(character)
        branches.append(head + _branches(node[character], gap))
    if not branches:
        return ""
    if len(branches) == 1 and not ends:
        return branches[0]
    return f"(?:{'|'.join(branches)}){'?' if ends else ''}"

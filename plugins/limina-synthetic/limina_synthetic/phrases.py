"""Phrases rewritten word by word: known words exchanged, numbers redrawn, harmless words kept.

A phrase with a word that is neither known nor harmless is not rewritten at all, so that nothing of
it can stay; its family then puts a whole other phrase in its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from itertools import pairwise

from limina_synthetic.ask import Ask
from limina_synthetic.draw import normal
from limina_synthetic.letters import WORD, like, script_of
from limina_synthetic.number_words import BUILDERS, SINGULAR, exchange_number_word, is_number_word
from limina_synthetic.numerals import NUMBER, amount_of
from limina_synthetic.word_lists import Lexicon
from limina_synthetic.wordtable import word_set

_TOKEN = re.compile(rf"(?P<number>{NUMBER.pattern})|(?P<word>{WORD})")
#: Words of a term may be joined by signs that part words here: `x-ray`, `Crohn's disease`.
_MORE_WORDS = 3
#: What stands between the ends of a range.
_RANGE = word_set("- – — ~ to or and bis oder und à ou et a o y e до или и 至 から ~")
_CURRENCY_SIGNS = " \u00a0$€£¥₹₽₩%°"
#: A number and the text behind it to another number; None if it has to stay.
Redraw = Callable[[str, str], str | None]


def rewrite(
    ask: Ask,
    *,
    lexicon: Lexicon,
    plain: Container[str],
    number: Redraw | None = None,
    keep_counted: bool = False,
) -> str | None:
    """Rewrite a phrase.

    Args:
        ask: The phrase.
        lexicon: The words that are exchanged.
        plain: Words that may stay, case folded.
        number: Redraws a number; without it a phrase with numbers is not rewritten.
        keep_counted: Whether known words stay where a number was redrawn (units behind a figure).

    Returns:
        Another phrase; None if a word is unknown or nothing has changed.
    """
    text = ask.text
    tokens = list(_TOKEN.finditer(text))
    new: dict[int, str] = {}
    numbers = 0
    for at, token in enumerate(tokens):
        if token.lastgroup == "number":
            if number is None:
                return None
            drawn = number(token[0], text[token.end() :])
            new[at] = token[0] if drawn is None else drawn
            numbers += new[at] != token[0]
        elif (
            is_number_word(token[0])
            and lexicon.find(token[0]) is None
            and not (keep_counted and normal(token[0]) in SINGULAR)
        ):
            word = exchange_number_word(ask, token[0], counting=keep_counted)
            new[at] = word or token[0]
            numbers += 1
    _keep_ranges(text, tokens, new)
    out: list[str] = []
    done = at = 0
    changed = numbers > 0
    while at < len(tokens):
        token = tokens[at]
        end = at
        if at in new:
            piece = new[at]
        else:
            end, piece = _word(ask, tokens, at, lexicon, plain, keep_counted and numbers > 0)
            if end < at:
                return None
            changed = changed or piece != text[token.start() : tokens[end].end()]
        if at and piece != text[token.start() : tokens[end].end()]:
            _fit_article(out, tokens[at - 1][0], piece)
        out += (text[done : token.start()], piece)
        done = tokens[end].end()
        at = end + 1
    out.append(text[done:])
    return "".join(out) if changed else None


def _fit_article(out: list[str], before: str, piece: str) -> None:
    """Let an English article that stands before a changed word fit it."""
    if before.lower() in ("a", "an") and out and out[-1] == before:
        out[-1] = like(before, indefinite_article(piece))


def indefinite_article(word: str) -> str:
    """The English article for a word."""
    return "an" if word[:1].lower() in "aeio" or word[:4].lower() in ("hour", "unde") else "a"


def _keep_ranges(text: str, tokens: list[re.Match[str]], new: dict[int, str]) -> None:
    """Let a range that ascended ascend."""
    figures = [at for at, token in enumerate(tokens) if token.lastgroup == "number"]
    for first, last in pairwise(figures):
        between = text[tokens[first].end() : tokens[last].start()]
        joint = normal(between.strip(_CURRENCY_SIGNS))
        if first not in new or last not in new or joint not in _RANGE:
            continue
        rose = amount_of(tokens[first][0]) < amount_of(tokens[last][0])
        if rose and amount_of(new[first]) > amount_of(new[last]):
            new[first], new[last] = new[last], new[first]


def _word(
    ask: Ask,
    tokens: list[re.Match[str]],
    at: int,
    lexicon: Lexicon,
    plain: Container[str],
    keep: bool,
) -> tuple[int, str]:
    """The last token of the longest known term from `at` on, and its replacement; -1 for none."""
    text = ask.text
    start = tokens[at].start()
    for end in range(min(len(tokens), at + lexicon.longest + _MORE_WORDS) - 1, at - 1, -1):
        piece = text[start : tokens[end].end()]
        terms = lexicon.find(" ".join(piece.split()))
        if terms is not None:
            return end, piece if keep else like(piece, terms.exchange(ask, " ".join(piece.split())))
    word = tokens[at][0]
    folded = normal(word)
    if folded in plain or folded in BUILDERS or folded in SINGULAR:
        return at, word
    # Chinese and Japanese write units without a space: each sign is a word of its own.
    if script_of(word) == "Hani" and all(
        sign in plain or (keep and lexicon.find(sign) is not None) for sign in word
    ):
        return at, word
    return -1, ""


def whole(lexicon: Lexicon, ask: Ask, like_it: Callable[[str, str], str]) -> str:
    """Another phrase for one that cannot be rewritten: from the lexicon's first class."""
    phrase = " ".join(ask.text.split())
    return like_it(ask.text, lexicon.classes[0].exchange_phrase(ask, phrase))


def split_tail(text: str) -> str:
    """The first word of what follows a number, signs included, case folded."""
    match = re.match(rf"[\s\-]*(%|‰|'|’|\"|″|′|°|{WORD})", text)
    return normal(match[1]) if match else ""

"""Numbers in words, as patterns: what families that read speech share. Knows no label."""

from __future__ import annotations

from limina_patterns.trie import alternation
from limina_patterns.words import phrases, words

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = words("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
_TENS = words("twenty thirty forty fourty fifty sixty seventy eighty ninety")

#: `one` to `ninety-nine`.
UNDER_HUNDRED = (
    rf"(?:{alternation(_TENS)}(?:[ -]{alternation(_ONES)})?|{alternation([*_TEENS, *_ONES])})"
)
#: A spoken amount: `a hundred and forty`, `five thousand two hundred`, `two and a half million`.
AMOUNT = (
    rf"(?:(?:an?|{UNDER_HUNDRED})(?:[ -](?:and[ -])?(?:a[ -])?"
    rf"(?:hundred|thousand|million|billion|trillion|grand|dozen|half|{UNDER_HUNDRED})){{0,6}})"
)
#: One spoken digit, `oh` for zero.
DIGIT = alternation([*_ONES, "zero", "oh", "nought"])
#: Context words of the kind `number_word`: where spelled numbers begin, so that nobody need search
#: for them.
CUES = {
    "number_word": (
        *_ONES,
        *sorted(_TEENS),
        *sorted(_TENS),
        *phrases("several, half a, half an, a hundred, a thousand, a million, a billion, a couple"),
        *phrases("zero, oh, nought, double, triple"),
    )
}

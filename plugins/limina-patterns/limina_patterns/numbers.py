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
#: One to twelve in German, Spanish, French, Italian, Portuguese and Dutch, the half among them.
OTHER = words(
    """
    ein eine einen zwei drei vier fünf sechs sieben acht neun zehn zwölf halbe un una uno dos tres
    cuatro cinco seis siete ocho nueve diez doce media une deux trois quatre cinq sept huit neuf dix
    douze due tre quattro cinque sei sette otto nove dieci mezza um uma dois duas três quatro sete
    oito nove dez meia een één twee drie vijf zes zeven acht negen tien twaalf
    """
)
#: Context words of the kind `other_number`: where one of these begins.
OTHER_CUES = {"other_number": tuple(sorted(OTHER))}
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

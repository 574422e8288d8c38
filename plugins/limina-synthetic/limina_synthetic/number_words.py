"""Numbers written in words: each number word is exchanged for another of its kind.

Units are exchanged for units, tens for tens, ordinals for ordinals, so that a spelled number stays
one. Words that only build numbers (`hundred`, `and`) stay.
"""

from __future__ import annotations

from functools import lru_cache

from limina_synthetic.ask import Ask
from limina_synthetic.draw import normal
from limina_synthetic.letters import like
from limina_synthetic.terms import Terms
from limina_synthetic.wordtable import word_set

#: Language to the classes of its number words; inside a class any may stand for any other.
_CLASSES: dict[str, tuple[str, ...]] = {
    "en": (
        "zero one two three four five six seven eight nine",
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
        "twenty thirty forty fifty sixty seventy eighty ninety",
        "first second third fourth fifth sixth seventh eighth ninth",
        "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth "
        "nineteenth",
        "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth",
        "twenties thirties forties fifties sixties seventies eighties nineties",
        "once twice thrice",
    ),
    "de": (
        "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
        "dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn",
        "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
        "erste zweite dritte vierte fünfte sechste siebte achte neunte zehnte",
        "ersten zweiten dritten vierten fünften sechsten siebten achten neunten zehnten",
    ),
    "fr": (
        "zéro deux trois quatre cinq six sept huit neuf dix onze douze",
        "treize quatorze quinze seize",
        "vingt trente quarante cinquante soixante",
        "deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième",
    ),
    "es": (
        "cero dos tres cuatro cinco seis siete ocho nueve diez once doce",
        "trece catorce quince dieciséis diecisiete dieciocho diecinueve",
        "treinta cuarenta cincuenta sesenta setenta ochenta noventa",
        "segundo tercero cuarto quinto sexto séptimo octavo noveno décimo",
    ),
    "it": (
        "zero due tre quattro cinque sei sette otto nove dieci undici dodici",
        "tredici quattordici quindici sedici diciassette diciotto diciannove",
        "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
    ),
    "pt": (
        "zero dois três quatro cinco seis sete oito nove dez onze doze",
        "treze quatorze catorze quinze dezesseis dezessete dezoito dezenove",
        "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
    ),
    "nl": (
        "nul twee drie vier vijf zes zeven acht negen tien elf twaalf",
        "dertien veertien vijftien zestien zeventien achttien negentien",
        "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
    ),
    "ru": (
        "два три четыре",
        "ноль пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать",
        "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто",
    ),
    "uk": (
        "два три чотири",
        "нуль п'ять шість сім вісім дев'ять десять одинадцять дванадцять тринадцять",
        "двадцять тридцять сорок п'ятдесят шістдесят сімдесят вісімдесят дев'яносто",
    ),
    "tl": ("isa dalawa tatlo apat lima anim pito walo siyam sampu",),
    "hi": ("एक दो तीन चार पाँच छह सात आठ नौ दस",),
    "ko": ("하나 둘 셋 넷 다섯 여섯 일곱 여덟 아홉 열",),
}
#: Words that build numbers or stand between them, in any language.
BUILDERS = word_set(
    """
    and hundred hundreds thousand thousands million millions billion billions point dozen half
    quarter quarters double triple oh o a an minus plus hundert tausend und ein eine einen million
    millionen komma halb cent cents mille et un une demi millions virgule cien ciento cientos mil
    y uno una medio millones coma cento mila uno virgola mezzo cem cento mil e um uma meio milhões
    honderd duizend en een miljoen komma сто тысяча тысячи тысяч и миллион один одна полтора сто
    тисяча тисячі тисяч і один одна
    """
)
_ZEROS = word_set("zero null zéro cero nul ноль нуль")
#: Number words that take a noun in the singular; they stay where something is counted.
SINGULAR = frozenset({"one", "eins", "isa", "एक", "하나", "once", "first", "zero"})


@lru_cache(maxsize=1)
def _index() -> dict[str, Terms]:
    index: dict[str, Terms] = {}
    for language, classes in _CLASSES.items():
        for place, words in enumerate(classes):
            terms = Terms(f"numbers/{language}/{place}", words.split())
            for word in terms.items:
                index.setdefault(normal(word), terms)
    return index


def is_number_word(word: str) -> bool:
    """Whether a word is a number, in any of the languages known here."""
    return normal(word) in _index()


def exchange_number_word(ask: Ask, word: str, counting: bool = False) -> str | None:
    """Another number word of the same kind and case.

    Args:
        ask: Where to draw from.
        word: One word.
        counting: Whether it tells how many; never zero then.

    Returns:
        The other word; None if `word` is no number.
    """
    terms = _index().get(normal(word))
    if terms is None:
        return None
    new = terms.exchange(ask, word)
    if counting and terms.items[0] == new and normal(new) in _ZEROS:
        new = terms.exchange(ask, new)
    return like(word, new)


def english_ordinal(number: int) -> str:
    """What makes a number in figures an ordinal in English: `st`, `nd`, `rd` or `th`."""
    if 10 <= number % 100 <= 20:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")

"""Numbers, addresses and digits as they are said."""
# ruff: noqa: E501 (tables of forms)

from __future__ import annotations

import re

from training.generator.values.base import Context

DIGITS = {
    "en": ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
    "es": ["cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"],
    "de": ["null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"],
    "fr": ["zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"],
}
_SIGNS = {
    "en": {"@": " at ", ".": " dot ", "_": " underscore ", "-": " dash ", "/": " slash ",
           ":": " colon "},
    "es": {"@": " arroba ", ".": " punto ", "_": " guion bajo ", "-": " guion ", "/": " barra ",
           ":": " dos puntos "},
    "de": {"@": " at ", ".": " punkt ", "_": " unterstrich ", "-": " minus ", "/": " schrägstrich ",
           ":": " doppelpunkt "},
    "fr": {"@": " arobase ", ".": " point ", "_": " tiret bas ", "-": " tiret ", "/": " slash ",
           ":": " deux points "},
}  # fmt: skip
_EN_TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]  # fmt: skip
_EN_TENS = ["-", "-", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ES_LOW = ["cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce", "trece", "catorce", "quince", "dieciséis", "diecisiete", "dieciocho", "diecinueve", "veinte", "veintiuno", "veintidós", "veintitrés", "veinticuatro", "veinticinco", "veintiséis", "veintisiete", "veintiocho", "veintinueve"]  # fmt: skip
_ES_TENS = [
    "-",
    "-",
    "-",
    "treinta",
    "cuarenta",
    "cincuenta",
    "sesenta",
    "setenta",
    "ochenta",
    "noventa",
]
_ES_HUNDREDS = ["-", "ciento", "doscientos", "trescientos", "cuatrocientos", "quinientos", "seiscientos", "setecientos", "ochocientos", "novecientos"]  # fmt: skip
_DE_LOW = ["null", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf", "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn"]  # fmt: skip
_DE_TENS = [
    "-",
    "-",
    "zwanzig",
    "dreißig",
    "vierzig",
    "fünfzig",
    "sechzig",
    "siebzig",
    "achtzig",
    "neunzig",
]
_FR_LOW = ["zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf"]  # fmt: skip
_FR_TENS = [
    "-",
    "-",
    "vingt",
    "trente",
    "quarante",
    "cinquante",
    "soixante",
    "soixante",
    "quatre-vingt",
    "quatre-vingt",
]


def words(number: int, lang: str) -> str:
    """A whole number below a million in words."""
    if number >= 1000:
        thousands, rest = divmod(number, 1000)
        head = {"en": "thousand", "es": "mil", "de": "tausend", "fr": "mille"}[lang]
        gap = "" if lang == "de" else " "
        lead = "" if thousands == 1 and lang in ("es", "fr") else words(thousands, lang) + gap
        return lead + head + (gap + words(rest, lang) if rest else "")
    return {"en": _english, "es": _spanish, "de": _german, "fr": _french}[lang](number)


def _english(number: int) -> str:
    if number >= 100:
        hundreds, rest = divmod(number, 100)
        return f"{DIGITS['en'][hundreds]} hundred" + (f" {_english(rest)}" if rest else "")
    if number < 10:
        return DIGITS["en"][number]
    if number < 20:
        return _EN_TEENS[number - 10]
    tens, ones = divmod(number, 10)
    return _EN_TENS[tens] + (f"-{DIGITS['en'][ones]}" if ones else "")


def _spanish(number: int) -> str:
    if number == 100:
        return "cien"
    if number > 100:
        hundreds, rest = divmod(number, 100)
        return _ES_HUNDREDS[hundreds] + (f" {_spanish(rest)}" if rest else "")
    if number < 30:
        return _ES_LOW[number]
    tens, ones = divmod(number, 10)
    return _ES_TENS[tens] + (f" y {_ES_LOW[ones]}" if ones else "")


def _german(number: int) -> str:
    if number >= 100:
        hundreds, rest = divmod(number, 100)
        return f"{_DE_LOW[hundreds]}hundert" + (_german(rest) if rest else "")
    if number == 1:
        return "eins"
    if number < 20:
        return _DE_LOW[number]
    tens, ones = divmod(number, 10)
    return (f"{_DE_LOW[ones]}und" if ones else "") + _DE_TENS[tens]


def _french(number: int) -> str:
    if number >= 100:
        hundreds, rest = divmod(number, 100)
        head = "cent" if hundreds == 1 else f"{_FR_LOW[hundreds]} cent"
        return head + (f" {_french(rest)}" if rest else "")
    if number < 20:
        return _FR_LOW[number]
    tens, ones = divmod(number, 10)
    if tens in (7, 9):
        ones += 10
    if not ones:
        return _FR_TENS[tens] + ("s" if tens == 8 else "")
    glue = " et " if ones in (1, 11) and tens < 8 else "-"
    return f"{_FR_TENS[tens]}{glue}{_FR_LOW[ones]}"


def say_digits(ctx: Context, text: str) -> str:
    """Digits one by one, letters as they are, separators as pauses."""
    table = DIGITS[ctx.lang]
    oh = ctx.lang == "en" and ctx.chance(0.4)
    double = ctx.lang == "en" and ctx.chance(0.1)
    pause = ctx.pick((" ", " ", " ", ", ", "-", " ... ")) if ctx.chance(0.3) else " "
    link = "-" if ctx.chance(0.1) else " "
    groups = []
    for group in re.split(r"[^0-9A-Za-z]+", text):
        said = []
        index = 0
        while index < len(group):
            char = group[index]
            if double and group[index : index + 2] == char * 2 and char.isdigit():
                said.append(f"double {table[int(char)]}")
                index += 2
                continue
            if char == "0" and oh:
                said.append("oh")
            else:
                said.append(table[int(char)] if char.isdigit() else char)
            index += 1
        if said:
            groups.append(link.join(said))
    return pause.join(groups)


def say_address(ctx: Context, text: str) -> str:
    """A mail or web address as it is dictated."""
    signs = _SIGNS[ctx.lang]
    spell = ctx.chance(0.1)
    out = "".join(signs.get(char, char) for char in text)
    if ctx.chance(0.3):
        out = re.sub(r"\d+", lambda match: " " + say_digits(ctx, match[0]), out)
    if spell:
        head, _, rest = out.partition(" ")
        out = " ".join(head) + " " + rest
    return " ".join(out.split())

"""Amounts of money, and shares as statistics."""
# ruff: noqa: E501 (tables of forms)

from __future__ import annotations

from training.generator.values.base import Context, provides
from training.generator.values.spoken import words

_SIGNS = {"en": ("$", "$", "$", "$", "£", "£", "€", "US$", "C$", "A$", "CA$", "₹", "¥", "₦", "R"), "es": ("€", "€", "€", "$", "US$"),
          "de": ("€", "€", "€", "€", "CHF", "$"), "fr": ("€", "€", "€", "€", "$", "CHF")}  # fmt: skip
_CODES = ("USD", "EUR", "GBP", "CAD", "AUD", "CHF", "INR", "JPY", "NGN", "ZAR", "SEK", "PLN", "MXN", "BRL", "SGD", "HKD", "NZD", "CNY",
          "KES", "TRY", "AED", "PHP", "DKK", "NOK", "CZK", "HUF", "RON", "ARS", "COP", "CLP")  # fmt: skip
_NAMES = {
    "en": ("dollars", "dollars", "dollars", "pounds", "euros", "rupees", "pesos", "yen", "bucks", "quid", "Canadian dollars", "US dollars", "Swiss francs",
           "naira", "rand", "kronor", "cents", "pence", "shillings", "Australian dollars", "won", "yuan", "zlotys", "lira", "reais", "dirhams", "pounds sterling"),
    "es": ("euros", "euros", "euros", "dólares", "pesos", "pesos mexicanos", "libras", "céntimos", "soles", "pesetas"),
    "de": ("Euro", "Euro", "Euro", "Franken", "Dollar", "Cent", "Schweizer Franken", "Pfund", "D-Mark"),
    "fr": ("euros", "euros", "euros", "dollars", "francs suisses", "centimes", "francs", "livres sterling", "francs CFA"),
}  # fmt: skip
_SCALES = {"en": ("million", "billion", "thousand", "trillion"), "es": ("millones de", "mil", "mil millones de"), "de": ("Millionen", "Milliarden", "Mio.", "Mrd.", "Tausend"),
           "fr": ("millions d'", "milliards d'", "mille ")}  # fmt: skip


def _figure(ctx: Context, *, cents: bool) -> str:
    rng = ctx.rng
    number = rng.choice(
        (
            rng.randint(1, 99),
            rng.randint(10, 999),
            rng.randint(100, 9999),
            rng.randint(1, 99) * 100,
            rng.randint(1, 999) * 1000,
            rng.randint(10000, 5000000),
        )
    )
    point, group = (
        (".", ",")
        if ctx.lang == "en"
        else (",", ctx.pick((".", ".", " ") if ctx.lang != "fr" else (" ", "\u00a0", " ")))
    )
    text = f"{number:,}".replace(",", group) if ctx.chance(0.85) else str(number)
    if cents:
        text += f"{point}{rng.choice((0, 50, 99, 95, rng.randint(0, 99))):02}"
    return text


@provides("MONEY", share=4)
def money(ctx: Context) -> str:
    """A sign or code and an amount."""
    sign = ctx.pick(_SIGNS[ctx.lang])
    figure = _figure(ctx, cents=ctx.chance(0.4))
    if ctx.chance(0.12):
        code = ctx.pick(_CODES)
        return ctx.pick((f"{code} {figure}", f"{figure} {code}", f"{code}{figure}"))
    if ctx.lang == "en":
        roll = ctx.rng.random()
        if roll < 0.07:
            return (
                f"{sign}{ctx.rng.randint(1, 950)}{ctx.pick(('k', 'K', 'm', 'M', 'bn', 'B', 'mm'))}"
            )
        if roll < 0.2:
            return f"{sign}{ctx.rng.randint(1, 950)}{ctx.pick(('', '.5', '.2', '.75'))} {ctx.pick(_SCALES['en'])}"
        if roll < 0.24:
            return f"{sign} {figure}"
        if roll < 0.27:
            return f"-{sign}{figure}"
        return sign + figure
    gap = ctx.pick((" ", " ", "\u00a0", ""))
    return ctx.pick(
        (
            f"{figure}{gap}{sign}",
            f"{figure}{gap}{sign}",
            f"{figure}{gap}{sign}",
            f"{sign} {figure}",
            f"{figure},- {sign}" if ctx.lang == "de" else f"{figure} {sign}",
        )
    )


@provides("MONEY", "words", share=1.2)
def money_words(ctx: Context) -> str:
    """An amount and the currency's name."""
    name = ctx.pick(_NAMES[ctx.lang])
    if ctx.chance(0.2):
        scale = ctx.pick(_SCALES[ctx.lang])
        return f"{ctx.rng.randint(1, 900)} {scale}{'' if scale.endswith((chr(39), ' ')) else ' '}{name}"
    return f"{_figure(ctx, cents=ctx.chance(0.1))} {name}"


@provides("MONEY", "spoken", share=0.8)
def money_spoken(ctx: Context) -> str:
    """All in words."""
    rng = ctx.rng
    number = rng.choice(
        (
            rng.randint(2, 99),
            rng.randint(1, 99) * 10,
            rng.randint(1, 50) * 100,
            rng.randint(1, 900) * 1000,
        )
    )
    text = f"{words(number, ctx.lang)} {ctx.pick(_NAMES[ctx.lang])}"
    if ctx.lang == "en":
        roll = rng.random()
        if roll < 0.1:
            return f"{text} and {words(rng.choice((25, 50, 75, 99)), 'en')} cents"
        if roll < 0.2:
            return f"{words(rng.randint(2, 99), 'en')} {ctx.pick(('grand', 'bucks', 'thousand dollars', 'million dollars', 'k'))}"
        if roll < 0.25:
            return ctx.pick(
                (
                    "a hundred dollars",
                    "a thousand bucks",
                    "half a million dollars",
                    "a couple hundred bucks",
                    "fifty bucks",
                    "a million pounds",
                    "a quarter million",
                )
            )
        if roll < 0.3:
            return text.replace("-", " ")
    return text


@provides("STATISTICS")
def statistics(ctx: Context) -> str:
    """A share or a rate."""
    rng = ctx.rng
    whole, part = rng.randint(0, 99), rng.randint(1, 9)
    percent = {"en": "percent", "es": "por ciento", "de": "Prozent", "fr": "pour cent"}[ctx.lang]
    point = "." if ctx.lang == "en" else ","
    gap = "" if ctx.lang == "en" else ctx.pick(("", " "))
    options = [
        f"{whole}{gap}%",
        f"{whole}{gap}%",
        f"{whole}{point}{part}{gap}%",
        f"{whole}{point}{part}{gap}%",
        f"{whole} {percent}",
        f"{words(whole, ctx.lang)} {percent}",
    ]
    if ctx.lang == "en":
        total = rng.choice((10, 100, 1000, 100000, 5, 20))
        options += [f"{rng.randint(1, 9)} in {total:,}", f"{rng.randint(1, 9)} out of {total}", f"{whole}.{part} per 100,000", f"{whole}-{whole + part}%", f"{words(part, 'en')} out of ten",
                    f"p < 0.0{part}", f"95% CI 0.{part}-1.{part}", f"{part}.{part}-fold", f"OR {part}.{whole:02}", f"{whole} per 1,000", f"one in {words(total if total < 101 else 10, 'en')}"]  # fmt: skip
    return ctx.pick(options)

"""Words and numbers that are no entities."""
# ruff: noqa: E501 (tables of forms)

from __future__ import annotations

from training.generator.values.base import Context, fills, terms
from training.generator.values.dates import WEEKDAYS

_NUMBERS = (
    "%",
    "%",
    "%#",
    "%#",
    "%#",
    "%##",
    "%##",
    "%###",
    "%###",
    "%####",
    "%,###",
    "%.#",
    "0.##",
    "%#.#",
)


@fills("noun")
def noun(ctx: Context) -> str:
    """A common noun."""
    return ctx.term("nouns")


@fills("verb")
def verb(ctx: Context) -> str:
    """A verb as it stands in the dictionary."""
    return ctx.term("verbs")


@fills("adjective")
def adjective(ctx: Context) -> str:
    """An adjective."""
    return ctx.term("adjectives")


@fills("product")
def product(ctx: Context) -> str:
    """A product's name."""
    head = ctx.term("products")
    return (
        head.replace("#", ctx.shape("%"), 1)
        if "#" in head
        else head
        + ctx.pick(
            (
                "",
                "",
                f" {ctx.shape('%')}",
                " Pro",
                f" {ctx.shape('@%##')}",
                " Max",
                " Mini",
                f" {ctx.shape('%##')}",
                " II",
                " Plus",
            )
        )
    )


@fills("number")
def number(ctx: Context) -> str:
    """Any figure."""
    return ctx.shape(ctx.pick(_NUMBERS))


@fills("small_number")
def small_number(ctx: Context) -> str:
    """A figure up to twenty."""
    return str(ctx.rng.randint(1, 20) if ctx.chance(0.7) else ctx.rng.randint(2, 5))


@fills("order_count")
def order_count(ctx: Context) -> str:
    """How many of something."""
    return ctx.shape(ctx.pick(("%", "%#", "%##", "%,###")))


@fills("percent")
def percent(ctx: Context) -> str:
    """A share that is no statistic of health."""
    point = "." if ctx.lang == "en" else ","
    gap = "" if ctx.lang == "en" else ctx.pick(("", " "))
    return ctx.shape(ctx.pick(("%", "%#", "%#", f"%{point}#", f"%#{point}#", "100"))) + gap + "%"


@fills("version")
def version(ctx: Context) -> str:
    """Of a program."""
    return ctx.shape(
        ctx.pick(
            (
                "%.#",
                "%.#.#",
                "v%.#",
                "v%.#.##",
                "%.##.#",
                "%#.#.#",
                "v%.#.#-rc%",
                "%.#.#-beta",
                "20##.%",
                "%.#.#.####",
                "r%###",
                "v%",
            )
        )
    )


@fills("uuid")
def uuid(ctx: Context) -> str:
    """A random identifier of a machine."""
    text = ctx.shape("~~~~~~~~-~~~~-4~~~-a~~~-~~~~~~~~~~~~")
    return text.upper() if ctx.chance(0.15) else text


@fills("hash")
def digest(ctx: Context) -> str:
    """Of a commit, an image, a file."""
    length = ctx.pick((7, 8, 12, 16, 32, 40, 64))
    return ctx.pick(("", "", "", "sha256:", "0x", "")) + ctx.shape("~" * length)


@fills("price_word")
def price_word(ctx: Context) -> str:
    """A price without a figure."""
    return ctx.term("price-words")


@fills("room")
def room(ctx: Context) -> str:
    """A room, a gate, a table."""
    return ctx.term("rooms").replace(
        "{n}", ctx.shape(ctx.pick(("%", "%#", "%##", "@%", "%@", "@%#")))
    )


@fills("weekday_word")
def weekday(ctx: Context) -> str:
    """A weekday, or a word for a near day."""
    return ctx.pick(WEEKDAYS[ctx.lang]) if ctx.chance(0.7) else ctx.term("near-days")


@fills("code_identifier")
def code_identifier(ctx: Context) -> str:
    """A name out of a program."""
    words = terms("en", "code-words")
    a, b, c = ctx.pick(words), ctx.pick(words), ctx.pick(words)
    return ctx.pick((f"{a}_{b}", f"{a}{b.capitalize()}", f"{a.capitalize()}{b.capitalize()}", f"{a}-{b}", f"{a}_{b}_{c}", f"{a}.{b}", f"{a.upper()}_{b.upper()}", f"{a}{b.capitalize()}{c.capitalize()}",
                     f"{a}_{ctx.shape('%#')}", f"{a}::{b}", f"_{a}", f"{a}{ctx.shape('%')}", f"{a}/{b}", f"{a}.{b}.{c}", f"{a}-{b}-{ctx.shape('?#?#?')}", f"{a}-{ctx.shape('~~~~~~~~~~')}-{ctx.shape('?#?#?')}"))  # fmt: skip


@fills("ship")
def ship(ctx: Context) -> str:
    """A ship."""
    return ctx.pick(
        ("HMS ", "USS ", "MV ", "SS ", "RMS ", "MS ", "the ", "INS ", "HMCS ", "")
    ) + ctx.term("ships")


@fills("codename")
def codename(ctx: Context) -> str:
    """Of a project or an operation."""
    word = ctx.pick(terms("en", "handle-words")).capitalize()
    other = ctx.pick(terms("en", "handle-words")).capitalize()
    return ctx.pick(
        (
            f"Project {word}",
            f"Operation {word} {other}",
            word,
            f"{word} {other}",
            f"{word.upper()}",
            f"{word}-{ctx.shape('%')}",
        )
    )


@fills("dish")
def dish(ctx: Context) -> str:
    """Something to eat or drink, as reviews write it."""
    return _cased(ctx, ctx.pick(terms("en", "dishes")))


@fills("animal")
def animal(ctx: Context) -> str:
    """An animal or a breed."""
    return _cased(ctx, ctx.pick(terms("en", "animals")))


@fills("jargon")
def jargon(ctx: Context) -> str:
    """A term of the trade, often with capitals, of which some are no name."""
    return _cased(ctx, ctx.pick(terms("en", "jargon")))


@fills("acronym")
def acronym(ctx: Context) -> str:
    """An abbreviation of a term of the trade: `PPA`, `RFP-2`."""
    letters = "".join(
        ctx.pick("ABCDEFGHILMNOPRSTUVW") for _ in range(ctx.rng.choice((2, 3, 3, 3, 4)))
    )
    return ctx.pick((letters, letters, letters, f"{letters}s", f"{letters}-{ctx.shape('%')}"))


@fills("heading")
def heading(ctx: Context) -> str:
    """A headline in capitals that names nobody."""
    words = terms("en", "common-words")
    text = " ".join(ctx.pick(words) for _ in range(ctx.rng.choice((1, 1, 2, 2, 3, 4, 5))))
    return text.upper() if ctx.chance(0.25) else _title(text)


@fills("word")
def word(ctx: Context) -> str:
    """An everyday word with a capital, as at the start of a sentence or a point of a list."""
    return ctx.pick(terms("en", "common-words")).capitalize()


def _title(text: str) -> str:
    return " ".join(
        w if w in {"and", "of", "the", "for", "a", "in", "with", "to"} else w[:1].upper() + w[1:]
        for w in text.split(" ")
    )


def _cased(ctx: Context, text: str) -> str:
    """As it is, or in the capitals of headlines and menus."""
    return _title(text) if ctx.chance(0.5) else text


@fills("lorem")
def lorem(ctx: Context) -> str:
    """A sentence that says nothing."""
    return ctx.term("sentences")

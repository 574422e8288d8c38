"""What people are: work, origin, faith, politics, bodies; and events."""
# ruff: noqa: E501 (tables of forms)

from __future__ import annotations

from functools import cache

from training.generator.values.base import Context, provides, terms
from training.generator.values.places import city
from training.generator.values.pools import made_up, names


@cache
def _dictionary(name: str) -> tuple[str, ...]:
    """A list of the dictionary plugin; nothing where it is not installed."""
    try:
        from limina_dictionary.lists import read
    except ImportError:
        return ()
    return tuple(read(name))


@provides("OCCUPATION")
def occupation(ctx: Context) -> str:
    """A job, a title, a trade."""
    known = _dictionary("occupations")
    if ctx.lang == "en" and known and ctx.chance(0.4):
        text = ctx.pick(known)
    else:
        text = ctx.term("occupations")
    roll = ctx.rng.random()
    if ctx.lang == "en":
        if roll < 0.06 and text.islower():
            text = (
                ctx.pick(
                    (
                        "senior ",
                        "junior ",
                        "chief ",
                        "assistant ",
                        "retired ",
                        "former ",
                        "lead ",
                        "head ",
                        "deputy ",
                        "associate ",
                        "freelance ",
                    )
                )
                + text
            )
        elif roll < 0.09:
            text = ctx.pick(
                ("VP of ", "Head of ", "Director of ", "Manager of ", "Chief of ")
            ) + ctx.pick(
                (
                    "Sales",
                    "Marketing",
                    "Engineering",
                    "Operations",
                    "Finance",
                    "Human Resources",
                    "Product",
                    "Surgery",
                    "Research",
                    "Security",
                    "Staff",
                    "Nursing",
                    "IT",
                )
            )
        elif roll < 0.2:
            text = text.title() if text.islower() else text
    return text


@provides("ORIGIN")
def origin(ctx: Context) -> str:
    """A nationality or an ethnicity."""
    known = _dictionary("origins")
    if ctx.lang == "en" and known and ctx.chance(0.5):
        text = ctx.pick(known)
        return text.lower() if ctx.chance(0.04) else text
    return ctx.term("origins")


@provides("RELIGION")
def religion(ctx: Context) -> str:
    """A faith or a believer."""
    known = _dictionary("religions")
    if ctx.lang == "en" and known and ctx.chance(0.5):
        return ctx.pick(known)
    return ctx.term("religions")


@provides("POLITICAL_AFFILIATION")
def politics(ctx: Context) -> str:
    """A party, a movement, a conviction."""
    known = _dictionary("politics")
    if ctx.lang == "en" and known and ctx.chance(0.4):
        return ctx.pick(known)
    text = ctx.term("politics")
    return text.lower() if text.istitle() and ctx.chance(0.1) else text


@provides("GENDER")
def gender(ctx: Context) -> str:
    """A gender."""
    return ctx.term("gender")


@provides("SEXUALITY")
def sexuality(ctx: Context) -> str:
    """An orientation."""
    return ctx.term("sexuality")


@provides("MARITAL_STATUS")
def marital(ctx: Context) -> str:
    """A status."""
    return ctx.term("marital")


@provides("ZODIAC_SIGN")
def zodiac(ctx: Context) -> str:
    """A sign."""
    return ctx.term("zodiac")


@provides("LANGUAGE")
def language(ctx: Context) -> str:
    """A language."""
    text = ctx.term("languages")
    return text.lower() if ctx.lang == "en" and ctx.chance(0.04) else text


@provides("PHYSICAL_ATTRIBUTE")
def physical(ctx: Context) -> str:
    """A look, a height, a weight."""
    rng = ctx.rng
    if ctx.chance(0.3):
        cm, kg = rng.randint(140, 205), rng.randint(42, 140)
        if ctx.lang != "en":
            tall = {
                "es": ("{m} de estatura", "mide {m}"),
                "de": ("{m} groß",),
                "fr": ("mesure {m}", "{m} de taille"),
            }[ctx.lang]
            text = ctx.pick(tall).replace(
                "{m}", ctx.pick((f"{cm} cm", f"1,{cm % 100:02} m" if cm < 200 else f"{cm} cm"))
            )
            return ctx.pick((text, f"{kg} kg", f"{cm} cm"))
        feet, inches, pounds = rng.randint(4, 6), rng.randint(0, 11), rng.randint(95, 320)
        return ctx.pick((f"{feet}'{inches}\"", f"{feet}'{inches}", f"{feet} feet {inches} inches tall", f"{feet} foot {inches}", f"{cm} cm", f"{cm}cm tall", f"{pounds} lbs", f"{pounds} pounds", f"{kg} kg",
                         f"{kg}kg", f"{feet} ft {inches} in", f"1.{cm % 100:02} m" if cm < 200 else f"{cm} cm", f"{cm} centimeters tall", f"BMI of {rng.randint(17, 45)}", f"six foot {rng.choice(('one', 'two', 'three', 'four'))}"))  # fmt: skip
    return ctx.term("physical")


@provides("EVENT")
def event(ctx: Context) -> str:
    """A holiday, a fair, a match, something in history."""
    if ctx.chance(0.5):
        return ctx.term("events").removeprefix("the ")
    base = (
        city(Context(ctx.rng, lang=ctx.lang, country=ctx.country))
        if ctx.chance(0.5)
        else ctx.pick(
            (
                made_up(ctx.rng),
                ctx.pick(names(ctx.country).family),
                ctx.pick(terms("en", "handle-words")).capitalize(),
            )
        )
    )
    head = ctx.term("event-heads")
    text = head.replace("{n}", base) if "{n}" in head else f"{base} {head}"
    if ctx.chance(0.15):
        text = f"{text} {ctx.rng.randint(1995, 2030)}"
    return text

"""Towns, states, codes, coordinates and named places."""

from __future__ import annotations

from training.generator.values.base import Context, Value, joined, labelled, provides, terms
from training.generator.values.geography import country_name, home, place, states, zip_code
from training.generator.values.pools import made_up, names


@provides("LOCATION", "city_state", share=2)
def city_state(ctx: Context) -> Value:
    """`Boston, MA`"""
    where = place(ctx)
    if not where.state:
        return city_country(ctx)
    state = where.abbreviation if ctx.chance(0.5) else where.state
    if where.country not in ("US", "CA", "AU"):
        state = where.state
    gap = ctx.pick((", ", ", ", ", ", ", ", " ", ","))
    return joined("LOCATION", [("LOCATION_CITY", where.city), gap, ("LOCATION_STATE", state)])


@provides("LOCATION", "city_country", share=1)
def city_country(ctx: Context) -> Value:
    """`Lyon, France`"""
    where = place(ctx)
    name = country_name(ctx, where.country)
    gap = ctx.pick((", ", ", ", ", ", " "))
    return joined("LOCATION", [("LOCATION_CITY", where.city), gap, ("LOCATION_COUNTRY", name)])


@provides("LOCATION", "place", share=2)
def landmark(ctx: Context) -> Value:
    """A lake, a park, an airport."""
    roll = ctx.rng.random()
    if roll < 0.35:
        name = ctx.term("places-known")
    elif ctx.lang == "en" and roll < 0.45:
        name = f"{ctx.term('place-leads')} {_word(ctx)}"
    elif ctx.lang == "en":
        name = f"{_word(ctx)} {ctx.term('place-heads')}"
    else:
        name = ctx.term("place-heads").replace("{n}", _word(ctx))
    return labelled("LOCATION", name.removeprefix("the "))


def _word(ctx: Context) -> str:
    roll = ctx.rng.random()
    if roll < 0.3:
        return ctx.pick(names(ctx.country).family)
    if roll < 0.5 and ctx.lang == "en":
        return ctx.pick(terms("en", "street-names"))
    return place(ctx).city if roll < 0.85 else made_up(ctx.rng)


@provides("LOCATION_CITY")
def city(ctx: Context) -> str:
    """A town."""
    return place(ctx).city


@provides("LOCATION_STATE", share=3)
def state(ctx: Context) -> str:
    """A division in full."""
    if ctx.key in ctx.places and ctx.places[ctx.key].state:
        return ctx.places[ctx.key].state
    table = states(ctx.country) or states("US")
    if ctx.chance(0.15):
        table = states(ctx.pick(("US", "CA", "AU", "IN", "DE", "MX", "BR", "IT", "GB", "ES")))
    return ctx.pick(tuple(table.values()))


@provides("LOCATION_STATE", "abbr", share=1)
def state_abbreviation(ctx: Context) -> str:
    """A division's short form."""
    if ctx.key in ctx.places and ctx.places[ctx.key].abbreviation:
        return ctx.places[ctx.key].abbreviation
    table = states(ctx.country if ctx.country in ("US", "CA", "AU", "DE", "MX") else "US")
    return ctx.pick(tuple(table))


@provides("LOCATION_ZIP")
def postal_code(ctx: Context) -> str:
    """A postal code."""
    return zip_code(ctx, home(ctx).country)


@provides("LOCATION_COORDINATE")
def coordinate(ctx: Context) -> str:
    """Latitude and longitude in one of many forms."""
    rng = ctx.rng
    digits = rng.randint(2, 7)
    north, east = rng.uniform(-60, 70), rng.uniform(-170, 170)
    a, b = f"{north:.{digits}f}", f"{east:.{digits}f}"
    hemisphere, side = "N" if north > 0 else "S", "E" if east > 0 else "W"
    x, y = f"{abs(north):.{digits}f}", f"{abs(east):.{digits}f}"
    minutes = [rng.randint(0, 59) for _ in range(4)]
    d, e = int(abs(north)), int(abs(east))
    return ctx.pick(
        (
            f"{a}, {b}", f"{a}, {b}", f"{a},{b}", f"{a} {b}", f"({a}, {b})",
            f"{x}° {hemisphere}, {y}° {side}", f"{x}°{hemisphere} {y}°{side}",
            f"{d}°{minutes[0]:02}'{minutes[1]:02}\"{hemisphere} "
            f"{e}°{minutes[2]:02}'{minutes[3]:02}\"{side}",
            f"{d}° {minutes[0]}' {hemisphere}, {e}° {minutes[2]}' {side}",
            f"{hemisphere}{x} {side}{y}", f"{x} {hemisphere}, {y} {side}", f"{a} / {b}",
        )
    )  # fmt: skip

"""Postal addresses in the ways people write them."""
# ruff: noqa: E501 (tables of forms)

from __future__ import annotations

from training.generator.values.base import (
    Context,
    Value,
    joined,
    labelled,
    pairs,
    provides,
    terms,
)
from training.generator.values.geography import (
    NUMBER_FIRST,
    STREET_TONGUE,
    Place,
    country_name,
    home,
    zip_code,
)
from training.generator.values.pools import made_up, names

_UNITS = ("Apt {n}", "Apt. {n}", "Apartment {n}", "Unit {n}", "Suite {n}", "Ste {n}", "#{n}",
          "Flat {n}", "Floor {n}", "Rm {n}", "Apt #{n}", "Bldg {n}", "Lot {n}", "PH{n}")  # fmt: skip
_UNITS_LOCAL = {
    "de": ("Whg. {n}", "{n}. OG", "Hinterhaus", "Top {n}"),
    "fr": ("Apt {n}", "Bât. {n}", "appartement {n}", "{n}e étage"),
    "es": ("{n}º B", "piso {n}", "{n}º izq.", "Depto. {n}", "Int. {n}", "{n}º dcha."),
}
_BOXES = ("PO Box {n}", "P.O. Box {n}", "P.O. BOX {n}", "Box {n}", "GPO Box {n}")
_BOXES_LOCAL = {"de": ("Postfach {n}",), "fr": ("BP {n}", "B.P. {n}"),
                "es": ("Apdo. de Correos {n}", "Apartado {n}")}  # fmt: skip

Parts = list["str | tuple[str, str]"]


def street(ctx: Context, country: str) -> str:
    """A street with its number, now and then with a flat."""
    if ctx.chance(0.04):
        boxes = _BOXES_LOCAL.get(ctx.lang, _BOXES) if country != "US" else _BOXES
        return ctx.pick(boxes).replace("{n}", _number(ctx))
    name = street_name(ctx, country)
    number = _number(ctx) if country in NUMBER_FIRST - {"FR"} else _small_number(ctx)
    if country in NUMBER_FIRST:
        if ctx.chance(0.06):
            number = ctx.pick((f"{number}-{_number(ctx)}", f"{_number(ctx)}/{number}", "One"))
        if country == "FR" and ctx.chance(0.2):
            name = f", {name}"
            text = f"{number}{name}"
        else:
            text = f"{number} {name}"
    else:
        mark = ctx.pick((" ", " ", " ", ", ", ", nº ")) if country in _SPANISH else " "
        if country == "CO":
            text = f"{name} # {ctx.shape('%#-##')}"
        else:
            text = f"{name}{mark}{number}"
            if ctx.chance(0.1):
                text += ctx.pick(("a", "b", " A", "c", "/2", " bis"))
    if ctx.chance(0.16):
        units = _UNITS_LOCAL.get(STREET_TONGUE.get(country, ""), _UNITS)
        unit = ctx.pick(units).replace("{n}", ctx.pick((ctx.shape("%"), ctx.shape("%##"),
                                                        ctx.shape("%@"), ctx.shape("%#"))))  # fmt: skip
        if country in NUMBER_FIRST and ctx.chance(0.15):
            return f"{unit}{ctx.pick((', ', ' '))}{text}"
        text += ctx.pick((", ", " ", ", ")) + unit
    return text


_SPANISH = frozenset({"ES", "MX", "AR", "CO", "CL"})


def street_name(ctx: Context, country: str) -> str:
    """The name of a street in the country's language."""
    tongue = STREET_TONGUE.get(country)
    if country == "CA" and ctx.lang == "fr":
        tongue = "fr"
    surname = ctx.pick(names(country).family) if ctx.chance(0.9) else made_up(ctx.rng)
    if tongue:
        return ctx.pick(terms("streets", tongue)).replace("{n}", surname)
    end = ctx.pick(terms("en", "street-ends"))
    roll = ctx.rng.random()
    if roll < 0.1:
        number = ctx.rng.randint(1, 120)
        name = f"{number}{_ordinal(number)}"
    elif roll < 0.4:
        name = surname
    elif roll < 0.45:
        name = f"{ctx.pick(terms('en', 'street-names'))} {ctx.pick(terms('en', 'street-names'))}"
    elif roll < 0.47:
        return ctx.pick(("Broadway", "The Queensway", "County Road 12", "Highway 7", "State Route 9",
                         "Avenue of the Americas", "The Strand", "Embarcadero", "Rural Route 2"))  # fmt: skip
    else:
        name = ctx.pick(terms("en", "street-names"))
    if ctx.chance(0.1):
        name = ctx.pick(("N ", "S ", "E ", "W ", "North ", "South ", "West ", "East ", "N. ",
                         "NW ", "Old ", "Upper ", "New ", "Little ")) + name  # fmt: skip
    return f"{name} {end}"


def _ordinal(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _small_number(ctx: Context) -> str:
    return ctx.shape(ctx.pick(("%", "%", "%#", "%#", "%#", "%##")))


def _number(ctx: Context) -> str:
    return ctx.shape(ctx.pick(("%", "%#", "%#", "%##", "%##", "%###", "%####")))


def _town(ctx: Context, where: Place, *, comma: str = ", ") -> Parts:
    """Town, division and postal code in the order of the country."""
    zipped = zip_code(ctx, where.country)
    state = where.abbreviation if ctx.chance(0.75) else where.state
    city = ("LOCATION_CITY", where.city)
    division = ("LOCATION_STATE", state)
    code = ("LOCATION_ZIP", zipped)
    if where.country in ("US", "CA", "AU", "IN", "PH"):
        gap = ctx.pick((" ", " ", " ", "  ", comma)) if where.country != "IN" else " - "
        return [city, comma, division, gap, code] if state else [city, gap, code]
    if where.country == "GB":
        if state and ctx.chance(0.4):
            return [city, comma, ("LOCATION_STATE", where.state), comma, code]
        return [city, ctx.pick((comma, " ")), code]
    if where.country in ("IE", "NZ", "ZA", "NG", "KE", "SG", "MY", "PK", "JP", "GH"):
        return [city, ctx.pick((" ", comma)), code]
    if where.country == "BR":
        return [city, " - ", division, ctx.pick((comma, " ")), code]
    if state and where.country in ("ES", "MX", "IT") and ctx.chance(0.3):
        if where.country == "ES":
            return [code, " ", city, " (", ("LOCATION_STATE", where.state), ")"]
        return [code, " ", city, comma, division]
    return [code, " ", city]


def _whole(ctx: Context, separator: str, *, country: bool) -> Value:
    where = home(ctx)
    parts: Parts = [("LOCATION_ADDRESS_STREET", street(ctx, where.country)), separator]
    parts += _town(ctx, where)
    if country:
        parts += [separator, ("LOCATION_COUNTRY", _country(ctx, where.country))]
    return joined("LOCATION_ADDRESS", parts)


_SHORT = {"US": ("USA", "U.S.A.", "US"), "GB": ("UK", "U.K."), "AE": ("UAE",)}


def _country(ctx: Context, code: str) -> str:
    if ctx.lang == "en" and code in _SHORT and ctx.chance(0.6):
        return ctx.pick(_SHORT[code])
    return country_name(ctx, code)


@provides("LOCATION_ADDRESS", "line", share=4)
def line(ctx: Context) -> Value:
    """Street, town, division and code in one line."""
    return _whole(ctx, ", ", country=ctx.chance(0.15))


@provides("LOCATION_ADDRESS", "block", share=1)
def block(ctx: Context) -> Value:
    """In lines of their own."""
    return _whole(ctx, "\n", country=ctx.chance(0.3))


@provides("LOCATION_ADDRESS", "intl", share=1)
def international(ctx: Context) -> Value:
    """Of any country, with its name."""
    if not ctx.key:
        other = Context(ctx.rng, lang=ctx.lang, country=ctx.pick(tuple(STREET_TONGUE)))
        return _whole(other, ", ", country=True)
    return _whole(ctx, ", ", country=True)


@provides("LOCATION_ADDRESS", "partial", share=1)
def partial(ctx: Context) -> Value:
    """Street and town only."""
    where = home(ctx)
    parts: Parts = [("LOCATION_ADDRESS_STREET", street(ctx, where.country))]
    parts += [ctx.pick((", ", ", ", " in ", " ") if ctx.lang == "en" else (", ", " "))]
    if parts[-1] == " in " or ctx.chance(0.7):
        parts += [("LOCATION_CITY", where.city)]
    elif where.abbreviation:
        parts += [("LOCATION_CITY", where.city), ", ", ("LOCATION_STATE", where.abbreviation)]
    else:
        parts += [("LOCATION_CITY", where.city)]
    return joined("LOCATION_ADDRESS", parts)


@provides("LOCATION_ADDRESS", "street", share=1)
@provides("LOCATION_ADDRESS_STREET")
def street_only(ctx: Context) -> Value:
    """The street and number alone."""
    return labelled("LOCATION_ADDRESS_STREET", street(ctx, home(ctx).country))


@provides("LOCATION_ADDRESS", "noisy", share=1)
def noisy(ctx: Context) -> Value:
    """Badly typed: commas missing, odd separators, small letters or capitals."""
    where = home(ctx)
    mark = ctx.pick((" ", " ", " - ", "\n", ",", " , ", " / ", "; ", " | "))
    parts: Parts = [("LOCATION_ADDRESS_STREET", street(ctx, where.country)), mark]
    parts += _town(ctx, where, comma=ctx.pick((" ", ",", " , ", ", ")))
    if ctx.chance(0.15):
        parts += [mark, ("LOCATION_COUNTRY", _country(ctx, where.country))]
    value = joined("LOCATION_ADDRESS", parts)
    roll = ctx.rng.random()
    text = value.text.lower() if roll < 0.5 else value.text.upper() if roll < 0.65 else value.text
    return Value(text, value.spans) if len(text) == len(value.text) else value


@provides("LOCATION_COUNTRY")
def country(ctx: Context) -> str:
    """A country's name."""
    if ctx.key in ctx.places:
        return _country(ctx, ctx.places[ctx.key].country)
    if ctx.chance(0.3):
        return _country(ctx, ctx.country)
    return _country(ctx, ctx.pick(pairs(ctx.lang, "countries"))[0])

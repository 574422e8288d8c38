"""Organisations, built from patterns or known ones."""
# ruff: noqa: E501 (tables of forms)

from __future__ import annotations

from training.generator.values.base import Context, provides, terms
from training.generator.values.geography import states
from training.generator.values.places import city
from training.generator.values.pools import made_up, names


def _surname(ctx: Context) -> str:
    return ctx.pick(names(ctx.country if ctx.chance(0.7) else "*").family)


def _town(ctx: Context) -> str:
    return city(Context(ctx.rng, lang=ctx.lang, country=ctx.country))


def _state(ctx: Context) -> str:
    return ctx.pick(tuple((states(ctx.country) or states("US")).values()))


_FIRST = (
    "Nova",
    "Apex",
    "Blue",
    "Green",
    "Bright",
    "Quantum",
    "Vertex",
    "Lumi",
    "Cyber",
    "Terra",
    "Aero",
    "Hydro",
    "Omni",
    "Poly",
    "Inno",
    "Astra",
    "Zen",
    "Flux",
    "Core",
    "Pulse",
    "Echo",
    "Iron",
    "Silver",
    "Red",
    "North",
    "Sun",
    "Moon",
    "Sky",
    "Data",
    "Cloud",
    "Pixel",
    "Swift",
    "True",
    "Open",
    "Deep",
    "Clear",
    "Next",
    "Smart",
    "Prime",
    "Alpha",
    "Delta",
    "Giga",
    "Meta",
    "Neo",
    "Orbi",
    "Syn",
    "Trans",
    "Uni",
    "Velo",
    "Xen",
)
_SECOND = (
    "tech",
    "soft",
    "works",
    "labs",
    "ware",
    "gen",
    "dyne",
    "path",
    "stone",
    "wave",
    "core",
    "line",
    "link",
    "point",
    "bridge",
    "field",
    "forge",
    "grid",
    "leaf",
    "nest",
    "pay",
    "scape",
    "shift",
    "spark",
    "stack",
    "star",
    "stream",
    "vista",
    "ix",
    "ify",
    "ly",
    "ium",
    "ora",
    "io",
    "eon",
    "max",
    "tron",
    "via",
    "byte",
    "sys",
    "mart",
    "chem",
    "med",
    "net",
)


def _brand(ctx: Context) -> str:
    roll = ctx.rng.random()
    if roll < 0.5:
        return ctx.pick(_FIRST) + ctx.pick(
            (
                " " + ctx.pick(_SECOND).capitalize(),
                ctx.pick(_SECOND),
                ctx.pick(_SECOND),
                ctx.pick(_SECOND).capitalize(),
            )
        )
    if roll < 0.7:
        return made_up(ctx.rng)
    if roll < 0.8:
        return ctx.shape(ctx.pick(("@@@", "@@", "@@@@", "@&@", "@@&@", "@-@@")))
    return ctx.pick(terms("en", "handle-words")).capitalize() + ctx.pick(
        ("", "", " & " + ctx.pick(terms("en", "handle-words")).capitalize())
    )


def pattern(ctx: Context, text: str) -> str:
    """Fills `{s}` surname, `{t}` town, `{r}` region, `{b}` brand, `{g}` given name, `{n}` number."""
    while "{s}" in text:
        text = text.replace("{s}", _surname(ctx), 1)
    while "{b}" in text:
        text = text.replace("{b}", _brand(ctx), 1)
    if "{t}" in text:
        text = text.replace("{t}", _town(ctx))
    if "{r}" in text:
        text = text.replace("{r}", _state(ctx))
    if "{g}" in text:
        text = text.replace("{g}", ctx.pick(names(ctx.country).given))
    if "{n}" in text:
        text = text.replace("{n}", str(ctx.rng.randint(2, 180)))
    return text


def _kept(ctx: Context, kind: str) -> str:
    if ctx.key and ctx.key in ctx.orgs:
        return ctx.orgs[ctx.key]
    text = pattern(ctx, ctx.term(f"org-{kind}"))
    if ctx.key:
        ctx.orgs[ctx.key] = text
    return text


@provides("ORGANIZATION", "company", share=4)
def company(ctx: Context) -> str:
    """A business: known, of partners, with a legal form, made up."""
    text = _kept(ctx, "known" if ctx.chance(0.22) else "company")
    return text.upper() if not ctx.key and ctx.chance(0.03) else text


@provides("ORGANIZATION", "agency", share=1)
def agency(ctx: Context) -> str:
    """An authority, a department, the police."""
    return _kept(ctx, "agency")


@provides("ORGANIZATION", "court", share=0.6)
def court(ctx: Context) -> str:
    """A court."""
    return _kept(ctx, "court")


@provides("ORGANIZATION", "bank", share=0.7)
def bank(ctx: Context) -> str:
    """A bank or an insurer."""
    return _kept(ctx, "bank")


@provides("ORGANIZATION", "school", share=0.9)
def school(ctx: Context) -> str:
    """A school or a university."""
    return _kept(ctx, "school")


@provides("ORGANIZATION", "ngo", share=1.2)
def ngo(ctx: Context) -> str:
    """A charity, a union, a club, a church, a newspaper."""
    return _kept(ctx, "ngo")

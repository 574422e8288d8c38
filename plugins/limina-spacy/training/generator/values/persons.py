"""Persons: one draw, from which names, addresses and handles follow."""
# ruff: noqa: E501 (tables of forms)

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass

from training.generator.values.base import Context, terms
from training.generator.values.pools import LOCALES, ROMANISED, made_up, names

_TWO_SURNAMES = frozenset({"ES", "MX", "CO", "AR", "CL"})
_EVERYWHERE = (*LOCALES, *ROMANISED)
_PREFIXES = ("van der ", "de ", "von ", "O'", "Mc", "Mac", "de la ", "St. ", "Di ", "D'", "van ",
             "al-", "El ", "Ben ", "Fitz")  # fmt: skip
_SUFFIXES = (" Jr.", " Sr.", " III", " II", ", Jr.", " Jr")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody.

    Attributes:
        given: First name.
        family: Surname.
        middle: A middle name or an initial with its dot; empty for none.
        suffix: ` Jr.` or the like; mostly empty.
        handle: Login.
        domain: Of the mail address.
        mailbox: The part of the mail address before the sign.
    """

    given: str
    family: str
    middle: str
    suffix: str
    handle: str
    domain: str
    mailbox: str


def person(ctx: Context) -> Person:
    """The person of the slot's key, or a new one."""
    if ctx.key and ctx.key in ctx.persons:
        found = ctx.persons[ctx.key]
    else:
        found = _draw(ctx)
        if ctx.key:
            ctx.persons[ctx.key] = found
    ctx.last = found
    return found


def owner(ctx: Context) -> Person:
    """Whose mail address or login is wanted: that of the key, or often the last person."""
    if not ctx.key and ctx.last and ctx.chance(0.5):
        return ctx.last
    return person(ctx)


def _draw(ctx: Context) -> Person:
    rng = ctx.rng
    roll = rng.random()
    country = ctx.country
    if roll < 0.18:
        country = ctx.pick(_EVERYWHERE)
    elif roll < 0.45:
        country = "*"
    pool = names(country)
    given = made_up(rng) if ctx.chance(0.03) else ctx.pick(pool.given)
    family = made_up(rng) if ctx.chance(0.05) else ctx.pick(pool.family)
    roll = rng.random()
    if country in _TWO_SURNAMES and roll < 0.5:
        family = f"{family} {ctx.pick(pool.family)}"
    elif roll < 0.03:
        family = f"{family}-{ctx.pick(pool.family)}"
    elif roll < 0.06 and " " not in family:
        family = ctx.pick(_PREFIXES) + family
    elif roll < 0.075:
        given = f"{given}-{ctx.pick(pool.given)}" if ctx.lang != "en" else given
    middle = ctx.pick(pool.given)
    if ctx.chance(0.5):
        middle = middle[0] + ("." if ctx.chance(0.85) else "")
    suffix = ctx.pick(_SUFFIXES) if ctx.lang == "en" and ctx.chance(0.02) else ""
    return Person(
        given=given,
        family=family,
        middle=middle,
        suffix=suffix,
        handle=_handle(rng, given, family),
        domain=domain(ctx, family),
        mailbox=_mailbox(rng, given, family),
    )


def ascii_word(text: str) -> str:
    """Letters and digits of a text without accents, in small letters."""
    replaced = text.replace("ß", "ss").replace("ø", "o").replace("ł", "l").replace("Ø", "O")
    plain = unicodedata.normalize("NFKD", replaced).encode("ascii", "ignore").decode()
    return "".join(char for char in plain.lower() if char.isalnum())


def _mailbox(rng: random.Random, given: str, family: str) -> str:
    first, last = ascii_word(given) or "info", ascii_word(family) or "mail"
    number = str(rng.choice((rng.randint(1, 99), rng.randint(1950, 2010), rng.randint(100, 9999))))
    return rng.choice(
        (
            f"{first}.{last}", f"{first}.{last}", f"{first[0]}{last}", f"{first}{last}",
            f"{first}_{last}", f"{last}.{first}", f"{first}{last[0]}", f"{first}{number}",
            f"{last}{number}", f"{first[0]}.{last}", f"{first}-{last}", f"{first}.{last}{number}",
            f"{last}{first[0]}", first, last, f"{first[:3]}{last[:4]}{number}",
        )
    )  # fmt: skip


def _handle(rng: random.Random, given: str, family: str) -> str:
    first, last = ascii_word(given) or "user", ascii_word(family) or "name"
    word, other = rng.choice(terms("en", "handle-words")), rng.choice(terms("en", "handle-words"))
    number = str(rng.choice((rng.randint(1, 99), rng.randint(1970, 2012), rng.randint(100, 9999))))
    return rng.choice(
        (
            f"{first}{last}", f"{first}_{last}", f"{first[0]}{last}", f"{first}{number}",
            f"{first}.{last}", f"{last}{number}", f"{word}_{first}", f"{first}_the_{word}",
            f"{word}{other}{number}", f"{word}.{other}", f"x{first}x", f"{word}-{number}",
            f"real{first}{last}", f"{first}{word}", f"{word}{number}", f"{first[0]}{last}{number}",
            f"{last}.{first[0]}", f"the{word}{other}", f"{first[:2]}{last[:4]}", f"__{word}__",
            f"{word.capitalize()}{other.capitalize()}", f"{first.capitalize()}{word.capitalize()}",
            f"{first[:3]}{rng.randint(10000, 99999)}", f"{last[:5]}{first[0]}", f"{first}{last[0]}",
        )
    )  # fmt: skip


_PUBLIC = {
    "en": ("gmail.com", "gmail.com", "yahoo.com", "outlook.com", "hotmail.com", "icloud.com",
           "aol.com", "protonmail.com", "live.com", "me.com", "comcast.net", "btinternet.com",
           "yahoo.co.uk", "rediffmail.com", "verizon.net", "msn.com", "gmx.com", "mail.com",
           "fastmail.com", "hey.com", "zoho.com", "shaw.ca", "bigpond.com", "example.com"),
    "de": ("gmx.de", "web.de", "t-online.de", "gmail.com", "freenet.de", "posteo.de", "gmx.at",
           "bluewin.ch", "outlook.de", "mailbox.org"),
    "fr": ("orange.fr", "free.fr", "laposte.net", "wanadoo.fr", "gmail.com", "sfr.fr", "yahoo.fr",
           "hotmail.fr", "videotron.ca", "outlook.fr"),
    "es": ("gmail.com", "hotmail.es", "yahoo.es", "telefonica.net", "outlook.es", "terra.es",
           "hotmail.com", "live.com.mx", "yahoo.com.mx", "correo.es"),
}  # fmt: skip
_ENDINGS = {
    "en": ("com", "com", "org", "net", "co.uk", "ca", "com.au", "io", "co", "edu", "gov", "ie",
           "in", "co.nz", "health", "info", "biz", "us", "ai", "dev", "ac.uk", "ngo", "tech"),
    "de": ("de", "de", "at", "ch", "com", "eu", "org", "net"),
    "fr": ("fr", "fr", "be", "ch", "ca", "com", "org", "net"),
    "es": ("es", "es", "com.mx", "com", "com.ar", "cl", "org", "net", "co"),
}  # fmt: skip


def domain(ctx: Context, seed: str = "") -> str:
    """A domain of a mail provider or of somebody's own."""
    if ctx.chance(0.55):
        return ctx.pick(_PUBLIC[ctx.lang])
    word = ascii_word(seed) if seed and ctx.chance(0.3) else ""
    word = word or ctx.pick(terms("en", "handle-words"))
    if ctx.chance(0.5):
        word += ctx.pick(("", "-")) + ctx.pick(
            ("group", "health", "law", "bank", "tech", "labs", "partners", "clinic", "media", "corp",
             "consulting", "solutions", "school", "works", "systems", "online", "foods", "energy",
             "design", "trade", "logistics", "studio", "capital", "care"))  # fmt: skip
    sub = ctx.pick(("mail.", "corp.", "eu.", "us.", "staff.")) if ctx.chance(0.06) else ""
    return f"{sub}{word}.{ctx.pick(_ENDINGS[ctx.lang])}"

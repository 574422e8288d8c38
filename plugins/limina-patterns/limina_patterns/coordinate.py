"""Latitude and longitude, as decimal degrees or in degrees, minutes and seconds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from limina_patterns.family import Family, Found
from limina_patterns.scan import Scan
from limina_patterns.words import phrases

_CUES = {
    "coordinate": phrases(
        """
        coordinate, coordinates, coords, gps, latitude, longitude, lat, lon, long, lng, latlng, lat
        long, geolocation, geo, position, located at, location, koordinaten, coordonnées,
        coordenadas, coordinate geografiche, coördinaten, coordinata, breite, länge, latitud,
        longitud, latitudine, longitudine, breitengrad, längengrad, geo uri, pin, waypoint
        """
    )
}

_PAIR = re.compile(
    r"""[0-9+-](?<![\w.,:/-][0-9+-])(?<![0-9]\][ ].)(?:(?<=[+-])[0-9])?[0-9]{0,2}
        \.(?P<first>[0-9]{2,15})[ ]?°?[ ]?[NS]?
        (?:[ ]?[,;/][ ]?|[ ]{1,2})
        (?P<second>[+-]?[0-9]{1,3}\.[0-9]{2,15})(?![0-9])[ ]?°?(?:[ ]?[EW](?!\w))?
        (?!\w|\.[0-9])(?P<more>[ ]?,[ ]?[+-]?[0-9])?""",
    re.VERBOSE,
)
_PAIR_HINT = re.compile(r"\.[0-9]{2,15}[ ,;/°NS]{1,4}[-+]?[0-9]{1,3}\.[0-9]{2}")
_KEYED = re.compile(
    r"""lat(?<![a-rt-z_]lat)(?:itude?)?["']?[ ]?[:=]?[ ]?["']?(?P<lat>[+-]?[0-9]{1,2}\.[0-9]{1,15})
        °?["']?[ ]?[,;&\n/]?[ ]?["']?(?:gps)?(?:lon|lng|long|longitude?)["']?[ ]?[:=]?[ ]?["']?
        (?P<lon>[+-]?[0-9]{1,3}\.[0-9]{1,15})(?![\w.])""",
    re.VERBOSE,
)
_WORDS = re.compile(
    r"breite[ :=]{1,3}(?P<lat>[+-]?[0-9]{1,2}[.,][0-9]{2,15})°?[ ,;\n]{1,3}länge[ :=]{1,3}"
    r"(?P<lon>[+-]?[0-9]{1,3}[.,][0-9]{2,15})(?![\w.])"
)
# Where nothing else can be meant: a geo address, a map's address, a point of well-known text.
_PREFIXED = re.compile(
    r"(?:geo:|/?@|[?&]q=|[?&]ll=|point ?\()(?P<pair>[+-]?[0-9]{1,3}\.[0-9]{3,15}[, ]["
    r" ]?[+-]?[0-9]{1,3}"
    r"\.[0-9]{3,15})(?![0-9])"
)
# The hemisphere first: N 59° 54.760' E 010° 45.132'
_LEADING = re.compile(
    r"[NS](?<!\w.)[ ]?[0-9]{1,2}[ ]?[°º][ ]?(?:[0-9]{1,2}(?:\.[0-9]{1,6})?['′]?["
    r" ]?(?:[0-9.]{1,8}[\"″])?[ ,]{0,2})?"
    r"[EWO][ ]?[0-9]{1,3}[ ]?[°º](?:[ ]?[0-9]{1,2}(?:\.[0-9]{1,6})?['′]?(?:[ ]?[0-9.]{1,8}[\"″])?)?"
)
_FRACTIONS = (
    r"""(?:[0-9]{1,2}(?:\.[0-9]{1,6})?[ ]?['′][ ]?"""
    r"""(?:[0-9]{1,2}(?:\.[0-9]{1,6})?[ ]?(?:["″]|''))?[ ]?)?"""
)
_DEGREES = re.compile(
    rf"""[0-9](?<![\w.,-][0-9])[0-9]{{0,2}}(?:\.[0-9]{{1,8}})?[ ]?[°º][ ]?
        {_FRACTIONS}[NSns](?![^\W_])[ ,;]{{0,3}}
        [0-9]{{1,3}}(?:\.[0-9]{{1,8}})?[ ]?[°º][ ]?
        {_FRACTIONS}[EWOewo](?![^\W_])""",
    re.VERBOSE,
)


def _find(scan: Scan) -> Iterator[Found]:
    if not scan.has_digit:
        return
    text = scan.text
    if "." in text:
        if _PAIR_HINT.search(text):
            for match in _PAIR.finditer(text):
                yield from _pair(scan, match)
        if "lat" in scan.lower or "breite" in scan.lower:
            for match in _KEYED.finditer(scan.lower):
                yield Found(*match.span("lat"), "LOCATION_COORDINATE", 0.95)
                yield Found(*match.span("lon"), "LOCATION_COORDINATE", 0.95)
            for match in _WORDS.finditer(scan.lower) if "breite" in scan.lower else ():
                yield Found(*match.span("lat"), "LOCATION_COORDINATE", 0.95, rule="keyed")
                yield Found(*match.span("lon"), "LOCATION_COORDINATE", 0.95, rule="keyed")
        if any(hint in scan.lower for hint in ("geo:", "@", "q=", "ll=", "point")):
            for match in _PREFIXED.finditer(scan.lower):
                yield Found(*match.span("pair"), "LOCATION_COORDINATE", 0.93, rule="prefixed")
    if "°" in text or "º" in text:
        for match in _LEADING.finditer(text):
            yield Found(*match.span(), "LOCATION_COORDINATE", 0.95, rule="leading")
        for match in _DEGREES.finditer(text):
            yield Found(*match.span(), "LOCATION_COORDINATE", 0.96)


def _pair(scan: Scan, match: re.Match[str]) -> Iterator[Found]:
    if match["more"]:
        # A third number: a vector, a table.
        return
    start, end = match.span()
    head = match[0][: match.start("second") - start]
    latitude = float(re.sub(r"[^0-9.+-]", "", head.rstrip(" ,;/°NS")))
    longitude = float(match["second"])
    if abs(latitude) > 90 or abs(longitude) > 180:
        return
    signed = bool(re.search(r"[°NSEW]", match[0]))
    places = min(len(match["first"]), len(match["second"].partition(".")[2]))
    if signed or scan.near(start, end, "coordinate", 40, 20):
        yield Found(start, end, "LOCATION_COORDINATE", 0.95)
    elif places >= 2 and re.search(r",[ ]?-|\A-", match[0]) and _alone(scan.text, start, end):
        yield Found(start, end, "LOCATION_COORDINATE", 0.7, rule="alone")
    elif places >= 4 and "," in match[0] and max(abs(latitude), abs(longitude)) > 10:
        before = scan.text[max(0, start - 3) : start]
        if not re.search(r"[0-9],[ ]?\Z|[=\[][ ]?\Z", before):
            yield Found(start, end, "LOCATION_COORDINATE", 0.8)


def _alone(text: str, start: int, end: int) -> bool:
    """Whether a line holds nothing else."""
    return text[max(0, start - 1) : start] in ("", "\n") and text[end : end + 1] in ("", "\n")


FAMILY = Family("coordinate", frozenset({"LOCATION_COORDINATE"}), _find, _CUES)

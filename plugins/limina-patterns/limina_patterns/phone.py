"""Telephone and fax numbers, extensions included.

Three sources: the North American shape, whether assigned or not (documentation uses 555 and 123);
numbers in international form and in the national form of the regions at hand, judged by
phonenumbers; and short local forms and bare extensions where the words beside them say what they
are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

import phonenumbers

from limina_patterns.family import Family, Found
from limina_patterns.scan import Scan
from limina_patterns.words import phrases

#: Regions whose national forms are tried if the configuration names none.
DEFAULT_REGIONS = ("US", "CA", "GB", "IE", "AU", "NZ")

#: Regions tried before the configured ones when a document is in the language.
_REGIONS_OF: Mapping[str, tuple[str, ...]] = {
    "cs": ("CZ",), "da": ("DK",), "de": ("DE", "AT", "CH"), "es": ("ES", "MX"), "fi": ("FI",),
    "fr": ("FR", "BE", "CH"), "it": ("IT",), "ja": ("JP",), "nl": ("NL", "BE"), "no": ("NO",),
    "pl": ("PL",), "pt": ("PT", "BR"), "ro": ("RO",), "ru": ("RU",), "sv": ("SE",), "uk": ("UA",),
}  # fmt: skip

_CUES = {
    "phone": phrases(
        """
        phone, phone number, phone no, telephone, telephone number, tel, cell, cell phone,
        cellphone, cell number, mobile, mobile number, mobile phone, mob, fax, fax number, contact
        number, hotline, helpline, landline, whatsapp, voicemail, pager, ph, sms, toll free,
        callback number, my number, your number, his number, her number, their number, telefon,
        telefonnummer, rufnummer, handynummer, mobil, téléphone, portable, numéro de téléphone,
        teléfono, telefono, móvil, movil, celular, cellulare, telefoon, telefoonnummer, mobiel,
        telefone, telemóvel, tfno, tlf, telf, teléf, tél, fon, fone, телефон, тел
        """
    ),
    "dial": phrases(
        """
        call, calls, calling, called, dial, dialed, text me, text us, texted, ring, reach, reached,
        contact, callback, anrufen, appeler, llamar, chiamare, bellen, ligar
        """
    ),
    "extension": phrases(
        """
        ext, extension
        """
    ),
}

_EXTENSION = (
    r"(?:,?[ ]?(?:ext(?:ension)?\b\.?|x)[ ]?:?[ ]?[0-9]{1,6}(?![0-9])"
    r"|[ ]?\#[ ]?[0-9]{1,6}(?![0-9]))?"
)
# First a character class, then what may not stand before it: so the scan skips other text at full
# speed.
_START = r"(?<![\w+*-].)(?<![0-9][.,:/].)"
_END = r"(?!-?\w|[.,:][0-9])"

# `1`, `+1` or `001` may stand in front; the area code may stand in parentheses.
_NANP = re.compile(
    rf"""[0-9+(]{_START}(?:
        (?:(?<=\+)1[-. ]?|(?<=0)01[-. ])(?:\([0-9]{{3}}\)[- ]?|[0-9]{{3}}[-./ ]?)
      | (?<=1)(?:[-. ]?\([0-9]{{3}}\)[- ]?|[-. ][0-9]{{3}}[-./ ]?)
      | (?<=\()[0-9]{{3}}\)[ ]?[-/]?[ ]?
      | (?<=[0-9])[0-9]{{2}}[-./ ]
    )[0-9]{{3}}[-. ]?[0-9]{{4}}(?![0-9]){_EXTENSION}{_END}""",
    re.VERBOSE | re.IGNORECASE,
)
_VANITY = re.compile(
    rf"1{_START}[-. ]8(?:00|33|44|55|66|77|88)[-. ](?=[0-9-]{{0,8}}[A-Z])"
    r"[0-9A-Z][0-9A-Z-]{5,9}[0-9A-Z]\b"
)
_INTERNATIONAL = re.compile(
    rf"\+{_START}\(?[1-9][0-9]{{0,3}}\)?(?:[-. /()]{{0,3}}[0-9]){{6,13}}(?![0-9]){_EXTENSION}"
    rf"(?!\w)",
    re.IGNORECASE,
)
_NATIONAL = re.compile(
    rf"[(0-9]{_START}(?:[-. /()]{{0,2}}[0-9]){{5,14}}(?![0-9]){_EXTENSION}{_END}", re.IGNORECASE
)
_LOCAL = re.compile(rf"[0-9]{_START}[0-9]{{2}}[-. ]?[0-9]{{4}}{_END}")
_EXTENSION_ALONE = re.compile(r"\.?[ ]?:?[ ]?(?:x|no\.?[ ])?[0-9]{2,6}(?![\w-]|\.[0-9])")
_SHORT = re.compile(r"x(?<!\wx)[0-9]{2,6}(?![\w-]|\.[0-9])")
# "TRL 615.478.0000" is money.
_AMOUNT_BEFORE = re.compile(r"(?:[$€£]|\b(?:EUR|USD|GBP|TRL|TRY|IDR|VND|CHF|CAD|AUD))[ ]?\Z")
# An area code begins with neither 0 nor 1; without a word for a telephone that is asked for.
_AREA = re.compile(r"\A(?:\+?1[-. ]?|001[-. ])?\(?[2-9]")
_GROUP_END = re.compile(r"[0-9](?=[-. /()])")
_SEPARATOR = re.compile(r"[-. /()]")
_DECIMAL = re.compile(r"[0-9]\.[0-9]+")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:[ .][0-9]{3})+")


def family(regions: Sequence[str] = DEFAULT_REGIONS) -> Family:
    """The family for a choice of regions.

    Args:
        regions: ISO 3166 codes whose national number forms count in any document.

    Raises:
        ValueError: A region that phonenumbers does not know.
    """
    unknown = sorted(set(regions) - phonenumbers.SUPPORTED_REGIONS)
    if unknown:
        raise ValueError(f"unknown telephone regions: {', '.join(unknown)}")
    chosen = tuple(dict.fromkeys(regions))

    def find(scan: Scan) -> Iterator[Found]:
        return _find(scan, chosen)

    return Family("phone", frozenset({"PHONE_NUMBER"}), find, _CUES)


def _find(scan: Scan, regions: Sequence[str]) -> Iterator[Found]:
    if not scan.has_digit:
        return
    text = scan.text
    starts = set()
    for match in scan.long_numbers(_NANP):
        for found in _nanp(scan, match):
            starts.add(found.start)
            yield found
    if "1-8" in text or "1 8" in text:
        for match in _VANITY.finditer(text):
            yield Found(*match.span(), "PHONE_NUMBER", 0.85)
    if "+" in text:
        for match in scan.long_numbers(_INTERNATIONAL):
            yield from _international(scan, match)
    yield from _national(scan, regions, starts)
    if scan.cues.of("phone") or scan.cues.of("dial"):
        for match in scan.long_numbers(_LOCAL):
            start, end = match.span()
            if scan.left(start, "phone", 32, clause=True) or scan.left(start, "dial", 12):
                yield Found(start, end, "PHONE_NUMBER", 0.85)
            elif scan.right(end, "phone", 12):
                yield Found(start, end, "PHONE_NUMBER", 0.8)
    for cue in scan.cues.of("extension"):
        number = _EXTENSION_ALONE.match(scan.lower, cue.end)
        if number is not None:
            yield Found(cue.start, number.end(), "PHONE_NUMBER", 0.7)
    for cue in scan.cues.of("phone"):
        number = _SHORT.search(scan.lower, cue.end, cue.end + 60)
        if number is not None:
            yield Found(*number.span(), "PHONE_NUMBER", 0.7)


def _context(scan: Scan, start: int, end: int) -> bool:
    return (
        scan.left(start, "phone", 40)
        or scan.left(start, "dial", 30, clause=True)
        or scan.right(end, "phone", 16)
    )


def _nanp(scan: Scan, match: re.Match[str]) -> Iterator[Found]:
    start, end = match.span()
    value = match[0]
    if _AMOUNT_BEFORE.search(scan.text, max(0, start - 5), start):
        return
    if _context(scan, start, end):
        score = 0.96
    elif _AREA.search(value) is None:
        return
    elif "-" in value or "(" in value or value.startswith("+"):
        score = 0.88
    elif _valid(value, ("US",)):
        score = 0.9
    elif "." in value:
        score = 0.75
    else:
        return
    yield Found(start, end, "PHONE_NUMBER", score)


def _international(scan: Scan, match: re.Match[str]) -> Iterator[Found]:
    start, end = match.span()
    value = match[0]
    length = _valid_length(value, (None,))
    if length:
        yield Found(start, start + length, "PHONE_NUMBER", 0.96)
        return
    separated = _SEPARATOR.search(value) is not None and sum(map(str.isdigit, value)) > 8
    if separated or _context(scan, start, end):
        yield Found(start, end, "PHONE_NUMBER", 0.75)


def _national(scan: Scan, regions: Sequence[str], found: Set[int]) -> Iterator[Found]:
    """Numbers in the national form of a region, other than those found at the given starts."""
    spoken = [region for language in scan.languages for region in _REGIONS_OF.get(language, ())]
    everywhere = tuple(dict.fromkeys((*spoken, *regions)))
    # A region without a trunk prefix: there a number in groups may start with any digit.
    open_plan = bool(set(everywhere) - set(DEFAULT_REGIONS))
    for match in scan.long_numbers(_NATIONAL):
        start, end = match.span()
        if start in found:
            continue
        value = match[0]
        if _DECIMAL.fullmatch(value):
            continue
        trunk = value.startswith(("0", "(0")) and _SEPARATOR.search(value) is not None
        grouped = open_plan and " " in value and not _THOUSANDS.fullmatch(value)
        context = _context(scan, start, end)
        if not (trunk or grouped or context):
            continue
        named = scan.left(start, "phone", 24, clause=True) or scan.left(start, "dial", 12)
        length = _valid_length(value, everywhere)
        if named and length < len(value) and 7 <= sum(map(str.isdigit, value)) <= 12:
            # A number of a region nobody asked for: better whole than cut where another's ends.
            yield Found(start, end, "PHONE_NUMBER", 0.8)
        elif length:
            score = 0.95 if context else 0.8 if trunk else 0.65
            yield Found(start, start + length, "PHONE_NUMBER", score)


def _valid_length(value: str, regions: Iterable[str | None]) -> int:
    """Length of the longest run of whole groups that is a valid number; 0 if there is none."""
    ends = [match.end() for match in _GROUP_END.finditer(value, 6)]
    for length in (len(value), *reversed(ends)):
        if _valid(value[:length], regions):
            return length
    return 0


def _valid(value: str, regions: Iterable[str | None]) -> bool:
    """Whether a value is a number of one of the regions; None stands for the international form."""
    for region in regions:
        try:
            number = phonenumbers.parse(value, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            return True
    return False

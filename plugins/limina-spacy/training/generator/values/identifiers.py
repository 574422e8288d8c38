"""Numbers that identify somebody or something."""
# ruff: noqa: E501 (tables of forms)

from __future__ import annotations

import itertools

from training.generator.values.base import Context, provides
from training.generator.values.national import identity, vat
from training.generator.values.spoken import say_digits

_LEADS = ("HZ", "AC", "CUST", "MEM", "PL", "POL", "ACC", "C", "CID", "REF", "SUB", "GL", "A", "UT",
          "MB", "LOY", "ACCT", "CN", "INS", "XK", "NW", "T", "KD", "BR", "FF")  # fmt: skip
_SHAPES = (
    "##########", "########", "######", "###-###-###", "%###-####", "@@-####-###", "@@######",
    "@#########", "####-####-####", "@@@-######", "###.###.###", "## ### ###", "@@##@@##",
    "%########-#", "######-@", "@@@#####", "##-####-##", "@##-#######", "#### #### ##", "####/##",
    "%####", "@-#####-#", "##########@", "^^^^^^^^", "^^^^-^^^^", "@@-##-@@-####", "%#######",
    "#######-##", "@####-####", "%##-##-####", "###-##-#", "%###", "############", "@@@@######",
    "##@####", "####-@@-##", "###### ## #", "@#@#@#@#",
)  # fmt: skip


def code(ctx: Context, leads: tuple[str, ...] = _LEADS) -> str:
    """Letters and digits in one of many shapes."""
    roll = ctx.rng.random()
    if roll < 0.25:
        mark = ctx.pick(("-", "", "-", " ", "_", "/", "#", "."))
        body = ctx.shape(ctx.pick(("%####", "######", "%#######", "####-##", "###-###", "20##-#####",
                                   "@####", "^^^^^^", "####-####", "##########")))  # fmt: skip
        return ctx.pick(leads) + mark + body
    if roll < 0.4:
        return "".join(ctx.shape(ctx.pick(("#", "#", "#", "#", "@", "##", "#-#")))
                       for _ in range(ctx.rng.randint(4, 12)))  # fmt: skip
    text = ctx.shape(ctx.pick(_SHAPES))
    return text.lower() if roll > 0.96 else text


@provides("ACCOUNT_NUMBER")
def account(ctx: Context) -> str:
    """Of a customer, member or policy."""
    return say_digits(ctx, ctx.shape("########")) if ctx.chance(0.03) else code(ctx)


@provides("HEALTHCARE_NUMBER")
def healthcare(ctx: Context) -> str:
    """Of a patient, a record or a health plan."""
    if ctx.chance(0.25):
        return ctx.pick((ctx.shape("### ### ####"), ctx.shape("####-###-###-@@"), ctx.shape("@@@ ## #####"),
                         ctx.shape("##########-@@"), ctx.shape("#@@#-@@#-@@##"), ctx.shape("@#########"),
                         ctx.shape("%#@#@@#@@##"), ctx.shape("#### ##### #")))  # fmt: skip
    if ctx.chance(0.15):
        return ctx.pick(("MRN", "MRN-", "MRN ", "HN", "PT-", "H")) + ctx.shape(
            ctx.pick(("######", "#######", "########", "####"))
        )
    return code(ctx, ("MRN", "PT", "HC", "MC", "H", "PHN", "UHID", "NHS", "BCBS", "XQ", "MED", "P"))


@provides("DRIVER_LICENSE")
def driver_license(ctx: Context) -> str:
    """Of the states and of other countries."""
    if ctx.chance(0.2):
        return code(ctx, ("DL", "D", "L", "LIC", "S"))
    return ctx.shape(ctx.pick((
        "@#######", "########", "@###-####-####", "@###-###-##-###-#", "@############", "#########",
        "@@######", "@##-##-####", "@####-#####-#####", "@###-###-###-###", "######-###", "##-###-###",
        "@@@@@######@@#@@", "@@@@@-######-@@#@@", "@@##-20######", "###@@####", "@@-###-####", "#########@",
        "@#### ##### #####", "@##########", "##@@@#####", "%#######", "B###@@##@#", "@######", "###-##-####",
    )))  # fmt: skip


@provides("PASSPORT_NUMBER")
def passport(ctx: Context) -> str:
    """Of many countries."""
    return ctx.shape(ctx.pick((
        "@#######", "@########", "#########", "@@######", "@@#######", "C@@##@@@#", "C^^^^^^^^", "##@@#####",
        "@@@######", "@@ ######", "P########", "E########", "G########", "@@@######@", "A#######", "PA#######",
        "L^^^^^^^^", "@##@#####", "### ### ###", "K#######", "X######", "@-#######",
    )))  # fmt: skip


@provides("SSN", "us", share=2)
def ssn(ctx: Context) -> str:
    """Of the United States."""
    return ctx.shape(ctx.pick(("###-##-####", "###-##-####", "###-##-####", "### ## ####", "#########",
                               "###.##.####", "xxx-xx-####", "XXX-XX-####", "***-**-####")))  # fmt: skip


@provides("SSN", "intl", share=1)
def ssn_other(ctx: Context) -> str:
    """Of other countries."""
    return identity(ctx)


@provides("SSN", "spoken", share=0.3)
def ssn_spoken(ctx: Context) -> str:
    """Said digit by digit."""
    pattern = {"en": "###-##-####", "fr": "%-##-##-##-###-###-##", "es": "########-@",
               "de": "##-######-@-###"}[ctx.lang]  # fmt: skip
    return say_digits(ctx, ctx.shape(pattern))


@provides("SSN", "plain", share=2)
def ssn_plain(ctx: Context) -> str:
    """The country's own most of the time."""
    return ssn(ctx) if ctx.country == "US" and ctx.chance(0.8) else identity(ctx)


def _luhn(digits: str) -> str:
    total = 0
    for index, char in enumerate(reversed(digits)):
        value = int(char) * (2 if index % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def _card(ctx: Context) -> str:
    head = ctx.pick(
        ("4###", "4###", "51##", "55##", "2221", "34##", "37##", "6011", "65##", "3528", "3056")
    )
    length = 15 if head[:2] in ("34", "37") else 16
    body = ctx.shape(head + "#" * (length - 5))
    return body + (_luhn(body) if ctx.chance(0.6) else ctx.shape("#"))


def _grouped(card: str, mark: str) -> str:
    cuts = (4, 10) if len(card) == 15 else (4, 8, 12)
    ends = [0, *cuts, len(card)]
    return mark.join(card[a:b] for a, b in itertools.pairwise(ends))


@provides("CREDIT_CARD", "plain", share=2)
def card(ctx: Context) -> str:
    """In one run, or any other way."""
    number = _card(ctx)
    return number if ctx.chance(0.5) else _grouped(number, ctx.pick(("-", " ", " ", ".", "  ")))


@provides("CREDIT_CARD", "dashed", share=1)
def card_dashed(ctx: Context) -> str:
    """In groups with dashes."""
    return _grouped(_card(ctx), "-")


@provides("CREDIT_CARD", "spaced", share=1)
def card_spaced(ctx: Context) -> str:
    """In groups with spaces."""
    return _grouped(_card(ctx), " ")


@provides("CREDIT_CARD", "spoken", share=0.4)
def card_spoken(ctx: Context) -> str:
    """Said digit by digit."""
    return say_digits(ctx, _grouped(_card(ctx), "-"))


@provides("CREDIT_CARD", "last4", share=0.5)
def card_last(ctx: Context) -> str:
    """All but the last digits hidden, or these alone."""
    four = ctx.shape("####")
    return ctx.pick((four, four, f"**** **** **** {four}", f"xxxx-xxxx-xxxx-{four}", f"****{four}",
                     f"XXXX {four}", f"•••• {four}", f"x{four}", f"...{four}"))  # fmt: skip


@provides("CREDIT_CARD_EXPIRATION", "slash", share=3)
def expiration(ctx: Context) -> str:
    """`05/28`"""
    month, year = ctx.rng.randint(1, 12), ctx.rng.randint(19, 36)
    return ctx.pick((f"{month:02}/{year}", f"{month:02}/{year}", f"{month}/{year}", f"{month:02}/20{year}",
                     f"{month:02}-{year}", f"{month:02} / {year}", f"{month:02}{year}", f"20{year}-{month:02}",
                     f"{month:02}.{year}"))  # fmt: skip


@provides("CREDIT_CARD_EXPIRATION", "words", share=1)
def expiration_words(ctx: Context) -> str:
    """`May 2028`, `four twenty-eight`"""
    from training.generator.values.dates import MONTHS  # a cycle at import otherwise
    from training.generator.values.spoken import words

    month, year = ctx.rng.randint(1, 12), ctx.rng.randint(22, 36)
    name = MONTHS[ctx.lang][month - 1]
    return ctx.pick((f"{name} 20{year}", f"{words(month, ctx.lang)} {words(year, ctx.lang)}",
                     f"{name} {words(2000 + year, ctx.lang)}", f"{name} {year}"))  # fmt: skip


@provides("CVV")
def cvv(ctx: Context) -> str:
    """Three digits or four."""
    digits = ctx.shape(ctx.pick(("###", "###", "###", "###", "####")))
    return say_digits(ctx, digits) if ctx.chance(0.08) else digits


_IBANS = {"DE": 18, "FR": 23, "ES": 20, "GB": 18, "IT": 23, "NL": 14, "BE": 12, "AT": 16, "CH": 17, "IE": 18,
          "PT": 21, "PL": 24, "SE": 20, "DK": 14, "NO": 11, "FI": 14, "CZ": 20, "HU": 24, "RO": 20, "GR": 23,
          "LU": 16, "HR": 17, "TR": 22, "SA": 20, "AE": 19, "IL": 19}  # fmt: skip
_BANK_LETTERS = {"GB": "@@@@", "NL": "@@@@", "IE": "@@@@", "RO": "@@@@", "IT": "@"}


@provides("BANK_ACCOUNT", "iban", share=1)
def iban(ctx: Context) -> str:
    """An IBAN, in groups or not, its check digits right most of the time."""
    country = ctx.country if ctx.country in _IBANS and ctx.chance(0.6) else ctx.pick(tuple(_IBANS))
    letters = _BANK_LETTERS.get(country, "")
    body = ctx.shape(letters + "#" * (_IBANS[country] - len(letters)))
    number = int("".join(str(int(char, 36)) for char in f"{body}{country}00"))
    check = f"{98 - number % 97:02}" if ctx.chance(0.7) else ctx.shape("##")
    text = country + check + body
    if ctx.chance(0.6):
        mark = ctx.pick((" ", " ", " ", "-"))
        text = mark.join(text[i : i + 4] for i in range(0, len(text), 4))
    return text.lower() if ctx.chance(0.03) else text


@provides("BANK_ACCOUNT", share=1)
def bank_account(ctx: Context) -> str:
    """A number of the bank's own."""
    text = ctx.shape(ctx.pick((
        "########", "##########", "############", "#########", "####-######", "##-####-#######-##", "#### ####",
        "%###########", "###-####-###", "#### #### ####", "########-#", "### ### ###", "#### #### ## ##########",
        "##-##-## ########", "###############", "####-#######-#", "#######", "xxxxxx####", "****####",
    )))  # fmt: skip
    return say_digits(ctx, ctx.shape("########")) if ctx.chance(0.04) else text


@provides("ROUTING_NUMBER")
def routing(ctx: Context) -> str:
    """Routing and transit numbers, sort codes, BICs."""
    first = ctx.pick(("01", "02", "03", "06", "07", "11", "12", "26", "31", "32"))
    return ctx.pick((
        first + ctx.shape("#######"), first + ctx.shape("#######"), first + ctx.shape("#######"),
        ctx.shape("##-##-##"), ctx.shape("######"), ctx.shape("#####-###"), ctx.shape("###-###"),
        ctx.shape("0########"), ctx.shape("@@@@0######"), ctx.shape("@@@@") + ctx.pick(tuple(_IBANS)) + ctx.shape("^^"),
        ctx.shape("@@@@") + ctx.pick(tuple(_IBANS)) + ctx.shape("^^XXX"), ctx.shape("########"),
    ))  # fmt: skip


@provides("VEHICLE_ID", "vin", share=1)
def vin(ctx: Context) -> str:
    """A chassis number."""
    letters = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789"
    body = "".join(ctx.pick(letters) for _ in range(8))
    head = ctx.pick(
        ("1HG", "WBA", "5FN", "JTD", "WVW", "1FT", "2T1", "VF1", "VSS", "KMH", "ZFA", "3VW", "5YJ")
    )
    return head + body + ctx.shape("######") if ctx.chance(0.8) else ctx.shape("@@@^^^^^^^^######")


@provides("VEHICLE_ID", "plate", share=1)
def plate(ctx: Context) -> str:
    """A licence plate."""
    home = {"de": ("@ @@ ###", "@@ @ ####", "@@-@@ ###", "@@@-@ ##", "@-@@ ####"),
            "fr": ("@@-###-@@", "@@ ### @@", "#### @@ ##"),
            "es": ("#### @@@", "####@@@", "@-####-@@", "####-@@@")}.get(ctx.lang, ())  # fmt: skip
    other = ("@@@ ####", "@@@-####", "#@@@###", "@@## @@@", "@@##@@@", "@@@ ###", "###-@@@", "@@@###", "@## @@@",
             "@@ #####", "@@-###-@@", "### @@ ###", "@@ ## @@ ####", "@@@@ ###", "##-@-#####", "###@@#", "@@@ ##@")  # fmt: skip
    return ctx.shape(ctx.pick(home if home and ctx.chance(0.8) else other))


def _hex(ctx: Context, length: int) -> str:
    return ctx.shape("~" * length)


@provides("NUMERICAL_PII", "mac", share=1)
def mac(ctx: Context) -> str:
    """A network card's address."""
    pairs = [_hex(ctx, 2) for _ in range(6)]
    text = ctx.pick((":".join(pairs), ":".join(pairs), "-".join(pairs), ".".join(
        "".join(pairs[i : i + 2]) for i in (0, 2, 4)), "".join(pairs)))  # fmt: skip
    return text.upper() if ctx.chance(0.4) else text


@provides("NUMERICAL_PII", "imei", share=0.7)
def imei(ctx: Context) -> str:
    """A telephone's number."""
    body = "35" + ctx.shape("############")
    number = body + _luhn(body)
    if ctx.chance(0.4):
        mark = ctx.pick(("-", " "))
        return mark.join((number[:2], number[2:8], number[8:14], number[14:]))
    return number


@provides("NUMERICAL_PII", "case", share=2)
def case(ctx: Context) -> str:
    """Of a case, a ticket, a bill."""
    if ctx.chance(0.5):
        return ctx.shape(ctx.pick((
            "%:##-cv-#####", "20##-@@-####", "##-#####", "@@##-#####", "20##/####", "##-###@@", "##CR####", "CV-20##-####",
            "INC#######", "###-####", "######", "20##-######", "% @ ###/##", "## O ###/##", "@-###/##", "#######", "C##-####",
            "###### ##", "%##-#### ##", "T-%###", "RG ##/#####", "####-####-####", "##@@#####", "SR-%####",
        )))  # fmt: skip
    return code(
        ctx, ("CASE", "INC", "TKT", "SR", "RF", "BILL", "INV", "CLM", "CL", "DKT", "FIR", "RMA")
    )


@provides("NUMERICAL_PII", "serial", share=1)
def serial(ctx: Context) -> str:
    """Of a device."""
    if ctx.chance(0.1):
        return vat(ctx)
    return ctx.shape(ctx.pick((
        "^^^^^^^^^^", "@@@##^^^^^", "S/N ########", "C@@@#####@@", "^^^^-^^^^-^^^^-^^^^", "SN########", "@#@#######", "F^^^^^^^^^^^",
        "@@@-########", "##-##-##-####", "DN^^^^^^", "###@@###@", "^^^^^-^^^^^",
    )))  # fmt: skip


@provides("NUMERICAL_PII", "cookie", share=0.7)
def cookie(ctx: Context) -> str:
    """Of a browser or a session."""
    return ctx.pick((
        _hex(ctx, 32), _hex(ctx, 16), f"GA1.2.{ctx.shape('%########')}.{ctx.shape('16########')}",
        f"{_hex(ctx, 8)}-{_hex(ctx, 4)}-4{_hex(ctx, 3)}-a{_hex(ctx, 3)}-{_hex(ctx, 12)}", ctx.shape("^?#?^?#@?^?#?@?#^?"),
        f"fb.1.{ctx.shape('16###########')}.{ctx.shape('%#########')}", _hex(ctx, 24), f"sess_{ctx.shape('^?^?#?@?#?')}",
    ))  # fmt: skip


@provides("NUMERICAL_PII", share=1)
def other_number(ctx: Context) -> str:
    """Any other number of somebody's."""
    return say_digits(ctx, ctx.shape("######")) if ctx.chance(0.06) else code(ctx)

"""Telephones, mail and web addresses, logins, passwords, files."""
# ruff: noqa: E501 (tables of forms)

from __future__ import annotations

from training.generator.values.base import Context, provides, terms
from training.generator.values.persons import ascii_word, domain, owner
from training.generator.values.spoken import say_address, say_digits

#: Calling code and groups of the national number, by country.
_PHONES = {
    "US": ("1", ("%##", "%##", "####")), "CA": ("1", ("%##", "%##", "####")),
    "GB": ("44", ("7###", "######")), "IE": ("353", ("8#", "###", "####")),
    "AU": ("61", ("4##", "###", "###")), "NZ": ("64", ("2#", "###", "####")),
    "IN": ("91", ("9####", "#####")), "ZA": ("27", ("8#", "###", "####")),
    "NG": ("234", ("80#", "###", "####")), "KE": ("254", ("7##", "######")),
    "GH": ("233", ("2#", "###", "####")), "PK": ("92", ("3##", "#######")),
    "PH": ("63", ("9##", "###", "####")), "SG": ("65", ("9###", "####")),
    "MY": ("60", ("1#", "###", "####")), "DE": ("49", ("1##", "#######")),
    "AT": ("43", ("6##", "#######")), "CH": ("41", ("7#", "###", "##", "##")),
    "FR": ("33", ("6", "##", "##", "##", "##")), "BE": ("32", ("4##", "##", "##", "##")),
    "NL": ("31", ("6", "########")), "ES": ("34", ("6##", "##", "##", "##")),
    "MX": ("52", ("55", "####", "####")), "AR": ("54", ("11", "####", "####")),
    "CO": ("57", ("3##", "###", "####")), "CL": ("56", ("9", "####", "####")),
    "IT": ("39", ("3##", "###", "####")), "PT": ("351", ("9##", "###", "###")),
    "BR": ("55", ("11", "9####", "####")), "PL": ("48", ("5##", "###", "###")),
    "SE": ("46", ("70", "###", "##", "##")), "NO": ("47", ("9##", "##", "###")),
    "DK": ("45", ("2#", "##", "##", "##")), "FI": ("358", ("40", "###", "####")),
    "CZ": ("420", ("6##", "###", "###")), "SK": ("421", ("9##", "###", "###")),
    "HU": ("36", ("30", "###", "####")), "RO": ("40", ("7##", "###", "###")),
    "HR": ("385", ("91", "###", "####")), "TR": ("90", ("5##", "###", "##", "##")),
    "GR": ("30", ("69##", "######")), "JP": ("81", ("90", "####", "####")),
    "CN": ("86", ("13#", "####", "####")), "KR": ("82", ("10", "####", "####")),
    "RU": ("7", ("9##", "###", "##", "##")), "UA": ("380", ("67", "###", "##", "##")),
    "IL": ("972", ("5#", "###", "####")), "AE": ("971", ("50", "###", "####")),
    "SA": ("966", ("5#", "###", "####")), "EG": ("20", ("10", "####", "####")),
}  # fmt: skip
_NORTH_AMERICA = frozenset({"US", "CA"})
_EXTENSIONS = (" ext. {n}", " ext {n}", " x{n}", "x{n}", " extension {n}", ", ext. {n}", " Ext: {n}",
               " #{n}")  # fmt: skip
_LANDLINES = {
    "GB": ("20 #### ####", "161 ### ####", "1### ######"), "DE": ("30 #######", "89 ######", "2## ######"),
    "FR": ("1 ## ## ## ##", "4 ## ## ## ##"), "ES": ("9## ### ###", "9# ### ## ##"),
    "AT": ("1 #######", "512 ######"), "IE": ("1 ### ####",), "AU": ("2 #### ####", "3 #### ####"),
    "IT": ("06 #######", "02 ########"), "NL": ("20 ### ####",), "CH": ("44 ### ## ##",),
}  # fmt: skip


def _country(ctx: Context) -> str:
    if ctx.country in _PHONES and ctx.chance(0.75):
        return ctx.country
    return ctx.pick(tuple(_PHONES))


def _local(ctx: Context, country: str) -> str:
    _, groups = _PHONES[country]
    if country in _NORTH_AMERICA:
        a, b, c = (ctx.shape(group) for group in groups)
        if ctx.chance(0.15):
            b = "555"
        return ctx.pick(
            (
                f"({a}) {b}-{c}", f"({a}) {b}-{c}", f"{a}-{b}-{c}", f"{a}-{b}-{c}", f"{a}.{b}.{c}",
                f"{a} {b} {c}", f"{a}{b}{c}", f"({a}){b}-{c}", f"1-{a}-{b}-{c}", f"{b}-{c}",
                f"{a}/{b}-{c}", f"({a}) {b} {c}", f"{a} {b}-{c}", f"1 {a} {b} {c}", f"({a}){b}{c}",
                f"1 ({a}) {b}-{c}", f"{a}-{b}{c}", f"{a} - {b} - {c}",
            )
        )  # fmt: skip
    if country in _LANDLINES and ctx.chance(0.4):
        filled = ctx.shape(ctx.pick(_LANDLINES[country])).split(" ")
    else:
        filled = [ctx.shape(group) for group in groups]
    trunk = "0" if country not in ("ES", "MX", "DK", "NO", "PL", "PT", "CZ", "SG", "IT") else ""
    mark = ctx.pick((" ", " ", " ", "-", "", ".", "/"))
    head, rest = trunk + filled[0], filled[1:]
    if ctx.chance(0.12):
        return f"({head}) {mark.join(rest)}"
    if mark == "/":
        return f"{head}/{''.join(rest)}"
    return mark.join([head, *rest])


def _international(ctx: Context, country: str) -> str:
    code, groups = _PHONES[country]
    filled = [ctx.shape(group) for group in groups]
    if country in _LANDLINES and ctx.chance(0.3):
        filled = ctx.shape(ctx.pick(_LANDLINES[country])).split(" ")
    mark = ctx.pick((" ", " ", " ", "-", "", "."))
    lead = ctx.pick(("+", "+", "+", "+", "00", "(+", "011 " if ctx.lang == "en" else "00"))
    head = f"{lead}{code}" + (")" if lead == "(+" else "")
    if ctx.chance(0.08):
        head += " (0)"
    joint = mark if not mark or ctx.chance(0.7) else " "
    if country in _NORTH_AMERICA and ctx.chance(0.3):
        return f"{head} ({filled[0]}) {filled[1]}-{filled[2]}"
    return head + joint + mark.join(filled)


@provides("PHONE_NUMBER", "plain", share=4)
def phone(ctx: Context) -> str:
    """Any way it is written."""
    country = _country(ctx)
    text = _international(ctx, country) if ctx.chance(0.3) else _local(ctx, country)
    if ctx.chance(0.05):
        text += _extension(ctx)
    return text


def _extension(ctx: Context) -> str:
    forms = {"en": _EXTENSIONS, "de": (" Durchwahl {n}", "-{n}", " App. {n}"),
             "fr": (" poste {n}", " p. {n}"), "es": (" ext. {n}", " extensión {n}")}[ctx.lang]  # fmt: skip
    return ctx.pick(forms).replace("{n}", ctx.shape(ctx.pick(("##", "###", "####", "#"))))


@provides("PHONE_NUMBER", "intl", share=1)
def phone_international(ctx: Context) -> str:
    """With the calling code."""
    return _international(ctx, _country(ctx))


@provides("PHONE_NUMBER", "local", share=1)
def phone_local(ctx: Context) -> str:
    """Without the calling code."""
    return _local(ctx, ctx.country if ctx.country in _PHONES else "US")


@provides("PHONE_NUMBER", "ext", share=0.4)
def phone_extension(ctx: Context) -> str:
    """With an extension."""
    country = ctx.country if ctx.country in _PHONES else "US"
    return _local(ctx, country) + _extension(ctx)


@provides("PHONE_NUMBER", "spoken", share=0.5)
def phone_spoken(ctx: Context) -> str:
    """Said digit by digit."""
    _, groups = _PHONES[ctx.country if ctx.country in _PHONES else "US"]
    return say_digits(ctx, "-".join(ctx.shape(group) for group in groups))


def _email(ctx: Context) -> str:
    if ctx.key and ctx.key not in ctx.people and ctx.key in ctx.orgs:
        word = ascii_word(ctx.orgs[ctx.key])[:18] or "office"
        box = ctx.pick(("info", "contact", "sales", "support", "hr", "office", "billing", "help"))
        return f"{box}@{word}.{ctx.pick(('com', 'org', 'net', 'co.uk', 'de', 'fr', 'es'))}"
    one = owner(ctx)
    return f"{one.mailbox}@{one.domain}"


@provides("EMAIL_ADDRESS", share=5)
def email(ctx: Context) -> str:
    """As it is written."""
    text = _email(ctx)
    roll = ctx.rng.random()
    if roll < 0.04:
        return text.replace("@", ctx.pick(("+news@", "+work@", "+shop@")))
    if roll < 0.07:
        return text.upper()
    return text.title().replace("@", "@") if roll < 0.09 else text


@provides("EMAIL_ADDRESS", "spoken", share=0.5)
def email_spoken(ctx: Context) -> str:
    """As it is dictated."""
    return say_address(ctx, _email(ctx))


@provides("EMAIL_ADDRESS", "spaced", share=0.3)
def email_spaced(ctx: Context) -> str:
    """Hidden from harvesters."""
    text = _email(ctx)
    at, dot = ctx.pick(((" @ ", "."), (" at ", " dot "), (" [at] ", "."), ("(at)", "."), ("[at]", "[dot]"),
                        (" @ ", " . "), (" AT ", " DOT "), (" (at) ", " (dot) ")))  # fmt: skip
    return text.replace("@", at).replace(".", dot)


def _host(ctx: Context) -> str:
    words = terms("en", "handle-words")
    name = ctx.pick(words) + ctx.pick(("", "", "-" + ctx.pick(words), ctx.pick(words)))
    if ctx.chance(0.3) and ctx.last:
        name = ascii_word(ctx.last.family) or name
    ending = ctx.pick(("com", "com", "org", "net", "io", "co.uk", "de", "fr", "es", "ca", "app",
                       "gov", "edu", "info", "ly", "me", "tv", "health", "com.au", "eu"))  # fmt: skip
    return f"{name}.{ending}" if ctx.chance(0.8) else domain(ctx)


def _path(ctx: Context) -> str:
    words = terms("en", "handle-words")
    pieces = [_segment(ctx, words) for _ in range(ctx.rng.randint(0, 3))]
    text = "/" + "/".join(pieces) if pieces else ctx.pick(("", "/"))
    if ctx.chance(0.2):
        text += f"?{ctx.pick(('id', 'q', 'ref', 'token', 'v', 'utm_source', 'uid'))}={ctx.shape('~~^##?')}"
    elif ctx.chance(0.1) and pieces:
        text += ctx.pick((".html", ".php", ".aspx", ".pdf"))
    elif ctx.chance(0.05):
        text += "#" + ctx.pick(words)
    return text


_SEGMENTS = [
    "about",
    "news",
    "login",
    "profile",
    "u",
    "id",
    "docs",
    "blog",
    "p",
    "status",
    "watch",
    "share",
    "view",
    "user",
    "2023/04",
    "en",
    "account",
]


def _segment(ctx: Context, words: tuple[str, ...]) -> str:
    return ctx.pick(
        (
            ctx.pick(words),
            ctx.shape("%###"),
            f"{ctx.pick(words)}-{ctx.pick(words)}",
            ctx.pick(_SEGMENTS),
            ctx.shape("^~?@~^#"),
        )
    )


@provides("URL", share=3)
def url(ctx: Context) -> str:
    """With its scheme."""
    scheme = ctx.pick(("https://", "https://", "https://www.", "http://", "http://www.", "ftp://"))
    port = f":{ctx.shape('%###')}" if ctx.chance(0.04) else ""
    return scheme + _host(ctx) + port + _path(ctx)


@provides("URL", "bare", share=1.5)
def url_bare(ctx: Context) -> str:
    """Without one."""
    return ctx.pick(("www.", "www.", "", "", "m.", "blog.", "app.")) + _host(ctx) + _path(ctx)


@provides("URL", "spoken", share=0.3)
def url_spoken(ctx: Context) -> str:
    """As it is dictated."""
    lead = ctx.pick(("", "", "www."))
    text = (
        lead + _host(ctx) + (f"/{ctx.pick(terms('en', 'handle-words'))}" if ctx.chance(0.3) else "")
    )
    return say_address(ctx, text)


@provides("IP_ADDRESS", "v4", share=3)
def ip4(ctx: Context) -> str:
    """Version 4, now and then with a mask or port."""
    rng = ctx.rng
    head = ctx.pick((("10",), ("192", "168"), ("172", str(rng.randint(16, 31))), (), (), ()))
    parts = [*head, *(str(rng.randint(1 if not head else 0, 254)) for _ in range(4 - len(head)))]
    return ".".join(parts) + (f"/{rng.choice((8, 16, 24, 28, 32))}" if ctx.chance(0.03) else "")


@provides("IP_ADDRESS", "v6", share=1)
def ip6(ctx: Context) -> str:
    """Version 6, whole or shortened."""

    def group() -> str:
        return ctx.shape(ctx.pick(("~~~~", "~~~~", "~~~", "~")))

    roll = ctx.rng.random()
    if roll < 0.4:
        text = ":".join(group() for _ in range(8))
    elif roll < 0.7:
        text = f"2001:db8:{group()}::{group()}"
    else:
        text = f"fe80::{group()}:{group()}:{group()}:{group()}"
    return text.upper() if ctx.chance(0.1) else text


@provides("IP_ADDRESS", share=1)
def ip(ctx: Context) -> str:
    """Of either version."""
    return ip4(ctx) if ctx.chance(0.75) else ip6(ctx)


@provides("USERNAME", share=2)
def username(ctx: Context) -> str:
    """A login."""
    text = owner(ctx).handle
    return f"@{text}" if ctx.chance(0.15) else text


@provides("USERNAME", "handle", share=1)
def handle(ctx: Context) -> str:
    """With the sign before it."""
    return f"@{owner(ctx).handle}"


@provides("PASSWORD")
def password(ctx: Context) -> str:
    """From weak to random."""
    words = terms("en", "handle-words")
    word, other = ctx.pick(words), ctx.pick(words)
    sign = ctx.pick(("!", "#", "$", "@", "*", "?", "%", "&", "!!", "_", "-"))
    digits = ctx.shape(ctx.pick(("%", "##", "###", "19##", "20##", "####")))
    letters = "".join(ctx.pick("abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789!#$%&*?-_+")
                      for _ in range(ctx.rng.randint(7, 18)))  # fmt: skip
    return ctx.pick(
        (
            f"{word.capitalize()}{digits}{sign}", f"{word}{digits}", f"{word}{other}{digits}",
            f"{word.capitalize()}{sign}{other.capitalize()}{digits}", letters, letters, letters,
            ctx.shape("####"), ctx.shape("######"), f"{word}-{other}-{ctx.pick(words)}-{ctx.pick(words)}",
            f"{digits}{sign}{word}", word.replace("a", "@").replace("o", "0").replace("e", "3") + digits,
            "hunter2", "qwerty" + digits, "P@ssw0rd" + digits, "letmein" + sign, "password" + digits,
            ctx.shape("^^^^-^^^^-^^^^"), f"sk_live_{ctx.shape('^?^?#?^?^?#?^?#')}", f"{word}{sign}{digits}",
            f"{word.upper()}{digits}{other}", f"iloveyou{digits}", f"{digits}{word.capitalize()}{digits}",
        )
    )  # fmt: skip


_EXTENSION = ("pdf", "docx", "xlsx", "jpg", "png", "txt", "csv", "zip", "mp4", "pptx", "doc", "json",
              "xml", "log", "tar.gz", "py", "wav", "jpeg", "HEIC", "bak", "sql", "eml", "rtf", "mov")  # fmt: skip


@provides("FILENAME")
def filename(ctx: Context) -> str:
    """A file or a path."""
    words = terms("en", "handle-words")
    kind = ctx.pick(("report", "invoice", "scan", "resume", "cv", "contract", "notes", "IMG", "backup",
                     "budget", "passport", "tax_return", "export", "letter", "agreement", "minutes",
                     "Lebenslauf", "facture", "contrato", "photo", "DSC", "statement", "results"))  # fmt: skip
    mark = ctx.pick(("_", "-", "_", " ", "")) if ctx.chance(0.9) else "."
    owned = ctx.last.family if ctx.last and ctx.chance(0.4) else ctx.pick(words)
    mark = mark if mark != " " or ctx.chance(0.3) else "_"
    stem = mark.join(
        ctx.pick(
            ((kind, owned), (owned, kind), (kind, ctx.shape("20##")), (kind, ctx.shape("####")),
             (kind, owned, ctx.shape("20##")), (ctx.pick(words), "final"), (kind, "v%"), (ctx.pick(words),),
             (kind, ctx.shape("20##-0%-1#"), owned)))).replace("v%", ctx.shape("v%"))  # fmt: skip
    name = f"{stem.replace(chr(32), mark)}.{ctx.pick(_EXTENSION)}"
    roll = ctx.rng.random()
    if roll < 0.08:
        return f"C:\\Users\\{owner(ctx).handle}\\{ctx.pick(('Documents', 'Desktop', 'Downloads'))}\\{name}"
    if roll < 0.2:
        return f"/{ctx.pick(('home', 'var', 'Users', 'mnt', 'srv'))}/{ctx.pick(words)}/{name}"
    if roll < 0.28:
        return f"{ctx.pick(words)}/{ctx.shape('20##')}/{name}"
    if roll < 0.32:
        return f"./{ctx.pick(words)}/{name}"
    return name

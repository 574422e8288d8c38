"""E-mail addresses, URLs and user names: the same build from other words, on domains nobody has.

Every domain becomes one below `example.com`, `.org` or `.net`, which are reserved (RFC 2606). Names
of people in addresses and handles are exchanged as they are in the text.
"""

from __future__ import annotations

import re
import unicodedata

from limina_synthetic.ask import Ask
from limina_synthetic.draw import normal
from limina_synthetic.ip import ip_address
from limina_synthetic.names import name_word
from limina_synthetic.shapes import pseudo, redraw
from limina_synthetic.terms import Terms
from limina_synthetic.web_words import EXTENSIONS, HOSTS, PATHS, ROLES, SPOKEN, TOP_LEVEL

_EMAIL = re.compile(r"([^\s@<>()\[\],;:\"]+)@([\w.\-]+|\[[\d.:a-fA-F]+\])")
_URL = re.compile(
    r"(?P<scheme>[A-Za-z][A-Za-z0-9+.\-]*://)?(?:(?P<user>[^\s/@?#]+)@)?"
    r"(?P<host>\[[0-9A-Fa-f:.]+\]|[^\s/:?#]+)(?P<port>:\d{1,5})?(?P<rest>[/?#].*)?",
    re.DOTALL,
)
_RUN = re.compile(r"(?P<escape>(?:%[0-9A-Fa-f]{2})+)|(?P<word>[^\W\d_]+)|(?P<digits>\d+)")
_HANDLE = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[^\W\d_]+|\d+")
_ROLES = Terms("mailbox", ROLES)
#: Letters without a decomposition, as they are written in ASCII.
_ASCII = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "æ": "ae", "Æ": "Ae", "œ": "oe", "đ": "d",
     "ð": "d", "þ": "th", "ı": "i", "ə": "e"}
)  # fmt: skip


def email(ask: Ask) -> str:
    """An e-mail address, also with a name around it or spelled out."""
    text = ask.text
    if "@" not in text:
        return spoken(ask)
    out: list[str] = []
    done = 0
    for match in _EMAIL.finditer(text):
        out += (local(ask, text[done : match.start()]), local(ask, match[1]), "@")
        out.append(host(ask, match[2]))
        done = match.end()
    out.append(local(ask, text[done:]))
    return "".join(out)


def local(ask: Ask, text: str) -> str:
    """The part before the @: names as in the text, roles for roles, other words made up."""
    if not text or text in ("mailto:", "<", ">", "<mailto:"):
        return text
    return re.sub(r"[^\W\d_]+|\d+", lambda match: word(ask, match[0]), text)


def word(ask: Ask, run: str) -> str:
    """A run of letters or of digits in an address: in ASCII if it was."""
    if run.isdecimal():
        return redraw(ask.draw("handle", run), run)
    known = _ROLES.known(ask, run)
    if known is not None:
        return known.upper() if run.isupper() and len(run) > 1 else known
    if len(run) > 2:
        new = name_word(ask, run)
        if new is not None:
            return to_ascii(new) if run.isascii() else new
    return pseudo(ask.draw("handle", run), run)


def to_ascii(text: str) -> str:
    """A word in plain letters, as mailboxes are written."""
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFD", text.translate(_ASCII))
    return "".join(letter for letter in plain if letter.isascii())


def spoken(ask: Ask) -> str:
    """An address in words, `john dot smith at example dot com`: what joins it stays."""

    def one(match: re.Match[str]) -> str:
        run = match[0]
        return run if normal(run) in SPOKEN or normal(run) in TOP_LEVEL else word(ask, run)

    return re.sub(r"[^\W\d_]+|\d+", one, ask.text)


def host(ask: Ask, name: str) -> str:
    """A domain below a reserved one, the same for the same domain whatever stands before it.

    Args:
        ask: Where to draw from.
        name: A host name or an address in figures.
    """
    if name[:1] == "[" or name[-1:].isdecimal():
        bare = name.strip("[]")
        return name.replace(bare, ip_address(ask.part(bare)))
    labels = name.rstrip(".").split(".")
    top = 1
    if len(labels) > 2 and len(labels[-1]) == 2 and (labels[-2].lower() in TOP_LEVEL):
        top = 2
    if len(labels) == 1:
        return pseudo(ask.draw("host", name), name) if name else name
    own, ending = labels[:-top], labels[-1].lower()
    known = [label for label in own[:-1] if label.lower() in HOSTS]
    others = [label for label in own if label not in known]
    draw = ask.draw("host", ".".join([*others, *labels[-top:]]))
    made = [_label(pseudo(draw, label)) for label in others]
    reserved = ending if ending in ("com", "org", "net") else draw.choice(("com", "org", "net"))
    shown = ".".join([*known, *made, "example", reserved])
    return shown.upper() if name.isupper() else shown


def _label(label: str) -> str:
    """A label that is short enough for a name of four, and in ASCII."""
    plain = "".join(c for c in to_ascii(label) if c.isalnum() or c == "-").strip("-")
    return (plain or "host")[:24].rstrip("-")


def url(ask: Ask) -> str:
    """An internet address: scheme, port and build stay."""
    text = ask.text
    match = _URL.fullmatch(text)
    if match is None or (match["scheme"] is None and "." not in match["host"]):
        return _rest(ask, text) if "/" in text else spoken(ask)
    user = match["user"]
    return "".join(
        (
            match["scheme"] or "",
            _rest(ask, user) + "@" if user else "",
            host(ask, match["host"]),
            match["port"] or "",
            _rest(ask, match["rest"] or ""),
        )
    )


def _rest(ask: Ask, text: str) -> str:
    """Path, query and fragment: words made up, but for those that tell nothing."""
    end = text.rfind(".")
    extension = text[end + 1 :].lower() if end >= 0 else ""

    def one(match: re.Match[str]) -> str:
        run = match[0]
        if match.lastgroup == "escape":
            return _escape(ask, run)
        if match.start() == end + 1 and extension in EXTENSIONS:
            return run
        return run if normal(run) in PATHS else word(ask, run)

    return _RUN.sub(one, text)


def _escape(ask: Ask, run: str) -> str:
    """Percent-encoded bytes: signs of ASCII stay, bytes of letters are redrawn as such."""
    draw = ask.draw("escape", run)

    def one(match: re.Match[str]) -> str:
        value = int(match[1], 16)
        if 0x80 <= value < 0xC0:
            return f"%{0x80 + draw.below(0x40):02X}"
        if value < 0x80 and chr(value).isalnum():
            return "%" + format(ord(pseudo(draw, chr(value))), "02X")
        return match[0]

    return re.sub(r"%([0-9A-Fa-f]{2})", one, run)


def username(ask: Ask) -> str:
    """A login, user name or handle."""
    return _HANDLE.sub(lambda match: word(ask, match[0]), ask.text)


def filename(ask: Ask) -> str:
    """Name or path of a file: folders everybody has and the extension stay."""
    text = ask.text
    new = _rest(ask, text)
    if normal(new) != normal(text):
        return new
    stem, dot, extension = text.rpartition(".")
    if extension.lower() not in EXTENSIONS:
        stem, dot, extension = text, "", ""
    return pseudo(ask.draw("file"), stem) + dot + extension

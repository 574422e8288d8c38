"""User names, handles, passwords, PINs and keys.

A handle shows itself by its @; everything else needs a word before it, and a phrase that gives a
value and does not talk about one: "the password is wrong" gives none, `password: str` is code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from limina_patterns.cues import Cue
from limina_patterns.family import Family, Found
from limina_patterns.scan import Scan
from limina_patterns.words import phrases, words

_CUES = {
    "username": phrases(
        """
        username, user name, login, login name, login id, user id, userid, screen name, screenname,
        handle, account name, logon, logon name, benutzername, nutzername, nom d'utilisateur,
        identifiant, nombre de usuario, usuario, nome utente, gebruikersnaam, nome de usuário,
        twitter, instagram, skype, telegram, gamertag, discord
        """
    ),
    "password": phrases(
        """
        password, passwd, pwd, pass, passcode, pass code, passphrase, passwort, kennwort, mot de
        passe, contraseña, clave, wachtwoord, senha, palavra passe, parola d'ordine, secret key, api
        key, access key, access token, auth token, api token, security answer, private key,
        encryption key, wifi password, wi fi password, wpa key, wifi key, wi fi key, wlan key,
        network key, network password, client secret, app secret, consumer secret, api secret,
        shared secret, webhook secret, signing key, wlan passwort, clave wifi, clé wifi, código de
        acceso
        """
    ),
    "pin": phrases(
        """
        pin, pin code, pin number, pin no, pincode, security pin, atm pin, card pin, pin is, access
        code, unlock code, door code, gate code, alarm code, entry code, secret code, geheimzahl,
        code pin, código pin
        """
    ),
}

_HANDLE = re.compile(r"@(?<![\w.@/+-]@)[A-Za-z_](?:[\w.]{0,38}\w)(?![\w@/(-]|\.\w|:\w)")
_NOT_HANDLES = words(
    """
    all app apple author available before bean beforeeach aftereach here channel charset class
    classmethod click component configuration controller cached column const contextmanager
    dataclass decorator default deprecated descr description doc endif entity enum everyone example
    exception extends extend fixture font function generated getter group host id ignore implements
    import include inherit inheritdoc injectable inject input interface internal internals item jsx
    keyframes layer link listener license lru_cache media method mixin mixins mock module morning ms
    named namespace ngmodule noon notnull nullable once output overload override package page param
    parameter parameters parametrize path pathvariable post postconstruct private property
    propertysource protected provides public put py pytest readonly ref repository rest
    restcontroller return returns root route schema see selector service setter since site static
    staticmethod suppresswarnings staticproperty supports synchronized table task template test
    testid theme throws throw title to todo torch track transactional transition try type typedef
    types use using value var variable version viewchild virtual warning wraps yield night midnight
    home work school the
    """
)
# A value follows a sign, a copula or a quote.
_GIVES = re.compile(
    r"(?:[\"')\]]{0,2}[ \t]*(?:[:=]|=>|->)[ \t]*"
    r"|[ \t]+(?:is|was|are|as|lautet|ist|est|es|è|é)[ \t]*:?[ \t]+"
    r"|[ \t]*[#-][ \t]+|[ \t]+(?=[\"'`]))(?P<quote>[\"'`]?)"
)
# A password that looks like one needs neither: "with password hunter2".
_DIRECT = re.compile(
    r"[ \t]+(?=[^\s0-9]*[A-Za-z][^\s0-9]*[0-9]|[0-9]+[^\s0-9]*[A-Za-z]"
    r"|[A-Za-z]+[#!$%*&][A-Za-z])(?P<quote>)"
)
_NAME = re.compile(r"[\w.@+-]{3,64}")
_TOKEN = re.compile(r"[^\s\"'`<>,;]{3,128}+")
_QUOTED = {quote: re.compile(rf"[^{quote}\n]{{1,128}}(?={quote})") for quote in "\"'`"}
# Calls, subscripts, templates and placeholders.
_CODE = re.compile(
    r"\A(?:\$\{|\{\{|<|\[|\(|[%$]\w*\Z|\*+\Z|\.{2,}|x{3,}\Z)|::"
    r"|\A[A-Za-z_][\w.]*(?:\(.*\)|\[.*\]?|\([A-Za-z_.]*)\Z"
    r"|\A(?:self|os|this|config|env|process|request|req|settings|args|options|params|ctx|user|data"
    r"|form|secrets|input)\.[A-Za-z_]",
    re.IGNORECASE,
)
_NO_VALUES = words(
    """
    a about above account address again already also always an and any are as at available bad be
    because been being below blank bool boolean both bytes but by can case change changed char chars
    correct could default did different do does done either empty encrypted entered exactly expired
    expires failed false few fine for forgotten from given going good has hash hashed have he her
    hidden his how i if ignored in incorrect int integer invalid is it its just kept known last
    least like long lost made many mandatory masked match matches missing more must my name needed
    needs never new nil no none not null now number object of off ok old on one only optional or our
    out password passwords permitted please private protected random redacted recommended required
    reset right safe same saved secret secure see sensitive sent set she short should similar simple
    so some stored str string strong such temporary text than that the their them then there they
    this to too true type undefined unique unknown unset until updated used user username using
    usually valid value variable varchar very void was weak we were what when where which who will
    with without wrong you your yours either username/password incorrect ist nicht falsch incorrecta
    obligatorio requis
    """
)
_KEY = re.compile(
    r"(?<![\w-])(?:AKIA[0-9A-Z]{16}|ASIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36,76}"
    r"|github_pat_\w{30,90}"
    r"|sk-(?:proj-|ant-)?[A-Za-z0-9_-]{20,160}|[sr]k_(?:live|test)_[A-Za-z0-9]{16,64}"
    r"|xox[abprs]-[A-Za-z0-9-]{10,80}|AIza[0-9A-Za-z_-]{35}|glpat-[0-9A-Za-z_-]{20}"
    r"|eyJ[A-Za-z0-9_-]{10,2000}\.[A-Za-z0-9_-]{10,4000}\.[A-Za-z0-9_-]{10,400})(?![\w-])"
)
_KEY_HINTS = words(
    "AKIA ASIA ghp_ gho_ ghu_ ghs_ ghr_ github_pat_ sk- k_live_ k_test_ xox AIza glpat- eyJ"
)
_PIN = re.compile(
    r"[ \t]*(?:(?:is|was|code|number|no|for|of|to|my|the|your|his|her|card|account|phone|door|bank"
    r"|gate|de|la|mi|tarjeta|es|ist|lautet|est)\b[ \t.]*){0,6}[:=#]?[ \t]*\"?([0-9]{4,8})"
    r"(?![\w-]|[.,][0-9])"
)


def _find(scan: Scan) -> Iterator[Found]:
    text = scan.text
    if "@" in text:
        for match in _HANDLE.finditer(text):
            yield from _handle(scan, match)
    for cue in scan.cues.of("username"):
        yield from _given(scan, cue, "USERNAME")
    for cue in scan.cues.of("password"):
        yield from _given(scan, cue, "PASSWORD")
    for cue in scan.cues.of("pin"):
        pin = _PIN.match(text, cue.end)
        if pin is not None:
            yield Found(*pin.span(1), "PASSWORD", 0.9)
    if any(hint in text for hint in _KEY_HINTS):
        for match in _KEY.finditer(text):
            yield Found(*match.span(), "PASSWORD", 0.9)


def _handle(scan: Scan, match: re.Match[str]) -> Iterator[Found]:
    start, end = match.span()
    name = match[0][1:].lower()
    if name in _NOT_HANDLES or len(name) < 2:
        return
    # Alone on its line it is a decorator, an annotation or a tag of a comment.
    line = scan.text[scan.text.rfind("\n", 0, start) + 1 : start].strip(" \t*/#-+")
    if not line and scan.text[end : end + 1] in ("\n", "(", "") and len(scan.text) > end:
        return
    yield Found(start, end, "USERNAME", 0.9 if scan.near(start, end, "username") else 0.8)


def _given(scan: Scan, cue: Cue, label: str) -> Iterator[Found]:
    gives = _GIVES.match(scan.text, cue.end)
    if gives is None and label == "PASSWORD":
        gives = _DIRECT.match(scan.text, cue.end)
    if gives is None:
        return
    quote = gives["quote"]
    value = (_QUOTED[quote] if quote else _TOKEN).match(scan.text, gives.end())
    if value is None:
        return
    sign = bool(quote) or any(mark in gives[0] for mark in ":=#")
    # Behind a sign an exclamation mark is part of the secret, in a sentence it ends it.
    word = value[0] if quote else value[0].rstrip(".:" if sign else ".!?:")
    if len(word) < 3 or word.lower() in _NO_VALUES or _CODE.search(word):
        return
    telling = not word.isalpha() or not (word.islower() or word.istitle())
    start, end = value.start(), value.start() + len(word)
    if label == "PASSWORD":
        if sign or telling or _at_end(scan.text, end):
            yield Found(start, end, label, 0.92 if telling else 0.8)
    elif _NAME.fullmatch(word) and not word.isdigit():
        named = "name" in scan.lower[cue.start : cue.end]
        if telling or sign:
            yield Found(start, end, label, 0.88 if telling else 0.8)
        elif named and _at_end(scan.text, end):
            yield Found(start, end, label, 0.75)


def _at_end(text: str, end: int) -> bool:
    """Whether a clause ends behind the value, so that it is not the first word of a phrase."""
    return re.compile(r"\s*(?:[.,;!?)\n]|\Z|and\b|but\b)").match(text, end) is not None


FAMILY = Family("login", frozenset({"USERNAME", "PASSWORD"}), _find, _CUES)

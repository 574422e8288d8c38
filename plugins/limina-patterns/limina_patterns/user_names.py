"""Names of accounts where no sign gives them away: in logs, in commands, behind the name of a
service, and as the word behind `user name` in other languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from limina_patterns.family import Family, Found
from limina_patterns.scan import Scan
from limina_patterns.words import phrases, words

_CUES = {
    "user_word": phrases(
        """
        username, user name, screen name, screenname, login name, user id, userid, benutzername,
        nutzername, benutzerkennung, nom d'utilisateur, identifiant, nombre de usuario, usuario,
        nome utente, utente, gebruikersnaam, nome de usuário, usuário, pseudo, github user, gitlab
        user, twitter user, reddit user, discord user, account name
        """
    ),
    "user_log": phrases("user, for, invalid user, login, logged in as, session for, usr, su, sudo"),
    "service": phrases(
        """
        snapchat, tiktok, twitch, steam, xbox, psn, mastodon, threads, insta, ig, skype, discord,
        telegram, twitter, instagram, github, gitlab, reddit, linkedin, signal, wechat, kik, bluesky
        """
    ),
}

_NAME = r"[A-Za-z_][\w.-]{1,38}(?<![.-])"
# "usuario mperez": a word that no sentence would go on with.
_WORD = re.compile(
    rf"[ \t]+(?P<name>{_NAME})(?=[ \t]*(?:[.,;!?)\n]|\Z|\band\b|\bund\b|\by\b|\bet\b))"
)
# "user kli from 10.0.0.7", "login jsmith failed", "user anna and pass …".
_LOG = re.compile(
    rf"[ \t]+(?P<name>{_NAME})(?=[ ](?:"
    r"from[ ](?:[0-9]{1,3}\.[0-9]|host\b|ip\b|[0-9a-f]{0,4}:[0-9a-f:])|failed\b|succeeded\b"
    r"|logged[ ]|and[ ](?:pass|pwd|password)\b|with[ ](?:pass|pwd|password)\b|\(uid|by[ ]\(uid))"
)
_KEYED = re.compile(
    rf"(?<![\w.-])(?:user|usr|uname|login|owner|ruser|acct"
    rf"|logname)=\"?(?P<name>{_NAME})(?![\w.(-]|[/@])"
)
_COMMAND = re.compile(
    rf"(?<![\w-])(?:su[ ](?:-l?[ ])|sudo[ ]-u[ ]|useradd[ ](?:-m[ ])?|passwd["
    rf" ])(?P<name>{_NAME})(?![\w.(/-])"
)
_REDDIT = re.compile(r"(?<![\w/.])/?u/[A-Za-z][\w-]{2,20}(?![\w/-])")
_TAGGED = re.compile(r"(?<![\w#])[A-Za-z_][\w.]{1,31}#[0-9]{4}(?!\w)")
_SERVICE = re.compile(
    r"[ \t]*(?:user|id|name|handle|account)?[ \t]*[:=]["
    r" \t]*(?P<name>(?:live:)?[A-Za-z][\w.-]{2,31}(?<![.-]))"
    r"(?![\w/:@]|\.\w|[ ][a-z])"
)
_NO_NAMES = words(
    """
    a an and any are as at be been but by can cannot can't does from has have if in is it may must
    new no none not null of on or required should taken than that the their then they this to too
    true unknown valid was were will with without you your page form screen button field error
    attempts credentials experience interface manual agent story guide data input id ids name names
    password passwords email account accounts list table group groups vergessen falsch ungültig
    unbekannt obligatoire requis invalide inconnu no encontrado incorrecto inválido desconocido
    obligatorio sin richiesto errato obbligatorio mancante verplicht onbekend ongeldig vereist
    incorreto existe app final activo nuevo registrado existing current default empty missing
    incorrect failed forgotten example session sessions service server root_squash all everyone
    anybody users each every details
    """
)


def _find(scan: Scan) -> Iterator[Found]:
    text, lower = scan.text, scan.lower
    for cue in scan.cues.of("user_word"):
        yield from _named(_WORD.match(text, cue.end), 0.7, "word")
        yield from _named(_LOG.match(text, cue.end), 0.8, "log")
    for cue in scan.cues.of("user_log"):
        yield from _named(_LOG.match(text, cue.end), 0.8, "log")
    if "=" in text:
        for match in _KEYED.finditer(text):
            yield from _named(match, 0.85, "key")
    if "su " in lower or "sudo " in lower or "useradd " in lower or "passwd " in lower:
        for match in _COMMAND.finditer(text):
            yield from _named(match, 0.75, "command")
    if "u/" in lower:
        for match in _REDDIT.finditer(text):
            yield Found(*match.span(), "USERNAME", 0.8, rule="reddit")
    if "#" in text:
        for match in _TAGGED.finditer(text):
            near = scan.near(*match.span(), "service") or scan.near(*match.span(), "username")
            yield Found(*match.span(), "USERNAME", 0.9 if near else 0.4, rule="tagged")
    for cue in scan.cues.of("service"):
        yield from _named(_SERVICE.match(text, cue.end), 0.8, "service")


def _named(match: re.Match[str] | None, score: float, rule: str) -> Iterator[Found]:
    if match is not None and match["name"].lower() not in _NO_NAMES:
        yield Found(*match.span("name"), "USERNAME", score, rule=rule)


FAMILY = Family("user_names", frozenset({"USERNAME"}), _find, _CUES)

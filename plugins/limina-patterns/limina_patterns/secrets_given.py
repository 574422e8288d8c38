"""Secrets in the places where they are written down: in a web address, on a command line, as the
answer to a security question, as a phrase of several words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from limina_patterns.family import Family, Found
from limina_patterns.scan import Scan
from limina_patterns.words import phrases

_CUES = {
    "passphrase": phrases("passphrase, pass phrase, recovery phrase, seed phrase"),
    "security_question": phrases(
        "security question, security answer, secret question, secret answer, sicherheitsfrage,"
        " pregunta de seguridad, question secrète, question de sécurité"
    ),
}

_IN_URL = re.compile(r"://(?P<user>[^\s:/@?#]{1,64}):(?P<secret>[^\s/@?#]{3,128})@")
_CURL = re.compile(
    r"(?<=[ \t])(?:-u|--user)[ =]['\"]?(?P<user>[A-Za-z][\w.@-]{1,63}):(?P<secret>[^\s:'\"]{3,128})"
)
_PHRASE = re.compile(
    r"[\"')\]]?[ \t]*(?:[:=]|\bis\b)[ \t]*[\"']?(?P<secret>[a-z]{2,12}(?:[ -][a-z]{2,12}){2,23})"
    r"(?=[\"']?[ \t]*(?:[.,;]|\n|\Z))"
)
_ANSWER = re.compile(
    r"[^\n]{0,80}?\b(?:answer|antwort|respuesta|réponse)\b[)\"']{0,2}[ \t]*(?:is\b|[:=-])["
    r" \t]*[\"']?"
    r"(?P<secret>[\w'-]{2,32}(?:[ ][A-Z][\w'-]{1,31}){0,2})"
)


def _find(scan: Scan) -> Iterator[Found]:
    text = scan.text
    if "://" in text and "@" in text:
        for match in _IN_URL.finditer(text):
            yield Found(*match.span("secret"), "PASSWORD", 0.95, rule="url")
    if "-u " in text or "--user" in text:
        for match in _CURL.finditer(text):
            yield Found(*match.span("user"), "USERNAME", 0.85, rule="command")
            yield Found(*match.span("secret"), "PASSWORD", 0.9, rule="command")
    for cue in scan.cues.of("passphrase"):
        phrase = _PHRASE.match(text, cue.end)
        if phrase is not None:
            yield Found(*phrase.span("secret"), "PASSWORD", 0.85, rule="phrase")
    for cue in scan.cues.of("security_question"):
        answer = _ANSWER.match(
            text, cue.end - 7 if text[cue.start : cue.end].lower().endswith("answer") else cue.end
        )
        if answer is not None:
            yield Found(*answer.span("secret"), "PASSWORD", 0.85, rule="answer")


FAMILY = Family("secrets_given", frozenset({"PASSWORD", "USERNAME"}), _find, _CUES)

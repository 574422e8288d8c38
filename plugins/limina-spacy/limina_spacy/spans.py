"""From a recogniser's span to detections: trimming, form, and guards against what models make up.

Pure functions; they know labels and text, not spaCy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from limina_spacy import forms
from limina_spacy.groups import group_label
from limina_spacy.trimming import pieces, trim, trim_name

Found = tuple[int, int, str]

#: Spans of these labels are proper names: they hold a letter and, in scripts with case, a capital.
_PROPER = frozenset({"NAME", "LOCATION", "ORGANIZATION", "ORIGIN", "EVENT"})
#: Words of chats that small models take for names when capitalised or unknown.
_CHAT = re.compile(
    r"""(?: aha | ahh | argh | asap | aww | bff | boo | brb | bro | btw | bye | congrats | cont
        | cuz | damn | dm | dude | ff | fml | ftw | fyi | gonna | goodnight | gotta | grr | ha
        | haha | hahaha | hehe | hello | hey | hi | hmm | hmmm | huh | idk | ikr | imho | imma
        | imo | irl | jk | kinda | lmao | lmfao | lol | lolol | lool | mmm | naw | nah | nope | np
        | oh | okay | omfg | omg | oops | ooh | ouch | pls | plz | rip | rofl | rt | shh | smh
        | sooo | soo | sup | tbh | thanks | thx | tmi | ttyl | tweet | twitpic | ty | ugh | uh
        | um | umm | wanna | whoa | whoo | woohoo | wow | wtf | xd | xo | xoxo | xx | xxx | ya
        | yah | yay | yea | yeah | yep | yes | yo | yup
        )""",
    re.IGNORECASE | re.VERBOSE,
)
#: Names of fields, which small models take for organisations.
_FIELD = re.compile(
    r"""(?: aba | account | acct | address | age | bic | card | cc | ccn | cell | cvc | cvv | dl
        | dob | e-?mail | ein | exp | fax | iban | id | imei | ip | itin | mrn | nhs\ number
        | nino | npi | passport | password | phone | pin | postcode | pwd | sin | sort\ code | ssn
        | tel | tin | url | username | vat | vin | zip | zip\ code
        )(?:\ (?:number|no\.?|code|\#))?[:#]?""",
    re.IGNORECASE | re.VERBOSE,
)
#: What stands before an employer: `a software developer at`, `works for`.
_EMPLOYED = re.compile(
    r"""\b(?: work(?:s|ed|ing)? | employed | hired | intern(?:ed|ship)? | job | position | career
          | developer | engineer | manager | consultant | analyst | designer | director | officer
          | accountant | assistant | scientist | researcher | programmer | technician | salesman
          | clerk | nurse | teacher | cashier | driver | freelancer
        )s?\s+(?:\w+\s+)?(?: at | for )\s+\Z""",
    re.IGNORECASE | re.VERBOSE,
)
#: What stands before and behind an acronym that says what somebody is: `she is our CFO.`
_OFFICE = re.compile(
    r"\b(?:is|was|as|are|be|been|became|becomes)\s+(?:now\s+)?(?:our|my|your|his|her|their)"
    r"\s+(?:new\s+|former\s+|acting\s+|interim\s+)?\Z",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"[A-Z]{2,4}")
_CLAUSE_END = re.compile(r"\s*(?:[.,;:!?)]|\Z|(?:and|at|for|of|in|since|until)\b)")
_REACH = 60
_STRETCHED = re.compile(r"([A-Za-z])\1\1", re.IGNORECASE)
_VOWEL = re.compile(r"[AEIOUY]")
_ROMAN = re.compile(r"[IVXLCDM]+")


def detections(text: str, start: int, end: int, label: str, *, refine: bool) -> Iterator[Found]:
    """What to report for one span of the recogniser.

    Args:
        text: The document's text.
        start: First character, in code points.
        end: One past the last character.
        label: The Limina label the span's spaCy label is mapped to.
        refine: Whether form and context may change the label or reject the span.

    Yields:
        Start, end and label; nothing if the span is noise.
    """
    if start > 0 and text[start - 1] in "@#" and label != "LOCATION":
        return
    form = _FORMS.get(label) if refine else None
    cut = trim_name if label.startswith("NAME") else trim
    for first, last in pieces(text, start, end):
        a, b = cut(text, first, last)
        if a == b:
            continue
        if form:
            found = form(text, a, b)
            if found:
                yield found
        else:
            named = _refined(text, a, b, label) if refine else label
            if _plausible(text[a:b], named):
                yield a, b, named


def _refined(text: str, start: int, end: int, label: str) -> str:
    """A group by what it is, a place somebody works at as the employer, an office as what it is."""
    if label == "ORIGIN":
        return group_label(text[start:end])
    if label == "LOCATION" and _EMPLOYED.search(text, max(0, start - _REACH), start):
        return "ORGANIZATION"
    if (
        label == "ORGANIZATION"
        and _ACRONYM.fullmatch(text, start, end)
        and _OFFICE.search(text, max(0, start - _REACH), start)
        and _CLAUSE_END.match(text, end)
    ):
        return "OCCUPATION"
    return label


def _plausible(phrase: str, label: str) -> bool:
    """Whether a phrase can be what its label says: no symbol, field, chat word or noise."""
    letters = [c for c in phrase if c.isalpha()]
    if not letters:
        return any(c.isdigit() for c in phrase) and label not in _PROPER
    if label not in _PROPER:
        return True
    if len(phrase) == 1 and phrase.isascii():
        return False
    if any(c.islower() for c in letters) and not any(c.isupper() for c in letters):
        return False
    if _FIELD.fullmatch(phrase):
        return False
    if " " in phrase:
        return True
    if _CHAT.fullmatch(phrase) or (_STRETCHED.search(phrase) and not _ROMAN.fullmatch(phrase)):
        return False
    return not (label == "NAME" and _looks_like_code(phrase))


def _looks_like_code(word: str) -> bool:
    """`MH17`, `S2`, `FF`: capitals with digits, or few and without a vowel; but `LEE` is a name."""
    if not word.isupper() or not word.isascii():
        return False
    return any(c.isdigit() for c in word) or (len(word) <= 3 and not _VOWEL.search(word))


_FORMS = {"DATE": forms.date, "TIME": forms.time, "MONEY": forms.money}

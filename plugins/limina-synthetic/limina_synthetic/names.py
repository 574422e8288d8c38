"""Names of people: word by word, each by its role, so that a part has one stand-in everywhere.

`John` is exchanged alike in `John`, `John Smith` and `SMITH, JOHN`; gender is kept where Faker
knows it, and so are case, initials, titles, particles, hyphens and possessives.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from limina_synthetic.ask import Ask
from limina_synthetic.draw import normal
from limina_synthetic.letters import WORD, language_for, like, script_of
from limina_synthetic.name_lists import (
    EITHER,
    FEMALE,
    KANA,
    MALE,
    NameLists,
    family_form,
    gender_of,
    names_of,
    world,
)
from limina_synthetic.name_words import (
    CJK_SUFFIXES,
    PREFIXED,
    is_particle,
    is_suffix,
    is_title,
)
from limina_synthetic.shapes import redraw
from limina_synthetic.terms import Terms

GIVEN, FAMILY, KEPT, INITIAL = "given", "family", "kept", "initial"

_TOKEN = re.compile(rf"{WORD}(?:['’ʼ`]{WORD})*|\d+")
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)
_PREFIX = re.compile(r"^([OoDdLlMmNn])(['’])(?=\w)")
_ALPHABETS = {
    "Latn": "ABCDEFGHIJKLMNOPRSTVWYZ",
    "Cyrl": "АБВГДЕЖЗИКЛМНОПРСТФЭЮЯ",
    "Grek": "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΦΧΨΩ",
}
_INITIALS = {script: Terms(f"initial/{script}", letters) for script, letters in _ALPHABETS.items()}
_PREFIXED = {letter: Terms(f"family/{letter}'", own) for letter, own in PREFIXED.items()}
_CYRILLIC = ("ова", "ева", "ёва", "ина", "ына", "ая", "яя", "ська", "цька", "ска", "зька")
#: Language to the endings by which a family name tells a woman's form, and to the form of others.
_FEMALE_ENDINGS = {
    "ru": (_CYRILLIC, MALE), "bg": (_CYRILLIC, MALE), "mk": (_CYRILLIC, MALE),
    "uk": (_CYRILLIC, EITHER), "cs": (("ová", "á"), MALE), "sk": (("ová", "á"), MALE),
    "pl": (("ska", "cka", "dzka"), EITHER), "lt": (("ienė", "ytė", "aitė", "utė"), MALE),
    "lv": (("a", "e"), MALE),
}  # fmt: skip
_PATRONYMIC_FEMALE = ("овна", "евна", "ична", "івна", "ївна")
_PATRONYMIC_MALE = ("ович", "евич", "ич", "йович")


@dataclass(slots=True)
class _Part:
    """A word of a name."""

    start: int
    end: int
    text: str
    role: str = ""


def name(ask: Ask) -> str:
    """A person's name."""
    return _replace(ask, "")


def given_name(ask: Ask) -> str:
    """One or more given names."""
    return _replace(ask, GIVEN)


def family_name(ask: Ask) -> str:
    """One or more family names."""
    return _replace(ask, FAMILY)


def _replace(ask: Ask, role: str) -> str:
    text = ask.text
    parts = [_Part(match.start(), match.end(), match[0]) for match in _TOKEN.finditer(text)]
    _give_roles(parts, text, role, ask)
    pieces: list[str] = []
    done = 0
    for part in parts:
        pieces += (text[done : part.start], _word(ask, part, role))
        done = part.end
    pieces.append(text[done:])
    return "".join(pieces)


def _give_roles(parts: list[_Part], text: str, role: str, ask: Ask) -> None:
    names: list[_Part] = []
    for place, part in enumerate(parts):
        word = part.text
        last = place == len(parts) - 1
        if len(word) == 1 and word in "yei" and place > 0 and not last:
            part.role = KEPT
        elif len(word) == 1 and word.isalpha() and script_of(word) in _ALPHABETS:
            part.role = INITIAL
        elif (
            ((place or last) and is_suffix(word))
            or (not names and is_title(word))
            or (is_particle(word) and not last and (word.islower() or bool(names)))
            or (not names and not last and word.lower() in ("st", "saint", "sankt"))
        ):
            part.role = KEPT
        else:
            names.append(part)
    if not names:
        # Titles and degrees alone name somebody all the same: nothing of them may stay.
        names = [part for part in parts if part.role == KEPT]
    if role:
        for part in names:
            part.role = role
        return
    comma = text.find(",")
    if comma > 0 and any(p.start > comma for p in names) and any(p.end <= comma for p in names):
        for part in names:
            part.role = FAMILY if part.end <= comma else GIVEN
        return
    single = len(names) == 1 and not any(part.role == INITIAL for part in parts)
    titled = any(part.role == KEPT for part in parts[:1])
    for place, part in enumerate(names):
        last = place == len(names) - 1
        part.role = _role(part.text, last, single, titled, ask)


def _role(word: str, last: bool, single: bool, titled: bool, ask: Ask) -> str:
    bare = _POSSESSIVE.sub("", word)
    lists = names_of(_list_language(bare, ask.languages))
    folded = normal(bare)
    given = folded in lists.genders
    family = folded in lists.families
    if not given and not family:
        given = folded in world().genders
        family = folded in world().families
    if given != family:
        return GIVEN if given else FAMILY
    if single:
        return FAMILY if titled else GIVEN
    return FAMILY if last else GIVEN


def _list_language(word: str, languages: tuple[str, ...]) -> str:
    language = language_for(word, languages)
    return KANA if language == "ja" and script_of(word) == "Kana" else language


def _word(ask: Ask, part: _Part, role: str) -> str:
    word = part.text
    if part.role == KEPT:
        return word
    if word.isdecimal():
        return redraw(ask.draw("name"), word)
    if part.role == INITIAL:
        return initial(ask, word)
    if len(word) > 1 and script_of(word) in ("Hani", "Kana", "Hang"):
        return _east_asian(ask, word, role)
    possessive = _POSSESSIVE.search(word)
    tail = possessive[0] if possessive else ""
    body = word[: len(word) - len(tail)]
    prefix = _PREFIX.match(body)
    if prefix and len(body) > prefix.end() + 1:
        rest = body[prefix.end() :]
        terms = _PREFIXED.get(prefix[1].lower())
        new = terms.exchange(ask, rest) if terms else family_word(ask, rest)
        return prefix[0] + like(rest, new) + tail
    return (given_word if part.role == GIVEN else family_word)(ask, body) + tail


def initial(ask: Ask, letter: str) -> str:
    """An initial for an initial, in its case; of a script that has them."""
    new = _INITIALS[script_of(letter)].exchange(ask, letter)
    return new if letter.isupper() else new.lower()


def given_word(ask: Ask, word: str) -> str:
    """Exchange one given name, in its case and for one of the same gender."""
    language = _list_language(word, ask.languages)
    lists = names_of(language)
    if language in ("ru", "uk"):
        middle = _patronymic(ask, word, lists)
        if middle is not None:
            return like(word, middle)
    gender = gender_of(word, language)
    terms = lists.any_given if gender is None else lists.given[gender]
    return like(word, terms.exchange(ask, word))


def family_word(ask: Ask, word: str) -> str:
    """Exchange one family name, in its case and in the form of the same gender."""
    language = _list_language(word, ask.languages)
    lists = names_of(language)
    form = family_form(word, language)
    if form in (None, EITHER) and language in _FEMALE_ENDINGS:
        endings, otherwise = _FEMALE_ENDINGS[language]
        form = FEMALE if word.lower().endswith(endings) else otherwise
    return like(word, lists.family[form or EITHER].exchange(ask, word))


def _patronymic(ask: Ask, word: str, lists: NameLists) -> str | None:
    low = word.lower()
    for gender, endings in ((FEMALE, _PATRONYMIC_FEMALE), (MALE, _PATRONYMIC_MALE)):
        terms = lists.middle[gender]
        if len(terms) > 1 and (word in terms or low.endswith(endings)):
            return terms.exchange(ask, word)
    return None


def _east_asian(ask: Ask, word: str, role: str) -> str:
    """A name without a space: family name first, then the given name."""
    tail = next((s for s in CJK_SUFFIXES if word.endswith(s) and len(word) > len(s)), "")
    body = word[: len(word) - len(tail)]
    if role or len(body) < 2:
        return (given_word if role == GIVEN else family_word)(ask, body) + tail
    language = _list_language(body, ask.languages)
    families = names_of(language).families
    if body in families:
        return family_word(ask, body) + tail
    if body in names_of(language).genders:
        return given_word(ask, body) + tail
    cut = next((size for size in (3, 2, 1) if body[:size] in families), 0)
    if not 0 < cut < len(body):
        cut = 2 if language == "ja" and len(body) > 2 else 1
    return family_word(ask, body[:cut]) + given_word(ask, body[cut:]) + tail


def name_word(ask: Ask, word: str) -> str | None:
    """Exchange a word if it is a known name: as `name` would within the same document.

    Args:
        ask: Where to draw from.
        word: Letters alone.

    Returns:
        The word it is exchanged for, in its case; None if it is no known name.
    """
    lists = names_of(_list_language(word, ask.languages))
    folded = normal(word)
    if folded in lists.genders:
        return given_word(ask, word)
    if folded in lists.families:
        return family_word(ask, word)
    return None

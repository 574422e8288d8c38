"""Scripts, words and case: what letters look like in any writing, and nothing of what they mean."""

from __future__ import annotations

import re
from bisect import bisect_right

#: Vowel signs and other marks that belong to the letter before them, which `\w` leaves out.
MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963"
    "\u0981-\u0983\u09bc-\u09cd\u09d7\u0a01-\u0a03\u0a3c-\u0a4d\u0a70\u0a71\u0a81-\u0a83"
    "\u0abc-\u0acd\u0b01-\u0b03\u0b3c-\u0b57\u0b82\u0bbe-\u0bcd\u0bd7\u0c00-\u0c04\u0c3e-\u0c56"
    "\u0c81-\u0c83\u0cbc-\u0cd6\u0d00-\u0d03\u0d3b-\u0d4d\u0d57\u0d82\u0d83\u0dca-\u0ddf"
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u200c\u200d"
)
#: One letter of any script, marks included.
LETTER = rf"(?:[^\W\d_]|[{MARKS}])"
#: A run of letters.
WORD = rf"[^\W\d_]{LETTER}*"
_WORD = re.compile(WORD)

#: First code point to the script from there on; what is in no script is "".
_STARTS = (
    (0x0000, ""), (0x0041, "Latn"), (0x005B, ""), (0x0061, "Latn"), (0x007B, ""),
    (0x00AA, "Latn"), (0x00AB, ""), (0x00BA, "Latn"), (0x00BB, ""), (0x00C0, "Latn"),
    (0x00D7, ""), (0x00D8, "Latn"), (0x00F7, ""), (0x00F8, "Latn"), (0x02B9, ""),
    (0x0370, "Grek"), (0x0400, "Cyrl"), (0x0530, "Armn"), (0x0590, "Hebr"), (0x0600, "Arab"),
    (0x0700, ""), (0x0750, "Arab"), (0x0780, ""), (0x08A0, "Arab"), (0x0900, "Deva"),
    (0x0980, "Beng"), (0x0A00, "Guru"), (0x0A80, "Gujr"), (0x0B00, "Orya"), (0x0B80, "Taml"),
    (0x0C00, "Telu"), (0x0C80, "Knda"), (0x0D00, "Mlym"), (0x0D80, "Sinh"), (0x0E00, "Thai"),
    (0x0E80, ""), (0x10A0, "Geor"), (0x1100, "Hang"), (0x1200, ""), (0x1E00, "Latn"),
    (0x1F00, "Grek"), (0x2000, ""), (0x3005, "Hani"), (0x3008, ""), (0x3041, "Kana"),
    (0x3100, ""), (0x3130, "Hang"), (0x3190, ""), (0x31F0, "Kana"), (0x3200, ""),
    (0x3400, "Hani"), (0xA000, ""), (0xAC00, "Hang"), (0xD7B0, ""), (0xF900, "Hani"),
    (0xFB00, "Latn"), (0xFB07, ""), (0xFB1D, "Hebr"), (0xFB50, "Arab"), (0xFE00, ""),
    (0xFE70, "Arab"), (0xFF00, ""), (0xFF21, "Latn"), (0xFF3B, ""), (0xFF41, "Latn"),
    (0xFF5B, ""), (0xFF66, "Kana"), (0xFFA0, "Hang"), (0xFFE0, ""), (0x20000, "Hani"),
    (0x32000, ""),
)  # fmt: skip
_POINTS = tuple(point for point, _script in _STARTS)

#: ISO 639-1 code of a language to its script; Latin for all others.
LANGUAGE_SCRIPTS = {
    **dict.fromkeys(("ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "tg", "mn"), "Cyrl"),
    **dict.fromkeys(("ar", "fa", "ur", "ps", "ug", "sd"), "Arab"),
    **dict.fromkeys(("hi", "mr", "ne", "sa"), "Deva"),
    **dict.fromkeys(("bn", "as"), "Beng"),
    "el": "Grek", "he": "Hebr", "yi": "Hebr", "th": "Thai", "ka": "Geor", "hy": "Armn",
    "zh": "Hani", "ja": "Hani", "ko": "Hang", "ta": "Taml", "te": "Telu", "gu": "Gujr",
    "kn": "Knda", "ml": "Mlym", "pa": "Guru", "or": "Orya", "si": "Sinh",
}  # fmt: skip
#: The language taken for a script that none of the text's languages uses.
_HOMES = {
    "Latn": "en", "Cyrl": "ru", "Arab": "ar", "Deva": "hi", "Beng": "bn", "Grek": "el",
    "Hebr": "he", "Thai": "th", "Geor": "ka", "Armn": "hy", "Hani": "zh", "Kana": "ja",
    "Hang": "ko", "Taml": "ta", "Telu": "te", "Gujr": "gu", "Knda": "kn", "Mlym": "ml",
    "Guru": "pa", "Orya": "or", "Sinh": "si",
}  # fmt: skip


def script_of(text: str) -> str:
    """The script of the first letter, as ISO 15924 code; "" if there is none we know."""
    for character in text:
        if character.isalpha():
            script = _STARTS[bisect_right(_POINTS, ord(character)) - 1][1]
            if script:
                return script
    return ""


def language_for(text: str, languages: tuple[str, ...]) -> str:
    """The language a replacement is to be in.

    Args:
        text: What is replaced.
        languages: The document's languages, the likeliest first.

    Returns:
        The first of the languages that is written in the text's script; else the script's most
        likely one; English if there is no letter and no language.
    """
    script = "Latn" if text.isascii() else script_of(text)
    if script == "Latn":
        for language in languages:
            if language not in LANGUAGE_SCRIPTS:
                return language
        return "en"
    if not script:
        return languages[0] if languages else "en"
    for language in languages:
        written = LANGUAGE_SCRIPTS.get(language)
        if written == script or (script == "Kana" and language == "ja"):
            return language
    if script == "Cyrl" and any(letter in "іїєґІЇЄҐ" for letter in text):
        return "uk"
    if script == "Arab" and any(letter in "پچژگی" for letter in text):
        return "fa"
    if script == "Hani" and any("\u3041" <= letter <= "\u30ff" for letter in text):
        return "ja"
    return _HOMES[script]


def words_of(text: str) -> list[str]:
    """The runs of letters of a text."""
    return _WORD.findall(text)


def like(original: str, word: str) -> str:
    """Write one word in the case of another.

    ALL CAPITALS (two letters or more) and lower case carry over; a capital first letter capitalises
    the first letter and leaves the others.
    """
    if not word:
        return word
    if original.islower():
        return word.lower()
    if original.isupper():
        cased = sum(letter.isalpha() for letter in original)
        return word.upper() if cased > 1 else word[0].upper() + word[1:]
    if original[:1].isupper():
        return word[0].upper() + word[1:]
    return word


def like_phrase(original: str, phrase: str) -> str:
    """Write a phrase in the case of another one: capitals, lower case, Title Case or Sentence case.

    A phrase with capitals of its own (a proper name) keeps them unless the original is all lower
    case or all capitals.
    """
    words = _WORD.findall(original)
    if len(words) <= 1:
        return like(original if not words else words[0], phrase)
    letters = "".join(words)
    if letters.islower() or letters.isupper():
        return like(letters, phrase)
    if not words[0][:1].isupper() or (words[0].isupper() and len(words[0]) > 1):
        return phrase
    if all(word[:1].isupper() for word in words if len(word) > 3):
        return _WORD.sub(lambda match: _capital(match[0]), phrase)
    return _capital(phrase)


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]

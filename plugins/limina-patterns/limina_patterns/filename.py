"""Names of files and paths that lead to somebody: documents, pictures, archives, home directories.

Source files count only with a path: a traceback names many and none is personal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from limina_patterns.family import Family, Found
from limina_patterns.scan import Scan
from limina_patterns.trie import alternation
from limina_patterns.words import phrases, words

_CUES = {
    "file": phrases(
        """
        file, filename, file name, attachment, attached, document, scan, download, upload, photo,
        datei, fichier, archivo, bestand, arquivo, allegato, save as, saved as
        """
    )
}

_DOCUMENTS = words(
    """
    pdf doc docx docm dotx odt rtf txt xls xlsx xlsm xlsb ods csv tsv ppt pptx pptm odp epub mobi
    msg eml pst ost mbox vcf ics jpg jpeg png gif bmp tif tiff heic heif webp psd eps dwg dxf mp3
    mp4 m4a m4v wav aac flac ogg avi mov mkv wmv webm zip rar 7z tar gz tgz bz2 xz dmg iso bak accdb
    mdb kdbx gpg pgp pem p12 pfx ovpn dcm dta rdata parquet
    """
)
_SOURCES = words("json xml html htm md log sql db sqlite yaml yml ini conf cfg tex ipynb")

_ENDING = re.compile(rf"\.{alternation(_DOCUMENTS | _SOURCES)}(?![\w-]|\.\w)")
_PATH_REVERSED = re.compile(
    r"[\w.()%&+~@#=-]{1,120}+(?:[/\\][\w.()%&+~@#=$-]{0,80}+){0,20}+(?::[A-Za-z](?!\w))?"
)
_HOME = re.compile(
    r"/(?<![\w.:/]/)(?:home|Users)/(?!(?:Public|Shared|user|username)\b)[\w.-]{2,40}+"
    r"(?:/[\w.@+~-]{1,80}+){0,20}+"
)
_WINDOWS_HOME = re.compile(
    r":(?<=[A-Za-z]:)(?<!\w[A-Za-z]:)\\(?:Users|Documents and Settings)\\(?!Public\b)"
    r"[\w.-]{2,40}+(?:\\[\w.@+~-]{1,80}+){0,20}+"
)
# Names that cameras and systems give, with their spaces.
_SCREENSHOT = re.compile(
    r"(?:Screen ?Shot|Screenshot|Bildschirmfoto|Capture d’écran|Scan|Photo|New Document) "
    r"(?:[0-9][0-9.-]{1,11} (?:at|um|à|from)? ?)?\Z"
)


def _find(scan: Scan) -> Iterator[Found]:
    text = scan.text
    for match in _ENDING.finditer(scan.lower):
        yield from _file(scan, match)
    for pattern, before in ((_HOME, 0), (_WINDOWS_HOME, 1)):
        for match in pattern.finditer(text):
            start = match.start() - before
            yield Found(start, start + before + len(match[0].rstrip(".-")), "FILENAME", 0.85)


def _file(scan: Scan, ending: re.Match[str]) -> Iterator[Found]:
    text = scan.text
    head = text[max(0, ending.start() - 400) : ending.start()]
    name = _PATH_REVERSED.match(head[::-1])
    if name is None:
        return
    start = ending.start() - name.end()
    while text[start] in ".(-=&#%+@" and start < ending.start():
        start += 1
    quoted = _quoted(text, start, ending.end())
    spaced = _SCREENSHOT.search(text, max(0, start - 40), start)
    if quoted is None and spaced is not None:
        quoted = spaced.start()
    start = start if quoted is None else quoted
    value = text[start : ending.end()]
    if not any(map(str.isalnum, text[start : ending.start()])) or text[start - 1 : start] == "*":
        return
    path = "/" in value or "\\" in value
    near = scan.near(start, ending.end(), "file", 40, 20)
    if ending[0][1:] in _SOURCES and not near and not (path and _HOME.match(text, start)):
        # Source files are named everywhere; with their folders they may lead to somebody.
        if path and not value.startswith("//") and text[start - 3 : start] != "://":
            yield Found(start, ending.end(), "FILENAME", 0.6, rule="path")
        return
    if value.count(".") > 3 or (value[0].isdigit() and value.replace(".", "").isdigit()):
        return
    yield Found(start, ending.end(), "FILENAME", 0.92 if path or near else 0.88)


def _quoted(text: str, start: int, end: int) -> int | None:
    """Where a name with spaces begins, if quotes stand around it on one line."""
    closing = text[end : end + 1]
    if closing not in ('"', "'", "`"):
        return None
    opening = text.rfind(closing, max(0, start - 80), start)
    return opening + 1 if opening >= 0 and "\n" not in text[opening:start] else None


FAMILY = Family("filename", frozenset({"FILENAME"}), _find, _CUES)

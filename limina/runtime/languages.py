"""Which languages a text is written in, as `languages_detected` reports them.

A thin layer over py3langid: its classes become ISO 639-1 codes, dialects are counted with their
language, and what is too unlikely to report is left out. It knows nothing of requests or detectors.
"""

from __future__ import annotations

import io
import lzma
import math
import struct
from array import array
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, Protocol
from zipfile import ZIP_STORED, ZipFile

import numpy as np
from numpy.lib.format import read_array_header_1_0, read_magic
from numpy.typing import NDArray
from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier

#: Classes of the model without an ISO 639-1 code of their own, counted with the macrolanguage they
#: belong to (ISO 639-3 macrolanguage mappings).
MACROLANGUAGE = MappingProxyType(
    {"arz": "ar", "ary": "ar", "yue": "zh", "wuu": "zh", "uzs": "uz", "sdh": "ku", "ltg": "lv"}
)
#: The likeliest language is reported from this likelihood on (a uniform guess over the classes is
#: 0.007).
LEAST_FIRST = 0.05
#: A further language is reported from this likelihood on.
LEAST_FURTHER = 0.2

#: What is less likely adds nothing to any language.
NEGLIGIBLE = 0.0001

#: What stands before the contents of a file in a ZIP archive: so many bytes, the lengths of its
#: name and of what is said of it besides, and these two.
_FIXED: Final = 26
_NAME_AND_EXTRA: Final = struct.Struct("<HH")

NO_LANGUAGES: Mapping[str, float] = MappingProxyType({})


class LanguageDetector(Protocol):
    """Anything that names the languages of a text."""

    def detect(self, text: str) -> Mapping[str, float]:
        """ISO 639-1 codes to likelihoods in 0..1, the likeliest first; empty if there is no
        telling.
        """
        ...


class _Identifier(LanguageIdentifier):  # type: ignore[misc]
    """py3langid's identifier, without a ranking of the many languages that are out of question."""

    @classmethod
    def of_the_library(cls) -> _Identifier:
        """Read the model that comes with the library, all of it at once.

        `from_model_file` reads it piece by piece, and after each piece waits its turn again where
        other Python code runs beside it: seconds instead of a few tenths.
        """
        data = _stored(lzma.decompress((MODEL_DIR / MODEL_FILE).read_bytes()))
        return cls(
            data["ptc"].astype(np.float32),  # as numpy would with every row it needs
            data["pc"].copy(),
            data["classes"].tolist(),
            _as_array(data["nextmove"]),
            data["out_feat"].tolist(),
            norm_probs=True,
            tk_row=_as_array(data["nextmove_row"]),
        )

    def likelihoods(self, text: str) -> NDArray[np.float32]:
        """What `rank` gives, in the order of `nb_classes`; a language with two columns has its
        likelihood in the first one, and nothing in the other.
        """
        likelihoods: NDArray[np.float32] = self._decide(text)
        return likelihoods


def _stored(npz: bytes) -> dict[str, NDArray[Any]]:
    """The arrays of an uncompressed archive of numpy's, which stay where they are in it."""
    arrays = {}
    stream = io.BytesIO(npz)
    with ZipFile(stream) as archive:
        for member in archive.infolist():
            if member.compress_type != ZIP_STORED:
                raise ValueError("the model of the languages is compressed twice")
            name, extra = _NAME_AND_EXTRA.unpack_from(npz, member.header_offset + _FIXED)
            stream.seek(member.header_offset + _FIXED + _NAME_AND_EXTRA.size + name + extra)
            read_magic(stream)
            shape, _, dtype = read_array_header_1_0(stream)
            flat = np.frombuffer(npz, dtype, math.prod(shape), stream.tell())
            arrays[member.filename.removesuffix(".npy")] = flat.reshape(shape)
    return arrays


def _as_array(values: NDArray[np.unsignedinteger]) -> array[int]:
    """The same numbers, to be looked up one by one, which takes numpy longer."""
    out = array(values.dtype.char)
    out.frombytes(np.ascontiguousarray(values).data.cast("B"))
    return out


class LangidDetector:
    """py3langid's naive Bayes model over byte n-grams; loading takes about 0.4 s, most of it
    decompression, during which other Python code can run.
    """

    def __init__(self) -> None:
        self._identifier = _Identifier.of_the_library()
        languages = [MACROLANGUAGE.get(code, code) for code in self._identifier.nb_classes]
        self._languages = languages
        self._columns: dict[str, list[int]] = {}
        for column, language in enumerate(languages):
            if len(language) == 2:
                self._columns.setdefault(language, []).append(column)
        # Of a language that is to be reported, one column at least is as likely as this.
        self._least = LEAST_FIRST / max(map(len, self._columns.values()))

    def detect(self, text: str) -> Mapping[str, float]:
        """See `LanguageDetector.detect`. Linear in the text, about 10 million characters a
        second.
        """
        if not any(map(str.isalpha, text)):
            return NO_LANGUAGES
        likelihoods = self._identifier.likelihoods(text)
        columns = np.flatnonzero(likelihoods >= self._least).tolist()
        languages = {self._languages[column] for column in columns} & self._columns.keys()
        totals = ((language, self._total(likelihoods, language)) for language in languages)
        ranked = sorted(totals, key=lambda item: (-item[1], item[0]))
        first = {code: value for code, value in ranked[:1] if value >= LEAST_FIRST}
        return first | {code: value for code, value in ranked[1:] if value >= LEAST_FURTHER}

    def _total(self, likelihoods: NDArray[np.float32], language: str) -> float:
        """A language's likelihood with that of its dialects."""
        total = 0.0
        for likelihood in sorted(likelihoods[self._columns[language]].tolist(), reverse=True):
            if likelihood >= NEGLIGIBLE:
                total += likelihood
        return total

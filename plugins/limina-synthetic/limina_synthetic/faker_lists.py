"""Faker's lists by language, read straight off its providers' classes.

Nothing of Faker is ever run: no generator is made and no seed set. A provider is imported when its
language is first asked for, and only those named here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib import import_module
from typing import Any

#: Language to Faker's locales for it, the one that matters most first.
LOCALES: dict[str, tuple[str, ...]] = {
    "ar": ("ar_AA", "ar_DZ", "ar_PS", "ar_SA"), "az": ("az_AZ",), "bg": ("bg_BG",),
    "bn": ("bn_BD",), "bs": ("bs_BA",), "ca": ("es_CA",), "cs": ("cs_CZ",), "da": ("da_DK",),
    "de": ("de_DE", "de_AT", "de_CH"), "el": ("el_GR",),
    "en": ("en_US", "en_GB", "en_AU", "en_CA", "en_NZ"), "es": ("es_ES", "es_MX", "es_CO"),
    "et": ("et_EE",), "fa": ("fa_IR",), "fi": ("fi_FI",), "fr": ("fr_FR", "fr_CA", "fr_BE"),
    "ga": ("ga_IE",), "gu": ("gu_IN",), "ha": ("ha_NG",), "he": ("he_IL",), "hi": ("hi_IN",),
    "hr": ("hr_HR",), "hu": ("hu_HU",), "hy": ("hy_AM",), "id": ("id_ID",), "ig": ("ig_NG",),
    "is": ("is_IS",), "it": ("it_IT",), "ja": ("ja_JP",), "ka": ("ka_GE",), "ko": ("ko_KR",),
    "lt": ("lt_LT",), "lv": ("lv_LV",), "mk": ("mk_MK",), "mr": ("mr_IN",), "nb": ("no_NO",),
    "ne": ("ne_NP",), "nl": ("nl_NL", "nl_BE"), "no": ("no_NO",), "or": ("or_IN",),
    "pl": ("pl_PL",), "pt": ("pt_BR", "pt_PT"), "ro": ("ro_RO",), "ru": ("ru_RU",),
    "si": ("si_LK",), "sk": ("sk_SK",), "sl": ("sl_SI",), "sv": ("sv_SE",), "sw": ("sw",),
    "ta": ("ta_IN",), "th": ("th_TH",), "tl": ("fil_PH", "tl_PH"), "tr": ("tr_TR",),
    "uk": ("uk_UA",), "uz": ("uz_UZ",), "vi": ("vi_VN",), "yo": ("yo_NG",),
    "zh": ("zh_CN", "zh_TW"), "zu": ("zu_ZA",),
}  # fmt: skip
#: Further locales that only tell which names there are and whose they may be.
_FURTHER = ("en", "en_IE", "en_IN", "en_KE", "en_NG", "en_NZ", "fr_CH", "es_AR", "es_CL", "tw_GH")


@lru_cache(maxsize=512)
def provider(kind: str, locale: str) -> Any:
    """The provider class of a locale, or None if Faker has none.

    Args:
        kind: `person`, `address`, `company` or `job`.
        locale: One of those in this module.
    """
    name = f"faker.providers.{kind}.{locale}"
    try:
        return import_module(name).Provider
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        return None


def strings(kind: str, language: str, *attributes: str) -> Iterator[str]:
    """The strings of the first of the attributes that a locale has, over a language's locales.

    Args:
        kind: As for `provider`.
        language: ISO 639-1 code; an unknown one has no strings.
        attributes: Names of lists; the first one that is there counts.
    """
    for locale in LOCALES.get(language, ()):
        yield from own_strings(provider(kind, locale), attributes)


def own_strings(owner: Any, attributes: Iterable[str]) -> Iterator[str]:
    """The strings of the first attribute that is a list with anything in it."""
    for attribute in attributes:
        found = getattr(owner, attribute, None)
        if isinstance(found, list | tuple | set | dict) and len(found) > 2:
            items = sorted(found) if isinstance(found, set) else found
            yield from (item.strip() for item in items if isinstance(item, str) and item.strip())
            return


def person_providers() -> Iterator[Any]:
    """Every provider of names there is, English first."""
    locales = dict.fromkeys(
        ["en_US", "en", *(locale for own in LOCALES.values() for locale in own), *_FURTHER]
    )
    for locale in locales:
        found = provider("person", locale)
        if found is not None:
            yield found

"""Words for kinship and words that tie a person to a place, by language.

Forms of one word that differ by case or number stand side by side; those for several people also
in the second list. This module decides nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from limina.analysis.locality import FALLBACK_LANGUAGE


@dataclass(frozen=True, slots=True)
class RelationWords:
    """Words of the languages of a text, in small letters.

    Attributes:
        kin: Words for one relative.
        kin_plural: Words for several.
        foreign: Words before a word for kin by which it is not that of the person named last.
        links: Words that may stand between a word for kin and the relative's name.
        residence: Words by which a place belongs to a person.
    """

    kin: frozenset[str]
    kin_plural: frozenset[str]
    foreign: frozenset[str]
    links: frozenset[str]
    residence: frozenset[str]


_KIN: Final = {
    "en": """mother father mom mum dad parent son daughter child brother sister sibling twin
        husband wife spouse fiancé fiancée fiance fiancee uncle aunt cousin nephew niece
        grandmother grandfather grandma grandpa grandson granddaughter grandchild stepmother
        stepfather stepson stepdaughter stepbrother stepsister half-brother half-sister
        mother-in-law father-in-law son-in-law daughter-in-law brother-in-law sister-in-law
        godmother godfather ex-husband ex-wife widow widower""",
    "de": """mutter vater mama papa elternteil sohn tochter kind bruder schwester ehemann ehefrau
        gatte gattin verlobter verlobte onkel tante cousin cousine
        neffe nichte großmutter großvater oma opa enkel enkelin schwager schwägerin
        schwiegermutter schwiegervater schwiegersohn schwiegertochter stiefmutter stiefvater""",
    "fr": """mère père maman papa fils fille enfant frère sœur soeur mari épouse époux
        conjoint conjointe fiancé fiancée oncle tante cousin cousine neveu nièce
        grand-mère grand-père petit-fils petite-fille beau-frère belle-sœur beau-père belle-mère""",
    "es": """madre padre mamá papá hijo hija hermano hermana esposo esposa marido
        prometido prometida tío tía primo prima sobrino sobrina abuelo abuela nieto nieta
        cuñado cuñada suegro suegra padrastro madrastra""",
    "it": """madre padre mamma papà figlio figlia fratello sorella marito moglie
        coniuge fidanzato fidanzata zio zia cugino cugina nipote nonno nonna
        cognato cognata suocero suocera""",
    "pt": """mãe pai filho filha irmão irmã marido esposa esposo noivo noiva tio
        tia primo prima sobrinho sobrinha avô avó neto neta cunhado cunhada sogro sogra""",
    "nl": """moeder vader mama papa zoon dochter kind broer zus zuster echtgenoot
        echtgenote verloofde oom tante neef nicht grootmoeder grootvader oma opa kleinzoon
        kleindochter zwager schoonzus schoonmoeder schoonvader""",
}
_KIN_PLURAL: Final = {
    "en": """parents sons daughters children brothers sisters siblings twins uncles aunts
        cousins nephews nieces grandparents grandchildren grandsons granddaughters""",
    "de": "eltern söhne töchter kinder brüder schwestern geschwister großeltern enkelkinder",
    "fr": "parents fils filles enfants frères sœurs soeurs grands-parents petits-enfants",
    "es": "padres hijos hijas hermanos hermanas abuelos nietos",
    "it": "genitori figli figlie fratelli sorelle nonni nipoti",
    "pt": "pais filhos filhas irmãos irmãs avós netos",
    "nl": "ouders zonen dochters kinderen broers zussen grootouders kleinkinderen",
}
_FOREIGN: Final = {
    "en": "my our your",
    "de": "mein meine meinen meiner meinem unser unsere unseren unserer",
    "fr": "mon ma mes notre nos votre vos",
    "es": "mi mis nuestro nuestra nuestros nuestras tu tus",
    "it": "mio mia miei mie nostro nostra nostri tuo tua",
    "pt": "meu minha meus minhas nosso nossa",
    "nl": "mijn onze ons jouw uw",
}
_LINKS: Final = {
    "en": "of named called is was are were to",
    "de": "von namens heißt ist war des der",
    "fr": "de d nommé nommée appelé appelée est était du",
    "es": "de llamado llamada es era del",
    "it": "di chiamato chiamata è era",
    "pt": "de da do chamado chamada é era",
    "nl": "van genaamd heet is was",
}
_RESIDENCE: Final = {
    "en": """born from lives live lived living resides residing resided resident native moved
        relocated settled based residence home hometown raised""",
    "de": "geboren aus wohnt wohnhaft lebt stammt zog",
    "fr": "né née habite vit réside domicilié domiciliée originaire",
    "es": "nacido nacida nació vive reside residente natural radica",
    "it": "nato nata vive abita residente risiede originario originaria",
    "pt": "nascido nascida nasceu vive mora reside residente natural",
    "nl": "geboren woont woonachtig wonende afkomstig",
}


@lru_cache(maxsize=64)
def relation_words(languages: Sequence[str]) -> RelationWords:
    """The words of some languages; of English where none of them is known.

    Args:
        languages: ISO 639-1 codes, as a tuple.
    """
    known = tuple(language for language in languages if language in _KIN) or (FALLBACK_LANGUAGE,)

    def words(table: Mapping[str, str]) -> frozenset[str]:
        return frozenset(word for language in known for word in table[language].split())

    return RelationWords(*map(words, (_KIN, _KIN_PLURAL, _FOREIGN, _LINKS, _RESIDENCE)))

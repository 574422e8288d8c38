"""Tells nationalities, religions and political movements apart, which OntoNotes calls `NORP` alike.

The words are our own; a group that is in neither list is taken for an origin.
"""

from __future__ import annotations

import re

_RELIGION = re.compile(
    r"""\b(?: christian | catholic | protestant | orthodox | lutheran | anglican | episcopalian
        | methodist | baptist | presbyterian | calvinist | evangelical | pentecostal | mormon
        | quaker | puritan | jesuit | franciscan | dominican\ friar | benedictine | adventist
        | mennonite | amish | unitarian | jew | jewish | judaic | hasidic | muslim | moslem
        | islamic | islamist | sunni | shia | shiite | shi['’]ite | sufi | ismaili | alawite
        | druze | buddhist | hindu | sikh | jain | taoist | daoist | confucian | shinto
        | zoroastrian | parsi | bah[aá]['’]?[ií] | rastafarian | wiccan | pagan | atheist
        | agnostic | secularist
        )s?\b""",
    re.IGNORECASE | re.VERBOSE,
)
_POLITICAL = re.compile(
    r"""\b(?: democrat | democratic | republican | gop | conservative | liberal | libertarian
        | labou?r(?:ite)? | tory | tories | whig | socialist | communist | marxist | leninist
        | maoist | trotskyist | stalinist | anarchist | fascist | nazi | neo-nazi | nationalist
        | unionist | loyalist | royalist | monarchist | populist | progressive | leftist | rightist
        | left-wing | right-wing | centrist | green\ party | social\ democrat | bolshevik
        | menshevik | federalist | separatist | zionist | islamist | ba['’]athist | peronist
        | gaullist | likud
        )s?\b""",
    re.IGNORECASE | re.VERBOSE,
)


def group_label(phrase: str) -> str:
    """`RELIGION`, `POLITICAL_AFFILIATION` or `ORIGIN` for a `NORP` phrase.

    Religion is asked first: `Syrian Jewish` is one RELIGION in Limina's recorded answers.
    """
    if _RELIGION.search(phrase):
        return "RELIGION"
    return "POLITICAL_AFFILIATION" if _POLITICAL.search(phrase) else "ORIGIN"

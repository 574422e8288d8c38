"""Organisations: what kind of one it is stays, its name proper changes.

Legal forms and words such as `Bank` or `University` stay beside another name; a name made of such
words alone gets others of their kind. Acronyms become other acronyms.
"""

from __future__ import annotations

import re
from functools import lru_cache

from limina_synthetic.ask import Ask
from limina_synthetic.draw import normal
from limina_synthetic.faker_lists import strings
from limina_synthetic.letters import language_for, like, script_of
from limina_synthetic.names import family_word
from limina_synthetic.phrases import rewrite
from limina_synthetic.place_lists import other_city, other_country, other_state, places_in
from limina_synthetic.shapes import redraw
from limina_synthetic.terms import Terms
from limina_synthetic.word_lists import Lexicon, lexicon
from limina_synthetic.wordtable import word_list, word_set

_TOKEN = re.compile(r"[^\W_]+(?:['’&.][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)
#: Legal forms, case folded and without full stops.
_FORMS = word_set(
    """
    inc incorporated llc llp lp ltd limited plc corp co pllc pc company gmbh ag kg ohg ug ev se
    mbh kgaa gbr sa sas sarl sarlu eurl sca spa srl snc sl slu sc cv bv nv vof ab as asa oy oyj
    aps ivs kk pte pty pvt bhd sdn tbk pt ооо оао зао пао ао ип тов прат пат ltda eireli me doo dd
    ad sro zoo sp kft zrt nyrt rt srls coop na 株式会社 有限会社 合同会社 有限公司 股份有限公司
    集团 公司 주식회사 유한회사
    """
)
_JOINTS = word_set(
    """
    of the for and & in at on by de la le les du des d l et del los las el y da do dos das e di
    della dei und für der die das von zu van het en voor и по для им the a an s
    """
)
_KINDS = word_set(
    """
    Universität Hochschule Institut Verein Verband Stiftung Krankenhaus Klinik Klinikum Bank
    Sparkasse Versicherung Verlag Brauerei Gesellschaft Amt Ministerium Gericht Apotheke Praxis
    Université École Institut Société Banque Hôpital Clinique Ministère Mairie Pharmacie
    Association Universidad Instituto Banco Hospital Clínica Ministerio Ayuntamiento Farmacia
    Grupo Empresa Università Istituto Banca Ospedale Clinica Ministero Comune Farmacia Gruppo
    Universidade Prefeitura Farmácia Ministério Empresa Universiteit Ziekenhuis Gemeente Apotheek
    Университет Институт Банк Больница Поликлиника Министерство Завод Аптека Клиника Школа
    Компания Університет Інститут Лікарня Міністерство Школа Завод Аптека
    """
)
#: Ends of names in Chinese, Japanese and Korean that say what kind of organisation it is.
_ENDS = word_list(
    """
    株式会社 有限会社 股份有限公司 有限公司 大学 大學 病院 医院 醫院 银行 銀行 公司 集团 学校
    診療所 クリニック 薬局 协会 協会 工業 電機 商事 대학교 병원 은행 전자 주식회사 학교 그룹 의원
    약국 보험
    """
)
_ACRONYM = 5
_COMPANY = ("ORGANIZATION_TYPE", "ORGANIZATION_TOPIC")
_FACILITY = ("MEDICAL_FACILITY", "ORGANIZATION_TYPE")


def organization(ask: Ask) -> str:
    """A company, an authority, a club."""
    return _organization(ask, lexicon("en", *_COMPANY))


def facility(ask: Ask) -> str:
    """A hospital, a clinic, a pharmacy."""
    return _organization(ask, lexicon("en", *_FACILITY))


def _organization(ask: Ask, known: Lexicon) -> str:
    text = ask.text
    if script_of(text) in ("Hani", "Kana", "Hang"):
        return _east_asian(ask)
    if not any(_is_proper(token[0], known) for token in _TOKEN.finditer(text)):
        swapped = rewrite(ask, lexicon=known, plain=_JOINTS | _FORMS | _KINDS)
        if swapped is not None:
            return swapped
    tokens = list(_TOKEN.finditer(text))
    places = places_in(ask, text, tokens)
    alone = not any(_is_proper(token[0], known) for token in tokens)
    saint = False
    out: list[str] = []
    done = at = 0
    while at < len(tokens):
        word = tokens[at][0]
        last, new = places.get(at, (at, word))
        if last == at and (alone or _is_proper(word, known)):
            new = _proper(ask, word, saint)
        saint = normal(word) in ("st", "saint")
        if saint:
            new = word
        out += (text[done : tokens[at].start()], new)
        done = tokens[last].end()
        at = last + 1
    out.append(text[done:])
    return "".join(out)


def _is_proper(word: str, known: Lexicon) -> bool:
    folded = normal(word)
    bare = folded.replace(".", "")
    return not (
        bare in _FORMS
        or folded in _JOINTS
        or folded in _KINDS
        or bare in ("st", "saint", "us")
        or known.find(word) is not None
    )


def _proper(ask: Ask, word: str, saint: bool) -> str:
    """Another name: a place for a place, a saint for a saint, letters for letters."""
    possessive = _POSSESSIVE.search(word)
    tail = possessive[0] if possessive else ""
    body = word[: len(word) - len(tail)]
    if any(character.isdigit() for character in body) or (
        body.isupper() and len(body.replace(".", "")) <= _ACRONYM
    ):
        return redraw(ask.draw("organization", body), body) + tail
    if saint:
        return like(body, lexicon("en", "SAINT").classes[0].exchange(ask, body)) + tail
    if len(body) > 2:
        place = other_city(ask, body) or other_state(ask, body, False) or other_country(ask, body)
        if place is not None:
            return like(body, place) + tail
    return like(body, family_word(ask, body)) + tail


def _east_asian(ask: Ask) -> str:
    text = ask.text
    head = next((end for end in _ENDS if text.startswith(end) and text != end), "")
    rest = text[len(head) :]
    tail = next((end for end in _ENDS if rest.endswith(end) and rest != end), "")
    stem = rest[: len(rest) - len(tail)]
    known = other_city(ask, stem) or other_state(ask, stem)
    if known is None:
        known = _stems(language_for(stem, ask.languages)).exchange(ask, stem)
    return head + known + tail


@lru_cache(maxsize=4)
def _stems(language: str) -> Terms:
    """What companies are called before the word for what they are."""
    words = [*strings("company", language, "company_prefixes", "company_name_words")]
    if language == "ja" or len(words) < 10:
        words = [*strings("person", language, "last_names")]
    return Terms(f"company/{language}", (word for word in words if word.isalpha()))

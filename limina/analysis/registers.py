"""Numbers that registers of many countries give out: their forms and who checks them, as data.

The checks are those of python-stdnum, under its names. A form is `telling` if nothing else is
written that way, so that it is known whatever the text is in; a form of bare figures is `plain` and
counts only where the country is known. Five of python-stdnum's checks ask for today's date; those
are replaced by `limina.analysis.register_checks`. Which number a text holds is decided by
`limina.analysis.identifiers`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import Final

import regex
from stdnum import imei, lei
from stdnum.ar import cuit as ar_cuit
from stdnum.ar import dni as ar_dni
from stdnum.at import vnr as at_vnr
from stdnum.au import abn as au_abn
from stdnum.au import acn as au_acn
from stdnum.au import tfn as au_tfn
from stdnum.be import nn as be_nn
from stdnum.bg import egn as bg_egn
from stdnum.br import cnpj as br_cnpj
from stdnum.br import cpf as br_cpf
from stdnum.ca import bc_phn as ca_bc_phn
from stdnum.ca import sin as ca_sin
from stdnum.ch import ssn as ch_ssn
from stdnum.ch import uid as ch_uid
from stdnum.cl import rut as cl_rut
from stdnum.cn import ric as cn_ric
from stdnum.cz import rc as cz_rc
from stdnum.de import idnr as de_idnr
from stdnum.dk import cpr as dk_cpr
from stdnum.do import cedula as do_cedula
from stdnum.ec import ci as ec_ci
from stdnum.ee import ik as ee_ik
from stdnum.es import ccc as es_ccc
from stdnum.es import dni as es_dni
from stdnum.es import nie as es_nie
from stdnum.eu import vat as eu_vat
from stdnum.fi import hetu as fi_hetu
from stdnum.fr import nir as fr_nir
from stdnum.fr import siren as fr_siren
from stdnum.fr import siret as fr_siret
from stdnum.gb import nhs as gb_nhs
from stdnum.gr import amka as gr_amka
from stdnum.hr import oib as hr_oib
from stdnum.id import nik as id_nik
from stdnum.ie import pps as ie_pps
from stdnum.il import idnr as il_idnr
from stdnum.in_ import aadhaar as in_aadhaar
from stdnum.in_ import gstin as in_gstin
from stdnum.in_ import pan as in_pan
from stdnum.is_ import kennitala as is_kennitala
from stdnum.it import codicefiscale as it_codicefiscale
from stdnum.jp import in_ as jp_in
from stdnum.kr import rrn as kr_rrn
from stdnum.lt import asmens as lt_asmens
from stdnum.lv import pvn as lv_pvn
from stdnum.mx import curp as mx_curp
from stdnum.my import nric as my_nric
from stdnum.nl import bsn as nl_bsn
from stdnum.no import fodselsnummer as no_fodselsnummer
from stdnum.no import kontonr as no_kontonr
from stdnum.nz import bankaccount as nz_bankaccount
from stdnum.nz import ird as nz_ird
from stdnum.pk import cnic as pk_cnic
from stdnum.pl import pesel as pl_pesel
from stdnum.pt import cc as pt_cc
from stdnum.pt import nif as pt_nif
from stdnum.ro import cnp as ro_cnp
from stdnum.ru import inn as ru_inn
from stdnum.se import personnummer as se_personnummer
from stdnum.si import emso as si_emso
from stdnum.sk import rc as sk_rc
from stdnum.th import pin as th_pin
from stdnum.tr import tckimlik as tr_tckimlik
from stdnum.ua import rntrc as ua_rntrc
from stdnum.us import ein as us_ein
from stdnum.us import itin as us_itin
from stdnum.us import rtn as us_rtn
from stdnum.us import ssn as us_ssn
from stdnum.za import idnr as za_idnr

from limina.analysis import register_checks as checks

#: No country in particular.
ANYWHERE: Final = ""


@dataclass(frozen=True, slots=True)
class Register:
    """One kind of number.

    Attributes:
        territory: ISO 3166 code of the country, or `ANYWHERE`.
        provider: Name of the check in answers.
        telling: The written form that nothing else has, in capitals; None if there is none.
        plain: The form that counts only in its country; None if there is none.
        valid: Whether a number of either form passes.
        normal: The number as the register writes it.
    """

    territory: str
    provider: str
    telling: regex.Pattern[str] | None
    plain: regex.Pattern[str] | None
    valid: Callable[[str], bool]
    normal: Callable[[str], str]


def _register(
    territory: str,
    module: ModuleType,
    telling: str | None,
    plain: str | None,
    valid: Callable[[str], bool] | None = None,
) -> Register:
    provider = module.__name__.removeprefix("stdnum.").replace("_.", ".").rstrip("_")
    return Register(
        territory,
        provider,
        None if telling is None else regex.compile(telling, regex.ASCII),
        None if plain is None else regex.compile(plain, regex.ASCII),
        valid or module.is_valid,
        getattr(module, "format", module.compact),
    )


_ITIN: Final = r"9\d\d-(?:5\d|6[0-5]|7\d|8[0-8]|9[0-24-9])-\d{4}"
_3_3_3: Final = r"\d{3}([ -]?)\d{3}\1\d{3}"

#: National numbers that are not those of a patient.
_NATIONAL: Final = (
    _register("US", us_itin, _ITIN, None),
    _register("US", us_ssn, r"\d{3}-\d\d-\d{4}", r"\d{9}|\d{3} \d\d \d{4}"),
    _register("NZ", nz_ird, None, r"\d{2,3}([ -]?)\d{3}\1\d{3}"),
    _register("CA", ca_sin, r"\d{3}-\d{3}-\d{3}", _3_3_3),
    _register("AU", au_tfn, None, r"\d{3}( ?)\d{3}\1\d{2,3}"),
    _register("IE", ie_pps, r"\d{7}[A-W][A-IW]?", None),
    _register("IN", in_aadhaar, r"[2-9]\d{3}([ -])\d{4}\1\d{4}", r"[2-9]\d{11}"),
    _register("IN", in_pan, r"[A-Z]{3}[ABCFGHJLPT][A-Z]\d{4}[A-Z]", None),
    _register("DE", de_idnr, r"\d\d \d{3} \d{3} \d{3}", r"\d{11}"),
    _register("AT", at_vnr, r"\d{4} \d{6}", r"\d{10}"),
    _register("CH", ch_ssn, r"756\.\d{4}\.\d{4}\.\d\d", r"756\d{10}"),
    _register("NL", nl_bsn, r"\d{4}\.\d\d\.\d{3}", r"\d{9}"),
    _register("PT", pt_cc, r"\d{8} \d [A-Z0-9]{2}\d", r"\d{9}[A-Z0-9]{2}\d"),
    _register("PT", pt_nif, None, r"\d{9}"),
    _register("ES", es_dni, r"\d{8}-?[A-Z]", None),
    _register("ES", es_nie, r"[XYZ]-?\d{7}-?[A-Z]", None),
    _register("GR", gr_amka, None, r"\d{11}"),
    _register("TR", tr_tckimlik, None, r"\d{11}"),
    _register("IL", il_idnr, None, r"\d{8}-?\d"),
    _register("ZA", za_idnr, r"\d{6} \d{4} \d\d \d", r"\d{13}", checks.za_idnr),
    _register("CN", cn_ric, r"\d{17}[\dX]", None),
    _register("KR", kr_rrn, r"\d{6}-\d{7}", r"\d{13}"),
    _register("JP", jp_in, None, r"\d{4}([ -]?)\d{4}\1\d{4}"),
    _register("MY", my_nric, r"\d{6}-\d\d-\d{4}", r"\d{12}"),
    _register("TH", th_pin, r"\d-\d{4}-\d{5}-\d\d-\d", r"\d{13}"),
    _register("ID", id_nik, None, r"\d{16}"),
    _register("PK", pk_cnic, r"\d{5}-\d{7}-\d", r"\d{13}"),
    _register("BR", br_cpf, r"\d{3}\.\d{3}\.\d{3}-\d\d", r"\d{11}"),
    _register("AR", ar_cuit, r"\d\d-\d{8}-\d", r"\d{11}"),
    _register("AR", ar_dni, None, r"\d{1,2}(\.?)\d{3}\1\d{3}"),
    _register("CL", cl_rut, r"\d{1,2}\.\d{3}\.\d{3}-[\dK]", r"\d{7,8}-?[\dK]"),
    _register("MX", mx_curp, r"[A-Z]{4}\d{6}[HMX][A-Z]{5}[A-Z0-9]\d", None),
    _register("EC", ec_ci, None, r"\d{9}-?\d"),
    _register("DO", do_cedula, r"\d{3}-\d{7}-\d", r"\d{11}"),
    _register("UA", ua_rntrc, None, r"\d{10}"),
    _register("RU", ru_inn, None, r"\d{12}"),
)
#: National numbers by which patients are known too.
_NATIONAL_AND_HEALTH: Final = (
    _register(
        "FR",
        fr_nir,
        r"[1-478] \d\d \d\d \d[\dAB] \d{3} \d{3}(?: \d\d)?",
        r"[1-478]\d{5}[\dAB]\d{8}",
    ),
    _register("IT", it_codicefiscale, r"[A-Z]{6}\d\d[A-EHLMPRST]\d\d[A-Z]\d{3}[A-Z]", None),
    _register("BE", be_nn, r"\d\d\.\d\d\.\d\d-\d{3}\.\d\d", r"\d{11}", checks.be_nn),
    _register("PL", pl_pesel, None, r"\d{11}"),
    _register("SE", se_personnummer, None, r"(?:\d\d)?\d{6}[-+]?\d{4}", checks.se_personnummer),
    _register("NO", no_fodselsnummer, None, r"\d{6} ?\d{5}", checks.no_fodselsnummer),
    _register("DK", dk_cpr, None, r"\d{6}-?\d{4}", checks.dk_cpr),
    _register("FI", fi_hetu, r"\d{6}[-+A-FU-Y]\d{3}[A-Y]", r"\d{6}[-+A-FU-Y]\d{4}"),
    _register("IS", is_kennitala, None, r"\d{6}-?\d{4}"),
    _register("EE", ee_ik, None, r"\d{11}"),
    _register("LT", lt_asmens, None, r"\d{11}"),
    _register("LV", lv_pvn, None, r"\d{6}-?\d{5}"),
    _register("SK", sk_rc, None, r"\d{6}/?\d{3,4}"),
    _register("CZ", cz_rc, r"\d{6}/\d{3,4}", r"\d{9,10}"),
    _register("RO", ro_cnp, None, r"\d{13}"),
    _register("BG", bg_egn, None, r"\d{10}"),
    _register("HR", hr_oib, None, r"\d{11}"),
    _register("SI", si_emso, None, r"\d{13}"),
)
_HEALTH: Final = (
    _register("GB", gb_nhs, r"\d{3} \d{3} \d{4}", r"\d{3}(-?)\d{3}\1\d{4}"),
    _register("CA", ca_bc_phn, None, r"9\d{3}([ -]?)\d{3}\1\d{3}"),
)
_ORGANIZATIONS: Final = (
    _register(ANYWHERE, lei, r"\d{4}00[A-Z0-9]{12}\d\d", None),
    _register("US", us_ein, r"\d\d-\d{7}", r"\d{9}"),
    _register("CH", ch_uid, r"CHE-?\d{3}\.?\d{3}\.?\d{3}", None),
    _register("BR", br_cnpj, r"\d\d\.\d{3}\.\d{3}/\d{4}-\d\d", r"\d{14}"),
    _register("AU", au_abn, r"\d\d \d{3} \d{3} \d{3}", r"\d{11}"),
    _register("AU", au_acn, None, _3_3_3),
    _register("IN", in_gstin, r"\d\d[A-Z]{5}\d{4}[A-Z][1-9A-Z]Z[0-9A-Z]", None),
    _register("FR", fr_siret, r"\d{3} \d{3} \d{3} \d{5}", r"\d{14}"),
    _register("FR", fr_siren, None, r"\d{3}( ?)\d{3}\1\d{3}"),
    _register(
        ANYWHERE,
        eu_vat,
        r"(?:AT|BE|BG|CY|CZ|DE|DK|EE|EL|ES|FI|FR|HR|HU|IE|IT|LT|LU|LV|MT|NL|PL|PT|RO|SE|SI|SK)"
        r" ?[A-Z0-9]{8,12}",
        None,
    ),
)

#: Label to the numbers it may be, the more particular forms of a country first.
REGISTERS: Final = {
    "SSN": _NATIONAL + _NATIONAL_AND_HEALTH,
    "HEALTHCARE_NUMBER": _HEALTH + _NATIONAL_AND_HEALTH,
    "DRIVER_LICENSE": tuple(r for r in _NATIONAL if r.provider in ("es.dni", "es.nie")),
    "ROUTING_NUMBER": (_register("US", us_rtn, r"[1-9]\d{8}", r"\d{9}"),),
    "BANK_ACCOUNT": (
        _register("ES", es_ccc, r"\d{4}[ -]\d{4}[ -]\d\d[ -]\d{10}", r"\d{20}"),
        _register("NO", no_kontonr, r"\d{4}\.\d\d\.\d{5}", r"\d{11}"),
        _register("NZ", nz_bankaccount, r"\d\d-\d{3,4}-\d{7}-\d{2,3}", None),
    ),
    "ORGANIZATION_ID": _ORGANIZATIONS,
    "NUMERICAL_PII": (_register(ANYWHERE, imei, r"\d\d([ -])\d{6}\1\d{6}\1\d", None),),
    "VEHICLE_ID": (
        Register(
            ANYWHERE,
            "vin",
            regex.compile(r"[1-5][A-HJ-NPR-Z0-9]{16}", regex.ASCII),
            None,
            checks.vin,
            str.upper,
        ),
    ),
}

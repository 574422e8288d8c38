"""The names under which countries know their registers, and who checks the numbers."""

from __future__ import annotations

from typing import NamedTuple

from limina_patterns.words import phrases, words


class Register(NamedTuple):
    """Names of one kind of number.

    Attributes:
        names: What stands beside it, in lower case.
        modules: Modules of python-stdnum that check it; one is enough.
        label: What the number is.
        least: Digits a number has at least.
    """

    names: tuple[str, ...]
    modules: tuple[str, ...]
    label: str
    least: int = 5


def _row(names: str, modules: str, label: str, least: int = 5) -> Register:
    return Register(phrases(names), tuple(modules.split()), label, least)


_PERSON = "SSN"
_TAX = "NUMERICAL_PII"

_VAT = "vatin eu.vat eu.oss gb.vat no.mva ch.vat cy.vat fo.vn is_.vsk mc.tva"

_NAMED = (
    # Persons
    _row("dni, documento nacional de identidad", "ar.dni es.dni", _PERSON),
    _row("bis number, bis nummer, numéro bis", "be.bis", _PERSON),
    _row("eid card number, eid number, kaartnummer eid", "be.eid", _PERSON),
    _row(
        "insz, niss, rijksregisternummer, numéro national, rrn",
        "be.ssn be.nn be.bis kr.rrn",
        _PERSON,
    ),
    _row("egn, егн, единен граждански номер", "bg.egn", _PERSON),
    _row("pnf, lnch, личен номер на чужденец", "bg.pnf", _PERSON),
    _row("cpf, cadastro de pessoas físicas", "br.cpf", _PERSON),
    _row("ahv nummer, ahv nr, numéro avs, numero avs", "ch.ssn", _PERSON),
    _row("rut, run, rol único tributario", "cl.rut uy.rut", _PERSON),
    _row("resident identity number, resident identity card, 身份证号", "cn.ric", _PERSON),
    _row(
        "cédula, cédula de identidad, cédula de identidad y electoral",
        "cr.cpf do.cedula ec.ci",
        _PERSON,
    ),
    _row("cédula de residencia, residence number, dimex", "cr.cr", _PERSON),
    _row("carné de identidad, carnet de identidad", "cu.ni", _PERSON),
    _row("rodné číslo, rodne cislo", "cz.rc sk.rc", _PERSON),
    _row("cpr, cpr nummer, cpr nr", "dk.cpr", _PERSON),
    _row("isikukood, personal code", "ee.ik lt.asmens lv.pvn", _PERSON),
    _row("henkilötunnus, hetu, personbeteckning", "fi.hetu", _PERSON),
    _row("unique pupil number, upn", "gb.upn", _PERSON),
    _row("amka, αμκα", "gr.amka", _PERSON),
    _row("oib, osobni identifikacijski broj", "hr.oib", _PERSON),
    _row("nik, nomor induk kependudukan", "id.nik", _PERSON),
    _row("teudat zehut, מספר זהות, identity number, id number", "il.idnr za.idnr", _PERSON),
    _row("virtual id, vid", "in_.vid", _PERSON),
    _row("voter id, epic number, epic no", "in_.epic", _TAX),
    _row("kennitala", "is_.kennitala", _PERSON),
    _row("my number, マイナンバー, individual number", "jp.in_", _PERSON),
    _row("resident registration number, 주민등록번호", "kr.rrn", _PERSON),
    _row("asmens kodas", "lt.asmens", _PERSON),
    _row("personas kods", "lv.pvn", _PERSON),
    _row("nric, mykad, nric no", "my.nric", _PERSON),
    _row("onderwijsnummer, education number", "nl.onderwijsnummer nl.bsn", _PERSON),
    _row("fødselsnummer, fodselsnummer, personnummer", "no.fodselsnummer se.personnummer", _PERSON),
    _row("cui, código único de identificación", "pe.cui", _PERSON),
    _row("cnic, nadra number", "pk.cnic", _PERSON),
    _row("pesel", "pl.pesel", _PERSON),
    _row("cartão de cidadão, número de documento", "pt.cc", _PERSON),
    _row("cnp, cod numeric personal", "ro.cnp", _PERSON),
    _row("emšo, emso, jmbg, matični broj", "si.emso", _PERSON),
    _row("citizen id, citizen identification number, เลขประจำตัวประชาชน", "th.pin", _PERSON),
    _row(
        "t.c. kimlik, tc kimlik, t.c. kimlik no, tc kimlik no, tckn, kimlik no",
        "tr.tckimlik",
        _PERSON,
    ),
    # Tax offices and registers of firms, which are also persons
    _row("nrt", "ad.nrt", _TAX),
    _row("nipt", "al.nipt", _TAX),
    _row("cuit, cuil", "ar.cuit", _TAX),
    _row("abgabenkontonummer, steuernummer, steuer nr", "at.tin de.stnr de.idnr", _TAX),
    _row("steuer id, steueridentifikationsnummer, idnr", "de.idnr", _PERSON),
    _row("uid nummer, uid", "at.uid ch.uid ch.vat", _TAX),
    _row("abn, australian business number", "au.abn", _TAX),
    _row("tfn, tax file number", "au.tfn", _PERSON),
    _row("voen, vöen", "az.voen", _TAX),
    _row(
        """
        vat, vat number, vat no, vat id, vat reg no, vat registration number, ust idnr, ust id nr,
        umsatzsteuer id, mwst nummer, numéro de tva, tva, n° tva, btw nummer, btw nr, btw, moms,
        momsnummer, alv numero, vsk númer, dič, ič dph, iva, partita iva, p.iva, pvm kodas, pvn,
        ddv, dph, kmkr, mva, adószám, nif iva
        """,
        f"{_VAT} be.vat bg.vat cz.dic de.vat dk.cvr ee.kmkr es.nif fi.alv fr.tva gr.vat "
        f"hu.anum ie.vat"
        " it.iva lt.pvm lu.tva lv.pvn mt.vat nl.btw pl.nip pt.nif ro.cf se.vat si.ddv "
        "sk.dph is_.vsk"
        " fr.siren",
        _TAX,
    ),
    _row("cnpj", "br.cnpj", _TAX),
    _row("unp, унп", "by.unp", _TAX),
    _row("business number, bn", "ca.bn", _TAX),
    _row("unified social credit code, uscc", "cn.uscc", _TAX),
    _row("nit", "co.nit gt.nit sv.nit", _TAX, 4),
    _row("cédula jurídica", "cr.cpj", _TAX),
    _row("cvr, cvr nummer, cvr nr", "dk.cvr", _TAX),
    _row("rnc", "do.rnc", _TAX),
    _row("nif", "dz.nif gn.nifp es.nif pt.nif ad.nrt", _PERSON),
    _row("ruc", "ec.ruc pe.ruc py.ruc", _TAX),
    _row("cif", "es.cif es.nif", _TAX),
    _row("veronumero", "fi.veronumero", _PERSON),
    _row("y tunnus", "fi.ytunnus", _TAX),
    _row("numéro fiscal, numéro fiscal de référence, spi", "fr.nif", _TAX),
    _row("siren, numéro siren", "fr.siren", _TAX),
    _row("siret, numéro siret", "fr.siret", _TAX),
    _row("utr, unique taxpayer reference", "gb.utr", _TAX),
    _row("tin, taxpayer identification number", "gh.tin us.tin th.tin ke.pin", _TAX),
    _row("afm, αφμ", "gr.vat", _TAX),
    _row("npwp", "id.npwp", _TAX),
    _row("company number, ח.פ", "il.hp", _TAX),
    _row("gstin, gst number, gst no", "in_.gstin", _TAX),
    _row("pan number, pan no, pan card, pan", "in_.pan", _TAX, 4),
    _row("corporate number", "jp.cn", _TAX),
    _row("kra pin", "ke.pin", _TAX),
    _row("business registration number, 사업자등록번호", "kr.brn", _TAX),
    _row("peid", "li.peid", _TAX),
    _row("ice", "ma.ice", _TAX),
    _row("idno", "md.idno", _TAX),
    _row("pib", "me.pib rs.pib", _TAX),
    _row("edb, едб", "mk.edb", _TAX),
    _row("rfc", "mx.rfc", _TAX),
    _row("nuit", "mz.nuit", _TAX),
    _row("orgnr, organisasjonsnummer, organisationsnummer, org nr", "no.orgnr se.orgnr", _TAX),
    _row("ird number, ird no", "nz.ird", _TAX),
    _row("nip", "pl.nip", _TAX),
    _row("regon", "pl.regon", _TAX),
    _row("cui, cif, cod fiscal", "ro.cui ro.cf", _TAX),
    _row("inn, инн", "ru.inn", _TAX),
    _row("ogrn, огрн", "ru.ogrn", _TAX),
    _row("uen, uen no", "sg.uen", _TAX),
    _row("ninea", "sn.ninea", _TAX),
    _row("moa number", "th.moa", _TAX),
    _row("coe", "sm.coe", _TAX, 2),
    _row("matricule fiscal", "tn.mf", _TAX, 3),
    _row("vergi kimlik, vergi no, vergi kimlik no, vkn", "tr.vkn", _TAX),
    _row("ubn, 統一編號", "tw.ubn", _TAX),
    _row("edrpou, єдрпоу", "ua.edrpou", _TAX),
    _row("rntrc, рнокпп", "ua.rntrc", _TAX),
    _row("atin, ptin, ein", "us.atin us.ptin us.ein", _TAX),
    _row("rif", "ve.rif", _TAX),
    _row("mst, mã số thuế", "vn.mst", _TAX),
    _row("tax reference number", "za.tin", _TAX),
    # Banks, devices and the post
    _row("cbu", "ar.cbu", "BANK_ACCOUNT"),
    _row("číslo účtu, cislo uctu", "cz.bankaccount", "BANK_ACCOUNT"),
    _row("iban", "iban", "BANK_ACCOUNT"),
    _row("bic, swift", "bic", "ROUTING_NUMBER", 0),
    _row("meid", "meid", _TAX),
    _row("bitcoin address, btc address", "bitcoin", _TAX),
    _row("postcode", "nl.postcode", "LOCATION_ZIP", 4),
    _row("postnummer", "se.postnummer", "LOCATION_ZIP"),
)


def _modules(label: str) -> str:
    return " ".join(m for row in _NAMED if row.label == label for m in row.modules)


#: Every register; a name may stand in several. Without its country a national number is one of
#: health care, as recorded of the protocol.
REGISTERS = (
    *_NAMED,
    _row(
        """
        tax id, tax id no, tax identification number, tax number, tax no, taxpayer number, fiscal
        code,
        fiscal number, tax code, tax registration number, numéro d'identification fiscale
        """,
        f"{_modules(_TAX)} eg.tn de.idnr it.codicefiscale",
        _TAX,
    ),
    _row(
        """
        national id, national id number, national identity number, national identification number,
        personal identification number, personal id, identification number
        """,
        _modules(_PERSON),
        "HEALTHCARE_NUMBER",
    ),
)

#: Names that are also words or stand for other things.
AMBIGUOUS = words(
    """
    abn afm atin bic bn btw cif cnp coe cui ddv dph edb ein ice idnr ien inn iva mst mva nif nik nip
    nit nrt oib orgnr pan peid pib pnf pvn rfc rif rnc rrn ruc run rut siren spi swift tin tva ubn
    uen uid unp upn utr vid vat moms voen postcode dni ptin
    """
)

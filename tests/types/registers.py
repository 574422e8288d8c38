"""The example numbers of python-stdnum, each with a word found beside it and the labels that do.

The numbers are taken from the docstrings of the installed modules, those that pass their own check.
"""

from __future__ import annotations

import doctest
import re
from collections.abc import Iterator
from importlib import import_module

PERSONAL = frozenset({"SSN", "NUMERICAL_PII", "HEALTHCARE_NUMBER"})
TAX = frozenset({"SSN", "NUMERICAL_PII", "ACCOUNT_NUMBER", "HEALTHCARE_NUMBER"})
HEALTH = frozenset({"HEALTHCARE_NUMBER", "SSN"})
BANK = frozenset({"BANK_ACCOUNT"})
ROUTING = frozenset({"ROUTING_NUMBER"})
OTHER = frozenset({"NUMERICAL_PII", "ACCOUNT_NUMBER"})
ZIP = frozenset({"LOCATION_ZIP"})

#: Label set and, for each module, the word before the number.
CONTEXTS: dict[str, tuple[str, frozenset[str]]] = {
    **{
        name: (word, PERSONAL)
        for name, word in {
            "ar.dni": "DNI",
            "be.bis": "BIS number",
            "be.eid": "eID card number",
            "be.nn": "numéro national",
            "be.ssn": "INSZ",
            "bg.egn": "EGN",
            "bg.pnf": "PNF",
            "br.cpf": "CPF",
            "ca.sin": "SIN",
            "ch.ssn": "AHV-Nummer",
            "cl.rut": "RUT",
            "cn.ric": "resident identity number",
            "cr.cpf": "cédula",
            "cr.cr": "residence number",
            "cu.ni": "carné de identidad",
            "cz.rc": "rodné číslo",
            "dk.cpr": "CPR-nummer",
            "do.cedula": "cédula",
            "ec.ci": "cédula de identidad",
            "ee.ik": "isikukood",
            "es.dni": "DNI",
            "es.nie": "NIE",
            "fi.hetu": "henkilötunnus",
            "fr.nir": "numéro de sécurité sociale",
            "gb.upn": "unique pupil number",
            "gr.amka": "AMKA",
            "hr.oib": "OIB",
            "id.nik": "NIK",
            "ie.pps": "PPS number",
            "il.idnr": "identity number",
            "in_.aadhaar": "Aadhaar",
            "in_.epic": "voter ID",
            "in_.vid": "virtual ID",
            "is_.kennitala": "kennitala",
            "it.codicefiscale": "codice fiscale",
            "jp.in_": "My Number",
            "kr.rrn": "resident registration number",
            "lt.asmens": "asmens kodas",
            "mx.curp": "CURP",
            "my.nric": "NRIC",
            "nl.bsn": "BSN",
            "nl.identiteitskaartnummer": "identiteitskaart",
            "nl.onderwijsnummer": "onderwijsnummer",
            "no.fodselsnummer": "fødselsnummer",
            "pe.cui": "CUI",
            "pk.cnic": "CNIC",
            "pl.pesel": "PESEL",
            "pt.cc": "cartão de cidadão",
            "ro.cnp": "CNP",
            "se.personnummer": "personnummer",
            "si.emso": "EMŠO",
            "sk.rc": "rodné číslo",
            "th.pin": "citizen ID",
            "tr.tckimlik": "T.C. kimlik no",
            "us.ssn": "SSN",
            "za.idnr": "ID number",
        }.items()
    },
    **{
        name: (word, TAX)
        for name, word in {
            "ad.nrt": "NRT",
            "al.nipt": "NIPT",
            "ar.cuit": "CUIT",
            "at.tin": "Steuernummer",
            "at.uid": "UID-Nummer",
            "au.abn": "ABN",
            "au.tfn": "TFN",
            "az.voen": "VOEN",
            "be.vat": "VAT number",
            "bg.vat": "VAT number",
            "br.cnpj": "CNPJ",
            "by.unp": "UNP",
            "ca.bn": "business number",
            "ch.uid": "UID",
            "ch.vat": "MWST-Nummer",
            "cn.uscc": "unified social credit code",
            "co.nit": "NIT",
            "cr.cpj": "cédula jurídica",
            "cy.vat": "VAT number",
            "cz.dic": "DIČ",
            "de.idnr": "Steuer-ID",
            "de.stnr": "Steuernummer",
            "de.vat": "USt-IdNr.",
            "dk.cvr": "CVR-nummer",
            "do.rnc": "RNC",
            "dz.nif": "NIF",
            "ec.ruc": "RUC",
            "ee.kmkr": "KMKR",
            "eg.tn": "tax number",
            "es.cif": "CIF",
            "es.nif": "NIF",
            "eu.vat": "VAT number",
            "eu.oss": "VAT number",
            "fi.alv": "ALV-numero",
            "fi.veronumero": "veronumero",
            "fi.ytunnus": "Y-tunnus",
            "fo.vn": "VAT number",
            "fr.nif": "numéro fiscal",
            "fr.siren": "SIREN",
            "fr.siret": "SIRET",
            "fr.tva": "numéro de TVA",
            "gb.utr": "UTR",
            "gb.vat": "VAT number",
            "gh.tin": "TIN",
            "gn.nifp": "NIF",
            "gr.vat": "AFM",
            "gt.nit": "NIT",
            "hu.anum": "adószám",
            "id.npwp": "NPWP",
            "ie.vat": "VAT number",
            "il.hp": "company number",
            "in_.gstin": "GSTIN",
            "in_.pan": "PAN number",
            "is_.vsk": "VSK-númer",
            "it.iva": "partita IVA",
            "jp.cn": "corporate number",
            "ke.pin": "KRA PIN",
            "kr.brn": "business registration number",
            "li.peid": "PEID",
            "lt.pvm": "PVM kodas",
            "lu.tva": "numéro de TVA",
            "lv.pvn": "PVN",
            "ma.ice": "ICE",
            "mc.tva": "numéro de TVA",
            "md.idno": "IDNO",
            "me.pib": "PIB",
            "mk.edb": "EDB",
            "mt.vat": "VAT number",
            "mx.rfc": "RFC",
            "mz.nuit": "NUIT",
            "nl.btw": "BTW-nummer",
            "no.mva": "MVA",
            "no.orgnr": "organisasjonsnummer",
            "nz.ird": "IRD number",
            "pe.ruc": "RUC",
            "pl.nip": "NIP",
            "pl.regon": "REGON",
            "pt.nif": "NIF",
            "py.ruc": "RUC",
            "ro.cf": "CUI",
            "ro.cui": "CUI",
            "rs.pib": "PIB",
            "ru.inn": "INN",
            "ru.ogrn": "OGRN",
            "se.orgnr": "organisationsnummer",
            "se.vat": "VAT number",
            "sg.uen": "UEN",
            "si.ddv": "DDV",
            "sk.dph": "IČ DPH",
            "sm.coe": "COE",
            "sn.ninea": "NINEA",
            "sv.nit": "NIT",
            "th.moa": "tax ID",
            "th.tin": "TIN",
            "tn.mf": "matricule fiscal",
            "tr.vkn": "vergi kimlik no",
            "tw.ubn": "UBN",
            "ua.edrpou": "EDRPOU",
            "ua.rntrc": "RNTRC",
            "us.atin": "ATIN",
            "us.ein": "EIN",
            "us.itin": "ITIN",
            "us.ptin": "PTIN",
            "us.tin": "TIN",
            "uy.rut": "RUT",
            "vatin": "VAT number",
            "ve.rif": "RIF",
            "vn.mst": "MST",
            "za.tin": "tax reference number",
        }.items()
    },
    "at.vnr": ("Sozialversicherungsnummer", PERSONAL),
    "ca.bc_phn": ("personal health number", HEALTH),
    "gb.nhs": ("NHS number", HEALTH),
    "ar.cbu": ("CBU", BANK),
    "be.iban": ("IBAN", BANK),
    "cz.bankaccount": ("číslo účtu", BANK),
    "es.ccc": ("número de cuenta", BANK),
    "es.iban": ("IBAN", BANK),
    "iban": ("IBAN", BANK),
    "me.iban": ("IBAN", BANK),
    "no.iban": ("IBAN", BANK),
    "no.kontonr": ("kontonummer", BANK),
    "nz.bankaccount": ("bank account number", BANK),
    "bic": ("BIC", ROUTING),
    "us.rtn": ("routing number", ROUTING),
    "bitcoin": ("bitcoin address", OTHER),
    "imei": ("IMEI", OTHER),
    "imsi": ("IMSI", OTHER),
    "mac": ("MAC address", OTHER),
    "meid": ("MEID", OTHER),
    "at.postleitzahl": ("Postleitzahl", ZIP),
    "es.postal_code": ("código postal", ZIP),
    "nl.postcode": ("postcode", ZIP),
    "se.postnummer": ("postnummer", ZIP),
}

#: Modules without numbers of people or their means: why they are left out.
LEFT_OUT: dict[str, str] = {
    **dict.fromkeys(
        ("damm", "luhn", "verhoeff", "iso7064.mod_11_10", "iso7064.mod_11_2"), "check digits only"
    ),
    **dict.fromkeys(
        ("iso7064.mod_37_2", "iso7064.mod_37_36", "iso7064.mod_97_10"), "check digits only"
    ),
    **dict.fromkeys(("isan", "isbn", "ismn", "isrc", "issn", "grid", "isil", "isni"), "works"),
    **dict.fromkeys(("cfi", "cusip", "figi", "isin", "gb.sedol", "de.wkn"), "securities"),
    **dict.fromkeys(("casrn", "eu.ecnumber", "it.aic"), "substances and medicines"),
    **dict.fromkeys(("ean", "gs1_128", "eu.banknote"), "goods and banknotes"),
    **dict.fromkeys(("imo", "iso6346"), "ships and containers"),
    **dict.fromkeys(("eu.nace", "eu.eic", "es.cups", "es.referenciacatastral"), "trades and grids"),
    **dict.fromkeys(
        ("lei", "at.businessid", "au.acn", "ee.registrikood", "fi.associationid", "fr.rcs"),
        "registers of companies",
    ),
    **dict.fromkeys(
        ("de.handelsregisternummer", "ro.onrc", "si.maticna", "nl.brin"), "registers of companies"
    ),
    **dict.fromkeys(("de.leitweg", "eu.at_02", "es.cae", "eu.excise", "fr.accise"), "authorities"),
    "mu.nid": "no example",
    **dict.fromkeys(("be.ogm_vcs", "iso11649", "ch.esr", "do.ncf"), "references of payments"),
}

_EXAMPLE = re.compile(r"\Avalidate\(u?(['\"])(?P<number>[^'\"]+)\1\)\s*(?:#.*)?\Z")


def examples(module: str) -> Iterator[str]:
    """The numbers that the docstring of a module of python-stdnum shows to be valid."""
    source = import_module(f"stdnum.{module}").__doc__ or ""
    for example in doctest.DocTestParser().get_examples(source):
        match = _EXAMPLE.match(example.source.strip())
        if match is not None and example.exc_msg is None and "Traceback" not in example.want:
            yield match["number"].strip()

"""The table of registers: every row is reachable, documented and independent of the day."""

from __future__ import annotations

import inspect
from types import ModuleType

import pytest
import stdnum

from limina.analysis.locality import TERRITORIES
from limina.analysis.registers import ANYWHERE, REGISTERS, Register
from limina.engine.taxonomy import DEFAULT

#: Modules of python-stdnum that know today's date but ask for it only if told to.
ASKS_ON_DEMAND = {"stdnum.kr.rrn"}
#: Checks of our own in place of python-stdnum's.
OURS = {"be.nn", "dk.cpr", "no.fodselsnummer", "se.personnummer", "vin", "za.idnr"}


def rows() -> list[Register]:
    return list({id(row): row for group in REGISTERS.values() for row in group}.values())


def by_provider(row: Register) -> str:
    return row.provider


every_row = pytest.mark.parametrize("row", rows(), ids=by_provider)


@every_row
def test_a_register_has_a_form(row: Register) -> None:
    assert row.telling is not None or row.plain is not None
    assert row.telling is not None or row.territory != ANYWHERE


@every_row
def test_a_register_is_of_a_country_a_text_may_be_from(row: Register) -> None:
    known = {country for countries in TERRITORIES.values() for country in countries}
    assert row.territory in known | {ANYWHERE}


@every_row
def test_no_check_asks_for_todays_date(row: Register) -> None:
    module = inspect.getmodule(row.valid)
    assert module is not None
    asks = ".today(" in inspect.getsource(module) and module.__name__ not in ASKS_ON_DEMAND
    assert not asks
    assert (module.__name__.startswith("limina.")) == (row.provider in OURS)


@every_row
def test_a_provider_is_named_as_in_python_stdnum(row: Register) -> None:
    if row.provider == "vin":
        return
    path = [{"in": "in_", "is": "is_"}.get(part, part) for part in row.provider.split(".")]
    module: ModuleType = stdnum
    for part in path:
        module = __import__(f"{module.__name__}.{part}", fromlist=["_"])
    assert hasattr(module, "validate")


def test_labels_are_those_of_the_taxonomy() -> None:
    assert REGISTERS.keys() <= DEFAULT.labels.keys()


#: For each telling form, a number written so.
EXAMPLES = {
    "us.itin": "912-90-3457",
    "us.ssn": "536-90-4399",
    "ca.sin": "123-456-782",
    "ie.pps": "6433435F",
    "in.aadhaar": "2341 2341 2346",
    "in.pan": "ACUPA7085R",
    "de.idnr": "36 574 261 809",
    "at.vnr": "1237 010180",
    "ch.ssn": "756.9217.0769.85",
    "nl.bsn": "1112.22.333",
    "pt.cc": "00000000 0 ZZ4",
    "es.dni": "54362315K",
    "es.nie": "X-2482300W",
    "za.idnr": "750330 5044 08 9",
    "cn.ric": "360426199101010071",
    "kr.rrn": "971013-9019902",
    "my.nric": "770305-02-1234",
    "th.pin": "1-2345-45678-78-1",
    "pk.cnic": "34201-0891231-8",
    "br.cpf": "390.533.447-05",
    "ar.cuit": "20-05536168-2",
    "cl.rut": "12.531.909-2",
    "mx.curp": "BOXW310820HNERXN09",
    "do.cedula": "001-1391820-5",
    "fr.nir": "2 95 10 99 126 111 93",
    "it.codicefiscale": "RCCMNL83S18D969H",
    "be.nn": "85.07.30-033.28",
    "fi.hetu": "131052-308T",
    "cz.rc": "710319/2745",
    "gb.nhs": "943 476 5870",
    "lei": "213800KUD8LAJWSQ9D15",
    "us.ein": "91-1144442",
    "ch.uid": "CHE-100.155.212",
    "br.cnpj": "16.727.230/0001-97",
    "au.abn": "83 914 571 673",
    "in.gstin": "27AAPFU0939F1ZV",
    "fr.siret": "732 829 320 00074",
    "eu.vat": "DE136695976",
    "us.rtn": "111000025",
    "es.ccc": "1234-1234-16-1234567890",
    "no.kontonr": "8601.11.17947",
    "nz.bankaccount": "01-902-0068389-00",
    "imei": "35-686800-004141-8",
    "vin": "1M8GDM9AXKP042788",
}


def test_every_telling_form_has_an_example() -> None:
    assert {row.provider for row in rows() if row.telling is not None} == EXAMPLES.keys()


@every_row
def test_a_telling_form_holds_a_valid_number_that_is_written_normally(row: Register) -> None:
    if row.telling is None:
        return
    number = EXAMPLES[row.provider]
    assert row.telling.fullmatch(number)
    assert row.valid(number)
    assert row.valid(row.normal(number))


@pytest.mark.parametrize("label", REGISTERS)
def test_no_telling_form_is_another_ones_too(label: str) -> None:
    telling = [row for row in REGISTERS[label] if row.telling is not None]
    for row in telling:
        number = EXAMPLES[row.provider]
        fits = [
            r.provider for r in telling if r.telling is not None and r.telling.fullmatch(number)
        ]
        assert fits[0] == row.provider
        assert set(fits) <= {row.provider, "us.ssn"}

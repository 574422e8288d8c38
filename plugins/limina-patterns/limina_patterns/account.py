"""Customer, policy and membership numbers; an account number where money is the subject is a bank
account, a subscriber number where health insurance is the subject a health number.
"""

from __future__ import annotations

from collections.abc import Iterator

from limina_patterns.family import Family, Found
from limina_patterns.labelled import find_labelled, rule
from limina_patterns.scan import Scan
from limina_patterns.words import phrases

_CUES = {
    "account": phrases(
        """
        account, account number, account no, account id, acct, acct number, acct no, acc no, a/c,
        a/c no, account ending, account #, kontonummer, numéro de compte, número de cuenta, utility
        account, utility acct
        """
    ),
    "customer": phrases(
        """
        policy, policy number, policy no, policy id, insurance policy, insurance policy number,
        member, member id, member number, member no, membership, membership number, membership id,
        membership no, customer id, customer number, customer no, customer reference, client id,
        client number, client no, subscriber id, subscriber number, subscriber no, group number,
        loyalty number, loyalty card, loyalty id, rewards number, frequent flyer, frequent flyer
        number, frequent flier number, mileage number, contract number, contract no, plan number,
        certificate number, user number, kundennummer, mitgliedsnummer, vertragsnummer,
        versicherungsnummer, policennummer, numéro client, numéro d'adhérent, numéro de police,
        número de cliente, número de socio, número do cliente, número de contrato, número do sócio,
        numéro d'abonné, numéro de contrat, n° d'adhérent, n° d'abonné, n° client, n° de client, n°
        de contrat, numéro adhérent, adhérent, numero di contratto, numero socio, contractnummer,
        polisnr, polizzennummer, policen nr, versicherungsschein nr, versicherungsscheinnummer,
        kunden nr, kundennr, vertrags nr, vertragsnr, library card, library card number, donor
        number, passenger number, skymiles number, loyalty card membership number, número de póliza,
        codice cliente, numero cliente, numero di polizza, klantnummer, lidnummer, polisnummer,
        número de associado
        """
    ),
}
_RULES = (
    rule("account", "ACCOUNT_NUMBER", score=0.88),
    rule("customer", "ACCOUNT_NUMBER", score=0.9),
)
#: Characters around an account number in which the word for a bank decides.
_NEIGHBOURHOOD = 120


def _find(scan: Scan) -> Iterator[Found]:
    if not scan.has_digit:
        return
    for found in find_labelled(scan, _RULES):
        banking = scan.near(found.start, found.end, "bank", _NEIGHBOURHOOD, _NEIGHBOURHOOD)
        plain = scan.text[found.start : found.end].replace("-", "").replace(" ", "").isdigit()
        account = scan.left(found.start, "account", 40)
        if banking and plain and account and not scan.left(found.start, "customer", 30):
            yield found._replace(label="BANK_ACCOUNT", score=0.88)
        elif not account and scan.left(found.start, "health_plan", 60, clause=True):
            yield found._replace(label="HEALTHCARE_NUMBER")
        else:
            yield found


FAMILY = Family(
    "account", frozenset({"ACCOUNT_NUMBER", "BANK_ACCOUNT", "HEALTHCARE_NUMBER"}), _find, _CUES
)

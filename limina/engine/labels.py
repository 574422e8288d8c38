"""The entity labels of the Limina API, as data: 58 that are on by default and 11 beta ones.

Names, categories and parents are the API's; the meanings are in our own words. Their order is the
fixed order that decides ties. The algebra over them is in `limina.engine.taxonomy`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Label:
    """One entity label.

    Attributes:
        name: Upper-case letters, digits and underscores.
        parent: The label this one is a kind of, or None.
        groups: Names of the groups it belongs to.
        default: Whether it is on when a request enables nothing by name; false for beta labels,
            which are on only when a request names them.
        category: `PII`, `HEALTH`, `PCI` or `BETA`; `PLUGIN` for a label a plugin added.
        meaning: What text carries it, in one line.
    """

    name: str
    parent: str | None = None
    groups: frozenset[str] = frozenset()
    default: bool = True
    category: str = "PLUGIN"
    meaning: str = ""


#: category -> (name, parent, meaning) of its labels.
_TABLE: Final[dict[str, tuple[tuple[str, str | None, str], ...]]] = {
    "PII": (
        ("ACCOUNT_NUMBER", None, "number of a customer, a policy or a membership"),
        ("AGE", None, "how old somebody is, as a number"),
        ("DATE", None, "one day of the calendar, with or without its year"),
        ("DATE_INTERVAL", None, "more than a day: a month, a season, a year, a decade, a range"),
        ("DOB", None, "somebody's day of birth"),
        ("DRIVER_LICENSE", None, "number of a driving licence"),
        ("DURATION", None, "a length of time: number and unit"),
        ("EMAIL_ADDRESS", None, "an e-mail address"),
        ("EVENT", None, "an event or a holiday that has a name"),
        ("FILENAME", None, "name or path of a file"),
        ("GENDER", None, "a word for somebody's gender"),
        ("SEXUALITY", None, "a word for somebody's sexual orientation"),
        ("HEALTHCARE_NUMBER", None, "number of a health plan or of a medical record"),
        ("IP_ADDRESS", None, "an internet protocol address, version 4 or 6"),
        ("LANGUAGE", None, "name of a language people speak"),
        ("LOCATION", None, "any place, also one named by several parts"),
        ("LOCATION_ADDRESS", "LOCATION", "a postal address, whole or in part"),
        ("LOCATION_ADDRESS_STREET", "LOCATION_ADDRESS", "the street part: number and street"),
        ("LOCATION_CITY", "LOCATION", "a city, a town, a village"),
        ("LOCATION_COORDINATE", "LOCATION", "latitude and longitude"),
        ("LOCATION_COUNTRY", "LOCATION", "a country"),
        ("LOCATION_STATE", "LOCATION", "a state, a province, a territory of a country"),
        ("LOCATION_ZIP", "LOCATION", "a postal code"),
        ("MARITAL_STATUS", None, "whether and how somebody is married"),
        ("MONEY", None, "an amount of money, a currency, or both"),
        ("NAME", None, "a person's name"),
        ("NAME_FAMILY", "NAME", "a family name"),
        ("NAME_GIVEN", "NAME", "a given name"),
        ("NAME_MEDICAL_PROFESSIONAL", "NAME", "name of somebody who treats patients"),
        ("NUMERICAL_PII", None, "any other identifying number: a device, a case, a bill"),
        ("OCCUPATION", None, "a profession or the title of a job"),
        ("ORGANIZATION", None, "name of a company, an authority, a club"),
        ("ORGANIZATION_MEDICAL_FACILITY", "ORGANIZATION", "name of a hospital, clinic, pharmacy"),
        ("ORIGIN", None, "nationality, ethnicity or where somebody comes from"),
        ("PASSPORT_NUMBER", None, "number of a passport"),
        ("PASSWORD", None, "a password, a PIN, a secret key, the answer to a security question"),
        ("PHONE_NUMBER", None, "a telephone or fax number with its extension"),
        ("PHYSICAL_ATTRIBUTE", None, "what somebody's body looks like, race included"),
        ("POLITICAL_AFFILIATION", None, "a party, a movement, a political conviction"),
        ("RELIGION", None, "a faith or who holds it"),
        ("SSN", None, "a national insurance or identity number of any country"),
        ("TIME", None, "a time of day"),
        ("URL", None, "an address on the internet"),
        ("USERNAME", None, "the name of an account or a handle"),
        ("VEHICLE_ID", None, "a licence plate or the number of a vehicle"),
        ("ZODIAC_SIGN", None, "a sign of the zodiac"),
    ),
    "HEALTH": (
        ("BLOOD_TYPE", None, "a blood group"),
        ("CONDITION", None, "a disease, a disorder, a syndrome"),
        ("DOSE", None, "how much of a medicine is taken"),
        ("DRUG", None, "a medicine, a vitamin, a supplement"),
        ("INJURY", None, "a harm to the body"),
        ("MEDICAL_PROCESS", None, "a treatment, an examination, a test"),
        ("STATISTICS", None, "a figure of medical statistics"),
    ),
    "PCI": (
        ("BANK_ACCOUNT", None, "number of a bank account, IBAN included"),
        ("CREDIT_CARD", None, "number of a payment card, whether or not its check digit holds"),
        ("CREDIT_CARD_EXPIRATION", None, "month until which a payment card is valid"),
        ("CVV", None, "the verification code of a payment card"),
        ("ROUTING_NUMBER", None, "number that names a bank or its branch"),
    ),
    "BETA": (
        ("CORPORATE_ACTION", None, "what a company does: a merger, a layoff, an acquisition"),
        ("DAY", None, "the day in a date"),
        ("EFFECT", None, "a side effect of a treatment"),
        ("FINANCIAL_METRIC", None, "a measure of a business, such as its revenue"),
        ("MEDICAL_CODE", None, "a code from a clinical classification"),
        ("MONTH", None, "the month in a date"),
        ("ORGANIZATION_ID", None, "a number that identifies a company"),
        ("PRODUCT", None, "name of a product"),
        ("PROJECT", None, "name of a project"),
        ("TREND", None, "where a measure is going"),
        ("YEAR", None, "the year in a date"),
    ),
}

#: Every built-in label, without its groups.
LABELS: Final[tuple[Label, ...]] = tuple(
    Label(name, parent, frozenset(), category != "BETA", category, meaning)
    for category, rows in _TABLE.items()
    for name, parent, meaning in rows
)

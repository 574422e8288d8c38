"""The preset groups of labels, as data, with the basis of every membership.

The API names thirteen groups and publishes the members of almost none. What is known, what a
statute demands and what we decided is therefore kept apart: `documented` members are published,
`statute` members follow from the text of the law named beside the group, `ours` are our choice.
docs/reference/entities.md shows the same table; the algebra is in `limina.engine.taxonomy`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

Basis = Literal["documented", "statute", "ours"]


@dataclass(frozen=True, slots=True)
class Group:
    """A name that stands for several labels in ENABLE and DISABLE.

    Attributes:
        name: As a request writes it.
        source: The law or the reason its members were chosen by.
        documented: Members the API's publications name.
        statute: Members the law in `source` demands.
        ours: Members we added.
    """

    name: str
    source: str
    documented: tuple[str, ...] = ()
    statute: tuple[str, ...] = ()
    ours: tuple[str, ...] = ()

    def members(self) -> Iterator[tuple[str, Basis]]:
        """Every member with the basis of its membership."""
        for label in self.documented:
            yield label, "documented"
        for label in self.statute:
            yield label, "statute"
        for label in self.ours:
            yield label, "ours"


_NAMES: Final = ("NAME", "NAME_FAMILY", "NAME_GIVEN", "NAME_MEDICAL_PROFESSIONAL")
_ADDRESSES: Final = ("LOCATION_ADDRESS", "LOCATION_ADDRESS_STREET", "LOCATION_ZIP")
_PLACES: Final = ("LOCATION", "LOCATION_CITY", "LOCATION_COUNTRY", "LOCATION_STATE")
_HEALTH: Final = ("BLOOD_TYPE", "CONDITION", "DOSE", "DRUG", "INJURY", "MEDICAL_PROCESS")
_HEALTH_BETA: Final = ("EFFECT", "MEDICAL_CODE")

#: Labels by which a person is found on the internet or in a register, beside those documented.
_IDENTIFIERS: Final = (
    "ACCOUNT_NUMBER",
    "BANK_ACCOUNT",
    "CREDIT_CARD",
    "IP_ADDRESS",
    "NUMERICAL_PII",
    "PASSPORT_NUMBER",
    "PHONE_NUMBER",
    "SSN",
    "USERNAME",
    "VEHICLE_ID",
)
#: What the European and the Quebec law treat as personal, beside what is documented for them.
_PERSONAL: Final = (
    *_NAMES,
    *_ADDRESSES,
    "LOCATION_CITY",
    "LOCATION_COORDINATE",
    *_IDENTIFIERS,
    "GENDER",
    "MARITAL_STATUS",
    "ORIGIN",
    "PHYSICAL_ATTRIBUTE",
    "POLITICAL_AFFILIATION",
    "RELIGION",
    "SEXUALITY",
    *_HEALTH,
)
_PERSONAL_OURS: Final = (
    "CREDIT_CARD_EXPIRATION",
    "CVV",
    "PASSWORD",
    "STATISTICS",
    "URL",
    *_HEALTH_BETA,
)
_SPECIAL_CARE: Final = (
    "ORIGIN",
    "POLITICAL_AFFILIATION",
    "RELIGION",
    "CONDITION",
    "DOSE",
    "DRUG",
    "INJURY",
    "MEDICAL_PROCESS",
)
_SPECIAL_CARE_OURS: Final = ("PHYSICAL_ATTRIBUTE", "BLOOD_TYPE", "STATISTICS", *_HEALTH_BETA)
_DIRECT: Final = (
    *_NAMES,
    *_ADDRESSES,
    *_IDENTIFIERS,
    "DOB",
    "DRIVER_LICENSE",
    "EMAIL_ADDRESS",
    "HEALTHCARE_NUMBER",
    "PASSWORD",
)

#: Names a request may use for a group beside its own.
ALIASES: Final = {"HIPAA": "HIPAA_SAFE_HARBOR"}

GROUPS: Final[tuple[Group, ...]] = (
    Group(
        "APPI",
        "Japan, Act on the Protection of Personal Information, Art. 2(1) to 2(3)",
        statute=(
            *_NAMES,
            "DOB",
            "DRIVER_LICENSE",
            "HEALTHCARE_NUMBER",
            "PASSPORT_NUMBER",
            "SSN",
            *_SPECIAL_CARE,
        ),
        ours=(
            *_ADDRESSES,
            "LOCATION_COORDINATE",
            *(label for label in _IDENTIFIERS if label not in ("PASSPORT_NUMBER", "SSN")),
            "EMAIL_ADDRESS",
            *_SPECIAL_CARE_OURS,
        ),
    ),
    Group(
        "APPI_SENSITIVE",
        "Japan, Act on the Protection of Personal Information, Art. 2(3): race, creed, illness",
        statute=_SPECIAL_CARE,
        ours=_SPECIAL_CARE_OURS,
    ),
    Group(
        "CCI",
        "confidential company information; the API's own example enables the documented ones",
        documented=("CORPORATE_ACTION", "FINANCIAL_METRIC", "MONEY", "ORGANIZATION", "TREND"),
        ours=(
            "EVENT",
            "FILENAME",
            "ORGANIZATION_ID",
            "ORGANIZATION_MEDICAL_FACILITY",
            "PRODUCT",
            "PROJECT",
        ),
    ),
    Group(
        "CORE_ENTITIES",
        "what identifies a person directly",
        ours=_DIRECT,
    ),
    Group(
        "CPRA",
        "California Civil Code 1798.140(v) and (ae), and 1798.80(e)",
        documented=("DOB", "DRIVER_LICENSE", "EMAIL_ADDRESS", "HEALTHCARE_NUMBER"),
        statute=(
            *_NAMES,
            *_ADDRESSES,
            "LOCATION_COORDINATE",
            *(label for label in _IDENTIFIERS if label != "VEHICLE_ID"),
            "GENDER",
            "MARITAL_STATUS",
            "OCCUPATION",
            "ORIGIN",
            "PASSWORD",
            "PHYSICAL_ATTRIBUTE",
            "RELIGION",
            "SEXUALITY",
            *_HEALTH,
        ),
        ours=("VEHICLE_ID", "CREDIT_CARD_EXPIRATION", "CVV", "ROUTING_NUMBER", *_HEALTH_BETA),
    ),
    Group(
        "GDPR",
        "European Union, Regulation 2016/679, Art. 4(1), 4(15) and 9(1)",
        documented=("AGE", "DOB", "DRIVER_LICENSE", "EMAIL_ADDRESS", "HEALTHCARE_NUMBER"),
        statute=_PERSONAL,
        ours=_PERSONAL_OURS,
    ),
    Group(
        "GDPR_SENSITIVE",
        "European Union, Regulation 2016/679, Art. 9(1) and recital 35",
        statute=(
            "ORIGIN",
            "POLITICAL_AFFILIATION",
            "RELIGION",
            "SEXUALITY",
            "HEALTHCARE_NUMBER",
            *_HEALTH,
        ),
        ours=("PHYSICAL_ATTRIBUTE", "STATISTICS", *_HEALTH_BETA),
    ),
    Group(
        "HEALTH_INFORMATION",
        "the API's category of health labels",
        documented=(*_HEALTH, "STATISTICS"),
        ours=_HEALTH_BETA,
    ),
    Group(
        "HIPAA_SAFE_HARBOR",
        "United States, 45 CFR 164.514(b)(2)(i), the eighteen identifiers",
        documented=(
            "AGE",
            "DATE",
            "DATE_INTERVAL",
            "DOB",
            "DRIVER_LICENSE",
            "EMAIL_ADDRESS",
            "HEALTHCARE_NUMBER",
        ),
        statute=(
            *_NAMES,
            "LOCATION",
            *_ADDRESSES,
            "LOCATION_CITY",
            "LOCATION_COORDINATE",
            *_IDENTIFIERS,
            "URL",
            "DAY",
            "MONTH",
        ),
    ),
    Group(
        "LIDI",
        "the API does not say what it means; ours are direct and indirect identifiers",
        ours=(
            *_DIRECT,
            *_PLACES,
            "LOCATION_COORDINATE",
            "AGE",
            "DATE",
            "DATE_INTERVAL",
            "GENDER",
            "LANGUAGE",
            "MARITAL_STATUS",
            "OCCUPATION",
            "ORGANIZATION",
            "ORGANIZATION_MEDICAL_FACILITY",
            "ORIGIN",
            "PHYSICAL_ATTRIBUTE",
            "RELIGION",
        ),
    ),
    Group(
        "NUMERICAL_EXCL_PCI",
        "numbers that identify, without those of the category PCI",
        ours=(
            "ACCOUNT_NUMBER",
            "DRIVER_LICENSE",
            "HEALTHCARE_NUMBER",
            "IP_ADDRESS",
            "LOCATION_COORDINATE",
            "LOCATION_ZIP",
            "NUMERICAL_PII",
            "ORGANIZATION_ID",
            "PASSPORT_NUMBER",
            "PHONE_NUMBER",
            "SSN",
            "VEHICLE_ID",
        ),
    ),
    Group(
        "PCI",
        "the API's category of payment card labels",
        documented=(
            "BANK_ACCOUNT",
            "CREDIT_CARD",
            "CREDIT_CARD_EXPIRATION",
            "CVV",
            "ROUTING_NUMBER",
        ),
    ),
    Group(
        "QUEBEC_PRIVACY_ACT",
        "Quebec, Act respecting the protection of personal information in the private sector, s. 2",
        documented=(
            "AGE",
            "DATE",
            "DATE_INTERVAL",
            "DOB",
            "DRIVER_LICENSE",
            "EMAIL_ADDRESS",
            "HEALTHCARE_NUMBER",
        ),
        statute=_PERSONAL,
        ours=_PERSONAL_OURS,
    ),
)

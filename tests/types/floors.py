"""What is asked of each label: of structured types 9 of 10, of others what is reached so far."""

from __future__ import annotations

from typing import Final

STRUCTURED_FLOOR: Final = 0.9

#: Labels whose form or context gives them away.
STRUCTURED: Final = frozenset(
    [
        "ACCOUNT_NUMBER",
        "AGE",
        "BANK_ACCOUNT",
        "BLOOD_TYPE",
        "CREDIT_CARD",
        "CREDIT_CARD_EXPIRATION",
        "CVV",
        "DATE",
        "DATE_INTERVAL",
        "DOB",
        "DOSE",
        "DRIVER_LICENSE",
        "DURATION",
        "EMAIL_ADDRESS",
        "FILENAME",
        "HEALTHCARE_NUMBER",
        "IP_ADDRESS",
        "LOCATION_COORDINATE",
        "LOCATION_ZIP",
        "MONEY",
        "NUMERICAL_PII",
        "PASSPORT_NUMBER",
        "PASSWORD",
        "PHONE_NUMBER",
        "ROUTING_NUMBER",
        "SSN",
        "TIME",
        "URL",
        "USERNAME",
        "VEHICLE_ID",
    ]
)

#: Recall and precision that other labels must keep, a few points under what all shipped detectors
#: reach together.
FLOORS: Final = {
    "CONDITION": (0.91, 0.76),
    "DRUG": (0.97, 0.83),
    "EVENT": (0.91, 0.89),
    "GENDER": (0.94, 0.84),
    "INJURY": (0.94, 0.87),
    "LANGUAGE": (0.87, 0.94),
    "LOCATION": (0.88, 0.88),
    "LOCATION_ADDRESS": (0.96, 0.93),
    "LOCATION_ADDRESS_STREET": (0.32, 0.7),
    "LOCATION_CITY": (0.97, 0.77),
    "LOCATION_COUNTRY": (0.91, 0.79),
    "LOCATION_STATE": (0.94, 0.78),
    "MARITAL_STATUS": (0.91, 0.82),
    "MEDICAL_PROCESS": (0.88, 0.94),
    "NAME": (0.97, 0.94),
    "NAME_FAMILY": (0.94, 0.73),
    "NAME_GIVEN": (0.97, 0.69),
    "NAME_MEDICAL_PROFESSIONAL": (0.97, 0.91),
    "OCCUPATION": (0.94, 0.94),
    "ORGANIZATION": (0.94, 0.78),
    "ORGANIZATION_MEDICAL_FACILITY": (0.91, 0.94),
    "ORIGIN": (0.86, 0.91),
    "PHYSICAL_ATTRIBUTE": (0.92, 0.81),
    "POLITICAL_AFFILIATION": (0.77, 0.84),
    "RELIGION": (0.86, 0.94),
    "SEXUALITY": (0.91, 0.94),
    "STATISTICS": (0.93, 0.9),
    "ZODIAC_SIGN": (0.94, 0.8),
}

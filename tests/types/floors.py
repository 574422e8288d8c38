"""What is asked of each label: of structured types 9 of 10, of others what is reached so far."""

from __future__ import annotations

from typing import Final

STRUCTURED_FLOOR: Final = 0.9

#: Labels whose form or context gives them away, so that no model is needed.
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

#: Recall and precision of labels that need a model, as patterns and dictionaries reach them alone.
FLOORS: Final = {
    "LOCATION_ADDRESS": (0.8, 0.9),
    "LOCATION_ADDRESS_STREET": (0.2, 0.9),
    "STATISTICS": (0.85, 0.85),
}

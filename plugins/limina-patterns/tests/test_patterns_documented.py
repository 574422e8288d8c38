"""The documented and recorded sentences with structured data, each with everything found in it.

The identifiers are those of the payloads the project keeps in `conformance/`.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

ADDRESS_PARTS = [
    ("123 Fake St", "LOCATION_ADDRESS_STREET"),
    ("123 Fake St, Atlanta, Georgia 40234", "LOCATION_ADDRESS"),
    ("Atlanta", "LOCATION_CITY"),
    ("Georgia", "LOCATION_STATE"),
    ("40234", "LOCATION_ZIP"),
]
DOCUMENTED = {
    "ws-seed-1": ("John Smith lives at 123 Fake St.", [("123 Fake St", "LOCATION_ADDRESS")]),
    "getting-started-1": (
        "For security reasons, may I please have your Social Security number? Yes, 614-5555 01.",
        [("614-5555 01", "SSN")],
    ),
    "ks-default": (
        "My name is Dominik and I was born on 02.03.1995. I was a software developer at Miele.",
        [("02.03.1995", "DOB")],
    ),
    "oa-none": ("This string doesn't have anything to scrub.", []),
    "oa-empty": ("", []),
    "oa-email": (
        "My email is john.doe@example.com.",
        [("john.doe@example.com", "EMAIL_ADDRESS")],
    ),
    "oa-phone": ("My phone number is 123-456-7890.", [("123-456-7890", "PHONE_NUMBER")]),
    "oa-cc": (
        "My credit card number is 4234-5678-9012-3456 and ",
        [("4234-5678-9012-3456", "CREDIT_CARD")],
    ),
    "oa-dob": ("My date of birth is 01/01/2000.", [("01/01/2000", "DOB")]),
    "oa-addr": (
        "My address is 123 Main St, Toronto, On, CAN.",
        [
            ("123 Main St", "LOCATION_ADDRESS_STREET"),
            ("123 Main St, Toronto, On, CAN", "LOCATION_ADDRESS"),
            ("Toronto", "LOCATION_CITY"),
            ("On", "LOCATION_STATE"),
            ("CAN", "LOCATION_COUNTRY"),
        ],
    ),
    "oa-ssn": ("My social security number is 923-45-6789", [("923-45-6789", "SSN")]),
    "oa-dl": (
        "My driver's license number is A123-456-789-012",
        [("A123-456-789-012", "DRIVER_LICENSE")],
    ),
    "oa-passport": ("My passport number is A1234567.", [("A1234567", "PASSPORT_NUMBER")]),
    "oa-natid": (
        "My national ID number is 1234567890123.",
        [("1234567890123", "HEALTHCARE_NUMBER")],
    ),
    "oa-routing": ("My bank routing number is 123456789.", [("123456789", "ROUTING_NUMBER")]),
    "oa-bank": ("My bank account number is 635526789012.", [("635526789012", "BANK_ACCOUNT")]),
    "oa-all": (
        "John Smith's email is johnsmith@example.com and his phone number is 555-123-4567.His "
        "credit card number is 4831-5538-2996-5651 and his social security number is 923-45-6789. "
        "He was born on 01/01/1980.",
        [
            ("johnsmith@example.com", "EMAIL_ADDRESS"),
            ("555-123-4567", "PHONE_NUMBER"),
            ("4831-5538-2996-5651", "CREDIT_CARD"),
            ("923-45-6789", "SSN"),
            ("01/01/1980", "DOB"),
        ],
    ),
    "oa-bob": ("hi my name is Bob Smith.", []),
    "custom-detect-1": (
        "I had 5,000 points in 2019. May I have your name and account number, ma’am? Nessa "
        "Jonsson, N-E-S-S-A J-O-N-S-S-O-N.",
        [("2019", "DATE_INTERVAL")],
    ),
    "analyze-guide-cc": (
        "CC_type: Diners Club International RuPay Visa JCB Amex CCN: 30569309025904 "
        "4242424242424242 CC_CVC: 480 902 CC_Expiredate: 5/28 6/67",
        [
            ("30569309025904", "CREDIT_CARD"),
            ("4242424242424242", "CREDIT_CARD"),
            ("480", "CVV"),
            ("902", "CVV"),
            ("5/28", "CREDIT_CARD_EXPIRATION"),
            ("6/67", "CREDIT_CARD_EXPIRATION"),
        ],
    ),
    "py-batching": ("fourth of Feb nineteen 86", [("fourth of Feb nineteen 86", "DATE")]),
    "postman-1": (
        "could you please verify your address, phone number, and email? 123 Fake St, Atlanta, "
        "Georgia 40234, You said my phone number? Phone number and email, please. "
        "555-666-7777@bob.douglas@gmail.com. Alright",
        [
            *ADDRESS_PARTS,
            ("555-666-7777", "PHONE_NUMBER"),
            ("bob.douglas@gmail.com", "EMAIL_ADDRESS"),
        ],
    ),
    "postman-3": (
        "Well a hundred and forty bucks isn’t bad. Anyway it’ll be um a card. Five six three oh "
        "nine seven six oh. Got that? Um eight nine nine one five seven two four. Three-digit code "
        "is nine oh one, then expires four twenty.",
        [
            ("a hundred and forty bucks", "MONEY"),
            ("Five six three oh nine seven six oh", "CREDIT_CARD"),
            ("eight nine nine one five seven two four", "CREDIT_CARD"),
            ("nine oh one", "CVV"),
            ("four twenty", "CREDIT_CARD_EXPIRATION"),
        ],
    ),
    "postman-5-ar": ("اسمي مايك يونغ، عمري 45 عامًا، ولدت في طهران", [("45", "AGE")]),
    "postman-5-ro": ("Numele meu este Mike Young, am 45 de ani", [("45", "AGE")]),
    "postman-7": (
        "Yep, my Best Corp ID is GID-45434, and my SIN is 690 871 283",
        [("GID-45434", "NUMERICAL_PII"), ("690 871 283", "SSN")],
    ),
    "postman-8": (
        "Microsoft will look to acquired SoftCorp for 30B USD after news",
        [("30B USD", "MONEY")],
    ),
}


@pytest.mark.parametrize("identifier", DOCUMENTED)
def test_a_documented_text_gives_what_is_documented(
    spans: Callable[..., list[tuple[str, str]]], identifier: str
) -> None:
    text, wanted = DOCUMENTED[identifier]
    assert spans(text) == wanted

"""Which family replaces which label."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from limina_synthetic.addresses import address
from limina_synthetic.ask import Family
from limina_synthetic.blood import blood_type
from limina_synthetic.cards import bank_account, credit_card, cvv, routing_number
from limina_synthetic.clock import clock
from limina_synthetic.coordinates import coordinate
from limina_synthetic.dates import date
from limina_synthetic.identifiers import identifier, organization_id, password, ssn
from limina_synthetic.internet import email, filename, url, username
from limina_synthetic.ip import ip_address
from limina_synthetic.names import family_name, given_name, name
from limina_synthetic.organizations import facility, organization
from limina_synthetic.phones import phone
from limina_synthetic.places import city, country, location, state
from limina_synthetic.postcodes import postcode
from limina_synthetic.quantities import age, dose, duration, money, statistics
from limina_synthetic.vocabulary import (
    event,
    language,
    listed,
    medical_code,
    occupation,
    physical_attribute,
    product,
    quantified,
)

#: Label to its family, for every built-in label.
FAMILIES: Mapping[str, Family] = MappingProxyType(
    {
        "ACCOUNT_NUMBER": identifier,
        "AGE": age,
        "BANK_ACCOUNT": bank_account,
        "BLOOD_TYPE": blood_type,
        "CONDITION": quantified,
        "CORPORATE_ACTION": listed,
        "CREDIT_CARD": credit_card,
        "CREDIT_CARD_EXPIRATION": date,
        "CVV": cvv,
        "DATE": date,
        "DATE_INTERVAL": date,
        "DAY": date,
        "DOB": date,
        "DOSE": dose,
        "DRIVER_LICENSE": identifier,
        "DRUG": quantified,
        "DURATION": duration,
        "EFFECT": listed,
        "EMAIL_ADDRESS": email,
        "EVENT": event,
        "FILENAME": filename,
        "FINANCIAL_METRIC": listed,
        "GENDER": listed,
        "HEALTHCARE_NUMBER": identifier,
        "INJURY": listed,
        "IP_ADDRESS": ip_address,
        "LANGUAGE": language,
        "LOCATION": location,
        "LOCATION_ADDRESS": address,
        "LOCATION_ADDRESS_STREET": address,
        "LOCATION_CITY": city,
        "LOCATION_COORDINATE": coordinate,
        "LOCATION_COUNTRY": country,
        "LOCATION_STATE": state,
        "LOCATION_ZIP": postcode,
        "MARITAL_STATUS": listed,
        "MEDICAL_CODE": medical_code,
        "MEDICAL_PROCESS": listed,
        "MONEY": money,
        "MONTH": date,
        "NAME": name,
        "NAME_FAMILY": family_name,
        "NAME_GIVEN": given_name,
        "NAME_MEDICAL_PROFESSIONAL": name,
        "NUMERICAL_PII": identifier,
        "OCCUPATION": occupation,
        "ORGANIZATION": organization,
        "ORGANIZATION_ID": organization_id,
        "ORGANIZATION_MEDICAL_FACILITY": facility,
        "ORIGIN": listed,
        "PASSPORT_NUMBER": identifier,
        "PASSWORD": password,
        "PHONE_NUMBER": phone,
        "PHYSICAL_ATTRIBUTE": physical_attribute,
        "POLITICAL_AFFILIATION": listed,
        "PRODUCT": product,
        "PROJECT": product,
        "RELIGION": listed,
        "ROUTING_NUMBER": routing_number,
        "SEXUALITY": listed,
        "SSN": ssn,
        "STATISTICS": statistics,
        "TIME": clock,
        "TREND": listed,
        "URL": url,
        "USERNAME": username,
        "VEHICLE_ID": identifier,
        "YEAR": date,
        "ZODIAC_SIGN": listed,
    }
)

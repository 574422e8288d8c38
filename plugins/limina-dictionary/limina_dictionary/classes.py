"""The classes a term may belong to, as bits, and the sets of bits the rules ask for.

Data only. A term has one integer: `Paris` is a given name, a family name and a large city at once.
"""

from __future__ import annotations

GIVEN = 1 << 0
FAMILY = 1 << 1
CITY_LARGE = 1 << 2
CITY_MEDIUM = 1 << 3
CITY_SMALL = 1 << 4
STATE = 1 << 5
COUNTRY = 1 << 6
REGION = 1 << 7
LANGUAGE = 1 << 8
ORIGIN = 1 << 9
RELIGION = 1 << 10
POLITICS = 1 << 11
ZODIAC = 1 << 12
MARITAL = 1 << 13
GENDER = 1 << 14
SEXUALITY = 1 << 15
OCCUPATION = 1 << 16
#: A frequent word of some language: alone it is no evidence of a name or place.
COMMON = 1 << 17
#: A common word that is a name more often than not when capitalised (`Grace`, `Mark`).
SOFT = 1 << 18
#: Counts only where the context asks for it (`single`, `Cancer`, `manager`).
DOUBTFUL = 1 << 19
#: A form in small letters of a term that is written with a capital.
LOWERED = 1 << 20
#: What goes before a name: `Mr`, `Dr`, `Frau`.
HONORIFIC = 1 << 21
#: What introduces a name, whatever the name is: `my name is`.
INTRODUCTION = 1 << 22
#: What may introduce a known name: `I am`, `this is`.
PRESENTATION = 1 << 23
#: What ends (`River`) or begins (`Lake`) the name of a landmark.
LANDMARK_HEAD = 1 << 25
LANDMARK_LEAD = 1 << 26
#: A name rather than a place where both are possible and nothing else decides.
NAME_FIRST = 1 << 24
#: A word in both lists of names that is a family name more often than a given name.
FAMILY_FIRST = 1 << 27

CONDITION = 1 << 28
DRUG = 1 << 29
PROCEDURE = 1 << 30
EVENT = 1 << 31
ORGANIZATION = 1 << 32
FACILITY = 1 << 33
CURRENCY = 1 << 34
#: A word of an organisation, a facility, an event or a medical term: the words around decide.
ORGANIZATION_HEAD = 1 << 35
FACILITY_HEAD = 1 << 36
EVENT_HEAD = 1 << 37
CONDITION_HEAD = 1 << 38
PROCEDURE_HEAD = 1 << 39
#: A part of the body, what happens to one, and what is said of one.
BODY_PART = 1 << 40
HURT = 1 << 41
ATTRIBUTE = 1 << 42
#: Known by its ending only.
STEM = 1 << 44
#: What begins such a name: `University of`, `Battle of`.
ORGANIZATION_LEAD = 1 << 45
FACILITY_LEAD = 1 << 46
EVENT_LEAD = 1 << 47

CITY = CITY_LARGE | CITY_MEDIUM | CITY_SMALL
KNOWN_PLACE = CITY_LARGE | STATE | COUNTRY | REGION
PLACE = CITY | STATE | COUNTRY | REGION
NAME = GIVEN | FAMILY
GROUP = LANGUAGE | ORIGIN | RELIGION | POLITICS | ZODIAC | MARITAL | GENDER | SEXUALITY | OCCUPATION
MEDICAL = CONDITION | DRUG | PROCEDURE | HURT | BODY_PART | CONDITION_HEAD | PROCEDURE_HEAD
CUE = HONORIFIC | INTRODUCTION | PRESENTATION

#: Limina label of the classes that have exactly one.
LABELS: dict[int, str] = {
    STATE: "LOCATION_STATE",
    COUNTRY: "LOCATION_COUNTRY",
    REGION: "LOCATION",
    LANGUAGE: "LANGUAGE",
    ORIGIN: "ORIGIN",
    RELIGION: "RELIGION",
    POLITICS: "POLITICAL_AFFILIATION",
    ZODIAC: "ZODIAC_SIGN",
    MARITAL: "MARITAL_STATUS",
    GENDER: "GENDER",
    SEXUALITY: "SEXUALITY",
    OCCUPATION: "OCCUPATION",
}

#: Every label the detector of the built-in lists may emit.
ALL_LABELS = frozenset(LABELS.values()) | {
    "NAME",
    "NAME_GIVEN",
    "NAME_FAMILY",
    "NAME_MEDICAL_PROFESSIONAL",
    "LOCATION",
    "LOCATION_CITY",
    "CONDITION",
    "DRUG",
    "EVENT",
    "INJURY",
    "MEDICAL_PROCESS",
    "MONEY",
    "ORGANIZATION",
    "ORGANIZATION_MEDICAL_FACILITY",
    "PHYSICAL_ATTRIBUTE",
}

"""What /analyze/text and /ner/text say of entities, as pure functions over a text and its entities.

An entity is read into a normal form, its parts and the checks it passes or fails; mentions get
identifiers, and relations are told between them. Third-party tables are consulted (babel's Unicode
locale data, phonenumbers, python-stdnum); nothing here knows a request, a detector or a clock, and
no result depends on the day it is computed.
"""

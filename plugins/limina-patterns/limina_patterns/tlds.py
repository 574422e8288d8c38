"""Top-level domains: which endings make a name of letters and dots an internet name.

Country codes come from the library that also knows the telephone numbers; the generic ones are the
old ones and those in wide use. An e-mail address needs no known ending, a web address without a
scheme does."""

from __future__ import annotations

import phonenumbers

from limina_patterns.words import words

#: Two-letter endings: ISO 3166 codes and the four the registry adds to them.
COUNTRIES = frozenset(code.lower() for code in phonenumbers.SUPPORTED_REGIONS) | {
    "uk",
    "eu",
    "su",
    "tf",
}

#: Generic endings in wide use.
GENERIC = words(
    """
    com org net edu gov mil int info biz name pro aero coop museum jobs mobi travel tel cat asia
    post xxx app dev page blog shop store online site website web tech cloud ai digital email
    network systems solutions services agency company business consulting group team media news
    press tv live video studio design art photo photos photography gallery music film games game fun
    club social community life world global international earth space city town land house homes
    apartments estate properties property health healthcare hospital clinic dental doctor care
    fitness pharmacy bank finance financial money insurance capital fund investments loans tax legal
    law lawyer attorney academy college university education school training institute science
    engineering energy green eco solar bio farm food pizza restaurant cafe bar beer wine coffee
    kitchen recipes fashion clothing shoes style beauty hair jewelry auto car cars bike taxi flights
    hotel holiday vacations tours cruises london paris berlin wien nyc tokyo amsterdam hamburg koeln
    vegas miami boston sydney melbourne ngo ong foundation charity gives zone link click top win xyz
    vip one today works tools software codes host hosting domains support help wiki guide reviews
    review report reise gmbh ltd llc inc
    """
)

#: Endings that make a web address even without a scheme, a `www` or a path.
PLAIN = frozenset({"com", "org", "net", "edu", "gov", "mil"})

ALL = COUNTRIES | GENERIC

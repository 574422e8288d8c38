"""Words of postal addresses in the English-speaking countries: street types, states, provinces,
countries, codes.

Street types after the United States Postal Service's Publication 28, appendix C, and the usage of
Canada Post, Royal Mail, An Post, Australia Post and NZ Post. Patterns match text in its own letter
case."""

from __future__ import annotations

from limina_patterns.words import phrases, words


def _pairs(table: str) -> dict[str, str]:
    """A table of abbreviations, each with its name, separated by commas."""
    return dict(entry.split(" ", 1) for entry in phrases(table))


#: Types that hardly follow a number and a name anywhere but in an address.
STREET_STRONG = words(
    """
    St Str Street Ave Av Avenue Rd Road Blvd Boul Boulevard Bvd Ln Lane Dr Drv Drive Pkwy Parkway
    Hwy Highway Tpke Turnpike Cres Crescent Expy Expressway Fwy Freeway Mews Esplanade Pde Parade
    Cct Cl Gdns Gardens Ter Terr Terrace Trl Cir Ct Pl Sq Byp Bypass Throughway Causeway Cswy Aly
    Alley Quay Motorway Boreen Stravenue Trafficway
    """
)

#: Types that are common words too; they count when capitalised behind a capitalised name.
STREET_MEDIUM = words(
    """
    Court Place Square Way Close Grove Green Row Walk Rise View Park Hill Plaza Trail Circle Circuit
    Loop Crossing Dene Croft Garth Paddock Chase Copse Wharf Yard Lodge Rte Rue Pike Drives Roads
    Streets Courts Circles Parkways
    """
)

#: Types of Publication 28 that name landscapes as often; they count in an address that goes on, or
#: beside a word for it.
STREET_RARE = words(
    """
    Annex Arcade Bayou Beach Bend Bluff Bluffs Bottom Branch Bridge Brook Brooks Burg Burgs Camp
    Canyon Cape Center Centers Centre Cliff Cliffs Club Common Commons Corner Corners Course Cove
    Coves Creek Crest Crossroad Crossroads Curve Dale Dam Divide Estate Estates Extension Extensions
    Fall Falls Ferry Field Fields Flat Flats Ford Fords Forest Forge Forges Fork Forks Fort Garden
    Gateway Gateways Glen Glens Greens Groves Harbor Harbors Haven Heights Hts Hills Hollow Inlet
    Island Islands Isle Junction Junctions Key Keys Knoll Knolls Lake Lakes Land Landing Light
    Lights Loaf Lock Locks Mall Manor Manors Meadow Meadows Mill Mills Mission Mount Mountain
    Mountains Neck Orchard Oval Overpass Parks Pass Passage Path Pine Pines Plain Plains Plazas
    Point Points Port Ports Prairie Radial Ramp Ranch Rapid Rapids Rest Ridge Ridges River Route Run
    Shoal Shoals Shore Shores Skyway Spring Springs Spur Spurs Squares Station Stream Summit Trace
    Track Tunnel Tunnels Underpass Union Unions Valley Valleys Viaduct Views Village Villages Ville
    Vista Walks Wall Ways Well Wells Vale Pt Concourse Approach Alleyway Walkway Footway Cutting
    Siding Anchorage Brae Basin Ranch
    """
)

#: Points of the compass before or behind a street's name.
COMPASS = phrases(
    """
    North East, North West, South East, South West, Northeast, Northwest, Southeast, Southwest,
    North, South, East, West, NE, NW, SE, SW, N, S, E, W, N.E., N.W., S.E., S.W., N., S., E., W.,
    NORTH, SOUTH, EAST, WEST
    """
)

US_STATES = _pairs(
    """
    AL Alabama, AK Alaska, AZ Arizona, AR Arkansas, CA California, CO Colorado, CT Connecticut,
    DE Delaware, DC District of Columbia, FL Florida, GA Georgia, HI Hawaii, ID Idaho, IL
    Illinois, IN Indiana, IA Iowa, KS Kansas, KY Kentucky, LA Louisiana, ME Maine, MD Maryland,
    MA Massachusetts, MI Michigan, MN Minnesota, MS Mississippi, MO Missouri, MT Montana, NE
    Nebraska, NV Nevada, NH New Hampshire, NJ New Jersey, NM New Mexico, NY New York, NC North
    Carolina, ND North Dakota, OH Ohio, OK Oklahoma, OR Oregon, PA Pennsylvania, RI Rhode
    Island, SC South Carolina, SD South Dakota, TN Tennessee, TX Texas, UT Utah, VT Vermont, VA
    Virginia, WA Washington, WV West Virginia, WI Wisconsin, WY Wyoming, PR Puerto Rico, GU
    Guam, VI Virgin Islands, AS American Samoa, MP Northern Mariana Islands, FM Federated States
    of Micronesia, MH Marshall Islands, PW Palau, AA AA, AE AE, AP AP
    """
)

CA_PROVINCES = _pairs(
    """
    AB Alberta, BC British Columbia, MB Manitoba, NB New Brunswick, NL Newfoundland and
    Labrador, NF Newfoundland, NS Nova Scotia, NT Northwest Territories, NU Nunavut, ON Ontario,
    PE Prince Edward Island, PEI Prince Edward Island, QC Quebec, PQ Québec, SK Saskatchewan, YT
    Yukon, ONT Ontario, QUE Quebec
    """
)

AU_STATES = _pairs(
    """
    NSW New South Wales, VIC Victoria, QLD Queensland, SA South Australia, TAS Tasmania, ACT
    Australian Capital Territory
    """
)

STATE_CODES = tuple(sorted({*US_STATES, *CA_PROVINCES, *AU_STATES, "WA", "NT"}))
_LONG_NAMES = (*US_STATES.values(), *CA_PROVINCES.values(), *AU_STATES.values())
STATE_NAMES = (
    *sorted({name for name in _LONG_NAMES if len(name) > 2}),
    *phrases(
        "Northern Territory, Western Australia, Newfoundland & Labrador, Washington D.C., D.C."
    ),
)

#: Counties that stand where a state does in British addresses.
REGIONS = phrases(
    """
    Bedfordshire, Berkshire, Buckinghamshire, Cambridgeshire, Cheshire, Cornwall, Cumbria,
    Derbyshire, Devon, Dorset, Durham, Essex, Gloucestershire, Hampshire, Herefordshire,
    Hertfordshire, Kent, Lancashire, Leicestershire, Lincolnshire, Merseyside, Middlesex, Norfolk,
    Northamptonshire, Northumberland, Nottinghamshire, Oxfordshire, Rutland, Shropshire, Somerset,
    Staffordshire, Suffolk, Surrey, Warwickshire, Wiltshire, Worcestershire, Yorkshire, West
    Yorkshire, North Yorkshire, South Yorkshire, East Sussex, West Sussex, West Midlands, Greater
    London, Greater Manchester, Tyne and Wear, Isle of Wight, Herts, Berks, Bucks, Hants, Lancs,
    Leics, Lincs, Northants, Notts, Oxon, Staffs, Wilts, Worcs, Cambs, Fife, Lothian, Strathclyde,
    Gwynedd, Powys, Dyfed, Clwyd, Gwent
    """
)

COUNTRIES = phrases(
    """
    USA, U.S.A., U.S.A, US, U.S., United States, United States of America, America, Canada, CAN, CA,
    UK, U.K., United Kingdom, Great Britain, GB, England, Scotland, Wales, Northern Ireland,
    Ireland, Republic of Ireland, Éire, Australia, AUS, New Zealand, NZ, Aotearoa
    """
)

#: `12345`, `12345-6789`.
US_ZIP = r"[0-9]{5}(?:-[0-9]{4})?(?![0-9])"
#: `M6R 1B5`; D, F, I, O, Q, U never occur, W and Z not in front (Canada Post).
CA_POSTAL = (
    r"[ABCEGHJ-NPRSTVXY][0-9][ABCEGHJ-NPRSTV-Z][ -]?[0-9][ABCEGHJ-NPRSTV-Z][0-9](?![0-9A-Za-z])"
)
#: The first half of a British postcode. Eight areas have one letter, all others two.
UK_OUTWARD = (
    r"(?:[BEGLMNSW](?:[0-9]{1,2}|[0-9][A-HJKPS-UW])"
    r"|[A-PR-UWYZ][A-HK-Y](?:[0-9]{1,2}|[0-9][ABEHMNPRV-Y]))"
)
#: `SW1A 1AA`; the last two letters are never C, I, K, M, O, V (Royal Mail).
UK_POSTCODE = rf"(?:GIR ?0AA|{UK_OUTWARD}[ ]?[0-9][ABD-HJLNP-UW-Z]{{2}})(?![0-9A-Za-z])"
#: Eircode, `D02 X285`.
IE_EIRCODE = r"(?:[AC-FHKNPRTV-Y][0-9]{2}|D6W)[ ]?[0-9AC-FHKNPRTV-Y]{4}(?![0-9A-Za-z])"
#: Four digits in Australia and New Zealand; only behind a state or a city.
AU_NZ_POSTCODE = r"[0-9]{4}(?![0-9-])"

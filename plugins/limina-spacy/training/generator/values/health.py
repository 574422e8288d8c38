"""Illnesses, injuries, medicines, treatments, wards."""
# ruff: noqa: E501 (tables of forms)

from __future__ import annotations

from training.generator.values.base import Context, provides, terms
from training.generator.values.persons import person
from training.generator.values.places import city
from training.generator.values.pools import made_up, names
from training.generator.values.spoken import words

_DEGREES = {
    "en": ("chronic ", "acute ", "severe ", "mild ", "recurrent ", "early-stage ", "stage 2 ", "advanced ", "suspected ", "bilateral ", "left-sided ", "moderate ", "uncontrolled "),
    "es": ("", ""), "de": ("chronische ", "akute ", "schwere ", "leichte "), "fr": ("", ""),
}  # fmt: skip
_AFTER = {
    "es": (" crónica", " aguda", " grave", " leve"),
    "fr": (" chronique", " aiguë", " sévère"),
}
_STEMS = (
    "ala",
    "beri",
    "cor",
    "dexa",
    "elu",
    "fluvo",
    "gera",
    "hydro",
    "ima",
    "lora",
    "meto",
    "nira",
    "olme",
    "pera",
    "quino",
    "rosa",
    "sita",
    "trava",
    "vero",
    "zanu",
    "adali",
    "beva",
    "pembro",
    "tofa",
)
_ENDS = (
    "pril",
    "sartan",
    "olol",
    "statin",
    "mab",
    "tinib",
    "azole",
    "cillin",
    "mycin",
    "floxacin",
    "oxetine",
    "azepam",
    "gliptin",
    "gliflozin",
    "vir",
    "zumab",
    "lukast",
    "idine",
    "tidine",
    "prazole",
    "caine",
    "setron",
)


@provides("CONDITION")
def condition(ctx: Context) -> str:
    """An illness or a complaint."""
    text = ctx.term("conditions")
    roll = ctx.rng.random()
    if roll < 0.1 and text[0].islower():
        after = _AFTER.get(ctx.lang)
        text = text + ctx.pick(after) if after else ctx.pick(_DEGREES[ctx.lang]) + text
    elif roll < 0.12 and ctx.lang == "en":
        text = f"{person(ctx).family}{ctx.pick((chr(39) + 's disease', ' syndrome', chr(39) + 's syndrome', ' disorder'))}"
    elif roll < 0.2:
        return text[0].upper() + text[1:]
    elif roll < 0.22:
        return text.upper()
    return text


@provides("DRUG")
def drug(ctx: Context) -> str:
    """A medicine, a brand or a made-up one."""
    roll = ctx.rng.random()
    text = ctx.term("drugs") if ctx.chance(0.75) else ctx.pick(terms("en", "drugs"))
    if roll < 0.06:
        text = ctx.pick(_STEMS) + ctx.pick(_ENDS)
    elif roll < 0.08:
        text = made_up(ctx.rng)
    if roll > 0.95:
        return text.upper()
    return text.capitalize() if roll > 0.8 and text.islower() else text


_FORMS = {
    "en": ("tablet", "tablets", "capsules", "pills", "puffs", "drops", "units", "teaspoons", "patch", "sprays", "vials", "tabs", "caplets", "lozenges", "ampoules", "tablespoons", "doses"),
    "es": ("comprimidos", "cápsulas", "gotas", "pastillas", "inhalaciones", "sobres", "unidades", "ampollas"),
    "de": ("Tabletten", "Kapseln", "Tropfen", "Hübe", "Einheiten", "Ampullen", "Beutel"),
    "fr": ("comprimés", "gélules", "gouttes", "bouffées", "sachets", "ampoules", "cuillères", "unités"),
}  # fmt: skip
_MASS = (
    "mg",
    "mg",
    "mg",
    "mg",
    "mcg",
    "µg",
    "g",
    "ml",
    "mL",
    "IU",
    "mg/kg",
    "mg/ml",
    "mEq",
    "cc",
    "%",
    "units",
    "mg/dL",
    "UI",
)


@provides("DOSE")
def dose(ctx: Context) -> str:
    """How much of a medicine."""
    rng = ctx.rng
    number = rng.choice(
        (
            5,
            10,
            20,
            25,
            40,
            50,
            75,
            80,
            100,
            125,
            200,
            250,
            300,
            400,
            500,
            600,
            800,
            1000,
            rng.randint(1, 999),
        )
    )
    small = rng.randint(1, 4)
    point = "." if ctx.lang == "en" else ","
    figure = ctx.pick(
        (
            str(number),
            str(number),
            f"{small}{point}{rng.choice((5, 25, 75, 2))}",
            f"0{point}{rng.choice((5, 25, 125, 1))}",
        )
    )
    options = [
        f"{figure}{ctx.pick(('', ' ', ' '))}{ctx.pick(_MASS)}",
        f"{figure}{ctx.pick(('', ' '))}mg",
        f"{small} {ctx.pick(_FORMS[ctx.lang])}",
        f"{words(small + 1, ctx.lang)} {ctx.pick(_FORMS[ctx.lang])}",
    ]
    if ctx.lang == "en":
        options += [f"{number} milligrams", f"{words(rng.choice((5, 10, 20, 50, 100, 500)), 'en')} milligrams", "half a tablet", f"{number}/{number // 2 or 1} mg", f"{small}-{small + 1} tablets", f"{number}mg", "one tablet", f"{number} mg x {small}"]  # fmt: skip
    return ctx.pick(options)


@provides("INJURY")
def injury(ctx: Context) -> str:
    """A wound, mostly as a noun."""
    text = ctx.term("injuries")
    if ctx.lang == "en" and ctx.chance(0.12):
        side, part = (
            ctx.pick(("left", "right", "lower", "upper")),
            ctx.pick(
                (
                    "arm",
                    "leg",
                    "hand",
                    "foot",
                    "thigh",
                    "shoulder",
                    "forearm",
                    "knee",
                    "hip",
                    "back",
                    "jaw",
                    "cheek",
                    "ankle",
                    "wrist",
                )
            ),
        )
        what = ctx.pick(
            (
                "laceration",
                "fracture",
                "contusion",
                "burn",
                "sprain",
                "puncture wound",
                "abrasion",
                "hematoma",
                "bruising",
            )
        )
        text = ctx.pick(
            (
                f"{what} to the {side} {part}",
                f"{side} {part} {what}",
                f"{what} of the {side} {part}",
            )
        )
    return text[0].upper() + text[1:] if ctx.chance(0.05) else text


@provides("MEDICAL_PROCESS")
def process(ctx: Context) -> str:
    """A treatment, a test, an operation."""
    text = ctx.term("procedures").removeprefix("an ")
    if ctx.lang == "en" and ctx.chance(0.08):
        part = ctx.pick(
            (
                "knee",
                "hip",
                "shoulder",
                "spine",
                "abdomen",
                "chest",
                "brain",
                "neck",
                "pelvis",
                "foot",
                "wrist",
                "heart",
                "eye",
            )
        )
        text = ctx.pick(
            (
                f"{part} surgery",
                f"MRI of the {part}",
                f"{part} X-ray",
                f"CT {part}",
                f"{part} ultrasound",
                f"{part} biopsy",
                f"{part} replacement",
            )
        )
    return text[0].upper() + text[1:] if ctx.chance(0.1) else text


@provides("BLOOD_TYPE")
def blood_type(ctx: Context) -> str:
    """Group and factor."""
    group = ctx.pick(("A", "B", "AB", "O"))
    plus, minus = {
        "en": ("positive", "negative"),
        "es": ("positivo", "negativo"),
        "de": ("positiv", "negativ"),
        "fr": ("positif", "négatif"),
    }[ctx.lang]
    word = ctx.pick((plus, minus))
    sign = "+" if word == plus else ctx.pick(("-", "-", "−"))
    short = "pos" if word == plus else "neg"
    return ctx.pick((f"{group}{sign}", f"{group}{sign}", f"{group} {word}", f"{group} {word}", f"{group} {sign}", f"{group}-{word}", f"{group} {short}", f"{group} Rh{sign}",
                     f"{group} Rh {word}", f"{group}{short}" if ctx.chance(0.3) else f"{group} {word}"))  # fmt: skip


@provides("ORGANIZATION_MEDICAL_FACILITY")
def facility(ctx: Context) -> str:
    """A hospital, a practice, a pharmacy."""
    if ctx.key and ctx.key in ctx.orgs:
        return ctx.orgs[ctx.key]
    roll = ctx.rng.random()
    head = ctx.term("facility-heads")
    if roll < 0.12:
        text = ctx.term("facilities-known")
    elif "{n}" in head:
        text = head.replace("{n}", _base(ctx))
    else:
        text = f"{_base(ctx)} {head}" if ctx.lang in ("en", "de") else f"{head} {_base(ctx)}"
    if ctx.key:
        ctx.orgs[ctx.key] = text
    return text


_SAINTS = {"en": ("St. Mary's", "St. Joseph's", "St. Luke's", "Saint Francis", "Holy Cross", "Good Samaritan", "St. Vincent", "Mercy", "Sacred Heart", "St Jude's", "Mount Carmel", "St. Elizabeth", "Providence", "Trinity", "Beth Israel"),
           "es": ("San Juan", "Santa María", "San José", "La Paz", "Virgen del Rocío", "San Carlos", "Santa Lucía", "La Fe", "12 de Octubre", "Ramón y Cajal"),
           "de": ("St. Josef", "St. Marien", "Elisabeth", "Heilig Geist", "Barmherzige Brüder", "St. Anna", "Vinzenz", "Rotes Kreuz", "Paracelsus"),
           "fr": ("Saint-Joseph", "Sainte-Marie", "Saint-Louis", "Notre-Dame", "Hôtel-Dieu", "Pasteur", "Saint-Antoine", "Lariboisière", "des Lilas")}  # fmt: skip
_TOWNWORDS = (
    "Northside",
    "Lakeview",
    "Riverside",
    "Sunrise",
    "Evergreen",
    "Oakwood",
    "Greenfield",
    "Bayview",
    "Maplewood",
    "Cedar Grove",
    "Valley",
    "Coastal",
    "Metro",
    "Harmony",
    "Summit",
    "Bright Smile",
    "Pinecrest",
    "Hillside",
    "Westside",
    "Heartland",
    "Blue Ridge",
    "Silver Lake",
    "Willow Creek",
    "Golden Gate",
    "Harbor",
    "Crossroads",
    "Parkside",
    "Highland",
    "Beacon",
    "Unity",
)


def _base(ctx: Context) -> str:
    roll = ctx.rng.random()
    if roll < 0.25:
        return ctx.pick(_SAINTS[ctx.lang])
    if roll < 0.55:
        return city(Context(ctx.rng, lang=ctx.lang, country=ctx.country))
    if roll < 0.75:
        return ctx.pick(names(ctx.country).family)
    return ctx.pick(_TOWNWORDS) if ctx.lang == "en" else ctx.pick(_SAINTS[ctx.lang])

"""Dates and periods."""
# ruff: noqa: E501 (tables of forms)

from __future__ import annotations

from datetime import date

from training.generator.values.base import Context, provides
from training.generator.values.spoken import words

_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}  # fmt: skip
MONTHS = {lang: text.split() for lang, text in _MONTHS.items()}
_SHORT = {
    "en": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    "es": ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"],
    "de": [
        "Jan.",
        "Feb.",
        "März",
        "Apr.",
        "Mai",
        "Juni",
        "Juli",
        "Aug.",
        "Sept.",
        "Okt.",
        "Nov.",
        "Dez.",
    ],
    "fr": [
        "janv.",
        "févr.",
        "mars",
        "avr.",
        "mai",
        "juin",
        "juil.",
        "août",
        "sept.",
        "oct.",
        "nov.",
        "déc.",
    ],
}
WEEKDAYS = {
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    "es": ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
    "de": ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"],
    "fr": ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
}
_SEASONS = {
    "en": ("spring", "summer", "fall", "autumn", "winter"),
    "es": ("primavera", "verano", "otoño", "invierno"),
    "de": ("Frühling", "Sommer", "Herbst", "Winter", "Frühjahr"),
    "fr": ("printemps", "été", "automne", "hiver"),
}
_EN_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "twenty-first",
    "twenty-second",
    "twenty-third",
    "twenty-fourth",
    "twenty-fifth",
    "twenty-sixth",
    "twenty-seventh",
    "twenty-eighth",
    "twenty-ninth",
    "thirtieth",
    "thirty-first",
]
_RECENT = (date(1985, 1, 1).toordinal(), date(2031, 12, 31).toordinal())
_BIRTH = (date(1930, 1, 1).toordinal(), date(2022, 12, 31).toordinal())


def _day(ctx: Context, span: tuple[int, int] = _RECENT) -> date:
    """The date of the slot's key, or a new one."""
    if ctx.key and ctx.key in ctx.days:
        return date.fromordinal(ctx.days[ctx.key])
    if span is _RECENT and ctx.chance(0.7):
        span = (date(2015, 1, 1).toordinal(), date(2027, 12, 31).toordinal())
    found = ctx.rng.randint(*span)
    if ctx.key:
        ctx.days[ctx.key] = found
    return date.fromordinal(found)


def _numeric(ctx: Context, day: date) -> str:
    d, m, y = day.day, day.month, day.year
    short = y % 100
    first, second = (m, d) if ctx.lang == "en" and ctx.country in ("US", "CA", "PH") else (d, m)
    mark = ctx.pick(("/", "/", "/", "-", "."))
    if ctx.lang == "de":
        mark = ctx.pick((".", ".", ".", "/", ". "))
    return ctx.pick((
        f"{first:02}{mark}{second:02}{mark}{y}", f"{first:02}{mark}{second:02}{mark}{y}", f"{first}{mark}{second}{mark}{y}",
        f"{first:02}{mark}{second:02}{mark}{short:02}", f"{first}{mark}{second}{mark}{short:02}", f"{y}/{m:02}/{d:02}",
        f"{d:02}-{_SHORT[ctx.lang][m - 1].strip('.')}-{y}", f"{first}{mark}{second}" + ("." if ctx.lang == "de" else ""),
        f"{d:02}{_SHORT[ctx.lang][m - 1].strip('.').upper()}{y}", f"{y}.{m:02}.{d:02}", f"{y}-{m:02}-{d:02}",
    ))  # fmt: skip


def _ordinal(number: int) -> str:
    if number in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def _words(ctx: Context, day: date) -> str:
    lang = ctx.lang
    d, y = day.day, day.year
    month, short = MONTHS[lang][day.month - 1], _SHORT[lang][day.month - 1]
    week = WEEKDAYS[lang][day.weekday()]
    if lang == "en":
        dot = ctx.pick(("", "."))
        return ctx.pick((
            f"{month} {d}, {y}", f"{month} {d}, {y}", f"{month} {d} {y}", f"{d} {month} {y}", f"{d} {month} {y}", f"{month} {d}",
            f"{month} {_ordinal(d)}", f"{month} {_ordinal(d)}, {y}", f"{_ordinal(d)} {month} {y}", f"{_ordinal(d)} of {month}",
            f"{short}{dot} {d}, {y}", f"{short} {d}", f"{d} {short} {y}", f"{week}, {month} {d}, {y}", f"{week}, {month} {d}",
            f"{week} {d} {month}", f"{week} {month} {_ordinal(d)}", f"the {_ordinal(d)} of {month}, {y}", f"{d} {month}",
            f"{short} {_ordinal(d)} {y}", f"{week[:3]}, {d} {short} {y}", f"{week[:3]} {short} {d}", f"{short}. {d}, '{y % 100:02}",
        ))  # fmt: skip
    if lang == "es":
        return ctx.pick((
            f"{d} de {month} de {y}", f"{d} de {month} de {y}", f"{d} de {month} del {y}", f"{d} de {month}", f"{week} {d} de {month}",
            f"{week}, {d} de {month} de {y}", f"{d} {month} {y}", f"{d} {short} {y}", f"{d}-{short}-{y}", f"{d} de {month.title()} de {y}",
        ))  # fmt: skip
    if lang == "de":
        return ctx.pick((
            f"{d}. {month} {y}", f"{d}. {month} {y}", f"{d}. {month}", f"{d:02}. {month} {y}", f"{week}, {d}. {month} {y}",
            f"{week}, den {d}. {month} {y}", f"{week}, {d}. {month}", f"{d}. {short} {y}", f"{d}.{month} {y}",
        ))  # fmt: skip
    d_fr = "1er" if d == 1 else str(d)
    return ctx.pick((
        f"{d_fr} {month} {y}", f"{d_fr} {month} {y}", f"{d_fr} {month}", f"{week} {d_fr} {month} {y}", f"{week} {d_fr} {month}",
        f"{d_fr} {short} {y}", f"{d:02} {month} {y}",
    ))  # fmt: skip


def _year_said(ctx: Context, year: int) -> str:
    if ctx.lang == "en" and not 2000 <= year <= 2009:
        tail = year % 100
        said = (
            "hundred" if not tail else words(tail, "en") if tail > 9 else f"oh {words(tail, 'en')}"
        )
        return f"{words(year // 100, 'en')} {said}"
    if ctx.lang == "de" and year < 2000:
        tail = year % 100
        return f"{words(year // 100, 'de')}hundert{words(tail, 'de') if tail else ''}"
    return words(year, ctx.lang)


def _spoken(ctx: Context, day: date) -> str:
    month = MONTHS[ctx.lang][day.month - 1]
    year = _year_said(ctx, day.year)
    if ctx.lang == "en":
        nth = _EN_ORDINALS[day.day - 1]
        return ctx.pick((f"{month} {nth}", f"{month} {nth} {year}", f"the {nth} of {month} {year}", f"{nth} of {month}",
                         f"{month} {nth}, {year}", f"{month.lower()} {nth.replace('-', ' ')} {year}"))  # fmt: skip
    number = words(day.day, ctx.lang)
    if ctx.lang == "es":
        return ctx.pick((f"{number} de {month} de {year}", f"{number} de {month}"))
    if ctx.lang == "de":
        ten = number + ("ter" if day.day < 20 else "ster")
        ten = {1: "erster", 3: "dritter", 7: "siebter"}.get(day.day, ten)
        return ctx.pick((f"{ten} {month} {year}", f"{ten} {month}"))
    number = "premier" if day.day == 1 else number
    return ctx.pick((f"{number} {month} {year}", f"{number} {month}"))


@provides("DATE", "numeric", share=2)
def date_numeric(ctx: Context) -> str:
    """In figures."""
    return _numeric(ctx, _day(ctx))


@provides("DATE", "words", share=3)
def date_words(ctx: Context) -> str:
    """With the month's name."""
    return _words(ctx, _day(ctx))


@provides("DATE", "iso", share=0.7)
def date_iso(ctx: Context) -> str:
    """`2024-03-07`"""
    day = _day(ctx)
    return day.isoformat() if ctx.chance(0.9) else day.strftime("%Y%m%d")


@provides("DATE", "spoken", share=0.4)
def date_spoken(ctx: Context) -> str:
    """All in words."""
    return _spoken(ctx, _day(ctx))


@provides("DOB", "numeric", share=1)
def birth_numeric(ctx: Context) -> str:
    """In figures."""
    return _numeric(ctx, _day(ctx, _BIRTH))


@provides("DOB", "words", share=1)
def birth_words(ctx: Context) -> str:
    """With the month's name, or said."""
    day = _day(ctx, _BIRTH)
    return _spoken(ctx, day) if ctx.chance(0.08) else _words(ctx, day)


@provides("DATE_INTERVAL", "year", share=3)
def year(ctx: Context) -> str:
    """A year alone."""
    number = ctx.rng.randint(1975, 2030) if ctx.chance(0.8) else ctx.rng.randint(1780, 1975)
    if ctx.chance(0.04):
        return _year_said(ctx, number)
    return f"'{number % 100:02}" if ctx.lang == "en" and ctx.chance(0.03) else str(number)


@provides("DATE_INTERVAL", "month_year", share=2)
def month_year(ctx: Context) -> str:
    """A month and its year."""
    day = _day(ctx)
    month = MONTHS[ctx.lang][day.month - 1]
    short = _SHORT[ctx.lang][day.month - 1]
    if ctx.lang == "es":
        return ctx.pick(
            (
                f"{month} de {day.year}",
                f"{month} del {day.year}",
                f"{month} {day.year}",
                f"{day.month:02}/{day.year}",
            )
        )
    extra: tuple[str, ...] = (
        (f"{month}, {day.year}", f"{month} of {day.year}", f"{short}. {day.year}")
        if ctx.lang == "en"
        else ()
    )
    return ctx.pick(
        (
            f"{month} {day.year}",
            f"{month} {day.year}",
            f"{short} {day.year}",
            f"{day.month:02}/{day.year}",
            *extra,
        )
    )


@provides("DATE_INTERVAL", "range", share=2)
def day_range(ctx: Context) -> str:
    """From one to another."""
    rng = ctx.rng
    start = _day(ctx)
    a, b = sorted(rng.sample(range(1, 29), 2))
    year_a = start.year
    year_b = year_a + rng.randint(1, 8)
    month = MONTHS[ctx.lang][start.month - 1]
    other = MONTHS[ctx.lang][rng.randint(0, 11)]
    week, later = ctx.pick(WEEKDAYS[ctx.lang]), ctx.pick(WEEKDAYS[ctx.lang])
    dash = ctx.pick(("-", "–", " - ", " – "))
    year_pair = (
        f"{year_a}{dash}{year_b}",
        f"{year_a}/{year_b % 100:02}",
        f"{year_a}-{year_b % 100:02}",
    )
    if ctx.lang == "es":
        return ctx.pick((*year_pair, f"del {a} al {b} de {month}", f"{a}{dash}{b} de {month}", f"{a} al {b} de {month} de {year_a}",
                         f"{month} a {other}", f"{month}{dash}{other} {year_a}"))  # fmt: skip
    if ctx.lang == "de":
        return ctx.pick((*year_pair, f"{a}.{dash}{b}. {month}", f"{a}. bis {b}. {month} {year_a}", f"{month} bis {other} {year_a}",
                         f"{a:02}.{start.month:02}.{dash}{b:02}.{start.month:02}.{year_a}", f"{year_a} bis {year_b}"))  # fmt: skip
    if ctx.lang == "fr":
        return ctx.pick((*year_pair, f"du {a} au {b} {month}", f"{a}{dash}{b} {month} {year_a}", f"{month} à {other} {year_a}",
                         f"{a} au {b} {month} {year_a}"))  # fmt: skip
    return ctx.pick((
        *year_pair, f"{month} {a}{dash}{b}", f"{month} {a} to {b}", f"{a}{dash}{b} {month} {year_a}", f"{month} {a}{dash}{b}, {year_a}",
        f"{month}{dash}{other} {year_a}", f"{month} to {other}", f"{month} {a} through {other} {b}", f"{year_a} to {year_b}", f"Q{rng.randint(1, 4)} {year_a}",
        f"{week} to {later}", f"{week}{dash}{later}", f"{start.month}/{a}{dash}{start.month}/{b}", f"between {year_a} and {year_b}".removeprefix("between "),
        f"{month} {year_a}{dash}{other} {year_b}", f"FY{year_a}", f"the week of {month} {a}".removeprefix("the "),
    ))  # fmt: skip


@provides("DATE_INTERVAL", "season", share=0.8)
def season(ctx: Context) -> str:
    """A season, mostly with its year."""
    name, number = ctx.pick(_SEASONS[ctx.lang]), ctx.rng.randint(1985, 2030)
    if ctx.lang == "es":
        return ctx.pick((f"{name} de {number}", f"{name}", f"{name} de {number}"))
    if ctx.lang == "fr":
        return ctx.pick(
            (
                f"{name} {number}",
                f"{name}",
                f"l'{name} {number}" if name[0] in "éah" else f"{name} {number}",
            )
        )
    if ctx.lang == "de":
        return ctx.pick((f"{name} {number}", f"{name}", f"{name} {number}"))
    return ctx.pick((f"{name} {number}", f"{name} of {number}", name, f"{name.title()} {number}"))


@provides("DATE_INTERVAL", "decade", share=0.8)
def decade(ctx: Context) -> str:
    """Ten years or a hundred."""
    tens = ctx.rng.randint(2, 9) * 10
    if ctx.lang == "es":
        return ctx.pick(
            (f"años {tens}", f"década de 19{tens}", f"los {tens}", "siglo XIX", "siglo XX")
        )
    if ctx.lang == "de":
        return ctx.pick(
            (
                f"{tens}er Jahre",
                f"19{tens}er",
                f"19{tens}er Jahre",
                "19. Jahrhundert",
                "20. Jahrhundert",
            )
        )
    if ctx.lang == "fr":
        return ctx.pick((f"années {tens}", f"années 19{tens}", "XIXe siècle", "XXe siècle"))
    said = _EN_ORDINALS[ctx.rng.randint(14, 20)]
    return ctx.pick((f"19{tens}s", f"{tens}s", f"'{tens}s", f"early 19{tens}s", f"late {tens}s", f"mid-19{tens}s", "2010s",
                     f"{ctx.rng.randint(15, 21)}th century".replace("21th", "21st"), f"{said} century"))  # fmt: skip

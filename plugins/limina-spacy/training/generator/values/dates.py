"""Dates, periods, clock times, durations and ages."""
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


@provides("TIME", share=5)
def time(ctx: Context) -> str:
    """Clock time in figures."""
    rng = ctx.rng
    h, m, s = (
        rng.randint(0, 23),
        rng.choice((0, 0, 15, 30, 45, rng.randint(0, 59))),
        rng.randint(0, 59),
    )
    if ctx.lang == "de":
        return ctx.pick(
            (
                f"{h}:{m:02} Uhr",
                f"{h}.{m:02} Uhr",
                f"{h} Uhr",
                f"{h:02}:{m:02}",
                f"{h:02}:{m:02}:{s:02}",
                f"{h} Uhr {m or 30}",
            )
        )
    if ctx.lang == "fr":
        return ctx.pick(
            (
                f"{h}h{m:02}",
                f"{h} h {m:02}",
                f"{h}h",
                f"{h:02}:{m:02}",
                f"{h} heures",
                f"{h:02}:{m:02}:{s:02}",
                f"{h} h",
            )
        )
    if ctx.lang == "es":
        return ctx.pick(
            (
                f"{h:02}:{m:02}",
                f"{h}:{m:02} h",
                f"{h}:{m:02} horas",
                f"{h:02}:{m:02}:{s:02}",
                f"{h}.{m:02} h",
                f"{h % 12 or 12}:{m:02} p. m.",
                f"{h}h",
            )
        )
    twelve = h % 12 or 12
    half = ctx.pick(
        ("am", "pm", "AM", "PM", " am", " pm", " AM", " PM", " a.m.", " p.m.", "a", "p")
        if ctx.chance(0.9)
        else ("AM", "PM")
    )
    zone = (
        ctx.pick((" EST", " GMT", " PST", " UTC", " CET", " ET", " Eastern"))
        if ctx.chance(0.08)
        else ""
    )
    return ctx.pick((
        f"{twelve}:{m:02}{half}{zone}", f"{twelve}:{m:02}{half}{zone}", f"{twelve}{half}{zone}", f"{h:02}:{m:02}{zone}", f"{h:02}:{m:02}{zone}",
        f"{twelve}:{m:02}", f"{h:02}:{m:02}:{s:02}", f"{h:02}{m:02} hours", "noon" if ctx.chance(0.5) else "midnight", f"{h:02}:{m:02}:{s:02}.{rng.randint(0, 999):03}" if ctx.chance(0.4) else f"{h}:{m:02}",
        f"{twelve} o'clock", f"{h:02}h{m:02}" if ctx.chance(0.2) else f"{twelve}.{m:02}{half}",
    ))  # fmt: skip


@provides("TIME", "spoken", share=0.6)
def time_spoken(ctx: Context) -> str:
    """Clock time in words."""
    hour, minute = (
        words(ctx.rng.randint(1, 12), ctx.lang),
        words(ctx.rng.choice((10, 15, 20, 25, 30, 40, 45, 50)), ctx.lang),
    )
    if ctx.lang == "de":
        return ctx.pick(
            (
                f"halb {hour}",
                f"Viertel nach {hour}",
                f"{hour} Uhr",
                f"Viertel vor {hour}",
                f"{hour} Uhr {minute}",
            )
        )
    if ctx.lang == "fr":
        return ctx.pick(
            (
                f"{hour} heures et demie",
                f"{hour} heures",
                f"{hour} heures {minute}",
                f"{hour} heures et quart",
                "midi",
                "minuit",
            )
        )
    if ctx.lang == "es":
        return ctx.pick(
            (
                f"las {hour} y media",
                f"las {hour} y cuarto",
                f"las {hour} menos cuarto",
                f"las {hour}",
                "mediodía",
                "medianoche",
            )
        )
    return ctx.pick((f"half past {hour}", f"quarter to {hour}", f"quarter past {hour}", f"{hour} {minute}", f"{hour} {minute} pm", f"{hour} o'clock", f"{hour} a m",
                     f"{hour} p.m.", f"{hour} in the morning", f"ten to {hour}", f"{hour} thirty", "noon", "midnight", f"{hour} {minute} in the evening"))  # fmt: skip


_UNITS = {
    "en": (("second", "seconds"), ("minute", "minutes"), ("hour", "hours"), ("day", "days"), ("week", "weeks"), ("month", "months"), ("year", "years"),
           ("decade", "decades"), ("business day", "business days"), ("hr", "hrs"), ("min", "mins"), ("yr", "yrs")),
    "es": (("segundo", "segundos"), ("minuto", "minutos"), ("hora", "horas"), ("día", "días"), ("semana", "semanas"), ("mes", "meses"), ("año", "años")),
    "de": (("Sekunde", "Sekunden"), ("Minute", "Minuten"), ("Stunde", "Stunden"), ("Tag", "Tage"), ("Woche", "Wochen"), ("Monat", "Monate"), ("Jahr", "Jahre")),
    "fr": (("seconde", "secondes"), ("minute", "minutes"), ("heure", "heures"), ("jour", "jours"), ("semaine", "semaines"), ("mois", "mois"), ("an", "ans")),
}  # fmt: skip


@provides("DURATION")
def duration(ctx: Context) -> str:
    """A number of units."""
    number = ctx.rng.choice(
        (1, 2, 3, 4, 5, 6, 10, 12, ctx.rng.randint(2, 90), ctx.rng.randint(2, 30))
    )
    unit = ctx.pick(_UNITS[ctx.lang])[0 if number == 1 else 1]
    said = words(number, ctx.lang)
    if ctx.lang == "de" and number == 1:
        said = "ein" if unit in ("Tag", "Monat", "Jahr") else "eine"
    if ctx.lang in ("es", "fr") and number == 1:
        feminine = unit in ("hora", "semana", "seconde", "minute", "heure", "semaine")
        said = {"es": ("un", "una"), "fr": ("un", "une")}[ctx.lang][feminine]
    text = f"{said} {unit}" if ctx.chance(0.4) else f"{number} {unit}"
    if ctx.lang != "en":
        return text
    other = ctx.rng.randint(2, 12)
    roll = ctx.rng.random()
    if roll < 0.05:
        return f"{number} to {number + 2} {ctx.pick(_UNITS['en'])[1]}"
    if roll < 0.08:
        return f"{number}-{number + other} {ctx.pick(_UNITS['en'])[1]}"
    if roll < 0.11:
        return f"{number} years and {other} months"
    if roll < 0.14:
        return f"{number}{ctx.pick(('h', 'hrs', 'min', 'mins', 'm', 's', 'd', 'w', 'mo', 'y'))}"
    if roll < 0.17:
        return ctx.pick(
            (
                "half an hour",
                "an hour",
                "a week",
                "a month",
                "a year",
                "a few days",
                "a couple of weeks",
                "one and a half years",
                "several months",
                "a fortnight",
                "a decade",
            )
        )
    if roll < 0.2:
        return f"{number}-{ctx.pick(_UNITS['en'])[0]}"
    return text


@provides("AGE", share=4)
def age(ctx: Context) -> str:
    """In figures; what stands beside it is the template's."""
    number = ctx.rng.randint(1, 99) if ctx.chance(0.8) else ctx.rng.randint(18, 65)
    return str(number)


@provides("AGE", "words", share=1)
def age_words(ctx: Context) -> str:
    """In words."""
    said = words(ctx.rng.randint(1, 99), ctx.lang)
    return said.replace("-", " ") if ctx.chance(0.2) else said

"""Clock times, durations and ages."""
# ruff: noqa: E501 (tables of forms)

from __future__ import annotations

from training.generator.values.base import Context, provides
from training.generator.values.spoken import words


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

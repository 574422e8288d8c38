"""Names of persons and clinicians."""

from __future__ import annotations

from training.generator.values.base import Context, Value, joined, labelled, provides
from training.generator.values.persons import Person, person

_MEDICAL = {
    "en": (("Dr. ", ""), ("Dr. ", ""), ("Dr ", ""), ("Doctor ", ""), ("Dr. ", ", MD"), ("", ", MD"),
           ("", ", RN"), ("", " MD"), ("Nurse ", ""), ("", ", M.D."), ("", ", DO"), ("", ", NP"),
           ("Prof. ", ""), ("", ", PA-C"), ("Nurse Practitioner ", ""), ("", ", DDS"),
           ("Sister ", ""), ("", ", PharmD"), ("", ", LCSW"), ("dr. ", ""), ("DR. ", "")),
    "es": (("Dr. ", ""), ("Dra. ", ""), ("doctor ", ""), ("doctora ", ""), ("Dr. D. ", ""),
           ("Dra. Dña. ", ""), ("enfermera ", "")),
    "de": (("Dr. ", ""), ("Dr. med. ", ""), ("Prof. Dr. ", ""), ("Prof. Dr. med. ", ""),
           ("PD Dr. ", ""), ("Schwester ", ""), ("Oberarzt Dr. ", ""), ("Frau Dr. ", "")),
    "fr": (("Dr ", ""), ("Docteur ", ""), ("Pr ", ""), ("Dr. ", ""), ("Professeur ", ""),
           ("docteur ", ""), ("Dre ", "")),
}  # fmt: skip
_NICKNAMES = {
    "Robert": "Bob", "William": "Bill", "Elizabeth": "Liz", "Michael": "Mike", "James": "Jimmy",
    "Margaret": "Peggy", "Katherine": "Kate", "Richard": "Rick", "Joseph": "Joe", "Thomas": "Tom",
    "Alexander": "Alex", "Jennifer": "Jen", "Christopher": "Chris", "Daniel": "Danny",
    "Patricia": "Pat", "Samantha": "Sam", "Benjamin": "Ben", "Edward": "Eddie", "Rebecca": "Becky",
}  # fmt: skip


def _parts(one: Person, *, middle: bool) -> list[str | tuple[str, str]]:
    given = one.given
    if middle and one.middle:
        given = f"{one.given} {one.middle}"
    return [("NAME_GIVEN", given), " ", ("NAME_FAMILY", one.family), one.suffix]


@provides("NAME", "full", share=6)
def full(ctx: Context) -> Value:
    """Given name and surname, now and then with a middle name."""
    one = person(ctx)
    middle = not ctx.key and ctx.chance(0.1)
    value = joined("NAME", _parts(one, middle=middle))
    roll = ctx.rng.random()
    if roll < 0.025:
        return _cased(value, upper=False)
    if roll < 0.035:
        return _cased(value, upper=True)
    return value


@provides("NAME", "given", share=2)
def given(ctx: Context) -> Value:
    """The first name alone."""
    return labelled("NAME_GIVEN", person(ctx).given)


@provides("NAME", "family", share=1)
def family(ctx: Context) -> Value:
    """The surname alone."""
    return labelled("NAME_FAMILY", person(ctx).family)


@provides("NAME_GIVEN")
def given_name(ctx: Context) -> Value:
    """The first name alone."""
    return given(ctx)


@provides("NAME_FAMILY")
def family_name(ctx: Context) -> Value:
    """The surname alone."""
    return family(ctx)


@provides("NAME", "initial", share=0.7)
def initial(ctx: Context) -> Value:
    """`J. Smith`, `J.R. Smith`, `John S.`"""
    one = person(ctx)
    roll = ctx.rng.random()
    first = one.given[0]
    if roll < 0.15:
        return joined("NAME", [("NAME_GIVEN", one.given), " ", ("NAME_FAMILY", one.family[0]), "."])
    if roll < 0.3:
        return joined(
            "NAME",
            [("NAME_GIVEN", f"{first}.{ctx.pick(('', ' '))}{ctx.shape('@')}."), " ",
             ("NAME_FAMILY", one.family)])  # fmt: skip
    dot = "." if roll < 0.9 else ""
    return joined("NAME", [("NAME_GIVEN", first + dot), " ", ("NAME_FAMILY", one.family)])


@provides("NAME", "reversed", share=0.7)
def reversed_name(ctx: Context) -> Value:
    """`Smith, John`, now and then with the surname in capitals."""
    one = person(ctx)
    surname = one.family.upper() if ctx.chance(0.2) else one.family
    first = f"{one.given} {one.middle}" if not ctx.key and ctx.chance(0.2) else one.given
    return joined("NAME", [("NAME_FAMILY", surname), ", ", ("NAME_GIVEN", first)])


@provides("NAME", "middle", share=0.8)
def middle_name(ctx: Context) -> Value:
    """With a middle name or initial."""
    return joined("NAME", _parts(person(ctx), middle=True))


@provides("NAME", "upper", share=0.3)
def upper(ctx: Context) -> Value:
    """In capitals."""
    return _cased(joined("NAME", _parts(person(ctx), middle=ctx.chance(0.1))), upper=True)


@provides("NAME", "lower", share=0.3)
def lower(ctx: Context) -> Value:
    """In small letters."""
    return _cased(joined("NAME", _parts(person(ctx), middle=False)), upper=False)


@provides("NAME", "nickname", share=0.3)
def nickname(ctx: Context) -> Value:
    """A short form of the first name."""
    one = person(ctx)
    name = _NICKNAMES.get(one.given)
    if name is None:
        name = one.given[: ctx.rng.choice((3, 3, 4))] if len(one.given) > 5 else one.given
        if name[-1].lower() not in "aeiouy":
            name += ctx.pick(("", "", "y", "ie", "o"))
    return labelled("NAME_GIVEN", name)


def _cased(value: Value, *, upper: bool) -> Value:
    text = value.text.upper() if upper else value.text.lower()
    return Value(text, value.spans) if len(text) == len(value.text) else value


@provides("NAME_MEDICAL_PROFESSIONAL", "full", "titled", share=2)
def clinician(ctx: Context) -> Value:
    """With a title before or letters after."""
    one = person(ctx)
    before, after = ctx.pick(_MEDICAL[ctx.lang])
    roll = ctx.rng.random()
    name = f"{one.given} {one.family}"
    if roll < 0.1:
        name = f"{one.given} {one.middle} {one.family}"
    elif roll < 0.2:
        name = f"{one.given[0]}. {one.family}"
    return labelled("NAME_MEDICAL_PROFESSIONAL", before + name + after)


@provides("NAME_MEDICAL_PROFESSIONAL", "family", share=1)
def clinician_family(ctx: Context) -> Value:
    """A title and the surname."""
    titles = [before for before, after in _MEDICAL[ctx.lang] if before and not after]
    return labelled("NAME_MEDICAL_PROFESSIONAL", ctx.pick(titles) + person(ctx).family)

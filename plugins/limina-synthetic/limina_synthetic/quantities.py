"""Quantities: ages, durations, doses, amounts of money and figures of statistics.

The number changes and what it counts stays; where there is no number, the unit changes.
"""

from __future__ import annotations

from functools import lru_cache

from babel.numbers import get_currency_name

from limina_synthetic.ask import Ask
from limina_synthetic.draw import normal
from limina_synthetic.letters import words_of
from limina_synthetic.number_words import is_number_word
from limina_synthetic.numerals import (
    locale_of,
    redraw_count,
    redraw_number,
    value_of,
)
from limina_synthetic.phrases import rewrite, split_tail
from limina_synthetic.word_lists import Lexicon, lexicon_for
from limina_synthetic.wordtable import word_set

#: Abbreviated units of time, and the words of compact forms such as `PT3H30M`.
_TIME_UNITS = word_set(
    """
    to or and between from h m s d w y p t pt min mins sec secs hr hrs wk wks mo mos yr yrs std j
    jr ч мин сек дн мес нед г год хв р time times old more less least most about nearly almost
    over under up next last past few several couple many long full whole seit während depuis
    pendant durante für pour por per für seitdem etwa environ unos unas cerca mais menos meer dan
    около более менее 余 約 约 多 半
    """
)
#: Words around ages.
_AGE_WORDS = word_set(
    """
    year years old yo y o yr yrs age aged ages in my his her their late early mid month months
    week weeks day days at of the between from to about around nearly almost over under turning
    just jahre jahr alt jährig jährige jähriger jährigen monate monat wochen tage im alter von ans
    an mois semaines jours âgé âgée âge années de à años año edad meses mes semanas días anni anno
    mesi mese di età settimane giorni anos ano idade mês dias jaar oud jarige maanden weken dagen
    лет год года годик летний летняя летнего летней месяцев месяца месяц возраст возрасте в років
    рік роки річний річна місяців місяці taong gulang taon buwan साल वर्ष की का उम्र आयु महीने 歳
    才 岁 歲 か月 ヶ月 个月 個月 살 세 개월 代 後半 前半 s er ten
    """
)
_MONTHS = (
    "month",
    "monat",
    "mois",
    "mes",
    "mês",
    "maand",
    "меся",
    "міся",
    "か",
    "ヶ",
    "个",
    "개",
    "buwan",
)
_WEEKS = ("week", "woche", "semai", "seman", "settim", "wek", "недел", "тиж", "linggo")
_DAYS = ("day", "tag", "jour", "día", "dia", "giorn", "dag", "дн", "день", "araw")
#: Ages are exchanged inside these bounds, both included.
_AGES = ((1, 12), (13, 17), (18, 34), (35, 64), (65, 99))
_OLDEST = (85, 99)
_DOSE_WORDS = word_set(
    """
    to or between mg mcg µg μg ug g kg ml l dl cc iu ui ie meq mmol units unit u oz tsp tbsp per
    day daily times time every hour hours h hrs week weekly month night morning evening noon
    bedtime meal meals with before after by mouth po bid tid qid qd prn hs stat iv im sc of a an
    the each once strength low high dose doses mal täglich am tag fois par jour veces al día volte
    al giorno vezes ao dia keer dag раз в день мг г мл мкг МЕ мкл minum 日 回 毎 每 天 次 하루 일
    번 回分 毫克 毫升 克 밀리그램 microgram micrograms milligram milligrams milliliter milliliters
    millilitre gram grams puff
    """
)
_FIGURE_WORDS = word_set(
    """
    percent per cent pct point points in of out to and or with from between about around over
    under than more less fold times ratio rate score odds risk hazard hr rr or ci p n mean median
    average sd iqr se confidence interval patients patient people persons cases case women men
    children adults deaths years year days bmi mmhg mg dl mmol l g kg m bpm hba1c ldl hdl egfr ml
    min thousand hundred million prozent pour cento por ciento por cento procent процент процента
    процентов von sur de di van из 中 のうち 人 例 名 件 명 중 प्रतिशत vs versus s x
    """
)
_MONEY_WORDS = word_set(
    """
    to or and between from k m b bn mm mn mio mrd mln mld tsd t million millions billion billions
    trillion trillions thousand thousands hundred hundreds grand lakh lakhs crore crores dozen us
    usd a au c ca cad nz hk s sgd r rs kr kč zł ft лв lei lek din kn rp rm php p tl try md few
    several couple about around over under nearly almost roughly up more less than per each an
    hour day week month year hourly monthly yearly annually net gross total millionen milliarden
    milliarde tausend hundert mille millions milliard milliards mil millón millones milhão milhões
    bilhão bilhões milione milioni miliardo miliardi miljoen miljard duizend тыс млн млрд тысяч
    тысячи миллион миллиона миллионов миллиард руб коп грн 万 億 亿 千 百 十 兆 块 塊 角 分 만 억
    천 लाख करोड़ हज़ार
    """
)


#: What a round amount is exchanged for where it has no number.
_MAGNITUDES = Lexicon(
    "magnitudes",
    (
        ("hundred", "thousand", "million", "billion"),
        ("hundreds", "thousands", "millions", "billions"),
    ),
)


def age(ask: Ask) -> str:
    """Somebody's age, in figures or in words."""
    lexicon = lexicon_for(ask.text, ask.languages, "AGE")
    text = ask.text

    def number(token: str, tail: str) -> str | None:
        value = value_of(token)
        unit = split_tail(tail)
        if unit == "s" and value % 10 == 0:
            return redraw_number(ask, token, "age decade")
        if unit.startswith(_MONTHS):
            low, high = 2, 23
        elif unit.startswith(_WEEKS):
            low, high = 2, 11
        elif unit.startswith(_DAYS):
            low, high = 2, 27
        else:
            low, high = next(((a, b) for a, b in _AGES if a <= value <= b), _OLDEST)
        if len(token) > 3 or value > 130:
            return redraw_number(ask, token, "age")
        counted = bool(unit) and "-" not in tail[:1]
        new = redraw_count(ask, token, "age", ask.language, low, high) if counted else None
        if new is not None or (counted and value == 1):
            return new
        drawn = ask.draw("age", token)
        if not low <= value <= high:
            return (
                str(drawn.between(low, high))
                if token.isascii()
                else redraw_number(ask, token, "age")
            )
        return redraw_number(ask, token, "age", low, high)

    new = rewrite(ask, lexicon=lexicon, plain=_AGE_WORDS, number=number, keep_counted=True)
    if new is not None:
        return new
    if any(word in ("1", "one", "a") for word in text.split()):
        swapped = duration(ask) if set(map(normal, words_of(text))) <= _AGE_WORDS else None
        if swapped is not None and swapped != text:
            return swapped
    return str(ask.draw("age").between(19, 79))


def duration(ask: Ask) -> str:
    """A length of time."""
    lexicon = lexicon_for(ask.text, ask.languages, "PERIOD", "RELATIVE")
    language = ask.language

    def number(token: str, tail: str) -> str | None:
        value = value_of(token)
        if value == 1 and split_tail(tail) not in _TIME_UNITS:
            return None
        high = 12 if value <= 12 else 60 if value <= 60 else 0
        if high and token.isdecimal():
            counted = redraw_count(ask, token, "duration", language, 2, high)
            if counted is not None:
                return counted
        return redraw_number(ask, token, "duration")

    new = rewrite(ask, lexicon=lexicon, plain=_TIME_UNITS, number=number, keep_counted=True)
    return new if new is not None else _counted_afresh(ask, lexicon)


def dose(ask: Ask) -> str:
    """How much of a medicine is taken."""
    lexicon = lexicon_for(ask.text, ask.languages, "DOSE")
    language = ask.language

    def number(token: str, tail: str) -> str | None:
        value = value_of(token)
        unit = split_tail(tail)
        if value == 1 and token.isdecimal() and lexicon.find(unit) is not None:
            return None
        if value <= 12 and token.isdecimal() and unit:
            counted = redraw_count(ask, token, "dose", language, 2, 12)
            if counted is not None:
                return counted
        return redraw_number(ask, token, "dose")

    new = rewrite(ask, lexicon=lexicon, plain=_DOSE_WORDS, number=number, keep_counted=True)
    return new if new is not None else _counted_afresh(ask, lexicon)


def statistics(ask: Ask) -> str:
    """A figure of medical statistics."""
    lexicon = lexicon_for(ask.text, ask.languages, "STATISTICS")

    def number(token: str, tail: str) -> str | None:
        percent = split_tail(tail) in ("%", "percent", "per", "pct", "prozent", "pour", "por")
        value = value_of(token)
        if percent and token.isdecimal() and value in (0, 100):
            return str(ask.draw("percent", token).between(1, 99))
        if percent and token.isdecimal() and value < 100:
            low, high = (1, 9) if value < 10 else (10, 99)
            return redraw_number(ask, token, "percent", low, high)
        return redraw_number(ask, token, "figure")

    new = rewrite(ask, lexicon=lexicon, plain=_FIGURE_WORDS, number=number)
    return new if new is not None else f"{ask.draw('figure').between(2, 98)}%"


def money(ask: Ask) -> str:
    """An amount, a currency or both; the currency of an amount stays."""
    lexicon = lexicon_for(ask.text, ask.languages, "MONEY")
    language = ask.language

    def number(token: str, tail: str) -> str | None:
        return redraw_number(ask, token, "money")

    words = _currency_words(language)
    if not any(map(is_number_word, words_of(ask.text))):
        larger = rewrite(ask, lexicon=_MAGNITUDES, plain=words)
        if larger is not None:
            return larger
    new = rewrite(ask, lexicon=lexicon, plain=words, number=number, keep_counted=True)
    if new is not None:
        return new
    known = rewrite(ask, lexicon=lexicon, plain=_MONEY_WORDS)
    return known if known is not None else _counted_afresh(ask, lexicon, 20, 980)


@lru_cache(maxsize=64)
def _currency_words(language: str) -> frozenset[str]:
    """The words of all currencies' names and codes in a language and in English."""
    words = set(_MONEY_WORDS)
    for locale in (locale_of(language), locale_of("en")):
        for code, name in locale.currencies.items():
            words.add(normal(code))
            words.update(map(normal, words_of(name)))
            for count in (1, 2, 5):
                plural = get_currency_name(code, count=count, locale=locale)
                words.update(map(normal, words_of(plural)))
    return frozenset(words)


def _counted_afresh(ask: Ask, lexicon: Lexicon, low: int = 2, high: int = 4) -> str:
    """A number and a unit for words nobody knows; few enough for one plural form everywhere."""
    draw = ask.draw("counted")
    units = lexicon.classes[1 if len(lexicon.classes) > 1 else 0]
    space = "" if ask.language in ("ja", "zh", "ko") else " "
    return f"{draw.between(low, high)}{space}{draw.choice(units.items)}"

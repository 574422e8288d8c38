"""Numbers states give to persons, with right check digits half of the time."""
# ruff: noqa: E501 (tables of forms)

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from training.generator.values.base import Context

#: How a number looks, by country; `module` of python-stdnum where it can say what is right.
SHAPES: dict[str, tuple[str, tuple[str, ...]]] = {
    "US": ("us.ssn", ("###-##-####", "### ## ####", "#########")),
    "CA": ("ca.sin", ("### ### ###", "###-###-###", "#########")),
    "GB": ("", ("@@ ## ## ## @", "@@######@", "@@ ###### @")),
    "IE": ("ie.pps", ("#######@", "#######@@")),
    "AU": ("au.tfn", ("### ### ###", "#########")),
    "NZ": ("nz.ird", ("##-###-###", "###-###-###")),
    "IN": ("in_.aadhaar", ("%### #### ####", "%###########", "%###-####-####")),
    "ZA": ("za.idnr", ("######%###08#", "###### #### 08 #")),
    "SG": ("", ("S#######@", "T#######@")),
    "MY": ("", ("######-##-####",)),
    "PH": ("", ("##-#######-#", "####-#######-#")),
    "NG": ("", ("###########",)),
    "KE": ("", ("########", "%#######")),
    "PK": ("pk.cnic", ("#####-#######-#",)),
    "ES": ("es.dni", ("########@", "########-@", "##.###.###-@", "## ### ### @")),
    "MX": ("mx.curp", ("@@@@######H@@@@@##", "@@@@######M@@@@@^#")),
    "AR": ("", ("##.###.###", "########", "20-########-#")),
    "CO": ("", ("#.###.###.###", "##.###.###", "##########")),
    "CL": ("cl.rut", ("##.###.###-#", "########-K", "########-#")),
    "FR": ("fr.nir", ("% ## ## ## ### ### ##", "1##############", "2 ## 0% ## ### ### ##", "2############ ##")),
    "BE": ("be.nn", ("##.##.##-###.##", "###########")),
    "CH": ("ch.ssn", ("756.####.####.##", "756##########")),
    "DE": ("", ("## ###### @ ###", "########@###", "## ### ### ###", "%##########")),
    "AT": ("at.vnr", ("#### ######", "##########")),
    "IT": ("it.codicefiscale", ("@@@@@@##@##@###@",)),
    "NL": ("nl.bsn", ("#########", "####.##.###")),
    "PT": ("pt.nif", ("#########", "### ### ###")),
    "BR": ("br.cpf", ("###.###.###-##", "###########")),
    "PL": ("pl.pesel", ("###########",)),
    "SE": ("se.personnummer", ("######-####", "19######-####", "19##########")),
    "NO": ("no.fodselsnummer", ("###### #####", "###########")),
    "DK": ("dk.cpr", ("######-####",)),
    "FI": ("fi.hetu", ("######-###@", "######A###@")),
    "CZ": ("cz.rc", ("######/####",)),
    "RO": ("ro.cnp", ("#############",)),
    "HR": ("hr.oib", ("###########",)),
    "HU": ("", ("### ### ###",)),
    "TR": ("tr.tckimlik", ("%##########",)),
    "EE": ("ee.ik", ("3##########", "4##########")),
    "LT": ("lt.asmens", ("3##########",)),
    "LV": ("", ("######-#####",)),
    "BG": ("bg.egn", ("##########",)),
    "GR": ("gr.amka", ("###########",)),
    "CN": ("cn.ric", ("%#####19########@", "##################")),
    "KR": ("kr.rrn", ("######-1######", "######-2######")),
    "JP": ("jp.in_", ("#### #### ####",)),
    "IL": ("il.idnr", ("#########",)),
    "UA": ("ua.rntrc", ("##########",)),
}  # fmt: skip
_TRIES = 60


def _is_valid(module: str) -> Callable[[str], bool] | None:
    if not module:
        return None
    try:
        check: Callable[[str], bool] = import_module(f"stdnum.{module}").is_valid
    except (ImportError, AttributeError):
        return None
    return check


_CHECKS = {country: _is_valid(module) for country, (module, _) in SHAPES.items()}
#: Right numbers found earlier, so that the search is paid once: filled in the order of the draws.
_DATED = ("##", "0%", "1#")


def identity(ctx: Context) -> str:
    """The number of some country, the record's own most of the time."""
    country = ctx.country if ctx.country in SHAPES and ctx.chance(0.55) else ctx.pick(tuple(SHAPES))
    shapes = SHAPES[country][1]
    check = _CHECKS[country]
    shape = _with_birthday(ctx.pick(shapes))
    text = ctx.shape(shape)
    if check and ctx.chance(0.5):
        for _ in range(_TRIES if country != "IT" else 4):
            if check(text):
                break
            text = ctx.shape(shape)
    return text


def _with_birthday(shape: str) -> str:
    """Makes six leading digits a date, since most such numbers begin with the birthday."""
    if shape.startswith(("######", "19######")):
        lead = "19" if shape.startswith("19") else ""
        return f"{lead}##0%1#" + shape[len(lead) + 6 :]
    return shape


def vat(ctx: Context) -> str:
    """A tax number of a business."""
    return ctx.shape(ctx.pick((
        "DE#########", "GB### #### ##", "FR## #########", "ESB########", "IT###########", "NL#########B##", "ATU########",
        "IE#######@@", "PL##########", "CHE-###.###.###", "##-#######", "## ### ### ###", "###-##-#####",
    )))  # fmt: skip

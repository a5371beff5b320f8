"""Countries as publishers of lists write them, by name in English or by code."""

import re
import unicodedata
from functools import cache
from importlib.resources import files

from fxroute.errors import InvalidValue
from fxroute.sources.country import check_country

__all__ = ["country_code"]

_OTHERWISE = {
    "AE": ("UAE",),
    "BA": ("Bosnia and Herzegovina",),
    "BN": ("Brunei Darussalam",),
    "BO": ("Bolivia, Plurinational State of", "Plurinational State of Bolivia"),
    "CD": (
        "Congo, Democratic Republic of the",
        "Congo (Democratic Republic)",
        "Democratic Republic of the Congo",
        "DR Congo",
    ),
    "CF": ("Central African Republic",),
    "CG": ("Congo", "Congo, Republic of the", "Republic of the Congo"),
    "CI": ("Cote d'Ivoire", "Ivory Coast"),
    "CN": ("People's Republic of China", "PRC"),
    "CV": ("Cabo Verde",),
    "CZ": ("Czechia",),
    "GB": ("United Kingdom", "Great Britain", "UK", "United Kingdom of Great Britain and Northern Ireland"),
    "GM": ("Gambia, The",),
    "HK": ("Hong Kong, China",),
    "IR": ("Islamic Republic of Iran", "Iran (Islamic Republic of)", "Iran, Islamic Republic of"),
    "KP": (
        "Democratic People's Republic of Korea",
        "DPRK",
        "Korea, Democratic People's Republic of",
        "Korea, North",
        "North Korea",
    ),
    "KR": ("Korea, Republic of", "Korea, South", "Republic of Korea", "South Korea"),
    "LA": ("Lao People's Democratic Republic",),
    "LY": ("Libyan Arab Jamahiriya", "State of Libya"),
    "MD": ("Moldova, Republic of", "Republic of Moldova"),
    "MK": ("North Macedonia, The Republic of", "Republic of North Macedonia"),
    "MM": ("Burma", "Myanmar"),
    "MO": ("Macao",),
    "PS": ("Palestinian", "Palestinian Territories", "Occupied Palestinian Territories", "State of Palestine"),
    "RU": ("Russian Federation",),
    "SY": ("Syrian Arab Republic",),
    "SZ": ("Eswatini", "Swaziland"),
    "TL": ("Timor-Leste",),
    "TR": ("Türkiye",),
    "TW": ("Taiwan, Province of China",),
    "TZ": ("Tanzania, United Republic of", "United Republic of Tanzania"),
    "US": ("United States of America", "USA"),
    "VA": ("Holy See",),
    "VE": ("Bolivarian Republic of Venezuela", "Venezuela, Bolivarian Republic of"),
    "VG": ("British Virgin Islands", "Virgin Islands, British"),
    "VI": ("Virgin Islands, U.S.",),
    "VN": ("Viet Nam",),
    "XK": ("Kosovo",),
}
"""Names beside those of the time zone database: of the UN's terminology, and of the lists of OFAC, EU and UK."""


def country_code(text: str) -> str:
    """Return the ISO 3166-1 alpha-2 code of a country named or coded in a list, empty where it is none.

    Source: `iso3166.tab` of the IANA time zone database (package tzdata), with names used in the United Nations.
    """
    code = text.strip().upper()
    if len(code) == 2:
        try:
            return check_country(code)
        except InvalidValue:
            return ""
    return _codes().get(_folded(text), "")


@cache
def _codes() -> dict[str, str]:
    table = files("tzdata").joinpath("zoneinfo", "iso3166.tab").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    codes = {_folded(name): code for code, name in rows}
    return codes | {_folded(name): code for code, names in _OTHERWISE.items() for name in names}


def _folded(name: str) -> str:
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
    bare = re.sub(r"[^a-z ]+", " ", re.sub("['\u2019]", "", plain.casefold()).replace("&", " and "))
    return " ".join(word for word in bare.split() if word != "the")

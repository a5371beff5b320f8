"""Country codes, from the list that comes with the time zones."""

from functools import cache
from importlib.resources import files

from fxroute.errors import InvalidValue

__all__ = ["check_country"]

# Reserved for the European Union (ISO 3166-1 exceptional reservation, used for TARGET) and user-assigned for Kosovo
# (in use in BICs and by the European Commission).
_BESIDE = frozenset({"EU", "XK"})


def check_country(code: object) -> str:
    """Return an ISO 3166-1 alpha-2 code, or raise `InvalidValue`.

    Source: `iso3166.tab` of the IANA time zone database (package tzdata), with EU and XK.
    """
    if isinstance(code, str) and (code in _BESIDE or code in _listed()):
        return code
    mend = "write it in capitals" if isinstance(code, str) and code.upper() in _listed() else "use a code such as SA"
    raise InvalidValue(what=f"{code!r} is no ISO 3166-1 alpha-2 country", where="country", mend=mend)


@cache
def _listed() -> frozenset[str]:
    table = files("tzdata").joinpath("zoneinfo", "iso3166.tab").read_text(encoding="utf-8")
    return frozenset(line.split("\t")[0] for line in table.splitlines() if line and not line.startswith("#"))

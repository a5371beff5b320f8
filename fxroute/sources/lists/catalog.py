"""Published lists: where each is to be had, in which layout.

An address is a fact of the world and may move: `fxroute lists fetch LIST --url ADDRESS` names another one. Source: the
publishers' pages of downloads as public programs quote them, 2026-11; none was fetched while this was written, so each
stands as untested. The EU's address carries the token that its own portal gives to everybody. OpenSanctions' data are
CC BY-NC: a business needs their licence.
"""

from dataclasses import dataclass

from fxroute.errors import UsageError

__all__ = ["PUBLISHED_LISTS", "PublishedList", "find_published"]

_OFAC = "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports"
_OPEN_SANCTIONS = "https://data.opensanctions.org/datasets/latest/sanctions"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedList:
    """A list as its publisher gives it: `list_name` is the name under which it is kept."""

    name: str
    list_name: str
    layout: str
    publisher: str
    addresses: tuple[str, ...]
    is_tested: bool = False


def _lists(*lists: PublishedList) -> dict[str, PublishedList]:
    return {published.name: published for published in lists}


PUBLISHED_LISTS = _lists(
    PublishedList(
        name="un",
        list_name="UN",
        layout="un",
        publisher="United Nations Security Council",
        addresses=("https://scsanctions.un.org/resources/xml/en/consolidated.xml",),
    ),
    PublishedList(
        name="ofac-sdn",
        list_name="OFAC_SDN",
        layout="ofac_advanced",
        publisher="US Treasury, Office of Foreign Assets Control",
        addresses=(f"{_OFAC}/SDN_ADVANCED.XML",),
    ),
    PublishedList(
        name="ofac-sdn-csv",
        list_name="OFAC_SDN",
        layout="ofac_csv",
        publisher="US Treasury, Office of Foreign Assets Control",
        addresses=tuple(f"{_OFAC}/{name}.CSV" for name in ("SDN", "ADD", "ALT", "SDN_COMMENTS")),
    ),
    PublishedList(
        name="ofac-cons",
        list_name="OFAC_CONS",
        layout="ofac_advanced",
        publisher="US Treasury, Office of Foreign Assets Control",
        addresses=(f"{_OFAC}/CONS_ADVANCED.XML",),
    ),
    PublishedList(
        name="eu",
        list_name="EU_FSF",
        layout="eu_xml",
        publisher="European Commission, Financial Sanctions Files",
        addresses=(
            "https://webgate.ec.europa.eu/fsd/fsf/public/files/xmlFullSanctionsList_1_1/content?token=dG9rZW4tMjAxNw",
        ),
    ),
    PublishedList(
        name="uk",
        list_name="UK_SL",
        layout="uk_csv",
        publisher="UK Foreign, Commonwealth and Development Office",
        addresses=("https://sanctionslist.fcdo.gov.uk/docs/UK-Sanctions-List.csv",),
    ),
    PublishedList(
        name="opensanctions",
        list_name="OPENSANCTIONS",
        layout="opensanctions_csv",
        publisher="OpenSanctions",
        addresses=(f"{_OPEN_SANCTIONS}/targets.simple.csv",),
    ),
    PublishedList(
        name="opensanctions-ftm",
        list_name="OPENSANCTIONS",
        layout="ftm",
        publisher="OpenSanctions",
        addresses=(f"{_OPEN_SANCTIONS}/entities.ftm.json",),
    ),
)
"""Every published list by the name under which it is fetched."""


def find_published(name: str) -> PublishedList:
    """Return a published list by its name.

    Raises:
        UsageError: there is no such list.
    """
    if name not in PUBLISHED_LISTS:
        from fxroute.sources.fault import closest  # nobody but who mistypes needs it

        raise UsageError(
            what=f"there is no published list {name!r}",
            where="LIST",
            mend=closest(name, PUBLISHED_LISTS, f"use one of {', '.join(PUBLISHED_LISTS)}"),
        )
    return PUBLISHED_LISTS[name]

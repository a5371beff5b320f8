"""A route as a line of institutions: who passes the funds to whom, in which currency, through what."""

from dataclasses import dataclass, field

from fxroute.model import Leg, LegKind, Place, Route
from fxroute.plan.standing import money_text
from fxroute.report.notation import number_text
from fxroute.report.picture.markup import Markup, element, joined, name_text
from fxroute.report.picture.scene import Scene

__all__ = ["passage_picture"]


@dataclass(frozen=True, slots=True)
class _Stop:
    """An institution on the way: the leg that brings the funds, and those that stay inside it."""

    unit: str
    arrives_by: Leg | None
    inside: list[Leg] = field(default_factory=list)


def passage_picture(scene: Scene, route: Route) -> Markup:
    """Return the institutions of a route in order, and what leads from each to the next."""
    items = []
    for stop in _stops(route):
        if stop.arrives_by is not None:
            items.append(_passing(scene, stop.arrives_by))
        items.append(_stop(scene, stop))
    return element("ol", *items, class_="passage")


def _stops(route: Route) -> list[_Stop]:
    stops = [_Stop(route.legs[0].from_id, None)]
    for leg in route.legs:
        if leg.to_id == leg.from_id:
            stops[-1].inside.append(leg)
        else:
            stops.append(_Stop(leg.to_id, leg))
    return stops


def _stop(scene: Scene, stop: _Stop) -> Markup:
    unit = scene.network.institutions.get(stop.unit)
    known = [] if unit is None else [unit.bic or unit.id, unit.country]
    return element(
        "li",
        element("strong", name_text(scene.name(stop.unit))),
        element("span", " · ".join(known or [stop.unit]), class_="code"),
        *(_inside(scene, leg) for leg in stop.inside),
        class_="stop",
    )


def _inside(scene: Scene, leg: Leg) -> Markup:
    badge = element("span", str(leg.n), class_="badge", title=scene.words("picture_leg", n=leg.n))
    if leg.kind is not LegKind.CONVERSION or leg.rate is None:
        return element("span", badge, f" {scene.kind(leg)}", class_="act")
    return element("span", badge, " ", _dealt(scene, leg), class_="act deals")


def _dealt(scene: Scene, leg: Leg) -> Markup:
    rate, words = leg.rate, scene.words
    if rate is None:
        return Markup("")
    source, target = leg.debited.currency.code, leg.credited.currency.code
    at = words("picture_at_rate", source=source, target=target, pair=rate.pair, dealt=number_text(rate.dealt))
    spread = words("bp", number=number_text(rate.spread_bp))
    mid = words("picture_against_mid", mid=number_text(rate.mid), bp=spread)
    return joined(element("b", at), " ", element("small", mid))


def _passing(scene: Scene, leg: Leg) -> Markup:
    words = scene.words
    place = Markup("") if leg.place is Place.ANY else element("small", words(f"place_{leg.place}"))
    deals = element("span", _dealt(scene, leg), class_="act deals") if leg.rate is not None else Markup("")
    return element(
        "li",
        element("span", _through(scene, leg), class_="through"),
        element("span", element("span", str(leg.n), class_="badge"), class_="arrow"),
        element("span", money_text(leg.credited), class_="sum"),
        place,
        deals,
        class_="pass",
    )


def _through(scene: Scene, leg: Leg) -> str:
    """Say through which system, or in whose books, funds pass."""
    if leg.kind is LegKind.CLEARING:
        return leg.via
    return scene.kind(leg)

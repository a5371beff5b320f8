"""The front as a picture: every route at its amount and its time, numbered, next-best ways hollow."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import product
from math import cos, pi, sin

from fxroute.model import Route, amount_text
from fxroute.report.picture.markup import Markup, element, joined
from fxroute.report.picture.scale import AmountScale, TimeScale, text_width
from fxroute.report.picture.scene import Scene

__all__ = ["front_picture"]

_MARGIN = (20.0, 24.0, 52.0, 132.0)
"""Top, right, bottom, left."""

_FONT = 12.0
_LABEL_HEIGHT = 17.0
_DOT, _RING = 5.0, 6.5
"""A ring shows around a dot at the same place."""

_TICK_WIDTH = 96.0
_ANGLES = (0, 180, 315, 225, 45, 135, 270, 90)
_NEAR = (12, 20, 32, 48)
_FAR = tuple(range(12, 400, 14))


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    top: float
    width: float
    height: float

    def touches(self, other: "_Box") -> bool:
        return (
            self.left < other.left + other.width
            and other.left < self.left + self.width
            and self.top < other.top + other.height
            and other.top < self.top + self.height
        )

    def is_inside(self, other: "_Box") -> bool:
        return (
            self.left >= other.left
            and self.top >= other.top
            and self.left + self.width <= other.left + other.width
            and self.top + self.height <= other.top + other.height
        )


@dataclass(frozen=True, slots=True)
class _Point:
    route: Route
    mark: str
    amount: str
    x: float
    y: float
    is_on_front: bool

    def box(self) -> _Box:
        return _Box(self.x - _DOT - 1, self.y - _DOT - 1, 2 * _DOT + 2, 2 * _DOT + 2)


@dataclass(frozen=True, slots=True)
class _Label:
    point: _Point
    text: str
    box: _Box


def front_picture(scene: Scene, *, width: float = 1120.0, height: float = 400.0) -> Markup:
    """Return the routes and next-best ways of a plan as a scatter of amount against time; nothing for less than two."""
    plan, words = scene.plan, scene.words
    routes = (*plan.routes, *plan.alternatives)
    if not plan.routes or len(routes) < 2:
        return Markup("")
    times = _time_scale([_instant(scene, route) for route in routes], width)
    top, _, bottom, _ = _MARGIN
    amounts = [scene.amount_minor(route) for route in routes]
    scale = AmountScale.over(amounts, bottom=height - bottom, top=top)
    points = [
        _Point(
            route,
            scene.mark(route),
            amount_text(scene.amount_minor(route), scene.currency),
            times.at(_instant(scene, route)),
            scale.at(scene.amount_minor(route)),
            is_on_front=at < len(plan.routes),
        )
        for at, route in enumerate(routes)
    ]
    labels = _labels(points, _Box(times.left, top, times.right - times.left, height - bottom - top))
    title = words("picture_front")
    return element(
        "svg",
        element("title", title),
        element("desc", words("picture_front_desc", count=len(plan.routes), others=len(plan.alternatives))),
        _amount_axis(scene, scale, times),
        _time_axis(scene, times, height - bottom, top),
        *(_leader(label) for label in labels),
        *(_dot(scene, point) for point in reversed(points)),
        *(_text(label) for label in labels),
        class_="front",
        role="img",
        aria_label=title,
        viewBox=f"0 0 {width:.0f} {height:.0f}",
    )


def _instant(scene: Scene, route: Route) -> datetime:
    return route.credited_at if scene.payment.at is not None else route.starts_at


def _zone(scene: Scene) -> str:
    legs = scene.plan.routes[0].legs
    return legs[-1].to_zone if scene.payment.at is not None else legs[0].from_zone


def _time_scale(instants: list[datetime], width: float) -> TimeScale:
    first, last = min(instants), max(instants)
    room = max((last - first) / 12, timedelta(minutes=30))
    return TimeScale(first - room, last + room, _MARGIN[3], width - _MARGIN[1])


# Axes


def _amount_axis(scene: Scene, scale: AmountScale, times: TimeScale) -> Markup:
    marks = []
    for amount in scale.ticks():
        y = scale.at(amount)
        marks.append(element("line", x1=times.left, x2=times.right, y1=y, y2=y, class_="grid"))
        text = f"{scene.currency} {_grouped(amount_text(amount, scene.currency))}"
        marks.append(element("text", text, x=times.left - 8, y=y + 4, class_="tick end"))
    title = scene.words("picture_axis_delivered" if scene.is_send else "picture_axis_debit")
    return joined(*marks, element("text", title, x=times.left + 4, y=scale.top - 7, class_="axis"))


def _time_axis(scene: Scene, times: TimeScale, y: float, top: float) -> Markup:
    zone = _zone(scene)
    step, ticks = times.ticks(zone, max(int((times.right - times.left) / _TICK_WIDTH), 2))
    marks = [element("line", x1=times.left, x2=times.right, y1=y, y2=y, class_="rule")]
    for instant in ticks:
        x = times.at(instant)
        day, clock = scene.notation.day_and_time(instant, zone).rsplit(" ", 1)
        marks.append(element("line", x1=x, x2=x, y1=top, y2=y + 4, class_="grid"))
        marks.append(element("text", day, x=x, y=y + 17, class_="tick middle"))
        if step < 1440:
            marks.append(element("text", clock, x=x, y=y + 30, class_="tick middle"))
    key = "picture_axis_credited" if scene.payment.at is not None else "picture_axis_start"
    title = scene.words(key, zone=zone)
    return joined(*marks, element("text", title, x=times.right, y=y + (34 if step >= 1440 else 46), class_="axis end"))


def _grouped(amount: str) -> str:
    whole, point, part = amount.partition(".")
    return f"{int(whole):,}{point}{part}"


# Points and their labels


def _dot(scene: Scene, point: _Point) -> Markup:
    when = scene.notation.both(_instant(scene, point.route), _zone(scene))
    title = f"{point.mark} · {scene.currency} {_grouped(point.amount)} · {when}"
    kind = "dot" if point.is_on_front else "dot other"
    return element(
        "circle", element("title", title), cx=point.x, cy=point.y, r=_DOT if point.is_on_front else _RING, class_=kind
    )


def _labels(points: list[_Point], area: _Box) -> list[_Label]:
    """Return a label for each point, at the nearest place where it covers no dot and no other label.

    A label says number and amount where there is room for both, else the number.
    """
    taken = [point.box() for point in points]
    labels = []
    for point in points:
        long = f"{point.mark}  {_grouped(point.amount)}"
        ways = [(long, _NEAR), (point.mark, _FAR)] if len(points) <= 24 else [(point.mark, _FAR)]
        places = (label for text, radii in ways for label in _places(point, text, radii))
        free = next(
            (
                label
                for label in places
                if label.box.is_inside(area) and not any(label.box.touches(box) for box in taken)
            ),
            None,
        )
        if free is not None:
            taken.append(free.box)
            labels.append(free)
    return labels


def _places(point: _Point, text: str, radii: tuple[int, ...]) -> Iterator[_Label]:
    width = text_width(text, _FONT) + 6
    for radius, angle in product(radii, _ANGLES):
        across, down = cos(angle * pi / 180), sin(angle * pi / 180)
        x = point.x + across * radius + (across - 1) / 2 * width
        y = point.y + down * radius + (down - 1) / 2 * _LABEL_HEIGHT
        yield _Label(point, text, _Box(x, y, width, _LABEL_HEIGHT))


def _leader(label: _Label) -> Markup:
    box, point = label.box, label.point
    x = min(max(point.x, box.left), box.left + box.width)
    y = min(max(point.y, box.top), box.top + box.height)
    if abs(x - point.x) + abs(y - point.y) < 2 * _DOT + 8:
        return Markup("")
    return element("line", x1=point.x, y1=point.y, x2=x, y2=y, class_="leader")


def _text(label: _Label) -> Markup:
    number, blank, amount = label.text.partition("  ")
    kind = "label" if label.point.is_on_front else "label other"
    rest = element("tspan", f"\N{NO-BREAK SPACE}{amount}", class_="amount") if blank else Markup("")
    inner = joined(element("tspan", number, class_="number"), rest)
    return element("text", inner, x=label.box.left + 3, y=label.box.top + 13, class_=kind)

"""The timeline of a route: its legs as bars under both local clocks, with closed hours and cut-offs behind them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from fxroute.model import Leg, LegKind, Route
from fxroute.plan import OpenHours
from fxroute.report.picture.markup import Markup, element, joined
from fxroute.report.picture.scale import TimeScale, cut_to, local_midnight, text_width
from fxroute.report.picture.scene import Scene

__all__ = ["shown_kinds", "timeline_picture"]

_WIDTH = 1120.0
_LEFT, _RIGHT = 266.0, 950.0
_BAND = 22.0
_CLOCK = 16.0
_HOURS_MAX = 9
_BAR_MIN = 3.0


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What all parts of one timeline share."""

    scene: Scene
    route: Route
    hours: dict[int, OpenHours]
    scale: TimeScale
    row: float

    @property
    def top(self) -> float:
        return _BAND + _CLOCK + 18

    @property
    def bottom(self) -> float:
        return self.top + self.row * len(self.route.legs)


def timeline_picture(scene: Scene, route: Route, *, row: float = 34.0) -> Markup:
    """Return the timeline of a route, `row` high for each leg."""
    hours = scene.hours(route)
    stretch = next(iter(hours.values()), None)
    first = stretch.first if stretch else route.starts_at - timedelta(hours=1)
    last = stretch.last if stretch else route.final_at + timedelta(hours=1)
    sheet = _Sheet(scene, route, hours, TimeScale(first, last, _LEFT, _RIGHT), row)
    height = sheet.bottom + _BAND + _CLOCK + 20
    from_zone, to_zone = route.legs[0].from_zone, route.legs[-1].to_zone
    words, title = scene.words, scene.words("picture_timeline")
    told = words(
        "picture_timeline_desc",
        count=len(route.legs),
        first=scene.notation.instant(route.starts_at, from_zone),
        last=scene.notation.instant(route.credited_at, to_zone),
    )
    return element(
        "svg",
        element("title", title),
        element("desc", told),
        *(_background(sheet, at, leg) for at, leg in enumerate(route.legs)),
        _axis(sheet, from_zone, hours.get(1), is_above=True),
        _axis(sheet, to_zone, hours.get(len(route.legs)), is_above=False),
        *(_row(sheet, at, leg) for at, leg in enumerate(route.legs)),
        class_="timeline",
        role="img",
        aria_label=f"{title}. {told}",
        viewBox=f"0 0 {_WIDTH:.0f} {height:.0f}",
    )


def shown_kinds(scene: Scene, route: Route) -> frozenset[str]:
    """Return which of a timeline's colours one of a route has: those that a key must explain."""
    ends = [route.starts_at, *(leg.ends_at for leg in route.legs)]
    every = scene.hours(route).values()
    is_so = {
        "move": any(leg.rate is None for leg in route.legs),
        "deal": any(leg.rate is not None for leg in route.legs),
        "wait": any(leg.starts_at > before for leg, before in zip(route.legs, ends, strict=False)),
        "closed": any(hours.closed() for hours in every),
        "late": any(
            max(opening.cut_off, hours.first) < min(opening.closes, hours.last)
            for hours in every
            for opening in hours.openings
        ),
        "cut": any(hours.openings for hours in every),
    }
    return frozenset(kind for kind, is_there in is_so.items() if is_there)


# Axes


def _axis(sheet: _Sheet, zone: str, hours: OpenHours | None, *, is_above: bool) -> Markup:
    """A band of local days, closed ones shaded, and the clock where days are wide enough."""
    scene, scale = sheet.scene, sheet.scale
    band = 16.0 if is_above else sheet.bottom + _CLOCK + 2
    closed = dict(hours.closed_days) if hours is not None and hours.zone == zone else {}
    parts = [_day(sheet, day, zone, band, closed) for day in scale.days(zone)]
    for instant in _midnights(scale, zone):
        x = scale.at(instant)
        ends = (band, sheet.bottom) if is_above else (sheet.top, band + _BAND)
        parts.append(element("line", x1=x, x2=x, y1=ends[0], y2=ends[1], class_="day" if is_above else "day creditor"))
    step, ticks = scale.ticks(zone, _HOURS_MAX)
    for instant in ticks if step < 1440 else ():
        x, y = scale.at(instant), sheet.top if is_above else sheet.bottom
        clock = scene.notation.day_and_time(instant, zone).rsplit(" ", 1)[1]
        parts.append(
            element("line", x1=x, x2=x, y1=y - 4 if is_above else y, y2=y if is_above else y + 4, class_="rule")
        )
        parts.append(element("text", clock, x=x, y=y - 7 if is_above else y + 15, class_="tick middle"))
    name = scene.words("picture_debtor_clock" if is_above else "picture_creditor_clock", zone=zone)
    return joined(*parts, element("text", name, x=_LEFT - 8, y=band + 15, class_="axis end"))


def _midnights(scale: TimeScale, zone: str) -> list[datetime]:
    return [at for at in (local_midnight(day, zone) for day in scale.days(zone)) if scale.first < at < scale.last]


def _day(sheet: _Sheet, day: date, zone: str, band: float, closed: dict[date, bool]) -> Markup:
    scene, scale = sheet.scene, sheet.scale
    left = scale.at(local_midnight(day, zone))
    right = scale.at(local_midnight(day + timedelta(days=1), zone))
    noon = local_midnight(day, zone) + timedelta(hours=12)
    whole = scale.at(scale.first + timedelta(days=1)) - scale.at(scale.first)
    name = scene.notation.day_and_time(noon, zone).rsplit(" ", 1)[0]
    # One form for all days, by what the width of a whole one holds.
    forms = (name, name.rsplit(" ", 1)[-1], name.rsplit("-", 1)[-1])
    form = next((text for text in forms if _fits(text, whole)), "")
    kind = scene.words("picture_weekend" if closed[day] else "picture_holiday") if day in closed else ""
    fitting = next(
        (text for text in (f"{name} · {kind}" if kind else "", form) if text and _fits(text, right - left)), ""
    )
    shade = "band closed" if day in closed else "band"
    return joined(
        element("rect", x=left, y=band, width=max(right - left, 0), height=_BAND, class_=shade),
        element("text", fitting, x=(left + right) / 2, y=band + 15, class_="tick middle"),
    )


def _fits(text: str, width: float) -> bool:
    return text_width(text, 10.5) <= width - 4


# Rows


def _background(sheet: _Sheet, at: int, leg: Leg) -> Markup:
    """The row of a leg: shaded where its service is closed, lightly where only the cut-off is past."""
    y, scale, hours = sheet.top + at * sheet.row, sheet.scale, sheet.hours.get(leg.n)
    parts = [element("line", x1=8, x2=_WIDTH - 8, y1=y + sheet.row, y2=y + sheet.row, class_="grid")]
    if hours is None:
        return joined(*parts)
    for start, end in hours.closed():
        title = sheet.scene.words(
            "picture_closed_mark",
            start=sheet.scene.notation.instant(start, hours.zone),
            end=sheet.scene.notation.instant(end, hours.zone),
        )
        parts.append(_shade(sheet, at, (start, end), "closed", title))
    for opening in hours.openings:
        late = max(opening.cut_off, scale.first), min(opening.closes, scale.last)
        if late[0] < late[1]:
            parts.append(_shade(sheet, at, late, "late", ""))
    return joined(*parts)


def _shade(sheet: _Sheet, at: int, ends: tuple[datetime, datetime], kind: str, title: str) -> Markup:
    """Return a stretch of the row `at`, shaded."""
    left, right = map(sheet.scale.at, ends)
    told = element("title", title) if title else Markup("")
    y = sheet.top + at * sheet.row
    return element("rect", told, x=left, y=y, width=right - left, height=sheet.row, class_=kind)


def _row(sheet: _Sheet, at: int, leg: Leg) -> Markup:
    scene, y = sheet.scene, sheet.top + at * sheet.row
    middle = y + sheet.row / 2
    before = sheet.route.legs[at - 1].ends_at if at else sheet.route.starts_at
    where = scene.name(leg.from_id if leg.kind is LegKind.BOOK_CREDIT else leg.to_id)
    through = leg.via if leg.kind is LegKind.CLEARING else where
    is_low = sheet.row < 30
    return element(
        "g",
        element("text", str(leg.n), x=26, y=middle + 4, class_="number end"),
        element("text", scene.kind(leg), x=34, y=middle + (4 if is_low else -3), class_="what"),
        element(
            "text",
            cut_to(through, 126 if is_low else 224, 11),
            x=128 if is_low else 34,
            y=middle + (4 if is_low else 11),
            class_="who",
        ),
        _waiting(sheet, before, leg, middle),
        *_cut_offs(sheet, leg, y),
        _bar(sheet, leg, middle),
        _cut_off_text(sheet, leg, middle),
    )


def _waiting(sheet: _Sheet, before: datetime, leg: Leg, middle: float) -> Markup:
    if leg.starts_at <= before:
        return Markup("")
    minutes = int((leg.starts_at - before) / timedelta(minutes=1))
    title = sheet.scene.words("picture_wait", duration=sheet.scene.notation.duration(minutes), n=leg.n)
    left, right = sheet.scale.at(before), sheet.scale.at(leg.starts_at)
    return element("rect", element("title", title), x=left, y=middle - 2, width=right - left, height=4, class_="wait")


def _bar(sheet: _Sheet, leg: Leg, middle: float) -> Markup:
    scene = sheet.scene
    left, right = sheet.scale.at(leg.starts_at), sheet.scale.at(leg.ends_at)
    title = scene.words(
        "picture_bar",
        n=leg.n,
        kind=scene.kind(leg),
        start=scene.notation.instant(leg.starts_at, leg.from_zone),
        end=scene.notation.instant(leg.ends_at, leg.to_zone),
    )
    kind = "bar deal" if leg.rate is not None else "bar"
    half = min(sheet.row / 2 - 6, 9.0)
    return element(
        "rect", element("title", title), x=left, y=middle - half, width=max(right - left, _BAR_MIN), height=2 * half,
        rx=1.5, class_=kind,
    )  # fmt: skip


def _cut_offs(sheet: _Sheet, leg: Leg, y: float) -> list[Markup]:
    hours, scale = sheet.hours.get(leg.n), sheet.scale
    inside = [] if hours is None else [each for each in hours.openings if scale.first <= each.cut_off <= scale.last]
    return [
        element(
            "line", x1=scale.at(each.cut_off), x2=scale.at(each.cut_off), y1=y + 1, y2=y + sheet.row - 1, class_="cut"
        )
        for each in inside
    ]


def _cut_off_text(sheet: _Sheet, leg: Leg, middle: float) -> Markup:
    if leg.cut_off is None:
        return Markup("")
    hours = sheet.hours.get(leg.n)
    zone = leg.from_zone if hours is None else hours.zone
    text = sheet.scene.words("picture_cut_off_mark", at=sheet.scene.notation.day_and_time(leg.cut_off, zone))
    return element("text", text, x=_RIGHT + 8, y=middle + 4, class_="tick")

"""The waterfall of a route: from the total debit at mid to what is delivered, every part with its exact amount."""

from collections.abc import Sequence
from decimal import Decimal

from fxroute.model import Money, Route
from fxroute.plan.standing import money_text
from fxroute.report.losses import Losses, LostKind, LostPart, losses_of
from fxroute.report.notation import number_text
from fxroute.report.picture.markup import Markup, element, joined
from fxroute.report.picture.scene import Scene

__all__ = ["waterfall_picture"]

_BP = Decimal("0.01")


def waterfall_picture(scene: Scene, route: Route) -> Markup:
    """Return a table with a bar in each row; the bars begin where the one above ends."""
    words = scene.words
    losses = losses_of(route, scene.payment, scene.rates)
    total = losses.start - losses.delivered
    titles = ("picture_loss_what", "picture_loss_amount", "picture_loss_bp", "picture_loss_bar")
    head = element("tr", *(_title(words(key), at) for at, key in enumerate(titles)))
    rows = [
        _row(_start(scene, route), losses.start, losses.start, "all"),
        *_parts(scene, losses, total),
        _row(words("picture_loss_end"), losses.delivered, losses.start, "all"),
        _row(words("picture_loss_sum"), total, losses.start, "all sum", _span(losses.parts, 0, total)),
    ]
    caption = words("picture_loss_note", currency=losses.delivered.currency.code)
    return element(
        "table", element("caption", caption), element("thead", head), element("tbody", *rows), class_="waterfall"
    )


def _title(text: str, at: int) -> Markup:
    return element("th", text, scope="col", class_="number" if at in (1, 2) else None)


def _start(scene: Scene, route: Route) -> str:
    debited = money_text(route.total_debit)
    if route.claimed.amount:
        return scene.words("picture_loss_start_claims", debited=debited, claimed=money_text(route.claimed))
    return scene.words("picture_loss_start", debited=debited)


def _parts(scene: Scene, losses: Losses, total: Money) -> list[Markup]:
    rows, done = [], total - total
    for part in losses.parts:
        kind = "gain" if part.amount.amount < 0 else part.kind.value
        span = _span(losses.parts, done.amount, part.amount)
        rows.append(_row(_what(scene, part), -part.amount, losses.start, kind, span))
        done += part.amount
    return rows


def _span(parts: Sequence[LostPart], begun: Decimal | int, amount: Money) -> tuple[float, float]:
    """Return where a bar begins and how long it is, in per cent of the widest stretch that the parts take."""
    ends, done = [Decimal(0)], Decimal(0)
    for part in parts:
        done += part.amount.amount
        ends.append(done)
    least, most = min(ends), max(ends)
    width = float(most - least) or 1.0
    low, high = sorted((Decimal(begun), Decimal(begun) + amount.amount))
    return float(low - least) / width * 100, float(high - low) / width * 100


def _what(scene: Scene, part: LostPart) -> str:
    words = scene.words
    if part.charge is not None:
        told = words(
            "picture_loss_charge",
            function=words(f"function_{part.charge.function}"),
            agent=part.charge.agent,
            amount=money_text(part.charge.amount),
        )
        return f"{part.leg} · {told} ({words(f'taken_{part.charge.taken}')})"
    if part.rate is not None and part.kind is LostKind.SPREAD:
        dealt, mid = number_text(part.rate.dealt), number_text(part.rate.mid)
        return f"{part.leg} · {words('picture_loss_spread', pair=part.rate.pair, dealt=dealt, mid=mid)}"
    if part.rate is not None:
        direct = f"{scene.payment.debtor_currency}/{scene.payment.creditor_currency}"
        return f"{part.leg} · {words('picture_loss_gap', pairs=part.rate.pair, direct=direct)}"
    return words("picture_loss_rounding")


def _row(what: str, amount: Money, start: Money, kind: str, span: tuple[float, float] = (0.0, 100.0)) -> Markup:
    share = (abs(amount.amount) * 10_000 / start.amount).quantize(_BP)
    is_whole = kind == "all"
    bar = Markup("") if is_whole else _bar(kind, *span)
    return element(
        "tr",
        element("th", what, scope="row"),
        element("td", money_text(amount).replace("-", "−"), class_="number"),
        element("td", "" if is_whole else number_text(share), class_="number"),
        element("td", bar, class_="bars"),
        class_=kind,
    )


def _bar(kind: str, begins: float, long: float) -> Markup:
    width = max(long, 0.6)
    rect = element("rect", x=min(begins, 100 - width), y=0, width=width, height=10, class_=f"loss {kind}")
    return element("svg", joined(rect), viewBox="0 0 100 10", preserveAspectRatio="none", aria_hidden="true")

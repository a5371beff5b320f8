"""The sentence that says why a route stands where it does, in the language of the page."""

from fxroute.model import Route, Side
from fxroute.plan import Gain, GainKind, Plan, Rank, Standing, standing_of
from fxroute.plan.standing import money_text, sentence
from fxroute.report.notation import Notation

__all__ = ["standing_in", "standing_sentence"]


def standing_in(route: Route, plan: Plan) -> Standing:
    """Return where a route, or a next-best way, stands in a plan."""
    return standing_of(route, plan.routes, plan.alternatives, plan.payment, is_complete=plan.complete)


def standing_sentence(standing: Standing, notation: Notation) -> str:
    """Return the sentence of a standing; the English one is the plan's own."""
    words = notation.words
    if words.lang == "en":
        return sentence(standing)
    gap, side = money_text(standing.gap), standing.side.value
    gains = words("list_and").join(_gain_text(gain, notation) for gain in standing.gains)
    match standing.rank:
        case Rank.ONLY:
            return words("standing_only")
        case Rank.WITHOUT:
            source, slash, target = standing.without.partition("/")
            if slash:
                return words("standing_unconverted", source=source, target=target)
            return words("standing_without", without=standing.without)
        case Rank.BEST:
            text = words(f"standing_{'best' if standing.lead else 'equal'}_{side}", gap=gap)
            return text if standing.is_complete else words("standing_of_found", text=text)
        case Rank.FIRST:
            amount = words(_direction(standing), gap=gap)
            return words(f"standing_first_{side}", gains=gains or words("gain_none"), amount=amount)
        case Rank.LATER:
            amount = words(_direction(standing), gap=gap)
            key = "standing_later" if standing.lead else "standing_same"
            return words(f"{key}_gains" if gains else key, amount=amount, gains=gains)


def _direction(standing: Standing) -> str:
    is_ahead = (standing.lead or 0) > 0
    if standing.side is Side.SEND:
        return "more_delivered" if is_ahead else "less_delivered"
    return "less_debited" if is_ahead else "more_debited"


def _gain_text(gain: Gain, notation: Notation) -> str:
    is_time = gain.kind in (GainKind.ARRIVES_EARLIER, GainKind.STARTS_LATER)
    return notation.words(f"gain_{gain.kind}", size=notation.duration(gain.size) if is_time else gain.size)

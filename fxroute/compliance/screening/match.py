"""A subject beside an entry of a list, feature by feature; the features sum to the score."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from fxroute.compliance.screening.likeness import NameLikeness
from fxroute.compliance.screening.listed import ListedKind, ListedName, ListedParty, NameStrength
from fxroute.compliance.screening.normalise import Name
from fxroute.compliance.screening.policy import MatchPolicy, WeakAliases
from fxroute.compliance.screening.screened import Feature, Subject

__all__ = [
    "BELOW_EXACT",
    "ComparedName",
    "NOTHING",
    "ONE",
    "name_features",
    "number_features",
    "particulars",
    "score_of",
]

ONE = Decimal(1)
NOTHING = Decimal(0)
BELOW_EXACT = Decimal("0.99")


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedName:
    """A listed name beside a subject's, with how alike they were found."""

    subject: Name
    listed: Name
    printed: ListedName
    likeness: NameLikeness
    is_one_word_in_text: bool = False


def name_features(subject: Subject, party: ListedParty, compared: ComparedName, policy: MatchPolicy) -> list[Feature]:
    """Return what a name and the particulars beside it give; the weights sum to the score."""
    features = [
        Feature("name", compared.subject.text, compared.listed.text, Decimal(compared.likeness.thousandths).scaleb(-3)),
        *_writing(compared, policy),
    ]
    is_exact = compared.likeness.is_exact and all(feature.weight >= 0 for feature in features)
    features += particulars(subject, party, policy)
    return _held(features, ONE if is_exact else BELOW_EXACT)


def number_features(number: Feature, compared: Iterable[Feature]) -> list[Feature]:
    """Return what an equal BIC or identifier gives; what else was compared is shown and adds nothing."""
    rest = [Feature(one.name, one.subject, one.listed, NOTHING) for one in compared if one.name != "held"]
    return [number, *rest]


def score_of(features: Iterable[Feature]) -> Decimal:
    """Return the sum of the weights."""
    return sum((feature.weight for feature in features), NOTHING)


def _held(features: list[Feature], most: Decimal) -> list[Feature]:
    total = score_of(features)
    held = min(max(total, NOTHING), most)
    return features if held == total else [*features, Feature("held", f"{total}", f"{held}", held - total)]


def _writing(compared: ComparedName, policy: MatchPolicy) -> list[Feature]:
    """What the manner of writing takes away: order of words, script, characters, a weak alias."""
    weights = policy.weights
    subject, listed = compared.subject, compared.listed
    features: list[Feature] = []
    if not compared.likeness.is_same_order:
        features.append(Feature("word order", subject.text, listed.text, weights.word_order))
    if subject.script != listed.script:
        features.append(Feature("script", subject.script, listed.script, weights.script))
    elif subject.han and listed.han and subject.han != listed.han and compared.likeness.is_exact:
        features.append(Feature("characters", subject.han, listed.han, weights.characters))
    if compared.printed.strength is NameStrength.WEAK and policy.weak_aliases is not WeakAliases.AS_STRONG:
        features.append(Feature("weak alias", subject.text, compared.printed.text, weights.weak_alias))
    if compared.is_one_word_in_text:
        features.append(Feature("one word in text", subject.text, listed.text, weights.one_word_in_text))
    return features


def particulars(subject: Subject, party: ListedParty, policy: MatchPolicy) -> list[Feature]:
    """Return what kind, birth date and countries add; nothing where either side does not say."""
    weights = policy.weights
    features: list[Feature] = []
    if ListedKind.UNKNOWN not in {subject.kind, party.kind} and subject.kind is not party.kind:
        features.append(Feature("kind", subject.kind.value, party.kind.value, weights.kind_disagrees))
    if subject.birth_date and party.birth_dates:
        weight, listed = max((_birth_weight(subject.birth_date, date, policy), date) for date in party.birth_dates)
        features.append(Feature("birth date", subject.birth_date, listed, weight))
    if subject.countries and party.countries:
        does_agree = not set(subject.countries).isdisjoint(party.countries)
        weight = weights.countries_agree if does_agree else weights.countries_disagree
        features.append(
            Feature("countries", " ".join(sorted(subject.countries)), " ".join(sorted(party.countries)), weight)
        )
    return features


def _birth_weight(one: str, other: str, policy: MatchPolicy) -> Decimal:
    """Weigh two dates of which each may be a year, a month or a day; day and month changed over count as the year."""
    weights = policy.weights
    if one == other and len(one) == 10:
        return weights.birth_date_agrees
    shorter, longer = sorted((one, other), key=len)
    is_turned = len(shorter) == 10 and (shorter[:4], shorter[5:7], shorter[8:]) == (longer[:4], longer[8:], longer[5:7])
    return weights.birth_year_agrees if longer.startswith(shorter) or is_turned else weights.birth_date_disagrees

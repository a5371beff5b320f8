"""Notation: amounts, rates, instants and stretches of time as people read them."""

from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from fxroute.model import Confidence, Evidence, Money
from fxroute.plan.standing import money_text
from fxroute.report.words import Words

__all__ = ["Notation", "number_text"]

_HASH_SHOWN = 12


def number_text(number: Decimal) -> str:
    """Return a decimal without exponent, digits as they are."""
    return format(number, "f")


class Notation:
    """Values in one language."""

    def __init__(self, words: Words) -> None:
        """Keep the words."""
        self.words = words

    def instant(self, instant: datetime, zone: str) -> str:
        """Return a local time with weekday and offset: `Tue 2026-11-24 09:30 +08:00`."""
        weekday = self.words("weekdays").split()[instant.astimezone(ZoneInfo(zone)).weekday()]
        return f"{weekday} {self.plain_instant(instant, zone)}"

    def day_and_time(self, instant: datetime, zone: str) -> str:
        """Return a local time without year and offset: `Tue 11-24 09:30`."""
        return self.instant(instant, zone).replace(f" {instant.astimezone(ZoneInfo(zone)).year}-", " ")[:-7]

    def plain_instant(self, instant: datetime, zone: str) -> str:
        """Return a local time with its offset: `2026-11-24 09:30 +08:00`."""
        local = instant.astimezone(ZoneInfo(zone)).isoformat(" ", "minutes")
        return f"{local[:16]} {local[16:]}"

    def utc(self, instant: datetime) -> str:
        """Return a UTC time: `2026-11-24 01:30`."""
        return instant.astimezone(UTC).strftime("%Y-%m-%d %H:%M")

    def both(self, instant: datetime, zone: str) -> str:
        """Return a local time with the UTC time beside it."""
        return self.words("local_and_utc", local=self.instant(instant, zone), utc=self.utc(instant))

    def duration(self, minutes: int) -> str:
        """Return a stretch of time in days and hours, or in hours and minutes."""
        days, rest = divmod(minutes, 1440)
        hours, left = divmod(rest, 60)
        parts = [self.words("days", days=days)] if days else []
        parts += [self.words("hours", hours=hours)] if hours else []
        parts += [self.words("minutes", minutes=left)] if (left and not days) or not parts else []
        return " ".join(parts)

    def confidence(self, confidence: Confidence) -> str:
        """Return the name of a confidence."""
        return self.words(f"confidence_{confidence}")

    def evidence(self, evidence: Evidence) -> str:
        """Return the weakest confidence and how many records are priors."""
        return self.words(
            "evidence_summary",
            weakest=self.confidence(evidence.weakest),
            priors=self.words.counted("evidence_priors", evidence.count(Confidence.PRIOR)),
            records=self.words.counted("evidence_records", _all(evidence)),
        )

    def evidence_short(self, evidence: Evidence) -> str:
        """Return the same for a narrow column: `prior 6/10`."""
        return self.words(
            "evidence_short",
            weakest=self.confidence(evidence.weakest),
            priors=evidence.count(Confidence.PRIOR),
            all=_all(evidence),
        )

    def counts(self, counts: dict[Confidence, int]) -> str:
        """Return how many records there are of each confidence, best first."""
        return " · ".join(f"{counts[each]} {self.confidence(each)}" for each in Confidence if counts.get(each))

    def money_range(self, ends: tuple[Money, Money]) -> str:
        """Return the two ends of a range of amounts."""
        return self.words("range", low=money_text(ends[0]), high=money_text(ends[1]))

    def sha256(self, sha256: str) -> str:
        """Return the start of a hash."""
        return sha256[:_HASH_SHOWN]


def _all(evidence: Evidence) -> int:
    return sum(count for _, count in evidence.counts)

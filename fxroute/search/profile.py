"""Profiles: the whole function from the instant funds are ready at a node to the instant they are at the far end.

Used where amounts and instants run against each other: a fixed receipt with a given start, and a fixed send with a
deadline. There a label cannot know its own instant, so it carries the function, over all instants that can matter at
its node. Instants are signed so that smaller is better both ways (with a deadline they are negative minutes).

A profile is a tuple of pieces (from, value, slope): value + slope * (t - from) until the next piece, slope 0 or 1; a
last piece with value `NEVER` ends it. Profiles never decrease. Source: Dean 1999, arrival functions under first in,
first out.
"""

from bisect import bisect_right
from collections.abc import Sequence

from fxroute.network.windows import NEVER, Windows
from fxroute.search.edges import Edge

__all__ = ["Piece", "Profiles", "covers", "value_of"]

Piece = tuple[int, int, int]
_Segment = tuple[int, int, int, int]


def value_of(profile: Sequence[Piece], at: int) -> int:
    """Return the value of a profile at an instant, `NEVER` outside."""
    index = bisect_right(profile, (at, NEVER, 1)) - 1
    if index < 0:
        return NEVER
    start, value, slope = profile[index]
    return value if value >= NEVER else value + slope * (at - start)


def covers(one: Sequence[Piece], other: Sequence[Piece]) -> bool:
    """Tell whether `one` is nowhere later than `other`; both begin at the same instant and end with `NEVER`."""
    at = beside = 0
    while True:
        start, value, slope = one[at]
        other_start, other_value, other_slope = other[beside]
        if other_value >= NEVER:
            return True
        if value >= NEVER:
            return False
        begins = max(start, other_start)
        if value + slope * (begins - start) > other_value + other_slope * (begins - other_start):
            return False
        after, other_after = one[at + 1][0], other[beside + 1][0]
        if slope > other_slope:
            last = min(after, other_after) - 1
            if value + slope * (last - start) > other_value + other_slope * (last - other_start):
                return False
        if after <= other_after:
            at += 1
        if other_after <= after:
            beside += 1


class Profiles:
    """Makes the profile before an edge from the profile behind it.

    Args:
        domains: for each node the first and last signed instant that can matter there; an empty one has last < first.
        horizon: ordinal of the last (or, with a deadline, first) business day.
        is_forward: instants run forward; else they are negative minutes and run back from a deadline.
    """

    def __init__(self, domains: Sequence[tuple[int, int]], horizon: int, *, is_forward: bool) -> None:
        """Keep the domains."""
        self.domains = domains
        self.horizon = horizon
        self.is_forward = is_forward
        self._known: dict[tuple[int, int, int], list[_Segment]] = {}

    def before(self, edge: Edge, node: int, behind: Sequence[Piece]) -> tuple[Piece, ...]:
        """Return the profile at `node` of taking `edge` and then `behind`; empty when that never arrives."""
        first, last = self.domains[node]
        if last < first:
            return ()
        pieces: list[Piece] = []
        end = first
        for start, until, instant, slope in self._segments(edge, node):
            if slope:
                end = _append_shifted(pieces, (start, until, instant), behind)
            else:
                value = value_of(behind, instant)
                end = start if value >= NEVER else until + 1
                if value < NEVER:
                    _append(pieces, (start, value, 0))
            if end <= until:
                break
        if not pieces:
            return ()
        pieces.append((end, NEVER, 0))
        return tuple(pieces)

    def _segments(self, edge: Edge, node: int) -> list[_Segment]:
        windows = edge.windows
        first, last = self.domains[node]
        if windows is None:
            return [(first, last, first, 1)]
        key = (id(windows), edge.minutes, node)
        found = self._known.get(key)
        if found is None:
            if self.is_forward:
                windows.reach(last, self.horizon)
                found = _forward_segments(windows, edge.minutes, (first, last), self.horizon)
            else:
                windows.reach_back(-last, edge.minutes, self.horizon)
                found = _backward_segments(windows, edge.minutes, (first, last), self.horizon)
            self._known[key] = found
        return found


def _append(pieces: list[Piece], piece: Piece) -> None:
    if pieces:
        start, value, slope = pieces[-1]
        if slope == piece[2] and value + slope * (piece[0] - start) == piece[1]:
            return
    pieces.append(piece)


def _append_shifted(pieces: list[Piece], segment: tuple[int, int, int], behind: Sequence[Piece]) -> int:
    """Add what `behind` says of a stretch that runs on minute by minute; return the first instant not served."""
    start, until, instant = segment
    shift = start - instant
    index = max(bisect_right(behind, (instant, NEVER, 1)) - 1, 0)
    while index < len(behind):
        begins, value, slope = behind[index]
        from_instant = max(begins, instant)
        if from_instant + shift > until:
            break
        if value >= NEVER:
            return from_instant + shift
        _append(pieces, (from_instant + shift, value + slope * (from_instant - begins), slope))
        index += 1
    return until + 1


def _forward_segments(windows: Windows, minutes: int, domain: tuple[int, int], horizon: int) -> list[_Segment]:
    """End of a move as a function of the instant it is ready, over the domain."""
    first, last = domain
    segments: list[_Segment] = []
    at = bisect_right(windows.cut_offs, first)
    start = first
    while start <= last and at < len(windows.cut_offs):
        if windows.days[at] <= horizon:
            until = min(last, windows.cut_offs[at] - 1)
            flat = max(windows.opens[at] + minutes, windows.deliveries[at])
            _add_step(segments, start, until, flat, minutes)
            start = until + 1
        at += 1
    return segments


def _backward_segments(windows: Windows, minutes: int, domain: tuple[int, int], horizon: int) -> list[_Segment]:
    """Negative latest instant to be ready as a function of the negative deadline, over the domain."""
    first, last = domain
    segments: list[_Segment] = []
    needs = [max(ready + minutes, least) for ready, least in zip(windows.firsts, windows.deliveries, strict=True)]
    at = bisect_right(needs, -first) - 1
    start = first
    while start <= last and at >= 0:
        if windows.days[at] >= horizon:
            until = min(last, -needs[at])
            _add_step(segments, start, until, -(windows.cut_offs[at] - 1), minutes)
            start = until + 1
        at -= 1
    return segments


def _add_step(segments: list[_Segment], start: int, until: int, flat: int, minutes: int) -> None:
    """Add `flat` while waiting decides, then the instant plus `minutes`."""
    turn = flat - minutes
    if start < turn:
        segments.append((start, min(until, turn - 1), flat, 0))
    if turn <= until:
        begins = max(start, turn)
        segments.append((begins, until, begins + minutes, 1))

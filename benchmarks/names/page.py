"""The tables of docs/explanation/screening-quality.md, from the kept figures."""

import re
from collections.abc import Iterable
from pathlib import Path

from benchmarks.names.kept import KEPT, PEERS, KeptFigures, read_figures
from benchmarks.names.scores import THRESHOLDS, NamesFigures

__all__ = ["PAGE", "page_with_tables", "write_page"]

PAGE = Path(__file__).resolve().parents[2] / "docs" / "explanation" / "screening-quality.md"
POSSIBLE = 70
"""Per cent from which a person looks at a hit, by default and in nomenklatura alike."""

BLOCK = re.compile(r"(<!-- figures: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
KINDS = {"person": "persons", "organisation": "companies", "vessel": "vessels"}
SCRIPTS = {
    "ru Cyrl": "Russian",
    "uk Cyrl": "Ukrainian",
    "bg Cyrl": "Bulgarian",
    "mn Cyrl": "Mongolian",
    "el Grek": "Greek",
    "ar Arab": "Arabic",
    "fa Arab": "Persian",
    "he Hebr": "Hebrew",
    "zh Hani": "Chinese",
    "ja Hani": "Japanese with kanji",
    "ja Hira": "Japanese in hiragana",
    "ja Kana": "Japanese in katakana",
    "ko Hang": "Korean",
    "bn Beng": "Bengali",
    "th Thai": "Thai",
    "hy Armn": "Armenian",
    "ka Geor": "Georgian",
    "hi Deva": "Hindi",
}


def page_with_tables(text: str, kept: KeptFigures, peers: KeptFigures) -> str:
    """Return the page with every marked block written anew."""
    figures = (*kept.figures, *peers.figures)
    blocks = {
        "summary": lambda: _summary(kept, peers),
        "curve": lambda: _curve(kept),
        "changes": lambda: _by_name("change", figures, "meant", _names(kept, "meant")),
        "scripts": lambda: _by_name("language and script", figures, "spelled", SCRIPTS),
        "strangers": lambda: _strangers(kept.figures[0]),
    }
    return BLOCK.sub(lambda found: f"{found[1]}\n{blocks[found[2]]()}\n\n{found[3]}", text)


def write_page() -> None:
    """Write the tables of the kept figures into the page."""
    text = page_with_tables(PAGE.read_text(encoding="utf-8"), read_figures(KEPT), read_figures(PEERS))
    PAGE.write_text(text, encoding="utf-8")


def _names(kept: KeptFigures, group: str) -> dict[str, str]:
    return {curve.name: curve.name for curve in kept.figures[0].curves if curve.group == group}


def _rows(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    heads = list(heads)
    lines = [heads, ["---", *["--:"] * (len(heads) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _counts(figures: NamesFigures, group: str, name: str, per_cent: int) -> tuple[int, int]:
    at = THRESHOLDS.index(per_cent)
    return next(
        ((one.at_least[at], one.questions) for one in figures.curves if (one.group, one.name) == (group, name)), (0, 0)
    )


def _share(counts: tuple[int, int]) -> str:
    return f"{100 * counts[0] / counts[1]:.1f}" if counts[1] else "–"


def _changed(figures: NamesFigures, per_cent: int) -> tuple[int, int]:
    """All changed names together, without those inside texts."""
    at = THRESHOLDS.index(per_cent)
    asked = [one for one in figures.curves if one.group == "meant" and one.name not in {"as listed", "inside a text"}]
    return sum(one.at_least[at] for one in asked), sum(one.questions for one in asked)


def _summary(kept: KeptFigures, peers: KeptFigures) -> str:
    rows = [
        (
            one.matcher,
            _share(_changed(one, POSSIBLE)),
            _share(_counts(one, "spelled", "all", POSSIBLE)),
            _share(_counts(one, "spelled", "held out", POSSIBLE)),
            _share(_counts(one, "stranger", "first 2,000", POSSIBLE)),
        )
        for one in (*kept.figures, *peers.figures)
    ]
    heads = ("at 0.70, per cent", "changed names found", "other script found", "of these, held out")
    return (
        _rows((*heads, "of the first 2,000 strangers, hit"), rows)
        + f"\n\nMeasured {kept.measured_at[:10]} (fxroute) and {peers.measured_at[:10]} (nomenklatura)."
    )


def _curve(kept: KeptFigures) -> str:
    figures = kept.figures[0]
    rows = [
        (
            f"{per_cent / 100:.2f}",
            _share(_changed(figures, per_cent)),
            _share(_counts(figures, "spelled", "all", per_cent)),
            _share(_counts(figures, "translated", "all", per_cent)),
            _share(_counts(figures, "stranger", "all", per_cent)),
        )
        for per_cent in THRESHOLDS
    ]
    heads = ("threshold", "changed names found", "other script, spelled", "other script, translated", "strangers hit")
    return _rows(heads, rows)


def _by_name(head: str, figures: tuple[NamesFigures, ...], group: str, names: dict[str, str]) -> str:
    rows = []
    for name, said in names.items():
        counts = [_counts(one, group, name, POSSIBLE) for one in figures]
        rows.append((said, f"{counts[0][1]}", *map(_share, counts)))
    return _rows((head, "asked", *(_short(one.matcher) for one in figures)), rows)


def _short(matcher: str) -> str:
    return matcher.split(",", maxsplit=1)[0].rsplit(maxsplit=1)[-1]


def _strangers(figures: NamesFigures) -> str:
    rows = []
    for curve in figures.curves:
        if curve.group == "stranger" and ": " in curve.name:
            kind, change = curve.name.split(": ")
            shares = [_share(_counts(figures, "stranger", curve.name, per_cent)) for per_cent in (70, 80, 90, 100)]
            rows.append((f"{KINDS[kind]}: {change}", f"{curve.questions}", *shares))
    return _rows(("stranger", "asked", "0.70", "0.80", "0.90", "1.00"), rows)

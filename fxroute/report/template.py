"""An empty payment file for a corridor: every field that the rules ask for, with who brings it and under which rule."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from fxroute.compliance.checks.catalog import STATED
from fxroute.compliance.corridor import Asked, Corridor, asked_facts, asked_items, special_circumstances
from fxroute.compliance.item import ItemKind
from fxroute.compliance.rule import Rule
from fxroute.compliance.rule_base import RuleBase
from fxroute.compliance.say_of_payment import Amount
from fxroute.compliance.threshold import Window
from fxroute.report.template_slots import FOUND_OUT, PAPER_FIELDS, RESIDENT_SLOTS, SLOTS, TOTALS, Slot
from fxroute.report.words import Words
from fxroute.report.wrap import wrapped

__all__ = ["Template", "template_json", "template_text"]

_WIDTH = 100
_TITLES_MAX = 3
_EMPTY = '""'
_PERHAPS = "#?"
"""Begins the lines that may be needed and are comments until the mark is taken away."""

_MONEY = '{amount: "", currency: ""}'
_PAPER_EMPTY = {"amount": _MONEY, "parties": '["", ""]'}


@dataclass(frozen=True, slots=True)
class Template:
    """What an empty payment file is for: a corridor, under the rules of a day as they were known on another."""

    rules: RuleBase
    corridor: Corridor
    day: date
    known_on: date | None = None

    def items(self) -> tuple[Asked, ...]:
        """Return the items that may be asked for."""
        return asked_items(self.rules, self.corridor, day=self.day, known_on=self.known_on)

    def facts(self) -> tuple[Asked, ...]:
        """Return the facts that decide whether rules apply."""
        return asked_facts(self.rules, self.corridor, day=self.day, known_on=self.known_on)

    def circumstances(self) -> tuple[Asked, ...]:
        """Return the circumstances under which further rules apply."""
        return special_circumstances(self.rules, self.corridor, day=self.day, known_on=self.known_on)


def template_text(template: Template, lang: str = "en") -> str:
    """Return an empty payment file, its comments in `en` or `zh`.

    The file can be read; its faults are the fields that stand empty.

    Raises:
        UsageError: a language that has no texts.
    """
    return "\n".join(_Writer(template, Words(lang)).lines()) + "\n"


def template_json(template: Template) -> dict[str, object]:
    """Return what may be asked for on a corridor, in the stable JSON form."""
    corridor, items = template.corridor, template.rules.items
    return {
        "from": corridor.from_country,
        "to": corridor.to_country,
        "purposes": [purpose.id for purpose in corridor.purposes],
        "day": template.day.isoformat(),
        "items": [
            {
                "id": asked.name,
                "kind": items[asked.name].kind.value,
                "provider": items[asked.name].provider.value,
                "title": {"en": items[asked.name].title.en, "zh": items[asked.name].title.zh},
                **_asking_json(asked),
            }
            for asked in template.items()
        ],
        "facts": [{"fact": asked.name, **_asking_json(asked)} for asked in template.facts()],
        "circumstances": [{"circumstance": asked.name, **_asking_json(asked)} for asked in template.circumstances()],
    }


def _asking_json(asked: Asked) -> dict[str, object]:
    return {"rules": [rule.number for rule in asked.rules], "purposes": list(asked.purposes)}


@dataclass(frozen=True, slots=True)
class _Line:
    """A field of the file: its path, what is said of it, what stands in it, and whether it is a comment."""

    path: tuple[str, ...]
    notes: tuple[str, ...]
    value: str
    is_optional: bool
    choices: str = ""


@dataclass(slots=True)
class _Writer:
    template: Template
    words: Words
    _items: dict[str, Asked] = field(init=False)
    _facts: dict[str, Asked] = field(init=False)

    def __post_init__(self) -> None:
        self._items = {asked.name: asked for asked in self.template.items()}
        self._facts = {asked.name: asked for asked in self.template.facts()}

    def lines(self) -> Iterator[str]:
        """Yield the lines of the file."""
        yield from self._head()
        yield from _nested(list(self._fields()))
        yield from self._papers()
        yield from self._totals()
        yield from self._statements()
        yield from self._circumstances()
        yield from self._foot()

    def _head(self) -> Iterator[str]:
        corridor = self.template.corridor
        titles = self.words("list_comma").join(one.title.text(self.words.lang) for one in corridor.purposes)
        is_few = len(corridor.purposes) <= _TITLES_MAX
        yield from self._notes(
            self.words(
                "template_heading",
                source=corridor.from_country,
                target=corridor.to_country,
                purposes=titles if is_few else self.words("template_many", count=len(corridor.purposes)),
                day=self.template.day,
            )
        )
        yield from self._notes(self.words("template_how"))
        yield from self._notes(self.words("template_then"))

    # Fields

    def _fields(self) -> Iterator[_Line]:
        for slot in SLOTS:
            if slot.path.endswith(".{resident}"):
                role = slot.path.split(".")[0]
                yield from (line for one in RESIDENT_SLOTS for line in self._field(one, (role, "known"), role))
            else:
                yield from self._field(slot)

    def _field(self, slot: Slot, above: tuple[str, ...] = (), role: str = "") -> Iterator[_Line]:
        items = [asked for name in slot.items if (asked := self._of(self._items.get(name), role))]
        facts = [asked for name in slot.facts if (asked := self._of(self._facts.get(name), role))]
        asking = (*items, *facts)
        if not asking and not slot.is_needed:
            return
        path = (*above, *slot.path.split("."))
        purposes = self.template.corridor.purposes
        is_filled = path == ("purpose",) and len(purposes) == 1
        yield _Line(
            path=path,
            notes=tuple(self._told(path, items, facts)),
            value=purposes[0].id if is_filled else _EMPTY,
            is_optional=not slot.is_needed and (slot.is_optional or all(map(self._is_partial, asking))),
            choices=self.words("template_choices", choices=", ".join(slot.choices)) if slot.choices else "",
        )

    def _of(self, asked: Asked | None, role: str) -> Asked | None:
        """Return what is asked of one party: of the debtor by rules of its country, of the creditor by all others."""
        if asked is None or not role:
            return asked
        rules = tuple(rule for rule in asked.rules if (role == "debtor") is self._is_of_debtor(rule))
        return Asked(asked.name, rules, asked.purposes) if rules else None

    def _is_of_debtor(self, rule: Rule) -> bool:
        return rule.countries is None or self.template.corridor.from_country in rule.countries

    def _told(self, path: tuple[str, ...], items: Sequence[Asked], facts: Sequence[Asked]) -> Iterator[str]:
        yield from (self._title(asked) for asked in items)
        named = {rule.number: rule for asked in items for rule in asked.rules}
        deciding = [rule for asked in facts for rule in asked.rules if rule.number not in named]
        if deciding:
            yield self.words("template_decides", rules=_numbers(deciding))
        if path == ("purpose",):
            yield from (
                self.words("template_purpose", id=one.id, title=one.title.text(self.words.lang))
                for one in self.template.corridor.purposes
            )
        if path[0] == "codes" and (codes := self._codes(path[1])):
            yield self.words("template_codes", codes=", ".join(codes))

    def _title(self, asked: Asked) -> str:
        item = self.template.rules.items[asked.name]
        told = self.words(
            "template_item",
            title=item.title.text(self.words.lang),
            provider=self.words(f"provider_{item.provider.value}"),
            rules=_numbers(asked.rules),
        )
        only = self.words("template_only", purposes=", ".join(asked.purposes)) if self._is_partial(asked) else ""
        return f"{told} ({only})" if only else told

    def _is_partial(self, asked: Asked) -> bool:
        return len(asked.purposes) < len(self.template.corridor.purposes)

    def _codes(self, scheme: str) -> list[str]:
        """Return the codes of everybody's lists that are valid on the day, each with its purpose."""
        day = self.template.day
        return [
            f"{code} ({purpose.id})"
            for purpose in self.template.corridor.purposes
            for code in purpose.fitting(scheme, day, ())
        ]

    # Lists

    def _papers(self) -> Iterator[str]:
        kinds = self._kinds()
        if not kinds:
            return
        yield ""
        yield from self._notes(self.words("template_documents"))
        yield ("" if any(not is_partial for _, is_partial in kinds.values()) else _PERHAPS) + "documents:"
        for kind, (details, is_partial) in kinds.items():
            mark = _PERHAPS if is_partial else ""
            if kind in self._items:
                yield from self._notes(self._title(self._items[kind]), indent=2)
            yield f"{mark}  - kind: {kind}"
            yield f"{mark}    number: {_EMPTY}"
            for key, asked in details:
                yield from self._notes(self._title(asked), indent=4)
                yield f"{mark}    {key}: {_PAPER_EMPTY.get(key, _EMPTY)}"

    def _kinds(self) -> dict[str, tuple[list[tuple[str, Asked]], bool]]:
        """Return the papers that are asked for, each with the fields asked of it, and whether only sometimes."""
        known = self.template.rules.items
        details: dict[str, list[tuple[str, Asked]]] = {
            name: [] for name in self._items if known[name].kind is ItemKind.DOCUMENT
        }
        for name, fields in PAPER_FIELDS.items():
            for kind, key in fields if name in self._items else ():
                if kind in known:
                    details.setdefault(kind, []).append((key, self._items[name]))
        return {kind: (asked, self._is_sometimes(kind, asked)) for kind, asked in details.items()}

    def _is_sometimes(self, kind: str, details: Sequence[tuple[str, Asked]]) -> bool:
        asking = [self._items[kind]] if kind in self._items else [asked for _, asked in details]
        return all(map(self._is_partial, asking))

    def _totals(self) -> Iterator[str]:
        asked: dict[tuple[str, str], list[Asked]] = {}
        for key, one in self._windows():
            asked.setdefault(key, []).append(one)
        if not asked:
            return
        is_partial = {key: all(map(self._is_partial, asking)) for key, asking in asked.items()}
        yield ""
        yield from self._notes(self.words("template_totals"))
        yield (_PERHAPS if all(is_partial.values()) else "") + "totals:"
        for (window, kind), asking in asked.items():
            for one in dict.fromkeys(asking):
                yield from self._notes(self._title_or_rules(one), indent=2)
            mark = _PERHAPS if is_partial[window, kind] else ""
            yield f"{mark}  - {{window: {window}, kind: {kind}, amount: {_MONEY}}}"

    def _title_or_rules(self, asked: Asked) -> str:
        if asked.name in self._items:
            return self._title(asked)
        return self.words("template_decides", rules=_numbers(asked.rules))

    def _windows(self) -> Iterator[tuple[tuple[str, str], Asked]]:
        for name, key in TOTALS.items():
            if name in self._items:
                yield key, self._items[name]
        for asked in self._facts.values():
            for rule in asked.rules:
                for one in rule.when:
                    if isinstance(one, Amount) and one.window is not Window.SINGLE and one.fact == asked.name:
                        yield (one.window.value, one.kind), asked

    def _statements(self) -> Iterator[str]:
        stated = [asked for name, asked in self._items.items() if name in STATED]
        statements = [*self._of_kind(ItemKind.CONFIRMATION), *stated]
        if statements:
            yield ""
            yield from self._notes(self.words("template_confirmed"))
            yield f"{_PERHAPS}confirmed:"
            for asked in statements:
                yield from self._notes(self._title(asked), indent=2)
                yield f"{_PERHAPS}  - {asked.name}"

    def _circumstances(self) -> Iterator[str]:
        found = self.template.circumstances()
        if found:
            yield ""
            yield from self._notes(self.words("template_circumstances"))
            yield f"{_PERHAPS}circumstances:"
            for asked in found:
                titles = (f"{rule.number} {rule.title.text(self.words.lang)}" for rule in asked.rules)
                yield from self._notes("; ".join(titles), indent=2)
                yield f"{_PERHAPS}  - {asked.name}"

    def _foot(self) -> Iterator[str]:
        yield from self._listed("template_reports", map(self._title, self._of_kind(ItemKind.REPORT)))
        found_out = (asked for name, asked in self._items.items() if name in FOUND_OUT)
        yield from self._listed("template_found_out", map(self._title, found_out))
        asking = (*self._items.values(), *self._facts.values())
        rules = {rule.number: rule for asked in asking for rule in asked.rules}
        yield from self._listed("template_rules", map(self._rule, (rules[number] for number in sorted(rules))))

    def _rule(self, rule: Rule) -> str:
        return self.words(
            "template_rule",
            rule=rule.number,
            title=rule.title.text(self.words.lang),
            citation=str(rule.citation),
            grade=self.words(f"grade_{rule.provenance.confidence.value}"),
        )

    def _of_kind(self, kind: ItemKind) -> list[Asked]:
        return [asked for name, asked in self._items.items() if self.template.rules.items[name].kind is kind]

    def _listed(self, key: str, texts: Iterable[str]) -> Iterator[str]:
        listed = list(texts)
        if listed:
            yield ""
            yield from self._notes(self.words(key))
            for text in listed:
                yield from self._notes(text, indent=2)

    def _notes(self, text: str, *, indent: int = 0) -> Iterator[str]:
        yield from _comment(text, indent)


def _nested(fields: Sequence[_Line]) -> Iterator[str]:
    """Yield fields as nested maps, a map of comments alone as a comment; what was said in a map is not repeated."""
    active: Mapping[tuple[str, ...], bool] = {
        line.path[:depth]: any(not one.is_optional for one in fields if one.path[:depth] == line.path[:depth])
        for line in fields
        for depth in range(1, len(line.path))
    }
    opened: tuple[str, ...] = ()
    said: set[tuple[tuple[str, ...], str]] = set()
    for line in fields:
        for depth in range(1, len(line.path)):
            above = line.path[:depth]
            if opened[:depth] != above:
                if depth == 1:
                    yield ""
                yield f"{'' if active[above] else _PERHAPS}{'  ' * (depth - 1)}{above[-1]}:"
        if len(line.path) == 1:
            yield ""
        opened = line.path[:-1]
        indent = "  " * len(opened)
        fresh = [note for note in line.notes if not opened or (opened, note) not in said]
        said.update((opened, note) for note in line.notes)
        shown = [*fresh, line.choices] if line.choices else fresh
        yield from (text for note in shown for text in _comment(note, len(indent)))
        yield f"{_PERHAPS if line.is_optional else ''}{indent}{line.path[-1]}: {line.value}"


def _comment(text: str, indent: int) -> Iterator[str]:
    for line in wrapped(text, _WIDTH - indent):
        yield f"{' ' * indent}# {line}"


def _numbers(rules: Iterable[Rule]) -> str:
    return ", ".join(dict.fromkeys(rule.number for rule in rules))

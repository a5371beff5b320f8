"""House rules no linter knows: the field's words, nothing half-done, nothing silenced without a reason."""

import ast
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.tree import PYTHON_FOLDERS, ROOT, Source, plant, read_sources, tracked_files

INSTEAD_OF = {
    "account_with_institution": "creditor_agent",
    "ask": "offer",
    "atomic_swap": "pvp",
    "backlog": "queue",
    "beneficiary": "creditor",
    "cutoff": "cut_off",
    "effective_date": "value_date",
    "fee_table": "tariff",
    "hidden_fee": "lifting_fee",
    "hop": "leg",
    "hops": "legs",
    "lifting_cost": "lifting_fee",
    "loro": "vostro",
    "middleman": "intermediary_agent",
    "official_rate": "fixing",
    "ordering_customer": "debtor",
    "ordering_institution": "debtor_agent",
    "originator": "debtor, ultimate_debtor or initiating_party",
    "payee": "creditor",
    "payer": "debtor",
    "receiver_bank": "creditor_agent",
    "sender_bank": "debtor_agent",
    "skyline": "front",
    "swap_rate": "forward_points",
    "tracking_id": "uetr",
    "triangulated": "cross",
    "turnover": "value, the sum of amounts; volume is their number",
    "working_day": "business_day",
}
"""Words that say something vague or something else, and the word of docs/glossary.md."""

WORDS_OF_MT = frozenset({"account_with_institution", "beneficiary", "ordering_customer", "ordering_institution"})
PLACES_OF_MT = ("fxroute/messages/", "tests/messages/")
"""MT fields are called by their own names where they are read and written, and nowhere else."""

HOMELESS = frozenset({"base", "common", "core", "helpers", "manager", "misc", "utils"})

# In pieces, so that this file does not hold what it looks for.
REGISTRIES = [("anaconda", "org"), ("crates", "io"), ("debian", "org"), ("npmjs", "com"), ("npmjs", "org")]
REGISTRIES += [("pypi", "org"), ("pythonhosted", "org")]
OF_A_MACHINE = ("Users", "farm", "home", "root", "work")
FOREIGN_PLACES = re.compile(
    "|".join(rf"\b{re.escape(name)}\.{end}\b" for name, end in REGISTRIES)
    + rf"|(?<![A-Za-z0-9_.])/(?:{'|'.join(OF_A_MACHINE)})/"
    + r"|\.\./" + "shared"
)  # fmt: skip

SILENCER = re.compile(
    r"#\s*(type:\s*ignore|noqa|pragma:\s*no cover)(?P<which>\[[\w, -]+\]|:\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*)?"
)
REASON = re.compile(r"\s+#\s*\S+\s+\S+")
UNFINISHED = re.compile(r"\b(TO" + r"DO|FIX" + r"ME)\b")
UNFINISHED_IN_COMMENTS = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|X" + r"XX|HA" + r"CK)\b")
NOT_DONE = "NotImplemented" + "Error"
PARKED_TESTS = frozenset({"importorskip", "skip", "skipif", "xfail"})


def bound_names(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Every name that a file gives to something, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.lineno, node.name
        elif isinstance(node, ast.arg):
            yield node.lineno, node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.attr
        elif isinstance(node, ast.alias) and node.asname:
            yield node.lineno, node.asname


def words_of(name: str) -> str:
    """`sentToPayee` and `SENT_TO_PAYEE` are both `_sent_to_payee_`."""
    return f"_{re.sub(r'(?<=[a-z0-9])(?=[A-Z])', '_', name).lower().strip('_')}_"


def word_faults(source: Source) -> Iterator[str]:
    names = [(1, Path(source.place).stem), *bound_names(source.tree)]
    for line, name in names:
        for word, better in INSTEAD_OF.items():
            is_mt = word in WORDS_OF_MT and source.place.startswith(PLACES_OF_MT)
            if f"_{word}_" in words_of(name) and not is_mt:
                yield f"{source.place}:{line}: {name} says {word}; say {better}"


def homeless_faults(source: Source) -> Iterator[str]:
    for part in source.place.removesuffix(".py").split("/"):
        if part in HOMELESS:
            yield f"{source.place}: {part} is no noun of the field; name the thing that lives there"


def half_done_faults(source: Source) -> Iterator[str]:
    for line, comment in source.comments():
        if UNFINISHED_IN_COMMENTS.search(comment):
            yield f"{source.place}:{line}: unfinished: {comment}"
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Name) and node.id == NOT_DONE:
            yield f"{source.place}:{node.lineno}: not implemented"


def silenced_faults(source: Source) -> Iterator[str]:
    for line, comment in source.comments():
        for silencer in SILENCER.finditer(comment):
            if silencer[1].startswith(("type", "noqa")) and not silencer["which"]:
                yield f"{source.place}:{line}: name the check that is silenced: {comment}"
            if not REASON.match(comment, silencer.end()):
                yield f"{source.place}:{line}: give the reason beside it, `# ... # reason`: {comment}"


def parked_test_faults(source: Source) -> Iterator[str]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute) and node.attr in PARKED_TESTS:
            owner = ast.unparse(node.value)
            if owner in {"pytest", "pytest.mark", "unittest"}:
                yield f"{source.place}:{node.lineno}: {owner}.{node.attr}: mend the test or take it out"
        elif isinstance(node, ast.ImportFrom) and node.module in {"pytest", "unittest"}:
            names = PARKED_TESTS & {alias.name for alias in node.names}
            yield from (f"{source.place}:{node.lineno}: {name}: mend the test or take it out" for name in sorted(names))


RULES: dict[str, Callable[[Source], Iterator[str]]] = {
    "words": word_faults,
    "homeless": homeless_faults,
    "half_done": half_done_faults,
    "silenced": silenced_faults,
    "parked_tests": parked_test_faults,
}


@pytest.mark.parametrize("rule", RULES)
def test_the_house_rules_hold(rule: str) -> None:
    faults = [fault for source in read_sources(folders=PYTHON_FOLDERS) for fault in RULES[rule](source)]

    assert not faults, "\n".join(faults)


def file_faults(root: Path, path: Path) -> Iterator[str]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError:
        return
    for number, line in enumerate(lines, 1):
        if FOREIGN_PLACES.search(line):
            yield f"{path.relative_to(root)}:{number}: names a registry or a path of one machine: {line}"
        if UNFINISHED.search(line):
            yield f"{path.relative_to(root)}:{number}: unfinished: {line}"


def test_no_file_names_a_registry_or_a_path_of_one_machine_or_waits_to_be_finished() -> None:
    faults = [fault for path in tracked_files() for fault in file_faults(ROOT, path)]

    assert not faults, "\n".join(faults)


def test_the_lock_has_hashes_and_no_addresses() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pins = re.findall(r"^[^\s#].*(?:\n    .*)*", lock, re.MULTILINE)

    assert "://" not in lock
    assert pins
    assert not [pin for pin in pins if "==" not in pin or "--hash=sha256:" not in pin]


def test_the_lock_pins_everything_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = set(re.findall(r"^([a-z0-9-]+)==", lock, re.MULTILINE))

    assert {re.split(r"[^\w-]", requirement)[0].lower() for requirement in asked} <= pinned


def test_the_changelog_tells_of_the_present_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = re.findall(r"^## \[?([^\]\s]+)", changelog, re.MULTILINE)
    headings = set(re.findall(r"^### (.+)$", changelog, re.MULTILINE))

    assert versions[0] == project["version"]
    assert headings <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Data"}


PLANTED = [
    ("words", "def f(beneficiary): ..."),
    ("words", "class SenderBank: ..."),
    ("words", "CUTOFF_UTC = 1"),
    ("words", "self.last_backlog = 1"),
    ("words", "import x as ask"),
    ("words", "[turnover for turnover in x]"),
    ("half_done", "x = 1  # TO" + "DO"),
    ("half_done", "x = 1  # X" + "XX later"),
    ("half_done", f"raise {NOT_DONE}"),
    ("silenced", "x = 1  # type: " + "ignore"),
    ("silenced", "x = 1  # type: " + "ignore  # the stub is wrong"),
    ("silenced", "x = 1  # type: " + "ignore[arg-type]"),
    ("silenced", "x = 1  # no" + "qa"),
    ("silenced", "x = 1  # no" + "qa: S101"),
    ("silenced", "x = 1  # pragma: " + "no cover"),
    ("parked_tests", "@pytest.mark." + "skip(reason='later')\ndef test(): ..."),
    ("parked_tests", "pytest.xfail('later')"),
    ("parked_tests", "from pytest import skip"),
]


@pytest.mark.parametrize(("rule", "text"), PLANTED)
def test_a_planted_breach_is_found(rule: str, text: str) -> None:
    assert list(RULES[rule](Source("fxroute/plan/planner.py", text + "\n")))


@pytest.mark.parametrize("place", ["fxroute/utils.py", "fxroute/plan/helpers.py", "fxroute/core/plan.py"])
def test_a_planted_homeless_file_is_found(place: str) -> None:
    assert list(homeless_faults(Source(place, "")))


@pytest.mark.parametrize(
    "text",
    [
        "asked = task = mask = 1",
        "x = rate.ask",
        "x = 'XXX'  # BKCHCNBJXXX has a head office",
        "x = 1  # type: " + "ignore[arg-type]  # the stub is wrong",
        "x = 1  # no" + "qa: S101, D100  # a reason",
        "x = 1  # pragma: " + "no cover  # only on other systems",
        "list.skip()",
    ],
)
def test_what_only_resembles_a_breach_is_left_alone(text: str) -> None:
    source = Source("fxroute/plan/planner.py", text + "\n")

    assert [fault for rule in RULES.values() for fault in rule(source)] == []


def test_mt_words_live_where_mt_is_read() -> None:
    text = "beneficiary = 1\n"

    assert list(word_faults(Source("fxroute/messages/mt103.py", text))) == []
    assert list(word_faults(Source("fxroute/model/payment.py", text)))


@pytest.mark.parametrize(
    "text",
    [
        "see " + "https://py" + "pi.org/simple",
        "files.python" + "hosted.org",
        "open('/wo" + "rk/main')",
        "/ho" + "me/someone/x",
        "../sha" + "red/notes",
        "TO" + "DO: later",
    ],
)
def test_a_planted_host_path_or_loose_end_is_found(tmp_path: Path, text: str) -> None:
    plant(tmp_path, {"docs/page.md": f"A page.\n{text}\n"})

    assert list(file_faults(tmp_path, tmp_path / "docs" / "page.md"))


@pytest.mark.parametrize(
    "text", ["network/work/page", "https://example.com/home/rates", "./root/", "the root/", "todo"]
)
def test_paths_inside_a_name_are_left_alone(tmp_path: Path, text: str) -> None:
    plant(tmp_path, {"page.md": text})

    assert list(file_faults(tmp_path, tmp_path / "page.md")) == []

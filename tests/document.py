"""Pages of the documentation as things that can be run.

- A block fenced as `python` is executed, all blocks of a page in one namespace; when the next block is
  `text`, that is exactly what was printed.
- A block with a file name after its language (`yaml payment.yaml`) is written to the working folder.
- In a `console` block each `$ fxroute ...` is run; lines below it are its output, where a line of three dots
  stands for any lines. It must succeed, unless `$ echo $?` follows and names the exit code.
"""

import contextlib
import io
import re
import shlex
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

Run = Callable[[list[str]], tuple[int, str]]
"""Arguments after `fxroute` in; exit code and everything printed out."""

FENCE = re.compile(r"^(?P<indent> *)```(?P<info>[^\n`]*)\n(?P<body>.*?)^(?P=indent)``` *$", re.MULTILINE | re.DOTALL)
ANY_LINES = "..."


@dataclass(frozen=True)
class Block:
    """One fenced block: its language, the file it is to be written to, its text and first line."""

    language: str
    file: str
    body: str
    line: int


@dataclass(frozen=True)
class Command:
    """One command of a console block with the output that the page promises."""

    text: str
    output: str
    line: int


def read_blocks(text: str) -> tuple[Block, ...]:
    return tuple(block_of(match, text) for match in FENCE.finditer(text))


def block_of(match: re.Match[str], text: str) -> Block:
    language, _, file = match["info"].strip().partition(" ")
    indent = match["indent"]
    body = "".join(line.removeprefix(indent) for line in match["body"].splitlines(keepends=True))
    return Block(language, file.strip(), body, text.count("\n", 0, match.start("body")) + 1)


def read_commands(block: Block) -> tuple[Command, ...]:
    commands: list[Command] = []
    lines = iter(enumerate(block.body.splitlines(), block.line))
    for number, line in lines:
        if line.startswith("$ "):
            text = line[2:]
            while text.endswith("\\"):
                text = text[:-1] + next(lines)[1].strip()
            commands.append(Command(text, "", number))
        elif commands:
            last = commands[-1]
            commands[-1] = Command(last.text, f"{last.output}{line}\n", last.line)
    return tuple(commands)


def page_faults(page: Path, folder: Path, run: Run) -> Iterator[str]:
    """What on a page is not true, found by running it in the working folder."""
    blocks = read_blocks(page.read_text(encoding="utf-8"))
    namespace: dict[str, object] = {"__name__": "__page__"}
    for block, following in zip_longest(blocks, blocks[1:]):
        place = f"{page.name}:{block.line}"
        if block.file:
            (folder / block.file).write_text(block.body, encoding="utf-8")
        if block.language == "python":
            printed = execute(block, page, namespace)
            if following is not None and following.language == "text" and following.body != printed:
                yield f"{place}: the page promises\n{following.body}and the code prints\n{printed}"
        elif block.language == "console":
            yield from console_faults(block, page.name, run)


def renewed(page: Path, folder: Path, run: Run) -> str:
    """The page with what is printed today in the place of what it promises; three dots inside a promise keep it."""
    text = page.read_text(encoding="utf-8")
    matches = list(FENCE.finditer(text))
    namespace: dict[str, object] = {"__name__": "__page__"}
    bodies: dict[int, str] = {}
    for at, match in enumerate(matches):
        block = block_of(match, text)
        if block.file:
            (folder / block.file).write_text(block.body, encoding="utf-8")
        if block.language == "python":
            printed = execute(block, page, namespace)
            if at + 1 < len(matches) and block_of(matches[at + 1], text).language == "text":
                bodies[at + 1] = printed
        elif block.language == "console":
            bodies[at] = "".join(renewed_commands(block, run))
    for at in sorted(bodies, reverse=True):
        match = matches[at]
        lines = (f"{match['indent']}{line}".rstrip() + "\n" for line in bodies[at].splitlines())
        text = text[: match.start("body")] + "".join(lines) + text[match.end("body") :]
    return text


def renewed_commands(block: Block, run: Run) -> Iterator[str]:
    shown = block.body.splitlines(keepends=True)
    commands = read_commands(block)
    for command, following in zip_longest(commands, commands[1:]):
        end = following.line if following else block.line + len(shown)
        lines = shown[command.line - block.line : end - block.line]
        words, promised = shlex.split(command.text), command.output.splitlines()
        if words[0] == "fxroute" and any(promised) and ANY_LINES not in promised[:-1]:
            printed = run(words[1:])[1].strip("\n").splitlines()
            if promised[-1] == ANY_LINES:
                printed = [*printed[: len(promised) - 1], ANY_LINES]
            yield from (*lines[: len(lines) - len(promised)], *(f"{line}\n" for line in printed))
        else:
            yield from lines


def execute(block: Block, page: Path, namespace: dict[str, object]) -> str:
    printed = io.StringIO()
    code = compile("\n" * (block.line - 1) + block.body, str(page), "exec")
    with contextlib.redirect_stdout(printed):
        exec(code, namespace)  # noqa: S102  # running the pages is what this file is for
    return printed.getvalue()


def console_faults(block: Block, page: str, run: Run) -> Iterator[str]:
    commands = read_commands(block)
    for command, following in zip_longest(commands, commands[1:]):
        words = shlex.split(command.text)
        if not words or words[0] != "fxroute":
            continue
        exit_code, printed = run(words[1:])
        promised = following.output.strip() if following and following.text == "echo $?" else "0"
        place = f"{page}:{command.line}: `{command.text}`"
        if str(exit_code) != promised:
            yield f"{place} leaves with {exit_code}, not {promised}\n{printed}"
        if command.output.strip() and not is_promised(printed, command.output):
            yield f"{place} promises\n{command.output}and prints\n{printed}"


def is_promised(printed: str, promised: str) -> bool:
    """Compare line by line, blanks at line ends apart; a line of three dots stands for any lines."""
    patterns = [
        r"(?:.*\n)*?" if line.strip() == ANY_LINES else re.escape(line.rstrip()) + r" *\n"
        for line in promised.strip("\n").splitlines()
    ]
    return re.fullmatch("".join(patterns), printed.strip("\n") + "\n") is not None

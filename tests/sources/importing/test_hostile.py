"""Hostile and broken files are refused in three lines that name the place and a remedy, and nothing is written.

Each case makes one file; bombs are small here and large when unpacked, endless lines stop at the limit.
"""

import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from fxroute.errors import DataFileError, FxRouteError
from fxroute.sources.importing import LAYOUTS, ImportTerms, import_network
from fxroute.sources.importing.opening import LINE_CHARACTERS_MAX
from tests.sources.importing.directories import AS_OF, INSTITUTIONS, below, bring, delimited, put

HEADER = "bic,legal_name,country\n"
SOUND = HEADER + "EXAMSARI,Example Bank,SA\n"

Make = Callable[[Path], object]


def text(content: str | bytes) -> Make:
    raw = content.encode() if isinstance(content, str) else content
    return lambda path: path.write_bytes(raw)


def zipped(*names: str, content: bytes = SOUND.encode()) -> Make:
    def make(path: Path) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in names:
                archive.writestr(name, content)

    return make


def lying_zip(path: Path) -> None:
    """A zip whose directory says that its file is small, though it unpacks to more: the size is checked on the way."""
    zipped("a.csv", content=SOUND.encode() + b"x" * 5_000_000)(path)
    raw = bytearray(path.read_bytes())
    at = raw.index(b"PK\x01\x02")
    raw[at + 24 : at + 28] = struct.pack("<I", 60)
    path.write_bytes(bytes(raw))


def damaged_zip(path: Path) -> None:
    zipped("a.csv", content=os.urandom(2000))(path)
    raw = bytearray(path.read_bytes())
    raw[200] ^= 0xFF
    path.write_bytes(bytes(raw))


def locked_zip(path: Path) -> None:
    zipped("a.csv")(path)
    raw = bytearray(path.read_bytes())
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(magic) + offset] |= 1
    path.write_bytes(bytes(raw))


def loop(path: Path) -> None:
    other = path.with_name("other")
    other.symlink_to(path)
    path.symlink_to(other)


FILES: dict[str, tuple[Make, str, str, str]] = {
    "endless line": (
        text(SOUND + "x" * (LINE_CHARACTERS_MAX + 10)),
        f"line 3 has more than {LINE_CHARACTERS_MAX} characters",
        "in.csv:3",
        "see that lines end; one row is one line",
    ),
    "a million columns": (
        text("a," * 100_000),
        "the first line names 100001 columns, more than 2000",
        "in.csv:1",
        "give the directory itself; it has a line of column names and one line for each record",
    ),
    "two million columns": (
        text("a," * 2_000_000),
        f"line 1 has more than {LINE_CHARACTERS_MAX} characters",
        "in.csv:1",
        "see that lines end; one row is one line",
    ),
    "UTF-16": (
        text(SOUND.encode("utf-16")),
        "the file is UTF-16 from line 1 on, UTF-8 was expected",
        "in.csv:1",
        "save it as UTF-8, or say --encoding utf-16",
    ),
    "UTF-16 without a mark": (
        text(SOUND.encode("utf-16-le")),
        "the character NUL stands in line 1",
        "in.csv:1:2",
        "export the file again as text; for UTF-16 say --encoding utf-16",
    ),
    "Latin-1": (
        text(SOUND.encode() + "EXAMDEFF,Müller Bank,DE\n".encode("latin-1")),
        "line 3 is not utf-8 (byte 0xfc at column 11)",
        "in.csv:3",
        "save the file as UTF-8, or name its encoding: --encoding latin-1, cp1256 (Arabic) or gb18030 (Chinese)",
    ),
    "GBK": (
        text(SOUND.encode() + "EXAMCNBJ,中国银行,CN\n".encode("gbk")),
        "line 3 is not utf-8 (byte 0xd6 at column 10)",
        "in.csv:3",
        "save the file as UTF-8, or name its encoding: --encoding latin-1, cp1256 (Arabic) or gb18030 (Chinese)",
    ),
    "NUL": (
        text(SOUND + "EXAM\0SARI,Example,SA\n"),
        "the character NUL stands in line 3",
        "in.csv:3:5",
        "export the file again as text; for UTF-16 say --encoding utf-16",
    ),
    "a page": (
        text("\ufeff \n<!doctype html><html><body>Please log in</body></html>"),
        "this is a page or XML, CSV was expected",
        "in.csv:1",
        "look at it in a browser: it may be a login page; download the file itself",
    ),
    "a quote never closed": (
        text(SOUND + 'EXAMAEAD,"Example Bank,AE\n' + "OTHRHKHH,Other,HK\n" * 20),
        "the row that begins in line 3 is no CSV: unexpected end of data",
        "in.csv:3",
        "look for a quotation mark that is opened there and not closed; one inside a text is doubled",
    ),
    "a quote never closed in a large file": (
        text(SOUND + 'EXAMAEAD,"Example Bank,AE\n' + "OTHRHKHH,Other,HK\n" * 20_000),
        "the row that begins in line 3 is no CSV: field larger than field limit (131072)",
        "in.csv:3",
        "look for a quotation mark that is opened there and not closed; one inside a text is doubled",
    ),
    "no directory": (
        text("pair,rate\nCNY/SAR,0.52\n"),
        "the columns are those of no known directory: 'pair', 'rate'",
        "in.csv:1",
        f"give the line of column names first; the kinds are {', '.join(LAYOUTS)}",
    ),
    "columns missing": (
        text("owner_bic,amount\nEXAMSARI,1\n"),
        "as ssi the file lacks the columns currency, servicer_bic",
        "in.csv:1",
        "add them to the first line, or name the kind it is with --kind",
    ),
    "a column twice": (
        text("bic,BIC,legal_name,country\n"),
        "the first line names a column twice: bic",
        "in.csv:1",
        "keep one of the two",
    ),
    "empty": (
        text(" \n\n"),
        "the file is empty",
        "in.csv",
        "download it again; the first line has the names of the columns",
    ),
    "a zip of several files": (
        zipped("a.csv", "b.csv"),
        "the zip holds 2 files, exactly one was expected",
        "in.csv",
        "unpack it, and give the CSV file alone (a workbook: save the sheet as CSV)",
    ),
    "an empty zip": (
        zipped(),
        "the zip holds 0 files, exactly one was expected",
        "in.csv",
        "unpack it, and give the CSV file alone (a workbook: save the sheet as CSV)",
    ),
    "a zip that leads out": (
        zipped("../../etc/cron.d/x.csv"),
        "the zip holds a path that leads out of it: '../../etc/cron.d/x.csv'",
        "in.csv",
        "do not trust it; fetch the file from its publisher",
    ),
    "a locked zip": (locked_zip, "the zip is locked by a password", "in.csv", "unpack it yourself"),
    "gzip": (text(b"\x1f\x8b\x08\x00"), "this is a gzip archive, CSV was expected", "in.csv", "unpack it first"),
    "an old workbook": (
        text(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        "this is an older Excel workbook, CSV was expected",
        "in.csv",
        "save the sheet as CSV (UTF-8)",
    ),
    "a folder": (
        lambda path: path.mkdir(),
        "a folder was given, a file was expected",
        "in.csv",
        "name each file of the folder",
    ),
    "a pipe": (
        os.mkfifo,
        "this is a pipe or a device, a file was expected",
        "in.csv",
        "save what it gives in a file first",
    ),
    "a loop of links": (
        loop,
        "the file cannot be read: [Errno 40] Too many levels of symbolic links: 'in.csv'",
        "in.csv",
        "check the path",
    ),
    "nothing": (lambda _: None, "there is no such file", "in.csv", "check the path"),
}


def refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, terms: ImportTerms | None = None) -> FxRouteError:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FxRouteError) as caught:
        import_network("in.csv", out="own.yaml", onto=below(), terms=terms or ImportTerms(as_of=AS_OF))
    left = {path.name for path in tmp_path.iterdir()} - {"in.csv", "other"}
    assert left == set()
    return caught.value


@pytest.mark.parametrize("case", FILES)
def test_a_hostile_file_has_its_exact_text(tmp_path: Path, case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    make, what, where, mend = FILES[case]
    make(tmp_path / "in.csv")
    error = refusal(tmp_path, monkeypatch)

    assert isinstance(error, DataFileError)
    assert (error.what.replace("Errno 62", "Errno 40"), error.where, error.mend) == (what, where, mend)


def test_a_zip_bomb_is_refused_by_its_ratio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    zipped("a.csv", content=SOUND.encode() + b"\n" * 50_000_000)(tmp_path / "in.csv")

    assert "the zip would unpack from " in refusal(tmp_path, monkeypatch).what


@pytest.mark.parametrize("make", [lying_zip, damaged_zip])
def test_a_zip_that_lies_or_is_damaged_is_refused(tmp_path: Path, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path / "in.csv")

    assert refusal(tmp_path, monkeypatch).what.startswith("the zip ")


def test_a_bomb_that_claims_to_be_small_gives_no_more_than_it_claims(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    packed = zlib.compress(b"x" * 10_000_000)
    path.write_bytes(b"PK\x03\x04" + packed)

    with pytest.raises(DataFileError, match="the zip cannot be unpacked"):
        bring(path, out=tmp_path / "own.yaml")


def test_a_device_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="a pipe or a device"):
        bring(Path("/dev/zero"), out=tmp_path / "own.yaml")


def test_damaged_parquet_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in.csv").write_bytes(b"PAR1" + b"\0" * 100)

    assert refusal(tmp_path, monkeypatch).what.startswith("the Parquet file is damaged")


ACCEPTED = {
    "a byte order mark": (delimited(INSTITUTIONS).encode("utf-8-sig"), "utf-8"),
    "mixed line ends": (
        delimited(INSTITUTIONS).encode().replace(b"\n", b"\r\n", 1).replace(b"high\n", b"high\r"),
        "utf-8",
    ),
    "UTF-16, as said": (delimited(INSTITUTIONS).encode("utf-16"), "utf-16"),
    "blank lines": (b"\n".join(delimited(INSTITUTIONS).encode().splitlines(keepends=True)), "utf-8"),
    "Latin-1, as said": (delimited(INSTITUTIONS).replace("Other", "Öther").encode("latin-1"), "latin-1"),
    "GB 18030, as said": (delimited(INSTITUTIONS).replace("Other", "另一").encode("gb18030"), "gb18030"),
}


@pytest.mark.parametrize("case", ACCEPTED)
def test_what_is_merely_unusual_is_read(tmp_path: Path, case: str) -> None:
    content, encoding = ACCEPTED[case]
    path = tmp_path / "in.csv"
    path.write_bytes(content)
    report = bring(path, out=tmp_path / "own.yaml", terms=ImportTerms(as_of=AS_OF, encoding=encoding))

    assert report.records == {"institutions": 3}


HIDDEN = {
    "\u200f": "no RIGHT-TO-LEFT MARK (U+200F)",
    "\u200b": "no ZERO WIDTH SPACE (U+200B)",
    "\u202e": "no RIGHT-TO-LEFT OVERRIDE (U+202E)",
    "\u2060": "no WORD JOINER (U+2060)",
    "\x07": "no a control character (U+0007)",
}


@pytest.mark.parametrize("sign", HIDDEN)
@pytest.mark.parametrize(
    ("rows", "column"),
    [
        ((("bic", "legal_name", "country"), ("EXAM{}SARI", "Example Bank", "SA")), "bic"),
        ((("bic", "legal_name", "country"), ("EXAMSARI", "Example{} Bank", "SA")), "legal_name"),
        ((("bic", "legal_name", "country"), ("EXAMSARI", "Example Bank", "S{}A")), "country"),
        ((("owner_bic", "currency", "servicer_bic"), ("HEADCNBJ", "S{}AR", "RIYASARI")), "currency"),
    ],
)
def test_a_character_that_is_not_seen_is_named(
    tmp_path: Path, rows: tuple[tuple[str, ...], ...], column: str, sign: str
) -> None:
    put(tmp_path / "in.csv", [[cell.format(sign) for cell in row] for row in rows])
    report = bring(tmp_path / "in.csv", out=tmp_path / "own.yaml")
    (remark,) = report.remarks

    assert (remark.cause.value, remark.column, remark.line) == ("hidden_character", column, 2)
    assert remark.expected == HIDDEN[sign]
    assert remark.value.isprintable()


def test_a_cell_of_the_report_is_no_formula(tmp_path: Path) -> None:
    put(tmp_path / "in.csv", (("bic", "legal_name", "country"), ('=HYPERLINK("x")', "Example", "SA")))
    import_network(
        tmp_path / "in.csv", out=None, onto=below(), terms=ImportTerms(as_of=AS_OF), report=tmp_path / "r.csv"
    )

    assert "\"'=HYPERLINK" in (tmp_path / "r.csv").read_text(encoding="utf-8")


def test_an_output_that_is_no_file_is_left_alone(tmp_path: Path) -> None:
    put(tmp_path / "in.csv", INSTITUTIONS)
    os.mkfifo(tmp_path / "own.yaml")

    with pytest.raises(DataFileError, match="no regular file"):
        bring(tmp_path / "in.csv", out=tmp_path / "own.yaml")
    assert stat.S_ISFIFO((tmp_path / "own.yaml").stat().st_mode)

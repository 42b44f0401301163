"""What the tests share: where things are, an answer of the program, goldens, edits."""

from __future__ import annotations

import ast
import csv
import difflib
import io
import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple
from unicodedata import normalize

from datagov_cli.export.as_csv import cell
from datagov_cli.model.dates import PATTERN, FuzzyDate
from datagov_cli.model.records import Text
from datagov_cli.model.sources import Source
from datagov_cli.queries.tables import TABLES, Scope

HERE = Path(__file__).parent
ROOT = HERE.parent
#: Seven invented provinces with an invented source, and a vocabulary pinned with them.
COUNTRY = HERE / "data" / "country"
#: Two invented provinces, for whole outputs and for faults; its vocabulary is COUNTRY's.
TINY = HERE / "data" / "tiny"
#: Recorded outputs, and the table of the commands that print them.
GOLDEN = HERE / "golden"
#: The day that it is in the tests, unless one says otherwise.
TODAY = "2030-06-01"
#: The data itself. Only `test_data.py` reads it, so that no new fact breaks another test.
DATA = Path(os.environ.get("DATAGOV_TEST_DATA") or ROOT / "data").resolve()
#: The answers about the data, a file a province.
ANSWERS = Path(os.environ.get("DATAGOV_TEST_ANSWERS") or HERE / "answers").resolve()
#: The paragraphs of the invented source, for `verify`.
TEXTS = [
    "虚构公报",
    "张三与王五出席虚构会议，省虚构领导小组成立，共5个。2020年5月；2030年2月；据《虚构日报》。",
    "李四接替赵六，旧机构撤销，虚构之首。旧虚构领导小组；2029年12月31日；2021年。",
    "虚构计划征求意见，目标为1.5亿元。虚〔2030〕1号；2030年1月15日；2029年11月；到2031年。",
]


class Result(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Result]


def hold(golden: Path, output: str) -> None:
    """Hold an output against the file that records it, to the byte; a difference is shown.

    With ``UPDATE_GOLDENS=1`` it is recorded first, for you to look at.
    """
    if os.environ.get("UPDATE_GOLDENS"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_bytes(output.encode("utf-8"))
    recorded = golden.read_bytes().decode("utf-8") if golden.exists() else ""
    if output != recorded:
        name = golden.relative_to(HERE).as_posix()
        raise AssertionError(difference(recorded, output, name, "printed now"))


def difference(before: str, after: str, before_name: str, after_name: str) -> str:
    """A unified diff in which line ends that are not ``\\n`` can be seen."""

    def lines(text: str) -> list[str]:
        return [line.replace("\r", "\\r") for line in text.split("\n")]

    return "\n".join(
        difflib.unified_diff(lines(before), lines(after), before_name, after_name, lineterm="")
    )


def copy(folder: Path, to: Path) -> None:
    """Copy a folder of the invented data, which may be there in part, without the dates of files:
    most tests need a copy, and half of its time went into those."""
    shutil.copytree(folder, to, copy_function=shutil.copyfile, dirs_exist_ok=True)


def width_of(name: str) -> str | None:
    """The terminal width that a golden's name ends in: 80 of ``list-80.txt``."""
    width = re.search(r"-(\d+)\.", name)
    return width.group(1) if width else None


def reserved(folder: Path) -> Path:
    """A copy of the data of ``tests/data/reservations`` in this folder."""
    data = folder / "reservations"
    copy(HERE / "data" / "reservations", data)
    copy(COUNTRY / "vocabulary", data / "vocabulary")
    return data


def table_csv(name: str, scope: Scope) -> str:
    """A flat table as the export writes it in CSV."""
    table, file = TABLES[name], io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(column.name for column in table.columns)
    writer.writerows(map(cell, row) for row in table.rows(scope))
    return file.getvalue()


def edit(path: Path, old: str, new: str) -> None:
    """Replace the first ``old`` in a file, which must be there."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def register(data: Path, texts: list[str]) -> None:
    """Put the digests of these paragraphs into the invented source."""
    path = data / "sources" / "gazette-2030.yaml"
    text = path.read_text("utf-8")
    for number, paragraph in enumerate(texts):
        digest = sha256(normalize("NFC", paragraph).encode("utf-8")).hexdigest()
        text = text.replace(str(number) * 64, digest)
    path.write_text(text, "utf-8")


def invented_source(**given: Any) -> Source:
    """A source of which nothing is known but what is given, and the least that there must be."""
    text = Text("题名", "Title")
    required = {"id": "x", "kind": "book", "tier": "press", "language": "zh", "title": text}
    least = {**required, "publisher": text, "digests": (), "absent": {}, "implied": {}}
    optional = ("author", "published", "url", "extent", "retrieved", "via", "via_published",
                "note", "implied_years")  # fmt: skip
    return Source(**{**dict.fromkeys(optional), **least, **given})


GIT = {
    **os.environ,
    **{f"GIT_{who}_{what}": f"{what}@example.org".lower()
       for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}  # fmt: skip


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env=GIT, check=True, capture_output=True, text=True
    )
    return done.stdout


def commit(checkout: Path, message: str) -> None:
    git(checkout, "add", "-A")
    git(checkout, "commit", "-q", "-m", message)


#: What of an answer about a day may name a later one: figures by when, and work on the data.
MAY_BE_LATER = ("targets", "searched", "sources", "withdrawn")


def later_dates(document: Any, day: str, path: str = "") -> Iterator[str]:
    """The dates in an answer that surely lie after the day it is about, and where they stand."""
    if isinstance(document, dict | list):
        named = document.items() if isinstance(document, dict) else enumerate(document)
        for key, value in named:
            if str(key).partition(".")[0] not in MAY_BE_LATER:
                yield from later_dates(value, day, f"{path}/{key}")
    elif (
        isinstance(document, str)
        and re.fullmatch(PATTERN, document)
        and FuzzyDate.parse(document).after(FuzzyDate.parse(day))
    ):
        yield f"{path}: {document}"


#: Modules that take long to import, so that a call without need of them must not.
HEAVY = ("yaml", "rich", "jsonschema", "pydantic", "importlib.metadata", "sqlite3")


def loaded(*arguments: str, env: dict[str, str] | None = None) -> set[str]:
    """The heavy modules that a run of the program has imported by its end."""
    return loaded_by([(list(arguments), env or {})])[0]


def loaded_by(runs: list[tuple[list[str], dict[str, str]]]) -> list[set[str]]:
    """The heavy modules that are imported by the end of each of these runs, which are given by
    their arguments and environment and follow each other in one process: what one has imported
    counts for those behind it too.

    What measures the coverage of tests loads some itself, so it is not told of the run.
    """
    inherited = {name: value for name, value in os.environ.items() if "COVERAGE" not in name}
    code = (
        "import os, sys\n"
        "from datagov_cli.__main__ import main\n"
        "said = []\n"
        f"for arguments, env in {runs!r}:\n"
        "    sys.argv[1:] = arguments\n"
        "    os.environ.update(env)\n"
        "    try:\n"
        "        main()\n"
        "    except SystemExit:\n"
        "        pass\n"
        f"    said.append([m for m in {HEAVY!r} if m in sys.modules])\n"
        "sys.stderr.write(f'LOADED{said}')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=inherited,
        timeout=60,
    )
    found: list[list[str]] = ast.literal_eval(done.stderr.rsplit("LOADED", 1)[1])
    return [set(each) for each in found]


def sourcemeta() -> str | None:
    """The native program of sourcemeta's jsonschema, if ``make test`` has fetched it."""
    named = os.environ.get("SOURCEMETA_JSONSCHEMA", "")
    machine = {"x86_64": "x86_64", "AMD64": "x86_64", "aarch64": "arm64"}.get(
        platform.machine(), ""
    )
    pattern = f".venv/validator/**/jsonschema-{platform.system().lower()}-{machine or 'arm64'}*"
    found = [named] if named else sorted(ROOT.glob(pattern))
    return str(found[0]) if found and Path(found[0]).is_file() else None


#: What of a finding is no sentence: texts in quotation marks, code in brackets.
CODE = re.compile('“[^”]*”|"[^"]*"|[\\[{][^\\]}]*[\\]}]')
#: What is left of an English sentence.
ENGLISH = re.compile("[A-Za-z]{2,},? [a-z]{2,}")


def chinese(found: list[dict[str, str | None]]) -> None:
    """Hold findings to be Chinese: nothing English but keys, ids, codes and what the file says."""
    for each in found:
        for said in filter(None, (each["message"], each["hint"])):
            bare = CODE.sub("", said)
            assert re.search("[\u4e00-\u9fff]", said), said
            assert not ENGLISH.search(bare), said

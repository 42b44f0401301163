"""Faults as files: each under ``cases/KIND/`` is found at the places that its first line names.

A case is a whole data file that takes the place of its healthy namesake in the invented data
set. ``# expect: DG103 17:9`` lists code, line and column of every finding. To add a case, drop
a file; ``UPDATE_CASES=1 pytest tests/test_cases.py`` writes the line, for you to check. What a
case cites besides stands under ``data/beside/``.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from helpers import HERE, Run, chinese

from datagov_cli.model.finding_codes import CODES

CASES = sorted((HERE / "cases").rglob("*.yaml"))
EXPECT = "# expect: "
PLACES = {
    "province": "provinces/hainan.yaml",
    "source": "sources/gazette-2030.yaml",
    "national": "national.yaml",
}


def place(case: Path) -> str:
    if case.parent.name != "vocabulary":
        return PLACES[case.parent.name]
    named = re.search(r"^id: (\S+)$", case.read_text(encoding="utf-8"), re.MULTILINE)
    assert named
    return f"vocabulary/{named.group(1)}.yaml"


@pytest.mark.parametrize("case", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_fault_is_found_at_its_place_and_told_in_chinese(
    case: Path, run: Run, beside: Path
) -> None:
    code = case.stem.split("-")[0]
    update = bool(os.environ.get("UPDATE_CASES"))
    text = case.read_bytes().decode("utf-8")
    text = with_first_line(text) if update else text
    target = beside / place(case)
    target.write_text(text, "utf-8", newline="")
    result = run("validate", target, "--data", beside, "-f", "json")
    report = json.loads(result.out)
    assert (result.code, result.err) == (min(report["errors"], 1), "")
    found = [f"{d['code']} {d['line']}:{d['column']}" for d in report["diagnostics"]]
    assert code in {one.split()[0] for one in found}, f"{case.name}: found {found}"
    if update:
        text = f"{EXPECT}{', '.join(found)}\n" + text.split("\n", 1)[1]
        case.write_text(text, "utf-8", newline="")
    first = text.split("\n", 1)[0]
    assert first.startswith(EXPECT), "the first line says what is found, and where"
    assert found == first.removeprefix(EXPECT).split(", ")
    told = json.loads(run("validate", target, "--data", beside, "-f", "json", "--lang", "zh").out)
    chinese(told["diagnostics"])
    assert untold(told["diagnostics"]) == untold(report["diagnostics"])


def untold(diagnostics: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Findings without what they say in words."""
    return [{**each, "message": "", "hint": ""} for each in diagnostics]


def with_first_line(text: str) -> str:
    """The text of a case with a line for what is found; nothing of the text is lost."""
    return text if text.startswith(EXPECT) else f"{EXPECT}\n{text}"


def test_a_new_case_keeps_its_first_line() -> None:
    new = "# yaml-language-server: $schema=x\nid: hainan\n"
    assert with_first_line(new) == f"{EXPECT}\n{new}"
    assert with_first_line(f"{EXPECT}DG001 1:1\n{new}") == f"{EXPECT}DG001 1:1\n{new}"


def test_the_healthy_namesakes_have_no_fault(run: Run, tiny: Path) -> None:
    assert run("validate", "--data", tiny).out == "25 files: 0 errors, 0 warnings\n"


BYTES = {
    "DG001": None,
    "DG002": "id: 海".encode("gb18030"),
    "DG003": b"\xef\xbb\xbfid: hainan\n",
    "DG004": b"# " + b"x" * (1 << 20),
    "DG010": b"id: " + b"[" * 100_000,
    "DG012": b"- id: hainan\n",
    "DG013": b"# nothing\n",
    "DG016": b"id: hai\x07nan\n",
    "DG017": b"".join(b"k%d: 1\n" % n for n in range(1001)),
}


@pytest.mark.parametrize("code", BYTES)
def test_a_file_that_is_no_strict_yaml(code: str, run: Run, tiny: Path) -> None:
    target = tiny / "provinces" / "hainan.yaml"
    data = BYTES[code]
    if data is None:
        target.unlink()
        target.mkdir()
    else:
        target.write_bytes(data)
    result = run("validate", "--data", tiny, "-f", "json")
    faults = json.loads(result.out)["diagnostics"]
    assert result.code == 1
    assert code in {fault["code"] for fault in faults}
    assert {fault["file"] for fault in faults} == {str(target)}
    said = run("validate", "--data", tiny, "-f", "json", "--lang", "zh").out
    chinese(json.loads(said)["diagnostics"])


def test_utf16_and_50_megabytes_are_refused_at_once(run: Run, tiny: Path) -> None:
    (tiny / "provinces" / "hainan.yaml").write_bytes("id: hainan".encode("utf-16"))
    with (tiny / "provinces" / "xizang.yaml").open("wb") as file:
        file.truncate(50_000_000)
    result = run("validate", "--data", tiny, "-f", "csv")
    assert result.code == 1
    assert [line.split(",")[0] for line in result.out.splitlines()[1:]] == ["DG002", "DG004"]


def test_one_broken_file_hides_no_other(run: Run, tiny: Path) -> None:
    (tiny / "provinces" / "xizang.yaml").write_bytes(b"\x00")
    other = tiny / "provinces" / "hainan.yaml"
    other.write_text(other.read_text("utf-8").replace("kind: province", "kind: provinz"), "utf-8")
    result = run("validate", "--data", tiny, "-f", "json")
    files = [Path(d["file"]).stem for d in json.loads(result.out)["diagnostics"]]
    assert set(files) == {"hainan", "xizang"}


#: Found between two states of the data, see ``test_git.py``.
BETWEEN = {"DG601"}
#: Found about the data directory, see ``test_stray_files.py``.
AROUND = {"DG309"}


def test_every_code_has_a_case() -> None:
    shown = {case.stem.split("-")[0] for case in CASES} | set(BYTES) | BETWEEN | AROUND
    assert set(CODES) == shown

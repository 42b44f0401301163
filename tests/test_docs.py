"""The documentation is true: every command in it is run, every output compared."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys

import pytest
from helpers import ROOT, Run

DOCS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def examples() -> list[tuple[str, str]]:
    """Commands in ``console`` blocks with the output that the page shows."""
    found = []
    for path in DOCS:
        for block in re.findall(r"```console\n(.*?)```", path.read_text("utf-8"), re.DOTALL):
            for example in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, _, output = example.partition("\n")
                found.append((command, output))
    return found


@pytest.mark.parametrize(("command", "shown"), examples())
def test_a_command_prints_what_the_page_shows(
    command: str, shown: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATAGOV_TODAY", "2026-11-24")
    program, *arguments = shlex.split(command)
    assert program == "datagov"
    result = run(*arguments)
    printed = result.out + result.err
    if shown.endswith("…\n"):
        assert printed.startswith(shown.removesuffix("…\n"))
    else:
        assert printed == shown


def test_there_are_examples() -> None:
    assert len(examples()) >= 12


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_links_lead_somewhere(path: object) -> None:
    text = path.read_text("utf-8")  # type: ignore[attr-defined]
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (path.parent / target).exists(), target  # type: ignore[attr-defined]


def test_every_make_target_in_the_pages_exists() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for path in DOCS:
        for target in re.findall(r"`?make ([a-z]+)", path.read_text("utf-8")):
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_the_pictures_show_what_the_program_prints() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/picture.py", "--check"], cwd=ROOT, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (0, "")

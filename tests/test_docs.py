"""The documentation is true: what its commands print is what the pages show.

The pages stand on a copy of the data, ``docs/data``, so that no new fact makes them untrue.
``make docs`` renews the copy, the outputs and the picture.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from helpers import ROOT, Run

DOCS = ROOT / "docs"
CHINESE = [ROOT / "README.zh.md", *sorted(DOCS.glob("zh/*.md"))]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.glob("*.md")), *CHINESE]
#: The commands that a table gives as answers to questions.
QUESTIONS = sorted(
    {
        command
        for path in PAGES
        for command in re.findall(r"^\|.*\| `datagov (.*)` \|$", path.read_text("utf-8"), re.M)
    }
)


@pytest.mark.slow
def test_the_pages_and_the_picture_show_what_the_program_prints() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/docs.py", "--check"], cwd=ROOT, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr


def test_there_are_examples() -> None:
    text = "".join(path.read_text("utf-8") for path in PAGES)
    assert len(re.findall(r"^\$ datagov ", text, re.MULTILINE)) >= 25
    assert len(re.findall(r"^>>> ", text, re.MULTILINE)) >= 20
    assert len(QUESTIONS) >= 15


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_a_table_says_to_ask_has_an_answer(question: str, run: Run) -> None:
    result = run(*shlex.split(question), "--data", DOCS / "data", "--format", "jsonl")
    assert (result.code, result.out.count("\n") > 0) == (0, True), result.err


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text("utf-8")):
        assert (path.parent / target).exists(), target


@pytest.mark.parametrize("path", CHINESE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_each_page_in_chinese_and_its_english_one_lead_to_each_other(path: Path) -> None:
    english = path.parent.parent / path.name if path.parent.name == "zh" else ROOT / "README.md"
    for here, there in ((path, english), (english, path)):
        top = here.read_text("utf-8").splitlines()[2]
        links = re.findall(r"\]\((.*?)\)", top)
        assert [(here.parent / link).resolve() for link in links] == [there], top


def test_every_make_target_in_the_pages_exists() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for path in PAGES:
        for target in re.findall(r"(?:`|^)make ([a-z]+)", path.read_text("utf-8"), re.MULTILINE):
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), target

"""The documentation is true: what its commands print is what the pages show.

The pages stand on a copy of the data, ``docs/data``, so that no new fact makes them untrue.
``make docs`` renews the copy, the outputs and the picture.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from helpers import ROOT

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def test_the_pages_and_the_picture_show_what_the_program_prints() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/docs.py", "--check"], cwd=ROOT, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr


def test_there_are_examples() -> None:
    text = "".join(path.read_text("utf-8") for path in PAGES)
    assert len(re.findall(r"^\$ datagov ", text, re.MULTILINE)) >= 25
    assert len(re.findall(r"^>>> ", text, re.MULTILINE)) >= 20


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text("utf-8")):
        assert (path.parent / target).exists(), target


def test_every_make_target_in_the_pages_exists() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for path in PAGES:
        for target in re.findall(r"`?make ([a-z]+)", path.read_text("utf-8")):
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), target

"""The man page says what the commands' own help says."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib

import pytest
from helpers import ROOT, difference
from rich.cells import cell_len

from datagov_cli.cli.app import COMMANDS

sys.path.insert(0, str(ROOT / "scripts"))

import man_page


@pytest.mark.parametrize("lang", man_page.PAGES)
def test_the_man_page_is_that_of_the_commands(lang: str) -> None:
    path = man_page.PAGES[lang]
    recorded, now = path.read_text("utf-8"), man_page.page(lang)
    assert recorded == now, difference(
        recorded, now, path.name, "of the commands; make docs renews it"
    )


@pytest.mark.skipif(not shutil.which("man"), reason="there is no man here")
@pytest.mark.parametrize("lang", man_page.PAGES)
def test_man_shows_every_command_and_reports_no_fault(lang: str) -> None:
    done = subprocess.run(
        ["man", "--warnings", "-E", "UTF-8", "-l", str(man_page.PAGES[lang])],
        capture_output=True, text=True, timeout=60,
        env={"MANWIDTH": "80", "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    shown = " ".join(done.stdout.split())
    for name, command in COMMANDS.items():
        assert f"datagov {name} " in shown, command
    assert "datagov show 贵州 CN-SH 430000" in shown
    prose = [line for line in done.stdout.splitlines() if "datagov " not in line]
    assert max(cell_len(line) for line in prose if not line.endswith("\\")) <= 80


def test_the_wheel_puts_it_where_man_looks() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    shared = project["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    english, chinese = (page.relative_to(ROOT).as_posix() for page in man_page.PAGES.values())
    assert shared == {
        english: "share/man/man1/datagov.1",
        chinese: "share/man/zh_CN/man1/datagov.1",
    }

"""The man page says what the commands' own help says."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib

import pytest
from helpers import ROOT, difference

from datagov_cli.cli.app import COMMANDS

sys.path.insert(0, str(ROOT / "scripts"))

import man_page


def test_the_man_page_is_that_of_the_commands() -> None:
    recorded = man_page.PAGE.read_text("utf-8")
    assert recorded == man_page.page(), difference(
        recorded, man_page.page(), "docs/datagov.1", "of the commands; make docs renews it"
    )


@pytest.mark.skipif(not shutil.which("man"), reason="there is no man here")
def test_man_shows_every_command_and_reports_no_fault() -> None:
    done = subprocess.run(
        ["man", "--warnings", "-E", "UTF-8", "-l", str(man_page.PAGE)],
        capture_output=True, text=True, env={"MANWIDTH": "80", "PATH": "/usr/bin:/bin"}, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    shown = " ".join(done.stdout.split())
    for name, command in COMMANDS.items():
        assert f"datagov {name} " in shown, command
    assert "datagov show 贵州 CN-SH 430000" in shown


def test_the_wheel_puts_it_where_man_looks() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    shared = project["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    page = man_page.PAGE.relative_to(ROOT).as_posix()
    assert shared == {page: "share/man/man1/datagov.1"}

"""Completion offers words and nothing that a shell would run."""

from __future__ import annotations

import os
import pty
import select
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from helpers import ROOT, Run

#: Names of terms and files; each would make the file ``run`` if a shell took it for code.
HOSTILE = [
    "$(touch${IFS}run)",
    "`touch${IFS}run`",
    "gdp;touch${IFS}run;",
    "gdp&&touch${IFS}run",
    "gdp|touch${IFS}run",
    "gdp>run",
    "gdp'$(touch${IFS}run)'",
    "--output=run",
    "{run,gdp}",
    "*",
    "~",
    "gdp\\",
]
SHELLS = ["bash", "zsh", "fish", "powershell"]


@pytest.fixture
def data(tiny: Path) -> Path:
    """Data with hostile terms, fields and files beside a harmless one of each."""
    terms = "".join(f"  {term}:\n    zh: 词\n    en: Term\n" for term in [*HOSTILE, "gdp-share"])
    text = f"id: metrics\ntitle: {{zh: 指标, en: Metrics}}\nterms:\n{terms}"
    (tiny / "vocabulary" / "metrics.yaml").write_text(text, encoding="utf-8")
    for name in HOSTILE:
        if "/" not in name:
            (tiny / "provinces" / f"{name}.yaml").touch()
    return tiny


@pytest.fixture
def offered(run: Run, data: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], str]:
    """What the program offers a shell at the end of a command line."""

    def call(shell: str, words: str) -> str:
        line = f"datagov {words} "
        env = {
            "DATAGOV_DATA": str(data),
            "_DATAGOV_COMPLETE": f"complete_{shell}",
            "COMP_WORDS": line,
            "COMP_CWORD": str(len(line.split())),
            "_TYPER_COMPLETE_ARGS": line,
            "_TYPER_COMPLETE_FISH_ACTION": "get-args",
            "_TYPER_COMPLETE_WORD_TO_COMPLETE": "",
        }
        for name, value in env.items():
            monkeypatch.setenv(name, value)
        result = run()
        assert (result.code, result.err) == (0, "")
        return result.out

    return call


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(
    ("words", "harmless"),
    [("targets --metric", "gdp-share"), ("show", "hainan"), ("compare --field", "gdp-share"),
     ("new target hainan --metric", "gdp-share"), ("list --sort", "gdp-share")],
)  # fmt: skip
def test_only_words_are_offered(
    shell: str, words: str, harmless: str, offered: Callable[[str, str], str]
) -> None:
    answer = offered(shell, words).removeprefix("_arguments '*: :(")
    assert harmless in answer
    assert "run" not in answer
    assert not set("$`;&|>{}*~\\") & set(answer)


@pytest.mark.parametrize(
    ("locale", "said"),
    [("zh_CN.UTF-8", "列出在录省份。"), ("en_GB.UTF-8", "List the provinces on record.")],
)
def test_what_stands_beside_a_command_is_in_the_language_of_the_locale(
    locale: str, said: str, offered: Callable[[str, str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    assert said in offered("fish", "")


@pytest.mark.skipif(not shutil.which("bash"), reason="there is no bash here")
def test_a_shell_runs_nothing_of_what_it_completes(data: Path) -> None:
    """A real bash at a terminal: Tab, then Enter, for a metric that is a command."""
    term = HOSTILE[0]
    text = (data / "vocabulary" / "metrics.yaml").read_text("utf-8")
    head = text[: text.index("terms:")]
    only = f"{head}terms:\n  {term}:\n    zh: 词\n    en: Term\n"
    (data / "vocabulary" / "metrics.yaml").write_text(only, encoding="utf-8")
    script = subprocess.run(
        [sys.executable, "-m", "datagov_cli", "--show-completion", "bash"],
        env={**os.environ, "_DATAGOV_COMPLETE": "source_bash"},
        capture_output=True, text=True, timeout=60,
    ).stdout  # fmt: skip
    assert "complete -o default" in script
    program = data / "bin" / "datagov"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m datagov_cli "$@"\n')
    program.chmod(0o755)
    (data / "rc").write_text(f"PS1='ready> '\n{script}\n")
    env = {
        **os.environ,
        "PATH": f"{program.parent}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT / "src"),
        "DATAGOV_DATA": str(data),
        "TERM": "dumb",
    }
    child, terminal = pty.fork()
    if not child:
        os.chdir(data)
        os.execve("/bin/bash", ["bash", "--noprofile", "--rcfile", "rc", "-i"], env)
    seen = b""

    def wait_for(text: bytes) -> None:
        nonlocal seen
        while text not in seen:
            assert select.select([terminal], [], [], 60)[0], seen
            seen += os.read(terminal, 4096)
        seen = seen[seen.index(text) + len(text) :]

    wait_for(b"ready> ")
    os.write(terminal, b"datagov targets --metric \t\n")
    wait_for(b"ready> ")
    os.write(terminal, b"datagov sho\t\n")  # completion does work here
    wait_for(b"show ")
    os.write(terminal, b"exit\n")
    os.waitpid(child, 0)
    os.close(terminal)
    assert not (data / "run").exists()

"""The hooks, the action and the workflows: sound by their linters, and run against stand-ins."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from helpers import ROOT

from datagov_cli.cli.app import COMMANDS

ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
STEPS: dict[str, dict[str, Any]] = {
    step["name"]: step for step in ACTION["runs"]["steps"] if "name" in step
}


def program(name: str) -> str | None:
    """A linter of the extra ``lint``, if it is installed."""
    beside = Path(sys.executable).with_name(name)
    return str(beside) if beside.is_file() else shutil.which(name)


@pytest.mark.skipif(program("zizmor") is None, reason="zizmor is not here")
def test_zizmor_finds_nothing() -> None:
    checked = map(str, (ROOT / "action.yml", ROOT / ".github" / "workflows"))
    done = subprocess.run(
        [str(program("zizmor")), "--offline", *checked], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.skipif(program("actionlint") is None, reason="actionlint is not here")
def test_actionlint_finds_nothing() -> None:
    done = subprocess.run(
        [str(program("actionlint")), *map(str, WORKFLOWS)], capture_output=True, text=True, cwd=ROOT
    )
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize("path", [ROOT / "action.yml", *WORKFLOWS], ids=lambda path: path.name)
def test_what_runs_is_pinned_and_nothing_is_pasted_into_a_script(path: Path) -> None:
    text = path.read_text("utf-8")
    for used in re.findall(r"uses: (\S+)", text):
        assert re.search(r"@[0-9a-f]{40}$", used) or used.startswith("./"), used
    document = yaml.safe_load(text)
    jobs = document.get("jobs", {}).values()
    steps = [step for job in jobs for step in job.get("steps", ())]
    for step in steps or document["runs"]["steps"]:
        assert "${{" not in step.get("run", ""), step


def test_what_a_release_calls_is_there() -> None:
    release = yaml.safe_load((ROOT / ".github" / "workflows" / "release.yml").read_text("utf-8"))
    (exports,) = (s for s in release["jobs"]["build"]["steps"] if "release_exports" in str(s))
    script = ROOT / exports["run"].split()[1]
    subprocess.run(["bash", "-n", str(script)], check=True)
    assert {job["runs-on"] for job in release["jobs"].values() if "steps" in job} == {
        "ubuntu-24.04"
    }
    # Only the job that publishes may use the environment of the package index.
    named = [name for name, job in release["jobs"].items() if "environment" in job]
    assert named == ["package"]


def test_the_hooks_of_the_project_itself_call_what_is_there() -> None:
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    (local,) = config["repos"]
    for hook in local["hooks"]:
        program, *words = hook["entry"].split()
        known = COMMANDS if program.endswith("datagov") else {"-m": None}
        assert words[0] in known


def test_the_hooks_of_pre_commit() -> None:
    hooks = {hook["id"]: hook for hook in HOOKS}
    assert list(hooks) == ["datagov-validate", "datagov-fmt"]
    for hook in HOOKS:
        assert hook["entry"].split()[0] == "datagov"
        assert hook["entry"].split()[1] in COMMANDS
        assert hook["entry"].endswith("--data data")
        assert hook["language"] == "python"
    # What breaks the data need not be a change of a data file: a source that is gone is none.
    assert hooks["datagov-validate"]["always_run"] is True
    assert hooks["datagov-validate"]["pass_filenames"] is False
    touched = hooks["datagov-fmt"]["files"]
    for name in ("provinces/hunan", "sources/a-2030", "vocabulary/units", "national"):
        assert re.search(touched, f"data/{name}.yaml")
    for name in ("x.yaml", "tests/data/x.yaml", "data/LICENSE", "data/x.yaml", "data/other/x.yaml",
                 "data/provinces/deep/x.yaml", "data/provinces/x.yml", "data/national.yaml.orig",
                 "data/provinces/x.yaml/y", "mydata/national.yaml"):  # fmt: skip
        assert not re.search(touched, name)


class Job:
    """A runner's surroundings with stand-ins for ``datagov`` and ``gh``, which note their calls."""

    def __init__(self, home: Path) -> None:
        self.home = self.folder = home
        (home / "datagov" / "bin").mkdir(parents=True)
        self.calls = home / "calls"
        self.calls.write_text("")
        self.stand_in(home / "datagov" / "bin" / "datagov", "printf '%s' \"$SAYS\"; exit $ENDS")
        self.stand_in(home / "gh", '[ "$1" = api ] && [ "$2" = --paginate ] && echo "$KNOWN"; true')

    def stand_in(self, path: Path, ends: str) -> None:
        note = f'echo "$(basename "$0")$(printf " [%s]" "$@")" >>"{self.calls}"'
        path.write_text(f"#!/bin/bash\n{note}\n{ends}\n")
        path.chmod(0o755)

    def step(self, name: str, **given: str) -> tuple[int, list[str]]:
        """Run a step; gives back its exit code and the calls that it made."""
        self.calls.write_text("")
        environment = {
            "PATH": f"{self.home}:{os.environ['PATH']}",
            "RUNNER_TEMP": str(self.home),
            "GITHUB_STEP_SUMMARY": str(self.home / "summary"),
            "GITHUB_OUTPUT": str(self.home / "output"),
            "GITHUB_REPOSITORY": "o/r",
            "SAYS": "",
            "ENDS": "0",
            "KNOWN": "",
            **given,
        }
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", STEPS[name]["run"]],
            env=environment, capture_output=True, text=True, cwd=self.folder,
        )  # fmt: skip
        return done.returncode, self.calls.read_text().splitlines()


@pytest.fixture
def job(tmp_path: Path) -> Job:
    return Job(tmp_path / "runner")


def test_the_action_validates_against_its_base_if_there_is_one(job: Job) -> None:
    plain = "datagov [validate] [--data] [data] [--format] [github]"
    assert job.step("Validate", BASE="", DATA="data") == (0, [plain])
    hostile = "main; $(touch pwned)"
    assert job.step("Validate", BASE=hostile, DATA="data", ENDS="1") == (
        1,
        [f"{plain} [--base] [{hostile}]"],
    )
    assert not (job.home / "pwned").exists()


@pytest.mark.parametrize(("ends", "code"), [("0", 0), ("1", 0), ("2", 2), ("3", 3)])
def test_the_action_summarises_a_change(ends: str, code: int, job: Job) -> None:
    given = {"BASE": "main", "DATA": "data", "SAYS": "hunan", "ENDS": ends}
    called = "datagov [diff] [main...HEAD] [--data] [data] [--exit-code] [--format] [md]"
    assert job.step("Summarise what changes", **given) == (code, [called])
    if code == 0:
        assert (job.home / "summary").read_text() == "hunan"
        assert (job.home / "output").read_text() == f"changed={ends}\n"


@pytest.mark.parametrize(
    ("known", "changed", "verbs"),
    [
        ("", "1", ["[api] [--paginate]", "[pr] [comment] [7]"]),
        ("", "0", ["[api] [--paginate]"]),
        ("41\n42", "0", ["[api] [--paginate]", "[api] [--silent] [--method] [PATCH]"]),
    ],
)
def test_the_action_keeps_one_comment(known: str, changed: str, verbs: list[str], job: Job) -> None:
    (job.home / "datagov-diff.md").write_text("hunan\n")
    code, calls = job.step(
        "Comment on the pull request", KNOWN=known, CHANGED=changed, NUMBER="7", GH_TOKEN=""
    )
    assert (code, len(calls)) == (0, len(verbs))
    for call, verb in zip(calls, verbs, strict=True):
        assert call.startswith(f"gh {verb}")
    if known:
        assert "[repos/o/r/issues/comments/41]" in calls[-1]
    assert (job.home / "datagov-comment.md").read_text() == "<!-- datagov diff -->\n\nhunan\n"


def test_a_change_too_large_for_a_comment_refers_to_the_summary(job: Job) -> None:
    (job.home / "datagov-diff.md").write_text("x" * 70_000)
    assert job.step("Comment on the pull request", CHANGED="1", NUMBER="7", GH_TOKEN="")[0] == 0
    text = (job.home / "datagov-comment.md").read_text()
    assert "the summary of the run lists it all" in text


def test_no_branch_or_file_of_a_pull_request_can_pass_for_the_base_of_the_action() -> None:
    """The base is named in full, which no other name of git and no path can stand for."""
    given = [step["env"]["BASE"] for step in STEPS.values() if "BASE" in step.get("env", {})]
    assert len(given) == 2
    for base in given:
        assert "format('refs/remotes/origin/{0}', github.base_ref)" in base
        assert "format('origin/" not in base


def test_the_action_finds_a_fault_whatever_the_change_is_called(
    job: Job, tiny: Path, tmp_path: Path
) -> None:
    """Its steps with the program itself, on a checkout that is made to mislead."""
    program = Path(sys.executable).with_name("datagov")
    (job.home / "datagov" / "bin" / "datagov").unlink()
    (job.home / "datagov" / "bin" / "datagov").symlink_to(program)
    checkout = tmp_path / "checkout"
    shutil.copytree(tiny, checkout / "data")

    def git(*arguments: str) -> None:
        identity = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *identity, *arguments], cwd=checkout, check=True)

    git("init", "-q", "-b", "main")
    git("add", "-A")
    git("commit", "-q", "-m", "first")
    git("update-ref", "refs/remotes/origin/main", "HEAD")
    base = "refs/remotes/origin/main"
    for name in ("origin/main", base):
        (checkout / name).parent.mkdir(parents=True, exist_ok=True)
        (checkout / name).symlink_to(checkout / "data")
        (checkout / f"{name}...HEAD").symlink_to(checkout / "data")
    path = checkout / "data" / "provinces" / "hainan.yaml"
    path.write_text(path.read_text("utf-8").replace("status: issued", "status: isued"), "utf-8")
    git("add", "-A")
    git("commit", "-q", "-m", "a fault and names that mislead")
    git("update-ref", "refs/heads/origin/main", "HEAD")
    given = {"BASE": base, "DATA": "data", "LANG": "C.UTF-8"}
    job.folder = checkout
    assert job.step("Validate", **given)[0] == 1
    assert job.step("Summarise what changes", **given)[0] == 0
    assert (job.home / "output").read_text() == "changed=1\n"

"""The hooks by pre-commit itself: installed from this project, in a repository of data only."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from helpers import COUNTRY, ROOT, TINY

pytestmark = pytest.mark.slow

_CONFIG = """\
repos:
  - repo: {project}
    rev: {revision}
    hooks:
      - id: datagov-validate
      - id: datagov-fmt
"""


class Repository:
    """A repository with data and no schemas, in which every commit passes the hooks."""

    def __init__(self, folder: Path, store: Path) -> None:
        self.folder = folder
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        # What the program needs is taken from where the tests run, so no index is asked; that it
        # declares what it needs is another test.
        packages = os.pathsep.join(path for path in sys.path if path.endswith("-packages"))
        self.environment = {**kept, "PRE_COMMIT_HOME": str(store), "LC_ALL": "C.UTF-8",
                            "GIT_CONFIG_GLOBAL": os.devnull, "PYTHONPATH": packages,
                            "PIP_NO_INDEX": "1", "PIP_NO_COMPILE": "1",
                            "PIP_NO_BUILD_ISOLATION": "0"}  # fmt: skip
        folder.mkdir(exist_ok=True)

    def call(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=self.folder, env=self.environment, capture_output=True, text=True
        )

    def git(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        identity = ("-c", "user.name=a", "-c", "user.email=a@example.org")
        return self.call("git", *identity, *arguments)

    def pre_commit(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.call(sys.executable, "-m", "pre_commit", *arguments)

    def reset(self, data: Path) -> None:
        """Commit these data and nothing else of an earlier test; no hook is asked."""
        for entry in self.folder.iterdir():
            if entry.is_dir() and entry.name != ".git":
                shutil.rmtree(entry)
        shutil.copytree(data, self.folder / "data")
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "--no-verify", "-m", "the invented data")

    def commit(self) -> tuple[bool, dict[str, str]]:
        """Commit all that has changed. Gives back whether that went through, and the verdict
        of each hook; what was refused is undone."""
        self.git("add", "-A")
        done = self.git("commit", "-q", "--allow-empty", "-m", "a change")
        said = done.stdout + done.stderr
        verdicts = dict(re.findall(r"^datagov (\w+)\.+.*?([A-Z][a-z]+)$", said, re.MULTILINE))
        if done.returncode:
            self.git("reset", "-q", "--hard")
        return done.returncode == 0, verdicts


@pytest.fixture(scope="module")
def hooked(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """A repository of invented data with the hooks of this working tree installed."""
    top = tmp_path_factory.mktemp("hooks")
    project = Repository(top / "project", top / "store")
    for name in ("src", "data", "schemas"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, project.folder / name, ignore=ignored)
    for name in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copy(ROOT / name, project.folder)
    project.git("init", "-q", "-b", "main")
    project.git("add", "-A")
    project.git("commit", "-q", "-m", "as it is")
    revision = project.git("rev-parse", "HEAD").stdout.strip()

    repository = Repository(top / "data-only", top / "store")
    shutil.copytree(ROOT / "data" / "vocabulary", repository.folder / "data" / "vocabulary")
    (repository.folder / ".pre-commit-config.yaml").write_text(
        _CONFIG.format(project=project.folder, revision=revision)
    )
    repository.git("init", "-q", "-b", "main")
    done = repository.pre_commit("install", "--install-hooks")
    assert done.returncode == 0, done.stdout + done.stderr
    return repository


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented data as ``fmt`` lays them out."""
    data = tmp_path_factory.mktemp("laid-out") / "data"
    shutil.copytree(TINY, data)
    shutil.copytree(COUNTRY / "vocabulary", data / "vocabulary")
    subprocess.run([sys.executable, "-m", "datagov_cli", "fmt", str(data)], check=True)
    return data


@pytest.fixture
def repository(hooked: Repository, laid_out: Path) -> Repository:
    """The same with the invented data committed."""
    hooked.reset(laid_out)
    return hooked


def test_sound_data_pass(repository: Repository) -> None:
    path = repository.folder / "data" / "provinces" / "hainan.yaml"
    path.write_text(path.read_text("utf-8").replace("status: issued", "status: in-force"), "utf-8")
    assert repository.commit() == (True, {"validate": "Passed", "fmt": "Passed"})


def test_a_fault_is_found_where_there_are_no_schemas(repository: Repository) -> None:
    path = repository.folder / "data" / "provinces" / "hainan.yaml"
    path.write_text(path.read_text("utf-8").replace("status: issued", "status: isued"), "utf-8")
    assert repository.commit() == (False, {"validate": "Failed", "fmt": "Passed"})


@pytest.mark.parametrize(
    "change", ["a source removed", "a vocabulary removed", "only a .yml", "only a link", "nothing"]
)
def test_what_changes_no_data_file_is_checked_too(change: str, repository: Repository) -> None:
    data = repository.folder / "data"
    if change == "a source removed":
        (data / "sources" / "gazette-2030.yaml").unlink()
    elif change == "a vocabulary removed":
        (data / "vocabulary" / "units.yaml").unlink()
    elif change == "only a .yml":
        shutil.copy(data / "provinces" / "hainan.yaml", data / "provinces" / "hunan.yml")
    elif change == "only a link":
        (data / "provinces" / "hunan.yaml").symlink_to("/etc/hostname")
    assert repository.commit()[0] is (change == "nothing")


def test_fmt_touches_data_files_only(repository: Repository) -> None:
    data = repository.folder / "data"
    odd = "b:   1\na:   2\n"
    (data / "drafts").mkdir()
    others = [data / "drafts" / "x.yaml", data / "notes.yaml", repository.folder / "national.yaml"]
    for path in others:
        path.write_text(odd)
    assert repository.commit() == (True, {"validate": "Passed", "fmt": "Skipped"})
    assert {path.read_text() for path in others} == {odd}
    path = data / "provinces" / "hainan.yaml"
    laid_out = path.read_text("utf-8")
    path.write_text(laid_out.replace("status: issued", "status:    issued"), "utf-8")
    repository.git("add", "-A")
    assert repository.pre_commit("run", "datagov-fmt").returncode == 1
    assert path.read_text("utf-8") == laid_out

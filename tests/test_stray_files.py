"""What lies about in a data directory: nothing stops reading, and nothing goes unnoticed."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from helpers import Run, commit

import datagov_cli

READING = [
    ("list",), ("show", "hainan"), ("compare",), ("timeline",), ("targets",), ("stale",),
    ("search", "虚构"), ("coverage",), ("verify",), ("diff", "."),
]  # fmt: skip
#: What a lock, the resource fork of macOS and an unfinished download hold.
HIDDEN = [".#hainan.yaml", "._hainan.yaml", ".hainan.yaml.swp", ".syncthing.hainan.yaml"]
COPIES = ["hainan (1).yaml", "hainan.sync-conflict-20300101-ABC.yaml", "Hainan.yaml",
          "hainan_conflicted.yaml", "hainan - 副本.yaml"]  # fmt: skip


@pytest.fixture
def here(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small data set, in whose folder the reader stands."""
    monkeypatch.chdir(tiny)
    monkeypatch.setenv("DATAGOV_DATA", ".")
    return tiny


def put(path: Path) -> None:
    if path.name.startswith(".#"):
        path.symlink_to("editor@host.1234:1700000000")
    elif path.name.startswith("."):
        path.write_bytes(b"\x00\x05\x16\x07\xb0")
    else:
        shutil.copyfile(path.with_name("hainan.yaml"), path)


@pytest.mark.parametrize("name", HIDDEN)
def test_hidden_files_are_passed_over_without_a_word(name: str, run: Run, here: Path) -> None:
    calls = [*READING, ("validate",), ("fmt", "--check")]
    before = [run(*call) for call in calls]
    for folder in ("provinces", "sources", "vocabulary"):
        put(here / folder / name)
    put(here / name)
    assert [run(*call) for call in calls] == before


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_stops_no_command_and_is_named(name: str, run: Run, here: Path) -> None:
    before = [run(*call) for call in READING]
    put(here / "provinces" / name)
    after = [run(*call) for call in READING]
    assert [(one.code, one.out) for one in after] == [(one.code, one.out) for one in before]
    noted = run("list").err
    assert f"note: provinces/{name} is not read" in noted
    assert "hint: rename it, or merge it" in noted
    found = json.loads(run("validate", "-f", "json").out)["diagnostics"]
    assert {(one["code"], one["file"]) for one in found} == {("DG306", f"provinces/{name}")}


def test_a_copy_is_no_record_of_the_python_interface(here: Path) -> None:
    shutil.copyfile(here / "sources" / "gazette-2030.yaml", here / "sources" / "gazette (2).yaml")
    put(here / "provinces" / "hainan (1).yaml")
    known = datagov_cli.open(here)
    assert list(known.provinces) == ["hainan", "xizang"]


def test_an_edited_copy_changes_nothing_in_a_comparison(run: Run, repo: Path) -> None:
    provinces = repo / "data" / "provinces"
    text = (provinces / "hainan.yaml").read_text("utf-8")
    (provinces / "hainan~2.yaml").write_text(text.replace("虚构举措", "另一举措"), "utf-8")
    assert (
        run("diff", "--data", repo / "data").out
        == "no change in meaning from HEAD to the working tree\n"
    )


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("provinces/south/hunan.yaml", "did you mean provinces/hunan.yaml?"),
        ("hunan.yaml", "did you mean provinces/hunan.yaml?"),
        ("province/hunan.yml", "did you mean provinces/hunan.yaml?"),
        ("source/paper-2030.yaml", "did you mean sources/paper-2030.yaml?"),
        ("provinces/sources/paper-2030.yaml", "did you mean sources/paper-2030.yaml?"),
        ("provinces/hunan.yaml.txt", "did you mean provinces/hunan.yaml?"),
        ("south/hainan.yaml", "provinces/hainan.yaml is read: merge the two, and remove this one"),
        ("National.yaml", "national.yaml is read: merge the two, and remove this one"),
        ("geo/settings.yaml",
         "data files are national.yaml and those in provinces, sources, vocabulary: "
         "move it there, or out of the data directory"),
    ],
)  # fmt: skip
def test_a_file_that_nothing_reads_is_named(name: str, hint: str, run: Run, here: Path) -> None:
    (here / name).parent.mkdir(parents=True, exist_ok=True)
    (here / name).write_text("garbage: [", "utf-8")
    for call in (("validate",), ("validate", ".")):
        result = run(*call, "-f", "json")
        (found,) = json.loads(result.out)["diagnostics"]
        assert (result.code, found["code"], found["severity"]) == (0, "DG309", "warning")
        assert (found["file"], found["hint"]) == (name, hint)
    assert run("validate", "--strict").code == 1
    assert run("validate", "--ignore", "unread-file").out == "25 files: 0 errors, 0 warnings\n"


def test_the_country_under_another_ending_is_missed(run: Run, here: Path) -> None:
    (here / "national.yaml").rename(here / "national.yml")
    assert "did you mean national.yaml?" in run("validate").out


def test_what_other_programs_keep_is_no_finding(run: Run, here: Path) -> None:
    for name in (".git/x.yaml", ".vscode/hunan.yml", "README.md", "provinces/notes.txt"):
        (here / name).parent.mkdir(exist_ok=True)
        (here / name).write_text("x", "utf-8")
    assert run("validate").out == "25 files: 0 errors, 0 warnings\n"


def test_a_file_that_nothing_read_before_is_no_new_finding(run: Run, repo: Path) -> None:
    data = repo / "data"
    (data / "hunan.yaml").write_text("id: hunan\n", "utf-8")
    commit(repo, "a file in the wrong place")
    (data / "hubei.yaml").write_text("id: hubei\n", "utf-8")
    report = json.loads(run("validate", "--data", data, "--base", "HEAD", "-f", "json").out)
    assert [os.path.basename(one["file"]) for one in report["diagnostics"]] == ["hubei.yaml"]


@pytest.mark.parametrize("text", ["enabled: yes\nmode: 0755\n", "a: &x 1\nb: *x\n", "a: 1\n---\n"])
def test_the_yaml_of_other_programs_is_never_laid_out(text: str, run: Run, here: Path) -> None:
    for name in ("geo/settings.yaml", "settings.yaml", "provinces/deep/settings.yaml"):
        foreign = here / name
        foreign.parent.mkdir(exist_ok=True)
        foreign.write_text(text, "utf-8")
        ours = here / "provinces" / "hainan.yaml"
        for call in (("fmt",), ("fmt", "--check")):
            assert run(*call, foreign, ours).code == 0
        run("validate", "--fix", foreign)
        assert foreign.read_text("utf-8") == text

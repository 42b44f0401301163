"""Revisions of repositories that may come from anyone: names that mislead, trees that no
checkout would make, configuration that would run something, surroundings that are odd."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
import zlib
from hashlib import sha1
from pathlib import Path
from typing import Any

import pytest
from helpers import COUNTRY, ROOT, TINY, Run

from datagov_cli.storage import git_process

GIT = {
    **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
    **{f"GIT_{who}_{what}": f"{what}@example.org".lower()
       for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _no_data_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which data it is depends on the working directory alone."""
    monkeypatch.delenv("DATAGOV_DATA")


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, env=GIT, check=True, capture_output=True)
    return os.fsdecode(done.stdout).strip()


def commit(checkout: Path, message: str) -> None:
    git(checkout, "add", "-A")
    git(checkout, "commit", "-q", "-m", message)


def edit(checkout: Path, before: str, after: str) -> None:
    path = checkout / "data" / "provinces" / "hainan.yaml"
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), "utf-8")


@pytest.fixture(scope="session")
def committed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What ``repo`` is a copy of."""
    checkout = tmp_path_factory.mktemp("committed") / "repo"
    shutil.copytree(TINY, checkout / "data")
    shutil.copytree(COUNTRY / "vocabulary", checkout / "data" / "vocabulary")
    shutil.copytree(ROOT / "schemas", checkout / "schemas")
    git(checkout, "init", "-q", "-b", "main", "--template=")
    commit(checkout, "first")
    git(checkout, "update-ref", "refs/remotes/origin/main", "main")
    git(checkout, "switch", "-q", "-c", "branch")
    edit(checkout, "status: issued", "status: isued")
    commit(checkout, "a fault")
    return checkout


@pytest.fixture
def repo(tmp_path: Path, committed: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout of the invented data on ``branch``, which brings a fault in; on ``main``
    there is none. It is the working directory."""
    checkout = tmp_path / "repo"
    shutil.copytree(committed, checkout)
    monkeypatch.chdir(checkout)
    return checkout


def seen(run: Run, base: str) -> tuple[int, int]:
    """The exit codes of ``validate`` and ``diff`` against a revision: 1 each, if they look."""
    return (
        run("validate", "--base", base).code,
        run("diff", f"{base}...HEAD", "--exit-code").code,
    )


# --- names ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("base", "kind"),
    [("main", "folder"), ("origin/main", "link"), ("refs/remotes/origin/main", "link"),
     ("HEAD~1", "folder")],
)  # fmt: skip
def test_no_folder_or_link_can_pass_for_a_revision(
    base: str, kind: str, run: Run, repo: Path
) -> None:
    for name in (base, f"{base}...HEAD", "HEAD"):
        place = repo / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if kind == "link":
            place.symlink_to(repo / "data")
        else:
            shutil.copytree(repo / "data", place / "data")
            shutil.copytree(repo / "schemas", place / "schemas")
        if name == base:
            assert seen(run, base) == (1, 1)
    assert seen(run, base) == (1, 1)
    assert run("diff", base, "HEAD", "--exit-code").code == 1
    assert run("diff", f"{base}..HEAD", "--exit-code").code == 1
    edit(repo, "en: Invented meeting", "en: Another meeting")
    assert run("diff", "--exit-code").code == 1


def test_a_branch_that_has_the_name_of_a_folder_is_the_branch(run: Run, repo: Path) -> None:
    git(repo, "branch", "data", "main")
    assert run("diff", "data", "--exit-code").code == 1
    assert run("diff", "./data", "--exit-code").code == 0
    assert run("diff", str(repo / "data"), "--exit-code").code == 0
    (repo / "deep").mkdir()
    assert run("diff", "./deep/../data", "--exit-code").code == 0


@pytest.mark.usefixtures("repo")
def test_a_folder_named_like_a_revision_is_asked_about(run: Run) -> None:
    result = run("diff", "schemas")
    assert (result.code, result.out) == (2, "")
    assert '"schemas" is not a git revision' in result.err
    assert "did you mean ./schemas?" in result.err


def test_a_name_of_two_revisions_is_refused(run: Run, repo: Path) -> None:
    git(repo, "config", "core.warnAmbiguousRefs", "false")
    git(repo, "update-ref", "refs/heads/origin/main", "branch")
    for arguments in (["validate", "--base", "origin/main"], ["diff", "origin/main...HEAD"]):
        result = run(*arguments)
        assert (result.code, result.out) == (2, "")
        assert "several git revisions" in result.err
        assert "refs/remotes/origin/main" in result.err
    assert seen(run, "refs/remotes/origin/main") == (1, 1)


def test_two_dots_name_both_sides(run: Run, repo: Path) -> None:
    edit(repo, "en: Invented meeting", "en: Another meeting")
    two = json.loads(run("diff", "main..HEAD", "-f", "json").out)
    assert (two["base"], two["head"]) == ("main", "HEAD")
    assert [change["field"] for change in two["changes"]] == ["status"]
    assert json.loads(run("diff", "main..", "-f", "json").out) == two
    assert run("diff", "main..HEAD", "HEAD").code == 2


def test_a_wrong_base_is_seen_while_the_data_have_no_fault(run: Run, repo: Path) -> None:
    git(repo, "switch", "-q", "main")
    assert run("validate").code == 0
    result = run("validate", "--base", "no-such-branch")
    assert (result.code, result.out) == (2, "")


def test_a_shallow_clone_is_named_with_the_way_out(
    run: Run, repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(repo, "switch", "-q", "main")
    edit(repo, "en: Invented meeting", "en: Another meeting")
    commit(repo, "elsewhere")
    git(tmp_path, "clone", "-q", "--depth=1", "-b", "branch", repo.as_uri(), "shallow")
    clone = tmp_path / "shallow"
    monkeypatch.chdir(clone)
    for _ in range(2):
        result = run("validate", "--base", "origin/main")
        assert (result.code, "fetch-depth: 0" in result.err) == (2, True)
        git(clone, "fetch", "-q", "--depth=1", "origin", "main:refs/remotes/origin/main")


def test_a_fault_of_a_revision_is_named_by_the_revision(run: Run, repo: Path) -> None:
    path = repo / "data" / "provinces" / "hainan.yaml"
    path.write_text(path.read_text("utf-8") + "oops: [\n", "utf-8")
    commit(repo, "broken")
    git(repo, "checkout", "-q", "main", "--", "data")
    result = run("diff", "main", "branch")
    assert result.code == 3
    assert result.err.startswith("error: branch:data/provinces/hainan.yaml:")
    assert "hint: it is so in that revision; compare with another one" in result.err


@pytest.mark.parametrize(
    "fault", [b"oops: [\n", b"id: hainan\n", b"<<<<<<< HEAD\n", b"\xff", b"k: &x 1\n"]
)
def test_a_base_with_a_broken_file_is_compared_in_all_others(
    fault: bytes, run: Run, repo: Path
) -> None:
    path, other = (repo / "data" / "provinces" / name for name in ("hainan.yaml", "xizang.yaml"))
    sound = path.read_bytes()
    path.write_bytes(sound + fault)
    commit(repo, "broken")
    other.write_text(other.read_text("utf-8").replace("en: Tibet", "en: Xizang"), "utf-8")
    commit(repo, "a change of another file")
    result = run("diff", "HEAD~1", "HEAD", "-f", "json")
    assert (result.code, result.err) == (0, "")
    assert {change["province"] for change in json.loads(result.out)["changes"]} == {"xizang"}
    path.write_bytes(sound)
    for head in ((), ("HEAD",)):
        if head:
            commit(repo, "fixed")
        base = "HEAD~2" if head else "HEAD~1"
        first, *others = json.loads(run("diff", base, *head, "-f", "json").out)["changes"]
        assert (first["province"], first["change"]) == ("hainan", "unreadable")
        assert first["before"].startswith(f"{base}:data/provinces/hainan.yaml:")
        assert {change["province"] for change in others} == {"xizang"}
        shown = run("diff", base, *head, "--exit-code", "-f", "md", "--lang", "en")
        assert (shown.code, "could not be read before: HEAD" in shown.out) == (1, True)


# --- trees ----------------------------------------------------------------------------------


def tree(checkout: Path, *entries: tuple[str, bytes, str]) -> str:
    """Write a tree just as it is said; gives back its name."""
    raw = b"".join(
        mode.encode() + b" " + name + b"\0" + bytes.fromhex(blob) for mode, name, blob in entries
    )
    raw = b"tree %d\0" % len(raw) + raw
    name = sha1(raw).hexdigest()
    path = checkout / ".git" / "objects" / name[:2] / name[2:]
    path.parent.mkdir(exist_ok=True)
    if not path.exists():
        path.write_bytes(zlib.compress(raw))
    return name


def commit_tree(checkout: Path, *entries: tuple[str, bytes, str]) -> str:
    return git(checkout, "commit-tree", tree(checkout, *entries), "-p", "main", "-m", "odd")


@pytest.fixture
def parts(repo: Path) -> dict[str, str]:
    """The names of a sound file and of the trees that are needed around odd ones."""
    names = ("provinces/hainan.yaml", "provinces", "sources", "vocabulary", "national.yaml")
    named = {name: git(repo, "rev-parse", f"main:data/{name}") for name in names}
    return {**named, "schemas": git(repo, "rev-parse", "main:schemas")}


FILE, TREE, LINK = "100644", "40000", "120000"


NO_PATHS = (
    b"..", b".", b"../../datagov-escaped.yaml", b"/datagov-escaped.yaml", b"a" * 300,
    b"a" * 300 + b".yaml", b"\xff\xfe.yaml", b"line\nfeed.yaml", b"hainan.yaml/x.yaml",
)  # fmt: skip


@pytest.mark.parametrize("where", ["provinces", "data", "top"])
def test_no_name_in_a_tree_becomes_a_path(
    where: str, run: Run, repo: Path, parts: dict[str, str], tmp_path: Path
) -> None:
    for name in NO_PATHS:
        no_path(name, where, run, repo, parts, tmp_path)


def no_path(
    name: bytes, where: str, run: Run, repo: Path, parts: dict[str, str], tmp_path: Path
) -> None:
    blob, odd = parts["provinces/hainan.yaml"], {}
    for place in ("provinces", "data", "top"):
        odd[place] = [(FILE, name, parts["national.yaml"])] if place == where else []
    provinces = tree(repo, (FILE, b"hainan.yaml", blob), *odd["provinces"])
    data = tree(
        repo,
        (FILE, b"national.yaml", parts["national.yaml"]),
        (TREE, b"provinces", provinces),
        (TREE, b"sources", parts["sources"]),
        (TREE, b"vocabulary", parts["vocabulary"]),
        *odd["data"],
    )
    evil = commit_tree(
        repo, (TREE, b"data", data), (TREE, b"schemas", parts["schemas"]), *odd["top"]
    )
    before = {path for path in tmp_path.rglob("*") if ".git" not in path.parts}
    asked: list[list[str]] = [["diff", evil]]
    if where == "provinces":  # Both read a tree alike.
        asked.append(["validate", "--base", evil])
    for call in asked:
        result = run(*call)
        assert result.code in (0, 1, 2, 3), (name, call, result)
    assert {path for path in tmp_path.rglob("*") if ".git" not in path.parts} - before <= {
        path for path in tmp_path.rglob("*") if "cache" in path.parts
    }
    assert not list(Path(tempfile.gettempdir()).glob("datagov-escaped*")), name
    assert not Path("/datagov-escaped.yaml").exists()


def test_folders_without_end_are_not_all_looked_into(
    run: Run, repo: Path, parts: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the data stood then is looked for by one call, not by some for each folder."""
    empty = tree(repo, (FILE, b"notes.txt", parts["national.yaml"]))
    other = (TREE, b"provinces", empty)
    calls: list[str] = []
    real = git_process.git

    def counted(folder: Path, *arguments: str, **more: Any) -> tuple[bytes, str]:
        calls.append(arguments[0])
        return real(folder, *arguments, **more)

    monkeypatch.setattr("datagov_cli.storage.git_revisions.git", counted)
    moved = tree(repo, (TREE, b"provinces", parts["provinces"]))
    few = [(TREE, b"a%03d" % n, tree(repo, other)) for n in range(99)]
    result = run("diff", commit_tree(repo, *few, (TREE, b"z", moved)), "-f", "json")
    assert (result.code, "hainan" in result.out) == (0, True)
    assert len(calls) < 350
    calls.clear()
    many = [(TREE, b"a%03d" % n, tree(repo, other)) for n in range(101)]
    result = run("diff", commit_tree(repo, *many))
    assert (result.code, result.out) == (3, "")
    assert "more than 100 folders" in result.err
    assert len(calls) < 10


def test_two_files_of_one_name_are_refused(run: Run, repo: Path, parts: dict[str, str]) -> None:
    twice = tree(repo, (FILE, b"hainan.yaml", parts["provinces/hainan.yaml"]),
                 (TREE, b"hainan.yaml", parts["sources"]))  # fmt: skip
    evil = commit_tree(repo, (TREE, b"data", tree(repo, (TREE, b"provinces", twice))))
    result = run("diff", evil)
    assert (result.code, "two files named hainan.yaml" in result.err) == (3, True)


def test_a_tree_of_1500_levels_and_one_that_doubles_itself(
    run: Run, repo: Path, parts: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = parts["provinces"]
    for _ in range(1500):
        deep = tree(repo, (TREE, b"a", deep))
    evil = commit_tree(repo, (TREE, b"data", deep))
    assert run("diff", evil).code in (0, 3)
    doubled = parts["provinces"]
    for _ in range(40):
        doubled = tree(repo, (TREE, b"a", doubled), (TREE, b"b", doubled))
    monkeypatch.setattr(git_process, "TIME_LIMIT", 5)
    result = run("diff", commit_tree(repo, (TREE, b"data", doubled)))
    assert result.code == 3
    assert "was stopped" in result.err


def test_a_link_out_of_the_data_is_not_followed(run: Run, repo: Path, tmp_path: Path) -> None:
    git(repo, "switch", "-q", "main")
    (tmp_path / "secret").write_text("password: hunter2\n")
    path = repo / "data" / "provinces" / "hainan.yaml"
    path.rename(repo / "kept.yaml")
    for target in ("../../kept.yaml", str(tmp_path / "secret"), "../../../secret", "hainan.yaml"):
        path.unlink(missing_ok=True)
        path.symlink_to(target)
        commit(repo, target)
        result = run("diff", "branch", "HEAD")
        assert (result.code, result.out) == (3, "")
        assert "HEAD:data/provinces/hainan.yaml:1:1: this is a link" in result.err
        before = run("diff", "HEAD", "branch")
        assert (before.code, before.out, before.err) == (3, "", result.err)


def test_a_link_to_another_data_file_is_no_change(run: Run, repo: Path) -> None:
    git(repo, "switch", "-q", "main")
    sources = repo / "data" / "sources"
    (sources / "gazette-2030.yaml").rename(sources / "other.yaml")
    (sources / "gazette-2030.yaml").symlink_to("other.yaml")
    commit(repo, "a link")
    assert (
        run("diff", "HEAD", "--exit-code").out
        == "no change in meaning from HEAD to the working tree\n"
    )


def test_only_data_files_are_read_and_none_that_is_too_large(run: Run, repo: Path) -> None:
    large = [repo / "large.bin", repo / "data" / "large.bin", repo / "data" / "sources" / "x.bin"]
    for place in large:
        place.write_bytes(os.urandom(1000))
    commit(repo, "large files elsewhere")
    for place in large:
        name = git(repo, "rev-parse", f"HEAD:{place.relative_to(repo)}")
        stored = repo / ".git" / "objects" / name[:2] / name[2:]
        stored.rename(stored.with_suffix(".aside"))
    assert run("diff", "HEAD", "--exit-code").code == 0
    for aside in (repo / ".git" / "objects").rglob("*.aside"):
        aside.rename(aside.with_suffix(""))  # For git, which needs them to commit.
    (repo / "data" / "sources" / "big.yaml").write_bytes(b"a: b\n" + b"#" * (3 << 20))
    commit(repo, "a large one")
    result = run("diff", "main", "HEAD")
    assert result.code == 3
    assert "HEAD:data/sources/big.yaml:1:1: 3.1 MB; a data file may have at most 1 MB" in result.err


def test_a_missing_file_is_named(run: Run, repo: Path) -> None:
    name = git(repo, "rev-parse", "HEAD:data/provinces/hainan.yaml")
    (repo / ".git" / "objects" / name[:2] / name[2:]).unlink()
    result = run("diff")
    assert (result.code, result.out) == (3, "")
    assert "missing from the repository" in result.err


# --- configuration and surroundings ---------------------------------------------------------


def test_nothing_that_a_repository_configures_is_run(run: Run, repo: Path, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    script = tmp_path / "script"
    script.write_text(f'#!/bin/sh\necho "$0 $@" >>{ran}\nexec git-upload-pack "$@"\n')
    script.chmod(0o755)
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    for hook in ("post-checkout", "post-index-change", "reference-transaction", "pre-auto-gc"):
        shutil.copy(script, hooks / hook)
    git(tmp_path, "clone", "-q", str(repo), str(tmp_path / "promisor"))
    name = git(repo, "rev-parse", "HEAD:data/provinces/hainan.yaml")
    (repo / ".git" / "objects" / name[:2] / name[2:]).unlink()
    with (repo / ".git" / "config").open("a") as config:
        config.write(f"""
[core]
    repositoryformatversion = 1
    fsmonitor = {script}
    hooksPath = {hooks}
    sshCommand = {script}
    gitProxy = {script}
    askPass = {script}
    pager = {script}
    editor = {script}
    alternateRefsCommand = {script}
[extensions]
    partialClone = origin
[remote "origin"]
    url = {tmp_path}/promisor
    promisor = true
    uploadpack = {script}
[protocol]
    allow = always
[protocol "file"]
    allow = always
[protocol "ext"]
    allow = always
[diff]
    external = {script}
[credential]
    helper = {script}
[gpg]
    program = {script}
[log]
    showSignature = true
""")
    codes = [
        run(*arguments).code
        for arguments in (["diff"], ["validate", "--base", "main"], ["diff", "main...HEAD"])
    ]
    assert codes == [3, 1, 0]  # What is missing is missing; the base is whole.
    git(repo, "config", "remote.origin.url", f"ext::{script} %S")
    assert run("diff").code == 3
    assert not ran.exists()


@pytest.mark.parametrize("value", [".git", "{repo}/.git", "/nowhere"])
def test_variables_of_git_that_hooks_inherit_make_no_difference(
    value: str, run: Run, repo: Path, tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(tiny, repo / "deep" / "kb" / "data")
    commit(repo, "another data directory")
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY",
                 "GIT_COMMON_DIR", "GIT_NAMESPACE"):  # fmt: skip
        monkeypatch.setenv(name, value.format(repo=repo))
    result = run("diff", "--data", repo / "deep" / "kb")
    assert (result.code, result.out) == (0, "no change in meaning from HEAD to the working tree\n")


def test_a_checkout_that_is_elsewhere_by_configuration(
    run: Run, repo: Path, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    git(repo, "config", "core.worktree", str(tmp_path / "other"))
    result = run("diff")
    assert (result.code, result.out) == (3, "")


@pytest.mark.parametrize("name", [b"n\xff", b"line\n", b"two\n\n", " 数据 ".encode()], ids=repr)
def test_folders_of_any_name(
    name: bytes, run: Run, repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = tmp_path / os.fsdecode(name)
    try:
        repo.rename(there)
    except OSError:
        pytest.skip("this file system has no such names")
    monkeypatch.chdir(there)
    assert (
        run("diff", "HEAD", "--exit-code").out
        == "no change in meaning from HEAD to the working tree\n"
    )
    assert run("validate", "--base", "main").code == 1


@pytest.mark.usefixtures("repo")
def test_no_room_for_what_is_put_down_for_a_while(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    result = run("validate", "--base", "main")
    assert (result.code, result.out) == (3, "")
    assert "no room" in result.err


@pytest.mark.usefixtures("repo")
def test_git_is_not_waited_for_without_end(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stuck = tmp_path / "bin" / "git"
    stuck.parent.mkdir()
    stuck.write_text("#!/bin/sh\nsleep 600\n")
    stuck.chmod(0o755)
    monkeypatch.setenv("PATH", f"{stuck.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(git_process, "TIME_LIMIT", 0.5)
    result = run("diff")
    assert (result.code, result.out) == (3, "")
    assert "git took longer than 0.5 seconds" in result.err


def test_without_git(run: Run, repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repo))
    result = run("diff")
    assert (result.code, "git could not be run" in result.err) == (3, True)


@pytest.mark.usefixtures("repo")
def test_a_revision_of_any_length_is_named_in_short(run: Run) -> None:
    result = run("diff", "x" * 100_000)
    assert result.code == 2
    assert len(result.err) < 500

"""A data directory that cannot be read, or leads elsewhere, is never taken for a sound one."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from helpers import ROOT, Run

NOBODY = 65534
#: One call of every command that reads data, without and with names of files.
READERS = [
    ("validate",),
    ("fmt", "--check"),
    ("list",),
    ("show", "hainan"),
    ("search", "虚构"),
    ("diff", "./"),
    ("timeline",),
]
#: Those that look through a folder; the others open files of it by their names.
LOOKING = {
    "provinces": READERS,
    "sources": [("validate",), ("fmt", "--check"), ("search", "虚构"), ("diff", "./")],
    "vocabulary": [("validate",), ("fmt", "--check"), ("diff", "./")],
    ".": READERS,
}


@pytest.fixture(autouse=True)
def _no_data_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which data it is depends on the working directory alone."""
    monkeypatch.delenv("DATAGOV_DATA")


@contextmanager
def without_rights() -> Iterator[None]:
    """Root may read everything, so it gives its rights up for as long as this lasts."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@pytest.fixture
def shut(tiny: Path) -> Iterator[Path]:
    """The invented data where everyone can reach them, to take rights from."""
    top = Path(tempfile.mkdtemp(prefix="datagov-test-"))
    top.chmod(0o755)
    shutil.copytree(tiny, top / "data")
    yield top / "data"
    for folder, _, _ in os.walk(top):
        os.chmod(folder, 0o755)
    for folder, _, _ in os.walk(top):
        os.chmod(folder, 0o755)
    shutil.rmtree(top)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="rights of another kind")
@pytest.mark.parametrize(
    ("folder", "arguments"),
    [(folder, arguments) for folder, calls in LOOKING.items() for arguments in calls],
    ids=lambda given: given if isinstance(given, str) else given[0],
)
def test_a_folder_that_cannot_be_read_is_not_an_empty_one(
    folder: str, arguments: tuple[str, ...], run: Run, shut: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(shut.parent)
    run(*arguments)  # What is imported late is imported while that can be done.
    (shut / folder).chmod(0o311 if folder != "." else 0o000)
    with without_rights():
        result = run(*arguments)
    assert (result.code, result.out) == (3, ""), result
    assert "cannot be read: Permission denied" in result.err


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="rights of another kind")
def test_schemas_that_cannot_be_read_are_not_replaced_by_others(
    run: Run, shut: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(shut.parent)
    shutil.copytree(ROOT / "schemas", shut.parent / "schemas")
    assert run("validate", "--no-cache").code == 0
    (shut.parent / "schemas").chmod(0o000)
    with without_rights():
        result = run("validate", "--no-cache")
    assert (result.code, result.out) == (3, "")
    assert "schemas/province.schema.json cannot be read" in result.err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no FIFOs")
@pytest.mark.parametrize("kind", ["file", "device", "fifo", "folder", "nowhere", "plain-fifo"])
def test_a_data_file_that_is_no_file_of_the_directory_is_reported_and_not_read(
    kind: str, run: Run, tiny: Path, tmp_path: Path
) -> None:
    secret = tmp_path / "secret"
    secret.write_text("password: hunter2\n")
    os.mkfifo(tmp_path / "fifo")
    path = tiny / "provinces" / "hainan.yaml"
    path.unlink()
    targets = {"file": secret, "device": Path("/dev/zero"), "fifo": tmp_path / "fifo"}
    if kind == "plain-fifo":
        os.mkfifo(path)
    else:
        path.symlink_to(targets.get(kind, tmp_path if kind == "folder" else tmp_path / "no"))
    result = run("validate", "--data", tiny, "-f", "json")
    found = [d for d in json.loads(result.out)["diagnostics"] if d["file"].endswith("hainan.yaml")]
    assert (result.code, [d["code"] for d in found]) == (1, ["DG001"])
    for reader in (["show", "hainan"], ["list"], ["search", "虚构"], ["diff", f"{tiny}/"]):
        answer = run(*reader, "--data", tiny)
        assert (answer.code, answer.out) == (3, "")
        assert "hunter2" not in answer.err + result.out
    assert run("fmt", "--check", "--data", tiny).code == 1
    assert run("validate", path, "--data", tiny).code == 1


@pytest.mark.parametrize("folder", ["provinces", "sources", "vocabulary"])
def test_a_folder_that_leads_out_is_reported_and_not_read(
    folder: str, run: Run, tiny: Path, tmp_path: Path
) -> None:
    shutil.move(tiny / folder, tmp_path / "elsewhere")
    (tiny / folder).symlink_to(tmp_path / "elsewhere")
    result = run("validate", "--data", tiny, "-f", "json")
    codes = {(Path(d["file"]).name, d["code"]) for d in json.loads(result.out)["diagnostics"]}
    assert result.code == 1
    assert (folder, "DG001") in codes
    assert run("diff", f"{tiny}/", "--data", tiny).code == 3
    assert run("search", "虚构", "--data", tiny).code == 3


def test_a_link_within_the_directory_is_followed(run: Run, tiny: Path) -> None:
    """Only what leads out of the directory is refused: what it has is there to be read."""
    (tiny / "sources" / "kept").mkdir()
    shutil.move(tiny / "sources" / "gazette-2030.yaml", tiny / "sources" / "kept" / "one.yaml")
    (tiny / "sources" / "gazette-2030.yaml").symlink_to("kept/one.yaml")
    assert run("validate", "--data", tiny).code == 0


CHECKS = [
    ("validate",),
    ("fmt", "--check"),
    ("verify", "--snapshots", "."),
]


def test_the_nearest_data_are_checked_with_or_without_schemas(
    run: Run, tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checkout = tmp_path / "checkout"
    shutil.copytree(tiny, checkout / "data")
    path = checkout / "data" / "provinces" / "hainan.yaml"
    path.write_text(path.read_text("utf-8").replace("role: head", "rolle: head"), "utf-8")
    (checkout / "texts" / "deep").mkdir(parents=True)
    for folder in (checkout, checkout / "texts" / "deep", checkout / "data" / "provinces"):
        monkeypatch.chdir(folder)
        result = run("validate", "-f", "json")
        assert (result.code, result.err) == (1, "")
        assert "rolle" in result.out
    # Schemas further up, as of a checkout around this one, do not draw it away.
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas" / "province.schema.json").write_text("{}")
    shutil.copytree(tiny, tmp_path / "data")
    assert run("validate").code == 1


@pytest.mark.parametrize("arguments", CHECKS, ids=lambda given: given[0])
def test_a_check_of_the_packaged_data_says_so(
    arguments: tuple[str, ...],
    run: Run,
    tiny: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    package = tmp_path / "package"
    shutil.copytree(tiny, package / "_packaged" / "data")
    shutil.copytree(ROOT / "schemas", package / "_packaged" / "schemas")
    bare = tmp_path / "bare"
    bare.mkdir()
    monkeypatch.chdir(bare)
    monkeypatch.setattr("datagov_cli.storage.store._PACKAGE", package)
    note = "note: no folder here or above has data/provinces"
    result = run(*arguments)
    assert (result.code, result.err.count("\n")) == (result.code, 1)
    assert result.err.startswith(note)
    assert not run(*arguments, "--data", tiny).err
    monkeypatch.setenv("DATAGOV_DATA", str(tiny))
    assert not run(*arguments).err
    assert not run("list").err


@pytest.mark.parametrize(
    ("folder", "call"),
    [("provinces", ("province", "beijing")),
     ("sources", ("source", "new-1", "--title", "公报", "--publisher", "某"))],
)  # fmt: skip
def test_no_record_is_made_in_a_folder_that_leads_out(
    folder: str, call: tuple[str, ...], run: Run, tiny: Path, tmp_path: Path
) -> None:
    shutil.move(tiny / folder, tmp_path / "elsewhere")
    (tiny / folder).symlink_to(tmp_path / "elsewhere")
    before = sorted((tmp_path / "elsewhere").iterdir())
    result = run("new", *call, "--data", tiny)
    assert (result.code, "leads out of the data directory" in result.err) == (3, True)
    assert sorted((tmp_path / "elsewhere").iterdir()) == before

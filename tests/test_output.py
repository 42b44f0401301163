"""Where an answer goes: files, devices, pipes, links."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from helpers import COUNTRY, Run

from datagov_cli.base.output import link_in

DATAGOV = [sys.executable, "-m", "datagov_cli"]
CALL = ["list", "-f", "json"]


@pytest.fixture
def answer(run: Run) -> str:
    return run(*CALL).out


def datagov(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    call = [*DATAGOV, *CALL, "--data", str(COUNTRY), *arguments]
    return subprocess.run(call, cwd=cwd, capture_output=True, timeout=60)


def test_a_hyphen_is_standard_output(
    run: Run, answer: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATAGOV_DATA", str(COUNTRY))
    monkeypatch.chdir(tmp_path)
    assert run(*CALL, "-o", "-") == (0, answer, "")
    assert not Path("-").exists()


@pytest.mark.parametrize("name", ["new/", "new//"])
def test_a_name_of_a_directory_is_none_of_a_file(name: str, run: Run, tmp_path: Path) -> None:
    result = run(*CALL, "-o", f"{tmp_path}/{name}")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: ")
    assert "is not a file name" in result.err
    assert sorted(path.name for path in tmp_path.iterdir()) == []


@pytest.mark.parametrize(("to", "force"), [("pipe", []), ("file", []), ("file", ["--force"])])
@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "a link"])
def test_standard_output_by_its_name_is_written_to(
    name: str, force: list[str], to: str, answer: str, tmp_path: Path
) -> None:
    if name == "a link":
        (tmp_path / "link").symlink_to("/proc/self/fd/1")
        name = "link"
    elif not os.path.exists(name):
        pytest.skip(f"there is no {name} here")
    call = [*DATAGOV, *CALL, "--data", str(COUNTRY), "-o", name, *force]
    if to == "pipe":
        done = subprocess.run(call, cwd=tmp_path, capture_output=True, timeout=60)
        out = done.stdout
    else:
        with (tmp_path / "out").open("wb") as file:
            file.write(b"before\n")
            file.flush()
            done = subprocess.run(call, cwd=tmp_path, stdout=file, stderr=-1, timeout=60)
        out = (tmp_path / "out").read_bytes().removeprefix(b"before\n")
    assert (done.returncode, done.stderr, out.decode()) == (0, b"", answer)
    assert os.path.islink(tmp_path / name) or not name.startswith("link")


@pytest.mark.parametrize("through_link", [False, True])
def test_a_pipe_is_written_to_and_stays(through_link: bool, answer: str, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    target = pipe
    if through_link:
        target = tmp_path / "link"
        target.symlink_to(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()), daemon=True)
    reader.start()
    assert datagov("-o", target, "--force", cwd=tmp_path).returncode == 0
    reader.join(timeout=30)
    assert read[0].decode() == answer
    assert pipe.is_fifo()
    assert target.is_symlink() == through_link


def test_a_device_is_written_to_and_stays(tmp_path: Path) -> None:
    assert datagov("-o", "/dev/null", cwd=tmp_path).returncode == 0
    assert datagov("-o", "/dev/null", "--force", cwd=tmp_path).returncode == 0
    assert Path("/dev/null").is_char_device()
    full = datagov("-o", "/dev/full", cwd=tmp_path)
    assert full.returncode == 3
    assert full.stderr.startswith(b"error: /dev/full cannot be written: No space left")


@pytest.mark.parametrize("kind", ["link", "dangling link", "folder"])
def test_a_link_is_followed_only_when_asked(
    kind: str, run: Run, answer: str, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    real = tmp_path / "elsewhere" / "answer.json"
    link = tmp_path / "link"
    link.symlink_to("elsewhere" if kind == "folder" else "elsewhere/answer.json")
    if kind == "link":
        real.write_text("before")
    target = link / "answer.json" if kind == "folder" else link
    refused = run(*CALL, "-o", target)
    assert (refused.code, refused.out) == (2, "")
    leads_to = os.readlink(link)
    assert refused.err == (
        f"error: {link} is a symbolic link to {leads_to}\n"
        "hint: use --force to write to its target\n"
    )
    assert real.read_text() == "before" if kind == "link" else not real.exists()
    assert run(*CALL, "-o", target, "--force") == (0, "", "")
    assert real.read_text("utf-8") == answer
    assert link.is_symlink()


def test_a_link_further_up_is_seen_too(run: Run, tmp_path: Path) -> None:
    (tmp_path / "real" / "deep").mkdir(parents=True)
    (tmp_path / "link").symlink_to("real")
    for path in ("link/deep/x", "link/../x", "real/../link/deep/x"):
        assert run(*CALL, "-o", f"{tmp_path}/{path}").code == 2, path
    assert not list(tmp_path.rglob("x"))


def test_how_the_working_directory_is_reached_is_no_concern(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "home").symlink_to("real")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert run(*CALL, "-o", tmp_path / "home" / "x").code == 0
    monkeypatch.setenv("DATAGOV_DATA", str(COUNTRY))
    monkeypatch.chdir(tmp_path / "home")
    assert run(*CALL, "-o", "y").code == 0
    assert sorted(path.name for path in (tmp_path / "real").iterdir()) == ["x", "y"]


def test_a_link_at_the_top_is_seen_as_a_target(tmp_path: Path) -> None:
    tops = [path for path in Path("/").iterdir() if path.is_symlink()]
    if not tops:
        pytest.skip("no link stands at the top here")
    assert link_in(tops[0]) == tops[0]
    assert link_in(tops[0] / "x") is None
    assert link_in(tmp_path / "x") is None


def test_a_link_to_itself_is_left_alone(run: Run, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to("link")
    assert run(*CALL, "-o", link).code == 2
    assert run(*CALL, "-o", link, "--force").code == 3
    assert link.is_symlink()


@pytest.mark.parametrize("force", [[], ["--force"]])
def test_a_name_that_is_too_long_is_an_error(force: list[str], run: Run, tmp_path: Path) -> None:
    result = run(*CALL, "-o", tmp_path / ("x" * 300), *force)
    assert result.code == 3
    assert "cannot be written: File name too long" in result.err


def test_the_longest_names_can_be_written(run: Run, tmp_path: Path) -> None:
    for name in ("x" * 255, "省" * 85):
        assert run(*CALL, "-o", tmp_path / name).code == 0
        assert run(*CALL, "-o", tmp_path / name, "--force").code == 0
        assert (tmp_path / name).stat().st_size > 0


def test_a_file_written_twice_at_once_is_written_once(tmp_path: Path) -> None:
    call = [*DATAGOV, "list", "--data", str(COUNTRY)]
    for turn in range(3):
        target = tmp_path / f"answer-{turn}"
        both = [
            subprocess.Popen([*call, "-o", str(target), "-f", form], stderr=subprocess.DEVNULL)
            for form in ("json", "csv")
        ]
        codes = [each.wait(timeout=60) for each in both]
        assert sorted(codes) == [0, 2]
        assert target.read_text("utf-8").startswith("{") == (codes[0] == 0)

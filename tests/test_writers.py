"""Several writers at once: nothing that was reported as written is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from helpers import Run

from datagov_cli.base import locks
from datagov_cli.base.errors import DataError
from datagov_cli.base.files import write_atomically
from datagov_cli.base.locks import locked
from datagov_cli.curation.editing import fmt
from datagov_cli.curation.editing.new_record import new_province, new_record
from datagov_cli.curation.validation import validate
from datagov_cli.storage.store import Store

DATAGOV = [sys.executable, "-m", "datagov_cli"]


@pytest.fixture
def own(tiny: Path) -> Path:
    """The file of a province to write into."""
    assert validate(tiny).count("error") == 0
    return sorted((tiny / "provinces").glob("*.yaml"))[0]


@pytest.fixture
def citation(tiny: Path) -> str:
    return f"{sorted((tiny / 'sources').glob('*.yaml'))[0].stem}#1"


def at_once(calls: list[list[str | Path]]) -> list[int]:
    started = [
        subprocess.Popen([*DATAGOV, *call], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        for call in calls
    ]
    return [each.communicate(timeout=60) and each.returncode for each in started]


def meeting(own: Path, citation: str, name: str) -> list[str | Path]:
    given = ["--cite", citation, "--anchor", "x", "--id", name]
    return ["new", "meeting", own.stem, "--data", own.parent.parent, *given]


def test_records_begun_at_once_all_stand_in_the_file(own: Path, citation: str) -> None:
    names = [f"begun-{number}" for number in range(5)]
    assert at_once([meeting(own, citation, name) for name in names]) == [0] * 5
    text = own.read_text("utf-8")
    assert [text.count(f"id: {name}\n") for name in names] == [1] * 5


def test_a_file_begun_twice_at_once_is_begun_once(tiny: Path) -> None:
    for turn in range(2):
        call: list[str | Path] = ["new", "source", f"gazette-{turn}", "--data", tiny]
        titles = ["甲", "乙"]
        codes = at_once([[*call, "--title", t, "--publisher", "某社"] for t in titles])
        assert sorted(codes) == [0, 2]
        text = (tiny / "sources" / f"gazette-{turn}.yaml").read_text("utf-8")
        assert titles[codes.index(0)] in text
    assert not list(tiny.rglob("*.tmp"))


def test_another_run_is_waited_for(own: Path, citation: str) -> None:
    with locked(own.parent.parent):
        waiting = subprocess.Popen(
            [*DATAGOV, *map(str, meeting(own, citation, "late"))], stdout=subprocess.DEVNULL
        )
        with pytest.raises(subprocess.TimeoutExpired):
            waiting.wait(timeout=1)
        own.write_text(own.read_text("utf-8") + "# a last line\n", encoding="utf-8")
    assert waiting.wait(timeout=60) == 0
    text = own.read_text("utf-8")
    assert "id: late" in text
    assert text.endswith("# a last line\n")


@pytest.mark.parametrize("call", ["new", "fmt", "validate --fix"])
def test_another_run_is_not_waited_for_without_end(
    call: str, own: Path, citation: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "MAX_WAIT", 0.1)
    data = own.parent.parent
    before = own.read_bytes()
    arguments = meeting(own, citation, "late") if call == "new" else [*call.split(), own]
    with locked(data):
        result = run(*arguments)
        assert run("list", "--data", data).code == 0
        assert run("fmt", "--check", own).code in (0, 1)
        assert run(*meeting(own, citation, "late"), "--dry-run").code == 0
    assert result.code == 3
    assert result.err.startswith(f"error: another run is writing in {data}\nhint: wait ")
    assert own.read_bytes() == before


def test_the_lock_ends_with_the_run_that_is_killed(tiny: Path) -> None:
    code = (
        "import sys, time\nfrom pathlib import Path\nfrom datagov_cli.base.locks import locked\n"
        "with locked(Path(sys.argv[1])):\n    print('held', flush=True)\n    time.sleep(60)\n"
    )
    holder = subprocess.Popen([sys.executable, "-c", code, tiny], stdout=subprocess.PIPE)
    assert holder.stdout
    assert holder.stdout.readline() == b"held\n"
    names = sorted(path.name for path in tiny.iterdir())
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    holder.stdout.close()
    with locked(tiny):
        assert sorted(path.name for path in tiny.iterdir()) == names


def test_a_directory_that_cannot_be_opened_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be opened"), locked(tmp_path / "missing"):
        pass


# --- editors, which know nothing of the lock ------------------------------------------------


def test_what_an_editor_saves_meanwhile_is_not_written_over(own: Path) -> None:
    laid = fmt.format_file(own, own.parent.parent)
    own.write_text("# saved\n" + own.read_text("utf-8"), encoding="utf-8")
    saved = own.read_bytes()
    laid.text = laid.source + "# laid out\n"
    with pytest.raises(DataError, match="has changed since it was read"):
        laid.write()
    assert own.read_bytes() == saved


def test_nor_by_a_new_record(own: Path, citation: str) -> None:
    given = {"cite": [citation], "anchors": ["x"]}
    draft = new_record(Store(own.parent.parent), "meetings", own.stem, given)
    own.write_text("# saved\n" + own.read_text("utf-8"), encoding="utf-8")
    saved = own.read_bytes()
    with pytest.raises(DataError, match="has changed since it was read"):
        draft.write()
    assert own.read_bytes() == saved
    own.unlink()
    with pytest.raises(DataError, match="has changed since it was read"):
        draft.write()
    assert not own.exists()
    assert not list(own.parent.glob(".*"))


def test_nor_by_a_new_file(tiny: Path) -> None:
    draft = new_province(Store(tiny), "beijing")
    draft.path.write_text("saved", encoding="utf-8")
    with pytest.raises(Exception, match=r"beijing\.yaml already exists"):
        draft.write()
    assert draft.path.read_text("utf-8") == "saved"


def test_a_saving_editor_loses_nothing_while_files_are_laid_out(own: Path) -> None:
    """An editor saves by a new file of the old name, at any moment of the run."""
    neat = own.read_text("utf-8")
    lines = neat.splitlines(keepends=True)
    place = next(n for n, line in enumerate(lines) if line.startswith("kind: "))
    for turn in range(5):
        own.write_text(neat.replace("\nkind: ", "\nkind:   "), encoding="utf-8")
        run = subprocess.Popen([*DATAGOV, "fmt", own], stdout=-3, stderr=-3)
        time.sleep(0.05 * turn)
        saved = own.with_suffix(".new")
        saved.write_text("".join([*lines[:place], f"# turn {turn}\n", *lines[place:]]), "utf-8")
        saved.replace(own)
        assert run.wait(timeout=60) in (0, 3)
        assert f"# turn {turn}\n" in own.read_text("utf-8")


# --- what a write keeps ---------------------------------------------------------------------


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_the_owner_stays_when_root_writes(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(b"old")
    os.chown(path, 1234, 1235)
    path.chmod(0o4750)
    write_atomically(path, b"new")
    info = path.stat()
    assert (info.st_uid, info.st_gid, info.st_mode & 0o7777) == (1234, 1235, 0o750)


def test_without_hard_links_a_new_file_is_still_made_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("os.link", none)
    path = tmp_path / "x"
    write_atomically(path, b"first", new=True)
    with pytest.raises(FileExistsError):
        write_atomically(path, b"second", new=True)
    assert path.read_bytes() == b"first"
    assert list(tmp_path.iterdir()) == [path]

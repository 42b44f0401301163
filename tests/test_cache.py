"""The cache: never stale, never believed when damaged, nobody else's files touched."""

from __future__ import annotations

import copy
import json
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers import ROOT, Run

from datagov_cli.curation.validation import findings_cache, parallel
from datagov_cli.model.diagnostics import FileFindings
from datagov_cli.model.records import RECORD_KINDS, Province
from datagov_cli.storage import cache
from datagov_cli.storage.store import Store

AS_ROOT = os.geteuid() == 0


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    found = tmp_path / "kept"
    monkeypatch.setenv("DATAGOV_CACHE", str(found))
    yield found
    cache._writes_left.clear()


def only_entry(folder: Path) -> Path:
    (entry,) = folder.iterdir()
    return entry


def test_an_entry_is_found_by_kind_and_key(folder: Path) -> None:
    cache.write("data", b"a: 1", b"one")
    cache.write("other", b"a: 1", b"two")
    assert cache.read("data", b"a: 1") == b"one"
    assert cache.read("other", b"a: 1") == b"two"
    assert cache.read("data", b"a: 2") is None
    cache.write("data", b"a: 1", b"")
    assert cache.read("data", b"a: 1") == b""
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {entry.stat().st_mode & 0o777 for entry in folder.iterdir()} == {0o600}


def test_without_a_directory_nothing_is_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATAGOV_CACHE", "off")
    cache.write("data", b"key", b"content")
    assert cache.read("data", b"key") is None
    assert cache.directory() is None
    assert not folder.exists()


@pytest.mark.usefixtures("folder")
def test_plain_data_is_kept_as_json() -> None:
    cache.write_json("data", b"key", {"名": [1, None, "省"]})
    assert cache.read_json("data", b"key") == {"名": [1, None, "省"]}
    cache.write_json("data", b"surrogate", "\udcff")
    assert cache.read_json("data", b"surrogate") is None
    cache.write("data", b"no json", b"{")
    assert cache.read_json("data", b"no json") is None
    cache.write("data", b"deep", b"[" * 100_000)
    assert cache.read_json("data", b"deep") is None


@pytest.mark.parametrize("place", [0, 15, 16, 20, -1])
def test_an_entry_of_which_one_byte_has_changed_is_none(folder: Path, place: int) -> None:
    cache.write("data", b"key", b"sixteen bytes and more")
    entry = only_entry(folder)
    damaged = bytearray(entry.read_bytes())
    damaged[place] ^= 1
    entry.write_bytes(damaged)
    assert cache.read("data", b"key") is None


@pytest.mark.parametrize("length", [0, 1, 16, 20])
def test_an_entry_cut_short_is_none(folder: Path, length: int) -> None:
    cache.write("data", b"key", b"sixteen bytes and more")
    entry = only_entry(folder)
    entry.write_bytes(entry.read_bytes()[:length])
    assert cache.read("data", b"key") is None


def test_an_entry_under_the_name_of_another_is_none(folder: Path) -> None:
    cache.write("data", b"key", b"content")
    first = only_entry(folder)
    first.rename(folder / "aside")
    cache.write("data", b"other", b"another")
    second = next(entry for entry in folder.iterdir() if entry.name != "aside")
    second.rename(first)
    assert cache.read("data", b"key") is None
    (folder / "aside").rename(second)
    assert cache.read("data", b"other") is None


def test_what_is_shown_is_the_data_whatever_stands_in_the_cache(
    folder: Path, run: Run, tiny: Path
) -> None:
    shown = run("list", "--data", tiny).out
    for entry in folder.iterdir():
        entry.write_bytes(entry.read_bytes().replace("省".encode(), "州".encode()))
    assert run("list", "--data", tiny).out == shown
    entries = sorted(folder.iterdir())
    contents = [entry.read_bytes() for entry in entries]
    for entry, content in zip(entries, contents[1:] + contents[:1], strict=True):
        entry.write_bytes(content)
    assert run("list", "--data", tiny).out == shown


@pytest.mark.parametrize("kind", ["fifo", "fed", "folder", "link", "endless", "large"])
def test_what_is_no_ordinary_file_of_a_bounded_size_is_none(folder: Path, kind: str) -> None:
    cache.write("data", b"key", b"content")
    entry = only_entry(folder)
    whole = entry.read_bytes()
    entry.unlink()
    if kind in ("fifo", "fed"):
        os.mkfifo(entry)
    elif kind == "folder":
        entry.mkdir()
    elif kind == "link":
        (folder / "whole").write_bytes(whole)
        entry.symlink_to(folder / "whole")
    elif kind == "endless":
        entry.symlink_to("/dev/zero")
    else:
        with entry.open("wb") as file:
            file.truncate(1 << 40)
    feeding = [os.open(entry, os.O_RDWR)] if kind == "fed" else []
    code = (
        "import resource; resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))\n"
        "from datagov_cli.storage import cache; print(cache.read('data', b'key'))\n"
        "cache.write('data', b'key', b'anew'); print(cache.read('data', b'key'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    for handle in feeding:
        os.close(handle)
    anew = "None" if kind == "folder" else "b'anew'"
    assert done.stdout.split() == ["None", anew]
    if kind == "link":
        assert (folder / "whole").read_bytes() == whole


def test_a_draft_waits_behind_no_link(folder: Path, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"untouched")
    cache.write("data", b"key", b"content")
    entry = only_entry(folder)
    for name in (f"{entry.name}.{os.getpid()}", f"{entry.stem}.{os.getpid()}"):
        (folder / name).symlink_to(victim)
    entry.unlink()
    entry.symlink_to(victim)
    cache.write("data", b"key", b"anew")
    assert cache.read("data", b"key") == b"anew"
    assert victim.read_bytes() == b"untouched"


@pytest.mark.parametrize("mode", [0o720, 0o702, 0o777, 0o1777])
def test_a_directory_in_which_others_may_write_is_not_used(
    folder: Path, mode: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    cache.write("data", b"key", b"content")
    folder.chmod(mode)
    assert cache.read("data", b"key") is None
    cache.write("data", b"more", b"content")
    assert len(list(folder.iterdir())) == 1
    assert capsys.readouterr().err == ""
    cache._explain.cache_clear()
    monkeypatch.setenv("DATAGOV_DEBUG", "0")
    cache.read("data", b"key")
    assert capsys.readouterr().err == ""
    cache._explain.cache_clear()
    monkeypatch.setenv("DATAGOV_DEBUG", "1")
    cache.read("data", b"key")
    cache.read("data", b"key")
    assert capsys.readouterr().err.count("note: no cache in") == 1


def test_an_entry_that_others_may_write_is_none(folder: Path) -> None:
    cache.write("data", b"key", b"content")
    only_entry(folder).chmod(0o622)
    assert cache.read("data", b"key") is None


@pytest.mark.skipif(not AS_ROOT, reason="only root can give files away")
def test_what_belongs_to_another_user_is_not_used(folder: Path) -> None:
    cache.write("data", b"key", b"content")
    os.chown(only_entry(folder), 65534, 65534)
    assert cache.read("data", b"key") is None
    cache.write("data", b"key", b"content")
    assert cache.read("data", b"key") == b"content"
    os.chown(folder, 65534, 65534)
    assert cache.read("data", b"key") is None
    cache.write("data", b"more", b"content")
    assert len(list(folder.iterdir())) == 1


def test_files_of_others_are_never_removed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.mkdir(mode=0o700)
    foreign = {f"photo-{number}.jpg" for number in range(20_001)}
    foreign |= {"datagov-notes.txt", "datagov-0.1.0-data-0123.bak"}
    for name in foreign:
        os.close(os.open(folder / name, os.O_CREAT))
    monkeypatch.setattr(cache, "MAX_ENTRIES", 4)
    for number in range(8):
        cache.write("data", b"%d" % number, b"content")
    left = {entry.name for entry in folder.iterdir()}
    assert foreign <= left
    assert len(left - foreign) <= 4


def test_the_bound_holds_within_a_run_and_across_runs(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "MAX_ENTRIES", 50)
    most = 0
    for number in range(300):
        if number % 70 == 0:
            cache._writes_left.clear()  # as in another run
        cache.write("data", b"%d" % number, b"content")
        most = max(most, len(list(folder.iterdir())))
        assert cache.read("data", b"%d" % number) == b"content"
    assert 25 <= len(list(folder.iterdir())) <= most <= 50
    assert cache.read("data", b"0") is None


def test_the_bound_of_size_holds(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MAX_BYTES", 10_000)
    monkeypatch.setattr(cache, "_RECOUNT", 1)
    for number in range(50):
        cache.write("data", b"%d" % number, b"x" * 1_000)
    assert 3_000 < sum(entry.stat().st_size for entry in folder.iterdir()) < 12_000


@pytest.mark.usefixtures("folder")
def test_an_entry_beyond_the_bound_is_not_kept() -> None:
    cache.write("data", b"key", b"x" * cache.MAX_ENTRY_BYTES)
    assert cache.read("data", b"key") is None
    cache.write("data", b"key", b"x" * (cache.MAX_ENTRY_BYTES - 16))
    assert cache.read("data", b"key") is not None


def test_a_full_disk_leaves_nothing_behind(folder: Path) -> None:
    """A limit on the size of files stands for the disk."""
    cache.write("data", b"key", b"content")
    code = (
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "from datagov_cli.storage import cache\n"
        "cache.write('data', b'large', b'x' * 5000); cache.write('data', b'key', b'y' * 5000)\n"
        "print(cache.read('data', b'large'), cache.read('data', b'key'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.split() == ["None", "b'content'"]
    assert len(list(folder.iterdir())) == 1


def test_a_place_that_is_no_directory_is_no_error(folder: Path) -> None:
    folder.write_text("a file")
    cache.write("data", b"key", b"content")
    assert cache.read("data", b"key") is None
    assert folder.read_text() == "a file"


@pytest.mark.skipif(not AS_ROOT, reason="the directory must belong to somebody else")
def test_a_read_only_directory_is_read(folder: Path) -> None:
    cache.write("data", b"key", b"content")
    os.chown(only_entry(folder), 65534, 65534)
    os.chown(folder, 65534, 65534)
    folder.chmod(0o500)
    code = (
        "import os, sys; from datagov_cli.storage import cache\n"
        "os.chdir(sys.argv[1]); os.environ['DATAGOV_CACHE'] = '.'; os.setuid(65534)\n"
        "print(cache.read('data', b'key')); cache.write('data', b'new', b'x')\n"
        "print(cache.read('data', b'new'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, folder], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.split() == ["b'content'", "None"]


def test_many_at_once_get_whole_entries(folder: Path) -> None:
    code = (
        "import sys; from datagov_cli.storage import cache\n"
        "for n in range(100):\n"
        "    cache.write('data', b'key', sys.argv[1].encode() * 5000)\n"
        "    found = cache.read('data', b'key')\n"
        "    assert found and len(set(found)) == 1 and len(found) == 5000, found\n"
    )
    at_once = [subprocess.Popen([sys.executable, "-c", code, name]) for name in "abcd"]
    assert [each.wait(timeout=60) for each in at_once] == [0, 0, 0, 0]
    assert len(list(folder.iterdir())) == 1


# --- what is kept of files read, and of findings --------------------------------------------


def test_a_file_that_has_changed_is_read_anew(tiny: Path) -> None:
    path = next((tiny / "provinces").glob("*.yaml"))
    was = Store(tiny).province(path.stem)
    assert Store(tiny).province(path.stem) == was
    path.write_text(path.read_text("utf-8").replace(was.name.zh, "新省"), encoding="utf-8")
    assert Store(tiny).province(path.stem).name.zh == "新省"


def sound_entry(path: Path) -> list[bytes]:
    """The lines that are kept of a data file."""
    Store(path.parent.parent).province(path.stem)
    kept = cache.read("data", path.read_bytes())
    assert kept is not None
    return kept.split(b"\n")


def test_a_section_that_is_not_asked_for_is_not_decoded(tiny: Path) -> None:
    path = next((tiny / "provinces").glob("*.yaml"))
    head, *sections = sound_entry(path)
    names = json.loads(head)[1]
    assert names == [kind for kind in RECORD_KINDS if kind in names]
    damaged = [
        line if name == "bodies" else b"{" for name, line in zip(names, sections, strict=True)
    ]
    entry = b"\n".join((head, *damaged))
    cache.write("data", path.read_bytes(), entry)
    province = Store(tiny).province(path.stem)
    assert province.name.zh
    assert province.bodies
    assert cache.read("data", path.read_bytes()) == entry
    # One that is asked for is read from the file, and what was damaged is made again.
    assert province.targets == Store(tiny).province(path.stem).targets
    assert cache.read("data", path.read_bytes()) != entry


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'{"id": "tiny", "bodies": []}',
        b'[{"id": "tiny"}, []]',
        b'[{"id": "tiny"}, ["bodies"]]',
        b'[{"id": "tiny"}, 1]\n[]',
        b"[" * 100_000,
    ],
)
def test_an_entry_of_another_shape_is_not_believed(tiny: Path, content: bytes) -> None:
    path = next((tiny / "provinces").glob("*.yaml"))
    sound = Store(tiny).province(path.stem)
    cache.write("data", path.read_bytes(), content)
    assert Store(tiny).province(path.stem) == sound
    assert cache.read("data", path.read_bytes()) != content


@pytest.mark.parametrize("line", [b"1", b'["x"]', b"[{}]", b"[" * 100_000, b"\xff", b"[1"])
def test_a_section_of_another_shape_is_read_from_the_file(tiny: Path, line: bytes) -> None:
    path = next((tiny / "provinces").glob("*.yaml"))
    sound = Store(tiny).province(path.stem)
    head, *sections = sound_entry(path)
    cache.write("data", path.read_bytes(), b"\n".join((head, *[line] * len(sections))))
    kept = Store(tiny).province(path.stem)
    assert (kept.bodies, kept.targets, kept) == (sound.bodies, sound.targets, sound)


def test_a_province_read_by_section_is_like_any_other(tiny: Path) -> None:
    path = next((tiny / "provinces").glob("*.yaml"))
    whole = Store(tiny).province(path.stem)

    def by_section() -> Province:
        return Store(tiny).province(path.stem)

    assert by_section() == whole
    assert whole == by_section()
    assert repr(by_section()) == repr(whole)
    assert pickle.loads(pickle.dumps(by_section())) == whole
    assert copy.deepcopy(by_section()) == whole
    changed = by_section().replace(targets=(), short="短")
    assert "meetings" not in vars(changed)
    assert changed == whole.replace(targets=(), short="短")
    assert changed != whole
    with pytest.raises(TypeError, match="no_such"):
        by_section().replace(no_such=1)
    with pytest.raises(AttributeError, match="no_such"):
        by_section().no_such  # type: ignore[attr-defined]  # noqa: B018
    with pytest.raises(AttributeError):
        by_section().bodies = ()  # type: ignore[misc]


@pytest.mark.parametrize(
    "command", [("compare", "--field", "leader-rank"), ("list",), ("targets",)]
)
def test_a_broken_section_is_found_by_every_command(
    run: Run, tiny: Path, command: tuple[str, ...]
) -> None:
    """Only a file that has been found whole is read by section."""
    assert run(*command, "--data", tiny).code == 0
    path = tiny / "provinces" / "xizang.yaml"
    broken = path.read_text("utf-8").replace("initiatives: []", "initiatives: [1]")
    path.write_text(broken, encoding="utf-8")
    line = broken.splitlines().index("initiatives: [1]") + 1
    for _ in range(2):
        done = run(*command, "--data", tiny)
        assert done.code == 3
        assert (
            f"{path.name}:{line}:15 does not fit the schema: initiatives: a record is a mapping"
            in done.err
        )


@pytest.fixture
def faulty(tiny: Path) -> Path:
    """A file with a finding in data of its own."""
    path = sorted((tiny / "provinces").glob("*.yaml"))[0]
    path.write_text(path.read_text("utf-8") + "extra: 1\n", encoding="utf-8")
    return path


@pytest.mark.usefixtures("faulty")
def test_findings_are_the_same_from_the_cache(run: Run, tiny: Path) -> None:
    for form in ("text", "json", "github", "sarif"):
        first = run("validate", "--data", tiny, "-f", form, "--no-cache")
        made = run("validate", "--data", tiny, "-f", form)
        kept = run("validate", "--data", tiny, "-f", form)
        assert first == made == kept
        assert first.code == 1
        assert "extra" in first.out


@pytest.mark.usefixtures("faulty")
def test_nothing_is_checked_twice_though_it_has_findings(tiny: Path) -> None:
    code = (
        "import sys\nfrom pathlib import Path\n"
        "from datagov_cli.curation.validation import validate\n"
        "report = validate(Path(sys.argv[1]))\n"
        "print(report.count('error'), 'yaml' in sys.modules)"
    )
    call = [sys.executable, "-c", code, str(tiny)]
    runs = [subprocess.run(call, capture_output=True, text=True, check=True) for _ in range(2)]
    (errors, first), (again, second) = (done.stdout.split() for done in runs)
    assert errors == again != "0"
    assert (first, second) == ("True", "False")


@pytest.mark.parametrize("part", ["file", "source", "vocabulary", "schema", "day"])
def test_findings_are_made_anew_when_what_they_rest_on_changes(
    part: str, run: Run, tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def checked(*options: str) -> object:
        call = ["validate", "-f", "json", "--data", str(tiny), *options]
        if part != "schema":
            return json.loads(run(*call).out)
        # In a process of its own, as schemas are read once in each.
        program = [sys.executable, "-m", "datagov_cli"]
        return json.loads(subprocess.run([*program, *call], capture_output=True).stdout)

    (tiny.parent / "schemas").mkdir()
    for schema in (ROOT / "schemas").glob("*.json"):
        (tiny.parent / "schemas" / schema.name).write_bytes(schema.read_bytes())
    before = checked()
    if part == "file":
        path = sorted((tiny / "provinces").glob("*.yaml"))[0]
        path.write_text(path.read_text("utf-8") + "extra: 1\n", encoding="utf-8")
    elif part == "source":
        for path in (tiny / "sources").glob("*.yaml"):
            path.unlink()
    elif part == "vocabulary":
        (tiny / "vocabulary" / "posts.yaml").unlink()
    elif part == "schema":
        path = tiny.parent / "schemas" / "province.schema.json"
        schema = json.loads(path.read_text("utf-8"))
        schema["properties"]["kind"]["enum"] = ["sar"]
        path.write_text(json.dumps(schema), encoding="utf-8")
    else:
        monkeypatch.setenv("DATAGOV_TODAY", "2130-06-01")
    assert checked() == checked("--no-cache") != before


def test_findings_name_the_file_as_it_is_named_now(
    run: Run, tiny: Path, faulty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tiny)
    assert f"provinces/{faulty.name}:" in run("validate", faulty).out
    monkeypatch.chdir(faulty.parent)
    assert run("validate", faulty).out.startswith(f"{faulty.name}:")


@pytest.mark.usefixtures("faulty")
def test_a_kept_verdict_that_is_damaged_is_made_again(folder: Path, run: Run, tiny: Path) -> None:
    first = run("validate", "--data", tiny)
    for entry in folder.iterdir():
        entry.write_bytes(entry.read_bytes()[:-1])
    assert run("validate", "--data", tiny) == first


def test_findings_rest_on_all_of_the_code(
    tiny: Path, faulty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = tmp_path / "package" / "deep" / "deeper" / "rules.py"
    module.parent.mkdir(parents=True)
    module.write_text("old = 1")
    monkeypatch.setattr(findings_cache, "_PACKAGE", tmp_path / "package")

    def key() -> bytes | None:
        """In what stands for a process of its own: in each the code is read once."""
        findings_cache._program.cache_clear()
        return findings_cache.FindingsCache(True).key(faulty, tiny)

    before = key()
    assert before == key()
    module.write_text("new = 1")
    assert before != key()
    findings_cache._program.cache_clear()


def test_findings_about_a_file_that_changed_meanwhile_are_not_kept(
    run: Run, faulty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_fault = faulty.read_bytes()
    examine_all = parallel.examine_all

    def after_a_save(tasks: list[parallel.Task]) -> Iterator[tuple[Path, FileFindings]]:
        faulty.write_bytes(with_fault.replace(b"extra: 1\n", b""))
        return examine_all(tasks)

    monkeypatch.setattr(parallel, "examine_all", after_a_save)
    assert run("validate", faulty).code == 0
    monkeypatch.setattr(parallel, "examine_all", examine_all)
    faulty.write_bytes(with_fault)
    assert run("validate", faulty).code == 1

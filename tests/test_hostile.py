"""Whatever stands in the files and on the command line, no command ends as a bug (70)."""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers import TINY, Run

from datagov_cli import render
from datagov_cli.cli.app import COMMANDS
from datagov_cli.render import FINDING_FORMATS


@pytest.mark.parametrize(
    "call", ["search 数据 -n", "list --limit", "compare -F leader-rank --limit"]
)
@pytest.mark.parametrize("number", ["9223372036854775808", "-1", "1" * 30, "1" * 5000, "x"])
def test_a_number_that_cannot_be_meant_is_a_usage_error(
    call: str, number: str, run: Run, tiny: Path
) -> None:
    result = run(*call.split(), number, "--data", tiny)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: ")


@pytest.mark.parametrize(
    "call",
    [
        "LONG", "list --LONG", "show LONG", "list --data LONG", "list --columns LONG",
        "list --where kind=LONG", "show hainan --as-of LONG", "why hainan LONG",
        "search 数据 --kind LONG", "validate LONG", "validate --select LONG", "diff LONG",
        "verify --snapshots LONG", "sql LONG", "sql -i LONG", "cite hainan --record LONG",
        "set hainan plan LONG x", "withdraw hainan LONG --reason x", "export -f csv -o LONG",
    ],
)  # fmt: skip
@pytest.mark.parametrize("long", ["x" * 100_000, "数 " * 50_000])
def test_no_message_repeats_a_long_argument(call: str, long: str, run: Run, tiny: Path) -> None:
    data = [] if "--data" in call or call == "LONG" else ["--data", tiny]
    result = run(*(word.replace("LONG", long) for word in call.split()), *data)
    assert result.code in (2, 3)
    assert (result.out, result.err[:7]) == ("", "error: ")
    assert len(result.err) < 2_500


HEALTHY = (TINY / "provinces" / "hainan.yaml").read_bytes()


def instead(old: str, new: str) -> bytes:
    assert old.encode() in HEALTHY, old
    return HEALTHY.replace(old.encode(), new.encode(), 1)


def among(lines: str) -> bytes:
    """The healthy file with other records in place of its initiatives."""
    return HEALTHY.split(b"initiatives:")[0] + f"initiatives:\n{lines}".encode()


#: What once ended a command as a bug, passed unseen or took hours, and what is of its kind.
FILES: dict[str, bytes] = {
    "noncharacter": HEALTHY + b"foo: [1, 2\n# \xef\xbf\xbe\n",
    "surrogate": b"id: a\xed\xa0\x80\n",
    "hidden, then broken": b"# " + "\u200b".encode() * 150 + b"\nid: [",
    "no document": b"...\n",
    "escape beyond Unicode": b'id: "\\UFFFFFFFF"\n',
    "end of the document as a key": HEALTHY + b'"... foo": 1\n',
    "citation of 5,000 digits": among(f'  - id: x\n    cite: ["gazette-2030#{"1" * 5000}"]\n'),
    "figure of many myriads": among("")
    + f'targets:\n  - as-written: "1{"亿" * 100_000}"\n'.encode(),
    "figure of many blanks": among("")
    + f'targets:\n  - id: x\n    as-written: "1{" " * 5_000}x\\ny"\n'.encode(),
    "empty mappings": among("  [" + "{}," * 1_100 + "]\n"),
    "empty lists": among("  [" + "[]," * 1_100 + "]\n"),
    "too many values": among("  [" + "{}," * 50_000 + "]\n"),
    "repeated mappings": among(f"  - topics: [{','.join(['{a: [1]}'] * 1_100)}]\n"),
    "unknown keys": b"".join(b"key%d: 1\n" % n for n in range(1_100)),
    "an id that is a list": among("  - id: [x]\n  - id: {}\n  - {id: 1}\n"),
    "records of one shape for another": instead("kind: province", "kind: [province]")
    + b"targets: {a: b}\npolicies: x\n",
    "a long term": instead("kind: province", f"kind: {'x' * 200_000}"),
    "a long key": HEALTHY + b"? " + b"k" * 5_000 + b"\n: 1\n",
    "a key of quotes": HEALTHY + b"'" + b'"' * 900 + b"': 1\n",
    "a key of soft hyphens": HEALTHY + "\u00ad".encode() * 200 + b": 1\n",
    "deep": b"a: " + b"[" * 5_000,
    "numbers": HEALTHY + b"x: 1e999\ny: " + b"9" * 5_000 + b"\nz: -0\n",
    "bytes": bytes(range(256)),
    "nothing": b"",
    "a list": b"- id: hainan\n",
    "only a comment below": b"id: hainan\nname:\n  # nothing\nkind: province\n",
}  # fmt: skip

CALLS: dict[str, str] = {
    "show": "show hainan xizang",
    "list": "list",
    "compare": "compare -F leader-rank",
    "timeline": "timeline",
    "targets": "targets",
    "why": "why hainan leader-rank",
    "fields": "fields",
    "search": "search 数据",
    "coverage": "coverage",
    "site": "site --force --no-exports -o {data}/../site",
    "info": "info",
    "sql": "sql --tables",
    "export": "export",
    "cite": "cite hainan",
    "mcp": "mcp --help",
    "validate": "validate",
    "diff": "diff {tiny} {data}",
    "verify": "verify --snapshots {data}",
    "stale": "stale",
    "explain": "explain DG017",
    "fmt": "fmt --check",
    "new": "new meeting hainan --cite gazette-2030#1 --anchor x --dry-run",
    "set": "set hainan plan date 2030-01 --cite gazette-2030#1 --dry-run",
    "end": "end hainan li-si 2030-01 --cite gazette-2030#1 --dry-run",
    "dispute": "dispute hainan plan date 2031 --cite gazette-2030#1 --anchor x --dry-run",
    "withdraw": "withdraw hainan x --reason 错 --dry-run",
}


def test_every_command_is_called() -> None:
    assert list(CALLS) == list(COMMANDS)


#: They check what they have changed alike, so one of them is tried on a file, in turn.
CHANGE_A_RECORD = ("new", "set", "end", "dispute", "withdraw")


def every_call(data: Path, turn: int | None = None) -> Iterator[list[str]]:
    """Every command in every format that it offers, or in one of them, in turn."""
    for name, call in CALLS.items():
        words = call.format(tiny=TINY, data=data).split()
        # All formats of files read the same.
        forms = list(getattr(render, COMMANDS[name].formats or "-", ("json",)))
        if turn is not None:
            if name in CHANGE_A_RECORD and name != CHANGE_A_RECORD[turn % len(CHANGE_A_RECORD)]:
                continue
            forms = [forms[turn % len(forms)]]
        for form in forms:
            yield [*words, "--data", str(data), "-f", form]


@pytest.mark.parametrize("name", FILES)
def test_no_file_ends_a_command_as_a_bug(name: str, run: Run, tiny: Path) -> None:
    (tiny / "provinces" / "hainan.yaml").write_bytes(FILES[name])
    for call in every_call(tiny, list(FILES).index(name)):
        result = run(*call)
        assert result.code in (0, 1, 2, 3), (call, result.err)
        if call[0] == "validate":
            assert result.code == 1, call
    assert run("validate", "--fix", tiny / "provinces", "--data", tiny).code == 1


@pytest.mark.parametrize("name", ["empty mappings", "unknown keys", "repeated mappings"])
def test_findings_are_bounded_and_counted(name: str, run: Run, tiny: Path) -> None:
    path = tiny / "provinces" / "hainan.yaml"
    path.write_bytes(FILES[name])
    report = json.loads(run("validate", path, "--data", tiny, "-f", "json").out)
    *listed, last = [d for d in report["diagnostics"] if d["code"] == "DG017"] or [None]
    assert listed == []
    assert last
    assert len(report["diagnostics"]) == 1001
    assert report["more"] >= 99
    assert last["message"] == f"{report['more']:,} more findings about this file are not listed"


def test_every_format_says_that_findings_are_not_listed(run: Run, tiny: Path) -> None:
    path = tiny / "provinces" / "hainan.yaml"
    path.write_bytes(FILES["unknown keys"])
    for form in FINDING_FORMATS:
        result = run("validate", path, "--data", tiny, "-f", form)
        assert result.code == 1
        assert "more findings about this file are not listed" in result.out, form


def test_no_choice_of_codes_drops_what_is_not_listed(run: Run, tiny: Path) -> None:
    path = tiny / "provinces" / "hainan.yaml"
    path.write_bytes(FILES["unknown keys"])
    for choice in ("--select=DG502", "--ignore=DG103", "--ignore=DG"):
        result = run("validate", path, "--data", tiny, choice)
        assert result.code in (1, 2), choice
    report = json.loads(
        run("validate", path, "--data", tiny, "--select", "DG502", "-f", "json").out
    )
    assert [d["code"] for d in report["diagnostics"]] == ["DG017"]


def test_a_run_is_bounded_too_and_hides_no_file(run: Run, tiny: Path) -> None:
    names = [f"province-{n:02}" for n in range(12)]
    for name in names:
        (tiny / "provinces" / f"{name}.yaml").write_bytes(FILES["unknown keys"])
    report = json.loads(run("validate", tiny / "provinces", "--data", tiny, "-f", "json").out)
    assert 9_900 < sum(d["code"] != "DG017" for d in report["diagnostics"]) <= 10_000
    assert {Path(d["file"]).stem for d in report["diagnostics"]} >= set(names)
    assert report["more"] > 12 * 100


def test_what_the_schema_refuses_is_not_read_by_the_rules(run: Run, tiny: Path) -> None:
    """Otherwise there would be a second finding, about the figure."""
    path = tiny / "provinces" / "hainan.yaml"
    text = HEALTHY.decode()
    written = re.search(r"as-written: (\S+)", text)
    assert written
    path.write_text(text.replace(written[0], f'as-written: "{"x" * 30}"', 1), "utf-8")
    report = json.loads(run("validate", path, "--data", tiny, "-f", "json").out)
    assert [d["code"] for d in report["diagnostics"]] == ["DG107"]


@pytest.mark.parametrize("place", ["provinces/hainan", "sources/gazette-2030", "vocabulary/posts"])
def test_no_change_of_bytes_ends_a_command_as_a_bug(place: str, run: Run, tiny: Path) -> None:
    """Bytes drawn by a fixed seed: the same files in every run."""
    path = tiny / f"{place}.yaml"
    healthy = path.read_bytes()
    draw = random.Random(place)
    calls = list(every_call(tiny))
    signs = [b"", b"[", b"{", b": ", b"\n", b"- ", b"#", b'"', b"\xef\xbf\xbe", b"\xff", b"\t",
             b"null", b"...", b"\n---\n", b"&a ", b"*a", b"? ", b"!x ", b"9" * 400]  # fmt: skip
    for _ in range(12):
        start = draw.randrange(len(healthy))
        middle = b"".join(draw.choices(signs, k=draw.randint(1, 4)))
        path.write_bytes(healthy[:start] + middle + healthy[start + draw.randint(0, 30) :])
        for call in draw.sample(calls, 4):
            result = run(*call)
            assert result.code in (0, 1, 2, 3), (call, path.read_bytes(), result.err)


def test_what_many_changes_repeat_is_short(run: Run, tiny: Path, tmp_path: Path) -> None:
    """The name of a body with each of its heads, citations with each field that changes."""
    path = tiny / "provinces" / "hainan.yaml"
    heads = ", ".join(f"{{id: h{n}}}" for n in range(50))
    keys = ", ".join(f"k{n}: a" for n in range(300))
    cites = ", ".join(f"gazette-2030#{n}" for n in range(300))
    long = "n" * 50_000
    body = f'{{id: "b{long}", name: {{zh: {long}}}, heads: [{heads}]}}'
    path.write_text(f"id: hainan\nbodies: [{body}]\npolicies: [{{id: p, {keys}}}]\n")
    shutil.copytree(tiny, tmp_path / "before")
    path.write_text(f"id: hainan\npolicies: [{{id: p, cite: [{cites}]}}]\n")
    result = run("diff", tmp_path / "before", "--data", tiny, "-f", "json")
    assert result.code == 0
    assert json.loads(result.out)["changes"][-1]["before"] == "a"
    assert len(result.out) < 1_000_000

"""``datagov new``: records that are valid at once, and a file that is otherwise as it was."""

from __future__ import annotations

import json
import re
import shutil
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from helpers import ROOT, Run, edit, loaded_by

from datagov_cli.cli.commands.new import SUBCOMMANDS
from datagov_cli.model.placeholders import PLACEHOLDERS, TO_LOOK_UP
from datagov_cli.storage.yaml_reader import read_file

CITED = ("--cite", "gazette-2030#3", "--anchor", "虚构")

#: What is asked for → the section, its id, the record but for citation and anchors.
RECORDS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "body --kind data-bureau --name 海南省虚构数据局 --name-en Invented-Bureau": (
        "bodies",
        "data-bureau",
        {
            "kind": "data-bureau",
            "name": {"zh": "海南省虚构数据局", "en": "Invented-Bureau"},
            "unknown": ["established", "heads"],
        },
    ),
    "meeting": (
        "meetings",
        "meeting",
        {"unknown": ["body", "date", "title", "chair"]},
    ),
    "meeting --date 2030-01-05 --body group --title 会议 --chair-zh 李四 --theme data-sharing": (
        "meetings",
        "meeting-2030-01-05",
        {
            "body": "group",
            "date": "2030-01-05",
            "title": {"zh": "会议", "en": "To be translated."},
            "chair": {"zh": "李四", "en": "To be translated."},
            "themes": ["data-sharing"],
        },
    ),
    "policy --title 办法 --title-en Measures --status issued --issuer group --topic data-sharing": (
        "policies",
        "measures",
        {
            "title": {"zh": "办法", "en": "Measures"},
            "issuer": "group",
            "status": "issued",
            "topics": ["data-sharing"],
            "unknown": ["date"],
        },
    ),
    "target --metric 5g-base-stations --relation add --as-written 1万个 --year 2031"
    " --policy plan": (
        "targets",
        "5g-base-stations-2031",
        {
            "metric": "5g-base-stations",
            "relation": "add",
            "value": 10000,
            "unit": "{station}",
            "as-written": "1万个",
            "year": "2031",
            "basis": "target",
            "policy": "plan",
        },
    ),
    "target --metric ai-core-industry-revenue --relation reach --as-written 2.5亿元"
    " --basis expectation": (
        "targets",
        "ai-core-industry-revenue",
        {
            "metric": "ai-core-industry-revenue",
            "relation": "reach",
            "value": 250000000,
            "unit": "CNY",
            "as-written": "2.5亿元",
            "basis": "expectation",
            "unknown": ["year", "policy"],
        },
    ),
    "milestone --claim-en Another-invented-first --date 2021-03~ --scope world": (
        "milestones",
        "another-invented-first",
        {
            "date": "2021-03~",
            "claim": {"zh": "待译。", "en": "Another-invented-first"},
            "scope": "world",
        },
    ),
    "initiative --topic data-sharing,digital-economy --summary 举措 --mode build --id next": (
        "initiatives",
        "next",
        {
            "topics": ["data-sharing", "digital-economy"],
            "mode": "build",
            "summary": {"zh": "举措", "en": "To be translated."},
        },
    ),
}


def call(words: str, province: str) -> list[str]:
    kind, *options = words.split()
    return ["new", kind, province, *options, *CITED]


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("province", ["hainan", "xizang"])
@pytest.mark.parametrize("words", RECORDS)
def test_a_record_is_valid_and_the_rest_stays_to_the_byte(
    words: str, province: str, ends: str, run: Run, tiny: Path
) -> None:
    section, name, wanted = RECORDS[words]
    if province == "xizang":
        words = words.replace(" --policy plan", " --policy plan-xizang")
        run("new", "policy", province, *CITED, "--title", "计划", "--id", "plan-xizang",
            "--data", tiny)  # fmt: skip
        wanted = {k: "plan-xizang" if v == "plan" else v for k, v in wanted.items()}
    path = tiny / "provinces" / f"{province}.yaml"
    text = path.read_bytes().replace(b"\n", ends.encode())
    path.write_bytes(text)
    before = read_file(path).value
    result = run(*call(words, province), "--data", tiny, "-f", "json")
    answer = json.loads(result.out)
    assert (result.code, result.err) == (0, "")
    assert list(answer) == [
        "schema", "file", "line", "kind", "id", "written", "to-fill-in", "record",
        "heads-on-record",
    ]  # fmt: skip
    assert (answer["schema"], answer["id"], answer["written"]) == ("datagov/new@1", name, True)

    after = read_file(path).value
    *others, record = after[section]
    assert others == before[section]
    assert {**after, section: others} == before
    assert record == answer["record"]
    accounts = {key: list(record[key]) for key in ("unknown", "not-applicable") if key in record}
    assert record | accounts == {
        "id": name, **wanted, "cite": ["gazette-2030#3"], "anchors": ["虚构"]
    }  # fmt: skip
    assert all(note == TO_LOOK_UP for note in record.get("unknown", {}).values())

    now = path.read_bytes()
    lines, old = now.split(b"\n"), text.split(b"\n")
    at = answer["line"] - 1
    assert f"  - id: {name}".encode() == lines[at].rstrip(b"\r")
    size = len(lines) - len(old)
    assert lines[:at] + lines[at + size :] == [
        line if line.rstrip(b"\r") != f"{section}: []".encode() else lines[at - 1] for line in old
    ]
    assert now.count(b"\r\n") == (now.count(b"\n") if ends == "\r\n" else 0)
    checked = run("validate", path, "--data", tiny)
    assert (checked.code, "0 errors" in checked.out) == (0, True)


def test_a_head_joins_the_heads_of_its_body(run: Run, tiny: Path) -> None:
    path = tiny / "provinces" / "hainan.yaml"
    old = path.read_text("utf-8").splitlines()
    result = run("new", "head", "hainan", *CITED, "--body", "group", "--role", "deputy",
                 "--person", "王五", "--person-en", "Wang Wu", "--post", "vice-governor",
                 "--as-of", "2030-02", "--inferred-from", "meeting-1", "--data", tiny)  # fmt: skip
    assert (result.code, result.err) == (0, "")
    new = path.read_text("utf-8").splitlines()
    added = [
        "      - id: wang-wu-2",
        "        person: {zh: 王五, en: Wang Wu}",
        "        role: deputy",
        "        posts: [vice-governor]",
        '        as-of: "2030-02"',
        "        basis: implied",
        "        inferred-from: meeting-1",
        "        cite: [gazette-2030#3]",
        "        anchors: [虚构]",
    ]
    assert result.out.splitlines() == [
        f"{path}:34: wang-wu-2",
        *added,
        "already on record: zhang-san, 张三, head, as-of 2030-02",
        "already on record: li-si, 李四, head, as-of 2029-12-31",
    ]
    assert new == [*old[:33], *added, *old[33:]]
    assert run("validate", path, "--data", tiny).code == 0


def test_the_first_head_of_a_body_is_no_longer_unknown(run: Run, tiny: Path) -> None:
    path = tiny / "provinces" / "xizang.yaml"
    old = path.read_text("utf-8").splitlines()
    result = run("new", "head", "xizang", *CITED, "--body", "group", "--role", "head",
                 "--data", tiny)  # fmt: skip
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines()[-1] == (
        "to fill in: basis, unknown.person, unknown.posts, unknown.as-of"
    )
    new = path.read_text("utf-8").splitlines()
    gone = "      heads: {zh: 未提及组长。, en: No head is mentioned.}"
    assert new[12:14] == ["    heads:", "      - id: head"]
    assert new[:12] + new[22:] == [line for line in old if line != gone]
    assert run("validate", path, "--data", tiny).code == 0


def test_nothing_is_left_of_what_was_unknown_of_the_head_alone(run: Run, tiny: Path) -> None:
    path = tiny / "provinces" / "xizang.yaml"
    edit(path, "      established: {zh: 未提及。, en: Not mentioned.}\n", "")
    edit(
        path,
        "    name: {zh: 西藏自治区虚构",
        '    established: "2020"\n    name: {zh: 西藏自治区虚构',
    )
    call = ("new", "head", "xizang", *CITED, "--body", "group", "--role", "head", "--data", tiny)
    assert run(*call).code == 0
    assert "unknown" not in read_file(path).value["bodies"][0]


def test_a_group_that_is_withdrawn_is_the_main_one_no_longer(run: Run, tiny: Path) -> None:
    path = tiny / "provinces" / "xizang.yaml"
    withdrawn = 'withdrawn: {date: "2030-05-02", reason: {zh: 误记。, en: In error.}}'
    edit(path, "    main: true\n", f"    main: true\n    {withdrawn}\n")
    group = ("--kind", "leading-group", "--name", "组", "--data", tiny)
    assert run("new", "body", "xizang", *CITED, *group).code == 0
    assert [body.get("main") for body in read_file(path).value["bodies"]] == [True, True]


def test_heads_on_record_are_told_with_what_is_known_of_their_end(run: Run, tiny: Path) -> None:
    path = tiny / "provinces" / "hainan.yaml"
    edit(
        path,
        '        as-of: "2029-12-31"\n',
        '        as-of: "2029-12-31"\n        until: "2030-01"\n',
    )
    edit(path, "        anchors: [李四]\n", "        anchors: [李四]\n        withdrawn: {date: "
         "'2030-05-02', reason: {zh: 误记。, en: In error.}}\n")  # fmt: skip
    call = ("new", "head", "hainan", *CITED, "--body", "group", "--role", "deputy", "--data", tiny)
    told = [line for line in run(*call).out.splitlines() if "already on record" in line]
    assert told == [
        "already on record: zhang-san, 张三, head, as-of 2030-02",
        "already on record: li-si, 李四, head, as-of 2029-12-31, until 2030-01, withdrawn",
    ]


@pytest.mark.parametrize(
    ("option", "words"),
    [("--basis expectation", False), ("", True)],
)
def test_what_a_target_is_has_to_be_looked_at_unless_it_is_given(
    option: str, words: bool, run: Run, tiny: Path
) -> None:
    call = ("new", "target", "hainan", *CITED, "--metric", "ai-core-industry-revenue",
            "--relation", "reach", "--as-written", "2.5亿元", "--data", tiny)  # fmt: skip
    result = run(*call, *option.split())
    assert (result.code, "to fill in: basis" in result.out) == (0, words)


def test_a_figure_in_a_larger_unit_is_a_multiple(run: Run, tiny: Path) -> None:
    metrics = tiny / "vocabulary" / "metrics.yaml"
    metrics.write_text(metrics.read_text("utf-8").replace("unit: CNY", "unit: PFLOPS"), "utf-8")
    path = tiny / "provinces" / "xizang.yaml"
    path.write_text(path.read_text("utf-8") + "measures: []\n", "utf-8")
    call = ("new", "measure", "xizang", *CITED, "--metric", "ai-core-industry-revenue")
    result = run(*call, "--as-written", "2EFLOPS", "--data", tiny)
    assert (result.code, result.err) == (0, "")
    assert read_file(path).value["measures"][0]["value"] == 2000


def test_a_comment_about_what_follows_stays_with_it(run: Run, tiny: Path) -> None:
    path = tiny / "provinces" / "hainan.yaml"
    edit(path, "meetings:\n", "    # of the bodies\n  # of the meetings\nmeetings:\n")
    group = ("--kind", "data-bureau", "--name", "局", "--data", tiny)
    assert run("new", "body", "hainan", *CITED, *group).code == 0
    text = path.read_text("utf-8")
    assert "\n    # of the bodies\n  - id: data-bureau\n" in text
    assert "\n  # of the meetings\nmeetings:\n" in text


def test_a_figure_without_a_fraction_is_a_whole_number(run: Run, tiny: Path) -> None:
    call = ("new", "measure", "hainan", *CITED, "--metric", "ai-core-industry-revenue",
            "--data", tiny)  # fmt: skip
    assert run(*call, "--as-written", "2.5亿元", "--id", "whole").code == 0
    assert run(*call, "--as-written", "2.5元", "--id", "part").code == 0
    text = (tiny / "provinces" / "hainan.yaml").read_text("utf-8")
    assert ("value: 250000000\n" in text, "value: 2.5\n" in text) == (True, True)


def test_the_first_leading_group_is_the_main_one(run: Run, tiny: Path) -> None:
    run("new", "province", "广东", "--data", tiny)
    group = ("--kind", "leading-group", "--name", "组", "--data", tiny)
    assert run("new", "body", "guangdong", *CITED, *group).code == 0
    assert run("new", "body", "CN-GD", *CITED, *group).code == 0
    first, second = read_file(tiny / "provinces" / "guangdong.yaml").value["bodies"]
    assert (first["id"], first["main"]) == ("leading-group", True)
    assert (second["id"], "main" in second) == ("leading-group-2", False)
    for command in ("show guangdong", "list", "validate", "fmt --check tiny/provinces"):
        command = command.replace("tiny/provinces", str(tiny / "provinces" / "guangdong.yaml"))
        assert run(*command.split(), "--data", tiny).code == 0, command


def test_a_province_has_the_names_and_codes_of_its_division(run: Run, tiny: Path) -> None:
    result = run("new", "province", "neimenggu", "--data", tiny)
    path = tiny / "provinces" / "neimenggu.yaml"
    text = """\
# yaml-language-server: $schema=../../schemas/province.schema.json
id: neimenggu
name: {zh: 内蒙古自治区, en: Inner Mongolia, short: 内蒙古}
gb2260: "150000"
iso3166-2: CN-NM
kind: autonomous-region
bodies: []
meetings: []
policies: []
targets: []
measures: []
milestones: []
initiatives: []
"""
    assert (result.code, result.err) == (0, "")
    assert result.out == f"{path}:1: neimenggu\n{text}"
    assert path.read_text("utf-8") == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_source_is_fingerprinted_by_its_paragraphs(
    encoding: str, run: Run, tiny: Path, tmp_path: Path
) -> None:
    held = tmp_path / "text.txt"
    held.write_text("虚构标题\r\n\r\n  第一段  \n第二段", encoding=encoding)
    call = ("new", "source", "daily-2031", "--title", "虚构标题", "--title-en", "Invented title",
            "--publisher", "日报", "--publisher-en", "Daily", "--published", "2031-01-02",
            "--tier", "press", "--kind", "article", "--language", "en",
            "--data", tiny)  # fmt: skip
    result = run(*call, "--text", held)
    assert (result.code, result.err) == (0, "")
    path = tiny / "sources" / "daily-2031.yaml"
    source = read_file(path).value
    digests = [sha256(p.encode()).hexdigest() for p in ("虚构标题", "第一段", "第二段")]
    assert source["snapshot"] == {"paragraphs": 3, "sha256": digests}
    assert (source["language"], list(source["unknown"])) == ("en", ["author", "url"])
    assert "第一段" not in path.read_text("utf-8")
    assert result.out.splitlines()[-1] == "to fill in: unknown.author, unknown.url"
    again = run(*call)
    assert (again.code, again.out) == (2, "")
    assert again.err.startswith(f"error: {path} already exists\n")
    assert run("validate", "--data", tiny).code == 0
    assert run("fmt", "--check", path).code == 0


def test_a_bare_source_is_valid_and_says_what_is_assumed(run: Run, tiny: Path) -> None:
    result = run("new", "source", "bare", "--title", "标题", "--publisher", "社", "--data", tiny)
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines()[-1].startswith("to fill in: kind, tier, snapshot, title.en")
    source = read_file(tiny / "sources" / "bare.yaml").value
    assert source["snapshot"]["sha256"] == [sha256("标题".encode()).hexdigest()]
    assert run("validate", "--data", tiny).code == 0


def test_a_dry_run_shows_the_record_alone_and_writes_nothing(run: Run, tiny: Path) -> None:
    files = {path: path.read_bytes() for path in tiny.rglob("*.yaml")}
    result = run("new", "meeting", "hainan", *CITED, "--dry-run", "--data", tiny)
    assert result.code == 0
    assert result.out.splitlines()[:2] == ["  - id: meeting", "    cite: [gazette-2030#3]"]
    assert "to fill in" not in result.out
    for call in ("province guangdong", "source x --title 题 --publisher 社"):
        assert run("new", *call.split(), "--dry-run", "--data", tiny).code == 0
    assert {path: path.read_bytes() for path in tiny.rglob("*.yaml")} == files


@pytest.mark.parametrize(
    ("options", "code", "found"),
    [
        ("--cite gazette-2030#9 --anchor 虚构", "DG304", "the last one is ¶3"),
        ("--cite gazete-2030#1 --anchor 虚构", "DG303", 'did you mean "gazette-2030"?'),
        ("--cite gazette-2030#1 --anchor 虚构 --date 2030-13", "DG403", "calendar"),
        ("--cite gazette-2030#1 --anchor 虚构 --body grup", "DG302", 'did you mean "group"?'),
        ("--cite gazette-2030#1 --anchor 虚构 --theme data-sharring", "DG104", "data-sharing"),
        ("--cite gazette-2030#1 --anchor 虚构 --id Bad", "DG105", "hint: write bad"),
    ],
)
def test_a_record_with_a_fault_is_shown_and_not_written(
    options: str, code: str, found: str, run: Run, tiny: Path
) -> None:
    path = tiny / "provinces" / "hainan.yaml"
    before = path.read_bytes()
    result = run("new", "meeting", "hainan", *options.split(), "--data", tiny)
    assert (result.code, result.err) == (1, "")
    assert f" error {code} " in result.out
    assert found in result.out
    assert result.out.endswith("1 file: 1 error, 0 warnings\nnothing was written\n")
    assert path.read_bytes() == before


def test_old_warnings_do_not_hide_why_it_was_refused(run: Run, tiny: Path) -> None:
    path = tiny / "provinces" / "hainan.yaml"
    text = path.read_text("utf-8").replace('as-of: "2029-12-31"', 'as-of: "2021"')
    path.write_text(text.replace('as-of: "2030-02"', 'as-of: "2022"'), "utf-8")
    assert " warning " in run("validate", path, "--data", tiny).out
    wrong = ("--cite", "gazette-2030#9", "--anchor", "x", "--data", tiny)
    refused = run("new", "meeting", "hainan", *wrong)
    assert (refused.code, " warning " in refused.out) == (1, False)
    assert run("new", "meeting", "hainan", *CITED, "--data", tiny).code == 0


@pytest.mark.parametrize(
    ("call", "exit_code", "error", "hint"),
    [
        ("meeting hainan --anchor x", 2, "missing option --cite", "--help"),
        ("meeting hainan --cite gazette-2030#1", 2, "missing option --anchor", "--help"),
        ("meeting hainan m1 --cite gazette-2030#1 --anchor x", 2, "(m1)", "--id m1"),
        ("meting hainan", 2, 'no such command "meting"', '"meeting"?'),
        ("", 2, "missing command", "--help"),
        ("meeting 广东 C", 2, "there is no file on Guangdong", "datagov new province guangdong"),
        ("meeting hainnan C", 2, 'unknown province "hainnan"', '"hainan"?'),
        ("meeting hainan C --id group", 2, 'already has a record "group"', "another id"),
        ("policy hainan C", 2, "the title is missing", "--title-zh"),
        ("initiative hainan C --topic data-sharing", 2, "the summary is missing", "--summary-zh"),
        ("head hainan C --body grup --role head", 2, 'has no body "grup"', '"group"?'),
        ("target hainan C --metric 5g --relation add --as-written 1个", 2, 'unknown metric "5g"',
         "known metrics:"),
        ("target hainan C --metric 5g-base-stations --relation add --as-written 许多", 2,
         '"许多" does not begin with a figure', "240亿元"),
        ("province hainan", 2, "hainan.yaml already exists", "nothing was written"),
        ("province atlantis", 2, 'unknown province "atlantis"', None),
        ("source gazette-2030 --title 题 --publisher 社", 2, "already exists", None),
        ("source ../x --title 题 --publisher 社", 2, '"../x" is not a valid id', "lower-case"),
        ("source x --publisher 社", 2, "the title is missing", "--title-zh"),
        ("source x --title 题 --publisher 社 --text nowhere", 3, "nowhere: cannot be read", None),
    ],
)  # fmt: skip
def test_a_wrong_call_says_what_is_wrong(
    call: str, exit_code: int, error: str, hint: str | None, run: Run, tiny: Path
) -> None:
    files = {path: path.read_bytes() for path in tiny.rglob("*.yaml")}
    words = [part for word in call.split() for part in (CITED if word == "C" else (word,))]
    result = run("new", *words, *(("--data", tiny) if call else ()))
    assert (result.code, result.out) == (exit_code, "")
    assert result.err.startswith("error: ")
    assert error in result.err.splitlines()[0]
    if hint:
        assert hint in result.err.splitlines()[1]
    assert {path: path.read_bytes() for path in tiny.rglob("*.yaml")} == files


def test_a_file_without_a_place_for_the_record_is_to_be_laid_out(run: Run, tiny: Path) -> None:
    path = tiny / "provinces" / "xizang.yaml"
    text = path.read_text("utf-8")
    silent = """unknown:
      established: {zh: 未提及。, en: Not mentioned.}
      heads: {zh: 未提及组长。, en: No head is mentioned.}
"""
    assert silent in text
    flow = "unknown: {established: {zh: 无, en: x}, heads: {zh: 无, en: x}}\n"
    path.write_text(text.replace(silent, flow), "utf-8")
    call = ("new", "head", "xizang", *CITED, "--body", "group", "--role", "head", "--data", tiny)
    refused = run(*call)
    assert (refused.code, refused.out) == (3, "")
    assert f"hint: run datagov fmt {path} first" in refused.err
    assert run("fmt", path).code == 0
    assert run(*call).code == 0
    assert run("validate", path, "--data", tiny).code == 0


@pytest.mark.parametrize(
    ("section", "at"),
    [
        ("meetings: []  # none yet\n", "meetings:  # none yet\n  - id: meeting\n"),
        ("meetings:\n  []\n", "meetings:\n\n  - id: meeting\n"),
        ("meetings:\n- &\n# next\n", "meetings:\n- &\n- id: meeting\n"),
        ("meetings:\n  - &\n    # of it\n", "  - &\n    # of it\n  - id: meeting\n"),
        ("meetings:\n  - &\n\n  # next\n", "  - &\n  - id: meeting\n"),
    ],
)
def test_whatever_stands_around_a_list_stays(section: str, at: str, run: Run, tiny: Path) -> None:
    path = tiny / "provinces" / "xizang.yaml"
    text = path.read_text("utf-8")
    record = (
        "{id: m, cite: [gazette-2030#1], anchors: [虚构], unknown: {body: {zh: 无, en: x},"
        " date: {zh: 无, en: x}, title: {zh: 无, en: x}, chair: {zh: 无, en: x}}}"
    )
    path.write_text(text.replace("meetings: []\n", section.replace("&", record)), "utf-8")
    assert run("new", "meeting", "xizang", *CITED, "--data", tiny).code == 0
    now = path.read_text("utf-8")
    assert at.replace("&", record) in now
    begin = now.index(at.replace("&", record)) + len(at.replace("&", record))
    assert now[begin:].startswith((" " * 4 + "cite:", "  cite:"))
    for line in section.replace("&", record).splitlines()[1:]:
        assert line.strip("[] ") in now


def test_a_file_without_a_last_line_end_gets_one(run: Run, tiny: Path) -> None:
    path = tiny / "provinces" / "xizang.yaml"
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    call = ("initiative", "xizang", *CITED, "--topic", "data-sharing", "--summary", "举措")
    assert run("new", *call, "--data", tiny).code == 0
    text = path.read_text("utf-8")
    assert "initiatives:\n  - id: data-sharing\n" in text
    assert text.endswith("anchors: [虚构]\n")


@pytest.mark.parametrize("last_line_end", ["\n", ""])
def test_the_line_named_is_that_of_the_record(last_line_end: str, run: Run, tiny: Path) -> None:
    path = tiny / "provinces" / "hainan.yaml"
    path.write_text(path.read_text("utf-8").rstrip("\n") + last_line_end, "utf-8")
    call = ("initiative", "hainan", *CITED, "--topic", "data-sharing", "--summary", "举措")
    answer = json.loads(run("new", *call, "--data", tiny, "-f", "json").out)
    lines = path.read_text("utf-8").splitlines()
    assert lines[answer["line"] - 1] == "  - id: data-sharing"
    assert "" not in lines


@pytest.mark.parametrize(
    ("claim", "name"),
    [
        ("one two three four five six seven", "one-two-three-four-five-six"),
        ("Internationalisation administration standardisation interoperability",
         "internationalisation-administration-standardisation-interope"),
        ("x" * 59 + " yy", "x" * 59),
        ("——", "milestones"),
    ],
)  # fmt: skip
def test_an_id_is_made_of_a_few_words(claim: str, name: str, run: Run, tiny: Path) -> None:
    call = (
        "milestone",
        "hainan",
        *CITED,
        "--claim-en",
        claim,
        "--scope",
        "world",
        "--date",
        "2030",
    )
    result = run("new", *call, "--data", tiny, "-f", "json")
    assert json.loads(result.out)["id"] == name


def test_a_file_that_cannot_be_read_is_not_added_to(run: Run, tiny: Path) -> None:
    path = tiny / "provinces" / "xizang.yaml"
    path.write_text("id: [\n", "utf-8")
    result = run("new", "meeting", "xizang", *CITED, "--data", tiny)
    assert (result.code, result.out) == (3, "")
    assert "hint: datagov validate" in result.err
    assert path.read_text("utf-8") == "id: [\n"


@pytest.mark.parametrize("text", ["a\u202eb", "a\nb: c", "\x1b[31m", "- x", "yes", "2030", "'\""])
def test_hostile_text_stays_text_or_is_refused(text: str, run: Run, tiny: Path) -> None:
    path = tiny / "provinces" / "hainan.yaml"
    before = path.read_bytes()
    result = run("new", "meeting", "hainan", *CITED, "--title", text, "--data", tiny)
    if result.code:
        assert (result.code, path.read_bytes()) == (1, before)
        assert "\x1b" not in result.out
    else:
        assert read_file(path).value["meetings"][-1]["title"]["zh"] == text


def test_nothing_is_written_into_the_packaged_data(
    run: Run, tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "schemas", tiny.parent / "_packaged" / "schemas")
    monkeypatch.setattr("datagov_cli.storage.store._PACKAGE", tiny.parent)
    for call in (
        ("new", "province", "guangdong"),
        ("fmt",),
        ("validate", "--fix"),
        ("new", "meeting", "hainan", *CITED),
    ):
        result = run(*call, "--data", tiny)
        assert (result.code, "read-only" in result.err) == (2, True)
    assert not (tiny / "provinces" / "guangdong.yaml").exists()


def test_help_and_wrong_calls_load_nothing_heavy() -> None:
    calls = ["new --help", "new meeting --help", "new meting", "new meeting hainan", "fmt --help",
             "fmt --chekc"]  # fmt: skip
    last = "new province guangdong"
    *found, reads = loaded_by([(call.split(), {}) for call in (*calls, last)])
    assert dict(zip(calls, found, strict=True)) == {call: set() for call in calls}
    assert reads <= {"yaml"}


@pytest.mark.parametrize("kind", SUBCOMMANDS)
def test_every_kind_has_help(kind: str, run: Run) -> None:
    text = run("new", kind, "--help").out
    assert f"Usage: datagov new {kind}" in text
    assert "--dry-run" in text
    assert f"  {kind} " in run("new", "--help").out


def test_no_answer_shows_a_placeholder(run: Run, tiny: Path) -> None:
    """What nobody has looked up yet is not what the sources are silent about."""
    count = ("compare", "hainan", "--field", "unknowns.count", "--data", tiny, "-f", "csv")
    unknown = run(*count).out
    new = ("new", "head", "hainan", *CITED, "--body", "group", "--role", "deputy",
           "--id", "new-head", "--data", tiny)  # fmt: skip
    assert run(*new).code == 0
    assert run("new", "meeting", "hainan", *CITED, "--id", "new-meeting", "--title", "新会",
               "--chair-en", "Sun Qi", "--data", tiny).code == 0  # fmt: skip
    checked = run("validate", "--data", tiny)
    assert (checked.code, checked.out.count("DG510")) == (0, 7)
    assert run("validate", "--data", tiny, "--strict").code == 1
    assert run(*count).out == unknown, "the sources may say"
    calls = (
        "show hainan", "list", "compare", "search 新会", "search Sun", "timeline",
        "why hainan new-head", "why hainan new-head.posts", "why hainan unknowns.count",
        "why hainan new-meeting",
    )  # fmt: skip
    for call in calls:
        for output in ("text", "json", "csv"):
            for lang, words in (("en", "looked up"), ("zh", "尚未查找")):
                said = run(*call.split(), "--lang", lang, "-f", output, "--data", tiny)
                assert said.code == 0, call
                assert not [text for text in PLACEHOLDERS if text in said.out], call
                if "new-head" in call:
                    assert words in said.out.lower()
    shown = run("show", "hainan", "--section", "meetings", "--data", tiny).out
    assert "新会 (not yet translated)" in shown
    assert re.search("Body +not yet looked up", shown)
    chinese = run("show", "hainan", "--section", "meetings", "--lang", "zh", "--data", tiny).out
    assert ("新会" in chinese, "新会（尚未翻译）" in chinese) == (True, False)
    assert "Sun Qi（尚未翻译）" in run("show", "hainan", "--lang", "zh", "--data", tiny).out

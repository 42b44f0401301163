"""Findings in the formats of platforms, held against the schemas of those who read them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, unquote_to_bytes
from xml.etree import ElementTree

import jsonschema_rs
import pytest
from helpers import HERE, Run, edit
from hypothesis import given, settings
from hypothesis import strategies as st

from datagov_cli.base.messages import as_data, as_it_stands, message, plural
from datagov_cli.base.safe_text import escape_hidden, hidden
from datagov_cli.curation.validation import Report
from datagov_cli.model.diagnostics import Diagnostic, FileFindings
from datagov_cli.model.finding_codes import CODES
from datagov_cli.render import FINDING_FORMATS, FORMATS, OutputStyle, render
from datagov_cli.views.findings import counted, findings

SCHEMAS = HERE / "external_schemas"
#: Its pattern of a language closes a bracket that it does not open, which not every engine reads.
SARIF = jsonschema_rs.Draft4Validator(
    json.loads((SCHEMAS / "sarif-2.1.0.json").read_text("utf-8").replace("{2}]?$", "{2}?$"))
)
GITLAB = jsonschema_rs.Draft202012Validator(
    json.loads((SCHEMAS / "gitlab-code-quality.json").read_text("utf-8"))
)
NEW = [name for name in FINDING_FORMATS if name not in FORMATS]


@cache
def junit() -> Any:
    """Its schema; what reads it takes long to load."""
    import xmlschema

    return xmlschema.XMLSchema(SCHEMAS / "junit-10.xsd")


def accepted(name: str, text: str) -> Any:
    """The output as its reader takes it, once that reader's schema has accepted it."""
    if name == "github":
        return [command(line) for line in text.splitlines()]
    if name == "junit":
        junit().validate(text)
        return ElementTree.fromstring(text)
    document = json.loads(text)
    {"sarif": SARIF, "gitlab": GITLAB}[name].validate(document)
    return document


def command(line: str) -> tuple[str, dict[str, str], str] | str:
    """A workflow command as GitHub's runner reads it; any other line is plain text."""
    read = re.fullmatch(r"::([a-z]+) ([^:]*)::(.*)", line)
    if read is None:
        assert not line.startswith("::")
        return line

    def plain(text: str) -> str:
        for escape, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ",")):
            text = text.replace(escape, character)
        return text.replace("%25", "%")

    properties = dict(part.split("=", 1) for part in read[2].split(","))
    return read[1], {key: plain(value) for key, value in properties.items()}, plain(read[3])


def said(found: dict[str, Any]) -> str:
    return str(found["message"]) + (f"\nhint: {found['hint']}" if found["hint"] else "")


@pytest.mark.parametrize("name", NEW)
def test_each_format_says_what_json_says(name: str, run: Run, broken: Path) -> None:
    found = json.loads(run("validate", "--data", broken, "-f", "json").out)["diagnostics"]
    assert [f["code"] for f in found] == ["DG502", "DG104", "DG103"]
    report = accepted(name, run("validate", "--data", broken, "-f", name).out)
    if name == "github":
        assert report[:-1] == [
            (
                f["severity"],
                {
                    "file": f["file"],
                    "line": str(f["line"]),
                    "col": str(f["column"]),
                    "title": f"{f['code']} {f['rule']}",
                },
                said(f),
            )
            for f in found
        ]
        assert report[-1] == "25 files: 2 errors, 1 warning"
    elif name == "gitlab":
        assert [
            (
                r["check_name"],
                r["location"]["path"],
                r["location"]["lines"]["begin"],
                r["location"]["positions"]["begin"],
                r["severity"],
            )
            for r in report
        ] == [
            (
                f"{f['code']} {f['rule']}",
                f["file"],
                f["line"],
                {"line": f["line"], "column": f["column"]},
                {"error": "major", "warning": "minor"}[f["severity"]],
            )
            for f in found
        ]
    elif name == "sarif":
        (sarif_run,) = report["runs"]
        rules = sarif_run["tool"]["driver"]["rules"]
        assert [rule["id"] for rule in rules] == list(CODES)
        assert rules[list(CODES).index("DG103")]["name"] == "UnknownKey"
        for result, f in zip(sarif_run["results"], found, strict=True):
            assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == f["code"]
            assert rules[result["ruleIndex"]]["help"]["text"] == CODES[f["code"]].fix
            assert (result["level"], result["message"]["text"]) == (f["severity"], said(f))
            (place,) = result["locations"]
            assert place["physicalLocation"] == {
                "artifactLocation": {"uri": f["file"], "uriBaseId": "%SRCROOT%"},
                "region": {"startLine": f["line"], "startColumn": f["column"]},
            }
    else:
        cases = {case.get("name"): case for case in report.iter("testcase")}
        assert len(cases) == 25
        (failing,) = (case for case in cases.values() if case.find("failure") is not None)
        assert failing.get("name") == "tiny/provinces/hainan.yaml"
        assert [said(f) in failing.findtext("failure", "") for f in found] == [False, True, True]
        assert said(found[0]) in failing.findtext("system-out", "")


@pytest.mark.parametrize("name", NEW)
def test_healthy_data_gives_an_empty_report(name: str, run: Run, tiny: Path) -> None:
    result = run("validate", "--data", tiny, "-f", name)
    assert (result.code, result.err) == (0, "")
    report = accepted(name, result.out)
    if name == "junit":
        assert (report.get("tests"), report.get("failures")) == ("25", "0")
    elif name == "sarif":
        assert report["runs"][0]["results"] == []
    else:
        assert report == {"gitlab": [], "github": ["25 files: 0 errors, 0 warnings"]}[name]


def prints(run: Run, data: Path) -> list[str]:
    """The fingerprints of a run, the same in both formats that have them."""
    report = json.loads(run("validate", "--data", data, "-f", "gitlab").out)
    sarif = json.loads(run("validate", "--data", data, "-f", "sarif").out)
    found = [r["fingerprint"] for r in report]
    assert found == [r["partialFingerprints"]["identity/v1"] for r in sarif["runs"][0]["results"]]
    return found


def test_a_fingerprint_follows_the_claim_and_not_the_line(run: Run, broken: Path) -> None:
    path = broken / "provinces" / "hainan.yaml"
    # The message of this one names a line.
    path.write_text(path.read_text("utf-8").replace("id: plan", "id: meeting-1"), "utf-8")
    before = prints(run, broken)
    assert len(set(before)) == len(before) == 5
    path.write_text("# moved\n\n" + path.read_text("utf-8"), "utf-8")
    assert prints(run, broken) == before
    path.write_text(path.read_text("utf-8").replace("mod: orderly", "mud: orderly"), "utf-8")
    after = prints(run, broken)
    assert len(set(before) ^ set(after)) == 2


#: Where there is a fault, and what has none and comes to stand above it.
INSERTED = {
    "  - id: push\n": "  - id: pull\n    topics: [data-sharing]\n    mode: orderly\n"
    "    summary: {zh: 虚构。, en: Invented.}\n    cite: [gazette-2030#2]\n    anchors: [虚构]\n",
    "      - status: consultation\n": "      - status: consultation\n"
    '        date: "2029-10"\n        cite: [gazette-2030#3]\n        anchors: [征求意见]\n',
    "no-theme]": "digital-economy, ",
    "odd]": "gazette-2030#1, ",
}


def test_a_fingerprint_stays_when_something_is_inserted_above(run: Run, broken: Path) -> None:
    path = broken / "provinces" / "hainan.yaml"
    edit(path, "themes: [digital-economy, data-sharing]", "themes: [data-sharing, no-theme]")
    edit(path, 'date: "2029-11"', 'date: "2029-13"')
    edit(path, "cite: [gazette-2030#3]\n    anchors: [虚构计划]",
         "cite: [gazette-2030#3, odd]\n    anchors: [虚构计划]")  # fmt: skip
    edit(path, "id: plan\n", "id: meeting-1\n")
    before = prints(run, broken)
    assert len(set(before)) == len(before) == 8
    for fault, sound in INSERTED.items():
        edit(path, fault, f"{sound}{fault}")
    assert prints(run, broken) == before
    edit(path, "no-theme", "not-one")
    assert len(set(prints(run, broken)) ^ set(before)) == 2


def test_two_equal_claims_have_two_fingerprints() -> None:
    found = Diagnostic("a.yaml", 1, 1, "DG006", "a tab")
    report = json.loads(text_of("gitlab", [found, found._replace(line=2)]))
    assert len({entry["fingerprint"] for entry in report}) == 2


def test_findings_are_kept_as_data_and_told_in_both_languages() -> None:
    listed = message("known terms: {terms}", terms=("a", "b"))
    about = message("write {what} ({about})", what="a", about=as_it_stands("One term"))
    number = plural("{number} error", "{number} errors", 2)
    pairs = ((listed, about), (number, None), ("plain {text}", listed))
    found = [Diagnostic("a.yaml", 1, 1, "DG104", said, (0, "a"), advice) for said, advice in pairs]
    kept = json.dumps(FileFindings(found, 1, "a"), default=as_data)
    again = FileFindings.from_json(json.loads(kept))
    assert again == FileFindings(found, 1, "a")
    told = [(each.message_in(lang), each.hint_in(lang))
            for each in again.diagnostics for lang in ("en", "zh")]  # fmt: skip
    assert told == [
        ("known terms: a, b", "write a (One term)"),
        ("可用的词条：a、b", "请写a（一个词条）"),
        ("2 errors", None),
        ("错误2处", None),
        ("plain {text}", "known terms: a, b"),
        ("plain {text}", "可用的词条：a、b"),
    ]


# Whatever a file, a message or a hint holds, the report stays well-formed and says it.

nasty = st.text(st.characters(exclude_categories=())) | st.text(
    alphabet="%:,\r\n\t\x00\x1b\u202e\ufffe\uffff\udc80<>&]\"'=;A海"
)
names = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1)
numbers = st.integers(min_value=1, max_value=10**6)
diagnostics = st.builds(
    Diagnostic, names, numbers, numbers, st.sampled_from(sorted(CODES)), nasty,
    st.lists(nasty | st.integers(0, 9)).map(tuple), st.none() | nasty, identity=nasty,
)  # fmt: skip


def text_of(name: str, found: list[Diagnostic], strict: bool = False) -> str:
    report = Report(sorted({each.file for each in found}), found)
    return "".join(render(findings(report, "en", strict), name, OutputStyle(), FINDING_FORMATS))


def texts(name: str, report: Any) -> Iterator[tuple[str, str]]:
    """File and text of each finding, as the reader of a format shows them."""
    if name == "github":
        for _, properties, message in report[:-1]:
            yield properties["file"], message
    elif name == "gitlab":
        for entry in report:
            yield entry["location"]["path"], entry["description"]
    elif name == "sarif":
        for result in report["runs"][0]["results"]:
            artifact = result["locations"][0]["physicalLocation"]["artifactLocation"]
            assert re.fullmatch(r"(file://)?[A-Za-z0-9/._~%-]*", artifact["uri"])
            yield unquote(artifact["uri"].removeprefix("file://")), result["message"]["text"]


@settings(max_examples=30)
@given(st.lists(diagnostics, max_size=4))
@pytest.mark.parametrize("name", NEW)
def test_nothing_breaks_a_report(name: str, found: list[Diagnostic]) -> None:
    text = text_of(name, found)
    assert not hidden().search(text)
    report = accepted(name, text)
    if name == "junit":
        shown = "".join(report.itertext())
        for one in found:
            safe = re.sub("[\ufffe\uffff]", lambda m: f"\\u{ord(m[0]):04x}", one.message)
            assert escape_hidden(safe) in shown
        return
    shown_texts = list(texts(name, report))
    assert len(shown_texts) == len(found)
    for (file, told), one in zip(shown_texts, found, strict=True):
        if name != "github":
            # JSON reads the escapes back.
            assert file == one.file or one.file.startswith("/")
        expected = one.message if name != "gitlab" else one.message.replace("\n", " — ")
        if name == "github":
            plain = re.compile(f"[^{hidden().pattern[1:-1]}]*")
            if plain.fullmatch(one.message.replace("\r", "")):
                assert told.startswith(one.message)
        else:
            assert expected in told


def test_a_file_outside_the_working_directory_has_a_whole_uri() -> None:
    found = Diagnostic("/data/海 南.yaml", 1, 1, "DG006", "a tab")
    result = json.loads(text_of("sarif", [found]))["runs"][0]["results"][0]
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": "file:///data/%E6%B5%B7%20%E5%8D%97.yaml"}
    odd = json.loads(text_of("sarif", [found._replace(file="a\udcff.yaml")]))["runs"][0]
    place = odd["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert unquote_to_bytes(place["uri"]) == b"a\xff.yaml"


def test_warnings_fail_a_test_case_only_if_they_count() -> None:
    found = [Diagnostic("a.yaml", 1, 1, "DG502", "old")]
    lenient, strict = (accepted("junit", text_of("junit", found, on)) for on in (False, True))
    assert (lenient.get("failures"), strict.get("failures")) == ("0", "1")
    assert counted(Report(["a.yaml"], found), "en") == "1 file: 0 errors, 1 warning"


# Choosing codes.


@pytest.mark.parametrize(
    ("options", "code", "found"),
    [
        ("", 1, ["DG502", "DG104", "DG103"]),
        ("--select DG103", 1, ["DG103"]),
        ("--select unknown-KEY,dg502", 1, ["DG502", "DG103"]),
        ("--select DG10 --select DG5", 1, ["DG502", "DG104", "DG103"]),
        ("--select DG1 --ignore DG103", 1, ["DG104"]),
        ("--ignore DG1", 0, ["DG502"]),
        ("--ignore DG1 --strict", 1, ["DG502"]),
        ("--ignore DG1,old-headship --strict", 0, []),
        ("--select DG201", 0, []),
    ],
)
def test_select_ignore_strict(
    options: str, code: int, found: list[str], run: Run, broken: Path
) -> None:
    result = run("validate", "--data", broken, "-f", "json", *options.split())
    report = json.loads(result.out)
    assert (result.code, [f["code"] for f in report["diagnostics"]]) == (code, found)
    assert report["errors"] + report["warnings"] == len(found)


@pytest.mark.parametrize("options", ["--ignore DG006", "--ignore DG0", "--select DG103"])
@pytest.mark.parametrize("text", ["id: WRONG\n\tfoo: [1\n", "\ufeff@foo\n", "id: [\n"])
def test_what_cannot_be_read_is_never_passed_over(
    options: str, text: str, run: Run, tiny: Path
) -> None:
    (tiny / "provinces" / "hainan.yaml").write_text(text, encoding="utf-8")
    assert run("validate", "--data", tiny, *options.split()).code == 1


def test_a_data_file_with_an_odd_ending_is_reported(run: Run, tiny: Path) -> None:
    (tiny / "provinces" / "hunan.YAML").write_text("id: [\n", encoding="utf-8")
    result = run("validate", "--data", tiny)
    assert (result.code, "hunan.YAML" in result.out) == (1, True)


def test_what_no_command_reads_is_no_source(run: Run, tiny: Path) -> None:
    source = (tiny / "sources" / "gazette-2030.yaml").read_text("utf-8")
    other = tiny / "sources" / "gazette-2031.yml"
    other.write_text(source.replace("gazette-2030", "gazette-2031"), "utf-8")
    path = tiny / "provinces" / "xizang.yaml"
    path.write_text(path.read_text("utf-8").replace("gazette-2030#1", "gazette-2031#1"), "utf-8")
    assert 'DG303 no source "gazette-2031" is registered' in run("validate", path).out


@pytest.mark.parametrize(
    ("arguments", "error", "hint"),
    [
        ("validate --select DG130", 'unknown code "DG130"', "DG1 has DG101 to DG108"),
        ("validate --ignore unknow-key", 'unknown code "unknow-key"', '"unknown-key"?'),
        ("validate --select zzz", 'unknown code "zzz"', "datagov explain lists"),
        ("validate --select ,", "no code given", "datagov explain lists"),
        ("explain DG9", 'unknown code "DG9"', "datagov explain lists"),
        ("explain unkown-term", 'unknown code "unkown-term"', '"unknown-term"?'),
        ("validate -f sarf", 'unknown format "sarf"', '"sarif"?'),
        ("explain -f sarif", 'unknown format "sarif"', "text, json"),
    ],
)
def test_a_wrong_name_is_a_wrong_call(arguments: str, error: str, hint: str, run: Run) -> None:
    result = run(*arguments.split())
    assert (result.code, result.out) == (2, "")
    first, second = result.err.splitlines()
    assert error in first
    assert hint in second


def test_help_and_completion_list_the_formats_of_the_command(run: Run) -> None:
    from datagov_cli.cli import completion

    assert "sarif" in run("validate", "--help").out
    assert "sarif" not in run("explain", "--help").out
    assert completion.words(FINDING_FORMATS)("g") == ["github", "gitlab"]
    assert completion.words(FORMATS)("g") == []
    assert completion.codes("dg103,unknown-k") == ["dg103,unknown-key"]


# Warnings: where they begin.


@pytest.mark.parametrize(
    ("day", "warned"), [("2032-12-31", False), ("2033-01-01", True), ("2036-02-29", True)]
)
def test_a_headship_grows_old_on_a_day(
    day: str, warned: bool, run: Run, tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATAGOV_TODAY", day)
    path = tiny / "provinces" / "hainan.yaml"
    edit(path, "role: head\n        posts: [party-secretary]", "role: deputy")
    result = run("validate", "--data", tiny, "--select", "DG502")
    assert ('"li-si" is stated for 2029-12-31' in result.out) == warned


@pytest.mark.parametrize(
    "added", ['until: "2030"', "withdrawn: {date: '2030-01', reason: {zh: 误。, en: An error.}}"]
)
def test_a_headship_that_has_ended_does_not_grow_old(added: str, run: Run, broken: Path) -> None:
    path = broken / "provinces" / "hainan.yaml"
    text = path.read_text("utf-8").replace("- id: li-si\n", f"- id: li-si\n        {added}\n")
    path.write_text(text, "utf-8")
    assert run("validate", path, "--data", broken, "--select", "DG502").out.startswith("1 file: 0")


def test_a_day_that_is_none_is_a_wrong_call(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATAGOV_TODAY", "tomorrow")
    result = run("validate")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith('error: DATAGOV_TODAY is "tomorrow"')


def test_a_draft_that_another_policy_supersedes_is_not_open(run: Run, broken: Path) -> None:
    path = broken / "provinces" / "hainan.yaml"
    text = path.read_text("utf-8").replace('date: "2030-01-15"', 'date: "2028-01-15"')
    text = text.replace("status: issued", "status: consultation")
    path.write_text(text, "utf-8")
    call = ("validate", path, "--data", broken, "--select", "DG503")
    assert '"plan" is recorded as a draft for comment of 2028-01-15' in run(*call).out
    later = "  - id: plan-2\n    title: {zh: 新, en: New}\n    supersedes: plan\n"
    path.write_text(text.replace("policies:\n", f"policies:\n{later}"), "utf-8")
    assert run(*call).out == "1 file: 0 errors, 0 warnings\n"


def named_files(name: str, run: Run, *arguments: str | Path) -> set[str]:
    """The files that the findings of a run are about, as a platform reads them."""
    read = accepted(name, run("validate", *arguments, "--select", "DG103", "-f", name).out)
    if name == "github":
        return {one[1]["file"] for one in read if not isinstance(one, str)}
    if name == "gitlab":
        return {one["location"]["path"] for one in read}
    places = (one["locations"][0]["physicalLocation"] for one in read["runs"][0]["results"])
    return {place["artifactLocation"]["uri"] for place in places}


@pytest.mark.parametrize(
    ("name", "marked"),
    [*((name, ".git") for name in ("github", "gitlab", "sarif")),
     ("github", "GITHUB_WORKSPACE"), ("gitlab", "CI_PROJECT_DIR"), ("sarif", "CI_PROJECT_DIR")],
)  # fmt: skip
def test_a_platform_is_told_files_from_the_top_of_the_repository(
    name: str, marked: str, run: Run, broken: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        monkeypatch.delenv(variable, raising=False)
    top, data = Path.cwd(), broken.absolute()
    if marked.startswith("."):
        (top / marked).write_text("gitdir: elsewhere", "utf-8")
        monkeypatch.setenv("GITHUB_WORKSPACE", str(top.parent))
    else:
        monkeypatch.setenv(marked, str(top))
    expected = {(data / "provinces" / "hainan.yaml").relative_to(top).as_posix()}
    for place in (top, top.parent, data, data / "provinces"):
        monkeypatch.chdir(place)
        assert named_files(name, run, "--data", data) == expected
    assert named_files(name, run, "hainan.yaml", "--data", data) == expected


@pytest.mark.parametrize("name", ["github", "gitlab", "sarif"])
def test_outside_of_any_repository_files_are_named_from_where_the_reader_stands(
    name: str, run: Run, broken: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_WORKSPACE", str(broken.absolute() / "sources"))
    assert named_files(name, run, "--data", broken) == {"tiny/provinces/hainan.yaml"}


def test_quiet_prints_nothing_where_all_is_well(run: Run, tiny: Path) -> None:
    result = run("validate", "-q", "--data", tiny)
    assert (result.code, result.out, result.err) == (0, "", "")


def test_statistics_are_refused_in_the_formats_of_platforms(run: Run, tiny: Path) -> None:
    result = run("validate", "--statistics", "-f", "sarif", "--data", tiny)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(
        "error: --statistics has no format sarif\nhint: known formats: text"
    )

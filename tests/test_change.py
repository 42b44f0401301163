"""``set``, ``end``, ``dispute``, ``withdraw``: a record changes, the rest of its file does not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from helpers import Run, edit

from datagov_cli.storage.yaml_reader import read_file

#: The call → the patch that it shows, with a line around each change and without the numbers.
CHANGES: dict[str, str] = {
    "set hainan meeting-1 date 2030-02-03 --cite gazette-2030#1": """\
     body: group
-    date: "2030-02"
+    date: "2030-02-03"
     title: {zh: 虚构会议, en: Invented meeting}
""",
    # What is named twice, or is there already, is noted once.
    "set hainan zhang-san since 2030-01 --cite gazette-2030#2 --cite gazette-2030#2"
    " --anchor 李四 --anchor 李四 --anchor 张三": """\
         as-of: "2030-02"
+        since: "2030-01"
         basis: implied
         cite: [gazette-2030#1]
-        anchors: [张三]
+        cite-for:
+          since: [gazette-2030#2]
+        anchors: [张三, 李四]
       - id: li-si
""",
    "set hainan old-group established 2001 --cite gazette-2030#2": """\
     name: {zh: 海南省旧虚构领导小组, en: Old Invented Leading Group of Hainan}
+    established: "2001"
     heads:
     anchors: [旧]
-    unknown:
-      established: {zh: 未提及。, en: Not mentioned.}
 meetings:
""",
    "set hainan wang-wu as-of 2030 --cite gazette-2030#2": """\
         role: head
+        as-of: "2030"
         basis: stated
           posts: {zh: 未提及。, en: Not mentioned.}
-          as-of:
-            zh: 未提及。
-            en: Not mentioned.
-            searched:
-              - date: "2030-03-02"
-                where: invented archive
     cite: [gazette-2030#2]
""",
    "set hainan plan kind plan": """\
     title: {zh: 虚构计划, en: Invented plan}
+    kind: plan
     issuer: group
""",
    "set hainan old-group main false": """\
     kind: leading-group
+    main: false
     name: {zh: 海南省旧虚构领导小组, en: Old Invented Leading Group of Hainan}
""",
    "set hainan meeting-1 themes data-sharing,digital-economy": """\
     chair: {zh: 张三, en: Zhang San}
-    themes: [digital-economy, data-sharing]
+    themes: [data-sharing, digital-economy]
     via: {zh: 虚构日报, en: Invented Daily}
""",
    "end hainan group/zhang-san 2030-02-20 --cite gazette-2030#1": """\
         as-of: "2030-02"
+        until: "2030-02-20"
         basis: implied
""",
    "set sources gazette-2030 url https://example.org/page": """\
 published: "2030-03-01"
-url: https://example.org/gazette
+url: https://example.org/page
 snapshot:
""",
}


@pytest.mark.parametrize("call", CHANGES)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_only_what_is_meant_changes(call: str, ends: str, run: Run, tiny: Path) -> None:
    words = call.split()
    folder, name = ("sources", words[2]) if words[1] == "sources" else ("provinces", words[1])
    path = tiny / folder / f"{name}.yaml"
    before = path.read_bytes().replace(b"\n", ends.encode())
    path.write_bytes(before)
    was = read_file(path).value
    dry = run(*words, "--data", tiny, "--dry-run")
    assert (dry.code, dry.err, path.read_bytes()) == (0, "", before)
    result = run(*words, "--data", tiny)
    assert (result.code, result.err, result.out) == (0, "", dry.out)

    now = path.read_bytes()
    assert now.count(b"\r\n") == (now.count(b"\n") if ends == "\r\n" else 0)
    patch = result.out.splitlines()
    assert patch[:2] == [f"--- {path}", f"+++ {path}"]
    assert CHANGES[call].splitlines() == [line for line in patch[2:] if line[0] != "@"]
    assert before.decode().splitlines() == _undone(now.decode().splitlines(), patch[2:])
    assert read_file(path).value != was
    checked = run("validate", path, "--data", tiny)
    assert (checked.code, "0 errors" in checked.out) == (0, True)


def _undone(lines: list[str], patch: list[str]) -> list[str]:
    """The lines of a file before a patch was applied to it."""
    out: list[str] = []
    at = 0
    for line in patch:
        if line.startswith("@@"):
            start, _, length = line.split("+")[1].split()[0].partition(",")
            begin = int(start) - (length != "0")
            out += lines[at:begin]
            at = begin
        elif line.startswith("-"):
            out.append(line[1:])
        elif line.startswith("+"):
            assert lines[at] == line[1:]
            at += 1
        elif line.startswith(" "):
            out.append(lines[at])
            at += 1
    return out + lines[at:]


def test_a_value_put_ends_what_stood_for_it(run: Run, tiny: Path) -> None:
    path = tiny / "provinces" / "hainan.yaml"
    call = ("set", "hainan", "wang-wu", "person", "王五", "--en", "Wang Wu")
    assert run(*call, "--cite", "gazette-2030#1", "--data", tiny).code == 0
    head = read_file(path).value["bodies"][1]["heads"][0]
    assert head["person"] == {"zh": "王五", "en": "Wang Wu"}
    assert head["cite-for"] == {"person": ["gazette-2030#1"]}
    assert "disputed" not in head
    inferred = ("--implied", "据会议", "--implied-en", "From the meeting")
    assert run("set", "hainan", "old-group", "established", "2001", *inferred,
               "--cite", "gazette-2030#2", "--data", tiny).code == 0  # fmt: skip
    body = read_file(path).value["bodies"][1]
    assert body["implied"] == {"established": {"zh": "据会议", "en": "From the meeting"}}
    assert "unknown" not in body
    assert run("set", "hainan", "old-group", "established", "2001", "--cite", "gazette-2030#1",
               "--data", tiny).code == 0  # fmt: skip
    body = read_file(path).value["bodies"][1]
    assert ("implied" in body, body["cite-for"]) == (False, {"established": ["gazette-2030#1"]})


@pytest.mark.parametrize("kind", ["targets", "measures"])
def test_the_figure_follows_from_its_wording(kind: str, run: Run, tiny: Path) -> None:
    path = tiny / "provinces" / "hainan.yaml"
    record = read_file(path).value[kind][0]
    words = (record["id"], "as-written", "3.5亿元")
    assert run("set", "hainan", *words, "--cite", record["cite"][0], "--data", tiny).code == 0
    assert read_file(path).value[kind][0]["value"] == 350000000


def test_a_whole_number_is_written_as_one(run: Run, tiny: Path) -> None:
    path = tiny / "provinces" / "hainan.yaml"
    edit(path, "value: 150000000\n", "value: 1500000\n")
    call = ("set", "hainan", "revenue", "value", "1.5e8", "--cite", "gazette-2030#3")
    assert run(*call, "--data", tiny).code == 0
    # As it stood before, and as that of the measure beside it stands.
    assert path.read_text("utf-8").count("    value: 150000000\n    unit: CNY") == 2


@pytest.mark.parametrize(
    ("call", "line"),
    [
        ("set hainan plan kind plan", 78),
        ("set hainan meeting-1 date 2030-02-03 --cite gazette-2030#1", 68),
        ("withdraw hainan push --reason 错", 127),
    ],
)
def test_the_line_of_a_change_is_the_first_that_differs(
    call: str, line: int, run: Run, tiny: Path
) -> None:
    told = json.loads(run(*call.split(), "--data", tiny, "-f", "json").out)
    now = (tiny / "provinces" / "hainan.yaml").read_text("utf-8").splitlines()
    assert (told["line"], told["written"]) == (line, True)
    assert any(word in now[line - 1] for word in ("kind", "date", "withdrawn"))


def test_a_file_without_a_last_line_end_stays_without(run: Run, tiny: Path) -> None:
    path = tiny / "provinces" / "hainan.yaml"
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    call = ("set", "hainan", "push", "mode", "orderly", "--cite", "gazette-2030#2")
    assert run(*call, "--anchor", "旧", "--data", tiny).code == 0
    assert path.read_text("utf-8").endswith("    anchors: [虚构, 旧]")


def test_what_shares_its_line_is_to_be_laid_out_first(run: Run, tiny: Path) -> None:
    path = tiny / "provinces" / "hainan.yaml"
    edit(path, '  - id: first\n    date: "2021~"\n', '  - date: "2021~"\n    id: first\n')
    before = path.read_bytes()
    call = ("set", "hainan", "first", "date", "2022", "--cite", "gazette-2030#2", "--data", tiny)
    result = run(*call)
    assert (result.code, path.read_bytes()) == (3, before)
    assert f"hint: run datagov fmt {path} first" in result.err
    assert run("fmt", path).code == 0
    assert run(*call).code == 0


def test_a_link_is_not_written_through(run: Run, tiny: Path) -> None:
    path, kept = tiny / "provinces" / "hainan.yaml", tiny / "kept.txt"
    path.rename(kept)
    path.symlink_to("../kept.txt")
    result = run("set", "hainan", "plan", "kind", "plan", "--data", tiny)
    assert (result.code, "is a symbolic link" in result.err) == (3, True)


def test_terms_are_separated_by_commas_with_or_without_spaces(run: Run, tiny: Path) -> None:
    terms = "data-sharing , digital-economy"
    assert run("set", "hainan", "meeting-1", "themes", terms, "--data", tiny).code == 0
    themes = read_file(tiny / "provinces" / "hainan.yaml").value["meetings"][0]["themes"]
    assert themes == ["data-sharing", "digital-economy"]


def test_who_issued_it_is_known_under_either_of_two_keys(run: Run, tiny: Path) -> None:
    path = tiny / "provinces" / "hainan.yaml"
    edit(path, "    issuer: group\n", "    unknown:\n      issuer: {zh: 未提及。, en: None.}\n")
    call = ("set", "hainan", "plan", "issued-by", "省政府", "--en", "The government")
    assert run(*call, "--cite", "gazette-2030#3", "--data", tiny).code == 0
    policy = read_file(path).value["policies"][0]
    assert (policy["issued-by"]["zh"], "unknown" in policy) == ("省政府", False)


def test_comments_and_a_missing_last_line_end_stay(run: Run, tiny: Path) -> None:
    path = tiny / "provinces" / "hainan.yaml"
    edit(path, '    established: "2020-05"\n', '    # when\n    established: "2020-05"  # said\n')
    edit(path, "    unknown:\n      established: {zh: 未提及。, en: Not mentioned.}\nmeetings:",
         "    unknown:\n      established: {zh: 未提及。, en: Not mentioned.}\n      # of it\n"
         "    # end\nmeetings:")  # fmt: skip
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    where = ("--cite", "gazette-2030#1", "--data", tiny)
    assert run("set", "hainan", "group", "established", "2020-06", *where).code == 0
    assert run("set", "hainan", "old-group", "established", "2001", *where).code == 0
    last = read_file(path).value["initiatives"][-1]["id"]
    assert run("withdraw", "hainan", last, "--reason", "错", "--data", tiny).code == 0
    text = path.read_text("utf-8")
    assert '    # when\n    established: "2020-06"  # said\n' in text
    assert text.count("# when") == text.count("# said") == 1
    assert "      # of it\n    # end\nmeetings:" in text
    assert text.endswith("    withdrawn:\n      date: \"2030-06-01\"\n"
                         "      reason: {zh: 错, en: To be translated.}\n")  # fmt: skip


def test_two_sources_that_disagree_become_sides(run: Run, tiny: Path) -> None:
    path = tiny / "provinces" / "hainan.yaml"

    def dispute(day: str, paragraph: int, anchor: str) -> Any:
        cited = ("--cite", f"gazette-2030#{paragraph}", "--anchor", anchor)
        return run("dispute", "hainan", "group", "established", day, *cited, "--data", tiny)

    assert dispute("2020-06", 2, "六月").code == 0
    body = read_file(path).value["bodies"][0]
    assert "established" not in body
    sides = [
        {"value": "2020-05", "cite": ["gazette-2030#1"], "anchors": ["虚构领导小组"]},
        {"value": "2020-06", "cite": ["gazette-2030#2"], "anchors": ["六月"]},
    ]
    assert body["disputed"] == {"established": sides}
    assert dispute("2020-07", 3, "七月").code == 0
    assert len(read_file(path).value["bodies"][0]["disputed"]["established"]) == 3
    again = dispute("2020-07", 3, "七月")
    assert (again.code, "on record already" in again.err) == (2, True)
    assert "disputed" in run("show", "hainan", "-s", "bodies", "--data", tiny).out


def test_a_side_has_the_citation_that_its_value_had(run: Run, tiny: Path) -> None:
    path = tiny / "provinces" / "hainan.yaml"
    cited = "    cite-for: {established: [gazette-2030#3], name: [gazette-2030#2]}\n"
    edit(path, "    anchors: [虚构领导小组]\n", f"{cited}    anchors: [虚构领导小组]\n")
    call = ("dispute", "hainan", "group", "established", "2020-06", "--cite", "gazette-2030#2")
    assert run(*call, "--anchor", "六月", "--data", tiny).code == 0
    body = read_file(path).value["bodies"][0]
    sides = body["disputed"]["established"]
    assert [side["cite"] for side in sides] == [["gazette-2030#3"], ["gazette-2030#2"]]
    assert body["cite-for"] == {"name": ["gazette-2030#2"]}


def test_what_no_source_states_is_not_disputed(run: Run, tiny: Path) -> None:
    path = tiny / "provinces" / "hainan.yaml"
    implied = "    implied: {established: {zh: 据上文。, en: From the text above.}}\n"
    edit(path, "    anchors: [虚构领导小组]\n", f"    anchors: [虚构领导小组]\n{implied}")
    before = path.read_bytes()
    call = ("dispute", "hainan", "group", "established", "2020-06", "--cite", "gazette-2030#2")
    result = run(*call, "--anchor", "六月", "--data", tiny)
    assert (result.code, result.out, path.read_bytes()) == (2, "", before)
    assert '"established" is inferred, so no source states' in result.err


def test_the_value_on_record_keeps_the_anchors_that_are_named(run: Run, tiny: Path) -> None:
    call = ("dispute", "hainan", "group", "established", "2020-06", "--cite", "gazette-2030#2",
            "--anchor", "六月", "--recorded-anchor", "五月")  # fmt: skip
    assert run(*call, "--data", tiny).code == 0
    first, second = read_file(tiny / "provinces" / "hainan.yaml").value["bodies"][0]["disputed"][
        "established"
    ]
    assert (first["anchors"], second["anchors"]) == (["五月"], ["六月"])


def test_a_reason_without_a_translation_is_still_to_be_written(run: Run, tiny: Path) -> None:
    call = ("withdraw", "hainan", "push", "--reason", "重复", "--data", tiny)
    assert "withdrawn.reason.en" in run(*call).out


def test_of_an_initiative_nothing_can_be_disputed(run: Run, tiny: Path) -> None:
    cited = ("--cite", "gazette-2030#2", "--anchor", "虚构", "--data", tiny)
    result = run("dispute", "hainan", "push", "mode", "trial", *cited)
    assert (result.code, result.err) == (2, 'error: "mode" cannot be disputed\n')


def test_a_comment_deep_in_a_map_stays_and_stays_one(run: Run, tiny: Path) -> None:
    path = tiny / "provinces" / "hainan.yaml"
    where = "                where: invented archive\n"
    edit(path, where, f"{where}                # and nowhere else\n")
    call = ("set", "hainan", "wang-wu", "posts", "governor", "--cite", "gazette-2030#2")
    assert run(*call, "--data", tiny).code == 0
    text = path.read_text("utf-8")
    assert text.count("# and nowhere else") == 1
    assert "posts: {zh" not in text
    assert f"{where}                # and nowhere else\n" in text


def test_another_translation_is_no_dispute(run: Run, tiny: Path) -> None:
    cited = ("--cite", "gazette-2030#2", "--anchor", "领导小组", "--data", tiny)
    again = run("dispute", "hainan", "li-si", "person", "李四", "--en", "Lee Sze", *cited)
    assert (again.code, "on record already" in again.err) == (2, True)


def test_a_hidden_character_is_reported_and_nothing_written(run: Run, tiny: Path) -> None:
    path = tiny / "provinces" / "hainan.yaml"
    before = path.read_bytes()
    cited = ("--cite", "gazette-2030#1", "--data", tiny)
    outcome = run("set", "hainan", "group", "name", "领导\u202e小组", *cited)
    assert (outcome.code, "U+202E" in outcome.out + outcome.err) == (1, True)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("place", "record"), [("hainan", "push"), ("hainan", "zhang-san"), ("sources", "gazette-2030")]
)
def test_what_is_withdrawn_stays_in_its_file(place: str, record: str, run: Run, tiny: Path) -> None:
    name = "sources/gazette-2030" if place == "sources" else f"provinces/{place}"
    path = tiny / f"{name}.yaml"
    old = path.read_text("utf-8").splitlines()
    call = ("withdraw", place, record, "--reason", "重复", "--reason-en", "Twice", "--data", tiny)
    assert run(*call).code == 0
    new = path.read_text("utf-8").splitlines()
    added = [line for line in new if line not in old]
    assert [line.strip() for line in added] == [
        "withdrawn:", 'date: "2030-06-01"', "reason: {zh: 重复, en: Twice}",
    ]  # fmt: skip
    assert [line for line in new if line not in added] == old
    again = run(*call)
    assert (again.code, "was withdrawn on 2030-06-01" in again.err) == (2, True)


@pytest.mark.parametrize(
    ("call", "code", "error", "hint"),
    [
        ("set hainan grup established 2020 C", 2, 'has no record "grup"', '"group"?'),
        ("set hainan group establishd 2020 C", 2, 'a body has no "establishd"', '"established"?'),
        ("set hainan group established 2020", 2, '"established" needs a citation', "--cite"),
        ("set hainan group heads 张三 C", 2, '"heads" holds more than one value', "edit"),
        ("set hainan group established 2020 --en 2020 C", 2, "same in both languages", "--en"),
        ("set hainan revenue value much C", 2, '"much" is not a number', "digits"),
        ("set hainan old-group main maybe", 2, '"maybe" is neither true nor false', None),
        ("set hunan group established 2020 C", 2, "there is no file on Hunan (湖南省) yet",
         "datagov new province hunan"),
        ("set sources gazette-2031 url x", 2, 'unknown source "gazette-2031"', "gazette-2030"),
        ("set sources gazette-2030 url x C", 2, "cites nothing", "--cite"),
        ("set atlantis group established 2020 C", 2, 'unknown province "atlantis"', None),
        ("end hainan group 2030 C", 2, '"group" is a body, not a head', None),
        ("end hainan push 2030 C", 2, '"push" is an initiative, not a head', None),
        ("dispute hainan group name 组 C --anchor x", 2, '"name" cannot be disputed',
         "established"),
        ("dispute hainan old-group established 2020 C --anchor x", 2, "has no value on record",
         "datagov set"),
        ("withdraw hainan group", 2, "missing option --reason", None),
    ],
)  # fmt: skip
def test_a_wrong_call_changes_nothing(
    call: str, code: int, error: str, hint: str | None, run: Run, tiny: Path
) -> None:
    files = {path: path.read_bytes() for path in tiny.rglob("*.yaml")}
    cited = ("--cite", "gazette-2030#1")
    words = [part for word in call.split() for part in (cited if word == "C" else (word,))]
    result = run(*words, "--data", tiny)
    assert (result.code, result.out) == (code, "")
    assert error in result.err.splitlines()[0]
    assert hint is None or hint in result.err.splitlines()[1]
    assert {path: path.read_bytes() for path in tiny.rglob("*.yaml")} == files


@pytest.mark.parametrize(
    ("call", "finding"),
    [
        ("set hainan group established 2040 --cite gazette-2030#1", "DG40"),
        ("set hainan plan status isued --cite gazette-2030#1", 'did you mean "issued"'),
        ("set hainan group established 2019 --cite gazette-2030#9", "DG304"),
        ("withdraw hainan group --reason 错", "DG305"),
    ],
)
def test_a_change_that_would_leave_an_error_is_refused(
    call: str, finding: str, run: Run, tiny: Path
) -> None:
    path = tiny / "provinces" / "hainan.yaml"
    before = path.read_bytes()
    result = run(*call.split(), "--data", tiny)
    assert (result.code, result.err) == (1, "")
    assert finding in result.out
    assert result.out.endswith("nothing was written\n")
    assert path.read_bytes() == before


def test_ids_and_keys_of_records_are_completed(tiny: Path) -> None:
    from types import SimpleNamespace

    from datagov_cli.cli import completion

    def known(**given: Any) -> Any:
        return SimpleNamespace(params={"data": str(tiny), **given})

    assert completion.record_ids(known(province="海南"), "zh") == ["zhang-san"]
    assert completion.record_ids(known(province="sources"), "gaz") == ["gazette-2030"]
    assert completion.record_ids(known(province="nowhere"), "") == []
    given = known(province="hainan", record="zhang-san")
    assert completion.record_fields(given, "s") == ["since"]
    assert completion.record_fields(known(province="sources"), "ur") == ["url"]

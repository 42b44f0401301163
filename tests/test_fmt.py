"""``datagov fmt``: one layout, the same data, every comment, and a fixed point.

Each ``NAME.before.yaml`` in ``tests/fmt`` comes out as ``NAME.after.yaml``. To accept new
ones after looking at them: ``UPDATE_GOLDENS=1 pytest tests/test_fmt.py``.
"""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import pytest
import yaml
from helpers import COUNTRY, HERE, ROOT, TINY, Run, edit, hold
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from datagov_cli.base.text_width import cells
from datagov_cli.curation.editing.fmt import Fix, fix_all, format_file
from datagov_cli.curation.editing.key_order import SchemaNode, schema_of, sort_keys
from datagov_cli.curation.editing.spelling import Corrector, correction, distance
from datagov_cli.curation.editing.yaml_tree import YamlEntry, parse, placed_comments, tree_of
from datagov_cli.curation.editing.yaml_writer import file_text as emit
from datagov_cli.curation.editing.yaml_writer import is_plain, scalar
from datagov_cli.storage.store import Store, display_name, find_schemas
from datagov_cli.storage.yaml_reader import read_bytes, read_file

CASES = HERE / "data" / "layout"
SCHEMAS = ROOT / "schemas"
DATA = [
    *(COUNTRY).rglob("*.yaml"),
    *(TINY).rglob("*.yaml"),
    *(HERE / "cases").rglob("*.yaml"),
]


def tree(text: str) -> YamlEntry:
    """A text as a tree, as the program reads it to lay it out."""
    events: list[Any] = []
    document = read_bytes(text.encode("utf-8"), "x", events)
    assert document.faults == []
    return parse(document.source, document.value, events)


def comments(text: str) -> list[str]:
    """The comments of a text."""
    events: list[Any] = []
    read_bytes(text.encode("utf-8"), "x", events)
    return [comment.text for comment in placed_comments(text, events)]


def formatted(text: str, kind: str = "province") -> str:
    """A text laid out, as the program does it in memory."""
    root = tree(text)
    sort_keys(root.value, schema_of(SCHEMAS, kind))
    return emit(root)


def read(text: str) -> Any:
    document = read_bytes(text.encode("utf-8"), "x")
    return None if document.faults else document.value


def exact(value: Any) -> str:
    """Plain data as text, so that 1, 1.0 and true differ, and key order does not."""
    return json.dumps(value, sort_keys=True)


# --- whole files ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", sorted(p.name[: -len(".before.yaml")] for p in CASES.glob("*.before.yaml"))
)
def test_a_file_comes_out_as_recorded(name: str, tmp_path: Path, run: Run) -> None:
    before = (CASES / f"{name}.before.yaml").read_bytes()
    golden = CASES / f"{name}.after.yaml"
    path = tmp_path / "hainan.yaml"
    path.write_bytes(before)
    assert run("fmt", path).code == 0
    hold(golden, path.read_bytes().decode("utf-8"))
    assert run("fmt", "--check", path).code == 0


def test_every_golden_has_its_before() -> None:
    names = {path.name.split(".")[0] for path in CASES.iterdir()}
    assert names
    assert {path.name for path in CASES.iterdir()} == {
        f"{name}.{when}.yaml" for name in names for when in ("before", "after")
    }


def test_the_data_is_laid_out(run: Run) -> None:
    result = run("fmt", "--check", COUNTRY)
    assert result.code == 0, result.out


@pytest.mark.parametrize("path", DATA, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_file_keeps_its_data_and_is_at_rest(path: Path) -> None:
    document = read_file(path)
    if document.faults:
        laid = format_file(path, COUNTRY)
        assert laid.reason
        assert laid.text is None
        return
    once = format_file(path, COUNTRY).text or document.source
    assert exact(read(once)) == exact(document.value)
    assert sorted(comments(once)) == sorted(comments(document.source))
    kind = path.parent.name if path.parent.parent.name == "cases" else ""
    kind = kind or {"provinces": "province", "sources": "source"}.get(path.parent.name, "national")
    kind = "vocabulary" if path.parent.name == "vocabulary" else kind
    assert formatted(once, kind) == once


def test_terms_of_a_vocabulary_and_lists_keep_their_order() -> None:
    text = "terms:\n  b: {unit: x, label: {en: B, zh: 乙}}\n  a: {label: {zh: 甲, en: A}}\nid: x\n"
    assert list(read(formatted(text, "vocabulary"))["terms"]) == ["b", "a"]
    assert read(formatted("bodies: [{id: b}, {id: a}]\n"))["bodies"] == [{"id": "b"}, {"id": "a"}]


# --- properties -----------------------------------------------------------------------------

ALPHABET = "ab1.0:-#,[]{}'\"\\?!&*%@|>=~ \n年（x）_+eEnNyYoO"
texts = (
    st.text(alphabet=ALPHABET, max_size=12)
    | st.text(max_size=8)
    | st.sampled_from(
        [
            "null",
            "Yes",
            "off",
            "2025-04-18",
            "2025-03~",
            "1e5",
            "0x1F",
            "1:30",
            "12_000",
            ".5",
            "a: b",
            "a #b",
            "- a",
            "? a",
            "...",
            "---",
            "1.",
            "0o17",
            "<<",
            "=",
            "a:",
            "NaN",
            "x?",
            "　全角　",
            "it's",
            'say "x"',
            "C:\\d",
            "a\\nb",
            "ab" * 70,
        ]
    )
)
keys = st.sampled_from(["id", "name", "zh", "en", "bodies", "cite", "x", "gb2260", "2025", "a b"])
values = st.recursive(
    texts | st.integers() | st.booleans() | st.none() | st.floats(allow_nan=False, width=32),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys | texts, inner, max_size=4),
    max_leaves=12,
)
documents = st.dictionaries(keys, values, min_size=1, max_size=6)


@st.composite
def files(draw: st.DrawFn) -> str:
    """A data file as somebody might have written it, with comments here and there."""
    text = yaml.safe_dump(
        draw(documents),
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=draw(st.sampled_from([True, False, None])),
        default_style=draw(st.sampled_from([None, None, '"', "|"])),
        width=draw(st.sampled_from([20, 80, 1000])),
        indent=draw(st.sampled_from([2, 4])),
    )
    value = read(text)
    assume(value is not None)
    lines = text.splitlines()
    for number in range(draw(st.integers(0, 4))):
        place = draw(st.integers(0, len(lines)))
        comment = f"# {number}"
        if draw(st.booleans()) and place < len(lines):
            tried = [*lines[:place], f"{lines[place]} {comment}", *lines[place + 1 :]]
        else:
            margin = " " * draw(st.integers(0, 6))
            tried = [*lines[:place], margin + comment, *lines[place:]]
        same = read("\n".join(tried))
        if same is not None and exact(same) == exact(value):
            lines = tried
    ends = draw(st.sampled_from(["", "\n", "\n\n\n"]))
    return "\n".join(lines) + ends


@given(files())
@settings(max_examples=40, deadline=None)
def test_any_file_keeps_its_data_and_comments_and_comes_to_rest(text: str) -> None:
    assume(read(text) is not None)
    once = formatted(text)
    assert exact(read(once)) == exact(read(text))
    assert sorted(comments(once)) == sorted(comments(text))
    assert formatted(once) == once
    assert once.endswith("\n")
    assert not once.endswith("\n\n")
    assert "\r" not in once


@given(texts, st.booleans())
@settings(max_examples=150, deadline=None)
def test_every_reader_takes_a_text_for_that_text(text: str, in_brackets: bool) -> None:
    written = scalar(text, in_brackets)
    line = f"a: [{written}]" if in_brackets else f"a: {written}"
    assume("\ufeff" not in text)
    found = yaml.safe_load(line)["a"]
    assert (found[0] if in_brackets else found) == text
    assert "\n" not in written


@pytest.mark.parametrize(
    "text",
    ["2014", "2025-03~", "520000", "0123", "1e9", "1.50", "1:30", "yes", "No", "~", "12,000",
     "2025-04-18", "2025-04-18 10:00", "0xff", "+1", "-1", ".inf", "", " a", "- a", "a: b",
     "what?", "a:", "...", "a #b"],
)  # fmt: skip
def test_what_could_be_misread_stands_in_quotes(text: str) -> None:
    assert not is_plain(text)


@pytest.mark.parametrize(
    "text", ["CN-GZ", "cls-2025-04-21#13", "240亿元", "5g-base-stations", "Gbit/s", "a, b", "1a2b"]
)
def test_what_cannot_be_misread_stands_as_it_is(text: str) -> None:
    assert is_plain(text)


def test_a_line_is_measured_in_columns() -> None:
    assert [cells("ab"), cells("贵州"), cells("é"), cells("“a”")] == [2, 4, 1, 3]


# --- comments -------------------------------------------------------------------------------


def test_a_comment_stays_with_its_key_when_keys_move() -> None:
    text = 'name: {zh: 甲, en: A, short: 乙}  # of name\n# above id\nid: x\ngb2260: "1"  # of gb\n'
    assert formatted(text) == (
        '# above id\nid: x\nname: {zh: 甲, en: A, short: 乙}  # of name\ngb2260: "1"  # of gb\n'
    )


@pytest.mark.parametrize(
    "text",
    [
        "id: x\nmeetings:\n  - id: a\n    # closes a\n  # above b\n  - id: b\n# closes the file\n",
        "id: x\nmeetings:\n  # above a\n  - id: a\n",
        "# of the file\nid: x\n",
        "id: x  # 1\nname:  # 2\n  zh: 甲  # 3\n  # 4\n  en: A\n  # 5\n",
    ],
)
def test_comments_stand_where_they_stood(text: str) -> None:
    assert formatted(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "id: x\nanchors: [  # 1\n  a,  # 2\n  b]  # 3\n",
        "id: x\nanchors: [a, b\n  # before the end\n  ]  # behind it\n",
        "id: x\nname: {zh: 甲, en: A\n  # 1\n  # 2\n  }\n",
        "id: x\nlists:\n  -  # 1\n    - a  # 2\n    - b\n  # 3\n  -  # 4\n    -  # 5\n      - c\n",
        "id: x\nlists:\n  -  # 1\n    # 2\n    a: b  # 3\n",
        "id: x\nlists:\n  - [[a], b]  # 1\n  - - [[a], b]  # 2\n    - c\n",
    ],
)
def test_comments_between_brackets_and_behind_signs_stay(text: str) -> None:
    assert sorted(comments(formatted(text))) == sorted(comments(text))


def test_what_looks_like_a_comment_and_is_text_stays_text() -> None:
    text = 'id: "a # b"\nname: a#b\nkind: |\n  # text\n  more\n'
    assert comments(text) == []
    assert comments("id: >  # 1\n  text # of it\n  more\nname: |  # 2\n  # of it\n") == [
        "# 1",
        "# 2",
    ]
    assert read(formatted(text)) == {"id": "a # b", "name": "a#b", "kind": "# text\nmore\n"}


# --- the command ----------------------------------------------------------------------------


def test_check_writes_nothing_and_names_what_would_change(run: Run, tiny: Path) -> None:
    path = tiny / "provinces" / "hainan.yaml"
    before = path.read_bytes()
    result = run("fmt", "--check", "--data", tiny)
    assert result.code == 1
    assert f"{path}: would be changed" in result.out
    assert result.out.splitlines()[-1].endswith(" files: 1 would be changed, 0 skipped")
    assert path.read_bytes() == before
    assert run("fmt", "--data", tiny).code == 0
    assert path.read_bytes() != before
    after = path.stat()
    again = run("fmt", "--data", tiny)
    assert (again.code, "0 changed" in again.out) == (0, True)
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert run("validate", "--data", tiny).code == 0


def test_json_lists_every_file(run: Run, tiny: Path) -> None:
    broken = tiny / "provinces" / "hubei.yaml"
    broken.write_text("id: [\n", encoding="utf-8")
    result = run("fmt", "--check", tiny / "provinces", "-f", "json")
    answer = json.loads(result.out)
    assert result.code == 1
    assert list(answer) == ["schema", "files"]
    assert answer["schema"] == "datagov/fmt@1"
    assert [(Path(f["file"]).stem, f["changed"]) for f in answer["files"]] == [
        ("hainan", True), ("hubei", False), ("xizang", False)
    ]  # fmt: skip
    assert [f["reason"] is None for f in answer["files"]] == [True, False, True]
    assert answer["files"][1]["reason"].startswith("2:1: DG005 ")


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"id: a\nid: b\n", "DG007"), (b"id: &x a\n", "DG008"), (b"\xef\xbb\xbfid: a\n", "DG003"),
     (b"id:\ta\n", "DG006"), (b"", "DG013"), (b"- a\n", "DG012"), (b"id: \xff\n", "DG002")],
)  # fmt: skip
def test_a_file_with_faults_is_left_alone_and_reported(
    content: bytes, code: str, run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "hainan.yaml"
    path.write_bytes(content)
    result = run("fmt", path)
    assert result.code == 1
    assert f"hainan.yaml:1:1: error {code}" in result.out or code in result.out
    assert path.read_bytes() == content


def test_line_ends_and_permissions_are_kept(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "hainan.yaml"
    path.write_bytes(b"name: x\r\nid:   hainan # c\r\n")
    path.chmod(0o640)
    assert run("fmt", path).code == 0
    assert path.read_bytes() == b"id: hainan  # c\r\nname: x\r\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    path.write_bytes(b"name: x\nid: hainan")
    assert run("fmt", path).code == 0
    assert path.read_bytes() == b"id: hainan\nname: x\n"


def test_a_link_is_left_alone(run: Run, tmp_path: Path) -> None:
    kept, link = tmp_path / "kept.yaml", tmp_path / "hainan.yaml"
    kept.write_text("name: x\nid:   y\n", encoding="utf-8")
    link.symlink_to(kept)
    result = run("fmt", link)
    assert (result.code, "it is a symbolic link" in result.out) == (1, True)
    assert link.is_symlink()
    assert kept.read_text(encoding="utf-8") == "name: x\nid:   y\n"


def test_a_layout_that_would_say_something_else_is_never_written(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "hainan.yaml"
    path.write_text("name: x\nid: y # c\n", encoding="utf-8")
    for wrong in ("id: y # c\n", "id: y\nname: x\n", "id: 1\nname: x  # c\n", "id: [\n"):
        monkeypatch.setattr("datagov_cli.curation.editing.fmt.emit", lambda _, wrong=wrong: wrong)
        result = run("fmt", path)
        assert (result.code, "internal error" in result.err) == (70, True)
        assert path.read_text(encoding="utf-8") == "name: x\nid: y # c\n"


# --- fixing ---------------------------------------------------------------------------------


def test_misspelt_keys_and_terms_are_put_right(tiny: Path, run: Run) -> None:
    path = tiny / "provinces" / "hainan.yaml"
    right = path.read_text(encoding="utf-8")
    assert fix_all(tiny, [path]) == []
    laid = path.read_text(encoding="utf-8")
    wrong = right.replace("scope: national", "scope: natoinal").replace("chair:", "chiar:")
    wrong = wrong.replace("posts: [party-secretary]", "posts: [party-secratary]")
    path.write_text(wrong, encoding="utf-8")
    found = fix_all(tiny, [path])
    name = display_name(path)
    assert found == [
        Fix(name, 29, 17, "party-secratary", "party-secretary"),
        Fix(name, 70, 5, "chiar", "chair"),
        Fix(name, 117, 12, "natoinal", "national"),
    ]
    assert path.read_text(encoding="utf-8") == laid
    assert run("validate", path, "--data", tiny).code == 0


@pytest.mark.parametrize(
    ("old", "new"),
    [("scope: national", "scope: regional"),
     ("status: issued", "status: consultation、issued"), ("role: head", "role: chief"),
     ("chair:", "presided:"), ("title: {zh: 虚构会议", "zitle_x: {zh: 虚构会议"),
     ("predecessor: old-group", "predecessor: old-grup"),
     ("cite: [gazette-2030#3]", "cite: [gazete-2030#3]")],
)  # fmt: skip
def test_what_is_not_plainly_misspelt_is_left(old: str, new: str, tiny: Path) -> None:
    path = tiny / "provinces" / "hainan.yaml"
    text = path.read_text(encoding="utf-8").replace(old, new)
    path.write_text(text, encoding="utf-8")
    value = read(text)
    assert fix_all(tiny, [path]) == []
    assert exact(read(path.read_text(encoding="utf-8"))) == exact(value)


def test_a_text_within_a_map_of_any_keys_has_its_languages_in_order(run: Run, tiny: Path) -> None:
    path = tiny / "provinces" / "hainan.yaml"
    assert run("fmt", path).code == 0
    laid = path.read_text("utf-8")
    turned = laid.replace(
        "{zh: 未提及。, en: Not mentioned.}", "{en: Not mentioned., zh: 未提及。}"
    )
    assert turned.count("{en: Not") == 2
    path.write_text(turned, "utf-8")
    assert run("fmt", path).code == 0
    assert path.read_text("utf-8") == laid


def test_a_file_that_would_become_too_large_is_left(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    text = f"id: '{600_000 * chr(34)}'\n"
    path.write_text(text, "utf-8")
    result = run("fmt", path)
    assert "the formatted file would exceed 1 MB" in result.out + result.err
    assert path.read_text("utf-8") == text


def test_of_several_faults_the_first_in_the_file_is_named(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text('id: a\nid: b\nname: "\t"\n', "utf-8")
    result = run("fmt", path)
    assert result.out.startswith(f"{path}:2:1: error DG007 ")


def test_of_two_keys_only_one_can_be_meant_by_a_third(tiny: Path) -> None:
    path = tiny / "provinces" / "hainan.yaml"
    edit(path, "    mode: orderly\n", "    mod: orderly\n    modee: orderly\n")
    assert [(fix.was, fix.now) for fix in fix_all(tiny, [path])] == [("mod", "mode")]
    assert "    modee: orderly\n" in path.read_text("utf-8")


def test_comments_stay_where_an_entry_is_set_apart(tiny: Path) -> None:
    path = tiny / "provinces" / "hainan.yaml"
    posts = "        posts: [deputy-party-secretary, governor]\n"
    joined = "          # of both\n          - deputy-party-secretary、governor  # said\n"
    edit(path, posts, f"        posts:\n{joined}")
    assert len(fix_all(tiny, [path])) == 1
    apart = (
        "        posts:\n          # of both\n          - deputy-party-secretary\n"
        "          - governor  # said\n"
    )
    assert apart in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [
        ("goveror", ["governor", "vice-governor", "director"], "governor"),
        ("Governor", ["governor", "mayor"], "governor"),
        ("vice-gov", ["governor", "vice-governor", "vice-mayor"], None),
        ("cart", ["card", "care"], None),
        ("hed", ["head", "deputy"], "head"),
        ("xy", ["ab"], None),
        ("abcde", ["abcdefg", "zzzzz"], "abcdefg"),
        ("haed", ["head", "zzzz"], "head"),
        # One letter of four, two of five; the next best is two letters further away.
        ("abcx", ["abyz", "zzzz"], None),
        ("abcxy", ["abczz", "qqqqq"], "abczz"),
        ("aaaab", ["aaaaa", "abbbb"], "aaaaa"),
        ("aaaab", ["aaaaa", "aabbb"], None),
        ("zh", [], None),
    ],
)
def test_only_one_word_can_be_meant(word: str, known: list[str], expected: str | None) -> None:
    assert correction(word, known) == expected


def test_a_word_is_looked_up_and_a_vocabulary_read_once(tiny: Path) -> None:
    """With thousands of them in a file that is what the time goes to."""
    path = tiny / "provinces" / "hainan.yaml"
    right = path.read_text(encoding="utf-8")
    others = [f"other-{n}" for n in range(3000)]
    listed = [*["data-sharin"] * 3000, *others, "data-sharin", "data-shring"]
    record = f"  - id: many\n    topics: [{', '.join(listed)}]\n"
    path.write_text(right.replace("initiatives:\n", f"initiatives:\n{record}"), encoding="utf-8")
    root = tree(right := path.read_text(encoding="utf-8")).value
    asked: list[str] = []

    def terms(vocabulary: str) -> dict[str, tuple[str, ...]]:
        asked.append(vocabulary)
        return dict.fromkeys(Store(tiny).term_ids(vocabulary), ())

    slips = Corrector(terms).correct(root, schema_of(find_schemas(tiny), "province"))
    assert len(asked) == len(set(asked))
    assert [was for _, was, _ in slips] == ["data-sharin"] * 3001
    assert [right[at : at + len(was)] for at, was, _ in slips] == [was for _, was, _ in slips]


@pytest.mark.parametrize("enum", [[1], [True, None, 1.5], [["x"], {}]])
def test_only_words_are_misspelt(enum: list[object]) -> None:
    """A schema may allow values of other kinds."""
    node = tree_of({"kind": "provinze"})
    spec = {"type": "object", "properties": {"kind": {"enum": [*enum, "province"]}}}
    assert [slip[1:] for slip in Corrector(lambda _: {}).correct(node, SchemaNode(spec, {}))] == [
        ("provinze", "province")
    ]


def test_of_words_without_end_none_is_meant() -> None:
    assert correction("a" * 101, ["a" * 100]) is None
    assert correction("word-1x", [f"word-{n}" for n in range(1001)]) is None


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_the_distance_is_one(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) == (one == other)
    assert abs(len(one) - len(other)) <= distance(one, other) <= max(len(one), len(other))


def test_a_file_that_cannot_be_read_is_not_fixed(tmp_path: Path) -> None:
    path = tmp_path / "hainan.yaml"
    path.write_text("id: [\n", encoding="utf-8")
    assert fix_all(COUNTRY, [path]) == []
    assert path.read_text(encoding="utf-8") == "id: [\n"


@pytest.mark.parametrize(
    ("text", "laid"),
    [
        ("a:\n  # on a\nb: 1\n", "# on a\na: null\nb: 1\n"),
        ("a:  # beside\n  # on a\n  # too\n\nb: 1\n", "# on a\n# too\na: null  # beside\nb: 1\n"),
        ("x:\n  -\n    # on it\n  - b\n", "x:\n  # on it\n  - null\n  - b\n"),
        ("x:\n  a:\n    # on a\n  # ends x\nb: 1\n", "x:\n  # on a\n  a: null\n  # ends x\nb: 1\n"),
        ("a:\n# on b\nb: 1\n", "a: null\n# on b\nb: 1\n"),
    ],
)
def test_a_comment_below_a_key_without_a_value_stays_with_it(text: str, laid: str) -> None:
    assert emit(tree(text)) == laid
    assert emit(tree(laid)) == laid


@pytest.mark.parametrize("text", ["... foo", "...", "--- foo", "---"])
def test_no_text_is_taken_for_the_end_of_the_document(text: str) -> None:
    laid = f'"{text}": 1\nb: "{text}"\n'
    assert emit(tree(laid)) == laid


@pytest.mark.parametrize("name", ["github", "gitlab", "sarif", "junit"])
def test_fmt_offers_only_the_formats_that_it_serves(name: str, run: Run, tiny: Path) -> None:
    result = run("fmt", "--check", "--data", tiny, "-f", name)
    assert (result.code, result.out) == (2, "")
    assert f'unknown format "{name}"' in result.err
    assert "known formats: text, json, jsonl, csv, md, yaml" in result.err

"""Reading of YAML: whatever the parser refuses is a finding, whichever character it is."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any

import pytest
import yaml

from datagov_cli.base.files import MAX_BYTES
from datagov_cli.model.diagnostics import MAX_MESSAGE
from datagov_cli.storage import yaml_reader
from datagov_cli.storage.documents import Document
from datagov_cli.storage.yaml_reader import (
    MAX_DEPTH,
    MAX_DIGITS,
    MAX_FAULTS,
    MAX_KEY,
    MAX_VALUES,
    read_bytes,
)


def whole_or_faulty(document: Document) -> bool:
    return bool(document.faults) or (not document.broken and isinstance(document.value, dict))


#: Those at which a parser may stop, or which nobody sees, are among these.
CLOSE = {*range(0x3000), *range(0xFD00, 0x10101)}
SURROGATES = range(0xD800, 0xE000)


def blocks(codes: Iterable[int], size: int) -> list[str]:
    """Characters by so many."""
    text = "".join(map(chr, codes))
    return [text[start : start + size] for start in range(0, len(text), size)]


#: A file in which something is wrong behind the character, so that none may pass.
PLACES = {
    "comment": b"id: hainan\nfoo: [1, 2\n# %s\n",
    "plain": b"id: a%sb\n",
    "single": b"id: 'a%sb'\n",
    "quoted": b'id: "a%sb"\n',
    "key": b"a%sb: 1\n",
}


@pytest.mark.parametrize("place", PLACES)
def test_no_character_of_unicode_hides_a_document(place: str) -> None:
    """In blocks. A block that is not read as any letters are is halved until the characters that
    make the difference stand alone, for one may hide what another does."""

    def codes(signs: str) -> list[str]:
        # Surrogates are the bytes that other encoders give them.
        data = PLACES[place].replace(b"%s", signs.encode("utf-8", "surrogatepass"))
        document = read_bytes(data, "x.yaml")
        named = f"U+{ord(signs[0]):04X} and {len(signs) - 1} more"
        assert whole_or_faulty(document), named
        assert place != "comment" or document.faults, named
        return [fault.code for fault in document.faults]

    usual = codes("x")
    for block in blocks(SURROGATES, 1 if place == "comment" else 16):
        codes(block)
    others = blocks(sorted({*range(sys.maxunicode + 1)} - CLOSE - {*SURROGATES}), 500)
    for block in others[:: 1 if place == "comment" else 10]:
        codes(block)
    pending = blocks(sorted(CLOSE), 64)
    while pending:
        block = pending.pop()
        if codes(block) != usual and len(block) > 1:
            pending += blocks(map(ord, block), (len(block) + 1) // 2)


@pytest.mark.parametrize("sign", ["\ufffe", "\uffff", "\x00", "\x7f", "\x9f"])
def test_a_character_that_yaml_refuses_is_reported_at_its_place(sign: str) -> None:
    document = read_bytes(f"id: WRONG\nfoo: [1, 2\n# é{sign}\n".encode(), "x.yaml")
    assert document.broken
    (found,) = document.faults
    assert (found.line, found.column, found.code) == (3, 4, "DG016")
    assert f"U+{ord(sign):04X}" in found.message


@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
@pytest.mark.parametrize(
    "text",
    ['id: "\\UFFFFFFFF"', 'id: "\\U00110000"', f"%YAML {'1' * 5000}.1\n---\nid: x",
     "id: \ufffe", "id: [", "# " + "\u200b" * 200 + "\nid: [", "&a [*a]", "!!python/none x"],
)  # fmt: skip
def test_with_and_without_libyaml(text: str, loader: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_reader, "_LOADER", getattr(yaml, loader))
    document = read_bytes(text.encode(), "x.yaml")
    assert document.faults
    assert not isinstance(document.value, dict) or document.broken or document.faults


@pytest.mark.parametrize(
    "text",
    ["a: [" + "{}," * 300_000 + "]", "a: [" + "[]," * 330_000 + "]", "a: [" + "1," * 400_000 + "]",
     "".join(f"k{n}: 1\n" for n in range(90_000))],
)  # fmt: skip
def test_a_file_with_too_many_values_is_not_read_to_its_end(text: str) -> None:
    document = read_bytes(text.encode(), "x.yaml")
    assert document.broken
    assert [found.code for found in document.faults] == ["DG004"]
    assert f"{MAX_VALUES:,} values" in document.faults[0].message


def test_a_key_and_a_message_are_bounded() -> None:
    text = "? " + "k" * 500_000 + "\n: 1\n"
    document = read_bytes(text.encode(), "x.yaml")
    assert document.broken
    assert "a key is 500000 characters" in document.faults[-1].message
    longest = "'" + '"' * MAX_KEY + "': 1\n"
    assert not read_bytes(longest.encode(), "x.yaml").faults
    tag = read_bytes(f"id: !{'t' * 500_000} x\n".encode(), "x.yaml")
    assert all(len(found.message) <= MAX_MESSAGE for found in tag.faults)


@pytest.mark.parametrize(
    ("most", "more", "code"),
    [
        ("a: " + "1" * MAX_DIGITS, "a: " + "1" * (MAX_DIGITS + 1), "DG015"),
        ("k" * MAX_KEY + ": 1", "k" * (MAX_KEY + 1) + ": 1", "DG014"),
        # The mapping is a level, and a value, itself.
        ("a: " + "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1),
         "a: " + "[" * MAX_DEPTH + "]" * MAX_DEPTH, "DG010"),
        ("a: [" + "1," * (MAX_VALUES - 2) + "]", "a: [" + "1," * (MAX_VALUES - 1) + "]", "DG004"),
        ("a: 1" + " " * (MAX_BYTES - 4), "a: 1" + " " * (MAX_BYTES - 3), "DG004"),
    ],
    ids=["digits", "key", "depth", "values", "bytes"],
)  # fmt: skip
def test_what_reaches_a_limit_is_read_and_no_more(most: str, more: str, code: str) -> None:
    assert not read_bytes(most.encode(), "x.yaml").faults
    assert [fault.code for fault in read_bytes(more.encode(), "x.yaml").faults] == [code]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("true: 1\n", ["DG014 1:1"]),
        ("id: x\nnull: 1\n", ["DG014 2:1"]),
        ("id: x\n~: 1\n", ["DG014 2:1"]),
        ('"true": 1\n', []),
        ('"a\\u202eb": 1\n', ["DG016 1:1"]),
        # As it is, and behind an escape, a sign is reported once.
        ('id: "a\u202eb"\n', ["DG016 1:7"]),
        ('id: "a\\u202eb"\n', ["DG016 1:5"]),
        ('id: a\r\nb: "c\u202e"\r\n', ["DG016 2:6"]),
        ("- a\n", ["DG012 1:1"]),
        ("a\n", ["DG012 1:1"]),
    ],
)
def test_what_is_no_key_and_no_file(text: str, found: list[str]) -> None:
    faults = read_bytes(text.encode(), "x.yaml").faults
    assert [f"{fault.code} {fault.line}:{fault.column}" for fault in faults] == found
    lists = [fault.message for fault in faults if "a list" in fault.message]
    assert bool(lists) == text.startswith("-")


def test_a_question_mark_far_from_its_key_is_found() -> None:
    found = read_bytes(b"id: a\n?" + b" " * 150 + b"key\n: 1\n", "x.yaml").faults
    assert [(fault.code, fault.line) for fault in found] == [("DG014", 2)]


PARSERS = [yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)]


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(
    "text",
    [
        "a: x ?\nb: 1\n",
        "a: x\n  y ?\n# ?\nb: 1\n",
        "# why ?\na: 1\n",
        "a: 1 # is it ?\nb: 1\n",
        "a: # ?\n  b: 1\n",
        "a:\n  - # ? \n    b: 1\n",
        "a: |\n  x ?\nb: 1\n",
        "a: >\n  x\n  ?\n\n# ?\nb: 1\n",
        'a: "x ?"\nb: 1\n',
        "a: 'x\n  ? '\nb: 1\n",
        'a: [x, "?"]\nb: 1\n',
        "a: {b: 1, # ?\n c: 2}\n",
        "a ?: 1\nb: 2\n",
    ],
)
def test_a_question_mark_in_a_text_or_a_comment_is_no_fault(
    text: str, parser: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_reader, "_LOADER", parser)
    document = read_bytes(text.encode(), "x.yaml")
    assert (document.faults, document.value) == ([], yaml.safe_load(text))


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(
    "text",
    [
        "? a\n: 1\n",
        "?\n  a\n: 1\n",
        "? # what\n  a\n: 1\n",
        "x: y ?\n? a\n: 1\n",
        "b: |\n  x\n? a\n: 1\n",
        "x:\n  - ? a\n    : 1\n",
        "x: {b: 1, ? a : 1}\n",
        "x: [? a : 1]\n",
        "? a\n? b\n",
    ],
)
def test_a_key_written_with_a_question_mark_is_one(
    text: str, parser: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_reader, "_LOADER", parser)
    assert {fault.code for fault in read_bytes(text.encode(), "x.yaml").faults} == {"DG014"}


def test_of_a_thousand_faults_a_hundred_are_listed() -> None:
    document = read_bytes(b"id: a\n" * 1000, "x.yaml")
    assert len(document.faults) == MAX_FAULTS + 1
    assert document.faults[0].line == 2

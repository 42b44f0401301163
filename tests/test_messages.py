"""The two languages of the interface: English in the code, Chinese in one catalogue."""

from __future__ import annotations

import ast
import re
import string
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from helpers import ROOT

import datagov_cli
from datagov_cli.base.messages import (
    LANGUAGES,
    Text,
    clauses,
    join,
    joined,
    message,
    parenthesised,
    plural,
    sentences,
    text,
    with_gloss,
)
from datagov_cli.model.placeholders import readable

sys.path.insert(0, str(ROOT / "scripts"))
import messages as catalogue

SOURCE = Path(datagov_cli.__file__).parent


@cache
def all_calls() -> list[tuple[Path, ast.Call]]:
    """Every call in the package, and in which of its modules."""
    return [
        (path.relative_to(SOURCE), node)
        for path in sorted(SOURCE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    ]


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Every call of a function that takes a message, with its place."""
    for path, node in all_calls():
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if node.args and name in catalogue.FUNCTIONS:
            yield f"{path}:{node.lineno}", node


def placeholders(said: str) -> set[str]:
    if "{" not in said:  # A text as it stands, in which a closing brace is one.
        return set()
    return {name for _, name, _, _ in string.Formatter().parse(said) if name is not None}


def translations() -> Iterator[tuple[str, str]]:
    """Every message of the catalogue, of a plural the form for several, and its Chinese."""
    with catalogue.CATALOGUE.open("rb") as file:
        for each in read_po(file, locale="zh"):
            if each.id:
                english = each.id[-1] if isinstance(each.id, tuple) else each.id
                chinese = each.string[0] if isinstance(each.string, tuple) else each.string
                yield str(english), str(chinese)


#: The functions themselves hand on what they are given.
HOME = ("base/messages.py", "views/cited_sources.py", "site/templating.py")


def test_every_message_is_a_literal() -> None:
    """Only so can it be found: here, and by the tools of gettext."""
    variable = [
        where for where, call in calls()
        if not all(map(catalogue.literal, call.args[:1]))
    ]  # fmt: skip
    assert [where for where in variable if not where.startswith(HOME)] == []


def test_the_catalogue_is_that_of_the_code_and_has_no_gap() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/messages.py", "--check"], cwd=ROOT, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (0, "")
    assert len(list(translations())) > 500


#: Calls whose words a person reads; plain text in them would stay English.
SAID = ("UsageError", "DataError", "FilterSyntaxError", "did_you_mean", "near_and_all", "note")


def test_errors_and_hints_are_messages() -> None:
    plain = []
    for path, node in all_calls():
        if getattr(node.func, "id", "") in SAID:
            words = [*node.args, *(keyword.value for keyword in node.keywords)]
            if any(isinstance(word, ast.JoinedStr) or catalogue.literal(word) for word in words):
                plain.append(f"{path}:{node.lineno}")
    assert plain == []


def test_no_translation_is_marked_as_uncertain() -> None:
    with catalogue.CATALOGUE.open("rb") as file:
        assert [each.id for each in read_po(file, locale="zh") if each.id and each.fuzzy] == []


def test_placeholders_agree_in_both_languages() -> None:
    for english, chinese in translations():
        assert placeholders(english) == placeholders(chinese), english


def test_a_message_is_given_all_of_its_placeholders() -> None:
    for where, call in calls():
        english = catalogue.literal(call.args[-1 if len(call.args) == 2 else 0])
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        if name == "plural":
            english = catalogue.literal(call.args[1])
        elif name == "text":
            english = catalogue.literal(call.args[0])
        if english is None or any(keyword.arg is None for keyword in call.keywords):
            continue
        given = {keyword.arg for keyword in call.keywords} - {"context"}
        given |= {"number"} if name == "plural" else set()
        assert given == placeholders(english), where


def test_chinese_has_full_width_punctuation() -> None:
    """Half-width marks are left to what is data: options, dates, code, placeholders."""
    for english, chinese in translations():
        bare = chinese
        if "{" in english:
            bare = "".join(part for part, *_ in string.Formatter().parse(chinese))
        for mark in re.finditer("[,;:()?!]", bare):
            around = bare[max(0, mark.start() - 1) : mark.end() + 1]
            assert not re.search("[\u4e00-\u9fff]", around), (english, around)


def test_english_does_not_load_the_chinese() -> None:
    code = (
        "import sys; from datagov_cli.base.messages import message\n"
        "said = message('Founded: {body}', body='X')\n"
        "assert said.en == 'Founded: X' and 'gettext' not in sys.modules\n"
        "assert said.zh == '成立X'"
    )
    subprocess.run([sys.executable, "-X", "utf8", "-c", code], check=True, timeout=60)


@pytest.mark.parametrize(
    ("items", "chinese", "english"),
    [
        (["甲", "乙"], "甲、乙", "甲, 乙"),
        (["甲", "乙、丙"], "甲；乙、丙", "甲, 乙、丙"),
        ([Text("甲", "A"), Text("乙", "B")], "甲、乙", "A, B"),
        ([], "", ""),
    ],
)
def test_a_list_can_be_taken_apart_again(
    items: list[Text | str], chinese: str, english: str
) -> None:
    assert (join(items, "zh"), join(items, "en")) == (chinese, english)
    assert joined(items).zh == chinese


def test_each_language_has_its_own_punctuation() -> None:
    assert parenthesised(["甲", "", "乙"], "zh") == "（甲；乙）"
    assert parenthesised(["a", "", "b"], "en") == "(a; b)"
    assert parenthesised([""], "en") == ""
    assert clauses(["甲", "乙"], "zh") == "甲，乙"
    one, two = Text("一。", "One."), Text("二。", "Two.")
    assert (sentences(one, None, two).zh, sentences(one, None, two).en) == ("一。二。", "One. Two.")


def test_a_number_in_english_has_its_singular() -> None:
    said = [plural("{number} day earlier", "{number} days earlier", n) for n in (0, 1, 2)]
    assert [text.en for text in said] == ["0 days earlier", "1 day earlier", "2 days earlier"]
    assert said[1].zh == "距当日1天"


def test_what_has_no_chinese_yet_is_said_in_english() -> None:
    assert text("Not yet translated: {what}", "zh", what=Text("甲", "A")) == (
        "Not yet translated: 甲"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (Text("新会", "To be translated."), ["新会", "新会 (not yet translated)"]),
        (Text("待译。", "New meeting"), ["New meeting（尚未翻译）", "New meeting"]),
    ],
)
def test_what_is_not_translated_says_so_in_each_language_that_lacks_it(
    text: Text, said: list[str]
) -> None:
    chinese, english = said
    shown = [readable(text).get(lang) for lang in ("zh", "en", "both")]
    assert shown == [chinese, english, english]


def test_names_stand_in_both_languages_where_both_are_asked_for() -> None:
    name = with_gloss(Text("张三", "Zhang San"))
    shown = [name.get(lang) for lang in LANGUAGES]
    assert shown == ["张三", "张三", "张三", "Zhang San", "张三 Zhang San"]
    said = message("according to {outlet}", outlet=name)
    assert said.get("both") == "according to 张三 Zhang San"
    assert said.get("en") == "according to Zhang San"

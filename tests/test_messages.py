"""The two languages of the interface: English in the code, Chinese in one catalogue."""

from __future__ import annotations

import ast
import re
import string
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import datagov_cli
from datagov_cli.base.messages import (
    Text,
    clauses,
    join,
    joined,
    parenthesised,
    plural,
    sentences,
    text,
)
from datagov_cli.base.messages_zh import CHINESE

SOURCE = Path(datagov_cli.__file__).parent
TEMPLATES = SOURCE / "site" / "templates"
Key = str | tuple[str, str]


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Every call of a function that takes a message, with its place.

    Not those of ``cli``, where ``text`` makes an option.
    """
    for path in sorted(SOURCE.rglob("*.py")):
        if "cli" in path.relative_to(SOURCE).parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                if name in ("message", "text", "plural") and node.args:
                    yield f"{path.relative_to(SOURCE)}:{node.lineno}", node


def in_templates() -> set[str]:
    """The messages of the templates of the site: what ``_("…")`` says there."""
    found: set[str] = set()
    for path in sorted(TEMPLATES.glob("*.html")):
        source = path.read_text(encoding="utf-8")
        said = re.findall(r'\b_\("([^"]*)"', source)
        assert len(said) == len(re.findall(r"\b_\(", source)), f"{path.name}: not a literal"
        found.update(said)
    return found


def literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def key(call: ast.Call) -> Key | None:
    """What the catalogue is asked for: of a plural the form for several."""
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    english = literal(call.args[1 if name == "plural" else 0])
    named = {keyword.arg: keyword.value for keyword in call.keywords}
    context = literal(named["context"]) if "context" in named else None
    return (context, english) if context and english else english


def placeholders(said: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(said) if name is not None}


#: The functions themselves hand on what they are given.
HOME = ("base/messages.py", "views/cited_sources.py", "site/templating.py")


def test_every_message_is_a_literal() -> None:
    """Only so can it be found: here, and by the tools of gettext."""
    variable = [where for where, call in calls() if key(call) is None]
    assert [where for where in variable if not where.startswith(HOME)] == []
    assert len(variable) == len(HOME)


def test_every_message_has_its_chinese_and_no_chinese_is_left_over() -> None:
    used = {found for _, call in calls() if (found := key(call))} | in_templates()
    assert {"used and not translated": used - set(CHINESE)} == {"used and not translated": set()}
    assert {"translated and not used": set(CHINESE) - used} == {"translated and not used": set()}


def test_placeholders_agree_in_both_languages() -> None:
    for english, chinese in CHINESE.items():
        said = english if isinstance(english, str) else english[1]
        assert placeholders(said) == placeholders(chinese), said


def test_a_message_is_given_all_of_its_placeholders() -> None:
    found_calls = list(calls())
    assert len(found_calls) > 100
    for where, call in found_calls:
        if (found := key(call)) is None or any(keyword.arg is None for keyword in call.keywords):
            continue
        english = found if isinstance(found, str) else found[1]
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        given = {keyword.arg for keyword in call.keywords} - {"context"}
        given |= {"number"} if name == "plural" else set()
        assert given == placeholders(english), where


def test_chinese_has_full_width_punctuation() -> None:
    """Half-width marks are left to what is data: options, dates, placeholders."""
    for english, chinese in CHINESE.items():
        bare = "".join(part for part, *_ in string.Formatter().parse(chinese))
        assert not set(bare) & set(",;:()?!"), english


def test_english_does_not_load_the_chinese() -> None:
    code = (
        "import sys; from datagov_cli.base.messages import message\n"
        "said = message('Founded: {body}', body='X')\n"
        "assert said.en == 'Founded: X' and 'datagov_cli.base.messages_zh' not in sys.modules\n"
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

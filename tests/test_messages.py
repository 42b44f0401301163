"""The two languages of the interface: English in the code, Chinese in one catalogue."""

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import datagov_cli
from datagov_cli.messages_zh import CHINESE

SOURCE = Path(datagov_cli.__file__).parent
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
HOME = ("messages.py", "views/cells.py")


def test_every_message_is_a_literal() -> None:
    """Only so can it be found: here, and by the tools of gettext."""
    variable = [where for where, call in calls() if key(call) is None]
    assert [where for where in variable if not where.startswith(HOME)] == []
    assert len(variable) == len(HOME)


def test_every_message_has_its_chinese_and_no_chinese_is_left_over() -> None:
    used = {found for _, call in calls() if (found := key(call))}
    assert {"used and not translated": used - set(CHINESE)} == {"used and not translated": set()}
    assert {"translated and not used": set(CHINESE) - used} == {"translated and not used": set()}


def test_placeholders_agree_in_both_languages() -> None:
    for english, chinese in CHINESE.items():
        said = english if isinstance(english, str) else english[1]
        assert placeholders(said) == placeholders(chinese), said


def test_a_message_is_given_all_of_its_placeholders() -> None:
    for where, call in calls():
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

"""The errors of Typer in the words and the form of this program, in both languages."""

from __future__ import annotations

import re
from typing import Any

from datagov_cli.base.messages import Message, Text, message
from datagov_cli.cli.option_names import hint_for


def in_house(error: Any) -> tuple[Text | str, Text | str | None]:
    """Message and hint for an error that Typer reports."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "datagov"
    if type(error).__name__ == "NoSuchOption" and context:
        near = hint_for(error.option_name, context.command)
        options = message("{command} --help shows its options", command=path)
        return _in_our_style(error.message), near or options
    said, _, meant = error.format_message().partition(" Did you mean ")
    hint = message("{command} --help shows the usage", command=path)
    if meant:
        names = meant.rstrip("?")
        near = Text(names.replace("'", ""), _in_double_quotes(names))
        return _in_our_style(said), message("did you mean {meant}?", meant=near)
    missing = getattr(getattr(error, "param", None), "metavar", None) or ""
    if said.startswith("Missing") and "PROVINCE" in missing:
        hint = message("datagov list shows the provinces on record, {usage}", usage=hint)
    extra = re.fullmatch(r"Got unexpected extra argument \((\S+)\)", said.replace("(s)", ""))
    if extra and context and any("--id" in each.opts for each in context.command.params):
        hint = message("--id {id} gives a record its id", id=extra[1])
    return _in_our_style(said), hint


#: Messages of Typer as they are written here, with a placeholder for each thing they name.
TYPER_MESSAGES = (
    "missing argument {name}",
    "missing option {name} (env var: {variable})",
    "missing option {name}",
    "missing command",
    "no such command {name}",
    "no such option: {name}",
    "option {name} requires an argument",
    "option {name} does not take a value",
    "got unexpected extra argument(s) ({words})",
    "invalid value for {name}: {value} is not in the range {bounds}",
    "invalid value for {name}: {value} is not a whole number",
)


def _in_our_style(text: str) -> Text | str:
    """In lower case, names of options and arguments as they are, what was typed in double
    quotes."""
    written = text[:1].lower() + _in_double_quotes(text[1:].rstrip("."))
    written = written.replace("is not a valid int range", "is not a whole number")
    for known in TYPER_MESSAGES:
        pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>.*?)", re.escape(known))
        if found := re.fullmatch(pattern, written, re.DOTALL):
            named = {name: _in_both(said) for name, said in found.groupdict().items()}
            return Message(known, values=named)
    return written


def _in_both(words: str) -> Text:
    """Words that were typed, in the quotes of each language."""
    return Text(re.sub('"([^"]*)"', r"“\1”", words), words)


def _in_double_quotes(text: str) -> str:
    def quoted(found: re.Match[str]) -> str:
        name = found[1]
        return name if name.startswith("-") or name.isupper() else f'"{name}"'

    return re.sub(r"'([^']*)'", quoted, text)

"""The options of the commands that create records."""

from __future__ import annotations

from collections.abc import Iterator
from inspect import Parameter
from typing import Annotated, Any

from datagov_cli.base.comma_lists import split_list
from datagov_cli.base.messages import Label, Text, message, sentences
from datagov_cli.cli import completion
from datagov_cli.cli.changes import CITE_HELP
from datagov_cli.cli.options import option, province_argument
from datagov_cli.model.key_types import DATE, ID, NUMBER, TERM, TERMS, TEXT, Key

_METAVARS = {TERM: "TERM", TERMS: "TERM", DATE: "DATE", NUMBER: "NUMBER", ID: "ID"}
_EXAMPLES = "2025", "2025-04", "2025-04-18", "2025-03~"

ProvinceArgument = Annotated[
    str, province_argument("PROVINCE", "Id, Chinese or English name, or code.")
]
CiteOption = Annotated[
    list[str],
    option("--cite", "SOURCE#N", CITE_HELP, completion.paragraphs, show_default=False),
]
AnchorOption = Annotated[
    list[str],
    option(
        "--anchor",
        "WORDS",
        "A term of a cited paragraph, at most 20 characters. Repeatable.",
        show_default=False,
    ),
]
BodyOption = Annotated[str, option("--body", "ID", "Id of the body.", completion.records("bodies"))]
IdOption = Annotated[
    str | None, option("--id", "ID", "Id of the record (default: made from its content).")
]


def parameter(name: str, annotation: Any, default: Any = Parameter.empty) -> Parameter:
    """A parameter of a command, as Typer reads it from a signature."""
    return Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


def options(keys: tuple[Key, ...]) -> list[Parameter]:
    """The options for keys of a record, the required ones first. A text has one for each
    language."""
    made = [each for key in keys if key.asked for each in _options(key)]
    return sorted(made, key=lambda each: each.default is not Parameter.empty)


def _options(key: Key) -> Iterator[Parameter]:
    if key.type == TEXT:
        about = message("{meaning}, in Chinese.", meaning=Label(*key.about))
        zh = option(f"{key.option}-zh {key.option}", "TEXT", about)
        en = option(f"{key.option}-en", "TEXT", "The same in English.")
        yield parameter(f"{key.attribute}_zh", Annotated[str | None, zh], None)
        yield parameter(f"{key.attribute}_en", Annotated[str | None, en], None)
        return
    one = float if key.type == NUMBER else str
    held: Any = list[str] if key.type == TERMS else one
    metavar = "URL" if key.name == "url" else _METAVARS.get(key.type, "TEXT")
    made = option(key.option, metavar, _help(key), _completion(key))
    if key.needed:
        yield parameter(key.attribute, Annotated[held, made])
    else:
        yield parameter(key.attribute, Annotated[held | None, made], None)


def _completion(key: Key) -> Any:
    if key.vocabulary:
        return completion.terms(key.vocabulary)
    return completion.records(*key.refers_to) if key.refers_to else None


def _help(key: Key) -> Text:
    said: Text = Label(*key.about)
    if key.default:
        said = message("{meaning} (default: {default})", meaning=said, default=key.default)
    if key.type == DATE:
        said = message("{meaning}: {examples}", meaning=said, examples=_EXAMPLES)
    listed = message("'datagov list terms {name}' lists the terms.", name=key.vocabulary)
    return sentences(
        message("{meaning}.", meaning=said),
        message("Repeatable.") if key.type == TERMS else None,
        listed if key.vocabulary else None,
    )


def read(keys: tuple[Key, ...], options: dict[str, Any]) -> dict[str, Any]:
    """The values of the options that :func:`options` makes, by the names of the keys; a text is
    a pair of Chinese and English. What is not given is ``None``."""
    return {key.name: _read(key, options) for key in keys if key.asked}


def _read(key: Key, options: dict[str, Any]) -> Any:
    if key.type == TEXT:
        return options[f"{key.attribute}_zh"], options[f"{key.attribute}_en"]
    given = options[key.attribute]
    if key.type == TERMS:
        return list(split_list(given or (), key.option.removeprefix("--"))) or None
    if isinstance(given, float) and given.is_integer():
        return int(given)
    return given

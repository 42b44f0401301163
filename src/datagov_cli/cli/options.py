"""The options and arguments that several commands share, each with one name and one manner."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated, Any

import typer

from datagov_cli.base.errors import UsageError
from datagov_cli.base.messages import Text, message, translated
from datagov_cli.cli import completion

#: More rows than any answer has.
MAX_ROWS = 1_000_000
Complete = Callable[..., list[str]]
#: English → help that is put together of messages; the catalogue has all other help as it stands.
_COMPOSED: dict[str, Text] = {}
PROVINCE_HELP = "Id, Chinese or English name, GB/T 2260 or ISO 3166-2 code."


def is_composed(english: str) -> bool:
    """Whether a text of the help is put together of messages, not one by itself."""
    return english in _COMPOSED


def help_in(english: str, lang: str) -> str:
    """A text of the help in a language of :data:`datagov_cli.base.messages.LANGUAGES`."""
    composed = _COMPOSED.get(english)
    return composed.get(lang) if composed else translated(english, lang)


def option(
    names: str, metavar: str, about: str | Text, complete: Complete | None = None, **more: Any
) -> Any:
    """An option that takes a value.

    :param names: the option and its short form: ``--field -F``.
    :param about: its help: a message in English, or a text put together of messages.
    :param complete: gives the values that begin with what has been typed.
    """
    if isinstance(about, Text):
        _COMPOSED[about.en] = about
        about = about.en
    return typer.Option(
        *names.split(), metavar=metavar, autocompletion=complete, help=about, **more
    )


def list_option(names: str, metavar: str, about: str, complete: Complete) -> Any:
    """An option that takes several values: repeated, or in a list separated by commas.

    :param about: its help, to which is added how several values are given.
    """
    return option(names, metavar, f"{about} Repeatable, or separated by commas.", complete)


def flag(names: str, about: str) -> Any:
    """An option without a value."""
    return typer.Option(*names.split(), help=about)


def argument(metavar: str, about: str, complete: Complete | None = None) -> Any:
    """An argument, whose default is part of its help.

    :param complete: as for :func:`option`.
    """
    return typer.Argument(metavar=metavar, autocompletion=complete, show_default=False, help=about)


def province_argument(metavar: str, about: str = PROVINCE_HELP) -> Any:
    """The argument that names one province or several."""
    return argument(metavar, about, completion.provinces)


Names = list[str] | None

#: Why ``--as-of`` has nothing to say about the country as a whole.
NATIONAL_UNDATED = message("the national statements have no dates, so --as-of does not apply")

ProvinceArgument = Annotated[str, province_argument("PROVINCE")]
ProvincesArgument = Annotated[list[str], province_argument("PROVINCE…")]
AnyProvincesArgument = Annotated[
    Names, province_argument("[PROVINCE…]", "Only these provinces (default: all).")
]
#: What used to name provinces where they are arguments now.
HiddenProvinceOption = Annotated[
    Names, option("--province -p", "PROVINCE", "", completion.provinces, hidden=True)
]
LongOption = Annotated[
    bool,
    flag(
        "--long", "A row for each fact and each citation of it, with state, basis, date and note."
    ),
]
SectionsOption = Annotated[
    Names,
    list_option(
        "--section -s",
        "SECTION",
        "Only this section: bodies, meetings, policies, targets, milestones, initiatives.",
        completion.sections,
    ),
]
FieldsOption = Annotated[
    Names, list_option("--field -F", "FIELD", "A field of 'datagov fields'.", completion.fields)
]
ColumnsOption = Annotated[
    Names,
    list_option(
        "--field -F",
        "FIELD",
        "This field and no others but those named, in every format.",
        completion.columns,
    ),
]
AsOfOption = Annotated[
    str | None,
    option(
        "--as-of", "DATE", "What is known about that day, month or year; later events do not count."
    ),
]
WhereOption = Annotated[
    Names,
    option(
        "--where -w",
        "CONDITION",
        "Only what matches FIELD OP VALUE; OP is = != < <= > >= or ~ (contains); after"
        " = != ~ a list with commas is 'or'. Repeatable; all must match.",
        completion.conditions,
    ),
]
IncludeUnknownOption = Annotated[
    bool, flag("--include-unknown", "Also list what --where cannot be decided for.")
]
SortOption = Annotated[
    str | None,
    option(
        "--sort",
        "[-]FIELD",
        "Sort by a field, best first and unknown last; - reverses.",
        completion.sort_fields,
    ),
]
GroupByOption = Annotated[
    str | None,
    option("--group-by", "FIELD", "Count provinces by the values of a field.", completion.fields),
]
LimitOption = Annotated[
    int | None, option("--limit -n", "N", "Only the first N rows; 0 for all.", min=0, max=MAX_ROWS)
]
PathsArgument = Annotated[
    list[Path] | None, argument("[PATH…]", "Files or directories (default: all data).")
]


def refuse_with_groups(**others: object) -> None:
    """Groups have their own columns.

    :param others: the options that choose or arrange columns, by name.
    :raises UsageError: if one of them is given.
    """
    for name, given in others.items():
        if given:
            raise UsageError(message("--{name} cannot be combined with --group-by", name=name))


def refuse_fields(names: Iterable[str]) -> None:
    """:raises UsageError: if what should be a province is a field."""
    from datagov_cli.queries.fields import FIELDS

    for name in names:
        if name.casefold() in FIELDS:
            raise UsageError(
                message('"{name}" is not a province', name=name),
                message("--field {name} shows that field", name=name),
            )


def named_provinces(arguments: Names, option: Names) -> list[str] | None:
    """The provinces that arguments and the older option ``--province`` name; ``None`` for all."""
    return [*(arguments or ()), *(option or ())] or None

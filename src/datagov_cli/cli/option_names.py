"""Options by other names than their own: those that are taken, and those that are hinted at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from datagov_cli.base.errors import closest
from datagov_cli.base.messages import Text, message

#: Names of one thing: where a command has one of them, it takes the others as well.
ALIKE = (
    ("--kind", "--section", "--in"),
    ("-k", "-s"),
    ("--field", "--columns"),
)
#: What other tools call an option → what is meant here, the best first.
MEANT = {
    "--json": ("--format json",),
    "--jsonl": ("--format jsonl",),
    "--ndjson": ("--format jsonl",),
    "--csv": ("--format csv",),
    "--tsv": ("--format csv",),
    "--yaml": ("--format yaml",),
    "--md": ("--format md",),
    "--markdown": ("--format md",),
    "--html": ("--format md",),
    "--ics": ("--format ics",),
    "--text": ("--format text",),
    "--sarif": ("--format sarif",),
    "--out": ("--output",),
    "--file": ("--output",),
    "--overwrite": ("--force",),
    "--column": ("--field",),
    "--fields": ("--field",),
    "--select": ("--field",),
    "--filter": ("--where",),
    "--query": ("--where",),
    "--if": ("--where",),
    "--order": ("--sort",),
    "--order-by": ("--sort",),
    "--sort-by": ("--sort",),
    "--reverse": ("--sort -FIELD",),
    "--max": ("--limit",),
    "--top": ("--limit",),
    "--head": ("--limit",),
    "--count": ("--limit",),
    "--all": ("--limit 0",),
    "--date": ("--as-of", "--from"),
    "--day": ("--as-of",),
    "--on": ("--as-of",),
    "--at": ("--as-of",),
    "--since": ("--from", "--as-of"),
    "--after": ("--from",),
    "--until": ("--to", "--as-of"),
    "--before": ("--to",),
    "--type": ("--kind", "--section"),
    "--topic": ("--where topics~TOPIC",),
    "--unknown": ("--include-unknown",),
    "--diff": ("--differences",),
    "--groupby": ("--group-by",),
    "--by": ("--group-by",),
    "--language": ("--lang",),
    "--locale": ("--lang",),
    "--dir": ("--data",),
    "--data-dir": ("--data",),
    "--no-colour": ("--color never", "--no-color"),
    "--nocolor": ("--color never", "--no-color"),
    "--colour": ("--color",),
    "--excel": ("--format csv --bom",),
    "--xlsx": ("--format csv --bom",),
}
#: The same, where no option is meant.
INSTEAD = {
    "--where": message("datagov list KIND --where asks by field"),
    "--province": message("provinces are arguments: name them without an option"),
    "-p": message("provinces are arguments: name them without an option"),
    "-v": message(
        "answers are complete as they are; datagov why explains a value, -V shows the version"
    ),
    "--verbose": message("answers are complete as they are; datagov why explains a value"),
    "--debug": message("set DATAGOV_DEBUG=1 for the traceback of an error"),
}

#: How like an option a word is that may have been meant for it: options are short.
NEAR = 0.75


def own_names(words: Sequence[str], parameters: Iterable[Any]) -> list[str]:
    """The words of a command line with the command's own names of options.

    :param parameters: those of the command, as Typer has them.
    """
    known = _options(parameters)
    renamed = {
        name: own
        for names in ALIKE
        for own in names
        if own in known
        for name in names
        if name not in known
    }
    end = words.index("--") if "--" in words else len(words)
    return [*(_renamed(word, renamed) for word in words[:end]), *words[end:]]


def _renamed(word: str, names: dict[str, str]) -> str:
    name, equals, value = word.partition("=")
    return f"{names.get(name, name)}{equals}{value}"


def hint_for(option: str, command: Any) -> Text | None:
    """What may be meant by an option that a command does not have; ``None`` if nothing is near.

    :param command: as Typer has it.
    """
    known = _options(command.params)
    name = option.partition("=")[0]
    for meant in MEANT.get(name.casefold(), ()):
        if meant.split()[0] in known:
            return message("did you mean {meant}?", meant=meant)
    if name in INSTEAD:
        return INSTEAD[name]
    # Without the dashes, which would make any two names alike.
    words = (each.removeprefix("--") for each in known if each.startswith("--"))
    near = closest(name.lstrip("-"), words, NEAR)
    return message("did you mean {meant}?", meant=f"--{near}") if near else None


def _options(parameters: Iterable[Any]) -> list[str]:
    return [
        name
        for parameter in parameters
        if parameter.param_type_name == "option"
        for name in (*parameter.opts, *parameter.secondary_opts)
    ]

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
#: What is meant, and what other tools call it; of what a name may mean the best first.
MEANT = (
    ("--format json", "--json"),
    ("--format jsonl", "--jsonl --ndjson"),
    ("--format csv", "--csv --tsv"),
    ("--format csv --bom", "--excel --xlsx"),
    ("--format yaml", "--yaml"),
    ("--format md", "--md --markdown --html"),
    ("--format ics", "--ics"),
    ("--format text", "--text"),
    ("--format sarif", "--sarif"),
    ("--output", "--out --file"),
    ("--force", "--overwrite"),
    ("--field", "--column --fields --select"),
    ("--where", "--filter --query --if"),
    ("--where topics~TOPIC", "--topic"),
    ("--include-unknown", "--unknown"),
    ("--sort", "--order --order-by --sort-by"),
    ("--sort -FIELD", "--reverse"),
    ("--limit", "--max --top --head --count"),
    ("--limit 0", "--all"),
    ("--as-of", "--date --day --on --at"),
    ("--from", "--date --since --after"),
    ("--to", "--until --before"),
    ("--as-of", "--since --until"),
    ("--kind", "--type"),
    ("--section", "--type"),
    ("--differences", "--diff"),
    ("--group-by", "--groupby --by"),
    ("--lang", "--language --locale"),
    ("--data", "--dir --data-dir"),
    ("--color never", "--no-colour --nocolor"),
    ("--no-color", "--no-colour --nocolor"),
    ("--color", "--colour"),
)
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
    for meant, names in MEANT:
        if name.casefold() in names.split() and meant.split()[0] in known:
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

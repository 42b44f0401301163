"""Names given one by one or in lists separated by commas, as options take them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from datagov_cli.base.errors import UsageError, did_you_mean
from datagov_cli.base.messages import Text, message


def split_list(
    texts: str | Iterable[str],
    what: Text | str,
    hint: Text | str | None = None,
    known: Collection[str] = (),
    aliases: Mapping[str, str] | None = None,
) -> tuple[str, ...]:
    """The names in texts, each once, in their order.

    :param texts: each holds a name, or several separated by commas.
    :param what: what a name stands for, for messages: *field*; a message itself, or a word that
        is the same in both languages.
    :param hint: where the names that there are can be seen.
    :param known: all names, in lower case; any name will do if this is empty. What is given is
        then taken in any case.
    :param aliases: other names, and which of the known ones they stand for.
    :raises UsageError: if there is nothing before or after a comma, or a name is not known.
    """
    other, names = aliases or {}, []
    for text in (texts,) if isinstance(texts, str) else texts:
        for number, name in enumerate(map(str.strip, text.split(",")), start=1):
            if not name:
                said = message(
                    'no {what} given in part {number} of "{text}"',
                    what=what,
                    number=number,
                    text=text,
                )
                raise UsageError(said, hint)
            meant = other.get(name.casefold(), name.casefold()) if known else name
            if known and meant not in known:
                said = message('unknown {what} "{name}"', what=what, name=name)
                raise UsageError(said, did_you_mean(name, known, hint))
            names.append(meant)
    return tuple(dict.fromkeys(names))

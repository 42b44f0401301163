"""Which fields a reader means: ``datagov fields leader``."""

from __future__ import annotations

from collections.abc import Sequence

from datagov_cli.base.comma_lists import split_list
from datagov_cli.base.errors import UsageError, did_you_mean
from datagov_cli.base.messages import message
from datagov_cli.queries.fields import ALIASES, Field
from datagov_cli.queries.tables.select import LISTED, find_kind
from datagov_cli.queries.tables.table_fields import fields_of


def fields_named(names: Sequence[str], known: Sequence[Field]) -> tuple[Field, ...]:
    """The fields with a part of the key or the label, or those of a kind of record.

    :param known: the fields of provinces; all of them where nothing is named.
    :raises UsageError: if no field is called so.
    """
    chosen: list[Field] = []
    for name in split_list(names, message("field"), message("datagov fields lists all of them")):
        kind, wanted = find_kind(name), ALIASES.get(name.casefold(), name.casefold())
        if kind and kind != "provinces":
            chosen += fields_of(LISTED[kind]).values()
            continue
        found = [
            field
            for field in known
            if any(
                wanted in text.casefold() for text in (field.key, field.label.zh, field.label.en)
            )
        ]
        if not found:
            keys = [*(field.key for field in known), *LISTED]
            hint = did_you_mean(name, keys, message("datagov fields lists all of them"))
            raise UsageError(message('no field is called "{name}"', name=name), hint)
        chosen += found
    return tuple(dict.fromkeys(chosen)) if names else tuple(known)

"""The command that lists fields: ``fields``."""

from __future__ import annotations

from typing import Annotated

from datagov_cli.cli import completion
from datagov_cli.cli.context import CommandContext
from datagov_cli.cli.options import Names, argument


def fields(
    context: CommandContext,
    name: Annotated[
        Names,
        argument(
            "[NAME…]",
            "A part of a field's key or label, or a kind of record (default: all fields of"
            " provinces).",
            completion.fields_or_kinds,
        ),
    ] = None,
) -> None:
    """List fields for --field, --where and --sort: their meaning and their possible values.

    A kind of record, such as policies, has fields of its own.

    \b
    Examples:
      datagov fields
      datagov fields leader
      datagov fields policies
      datagov fields --format json
    """
    from datagov_cli.queries.tables.select import fields_named
    from datagov_cli.views.fields import fields_view

    known = context.knowledge()
    chosen = fields_named(name or (), known.fields)
    context.answer(fields_view(known.store, chosen, context.lang))

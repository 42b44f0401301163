"""The command that lists fields: ``fields``."""

from __future__ import annotations

from datagov_cli.cli.context import CommandContext


def fields(context: CommandContext) -> None:
    """List every field that can be compared: its meaning and its possible values.

    \b
    Examples:
      datagov fields
      datagov fields --format json
    """
    from datagov_cli.views.fields import fields_view

    known = context.knowledge()
    context.answer(fields_view(known.store, known.fields, context.lang))

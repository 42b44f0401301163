"""The command that explains the codes of findings: ``explain``."""

from __future__ import annotations

from typing import Annotated

from datagov_cli.cli import completion
from datagov_cli.cli.context import CommandContext
from datagov_cli.cli.options import argument

CodeArgument = Annotated[
    str | None,
    argument(
        "[CODE]",
        "A code, the name of a rule, or a group such as DG5 (default: all).",
        completion.codes,
    ),
]


def explain(context: CommandContext, code: CodeArgument = None) -> None:
    """Explain a code of 'datagov validate': why it matters, an example, how to fix it.

    \b
    Examples:
      datagov explain
      datagov explain DG103
      datagov explain unknown-key --format json
    """
    from datagov_cli.curation.validation.select_codes import find
    from datagov_cli.model.finding_codes import CODES
    from datagov_cli.views.explain import explain_view

    context.answer(explain_view(CODES if code is None else find(code), context.lang))

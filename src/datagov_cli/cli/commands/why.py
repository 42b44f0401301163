"""The command that explains a value: ``why``."""

from __future__ import annotations

from typing import Annotated

from datagov_cli.base.errors import UsageError
from datagov_cli.cli import completion
from datagov_cli.cli.context import CommandContext
from datagov_cli.cli.options import NATIONAL_UNDATED, AsOfOption, ProvinceArgument, argument
from datagov_cli.model.divisions import is_national

FieldArgument = Annotated[
    str,
    argument(
        "FIELD",
        "A field of 'datagov fields', the id of a record, or ID.KEY.",
        completion.explained,
    ),
]


def why(
    context: CommandContext,
    province: ProvinceArgument,
    field: FieldArgument,
    as_of: AsOfOption = None,
) -> None:
    """Explain where a value comes from: step by step, with each citation and a footnote.

    Also what contradicts it, and what was searched and not found. FIELD is a field of
    'datagov fields', the id of a record, or a record's id and one of its keys. For the
    statements about the country as a whole PROVINCE is 'national'.

    \b
    Examples:
      datagov why guizhou body.established
      datagov why shandong leader-rank
      datagov why guizhou ai-core-revenue-2025
      datagov why guizhou work-points-2025.date --format json
      datagov why chongqing leader-rank --as-of 2024-12-31
      datagov why national leading-bodies-count
    """
    known = context.knowledge(as_of)
    chosen = None if is_national(province) else known.provinces[province]
    if chosen is None and as_of is not None:
        raise UsageError(NATIONAL_UNDATED)
    explanation = known.why(chosen or province, field)
    from datagov_cli.views.why import why_view

    context.answer(why_view(known.store, chosen or known.national, explanation, context.lang))

"""The command that lists provinces: ``list``."""

from __future__ import annotations

from datagov_cli.cli.context import CommandContext
from datagov_cli.cli.options import (
    AsOfOption,
    ColumnsOption,
    GroupByOption,
    IncludeUnknownOption,
    LimitOption,
    SortOption,
    WhereOption,
    refuse_with_groups,
)


def list_(
    context: CommandContext,
    where: WhereOption = None,
    include_unknown: IncludeUnknownOption = False,
    sort: SortOption = None,
    field: ColumnsOption = None,
    group_by: GroupByOption = None,
    limit: LimitOption = None,
    as_of: AsOfOption = None,
) -> None:
    """List the provinces on record, each with its leading body and head.

    \b
    Examples:
      datagov list
      datagov list --format csv --output provinces.csv
      datagov list --where 'leader-rank>=governor' --sort -meetings.latest
      datagov list --group-by leader-rank --as-of 2024-12-31
    """
    known = context.knowledge(as_of)
    if group_by:
        refuse_with_groups(field=field)
        from datagov_cli.views.groups import groups_view

        grouping = known.group(
            group_by, where=where or (), include_unknown=include_unknown, sort=sort, limit=limit
        )
        return context.answer(groups_view(known.store, grouping, context.lang))
    from datagov_cli.queries.compare import choose_fields

    fields = choose_fields(field, known.store) if field else ()
    selection = known.select(
        where=where or (), include_unknown=include_unknown, sort=sort, limit=limit
    )
    from datagov_cli.views.comparison import list_view

    return context.answer(list_view(known.store, selection, context.lang, fields))

"""The command that lists provinces: ``list``."""

from __future__ import annotations

from datagov_cli.cli.context import CommandContext
from datagov_cli.cli.options import (
    AsOf,
    Columns,
    GroupBy,
    IncludeUnknown,
    Limit,
    Sort,
    Where,
    refuse_with_groups,
)


def list_(
    context: CommandContext,
    where: Where = None,
    include_unknown: IncludeUnknown = False,
    sort: Sort = None,
    field: Columns = None,
    group_by: GroupBy = None,
    limit: Limit = None,
    as_of: AsOf = None,
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

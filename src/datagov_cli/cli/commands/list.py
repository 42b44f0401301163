"""The command that lists provinces: ``list``."""

from __future__ import annotations

from datagov_cli.cli.choosing import alone, choose, grouped
from datagov_cli.cli.desk import Desk
from datagov_cli.cli.options import (
    AsOf,
    Columns,
    GroupBy,
    IncludeUnknown,
    Limit,
    Sort,
    Where,
)


def list_(
    desk: Desk,
    where: Where = None,
    include_unknown: IncludeUnknown = False,
    sort: Sort = None,
    columns: Columns = None,
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
    store = desk.store()
    from datagov_cli import query

    asked = query.question(store, where or (), include_unknown, sort, group_by, limit)
    fields = query.choose_fields(columns, store) if columns else ()
    alone(group_by, columns=columns)
    provinces, frame = choose(store, store.province_ids(), asked, as_of)
    if asked.group_by:
        return grouped(desk, store, provinces, asked, frame)
    from datagov_cli.views.tables import list_provinces

    return desk.answer(list_provinces(store, provinces, desk.lang, fields, frame))

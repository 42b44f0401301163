"""The command that lists provinces, records, sources and terms: ``list``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

from datagov_cli.base.comma_lists import split_list
from datagov_cli.base.errors import UsageError
from datagov_cli.base.messages import message
from datagov_cli.cli import completion
from datagov_cli.cli.context import CommandContext
from datagov_cli.cli.options import (
    AsOfOption,
    ColumnsOption,
    GroupByOption,
    HiddenProvinceOption,
    IncludeUnknownOption,
    LimitOption,
    LongOption,
    Names,
    SortOption,
    WhereOption,
    argument,
    flag,
    named_provinces,
    refuse_fields,
    refuse_with_groups,
)
from datagov_cli.queries.provinces import UnknownProvinceError

if TYPE_CHECKING:
    from datagov_cli.api import Knowledge
    from datagov_cli.views import View

ListedArgument = Annotated[
    Names,
    argument(
        "[KIND] [PROVINCE…]",
        "provinces (the default), bodies, heads, meetings, policies, targets, measures,"
        " milestones, initiatives, statements, sources, terms or claims; and only these provinces"
        " (default: all), or these vocabularies of terms.",
        completion.listed,
    ),
]


def list_(
    context: CommandContext,
    listed: ListedArgument = None,
    where: WhereOption = None,
    include_unknown: IncludeUnknownOption = False,
    sort: SortOption = None,
    field: ColumnsOption = None,
    group_by: GroupByOption = None,
    limit: LimitOption = None,
    as_of: AsOfOption = None,
    long: LongOption = False,
    withdrawn: Annotated[
        bool, flag("--withdrawn", "Also list records that have been withdrawn.")
    ] = False,
    province: HiddenProvinceOption = None,
) -> None:
    """List provinces, or the records of a kind, the sources, the terms of a vocabulary.

    Each kind has fields of its own, which --field, --where and --sort take.

    \b
    Examples:
      datagov list
      datagov list --where 'leader-rank>=governor' --sort -meetings.latest
      datagov list --group-by leader-rank --as-of 2024-12-31
      datagov list policies --where status=consultation
      datagov list policies guizhou hunan --sort -date --limit 5
      datagov list heads --where posts=governor --format csv --output heads.csv
      datagov list sources hunan
      datagov list terms posts
    """
    names, kind = list(listed or ()), None
    if names:
        from datagov_cli.queries.tables.select import find_kind

        kind = find_kind(names[0])
    if kind:
        del names[0]
    known = context.knowledge(as_of)
    asked: dict[str, Any] = {
        "where": where or (),
        "include_unknown": include_unknown,
        "sort": sort,
        "limit": limit,
    }
    if kind not in (None, "provinces"):
        if group_by:
            raise UsageError(message("--group-by counts provinces and not their records"))
        asked["withdrawn"] = withdrawn
        view = _records(context, known, kind, names, province, field or (), asked, long)
        return context.answer(view)
    if withdrawn:
        raise UsageError(
            message("provinces are not withdrawn"), message("datagov list policies --withdrawn")
        )
    if names and not kind:
        _check_first(names[0], known)
    provinces = named_provinces(names, province)
    if group_by:
        refuse_with_groups(field=field, long=long)
        from datagov_cli.views.groups import groups_view

        grouping = known.group(group_by, provinces, **asked)
        return context.answer(groups_view(known.store, grouping, context.lang))
    from datagov_cli.queries.compare import choose_fields
    from datagov_cli.views.comparison import list_view

    fields = choose_fields(field, known.store) if field else ()
    selection = known.select(provinces, **asked)
    return context.answer(list_view(known.store, selection, context.lang, fields, long))


def _check_first(name: str, known: Knowledge) -> None:
    """The first name may be meant as a kind as well as a province.

    :raises UsageError: if it is neither.
    """
    from datagov_cli.base.errors import closest
    from datagov_cli.queries.tables.select import LISTED

    refuse_fields([name])
    try:
        for each in split_list(name, message("province")):
            known.provinces.find(each)
    except UnknownProvinceError:
        near = closest(name, LISTED)
        if near is None:
            raise
        raise UsageError(
            message('unknown kind or province "{name}"', name=name),
            message('did you mean "{near}"?', near=near),
        ) from None


def _records(
    context: CommandContext,
    known: Knowledge,
    kind: str,
    names: list[str],
    province: Names,
    field: Sequence[str],
    asked: dict[str, Any],
    long: bool,
) -> View:
    """The view of the records of a kind; without the name of a vocabulary, of all vocabularies."""
    from datagov_cli.queries.tables.select import choose_columns, find_table
    from datagov_cli.views.record_table import record_table_view

    of_terms = kind == "terms" and bool(names)
    table = find_table("vocabularies" if kind == "terms" and not names else kind)
    fields = choose_columns(field, table, known.store)
    selection = known.records(
        table.name,
        named_provinces([] if of_terms else names, province),
        vocabularies=names if of_terms else (),
        lang=context.lang,
        **asked,
    )
    if long:
        from datagov_cli.queries.tables.long_rows import claims_of_records

        selection, fields = claims_of_records(selection, fields), ()
    glance = choose_columns(selection.table.glance, selection.table, known.store)
    return record_table_view(known.store, selection, context.lang, glance, fields)

"""The command that finds records: ``search``."""

from __future__ import annotations

from typing import Annotated

from datagov_cli.cli import completion
from datagov_cli.cli.context import CommandContext
from datagov_cli.cli.options import LimitOption, Names, WhereOption, argument, list_option

KindsOption = Annotated[
    Names,
    list_option(
        "--kind -k",
        "KIND",
        "Only this kind of record: province, bodies, heads, meetings, policies, targets,"
        " milestones, initiatives, statements, sources.",
        completion.search_kinds,
    ),
]
ProvinceOption = Annotated[
    Names,
    list_option(
        "--province -p", "PROVINCE", "Only this province, or 'national'.", completion.provinces
    ),
]


def search(
    context: CommandContext,
    query: Annotated[
        list[str],
        argument(
            "QUERY…",
            "Words in Chinese, English or pinyin; a record must contain all of them. A"
            " province among several limits the search to it.",
        ),
    ],
    kind: KindsOption = None,
    province: ProvinceOption = None,
    where: WhereOption = None,
    limit: LimitOption = 20,
) -> None:
    """Find records by words in Chinese, English or pinyin, best match first.

    Pinyin may have tones or not, spaces or not, or be initials only. Simplified,
    traditional and full-width forms are the same, as are singular and plural. Conditions
    are about the provinces, as in 'datagov list'.

    \b
    Examples:
      datagov search 数据跨境
      datagov search "cross-border data"
      datagov search shuju kuajing --kind initiatives
      datagov search yjj chongqing
      datagov search 数据共享 --where leader-rank=governor
    """
    known = context.knowledge()
    answer = known.search(query, kind or (), province or None, limit, where or ())
    from datagov_cli.views.search import search_view

    context.answer(search_view(known.store, answer, context.lang))
    context.hint(answer.hint)

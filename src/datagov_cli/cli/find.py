"""The command for finding: ``search``."""

from __future__ import annotations

from typing import Annotated

import typer

from datagov_cli.cli import complete
from datagov_cli.cli.desk import Desk
from datagov_cli.cli.look import MOST

NATIONAL = ("national", "全国")


def search(
    desk: Desk,
    query: Annotated[
        list[str],
        typer.Argument(
            metavar="QUERY…",
            show_default=False,
            help="Words in Chinese, English or pinyin; a record must contain all of them.",
        ),
    ],
    kinds: Annotated[
        list[str] | None,
        typer.Option(
            "--in",
            metavar="KIND",
            autocompletion=complete.searched,
            help="Only this kind of record: province, bodies, heads, meetings, policies, targets,"
            " milestones, initiatives, statements, sources. Repeatable.",
        ),
    ] = None,
    province: Annotated[
        list[str] | None,
        typer.Option(
            "--province",
            "-p",
            metavar="PROVINCE",
            autocompletion=complete.provinces,
            help="Only this province, or 'national'. Repeatable.",
        ),
    ] = None,
    limit: Annotated[
        int,
        typer.Option(
            "--limit", "-n", metavar="N", min=0, max=MOST, help="At most N results; 0 for all."
        ),
    ] = 20,
) -> None:
    """Find records by words in Chinese, English or pinyin, best match first.

    Pinyin may have tones or not, spaces or not, or be initials only. Simplified,
    traditional and full-width forms are the same, as are singular and plural.

    \b
    Examples:
      datagov search 数据跨境
      datagov search "cross-border data"
      datagov search shuju kuajing --in initiatives
      datagov search yjj --province chongqing
    """
    from datagov_cli import searching

    words = searching.check_query(query)
    chosen = searching.check_kinds(kinds or [])
    store = desk.store()
    provinces = [
        "national" if name.strip().casefold() in NATIONAL else store.resolve(name)
        for name in province or []
    ]
    answer = searching.search(store, words, chosen, provinces, limit)
    from datagov_cli.views.search import search as view

    desk.answer(view(store, answer, desk.lang))
    desk.hint(answer.hint)

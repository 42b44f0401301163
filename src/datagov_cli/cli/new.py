"""The command that creates records: ``new``, a subcommand for each kind.

What is not given and must be accounted for is recorded as unknown, so that the record is
valid from the start; of a text given in one language only, the other is still to be written.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from datagov_cli.cli import complete, parts
from datagov_cli.cli.desk import Desk
from datagov_cli.cli.parts import DryRun, Text, TitleEn, TitleZh
from datagov_cli.cli.records import (
    add,
    body,
    head,
    initiative,
    meeting,
    milestone,
    policy,
    target,
)


def new() -> None:
    """Create a record. Fields that you leave out are recorded as unknown.

    The record is added at the end of its list; the rest of the file is unchanged. If the
    file would have errors, they are shown and nothing is written (exit code 1).

    \b
    Examples:
      datagov new province hainan
      datagov new source gazette-2025-04-30 --title 公报 --publisher 某省政府
      datagov new meeting shanghai --cite cls-2025-04-21#5 --anchor 数字上海 --dry-run
    """


def province(
    desk: Desk,
    division: Annotated[
        str,
        typer.Argument(metavar="ID", autocompletion=complete.divisions, show_default=False,
                       help="Id, name or code of the division."),
    ],
    dry_run: DryRun = False,
) -> int:  # fmt: skip
    """Create the file of a province, with its names and codes and no records."""
    from datagov_cli.scaffold import new_province

    return add(desk, lambda store: new_province(store, division), dry_run)


def source(
    desk: Desk,
    id_: Annotated[
        str, typer.Argument(metavar="ID", show_default=False, help="Such as cls-2025-04-21.")
    ],
    title_zh: TitleZh = None,
    title_en: TitleEn = None,
    publisher_zh: Annotated[Text, parts.zh("publisher", "Who published it")] = None,
    publisher_en: Annotated[Text, parts.en("publisher")] = None,
    author_zh: Annotated[Text, parts.zh("author", "Who wrote it")] = None,
    author_en: Annotated[Text, parts.en("author")] = None,
    published: Annotated[Text, parts.date("--published", "Day of publication")] = None,
    url: Annotated[Text, typer.Option("--url", metavar="URL", help="Its web address.")] = None,
    kind: Annotated[Text, parts.term("--kind", "source-kinds", "Kind (default: webpage).")] = None,
    tier: Annotated[Text, parts.term("--tier", "tiers", "Tier (default: mirror).")] = None,
    language: Annotated[str, parts.text("--language", "ISO 639-1 code of its language.")] = "zh",
    text: Annotated[
        Path | None,
        typer.Option("--text", metavar="FILE",
                     help="Its text, title first, one paragraph a line; only digests are stored."),
    ] = None,
    dry_run: DryRun = False,
) -> int:  # fmt: skip
    """Register a source."""
    from datagov_cli.scaffold import new_source

    given = {
        "kind": kind,
        "tier": tier,
        "language": language,
        "title": (title_zh, title_en),
        "publisher": (publisher_zh, publisher_en),
        "author": (author_zh, author_en),
        "published": published,
        "url": url,
    }
    return add(desk, lambda store: new_source(store, id_, given, text), dry_run)


KINDS: dict[str, Callable[..., int]] = {
    known.__name__: known
    for known in (
        province, source, body, head, meeting, policy, target, milestone, initiative,
    )
}  # fmt: skip

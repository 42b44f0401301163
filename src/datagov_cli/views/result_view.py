"""The frame of an answer about provinces: its day, what was left out, its limit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from datagov_cli.model.dates import FuzzyDate
from datagov_cli.queries.compare import QueryResult
from datagov_cli.storage.store import Store
from datagov_cli.views import Block, Lines, Table, View
from datagov_cli.views.cells import CellWriter

#: The column of CSV that holds the day asked about.
DAY_COLUMN = "on-day"


def document_head(schema: str, day: FuzzyDate | None) -> dict[str, Any]:
    """What a JSON document begins with: its schema, and the day asked about, if one was.

    :param schema: its name and version: ``list@1``.
    """
    return {"schema": f"datagov/{schema}", **({"as-of": str(day)} if day else {})}


def with_day(table: Table, day: FuzzyDate | None) -> Table:
    """The flat rows, in each the day asked about, if one was."""
    if day is None:
        return table
    return Table([*table.header, DAY_COLUMN], ([*row, str(day)] for row in table.rows))


def _provinces_left_out(left_out: Sequence[Any]) -> dict[str, Any]:
    return {"left-out-provinces": [province.id for province in left_out]}


def result_view(
    store: Store,
    result: QueryResult,
    lang: str,
    schema: str,
    items: str,
    content: Callable[[CellWriter], dict[str, Any]],
    table: Callable[[CellWriter], Table],
    blocks: Callable[[CellWriter], list[Block]],
    named_left_out: Callable[[Sequence[Any]], dict[str, Any]] = _provinces_left_out,
    more: Callable[[], Sequence[str]] | None = None,
) -> View:
    """The view of an answer: around its rows the day asked about, what was left out, and how
    many rows a limit has cut off.

    JSON and YAML say so in the document, text and Markdown below the rows; CSV has the day as
    its last column, JSON Lines on each line, and both leave the rest to standard error.

    :param schema: name and version of the JSON document: ``list@1``.
    :param named_left_out: what a document says of what was left out, by key.
    :param more: further lines for the foot.
    """

    def payload() -> dict[str, Any]:
        document = {**document_head(schema, result.day), **content(CellWriter(store, lang))}
        if result.limit is not None:
            document["total"] = result.total
        if result.left_out is not None:
            document["left-out"] = len(result.left_out)
            document |= named_left_out(result.left_out)
        return document

    def notes() -> list[str]:
        writer, lines = CellWriter(store, lang), []
        if result.limit is not None and result.total > result.limit:
            lines.append(
                writer.text(
                    "Showing the first {shown} of {number}.",
                    shown=result.limit,
                    number=result.total,
                )
            )
        if result.left_out:
            lines.append(
                writer.text(
                    "{number} left out: whether they match is not known; --include-unknown"
                    " lists them too.",
                    number=len(result.left_out),
                )
            )
        for condition, number in result.nearby:
            lines.append(
                writer.text("{condition} would find {number}.", condition=condition, number=number)
            )
        return [*lines, *(more() if more else ())]

    def closing() -> list[Block]:
        writer = CellWriter(store, lang)
        shown, lines = blocks(writer), notes()
        if lines:
            shown.append(Lines(lines, quiet=True))
        writer.ask(result.day)
        return [*shown, *writer.source_blocks(), *writer.legend()]

    def flat() -> Table:
        return with_day(table(CellWriter(store, lang)), result.day)

    return View(payload, flat, closing, items, notes=notes)

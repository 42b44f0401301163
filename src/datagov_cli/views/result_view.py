"""The frame of an answer about provinces: its day, what was left out, its limit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from datagov_cli.base.messages import Text, message
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


def answer_view(
    store: Store,
    lang: str,
    schema: str,
    items: str,
    content: Callable[[CellWriter], dict[str, Any]],
    table: Callable[[CellWriter], Table],
    blocks: Callable[[CellWriter], list[Block]],
    day: FuzzyDate | None = None,
    notes: Callable[[], list[str]] | None = None,
    calendar: Callable[[CellWriter], list[dict[str, Any]]] | None = None,
    above_notes: Callable[[CellWriter], list[str]] | None = None,
) -> View:
    """The view of an answer: its document begins with schema and day, and what a reader sees of it
    ends in the notes on it, its sources and its legend.

    :param schema: name and version of the JSON document: ``list@1``.
    :param day: the one asked about; CSV has it as the last column, JSON Lines on each line.
    :param above_notes: lines that stand with the notes, but for readers alone.
    """

    def payload() -> dict[str, Any]:
        return {**document_head(schema, day), **content(CellWriter(store, lang))}

    def flat() -> Table:
        return with_day(table(CellWriter(store, lang)), day)

    def closing() -> list[Block]:
        writer = CellWriter(store, lang)
        shown = blocks(writer)
        lines = [*(above_notes(writer) if above_notes else ()), *(notes() if notes else ())]
        shown += [Lines(lines, quiet=True)] if lines else []
        writer.ask(day)
        return [*shown, *writer.source_blocks(), *writer.legend()]

    events = (lambda: calendar(CellWriter(store, lang))) if calendar else None
    return View(payload, flat, closing, items, events, notes)


def named_provinces(left_out: Sequence[Any]) -> dict[str, Any]:
    """The provinces that were left out, as a document names them."""
    return {"left-out-provinces": [province.id for province in left_out]}


def left_out_document(
    left_out: Sequence[Any] | None,
    named: Callable[[Sequence[Any]], dict[str, Any]] = named_provinces,
) -> dict[str, Any]:
    """What a document says of those of which it is not known whether they match; nothing if no
    condition was set (``None``).

    :param named: how it names them.
    """
    return {} if left_out is None else {"left-out": len(left_out), **named(left_out)}


def limit_note(shown: int, total: int | None) -> list[Text]:
    """A note that a limit has cut off rows, if it has; ``total`` is ``None`` without one."""
    said = message("Showing the first {shown} of {number}.", shown=shown, number=total)
    return [said] if total is not None and total > shown else []


def left_out_note(number: int) -> list[Text]:
    """A note on those of which it is not known whether they match, if there are any."""
    said = message("{number} left out: whether they match is not known.", number=number)
    return [said] if number else []


def result_view(
    store: Store,
    result: QueryResult,
    lang: str,
    schema: str,
    items: str,
    content: Callable[[CellWriter], dict[str, Any]],
    table: Callable[[CellWriter], Table],
    blocks: Callable[[CellWriter], list[Block]],
    named_left_out: Callable[[Sequence[Any]], dict[str, Any]] = named_provinces,
    more: Callable[[], Sequence[str]] | None = None,
) -> View:
    """The view of an answer: around its rows what was left out, and how many a limit has cut off.

    JSON and YAML say so in the document, text and Markdown below the rows; CSV and JSON Lines
    leave it to standard error.

    :param named_left_out: what a document says of what was left out, by key.
    :param more: further lines for the foot.
    """

    def document(writer: CellWriter) -> dict[str, Any]:
        told = content(writer)
        if result.limit is not None:
            told["total"] = result.total
        return told | left_out_document(result.left_out, named_left_out)

    def notes() -> list[str]:
        lines = limit_note(result.limit, result.total) if result.limit is not None else []
        if result.left_out:
            left_out = message(
                "{number} left out: whether they match is not known; --include-unknown"
                " lists them too.",
                number=len(result.left_out),
            )
            lines.append(left_out)
        lines += [
            message("{condition} would find {number}.", condition=condition, number=number)
            for condition, number in result.nearby
        ]
        return [*(line.get(lang) for line in lines), *(more() if more else ())]

    return answer_view(store, lang, schema, items, document, table, blocks, result.day, notes)

"""Dated records as events: ``timeline``."""

from __future__ import annotations

from typing import Any

from datagov_cli.base.messages import message
from datagov_cli.model.dates import FuzzyDate
from datagov_cli.model.labels import kind_label
from datagov_cli.model.records import UNKNOWN
from datagov_cli.queries.timeline import EXPECTED, Event, Timeline
from datagov_cli.storage.store import Store
from datagov_cli.views import Block, Column, Entry, Grid, Table, View
from datagov_cli.views.cells import STANDING_COLUMNS, CellWriter, standing_columns
from datagov_cli.views.csv_rows import cite_text, rows_table
from datagov_cli.views.result_view import answer_view, left_out_document, left_out_note, limit_note

HEADER = ["date", "province", "record", "id", "event", "title", "title-en", "cite"]


def timeline_view(store: Store, events: Timeline, lang: str) -> View:
    """Events as rows, oldest first; how many records have no date below them.

    As a calendar, what is due stands on the last day of its time.
    """
    day = events.day

    def described(writer: CellWriter) -> list[dict[str, Any]]:
        return [
            {
                "date": str(event.date) if event.date else None,
                "province": event.province.id,
                "record": event.kind,
                "id": event.id,
                "event": event.what,
                "title": event.title.zh,
                "title-en": event.title.en,
                **(standing_columns(event.on_day) if day else {}),
                "cite": writer.cites(event.cite),
            }
            for event in events.events
        ]

    def content(writer: CellWriter) -> dict[str, Any]:
        cut = {"total": events.total} if events.total > len(events.events) else {}
        left = left_out_document(events.left_out)
        return {"events": described(writer), "undated": events.undated, **cut, **left}

    def table(writer: CellWriter) -> Table:
        header = [*HEADER[:-1], *STANDING_COLUMNS, HEADER[-1]] if day else HEADER
        return rows_table(header, lambda: described(writer))()

    def calendar(writer: CellWriter) -> list[dict[str, Any]]:
        return [_calendar_entry(writer, event) for event in events.events]

    def notes() -> list[str]:
        lines = limit_note(len(events.events), events.total)
        lines += left_out_note(len(events.left_out or ()))
        if events.undated and not events.listed:
            undated = message(
                "Records without a date, not listed: {number}; --undated lists them too.",
                number=events.undated,
            )
            lines.append(undated)
        return [line.get(lang) for line in lines]

    def blocks(writer: CellWriter) -> list[Block]:
        columns = [
            Column(writer.label("date")),
            Column(writer.text("Province"), fold=True),
            Column(writer.text("Kind")),
            Column(writer.text("Event"), fold=True),
        ]
        rows = [_event_row(writer, event) for event in events.events]
        return [Grid(columns, rows)] if rows else []

    def above_notes(writer: CellWriter) -> list[str]:
        if not events.events:
            return [writer.text("no events")]
        outside = any(event.outside for event in events.events)
        return [writer.text("*: the date may lie outside the period.")] if outside else []

    return answer_view(
        store, lang, "timeline@1", "events", content, table, blocks, day, notes,
        calendar=calendar, above_notes=above_notes,
    )  # fmt: skip


def _event_row(writer: CellWriter, event: Event) -> list[Entry]:
    mark = "*" if event.outside else ""
    date = Entry(f"{event.date}{mark}") if event.date else Entry(writer.text("no date"), UNKNOWN)
    kind = "expectation" if event.what == EXPECTED else event.kind
    doubt = writer.remarks(writer.doubt(event.on_day))
    return [
        date,
        Entry(writer.both(event.province.name), record=event.province.id),
        Entry(kind_label(kind).get(writer.lang)),
        Entry(
            event.title.get(writer.lang),
            aside=doubt,
            marks=writer.marks(event.cite),
            # The id of a head has that of its body in front.
            record=f"{event.province.id}/{event.id.rpartition('/')[2]}",
        ),
    ]


def _calendar_entry(writer: CellWriter, event: Event) -> dict[str, Any]:
    """An entry of a calendar."""
    doubt = writer.remarks(writer.doubt(event.on_day))
    return {
        "date": _calendar_date(event, event.date) if event.date else None,
        "title": f"{event.title.get(writer.lang)} {doubt}".rstrip(),
        "province": event.province.id,
        "record": event.kind,
        "id": event.id,
        "description": f"{writer.both(event.province.name)}\n{cite_text(writer.cites(event.cite))}",
    }


def _calendar_date(event: Event, date: FuzzyDate) -> str:
    if not event.ahead:
        return str(date)
    last = FuzzyDate.parse(date.text.rstrip("~")).end
    return f"{last.isoformat()}{'~' if date.approximate else ''}"

"""Dated records as events: ``timeline``."""

from __future__ import annotations

from typing import Any

from datagov_cli.base.messages import text
from datagov_cli.model.labels import kind_label
from datagov_cli.queries.timeline import Timeline
from datagov_cli.storage.store import Store
from datagov_cli.views import Block, Column, Entry, Grid, Lines, View
from datagov_cli.views.cells import CellWriter
from datagov_cli.views.csv_rows import rows_table

HEADER = ["date", "province", "record", "id", "title", "title-en", "cite"]


def timeline_view(store: Store, events: Timeline, lang: str) -> View:
    """Events as rows, oldest first; how many records have no date below them."""

    def described() -> list[dict[str, Any]]:
        writer = CellWriter(store, lang)
        return [
            {
                "date": str(event.date),
                "province": event.province.id,
                "record": event.kind,
                "id": event.id,
                "title": event.title.zh,
                "title-en": event.title.en,
                "cite": writer.cites(event.cite),
            }
            for event in events.events
        ]

    def payload() -> dict[str, Any]:
        return {
            "schema": "datagov/timeline@1",
            "events": described(),
            "undated": events.undated,
        }

    def notes() -> list[str]:
        undated = text("Records without a date, not listed: {number}.", lang, number=events.undated)
        return [undated] if events.undated else []

    def blocks() -> list[Block]:
        writer = CellWriter(store, lang)
        rows = [
            [
                Entry(f"{event.date}*" if event.outside else str(event.date)),
                Entry(writer.both(event.province.name)),
                Entry(kind_label(event.kind).get(lang)),
                Entry(event.title.get(lang), marks=writer.marks(event.cite)),
            ]
            for event in events.events
        ]
        columns = [
            Column(writer.label("date")),
            Column(writer.text("Province"), fold=True),
            Column(writer.text("Kind")),
            Column(writer.text("Event"), fold=True),
        ]
        foot = []
        if any(event.outside for event in events.events):
            foot.append(writer.text("*: the date may lie outside the period."))
        foot += notes()
        if not rows:
            return [Lines([writer.text("no events"), *foot], quiet=True)]
        lines: list[Block] = [Lines(foot, quiet=True)] if foot else []
        return [Grid(columns, rows), *lines, *writer.source_blocks(), *writer.legend()]

    return View(payload, rows_table(HEADER, described), blocks, "events", notes=notes)

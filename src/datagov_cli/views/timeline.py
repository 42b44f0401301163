"""Dated records as events: ``timeline``."""

from __future__ import annotations

from typing import Any

from datagov_cli.labels import kind_label
from datagov_cli.store import Store
from datagov_cli.timeline import Timeline
from datagov_cli.views import Block, Column, Entry, Grid, Lines, Table, View
from datagov_cli.views.cells import Scribe
from datagov_cli.views.records import cite_text


def timeline(store: Store, found: Timeline, lang: str) -> View:
    """Events as rows, oldest first; how many records have no date below them."""

    def described() -> list[dict[str, Any]]:
        scribe = Scribe(store, lang)
        return [
            {
                "date": str(event.date),
                "province": event.province.id,
                "record": event.kind,
                "id": event.id,
                "title": event.title.zh,
                "title-en": event.title.en,
                "cite": scribe.cites(event.cite),
            }
            for event in found.events
        ]

    def payload() -> dict[str, Any]:
        return {
            "schema": "datagov/timeline@1",
            "events": described(),
            "undated": found.undated,
        }

    def table() -> Table:
        header = ["date", "province", "record", "id", "title", "title-en"]
        return Table(
            [*header, "cite"],
            ([*(e[key] for key in header), cite_text(e["cite"])] for e in described()),
        )

    def blocks() -> list[Block]:
        scribe = Scribe(store, lang)
        rows = [
            [
                Entry(f"{event.date}*" if event.outside else str(event.date)),
                Entry(scribe.both(event.province.name)),
                Entry(kind_label(event.kind).get(lang)),
                Entry(event.title.get(lang), marks=scribe.marks(event.cite)),
            ]
            for event in found.events
        ]
        columns = [
            Column(scribe.label("date")),
            Column(scribe.text("Province"), fold=True),
            Column(scribe.text("Kind")),
            Column(scribe.text("Event"), fold=True),
        ]
        foot = []
        if any(event.outside for event in found.events):
            foot.append(scribe.text("*: the date may lie outside the period."))
        if found.undated:
            foot.append(
                scribe.text("Records without a date, not listed: {number}.", number=found.undated)
            )
        if not rows:
            return [Lines([scribe.text("no events"), *foot], quiet=True)]
        lines: list[Block] = [Lines(foot, quiet=True)] if foot else []
        return [Grid(columns, rows), *lines, *scribe.source_blocks(), *scribe.legend()]

    return View(payload, table, blocks, "events")

"""Provinces, or the country as a whole: ``show``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from datagov_cli.model.records import RECORD_KINDS, UNKNOWN, National, Province
from datagov_cli.queries.compare import Selection
from datagov_cli.queries.fields import FIELDS, all_fields
from datagov_cli.queries.value_text import display
from datagov_cli.storage.store import Store
from datagov_cli.views import Block, Card, Entry, Heading, Table, View
from datagov_cli.views.cells import CellWriter
from datagov_cli.views.csv_rows import fact_table, rows_table
from datagov_cli.views.result_view import answer_view, result_view


def province_view(
    store: Store,
    selection: Selection,
    sections: Sequence[str],
    lang: str,
) -> View:
    """One card a province. ``sections`` are kinds of record; all where none is named."""
    provinces, values = selection.provinces, selection.values
    chosen = [kind for kind in RECORD_KINDS if not sections or kind in sections]

    # The records are written out for machines only, and their writers imported then. A field of
    # a target that a province does not have is left out.
    def document(province: Province) -> dict[str, Any]:
        from datagov_cli.views.records import identity, records_json, withdrawn_json

        writer = CellWriter(store, lang)
        shown = {kind: records_json(writer, province, kind) for kind in chosen}
        fields = {
            field.key: writer.cell(value, field.vocabulary, field.dated)
            for field in all_fields(store)
            if not field.identity
            if (value := values.get(province, field)).state != UNKNOWN or field.key in FIELDS
        }
        return {
            **identity(province),
            "absent": {name: writer.cell(value) for name, value in province.sought(*chosen)},
            **shown,
            "withdrawn": withdrawn_json(province, chosen),
            "fields": fields,
            "sources": writer.sources(),
        }

    def content(_: CellWriter) -> dict[str, Any]:
        return {"provinces": [document(province) for province in provinces]}

    def table(writer: CellWriter) -> Table:
        from datagov_cli.queries.tables import Scope

        return fact_table(writer, Scope(store, provinces, lang=lang), chosen)

    def blocks(writer: CellWriter) -> list[Block]:
        from datagov_cli.views.province_page import ProvincePage

        pages = [ProvincePage(writer, values, province).blocks(chosen) for province in provinces]
        return [block for page in pages for block in page]

    return result_view(store, selection, lang, "provinces@1", "provinces", content, table, blocks)


STATEMENT_KEYS = [
    "id", "kind", "claim", "claim-en", "as-of", "attributed-to", "relation", "value", "unit",
    "as-written", "cite",
]  # fmt: skip


def national_view(store: Store, national: National, lang: str) -> View:
    """The card of the country: what sources state about all provinces together."""

    def content(writer: CellWriter) -> dict[str, Any]:
        from datagov_cli.views.records import national_json

        shown = national_json(writer, national)
        return {"national": {**shown, "sources": writer.sources()}}

    def table(writer: CellWriter) -> Table:
        return rows_table(STATEMENT_KEYS, lambda: content(writer)["national"]["statements"])()

    def blocks(writer: CellWriter) -> list[Block]:
        cards: list[Block] = []
        for s in national.statements:
            rows = [(writer.label("kind"), Entry(writer.term("statement-kinds", s.kind)))]
            if s.value is not None and s.relation and s.unit:
                relation = writer.term("relations", s.relation)
                shown = display(s.value, store, unit=s.unit)
                amount = writer.text("{relation} {figure}", relation=relation, figure=shown)
                rows.append((writer.label("value"), Entry(amount, aside=s.as_written or "")))
            said = [writer.as_of(s.as_of)] if s.as_of else []
            if s.attributed_to:
                by = {"label": writer.label("attributed-to"), "value": s.attributed_to}
                said.append(writer.text("{label}: {value}", **by))
            aside = writer.remarks(*said)
            marks, record = writer.marks(s.cite), f"{national.id}/{s.id}"
            title = Entry(s.claim.get(lang), aside=aside, marks=marks, record=record)
            cards.append(Card(rows, title))
        heading = Heading(writer.both(national.name), writer.text("National statements"), level=1)
        return [heading, *cards]

    return answer_view(store, lang, "national@1", "national", content, table, blocks)

"""The card of a province, and that of the country: ``show``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from datagov_cli.display import figure
from datagov_cli.fields import FIELDS, Field, all_fields
from datagov_cli.model import RECORD_KINDS, UNKNOWN, National, Province
from datagov_cli.store import Store
from datagov_cli.views import Block, Card, Entry, Heading, Table, View
from datagov_cli.views.cells import Scribe
from datagov_cli.views.frame import PLAIN, Frame


def show(
    store: Store,
    provinces: Sequence[Province],
    sections: Sequence[str],
    lang: str,
    frame: Frame = PLAIN,
) -> View:
    """One card a province. ``sections`` are kinds of record; all where none is named."""
    chosen = [kind for kind in RECORD_KINDS if not sections or kind in sections]

    # The records are written out for machines only, and their writers imported then.
    def document(province: Province) -> dict[str, Any]:
        from datagov_cli.views.records import identity, records

        scribe = Scribe(store, lang)
        shown = {
            **identity(province),
            **{kind: records(scribe, province, kind) for kind in chosen},
            "fields": {
                field.key: scribe.cell(field.get(province, store), field.vocabulary, field.dated)
                for field in _fields(store, province)
            },
        }
        return {**shown, "sources": scribe.sources()}

    def payload() -> dict[str, Any]:
        if len(provinces) == 1:
            return frame.document("province@1", {"province": document(provinces[0])})
        return frame.document("provinces@1", {"provinces": [document(p) for p in provinces]})

    def table() -> Table:
        from datagov_cli.views.records import FACT_HEADER, facts, records

        scribe = Scribe(store, lang)
        return Table(
            FACT_HEADER,
            (
                row
                for province in provinces
                for kind in chosen
                for record in records(scribe, province, kind)
                for row in facts(province.id, kind, record)
            ),
        )

    def blocks() -> list[Block]:
        from datagov_cli.views.page import Page

        return [
            block for province in provinces for block in Page(store, province, lang).blocks(chosen)
        ]

    return View(payload, table, blocks, "provinces" if len(provinces) > 1 else "province")


def _fields(store: Store, province: Province) -> list[Field]:
    """All fields but those of targets that this province does not have."""
    return [
        field
        for field in all_fields(store)
        if field.key in FIELDS or field.get(province, store).state != UNKNOWN
    ]


def show_national(store: Store, facts: National, lang: str) -> View:
    """The card of the country: what sources state about all provinces together."""

    def payload() -> dict[str, Any]:
        from datagov_cli.views.records import national

        scribe = Scribe(store, lang)
        shown = national(scribe, facts)
        return {"schema": "datagov/national@1", "national": {**shown, "sources": scribe.sources()}}

    def table() -> Table:
        from datagov_cli.views.records import cite_text, national

        shown = national(Scribe(store, lang), facts)["statements"]
        header = [
            "id",
            "kind",
            "claim",
            "claim-en",
            "attributed-to",
            "relation",
            "value",
            "unit",
            "as-written",
        ]
        return Table(
            [*header, "cite"], ([*(s[key] for key in header), cite_text(s["cite"])] for s in shown)
        )

    def blocks() -> list[Block]:
        scribe = Scribe(store, lang)
        cards: list[Block] = []
        for s in facts.statements:
            rows = [(scribe.label("kind"), Entry(scribe.term("statement-kinds", s.kind)))]
            if s.attributed_to:
                rows.append((scribe.label("attributed-to"), Entry(scribe.show(s.attributed_to))))
            if s.value is not None and s.relation and s.unit:
                goal = f"{scribe.term('relations', s.relation)} {figure(s.value)}"
                unit = scribe.term("units", s.unit)
                rows.append(
                    (scribe.label("value"), Entry(f"{goal} {unit}", aside=s.as_written or ""))
                )
            cards.append(Card(rows, Entry(s.claim.get(lang), marks=scribe.marks(s.cite))))
        heading = Heading(scribe.both(facts.name), scribe.text("National statements"), level=1)
        return [heading, *cards, *scribe.source_blocks(), *scribe.legend()]

    return View(payload, table, blocks, "national")

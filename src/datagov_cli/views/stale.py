"""Records to be re-checked: ``stale``."""

from __future__ import annotations

from typing import Any

from datagov_cli.base.messages import clauses, spaced, text
from datagov_cli.curation.stale import Due, DueList
from datagov_cli.model.record_values import figure_of
from datagov_cli.model.records import (
    IMPLIED,
    Body,
    Head,
    Policy,
    Target,
    Value,
    uncertain_on_day,
)
from datagov_cli.queries.value_text import role_text, sides_text, target_text
from datagov_cli.storage.store import Store
from datagov_cli.views import Block, Column, Entry, Grid, Lines, Table, View
from datagov_cli.views.cells import CellWriter
from datagov_cli.views.csv_rows import cite_text, rows_table
from datagov_cli.views.result_view import document_head, with_day

Json = dict[str, Any]

DUE_KEYS = [
    "province", "record", "id", "field", "what", "since", "since-basis", "age-days",
    "overdue-days", "cite",
]  # fmt: skip


def stale_view(store: Store, due_list: DueList, lang: str) -> View:
    """Records that need re-checking; as a calendar, an entry on the day of each."""

    def listed() -> list[Json]:
        writer = CellWriter(store, lang)
        return [_due_json(writer, due) for due in due_list.entries]

    def table() -> Table:
        keys = [*DUE_KEYS[:-1], "standing", DUE_KEYS[-1]] if due_list.day else DUE_KEYS
        return with_day(rows_table(keys, listed)(), due_list.day)

    def payload() -> Json:
        return {
            **document_head("stale@1", due_list.day),
            "today": due_list.today.isoformat(),
            "older-than": due_list.older_than.text,
            "due": listed(),
        }

    def blocks() -> list[Block]:
        writer = CellWriter(store, lang)
        summary = Lines([_tally(due_list, lang)])
        if not due_list.entries:
            return [summary]
        columns = [
            Column(writer.text("Province"), fold=True),
            Column(writer.text("Record")),
            Column(writer.text("Description"), fold=True),
            Column(writer.text("Since"), fold=True),
            Column(writer.text("Days old"), right=True),
            Column(writer.text("Due by")),
            Column(writer.text("Source"), fold=True),
        ]
        grid = Grid(columns, [_due_row(writer, due) for due in due_list.entries])
        writer.ask(due_list.day)
        age = writer.text(
            "Days are counted from the last day that a date may mean; without a date,"
            " whether a record is due is not known."
        )
        writer.explain(age)
        return [grid, summary, *writer.source_blocks(), *writer.legend()]

    def events() -> list[Json]:
        writer = CellWriter(store, lang)
        return [_event(writer, due) for due in due_list.entries]

    return View(payload, table, blocks, "due", events)


def _due_json(writer: CellWriter, due: Due) -> Json:
    watched = due.watched
    on_day = watched.record.about.on_day
    return {
        "province": watched.province.id,
        "record": watched.kind,
        "id": watched.record.about.id,
        "field": watched.field,
        "what": _what(writer, due),
        "since": due.since,
        "since-basis": watched.since.basis if due.since else None,
        "age-days": due.age,
        "overdue-days": due.overdue,
        **({"standing": on_day.standing} if on_day else {}),
        "cite": writer.cites(due.cite),
    }


def _due_row(writer: CellWriter, due: Due) -> list[Entry]:
    watched = due.watched
    since = Entry(due.since or writer.text("no date"), watched.since.state, _implied(writer, due))
    return [
        Entry(watched.province.name.get(writer.lang), record=watched.province.id),
        Entry(watched.record.about.id, record=f"{watched.province.id}/{watched.record.about.id}"),
        Entry(_what(writer, due), aside=_doubt(writer, due)),
        since,
        Entry("" if due.age is None or due.age < 0 else str(due.age)),
        Entry(due.by.isoformat() if due.by else ""),
        Entry("", marks=writer.marks(due.cite)),
    ]


def _implied(writer: CellWriter, due: Due) -> str:
    """That the date from which it counts is implied, if it is."""
    return writer.remarks(writer.implied()) if due.watched.since.basis == IMPLIED else ""


def _event(writer: CellWriter, due: Due) -> Json:
    watched = due.watched
    cited = cite_text(writer.cites(due.cite))
    place = f"{writer.both(watched.province.name)}, {due.since}"
    return {
        "date": due.by.isoformat() if due.by else None,
        "title": spaced(
            writer.text("Re-check: {what}", what=_what(writer, due)), _doubt(writer, due)
        ),
        "id": f"{watched.record.about.id}/{watched.field}",
        "record": watched.kind,
        "province": watched.province.id,
        "description": f"{spaced(place, _implied(writer, due))}\n{cited}",
    }


def _doubt(writer: CellWriter, due: Due) -> str:
    """That it is not known whether the record was there; that it may have changed goes without
    saying here."""
    record = due.watched.record
    return writer.remarks(writer.doubt(record.about.on_day)) if uncertain_on_day(record) else ""


def _what(writer: CellWriter, due: Due) -> str:
    """What may have changed, in a few words."""
    record, body = due.watched.record, due.watched.body
    if isinstance(record, Head):
        who = _known_text(writer, record.person) or _known_text(writer, record.posts, "posts")
        role = role_text(record, body, writer.store).get(writer.lang)
        if record.basis == IMPLIED:
            role = spaced(role, writer.remarks(writer.implied()))
        group = body.name.get(writer.lang) if body else ""
        return clauses((who or writer.text("unknown"), role, group), writer.lang)
    if isinstance(record, Policy):
        status = _known_text(writer, record.status, "policy-statuses")
        title = record.title.get(writer.lang)
        return writer.text("{status}: {title}", status=status, title=title) if status else title
    if isinstance(record, Body):
        heads = sides_text(record.about.absent["heads"], writer.store)
        return clauses((heads, record.name), writer.lang)
    assert isinstance(record, Target)
    what = target_text(record, writer.store).get(writer.lang)
    plain = figure_of(record).replace(on_day=None)
    return spaced(what, writer.remarks(*writer.reservations(plain)))


def _known_text(writer: CellWriter, value: Value, vocabulary: str | None = None) -> str:
    """What is known, or the sides of a dispute; nothing where neither is."""
    if value.sides:
        return sides_text(value, writer.store, vocabulary).get(writer.lang)
    return writer.known(value, vocabulary)


def _tally(due_list: DueList, lang: str) -> str:
    """``2030-06-01, older than 180d: 3 due, 1 without a date``."""
    overdue = sum(due.is_due for due in due_list.entries)
    undated = sum(due.by is None for due in due_list.entries)
    to_come = len(due_list.entries) - overdue - undated
    counts = [text("{number} due", lang, number=overdue)]
    if to_come:
        counts.append(text("{number} upcoming", lang, number=to_come))
    if undated:
        counts.append(text("{number} without a date", lang, number=undated))
    return text(
        "{today}, older than {age}: {counts}",
        lang,
        today=due_list.today,
        age=due_list.older_than.text,
        counts=clauses(counts, lang),
    )

"""Records as rows, keys as columns: ``list KIND``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from datagov_cli.base.messages import message, plural, spaced
from datagov_cli.model.divisions import DIVISIONS
from datagov_cli.model.labels import STATES
from datagov_cli.model.record_values import headship_date, recorded
from datagov_cli.model.records import (
    KNOWN,
    LAST_KNOWN,
    NOT_KNOWN,
    UNKNOWN,
    Head,
    Policy,
    Target,
    Text,
)
from datagov_cli.queries.fields import Field
from datagov_cli.queries.leadership import HEAD
from datagov_cli.queries.tables import TableRow
from datagov_cli.queries.tables.columns import qualifiers_text
from datagov_cli.queries.tables.select import TableSelection
from datagov_cli.queries.tables.table_fields import NOTHING, fields_of
from datagov_cli.queries.value_text import role_text
from datagov_cli.storage.store import Store
from datagov_cli.views import Block, Column, Entry, Grid, Lines, Table, View
from datagov_cli.views.cells import CellWriter
from datagov_cli.views.csv_rows import RESERVATIONS, cite_text, reservation
from datagov_cli.views.result_view import named_provinces, result_view

#: What every row has, whichever fields are asked for.
IDENTITY = ("province", "body", "vocabulary", "id")
#: What a document says of a row besides.
ALWAYS = ("cite", "withdrawn", "standing", "age-days", "age-days-range", "last-stated")


def record_table_view(
    store: Store,
    selection: TableSelection,
    lang: str,
    glance: Sequence[Field],
    fields: Sequence[Field] = (),
) -> View:
    """The rows of a table.

    :param glance: the columns for readers, if no ``fields`` are named.
    :param fields: these and no others, in every format.
    """
    table = selection.table
    asked = {field.key for field in fields}

    def content(writer: CellWriter) -> dict[str, Any]:
        listed = [_row_json(writer, selection, row) for row in selection.rows]
        if fields:
            listed = [_only(shown, asked) for shown in listed]
        gone = {"withdrawn-left-out": selection.withdrawn} if selection.withdrawn else {}
        return {table.name: listed, **gone}

    def flat(writer: CellWriter) -> Table:
        return _flat_table(writer, selection, fields)

    def blocks(writer: CellWriter) -> list[Block]:
        if not selection.rows:
            asked_for = selection.left_out is not None
            nothing = (
                writer.text("nothing on record is known to match")
                if asked_for
                else writer.text("nothing is on record, which is not “none”")
            )
            return [Lines([nothing], quiet=True)]
        return [_grid(writer, selection, fields or glance, bool(fields))]

    def more() -> list[str]:
        gone = plural(
            "{number} withdrawn record is left out; --withdrawn lists it too.",
            "{number} withdrawn records are left out; --withdrawn lists them too.",
            selection.withdrawn,
        )
        return [gone.get(lang)] if selection.withdrawn else []

    return result_view(
        store,
        selection,
        lang,
        f"{table.name}@1",
        table.name,
        content,
        flat,
        blocks,
        named_left_out=_named_left_out,
        more=more,
    )


def _named_left_out(left_out: Sequence[Any]) -> dict[str, Any]:
    """Which rows are left out, as far as they are records, or provinces asked for in rows."""
    if not all(isinstance(row, TableRow) for row in left_out):
        return named_provinces(left_out)
    if any(isinstance(row.record, tuple) for row in left_out):
        return {}
    return {"left-out-records": [_name(row) for row in left_out]}


def _name(row: TableRow) -> dict[str, str]:
    province = {"province": row.province.id} if row.province else {}
    return {**province, "id": row.about.id}


# --- JSON -------------------------------------------------------------------------------------


def _row_json(writer: CellWriter, selection: TableSelection, row: TableRow) -> dict[str, Any]:
    from datagov_cli.views.cited_sources import withdrawal_json
    from datagov_cli.views.records import record_json, statement_json

    table = selection.table
    if row.province is not None:
        body = {"body": row.body.about.id} if row.body else {}
        shown = record_json(writer, row.province, table.kind, row.record)
        gone = withdrawal_json(row.record.about.withdrawn)
        withdrawn = {"withdrawn": gone} if gone else {}
        return {"province": row.province.id, **body, **shown, **withdrawn}
    if table.kind == "statements":
        return statement_json(writer, row.record)
    plain = dict(zip((column.name for column in table.columns), table.write(row), strict=True))
    if table.kind == "source":
        plain["records"] = selection.values.used(row.record.id)
    return plain


def _only(shown: dict[str, Any], asked: set[str]) -> dict[str, Any]:
    """The keys of a record that are asked for, with the accounts and citations of them."""
    kept: dict[str, Any] = {}
    for key, value in shown.items():
        if key in ("absent", "cite-for"):
            kept[key] = {name: said for name, said in value.items() if name in asked}
        elif key in (*IDENTITY, *ALWAYS) or _base(key) in asked:
            kept[key] = value
    return kept


def _base(column: str) -> str:
    """The field that a column is of."""
    return column.removesuffix("-state").removesuffix("-en")


# --- CSV --------------------------------------------------------------------------------------


def _flat_table(writer: CellWriter, selection: TableSelection, fields: Sequence[Field]) -> Table:
    """One column a field and language, and one for what has to be said of them."""
    table, values = selection.table, selection.values
    asked = {field.key for field in fields}
    places = [
        place
        for place, column in enumerate(table.columns)
        if not column.name.endswith("-state")
        and column.name not in (("cite", "standing") if table.kind else ())
        and (not asked or column.name in IDENTITY or _base(column.name) in asked)
    ]
    header = [table.columns[place].name for place in places]
    cited = any(column.name == "cite" for column in table.columns)
    counted = table.kind == "source" and (not asked or "records" in asked)
    said = fields or list(fields_of(table).values())

    def rows() -> Iterator[list[Any]]:
        for row in selection.rows:
            written = table.write(row)
            line = [_csv_text(written[place]) for place in places]
            line += [values.used(row.record.id)] if counted else []
            line += [_reservations(selection, row, said)] if table.kind else []
            yield [*line, cite_text(writer.cites(row.about.cite))] if cited else line

    header += ["records"] if counted else []
    header += [RESERVATIONS] if table.kind else []
    header += ["cite"] if cited else []
    return Table(header, rows())


def _csv_text(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value


def _reservations(selection: TableSelection, row: TableRow, fields: Sequence[Field]) -> str | None:
    """``status=implied; date=unknown``: of each field that is not known and stated, how it is."""
    said = {field.key: reservation(selection.values.get(row, field)) for field in fields}
    gone = getattr(getattr(row.record, "about", None), "withdrawn", None)
    if gone:
        said["withdrawn"] = str(gone.date)
    on_day = row.record.about.on_day if row.province else None
    if on_day and on_day.standing != KNOWN:
        said["standing"] = on_day.standing
    return qualifiers_text({key: each for key, each in said.items() if each}) or None


# --- for readers ------------------------------------------------------------------------------


#: The states of a claim and how it stands on a day, as they are said.
_STATES = {
    KNOWN: message("known"),
    LAST_KNOWN: message("last known"),
    NOT_KNOWN: message("not known for that day"),
    **STATES,
}
#: Keys that are said beside another one of the same record, if they were not asked for.
BESIDE = {"targets": ("relation", "year", "basis", "unit"), "heads": ("role",)}


def _grid(
    writer: CellWriter, selection: TableSelection, fields: Sequence[Field], asked: bool
) -> Grid:
    """A column for each field, but for those of which no row says anything. The citations of a
    record stand at its end."""
    table = selection.table
    hidden = ("unit",) if asked else BESIDE.get(table.kind, ("unit",) if table.kind else ())
    fields = [field for field in fields if field.key not in hidden]
    rows = [[_cell(writer, selection, row, field) for field in fields] for row in selection.rows]
    filled = [place for place in range(len(fields)) if any(row[place].text for row in rows)]
    of_provinces = "province" not in {field.key for field in fields}
    of_provinces = of_provinces and any(row.province for row in selection.rows)
    columns = [Column(writer.text("Province"), fold=True)] if of_provinces else []
    columns += [_column(writer, fields[place]) for place in filled]
    lines = []
    for row, entries in zip(selection.rows, rows, strict=True):
        line = [_province_entry(writer, row)] if of_provinces else []
        line += [entries[place] for place in filled]
        last = line[-1]
        marks = writer.marks(_citations(selection, row, fields))
        credit = writer.remarks(writer.credit(row.record.about.via)) if row.province else ""
        line[-1] = Entry(last.text, last.state, spaced(last.aside, credit), marks)
        lines.append(line)
    return Grid(columns, lines)


def _column(writer: CellWriter, field: Field) -> Column:
    counted = field.kind == "number" and not field.measured
    return Column(field.label.get(writer.lang), counted, not counted)


def _province_entry(writer: CellWriter, row: TableRow) -> Entry:
    """The province, that the record has been withdrawn, and how well it is known to have been
    there on the day asked for."""
    if row.province is None:
        return Entry("")
    name = row.province.short_name.get(writer.lang)
    about, doubt = row.record.about, ""
    on_day = about.on_day
    if on_day and isinstance(row.record, Head) and on_day.standing == LAST_KNOWN:
        doubt = writer.last_known(on_day, headship_date(row.record))
    elif not (isinstance(row.record, Policy) and on_day and on_day.standing == LAST_KNOWN):
        doubt = writer.doubt(on_day)
    gone = about.withdrawn.said.get(writer.lang) if about.withdrawn else ""
    return Entry(name, aside=writer.remarks(doubt, gone))


def _cell(writer: CellWriter, selection: TableSelection, row: TableRow, field: Field) -> Entry:
    value = selection.values.get(row, field)
    if value.state == NOTHING:
        return Entry("")
    if field.kind == "province":
        division = DIVISIONS.get(value.value)
        known = division and division.short_name.get(writer.lang)
        return Entry(known or str(value.value))
    if field.key in ("state", "standing"):
        return Entry(_STATES[value.value].get(writer.lang))
    # The row says once how well a record is known on a day; a head's values say no more.
    plain = value.replace(
        value=_in_one_language(value.value, writer.lang),
        on_day=None if isinstance(row.record, Head | Target) else value.on_day,
        sides=tuple(
            side.replace(value=_in_one_language(side.value, writer.lang)) for side in value.sides
        ),
    )
    entry = writer.entry(plain, field.vocabulary, full=False, marks=False)
    if isinstance(row.record, Head) and field.key in ("person", "role"):
        role = role_text(row.record, row.body, writer.store).get(writer.lang)
        if field.key == "role":
            return entry.replace(text=role)
        said = writer.remarks("" if row.record.role == HEAD else role, _ended(writer, row.record))
        return Entry(entry.text, entry.state, spaced(said, entry.aside))
    return entry


def _ended(writer: CellWriter, head: Head) -> str:
    """Until when somebody headed a body, if a source says so: who has left is not last known."""
    until = recorded("heads", head, "until")
    if until.state == UNKNOWN:
        return ""
    text = writer.entry(until, full=False, marks=False).text
    return writer.text("{label}: {value}", label=writer.label("until", "heads"), value=text)


def _in_one_language(value: Any, lang: str) -> Any:
    """Names in the language asked for alone, so that a table stays one in 80 columns."""
    if isinstance(value, tuple):
        return tuple(_in_one_language(item, lang) for item in value)
    return value.get(lang) if isinstance(value, Text) else value


def _citations(selection: TableSelection, row: TableRow, fields: Sequence[Field]) -> Iterator[Any]:
    """The citations of a record, and those of the fields shown that rest on others."""
    if not selection.table.kind or selection.table.kind == "source":
        return
    cites = dict.fromkeys(row.about.cite)
    for field in fields:
        cites |= dict.fromkeys(selection.values.get(row, field).cite)
    yield from cites

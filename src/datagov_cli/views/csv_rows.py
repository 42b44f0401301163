"""Rows of CSV: from rows of JSON, or from the facts of the data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from datagov_cli.base.messages import is_chinese, spaced
from datagov_cli.model.records import IMPLIED, Value
from datagov_cli.views import Table

if TYPE_CHECKING:
    from datagov_cli.queries.tables import Scope
    from datagov_cli.views.cells import CellWriter

#: The column of CSV that names the fields that are not known and stated, and how they are.
RESERVATIONS = "reservations"


def reservation(value: Value) -> str | None:
    """What has to be said of a plain value: its state, that it is implied or only last known."""
    from datagov_cli.views.cells import flags_of

    said = ", ".join(flags_of(value)) if value.known else value.state
    return said or None


def rows_table(
    header: Sequence[str], rows: Callable[[], Iterable[Mapping[str, Any]]]
) -> Callable[[], Table]:
    """The table of rows that JSON has as well: a column for each of these keys.

    :param rows: makes them, when the table is asked for.
    """
    return lambda: Table(list(header), ([cell_text(row[key]) for key in header] for row in rows()))


def cell_text(value: Any) -> Any:
    """A list in one cell: citations as :func:`cite_text` has them, else with semicolons."""
    if not isinstance(value, list):
        return value
    if value and isinstance(value[0], dict):
        return cite_text(value)
    return "; ".join(map(str, value))


def cell_part(cell: Mapping[str, Any], part: str, lang: str = "zh") -> Any:
    """One key of a cell of JSON as a column of CSV; of a dispute each side with its citations."""
    if part == "cite":
        return cite_text(cell["cite"])
    if part == "searched":
        return "; ".join(f"{s['where']}, {s['date']}" for s in cell.get(part, ())) or None
    if part in ("claims", "parts"):
        return " / ".join(map(_side, cell.get(part, ()))) or None
    if part == "qualifiers" and part in cell:
        return _qualifiers(cell[part])
    return cell.get("via-en" if part == "via" and not is_chinese(lang) else part)


def _side(side: Mapping[str, Any]) -> str:
    """A side of a dispute, or what one of several records says: behind the name of the record,
    with its reservations and its citations."""
    value = side["value"]
    said = side["state"] if value is None else cell_text(value)
    if isinstance(value, dict):
        said = _qualifiers_cell(
            {name: cell_text(each) for name, each in value.items() if each is not None}
        )
    remarks = [IMPLIED] if side.get("basis") == IMPLIED else []
    if side.get("as-of") not in (None, value) and not isinstance(value, dict):
        remarks.append(f"as-of={side['as-of']}")
    aside = f"({', '.join(remarks)})" if remarks else ""
    name = f"{side['of']['name']}:" if "of" in side else ""
    cited = (
        f"[{cite_text(side['cite'], ', ')}]" if side["cite"] else cell_part(side, "claims") or ""
    )
    return spaced(name, str(said), aside, cited)


def _qualifiers(qualifiers: Mapping[str, Any]) -> str:
    """What must stand beside a value; of what is implied the basis too."""
    said: dict[str, Any] = {}
    for name, each in qualifiers.items():
        cell = each if isinstance(each, dict) else {"value": each}
        said[name] = cell["value"] if cell["value"] is not None else cell["state"]
        if cell.get("basis") == IMPLIED:
            said[f"{name}-basis"] = IMPLIED
    return _qualifiers_cell(said)


def _qualifiers_cell(values: Mapping[str, Any]) -> str:
    from datagov_cli.queries.tables.columns import qualifiers_text

    return qualifiers_text(values)


def fact_table(writer: CellWriter, scope: Scope, kinds: Sequence[str]) -> Table:
    """A row for each fact of these kinds of records and each side of a dispute, with all that
    the table of claims says of it; its citations in one cell."""
    from datagov_cli.queries.tables.claims import FACT_COLUMNS, facts

    names = {"kind": "record", "record": "id"}
    header = [names.get(column.name, column.name) for column in FACT_COLUMNS]
    rows = ([*row, cite_text(writer.cites(cites))] for row, cites in facts(scope, kinds))
    return Table([*header, "cite"], rows)


def cite_text(cites: Iterable[Mapping[str, str]], separator: str = "; ") -> str:
    """Citations in one cell, as files have them: ``source#5; source#6``.

    What no citation in a file says stands behind it: ``source#5 (excerpt)`` is a paragraph of
    the excerpt that was read, ``source#5 (withdrawn)`` one of a source that was withdrawn.

    :param separator: what stands between them; a comma within an entry of a list.
    """
    return separator.join(map(_cited, cites))


def _cited(cite: Mapping[str, str]) -> str:
    extent, _, paragraph = cite["at"].rpartition("¶")
    remarks = [extent.strip(), "withdrawn" if cite.get("withdrawn") else ""]
    return spaced(f"{cite['source']}#{paragraph}", *(f"({each})" for each in remarks if each))

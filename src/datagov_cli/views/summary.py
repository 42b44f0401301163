"""The first lines on a province: who leads, since when that is known, what is newest."""

from __future__ import annotations

from datagov_cli.base.messages import Text, is_chinese, join, message, spaced
from datagov_cli.model.labels import kind_label
from datagov_cli.model.records import IMPLIED, UNKNOWN, Province, Value, active
from datagov_cli.queries.coverage import Coverage
from datagov_cli.queries.fields import FIELDS, Values
from datagov_cli.views import CardRows, Entry
from datagov_cli.views.cells import CellWriter

#: The kinds of record that are counted.
_COUNTED = ("bodies", "meetings", "policies", "targets")


def summary_rows(
    writer: CellWriter, values: Values, province: Province, counted: Coverage | None
) -> CardRows:
    """What most readers ask first about a province, in a dozen lines.

    :param counted: the claims about it; ``None`` on a day, about which they are not counted.

    The records below say the same at length; there bodies and documents have their citations.
    """
    shown: CardRows = []
    for key in ("body.name", "leader.name", "leader-rank", "leader.as-of", "bureau.name"):
        field = FIELDS[key]
        value = values.get(province, field)
        if _follows(key, value, values, province):
            continue
        dated = field.dated and key != "leader.as-of"
        entry = writer.entry(value, field.vocabulary, False, field.dated, dated=dated)
        if not field.dated:
            credited = writer.remarks(*map(writer.credit, value.via))
            entry = entry.replace(aside=spaced(entry.aside, credited))
        shown.append((field.label.get(writer.lang), entry))
    newest = values.get(province, FIELDS["policies.newest"])
    title = _title(writer, newest)
    if isinstance(newest.value, tuple):
        # Rough dates do not tell which of them it is.
        one_of = writer.remarks(writer.text("one of {number}", number=len(newest.value)))
        title = title.replace(aside=spaced(title.aside, one_of))
    shown.append((writer.text("Newest document"), title))
    regulations = values.get(province, FIELDS["regulation.title"])
    shown.append((writer.text("Regulation"), _title(writer, regulations)))
    numbers = {kind: len(active(getattr(province, kind))) for kind in _COUNTED}
    on_record = [
        message("{label}: {value}", label=kind_label(kind), value=number)
        for kind, number in numbers.items()
    ]
    shown.append((writer.text("On record"), Entry(join(on_record, writer.lang))))
    if counted:
        shown.append((writer.text("Coverage"), Entry(counted.in_short.get(writer.lang))))
    return shown


def _follows(key: str, value: Value, values: Values, province: Province) -> bool:
    """Whether a field says no more than the lines above it: the rank of nobody, or the date
    that they have already, unless it alone is implied."""
    headed = bool(values.leadership(province).heads)
    if key == "leader.as-of":
        head = values.get(province, FIELDS["leader.name"])
        return not headed or value.basis != IMPLIED or head.basis == IMPLIED
    return key == "leader-rank" and value.state == UNKNOWN and not headed


def _title(writer: CellWriter, value: Value) -> Entry:
    """The newest of these titles, in one language: that of the labels."""
    title = value.value[-1] if isinstance(value.value, tuple) else value.value
    if isinstance(title, Text) and not is_chinese(writer.lang):
        title = Text(title.en, title.en)
    return writer.entry(value.replace(value=title), full=False, marks=False)

"""Measurable targets in groups: ``targets``."""

from __future__ import annotations

from typing import Any

from datagov_cli.base.messages import message, spaced
from datagov_cli.model.records import IMPLIED, TARGET, Province, Target
from datagov_cli.queries.targets import ProvinceTarget, TargetGroup, TargetGroups
from datagov_cli.queries.value_text import figure
from datagov_cli.storage.store import Store
from datagov_cli.views import Bar, Bars, Block, Column, Entry, Grid, Heading, Lines, Table, View
from datagov_cli.views.cells import STANDING_COLUMNS, CellWriter, standing_columns
from datagov_cli.views.csv_rows import rows_table
from datagov_cli.views.policy_marks import PolicyTitle, with_policy_marks
from datagov_cli.views.records import record_json
from datagov_cli.views.result_view import answer_view, left_out_note, limit_note

KEYS = [
    "id", "metric", "relation", "value", "unit", "as-written", "year", "year-state", "year-note",
    "basis", "policy", "policy-state", "policy-note", "policy-withdrawn", "cite",
]  # fmt: skip
#: A target of this relation is an increment, and so not like one that names a level.
_INCREMENT = "add"


def targets_view(
    store: Store, answer: TargetGroups, lang: str, chart: bool = False, in_short: bool = True
) -> View:
    """Targets in comparable groups; as bars for a reader who asks for a ``chart``.

    :param in_short: with marks for the titles of policies that the tables name again and again.
    """
    keys = [*KEYS[:-1], *STANDING_COLUMNS, KEYS[-1]] if answer.day else KEYS

    def records(writer: CellWriter) -> list[dict[str, Any]]:
        listed = []
        for group in answer.groups:
            for item in group.targets:
                shown = record_json(writer, item.province, "targets", item.target)
                shown |= standing_columns(item.target.about.on_day) if answer.day else {}
                listed.append({"province": item.province.id, **{key: shown[key] for key in keys}})
        return listed

    def content(writer: CellWriter) -> dict[str, Any]:
        left_out = {"left-out": answer.unplaced} if answer.year else {}
        if answer.left_out:
            left_out["left-out"] = answer.unplaced + answer.left_out
        if answer.total is not None:
            left_out["total"] = answer.total
        return {"targets": records(writer), **left_out}

    def table(writer: CellWriter) -> Table:
        return rows_table(["province", *keys], lambda: records(writer))()

    def notes() -> list[str]:
        lines = limit_note(sum(len(group.targets) for group in answer.groups), answer.total)
        if number := answer.unplaced:
            lines.append(message("Not listed, as their year is not known: {number}", number=number))
        lines += left_out_note(answer.left_out)
        return [line.get(lang) for line in lines]

    def blocks(writer: CellWriter) -> list[Block]:
        draw = _bars if chart else _grid
        shown = [block for group in answer.groups for block in draw(writer, group)]
        shown = with_policy_marks(shown) if in_short else shown
        return shown or [Lines([writer.text("none on record")], quiet=True)]

    return answer_view(
        store, lang, "targets@1", "targets", content, table, blocks, answer.day, notes
    )


def _heading(writer: CellWriter, group: TargetGroup, aside: str = "") -> Heading:
    unit = writer.term("units", group.unit)
    return Heading(writer.term("metrics", group.metric), f"{unit}{aside}")


def _grid(writer: CellWriter, group: TargetGroup) -> list[Block]:
    label = writer.label
    columns = [
        Column(writer.text("Province"), fold=True),
        Column(label("year"), fold=True),
        Column(label("relation")),
        Column(label("value"), right=True),
        Column(label("as-written"), right=True),
        Column(label("basis", "targets")),
        Column(label("policy"), fold=True),
        Column(writer.text("Source"), fold=True),
    ]
    return [
        _heading(writer, group),
        Grid(columns, [_target_row(writer, item) for item in group.targets]),
    ]


def _target_row(writer: CellWriter, item: ProvinceTarget) -> list[Entry]:
    target = item.target
    policy = policy_entry(writer, item.province, target)
    return [
        Entry(
            writer.both(item.province.name),
            aside=_doubt(writer, target),
            record=f"{item.province.id}/{target.about.id}",
        ),
        writer.entry(target.year, full=False, marks=False),
        Entry(writer.term("relations", target.relation)),
        Entry(figure(target.value)),
        Entry(target.as_written),
        Entry(writer.term("target-bases", target.basis)),
        policy,
        Entry("", marks=writer.marks(target.about.cite)),
    ]


def _doubt(writer: CellWriter, target: Target) -> str:
    return writer.remarks(writer.doubt(target.about.on_day))


def policy_entry(writer: CellWriter, province: Province, target: Target) -> Entry:
    """The policy that sets a target, by its title; of one that is implied or withdrawn it says
    so."""
    if not target.policy.known:
        return writer.entry(target.policy, full=False)
    policies = {policy.about.id: policy for policy in province.policies}
    policy = policies.get(target.policy.value)
    gone = policy.about.withdrawn if policy else None
    said = [writer.implied()] if target.policy.basis == IMPLIED else []
    said += [gone.said.get(writer.lang)] if gone else []
    aside = writer.remarks(*said)
    if policy is None:
        return Entry(target.policy.value, aside=aside)
    record = f"{province.id}/{policy.about.id}"
    return PolicyTitle(writer.both(policy.title), aside=aside, record=record)


def _bars(writer: CellWriter, group: TargetGroup) -> list[Block]:
    """Bars of a group; increments have a scale of their own."""
    added = [item for item in group.targets if item.target.relation == _INCREMENT]
    levels = [item for item in group.targets if item.target.relation != _INCREMENT]
    shown: list[Block] = []
    for items in (levels, added):
        if items:
            aside = f" · {writer.term('relations', _INCREMENT)}" if items is added else ""
            bars = [_bar(writer, item) for item in items]
            shown += [_heading(writer, group, aside), Bars(bars)]
    return shown


def _bar(writer: CellWriter, item: ProvinceTarget) -> Bar:
    target = item.target
    when = writer.entry(target.year, full=False, marks=False)
    year = spaced(when.text, when.aside)
    relation = writer.term("relations", target.relation)
    if not target.year.known:
        labelled = writer.text("{label}: ", label=writer.label("year"))
        year = writer.remarks(f"{labelled}{year}")
    basis = "" if target.basis == TARGET else writer.term("target-bases", target.basis)
    name = spaced(writer.both(item.province.name), year, relation)
    label = spaced(name, writer.remarks(basis), _doubt(writer, target))
    value = spaced(figure(target.value), writer.remarks(target.as_written))
    return Bar(label, target.value, value, writer.marks(target.about.cite))

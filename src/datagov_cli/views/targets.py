"""Measurable targets in groups: ``targets``."""

from __future__ import annotations

from typing import Any

from datagov_cli.base.messages import text
from datagov_cli.queries.targets import Goal, Goals, Group
from datagov_cli.queries.value_text import figure
from datagov_cli.storage.store import Store
from datagov_cli.views import Bar, Bars, Block, Column, Entry, Grid, Heading, Lines, View
from datagov_cli.views.cells import CellWriter
from datagov_cli.views.csv_rows import rows_table
from datagov_cli.views.records import written

KEYS = (
    "id",
    "metric",
    "relation",
    "value",
    "unit",
    "as-written",
    "year",
    "basis",
    "policy",
    "cite",
)
#: A goal of this relation is an increment, and so not like one that names a level.
_INCREMENT = "add"


def targets(store: Store, goals: Goals, lang: str, chart: bool = False) -> View:
    """Targets in comparable groups; as bars for a reader who asks for a ``chart``."""

    def records() -> list[dict[str, Any]]:
        writer, found = CellWriter(store, lang), []
        for group in goals.groups:
            for goal in group.goals:
                shown = written(writer, goal.province, "targets", goal.target)
                found.append({"province": goal.province.id, **{key: shown[key] for key in KEYS}})
        return found

    def payload() -> dict[str, Any]:
        left_out = {"left-out": goals.unplaced} if goals.year else {}
        return {"schema": "datagov/targets@1", "targets": records(), **left_out}

    def notes() -> list[str]:
        unplaced = text(
            "Not listed, as their year is not known: {number}", lang, number=goals.unplaced
        )
        return [unplaced] if goals.unplaced else []

    def blocks() -> list[Block]:
        writer = CellWriter(store, lang)
        draw = _bars if chart else _grid
        shown = [block for group in goals.groups for block in draw(writer, group)]
        shown = shown or [Lines([writer.text("none on record")], quiet=True)]
        if goals.unplaced:
            shown.append(Lines(notes(), quiet=True))
        return [*shown, *writer.source_blocks(), *writer.legend()]

    return View(payload, rows_table(["province", *KEYS], records), blocks, "targets", notes=notes)


def _heading(writer: CellWriter, group: Group, aside: str = "") -> Heading:
    unit = writer.term("units", group.unit)
    return Heading(writer.term("metrics", group.metric), f"{unit}{aside}")


def _grid(writer: CellWriter, group: Group) -> list[Block]:
    label = writer.label
    columns = [
        Column(writer.text("Province")),
        Column(label("year")),
        Column(label("relation")),
        Column(label("value"), right=True),
        Column(label("as-written"), right=True),
        Column(label("basis", "targets")),
        Column(label("policy"), fold=True),
        Column(writer.text("Source")),
    ]
    return [_heading(writer, group), Grid(columns, [_row(writer, goal) for goal in group.goals])]


def _row(writer: CellWriter, goal: Goal) -> list[Entry]:
    target = goal.target
    titles = {policy.about.id: policy.title.zh for policy in goal.province.policies}
    if target.policy.known:
        policy = Entry(titles.get(target.policy.value, target.policy.value))
    else:
        policy = writer.entry(target.policy, full=False)
    return [
        Entry(writer.both(goal.province.name)),
        writer.entry(target.year, full=False, marks=False),
        Entry(writer.term("relations", target.relation)),
        Entry(figure(target.value)),
        Entry(target.as_written),
        Entry(writer.term("target-bases", target.basis)),
        policy,
        Entry("", marks=writer.marks(target.about.cite)),
    ]


def _bars(writer: CellWriter, group: Group) -> list[Block]:
    """Bars of a group; increments have a scale of their own."""
    added = [goal for goal in group.goals if goal.target.relation == _INCREMENT]
    levels = [goal for goal in group.goals if goal.target.relation != _INCREMENT]
    shown: list[Block] = []
    for goals in (levels, added):
        if goals:
            aside = f" · {writer.term('relations', _INCREMENT)}" if goals is added else ""
            bars = [_bar(writer, goal) for goal in goals]
            shown += [_heading(writer, group, aside), Bars(bars)]
    return shown


def _bar(writer: CellWriter, goal: Goal) -> Bar:
    target = goal.target
    year = writer.entry(target.year, full=False, marks=False).text
    relation = writer.term("relations", target.relation)
    if not target.year.known:
        labelled = writer.text("{label}: ", label=writer.label("year"))
        year = writer.remarks(f"{labelled}{year}")
    basis = "" if target.basis == "target" else writer.term("target-bases", target.basis)
    label = f"{writer.both(goal.province.name)} {year} {relation} {writer.remarks(basis)}"
    value = f"{figure(target.value)} {writer.remarks(target.as_written)}"
    return Bar(label.rstrip(), target.value, value, writer.marks(target.about.cite))

"""Measurable targets in groups: ``targets``."""

from __future__ import annotations

from typing import Any

from datagov_cli.display import figure
from datagov_cli.goals import Goal, Goals, Group
from datagov_cli.messages import text
from datagov_cli.store import Store
from datagov_cli.views import Bar, Bars, Block, Column, Entry, Grid, Heading, Lines, View
from datagov_cli.views.cells import Scribe
from datagov_cli.views.flat import rows_table
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
        scribe, found = Scribe(store, lang), []
        for group in goals.groups:
            for goal in group.goals:
                shown = written(scribe, goal.province, "targets", goal.target)
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
        scribe = Scribe(store, lang)
        draw = _bars if chart else _grid
        shown = [block for group in goals.groups for block in draw(scribe, group)]
        shown = shown or [Lines([scribe.text("none on record")], quiet=True)]
        if goals.unplaced:
            shown.append(Lines(notes(), quiet=True))
        return [*shown, *scribe.source_blocks(), *scribe.legend()]

    return View(payload, rows_table(["province", *KEYS], records), blocks, "targets", notes=notes)


def _heading(scribe: Scribe, group: Group, aside: str = "") -> Heading:
    unit = scribe.term("units", group.unit)
    return Heading(scribe.term("metrics", group.metric), f"{unit}{aside}")


def _grid(scribe: Scribe, group: Group) -> list[Block]:
    label = scribe.label
    columns = [
        Column(scribe.text("Province")),
        Column(label("year")),
        Column(label("relation")),
        Column(label("value"), right=True),
        Column(label("as-written"), right=True),
        Column(label("basis", "targets")),
        Column(label("policy"), fold=True),
        Column(scribe.text("Source")),
    ]
    return [_heading(scribe, group), Grid(columns, [_row(scribe, goal) for goal in group.goals])]


def _row(scribe: Scribe, goal: Goal) -> list[Entry]:
    target = goal.target
    titles = {policy.about.id: policy.title.zh for policy in goal.province.policies}
    if target.policy.known:
        policy = Entry(titles.get(target.policy.value, target.policy.value))
    else:
        policy = scribe.entry(target.policy, full=False)
    return [
        Entry(scribe.both(goal.province.name)),
        scribe.entry(target.year, full=False, marks=False),
        Entry(scribe.term("relations", target.relation)),
        Entry(figure(target.value)),
        Entry(target.as_written),
        Entry(scribe.term("target-bases", target.basis)),
        policy,
        Entry("", marks=scribe.marks(target.about.cite)),
    ]


def _bars(scribe: Scribe, group: Group) -> list[Block]:
    """Bars of a group; increments have a scale of their own."""
    added = [goal for goal in group.goals if goal.target.relation == _INCREMENT]
    levels = [goal for goal in group.goals if goal.target.relation != _INCREMENT]
    shown: list[Block] = []
    for goals in (levels, added):
        if goals:
            aside = f" · {scribe.term('relations', _INCREMENT)}" if goals is added else ""
            bars = [_bar(scribe, goal) for goal in goals]
            shown += [_heading(scribe, group, aside), Bars(bars)]
    return shown


def _bar(scribe: Scribe, goal: Goal) -> Bar:
    target = goal.target
    year = scribe.entry(target.year, full=False, marks=False).text
    relation = scribe.term("relations", target.relation)
    if not target.year.known:
        labelled = scribe.text("{label}: ", label=scribe.label("year"))
        year = scribe.remarks(f"{labelled}{year}")
    basis = "" if target.basis == "target" else scribe.term("target-bases", target.basis)
    label = f"{scribe.both(goal.province.name)} {year} {relation} {scribe.remarks(basis)}"
    value = f"{figure(target.value)} {scribe.remarks(target.as_written)}"
    return Bar(label.rstrip(), target.value, value, scribe.marks(target.about.cite))

"""Answers for reviewers: whether citations hold (``verify``), what to re-check (``stale``)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from datagov_cli.messages import Text, clauses, join, message, plural, text
from datagov_cli.model import IMPLIED, STATED, Citation, Head, Policy, Target, Value
from datagov_cli.stale import Due, Span
from datagov_cli.store import Store
from datagov_cli.views import Block, Column, Entry, Grid, Lines, Table, View
from datagov_cli.views.cells import Scribe
from datagov_cli.views.records import cite_text

if TYPE_CHECKING:
    # Its module reads YAML, which ``stale`` can do without.
    from datagov_cli.verify import Result, Verification

Json = dict[str, Any]

# --- verify ---------------------------------------------------------------------------------

#: What came of a claim. The keys are those of :class:`datagov_cli.verify.Verification`.
STATUSES: dict[str, Text] = {
    "found": message("found"),
    "not-found": message("not found"),
    "text-differs": message("text differs"),
    "no-snapshot": message("no snapshot"),
}
RESULT_KEYS = [
    "province", "record", "id", "status", "anchors", "missing", "cite", "file", "line", "column",
]  # fmt: skip


def verification(run: Verification, lang: str) -> View:
    """What came of every claim; for a reader only what was not found."""

    def results() -> list[Json]:
        return [_result(run, result) for result in run.results]

    def payload() -> Json:
        return {
            "schema": "datagov/verify@1",
            "snapshots": [
                {"source": name, "tier": tier, "paragraphs": number, "held": held}
                for name, (tier, number, held) in run.sources.items()
            ],
            "claims": len(run.results),
            **run.counts(),
            "results": results(),
        }

    def table() -> Table:
        return Table(RESULT_KEYS, (_flat(result) for result in results()))

    def blocks() -> list[Block]:
        shown: list[Block] = []
        rows = [_row(result, lang) for result in run.results if result.status != "found"]
        if rows:
            columns = [
                Column(text("Place", lang)),
                Column(text("Record", lang)),
                Column(text("Result", lang)),
                Column(text("Anchors", lang), fold=True),
                Column(text("Paragraphs", lang), fold=True),
            ]
            shown.append(Grid(columns, rows))
        held = [
            text(
                "{source}: {held} of {number} paragraphs available",
                lang,
                source=name,
                held=held,
                number=number,
            )
            for name, (_, number, held) in run.sources.items()
        ]
        held += [
            text("{file}: not read: {reason}", lang, file=name, reason=why)
            for name, why in run.skipped
        ]
        if held:
            shown.append(Lines(held, quiet=True))
        return [*shown, Lines([_summary(run, lang)])]

    return View(payload, table, blocks, "results")


def _result(run: Verification, result: Result) -> Json:
    claim = result.claim
    return {
        "province": claim.province,
        "record": claim.record,
        "id": claim.id,
        "status": result.status,
        "anchors": list(dict.fromkeys(wording.text for wording in claim.wordings)),
        "missing": [wording.text for wording in result.missing],
        "cite": [
            {"source": c.source, "at": f"¶{c.paragraph}", "tier": run.sources[c.source][0]}
            for c in claim.cites
        ],
        "file": claim.document.name,
        "line": result.line,
        "column": result.column,
    }


def _flat(result: Json) -> list[Any]:
    joined = {key: "; ".join(result[key]) for key in ("anchors", "missing")}
    return list({**result, **joined, "cite": cite_text(result["cite"])}.values())


def _row(result: Result, lang: str) -> list[Entry]:
    claim = result.claim
    cites: Sequence[Citation] = result.differing or tuple(claim.cites)
    if result.missing:
        cites = tuple(dict.fromkeys(cite for w in result.missing for cite in w.cites))
    return [
        Entry(f"{claim.document.name}:{result.line}:{result.column}"),
        Entry(claim.id),
        Entry(STATUSES[result.status].get(lang)),
        Entry(join([wording.text for wording in result.missing], lang)),
        Entry("", marks=_places(cites)),
    ]


def _places(cites: Sequence[Citation]) -> str:
    """``gazette-2030¶1 ¶2``: the name of a source once for all of its paragraphs."""
    places: dict[str, list[str]] = {}
    for cite in cites:
        places.setdefault(cite.source, []).append(f"¶{cite.paragraph}")
    return " ".join(f"{source}{' '.join(at)}" for source, at in places.items())


def _summary(run: Verification, lang: str) -> str:
    """The run in one line: ``9 claims: 7 found, 1 not found, 1 text differs, 0 no snapshot``."""
    counts = [
        message("{number} {status}", number=number, status=STATUSES[status])
        for status, number in run.counts().items()
    ]
    return plural(
        "{number} claim: {counts}",
        "{number} claims: {counts}",
        len(run.results),
        counts=clauses(counts, lang),
    ).get(lang)


# --- stale ----------------------------------------------------------------------------------

DUE_KEYS = [
    "province", "record", "id", "field", "what", "since", "age-days", "overdue-days", "cite",
]  # fmt: skip


def staleness(store: Store, found: Sequence[Due], today: date, older_than: Span, lang: str) -> View:
    """Records that need re-checking; as a calendar, an entry on the day of each."""

    def listed() -> list[Json]:
        scribe = Scribe(store, lang)
        return [_due(scribe, due) for due in found]

    def payload() -> Json:
        return {
            "schema": "datagov/stale@1",
            "today": today.isoformat(),
            "older-than": older_than.text,
            "due": listed(),
        }

    def table() -> Table:
        rows = ({**due, "cite": cite_text(due["cite"])}.values() for due in listed())
        return Table(DUE_KEYS, map(list, rows))

    def blocks() -> list[Block]:
        scribe = Scribe(store, lang)
        summary = Lines([_tally(found, today, older_than, lang)])
        if not found:
            return [summary]
        columns = [
            Column(scribe.text("Province")),
            Column(scribe.text("Record")),
            Column(scribe.text("Description"), fold=True),
            Column(scribe.text("Since"), fold=True),
            Column(scribe.text("Days old"), right=True),
            Column(scribe.text("Due by")),
            Column(scribe.text("Source")),
        ]
        grid = Grid(columns, [_due_row(scribe, due) for due in found])
        legend = [line for b in scribe.legend() if isinstance(b, Lines) for line in b.lines]
        age = scribe.text(
            "Days count from the last day that a date may mean; without a date, whether a record"
            " is due is not known."
        )
        explained = Lines([*legend, age], quiet=True)
        return [grid, summary, *scribe.source_blocks(), explained]

    def events() -> list[Json]:
        scribe = Scribe(store, lang)
        return [_event(scribe, due) for due in found]

    return View(payload, table, blocks, "due", events)


def _due(scribe: Scribe, due: Due) -> Json:
    watched = due.watched
    return {
        "province": watched.province.id,
        "record": watched.kind,
        "id": watched.record.about.id,
        "field": watched.field,
        "what": _what(scribe, due),
        "since": due.since,
        "age-days": due.age,
        "overdue-days": due.overdue,
        "cite": scribe.cites(due.cite),
    }


def _due_row(scribe: Scribe, due: Due) -> list[Entry]:
    watched = due.watched
    since = Entry(due.since or scribe.text("no date"), watched.since.state)
    if watched.since.basis == IMPLIED:
        since = Entry(since.text, since.state, scribe.remarks(scribe.implied()))
    return [
        Entry(watched.province.name.get(scribe.lang)),
        Entry(watched.record.about.id),
        Entry(_what(scribe, due)),
        since,
        Entry("" if due.age is None or due.age < 0 else str(due.age)),
        Entry(due.by.isoformat() if due.by else ""),
        Entry("", marks=scribe.marks(due.cite)),
    ]


def _event(scribe: Scribe, due: Due) -> Json:
    watched = due.watched
    cited = cite_text(scribe.cites(due.cite))
    return {
        "date": due.by.isoformat() if due.by else None,
        "title": scribe.text("Re-check: {what}", what=_what(scribe, due)),
        "id": f"{watched.record.about.id}/{watched.field}",
        "record": watched.kind,
        "province": watched.province.id,
        "description": f"{scribe.both(watched.province.name)}, {due.since}; {cited}",
    }


def _what(scribe: Scribe, due: Due) -> str:
    """What may have changed, in a few words."""
    record, body = due.watched.record, due.watched.body
    if isinstance(record, Head):
        who = _said(scribe, record.person) or _said(scribe, record.posts, "posts")
        role = scribe.term("roles", record.role)
        if record.basis == IMPLIED:
            role = f"{role} {scribe.remarks(scribe.implied())}"
        group = body.name.get(scribe.lang) if body else ""
        return clauses((who or scribe.text("unknown"), role, group), scribe.lang)
    if isinstance(record, Policy):
        status = _said(scribe, record.status, "policy-statuses")
        title = record.title.get(scribe.lang)
        return scribe.text("{status}: {title}", status=status, title=title) if status else title
    assert isinstance(record, Target)
    metric, figure = scribe.term("metrics", record.metric), record.as_written
    basis = "" if record.basis == "target" else scribe.term("target-bases", record.basis)
    what = scribe.text("{metric}: {figure}", metric=metric, figure=figure)
    return f"{what} {scribe.remarks(basis)}".rstrip()


def _said(scribe: Scribe, value: Value, vocabulary: str | None = None) -> str:
    """What is known, or the sides of a dispute; nothing where neither is."""
    if not value.known:
        return " / ".join(scribe.show(claim.value, vocabulary) for claim in value.claims)
    said = scribe.show(value.value, vocabulary)
    return said if value.basis == STATED else f"{said} {scribe.remarks(scribe.implied())}"


def _tally(found: Sequence[Due], today: date, older_than: Span, lang: str) -> str:
    """``2030-06-01, older than 180d: 3 due, 1 without a date``."""
    overdue = sum(due.is_due for due in found)
    to_come = sum(due.by is not None and not due.is_due for due in found)
    undated = len(found) - overdue - to_come
    counts = [text("{number} due", lang, number=overdue)]
    if to_come:
        counts.append(text("{number} upcoming", lang, number=to_come))
    if undated:
        counts.append(text("{number} without a date", lang, number=undated))
    return text(
        "{today}, older than {age}: {counts}",
        lang,
        today=today,
        age=older_than.text,
        counts=clauses(counts, lang),
    )

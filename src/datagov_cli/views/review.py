"""What a reviewer asks: do the citations hold (``verify``), what has grown old (``stale``)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from datagov_cli.model import IMPLIED, STATED, Citation, Head, Policy, Target, Value
from datagov_cli.stale import Due, DueList
from datagov_cli.store import Store
from datagov_cli.views import Block, Column, Entry, Grid, Lines, View
from datagov_cli.views.cells import Scribe
from datagov_cli.views.flat import cite_text, rows_table
from datagov_cli.views.words import word

if TYPE_CHECKING:
    # Its module reads YAML, which ``stale`` can do without.
    from datagov_cli.verify import Result, Verification

Json = dict[str, Any]

# --- verify ---------------------------------------------------------------------------------

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

    def blocks() -> list[Block]:
        shown: list[Block] = []
        rows = [_row(result, lang) for result in run.results if result.status != "found"]
        if rows:
            labels = ("place", "record", "result", "anchors", "paragraphs")
            fold = ("anchors", "paragraphs")
            shown.append(Grid([Column(word(key, lang), fold=key in fold) for key in labels], rows))
        held = [
            f"{name}: {held}/{number} {word('held', lang)}"
            for name, (_, number, held) in run.sources.items()
        ]
        held += [f"{name}: {word('passed-over', lang)}: {why}" for name, why in run.skipped]
        if held:
            shown.append(Lines(held, quiet=True))
        return [*shown, Lines([_summary(run, lang)])]

    return View(payload, rows_table(RESULT_KEYS, results), blocks, "results")


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


def _row(result: Result, lang: str) -> list[Entry]:
    claim = result.claim
    cites: Sequence[Citation] = result.differing or tuple(claim.cites)
    if result.missing:
        cites = tuple(dict.fromkeys(cite for w in result.missing for cite in w.cites))
    return [
        Entry(f"{claim.document.name}:{result.line}:{result.column}"),
        Entry(claim.id),
        Entry(word(result.status, lang)),
        Entry(("、" if lang == "zh" else ", ").join(wording.text for wording in result.missing)),
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
    number = len(run.results)
    noun = word("one-claim" if number == 1 else "claim-count", lang)
    counts = [(count, word(status, lang)) for status, count in run.counts().items()]
    if lang == "zh":
        return f"{number}{noun}：{'，'.join(f'{said} {count}' for count, said in counts)}"
    return f"{number} {noun}: {', '.join(f'{count} {said}' for count, said in counts)}"


# --- stale ----------------------------------------------------------------------------------

DUE_KEYS = [
    "province", "record", "id", "field", "what", "since", "age-days", "overdue-days", "cite",
]  # fmt: skip


def staleness(store: Store, found: DueList, lang: str) -> View:
    """What is due for another look; as a calendar, an entry on the day of each."""

    def listed() -> list[Json]:
        scribe = Scribe(store, lang)
        return [_due(scribe, due) for due in found.entries]

    def payload() -> Json:
        return {
            "schema": "datagov/stale@1",
            "today": found.today.isoformat(),
            "older-than": found.older_than.text,
            "due": listed(),
        }

    def blocks() -> list[Block]:
        scribe = Scribe(store, lang)
        summary = Lines([_tally(found, lang)])
        if not found.entries:
            return [summary]
        columns = [
            Column(scribe.word("province")),
            Column(scribe.word("record")),
            Column(scribe.word("what"), fold=True),
            Column(scribe.word("since-date"), fold=True),
            Column(scribe.word("age"), right=True),
            Column(scribe.word("due-by")),
            Column(scribe.word("source")),
        ]
        grid = Grid(columns, [_due_row(scribe, due) for due in found.entries])
        legend = [line for b in scribe.legend() if isinstance(b, Lines) for line in b.lines]
        explained = Lines([*legend, scribe.word("legend-age")], quiet=True)
        return [grid, summary, *scribe.source_blocks(), explained]

    def events() -> list[Json]:
        scribe = Scribe(store, lang)
        return [_event(scribe, due) for due in found.entries]

    return View(payload, rows_table(DUE_KEYS, listed), blocks, "due", events)


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
    since = Entry(due.since or scribe.word("no-date"), watched.since.state)
    if watched.since.basis == IMPLIED:
        since = Entry(since.text, since.state, _implied(scribe))
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
        "title": f"{scribe.word('look-again')}{'：' if scribe.lang == 'zh' else ': '}"
        + _what(scribe, due),
        "id": f"{watched.record.about.id}/{watched.field}",
        "record": watched.kind,
        "province": watched.province.id,
        "description": f"{scribe.both(watched.province.name)}, {due.since}; {cited}",
    }


def _what(scribe: Scribe, due: Due) -> str:
    """What may have moved on, in a few words."""
    record = due.watched.record
    comma, colon = ("，", "：") if scribe.lang == "zh" else (", ", ": ")
    if isinstance(record, Head):
        who = _said(scribe, record.person) or _said(scribe, record.posts, "posts")
        role = scribe.term("roles", record.role)
        if record.basis == IMPLIED:
            role = f"{role} {_implied(scribe)}"
        parts = [who or scribe.word("unknown"), role]
        if due.watched.body:
            parts.append(due.watched.body.name.get(scribe.lang))
        return comma.join(parts)
    if isinstance(record, Policy):
        status = _said(scribe, record.status, "policy-statuses")
        return colon.join(filter(None, (status, record.title.get(scribe.lang))))
    assert isinstance(record, Target)
    # In Chinese a space, at which a line may break, so that no figure is torn apart.
    gap = " " if scribe.lang == "zh" else colon
    what = f"{scribe.term('metrics', record.metric)}{gap}{record.as_written}"
    basis = scribe.term("target-bases", record.basis)
    return what if record.basis == "target" else f"{what} ({basis})"


def _said(scribe: Scribe, value: Value, vocabulary: str | None = None) -> str:
    """What is known, or the sides of a dispute; nothing where neither is."""
    if not value.known:
        return " / ".join(scribe.show(claim.value, vocabulary) for claim in value.claims)
    said = scribe.show(value.value, vocabulary)
    return said if value.basis == STATED else f"{said} {_implied(scribe)}"


def _implied(scribe: Scribe) -> str:
    scribe.use("implied")
    return f"({scribe.word('implied')})"


def _tally(found: DueList, lang: str) -> str:
    """``2030-06-01, older than 180d: 3 due, 1 without a date``."""
    number = {
        "due": sum(due.is_due for due in found.entries),
        "to-come": sum(due.by is not None and not due.is_due for due in found.entries),
        "without-date": sum(due.by is None for due in found.entries),
    }
    asked = f"{word('older-than', lang)} {found.older_than.text}"
    counts = [(n, word(key, lang)) for key, n in number.items() if n or key == "due"]
    if lang == "zh":
        return f"{found.today}，{asked}：{'，'.join(f'{n}{said}' for n, said in counts)}"
    return f"{found.today}, {asked}: {', '.join(f'{n} {said}' for n, said in counts)}"

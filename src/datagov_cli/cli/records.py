"""The subcommands of ``new`` that add a record to the file of a province."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from typing import TYPE_CHECKING, Annotated, Any

import typer

from datagov_cli.cli import parts
from datagov_cli.cli.desk import Desk
from datagov_cli.cli.parts import (
    Anchor,
    Cite,
    Date,
    DateWritten,
    DryRun,
    Id,
    Many,
    OfBody,
    Province,
    SummaryEn,
    SummaryZh,
    Text,
    TitleEn,
    TitleZh,
    Topic,
    ViaEn,
    ViaZh,
)
from datagov_cli.errors import EXIT_FINDINGS, EXIT_OK

if TYPE_CHECKING:
    from datagov_cli.scaffold import Draft
    from datagov_cli.store import Store


def body(
    desk: Desk,
    province: Province,
    cite: Cite,
    anchor: Anchor,
    kind: Annotated[str, parts.term("--kind", "body-kinds", "Kind of body.")],
    name_zh: Annotated[Text, parts.zh("name", "Full name, with the province in front")] = None,
    name_en: Annotated[Text, parts.en("name")] = None,
    as_written: Annotated[
        Text, parts.text("--as-written", "The name in the source's words.")
    ] = None,
    established: Annotated[Text, parts.date("--established", "When it was founded")] = None,
    founder_zh: Annotated[Text, parts.zh("founder", "Who founded it")] = None,
    founder_en: Annotated[Text, parts.en("founder")] = None,
    parent: Annotated[Text, parts.id_("--parent", "Id of the body that it is part of.")] = None,
    predecessor: Annotated[Text, parts.id_("--predecessor", "Id of the body it replaced.")] = None,
    via_zh: ViaZh = None,
    via_en: ViaEn = None,
    id_: Id = None,
    dry_run: DryRun = False,
) -> int:
    """Add a body. The first leading group of a province is marked as its main one."""
    given = {
        "kind": kind,
        "name": (name_zh, name_en),
        "as-written": as_written,
        "established": established,
        "founder": (founder_zh, founder_en),
        "parent": parent,
        "predecessor": predecessor,
        "via": (via_zh, via_en),
    }
    return _record(desk, "bodies", province, given, cite, anchor, id_, dry_run)


def head(
    desk: Desk,
    province: Province,
    cite: Cite,
    anchor: Anchor,
    of_body: Annotated[str, parts.id_("--body", "Id of the body.")],
    role: Annotated[str, parts.term("--role", "roles", "Role in the body.")],
    person_zh: Annotated[Text, parts.zh("person", "Name of the person")] = None,
    person_en: Annotated[Text, parts.en("person")] = None,
    post: Annotated[Many, parts.term("--post", "posts", "A post that is held. Repeatable.")] = None,
    as_of: Annotated[Text, parts.date("--as-of", "Date for which the source states it")] = None,
    as_of_as_written: Annotated[
        Text, parts.text("--as-of-as-written", "That date in the source's words.")
    ] = None,
    since: Annotated[Text, parts.date("--since", "When it began")] = None,
    until: Annotated[Text, parts.date("--until", "When it ended")] = None,
    inferred_from: Annotated[
        Text, parts.id_("--inferred-from", "Id of the record from which the headship is inferred.")
    ] = None,
    via_zh: ViaZh = None,
    via_en: ViaEn = None,
    id_: Id = None,
    dry_run: DryRun = False,
) -> int:
    """Add a head of a body."""
    given = {
        "person": (person_zh, person_en),
        "role": role,
        "posts": _split(post),
        "as-of": as_of,
        "as-of-as-written": as_of_as_written,
        "since": since,
        "until": until,
        "inferred-from": inferred_from,
        "via": (via_zh, via_en),
    }
    return _record(desk, "heads", province, given, cite, anchor, id_, dry_run, of_body)


def meeting(
    desk: Desk,
    province: Province,
    cite: Cite,
    anchor: Anchor,
    date: Date = None,
    date_as_written: DateWritten = None,
    title_zh: TitleZh = None,
    title_en: TitleEn = None,
    of_body: OfBody = None,
    chair_zh: Annotated[Text, parts.zh("chair", "Who chaired it")] = None,
    chair_en: Annotated[Text, parts.en("chair")] = None,
    theme: Annotated[
        Many, parts.term("--theme", "topics", "A topic discussed. Repeatable.")
    ] = None,
    summary_zh: SummaryZh = None,
    summary_en: SummaryEn = None,
    via_zh: ViaZh = None,
    via_en: ViaEn = None,
    id_: Id = None,
    dry_run: DryRun = False,
) -> int:
    """Add a meeting."""
    given = {
        "body": of_body,
        "date": date,
        "date-as-written": date_as_written,
        "title": (title_zh, title_en),
        "chair": (chair_zh, chair_en),
        "themes": _split(theme),
        "summary": (summary_zh, summary_en),
        "via": (via_zh, via_en),
    }
    return _record(desk, "meetings", province, given, cite, anchor, id_, dry_run)


def policy(
    desk: Desk,
    province: Province,
    cite: Cite,
    anchor: Anchor,
    title_zh: TitleZh = None,
    title_en: TitleEn = None,
    issuer: Annotated[Text, parts.id_("--issuer", "Id of the body that issued it.")] = None,
    status: Annotated[Text, parts.term("--status", "policy-statuses", "Its latest status.")] = None,
    date: Date = None,
    date_as_written: DateWritten = None,
    doc_number: Annotated[Text, parts.text("--doc-number", "Official document number.")] = None,
    supersedes: Annotated[Text, parts.id_("--supersedes", "Id of the policy it replaces.")] = None,
    topic: Topic = None,
    summary_zh: SummaryZh = None,
    summary_en: SummaryEn = None,
    via_zh: ViaZh = None,
    via_en: ViaEn = None,
    id_: Id = None,
    dry_run: DryRun = False,
) -> int:
    """Add a policy."""
    given = {
        "title": (title_zh, title_en),
        "issuer": issuer,
        "status": status,
        "date": date,
        "date-as-written": date_as_written,
        "doc-number": doc_number,
        "supersedes": supersedes,
        "topics": _split(topic),
        "summary": (summary_zh, summary_en),
        "via": (via_zh, via_en),
    }
    return _record(desk, "policies", province, given, cite, anchor, id_, dry_run)


def target(
    desk: Desk,
    province: Province,
    cite: Cite,
    anchor: Anchor,
    metric: Annotated[str, parts.term("--metric", "metrics", "What is measured.")],
    relation: Annotated[
        str, parts.term("--relation", "relations", "Relation of the target to the figure.")
    ],
    as_written: Annotated[
        str, parts.text("--as-written", "The figure as the source writes it, such as 240亿元.")
    ],
    value: Annotated[
        float | None, typer.Option(help="The figure (default: from --as-written).")
    ] = None,
    unit: Annotated[
        Text, parts.term("--unit", "units", "Its unit (default: that of the metric).")
    ] = None,
    year: Annotated[Text, parts.date("--year", "Year of the target")] = None,
    basis: Annotated[
        Text, parts.term("--basis", "target-bases", "Kind of target (default: target).")
    ] = None,
    of_policy: Annotated[Text, parts.id_("--policy", "Id of the policy that sets it.")] = None,
    of_body: OfBody = None,
    via_zh: ViaZh = None,
    via_en: ViaEn = None,
    id_: Id = None,
    dry_run: DryRun = False,
) -> int:
    """Add a target.

    Its figure follows from the wording of the source, its unit from the metric.
    """
    given = {
        "metric": metric,
        "relation": relation,
        "value": int(value) if value is not None and value.is_integer() else value,
        "unit": unit,
        "as-written": as_written,
        "year": year,
        "basis": basis,
        "policy": of_policy,
        "body": of_body,
        "via": (via_zh, via_en),
    }
    return _record(desk, "targets", province, given, cite, anchor, id_, dry_run)


def milestone(
    desk: Desk,
    province: Province,
    cite: Cite,
    anchor: Anchor,
    claim_zh: Annotated[
        Text, parts.zh("claim", "What the source claims, in your own words")
    ] = None,
    claim_en: Annotated[Text, parts.en("claim")] = None,
    date: Date = None,
    date_as_written: DateWritten = None,
    scope: Annotated[Text, parts.term("--scope", "scopes", "Scope of the claim.")] = None,
    of_body: OfBody = None,
    topic: Topic = None,
    via_zh: ViaZh = None,
    via_en: ViaEn = None,
    id_: Id = None,
    dry_run: DryRun = False,
) -> int:
    """Add a milestone."""
    given = {
        "date": date,
        "date-as-written": date_as_written,
        "claim": (claim_zh, claim_en),
        "scope": scope,
        "body": of_body,
        "topics": _split(topic),
        "via": (via_zh, via_en),
    }
    return _record(desk, "milestones", province, given, cite, anchor, id_, dry_run)


def initiative(
    desk: Desk,
    province: Province,
    cite: Cite,
    anchor: Anchor,
    topic: Annotated[list[str], parts.term("--topic", "topics", "A topic. Repeatable.")],
    summary_zh: SummaryZh = None,
    summary_en: SummaryEn = None,
    mode: Annotated[Text, parts.term("--mode", "modes", "How the initiative is pursued.")] = None,
    via_zh: ViaZh = None,
    via_en: ViaEn = None,
    id_: Id = None,
    dry_run: DryRun = False,
) -> int:
    """Add an initiative."""
    given = {
        "topics": _split(topic),
        "mode": mode,
        "summary": (summary_zh, summary_en),
        "via": (via_zh, via_en),
    }
    return _record(desk, "initiatives", province, given, cite, anchor, id_, dry_run)


def _split(terms: Many) -> Many:
    """Terms given one by one or separated by commas."""
    found = [term.strip() for text in terms or [] for term in text.split(",")]
    return found or None


def _record(
    desk: Desk,
    section: str,
    province: str,
    given: dict[str, Any],
    cite: list[str],
    anchors: list[str],
    record_id: str | None,
    dry_run: bool,
    body: str | None = None,
) -> int:
    from datagov_cli.scaffold import new_record

    given |= {"cite": cite, "anchors": anchors}

    def begin(store: Store) -> Draft:
        return new_record(store, section, province, given, record_id, body)

    return add(desk, begin, dry_run)


def add(desk: Desk, begin: Callable[[Store], Draft], dry_run: bool) -> int:
    """Begin a record, check it, write it unless that is not wanted, and show it."""
    from datagov_cli.locks import locked
    from datagov_cli.views.written import begun, refused

    store = desk.store()
    with nullcontext() if dry_run else locked(store.root):
        draft = begin(store)
        report = draft.check(store.root)
        if not dry_run and not report.count("error"):
            store.assure_own()
            draft.write()
    if report.count("error"):
        desk.answer(refused(report))
        return EXIT_FINDINGS
    desk.answer(begun(draft, written=not dry_run))
    return EXIT_OK

"""The heads of a body on the page of a province."""

from __future__ import annotations

from datagov_cli.model.record_values import recorded
from datagov_cli.model.records import IMPLIED, KNOWN, UNKNOWN, Body, Head, Value, active
from datagov_cli.queries.leadership import (
    COUNTS,
    HEAD,
    LEADING_ROLES,
    NOT_HEAD,
    OLDER,
    UNSUPPORTED,
    HeadVerdict,
    verdicts,
)
from datagov_cli.queries.value_text import role_text
from datagov_cli.views import CardRows, Entry
from datagov_cli.views.cells import CellWriter, flags_of
from datagov_cli.views.record_rows import RecordRows

#: What a page says of a head besides person and posts where it is not known, and always.
_NAMES, _ALWAYS = ("person", "posts", "as-of", "since", "until"), ("since", "until")


def head_rows(rows: RecordRows, body: Body) -> CardRows:
    """The heads of a body, the newest first where others came before, withdrawn ones too; behind
    them the account of there being none, or the dispute about who it is."""
    listed = [
        verdict
        for verdict in verdicts(rows.province, body, rows.writer.store.source)
        if verdict.head.about.id
    ]
    followed = any(verdict.reason == OLDER for verdict in listed)
    if followed:
        listed.sort(key=lambda verdict: verdict.reason != COUNTS)
    shown: CardRows = []
    for verdict in listed:
        about = verdict.head.about
        if about.withdrawn:
            said = rows.writer.remarks(about.withdrawn.said.get(rows.lang))
            shown.append((_called(rows.writer, body), Entry(about.id, UNKNOWN, said)))
        else:
            shown += _head(rows, body, verdict, followed)
    account = body.about.absent.get("heads")
    if not active(body.heads) or (account and account.sides):
        entry = rows.writer.entry(account or Value(UNKNOWN))
        shown.append((_called(rows.writer, body), entry))
    return shown


def _called(writer: CellWriter, body: Body) -> str:
    """What the heads of a body are called: ``组长`` only leads a group."""
    if body.kind == "leading-group":
        return writer.text("Head")
    return writer.label("heads")


def _head(rows: RecordRows, body: Body, verdict: HeadVerdict, followed: bool) -> CardRows:
    """Person and posts; below them each thing about the head that is not known.

    Who does not lead is called by the role, and not head.
    """
    writer, head = rows.writer, verdict.head
    role = role_text(head, body, writer.store).get(writer.lang)
    named = _called(writer, body) if head.role in LEADING_ROLES else role
    said = [] if named == role or head.role == HEAD else [role]
    said.append(_place_in_order(writer, verdict, followed))
    said += writer.reservations(recorded("heads", head, "role").replace(note=None), dated=True)
    said.append(writer.credit(head.about.via))
    marks = writer.marks(head.about.cite)
    shown, state = _person(writer, head)
    card_rows = [
        (
            named,
            Entry(
                shown,
                state,
                writer.remarks(*said),
                marks,
                record=f"{rows.province.id}/{head.about.id}",
                flags=flags_of(recorded("heads", head, "role")),
            ),
        )
    ]
    for name in _NAMES:
        value: Value | None = getattr(head, name.replace("-", "_"))
        if value and (not value.known or value.basis == IMPLIED or name in _ALWAYS):
            ((label, entry),) = rows.row("heads", head, name, marks=True)
            before = writer.text("{label}: ", label=label)
            card_rows.append(("", entry.replace(label=before)))
    return card_rows


def _place_in_order(writer: CellWriter, verdict: HeadVerdict, followed: bool) -> str:
    """Whether a head is the newest on record, or since when no longer attested."""
    if verdict.reason == OLDER and verdict.successor:
        since = verdict.successor.as_of.value
        return writer.text("no longer attested since {date}", date=since)
    if verdict.reason == COUNTS and followed:
        return writer.text("the newest on record")
    if verdict.reason == UNSUPPORTED:
        return writer.text("what it rests on was withdrawn")
    return writer.text("not counted as head") if verdict.reason == NOT_HEAD else ""


def _person(writer: CellWriter, head: Head) -> tuple[str, str]:
    """Person and posts as far as they are known, and the state of what is shown."""
    person, posts = writer.known(head.person), writer.known(head.posts, "posts")
    if person and posts:
        return writer.text("{person}, {posts}", person=person, posts=posts), KNOWN
    if person or posts:
        return person or posts, KNOWN
    return writer.entry(head.person, full=False, marks=False).text, head.person.state

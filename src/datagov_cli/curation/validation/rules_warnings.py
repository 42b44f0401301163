"""Doubts about data that is not wrong: what rests on little, has grown old or stands twice."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from datagov_cli.base.clock import today
from datagov_cli.base.messages import message
from datagov_cli.curation.stale import DRAFT_STATUS, TimeSpan
from datagov_cli.curation.validation.corpus import (
    Item,
    Path_,
    Subject,
    as_date,
    called,
    cite_lists,
    cited,
    entries,
    mapping,
    said,
    source_ids,
)
from datagov_cli.curation.written_forms import SHORTENED
from datagov_cli.model.diagnostics import Diagnostic
from datagov_cli.model.placeholders import PLACEHOLDERS
from datagov_cli.model.record_keys import REFERENCES
from datagov_cli.model.records import UNKNOWN
from datagov_cli.queries.leadership import LEADING_ROLES

#: The tier on which no fact should rest alone.
LOWEST_TIER = "mirror"
#: After so many years a headship needs re-checking; after so many a draft should be decided.
OLD_HEADSHIP, LONG_CONSULTATION = TimeSpan.parse("3y"), TimeSpan.parse("1y")
#: For so long it is enough that somebody has looked for what became of it, and found nothing.
LOOKED_LATELY = TimeSpan.parse("1y")


def low_tier(subject: Subject) -> Iterator[Diagnostic]:
    """A record rests on more than reposts, but for one that carries a numbered document: whose
    number is on record can be looked up."""
    with_number = (item for item in subject.items if "doc-number" in item.data)
    numbered = {name for item in with_number for name in _sources_cited(item)}
    for item in subject.active:
        names = _sources_cited(item)
        tiers = [mapping(subject.corpus.sources, name).get("tier") for name in names]
        reposts = bool(tiers) and all(tier == LOWEST_TIER for tier in tiers)
        if reposts and not numbered.issuperset(names):
            said = message(
                "{record} is cited from reposts only: {sources}",
                record=called(item),
                sources=tuple(names),
            )
            hint = message("cite the original, or a source closer to the fact")
            yield subject.fault("DG501", (*item.path, "cite"), said, hint)


def _sources_cited(item: Item) -> list[str]:
    """The sources that a record cites, wherever in it."""
    return source_ids([value for _, value in cited(item)])


def old_headship(subject: Subject) -> Iterator[Diagnostic]:
    """A headship that has not ended is stated for a day not long past.

    :raises UsageError: if ``DATAGOV_TODAY`` holds no day.
    """
    gone = {item.path for item in subject.items if "withdrawn" in item.data}
    for item in subject.active:
        if item.kind != "heads" or "until" in item.data or item.path[:2] in gone:
            continue
        if _has_successor(item, subject) or _sought(item, "until"):
            continue
        stated = as_date(item.data.get("as-of"))
        if stated and OLD_HEADSHIP.after(stated.end) < today():
            said = message(
                "the headship {record} is stated for {stated}, more than {years} years ago",
                record=called(item),
                stated=stated,
                years=OLD_HEADSHIP.months // 12,
            )
            hint = message("look for a newer source, or give until: if it has ended")
            yield subject.fault("DG502", (*item.path, "as-of"), said, hint)


def _sought(item: Item, field: str) -> bool:
    """Whether somebody has looked for a field in vain within the last year."""
    account = mapping(mapping(item.data, UNKNOWN), field)
    days = (as_date(search.get("date")) for _, search in entries(account, "searched"))
    return any(day and LOOKED_LATELY.after(day.end) >= today() for day in days)


def _has_successor(head: Item, subject: Subject) -> bool:
    """Whether a later head of the same body is on record."""
    stated = as_date(head.data.get("as-of"))
    later = (
        as_date(peer.data.get("as-of"))
        for peer in subject.active
        if peer.kind == "heads"
        and peer.path[:2] == head.path[:2]
        and peer.data.get("role") in LEADING_ROLES
    )
    leads = head.data.get("role") in LEADING_ROLES
    return bool(leads and stated and any(day and stated.before(day) for day in later))


def long_consultation(subject: Subject) -> Iterator[Diagnostic]:
    """A policy is not open for comment for ever."""
    policies = [item for item in subject.active if item.kind == "policies"]
    named = (item.data.get("supersedes") for item in policies)
    replaced = {name for name in named if isinstance(name, str)}
    for item in policies:
        name = item.data.get("id")
        if item.data.get("status") != DRAFT_STATUS or (isinstance(name, str) and name in replaced):
            continue
        if _sought(item, "passed") or _sought(item, "in-force"):
            continue
        begun = as_date(item.data.get("date"))
        if begun and LONG_CONSULTATION.after(begun.end) < today():
            said = message(
                "{record} is recorded as a draft for comment of {begun}, over a year ago",
                record=called(item),
                begun=begun,
            )
            hint = message("find out what became of it")
            yield subject.fault("DG503", (*item.path, "status"), said, hint)


def same_body(subject: Subject) -> Iterator[Diagnostic]:
    """No two bodies have one name, however it is written."""
    province = mapping(subject.whole.data, "name")
    names = [province.get("zh"), province.get("short")]
    prefixes = [_evened(name) for name in names if isinstance(name, str)]
    first: dict[str, Item] = {}
    for item in subject.active:
        name = mapping(item.data, "name").get("zh")
        if item.kind != "bodies" or not isinstance(name, str):
            continue
        bare = _bare(name, prefixes)
        if bare in first:
            said = message(
                "{body} has the same name as {other}",
                body=called(item),
                other=called(first[bare]),
            )
            hint = message("merge the two records, or give each its full name")
            yield subject.fault("DG504", (*item.path, "name", "zh"), said, hint)
        first.setdefault(bare, item)


def placeholders(subject: Subject) -> Iterator[Diagnostic]:
    """No text only stands for one that is still to be written."""
    parts: list[tuple[Path_, Any]] = [((), subject.value)]
    while parts:
        path, value = parts.pop()
        if isinstance(value, list):
            parts += [((*path, place), item) for place, item in enumerate(value)]
        elif isinstance(value, dict):
            parts += [((*path, key), item) for key, item in value.items()]
            texts = ((key, item) for key, item in value.items() if isinstance(item, str))
            standing = next(((key, item) for key, item in texts if item in PLACEHOLDERS), None)
            if standing:  # One for both languages.
                key, text = standing
                said = message('"{text}" is a placeholder', text=text)
                hint = message("write what it stands for: the translation, or what the sources say")
                yield subject.fault("DG510", (*path, key), said, hint)


def _bare(name: str, prefixes: Iterable[str]) -> str:
    """A name without the province before it, forms of characters and spaces evened out."""
    bare = _evened(name)
    for prefix in prefixes:
        bare = bare.removeprefix(prefix)
    return SHORTENED.sub("", bare) or _evened(name)


def _evened(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def same_meeting(subject: Subject) -> Iterator[Diagnostic]:
    """No two meetings have one body and one date."""
    first: dict[tuple[str, str], Item] = {}
    for item in subject.active:
        body, day = item.data.get("body"), item.data.get("date")
        if item.kind != "meetings" or not isinstance(body, str) or not isinstance(day, str):
            continue
        other = first.setdefault((body, day), item)
        if other is not item:
            said = message(
                "{one} and {other} are meetings of one body on {day}",
                one=called(item),
                other=called(other),
                day=day,
            )
            hint = message("merge the two records, if they are about one meeting")
            yield subject.fault("DG506", (*item.path, "date"), said, hint)


def leans_on_withdrawn(subject: Subject) -> Iterator[Diagnostic]:
    """What was withdrawn is no support: no list of citations has nothing else, and no
    reference leads to it."""
    sources = subject.corpus.sources
    ids = ((item, item.data.get("id")) for item in subject.items if "withdrawn" in item.data)
    gone = {(item.kind, name) for item, name in ids if isinstance(name, str)}
    paths = {item.path for item in subject.items if "withdrawn" in item.data}
    for item in subject.active:
        if item.path[:2] in paths:
            continue  # A head of a withdrawn body.
        for path, listed in cite_lists(item):
            names = source_ids(listed)
            if names and all("withdrawn" in sources.get(name, {}) for name in names):
                yield subject.fault(
                    "DG505",
                    path,
                    message(
                        "{record} rests on what was withdrawn alone: {sources}",
                        record=called(item),
                        sources=tuple(names),
                    ),
                    message("cite a source that still stands, or withdraw what rests on it"),
                )
        for path, kind, key, name in said(item):
            kinds = REFERENCES.get(kind, {}).get(key, ())
            if isinstance(name, str) and any((each, name) in gone for each in kinds):
                yield subject.fault(
                    "DG505",
                    path,
                    message(
                        '"{key}" of {record} refers to "{name}", which was withdrawn',
                        key=key,
                        record=called(item),
                        name=name,
                    ),
                    message("name a record that still stands, or withdraw this one too"),
                )


WARNING_RULES = (
    low_tier, old_headship, long_consultation, same_body, same_meeting, leans_on_withdrawn,
    placeholders,
)  # fmt: skip

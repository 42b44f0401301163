"""What the kinds and keys of records are called, in both languages."""

from __future__ import annotations

from datagov_cli.messages import Text, message

#: Kinds of records and of events, and sections of a page.
KINDS: dict[str, Text] = {
    "province": message("Province"),
    "bodies": message("Bodies"),
    "heads": message("Head"),
    "meetings": message("Meetings"),
    "policies": message("Policies"),
    "targets": message("Targets"),
    "milestones": message("Milestones"),
    "initiatives": message("Initiatives"),
    "sources": message("Sources"),
    "statements": message("National statements"),
    "leading-body": message("Leading body"),
    "other-bodies": message("Other bodies"),
    "body": message("Body"),
    "head": message("Head"),
    "meeting": message("Meeting"),
    "policy": message("Policy"),
    "milestone": message("Milestone"),
    "target": message("Target"),
}

#: Keys of records. A key that means something else in a kind of record stands there with it.
KEYS: dict[str, Text] = {
    "anchors": message("Anchors"),
    "as-of": message("As of"),
    "as-written": message("As written"),
    "attributed-to": message("Attributed to"),
    "author": message("Author"),
    "targets.basis": message("Basis", context="target"),
    "basis": message("Basis"),
    "body": message("Body"),
    "chair": message("Chair"),
    "claim": message("Claim"),
    "date": message("Date"),
    "doc-number": message("Document number"),
    "established": message("Founded"),
    "founder": message("Founded by"),
    "heads": message("Head"),
    "history": message("History"),
    "issuer": message("Issuer"),
    "kind": message("Kind"),
    "metric": message("Metric"),
    "mode": message("Mode"),
    "name": message("Name"),
    "parent": message("Part of"),
    "person": message("Name", context="person"),
    "policy": message("Policy"),
    "posts": message("Post"),
    "predecessor": message("Predecessor"),
    "published": message("Published"),
    "publisher": message("Publisher"),
    "relation": message("Goal"),
    "role": message("Role"),
    "scope": message("Scope"),
    "short": message("Short name"),
    "since": message("In office since"),
    "speakers": message("Speakers"),
    "status": message("Status"),
    "summary": message("Summary"),
    "supersedes": message("Supersedes"),
    "themes": message("Themes"),
    "tier": message("Tier"),
    "title": message("Title"),
    "topics": message("Topics"),
    "unit": message("Unit"),
    "until": message("In office until"),
    "value": message("Value"),
    "via": message("According to"),
    "year": message("Year"),
}


def kind_label(kind: str) -> Text:
    """What a kind of record is called; the kind itself where it has no name."""
    return KINDS.get(kind) or Text(kind, kind)


def key_label(key: str, kind: str = "") -> Text:
    """What a key of a record is called; the key itself where it has no name.

    :param kind: the kind of record, for a key that means something else in it.
    """
    return KEYS.get(f"{kind}.{key}") or KEYS.get(key) or Text(key, key)

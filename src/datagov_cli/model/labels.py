"""What the kinds and keys of records are called, in both languages."""

from __future__ import annotations

from functools import cache

from datagov_cli.base.messages import Label, Text, as_it_stands, message
from datagov_cli.model.record_keys import LABELS, RECORD_KEYS, VIA, find_key
from datagov_cli.model.records import DISPUTED, NOT_APPLICABLE, UNKNOWN

#: Kinds of records and of events, and sections of a page.
KIND_LABELS: dict[str, Text] = {
    "province": message("Province"),
    "provinces": message("Province as a whole"),
    "bodies": message("Bodies"),
    "heads": message("Head", context="of any body"),
    "meetings": message("Meetings"),
    "policies": message("Policies"),
    "targets": message("Targets"),
    "measures": message("Measures"),
    "milestones": message("Milestones"),
    "initiatives": message("Initiatives"),
    "sources": message("Sources"),
    "statements": message("National statements"),
    "leading-body": message("Leading body"),
    "other-bodies": message("Other bodies"),
    "body": message("Body"),
    "head": message("Head", context="of any body"),
    "meeting": message("Meeting"),
    "policy": message("Policy"),
    "milestone": message("Milestone"),
    "target": message("Target"),
    "expectations": message("Expectations"),
    "expectation": message("Expectation"),
    "measure": message("Measure"),
}

#: What stands in the place of a value that is not known.
STATES: dict[str, Text] = {
    UNKNOWN: message("unknown"),
    NOT_APPLICABLE: message("not applicable"),
    DISPUTED: message("disputed"),
}

#: What stands beside the keys of records in answers.
OTHER_LABELS: dict[str, Text] = {
    "anchors": message("Anchors"),
    "short": message("Short name"),
    "withdrawn": message("Withdrawn"),
    "leading-group": message("Leading group"),
    "data-bureau": message("Data bureau"),
    "exchange": message("Data exchange"),
    "regulation": message("Local regulation"),
    "vocabulary": message("Vocabulary"),
    "id": message("Id"),
    "standing": message("On that day"),
    "as-of-basis": message("Basis of the date"),
    "qualifiers": message("Beside it"),
    "searched": message("Searched"),
    "cite": message("Citations"),
    "paragraphs": message("Paragraphs"),
    "position": message("Order"),
    "rank": message("Rank"),
    "aliases": message("Aliases"),
    "written": message("Written"),
    "label": message("Label"),
    "label-en": message("Label in English"),
    "terms": message("Terms"),
    "keys": message("Keys"),
    "record": message("Record"),
    "field": message("Field"),
    "state": message("State"),
    "source": message("Source"),
    "paragraph": message("Paragraph"),
    "province": message("Province"),
}


def kind_label(kind: str) -> Text:
    """What a kind of record is called; the kind itself where it has no name."""
    return KIND_LABELS.get(kind) or Text(kind, kind)


def key_label(key: str, kind: str = "") -> Text:
    """What a key of a record is called; the key itself where it has no name.

    :param kind: the kind of record, for a key that means something else in it.
    """
    row = find_key(kind, key)
    label = row.label if row else LABELS.get(key)
    return Label(*label) if label else OTHER_LABELS.get(key, Text(key, key))


@cache
def key_meanings() -> dict[str, Text]:
    """English → what a key of a record means, in both languages."""
    keys = (*(key for keys in RECORD_KEYS.values() for key in keys), VIA)
    return {key.about[1]: Label(*key.about) for key in keys}


def meaning(description: str) -> Text:
    """What a schema says of its place, in both languages."""
    return key_meanings().get(description) or as_it_stands(description)

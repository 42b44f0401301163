"""Changes to a record on file: a value set or disputed, a headship ended, a record withdrawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from datagov_cli.base.errors import UsageError
from datagov_cli.base.messages import Label, message
from datagov_cli.curation.editing.draft import Draft
from datagov_cli.curation.editing.edited_record import EditedRecord, kind_of
from datagov_cli.curation.editing.record_content import figure_as_written
from datagov_cli.model.key_types import BOOLEAN, CITED, NUMBER, TERMS, TEXT, Key
from datagov_cli.model.placeholders import UNTRANSLATED
from datagov_cli.model.record_keys import RECORD_KEYS
from datagov_cli.model.records import ACCOUNTS
from datagov_cli.storage.store import Store


def set_value(
    store: Store,
    place: str,
    record_id: str,
    name: str,
    written: str,
    english: str | None = None,
    cite: Sequence[str] = (),
    anchors: Sequence[str] = (),
    implied: Mapping[str, str] | None = None,
) -> Draft:
    """A value put where a record has another, or none.

    Whatever the record said before of the key goes: that it is unknown, does not apply, is
    disputed or inferred. Other citations than those of the record are noted in ``cite-for``.

    :param written: the value as a word; terms are separated by commas; of a text the Chinese.
    :param english: the same text in English.
    :param implied: from what it is inferred, in both languages, if no source states it.
    :raises UsageError: if there is no such record or key, the value is of another type, or what
        a source says comes without a citation.
    :raises DataError: if the file cannot be read, or is written in a way that leaves no place.
    """
    change = EditedRecord(store, place, record_id)
    key = change.key(name)
    value = _value(key, written, english)
    _require_citation(change, key, cite)
    change.put(name, value)
    for account in ACCOUNTS:
        for freed in (key, *(k for k in RECORD_KEYS[change.kind] if name in k.instead)):
            change.part(account, freed.name, None)
    change.part("implied", name, dict(implied) if implied else None)
    _cite(change, name, cite, anchors)
    if name == "as-written" and change.kind in ("targets", "measures"):
        change.put("value", figure_as_written(store, change.record))
    return change.draft([f"{name}.en"] if _untranslated(value) else [])


def end_headship(
    store: Store,
    province: str,
    head_id: str,
    until: str,
    cite: Sequence[str],
    anchors: Sequence[str] = (),
) -> Draft:
    """The last day of a headship, as a source states it.

    :raises UsageError: if the record is no head; besides as :func:`set_value`.
    """
    kind = EditedRecord(store, province, head_id).kind
    if kind != "heads":
        raise UsageError(
            message('"{id}" is {kind}, not a head', id=head_id, kind=kind_of(kind)),
            message("datagov show PROVINCE -s bodies -f json has the ids of heads"),
        )
    return set_value(store, province, head_id, "until", until, None, cite, anchors)


def dispute_value(
    store: Store,
    province: str,
    record_id: str,
    name: str,
    written: str,
    english: str | None,
    cite: Sequence[str],
    anchors: Sequence[str],
    recorded_anchors: Sequence[str] = (),
) -> Draft:
    """A value that another source gives, beside the one on record: both become sides of a dispute.

    :param recorded_anchors: the anchors of the value on record; those of the record if not given.
    :raises UsageError: if the key cannot be disputed, or nothing is on record that it contradicts.
    """
    change = EditedRecord(store, province, record_id)
    key = change.key(name)
    if not key.disputed:
        can = [each.name for each in RECORD_KEYS[change.kind] if each.disputed]
        hint = message("these can: {known}", known=", ".join(can)) if can else None
        raise UsageError(message('"{name}" cannot be disputed', name=name), hint)
    data = change.record
    sides = list(data.get("disputed", {}).get(name, ()))
    if name in data.get("implied", {}):
        hint = message("datagov set puts what a source states in its place")
        said = message(
            '"{name}" is inferred, so no source states what could be disputed', name=name
        )
        raise UsageError(said, hint)
    if name in data:
        cites = data.get("cite-for", {}).get(name, data["cite"])
        held = list(recorded_anchors or data.get("anchors", ()))
        sides.append({"value": data[name], "cite": cites, "anchors": held})
    if not sides:
        hint = message("datagov set records it")
        said = message('"{name}" has no value on record that another could contradict', name=name)
        raise UsageError(said, hint)
    value = _value(key, written, english)
    if any(_said(side["value"]) == _said(value) for side in sides):
        raise UsageError(
            message('"{written}" is on record already', written=written),
            message("a dispute needs another value"),
        )
    sides.append({"value": value, "cite": list(cite), "anchors": list(anchors)})
    change.put(name, [])
    change.part("cite-for", name, None)
    change.part("disputed", name, sides)
    return change.draft([f"{name}.en"] if _untranslated(value) else [])


def withdraw_record(
    store: Store, place: str, record_id: str, day: str, reason: Mapping[str, str]
) -> Draft:
    """A record marked as withdrawn. It stays in the file, and no answer rests on it any more.

    :param day: the day of the withdrawal.
    :param reason: in both languages.
    :raises UsageError: if there is no such record, or it is withdrawn.
    """
    change = EditedRecord(store, place, record_id)
    if (known := change.record.get("withdrawn")) is not None:
        raise UsageError(
            message('"{id}" was withdrawn on {date}', id=record_id, date=known["date"]),
            message("nothing was written"),
        )
    change.put("withdrawn", {"date": day, "reason": dict(reason)})
    return change.draft(["withdrawn.reason.en"] if _untranslated(reason) else [])


def _said(value: Any) -> Any:
    """What a value says: of a text the Chinese, as another translation is no contradiction."""
    return value["zh"] if isinstance(value, Mapping) and "zh" in value else value


def _untranslated(value: Any) -> bool:
    return isinstance(value, Mapping) and value.get("en") == UNTRANSLATED["en"]


def _value(key: Key, written: str, english: str | None) -> Any:
    """The value of a key from a word of the command line.

    :raises UsageError: if it is none of its type.
    """
    if key.type == TEXT:
        return {"zh": written, "en": english or UNTRANSLATED["en"]}
    if english is not None:
        raise UsageError(
            message('"{key}" is the same in both languages', key=key.name),
            message("leave --en out"),
        )
    if key.type == TERMS:
        return [term.strip() for term in written.split(",")]
    if key.type == BOOLEAN:
        if written not in ("true", "false"):
            raise UsageError(message('"{written}" is neither true nor false', written=written))
        return written == "true"
    if key.type == NUMBER:
        try:
            number = float(written)
        except ValueError:
            hint = message("write digits alone, such as 24000000000")
            said = message('"{written}" is not a number', written=written)
            raise UsageError(said, hint) from None
        return int(number) if number.is_integer() else number
    return written


def _require_citation(change: EditedRecord, key: Key, cite: Sequence[str]) -> None:
    if change.kind == "source":
        if cite:
            raise UsageError(
                message("the file of a source cites nothing"), message("leave --cite out")
            )
    elif not cite and key.words == CITED:
        hint = message(
            '--cite SOURCE#N names the paragraph that gives "{label}"', label=Label(*key.label)
        )
        raise UsageError(message('"{key}" needs a citation', key=key.name), hint)


def _cite(change: EditedRecord, name: str, cite: Sequence[str], anchors: Sequence[str]) -> None:
    """Note the citations of a key, where they differ from those of the record, and new anchors."""
    if not cite:
        return
    own = change.record.get("cite", [])
    change.part("cite-for", name, None if set(cite) == set(own) else list(dict.fromkeys(cite)))
    held = change.record.get("anchors", [])
    new = [anchor for anchor in dict.fromkeys(anchors) if anchor not in held]
    if new:
        change.put("anchors", [*held, *new])

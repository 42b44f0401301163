"""The content of a new record: what is given, what follows from it, and what is unknown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any
from unicodedata import normalize

from datagov_cli.base.errors import DataError, NotationError, UsageError, did_you_mean
from datagov_cli.base.files import UnreadableError, read_bounded
from datagov_cli.base.messages import message
from datagov_cli.curation.validation.corpus import records
from datagov_cli.model.key_types import TEXT
from datagov_cli.model.placeholders import TO_LOOK_UP, UNTRANSLATED
from datagov_cli.model.quantities import parse_written
from datagov_cli.model.record_keys import RECORD_KEYS
from datagov_cli.storage.documents import Document
from datagov_cli.storage.store import Store

_SLUG_WORDS, _SLUG_LENGTH = 6, 60


def given_values(given: Mapping[str, Any]) -> dict[str, Any]:
    """The keys that are given, without those that are ``None``. A pair of Chinese and English
    becomes a mapping, as in a file, with a placeholder for a missing translation."""
    known: dict[str, Any] = {}
    for key, value in given.items():
        if isinstance(value, tuple):
            zh, en = value
            if zh or en:
                known[key] = {"zh": zh or UNTRANSLATED["zh"], "en": en or UNTRANSLATED["en"]}
        elif value is not None:
            known[key] = value
    return known


def require_keys(known: Mapping[str, Any], kind: str) -> None:
    """Check that the required keys of a kind of record are given.

    :raises UsageError: if one is missing or empty.
    """
    for key in RECORD_KEYS[kind]:
        if key.needed and not known.get(key.name):
            hint = message("give it with {option}", option=key.option)
            if key.type == TEXT:
                hint = message("give it with {option}-zh and {option}-en", option=key.option)
            raise UsageError(message("the {key} is missing", key=key.name), hint)


def derive_values(
    store: Store, section: str, known: dict[str, Any], document: Document, open_: list[str]
) -> None:
    """Check that the required keys are given, and add the values that follow from them.

    :param open_: keys that a person has to look at again; those with an assumed value are added.
    :raises UsageError: if a required key is missing, or a figure cannot be read.
    """
    require_keys(known, section)
    if section in ("heads", "targets") and not {"basis", "inferred-from"} & known.keys():
        open_.append("basis")
    if section == "heads":
        known.setdefault("basis", "implied" if "inferred-from" in known else "stated")
    elif section == "bodies" and known["kind"] == "leading-group" and "main" not in known:
        led = any(
            item.kind == "bodies" and item.data.get("main") and "withdrawn" not in item.data
            for item in records(document.value)
        )
        if not led:
            known["main"] = True
    elif section in ("targets", "measures"):
        if section == "targets":
            known.setdefault("basis", "target")
        _derive_figure(store, known)


def _derive_figure(store: Store, known: dict[str, Any]) -> None:
    """The figure of a target or a measure from its wording, and the unit from its metric."""
    if "unit" not in known:
        metrics = store.terms("metrics")
        if known["metric"] not in metrics:
            hint = did_you_mean(
                known["metric"],
                metrics,
                message("known metrics: {known}", known=", ".join(metrics)),
            )
            raise UsageError(message('unknown metric "{name}"', name=known["metric"]), hint)
        known["unit"] = metrics[known["metric"]].extra.get("unit")
    if "value" not in known:
        known["value"] = figure_as_written(store, known)


def figure_as_written(store: Store, record: Mapping[str, Any]) -> int | float:
    """The figure of a target or a measure, in its unit, as its wording gives it.

    :raises UsageError: if the wording cannot be read.
    """
    try:
        figure, surface = parse_written(record["as-written"])
    except NotationError as error:
        example = message("write the figure and the unit as the source does, such as 240亿元")
        raise UsageError(error.said, example) from None
    unit = store.terms("units").get(record["unit"])
    factor = unit.extra.get("multiples", {}).get(surface, 1) if unit else 1
    figure *= Decimal(str(factor))
    whole = figure == figure.to_integral_value()
    return int(figure) if whole else float(figure)


def add_unknowns(data: dict[str, Any], section: str, open_: list[str]) -> None:
    """Record every accountable key that is missing as unknown.

    :param open_: keys that a person has to fill in; these keys and missing translations are added.
    """
    for key, value in data.items():
        if isinstance(value, dict):
            open_ += [
                f"{key}.{lang}" for lang in UNTRANSLATED if value.get(lang) == UNTRANSLATED[lang]
            ]
    missing = [
        key.name
        for key in RECORD_KEYS[section]
        if key.accountable and not {key.name, *key.instead} & data.keys()
    ]
    if missing:
        data["unknown"] = {key: dict(TO_LOOK_UP) for key in missing}
        open_ += [f"unknown.{key}" for key in missing]


#: Kind of record → words from its keys, of which an id is made.
_NAMES: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "bodies": lambda data: data["kind"],
    "heads": lambda data: _translated(data.get("person")) or data["role"],
    "meetings": lambda data: f"meeting {data.get('date', '')}",
    "policies": lambda data: _translated(data["title"]) or "policy",
    "targets": lambda data: f"{data['metric']} {data.get('year', '')}",
    "measures": lambda data: f"{data['metric']} {data.get('year', '')}",
    "milestones": lambda data: _translated(data["claim"]) or f"milestone {data.get('date', '')}",
    "initiatives": lambda data: data["topics"][0],
}


def _translated(text: Mapping[str, str] | None) -> str:
    given = text["en"] if text else UNTRANSLATED["en"]
    return "" if given == UNTRANSLATED["en"] else given


def proposed_id(section: str, data: Mapping[str, Any]) -> str:
    """An id made of the content of a record: lower-case ASCII words joined by hyphens."""
    plain = normalize("NFKD", _NAMES[section](data)).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    limit = _SLUG_WORDS if section in ("policies", "milestones") else len(words)
    return "-".join(words[:limit])[:_SLUG_LENGTH].strip("-") or section


def free_id(name: str, taken: Iterable[Any]) -> str:
    """The name itself, or with the first number behind it (``-2``, ``-3`` …) that is free."""
    used = set(taken)
    candidate, number = name, 2
    while candidate in used:
        candidate = f"{name}-{number}"
        number += 1
    return candidate


def paragraphs_of(path: Path) -> list[str]:
    """The paragraphs of a text file, one a line; blank lines are left out.

    :raises DataError: if the file cannot be read, is not UTF-8, or is empty.
    """
    try:
        text = read_bounded(path).decode("utf-8-sig")
    except UnreadableError as error:
        raise DataError(message("{path}: {reason}", path=path, reason=error.said)) from error
    except UnicodeDecodeError:
        raise DataError(message("{path} is not UTF-8", path=path)) from None
    paragraphs = [line for line in map(str.strip, re.split(r"\r\n?|\n", text)) if line]
    if not paragraphs:
        raise DataError(
            message("{path} is empty", path=path), message("one paragraph a line, the title first")
        )
    return paragraphs


def digest(paragraph: str) -> str:
    """The SHA-256 of a paragraph in UTF-8 and NFC, in hexadecimal."""
    return sha256(normalize("NFC", paragraph.strip()).encode("utf-8")).hexdigest()

"""Doubts about data that is not wrong: what rests on little, has grown old or stands twice."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from datagov_cli.checks.corpus import Corpus, Item, is_citation, mapping, records, walk
from datagov_cli.dates import FuzzyDate
from datagov_cli.diagnostics import Diagnostic
from datagov_cli.today import today
from datagov_cli.yamlio import Document

#: The tier on which no fact should rest alone.
LOWEST_TIER = "mirror"
#: After so many years a headship is worth another look, and a draft should have got on.
OLD_HEADSHIP, LONG_CONSULTATION = 3, 1

DRAFT = "consultation"
#: How sources shorten the province before the name of a body: 省大数据局 for 湖南省大数据局.
_ABBREVIATED = re.compile("^(?:全?省|全?市|自治区)")


def low_tier(document: Document, _: str, __: Path, corpus: Corpus) -> Iterator[Diagnostic]:
    """A record rests on more than reposts."""
    for item in _standing(document):
        cited = _cited(item)
        tiers = {mapping(corpus.sources, name).get("tier") for name in cited}
        if tiers == {LOWEST_TIER}:
            yield document.fault(
                "DG501",
                (*item.path, "cite"),
                f"{_called(item)} rests on reposts alone: {', '.join(cited)}",
                "cite the original, or a source that stands closer to the fact",
            )


def _cited(item: Item) -> list[str]:
    """The sources that a record cites, each once; heads stand for themselves."""
    own = {key: value for key, value in item.data.items() if key != "heads"}
    return list(
        dict.fromkeys(
            value.partition("#")[0]
            for path, value in walk(own)
            if isinstance(value, str) and is_citation(path)
        )
    )


def old_headship(document: Document, *_: Any) -> Iterator[Diagnostic]:
    """A headship that has not ended is stated for a day not long past."""
    gone = {item.path for item in records(document) if "withdrawn" in item.data}
    for item in _standing(document):
        if item.kind != "heads" or "until" in item.data or item.path[:2] in gone:
            continue
        stated = _date(item.data.get("as-of"))
        if stated and stated.end < _years_ago(OLD_HEADSHIP):
            yield document.fault(
                "DG502",
                (*item.path, "as-of"),
                f"the headship {_called(item)} is stated for {stated},"
                f" more than {OLD_HEADSHIP} years ago",
                "look for a newer source, or say under until: when it ended",
            )


def long_consultation(document: Document, *_: Any) -> Iterator[Diagnostic]:
    """A policy is not open for comment for ever."""
    policies = [item for item in _standing(document) if item.kind == "policies"]
    replaced = [item.data.get("supersedes") for item in policies]
    for item in policies:
        if item.data.get("status") != DRAFT or item.data.get("id") in replaced:
            continue
        begun = _date(item.data.get("date"))
        if begun and begun.end < _years_ago(LONG_CONSULTATION):
            yield document.fault(
                "DG503",
                (*item.path, "status"),
                f"{_called(item)} is on record as a draft for comment of {begun}, over a year ago",
                "look for what became of it",
            )


def same_body(document: Document, *_: Any) -> Iterator[Diagnostic]:
    """No two bodies have one name, however it is written."""
    province = mapping({"": document.value}, "").get("name")
    first: dict[str, Item] = {}
    for item in _standing(document):
        name = mapping(item.data, "name").get("zh")
        if item.kind != "bodies" or not isinstance(name, str):
            continue
        plain = _plain(name, province if isinstance(province, dict) else {})
        if plain in first:
            yield document.fault(
                "DG504",
                (*item.path, "name", "zh"),
                f"{_called(item)} bears the name of {_called(first[plain])}",
                "make them one record, or give each its full name",
            )
        first.setdefault(plain, item)


def _plain(name: str, province: dict[str, Any]) -> str:
    """A name without the province before it, forms of characters and spaces evened out."""
    plain = _evened(name)
    for prefix in (province.get("zh"), province.get("short")):
        if isinstance(prefix, str):
            plain = plain.removeprefix(_evened(prefix))
    return _ABBREVIATED.sub("", plain) or _evened(name)


def _evened(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _standing(document: Document) -> Iterator[Item]:
    return (item for item in records(document) if "withdrawn" not in item.data)


def _called(item: Item) -> str:
    return f'"{item.data.get("id")}"'


def _date(value: Any) -> FuzzyDate | None:
    try:
        return FuzzyDate.parse(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _years_ago(years: int) -> date:
    """The same day so many years ago; on a leap day the one before.

    :raises UsageError: if ``DATAGOV_TODAY`` holds no day.
    """
    day = today()
    if (day.month, day.day) == (2, 29):
        day = day.replace(day=28)
    return day.replace(year=max(day.year - years, 1))


WARNING_RULES = (low_tier, old_headship, long_consultation, same_body)

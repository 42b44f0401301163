"""What a value that does not fit the schema was meant to be, and what to write instead.

Hints and ``--fix`` both stand on :func:`meant`, so that the one does what the other says.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any
from unicodedata import normalize

from datagov_cli.base.messages import Text, as_it_stands, message
from datagov_cli.model import dates

Spec = Mapping[str, Any]

#: How editors write days: 2025-6-9, 2025/6/9, 2025.6.9, 2025年6月9日, or less of it.
_DAY = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?|年)?(~?)", re.ASCII)
_QUOTES = "“”„\"'‘’"
#: What editors put between the entries of a list.
_COMMAS = re.compile("[,，、;；] *")
#: A figure with commas between groups of three digits.
_GROUPED = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?", re.ASCII)
_CITATION = re.compile(r"([a-z0-9-]+) *[#¶] *(\d{1,4})", re.ASCII)
_UNKNOWN = ("unknown", "n/a", "none", "-", "?", "不详", "未知", "待查")
#: A key to which its value sticks.
_GLUED = re.compile(r"([A-Za-z][\w-]*)[\"”]? *[:：] *(.+)", re.ASCII | re.DOTALL)


def meant(value: Any, spec: Spec, items: Spec | None = None) -> Any:
    """The value that was certainly meant, or ``None`` if that cannot be said.

    :param value: one that does not fit.
    :param spec: the schema of its place, without references.
    :param items: the schema of the entries, if that is a list.
    """
    wanted = spec.get("type")
    if isinstance(value, bool):
        return None
    if wanted in ("number", "integer") and isinstance(value, str):
        return _number(value, wanted)
    if wanted == "array" and isinstance(value, str) and items is not None:
        return entries(value, items)
    if wanted != "string":
        return None
    # Of a number with a point the digits as written are not known: 2025.10 is read as 2025.1.
    return _fitting(str(value), spec) if isinstance(value, str | int) else None


def entries(text: str, items: Spec) -> list[str] | None:
    """The entries of a list of terms or citations that stand in one text, if that is certain."""
    found = [_fitting(part, items) for part in _COMMAS.split(text.strip())]
    named = "pattern" in items or "enum" in items
    return [entry for entry in found if entry] if named and None not in found else None


def _fitting(text: str, spec: Spec) -> str | None:
    """A text in the form that the schema asks for, if there is one."""
    if "enum" in spec:
        return text if text in spec["enum"] else None
    pattern = spec.get("pattern")
    if pattern is None:
        return text
    for form in (text, *_forms(text, pattern)):
        if re.search(pattern, form):
            return form
    return None


def _forms(text: str, pattern: str) -> list[str]:
    even = normalize("NFKC", text).strip().strip(_QUOTES).strip()
    if pattern == dates.PATTERN:
        return _days(even)
    cited = _CITATION.fullmatch(even)
    return [f"{cited[1]}#{cited[2]}"] if cited and "#" in pattern else []


def _days(text: str) -> list[str]:
    found = _DAY.fullmatch(text)
    if found is None:
        return []
    day = "-".join(part.zfill(2) for part in found.groups()[:3] if part) + found[4]
    try:
        dates.FuzzyDate.parse(day)
    except ValueError:
        return []
    return [day]


def _number(text: str, wanted: str) -> Any:
    even = normalize("NFKC", text).strip().strip(_QUOTES)
    plain = even.replace(",", "") if _GROUPED.fullmatch(even) else even
    if re.fullmatch(r"-?(0|[1-9]\d{0,17})", plain, re.ASCII):
        return int(plain)
    if wanted == "number" and re.fullmatch(r"-?(0|[1-9]\d{0,12})\.\d{1,6}", plain, re.ASCII):
        return float(plain)
    return None


def what_to_write(value: Any, spec: Spec) -> Text | None:
    """A hint for a value that does not fit, with the value at hand; else what the schema says
    of the place."""
    certain = meant(value, spec, spec.get("items"))
    if certain is not None:
        quoted = isinstance(value, int | float) and isinstance(certain, str)
        if quoted:
            return message("put it in quotes: {value}", value=shown(certain))
        return message("write {what}", what=shown(certain))
    if isinstance(value, str):
        several = entries(value, spec) if re.search(_COMMAS, value) else None
        if several:
            return message("write {what}", what=", ".join(several))
        if spec.get("type") == "object" and "zh" in spec.get("properties", {}):
            pair = ("…", shown_plain(value)) if value.isascii() else (shown_plain(value), "…")
            return message("write {what}", what=f"{{zh: {pair[0]}, en: {pair[1]}}}")
        if spec.get("type") == "array":
            return message("write {what}", what=f"[{shown_plain(value)}]")
        if spec.get("format") == "uri" and re.match(r"(?:\w+:)?(?://)?[\w-]+\.[^\s]+$", value):
            address = re.sub("^(?:[a-z]+:)?/*", "", value)
            return message("write {what}", what=f"https://{address}")
        if spec.get("title") == "Id":
            plain = re.sub("[^a-z0-9]+", "-", normalize("NFKC", value).lower()).strip("-")
            if plain:
                return message("write {what}", what=plain)
    if spec.get("pattern") == dates.PATTERN:
        if isinstance(value, str) and value.strip().lower() in _UNKNOWN:
            return message("leave it out, and list it under unknown: with a note")
        return message('write a date in quotes, such as "2025", "2025-02" or "2025-02-18"')
    return described(spec)


def described(spec: Spec) -> Text | None:
    """What a schema says of its place, if it does."""
    about = spec.get("description")
    return as_it_stands(str(about)) if about else None


def example(key: str, spec: Spec) -> Text:
    """How a key that is missing is written."""
    what, about = f"{key}: {_content(spec)}", described(spec)
    if about is None:
        return message("write {what}", what=what)
    return message("write {what} ({about})", what=what, about=about)


def _content(spec: Spec) -> str:
    if "const" in spec:
        return str(spec["const"])
    terms = [term for term in spec.get("enum", ()) if isinstance(term, str) and term]
    if terms:
        return " | ".join(terms) if len(terms) <= 12 else "…"
    if spec.get("type") == "array":
        return f"[{_content(spec.get('items', {}))}]"
    if spec.get("type") == "object":
        return "{zh: …, en: …}" if "zh" in spec.get("properties", {}) else "{…}"
    if spec.get("title") == "Citation":
        return "source-id#1"
    return '"2025-02-18"' if spec.get("pattern") == dates.PATTERN else "…"


def unstuck(key: str, known: list[str]) -> Text | None:
    """What to write for an unknown key that is a known one with its value."""
    found = _GLUED.fullmatch(key)
    if found is None or found[1] not in known:
        return None
    rest = re.sub(r"，(?= *[A-Za-z][\w-]* *[:：])", ", ", found[2], flags=re.ASCII)
    rest = re.sub(r"(, *[A-Za-z][\w-]*) *[:：] *", r"\1: ", rest, flags=re.ASCII)
    return message("write {what}", what=f"{found[1]}: {rest}")


def shown(value: Any) -> str:
    """A value as it is written in a file."""
    if isinstance(value, list):
        return f"[{', '.join(map(shown_plain, value))}]"
    return json.dumps(value, ensure_ascii=False)


def shown_plain(text: str) -> str:
    """A text as it is written within braces."""
    needs = re.search(r"[,\[\]{}\"]|: | #|^\W", text)
    return json.dumps(text, ensure_ascii=False) if needs else text

"""What a value that does not fit the schema was meant to be, and what to write instead.

Hints and ``--fix`` both stand on :func:`meant`, so that the one does what the other says.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from unicodedata import normalize

from datagov_cli.base.messages import Text, message
from datagov_cli.model import dates
from datagov_cli.model.labels import meaning
from datagov_cli.model.quantities import MULTIPLIERS

Spec = Mapping[str, Any]

#: How editors write days: 2025-6-9, 2025/6/9, 2025.6.9, 20250609, 2025年6月9日, or less of it;
#: with a time behind it, or called approximate.
_DAY = re.compile(
    r"(约?)(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})[日号]?|月)?|年|([01]\d)([0-3]\d))?"
    r"(?:[T ]\d{1,2}:\d\d\S*)?(~|左右|前后)?",
    re.ASCII,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
#: In English, the year last: 9 June 2025, June 9th, 2025, Jun. 2025.
_ENGLISH_DAY = re.compile(
    rf"(?:(\d{{1,2}})(?:st|nd|rd|th)? )?({'|'.join(_MONTHS)})[a-z]*\.?"
    r"(?: (\d{1,2})(?:st|nd|rd|th)?)?,? (\d{4})",
    re.IGNORECASE,
)
_DASHES = re.compile("[‐‑‒–—―−]+")
#: Chinese numerals of years, months and days.
_NUMERALS = "〇一二三四五六七八九"
_NUMERAL = re.compile(f"[{_NUMERALS}零○十]+")
_QUOTES = "“”„\"'‘’「」『』"
#: What editors put between the entries of a list.
_COMMAS = re.compile("[,，、;；] *")
#: Brackets around a list that YAML takes for text.
_BRACKETS = "[]［］【】〔〕()（） "
#: A text in two languages that YAML takes for one text.
_PAIR = re.compile(r"[{｛ ]*zh *[:：] *(.+?) *[,，;；、] *en *[:：] *(.+?) *[}｝]?", re.ASCII)
#: A figure with commas or the like between groups of three digits.
_GROUPED = re.compile(r"-?\d{1,3}(?:([,_ ])\d{3})(?:\1\d{3})*(?:\.\d+)?", re.ASCII)
#: A figure of a larger unit: 1.5亿.
_SCALED = re.compile(r"(-?\d{1,9}(?:\.\d{1,8})?)(千|百)?(万|亿|万亿)?", re.ASCII)
_YES, _NO = ("true", "yes", "on", "是"), ("false", "no", "off", "否")
#: No citation that is written as one names more paragraphs.
MOST_PARAGRAPHS = 20
_CITATION = re.compile(r"([a-z0-9-]+)(?:\.yaml)? *[#¶] *(\d{1,4})", re.ASCII)
#: Several paragraphs of one source: x#1、2 and x#1-2.
_PARAGRAPHS = re.compile(r"([a-z0-9-]+#)(\d{1,4}(?:[,、;] *\d{1,4})+|\d{1,4}[-~]\d{1,4})", re.ASCII)
#: A name in Chinese and in English.
_BOTH = re.compile(r"([\u3400-\u9fff][^A-Za-z]*?)[ ,/(]+([A-Z][\w .'-]*?)\)?$", re.ASCII)
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
    if wanted == "boolean" and isinstance(value, str):
        said = _even(value).lower()
        return said in _YES if said in (*_YES, *_NO) else None
    if isinstance(value, bool):
        return None
    if wanted in ("number", "integer") and isinstance(value, str):
        return _number(value, wanted)
    if wanted == "array" and isinstance(value, str) and items is not None:
        return entries(value, items) or _only_entry(value, items)
    if wanted == "object" and isinstance(value, str) and "zh" in spec.get("properties", {}):
        return _both(value)
    if wanted != "string":
        return None
    # Of a number with a point the digits as written are not known: 2025.10 is read as 2025.1.
    return _fitting(str(value), spec) if isinstance(value, str | int) else None


def entries(text: str, items: Spec) -> list[str] | None:
    """The entries of a list of terms or citations that stand in one text, if that is certain."""
    text = text.strip(_BRACKETS)
    several = _PARAGRAPHS.fullmatch(_even(text)) if "#" in items.get("pattern", "") else None
    if several:
        numbers = [int(number) for number in re.findall(r"\d+", several[2])]
        if re.search("[-~]", several[2]):
            numbers = list(range(numbers[0], numbers[-1] + 1))
        if not 0 < len(numbers) <= MOST_PARAGRAPHS:
            return None
        return [f"{several[1]}{number}" for number in numbers]
    fitting = [_fitting(part, items) for part in _COMMAS.split(text.strip())]
    named = "pattern" in items or "enum" in items
    return [entry for entry in fitting if entry] if named and None not in fitting else None


def _only_entry(text: str, items: Spec) -> list[str] | None:
    """A list of texts that has one entry, if the text is certainly no more than one."""
    free = items.get("type") == "string" and not {"pattern", "enum"} & set(items)
    return [text] if free and text and not set(text) & set("[]［］【】,，、;；") else None


def _both(text: str) -> dict[str, str] | None:
    """A text in Chinese and English that stands in one, if both can be told apart."""
    found = _PAIR.fullmatch(text) or _BOTH.fullmatch(text.strip())
    return (
        {"zh": found[1].strip(_QUOTES + " "), "en": found[2].strip(_QUOTES + " ")}
        if found
        else None
    )


def _fitting(text: str, spec: Spec) -> str | None:
    """A text in the form that the schema asks for, if there is one."""
    if "enum" in spec:
        return next((form for form in (text, _even(text)) if form in spec["enum"]), None)
    pattern = spec.get("pattern")
    if pattern is None:
        return text
    for form in (text, *_forms(text, pattern)):
        if re.search(pattern, form):
            return form
    return None


def _forms(text: str, pattern: str) -> list[str]:
    even = _even(text)
    if pattern == dates.PATTERN:
        return _days(even)
    cited = _CITATION.fullmatch(even)
    return [even, *([f"{cited[1]}#{cited[2]}"] if cited and "#" in pattern else [])]


def _even(text: str) -> str:
    """A text in ordinary signs and without quotation marks around it."""
    return normalize("NFKC", text).strip().strip(_QUOTES).strip()


def _in_figures(numeral: re.Match[str]) -> str:
    """A Chinese numeral of a date in figures: 二〇二五, 十二, 三十一."""
    said = re.sub("[零○]", "〇", numeral[0])
    if "十" in said:
        tens, _, ones = said.partition("十")
        return (_in_digits(tens) or "1") + (_in_digits(ones) or "0")
    return _in_digits(said)


def _in_digits(said: str) -> str:
    return "".join(str(_NUMERALS.index(sign)) for sign in said if sign in _NUMERALS)


def _days(text: str) -> list[str]:
    plain = re.sub("(?<! ) *([-/.年月日号]) *", r"\1", _DASHES.sub("-", text))
    plain = _NUMERAL.sub(_in_figures, plain)
    english, found = _ENGLISH_DAY.fullmatch(text), _DAY.fullmatch(plain)
    if english:
        month = str(_MONTHS.index(english[2].lower()) + 1)
        parts, about = [english[4], month, english[1] or english[3]], ""
    elif found:
        parts = [found[2], found[3] or found[5], found[4] or found[6]]
        about = "~" if found[1] or found[7] else ""
    else:
        return []
    day = "-".join(part.zfill(2) for part in parts if part) + about
    try:
        dates.FuzzyDate.parse(day)
    except ValueError:
        return []
    return [day]


def _number(text: str, wanted: str) -> Any:
    even = _even(text)
    plain = re.sub("[,_ ]", "", even) if _GROUPED.fullmatch(even) else even
    plain = re.sub(r"^\+|^(?=\.\d)", lambda sign: "" if sign[0] else "0", plain)
    scaled = _SCALED.fullmatch(plain)
    if scaled and (scaled[2] or scaled[3]):
        signs = (scaled[2] or "") + (scaled[3] or "")
        value = Decimal(scaled[1]).scaleb(sum(MULTIPLIERS[sign] for sign in signs))
        plain = f"{value.normalize():f}"
    if re.fullmatch(r"-?(0|[1-9]\d{0,17})", plain, re.ASCII):
        return int(plain)
    if wanted == "number" and re.fullmatch(r"-?(0|[1-9]\d{0,12})\.\d{1,6}", plain, re.ASCII):
        return float(plain)
    return None


def named_terms(vocabulary: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Terms by their ids and by their labels.

    :param vocabulary: each term with its labels.
    """
    labels = {_even(name).casefold(): term for term, names in vocabulary.items() for name in names}
    return labels | {term: term for term in vocabulary}


def terms_meant(text: str, named: Mapping[str, str]) -> list[str]:
    """The terms that a text names, one or several; none if it names anything else.

    :param named: see :func:`named_terms`.
    """
    text = text.strip(_BRACKETS)
    whole = named.get(_even(text).casefold())
    terms = [named.get(_even(part).casefold()) for part in _COMMAS.split(text)]
    return [whole] if whole else [term for term in terms if term] if all(terms) else []


def what_to_write(value: Any, spec: Spec) -> Text | None:
    """A hint for a value that does not fit, with the value at hand; else what the schema says
    of the place."""
    certain = meant(value, spec, spec.get("items"))
    if certain is not None:
        quoted = isinstance(value, int | float) and certain == str(value)
        if quoted:
            return message("put it in quotes: {value}", value=shown(certain))
        return message("write {what}", what=shown(certain))
    if isinstance(value, str):
        several = entries(value, spec) or []
        if len(several) > 1:
            return message("write {what}", what=", ".join(several))
        if spec.get("type") == "object" and "zh" in spec.get("properties", {}):
            pair = ("…", shown_plain(value)) if value.isascii() else (shown_plain(value), "…")
            return message("write {what}", what=f"{{zh: {pair[0]}, en: {pair[1]}}}")
        if spec.get("type") == "array":
            value = value.strip(_BRACKETS)
            cited = "#" in str(spec.get("items", {}).get("pattern", ""))
            if cited and re.fullmatch("[a-z0-9-]+", value):
                return message(
                    "write {what}, with the number of the paragraph", what=f"[{value}#…]"
                )
            listed = ", ".join(map(shown_plain, _COMMAS.split(value)))
            return message("write {what}", what=f"[{listed}]")
        if "#" in str(spec.get("pattern", "")) and re.fullmatch("[a-z0-9-]+", value):
            return message("write {what}, with the number of the paragraph", what=f"{value}#…")
        figure = re.match(r"[\d,.]+[千百]?[万亿]*", _even(value))
        if spec.get("type") in ("number", "integer") and figure:
            plain = _number(figure[0], "number")
            if plain is not None:
                return message("write {what}, and what is counted under unit:", what=plain)
        if spec.get("format") == "uri" and re.match(r"(?:\w+:)?(?://)?[\w-]+\.[^\s]+$", value):
            address = re.sub("^(?:[a-z]+:)?/*", "", value)
            return message("write {what}", what=f"https://{address}")
        if spec.get("title") == "Id":
            plain = re.sub("[^a-z0-9]+", "-", normalize("NFKC", value).lower()).strip("-")
            if plain:
                return message("write {what}", what=plain)
    if isinstance(value, list) and value and all(isinstance(each, str) for each in value):
        if len(value) == 2 and "zh" in spec.get("properties", {}):
            both = f"{{zh: {shown_plain(value[0])}, en: {shown_plain(value[1])}}}"
            return message("write {what}", what=both)
        if len(value) == 1 and spec.get("type") == "string":
            return message("write {what}", what=shown(meant(value[0], spec) or value[0]))
    if spec.get("pattern") == dates.PATTERN:
        if isinstance(value, str) and value.strip().lower() in _UNKNOWN:
            return message("leave it out, and list it under unknown: with a note")
        return message('write a date in quotes, such as "2025", "2025-02" or "2025-02-18"')
    return described(spec)


def described(spec: Spec) -> Text | None:
    """What a schema says of its place, if it does."""
    about = spec.get("description")
    return meaning(str(about)) if about else None


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
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {shown_plain(text)}' for key, text in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(shown_plain, value))}]"
    return json.dumps(value, ensure_ascii=False)


def shown_plain(text: str) -> str:
    """A text as it is written within braces."""
    needs = re.search(r"[,\[\]{}\"]|: | #|^\W", text)
    return json.dumps(text, ensure_ascii=False) if needs else text

"""The parts of a claim that a cited paragraph must give: names, titles, figures, dates.

An anchor shows that some words stand in a paragraph, not that they are those of the claim. Each
part here must stand there itself, or follow from what does: in another form of writing
(``written_forms``), as ``as-written`` has it, or in English on a page in English; a day written
without its year where the source says how its years are inferred; and, as the day as of which
a record holds, the day on which a source was published. What a record calls ``implied`` is
inferred from more than the words, and its ground is given. A summary in Chinese of a page in
another language is a translation, so what it puts in quotation marks is not looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from datagov_cli.curation.validation.corpus import Item, Path_, cites_for, mapping, source_ids
from datagov_cli.curation.written_forms import (
    SHORTENED,
    Given,
    bodies_given,
    date_given,
    day_given,
    even,
    figure_given,
    name_given,
    number_given,
    title_given,
    weekday_given,
)
from datagov_cli.model.dates import PATTERN
from datagov_cli.model.key_types import DATE, HEADS, STRING, SUMMED_UP, TEXT, TEXTS, Key
from datagov_cli.model.record_keys import RECORD_KEYS, VIA

_WRITTEN = "as-written"
#: Keys that are not simply a name.
_GIVEN = {"issued-by": bodies_given, "title": title_given}
#: In the editors' own words: what is quoted, a day, any other figure with what is counted.
_QUOTED = re.compile("《([^《》]+)》|“([^“”]+)”")
_DAY = re.compile(
    r"(?:(?P<year>\d{4})年)?(?<!\d)(?P<month>0?[1-9]|1[0-2])月(?:(?P<day>\d{1,2})日)?|(?P<alone>\d{4})年"
)
_FIGURE = re.compile(
    r"(?<![\d¶.])\d[\d,.]*(?:%|[万亿千百]*(?:[A-Za-z]+|(?![以余多左])[\u4e00-\u9fff])?)"
)


class Part(NamedTuple):
    """A part of a claim: under which key, what it says, its place, and when a text gives it."""

    field: str
    text: str
    path: Path_
    given: Given

    def __str__(self) -> str:
        return f"{self.field}: {self.text}"


class Surroundings(NamedTuple):
    """What the parts of a record may lean on: the names of its province, and what the data says
    of the sources (their language, their day, how they leave years open)."""

    province: tuple[str, ...]
    sources: Mapping[str, Mapping[str, Any]]


def parts_of(item: Item, around: Surroundings) -> Iterator[Part]:
    """The parts of a record, of one side of a dispute, or of an earlier status of a policy.

    :param item: of a side the path leads over ``disputed`` and the field.
    """
    keys = RECORD_KEYS.get(item.kind, ())
    if "disputed" in item.path:
        field, value = item.path[-2], item.data.get("value")
        keys = tuple(key.replace(name="value") for key in keys if key.name == field)
        if any(key.type == HEADS for key in keys) and isinstance(value, dict):
            keys = RECORD_KEYS["heads"]
            item = Item((*item.path, "value"), "heads", {"cite": item.data.get("cite"), **value})
    implied = mapping(item.data, "implied")
    for key in (*keys, VIA):
        if key.name in item.data and key.name not in implied:
            yield from _parts_of_key(item, key, around)


def _parts_of_key(item: Item, key: Key, around: Surroundings) -> Iterator[Part]:
    value, path = item.data[key.name], (*item.path, key.name)
    sources = _sources_of(item, key.name, around)
    if key.type == DATE and isinstance(value, str) and re.fullmatch(PATTERN, value):
        if key.name == "as-of" and _published(value, sources):
            return
        written = item.data.get(f"{key.name}-{_WRITTEN}")
        given = date_given(value, written if isinstance(written, str) else "", _open(sources))
        weekdays = [weekday_given(value, str(source.get("published"))) for source in sources]
        ways = [given, *(weekday for weekday in weekdays if weekday)]
        yield Part(key.name, value, path, lambda text: any(way(text) for way in ways))
    elif key.words == SUMMED_UP and isinstance(value, dict):
        keys = RECORD_KEYS.get(item.kind, ())
        known = [str(item.data.get(other.name)) for other in keys if other.type == DATE]
        for part in _parts_of_prose(str(value.get("zh")), sources, known):
            yield Part(key.name, part[0], path, part[1])
    elif key.type == STRING and item.kind in _CITED_STRINGS and isinstance(value, str):
        yield Part(key.name, value, path, number_given(value, around.province))
    elif key.type in (TEXT, TEXTS):
        pairs = enumerate(value) if isinstance(value, list) else [(None, value)]
        for place, pair in pairs:
            if isinstance(pair, dict):
                at = path if place is None else (*path, place)
                names = [pair.get("zh"), pair.get("en")]
                if key.name == "name" and _shortens(item.data.get(_WRITTEN), pair.get("zh")):
                    names.append(item.data[_WRITTEN])
                forms = tuple(name for name in names if isinstance(name, str))
                given = _GIVEN.get(key.name, name_given)(forms, around.province)
                yield Part(key.name, str(pair.get("zh")), at, given)


def _shortens(written: Any, name: Any) -> bool:
    """Whether a wording is the name or a short form of it: 省大数据局 of 贵州省大数据发展管理局.

    Its characters stand in the name in their order, the last one (局, 办) at the end of both. Or
    it names several that end alike, the name as the first: 甲、乙交易所 of 甲交易所.
    """
    if not isinstance(written, str) or not isinstance(name, str):
        return False
    short, full = (even(text).removesuffix("公室") for text in (written, name))
    first, joint, others = short.partition("、")
    if joint:
        return full.startswith(first) and others[1:].endswith(full.removeprefix(first) or joint)
    left = iter(full)
    return short[-1:] == full[-1:] and all(sign in left for sign in SHORTENED.sub("", short))


#: Of records, plain text is what a source writes (the number of a document).
_CITED_STRINGS = ("policies",)


# --- the sources of a field -----------------------------------------------------------------------


def _sources_of(item: Item, field: str, around: Surroundings) -> list[Mapping[str, Any]]:
    """What the data says of the sources that are cited for a field."""
    names = source_ids(cites_for(item, field))
    return [around.sources[name] for name in names if name in around.sources]


def _open(sources: list[Mapping[str, Any]]) -> bool:
    """Whether a source says how the years are inferred which it leaves open."""
    return any("implied-years" in source for source in sources)


def _published(date: str, sources: list[Mapping[str, Any]]) -> bool:
    """Whether a source was published on a day, or in a month or year."""
    return any(_within(str(source.get("published")), date) for source in sources)


def _within(day: str, date: str) -> bool:
    """Whether a day lies on a date, which may be less precise. Either may be approximate (~)."""
    return f"{day.rstrip('~')}-".startswith(f"{date.rstrip('~')}-")


def _translated(sources: list[Mapping[str, Any]]) -> list[bool]:
    """For each source, whether it is in another language than Chinese."""
    return [not str(source.get("language", "zh")).startswith("zh") for source in sources]


# --- the editors' own words ---------------------------------------------------------------------


def _parts_of_prose(
    text: str, sources: list[Mapping[str, Any]], dates: list[str]
) -> Iterator[tuple[str, Given]]:
    """What is quoted in a sentence, its days and its other figures.

    :param dates: those of the record, which are parts of their own; they may stand here as well.
    """
    translated = _translated(sources)
    if not (translated and all(translated)):
        for quoted in _QUOTED.finditer(text):
            name = quoted[1] or quoted[2]
            yield name, name_given((name,))
    rest = _QUOTED.sub(" ", text)
    year = None
    for day in _DAY.finditer(rest):
        year = day["year"] or day["alone"] or year  # A day is of the year named before it.
        if year is None:
            yield day[0], day_given(int(day["month"]), int(day["day"]) if day["day"] else None)
            continue
        date = "-".join([year, *(f"{int(n):02}" for n in day.group("month", "day") if n)])
        if not any(_within(known, date) for known in dates):
            yield day[0], date_given(date, "", _open(sources))
    for figure in _FIGURE.finditer(_DAY.sub(" ", rest)):
        yield figure[0], figure_given(figure[0], any(translated))


def names_of_province(value: Any) -> tuple[str, ...]:
    """The names of the province of a document, the longer first."""
    names = mapping(mapping({"": value}, ""), "name") if isinstance(value, Mapping) else {}
    given = (even(str(names[key])) for key in ("zh", "short") if key in names)
    return tuple(sorted(given, key=len, reverse=True))

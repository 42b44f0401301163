"""The parts of a claim that a cited paragraph must give: names, titles, figures, dates.

An anchor shows that some words stand in a paragraph, not that they are those of the claim. Each
part here must stand there itself, or follow from what does: a name without the province in
front, in another width of characters, in quotation marks or as ``as-written`` has it; a day
written without its year where the source says how its years are inferred. What a record calls
``implied`` is inferred from more than the words, and its ground is given.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple
from unicodedata import normalize

from datagov_cli.curation.validation.corpus import Item, Path_, mapping
from datagov_cli.model.dates import PATTERN
from datagov_cli.model.key_types import DATE, HEADS, STRING, SUMMED_UP, TEXT, TEXTS, Key
from datagov_cli.model.record_keys import RECORD_KEYS, VIA

#: Whether a text, evened out by :func:`even`, gives the part.
Given = Callable[[str], bool]

_MARKS = str.maketrans("", "", "《》〈〉「」『』“”‘’\"'")
_SPACE = re.compile(r"\s+")
_WRITTEN = "as-written"
#: How sources shorten the province before a name: 省大数据局 for 湖南省大数据局.
_SHORTENED = re.compile("^(?:全?省|全?市|自治区)")
#: In the editors' own words: what is quoted, a day, any other figure with what is counted.
_QUOTED = re.compile("《([^《》]+)》|“([^“”]+)”")
_DAY = re.compile(r"(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})日)?)?")
_FIGURE = re.compile(r"(?<![\d¶.])\d[\d,.]*[万亿千百%]*[A-Za-z]*[\u4e00-\u9fff]?")


class Part(NamedTuple):
    """A part of a claim: under which key, what it says, its place, and when a text gives it."""

    field: str
    text: str
    path: Path_
    given: Given

    def __str__(self) -> str:
        return f"{self.field}: {self.text}"


class Surroundings(NamedTuple):
    """What the parts of a record may lean on: the names of its province, and the sources that
    say how the years are inferred which they leave open."""

    province: tuple[str, ...] = ()
    dated: Collection[str] = ()


def even(text: str) -> str:
    """A text in one form of characters, without spaces, quotation marks and title marks."""
    return _SPACE.sub("", normalize("NFKC", text)).translate(_MARKS).casefold()


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
    if key.type == DATE and isinstance(value, str) and re.fullmatch(PATTERN, value):
        written = item.data.get(f"{key.name}-{_WRITTEN}")
        opened = _open_years(item, key.name, around)
        given = _date(value, written if isinstance(written, str) else "", opened)
        yield Part(key.name, value, path, given)
    elif key.words == SUMMED_UP and isinstance(value, dict):
        text, opened = str(value.get("zh")), _open_years(item, key.name, around)
        yield from (Part(key.name, *part) for part in _parts_of_prose(text, path, opened))
    elif key.type == STRING and item.kind in _CITED_STRINGS and isinstance(value, str):
        yield Part(key.name, value, path, _name((value,), around))
    elif key.type in (TEXT, TEXTS):
        pairs = enumerate(value) if isinstance(value, list) else [(None, value)]
        for place, pair in pairs:
            if isinstance(pair, dict):
                at = path if place is None else (*path, place)
                names = [pair.get("zh"), pair.get("en")]
                if key.name == "name" and _shortens(item.data.get(_WRITTEN), pair.get("zh")):
                    names.append(item.data[_WRITTEN])
                known = tuple(name for name in names if isinstance(name, str))
                yield Part(key.name, str(pair.get("zh")), at, _name(known, around))


def _shortens(written: Any, name: Any) -> bool:
    """Whether a wording is the name or a short form of it: 省大数据局 of 贵州省大数据发展管理局.

    Its characters stand in the name in their order, the last one (局, 办) at the end of both.
    """
    if not isinstance(written, str) or not isinstance(name, str):
        return False
    short, full = (even(text).removesuffix("公室") for text in (written, name))
    left = iter(full)
    return short[-1:] == full[-1:] and all(sign in left for sign in _SHORTENED.sub("", short))


#: Of records, plain text is what a source writes (the number of a document).
_CITED_STRINGS = ("policies",)


def _open_years(item: Item, field: str, around: Surroundings) -> bool:
    """Whether a source cited for a field says how the years are inferred which it leaves open."""
    cited = mapping(item.data, "cite-for").get(field) or item.data.get("cite")
    listed = cited if isinstance(cited, list) else ()
    return any(str(cite).partition("#")[0] in around.dated for cite in listed)


# --- names --------------------------------------------------------------------------------------


def _name(forms: tuple[str, ...], around: Surroundings) -> Given:
    """A name or a title, in one of several forms; without the province in front as well. With
    remarks in parentheses, each of them and what stands before."""
    wanted = [form for name in forms for form in _forms(even(name), around.province)]

    def given(text: str) -> bool:
        return any(all(piece in text for piece in pieces) for pieces in wanted)

    return given


def _forms(name: str, province: tuple[str, ...]) -> Iterator[list[str]]:
    yield [name]
    bare = next((name.removeprefix(p) for p in province if name.startswith(p)), name)
    yield [_SHORTENED.sub("", bare) or name]
    pieces = [piece for piece in re.split("[()、,;]", name) if piece]
    if "(" in name and pieces:
        yield pieces


# --- dates --------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def _patterns(year: int, month: int | None, day: int | None) -> tuple[Any, Any]:
    """How a date is written with its year, and without; a year alone has no second form."""
    if month is None:
        return re.compile(rf"(?<!\d){year}(?!\d)"), None
    if day is None:
        return (
            re.compile(rf"(?<!\d){year}[年./-]0?{month}(?!\d)"),
            re.compile(rf"(?<!\d年)(?<!\d)0?{month}月"),
        )
    return (
        re.compile(rf"(?<!\d){year}[年./-]0?{month}[月./-]0?{day}(?!\d)"),
        re.compile(rf"(?<!\d年)(?<!\d)0?{month}月0?{day}(?!\d)"),
    )


def _date(date: str, written: str, open_years: bool) -> Given:
    """A date as a source may write it.

    :param written: its wording there, if the record has it; that it occurs is checked by itself.
    :param open_years: whether a source cited may leave the year out.
    """
    year = int(date[:4])
    month, day = (*map(int, date.rstrip("~").split("-")[1:]), None, None)[:2]
    whole, without_year = _patterns(year, month, day)
    numbers = {year, month, day}
    # A wording in words (月初, 近日) is read by the editor; its figures are those of the date.
    worded = bool(written) and {int(n) for n in re.findall(r"\d+", even(written))} <= numbers

    def given(text: str) -> bool:
        if whole.search(text):
            return True
        named = open_years or re.search(rf"(?<!\d){year}(?!\d)", text) is not None
        return named and (worded or bool(without_year and without_year.search(text)))

    return given


# --- the editors' own words ---------------------------------------------------------------------


def _parts_of_prose(text: str, path: Path_, open_years: bool) -> Iterator[tuple[str, Path_, Given]]:
    """What is quoted in a sentence, its days and its other figures."""
    for quoted in _QUOTED.finditer(text):
        name = quoted[1] or quoted[2]
        yield name, path, _name((name,), Surroundings())
    rest = _QUOTED.sub(" ", text)
    for day in _DAY.finditer(rest):
        numbers = [f"{int(number):02}" for number in day.groups() if number]
        yield day[0], path, _date("-".join(numbers), "", open_years)
    for figure in _FIGURE.finditer(_DAY.sub(" ", rest)):
        yield figure[0], path, _name((figure[0],), Surroundings())


def names_of_province(value: Any) -> tuple[str, ...]:
    """The names of the province of a document, the longer first."""
    names = mapping(mapping({"": value}, ""), "name") if isinstance(value, Mapping) else {}
    found = (even(str(names[key])) for key in ("zh", "short") if key in names)
    return tuple(sorted(found, key=len, reverse=True))

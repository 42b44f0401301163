"""The index of the search in the browser: titles of records and sources, and how they are read.

Folding and readings are those of :mod:`datagov_cli.queries.search.chinese`, cut down to the
characters that occur. ``assets/site.js`` searches it as
:mod:`datagov_cli.queries.search.query_terms` does: words as they are written or begun, Chinese
as it is written, pinyin by syllables or initials.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

from datagov_cli.base.messages import parenthesised, spaced
from datagov_cli.base.safe_text import escape_hidden, visible
from datagov_cli.model.divisions import NATIONAL
from datagov_cli.model.labels import kind_label
from datagov_cli.queries.search.chinese import character_table, fold
from datagov_cli.queries.search.tokens import is_han
from datagov_cli.site.answers import LANGUAGES
from datagov_cli.site.edition import Edition, TitledRecord

#: Characters of a title that are searched and shown; the record itself has the rest.
MOST = 52
#: The private use area of Unicode, whose characters stand for words; titles keep none of their own.
FIRST_CODE, MOST_WORDS = 0xE000, 2500
#: Bytes that a word must save to be worth its place, and lengths of the runs of Chinese.
_LEAST_GAIN, _RUNS, _ROUNDS = 8, (2, 4, 7), 4
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
_WORD = re.compile(r"[ -]?[A-Za-z]{3,}|[0-9]{4}-[0-9]{2}")


def search_index(chinese: Edition, english: Edition) -> bytes:
    """The index, as a script: pages that are opened from a disk can load no other file.

    A record is ``[province, kind, id, part, Chinese, English]``: the places of its province and
    kind in the lists of those, the number of the page of the province on which it stands in
    Chinese and in English, and its titles. An English title that begins with a space follows the
    Chinese one.
    """
    store = chinese.answers.store
    provinces = [[p.id, p.short, p.name.en, p.name.zh] for p in chinese.answers.provinces]
    if country := chinese.answers.national:
        provinces.append([NATIONAL, country.name.zh, country.name.en, country.name.zh])
    places = {row[0]: place for place, row in enumerate(provinces)}
    kinds: dict[str, int] = {}
    labels: list[tuple[str, str]] = []
    records: list[list[Any]] = []
    for titled, same in zip(chinese.titled_records, english.titled_records, strict=True):
        if titled.kind not in kinds:
            kinds[titled.kind] = len(kinds)
            labels.append((titled.kind, same.kind))
        province, _, name = titled.record.partition("/")
        parts = [_part(edition, titled.record) for edition in (chinese, english)]
        records.append([places[province], kinds[titled.kind], name, *_titles(titled, same), *parts])
    sources = []
    for source_id in chinese.answers.source_ids:
        source = store.source(source_id)
        gone = [source.withdrawn.said] if source.withdrawn else []
        both = (
            TitledRecord(source_id, "", source.title.get(lang), parenthesised(gone, lang))
            for lang in LANGUAGES
        )
        sources.append([source_id, *_titles(*both)])
    label = kind_label("sources")
    index: dict[str, Any] = {
        "provinces": provinces,
        "kinds": labels,
        # Without the numbers of pages where both are the first.
        "records": [each[:-2] if each[-2:] == [1, 1] else each for each in records],
        "sources": sources,
        "source": [label.zh, label.en],
    }
    index |= _readings(fold(json.dumps(index, ensure_ascii=False)))
    _shorten(index)
    text = escape_hidden(json.dumps(index, ensure_ascii=False, separators=(",", ":")))
    return f"datagovIndex({text});\n".encode()


def _titles(chinese: TitledRecord, english: TitledRecord) -> tuple[str, str]:
    """The titles in both languages, cut where they are long, each with its remarks in full.

    An English title that follows a Chinese one is given without it, but for remarks between.
    """
    rest = english.title.removeprefix(chinese.title)
    follows = rest != english.title and not chinese.remarks and rest[:1] in ("", " ")
    shown = (
        spaced(_cut(chinese.title), chinese.remarks),
        spaced(_cut(rest) if follows else _cut(english.title), english.remarks),
    )
    zh, en = (_PRIVATE.sub("\ufffd", visible(title)) for title in shown)
    return zh, f" {en}" if follows and en and not en.startswith(" ") else en


def _cut(title: str) -> str:
    return title if len(title) <= MOST else f"{title[: MOST - 1].rstrip()}…"


def _part(edition: Edition, record: str) -> int:
    """The number of the page of a province on which a record stands."""
    path = edition.places[record].partition("#")[0]
    number = path.removesuffix(".html").partition("_")[2]
    return int(number or 1)


def _shorten(index: dict[str, Any]) -> None:
    """Put one character of the private use area for each word or run of Chinese that occurs often,
    and these into ``words``: titles repeat themselves so much that the index halves."""
    parts = ("records", "sources")
    words = _frequent(json.dumps([index[part] for part in parts], ensure_ascii=False))
    codes = {word: chr(FIRST_CODE + place) for place, word in enumerate(words)}
    # Longer ones first: of several alternatives the first that fits is taken.
    pattern = re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)")

    def short(value: Any) -> Any:
        if isinstance(value, list):
            return [short(each) for each in value]
        if isinstance(value, str):
            return pattern.sub(lambda found: codes[found[0]], value)
        return value

    index |= {part: short(index[part]) for part in parts}
    index["words"] = words


def _frequent(text: str) -> list[str]:
    """The words and the runs of Chinese characters that take less room once by themselves and else
    as one character of three bytes.

    In rounds: what saves most is taken out of the text, and what is left is counted anew, so that
    no two words stand for the same place.
    """
    words: list[str] = []
    for _ in range(_ROUNDS):
        chosen = _best(text)
        words += chosen
        if not chosen:
            break
        text = re.sub("|".join(map(re.escape, chosen)), "\n", text)
    return words[:MOST_WORDS]


def _best(text: str) -> list[str]:
    """The words that save most, no two of them with characters in common."""
    counted = Counter(_WORD.findall(text))
    for run in _CHINESE.findall(text):
        counted.update(run[at : at + size] for size in _RUNS for at in range(len(run) - size + 1))
    gains = {}
    for word, number in counted.items():
        size = len(word.encode())
        gain = number * (size - 3) - size - 3
        if gain > _LEAST_GAIN:
            gains[word] = gain
    chosen: list[str] = []
    taken: set[str] = set()
    for word in sorted(gains, key=lambda word: (-gains[word], word)):
        signs = {word} if word.isascii() else set(word)
        if not signs & taken:
            chosen.append(word)
            taken |= signs
    return chosen


def _readings(folded: str) -> dict[str, Any]:
    """The syllables of the characters that occur, and the traditional forms of those."""
    table = character_table()
    signs = {sign for sign in folded if is_han(sign)}
    known = {
        syllable: "".join(sorted(signs.intersection(of)))
        for syllable, of in table.syllables.items()
    }
    pairs = [(many, one) for many, one in table.simplified.items() if one in signs]
    return {
        "syllables": " ".join(f"{name}{of}" for name, of in known.items() if of),
        "traditional": "".join(many for many, _ in pairs),
        "simplified": "".join(one for _, one in pairs),
    }

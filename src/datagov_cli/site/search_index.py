"""The index of the search in the browser: titles of records and sources, and how they are read.

Folding and readings are those of :mod:`datagov_cli.queries.search.chinese`, cut down to the
characters that occur. ``assets/site.js`` searches it as
:mod:`datagov_cli.queries.search.query_terms` does: words as they are written or begun, Chinese
as it is written, pinyin by syllables or initials.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from datagov_cli.base.safe_text import escape_hidden, visible
from datagov_cli.model.labels import kind_label
from datagov_cli.queries.search.chinese import character_table, fold
from datagov_cli.queries.search.tokens import is_han
from datagov_cli.site.edition import Edition

#: Characters of a title that are searched and shown; the record itself has the rest.
MOST = 90


def search_index(chinese: Edition, english: Edition) -> bytes:
    """The index, as a script: pages that are opened from a disk can load no other file.

    A record is ``[province, kind, id, part, Chinese, English]``: the places of its province and
    kind in the lists of those, the number of the page of the province on which it stands in
    Chinese and in English, and its titles. An English title that begins with a space follows the
    Chinese one.
    """
    store = chinese.answers.store
    provinces = [[p.id, p.short, p.name.en, p.name.zh] for p in chinese.answers.provinces]
    places = {row[0]: place for place, row in enumerate(provinces)}
    kinds: dict[str, int] = {}
    labels: list[tuple[str, str]] = []
    records: list[list[Any]] = []
    for found, same in zip(chinese.found, english.found, strict=True):
        if found.kind not in kinds:
            kinds[found.kind] = len(kinds)
            labels.append((found.kind, same.kind))
        province, _, name = found.record.partition("/")
        parts = [_part(edition, found.record) for edition in (chinese, english)]
        records.append(
            [places[province], kinds[found.kind], name, *_titles(found.title, same.title), *parts]
        )
    sources = []
    for source_id in chinese.answers.source_ids:
        title = store.source(source_id).title
        sources.append([source_id, *_titles(title.zh, title.en)])
    label = kind_label("sources")
    index: dict[str, Any] = {
        "provinces": provinces,
        "kinds": labels,
        "records": [_without_defaults(record) for record in records],
        "sources": sources,
        "source": [label.zh, label.en],
    }
    written = json.dumps(index, ensure_ascii=False)
    index |= _readings(fold(written))
    text = escape_hidden(json.dumps(index, ensure_ascii=False, separators=(",", ":")))
    return f"datagovIndex({text});\n".encode()


def _titles(chinese: str, english: str) -> tuple[str, str]:
    zh, en = visible(chinese), visible(english)
    rest = en.removeprefix(zh)
    shown = rest if rest != en and (not rest or rest.startswith(" ")) else en
    return _cut(zh), _cut(shown)


def _cut(title: str) -> str:
    return title if len(title) <= MOST else f"{title[: MOST - 1].rstrip()}…"


def _part(edition: Edition, record: str) -> int:
    """The number of the page of a province on which a record stands."""
    path, province = edition.places[record].partition("#")[0], record.partition("/")[0]
    number = path.removeprefix(f"provinces/{province}").removesuffix(".html").lstrip("-")
    return int(number or 1)


def _without_defaults(record: list[Any]) -> list[Any]:
    """The record without the numbers of pages where both are the first."""
    return record[:-2] if record[-2:] == [1, 1] else record


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
        "traditional": _joined(many for many, _ in pairs),
        "simplified": _joined(one for _, one in pairs),
    }


def _joined(signs: Iterable[str]) -> str:
    return "".join(signs)

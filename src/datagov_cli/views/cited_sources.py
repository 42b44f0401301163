"""The sources that an answer cites: marks, the list of sources, and citations as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from datagov_cli.base.messages import (
    Text,
    is_chinese,
    parenthesised,
    spaced,
    text,
    with_gloss,
)
from datagov_cli.model.dates import FuzzyDate
from datagov_cli.model.labels import key_label
from datagov_cli.model.records import IMPLIED, Citation, Withdrawal
from datagov_cli.model.sources import WHOLE, Source
from datagov_cli.queries.value_text import label_of
from datagov_cli.storage.store import Store
from datagov_cli.views import Block, CardRows, CitedSource, Entry, Sources

#: How the Chinese names of newspapers and magazines end; such names stand in 《》.
_PERIODICALS = ("报", "刊", "杂志")


class SourceWriter:
    """Writes citations in one language, and keeps account of the sources cited."""

    def __init__(self, store: Store, lang: str) -> None:
        self.store = store
        self.lang = lang
        self._cited: dict[str, Source] = {}
        self._credited: dict[str, dict[Text, set[int]]] = {}

    # --- JSON -----------------------------------------------------------------------------

    def cites(self, citations: Iterable[Citation]) -> list[dict[str, str]]:
        """Citations expanded to source, place and tier."""
        return [
            {
                "source": c.source,
                "at": source.place(c.paragraph),
                "tier": source.tier,
                **({"withdrawn": str(source.withdrawn.date)} if source.withdrawn else {}),
            }
            for c in citations
            if (source := self.source(c.source))
        ]

    def source(self, source_id: str) -> Source:
        if source_id not in self._cited:
            self._cited[source_id] = self.store.source(source_id)
        return self._cited[source_id]

    def sources(self) -> list[dict[str, Any]]:
        """The sources cited so far, in the order of their first use."""
        return [
            {
                "id": s.id,
                "kind": s.kind,
                "tier": s.tier,
                "title": s.title.zh,
                "title-en": s.title.en,
                "publisher": s.publisher.zh,
                "publisher-en": s.publisher.en,
                "author": s.author.zh if s.author else None,
                "published": _day(s.published),
                **({"published-state": IMPLIED} if s.published_is_implied else {}),
                "url": s.url,
                "via": s.via.zh if s.via else None,
                "via-published": _day(s.via_published),
                "extent": s.extent or WHOLE,
                "retrieved": _day(s.retrieved),
                "paragraphs": len(s.digests),
                "withdrawn": withdrawal_json(s.withdrawn),
            }
            for s in self._cited.values()
        ]

    # --- for a reader -----------------------------------------------------------------------

    def label(self, key: str, kind: str = "") -> str:
        """What a key of a record is called."""
        return key_label(key, kind).get(self.lang)

    def term(self, vocabulary: str, term: str) -> str:
        """The label of a term; the term itself where the vocabulary lacks it."""
        return label_of(term, vocabulary, self.store).get(self.lang)

    def text(self, english: str, **values: Any) -> str:
        """A message of the interface, as :func:`datagov_cli.base.messages.text` has it."""
        return text(english, self.lang, **values)

    def remarks(self, *remarks: str) -> str:
        return parenthesised(remarks, self.lang)

    def both(self, text: Text) -> str:
        """A name in the language of the answer; in both the Chinese one with its gloss."""
        return with_gloss(text).get(self.lang)

    def outlet(self, name: Text) -> str:
        """Whom a source relies on; the Chinese titles of periodicals in their marks."""
        if is_chinese(self.lang) and name.zh.endswith(_PERIODICALS):
            return f"《{name.zh}》"
        return self.both(name)

    def credit(self, via: Text | None) -> str:
        """The remark on whom a source relies on."""
        return self.text("according to {outlet}", outlet=self.outlet(via)) if via else ""

    def published(self, source: Source) -> str:
        """When a source appeared, as far as it is known."""
        implied = self.text("date implied") if source.published_is_implied else ""
        return spaced(str(source.published or ""), self.remarks(implied))

    def source_rows(self, source: Source) -> CardRows:
        """Rows of a card: who published a source, when, in which repost it was read, its tier."""
        rows: CardRows = [(self.label("publisher"), Entry(self.both(source.publisher)))]
        if source.author:
            rows.append((self.label("author"), Entry(self.both(source.author))))
        if source.published:
            rows.append((self.label("published"), Entry(self.published(source))))
        if source.via:
            repost = spaced(self.both(source.via), str(source.via_published or ""))
            rows.append((self.text("Reposted by"), Entry(repost)))
        return [*rows, (self.label("tier"), Entry(self.term("tiers", source.tier)))]

    def source_title(self, source: Source) -> str:
        title = source.title
        return f"{title.zh} — {title.en}" if self.lang == "both" else title.get(self.lang)

    def marks(self, citations: Iterable[Citation], via: Iterable[Text] = ()) -> str:
        """Citation marks, ``[1]¶5 ¶6``, of an excerpt ``[1]…¶5``; the number is that of the
        list of sources.

        :param via: the outlets that the sources credit for it; the list of sources names them.
        """
        marks: dict[str, list[str]] = {}
        outlets = tuple(via)
        for c in citations:
            part = "…" if self.source(c.source).is_excerpt else ""
            marks.setdefault(c.source, []).append(f"{part}¶{c.paragraph}")
            for outlet in outlets:
                credited = self._credited.setdefault(c.source, {})
                credited.setdefault(outlet, set()).add(c.paragraph)
        numbers = list(self._cited)
        shown = []
        for source_id, at in marks.items():
            gone = self.text("withdrawn") if self.source(source_id).withdrawn else ""
            mark = f"[{numbers.index(source_id) + 1}]{' '.join(at)}"
            shown.append(spaced(mark, self.remarks(gone)))
        return " ".join(shown)

    def source_blocks(self) -> list[Block]:
        """The sources cited so far, numbered as in the marks."""
        cited = [self._cited_source(at, s) for at, s in enumerate(self._cited.values(), start=1)]
        aside = self.text("titles and addresses: datagov list sources")
        return [Sources(self.text("Sources"), aside, cited)] if cited else []

    def _cited_source(self, number: int, s: Source) -> CitedSource:
        where = self.both(s.publisher)
        read = self.text("excerpt") if s.is_excerpt else ""
        gone = s.withdrawn.said.get(self.lang) if s.withdrawn else ""
        title = self.source_title(s)
        tier = self.term("tiers", s.tier)
        brief = [spaced(where, self.published(s)), tier, read, title if gone else "", gone]
        reposted = ""
        if s.via:
            reposted = self.text("reposted by {outlet}", outlet=self.both(s.via))
            reposted = spaced(reposted, str(s.via_published or ""))
        if s.is_excerpt and s.retrieved:
            read = self.text("excerpt, read on {date}", date=s.retrieved)
        author = self.both(s.author) if s.author else ""
        said = [where, author, self.published(s), reposted, tier, read, s.url or "", gone]
        return CitedSource(
            s.id,
            f"[{number}]",
            " · ".join(filter(None, brief)),
            title,
            " · ".join(filter(None, said)),
            s.url,
            tuple(self._credits(s.id)),
        )

    def _credits(self, source_id: str) -> Iterator[str]:
        """For which of its paragraphs a source credits an outlet."""
        for outlet, numbers in self._credited.get(source_id, {}).items():
            paragraphs = " ".join(f"¶{number}" for number in sorted(numbers))
            yield spaced(paragraphs, self.credit(outlet))


def _day(date: FuzzyDate | None) -> str | None:
    return str(date) if date else None


def withdrawal_json(withdrawn: Withdrawal | None) -> dict[str, str] | None:
    """When and why something was withdrawn, as JSON has it."""
    if withdrawn is None:
        return None
    reason = withdrawn.reason
    return {"date": str(withdrawn.date), "reason": reason.zh, "reason-en": reason.en}

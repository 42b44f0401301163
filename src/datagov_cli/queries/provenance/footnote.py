"""A source as one line of a footnote, after GB/T 7714-2015.

The standard's numeric style: responsible party, title with the codes of its type and
carrier, publisher, date, date of access, address. What is not known is left out, never made
up. Behind the entry stand the paragraphs cited, where the source was read in a repost, that
repost, and where it was withdrawn, since when: the standard has no place for any of them.
"""

from __future__ import annotations

from collections.abc import Iterable

from datagov_cli.model.dates import FuzzyDate
from datagov_cli.model.records import UNKNOWN, Text
from datagov_cli.model.sources import Source

#: Kind of source → code of its type: GB/T 7714-2015, appendix B, table B.1, by which laws and
#: government documents are archives (A) and what has no code of its own is Z.
TYPE_CODES = {
    "article-newspaper": "N",
    "article": "Z",
    "webpage": "EB",
    "legislation": "A",
    "report": "R",
}
#: The carrier of what is read on the net: the same appendix, table B.2.
ONLINE = "OL"
_PERIODICAL = "article-newspaper"


def footnote(source: Source, paragraphs: Iterable[int] = ()) -> str:
    """The line to paste into a footnote, in the language of the source.

    :param paragraphs: those cited, in the order given; they stand behind the entry as ``¶13``,
        those of an excerpt marked as such.
    """
    places = " ".join(f"¶{paragraph}" for paragraph in dict.fromkeys(paragraphs))
    if places and source.is_excerpt:
        places = f"{'摘录' if _chinese(source) else 'excerpt'} {places}"
    return " ".join([entry(source), *([places] if places else []), *beside(source)])


def beside(source: Source) -> list[str]:
    """What a reader should know of a source besides its entry: whether its date is implied, the
    repost in which it was read, and since when it is withdrawn."""
    said = []
    if source.published_is_implied:
        said.append("(发布日期系推断)" if _chinese(source) else "(date implied)")
    if source.via:
        repost = ", ".join(_given(in_its_language(source, source.via), source.via_published))
        said.append(f"(转引自{repost})" if _chinese(source) else f"(via {repost})")
    if source.withdrawn:
        day = source.withdrawn.date
        said.append(f"(已于{day}撤回)" if _chinese(source) else f"(withdrawn {day})")
    return said


def entry(source: Source) -> str:
    """The entry of the list of references, without its number."""
    title = f"{in_its_language(source, source.title)}[{_codes(source)}]"
    author = in_its_language(source, source.author) if source.author else None
    read = f"[{source.retrieved}]" if source.retrieved and is_online(source) else ""
    parts = _given(author, title, f"{_issue(source)}{read}", source.url)
    return ". ".join(part.rstrip(".") for part in parts) + "."


def is_online(source: Source) -> bool:
    """Whether it has an address, known or not; what is only printed has none."""
    silent = source.absent.get("url")
    return bool(source.url) or (silent is not None and silent.state == UNKNOWN)


def _codes(source: Source) -> str:
    code = TYPE_CODES.get(source.kind, "Z")
    if not is_online(source):
        return code
    return f"{'EB' if code == 'Z' else code}/{ONLINE}"


def _issue(source: Source) -> str | None:
    """Publisher and date: the day for a paper; else the year, with the day of what is online."""
    publisher, published = in_its_language(source, source.publisher), source.published
    if published is None:
        return publisher
    written = str(published).rstrip("~")
    if source.kind == _PERIODICAL:
        return f"{publisher}, {_estimated(written, published)}"
    day = f"({published})" if is_online(source) and written != published.year else ""
    return f"{publisher}, {_estimated(published.year, published)}{day}"


def _estimated(written: str, published: FuzzyDate) -> str:
    """A date of publication; one that is estimated stands in brackets (8.8.3)."""
    return f"[{written}]" if published.approximate else written


def _chinese(source: Source) -> bool:
    return source.language == "zh"


def in_its_language(source: Source, text: Text) -> str:
    """A text about a source in the language in which the source is written."""
    return text.zh if _chinese(source) else text.en


def _given(*parts: str | FuzzyDate | None) -> list[str]:
    return [str(part) for part in parts if part]

"""Checking citations: their anchors are looked up in the reader's own copies of the sources.

No text of a source is in the data, only the digest of each paragraph. A *snapshot* is any
text file in which a line is a paragraph: whatever line has a registered digest is that
paragraph, in whatever file and between whatever other lines it stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import Any, NamedTuple
from unicodedata import normalize

from datagov_cli.base.errors import DataError, NotationError, UsageError, did_you_mean
from datagov_cli.base.messages import Text, message
from datagov_cli.curation.claim_parts import Part, Surroundings, names_of_province, parts_of
from datagov_cli.curation.snapshots import read_snapshots
from datagov_cli.curation.validation.corpus import (
    Corpus,
    Item,
    Path_,
    claims,
    entries,
    mapping,
    records,
)
from datagov_cli.curation.written_forms import even
from datagov_cli.model.divisions import NATIONAL
from datagov_cli.model.records import Citation
from datagov_cli.model.sources import EXCERPT
from datagov_cli.storage.documents import Document
from datagov_cli.storage.store import display_name

FOUND, NOT_FOUND, TEXT_DIFFERS, NO_SNAPSHOT = "found", "not-found", "text-differs", "no-snapshot"
UNANCHORED = "unanchored"
STATUSES = (FOUND, NOT_FOUND, TEXT_DIFFERS, UNANCHORED, NO_SNAPSHOT)

_WRITTEN = "as-written"
#: Kind of record → the field of which a bare ``as-written`` is the wording.
_WRITTEN_OF = {"bodies": "name", "targets": "value", "measures": "value", "statements": "value"}


class Wording(NamedTuple):
    """An anchor or a quoted wording, its place in the data, the paragraphs that must have it."""

    text: str
    path: Path_
    cites: tuple[Citation, ...]


class CitedStatement(NamedTuple):
    """A part of the data with citations of its own: a record, one side of a dispute, an earlier
    status of a policy.

    ``id`` is that of the record, followed by the path to the part: ``plan/history/0``. ``parts``
    are the names, titles, figures and dates in it, each with the paragraphs that must give it.
    """

    document: Document
    province: str
    record: str
    id: str
    path: Path_
    wordings: tuple[Wording, ...]
    parts: tuple[tuple[Part, tuple[Citation, ...]], ...]
    cites: dict[Citation, Path_]


class Result(NamedTuple):
    """The result for a statement. ``missing`` are the wordings that are known not to be there,
    ``unanchored`` the parts that no cited paragraph gives, ``differing`` the cited paragraphs
    whose text is not the one registered."""

    statement: CitedStatement
    status: str
    missing: tuple[Wording, ...]
    unanchored: tuple[Part, ...]
    differing: tuple[Citation, ...]
    line: int
    column: int


class VerifiedSource(NamedTuple):
    """A source: its tier, the number of its paragraphs, how many of them were found in
    snapshots, and whether it was read in part."""

    tier: str
    number: int
    held: int
    is_excerpt: bool


class Verification(NamedTuple):
    """The results of a run, and each source by its id."""

    results: list[Result]
    sources: dict[str, VerifiedSource]
    skipped: list[tuple[str, Text | str]]

    def counts(self) -> dict[str, int]:
        """The number of statements with each status."""
        counted = Counter(result.status for result in self.results)
        return {status: counted[status] for status in STATUSES}

    def failed(self, strict: bool = False) -> bool:
        """Whether any check failed; with ``strict`` also whether a part of a statement is not
        anchored, or one was not checked."""
        bad = STATUSES[1:] if strict else (NOT_FOUND, TEXT_DIFFERS)
        return any(result.status in bad for result in self.results)


def province_files(root: Path, ids: Iterable[str]) -> list[tuple[str, Path]]:
    """The data files of provinces by id, and of the country as a whole, if it has one."""
    files = []
    for name in dict.fromkeys(ids):
        path = root / (f"{name}.yaml" if name == NATIONAL else f"provinces/{name}.yaml")
        if name != NATIONAL or path.exists():
            files.append((name, path))
    return files


def verify(
    root: Path, files: Iterable[tuple[str, Path]], folder: Path, source: str | None = None
) -> Verification:
    """Look up the anchors of every statement in the snapshots.

    :param root: the data directory.
    :param files: the documents to check, each with the name of its province.
    :param folder: the directory of snapshots.
    :param source: only statements that cite this source.
    :raises UsageError: if there is no such source.
    :raises DataError: if there is no such directory, or the data does not validate.
    """
    corpus = Corpus(root)
    if source is not None and source not in corpus.sources:
        known = message("registered sources: {known}", known=", ".join(corpus.sources))
        raise UsageError(
            message('unknown source "{name}"', name=source),
            did_you_mean(source, corpus.sources, known),
        )
    statements = [
        statement
        for province, path in files
        for statement in _cited_statements(
            corpus.document(path).require_clean(), province, corpus.sources
        )
        if source is None or any(cite.source == source for cite in statement.cites)
    ]
    digests: dict[str, list[str]] = {}
    for statement in statements:
        for cite, path in statement.cites.items():
            if cite.source not in digests:
                digests[cite.source] = _digests(corpus, cite.source)
            if cite.paragraph >= len(digests[cite.source]):
                unknown = message("no {cite} is registered", cite=cite)
                raise _data_error(statement.document, path, unknown)
    held = read_snapshots(folder, {digest for listed in digests.values() for digest in listed})
    number = {name: sum(d in held.paragraphs for d in listed) for name, listed in digests.items()}
    evened = {text: even(text) for text in held.paragraphs.values()}
    return Verification(
        [_check(each, digests, held.paragraphs, evened, number) for each in statements],
        {
            name: VerifiedSource(
                str(corpus.sources[name].get("tier")),
                len(listed),
                number[name],
                corpus.sources[name].get("extent") == EXCERPT,
            )
            for name, listed in digests.items()
        },
        held.skipped,
    )


# --- statements ---------------------------------------------------------------------------------


def _cited_statements(
    document: Document, province: str, sources: Mapping[str, Mapping[str, Any]]
) -> Iterator[CitedStatement]:
    """The cited statements of a document, without withdrawn records and the heads of withdrawn
    bodies.

    :param sources: what the data says of each source, by its id.
    :raises DataError: if a record lacks its id, citations or anchors.
    """
    around = Surroundings(names_of_province(document.value), sources)
    withdrawn: set[Path_] = set()
    for item in records(document.value):
        if "withdrawn" in item.data or item.path[:2] in withdrawn:
            withdrawn.add(item.path)
            continue
        name = item.data.get("id")
        if not isinstance(name, str):
            raise _data_error(document, item.path, message("a record has no id"))
        for part in _parts(item):
            way = "/".join(map(str, (name, *part.path[len(item.path) :])))
            yield _cited_statement(document, province, part, way, around)


def _parts(item: Item) -> Iterator[Item]:
    """A record, then the parts of it that have citations of their own."""
    yield item
    for path, _, side in claims(item):
        yield Item(path, item.kind, side)
    for place, stage in entries(item.data, "history"):
        yield Item((*item.path, "history", place), item.kind, stage)


def _cited_statement(
    document: Document, province: str, item: Item, way: str, around: Surroundings
) -> CitedStatement:
    own = _placed_cites(document, item.data.get("cite"), (*item.path, "cite"))
    fields = {
        field: _placed_cites(document, listed, (*item.path, "cite-for", field))
        for field, listed in mapping(item.data, "cite-for").items()
    }
    every = dict(own)
    for cited in fields.values():
        every |= {cite: path for cite, path in cited.items() if cite not in every}
    anchors = _strings(item.data.get("anchors"))
    if not anchors:
        none = message('"{way}" has no anchors', way=way)
        raise _data_error(document, (*item.path, "anchors"), none)
    # One tuple for all wordings that may stand in the same paragraphs, as they can be thousands.
    anywhere, usual = tuple(every), tuple(own)
    special = {field: tuple(cited) for field, cited in fields.items()}
    wordings = [
        Wording(anchor, (*item.path, "anchors", place), anywhere)
        for place, anchor in enumerate(anchors)
    ]
    for key, text in item.data.items():
        if isinstance(text, str) and (key == _WRITTEN or key.endswith(f"-{_WRITTEN}")):
            field = _WRITTEN_OF.get(item.kind) if key == _WRITTEN else key[: -len(_WRITTEN) - 1]
            cites = special.get(key) or special.get(field or "") or usual
            wordings.append(Wording(text, (*item.path, key), cites))
    parts = tuple((part, special.get(part.field) or usual) for part in parts_of(item, around))
    return CitedStatement(
        document, province, item.kind, way, item.path, tuple(wordings), parts, every
    )


def _placed_cites(document: Document, listed: Any, path: Path_) -> dict[Citation, Path_]:
    """The paragraphs cited, each with the place of its citation."""
    texts = _strings(listed)
    if not texts:
        raise _data_error(document, path, message("a claim has no citations"))
    cites: dict[Citation, Path_] = {}
    for place, text in enumerate(texts):
        try:
            cites.setdefault(Citation.parse(text), (*path, place))
        except NotationError as error:
            raise _data_error(document, (*path, place), error.said) from error
    return cites


def _strings(value: Any) -> list[str]:
    """A list of texts; an empty one where it is anything else."""
    fits = isinstance(value, list) and all(isinstance(item, str) for item in value)
    return value if fits else []


def _digests(corpus: Corpus, source: str) -> list[str]:
    listed = _strings(mapping(corpus.sources.get(source, {}), "snapshot").get("sha256"))
    if listed:
        return [digest.lower() for digest in listed]
    path = display_name(corpus.root / "sources" / f"{source}.yaml")
    raise DataError(
        message("{path} has no digests of the paragraphs of {source}", path=path, source=source),
        message("datagov validate lists every fault of the data"),
    )


def _data_error(document: Document, path: Path_, said: Text | str) -> DataError:
    line, column = document.place(path)
    return DataError(
        message("{place}: {said}", place=f"{document.name}:{line}:{column}", said=said),
        message("datagov validate {path} lists every fault", path=document.name),
    )


# --- results --------------------------------------------------------------------------------


def _check(
    statement: CitedStatement,
    digests: Mapping[str, Sequence[str]],
    paragraphs: Mapping[str, str],
    evened: Mapping[str, str],
    number: Mapping[str, int],
) -> Result:
    """Check one statement. A wording is missing, or a part not anchored, only if all its
    paragraphs are in snapshots.

    :param evened: the text of each paragraph evened out.
    :param number: how many paragraphs of each source are held.
    """
    held = {cite: paragraphs.get(digests[cite.source][cite.paragraph]) for cite in statement.cites}
    differing = tuple(c for c, text in held.items() if text is None and number[c.source])
    missing: list[Wording] = []
    unanchored: list[Part] = []
    unsettled = False
    for cites, wordings in groupby(statement.wordings, attrgetter("cites")):
        texts = [held[cite] for cite in cites]
        whole = "\0".join(filter(None, texts))  # No wording has that character.
        absent = [each for each in wordings if normalize("NFC", each.text) not in whole]
        unsettled |= bool(absent) and None in texts
        missing += [] if None in texts else absent
    for cites, parts in groupby(statement.parts, itemgetter(1)):
        # In the order of the page: a number may go on in the next paragraph.
        texts = [held[cite] for cite in sorted(cites, key=attrgetter("source", "paragraph"))]
        whole = "\0".join(evened[text] for text in texts if text)
        lacking = [part for part, _ in parts if not part.given(whole)]
        unsettled |= bool(lacking) and None in texts
        unanchored += [] if None in texts else lacking
    if missing:
        status, path = NOT_FOUND, missing[0].path
    elif differing:
        status, path = TEXT_DIFFERS, statement.cites[differing[0]]
    elif unanchored:
        status, path = UNANCHORED, unanchored[0].path
    else:
        status, path = (NO_SNAPSHOT if unsettled else FOUND), statement.path
    line, column = statement.document.place(path)
    return Result(statement, status, tuple(missing), tuple(unanchored), differing, line, column)

"""Rules that no schema can express, each a function with codes of its own.

A rule takes the subject of the check and yields findings. It must bear documents that do
not fit their schema. To add one, write it and list it in ``RULES``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from datagov_cli.base.messages import Text, message
from datagov_cli.curation.validation.corpus import (
    Item,
    Path_,
    Subject,
    called,
    cited,
    mapping,
    said,
)
from datagov_cli.curation.validation.rules_heads import HEAD_RULES
from datagov_cli.curation.validation.rules_values import VALUE_RULES
from datagov_cli.curation.validation.rules_warnings import WARNING_RULES
from datagov_cli.curation.validation.schema_messages import unknown_term
from datagov_cli.model.diagnostics import Diagnostic
from datagov_cli.model.divisions import DIVISIONS
from datagov_cli.model.key_types import HEADS
from datagov_cli.model.record_keys import ACCOUNTABLE, REFERENCES, having
from datagov_cli.model.records import ACCOUNTS, DISPUTED, Citation

Rule = Callable[[Subject], Iterator[Diagnostic]]

#: Kind of record or of file → the keys that hold terms, and of which vocabulary; those that
#: account for others: a key, and those one of which may stand for it.
TERMS, INSTEAD = map(having, ("vocabulary", "instead"))
#: Kinds of bodies that steer, of which one may be the main one.
STEERING = ("leading-group", "party-commission", "joint-conference")


def accounting(subject: Subject) -> Iterator[Diagnostic]:
    """What can be unknown is given or accounted for, once; what is inferred names its ground."""
    whole = [subject.whole] if subject.kind in ACCOUNTABLE else []
    for item in (*whole, *subject.items):
        for field in ACCOUNTABLE.get(item.kind, ()):
            others = INSTEAD.get(item.kind, {}).get(field, ())
            given = {field, *others} & item.data.keys()
            if not given and not any(_accounts(item.data, key) for key in (field, *others)):
                said = message('{record} lacks "{field}"', record=called(item), field=field)
                hint = message('give "{field}", or list it under unknown: with a note', field=field)
                yield subject.fault("DG201", item.path, said, hint)
        for account in ACCOUNTS:
            for field in mapping(item.data, account):
                if (account, field) == (DISPUTED, HEADS):
                    continue  # Those who headed it before may be on record.
                places = [field] * (field in item.data) + _accounts(item.data, field)
                if len(places) > 1 and places[-1] == account:
                    said = message(
                        '"{field}" of {record} is both {where}',
                        field=field,
                        record=called(item),
                        where=_together([_where(place, field) for place in places]),
                    )
                    hint = message("keep the one that is right")
                    yield subject.fault(
                        "DG202", (*item.path, account, field), said, hint, of_key=True
                    )
        for key in ("implied", "cite-for"):
            for field in mapping(item.data, key):
                noted = key == "cite-for" and _accounts(item.data, field)
                if field not in item.data and not noted:
                    said = message(
                        '{key} names "{field}", but {record} has no such field',
                        key=key,
                        field=field,
                        record=called(item),
                    )
                    yield subject.fault("DG308", (*item.path, key, field), said, of_key=True)
        if item.data.get("basis") == "implied" and "inferred-from" not in item.data:
            said = message("{record} has basis: implied but no inferred-from", record=called(item))
            hint = message("name the record from which it was inferred under inferred-from:")
            yield subject.fault("DG203", (*item.path, "basis"), said, hint)


def _accounts(data: Mapping[str, Any], field: str) -> list[str]:
    return [account for account in ACCOUNTS if field in mapping(data, account)]


def _where(place: str, field: str) -> Text:
    if place == field:
        return message("given", context="both")
    return message("listed under {account}:", context="both", account=place)


def _together(parts: Sequence[Text]) -> Text:
    """``a and b and c``."""
    first, *others = parts
    for part in others:
        first = message("{first} and {second}", context="both", first=first, second=part)
    return first


def ids(subject: Subject) -> Iterator[Diagnostic]:
    """No two records of a file share an id."""
    first: dict[str, Path_] = {}
    for item in subject.items:
        name = item.data.get("id")
        if not isinstance(name, str):
            continue
        path = (*item.path, "id")
        if name in first:
            line = subject.document.place(first[name])[0]
            gist = message('duplicate id "{name}"', name=name)
            said = message('duplicate id "{name}", first used on line {line}', name=name, line=line)
            yield subject.fault("DG301", path, said, gist=gist)
        first.setdefault(name, path)


def references(subject: Subject) -> Iterator[Diagnostic]:
    """Whatever names a record names one of this file and of a fitting kind, never itself."""
    by_kind = subject.by_kind
    choices = {kinds: {name: None for kind in kinds for name in by_kind.get(kind, {})}
               for keys in REFERENCES.values() for kinds in keys.values()}  # fmt: skip
    circles = {(kind, key): _circles(key, by_kind.get(kind, {}))
               for kind, keys in REFERENCES.items() for key in keys}  # fmt: skip
    for item in subject.items:
        for path, kind, key, name in said(item):
            kinds = REFERENCES.get(kind, {}).get(key)
            if kinds is None or not isinstance(name, str):
                continue
            known = choices[kinds]
            if name not in known:
                yield subject.fault(
                    "DG302",
                    path,
                    message(
                        '"{key}" refers to "{name}", which is not among the {kinds} of this file',
                        key=key,
                        name=name,
                        kinds=_either(kinds),
                    ),
                    subject.suggest(name, known),
                )
            elif str(item.data.get("id")) in circles[kind, key]:
                yield subject.fault(
                    "DG302",
                    path,
                    message('"{key}" of {record} forms a cycle', key=key, record=called(item)),
                )


def _either(kinds: Sequence[str]) -> Text | str:
    """``bodies or policies``."""
    first, *others = kinds
    return message("{first} or {second}", first=first, second=_either(others)) if others else first


def _circles(key: str, peers: Mapping[str, Item]) -> set[str]:
    """The ids of records from which a key leads, from one to the next, back to themselves."""
    circles: set[str] = set()
    passed: set[str] = set()
    for start in peers:
        trail: list[str] = []
        name: Any = start
        while isinstance(name, str) and name in peers and name not in passed:
            passed.add(name)
            trail.append(name)
            name = peers[name].data.get(key)
        if name in trail:
            circles.update(trail[trail.index(name) :])
    return circles


def citations(subject: Subject) -> Iterator[Diagnostic]:
    """A citation names a registered source and one of its paragraphs."""
    sources = subject.corpus.sources
    for item in subject.items:
        for path, value in cited(item):
            try:
                cite = Citation.parse(value)
            except ValueError:
                continue  # The schema says so.
            source, paragraph = cite.source, cite.paragraph
            if source not in sources:
                register = message("register it as sources/{source}.yaml", source=source)
                hint = subject.suggest(source, sources, register)
                said = message('no source "{source}" is registered', source=source)
                yield subject.fault("DG303", path, said, hint)
                continue
            count = mapping(sources[source], "snapshot").get("paragraphs")
            if isinstance(count, int) and paragraph >= count:
                said = message(
                    '"{source}" has no paragraph {paragraph}', source=source, paragraph=paragraph
                )
                yield subject.fault(
                    "DG304", path, said, message("the last one is ¶{number}", number=count - 1)
                )


def leading_body(subject: Subject) -> Iterator[Diagnostic]:
    """Of the leading groups exactly one is the main one, and nothing else is."""
    if subject.kind != "province":
        return
    groups = [item for item in subject.active if item.kind == "bodies"]
    main = [item for item in groups if item.data.get("main") is True]
    for item in main:
        if item.data.get("kind") not in STEERING:
            said = message(
                "{body} is marked main: true but is not a kind of body that leads",
                body=called(item),
            )
            hint = message(
                "a main body is of the kind {kinds} or {last}",
                kinds=STEERING[:-1],
                last=STEERING[-1],
            )
            yield subject.fault("DG305", (*item.path, "main"), said, hint)
    for item in main[1:]:
        said = message("a second body is marked main: true")
        hint = message("{body} is marked already", body=called(main[0]))
        yield subject.fault("DG305", (*item.path, "main"), said, hint)
    leading = [item for item in groups if item.data.get("kind") in STEERING]
    if leading and not main:
        said = message("no leading group is marked main: true")
        hint = message("mark {body} if it leads", body=called(leading[0]))
        yield subject.fault("DG305", ("bodies",), said, hint, of_key=True)


def file_name(subject: Subject) -> Iterator[Diagnostic]:
    """A file bears the name of the id that it holds."""
    path, name = subject.path, subject.whole.data.get("id")
    if path.suffix != ".yaml":
        yield subject.fault("DG306", (), message('"{name}" must end in .yaml', name=path.name))
    if isinstance(name, str) and name != path.stem and subject.kind != "national":
        said = message(
            'the id "{name}" does not match the file name "{stem}"', name=name, stem=path.stem
        )
        hint = message(
            "rename the file to {name}.yaml, or merge it into that one if it is a copy", name=name
        )
        yield subject.fault("DG306", ("id",), said, hint)


def codes(subject: Subject) -> Iterator[Diagnostic]:
    """Codes, kind and names of a province are those of GB/T 2260 and ISO 3166-2."""
    data = subject.whole.data
    if subject.kind != "province" or not isinstance(data.get("id"), str):
        return
    division = DIVISIONS.get(data["id"])
    if division is None:
        said = message('no provincial-level division has the id "{id}"', id=data["id"])
        yield subject.fault("DG307", ("id",), said, subject.suggest(data["id"], DIVISIONS))
        return
    names = mapping(data, "name")
    expected = {
        ("gb2260",): (data.get("gb2260"), division.gb2260),
        ("iso3166-2",): (data.get("iso3166-2"), division.iso3166_2),
        ("kind",): (data.get("kind"), division.kind),
        ("name", "zh"): (names.get("zh"), division.zh),
        ("name", "en"): (names.get("en"), division.en),
        ("name", "short"): (names.get("short"), division.short),
    }
    for path, (given, wanted) in expected.items():
        if isinstance(given, str) and given != wanted:
            said = message(
                '"{given}" is not the {key} of {division}',
                given=given,
                key=path[0],
                division=division.id,
            )
            yield subject.fault("DG307", path, said, message('it is "{wanted}"', wanted=wanted))


def terms(subject: Subject) -> Iterator[Diagnostic]:
    """Every term used stands in its vocabulary (the schema's copy of it may be older)."""
    for item in (subject.whole, *subject.items):
        for path, kind, key, used in said(item):
            vocabulary = TERMS.get(kind, {}).get(key, "")
            known = subject.corpus.vocabularies.get(vocabulary, {})
            for place, term in enumerate(used if isinstance(used, list) else [used]):
                if vocabulary and isinstance(term, str) and term not in known:
                    where = (*path, place) if isinstance(used, list) else path
                    yield unknown_term(subject.document, where, term, known, vocabulary)


def vocabulary(subject: Subject) -> Iterator[Diagnostic]:
    """A post has a rank, a metric a unit, and both are known."""
    if subject.kind != "vocabulary":
        return
    needs = {"posts": ("rank", "leader-ranks"), "metrics": ("unit", "units")}
    name = subject.whole.data.get("id")
    if not isinstance(name, str) or name not in needs:
        return
    key, home = needs[name]
    known = subject.corpus.vocabularies.get(home, {})
    for term, entry in mapping(subject.whole.data, "terms").items():
        if not isinstance(entry, dict):
            continue
        if key not in entry:
            said = message('"{term}" lacks the key "{key}"', term=term, key=key)
            yield subject.fault("DG101", ("terms", term), said)
        elif isinstance(entry[key], str) and entry[key] not in known:
            path = ("terms", term, key)
            yield unknown_term(subject.document, path, entry[key], known, home)


RULES: tuple[Rule, ...] = (
    accounting, ids, references, citations, leading_body, file_name, codes, terms, vocabulary,
    *VALUE_RULES, *HEAD_RULES, *WARNING_RULES,
)  # fmt: skip

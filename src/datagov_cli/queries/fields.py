"""The registry of fields: everything by which provinces are listed and compared.

A field is one entry here; ``show``, ``list``, ``compare``, ``fields``, completion and the
documentation all read the same table. Keys are dotted kebab-case. The family
``targets.METRIC`` has one field for each metric of the vocabulary.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Protocol

from datagov_cli.base.errors import UsageError, did_you_mean
from datagov_cli.base.frozen import Frozen
from datagov_cli.base.messages import Text, message
from datagov_cli.model.record_values import recorded
from datagov_cli.model.records import (
    DISPUTED,
    KNOWN,
    UNKNOWN,
    Citation,
    Province,
    Record,
    Target,
    Term,
    Value,
    active,
    uncertain_on_day,
)
from datagov_cli.queries.leadership import Leadership, leader_rank, leadership

if TYPE_CHECKING:
    # Only for the type checker: making a protocol costs a millisecond at every start.

    class Vocabularies(Protocol):
        """What a field needs to know of the controlled vocabularies."""

        def terms(self, vocabulary: str) -> dict[str, Term]: ...

        def term_ids(self, vocabulary: str) -> list[str]: ...


class Values:
    """The values of one answer, each derived once, when it is first asked for.

    An answer is about one state of the data: all of its provinces as they stood on one day.

    :param vocabularies: the controlled terms, as :class:`datagov_cli.storage.store.Store` has them.
    """

    def __init__(self, vocabularies: Vocabularies) -> None:
        self.vocabularies = vocabularies
        self._values: dict[tuple[str, str], Value] = {}
        self._leaderships: dict[str, Leadership] = {}

    def get(self, province: Province, field: Field) -> Value:
        """The value of a field in a province."""
        key = (province.id, field.key)
        if key not in self._values:
            self._values[key] = field.derive(province, self)
        return self._values[key]

    def leadership(self, province: Province) -> Leadership:
        """Who leads in a province, on which several fields rest."""
        if province.id not in self._leaderships:
            self._leaderships[province.id] = leadership(province)
        return self._leaderships[province.id]

    def terms(self, vocabulary: str) -> dict[str, Term]:
        """A vocabulary: its terms by id, in their order."""
        return self.vocabularies.terms(vocabulary)


Derivation = Callable[[Province, Values], Value]


class Field(Frozen):
    """One field.

    ``kind`` is ``term``, ``name``, ``person``, ``date``, ``number`` or ``code``;
    ``vocabulary`` names the home of its terms. ``beside`` are the fields that a table shows
    next to it, ``glance`` puts it into the table of ``list``, ``compared`` into the
    comparison for which no field was named. ``derive`` makes its value; other values that it
    needs, it asks of the answer.
    """

    key: str
    label: Text
    kind: str
    help: Text
    derive: Derivation
    vocabulary: str | None = None
    beside: tuple[str, ...] = ()
    glance: bool = False
    compared: bool = False

    def get(self, province: Province, vocabularies: Vocabularies) -> Value:
        """Its value in a province, derived by itself; :class:`Values` shares what answers need."""
        return self.derive(province, Values(vocabularies))

    @property
    def dated(self) -> bool:
        """Whether it is about who leads, and so is always shown with its date."""
        return self.key.startswith("leader")


def several(values: Iterable[Any]) -> Any:
    """One value as itself, several as a tuple, repeated ones once."""
    distinct = tuple(dict.fromkeys(values))
    return distinct[0] if len(distinct) == 1 else distinct


# --- derivations ---------------------------------------------------------------------------

BY_STANDARD = message("By GB/T 2260 and ISO 3166-2.")
COUNTED = message("Counted from the records on file.")
NO_TARGET = message("No such target is on record.")
NONE_DATED = message("No date is on record.")
NO_TOPIC = message("No topic is on record.")
NOT_SURE = message("Whether it was there on that day is not known.")


def _identity(attribute: str) -> Derivation:
    def derive(province: Province, _: Values) -> Value:
        return Value(KNOWN, getattr(province, attribute), note=BY_STANDARD)

    return derive


def _body_name(province: Province, values: Values) -> Value:
    leading = values.leadership(province)
    if leading.body is None:
        return leading.missing()
    if uncertain_on_day(leading.body):
        return Value(UNKNOWN, note=leading.body.established.note or NOT_SURE)
    return recorded("bodies", leading.body, "name")


def _body_established(province: Province, values: Values) -> Value:
    leading = values.leadership(province)
    if leading.body is None:
        return leading.missing()
    return recorded("bodies", leading.body, "established")


def _rank(province: Province, values: Values) -> Value:
    leading = values.leadership(province)
    return leader_rank(leading, values.terms("posts"), values.terms("leader-ranks"))


def _of_heads(key: str) -> Derivation:
    """A key of those who lead: known if it is for at least one of them."""

    def derive(province: Province, values: Values) -> Value:
        leading = values.leadership(province)
        if not leading.heads:
            return leading.missing()
        parts = leading.parts(key)
        disputed = next((part for part in parts if part.state == DISPUTED), None)
        if disputed:
            return disputed.replace(as_of=leading.as_of, on_day=leading.on_day)
        known = [part for part in parts if part.known]
        if not known:
            return parts[0]
        flat = [
            item
            for part in known
            for item in (part.value if isinstance(part.value, tuple) else (part.value,))
        ]
        return leading.value(several(flat), known)

    return derive


def _citations_of(records: Iterable[Record]) -> tuple[Citation, ...]:
    return tuple(dict.fromkeys(c for record in records for c in record.about.cite))


def _count(kind: str) -> Derivation:
    def derive(province: Province, _: Values) -> Value:
        records = province.records(kind)
        most, least = len(records), sum(not uncertain_on_day(record) for record in records)
        if least < most:
            between = message("Between {least} and {most} on that day.", least=least, most=most)
            return Value(UNKNOWN, note=between)
        return Value(KNOWN, len(records), note=COUNTED, cite=_citations_of(records))

    return derive


def _latest(kind: str) -> Derivation:
    def derive(province: Province, _: Values) -> Value:
        dated = [
            (value, record)
            for record in province.records(kind)
            if (value := recorded(kind, record, "date")).known
        ]
        if not dated:
            return Value(UNKNOWN, note=NONE_DATED)
        if any(uncertain_on_day(record) for _, record in dated):
            return Value(UNKNOWN, note=NOT_SURE)
        dates = [value for value, _ in dated]
        return max(dates, key=lambda value: value.value.sort_key())

    return derive


def _topics(province: Province, values: Values) -> Value:
    by_topic: dict[str, list[Record]] = {}
    for record in province.records():
        for topic in getattr(record, "topics", getattr(record, "themes", ())):
            by_topic.setdefault(topic, []).append(record)
    if not by_topic:
        return Value(UNKNOWN, note=NO_TOPIC)
    order = {term: place for place, term in enumerate(values.terms("topics"))}
    topics = sorted(by_topic, key=lambda topic: order.get(topic, len(order)))
    unsure = [topic for topic in topics if all(map(uncertain_on_day, by_topic[topic]))]
    if unsure:
        sure = len(topics) - len(unsure)
        note = message(
            "Known for that day: {sure}; not known: {unsure} more.", sure=sure, unsure=len(unsure)
        )
        return Value(UNKNOWN, note=note)
    cite = _citations_of(record for records in by_topic.values() for record in records)
    return Value(KNOWN, tuple(topics), cite=cite)


def _unknowns(province: Province, _: Values) -> Value:
    heads = (head for body in active(province.bodies) for head in active(body.heads))
    records = [*province.records(), *heads]
    absent = (value for record in records for value in record.about.absent.values())
    number = sum(value.state == UNKNOWN for value in absent)
    return Value(KNOWN, number, note=COUNTED)


def newest_target(province: Province, metric: str) -> Target | None:
    """The target of that metric with the latest year."""
    of_metric = [target for target in active(province.targets) if target.metric == metric]
    dated = [target for target in of_metric if target.year.known]
    if dated:
        return max(dated, key=lambda target: target.year.value.sort_key())
    return of_metric[0] if of_metric else None


def _target(metric: str) -> Derivation:
    def derive(province: Province, _: Values) -> Value:
        if any(t.metric == metric and uncertain_on_day(t) for t in active(province.targets)):
            return Value(UNKNOWN, note=NOT_SURE)
        target = newest_target(province, metric)
        if target is None:
            return Value(UNKNOWN, note=NO_TARGET)
        return Value(KNOWN, target.value, unit=target.unit, cite=target.about.cite)

    return derive


# --- the table ------------------------------------------------------------------------------

# fmt: off
FIELDS: dict[str, Field] = {
    field.key: field
    for field in (
        Field("kind", message("Kind"), "term",
              message("Kind of provincial-level division"),
              _identity("kind"), "province-kinds"),
        Field("gb2260", message("GB/T 2260"), "code",
              message("Code of GB/T 2260"), _identity("gb2260")),
        Field("iso3166-2", message("ISO 3166-2"), "code",
              message("Code of ISO 3166-2"), _identity("iso3166_2")),
        Field("body.name", message("Leading body"), "name",
              message("The main leading group on record for data or digital work"),
              _body_name, glance=True),
        Field("body.established", message("Founded"), "date",
              message("When the leading group was founded"),
              _body_established, compared=True),
        Field("leader-rank", message("Leader rank"), "term",
              message("Rank of the head of the leading group, derived from the posts"),
              _rank, "leader-ranks", ("leader.name", "leader.as-of"), glance=True, compared=True),
        Field("leader.name", message("Head"), "person",
              message("Name of the head of the leading group"),
              _of_heads("person"), beside=("leader.as-of",), glance=True,
              compared=True),
        Field("leader.post", message("Post"), "term",
              message("Posts held by the head of the leading group"),
              _of_heads("posts"), "posts", ("leader.as-of",)),
        Field("leader.role", message("Role"), "term",
              message("Role in the leading group"),
              _of_heads("role"), "roles", ("leader.as-of",)),
        Field("leader.as-of", message("As of"), "date",
              message("The date for which a source states the headship"),
              _of_heads("as-of"), glance=True, compared=True),
        Field("leader.basis", message("Basis"), "term",
              message("Whether the headship is stated or implied"),
              _of_heads("basis"), "bases", ("leader.as-of",)),
        Field("bodies.count", message("Bodies on record"), "number",
              message("Number of bodies on record"), _count("bodies")),
        Field("meetings.count", message("Meetings on record"), "number",
              message("Number of meetings on record"), _count("meetings"),
              compared=True),
        Field("meetings.latest", message("Latest meeting"), "date",
              message("Date of the latest meeting on record"),
              _latest("meetings")),
        Field("policies.count", message("Policies on record"), "number",
              message("Number of policies on record"), _count("policies"),
              compared=True),
        Field("targets.count", message("Targets on record"), "number",
              message("Number of measurable targets on record"),
              _count("targets"), compared=True),
        Field("milestones.count", message("Milestones on record"), "number",
              message("Number of milestones on record"), _count("milestones")),
        Field("initiatives.count", message("Initiatives on record"), "number",
              message("Number of initiatives on record"), _count("initiatives")),
        Field("topics", message("Topics"), "term",
              message("Topics of meetings, policies, initiatives"),
              _topics, "topics"),
        Field("unknowns.count", message("Unknowns on record"), "number",
              message("Number of fields recorded as not stated by the sources; those that nobody"
                      " asked about are not among them"),
              _unknowns),
    )
}
# fmt: on

TARGETS = "targets."


def field_keys(vocabularies: Vocabularies) -> list[str]:
    """The keys of all fields, without reading any YAML."""
    return [*FIELDS, *(TARGETS + metric for metric in vocabularies.term_ids("metrics"))]


def find_field(key: str, vocabularies: Vocabularies) -> Field:
    """The field with that key; a target's also answers to its metric's aliases.

    :raises UsageError: if there is none, with the nearest key as a hint.
    """
    wanted = key.strip().casefold()
    if wanted in FIELDS:
        return FIELDS[wanted]
    if wanted.startswith(TARGETS) and (metric := find_metric(wanted, vocabularies)):
        return _target_field(wanted, metric)
    keys = field_keys(vocabularies)
    raise UsageError(
        f'unknown field "{key}"', did_you_mean(key, keys, "datagov fields lists all of them")
    )


def find_metric(name: str, vocabularies: Vocabularies) -> Term | None:
    """The metric that answers to an id, to one of its aliases, or to the key of its field."""
    named = name.removeprefix(TARGETS)
    metrics = vocabularies.terms("metrics") if named else {}
    return metrics.get(named) or next(
        (metric for metric in metrics.values() if named in metric.extra.get("aliases", ())), None
    )


def all_fields(vocabularies: Vocabularies) -> list[Field]:
    """Every field, the family of targets included."""
    return [
        *FIELDS.values(),
        *(
            _target_field(TARGETS + term.id, term)
            for term in vocabularies.terms("metrics").values()
        ),
    ]


def _target_field(key: str, metric: Term) -> Field:
    return Field(
        key,
        metric.label,
        "number",
        message("Target: {metric}", metric=metric.label),
        _target(metric.id),
        "units",
    )

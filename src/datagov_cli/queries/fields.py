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
from datagov_cli.model.record_keys import RECORD_KEYS
from datagov_cli.model.record_values import recorded
from datagov_cli.model.records import KNOWN, UNKNOWN, Province, Term, Value, uncertain_on_day
from datagov_cli.model.sources import Source
from datagov_cli.queries import body_fields, record_fields
from datagov_cli.queries.last_stated import on_day_parts
from datagov_cli.queries.leadership import Leadership, leader_rank, leadership

if TYPE_CHECKING:
    # Only for the type checker: making a protocol costs a millisecond at every start.

    class Vocabularies(Protocol):
        """What a field needs to know of the controlled vocabularies, and of the sources."""

        def terms(self, vocabulary: str) -> dict[str, Term]: ...

        def term_ids(self, vocabulary: str) -> list[str]: ...

        def source(self, source_id: str) -> Source: ...

        def ids(self, folder: str) -> list[str]: ...


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
            self._leaderships[province.id] = leadership(province, self.vocabularies.source)
        return self._leaderships[province.id]

    def terms(self, vocabulary: str) -> dict[str, Term]:
        """A vocabulary: its terms by id, in their order."""
        return self.vocabularies.terms(vocabulary)


#: From a province, or a row of a table, and the values of the answer.
Derivation = Callable[[Any, Any], Value]


class Field(Frozen):
    """One field.

    ``kind`` is ``term``, ``name``, ``person``, ``date``, ``number``, ``code``, ``province`` or
    ``state``;
    ``vocabulary`` names the home of its terms. ``beside`` are the fields that a table shows
    next to it, ``glance`` puts it into the table of ``list``, ``compared`` into the
    comparison for which no field was named; ``identity`` is what every answer says anyway.
    ``by_record`` values may have parts, one for each of several records. ``derive`` makes its
    value; other values that it
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
    by_record: bool = False
    identity: bool = False

    def get(self, province: Province, vocabularies: Vocabularies) -> Value:
        """Its value in a province, derived by itself; :class:`Values` shares what answers need."""
        return self.derive(province, Values(vocabularies))

    @property
    def measured(self) -> bool:
        """Whether it is the figure of a target, with a unit, and no count of records."""
        return self.kind == "number" and self.vocabulary is not None

    @property
    def dated(self) -> bool:
        """Whether it is about who leads, and so is always shown with its date."""
        return self.key.startswith(("leader", "bureau.director"))


# --- derivations ---------------------------------------------------------------------------

BY_STANDARD = message("By GB/T 2260 and ISO 3166-2.")


def _identity(attribute: str) -> Derivation:
    def derive(province: Province, _: Values) -> Value:
        return Value(KNOWN, getattr(province, attribute), note=BY_STANDARD)

    return derive


def _body_name(province: Province, values: Values) -> Value:
    leading = values.leadership(province)
    if leading.body is None:
        return leading.missing()
    if uncertain_on_day(leading.body):
        return Value(UNKNOWN, note=leading.body.established.note or record_fields.NOT_SURE)
    named = recorded("bodies", leading.body, "name")
    return named.replace(**on_day_parts(leading.body.about.on_day))


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
        return values.leadership(province).say(key)

    return derive


# --- the table ------------------------------------------------------------------------------

# fmt: off
FIELDS: dict[str, Field] = {
    field.key: field
    for field in (
        Field("province", message("Province"), "province",
              message("The province by any of its names or codes, to be asked for"),
              _identity("id"), identity=True),
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
        Field("group.office", message("Office of the leading body"), "name",
              message("The office of the leading group, where a source names one"),
              body_fields.body_names("office")),
        Field("bureau.name", message("Data bureau"), "name",
              message("The provincial authority that manages data"),
              body_fields.body_names("data-bureau")),
        Field("bureau.opened", message("Bureau opened"), "date",
              message("When the data bureau opened"),
              body_fields.body_values("data-bureau", "opened"), by_record=True),
        Field("bureau.director", message("Director"), "person",
              message("Who heads the data bureau, as of the day for which a source states it"),
              body_fields.directors("data-bureau"), by_record=True),
        Field("bureau.kind", message("Form of the bureau"), "term",
              message("Whether the data bureau stands by itself, is a plate on another body or a"
                      " part of one, where a source says so"),
              body_fields.body_values("data-bureau", "form"), "body-forms",
              by_record=True),
        Field("exchange.name", message("Data exchange"), "name",
              message("The data exchanges on record"), body_fields.body_names("exchange")),
        Field("exchange.opened", message("Exchange opened"), "date",
              message("When the data exchanges opened"),
              body_fields.body_values("exchange", "opened"), by_record=True),
        Field("regulation.title", message("Local regulation"), "name",
              message("The first and the newest local regulation whose day of force is on record;"
                      " where that is on record of none, those that have been passed"),
              body_fields.regulations("title"), beside=("regulation.in-force",)),
        Field("regulation.in-force", message("Regulation in force from"), "date",
              message("Since when the first and the newest local regulation are in force"),
              body_fields.regulations("in-force"), by_record=True),
        Field("policies.newest", message("Newest document"), "name",
              message("The dated document whose latest status on record is the newest"),
              body_fields.newest_policy),
        Field("bodies.count", message("Bodies on record"), "number",
              message("Number of bodies on record"), record_fields.count("bodies.count")),
        Field("meetings.count", message("Meetings on record"), "number",
              message("Number of meetings on record"), record_fields.count("meetings.count"),
              compared=True),
        Field("meetings.latest", message("Latest meeting"), "date",
              message("Date of the latest meeting on record"),
              record_fields.latest("meetings")),
        Field("policies.count", message("Policies on record"), "number",
              message("Number of policies on record"), record_fields.count("policies.count"),
              compared=True),
        Field("targets.count", message("Targets on record"), "number",
              message("Number of measurable targets on record"),
              record_fields.count("targets.count"), compared=True),
        Field("expectations.count", message("Expectations on record"), "number",
              message("Number of figures on record that are expected and not set as a target"),
              record_fields.count("expectations.count")),
        Field("measures.count", message("Measures on record"), "number",
              message("Number of results on record that sources report"),
              record_fields.count("measures.count")),
        Field("milestones.count", message("Milestones on record"), "number",
              message("Number of milestones on record"), record_fields.count("milestones.count")),
        Field("initiatives.count", message("Initiatives on record"), "number",
              message("Number of initiatives on record"), record_fields.count("initiatives.count")),
        Field("topics", message("Topics"), "term",
              message("Topics of meetings, policies, initiatives"),
              record_fields.topics, "topics"),
        Field("unknowns.count", message("Unknowns on record"), "number",
              message("Number of fields that every record must account for and that are recorded"
                      " as not stated by the sources"),
              record_fields.unknowns),
    )
}
# fmt: on

#: Other names of fields.
ALIASES = {"id": "province", "name": "province", "name-en": "province"}
TARGETS = "targets."


def field_keys(vocabularies: Vocabularies) -> list[str]:
    """The keys of all fields, without reading any YAML."""
    return [*FIELDS, *(TARGETS + metric for metric in vocabularies.term_ids("metrics"))]


def find_field(key: str, vocabularies: Vocabularies) -> Field:
    """The field with that key; a target's also answers to its metric's aliases.

    :raises UsageError: if there is none, with the nearest key as a hint.
    """
    wanted = key.strip().casefold()
    wanted = ALIASES.get(wanted, wanted)
    if wanted in FIELDS:
        return FIELDS[wanted]
    if wanted.startswith(TARGETS) and (metric := find_metric(wanted, vocabularies)):
        return _target_field(wanted, metric)
    hint = did_you_mean(
        labelled(wanted, FIELDS.values()) or key,
        field_keys(vocabularies),
        message("datagov fields lists all of them"),
    )
    raise UsageError(message('unknown field "{key}"', key=key), _of_records(wanted) or hint)


def labelled(name: str, fields: Iterable[Field]) -> str | None:
    """The key of the field that has a name for its label, in Chinese or English."""
    folded = name.strip().casefold()
    named = (each for each in fields if folded in (each.label.zh, each.label.en.casefold()))
    return next((each.key for each in named), None)


def _of_records(key: str) -> Text | None:
    """A hint, if it is not the provinces but the records of some kind that have a field."""
    kinds = [
        kind
        for kind, keys in RECORD_KEYS.items()
        if kind not in ("province", "source") and key in (each.name for each in keys if each.shown)
    ]
    if not kinds:
        return None
    return message(
        "{kinds} have such a field: datagov list {kind}", kinds=", ".join(kinds), kind=kinds[0]
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
        message("Target or expectation, with its relation and year: {metric}", metric=metric.label),
        record_fields.target(metric.id),
        "units",
    )

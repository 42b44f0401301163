"""The shape of a record has one home: the table, the schemas and the classes say the same."""

from __future__ import annotations

import json
import typing
from types import SimpleNamespace
from typing import Any

import pytest
from helpers import ROOT

from datagov_cli.model import key_types as rk
from datagov_cli.model import records, sources
from datagov_cli.model.key_types import Key
from datagov_cli.model.record_keys import COMMON, RECORD_KEYS, SINGULAR, SOUGHT
from datagov_cli.model.record_values import value_of_key

FILES = {"province": "province", "source": "source", "statements": "national"}
#: Kind → its class in the model.
CLASSES: dict[str, Any] = {
    kind: getattr(sources if kind == "source" else records, name.title())
    for kind, name in (*SINGULAR.items(), ("province", "province"), ("source", "source"))
}
#: Keys of files that the model holds in another way.
OTHERWISE = {("source", "snapshot"): "digests", ("source", "via"): "via_published"}

_REFERENCES = {
    "pair": rk.TEXT, "date": rk.DATE, "written": rk.WRITTEN, "id": rk.ID, "headship": rk.HEADS,
}  # fmt: skip
_PLAIN = {"number": rk.NUMBER, "boolean": rk.BOOLEAN, "string": rk.STRING}


def schema_of(kind: str) -> dict[str, Any]:
    """What the schema says of a kind of record, or of a whole file."""
    name = FILES.get(kind, "province")
    schema: dict[str, Any] = json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text())
    return schema["$defs"][SINGULAR[kind]] if kind in SINGULAR else schema


def told(spec: dict[str, Any]) -> tuple[str, str | None]:
    """The type and the vocabulary of a key, as its line in the schema has them."""
    if "$ref" in spec:
        return _REFERENCES.get(spec["$ref"].removeprefix("#/$defs/"), spec["$ref"]), None
    if "enum" in spec:
        return rk.TERM, spec["$comment"].removeprefix("vocabulary: ")
    if spec["type"] == "array":
        if spec["items"].get("$ref") == "#/$defs/head":
            return rk.HEADS, None
        kind, vocabulary = told(spec["items"])
        lists = {rk.TERM: rk.TERMS, rk.TEXT: rk.TEXTS, "stage": rk.STAGES}
        return lists.get(kind, kind), vocabulary
    if spec["type"] == "object":
        keys = tuple(spec["properties"])
        objects = {
            ("zh", "en", "short"): rk.NAMES,
            ("status", "date", "cite", "anchors"): "stage",
            ("publisher", "published", "url"): rk.REPOST,
            ("paragraphs", "sha256"): rk.SNAPSHOT,
        }
        return objects.get(keys, str(keys)), None
    return _PLAIN[spec["type"]], None


def own_keys(kind: str) -> dict[str, Any]:
    """The lines of a schema for the keys that are a kind's own."""
    rest = {"id", *records.RECORD_KINDS, "unknown"} if kind == "province" else {"id", *COMMON}
    rest -= {key.name for key in RECORD_KEYS[kind]}
    return {name: spec for name, spec in schema_of(kind)["properties"].items() if name not in rest}


@pytest.mark.parametrize("kind", RECORD_KEYS)
def test_the_table_has_the_keys_of_the_schema_in_their_order(kind: str) -> None:
    listed, table = list(own_keys(kind)), [key.name for key in RECORD_KEYS[kind]]
    where = f"{FILES.get(kind, 'province')}.schema.json, {SINGULAR.get(kind, 'the file')}"
    assert [name for name in listed if name not in table] == [], (
        f'these keys of {where} have no row in record_keys.RECORD_KEYS["{kind}"]'
    )
    assert [name for name in table if name not in listed] == [], (
        f'these rows of record_keys.RECORD_KEYS["{kind}"] are not in {where}'
    )
    assert listed == table, f"the order in {where} is not that of the table"


ROWS = [(kind, key) for kind, keys in RECORD_KEYS.items() for key in keys]


@pytest.mark.parametrize(("kind", "key"), ROWS, ids=[f"{kind}-{key.name}" for kind, key in ROWS])
def test_a_row_says_what_its_line_in_the_schema_says(kind: str, key: Key) -> None:
    schema, spec = schema_of(kind), own_keys(kind).get(key.name)
    assert spec, f"the schema has no line for it: {FILES.get(kind, 'province')}.schema.json"
    kinds, vocabulary = told(spec)
    assert (key.type, key.vocabulary) == (kinds, vocabulary), "type and vocabulary"
    assert key.about[1] == spec["description"], "description"
    assert key.required == (key.name in schema.get("required", ())), "required"
    assert (key.type == rk.ID) == bool(key.refers_to), "what it may refer to"
    assert set(key.refers_to) <= set(RECORD_KEYS), "kinds of records"
    others = {each.name for each in RECORD_KEYS[kind]}
    assert set(key.beside) <= others, "the keys that stand beside it"
    assert all((*key.label, *key.about)), "label and meaning in both languages"


#: Kind → the accounts that its schema has, and the rows that each is for.
ACCOUNTS = [
    (kind, account)
    for kind in RECORD_KEYS
    for account in ("cite-for", "unknown", "not-applicable", "implied", "disputed")
    if account in schema_of(kind)["properties"] and kind != "province"
]


def test_a_province_can_account_for_what_was_sought_in_it() -> None:
    assert tuple(schema_of("province")["properties"]["unknown"]["properties"]) == tuple(SOUGHT)


@pytest.mark.parametrize(("kind", "account"), ACCOUNTS)
def test_what_can_be_accounted_for_is_what_the_schema_allows(kind: str, account: str) -> None:
    listed = schema_of(kind)["properties"][account]["properties"]
    rows = RECORD_KEYS[kind]
    if account == "disputed":
        wanted = {key.name for key in rows if key.disputed}
        for key in rows:
            if key.disputed:
                value = listed[key.name]["items"]["properties"]["value"]
                assert told(value) == (key.type, key.vocabulary), f"disputed {key.name}"
    elif account == "cite-for":
        wanted = {key.name for key in rows}
    else:
        wanted = {key.name for key in rows if key.uncertain}
        # That it was published always makes sense of a source.
        wanted -= {"published"} if (kind, account) == ("source", "not-applicable") else set()
    where = f"{account} of {SINGULAR.get(kind, kind)} in the schema"
    assert wanted - set(listed) == set(), f"{where} lacks these rows of the table"
    assert set(listed) - wanted == set(), f"{where} has what the table does not allow there"


@pytest.mark.parametrize("kind", RECORD_KEYS)
def test_whatever_is_accountable_can_be_accounted_for(kind: str) -> None:
    for key in RECORD_KEYS[kind]:
        assert key.uncertain or not (key.accountable or key.disputed or key.aside), key.name
        if key.uncertain:
            assert (kind, "unknown") in ACCOUNTS, f"{kind} have no unknown: in the schema"


@pytest.mark.parametrize("kind", RECORD_KEYS)
def test_every_record_ends_in_the_same_keys(kind: str) -> None:
    if kind in SINGULAR and kind != "statements":
        properties = list(schema_of(kind)["properties"])
        common = [name for name in properties if name in COMMON]
        assert common == [n for n in COMMON if n in common]
        assert properties == ["id", *own_keys(kind), *common]
        assert set(COMMON) - set(common) <= {"disputed"}


@pytest.mark.parametrize("kind", RECORD_KEYS)
def test_the_model_has_an_attribute_for_every_key(kind: str) -> None:
    made = CLASSES[kind]
    hints = typing.get_type_hints(made)
    for key in RECORD_KEYS[kind]:
        if (kind, key.name) in OTHERWISE or not key.shown:
            continue
        assert key.attribute in hints, f"model.{made.__name__} lacks {key.attribute}"
        hint = hints[key.attribute]
        held = {hint, *typing.get_args(hint)}
        assert (records.Value in held) == key.is_value, f"{made.__name__}.{key.attribute}: {hint}"
        if key.is_value or not key.type.endswith("s"):
            optional = type(None) in held
            given = (key.accountable and not key.aside) or key.required or key.type == rk.BOOLEAN
            said = "always" if given else "not always"
            assert optional != given, (
                f"{made.__name__}.{key.attribute} is {hint}; its row says that it is {said} there"
            )
    if kind in SINGULAR:
        known = {key.attribute for key in RECORD_KEYS[kind] if key.shown}
        extra = set(hints) - known - {"about", "id", "cite", "anchors"}
        assert not {name for name in extra if not name.startswith("_")}, (
            f"model.{made.__name__} has attributes without a row in the table"
        )


@pytest.mark.parametrize("kind", SINGULAR)
def test_the_schemas_of_answers_describe_every_key(kind: str) -> None:
    def described(name: str, *way: str) -> dict[str, Any]:
        path = ROOT / "schemas" / "answers" / f"{name}@1.json"
        found = json.loads(path.read_text("utf-8"))
        for step in way:
            found = found["properties"][step]["items"]
        return typing.cast("dict[str, Any]", found["properties"])

    homes = {f"{kind}@1": described(kind, kind)}
    if kind in records.RECORD_KINDS:
        homes["provinces@1"] = described("provinces", "provinces", kind)
    for name, keys in homes.items():
        missing = [key.name for key in RECORD_KEYS[kind] if key.shown and key.name not in keys]
        assert missing == [], f"schemas/answers/{name}.json describes none of these keys of {kind}"


@pytest.mark.parametrize(("kind", "unit"), [("meetings", None), ("statements", "person")])
def test_a_number_has_the_unit_of_its_record_if_that_has_one(kind: str, unit: str | None) -> None:
    key = Key("count", rk.NUMBER, ("人数", "Count"), ("人数", "How many"), uncertain=True)
    record = SimpleNamespace(count=records.Value(records.KNOWN, 120))
    if unit:
        record.unit = unit
    value = value_of_key(kind, record, key)
    assert value == records.Value(records.KNOWN, 120, unit=unit)

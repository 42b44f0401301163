"""Explanation of what a source states about the country as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagov_cli.base.errors import UsageError, did_you_mean
from datagov_cli.base.messages import message
from datagov_cli.model.key_types import Key
from datagov_cli.model.labels import key_label
from datagov_cli.model.record_keys import RECORD_KEYS
from datagov_cli.model.record_values import beside, recorded
from datagov_cli.model.records import National, Statement, Value
from datagov_cli.queries.provenance.records import require_key
from datagov_cli.queries.provenance.steps import Explanation, Support

if TYPE_CHECKING:
    from datagov_cli.queries.fields import Vocabularies

_KIND = "statements"
#: The key that says most about a statement.
_MAIN = "claim"


def why_statement(national: National, name: str, vocabularies: Vocabularies) -> Explanation:
    """Explain a statement about the country (``ID``) or a key of one (``ID.KEY``).

    :raises UsageError: if there is none of that name, with the nearest one as a hint.
    """
    statement_id, _, asked = name.strip().casefold().partition(".")
    statement = next((s for s in national.statements if s.id == statement_id), None)
    if statement is None:
        ids = [s.id for s in national.statements]
        hint = did_you_mean(statement_id, ids, message("it has: {known}", known=", ".join(ids)))
        raise UsageError(
            message('{national} has no record "{name}"', national=national.id, name=name), hint
        )
    keys = {key.name: key for key in RECORD_KEYS[_KIND] if _value(statement, key).known}
    if asked:
        require_key(statement_id, asked, keys)
    key = keys[asked or _MAIN]
    explanation = Explanation(
        vocabularies,
        f"{statement.id}.{asked}" if asked else statement.id,
        key_label(key.name, _KIND),
        _value(statement, key),
        key.vocabulary,
        words=key.words,
    )
    explanation.beside = beside(_KIND, statement, key)
    explanation.add_record(statement.id, _KIND, statement.cite)
    for said in [key] if asked else keys.values():
        label = key_label(said.name, _KIND)
        explanation.add_value(label, _value(statement, said), said.vocabulary, said.words)
    explanation.support.append(Support(statement.cite, statement.anchors, None))
    return explanation


def _value(statement: Statement, key: Key) -> Value:
    return recorded(_KIND, statement, key.name)

"""Why a value is what it is: how it was derived, what it rests on, what contradicts it, and
where it was looked for and not found.

Pure functions over the model. An explanation is in both languages and free of any format;
:mod:`datagov_cli.views.why` lays it out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagov_cli.base.errors import UsageError, did_you_mean
from datagov_cli.base.messages import message
from datagov_cli.queries.provenance.steps import Explanation

if TYPE_CHECKING:
    from datagov_cli.model.records import National, Province
    from datagov_cli.queries.fields import Vocabularies


def why(province: Province | National, name: str, vocabularies: Vocabularies) -> Explanation:
    """Explain a field of the registry, a record (``ID``, a withdrawn one too), a key of one
    (``ID.KEY``) or a source; of the country, a statement or a key of one.

    :raises UsageError: if there is none of that name, with the nearest one as a hint.
    """
    from datagov_cli.model.records import National
    from datagov_cli.queries.fields import field_keys, find_field
    from datagov_cli.queries.provenance import records
    from datagov_cli.queries.provenance.fields import of_field

    if isinstance(province, National):
        from datagov_cli.queries.provenance.statements import why_statement

        return why_statement(province, name, vocabularies)
    try:
        field = find_field(name, vocabularies)
    except UsageError:
        located = records.find_record(province, name)
        if located:
            return records.of_record(province, *located, vocabularies)
        withdrawn = records.find_withdrawn(province, name)
        if withdrawn:
            return records.of_withdrawn(*withdrawn, vocabularies)
        if name.strip().casefold() in vocabularies.ids("sources"):
            source = vocabularies.source(name.strip().casefold())
            return records.of_source(province, source, vocabularies)
    else:
        return of_field(province, field, vocabularies)
    asked = province.asked
    if asked and records.find_record(asked.whole, name):
        said = message(
            '{province} has no record "{name}" by {day}',
            province=province.id,
            name=name,
            day=asked.day,
        )
        raise UsageError(said, message("it is on record for a later day"))
    ids = [place.record.about.id for place in records.located_records(province)]
    raise UsageError(
        message('{province} has no field or record "{name}"', province=province.id, name=name),
        did_you_mean(
            name,
            [*field_keys(vocabularies), *ids],
            message(
                "datagov fields lists the fields; a record answers to its id, such as"
                " work-points-2025"
            ),
        ),
    )

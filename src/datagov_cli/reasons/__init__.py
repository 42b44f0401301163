"""How do you know? The reason of a value: how it came about, what it rests on, what
contradicts it, where one looked in vain.

Pure functions over the model. A reason holds no sentence; :mod:`datagov_cli.views.why` puts
it into words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagov_cli.errors import UsageError, did_you_mean
from datagov_cli.reasons.parts import Reason

if TYPE_CHECKING:
    from datagov_cli.fields import Vocabularies
    from datagov_cli.model import Province


def why(province: Province, name: str, vocabularies: Vocabularies) -> Reason:
    """The reason of a field of the registry, of a record (``ID``) or of a key of one
    (``ID.KEY``).

    :raises UsageError: if there is none of that name, with the nearest one as a hint.
    """
    from datagov_cli.fields import field_keys, find_field
    from datagov_cli.reasons import records
    from datagov_cli.reasons.registry import of_field

    try:
        field = find_field(name, vocabularies)
    except UsageError:
        found = records.find(province, name)
        if found:
            return records.of_record(province, *found)
    else:
        return of_field(province, field, vocabularies)
    ids = [place.record.about.id for place in records.places(province)]
    raise UsageError(
        f'{province.id} has no field or record "{name}"',
        did_you_mean(
            name,
            [*field_keys(vocabularies), *ids],
            "datagov fields lists the fields; a record answers to its id, as in work-points-2025",
        ),
    )

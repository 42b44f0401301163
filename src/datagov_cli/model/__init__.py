"""What the data says; its classes are those of :mod:`datagov_cli.model.records`.

They can be imported from here, and are loaded on first use: completion and errors need only
the table of divisions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datagov_cli.model.records import *  # noqa: F403


def __getattr__(name: str) -> Any:
    # Not "from … import": that would ask this function for the module, without end.
    import datagov_cli.model.records as records

    try:
        return getattr(records, name)
    except AttributeError:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}") from None

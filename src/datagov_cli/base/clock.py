"""The day that counts as today."""

from __future__ import annotations

import os
from datetime import date

from datagov_cli.base.errors import UsageError


def today() -> date:
    """Today, or the day that ``DATAGOV_TODAY`` names, for reproducible output.

    :raises UsageError: if that is not a date written as ``2030-06-01``.
    """
    named = os.environ.get("DATAGOV_TODAY")
    if not named:
        return date.today()
    try:
        # Only this one notation; Python accepts others of ISO 8601.
        if len(named) != len("2030-06-01"):
            raise ValueError(named)
        return date.fromisoformat(named)
    except ValueError:
        raise UsageError(
            f'DATAGOV_TODAY is "{named}", which is not a valid date', "write it as 2030-06-01"
        ) from None

"""What day it is."""

from __future__ import annotations

import os
from datetime import date

from datagov_cli.errors import UsageError

#: The variable that sets the day, so that an answer can be reproduced.
VARIABLE = "DATAGOV_TODAY"


def today() -> date:
    """The day that ``DATAGOV_TODAY`` names, else that of the clock.

    :raises UsageError: if the variable holds no day.
    """
    named = os.environ.get(VARIABLE)
    if not named:
        return date.today()
    try:
        day = date.fromisoformat(named)
    except ValueError:
        day = None
    if day is None or day.isoformat() != named:
        raise UsageError(f'{VARIABLE} is "{named}"', "it must be a day such as 2025-04-21")
    return day

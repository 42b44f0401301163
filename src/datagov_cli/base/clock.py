"""The day that counts as today, and the time at which something is made."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from datagov_cli.base.errors import UsageError
from datagov_cli.base.messages import message


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
            message('DATAGOV_TODAY is "{text}", which is not a valid date', text=named),
            message("write it as 2030-06-01"),
        ) from None


def made_at() -> str:
    """When a file is being made, so that it is the same each time that it is made.

    :return: the time that ``SOURCE_DATE_EPOCH`` names (reproducible-builds.org), in seconds since
        1970, as ``2030-06-01T12:00:00Z``; without it :func:`today`.
    :raises UsageError: if it is no such number, or ``DATAGOV_TODAY`` no date.
    """
    named = os.environ.get("SOURCE_DATE_EPOCH")
    if not named:
        return today().isoformat()
    try:
        if not (named.isascii() and named.isdigit()):
            raise ValueError(named)
        moment = datetime.fromtimestamp(int(named), UTC)
    except (ValueError, OverflowError, OSError):
        hint = message("it is a number of seconds since 1970, such as 1900000000")
        raise UsageError(message('SOURCE_DATE_EPOCH is "{text}"', text=named[:40]), hint) from None
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")

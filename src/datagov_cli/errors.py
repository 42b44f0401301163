"""The failures that callers meet, see :mod:`datagov_cli.base.errors`."""

from datagov_cli.base.errors import DataError as DataError
from datagov_cli.base.errors import DatagovError as DatagovError
from datagov_cli.base.errors import UsageError as UsageError

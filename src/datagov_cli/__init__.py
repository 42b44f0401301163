"""How China's provinces govern data: cited, dated facts.

From Python::

    import datagov_cli

    known = datagov_cli.open()
    known.provinces["贵州"].name.en
    known.compare(["leader-rank"])

:mod:`datagov_cli.api` documents all of it; it is imported on first use. Failures that callers
meet are a :class:`DatagovError`: a :class:`UsageError` or a :class:`DataError`.
"""

from datagov_cli.base.version import __version__

__all__ = ["DataError", "DatagovError", "Knowledge", "UsageError", "__version__", "open"]

# What type checkers take for typing.TYPE_CHECKING, which is not worth an import here.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from datagov_cli.api import Knowledge as Knowledge
    from datagov_cli.api import open as open
    from datagov_cli.base.errors import DataError as DataError
    from datagov_cli.base.errors import DatagovError as DatagovError
    from datagov_cli.base.errors import UsageError as UsageError
else:

    def __getattr__(name: str) -> object:
        """Import the read API when it is first used (PEP 562): commands import this module too."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from datagov_cli import api
        from datagov_cli.base import errors

        return getattr(errors if name.endswith("Error") else api, name)

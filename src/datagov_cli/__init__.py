"""How China's provinces govern data: cited, dated facts.

From Python::

    import datagov_cli

    known = datagov_cli.open()
    known.provinces["贵州"].name.en
    known.compare(["leader-rank"])

:mod:`datagov_cli.api` documents all of it; it is imported on first use.
"""

# A literal: reading it from the package's metadata costs 36 ms at every start;
# a test holds it against pyproject.toml.
__version__ = "0.1.0"
__all__ = ["Knowledge", "__version__", "open"]

# What type checkers take for typing.TYPE_CHECKING, which is not worth an import here.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from datagov_cli.api import Knowledge as Knowledge
    from datagov_cli.api import open as open
else:

    def __getattr__(name: str) -> object:
        """Import the read API when it is first used (PEP 562): commands import this module too."""
        if name in ("Knowledge", "open"):
            from datagov_cli import api

            return getattr(api, name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

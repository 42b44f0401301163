"""The command that serves assistants: ``mcp``."""

from __future__ import annotations

from datagov_cli.base.errors import UsageError
from datagov_cli.base.messages import message
from datagov_cli.cli.context import DataOption


def mcp(data: DataOption = None) -> None:
    """Serve an assistant over standard input and output (Model Context Protocol).

    The assistant gets the tools search, show, compare, list, why, timeline and sources; they only
    read. A client starts this command; it needs the extra 'mcp'.

    \b
    Examples:
      datagov mcp
      datagov mcp --data ~/datagov/data
    """
    from importlib.util import find_spec

    if find_spec("mcp") is None:
        raise UsageError(
            message("mcp needs the package mcp"), message("pip install 'datagov-cli[mcp]'")
        )
    from datagov_cli.cli.mcp_server import server
    from datagov_cli.storage.store import find_root

    server(find_root(data)).run("stdio")

"""The command that builds the static site: ``site``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

from datagov_cli.base.errors import UsageError
from datagov_cli.base.messages import message, text
from datagov_cli.base.safe_text import visible
from datagov_cli.cli.context import CommandContext
from datagov_cli.cli.options import flag, option

if TYPE_CHECKING:
    from datagov_cli.site.build import SiteFile


def site(
    context: CommandContext,
    address: Annotated[
        str | None,
        option(
            "--address",
            "URL",
            "Where it will be published: for canonical addresses and the sitemap.",
        ),
    ] = None,
    exports: Annotated[
        bool,
        flag("--exports/--no-exports", "With the data as files, as datagov export writes them."),
    ] = True,
    serve: Annotated[
        bool, flag("--serve", "Show it on this machine only, and rebuild when data change.")
    ] = False,
    port: Annotated[
        int | None, option("--port", "N", "Port of --serve (any free).", min=0, max=65535)
    ] = None,
) -> None:
    """Build the static site, in Chinese and English, in the folder of --output.

    It opens from the disk, without a server. --force replaces a site that stands there.

    \b
    Examples:
      datagov site --output public
      datagov site --output public --force --address https://example.org/datagov/
      datagov site --serve
    """
    if address is not None:
        _check_address(address)
    if port is not None and not serve:
        raise UsageError(message("--port belongs to --serve"))
    if serve:
        if context.output:
            raise UsageError(message("--serve writes no folder"), message("leave --output out"))
        from datagov_cli.site.serve import serve as serve_site

        return serve_site(context.data, address, port or 0, context.lang, exports)
    if context.output is None:
        hint = message("datagov site --output public, or --serve for a preview")
        raise UsageError(message("--output names the folder of the site"), hint)
    from datagov_cli.site.build import site_files, write_site

    known = context.knowledge()
    files = site_files(known, address, exports)
    number = write_site(
        _told(files, context.lang) if sys.stderr.isatty() else files, context.output, context.force
    )
    said = text(
        "{number} files written to {folder}; open {page}",
        context.lang,
        number=number,
        folder=context.output,
        page=context.output / "index.html",
    )
    sys.stderr.write(f"{visible(said)}\n")
    return None


def _told(files: Iterator[SiteFile], lang: str) -> Iterator[SiteFile]:
    """The files, with a line at the terminal that says how far it is."""
    begun = text("building the site …", lang)
    sys.stderr.write(begun)
    try:
        for number, file in enumerate(files, start=1):
            if number % 50 == 0:
                sys.stderr.write(f"\r{begun} {number}")
            yield file
    finally:
        sys.stderr.write("\r\033[K")


def _check_address(address: str) -> None:
    """:raises UsageError: if it is no address of the web."""
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(address)
        fine = parts.scheme in ("http", "https") and bool(parts.hostname) and address.isprintable()
    except ValueError:
        fine = False
    if not fine or parts.query or parts.fragment or " " in address:
        hint = message("write it as https://example.org/datagov/")
        raise UsageError(message('"{address}" is not the address of a site', address=address), hint)

"""The data as whole files for other programs. ``EXPORTS`` is the one table of their formats.

Each format is a module with ``write(content, target)``, imported only when it is asked for. It
writes the file, or into the folder, that it is given; where that belongs, and that nothing is
left half written, is seen to here.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from datagov_cli.base.errors import UsageError, did_you_mean
from datagov_cli.base.frozen import Frozen
from datagov_cli.base.messages import Text, message
from datagov_cli.base.output import new_file, new_folder, zip_folder

if TYPE_CHECKING:
    from datagov_cli.export.content import Content

ZIP = ".zip"


class ExportFormat(Frozen):
    """A format: its name, its module here and what it is.

    ``endings`` are those of the name of the one file that it is; without any it is several
    files, in a folder or a zip archive. ``folder`` means that it may be either, ``binary`` that
    it is no text. ``package`` is the one that it needs besides those of the program.
    """

    name: str
    module: str
    about: Text
    endings: tuple[str, ...] = ()
    folder: bool = False
    binary: bool = False
    package: str | None = None


#: Every format by its name.
EXPORTS: dict[str, ExportFormat] = {
    each.name: each
    for each in (
        ExportFormat(
            "json", "as_json", message("all tables and all files in one document"), (".json",)
        ),
        ExportFormat("jsonl", "as_jsonl", message("a claim a line"), (".jsonl", ".ndjson")),
        ExportFormat("csv", "as_csv", message("a file a table")),
        ExportFormat(
            "xlsx",
            "as_xlsx",
            message("a sheet a table"),
            (".xlsx",),
            binary=True,
            package="xlsxwriter",
        ),
        ExportFormat(
            "sqlite",
            "as_sqlite",
            message("a database; as a folder, with descriptions for Datasette"),
            (".sqlite", ".sqlite3", ".db"),
            folder=True,
            binary=True,
        ),
        ExportFormat("parquet", "as_parquet", message("a file a table"), package="pyarrow"),
        ExportFormat(
            "frictionless", "as_frictionless", message("a data package: CSV with its schema")
        ),
        ExportFormat(
            "popolo", "as_popolo", message("bodies and heads"), (".popolo.json", ".popolo")
        ),
        ExportFormat("md", "as_markdown", message("a page a province"), (".md",), folder=True),
    )
}

_LISTED = f"known formats: {', '.join(EXPORTS)}"


def choose_format(name: str | None, output: Path | None) -> ExportFormat:
    """The format that is named or, if none is, the one that the file's ending says.

    :raises UsageError: if there is no such format, or the ending says none.
    """
    if name is not None:
        if name not in EXPORTS:
            near = did_you_mean(name, EXPORTS)
            raise UsageError(
                message('unknown format "{name}"', name=name),
                message("{near} {listed}", near=near, listed=_LISTED) if near else _LISTED,
            )
        return EXPORTS[name]
    if output is None:
        raise UsageError(
            message("no format is named"), message("give --format; {listed}", listed=_LISTED)
        )
    for each in sorted(EXPORTS.values(), key=lambda each: -max(map(len, each.endings), default=0)):
        if output.name.lower().endswith(each.endings or ("\0",)):
            return each
    ending = output.suffix.lower()
    if ending.removeprefix(".") in EXPORTS:
        raise UsageError(
            message("{removeprefix} is several files", removeprefix=ending.removeprefix(".")),
            message(
                "name a folder or a .zip: --format {removeprefix} -o FOLDER",
                removeprefix=ending.removeprefix("."),
            ),
        )
    what = (
        message('the ending "{ending}" says', ending=ending)
        if ending
        else message("a name without an ending says")
    )
    raise UsageError(
        message("{output}: {what} no format", output=output, what=what),
        message("give --format; {listed}", listed=_LISTED),
    )


def export(content: Content, chosen: ExportFormat, output: Path | None, force: bool) -> None:
    """Write an export, whole or not at all.

    :param output: a file, a folder or a zip archive; ``None`` for standard output.
    :param force: overwrite what is there.
    :raises UsageError: if that cannot be: several files for standard output, one for an archive,
        something that is there already, or a
        package is missing that the format needs.
    :raises DataError: if the data cannot be read, or the export not be written.
    """
    from importlib import import_module
    from tempfile import TemporaryDirectory

    _require(chosen)
    module = import_module(f"datagov_cli.export.{chosen.module}")
    if not chosen.endings and output is None:
        hint = message("name a folder or a .zip: --format {chosen} -o FOLDER", chosen=chosen.name)
        raise UsageError(message("{chosen} is several files", chosen=chosen.name), hint)
    if chosen.binary and output is None and sys.stdout.isatty():
        raise UsageError(
            message("{chosen} is no text for a terminal", chosen=chosen.name),
            message("give a file with --output"),
        )
    several = not chosen.endings or chosen.folder
    if output is not None and output.suffix.lower() == ZIP:
        if not several:
            raise UsageError(
                message("{chosen} is one file, not an archive", chosen=chosen.name),
                message("name it otherwise"),
            )
        with new_file(output, force) as draft, TemporaryDirectory() as folder:
            module.write(content, Path(folder))
            zip_folder(Path(folder), draft)
    elif output is None or not several or output.name.lower().endswith(chosen.endings or ("\0",)):
        with new_file(output, force) as draft:
            module.write(content, draft)
    else:
        with new_folder(output, force) as folder_draft:
            module.write(content, folder_draft)


def is_available(chosen: ExportFormat) -> bool:
    """Whether the package that a format needs is installed."""
    from importlib.util import find_spec

    return chosen.package is None or find_spec(chosen.package) is not None


def _require(chosen: ExportFormat) -> None:
    """:raises UsageError: if the package that a format needs is not installed."""
    if not is_available(chosen):
        hint = message("pip install 'datagov-cli[export]'")
        raise UsageError(
            message(
                "{chosen} needs the package {package}", chosen=chosen.name, package=chosen.package
            ),
            hint,
        )

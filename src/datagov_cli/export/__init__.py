"""The data as whole files for other programs. ``EXPORTS`` is the one table of their formats.

Each format is a module with ``write(content, target)``, imported only when it is asked for. It
writes the file, or into the folder, that it is given; where that belongs, and that nothing is
left half written, is seen to here.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from datagov_cli.base.errors import UsageError, near_and_all
from datagov_cli.base.frozen import Frozen
from datagov_cli.base.messages import Text, message
from datagov_cli.base.output import new_file, new_folder, zip_folder
from datagov_cli.render import EXPORT_FORMATS

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

_LISTED = message("known formats: {known}", known=", ".join(EXPORTS))


def choose_format(name: str | None, output: Path | None) -> ExportFormat:
    """The format that is named or, if none is, the one that the file's ending says.

    :raises UsageError: if there is no such format, or the ending says none.
    """
    if name is not None:
        if name not in EXPORTS:
            meant = EXPORT_FORMATS.get(name.casefold(), name)
            raise UsageError(
                message('unknown format "{name}"', name=name), near_and_all(meant, EXPORTS, _LISTED)
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
        raise _several_files(ending.removeprefix("."))
    said = message("{path}: a name without an ending says no format", path=output)
    if ending:
        said = message('{path}: the ending "{ending}" says no format', path=output, ending=ending)
    raise UsageError(said, message("give --format; {listed}", listed=_LISTED))


def _several_files(name: str) -> UsageError:
    return UsageError(
        message("{format} is several files", format=name),
        message("name a folder or a .zip: --format {format} -o FOLDER", format=name),
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

    if not is_available(chosen):
        raise UsageError(
            message("{name} needs the package {package}", name=chosen.name, package=chosen.package),
            message("pip install 'datagov-cli[export]'"),
        )
    module = import_module(f"datagov_cli.export.{chosen.module}")
    if not chosen.endings and output is None:
        raise _several_files(chosen.name)
    if chosen.binary and output is None and sys.stdout.isatty():
        raise UsageError(
            message("{format} is no text for a terminal", format=chosen.name),
            message("give a file with --output"),
        )
    several = not chosen.endings or chosen.folder
    if output is not None and output.suffix.lower() == ZIP:
        if not several:
            raise UsageError(
                message("{format} is one file, not an archive", format=chosen.name),
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

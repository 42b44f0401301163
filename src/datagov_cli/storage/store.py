"""Where the data comes from, and reading of it no sooner than it is asked for.

The place is, in this order: what the command line names, ``DATAGOV_DATA``, the nearest folder
from the working directory upwards that has ``data/provinces/``, the copy that came with the
package.
"""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from datagov_cli.base.errors import DataError, UsageError, did_you_mean
from datagov_cli.base.files import UnreadableError
from datagov_cli.base.messages import message
from datagov_cli.model.divisions import DIVISIONS, NATIONAL, find_division
from datagov_cli.storage.data_files import (
    FOLDERS,
    is_file,
    is_folder,
    is_id,
    is_read_name,
    names_in,
    read_data,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeAlias

    from datagov_cli.model.records import National, Province, Term
    from datagov_cli.model.sources import Source

T = TypeVar("T")
if TYPE_CHECKING:
    #: From the data of a file to the model; the same from what is kept of it: :func:`parse`.
    Build: TypeAlias = Callable[[Any], T]
    BySection: TypeAlias = Callable[[Any, Callable[[], T]], T]

_PACKAGE = Path(__file__).resolve().parent.parent
_TERM = r'(?m)^  "?([^\s"#:]+)"?:\s*$'


#: The key of a list of records, or the id with which a record in one begins.
_SECTION_OR_ID = r'(?m)^(?:([a-z-]+):|( *)- id: "?([^\s"#]+)"?)\s*$'


def find_root(chosen: Path | None = None) -> Path:
    """The data directory: the one that holds ``provinces/``.

    :param chosen: what ``--data`` names: that directory, or one that has it as ``data/``.
    :raises DataError: if there is no such directory.
    """
    named = chosen or (Path(os.environ["DATAGOV_DATA"]) if os.environ.get("DATAGOV_DATA") else None)
    if named is not None:
        found = _data_in(named)
        if found is None:
            raise DataError(
                message("no data in {path}", path=named),
                message("it must hold a directory named provinces"),
            )
        return found
    found = _nearest()
    if found is not None:
        return found
    for folder in (_PACKAGE / "_packaged", _PACKAGE.parent.parent):
        found = _data_in(folder)
        if found is not None:
            return found
    raise DataError(
        message("no data found"), message("give its directory with --data or DATAGOV_DATA")
    )


def is_packaged(chosen: Path | None = None) -> bool:
    """Whether :func:`find_root` falls back on the copy that came with the package.

    :raises DataError: if a folder on the way cannot be looked into.
    """
    return chosen is None and not os.environ.get("DATAGOV_DATA") and _nearest() is None


def _nearest() -> Path | None:
    """The data directory of the nearest folder, from the working directory upwards, that has
    one as ``data/``. Nothing else need be there: no file beside it can switch it off."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        if is_folder(folder / "data" / "provinces"):
            return folder / "data"
    return None


def _data_in(folder: Path) -> Path | None:
    for candidate in (folder, folder / "data"):
        if is_folder(candidate / "provinces"):
            return candidate
    return None


def find_schemas(root: Path) -> Path:
    """The directory of the JSON Schemas for the data in ``root``.

    :raises DataError: if there is none, or those beside the data cannot be read.
    """
    beside = root.parent / "schemas"
    return beside if is_file(beside / "province.schema.json") else own_schemas()


def own_schemas() -> Path:
    """The directory of the JSON Schemas of this version.

    :raises DataError: if there is none.
    """
    for folder in (_PACKAGE / "_packaged" / "schemas", _PACKAGE.parent.parent / "schemas"):
        if is_file(folder / "province.schema.json"):
            return folder
    raise DataError(message("the schemas were not found"), message("reinstall the package"))


def display_name(path: Path) -> str:
    """A path as a person would type it: relative to the working directory where it can be."""
    absolute, here = os.path.abspath(path), os.path.join(os.getcwd(), "")
    if os.path.normcase(os.path.join(absolute, "")).startswith(os.path.normcase(here)):
        absolute = absolute[len(here) :] or "."
    return absolute.replace(os.sep, "/")


class Store:
    """The data of one directory. Each file is read once, when it is first needed."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._read: dict[tuple[str, str], Any] = {}

    def require_writable(self) -> None:
        """Nothing is written into the copy that came with the package.

        :raises UsageError: if this is that copy.
        """
        if self.root.is_relative_to(_PACKAGE):
            hint = message("give your own data directory with --data or DATAGOV_DATA")
            raise UsageError(message("the bundled data is read-only"), hint)

    def province_ids(self) -> list[str]:
        """The ids of all provinces that have a file, in the order of their GB/T 2260 codes.

        :raises DataError: if their folder cannot be read.
        """

        def order(name: str) -> tuple[str, str]:
            return (DIVISIONS[name].gb2260 if name in DIVISIONS else "~", name)

        return sorted(self.ids("provinces"), key=order)

    def resolve(self, name: str) -> str:
        """The id of the province that answers to ``name``.

        :raises UsageError: if none does, with the nearest known name as a hint.
        """
        folded = name.strip().casefold()
        if folded in DIVISIONS and self.path("provinces", folded).is_file():
            return folded  # The usual case, which needs no list of all.
        ids = self.province_ids()
        if folded in ids:
            return folded
        division = find_division(name)
        if division and division.id in ids:
            return division.id
        for unlisted in (known for known in ids if known not in DIVISIONS):
            province = self.province(unlisted)
            names = (province.name.zh, province.name.en, province.short)
            codes = (province.gb2260, province.iso3166_2)
            if folded in map(str.casefold, (*names, *codes)):
                return unlisted
        covered = message("datagov list shows the provinces on record")
        if division:
            raise UsageError(message("no data on {province} yet", province=division.title), covered)
        names_known = [
            alias for known in ids if known in DIVISIONS for alias in DIVISIONS[known].names()
        ]
        raise UsageError(
            message('unknown province "{name}"', name=name),
            did_you_mean(name, [*ids, *names_known], covered),
        )

    def province(self, province_id: str) -> Province:
        from datagov_cli.storage import parse_records

        build, by_section = parse_records.province, parse_records.province_by_section
        return self._load("provinces", province_id, build, by_section)

    def provinces(self) -> list[Province]:
        return [self.province(province_id) for province_id in self.province_ids()]

    @property
    def has_national(self) -> bool:
        """Whether there is a file about the country as a whole."""
        return self.path("", "national").exists()

    def national(self) -> National:
        from datagov_cli.storage import parse_records

        return self._load("", "national", parse_records.national)

    def source(self, source_id: str) -> Source:
        from datagov_cli.storage import parse_records

        return self._load("sources", source_id, parse_records.source)

    def terms(self, vocabulary: str) -> dict[str, Term]:
        """A vocabulary: its terms by id, in their order."""
        if ("vocabulary", vocabulary) in self._read:  # asked for with every label
            known: dict[str, Term] = self._read["vocabulary", vocabulary]
            return known
        from datagov_cli.storage import parse_records

        return self._load("vocabulary", vocabulary, parse_records.vocabulary)

    def document(self, folder: str, name: str) -> dict[str, Any]:
        """The plain data of a file, as its schema describes it.

        :param folder: as of :meth:`path`.
        :raises DataError: if it cannot be read.
        """
        path = self.path(folder, name)
        document: dict[str, Any] = parse(path, read(path), dict, lambda kept, _: dict(kept))
        return document

    def ids(self, folder: str) -> list[str]:
        """The ids of all files in a folder of the data (``sources``, ``vocabulary``), sorted.
        Files whose name is no id are passed over: see :meth:`passed_over`.

        :raises DataError: if the folder cannot be read.
        """
        names = names_in(self.root / folder)
        return sorted(name.removesuffix(".yaml") for name in names if is_read_name(name))

    def passed_over(self) -> list[Path]:
        """The data files that are not read, because their names are none of a data file.

        :raises DataError: if a folder cannot be read.
        """
        folders = [self.root / folder for folder in FOLDERS]
        listed = [(folder, name) for folder in folders for name in names_in(folder)]
        return [folder / name for folder, name in listed if not is_read_name(name)]

    def term_ids(self, vocabulary: str) -> list[str]:
        """The ids of a vocabulary's terms without reading it as YAML.

        For completion and for error messages, which must start at once. Term ids stand
        alone on their lines, indented by two; a test holds this against :meth:`terms`.
        """
        try:
            text = read_data(self.root / "vocabulary" / f"{vocabulary}.yaml").decode("utf-8")
        except (UnreadableError, UnicodeDecodeError):
            return []
        return re.findall(_TERM, text)

    def record_kinds(self, province_id: str) -> dict[str, str]:
        """The ids of a province's records, or of the national statements, each with its kind,
        without reading YAML.

        For completion, as :meth:`term_ids`. Withdrawn records are among them.

        :raises DataError: if ``province_id`` is no id.
        """
        folder = "" if province_id == NATIONAL else "provinces"
        try:
            text = read_data(self.path(folder, province_id)).decode("utf-8")
        except (UnreadableError, UnicodeDecodeError):
            return {}
        kinds = {}
        kind, level = "", None
        for section, indent, name in re.findall(_SECTION_OR_ID, text):
            if section:
                kind, level = section, None
                continue
            level = indent if level is None else level
            kinds[name] = kind if indent == level else "heads"
        return kinds

    def path(self, folder: str, name: str) -> Path:
        """Where a data file stands.

        :param folder: that in the data directory; empty for the data directory itself.
        :raises DataError: if the name is no id.
        """
        if not is_id(name):
            raise DataError(
                message(
                    '"{name}" is not the id of a file in {folder}',
                    name=name,
                    folder=folder or message("the data"),
                )
            )
        return self.root.joinpath(folder, f"{name}.yaml")

    def _load(
        self, folder: str, name: str, build: Build[T], by_section: BySection[T] | None = None
    ) -> T:
        if (folder, name) not in self._read:
            path = self.path(folder, name)
            self._read[folder, name] = parse(path, read(path), build, by_section)
        loaded: T = self._read[folder, name]
        return loaded


def read(path: Path) -> bytes:
    """The bytes of a data file.

    :raises DataError: if it cannot be read.
    """
    try:
        return read_data(path)
    except UnreadableError as error:
        raise DataError(
            message("{path}: {reason}", path=display_name(path), reason=error.said)
        ) from error


def parse(
    path: Path,
    data: bytes,
    build: Build[T],
    by_section: BySection[T] | None = None,
    keep: bool = True,
) -> T:
    """A data file as the model has it; its plain data may be kept from an earlier run.

    What is read from the file itself is built whole, and kept only if it has the agreed shape
    throughout: so every command finds a file that has not.

    :param by_section: builds it from what is kept, section by section as they are asked for,
        or by the function that it is given where a section does not fit.
    :param keep: keep its plain data for later runs.
    :raises DataError: if it does not have the agreed shape.
    """
    from datagov_cli.storage import sections
    from datagov_cli.storage.shapes import ShapeError

    def whole() -> T:
        shown = display_name(path)
        from datagov_cli.storage import yaml_reader

        document = yaml_reader.read_bytes(data, shown).require_clean()
        try:
            built = build(document.value)
        except ShapeError as error:
            hint = message("datagov validate {path} lists every fault", path=shown)
            line, column = document.place(error.path)
            names = [step for step in error.path if isinstance(step, str)]
            said = error.said
            if names:
                said = message("{key}: {reason}", key=names[-1], reason=said)
            place = f"{shown}:{line}:{column}"
            raise DataError(
                message("{place} does not fit the schema: {said}", place=place, said=said), hint
            ) from error
        if keep:
            sections.keep(data, document.value)
        return built

    kept = sections.find(data)
    if kept is not None:
        # An entry that does not fit is damaged, and the file itself has the last word.
        with contextlib.suppress(ValueError):
            return by_section(kept, whole) if by_section else build(dict(kept))
    return whole()

"""A revision under the same checks as the files on the disk."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property
from pathlib import Path

from datagov_cli.curation.validation.check_file import examine
from datagov_cli.curation.validation.choose_files import place_of
from datagov_cli.curation.validation.corpus import Corpus
from datagov_cli.curation.validation.unread_files import identity_of, unread_places
from datagov_cli.storage.documents import Document
from datagov_cli.storage.git_revisions import Revision


class PastCorpus(Corpus):
    """The documents of a revision."""

    def __init__(self, revision: Revision) -> None:
        super().__init__(Path())
        self._revision = revision

    @cached_property
    def schemas(self) -> Path:
        return self._revision.schemas

    def document(self, path: Path) -> Document:
        return self._revision.document(path)

    def files(self, folder: str) -> list[Path]:
        return [path for path in self._revision.paths if path.parent.name == folder]


def identities_at(revision: Revision, places: Collection[str]) -> list[str]:
    """What the findings about a revision are known by.

    :param places: where the files stand that are of interest (``provinces/hunan.yaml``); the
        others are read only as far as these refer to them.
    :raises DataError: if a schema cannot be read.
    """
    corpus = PastCorpus(revision)
    unread = [identity_of(place) for place in unread_places(revision.places())]
    return unread + [
        diagnostic.identity
        for path, document in revision.documents()
        if place_of(path) in places
        for diagnostic in examine(document, path, corpus).diagnostics
    ]

"""Registered sources, on which records rest."""

from __future__ import annotations

from collections.abc import Mapping

from datagov_cli.base.frozen import Frozen
from datagov_cli.base.messages import Text
from datagov_cli.model.dates import FuzzyDate
from datagov_cli.model.records import Value, Withdrawal

#: How much of a source was read, where it was not the whole.
WHOLE, EXCERPT = "whole", "excerpt"


def place(paragraph: int, is_excerpt: bool = False) -> str:
    """A paragraph as answers name it: ``¶5``, that of an excerpt ``excerpt ¶5``."""
    return f"{'excerpt ' if is_excerpt else ''}¶{paragraph}"


class Source(Frozen):
    """A registered source; ``absent`` has the accounts of what is not known of it."""

    id: str
    kind: str
    tier: str
    language: str
    title: Text
    publisher: Text
    author: Text | None
    published: FuzzyDate | None
    url: str | None
    extent: str | None
    retrieved: FuzzyDate | None
    via: Text | None
    via_published: FuzzyDate | None
    note: Text | None
    implied_years: Text | None
    digests: tuple[str, ...]
    absent: Mapping[str, Value]
    implied: Mapping[str, Text]
    withdrawn: Withdrawal | None = None

    @property
    def is_excerpt(self) -> bool:
        """Whether only a part of its text was read, whose paragraphs alone are numbered."""
        return self.extent == EXCERPT

    @property
    def published_is_implied(self) -> bool:
        """Whether no source states when it appeared: the day is inferred, from its address say."""
        return "published" in self.implied

    def place(self, paragraph: int) -> str:
        """A paragraph of it, as answers name it."""
        return place(paragraph, self.is_excerpt)

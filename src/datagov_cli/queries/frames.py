"""Answers as rows for notebooks: plain dictionaries, frames of pandas and polars, HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datagov_cli.base.errors import UsageError
from datagov_cli.base.messages import message
from datagov_cli.base.safe_text import visible

if TYPE_CHECKING:
    import pandas
    import polars

#: A notebook shows so many rows of an answer.
HTML_ROWS = 60


class Tabular:
    """An answer that has rows. Each row has the same keys, in the same order."""

    def to_dicts(self) -> list[dict[str, Any]]:
        """The rows as dictionaries of plain values: text, numbers, booleans or ``None``.

        A value that is not simply known and stated has its state under ``…-state``.
        """
        raise NotImplementedError

    def to_pandas(self) -> pandas.DataFrame:
        """The rows as a frame of pandas.

        :raises UsageError: if pandas is not installed.
        """
        try:
            import pandas
        except ImportError:
            raise _missing("pandas") from None
        return pandas.DataFrame(self.to_dicts())

    def to_polars(self) -> polars.DataFrame:
        """The rows as a frame of polars.

        :raises UsageError: if polars is not installed.
        """
        try:
            import polars
        except ImportError:
            raise _missing("polars") from None
        return polars.DataFrame(self.to_dicts(), infer_schema_length=None)

    def _repr_html_(self) -> str:
        """A table for a notebook; text from the data is escaped."""
        rows = self.to_dicts()
        head = "".join(f"<th>{_cell(name)}</th>" for name in rows[0]) if rows else ""
        body = "".join(
            f"<tr>{''.join(f'<td>{_cell(value)}</td>' for value in row.values())}</tr>"
            for row in rows[:HTML_ROWS]
        )
        more = f"<p>{HTML_ROWS} of {len(rows)} rows</p>" if len(rows) > HTML_ROWS else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _cell(value: Any) -> str:
    from html import escape

    return "" if value is None else escape(visible(str(value)))


def _missing(library: str) -> UsageError:
    return UsageError(
        message("{library} is not installed", library=library),
        message("pip install {library}", library=library),
    )

"""The command that queries the tables in SQL: ``sql``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

from datagov_cli.base.errors import DataError, UsageError, did_you_mean
from datagov_cli.base.files import MAX_BYTES, UnreadableError, read_bounded
from datagov_cli.base.messages import is_chinese, message
from datagov_cli.cli.context import CommandContext
from datagov_cli.cli.options import AsOfOption, argument, flag, option


def sql(
    context: CommandContext,
    query: Annotated[
        str | None,
        argument("[QUERY]", "One SELECT; - reads it from standard input. With --schema, a table."),
    ] = None,
    query_file: Annotated[
        Path | None, option("--input -i", "FILE", "Read the query from FILE.")
    ] = None,
    tables: Annotated[bool, flag("--tables", "List the tables, their rows and columns.")] = False,
    schema: Annotated[bool, flag("--schema", "Say what each column holds.")] = False,
    as_of: AsOfOption = None,
) -> None:
    """Query the tables of 'datagov export' in SQL, as SQLite has it; nothing can be changed.

    A query may take ten seconds, and names have _ where the tables have -. Claims have a full
    text of three characters or more: claims_fts MATCH '数据交易'.

    \b
    Examples:
      datagov sql --tables
      datagov sql --schema heads
      datagov sql "select province, person, as_of from headships where person_state is null"
      datagov sql "select state, count(*) from facts group by state" --format csv
      datagov sql -i query.sql --as-of 2024-12-31
    """
    text = _read(query, query_file, tables, schema)
    known = context.knowledge(as_of)
    from datagov_cli.export.content import Chosen, Content
    from datagov_cli.export.sql import database, run_query
    from datagov_cli.export.sql import tables as list_tables
    from datagov_cli.views.rows import rows_view

    lang = context.lang if is_chinese(context.lang) else "en"
    content = Content(known.store, Chosen(tuple(known.ids()), day=known.day), lang)
    base = database(content)
    if tables:
        answer = list_tables(base)
    elif schema:
        names = [row[0] for row in list_tables(base).rows]
        if query is not None and query not in names:
            hint = did_you_mean(query, names, message("datagov sql --tables lists all of them"))
            raise UsageError(message('no table "{name}"', name=query), hint)
        where = f"WHERE \"table\" = '{query}'" if query else ""
        answer = run_query(base, f"SELECT * FROM columns {where}")
    else:
        answer = run_query(base, text)
    context.answer(rows_view(answer.columns, answer.rows, context.lang))


def _read(query: str | None, query_file: Path | None, tables: bool, schema: bool) -> str:
    """The query, from wherever it comes.

    :raises UsageError: unless exactly one thing is asked for.
    :raises DataError: if its file cannot be read.
    """
    words = message("a query")
    asked = [name for name, given in (
        ("--tables", tables), ("--schema", schema), ("--input", query_file), (words, query)
    ) if given]  # fmt: skip
    if len(asked) != 1 and asked != ["--schema", words]:
        if asked:
            raise UsageError(
                message("{option} cannot be combined with {other}", option=asked[0], other=asked[1])
            )
        raise UsageError(message("no query is given"), message("datagov sql --help shows examples"))
    if query_file is not None:
        try:
            content = read_bounded(query_file)
        except UnreadableError as error:
            raise DataError(
                message("{path}: {reason}", path=query_file, reason=error.said)
            ) from error
    elif query == "-":
        try:
            content = sys.stdin.buffer.read(MAX_BYTES + 1)
        except (AttributeError, OSError) as error:  # There is none where it is closed.
            raise DataError(message("standard input cannot be read")) from error
        if len(content) > MAX_BYTES:
            raise UsageError(message("the query is too long"), message("it may have 1 MB"))
    else:
        return query or ""
    return content.decode("utf-8-sig", "replace")

"""The documents of ``api/v1/``: the one table from which files, index and description follow."""

from __future__ import annotations

from collections.abc import Callable

from datagov_cli.base.frozen import Frozen
from datagov_cli.model.records import Province
from datagov_cli.site.answers import Answers
from datagov_cli.views import View
from datagov_cli.views.comparison import comparison_view, list_view
from datagov_cli.views.coverage import coverage_view
from datagov_cli.views.fields import fields_view
from datagov_cli.views.province import national_view, province_view
from datagov_cli.views.stale import stale_view
from datagov_cli.views.targets import targets_view
from datagov_cli.views.timeline import timeline_view

ROOT = "api/v1"
#: The version of the form of these files; it grows when a reader of the old form would fail.
VERSION = "1.0.0"


class Document(Frozen):
    """A document: its path below the language, the name of its schema, what it is, and its view in
    a language. A path with ``{province}`` stands for one each; where its view is ``None`` there is
    none."""

    path: str
    schema: str
    about: str
    view: Callable[[Answers, str, Province | None], View | None]


def _of_province(answers: Answers, lang: str, province: Province | None) -> View:
    assert province is not None
    selection = answers.known.select([province])
    return province_view(answers.store, selection, (), lang)


DOCUMENTS = (
    Document("list.json", "datagov/list@1", "All provinces with every field.",
             lambda a, lang, _: list_view(a.store, a.known.select(), lang)),
    Document("compare.json", "datagov/compare@1", "The provinces side by side, best rank first.",
             lambda a, lang, _: comparison_view(a.store, a.now.comparison, lang)),
    Document("provinces/{province}.json", "datagov/provinces@1", "A province with all its records.",
             _of_province),
    Document("targets.json", "datagov/targets@1", "Measurable targets.",
             lambda a, lang, _: targets_view(a.store, a.targets, lang)),
    Document("timeline.json", "datagov/timeline@1", "Dated records, oldest first.",
             lambda a, lang, _: timeline_view(a.store, a.timeline, lang)),
    Document("national.json", "datagov/national@1", "What sources state about the whole country.",
             lambda a, lang, _: national_view(a.store, a.national, lang) if a.national else None),
    Document("coverage.json", "datagov/coverage@1", "How much is known of each province.",
             lambda a, lang, _: coverage_view(a.store, a.coverage, lang)),
    Document("stale.json", "datagov/stale@1", "Records that need re-checking.",
             lambda a, lang, _: stale_view(a.store, a.due, lang)),
    Document("fields.json", "datagov/fields@1", "The fields, their meaning and their values.",
             lambda a, lang, _: fields_view(a.store, a.known.fields, lang)),
)  # fmt: skip
#: Where the value of a compared field comes from, of each province.
WHY = "why/{province}/{field}.json"

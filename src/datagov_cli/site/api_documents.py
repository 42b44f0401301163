"""The documents of ``api/v1/``: the one table from which files, index and description follow."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from datagov_cli.base.frozen import Frozen
from datagov_cli.model.finding_codes import CODES
from datagov_cli.queries.fields import FIELDS
from datagov_cli.site.answers import COMPARED, Answers
from datagov_cli.storage.store import display_name
from datagov_cli.views import View
from datagov_cli.views.comparison import comparison_view, list_view
from datagov_cli.views.coverage import coverage_view
from datagov_cli.views.diff import diff_view
from datagov_cli.views.explain import explain_view
from datagov_cli.views.fields import fields_view
from datagov_cli.views.findings import findings, statistics_view
from datagov_cli.views.groups import groups_view
from datagov_cli.views.info import info_view
from datagov_cli.views.province import national_view, province_view
from datagov_cli.views.record_table import record_table_view
from datagov_cli.views.stale import stale_view
from datagov_cli.views.targets import targets_view
from datagov_cli.views.timeline import timeline_view
from datagov_cli.views.why import why_view

ROOT = "api/v1"
#: The version of the form of these files; it grows when a reader of the old form would fail.
VERSION = "1.1.0"

#: Values of the parameters of a path.
Chosen = Mapping[str, str]
Payload = dict[str, Any]


class Parameter(Frozen):
    """A part of a path that stands for several: what it is, and its values."""

    about: str
    values: Callable[[Answers], Sequence[str]]


#: The fields of provinces, but for counts of records that the comparison does not show.
_FIELDS = tuple(
    key
    for key, field in FIELDS.items()
    if key in COMPARED or not (field.identity or field.kind == "number")
)
PARAMETERS = {
    "province": Parameter("Id of a province.", lambda a: [each.id for each in a.provinces]),
    "field": Parameter("Key of a field.", lambda _: _FIELDS),
    "code": Parameter("Code of a finding.", lambda _: tuple(CODES)),
    "day": Parameter(
        "A day on which the data changed, as the page of changes lists them.",
        lambda a: [changed.date for changed in a.changes],
    ),
}


class ApiFile(Frozen):
    """A document: its path below the language, the name of its schema, what it is, and its view in
    a language, with the values of the parameters in its path. Where its view is ``None`` there is
    none. ``published`` makes of what the view says what can be said of it to everybody."""

    path: str
    schema: str
    about: str
    view: Callable[[Answers, str, Chosen], View | None]
    published: Callable[[Answers, Payload], Payload] | None = None

    @property
    def parameters(self) -> dict[str, Parameter]:
        """Those that stand in the path, by name."""
        return {name: each for name, each in PARAMETERS.items() if f"{{{name}}}" in self.path}

    def files(self, answers: Answers, lang: str) -> Iterator[tuple[str, Payload]]:
        """Each path with its document."""
        names = list(self.parameters)
        for values in product(*(PARAMETERS[name].values(answers) for name in names)):
            chosen = dict(zip(names, values, strict=True))
            view = self.view(answers, lang, chosen)
            if view is not None:
                told = view.payload()
                made = self.published(answers, told) if self.published else told
                yield self.path.format(**chosen), made


def _of_kind(kind: str, about: str) -> ApiFile:
    """All records of a kind, as ``datagov list KIND`` has them."""
    return ApiFile(
        f"{kind}.json",
        f"datagov/{kind}@1",
        about,
        lambda a, lang, _: record_table_view(a.store, a.known.records(kind, lang=lang), lang, ()),
    )


def _info(answers: Answers, payload: Payload) -> Payload:
    """Without the places of the machine on which the site was made."""
    return {**payload, "data": answers.store.root.name, "packaged": False, "cache": None}


def _validate(answers: Answers, payload: Payload) -> Payload:
    """With the files as they stand in the data directory."""
    root = f"{display_name(answers.store.root)}/"
    diagnostics = [
        {**each, "file": each["file"].removeprefix(root)} for each in payload["diagnostics"]
    ]
    return {**payload, "diagnostics": diagnostics}


def _diff(answers: Answers, lang: str, chosen: Chosen) -> View:
    changed = next(each for each in answers.changes if each.date == chosen["day"])
    return diff_view(changed.changes, changed.before, changed.commit, lang)


def _why(answers: Answers, lang: str, chosen: Chosen) -> View:
    province = answers.known.provinces[chosen["province"]]
    explanation = answers.explanation(chosen["province"], chosen["field"])
    return why_view(answers.store, province, explanation, lang)


DOCUMENTS = (
    ApiFile("list.json", "datagov/list@1", "All provinces with every field.",
            lambda a, lang, _: list_view(a.store, a.known.select(), lang)),
    ApiFile("compare.json", "datagov/compare@1", "The provinces side by side, best rank first.",
            lambda a, lang, _: comparison_view(a.store, a.now.comparison, lang)),
    ApiFile("groups/{field}.json", "datagov/groups@1", "The provinces by their values of a field.",
            lambda a, lang, chosen: groups_view(a.store, a.grouping(chosen["field"]), lang)),
    ApiFile("provinces/{province}.json", "datagov/provinces@1", "A province with all its records.",
            lambda a, lang, chosen: province_view(
                 a.store, a.known.select(chosen["province"]), (), lang)),
    _of_kind("bodies", "Bodies of all provinces."),
    _of_kind("heads", "Headships of all provinces."),
    _of_kind("meetings", "Meetings of all provinces."),
    _of_kind("policies", "Policies and regulations of all provinces."),
    _of_kind("measures", "Measured figures of all provinces."),
    _of_kind("milestones", "Milestones of all provinces."),
    _of_kind("initiatives", "Initiatives of all provinces."),
    _of_kind("statements", "Statements about the whole country."),
    _of_kind("sources", "The sources."),
    _of_kind("vocabularies", "The vocabularies."),
    _of_kind("terms", "The terms of all vocabularies."),
    ApiFile("targets.json", "datagov/targets@1", "Measurable targets.",
            lambda a, lang, _: targets_view(a.store, a.targets, lang)),
    ApiFile("timeline.json", "datagov/timeline@1", "Dated records, oldest first.",
            lambda a, lang, _: timeline_view(a.store, a.timeline, lang)),
    ApiFile("national.json", "datagov/national@1", "What sources state about the whole country.",
            lambda a, lang, _: national_view(a.store, a.national, lang) if a.national else None),
    ApiFile("why/{province}/{field}.json", "datagov/why@1",
            "Where a value comes from, and what contradicts it.", _why),
    ApiFile("coverage.json", "datagov/coverage@1", "How much is known of each province.",
            lambda a, lang, _: coverage_view(a.store, a.coverage, lang)),
    ApiFile("stale.json", "datagov/stale@1", "Records that need re-checking.",
            lambda a, lang, _: stale_view(a.store, a.due, lang)),
    ApiFile("fields.json", "datagov/fields@1", "The fields, their meaning and their values.",
            lambda a, lang, _: fields_view(a.store, a.known.fields, lang)),
    ApiFile("info.json", "datagov/info@1",
            "The version, how much is on record, how new it is; nothing of the machine that made"
            " the site.",
            lambda a, lang, _: info_view(a.store, a.coverage, False, lang), _info),
    ApiFile("validate.json", "datagov/validate@1",
            "What the checks found in the data when the site was made.",
            lambda a, lang, _: findings(a.report, lang), _validate),
    ApiFile("validate-statistics.json", "datagov/validate-statistics@1",
            "The same, counted by code.", lambda a, lang, _: statistics_view(a.report, lang)),
    ApiFile("explain.json", "datagov/explain@1", "What the codes of findings mean.",
            lambda _, lang, __: explain_view(CODES, lang)),
    ApiFile("explain/{code}.json", "datagov/explain@1", "What a code of findings means.",
            lambda _, lang, chosen: explain_view([chosen["code"]], lang)),
    ApiFile("diff/{day}.json", "datagov/diff@1",
            "All that changed in the data on a day, by meaning.", _diff),
)  # fmt: skip
#: Answers of the commands that are no documents here, by their schema, and why.
LEFT_OUT = {
    "search@1": "A file cannot answer every query; search-index.json holds what to search.",
    "sql@1": "A file cannot answer every query; the downloads include the database.",
    "claims@1": "Several megabytes; the downloads include it as claims.csv and as JSON Lines.",
    "cite@1": "References depend on a style; sources.json has what they are made of.",
    "verify@1": "It compares the data with copies of the sources, which are not published.",
    "fmt@1": "It tells what the command did to files.",
    "new@1": "It tells what the command did to a file.",
    "change@1": "It tells what the command did to a record.",
    "cell@1": "A part of other answers.",
}

"""The pages of the site in one language: front page and provinces, and all others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from datagov_cli.base.messages import text
from datagov_cli.model.records import Province
from datagov_cli.site.charts import standings
from datagov_cli.site.comparison_pages import Sides, comparison_pages
from datagov_cli.site.edition import Edition
from datagov_cli.site.layout import lay_out
from datagov_cli.site.lists import list_pages
from datagov_cli.site.maps import from_blocks
from datagov_cli.site.page import Page, parts_of
from datagov_cli.site.source_pages import source_pages
from datagov_cli.views.coverage import coverage_map
from datagov_cli.views.timeline import timeline_view

#: Events on the front page.
NEWEST_EVENTS = 8


def pages(edition: Edition, sides: Sides) -> Iterator[Page]:
    """Every page of the site in one language.

    :param sides: its comparisons.
    """
    yield _front(edition, sides)
    yield from comparison_pages(sides)
    yield from _provinces(edition)
    yield from list_pages(edition)
    yield from source_pages(edition)


def _front(edition: Edition, sides: Sides) -> Page:
    answers, lang = edition.answers, edition.lang
    maps = [*sides.now.maps]
    claims = coverage_map(answers.store, answers.coverage, answers.now.comparison, lang)
    maps.append(from_blocks(edition, "claims", claims.blocks()))
    past = [event for event in answers.timeline.events if event.date and not event.ahead]
    past = [event for event in past if event.days[0] <= answers.today]
    newest = answers.listed(past[: -NEWEST_EVENTS - 1 : -1])
    content = {
        "maps": maps,
        "days": answers.days,
        "coverage": answers.coverage.total,
        "newest_shown": lay_out(timeline_view(answers.store, newest, lang).blocks()),
        "changed": answers.changes[:1],
        "names": [(province.id, province.short_name.get(lang)) for province in answers.provinces],
    }
    about = text(
        "Who steers data governance in China’s provinces, what was decided, which goals are set:"
        " each fact with its source, unknown where the sources are silent.",
        lang,
    )
    title = text("Data governance in China’s provinces", lang)
    return Page("index.html", "front.html", title, about, content, "index")


def _provinces(edition: Edition) -> Iterator[Page]:
    drawn = standings(edition.answers.targets)
    for pages in edition.provinces:
        province = pages.province
        own = province.name.get(edition.lang)
        about = text(
            "{province}: bodies that steer data governance, who heads them, policies, targets and"
            " events, each with its source.",
            edition.lang,
            province=own,
        )
        listed = list(zip(pages.paths, pages.layouts, strict=True))
        contents = [
            (section.heading.text, f"{path}#Part-{place}")
            for path, layout in listed
            for place, section in enumerate(layout.sections, start=1)
            if section.heading
        ]
        for path, layout in listed:
            content = {
                "province": province,
                "layout": layout,
                "head": pages.layouts[0].title,
                "contents": list(dict(reversed(contents)).items())[::-1],
                "parts": parts_of(pages.paths, path),
                "standings": drawn,
                "anchors": _anchors(province),
            }
            yield Page(path, "province.html", own, about, content, "index")


def _anchors(province: Province) -> dict[str, tuple[str, ...]]:
    """By record, the terms that occur in the paragraphs it cites."""
    records: list[Any] = list(province.records())
    records += [head for body in province.bodies for head in body.heads]
    return {f"{province.id}/{record.about.id}": record.about.anchors for record in records}

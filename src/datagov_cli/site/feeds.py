"""What other programs follow: the feed of changes, calendars, the map of the site, the data set
in the terms of schema.org."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from xml.sax.saxutils import escape

from datagov_cli.base.messages import message, text
from datagov_cli.base.safe_text import visible
from datagov_cli.base.version import __version__
from datagov_cli.render import CALENDAR_FORMATS, OutputStyle, render
from datagov_cli.site.answers import Answers
from datagov_cli.site.downloads import FOLDER
from datagov_cli.site.edition import Edition
from datagov_cli.site.history import Changed
from datagov_cli.views import Grid
from datagov_cli.views.diff import diff_view
from datagov_cli.views.stale import stale_view
from datagov_cli.views.timeline import timeline_view

_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_NAME = message("Data governance in China’s provinces")
_ABOUT = message(
    "Which leading bodies steer data governance in China’s provinces, who heads them, which"
    " policies, targets and milestones are on record; every value cited, dated, and marked where it"
    " is implied, disputed or unknown."
)
_LICENCE = "https://creativecommons.org/licenses/by/4.0/"
#: Names of entries that last, whatever the address of the site (RFC 4151).
_TAG = "tag:datagov,2025"
#: Changes that an entry of the feed spells out.
MOST_LINES = 40


def change_feed(edition: Edition, base: str | None) -> bytes:
    """What changed in the data, an entry a day (Atom, RFC 4287)."""
    lang, answers = edition.lang, edition.answers
    days = answers.changes
    updated = days[0].date if days else answers.today.isoformat()
    title = f"datagov – {text('What changed', lang)}"
    lines = [
        f'{_HEAD}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{lang}">',
        f"<title>{escape(title)}</title>",
        f"<id>{_TAG}:changes:{lang}</id>",
        f"<updated>{updated}T00:00:00Z</updated>",
        "<author><name>datagov</name></author>",
        f'<link rel="alternate" type="text/html" href="{escape(base or "")}'
        f'{f"{lang}/" if base else ""}changes.html"/>',
        *(_feed_entry(edition, changed, base) for changed in days),
        "</feed>",
    ]
    return "\n".join([*lines, ""]).encode()


def _feed_entry(edition: Edition, changed: Changed, base: str | None) -> str:
    lang = edition.lang
    view = diff_view(changed.changes[:MOST_LINES], changed.before, changed.commit, lang)
    rows = [row for block in view.blocks() if isinstance(block, Grid) for row in block.rows]
    said = "\n".join(visible(" · ".join(e.text for e in row if e.text)) for row in rows)
    title = text("{date}: {number} changes in meaning", lang, date=changed.date,
                 number=len(changed.changes))  # fmt: skip
    where = f"{base}{lang}/" if base else ""
    return (
        f"<entry><title>{escape(title)}</title><id>{_TAG}:changes:{lang}:{changed.date}</id>"
        f"<updated>{changed.date}T00:00:00Z</updated>"
        f'<link rel="alternate" type="text/html" href="{escape(where)}changes.html#D{changed.date}"'
        f'/><content type="text">{escape(said)}</content></entry>'
    )


def calendars(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """The timeline and what is to be re-checked, as calendars."""
    answers, lang = edition.answers, edition.lang
    views = {
        "calendar.ics": timeline_view(answers.store, answers.timeline, lang),
        "re-check.ics": stale_view(answers.store, answers.due, lang),
    }
    for name, view in views.items():
        yield name, "".join(render(view, "ics", OutputStyle(), CALENDAR_FORMATS)).encode()


def robots(base: str | None) -> bytes:
    """Everybody may read everything; where the sitemap is, if the address is known."""
    lines = ["User-agent: *", "Allow: /"]
    lines += [f"Sitemap: {base}sitemap.xml"] if base else []
    return "\n".join([*lines, ""]).encode()


def sitemap(base: str, paths: Iterable[str]) -> bytes:
    """Every page (sitemaps.org, protocol 0.9)."""
    listed = "".join(f"<url><loc>{escape(base + path)}</loc></url>\n" for path in paths)
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'{_HEAD}<urlset xmlns="{space}">\n{listed}</urlset>\n'.encode()


def dataset(answers: Answers, base: str | None) -> dict[str, Any]:
    """A ``Dataset`` (https://schema.org/Dataset).

    :param base: where the site is published; addresses are left out without.
    """
    days = [day for event in answers.timeline.events if not event.ahead for day in event.days]
    covered = f"{min(days).isoformat()}/{max(days).isoformat()}" if days else None
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": [{"@value": _NAME.en, "@language": "en"}, {"@value": _NAME.zh, "@language": "zh"}],
        "description": [
            {"@value": _ABOUT.en, "@language": "en"},
            {"@value": _ABOUT.zh, "@language": "zh"},
        ],
        "version": __version__,
        "license": _LICENCE,
        "isAccessibleForFree": True,
        "inLanguage": ["zh", "en"],
        "spatialCoverage": {"@type": "Place", "name": "China"},
        "keywords": ["data governance", "China", "provinces", "open data"],
    }
    if answers.newest:
        described["dateModified"] = str(answers.newest).rstrip("~")
    if covered:
        described["temporalCoverage"] = covered
    if base:
        described["url"] = f"{base}index.html"
        described["distribution"] = [
            {
                "@type": "DataDownload",
                "name": each.name,
                "encodingFormat": each.media_type,
                "contentSize": each.size,
                "contentUrl": f"{base}{FOLDER}/{each.name}",
            }
            for each in answers.downloads
            if each.data is not None
        ]
    return described

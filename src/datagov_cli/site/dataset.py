"""The data set described in the terms of schema.org, as JSON-LD."""

from __future__ import annotations

from typing import Any

from datagov_cli import __version__
from datagov_cli.base.messages import message
from datagov_cli.site.answers import Answers
from datagov_cli.site.downloads import FOLDER

_NAME = message("Data governance in China’s provinces")
_ABOUT = message(
    "Which leading bodies steer data governance in China’s provinces, who heads them, which"
    " policies, targets and milestones are on record; every value cited, dated, and marked where it"
    " is implied, disputed or unknown."
)
_LICENCE = "https://creativecommons.org/licenses/by/4.0/"


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

"""A page of the site, and lists that are too long for one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from datagov_cli.base.frozen import Frozen
from datagov_cli.site.layout import Layout, in_pages

#: Bytes of sections on a page; what is more goes to a further one.
MOST_BYTES = 75_000


class Page(Frozen):
    """A page: its path from the folder of its language, its template, its title and a line about
    it, what the template shows; ``part`` is its entry in the navigation."""

    path: str
    template: str
    title: str
    about: str
    content: Mapping[str, Any]
    part: str = ""


def page_of_part(
    part: str, title: str, about: str, template: str = "list.html", **content: Any
) -> Page:
    """The page that an entry in the navigation leads to; it is called like it."""
    return Page(f"{part}.html", template, title, about, content, part)


class PageNumber(Frozen):
    """One of several pages of a list."""

    label: str
    path: str
    here: bool


def numbered(page: Page, layout: Layout) -> Iterator[Page]:
    """The page with the layout, on as many pages as it takes: ``NAME.html``, ``NAME_2.html`` …"""
    groups = in_pages(layout.sections, MOST_BYTES)
    yield from parted(page, [layout.only(group) for group in groups])


def parted(page: Page, layouts: list[Layout]) -> Iterator[Page]:
    """The page with each of the layouts, which link to one another."""
    paths = part_paths(page.path, len(layouts))
    for path, layout in zip(paths, layouts, strict=True):
        content = {**page.content, "layout": layout, "parts": parts_of(paths, path)}
        yield page.replace(path=path, content=content)


def parts_of(paths: Sequence[str], here: str) -> list[PageNumber]:
    """The entries of the parts of a list, of which one is shown; none if there is only one."""
    if len(paths) < 2:
        return []
    return [
        PageNumber(str(number), path, path == here) for number, path in enumerate(paths, start=1)
    ]


def part_paths(path: str, number: int) -> list[str]:
    """The paths of so many parts: the first has the path itself. No id has the sign ``_``."""
    stem = path.removesuffix(".html")
    return [path, *(f"{stem}_{place}.html" for place in range(2, number + 1))][:number]


def first_part(path: str) -> str:
    """The path of the first part of the list of which a path is a part."""
    return re.sub(r"_\d+\.html$", ".html", path)

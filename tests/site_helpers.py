"""What the tests of the site share: a site as its files, and what its pages consist of."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from datagov_cli.api import Knowledge
from datagov_cli.site.build import site_files
from datagov_cli.storage.store import Store, find_root

#: Elements that have no end tag.
VOID = {"meta", "link", "input", "br", "img", "hr", "rect"}
#: Elements that are one thing to read, so that a reservation must stand within the same.
UNITS = ("tr", "li", "dd", "h3", "p")

Site = dict[str, bytes]


class Element(NamedTuple):
    """An element of a page: its tag, its attributes, and the text within it."""

    tag: str
    attributes: dict[str, str]
    text: str


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Element] = []
        self._open: list[tuple[str, dict[str, str], list[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag in VOID:
            self.found.append(Element(tag, attributes, ""))
        else:
            self._open.append((tag, attributes, []))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(Element(tag, {name: value or "" for name, value in attrs}, ""))

    def handle_data(self, data: str) -> None:
        for _, _, text in self._open:
            text.append(data)

    def handle_endtag(self, tag: str) -> None:
        name, attributes, text = self._open.pop()
        assert name == tag, f"<{name}> ends with </{tag}>"
        self.found.append(Element(name, attributes, "".join(text)))


def build(data: Path, address: str | None = None, exports: bool = False) -> Site:
    """The site of a data directory, as its files."""
    return dict(site_files(Knowledge(Store(find_root(data))), address, exports))


@cache
def elements(page: bytes) -> list[Element]:
    """Every element of a page, those within others before these."""
    reader = _Reader()
    reader.feed(page.decode())
    reader.close()
    return reader.found


def pages(site: Site) -> dict[str, bytes]:
    return {path: data for path, data in site.items() if path.endswith(".html")}


def broken_links(site: Site) -> Iterator[str]:
    """Every link within the site that leads nowhere."""
    read = {path: elements(data) for path, data in pages(site).items()}
    ids = {path: {e.attributes.get("id") for e in found} for path, found in read.items()}
    for path, found in read.items():
        for element in found:
            for name in ("href", "src", "data-index"):
                link = element.attributes.get(name)
                if link is None or urlsplit(link).scheme:
                    continue
                parts = urlsplit(link)
                target = posixpath.join(posixpath.dirname(path), unquote(parts.path))
                target = posixpath.normpath(target) if parts.path else path
                if target not in site:
                    yield f"{path}: {link}"
                elif parts.fragment and parts.fragment not in ids.get(target, set()):
                    yield f"{path}: {link} (no such place)"

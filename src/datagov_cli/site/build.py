"""The whole site: every file with its path and content, and a folder made of them."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Generator, Iterator
from contextlib import nullcontext
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from datagov_cli.api import Knowledge
from datagov_cli.base.errors import UsageError
from datagov_cli.base.files import unwritten
from datagov_cli.base.messages import message, text
from datagov_cli.base.output import folder_draft, link_in
from datagov_cli.base.version import __version__
from datagov_cli.render.as_json import document
from datagov_cli.site.answers import LANGUAGES, Answers
from datagov_cli.site.api_files import api_files
from datagov_cli.site.comparison_pages import Sides
from datagov_cli.site.day_states import day_states
from datagov_cli.site.downloads import FOLDER, Downloads
from datagov_cli.site.edition import Edition
from datagov_cli.site.feeds import calendars, change_feed, dataset, robots, sitemap
from datagov_cli.site.page import Page, first_part
from datagov_cli.site.pages import pages
from datagov_cli.site.search_index import search_index
from datagov_cli.site.templating import ROOT, Templates, templates

#: Language → its tag in ``lang`` and ``hreflang`` (BCP 47), and what it calls itself.
TAGS = {"zh": ("zh-Hans", "中文"), "en": ("en", "English")}
#: What a page may load: nothing but what comes with the site (Content Security Policy Level 3).
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none';"
    " form-action 'none'"
)
#: A file by which a folder is known to be a site that may be replaced.
SIGN = "site.json"

SiteFile = tuple[str, bytes]


class Alternate(NamedTuple):
    """A page in another language, or the page that lets its reader choose."""

    tag: str
    address: str
    name: str = ""


def site_files(
    known: Knowledge, address: str | None = None, exports: bool = True
) -> Generator[SiteFile, None, None]:
    """Every file of the site: its path, with ``/``, and its content.

    :param known: all that is known; not about a day.
    :param address: where the site will be published, for canonical addresses and the sitemap.
    :param exports: with the data as files to take away.
    :raises UsageError: if Jinja2 is not installed.
    :raises DataError: if a data file cannot be read.
    """
    # Before any work: without Jinja2 there is no site.
    filler = templates()
    exported = Downloads(known.store, known.provinces.values()) if exports else None
    with exported or nullcontext():
        yield from _site_files(Answers(known, exported), filler, address)


def _site_files(answers: Answers, filler: Templates, address: str | None) -> Iterator[SiteFile]:
    base = address and f"{address.rstrip('/')}/"
    paths = []
    editions = [Edition(answers, lang) for lang in LANGUAGES]
    sides = {edition.lang: Sides(edition) for edition in editions}
    made = {edition.lang: list(pages(edition, sides[edition.lang])) for edition in editions}
    there = {f"{lang}/{page.path}" for lang, listed in made.items() for page in listed}
    for edition in editions:
        lang = edition.lang
        writer = _PageWriter(filler, edition, base, there)
        for page in made[lang]:
            paths.append(f"{lang}/{page.path}")
            yield paths[-1], writer.write(page)
        yield f"{lang}/days.js", day_states(filler, sides[lang])
        yield f"{lang}/changes.atom", change_feed(edition, base)
        yield from ((f"{lang}/{name}", data) for name, data in calendars(edition))
    yield "assets/search.js", search_index(*editions)
    yield "index.html", _root(filler, base)
    yield from _assets()
    for each in answers.downloads:
        if each.data is not None:
            yield f"{FOLDER}/{each.name}", each.data
    yield from api_files(answers, editions)
    yield "dataset.jsonld", document(dataset(answers, base), indent=2).encode()
    yield "robots.txt", robots(base)
    if base:
        yield "sitemap.xml", sitemap(base, ["index.html", *paths])
    # GitHub Pages would else leave out what begins with "_".
    yield ".nojekyll", b""
    sign = {"generator": f"datagov {__version__}", "built": answers.today.isoformat()}
    yield SIGN, document(sign, indent=2).encode()


class _PageWriter:
    """Fills the templates of the pages in one language.

    :param there: the paths of all pages, in both languages.
    """

    def __init__(
        self, filler: Templates, edition: Edition, base: str | None, there: set[str]
    ) -> None:
        self.there = there
        self.filler = filler
        self.edition = edition
        self.base = base
        self.lang = edition.lang
        self.navigation = [
            ("compare", text("Comparison", self.lang)),
            ("policies", text("Policies", self.lang)),
            ("targets", text("Targets", self.lang)),
            ("timeline", text("Timeline", self.lang)),
            ("sources", text("Sources", self.lang)),
            ("quality", text("Data quality", self.lang)),
            ("about", text("About", self.lang)),
        ]

    def write(self, page: Page) -> bytes:
        answers, lang = self.edition.answers, self.lang
        top = "../" * page.path.count("/")
        root = f"{top}../"
        (other,) = (each for each in LANGUAGES if each != lang)
        content: dict[str, Any] = {
            "page": page,
            "top": top,
            "root": root,
            "tag": TAGS[lang][0],
            "policy": POLICY,
            "canonical": self._absolute(page, lang, root),
            "alternates": self._alternates(page, root),
            "other": self._other(page, other, root),
            "navigation": self.navigation,
            "more": [
                (f"{top}changes.html", text("What changed", lang)),
                (f"{top}downloads.html", text("Downloads", lang)),
                (f"{root}api/v1/index.json", "API"),
                (f"{top}changes.atom", "Atom"),
                (f"{top}calendar.ics", text("Calendar", lang)),
            ],
            "national": bool(self.edition.national),
            "newest": answers.newest,
            "today": answers.today.isoformat(),
            "version": __version__,
            **self._links(page, top),
            **page.content,
        }
        if page.template == "front.html":
            described = self.filler.json(dataset(answers, self.base))
            styles = self.filler.styles()
            policy = POLICY.replace("script-src 'self'", f"script-src 'self' {_digest(described)}")
            policy = policy.replace("style-src 'self'", f"style-src {_digest(styles)}")
            content |= {"dataset": described, "styles": styles, "policy": policy}
        return self.filler.fill(page.template, lang, content).encode()

    def _links(self, page: Page, top: str) -> dict[str, Any]:
        """The functions that say where a record stands, from this page."""
        used: set[str] = set()
        here = f"{page.path}#"

        def link(record: str) -> str | None:
            place = self.edition.place(record)
            return f"{top}{place}" if place else None

        def anchor(record: str) -> str | None:
            """The id of a record that stands on this page, once."""
            place = self.edition.places.get(record, "")
            if not place.startswith(here) or place in used:
                return None
            used.add(place)
            return place.removeprefix(here)

        return {"link": link, "anchor": anchor}

    def _absolute(self, page: Page, lang: str, root: str) -> str:
        return f"{self.base or root}{lang}/{page.path}"

    def _other(self, page: Page, lang: str, root: str) -> Alternate:
        """The page in the other language; a list may have fewer parts there."""
        path = page.path
        if f"{lang}/{path}" not in self.there:
            path = first_part(path)
        return Alternate(TAGS[lang][0], f"{root}{lang}/{path}", TAGS[lang][1])

    def _alternates(self, page: Page, root: str) -> list[Alternate]:
        listed = [
            Alternate(TAGS[each][0], self._absolute(page, each, root))
            for each in LANGUAGES
            if f"{each}/{page.path}" in self.there
        ]
        return [*listed, Alternate("x-default", f"{self.base or root}index.html")]


def _digest(block: str) -> str:
    """What a policy knows a block of a page by: the style sheet of the front page, which comes with
    it so as to be seen sooner, and its data, which validators may take for a script."""
    return f"'sha256-{b64encode(sha256(block.encode()).digest()).decode()}'"


def _root(filler: Templates, base: str | None) -> bytes:
    """The page that lets a reader choose a language."""
    listed = [Alternate(TAGS[each][0], f"{base or ''}{each}/index.html") for each in LANGUAGES]
    content = {
        "policy": POLICY,
        "canonical": f"{base or ''}index.html",
        "alternates": [*listed, Alternate("x-default", f"{base or ''}index.html")],
    }
    return filler.fill("root.html", "en", content).encode()


def _assets() -> Iterator[SiteFile]:
    for path in sorted((ROOT / "assets").iterdir()):
        yield f"assets/{path.name}", path.read_bytes()


# --- a folder --------------------------------------------------------------------------------


def write_site(files: Iterator[SiteFile], folder: Path, force: bool = False) -> int:
    """Write the files into a folder, all or none; returns how many.

    :param force: replace a site that stands there.
    :raises UsageError: if the folder is a link, no folder, or holds something else than a site;
        or if a site stands there and ``force`` is not given.
    :raises DataError: if it cannot be written.
    """
    _check_folder(folder, force)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritten(folder, error) from error
    number = 0
    with folder_draft(folder) as draft:
        for name, data in files:
            path = draft / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            number += 1
    return number


def _check_folder(folder: Path, force: bool) -> None:
    link = link_in(folder)
    if link:
        raise UsageError(
            message("{link} is a symbolic link", link=link), message("name the folder itself")
        )
    if not folder.exists():
        return
    if not folder.is_dir():
        raise UsageError(message("{folder} is not a directory", folder=folder))
    if any(folder.iterdir()):
        if not (folder / SIGN).is_file():
            hint = message("name an empty directory, or one that does not exist yet")
            raise UsageError(message("{folder} holds other files than a site", folder=folder), hint)
        if not force:
            raise UsageError(
                message("{folder} already exists", folder=folder),
                message("use --force to replace the site in it"),
            )

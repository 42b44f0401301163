"""The static site in a real browser: headless Chromium, opened from the disk.

They are skipped, and the summary says so, where there is neither Chromium nor Chrome; with ``CI``
set they fail.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Error, Page, expect, sync_playwright
from site_helpers import Site

from datagov_cli.site import answers

#: What Debian calls it, and what Ubuntu does.
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-default-apps", "--disable-sync", "--no-first-run",
]  # fmt: skip
#: One of each kind of page, that is of each template.
KINDS = [
    "../index.html", "index.html", "as-of/2025-04-18.html", "provinces/guangdong.html",
    "targets.html", "sources/gazette-2025-04-21.html", "changes.html", "downloads.html",
    "about.html",
]  # fmt: skip
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # Without a path Playwright looks for Chrome where each system installs it: the machines of
        # GitHub with macOS and Windows have it.
        where: Any = {"executable_path": CHROMIUM} if CHROMIUM else {"channel": "chrome"}
        try:
            launched = playwright.chromium.launch(args=ARGUMENTS, **where)
        except Error:
            missing = "NO BROWSER: install Chromium (apt-get install chromium fonts-noto-cjk)"
            if os.environ.get("CI"):
                pytest.fail(f"{missing} or Chrome")
            pytest.skip(f"{missing} or Chrome to try the site in it")
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def folder(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the invented country, on the disk."""
    root = tmp_path_factory.mktemp("site")
    for name, data in site.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return root


class Visit:
    """A page in a window of its own, with what it complained of and what it asked for."""

    def __init__(self, page: Page, folder: Path) -> None:
        self.page = page
        self.folder = folder
        self.complaints: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))

    def go(self, path: str) -> Page:
        self.page.goto(f"{self.folder.as_uri()}/{path}")
        return self.page

    def path(self) -> str:
        """The address from the root of the site, with what stands behind ``#``."""
        url: str = self.page.url
        return url.removeprefix(f"{self.folder.as_uri()}/")


@pytest.fixture(scope="module")
def window(browser: Browser, folder: Path) -> Visit:
    """One window for all tests: a new one costs more than most of them."""
    context = browser.new_context()
    context.set_default_timeout(5_000)
    return Visit(context.new_page(), folder)


@pytest.fixture
def visit(window: Visit) -> Iterator[Visit]:
    """The window, wide and light, with nothing to complain of."""
    window.page.set_viewport_size({"width": 1280, "height": 900})
    window.page.emulate_media(media="screen", color_scheme="light", reduced_motion="no-preference")
    window.complaints.clear()
    window.requests.clear()
    yield window
    assert window.complaints == []
    assert {url.partition(":")[0] for url in window.requests} <= {"file"}


# --- the map ------------------------------------------------------------------------------------


def test_the_map_switches_and_its_address_can_be_shared(visit: Visit) -> None:
    page = visit.go("en/index.html")
    shown = page.locator(".map:visible")
    expect(shown).to_have_count(1)
    expect(shown.locator(".key")).to_contain_text("Party secretary")
    page.get_by_text("Policies on record", exact=True).first.click()
    expect(page.locator(".map:visible .tiles")).to_contain_text("Guangdong")
    assert visit.path() == "en/index.html#map=policies.count"
    page.reload()
    expect(page.locator('[name="map"]:checked')).to_have_value("policies.count")
    page.get_by_role("link", name="中文").click()
    assert visit.path() == "zh/index.html#map=policies.count"
    expect(page.locator('[name="map"]:checked')).to_have_value("policies.count")


def test_the_map_is_reached_and_switched_by_keyboard(visit: Visit) -> None:
    page = visit.go("en/index.html")
    page.locator('[name="map"]').first.focus()
    page.keyboard.press("ArrowRight")
    assert visit.path().startswith("en/index.html#map=")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/provinces/*.html")


# --- the comparison -------------------------------------------------------------------------------


def test_the_comparison_is_sorted_filtered_and_shared(visit: Visit) -> None:
    page = visit.go("en/compare.html")
    names = page.locator("#Comparison tbody tr:visible th")
    before = names.all_inner_texts()
    page.get_by_role("button", name="Policies on record").click()
    first = names.all_inner_texts()
    page.get_by_role("button", name="Policies on record").click()
    assert names.all_inner_texts() != first
    assert sorted(names.all_inner_texts()) == sorted(before)
    page.get_by_role("combobox", name="Leader rank").select_option("unknown")
    few = names.all_inner_texts()
    assert 0 < len(few) < len(before)
    expect(page.locator(".filters [role=status]")).to_have_text(
        f"{len(few)} of {len(before)} provinces shown"
    )
    assert "sort=-policies.count" in visit.path()
    page.reload()
    assert names.all_inner_texts() == few
    page.get_by_role("button", name="Show all").click()
    assert len(names.all_inner_texts()) == len(before)
    page.get_by_label("Name contains").fill("guangd")
    assert names.all_inner_texts() == ["Guangdong"]


def test_unknown_comes_last_either_way(visit: Visit) -> None:
    page = visit.go("en/compare.html#sort=leader-rank")
    column = page.locator("#Comparison tbody tr td:nth-child(2)")
    for path in ("en/compare.html#sort=leader-rank", "en/compare.html#sort=-leader-rank"):
        visit.go(path)
        page.wait_for_function("document.querySelector('#Comparison [aria-sort]')")
        texts = column.all_inner_texts()
        unknown = [text == "unknown" for text in texts]
        assert any(unknown)
        assert unknown == sorted(unknown)


def test_a_day_is_chosen_and_the_state_goes_with_it(visit: Visit) -> None:
    page = visit.go("en/compare.html")
    page.get_by_label("Name contains").fill("g")
    page.get_by_text("Each day as a page of its own").click()
    page.locator(".days a").nth(1).click()
    assert visit.path().startswith("en/as-of/")
    assert visit.path().endswith("#name=g")
    expect(page.get_by_label("Name contains")).to_have_value("g")
    expect(page.locator(".map:visible")).to_have_count(1)


#: What map and comparison say, whichever page says it.
_SAID = """(days) => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const text = (element) => element.textContent.replace(/\\s+/g, " ").trim();
  const maps = all(".map").filter((map) => days.includes(map.dataset.key));
  const looks = maps.flatMap((map) => all(".tiles li", map).map((tile) => tile.className));
  return [all("#Comparison tbody tr, #Notes, #Closing").map(text), maps.map(text), looks];
}"""


def test_the_slider_shows_what_the_page_of_each_day_says(visit: Visit, site: Site) -> None:
    days = _days(site)
    mapped = list(answers.MAP_FIELDS_OF_DAYS)
    told = {day: visit.go(f"en/as-of/{day}.html").evaluate(_SAID, mapped) for day in days}
    page = visit.go("en/compare.html")
    now = page.evaluate(_SAID, mapped)
    slider = page.get_by_role("slider")
    for day in (*days, *reversed(days)):
        slider.fill(str(days.index(day)))
        expect(page.locator(".slider output")).not_to_contain_text("…")
        assert page.evaluate(_SAID, mapped) == told[day], day
    slider.fill(str(len(days)))
    assert page.evaluate(_SAID, mapped) == now


def test_the_slider_is_moved_by_keyboard_and_its_day_stands_in_the_address(
    visit: Visit, site: Site
) -> None:
    first, second = _days(site)[:2]
    words = {day: _in_words(date.fromisoformat(day)) for day in (first, second)}
    page = visit.go("en/compare.html")
    slider = page.get_by_role("slider", name="On record about a day")
    shown = page.locator(".slider output")
    expect(slider).to_have_attribute("aria-valuetext", "now")
    slider.focus()
    page.keyboard.press("Home")
    assert visit.path() == f"en/compare.html#day={first}"
    expect(shown).to_have_text(words[first])
    expect(slider).to_have_attribute("aria-valuetext", words[first])
    page.keyboard.press("ArrowRight")
    assert visit.path() == f"en/compare.html#day={second}"
    page.reload()
    expect(shown).to_have_text(words[second])
    page.get_by_role("link", name="中文").click()
    assert visit.path() == f"zh/compare.html#day={second}"
    expect(shown).to_contain_text("年")
    page.go_back()
    page.get_by_role("button", name="Earlier day").click()
    assert visit.path() == f"en/compare.html#day={first}"
    expect(page.get_by_role("button", name="Earlier day")).to_be_disabled()
    page.go_back()
    expect(shown).to_have_text(words[second])


def test_a_map_without_days_cannot_be_asked_for_one(visit: Visit) -> None:
    page = visit.go("en/index.html#map=claims")
    chosen = page.locator('[name="map"]:checked')
    expect(chosen).to_have_value("claims")
    page.get_by_role("slider").press("Home")
    expect(chosen).to_have_value("leader-rank")
    expect(page.locator('[name="map"][value="claims"]')).to_be_disabled()
    page.get_by_role("slider").press("End")
    expect(chosen).to_have_value("claims")


def _days(site: Site) -> list[str]:
    """The days that map and comparison can be about, the oldest first."""
    return sorted(Path(path).stem for path in site if path.startswith("en/as-of/"))


def _in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


# --- the search -----------------------------------------------------------------------------------


def test_search_finds_in_three_scripts(visit: Visit) -> None:
    queries = {"en": ("广东", "guangdong", "gd"), "zh": ("guang dong", "廣東", "Guangdong")}
    for lang, asked in queries.items():
        page = visit.go(f"{lang}/about.html")
        for query in asked:
            page.get_by_role("searchbox").fill(query)
            expect(page.locator('#Hits a[href^="provinces/guangdong.html"]').first).to_be_visible()
            page.get_by_role("searchbox").fill("")
            expect(page.locator("#Hits")).to_be_hidden()


def test_search_by_keyboard_and_what_is_not_found(visit: Visit) -> None:
    page = visit.go("en/sources/gazette-2025-04-21.html")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    box = page.get_by_role("searchbox")
    box.fill("qqqq")
    expect(page.locator(".search [role=status]")).to_have_text("nothing found")
    page.keyboard.press("Escape")
    expect(page.locator("#Hits")).to_be_hidden()
    box.fill("yunnan")
    page.locator("#Hits a").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/provinces/yunnan.html*")


# --- citations ------------------------------------------------------------------------------------


def test_a_citation_opens_by_mouse_and_by_keyboard(visit: Visit) -> None:
    page = visit.go("en/provinces/guangdong.html")
    mark = page.locator("article.card a.c").first
    shown = page.locator("#Citation")
    mark.hover()
    expect(shown).to_be_visible()
    expect(shown).to_contain_text("¶")
    expect(shown.locator('a[href*="sources/"]')).to_be_visible()
    expect(shown).to_contain_text("Terms that occur in the paragraphs cited")
    shown.hover()  # It stays while it is pointed at.
    page.wait_for_timeout(350)
    expect(shown).to_be_visible()
    page.keyboard.press("Escape")
    expect(shown).to_be_hidden()
    page.mouse.move(0, 0)
    mark.focus()
    expect(shown).to_be_visible()
    expect(mark).to_have_attribute("aria-describedby", "Citation")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sources/*.html")


def test_a_citation_opens_by_tap(browser: Browser, folder: Path) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True)
    page = context.new_page()
    page.goto(f"{folder.as_uri()}/zh/provinces/guangdong.html")
    page.locator("a.c").first.tap()
    shown = page.locator("#Citation")
    expect(shown).to_be_visible()
    box = shown.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    page.locator("h1").tap()
    expect(shown).to_be_hidden()
    context.close()


# --- everybody ------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_nobody_is_kept_out(kind: str, visit: Visit) -> None:
    """Narrow, nothing has to be scrolled sideways; axe finds nothing in either theme."""
    visit.page.set_viewport_size({"width": 320, "height": 800})
    visit.page.emulate_media(reduced_motion="reduce")
    page = visit.go(f"zh/{kind}")
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 320, f"{kind} is {wide} pixels wide"
    page.set_viewport_size({"width": 1280, "height": 900})
    everything = {"type": "tag", "values": WCAG}
    for rules in (everything, ["color-contrast"]):
        # What passes is not described node by node, which takes most of the time.
        shown = {"resultTypes": ["violations"], "preload": False}
        found = Axe().run(page, options={"runOnly": rules, **shown})
        assert found.violations_count == 0, found.generate_report()
        page.emulate_media(color_scheme="dark")


def test_it_reads_without_javascript(browser: Browser, folder: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{folder.as_uri()}/en/provinces/guangdong.html")
    page.locator("a.c").first.click()
    assert page.url.split("#")[1].startswith("S")
    expect(page.locator(".search")).to_be_hidden()
    page.goto(f"{folder.as_uri()}/en/compare.html")
    expect(page.locator(".filters")).to_be_hidden()
    expect(page.locator(".slider")).to_be_hidden()
    page.get_by_text("Each day as a page of its own").click()
    expect(page.locator(".days ol a").first).to_be_visible()
    expect(page.locator("#Comparison tbody tr")).to_have_count(7)
    page.goto(f"{folder.as_uri()}/en/index.html")
    page.get_by_text("Policies on record", exact=True).first.click()
    expect(page.locator(".map:visible .key")).to_have_count(1)
    context.close()


def test_on_paper_the_content_stands_alone(visit: Visit) -> None:
    page = visit.go("en/index.html")
    page.emulate_media(media="print")
    expect(page.locator("header.site nav")).to_be_hidden()
    expect(page.locator(".search")).to_be_hidden()
    assert page.locator(".map:visible").count() == page.locator(".map").count()

"""The static site as files: what stands in them, where links lead, and how it is written."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import tempfile
import threading
import urllib.error
import urllib.request
from collections.abc import Callable
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import html5lib
import pytest
from helpers import COUNTRY, HERE, TINY, TODAY, Run, commit, edit, git
from icalendar import Calendar
from site_helpers import UNITS, Site, broken_links, build, elements, pages

from datagov_cli.api import Knowledge
from datagov_cli.base import child
from datagov_cli.site import answers, downloads, history
from datagov_cli.site.build import site_files
from datagov_cli.site.charts import standings
from datagov_cli.site.serve import Preview, server
from datagov_cli.site.templating import templates
from datagov_cli.storage.store import Store, find_root

KINDS = [
    "index.html", "compare.html", "as-of/2025-04-18.html", "provinces/guangdong.html",
    "policies.html", "targets.html", "timeline.html", "national.html", "sources.html",
    "sources/gazette-2025-04-21.html", "quality.html", "changes.html", "downloads.html",
    "about.html",
]  # fmt: skip


# --- what every page keeps to -----------------------------------------------------------------


def test_every_link_leads_somewhere(site: Site) -> None:
    assert len(pages(site)) > 40
    assert list(broken_links(site)) == []


def test_nothing_comes_from_elsewhere_and_nothing_runs_that_stands_in_a_page(site: Site) -> None:
    for path, data in pages(site).items():
        for tag, attributes, text in elements(data):
            assert tag not in ("iframe", "object", "embed", "base"), path
            assert tag != "style" or path.endswith("/index.html"), path  # Known by its digest.
            assert "style" not in attributes, path
            assert not [name for name in attributes if name.startswith("on")], path
            if tag == "script" and not attributes.get("src"):
                assert attributes["type"] == "application/ld+json", path
                assert json.loads(text)["@type"] == "Dataset"
            links = [attributes.get(name, "") for name in ("src", "href", "action", "data-index")]
            outward = [link for link in links if re.match("[a-z]+:|//", link, re.IGNORECASE)]
            if outward:
                assert (tag, "external" in attributes.get("rel", "")) == ("a", True), path
                assert outward[0].startswith(("http://", "https://")), path
            assert not [link for link in links if link.startswith("/")], path
    for path in ("assets/site.css", "assets/site.js"):
        assert not re.search(rb"https?:|url\(|@import|eval|innerHTML|fetch\(", site[path]), path


def test_every_page_has_a_strict_policy_a_language_and_one_title(site: Site) -> None:
    for path, data in pages(site).items():
        found = elements(data)
        (policy,) = (
            e.attributes["content"]
            for e in found
            if e.attributes.get("http-equiv") == "Content-Security-Policy"
        )
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "*" not in policy
        (html,) = (e for e in found if e.tag == "html")
        wanted = "zh-Hans" if path.startswith("zh/") else "en"
        assert html.attributes["lang"] == wanted, path
        assert [e.tag for e in found].count("h1") == 1, path
        assert next(e for e in found if e.tag == "title").text.strip(), path


def test_chinese_within_english_is_said_to_be_chinese(site: Site) -> None:
    """Names and titles of records; what is a word of the page's own is in its language anyway."""
    for path in ("provinces/guangdong.html", "timeline.html", "sources/gazette-2025-04-21.html"):
        found = elements(site[f"en/{path}"])
        (main,) = (e.text for e in found if e.tag == "main")
        marked = "".join(e.text for e in found if e.attributes.get("lang") == "zh-Hans")
        left = set(re.findall("[\u4e00-\u9fff]", main)) - set(marked)
        assert not left, path
        assert not [e for e in elements(site[f"zh/{path}"])
                    if e.tag == "span" and "lang" in e.attributes]  # fmt: skip


def test_no_id_stands_twice_in_a_page(site: Site) -> None:
    for path, data in pages(site).items():
        ids = [e.attributes["id"] for e in elements(data) if "id" in e.attributes]
        assert sorted(ids) == sorted(set(ids)), path


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_pages_are_valid_html(lang: str, kind: str, site: Site) -> None:
    html5lib.HTMLParser(strict=True).parse(site[f"{lang}/{kind}"].decode())


def test_each_page_has_its_other_language(site: Site) -> None:
    for path, data in pages(site).items():
        if path == "index.html":
            continue
        links = [e for e in elements(data) if e.tag == "link" and "hreflang" in e.attributes]
        tags = {e.attributes["hreflang"] for e in links}
        assert tags == {"zh-Hans", "en", "x-default"}, path


def test_a_list_that_is_longer_in_one_language_leads_to_its_beginning_in_the_other() -> None:
    from datagov_cli.site.page import first_part

    assert first_part("policies_12.html") == "policies.html"
    assert first_part("provinces/inner_2.html") == "provinces/inner.html"
    assert first_part("policies.html") == "policies.html"


def test_two_builds_are_equal_to_the_byte(site: Site) -> None:
    assert build(COUNTRY, exports=True) == site


def test_pages_and_the_index_of_the_search_stay_small(tmp_path: Path) -> None:
    """A province with three hundred records is put on several pages."""
    data = tmp_path / "data"
    shutil.copytree(COUNTRY, data)
    path = data / "provinces" / "guangdong.yaml"
    text = path.read_text(encoding="utf-8")
    more = "".join(
        f"  - id: more-{number}\n    topics: [data-circulation]\n    summary:\n"
        f"      zh: 第{number}项工作，推动数据要素市场建设与公共数据授权运营。\n"
        f"      en: Work item {number}, to build the market of data and authorise operation.\n"
        "    cite: [gazette-2025-04-21#1]\n    anchors: [虚构]\n"
        for number in range(300)
    )
    head, rest = text.split("initiatives:", 1)
    path.write_text(f"{head}initiatives:\n{more}{rest.removeprefix(' []').lstrip(chr(10))}")
    large = build(data)
    assert "en/provinces/guangdong_2.html" in large
    assert max(len(page) for page in pages(large).values()) < 100_000
    assert len(large["assets/search.js"]) < 150_000
    assert list(broken_links(large)) == []
    joined = b"".join(data for path, data in large.items() if path.startswith("en/provinces/gu"))
    assert all(f"Work item {number}," in joined.decode() for number in range(300))


# --- what the pages say -------------------------------------------------------------------------


def test_pages_say_what_the_commands_say(site: Site, run: Run) -> None:
    """Every word of the answer in Markdown stands on the page."""
    for lang, call, page in (
        ("en", "show guangdong", "provinces/guangdong.html"),
        ("zh", "show guangdong", "provinces/guangdong.html"),
        ("en", "targets", "targets.html"),
        ("zh", "timeline", "timeline.html"),
        ("en", "coverage", "quality.html"),
    ):
        answer = run(*call.split(), "--lang", lang, "--data", COUNTRY, "-f", "md").out
        # The site has titles that lead to the policy where the command has marks.
        answer = re.sub(r"\\?\[P\d+\\?\]", "", answer)
        said = set(re.findall(r"[^\W_]{2,}", re.sub(r"\\(.)", r"\1", answer)))
        (main,) = (e for e in elements(site[f"{lang}/{page}"]) if e.tag == "main")
        assert not {word for word in said if word not in main.text}, (call, lang)


def test_a_target_is_drawn_beside_those_that_are_like_it(ample: Path) -> None:
    known = Knowledge(Store(find_root(ample)))
    drawn = standings(known.targets())
    assert drawn
    for record, standing in drawn.items():
        assert 0 <= standing.share <= 1
        assert max((standing.share, *standing.others)) == 1, record
    increments = {
        f"{item.province.id}/{item.target.about.id}"
        for group in known.targets().groups
        for item in group.targets
        if item.target.relation == "add"
    }
    alone = {record for record in increments if record not in drawn}
    assert alone == increments  # No increment has a like here, so none is drawn beside a level.
    page = build(ample)["en/targets.html"].decode()
    assert page.count('class="bar"') == len(drawn)


def test_a_day_has_the_comparison_of_that_day(site: Site, run: Run) -> None:
    paths = sorted(path for path in site if path.startswith("en/as-of/"))
    assert paths
    day = Path(paths[0]).stem
    fields = ",".join(answers.COMPARED)
    call = ("compare", "--field", fields, "--as-of", day, "--data", COUNTRY, "-f", "json")
    rows = json.loads(run(*call).out)["rows"]
    assert len(rows) == 7
    (table,) = (e for e in elements(site[paths[0]]) if e.attributes.get("id") == "Comparison")
    for row in rows:
        for cell in row["cells"].values():
            if cell["state"] == "known":
                said = cell.get("label") or str(cell["value"])
                assert said.split(";")[0] in table.text


def test_no_value_stands_without_its_reservation(reservations: Path) -> None:
    """An implied head is implied, and dated, on every page, in the search and in the calendar."""
    site = build(reservations)
    seen = 0
    for path, data in pages(site).items():
        for tag, _, text in elements(data):
            if tag in UNITS and re.search("甲隐|Jia Yin", text):
                seen += 1
                assert re.search("implied|推断|inferred", text), f"{path}: {text}"
                assert re.search("2029-?11-?03", text), f"{path}: {text}"
    assert seen > 10
    for whole in _searched(site):
        if "甲隐" in whole:
            assert "推断" in whole
            assert "implied" in whole
    for path, data in pages(site).items():  # A citation is a link to the sources of its own page.
        said = re.sub('<a class="c.*?</a>|<aside.*?</aside>', "", data.decode(), flags=re.DOTALL)
        assert not re.search(r"\[\d+\]…?¶", said), path
    (disputed,) = re.findall(
        ">Disputed</h2>.*?</table>", site["en/quality.html"].decode(), re.DOTALL
    )
    assert "2018-09" in disputed
    assert 'class="c' not in disputed
    (record,) = re.findall("<tr(?:(?!<tr).)*2033 / 2034.*?</tr>", disputed, re.DOTALL)
    assert "qinghai.html#unplaced" in record
    maps = [e.text for e in elements(site["en/index.html"]) if e.tag == "figure"]
    assert "* implied: inferred from a source, not stated by it." in maps[0]
    assert "in parentheses: the date for which a source states it" in maps[0]
    # The timeline is on several pages, and all of it is there.
    assert not [path for path, data in pages(site).items() if b"Showing the first" in data]
    states = {e.attributes.get("class", "") for page in pages(site).values()
              for e in elements(page)}  # fmt: skip
    assert {"unknown", "implied", "disputed"} <= states


def test_what_rests_on_withdrawn_sources_alone_says_so_without_its_citations(
    reservations: Path,
) -> None:
    province = reservations / "provinces" / "gansu.yaml"
    edit(province, "cite: [gazette-2030#3, leaflet-2030#1]", "cite: [leaflet-2030#1]")
    site = build(reservations)
    for lang, title, remark in (
        ("en", "Zi Li is the first", "(what it rests on was withdrawn)"),
        ("zh", "子立首个", "（所据来源或记录已撤回）"),
    ):
        rows = [e.text for e in elements(site[f"{lang}/provinces/gansu.html"]) if e.tag == "tr"]
        (event,) = (row for row in rows if title in row)
        assert remark in event
        assert any(title in found and remark in found for found in _searched(site))
        for use in elements(site[f"{lang}/sources/leaflet-2030.html"]):
            assert use.tag != "li" or title not in use.text or remark in use.text


def _searched(site: Site) -> list[str]:
    """What the search finds a record by and shows of it, in both languages."""
    index = site["assets/search.js"].decode()
    read = json.loads(index[index.index("(") + 1 : index.rindex(")")])
    return [
        "".join(
            read["words"][ord(c) - 0xE000] if "\ue000" <= c <= "\uf8ff" else c
            for c in f"{record[3]}\n{record[4]}"
        )
        for record in read["records"]
    ]


def test_hostile_data_is_inert(tiny: Path) -> None:
    path = tiny / "provinces" / "hainan.yaml"
    source = tiny / "sources" / "gazette-2030.yaml"
    evil = "<script>alert(1)</script>"
    bad = r"\"><img src=x onerror=alert(2)>"
    edit(path, "{zh: 虚构举措。, en: An invented initiative.}", f'{{zh: "{evil}", en: "{bad}"}}')
    edit(source, "{zh: 虚构公报, en: An invented gazette}", f'{{zh: "{evil}", en: "[1]¶1 <b>"}}')
    edit(source, "https://example.org/gazette", "javascript:alert(3)")
    site = build(tiny)
    assert "javascript:alert(3)" in site["en/sources/gazette-2030.html"].decode()
    shown = b"".join(pages(site).values()).decode()
    assert "&lt;script&gt;alert(1)" in shown
    for data in pages(site).values():
        for tag, attributes, _ in elements(data):
            assert tag != "img"
            assert tag != "script" or "src" in attributes or "type" in attributes
            assert not attributes.get("href", "").startswith("javascript")
            assert not [name for name in attributes if name.startswith("on")]


# --- what other programs read ---------------------------------------------------------------------


def test_an_address_makes_links_for_other_sites_absolute(tiny: Path) -> None:
    base = "https://example.org/datagov/"
    site = build(tiny, base.rstrip("/"), exports=True)
    listed = [e.text for e in ElementTree.fromstring(site["sitemap.xml"]).iter() if e.text]
    found = {address.strip() for address in listed if address.strip()}
    assert found == {base + path for path in pages(site)}
    assert f"Sitemap: {base}sitemap.xml" in site["robots.txt"].decode()
    for path, data in pages(site).items():
        (canonical,) = (
            e.attributes["href"] for e in elements(data) if e.attributes.get("rel") == "canonical"
        )
        assert canonical == base + path
    described = json.loads(site["dataset.jsonld"])
    assert described["distribution"][0]["contentUrl"] == f"{base}downloads/datagov.json"


@pytest.mark.parametrize("name", ["jsonl", "csv", "sqlite", "popolo", "md"])
def test_downloads_are_what_export_writes(name: str, site: Site, run: Run, tmp_path: Path) -> None:
    pattern = rf"downloads/datagov[.-]{name}(\..+)?"
    (path,) = (path for path in site if re.fullmatch(pattern, path))
    file = tmp_path / Path(path).name
    assert run("export", "--format", name, "--output", file, "--data", COUNTRY).code == 0
    assert site[path] == file.read_bytes()
    for lang in ("zh", "en"):
        page = site[f"{lang}/downloads.html"].decode()
        assert f'href="../{path}"' in page
        assert re.search(r">\d+ kB<", page)


@pytest.mark.parametrize("fails", [False, True])
def test_downloads_that_another_process_writes_are_the_same(
    fails: bool, tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(tiny)
    parent, write, written = os.getpid(), downloads.Downloads._write, []

    def writes(each: downloads.Downloads) -> str:
        written.append(os.getpid())
        if fails and os.getpid() != parent:
            os._exit(9)
        return write(each)

    def files() -> list[downloads.Download]:
        with downloads.Downloads(store, store.provinces()) as made:
            return made.files()

    expected = files()
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(downloads.Downloads, "_write", writes)
    made = files()
    here = fails or not child.can_fork()
    assert (made, written) == (expected, [parent] if here else [])


def test_a_site_that_is_given_up_leaves_nothing_behind(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    started: list[int] = []

    class Recorded(child.Child):
        def __init__(self, work: Callable[[], str]) -> None:
            super().__init__(work)
            started.append(self._process)

    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(downloads, "Child", Recorded)
    made = site_files(Knowledge(Store(tiny)))
    next(made)
    assert list(folder.iterdir())
    made.close()
    assert list(folder.iterdir()) == []
    for process in started:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


def test_downloads_that_cannot_be_made_are_named(
    tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    made = build(tiny, exports=True)
    assert "xlsx is left out: xlsxwriter was not installed" in made["en/downloads.html"].decode()
    assert "downloads/datagov.xlsx" not in made
    without = build(tiny)
    assert "was built without them" in without["en/downloads.html"].decode()
    assert not [path for path in without if path.startswith("downloads/")]


def test_calendars_can_be_read(site: Site) -> None:
    for name in ("calendar.ics", "re-check.ics"):
        read = Calendar.from_ical(site[f"zh/{name}"].decode())
        assert list(read.walk("VEVENT"))


def test_what_changed_is_told_from_history(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(tiny.parent, "init", "-q")
    for number, day in enumerate(("2030-01-01", "2030-01-02", "2030-01-02", "2030-01-03")):
        monkeypatch.setitem(__import__("helpers").GIT, "GIT_COMMITTER_DATE", f"{day}T12:00:00Z")
        edit(tiny / "provinces" / "hainan.yaml", "mode: ", f"# {number}\n    mode: ")
        if number == 2:
            edit(tiny / "provinces" / "hainan.yaml", "mode: orderly", "mode: vigorous")
        commit(tiny.parent, str(number))
    (told,) = history.history(tiny)
    assert (told.date, len(told.changes)) == ("2030-01-02", 1)
    site = build(tiny)
    assert "vigorous" in site["en/changes.html"].decode()
    document = json.loads(site["api/v1/en/diff/2030-01-02.json"])
    assert [each["after"] for each in document["changes"]] == ["vigorous"]
    feed = ElementTree.fromstring(site["en/changes.atom"])
    space = "{http://www.w3.org/2005/Atom}"
    (entry,) = feed.findall(f"{space}entry")
    assert entry.findtext(f"{space}updated") == "2030-01-02T00:00:00Z"
    assert "vigorous" in (entry.findtext(f"{space}content") or "")


def test_where_nothing_is_on_record_the_site_says_so(tiny: Path) -> None:
    for folder in ("sources", "provinces"):
        shutil.rmtree(tiny / folder)
        (tiny / folder).mkdir()
    (tiny / "national.yaml").unlink(missing_ok=True)
    (tiny / "provinces" / "jilin.yaml").write_text(
        "id: jilin\nname: {zh: 吉林省, en: Jilin, short: 吉林}\n"
        'gb2260: "220000"\niso3166-2: CN-JL\nkind: province\n'
        "bodies: []\nmeetings: []\npolicies: []\ntargets: []\nmilestones: []\ninitiatives: []\n",
        encoding="utf-8",
    )
    site = build(tiny)
    assert list(broken_links(site)) == []
    assert "none on record" in site["en/provinces/jilin.html"].decode()
    assert "en/national.html" not in site


def test_data_without_history_says_so(tiny: Path) -> None:
    assert "no history" in build(tiny)["en/changes.html"].decode()


# --- the command ----------------------------------------------------------------------------------


def test_the_site_is_written_into_a_folder(tmp_path: Path, tiny: Path, run: Run) -> None:
    folder = tmp_path / "new" / "public"
    result = run("site", "--output", folder, "--data", tiny, "--no-exports")
    assert (result.code, result.out) == (0, "")
    assert "files written to" in result.err
    written = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*")
               if p.is_file()}  # fmt: skip
    assert written == build(tiny)
    assert [path.name for path in folder.parent.iterdir()] == ["public"]


def test_a_site_is_replaced_only_if_asked_for(tmp_path: Path, tiny: Path, run: Run) -> None:
    folder = tmp_path / "public"
    assert run("site", "-o", f"{folder}/", "--data", tiny, "--no-exports").code == 0
    (folder / "en" / "old.html").write_text("old")
    result = run("site", "-o", folder, "--data", tiny)
    assert result.code == 2
    assert "already exists" in result.err
    again = run("site", "-o", folder, "--data", tiny, "--force", "--no-exports")
    assert again.code == 0
    assert not (folder / "en" / "old.html").exists()


@pytest.mark.parametrize("force", [[], ["--force"]])
def test_another_folder_is_never_replaced(
    force: list[str], tmp_path: Path, tiny: Path, run: Run
) -> None:
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / "letter.txt").write_text("dear")
    result = run("site", "-o", folder, "--data", tiny, *force)
    assert result.code == 2
    assert "holds other files than a site" in result.err
    assert (folder / "letter.txt").read_text() == "dear"
    link = tmp_path / "link"
    link.symlink_to(folder)
    assert "is a symbolic link" in run("site", "-o", link, "--data", tiny, *force).err
    file = tmp_path / "file"
    file.write_text("x")
    assert "is not a directory" in run("site", "-o", file, "--data", tiny, *force).err


@pytest.mark.parametrize(
    ("arguments", "error", "hint"),
    [
        ("", "--output names the folder", "datagov site --output public"),
        ("-o x --address nowhere", "not the address of a site", "https://"),
        ("-o x --address https://a.org/?q=1", "not the address of a site", "https://"),
        ("-o x --address javascript:alert(1)", "not the address of a site", "https://"),
        ("-o x --port 80", "--port belongs to --serve", None),
        ("--serve -o x", "--serve writes no folder", "leave --output out"),
    ],
)
def test_a_wrong_call_says_what_is_wrong(
    arguments: str, error: str, hint: str | None, run: Run
) -> None:
    result = run("site", *arguments.split())
    assert result.code == 2
    assert error in result.err
    assert hint is None or hint in result.err


def test_without_jinja_it_says_which_extra_to_install(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "jinja2", None)
    templates.cache_clear()
    result = run("site", "-o", tmp_path / "x", "--data", TINY)
    assert result.code == 2
    assert "datagov-cli[site]" in result.err
    assert not (tmp_path / "x").exists()


# --- the preview ----------------------------------------------------------------------------------


def test_the_preview_follows_the_data_and_serves_this_machine_alone(tiny: Path) -> None:
    preview = Preview(tiny, exports=False)
    assert preview.refresh() is False
    with server(preview) as running:
        assert running.server_address[0] == "127.0.0.1"
        threading.Thread(target=running.serve_forever, daemon=True).start()
        try:
            home = f"http://127.0.0.1:{running.server_port}"
            with urllib.request.urlopen(f"{home}/en/") as answer:
                assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
                assert b"Hainan" in answer.read()
            edit(tiny / "provinces" / "hainan.yaml", "mode: orderly", "mode: vigorous")
            assert preview.refresh() is True
            for path, host in (("/../secret", None), ("/en/", "evil.example")):
                request = urllib.request.Request(
                    home + path, headers={"Host": host} if host else {}
                )
                with pytest.raises(urllib.error.HTTPError) as refused:
                    urllib.request.urlopen(request)
                assert refused.value.code == 404
                refused.value.close()
        finally:
            running.shutdown()


def test_every_day_on_which_something_changed_is_there_and_none_lies_ahead(country: Path) -> None:
    from datagov_cli import open as open_data

    known = open_data(country)
    days = answers.Answers(known).days
    assert days == sorted(days, reverse=True)
    events = known.timeline(kinds=("body", "head")).events
    dated = {event.date.end for event in events if event.date}
    assert {date.fromisoformat(day) for day in days} == {
        day for day in dated if day <= date.fromisoformat(TODAY)
    }
    assert all(date.fromisoformat(day) <= date.fromisoformat(TODAY) for day in days)
    assert (HERE / "data").exists()

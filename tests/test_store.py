"""Where the data comes from, which names a province answers to, and what is said if it fails."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from helpers import COUNTRY, ROOT, TINY, Run, edit

from datagov_cli.base.errors import DataError, UsageError
from datagov_cli.model.divisions import find_division
from datagov_cli.model.records import RECORD_KINDS
from datagov_cli.storage import parse_records, store
from datagov_cli.storage.data_files import data_files
from datagov_cli.storage.shapes import ShapeError
from datagov_cli.storage.store import Store


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory of no data, with none named in the environment."""
    monkeypatch.delenv("DATAGOV_DATA")
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    return folder


def test_what_is_named_goes_before_the_environment_and_the_folders_above(
    nowhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert store.find_root() == ROOT / "data"
    assert store.is_packaged()
    above = nowhere.parent / "data"
    (above / "provinces").mkdir(parents=True)
    assert store.find_root() == above
    assert not store.is_packaged()
    monkeypatch.setenv("DATAGOV_DATA", str(TINY))
    assert store.find_root() == TINY
    assert not store.is_packaged()
    assert store.find_root(COUNTRY) == COUNTRY
    assert store.find_root(ROOT) == ROOT / "data"
    assert not store.is_packaged(COUNTRY)


@pytest.mark.usefixtures("nowhere")
def test_an_empty_name_in_the_environment_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATAGOV_DATA", "")
    assert store.find_root() == ROOT / "data"
    assert store.is_packaged()
    monkeypatch.setenv("DATAGOV_DATA", str(TINY))
    assert not store.is_packaged()


def test_records_are_told_from_heads_however_their_lists_are_indented(tmp_path: Path) -> None:
    (tmp_path / "provinces").mkdir()
    text = (
        "bodies:\n- id: a\n  heads:\n  - id: b\n- id: c\n"
        'meetings:\n    - id: "d"\npolicies: []\ntargets:\n  - id: e\n'
    )
    (tmp_path / "provinces" / "hainan.yaml").write_text(text, "utf-8")
    (tmp_path / "national.yaml").write_text("statements:\n- id: f\n", "utf-8")
    kinds = {"a": "bodies", "b": "heads", "c": "bodies", "d": "meetings", "e": "targets"}
    assert Store(tmp_path).record_kinds("hainan") == kinds
    assert Store(tmp_path).record_kinds("national") == {"f": "statements"}
    assert Store(tmp_path).record_kinds("hunan") == {}


def test_a_path_is_told_as_a_person_would_type_it(nowhere: Path) -> None:
    names = [store.display_name(p) for p in (nowhere, nowhere / "x.yaml", nowhere.parent)]
    assert names == [".", "x.yaml", nowhere.parent.as_posix()]
    assert store.display_name(nowhere.with_name("bee")) == nowhere.with_name("bee").as_posix()


def test_a_folder_without_data_is_refused_with_what_it_must_hold(nowhere: Path) -> None:
    with pytest.raises(DataError) as raised:
        store.find_root(nowhere)
    assert str(raised.value) == f"no data in {nowhere}"
    assert raised.value.hint == "it must hold a directory named provinces"


def test_without_data_and_schemas_of_its_own_it_says_so(
    nowhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "_PACKAGE", nowhere / "x" / "y")
    with pytest.raises(DataError) as raised:
        store.find_root()
    assert str(raised.value) == "no data found"
    assert raised.value.hint == "give its directory with --data or DATAGOV_DATA"
    with pytest.raises(DataError) as raised:
        store.own_schemas()
    assert str(raised.value) == "the schemas were not found"
    assert raised.value.hint == "reinstall the package"


def test_the_copy_in_the_package_goes_before_a_checkout_around_it(
    nowhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = nowhere / "src" / "package"
    for folder in (package / "_packaged", nowhere):
        (folder / "data" / "provinces").mkdir(parents=True)
        (folder / "schemas").mkdir()
        (folder / "schemas" / "province.schema.json").touch()
    monkeypatch.setattr(store, "_PACKAGE", package)
    monkeypatch.chdir("/")
    assert store.find_root() == package / "_packaged" / "data"
    assert store.own_schemas() == package / "_packaged" / "schemas"
    (package / "_packaged" / "schemas" / "province.schema.json").unlink()
    assert store.own_schemas() == nowhere / "schemas"
    with pytest.raises(UsageError) as raised:
        Store(package / "_packaged" / "data").require_writable()
    assert str(raised.value) == "the bundled data is read-only"
    assert raised.value.hint == "give your own data directory with --data or DATAGOV_DATA"
    Store(nowhere / "data").require_writable()


def test_schemas_beside_the_data_go_before_those_of_the_package(tmp_path: Path) -> None:
    assert store.find_schemas(tmp_path / "data") == ROOT / "schemas"
    (tmp_path / "schemas").mkdir()
    assert store.find_schemas(tmp_path / "data") == ROOT / "schemas"
    (tmp_path / "schemas" / "province.schema.json").touch()
    assert store.find_schemas(tmp_path / "data") == tmp_path / "schemas"


def test_a_path_is_shown_from_where_the_reader_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert store.display_name(Path("data") / "a.yaml") == "data/a.yaml"
    assert store.display_name(tmp_path / "data" / "a.yaml") == "data/a.yaml"
    assert store.display_name(tmp_path.parent / "a.yaml") == str(tmp_path.parent / "a.yaml")


def test_a_link_within_the_data_is_followed_and_a_dead_one_is_told(run: Run, tiny: Path) -> None:
    kept = tiny / "kept.txt"
    (tiny / "provinces" / "xizang.yaml").rename(kept)
    (tiny / "provinces" / "xizang.yaml").symlink_to("../kept.txt")
    assert run("show", "xizang", "--data", tiny).code == 0
    (tiny / "national.yaml").unlink()
    (tiny / "national.yaml").symlink_to("nowhere")
    result = run("validate", "--data", tiny)
    assert (result.code, "national.yaml:1:1: error DG001" in result.out) == (1, True)


def test_files_come_in_one_order_however_the_disk_lists_them(
    tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [path.relative_to(tiny).as_posix() for path in data_files(tiny)]
    listed = os.listdir
    monkeypatch.setattr(os, "listdir", lambda folder: sorted(listed(folder), reverse=True))
    assert [path.relative_to(tiny).as_posix() for path in data_files(tiny)] == names
    assert names[:3] == ["national.yaml", "provinces/hainan.yaml", "provinces/xizang.yaml"]


def test_a_province_answers_to_every_name_of_its_division() -> None:
    known = Store(TINY)
    assert known.province_ids() == ["hainan", "xizang"]
    for name in (" HAINAN ", "海南", "海南省", "460000", "CN-HI", "Hainan Province", "ｃｎ-ｈｉ"):
        assert known.resolve(name) == "hainan"
    assert known.resolve("Tibet") == "xizang"
    named = (find_division(name) for name in ("Beijing Municipality", "shanghai city", "Hunan"))
    assert [division and division.id for division in named] == ["beijing", "shanghai", "hunan"]


def test_a_name_that_none_answers_to_is_refused_with_the_nearest() -> None:
    known = Store(TINY)
    with pytest.raises(UsageError) as raised:
        known.resolve("Xizangg")
    assert str(raised.value) == 'unknown province "Xizangg"'
    assert raised.value.hint == 'did you mean "xizang"?'
    with pytest.raises(UsageError) as raised:
        known.resolve("海南岛")
    assert raised.value.hint == 'did you mean "海南"?'
    with pytest.raises(UsageError) as raised:
        known.resolve("Atlantis")
    assert raised.value.hint == "datagov list shows the provinces on record"
    with pytest.raises(UsageError) as raised:
        known.resolve("qinghai")
    assert str(raised.value) == "no data on Qinghai (青海省) yet"
    assert raised.value.hint == "datagov list shows the provinces on record"


def test_a_file_of_no_division_comes_last_and_answers_to_the_names_that_it_gives(
    tiny: Path,
) -> None:
    text = (tiny / "provinces" / "xizang.yaml").read_text("utf-8")
    for old, new in (
        ("id: xizang", "id: aaa"),
        ("西藏自治区", "虚构自治区"),
        ("en: Tibet", "en: Nowhere"),
        ("short: 西藏", "short: 虚构"),
        ("540000", "990000"),
        ("CN-XZ", "CN-ZZ"),
    ):
        assert old in text
        text = text.replace(old, new, 1)
    (tiny / "provinces" / "aaa.yaml").write_text(text, "utf-8")
    known = Store(tiny)
    assert known.province_ids() == ["hainan", "xizang", "aaa"]
    for name in ("aaa", "虚构自治区", "nowhere", "虚构", "990000", "cn-zz"):
        assert known.resolve(name) == "aaa"


def test_a_file_is_read_once(tiny: Path) -> None:
    known = Store(tiny)
    assert known.province("hainan") is known.province("hainan")
    assert [province.id for province in known.provinces()] == ["hainan", "xizang"]
    assert known.national() is known.national()
    assert known.source("gazette-2030") is known.source("gazette-2030")
    assert known.terms("posts") is known.terms("posts")


def test_a_name_that_is_no_id_is_never_looked_for(tiny: Path) -> None:
    known = Store(tiny)
    for folder, name, said in (
        ("sources", "../x", '"../x" is not the id of a file in sources'),
        ("", "A b", '"A b" is not the id of a file in the data'),
    ):
        with pytest.raises(DataError) as raised:
            known.path(folder, name)
        assert str(raised.value) == said
    assert known.path("sources", "a-1") == tiny / "sources" / "a-1.yaml"


def test_the_terms_of_a_vocabulary_without_reading_yaml(tiny: Path) -> None:
    known = Store(tiny)
    assert known.term_ids("units") == list(known.terms("units"))
    assert known.term_ids("nothing") == []
    (tiny / "vocabulary" / "units.yaml").write_bytes(b"  CNY:\n\xff")
    assert known.term_ids("units") == []
    (tiny / "sources" / "note.txt").touch()
    assert known.ids("sources") == ["gazette-2030"]


def test_a_file_that_does_not_fit_is_named_with_what_lists_its_faults(
    tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tiny.parent)
    path = tiny / "provinces" / "hainan.yaml"
    edit(path, "role: head", "rolle: head")
    with pytest.raises(DataError) as raised:
        Store(tiny).province("hainan")
    shown = "tiny/provinces/hainan.yaml"
    assert str(raised.value) == f"{shown}:17:9 does not fit the schema: heads: role is missing"
    assert raised.value.hint == f"datagov validate {shown} lists every fault"
    path.unlink()
    with pytest.raises(DataError) as raised:
        Store(tiny).province("hainan")
    assert str(raised.value).startswith(f"{shown}: ")


def test_what_a_source_says_of_itself_is_read_whole() -> None:
    raw = {
        "id": "gazette",
        "kind": "webpage",
        "tier": "mirror",
        "language": "zh",
        "title": {"zh": "公报", "en": "Gazette"},
        "publisher": {"zh": "社", "en": "Press"},
        "published": "2030-01",
        "url": "https://example.org/1",
        "via": {"publisher": {"zh": "转载", "en": "Repost"}, "published": "2030-02"},
        "note": {"zh": "说明", "en": "Note"},
        "snapshot": {"paragraphs": 2, "sha256": ["a", "b"]},
        "unknown": {
            "author": {
                "zh": "不知",
                "en": "Unknown",
                "searched": [{"date": "2030-03", "where": "the index"}],
            }
        },
    }
    source = parse_records.source(raw)
    assert (source.id, source.kind, source.tier, source.language) == (
        "gazette", "webpage", "mirror", "zh",
    )  # fmt: skip
    assert (source.title.zh, source.publisher.en, source.author) == ("公报", "Press", None)
    assert (str(source.published), source.url) == ("2030-01", "https://example.org/1")
    assert source.via is not None
    assert source.via.en == "Repost"
    assert str(source.via_published) == "2030-02"
    assert source.note is not None
    assert source.note.zh == "说明"
    assert source.digests == ("a", "b")
    author = source.absent["author"]
    assert (author.state, author.note and author.note.en) == ("unknown", "Unknown")
    assert [(search.date, search.where) for search in author.searched] == [("2030-03", "the index")]
    without = parse_records.source({key: raw[key] for key in raw if key not in ("via", "note")})
    assert (without.via, without.via_published, without.note) == (None, None, None)


def test_a_stage_of_a_policy_has_its_own_citations() -> None:
    policy = parse_records.province(_province(policies=[_policy()])).policies[0]
    stage = policy.history[0]
    assert (stage.status.state, stage.status.value) == ("known", "consultation")
    assert (stage.date.state, str(stage.date.value)) == ("known", "2029")
    assert [str(cite) for cite in stage.cite] == ["gazette#2"]
    assert stage.status.cite == stage.date.cite == stage.cite
    assert [str(cite) for cite in policy.status.cite] == ["gazette#3"]
    assert [str(cite) for cite in policy.date.cite] == ["gazette#1"]
    assert policy.date.basis == "implied"
    assert policy.date.note is not None
    assert policy.date.note.en == "Inferred."
    assert policy.date.anchors == ("虚构",)
    assert policy.about.withdrawn is not None
    assert policy.about.withdrawn.reason.en == "Wrong."
    assert str(policy.about.withdrawn.date) == "2030"
    assert policy.about.via is not None
    assert policy.about.via.zh == "某报"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"title": "计划"}, "title: a text is a pair of zh and en"),
        ({"title": {"zh": "计划"}}, "title: en is missing"),
        ({"title": {"zh": "计划", "en": 1}}, "title en: not a text"),
        ({"topics": "digital"}, "topics: not a list"),
        ({"topics": ["digital", 1]}, "topics 1: not a text"),
        ({"date": 2030}, "date: not a text"),
        ({"date": "2030-13"}, 'date: "2030-13" is not a day of the calendar'),
        ({"cite": ["gazette"]}, 'cite 0: "gazette" is not source-id#paragraph'),
        ({"cite-for": {"date": ["x#-1"]}}, 'cite-for date 0: "x#-1" is not source-id#paragraph'),
        ({"implied": {"date": 1}}, "implied date: a text is a pair of zh and en"),
        ({"implied": 1}, "implied: its structure is not the expected one"),
        ({"unknown": {"issuer": 1}}, "unknown issuer: a text is a pair of zh and en"),
        ({"id": 1}, "id: not a text"),
    ],
)  # fmt: skip
def test_data_of_another_shape_is_refused_where_it_stands(
    change: dict[str, object], said: str
) -> None:
    with pytest.raises(ShapeError) as raised:
        parse_records.province(_province(policies=[{**_policy(), **change}]))
    path = " ".join(map(str, raised.value.path))
    assert f"{path}: {raised.value}" == f"policies 0 {said}"


def test_a_yes_is_no_number_and_a_word_no_record() -> None:
    target = {
        "id": "t",
        "metric": "m",
        "relation": "reach",
        "value": True,
        "unit": "CNY",
        "as-written": "1元",
        "basis": "target",
        "cite": ["gazette#1"],
        "anchors": [],
    }
    with pytest.raises(ShapeError, match=r"^not a number$"):
        parse_records.province(_province(targets=[target]))
    with pytest.raises(ShapeError, match="a record is a mapping"):
        parse_records.province(_province(targets=["target"]))
    assert not parse_records.fits("province", {})
    assert parse_records.fits("province", _province(targets=[{**target, "value": 1.5}]))


def _policy() -> dict[str, object]:
    return {
        "id": "plan",
        "title": {"zh": "计划", "en": "Plan"},
        "status": "issued",
        "date": "2030",
        "history": [
            {"status": "consultation", "date": "2029", "cite": ["gazette#2"], "anchors": ["虚"]}
        ],
        "via": {"zh": "某报", "en": "A paper"},
        "cite": ["gazette#3"],
        "cite-for": {"date": ["gazette#1"]},
        "anchors": ["虚构"],
        "implied": {"date": {"zh": "推断。", "en": "Inferred."}},
        "withdrawn": {"date": "2030", "reason": {"zh": "有误。", "en": "Wrong."}},
    }


def _province(**sections: list[object]) -> dict[str, object]:
    empty: dict[str, list[object]] = {
        key: []
        for key in ("bodies", "meetings", "policies", "targets", "milestones", "initiatives")
    }
    name = {"zh": "虚构省", "en": "Nowhere", "short": "虚构"}
    identity = {"id": "nowhere", "name": name, "gb2260": "1", "iso3166-2": "X", "kind": "province"}
    return {**identity, **empty, **sections}


def test_ids_and_kinds_of_records_are_found_without_reading_yaml(country: Path) -> None:
    store = Store(country)
    for province in store.provinces():
        heads = [head for body in province.bodies for head in body.heads]
        kinds = {
            record.about.id: kind for kind in RECORD_KINDS for record in getattr(province, kind)
        }
        found = store.record_kinds(province.id)
        assert found == {**kinds, **{head.about.id: "heads" for head in heads}}
        bodies = [name for name, kind in found.items() if kind == "bodies"]
        assert bodies == [body.about.id for body in province.bodies]
    statements = [statement.id for statement in store.national().statements]
    assert store.record_kinds("national") == dict.fromkeys(statements, "statements")

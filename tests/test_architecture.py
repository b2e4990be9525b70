"""The shape of the package: which part may know which, and what each part owes its reader."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from foreword.source.diagnostic import CODES

REPOSITORY = Path(__file__).parent.parent
PACKAGE = REPOSITORY / "plugins/foreword"
MODULES = sorted(PACKAGE.rglob("*.py"))
TEMPLATES = sorted((PACKAGE / "templates").rglob("*.jinja"))

ORDER = "source liquid model render compat link site cache lint migrate mkdocs cli".split()
"""Each part may know the ones before it, but for the last two, which do not know each other."""

BUILDERS = {"mkdocs", "properdocs"}
LINES = 400


def part_of(module: str) -> str | None:
    """The part of a module's name: `render` of `foreword.render.page`; None of a part that is beside the order."""
    name = module.split(".")[1] if module.startswith("foreword.") else ""
    return name if name in ORDER else None


def name_of(module: Path) -> str:
    """A module's name, as it is imported."""
    return ".".join(module.relative_to(PACKAGE.parent).with_suffix("").parts)


def imports(module: Path) -> Iterator[tuple[str, int]]:
    """Each module that a module imports, with the line; those for types only as well."""
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module.name}:{node.lineno} imports relatively"
            yield node.module or "", node.lineno


def path_of(file: Path) -> str:
    """A path as a test is named by it."""
    return file.relative_to(PACKAGE).as_posix()


@pytest.mark.parametrize("module", MODULES, ids=path_of)
def test_imports_point_one_way(module: Path) -> None:
    own = part_of(name_of(module))
    if own is None:
        return
    known = {*ORDER[: ORDER.index(own) + 1]} - ({"mkdocs"} if own == "cli" else set())
    wrong = [f"line {line}: {name}" for name, line in imports(module) if part_of(name) not in {None, *known}]
    assert wrong == []


@pytest.mark.parametrize("module", MODULES, ids=path_of)
def test_only_the_adapter_imports_mkdocs(module: Path) -> None:
    if part_of(name_of(module)) == "mkdocs":
        return
    wrong = [f"line {line}: {name}" for name, line in imports(module) if name.split(".")[0] in BUILDERS]
    assert wrong == []


def test_there_are_no_cycles_between_modules() -> None:
    """Imports for types only do not count: they are never run."""
    graph = {name_of(module): set(run_imports(module)) for module in MODULES}
    seen: dict[str, bool] = {}

    def visit(name: str, way: tuple[str, ...]) -> None:
        assert seen.get(name) is not False, " -> ".join([*way, name])
        if name in graph and name not in seen:
            seen[name] = False
            for other in graph[name]:
                visit(other, (*way, name))
            seen[name] = True

    for name in graph:
        visit(name, ())


def run_imports(module: Path) -> Iterator[str]:
    """The modules that a module imports when it is imported itself."""
    for node in ast.parse(module.read_text("utf-8")).body:
        if isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("module", MODULES, ids=path_of)
def test_no_module_is_long(module: Path) -> None:
    assert len(module.read_text("utf-8").splitlines()) <= LINES


@pytest.mark.parametrize("module", MODULES, ids=path_of)
def test_each_module_class_and_function_says_what_it_is(module: Path) -> None:
    tree = ast.parse(module.read_text("utf-8"))
    assert ast.get_docstring(tree), "the module"
    silent = [f"line {line}: {name}" for name, line, doc in definitions(tree) if not doc]
    assert silent == []


def definitions(tree: ast.Module | ast.ClassDef, within: str = "") -> Iterator[tuple[str, int, str | None]]:
    """The public classes, functions and methods: name, line, docstring. An overridden visitor needs none."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield node.name, node.lineno, ast.get_docstring(node)
            yield from definitions(node, f"{node.name}.")
        elif isinstance(node, ast.FunctionDef) and not node.name.startswith(("_", "visit_")):
            yield f"{within}{node.name}", node.lineno, ast.get_docstring(node)


def is_raised(code: str) -> bool:
    """Whether a code stands anywhere but where it is defined."""
    return any(
        f'"{code}"' in line and f'"{code}": Code(' not in line
        for module in MODULES
        for line in module.read_text("utf-8").splitlines()
    )


@pytest.mark.parametrize("code", CODES)
def test_each_code_is_raised_somewhere(code: str) -> None:
    assert is_raised(code)


def test_each_code_that_is_raised_is_defined() -> None:
    used = {code for module in MODULES for code in re.findall(r'"([A-Z]{2}\d{3})"', module.read_text("utf-8"))}
    assert used == set(CODES)


def test_the_names_of_the_codes_are_their_own() -> None:
    names = [code.name for code in CODES.values()]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in names)


@pytest.mark.parametrize("code", CODES)
def test_each_code_is_documented(code: str) -> None:
    guide = (REPOSITORY / "docs/guide/rules.md").read_text("utf-8")
    assert code in guide
    assert CODES[code].name in guide


@pytest.mark.parametrize("template", TEMPLATES, ids=path_of)
def test_each_template_opens_with_a_comment(template: Path) -> None:
    source = template.read_text("utf-8")
    assert source.startswith("{#")
    comment = source[2 : source.index("#}")].strip("- \n")
    assert len(comment) > 20, "it says little"


@pytest.mark.parametrize("template", TEMPLATES, ids=path_of)
def test_each_component_opens_with_its_signature(template: Path) -> None:
    if template.parent.name == "components":
        name = template.name.removesuffix(".html.jinja")
        assert template.read_text("utf-8").startswith(f"{{# {name}(")
        assert "_" in name, "a component's name has two words"


@pytest.mark.parametrize("file", [*MODULES, *TEMPLATES], ids=path_of)
def test_no_file_names_a_path_of_somebodys_machine(file: Path) -> None:
    assert not re.search(r"(?<![\w.])/(home|Users|root|work|tmp)/\w", file.read_text("utf-8"))

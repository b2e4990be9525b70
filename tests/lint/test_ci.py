"""Where the linter runs: the action for GitHub, the hook for pre-commit, and what the guide says of both."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

REPOSITORY = Path(__file__).parent.parent.parent
ACTION = yaml.safe_load((REPOSITORY / "action.yml").read_text("utf-8"))
STEPS = {step.get("name", step.get("uses")): step for step in ACTION["runs"]["steps"]}
GUIDE = (REPOSITORY / "docs/guide/linting.md").read_text("utf-8")

STUB = """\
#!/bin/sh
printf '%s|' "$@" >> "$LOG"
echo >> "$LOG"
echo found
exit "$CODE"
"""


def run(step: str, folder: Path, code: int, **inputs: str) -> tuple[int, str]:
    """Run a step of the action as GitHub does, with a command in place of `foreword` and `python` that notes its
    arguments and ends with a code: the code of the step, and the arguments."""
    for name in ("foreword", "python"):
        stub = folder / name
        stub.write_text(STUB, "utf-8")
        stub.chmod(0o755)
    log = folder / "log"
    values = {f"inputs.{name}": str(given.get("default", "")) for name, given in ACTION["inputs"].items()}
    values |= {f"inputs.{name}": value for name, value in inputs.items()} | {"github.action_path": "/the action"}
    environment = {
        name: re.sub(r"\$\{\{ ([\w.-]+) \}\}", lambda found: values[found[1]], value)
        for name, value in STEPS[step].get("env", {}).items()
    }
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    environment |= {"PATH": path, "LOG": str(log), "CODE": str(code), "RUNNER_TEMP": str(folder)}
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", STEPS[step]["run"]]
    done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, log.read_text("utf-8").strip()


needs_bash = pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")


@needs_bash
def test_the_action_lints_with_annotations(tmp_path: Path) -> None:
    assert run("Lint", tmp_path, 0) == (0, "lint|--config|mkdocs.yml|--format|github|")


@needs_bash
@pytest.mark.parametrize("code", [0, 1, 2])
def test_the_action_fails_as_the_command_does(code: int, tmp_path: Path) -> None:
    assert run("Lint", tmp_path, code)[0] == code


@needs_bash
@pytest.mark.parametrize(("code", "ends"), [(0, 0), (1, 0), (2, 1)])
def test_findings_do_not_keep_sarif_from_being_uploaded(code: int, ends: int, tmp_path: Path) -> None:
    assert run("Write SARIF", tmp_path, code) == (ends, "lint|--config|mkdocs.yml|--format|sarif|")
    assert (tmp_path / "foreword.sarif").read_text("utf-8") == "found\n"


@needs_bash
def test_inputs_are_arguments_and_never_code(tmp_path: Path) -> None:
    given = {"config": "a site/mkdocs.yml; touch hit", "arguments": "--select CR $(touch hit) *"}
    _, arguments = run("Lint", tmp_path, 0, **given)
    assert arguments == ("lint|--config|a site/mkdocs.yml; touch hit|--format|github|--select|CR|$(touch|hit)|*|")
    assert not (tmp_path / "hit").exists()
    assert all("${{" not in step.get("run", "") for step in STEPS.values())


@needs_bash
def test_the_action_installs_itself_and_what_the_site_needs(tmp_path: Path) -> None:
    pip = "-m|pip|install|--quiet|--disable-pip-version-check|/the action|"
    assert run("Install Foreword", tmp_path, 0) == (0, pip)
    (tmp_path / "log").unlink()
    shown = run("Install Foreword", tmp_path, 0, requirements="the docs.txt")
    assert shown == (0, f"{pip}--requirement|the docs.txt|")


def test_the_hook_runs_once_over_the_whole_site() -> None:
    (hook,) = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert (hook["id"], hook["entry"], hook["language"]) == ("foreword-lint", "foreword lint", "python")
    assert hook["pass_filenames"] is False
    for path in ("docs/index.md", "data/a.yml", "data/b.json", "mkdocs.yml", "templates/components/x.html.jinja"):
        assert re.search(hook["files"], path), path
    assert not re.search(hook["files"], "docs/assets/picture.png")


# The guide


def blocks(language: str) -> list[str]:
    """The fenced blocks of the guide in a language."""
    return re.findall(rf"^ *```{language}\n(.*?)^ *```$", GUIDE, re.MULTILINE | re.DOTALL)


def test_the_guide_shows_valid_yaml() -> None:
    for block in blocks("yaml"):
        assert yaml.safe_load(block)


def workflow() -> dict[str, Any]:
    """The step of the guide's workflow that uses the action."""
    loaded = next(yaml.safe_load(block) for block in blocks("yaml") if "runs-on" in block)
    (job,) = loaded["jobs"].values()
    return next(step for step in job["steps"] if "foreword" in step["uses"])  # type: ignore[no-any-return]


def test_the_workflow_of_the_guide_gives_inputs_that_the_action_has() -> None:
    assert workflow()["with"].keys() <= ACTION["inputs"].keys()
    for name in ACTION["inputs"]:
        assert f"`{name}`" in GUIDE, name


def test_the_configuration_of_the_guide_names_the_hook() -> None:
    config = next(yaml.safe_load(block) for block in blocks("yaml") if "rev:" in block)
    assert [hook["id"] for hook in config["repos"][0]["hooks"]] == ["foreword-lint"]


def test_front_matter_is_taken_out_line_by_line_for_vale(tmp_path: Path) -> None:
    """The script of the guide: each value stays on its line."""
    (script,) = [block for block in blocks("bash") if "awk" in block]
    page = "---\ntitle: One\nsections:\n  - content: Two\n---\n\ntitle: Three\n\n---\n"
    (tmp_path / "docs/guide").mkdir(parents=True)
    (tmp_path / "docs/guide/a b.md").write_text(page, "utf-8")
    (tmp_path / "docs/plain.md").write_text("# Plain\n\n---\ntitle: no\n---\n", "utf-8")
    (tmp_path / "vale").write_text('#!/bin/sh\necho "$@" > called\n', "utf-8")
    (tmp_path / "vale").chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    subprocess.run(["bash", "-e", "-c", script], cwd=tmp_path, env={"PATH": path}, check=True)
    taken = tmp_path / ".vale-front-matter/docs/guide/a b.md.yml"
    assert taken.read_text("utf-8") == "\ntitle: One\nsections:\n  - content: Two\n"
    assert (tmp_path / ".vale-front-matter/docs/plain.md.yml").read_text("utf-8") == ""
    assert (tmp_path / "called").read_text("utf-8") == ".vale-front-matter data\n"

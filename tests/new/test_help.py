"""What the command `foreword` says of itself."""

from __future__ import annotations

import re

import pytest
from new_sites import foreword

from foreword.cli import main

pytestmark = pytest.mark.usefixtures("here")


def test_help_says_what_the_command_does() -> None:
    assert "Make a small site in the folder NAME." in foreword("--help").output
    help_of_new = foreword("new", "--help").output
    assert "Usage: foreword new [OPTIONS] NAME" in help_of_new
    assert "foreword new ." in help_of_new
    assert "No file is ever overwritten." in help_of_new


def test_version() -> None:
    assert re.fullmatch(r"foreword, version \d+\.\d+\.\d+\S*\n", foreword("--version").output)


def test_the_console_script_is_this_command() -> None:
    from importlib.metadata import entry_points

    (script,) = (entry for entry in entry_points(group="console_scripts") if entry.name == "foreword")
    assert script.load() is main

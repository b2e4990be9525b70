"""What was kept stands when Foreword is installed anew, as CI does in each run, and not when its code is another."""

from __future__ import annotations

import os
from pathlib import Path

from foreword.mkdocs.salt import code_of

RECORD = """\
foreword/site.py,sha256={digest},120
foreword/__pycache__/site.cpython-311.pyc,,
mkdocs_foreword-0.1.0.dist-info/INSTALLER,sha256=zuuue4knoyJ-UwPPXg8fezS7VCrXJQrAP7zeNuwvFQg,4
"""


def installed(folder: Path, digest: str, time: int) -> Path:
    """A package that was installed at a time."""
    package = folder / "foreword"
    package.mkdir(parents=True)
    (package / "site.py").write_text("")
    os.utime(package / "site.py", (time, time))
    information = folder / "mkdocs_foreword-0.1.0.dist-info"
    information.mkdir()
    (information / "RECORD").write_text(RECORD.format(digest=digest))
    return package


def test_the_same_code_at_another_time_and_place_is_the_same(tmp_path: Path) -> None:
    assert code_of(installed(tmp_path / "a", "abc", 1)) == code_of(installed(tmp_path / "b", "abc", 2))


def test_other_code_of_the_same_version_is_another(tmp_path: Path) -> None:
    assert code_of(installed(tmp_path / "a", "abc", 1)) != code_of(installed(tmp_path / "b", "xyz", 1))


def test_files_of_a_checkout_are_told_by_size_and_time(tmp_path: Path) -> None:
    (tmp_path / "foreword").mkdir()
    file = tmp_path / "foreword" / "site.py"
    file.write_text("a = 1")
    before = code_of(tmp_path / "foreword")
    file.write_text("a = 12")
    assert code_of(tmp_path / "foreword") != before


def test_what_is_no_file_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "foreword").mkdir()
    (tmp_path / "foreword" / ".#site.py").symlink_to("somebody@host.1:2")  # the lock of an editor
    assert code_of(tmp_path / "foreword") == []

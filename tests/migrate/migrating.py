"""Small Jekyll sites, migrated for tests."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from foreword.cli import main

SITES = Path(__file__).with_name("sites")


def migrate(source: Path, destination: Path, *options: str) -> Result:
    """Run `foreword migrate`."""
    return CliRunner().invoke(main, ["migrate", str(source), str(destination), *options])


def files_in(root: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}

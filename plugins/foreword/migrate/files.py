"""Files that are no documents: copied, or made as Jekyll makes them where that needs nothing of the site."""

from __future__ import annotations

import posixpath
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from foreword.migrate.document import JekyllDocument
from foreword.migrate.finding import Finding
from foreword.source.diagnostic import Place

LIQUID = re.compile(r"\{\{|\{%")
SASS = (".scss", ".sass")
SITEMAPS = frozenset(["sitemap.xml"])
FEEDS = frozenset(["feed.xml", "atom.xml", "rss.xml"])
SECONDS = 60
RUBY = (
    'require "sassc"; '
    "puts SassC::Engine.new($stdin.read, syntax: ARGV[0].to_sym, style: :expanded, load_paths: ARGV[1..]).render"
)


@dataclass(frozen=True)
class Made:
    """What becomes of a file with front matter that is no page: its text, None where it is left for a person."""

    text: str | None
    findings: list[Finding]


def made_file(document: JekyllDocument, root: Path, sass_folder: str) -> Made:
    """Make the file that Jekyll makes of a text file with front matter, as CSS of Sass; only its head goes where it
    holds no Liquid."""
    name = posixpath.basename(document.path)
    place = Place(document.path)
    if name in SITEMAPS:
        message = "MkDocs writes a sitemap itself; Jekyll's is left out"
        return Made(None, [Finding("changed", place, message)])
    if name in FEEDS:
        message = "MkDocs cannot make this feed"
        return Made(None, [Finding("todo", place, message, "a plugin as mkdocs-rss-plugin makes feeds")])
    body = document.parts.body
    if LIQUID.search(body):
        message = "MkDocs expands nothing in a file that is no page"
        advice = "write it by hand as the built site has it, or make it with a hook of MkDocs"
        return Made(None, [Finding("todo", place, message, advice)])
    if document.suffix in SASS:
        return compiled(body, document, root, sass_folder)
    return Made(body, [])


def compiled(source: str, document: JekyllDocument, root: Path, sass_folder: str) -> Made:
    """The CSS of a Sass file, by the first compiler that is there."""
    folders = [str(root / sass_folder), str((root / document.path).parent)]
    place = Place(document.path)
    command = compiler(document.suffix.lstrip("."), folders)
    if command is None:
        message = "there is no compiler for Sass here; the file is left out"
        return Made(None, [Finding("todo", place, message, "install `sass` and migrate again, or add the CSS by hand")])
    try:
        done = subprocess.run(command, input=source, capture_output=True, text=True, encoding="utf-8", timeout=SECONDS)
    except (OSError, subprocess.TimeoutExpired) as error:
        return Made(None, [Finding("todo", place, f"the compiler for Sass failed: {error}", "add the CSS by hand")])
    if done.returncode:
        reason = next((line for line in done.stderr.splitlines() if line.strip()), "it says nothing").strip()
        return Made(None, [Finding("todo", place, f"the compiler for Sass failed: {reason}", "add the CSS by hand")])
    return Made(done.stdout, [])


def compiler(syntax: str, folders: Sequence[str]) -> list[str] | None:
    """The command that compiles Sass from its input to its output; None where there is none."""
    if shutil.which("sass"):
        paths = [f"--load-path={folder}" for folder in folders]
        return ["sass", "--stdin", "--no-source-map", *paths, *(["--indented"] if syntax == "sass" else [])]
    if shutil.which("sassc") and syntax == "scss":
        return ["sassc", "--stdin", *(part for folder in folders for part in ("--load-path", folder))]
    if shutil.which("ruby") and ruby_has_sass():
        return ["ruby", "-e", RUBY, syntax, *folders]
    return None


def ruby_has_sass() -> bool:
    """Whether Ruby has the compiler that Jekyll uses."""
    try:
        done = subprocess.run(["ruby", "-e", 'require "sassc"'], capture_output=True, timeout=SECONDS)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0

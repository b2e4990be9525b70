"""`mkdocs serve`: an edit of whatever a page is made of shows on the page, and a mistake shows where it is."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from engine import write

SITE = {
    "mkdocs.yml": """\
site_name: Harbour
theme: mkdocs
plugins:
  - search
  - foreword:
      extensions: foreword_extensions.py
""",
    "foreword_extensions.py": """\
def greet(name):
    return f"Ahoy, {name}"


filters = {"greet": greet}
""",
    "data/harbour.yml": """\
name: Old Port
keys:
  - name: Gate key
    definition: Opens {{ site.data.harbour.name }}
""",
    "data/mend.yml": "name: Whole\nkey: 'The {{ site.data.mend.name }}'\n",
    "templates/partials/rules.md": "No *shouting*.\n",
    "templates/components/light_house.html.jinja": "{# light_house(colour) #}\n<p class='light'>{{ colour }}</p>\n",
    "docs/index.md": """\
---
title: Welcome to {{ site.data.harbour.name }}
sections:
  - title: First section
    content: "{{ 'sailor' | greet }}"
  - title: Rules
    content: |
      {% include "partials/rules.md" %}

      {{ light_house("green") }}
---

{{ credential_table(site.data.harbour["keys"]) }}
""",
    "docs/mended.md": """\
---
title: Mended
---

Above.

Its name is {{ site.data.mend.key }}.

Below.
""",
    "docs/yaml.md": "---\ntitle: Quoted\n---\n\nThe body.\n",
}


def article_of(html: str) -> Tag:
    """What the Markdown of a page became."""
    article = BeautifulSoup(html, "html.parser").select_one("[role=main]")
    assert article is not None
    return article


class Preview:
    """`mkdocs serve`, running: edit a file, and see what a reader sees."""

    def __init__(self, root: Path, patience: float = 30) -> None:
        self.root = root
        self.patience = patience
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"127.0.0.1:{free.getsockname()[1]}"
        self.log = (root / "serve.log").open("w", encoding="utf-8")
        command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", self.address]
        self.process = subprocess.Popen(command, cwd=root, stdout=self.log, stderr=subprocess.STDOUT)

    def logged(self) -> str:
        """What the server has said so far."""
        return (self.root / "serve.log").read_text("utf-8")

    def get(self, url: str = "") -> str:
        """A page as it is now; nothing when there is none."""
        try:
            with urllib.request.urlopen(f"http://{self.address}/{url}", timeout=5) as answer:
                return str(answer.read().decode())
        except urllib.error.HTTPError as error:
            error.close()
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            pass
        return ""

    def wait(self, url: str, shown: Callable[[str], bool]) -> Tag:
        """Ask for a page until it shows what is awaited."""
        until = time.monotonic() + self.patience
        html = ""
        while time.monotonic() < until:
            assert self.process.poll() is None, f"mkdocs serve has ended:\n{self.logged()}"
            html = self.get(url)
            if html and shown(html):
                return article_of(html)
            time.sleep(0.1)
        last = article_of(html) if html else "not there"
        raise AssertionError(f"not shown in {self.patience} s; the page was:\n{last}\nthe log:\n{self.logged()}")

    def shows(self, url: str, text: str) -> Tag:
        """Wait until a page shows a text."""
        return self.wait(url, lambda html: text in html)

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace text in a file of the site, as a writer would; it has to be there once."""
        location = self.root / path
        text = location.read_text("utf-8")
        assert text.count(old) == 1
        location.write_text(text.replace(old, new), "utf-8")

    def stop(self) -> None:
        """End the server."""
        self.process.terminate()
        self.process.wait(10)
        self.log.close()


def line(panel: Tag, selector: str) -> str:
    """A line of a panel's excerpt, without its number."""
    found = panel.select_one(selector)
    assert found is not None
    return "".join(part.get_text() for part in found.contents if "fw-panel__number" not in str(part))


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """One server for these tests; each edits what no other looks at."""
    root = tmp_path_factory.mktemp("preview")
    write(root, SITE)
    preview = Preview(root)
    try:
        preview.wait("", bool)
        yield preview
    finally:
        preview.stop()


def test_data(preview: Preview) -> None:
    preview.shows("", "Welcome to Old Port")
    preview.edit("data/harbour.yml", "name: Old Port", "name: New Port")
    article = preview.shows("", "Welcome to New Port")
    assert "Opens New Port" in article.get_text()
    assert preview.get("").count("Old Port") == 0
    assert "Welcome to New Port" in preview.get("yaml/"), "the navigation of the other pages follows"


def test_front_matter(preview: Preview) -> None:
    preview.edit("docs/index.md", "title: First section", "title: The very first")
    assert preview.shows("", "The very first").select_one("h2#the-very-first")


def test_a_partial(preview: Preview) -> None:
    preview.edit("templates/partials/rules.md", "*shouting*", "**running**")
    assert preview.shows("", "<strong>running</strong>")


def test_a_template(preview: Preview) -> None:
    preview.edit("templates/components/light_house.html.jinja", "class='light'", "class='bright'")
    assert preview.shows("", "class='bright'").select_one("p.bright")


def test_a_template_that_is_new(preview: Preview) -> None:
    override = preview.root / "templates/components/credential_table.html.jinja"
    override.write_text(
        '{% extends "foreword:components/credential_table.html.jinja" %}\n'
        "{% block caption %}\n<caption>Keep them secret</caption>\n{% endblock %}\n"
    )
    preview.shows("", "Keep them secret")
    override.unlink()
    preview.wait("", lambda html: "Keep them secret" not in html)


def test_extensions(preview: Preview) -> None:
    preview.edit("foreword_extensions.py", "Ahoy", "Good morning")
    preview.shows("", "Good morning, sailor")


def test_a_broken_value_is_a_panel_until_it_is_mended(preview: Preview) -> None:
    preview.shows("mended/", "Its name is The Whole.")
    preview.edit("data/mend.yml", "mend.name", "mend.nam")
    article = preview.shows("mended/", "fw-panel")

    panel = article.select_one(".fw-panel")
    assert panel is not None
    assert "has no nam" in panel.get_text()
    assert "did you mean name?" in panel.get_text()
    assert [place.get_text() for place in panel.select(".fw-panel__place")] == [
        "data/mend.yml:2:29",
        "docs/mended.md:7",
    ]
    assert line(panel, ".fw-panel__line--marked") == "key: 'The {{ site.data.mend.nam }}'"
    assert line(panel, ".fw-panel__line:has(.fw-panel__caret)") == "key: 'The {{ site.data.mend.^"
    for rest in ("Above.", "Its name is", "Below."):
        assert rest in article.get_text()
    assert "data/mend.yml:2:" in preview.logged()

    preview.edit("data/mend.yml", "mend.nam", "mend.name")
    article = preview.shows("mended/", "Its name is The Whole.")
    assert not article.select(".fw-panel")


def test_front_matter_that_cannot_be_read(preview: Preview) -> None:
    preview.edit("docs/yaml.md", "title: Quoted", "title: {{ site.name }}")
    article = preview.shows("yaml/", "fw-panel")
    panel = article.select_one(".fw-panel")
    assert panel is not None
    assert "docs/yaml.md:2:8" in panel.get_text()
    assert "The body." in article.get_text()

    preview.edit("docs/yaml.md", "title: {{ site.name }}", "title: Mended")
    assert not preview.shows("yaml/", "<title>Mended").select(".fw-panel")


def test_a_data_file_that_goes_and_comes(preview: Preview) -> None:
    (preview.root / "docs/tides.md").write_text("# Tides\n\nHigh at {{ site.data.tides.high }}.\n")
    article = preview.shows("tides/", "fw-panel")
    assert "High at" in article.get_text()
    (preview.root / "data/tides.toml").write_text('high = "noon"\n')
    assert not preview.shows("tides/", "High at noon.").select(".fw-panel")
    (preview.root / "data/tides.toml").unlink()
    preview.shows("tides/", "fw-panel")
    (preview.root / "docs/tides.md").unlink()


def test_folders_that_are_made_while_it_runs(tmp_path: Path) -> None:
    """A writer starts the preview first, and then writes the first data."""
    write(tmp_path, {"mkdocs.yml": "site_name: New\nplugins: [foreword]\n", "docs/index.md": "# New\n"})
    preview = Preview(tmp_path)
    try:
        preview.wait("", bool)
        write(tmp_path, {"data/first.yml": "word: aye\n", "templates/partials/p.md": "A partial.\n"})
        (tmp_path / "docs/index.md").write_text(
            '# New\n\n{{ site.data.first.word }}\n\n{% include "partials/p.md" %}\n'
        )
        preview.shows("", "<p>aye</p>")
        preview.edit("data/first.yml", "aye", "nay")
        preview.shows("", "<p>nay</p>")
        preview.edit("templates/partials/p.md", "A partial", "Another")
        preview.shows("", "Another")
    finally:
        preview.stop()


def test_a_port_that_is_taken(tmp_path: Path) -> None:
    write(tmp_path, {"mkdocs.yml": "site_name: Harbour\nplugins: [foreword]\n", "docs/index.md": "# Home\n"})
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert f"{address} cannot be used: Address already in use" in done.stderr
    assert "Traceback" not in done.stderr

"""Small clean sites of many shapes, with gaps in which a defect can stand."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from hypothesis import strategies as st

from engine import write

CONFIG = yaml.safe_dump(
    {
        "site_name": "Harbour",
        "site_url": "https://docs.example.com/",
        "markdown_extensions": ["attr_list", "md_in_html"],
        "plugins": [{"foreword": {"collections": {"api": "api/**"}}}],
    }
)
WORDS = st.sampled_from(["A berth", "is free – at", "the é quay", "for ships", "from 7 on, with *care*,", "and `tugs`"])
PROSE = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)


@dataclass
class Gap:
    """A place in a file where something can be put: a kind of place, and how its file writes what stands there.

    A text in a gap with an `indent` has its lines for itself; one without stands in the midst of a line.
    """

    kind: str
    indent: str | None = None
    quote: str = ""
    end: str = ""
    text: str = ""

    def put(self, text: str) -> None:
        """Put a text into the gap."""
        self.text = text

    def written(self) -> str:
        """What stands in it, as its file spells it."""
        if not self.text:
            return ""
        if self.indent is not None:
            return "".join(f"{self.indent}{line}\n" if line else "\n" for line in (self.text + self.end).split("\n"))
        if self.quote == '"':
            return json.dumps(self.text, ensure_ascii=False)[1:-1]
        return self.text.replace("'", "''") if self.quote else self.text


@dataclass(repr=False)
class SmallSite:
    """The files of a site by path, each in pieces; `line_end` and `bom` are those of every file.

    `names` are those of what its API is about, as `{name}: tug`: it has a credential `tug-key`, an object `tugs`, and
    an endpoint `get-tug`.
    """

    names: Mapping[str, str]
    line_end: str
    bom: str
    files: dict[str, list[str | Gap]] = field(default_factory=dict)

    def add(self, path: str, *pieces: str | Gap) -> None:
        """Add to a file."""
        self.files.setdefault(path, []).extend(pieces)

    def gaps(self, kind: str, path: str | None = None) -> list[Gap]:
        """The gaps of a kind, in all files or in one."""
        files = self.files if path is None else [path]
        pieces = [piece for name in files for piece in self.files[name]]
        return [piece for piece in pieces if isinstance(piece, Gap) and piece.kind == kind]

    def texts(self) -> dict[str, str]:
        """The texts of all files."""
        return {
            path: "".join(piece if isinstance(piece, str) else piece.written() for piece in pieces)
            for path, pieces in self.files.items()
        }

    def write(self, root: Path, texts: Mapping[str, str]) -> None:
        """Write the site with these texts."""
        files = {path: (self.bom + text.replace("\n", self.line_end)).encode() for path, text in texts.items()}
        write(root, {"mkdocs.yml": CONFIG, "docs/quay.png": b"", **files})


def scalar(draw: st.DrawFn, key: str, indent: str) -> list[str | Gap]:
    """A key with prose, in one of the ways in which YAML writes a string; a gap is in its midst."""
    style = draw(st.sampled_from(["plain", '"', "'", "|", ">-", "&", "escape"]))
    before, after = draw(PROSE), draw(PROSE)
    inline = Gap("string", quote=style if style in ("'", '"') else '"' if style == "escape" else "")
    if style in ("|", ">-"):
        lines = f"\n{indent}  "
        return [f"{indent}{key}: {style}{lines}{before}{lines}{after} ", inline, f"{lines}{before}\n"]
    if style == "escape":
        return [f'{indent}{key}: "\\u00e9 \\x41\\t {before} ', inline, f'{after}"\n']
    lead, quote = (f"&{key} ", "") if style == "&" else ("", style if style in ("'", '"') else "")
    apostrophe = " it''s" if quote == "'" else ""
    return [f"{indent}{key}: {lead}{quote}{before}{apostrophe} ", inline, f" {after}{quote}\n"]


CREDENTIAL = """\
  - name: {Name} key
    id: {name}-key
    prefix: {name}_
    definition: Opens the {name}.
    example: {name}_4f1c
    pattern: ^{name}_[0-9a-f]+$
    placeholder: <{NAME}_KEY>
    obtained-by: Asking the harbour master.
    expiration: After one year
    sent-in: {header: X-{Name}-Key}
"""
OBJECT = """\
kind: object
title: {Name}s
id: {name}s
description: The {name}s of the harbour.
versions: [v1, v10]
attributes:
  - name: id
    type: integer
    required: true
    example: 7
    description: Its number.
  - name: flag
    type: string
    enum: [red, green]
    example: red
    description: What it shows.
examples:
  - title: One of them
    response: {id: 7, flag: red}
"""
ENDPOINT = """\
kind: endpoint
object: {name}s
id: get-{name}
title: Get a {name}
method: get
path: /{name}s/{id}
base-url: https://api.harbour.io
credentials: [{name}-key]
description: One {name}.
parameters:
  path:
    - name: id
      type: integer
      required: true
      example: 7
      description: Its number.
  query:
    - {name: full, type: boolean, example: true, description: Whether all is told.}
responses:
  200:
    description: The {name}.
    attributes:
      - {name: id, type: integer, required: true, description: Its number.}
      - {name: flag, type: string, description: What it shows.}
    example: {id: 7, flag: red}
  404:
    description: There is no such {name}.
"""
SNIPPETS = [
    '```json\n{"id": 7, "flag": "red"}\n```',
    "```bash\ncurl https://api.harbour.io/{name}s/7 -H 'X-{Name}-Key: <{NAME}_KEY>'\n```",
    "```python\nprint(7)\n```",
    "```yaml\nflag: red\n```",
    "```text\n<ANYTHING> at http://all {{ nowhere\n```",
]
BLOCKS = st.one_of(
    PROSE,
    st.sampled_from(SNIPPETS),
    st.sampled_from(
        ["- a list\n- of things", "> A quote.", "| a | b |\n| --- | --- |\n| 1 | 2 |", "![The quay](quay.png)",
         "[Start](index.md)", "<div markdown>\nA box.\n</div>", "## Ships { #ships-of-{name} }"]
    ),
)  # fmt: skip


@st.composite
def small_sites(draw: st.DrawFn) -> SmallSite:
    """A clean site: pages with prose, lists, tables and snippets; data files; an API with its credentials."""
    things = draw(st.permutations(["berth", "crane", "tug"]))[: draw(st.integers(1, 2))]
    names = [{"{name}": thing, "{Name}": thing.title(), "{NAME}": thing.upper()} for thing in things]
    site = SmallSite(names[0], draw(st.sampled_from(["\n", "\r\n"])), draw(st.sampled_from(["", "\ufeff"])))
    add_data(draw, site)
    add_keys(draw, site, [filled(CREDENTIAL, name) for name in names])
    for number in range(draw(st.integers(1, 2))):
        head = draw(st.sampled_from(["", "description: Of ships\n", "# A comment\n"]))
        path = f"docs/page-{number}.md"
        site.add(path, f"---\ntitle: Page {number}\n", Gap("head", ""), head, "---\n", body())
        for block in draw(st.lists(BLOCKS, max_size=4, unique=True)):
            site.add(path, filled(block, draw(st.sampled_from(names))), "\n\n", body())
        site.add(path, "The end.\n\n", Gap("end", ""))
    for name in names:
        site.add(filled("docs/api/{name}s.yml", name), filled(OBJECT, name))
        site.add(filled("docs/api/get-{name}.yml", name), filled(ENDPOINT, name))
    return site


def body() -> Gap:
    """A gap between the blocks of a body."""
    return Gap("body", "", end="\n")


def filled(text: str, names: Mapping[str, str]) -> str:
    """A text with the names of a thing in it."""
    for sign, name in names.items():
        text = text.replace(sign, name)
    return text


def add_data(draw: st.DrawFn, site: SmallSite) -> None:
    """Add data files, and the page that shows what stands in them."""
    site.add("data/core-objects.yml", "name: Harbour\n", Gap("data", ""), "items:\n  - a\n", Gap("data", ""))
    site.add("data/texts.yml", *scalar(draw, "long", ""), Gap("data", ""), *scalar(draw, "other", ""))
    site.add("data/more.json", '{"inner": {\n  "text": "caf\\u00e9 ', Gap("string", quote='"'), ' now"}\n}\n')
    site.add(
        "docs/index.md", "---\ntitle: Start\n", Gap("head", ""), "order: 1\n---\n", body(), "# Harbour\n\n", body()
    )
    site.add("docs/index.md", "{{ site.data.core_objects.name }} {{ site.data.texts.long }}\n\n", body())
    site.add("docs/index.md", "{{ site.data.texts.other }} {{ site.data.more.inner.text }}\n\n", Gap("end", ""))


def add_keys(draw: st.DrawFn, site: SmallSite, credentials: list[str]) -> None:
    """Add the page of the credentials, with sections in its front matter."""
    site.add("docs/keys.md", "---\ntitle: Keys\ncredentials:\n", *credentials, Gap("credential", ""))
    site.add("docs/keys.md", "sections:\n  - title: All keys\n    anchor: all-keys\n", *scalar(draw, "content", "    "))
    site.add("docs/keys.md", "  - title: More\n    anchor: more-keys\n    content: |\n      Keys.\n\n")
    site.add("docs/keys.md", Gap("block", "      ", end="\n"), "      Doors.\n---\n")

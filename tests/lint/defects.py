"""Defects: what can be wrong in a small site, each with the code that tells it and the place where it does.

The place is marked by `§`, which is taken out before the site is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from hypothesis import strategies as st
from small_sites import SmallSite, filled

MARK = "§"
ANYWHERE = ("string", "block", "body", "end")
LINES = ("block", "body", "end")
Texts = dict[str, str]
Draw = Callable[[st.SearchStrategy[Any]], Any]


@dataclass(frozen=True)
class Defect:
    """A code, and what puts a defect of it somewhere into a site, of which it gives the texts."""

    code: str
    written: str
    insert: Callable[[Draw, SmallSite], Texts]

    @property
    def about(self) -> str:
        """What is written, in short."""
        return " ".join(self.written.replace(MARK, "").split())[:40]


def put(code: str, text: str, kinds: tuple[str, ...] = ANYWHERE) -> Defect:
    """A text that is put into a gap of the site."""

    def insert(draw: Draw, site: SmallSite) -> Texts:
        gap = draw(st.sampled_from([gap for kind in kinds for gap in site.gaps(kind)]))
        gap.put(filled(text, site.names))
        return site.texts()

    return Defect(code, text, insert)


def twice(code: str, first: str, second: str) -> Defect:
    """Two blocks in the body of one page, of which the second is the defect."""

    def insert(draw: Draw, site: SmallSite) -> Texts:
        path = draw(st.sampled_from(sorted(path for path in site.files if path.startswith("docs/page-"))))
        gaps = site.gaps("body", path)
        before = draw(st.integers(0, len(gaps) - 1))
        gaps[before].put(first)
        (gaps[before + 1 :] or site.gaps("end", path))[0].put(second)
        return site.texts()

    return Defect(code, second, insert)


def written(code: str, paths: str, old: str, new: str) -> Defect:
    """A text that is written wrong, once in some file; `new` may name what the pattern `old` has found."""

    def insert(draw: Draw, site: SmallSite) -> Texts:
        texts = site.texts()
        places = [(path, found) for path in sorted(texts) if fnmatchcase(path, paths)
                  for found in re.finditer(old, texts[path], re.MULTILINE)]  # fmt: skip
        path, found = draw(st.sampled_from(places))
        text = texts[path]
        return {**texts, path: text[: found.start()] + found.expand(new) + text[found.end() :]}

    return Defect(code, new, insert)


def added(code: str, path: str, text: str) -> Defect:
    """A file that is added."""
    return Defect(code, path, lambda draw, site: {**site.texts(), path: text})


def second(code: str, *changes: tuple[str, str]) -> Defect:
    """A second endpoint, which is the first one with changes."""

    def insert(draw: Draw, site: SmallSite) -> Texts:
        texts = site.texts()
        text = texts[filled("docs/api/get-{name}.yml", site.names)].replace("id: get-", "id: other-", 1)
        for old, new in changes:
            text = re.sub(old, new, text, count=1, flags=re.MULTILINE)
        return {**texts, "docs/api/other.yml": text}

    return Defect(code, changes[-1][1], insert)


DEFECTS = [
    # YAML
    put("YM001", 'ship: "a"§ b', ("data", "head")),
    put("YM002", "ship: a\n§ship: b", ("data", "head")),
    put("YM003", "ship: §*nothing", ("data",)),
    put("YM004", "ship: &again a\ncrew: §&again b", ("data",)),
    put("YM005", "ship: §\x07", ("data",)),
    put("YM007", "ship: &again [§*again]", ("data",)),
    put("YM006", "ship: §NO", ("data", "head")),
    put("YM006", "ship: [a, {b: §1:30}]", ("data", "head")),
    # Front matter
    written("FM001", "docs/page-*.md", "^title:", "§titel:"),
    written("FM001", "docs/keys.md", "^    definition:", "    §definiton:"),
    written("FM001", "docs/api/*.yml", "^    description:", "    §desciption:"),
    written("FM002", "docs/api/*.yml", r"- \{name: full, ", "- §{"),
    written("FM003", "docs/index.md", "^title: .*", "title: §[a]"),
    # Names
    put("DT001", "{{ §nothing_known }}"),
    put("DT001", "{{ site.data.core_objects.§nothing }}"),
    put("DT004", "{{ site.data.§core-objects.name }}"),
    added("DT003", "data/unused.yml", "§a: 1\n"),
    added("DT005", "data/more.toml", "§a = 1\n"),
    # Templates
    put("TP001", "{{ 1 +§* 2 }}"),
    put("TP002", "{{ 'quay' | §append:'x' }}"),
    put("TP005", "{% for a in §range(99999999) %}a{% endfor %}"),
    put("TP006", "{{ 'quay' | §shouting }}"),
    put("TP007", '{% include §"nowhere.md" %}', LINES),
    put("TP008", "{{ code_snippet('a', language='text', §colour='red') }}", LINES),
    put("TP009", "{{ §1 / 0 }}"),
    put("TP010", "aliases: {§code_snippet: site.title}", ("head",)),
    added("TP004", "templates/components/own_card.html.jinja", "§{# own_card(value) #}\n{{ value }}\n"),
    # Markdown and links
    put("MD001", "say §<BERTH_NUMBER> now"),
    put("LK001", "§[empty]()"),
    put("LK002", "[gone](§nowhere.md)"),
    put("LK003", "[gone](§ref:nothing-there)"),
    put("LK005", "[out](§http://harbour.io/tugs)"),
    put("LK006", "[own](§https://docs.example.com/keys/)"),
    put("LK007", "§![](quay.png)"),
    put("LK008", "[run]({{ §'javascript:alert(1)' | url }})"),
    twice("LK004", "## One { #same }", "## Two §{ #same }"),
    put("LK009", "id: §{name}s", ("head",)),
    # Credentials
    put("CR004", "Use §AKIAQYLPMN5HFIQR7XYA for it."),
    written("CR002", "docs/keys.md", r"^    example: (\w+)", r"    example: §\1-"),
    written("CR003", "docs/keys.md", r"^    pattern: .*", "    pattern: §^[a-z]+_[0-9a-f]+$"),
    written("CR005", "docs/api/get-*.yml", r"^credentials: \[(.*)\]", r"credentials: [\1, §nobodys-key]"),
    written("CR007", "docs/keys.md", "^  - name: (.*(?:\n    .*)*?)\n    expiration: .*", r"  - name: §\1"),
    put("CR006", "  - name: §Spare\n    obtained-by: Luck\n    expiration: Never\n    prefix: spare_", ("credential",)),
    put(
        "CR001",
        "  - name: Twin\n    prefix: §{name}_\n    required-for: Nothing\n    obtained-by: Luck\n    expiration: Never",
        ("credential",),
    ),
    # The API
    written("AP001", "docs/api/get-*.yml", "^  path:", "  path:\n    - {name: §part, type: string, example: a}"),
    written("AP002", "docs/api/get-*.yml", r"example: \{id: 7, ", "example: §{"),
    written("AP003", "docs/api/*.yml", r"\{id: 7,", "{id: 7, §weight: 3,"),
    written("AP004", "docs/api/get-*.yml", r"    example: \{id: 7,", "    example: {id: §seven,"),
    written("AP004", "docs/api/get-*.yml", "^      example: 7", "      example: §seven"),
    second("AP005", ("^path: ", "path: §")),
    second("AP006", ("^path: .*", "path: /free/{id}"), ("^credentials: .*\n", ""), ("^kind", "§kind")),
    written("AP007", "docs/api/get-*.yml", r"^responses:(\n(?:.*\n)*?)  404:\n.*\n", r"§responses:\1"),
    written("AP008", "docs/api/get-*.yml", "^method", "version: §v2\nmethod"),
    written("AP010", "docs/api/get-*.yml", "^    example: .*", """    example: '{"id": 7 §"flag": "red"}'"""),
    written("AP009", "docs/api/get-*.yml", "^object: .*", "object: §nothings"),
    # Snippets
    put("SN001", '```json\n{"id": 7 §"flag": "red"}\n```', LINES),
    put("SN001", "```yaml\na: [1\nb§: 2\n```", LINES),
    put("SN002", "```bash\ncurl https://api.harbour.io/{name}s/7 -H 'X-{Name}-Key: §<YOUR_{NAME}_KEY>'\n```", LINES),
    put("SN003", "```bash\ncurl §http://api.harbour.io/{name}s/7\n```", LINES),
    put("SN005", "```bash\ncurl https://api.harbour.io§/{name}s/7/nothing\n```", LINES),
    put("SN004", "§```\na\n```", LINES),
    # Ignores
    put("IG001", "§<!-- foreword: ignore[LK001] -->", LINES),
    put("IG001", "ship: a §# foreword: ignore[YM006] so", ("data", "head")),
]

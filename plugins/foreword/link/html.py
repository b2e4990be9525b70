"""Reading of finished HTML: one scan for headings, ids and links."""

from __future__ import annotations

import html as entities
import re
from dataclasses import dataclass, field
from functools import lru_cache

from foreword.render.markdown import LABEL
from foreword.render.slots import TOKEN

PART = re.compile(
    r"<(?:!--(?P<comment>[^-]*(?:-(?!->)[^-]*)*-->)?|"
    # Most tags have nothing to tell, as `</p>` and `<td class="x">`: they are passed over here, where it is fast.
    r"(?!/?(?!h[1-6]|script|style|template)[a-z][a-z0-9-]*(?: (?!(?:id|name|href|src)=)[a-z][a-z0-9-]*=\"[^<>\"]*\")*>)"
    r"(?P<close>/)?(?P<tag>[a-zA-Z][a-zA-Z0-9-]*)(?P<attributes>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>)",
)
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
OPAQUE = {tag: re.compile(f"</{tag}", re.IGNORECASE) for tag in ("script", "style", "template")}
"""Elements whose content is not the page's, with their ends."""
ATTRIBUTE = re.compile(r"([a-zA-Z][\w:-]*)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
PLAIN_LINK = re.compile(r' href="([^"&]*)"(?: (?!(?:id|name|href)\b)[a-z][a-z-]*="[^"]*")*')
"""The attributes of an `a` that is a link and nothing else, as most are."""
WANTED = re.compile(r"\b(?:id|name|href|src)\s*=", re.IGNORECASE)
PERMALINK = re.compile(r"<a\b[^>]*\bheaderlink\b[^>]*>.*?</a>|<sup\b[^>]*\bfnref.*?</sup>|<!--.*?-->", re.DOTALL)
ALTERNATIVE = re.compile(r"<img\b[^>]*\balt=\"([^\"]*)\"[^>]*>")


@dataclass
class Heading:
    """A heading with an id: its level (1 to 6), id, and name as HTML without tags."""

    level: int
    id: str
    name: str


@dataclass
class Found:
    """What stands in the HTML: headings in order, every id in order, and each link as it is written."""

    headings: list[Heading] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)


def read_html(html: str) -> Found:
    """Read finished HTML once. `name` of an `a` counts as an id, as MkDocs has it."""
    found = Found()
    heading: tuple[int, str, int, str] | None = None
    parts = PART.finditer(html)
    while (part := next(parts, None)) is not None:
        comment, close, tag, source = part.groups()
        if tag is None:
            if comment is None:
                break  # it has no end
            continue
        tag = tag.lower()
        if close:
            if heading is not None and tag in HEADINGS:
                level, id_, start, label = heading
                found.headings.append(Heading(level, id_, label or heading_name(html[start : part.start()])))
                heading = None
        elif tag in OPAQUE:
            parts = PART.finditer(html, end_of(html, OPAQUE[tag], part.end()))
        elif tag == "a" and (plain := PLAIN_LINK.fullmatch(source)):
            found.links.append(plain[1])
        else:
            attributes = attributes_of(source)
            id_ = attributes.get("id", "")
            if id_:
                found.ids.append(id_)
            if tag == "a":
                name = attributes.get("name", "")
                if name not in ("", id_):
                    found.ids.append(name)
                found.links += [attributes["href"]] if "href" in attributes else []
            elif tag == "img":
                found.links += [attributes["src"]] if "src" in attributes else []
            elif id_ and tag in HEADINGS:
                heading = (int(tag[1]), id_, part.end(), attributes.get(LABEL, ""))
    return found


@lru_cache(maxsize=2048)
def attributes_of(source: str) -> dict[str, str]:
    """The attributes of a tag, where one of them may be an id or a link; pages write the same ones over and over. A
    label stays HTML."""
    if not WANTED.search(source):
        return {}
    found = {name.lower(): double or single or bare for name, double, single, bare in ATTRIBUTE.findall(source)}
    return {name: value if name == LABEL else entities.unescape(value) for name, value in found.items()}


def end_of(html: str, sign: re.Pattern[str], start: int) -> int:
    """The index behind the next `sign`; the end of the HTML where there is none."""
    found = sign.search(html, start)
    return found.end() if found is not None else len(html)


def heading_name(html: str) -> str:
    """The text of a heading as HTML: no tags, no permalink, no footnote marks; images by their alternative."""
    html = TOKEN.sub("", ALTERNATIVE.sub(r"\1", PERMALINK.sub("", html)))
    return " ".join(re.sub(r"<[^>]*>", "", html).split())

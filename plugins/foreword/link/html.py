"""Reading of finished HTML: one scan for headings, ids and links."""

from __future__ import annotations

import html as entities
import re
from dataclasses import dataclass, field

from foreword.render.markdown import LABEL
from foreword.render.slots import TOKEN

PART = re.compile(
    r"<(?:!--|"
    # Most tags have nothing to tell, as `</p>` and `<td class="x">`: they are passed over here, where it is fast.
    r"(?!/?(?!h[1-6]|script|style|template)[a-z][a-z0-9-]*(?: (?!(?:id|name|href|src)=)[a-z][a-z0-9-]*=\"[^<>\"]*\")*>)"
    r"(?P<close>/)?(?P<tag>[a-zA-Z][a-zA-Z0-9-]*)(?P<attributes>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>)",
)
OPAQUE = {tag: re.compile(f"</{tag}", re.IGNORECASE) for tag in ("script", "style", "template")}
"""Elements whose content is not the page's, with their ends."""
COMMENT_END = re.compile("-->")
ATTRIBUTE = re.compile(r"([a-zA-Z][\w:-]*)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
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
    at = 0
    while (part := PART.search(html, at)) is not None:
        at = part.end()
        tag = part["tag"]
        if tag is None:
            at = end_of(html, COMMENT_END, at)
            continue
        tag = tag.lower()
        if tag in OPAQUE and not part["close"]:
            at = end_of(html, OPAQUE[tag], at)
            continue
        is_heading = len(tag) == 2 and tag[0] == "h" and tag[1] in "123456"
        if part["close"]:
            if is_heading and heading is not None:
                level, id_, start, label = heading
                found.headings.append(Heading(level, id_, label or heading_name(html[start : part.start()])))
                heading = None
            continue
        source = part["attributes"]
        if not is_heading and not WANTED.search(source):
            continue
        attributes = {
            name.lower(): double or single or bare for name, double, single, bare in ATTRIBUTE.findall(source)
        }
        id_ = entities.unescape(attributes.get("id", ""))
        if id_:
            found.ids.append(id_)
        if tag == "a" and attributes.get("name") and attributes["name"] != attributes.get("id"):
            found.ids.append(entities.unescape(attributes["name"]))
        if tag == "a" and "href" in attributes:
            found.links.append(entities.unescape(attributes["href"]))
        elif tag == "img" and "src" in attributes:
            found.links.append(entities.unescape(attributes["src"]))
        if is_heading and id_:
            heading = (int(tag[1]), id_, part.end(), attributes.get(LABEL, ""))
    return found


def end_of(html: str, sign: re.Pattern[str], start: int) -> int:
    """The index behind the next `sign`; the end of the HTML where there is none."""
    found = sign.search(html, start)
    return found.end() if found is not None else len(html)


def heading_name(html: str) -> str:
    """The text of a heading as HTML: no tags, no permalink, no footnote marks; images by their alternative."""
    html = TOKEN.sub("", ALTERNATIVE.sub(r"\1", PERMALINK.sub("", html)))
    return " ".join(re.sub(r"<[^>]*>", "", html).split())

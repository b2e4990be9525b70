"""Sets of HTML elements, each named for what it decides.

They are put together from the sections of the HTML standard that describe the elements. What is subtracted and added is
where kramdown treats an element otherwise than the rest of its section; elements of newer sections it does not know.
"""

from __future__ import annotations

HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
SECTIONS = HEADINGS | frozenset("address article aside body footer header hgroup nav section".split())
GROUPING = frozenset("blockquote dd div dl dt figcaption figure hr li main menu ol p pre ul".split())
TABULAR = frozenset("caption col colgroup table tbody td tfoot th thead tr".split())
FORM_TEXT = frozenset("button label select".split())
FORM_FIELDS = FORM_TEXT | {"input", "option"}
FORM_GROUPS = frozenset(["form", "fieldset"])
FORM_TITLES = frozenset(["legend", "optgroup"])
EDITS = frozenset(["del", "ins"])
CODE = frozenset("code kbd samp var".split())
TEXT = frozenset("a abbr b cite dfn em i q rp rt ruby small span strong sub sup".split())
OBSOLETE_TEXT = frozenset("acronym big rb rbc rtc tt".split())
FRAMES = frozenset("applet iframe map".split())

VOID = frozenset("area base br col command embed hr img input keygen link meta param source track wbr".split())
"""Elements without content and end tag: today's, and three that were."""
IN_LINE = TEXT | OBSOLETE_TEXT | CODE | EDITS | FORM_FIELDS | {"bdo", "br", "img", "mark", "u"}
"""Elements that never begin a block: in front of a paragraph they are part of it."""
NEVER_IN_LINE = (
    SECTIONS | (GROUPING - {"figure"}) | TABULAR | FORM_GROUPS | FORM_TITLES | FRAMES | {"html", "head", "summary"}
)
"""Elements whose tags are text inside a line."""
HOLDS_BLOCKS = (
    (SECTIONS - HEADINGS)
    | (GROUPING - {"dt", "hr", "ol", "p", "pre", "ul"})
    | FORM_GROUPS
    | FRAMES
    | {"details", "noscript", "object", "summary", "td"}
)
"""Elements whose content is blocks where Markdown in them is asked for."""
HOLDS_TEXT = TEXT | OBSOLETE_TEXT | EDITS | HEADINGS | FORM_TEXT | FORM_TITLES | {"bdo", "caption", "dt", "p", "th"}
"""Elements whose content is text with spans there. That of all others is left as it is."""
KNOWN = VOID | IN_LINE | NEVER_IN_LINE | HOLDS_BLOCKS | {"math", "script", "style", "textarea"}
"""Elements whose names may be written in capitals: others are names of XML, in which these count."""

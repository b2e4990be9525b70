"""The words of Liquid and Jekyll that Jinja does not have, and what to write in their place."""

from foreword.liquid.arguments import BOUNDS

SET = "write `{% set name = value %}`"
CAPTURE = "write `{% set name %}...{% endset %}`"
NOT = "write `{% if not ... %}...{% endif %}`"
CASE = "write `{% if x == a %}...{% elif x == b %}...{% endif %}`"
COUNT = "count with a `namespace`"
COMMENT = "write `{# ... #}`"
FENCE = "write a fence, or call `code_snippet`"
LOOP = "write `{% for x in y %}...{% endfor %}`"
INCLUDE = 'call a component, or quote the name of a partial: `{% include "partials/x.md" %}`'
LINK = "write the link as `[text](page.md)` or `[text](ref:id)`"
TAGS = {
    "assign": SET,
    "echo": "write `{{ ... }}`",
    "liquid": "write each of its lines as a tag of its own",
    **dict.fromkeys(["capture", "endcapture"], CAPTURE),
    **dict.fromkeys(["unless", "endunless"], NOT),
    **dict.fromkeys(["case", "when", "endcase"], CASE),
    "elsif": "write `{% elif %}`",
    **dict.fromkeys(["increment", "decrement"], COUNT),
    **dict.fromkeys(["comment", "endcomment"], COMMENT),
    **dict.fromkeys(["highlight", "endhighlight"], FENCE),
    **dict.fromkeys(["tablerow", "endtablerow"], LOOP),
    "cycle": "write `{{ loop.cycle(...) }}`",
    **dict.fromkeys(["ifchanged", "endifchanged"], "write `{% if loop.changed(x) %}...{% endif %}`"),
    **dict.fromkeys(["include_relative", "include_cached", "render"], INCLUDE),
    **dict.fromkeys(["link", "post_url"], LINK),
}
"""The tags that Jinja does not have, with what to write in their place."""

FILTERS = BOUNDS.keys() | {"flatify", "sass"}
"""Filters of Liquid and Jekyll, told where the site has no filter of the name."""
IN_FILTER = {
    **dict.fromkeys(["append", "prepend"], "join texts with `~`: `{{ a ~ b }}`"),
    "markdownify": "write `| markdown`; text in Markdown needs none",
    "flatify": "leave it out",
}

BASE_URL = "leave it out: a link is relative to its file, and `| url` makes one from the site's root"
ARGUMENTS = "give a component its arguments, and name them as they are"
ELSEWHERE = "look for it among the filters in the guide's page of templates"

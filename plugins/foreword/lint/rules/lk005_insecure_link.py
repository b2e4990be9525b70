"""A link begins with `http:`, where `https:` is meant.

Why it matters: What is sent over `http:` can be read and changed on its way. Readers copy addresses, with a credential
behind them.

Wrong:

```markdown
Create a token in the [console](http://console.harbour.io/tokens).
```

Right:

```markdown
Create a token in the [console](https://console.harbour.io/tokens).
```

Links in Markdown and HTML are looked at, and values that are an address alone. Exempt are code, `localhost`, private
addresses, hosts of one word, names that are kept for examples (`example.com`, `.test`), onion services, and XML
namespaces and the like, which are names and no links.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator

from foreword.lint.linted import Linted
from foreword.lint.markdown_keys import SHOWN_AS_CODE
from foreword.lint.written_links import WrittenLink
from foreword.source.diagnostic import Diagnostic

ADDRESS = re.compile(r"http://(?:[^\s/?#@]*@)?(?P<host>\[[^\]\s]*\]|[^\s/?#:]+)(?P<rest>[^\s]*)", re.IGNORECASE)
KEPT = re.compile(
    r"(?:.*\.)?(?:localhost|localdomain|local|internal|intranet|lan|home\.arpa|test|example|invalid|onion"
    r"|example\.(?:com|net|org|edu))\.?",
    re.IGNORECASE,
)
NAMESPACE = re.compile(
    r"(?:www\.)?w3\.org/(?:\d{4}|ns|TR|XML)\b|schemas?\.|json-schema\.org/|schema\.org\b|xmlns\.|xmlns?\.com|ns\.|purl\.org"
    r"|purl\.|ogp\.me/ns|www\.sitemaps\.org/schemas|xml\.|java\.sun\.com/xml|docs\.oasis-open\.org|specs\.|soap\."
    r"|www\.opengis\.net|www\.omg\.org/spec|rdfs?\.|creativecommons\.org/ns|maven\.apache\.org/(?:POM|xsd)",
    re.IGNORECASE,
)
NAMES = frozenset("$schema schema $id xmlns namespace prefix pattern enum".split())
"""Keys whose value is a name, or no address."""


def check(linted: Linted) -> Iterator[Diagnostic]:
    """Every link over `http:` that leads into the open web."""
    for link in linted.written_links:
        if link.target[:5].lower() != "http:" or is_example(link):
            continue
        found = ADDRESS.match(link.target)
        if found is None or is_exempt(found["host"], found["rest"]):
            continue
        yield Diagnostic("LK005", link.target_place, f"`{link.target}` is fetched without encryption", "write `https:`")


def is_example(link: WrittenLink) -> bool:
    """Whether a link stands where it is no link: in what is sent, or under a key of names."""
    keys = [str(key) for key in link.prose.keys if isinstance(key, str)]
    return bool(keys) and (keys[-1].lower() in NAMES or not SHOWN_AS_CODE.isdisjoint(keys))


def is_exempt(host: str, rest: str) -> bool:
    """Whether `http:` is right for a host, or the address is a name."""
    if re.search(r"[{}<>$%\ue000]", host) or KEPT.fullmatch(host) or NAMESPACE.match(host + rest):
        return True
    try:
        return not ipaddress.ip_address(host.strip("[]")).is_global
    except ValueError:
        return "." not in host

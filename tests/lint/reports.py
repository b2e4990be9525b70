"""One report that the tests of the formats share, and reports of any messages."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

from foreword.lint.report import Report
from foreword.lint.rule import Rule
from foreword.source.diagnostic import CODES, Diagnostic, Place

FOLDER = Path(__file__).parent / "formats"
SECRET = "oc_live_4f9d2ab87cc1e03377aa"
PAGE = "docs/authentication.md"
FINDINGS = [
    Diagnostic(
        "CR004",
        Place("data/keys.yml", 2, 13),
        "this looks like a live credential of Open Connect",
        "withdraw it, and write an example",
        (Place(PAGE, 5, 13), Place("docs/index.md", 9, 1)),
    ),
    Diagnostic("MD001", Place("docs/50% off.md", 3, 5), "`<PLACEHOLDER>` is swallowed by HTML", "write it as code"),
    Diagnostic("CR007", Place(PAGE, 6, 11), "the credential `秘密の鍵` does not say `expiration`"),
    Diagnostic("CR001", Place(PAGE, 7, 13), "the prefix `oc_` is that of `API key` as well", "give it one of its own"),
    Diagnostic("LK001", Place(PAGE, 10, 5), "a link without a text", "write the text between `[` and `]`"),
    Diagnostic("LK005", Place(PAGE, 10, 43), "`http:` where `https:` is meant, 100%: sure", "write `https:`"),
    Diagnostic("YM001", Place("data/lost.yml"), "the file cannot be read"),
]
RULES = {"CR001": Rule("CR001", "Two credentials begin alike.\n\nWhy it matters: nobody can tell `a`\nfrom `b`.")}
REPORT = Report(FOLDER / "site", FINDINGS, RULES)

places = st.builds(Place, st.sampled_from([PAGE, "docs/50% off.md", "a:b,c\n.md", "/etc/x.md"]), st.integers(1, 12),
                   st.integers(1, 60))  # fmt: skip
findings = st.builds(
    Diagnostic,
    st.sampled_from(sorted(CODES)),
    places,
    st.text(),
    st.text(),
    st.lists(places, max_size=2).map(tuple),
)

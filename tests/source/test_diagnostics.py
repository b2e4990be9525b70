"""A diagnostic: what is wrong, where, and how to mend it."""

from __future__ import annotations

import re
from pathlib import Path

import foreword.source
from foreword.source.diagnostic import CODES, ContentError, Diagnostic, Place, ReportedError
from foreword.source.reading import Reading


def test_it_is_told_in_lines() -> None:
    diagnostic = Diagnostic(
        "DT001",
        Place("data/connect/general.yml", 8, 70),
        "`intrest_form` is not known",
        "did you mean `interest_form`?",
        (Place("docs/connect/authentication.md", 42, 58),),
    )
    assert str(diagnostic) == (
        "data/connect/general.yml:8:70: DT001 unknown-name: `intrest_form` is not known\n"
        "  hint: did you mean `interest_form`?\n"
        "  used by docs/connect/authentication.md:42:58"
    )
    assert (diagnostic.name, diagnostic.severity) == ("unknown-name", "error")
    assert str(Diagnostic("DT005", Place("data/api.yml"), "a clash")) == "data/api.yml:1:1: DT005 data-clash: a clash"


def test_codes_and_names_are_unique_and_each_has_a_meaning() -> None:
    assert len({code.name for code in CODES.values()}) == len(CODES)
    for number, code in CODES.items():
        assert re.fullmatch(r"[A-Z]{2}\d{3}", number)
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code.name)
        assert code.severity in ("error", "warning", "info")
        assert code.meaning


def test_each_code_that_the_source_uses_is_known() -> None:
    used = set()
    for module in Path(foreword.source.__file__).parent.glob("*.py"):
        used |= set(re.findall(r'"([A-Z]{2}\d{3})"', module.read_text("utf-8")))
    assert used
    assert used <= CODES.keys()


def test_a_page_keeps_each_diagnostic_once_and_each_read_once() -> None:
    reading = Reading()
    for _ in range(2):
        reading.report(Diagnostic("DT005", Place("data/api.yml"), "a clash"))
        reading.record("data/api.yml")
    reading.record("data/")
    assert len(reading.diagnostics) == 1
    assert list(reading.reads) == ["data/api.yml", "data/"]


def test_a_mistake_that_was_told_keeps_its_place() -> None:
    diagnostic = Diagnostic("YM001", Place("data/api.yml", 3, 4), "not valid", "quote it")
    error = ReportedError(diagnostic)
    assert isinstance(error, ContentError)
    assert (error.code, error.place, error.message, error.hint) == ("YM001", diagnostic.place, "not valid", "quote it")

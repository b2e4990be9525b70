"""Liquid's filter for dates."""

from __future__ import annotations

from typing import Any

from foreword.compat.family import Family
from foreword.compat.printing import text
from foreword.compat.services import Services
from foreword.compat.time_format import formatted
from foreword.compat.times import time_of


def date_(services: Services, value: Any, pattern: Any) -> Any:
    """The time of a value in the form of a pattern; the value itself where it is no time or the pattern is empty."""
    form = text(pattern, services.allocate)
    time = time_of(services, value) if form else None
    if time is None:
        return value
    services.allocate(20 * len(form))
    return formatted(time, form)


FILTERS = Family(
    served={"date": date_},
)

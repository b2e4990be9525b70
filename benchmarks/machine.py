"""The machine and the versions of which measurements tell."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable
from pathlib import Path

from sites.mkdocs import versions
from sites.site import Tool


def description(tools: Iterable[Tool]) -> str:
    """A sentence on the machine, and one on the versions of the tools."""
    parts = [f"{processor()}, {cores()} cores", memory(), f"{platform.system()} {platform.machine()}"]
    used = dict.fromkeys(part for tool in tools for part in tool.version().split(", "))
    with_all = [f"Python {platform.python_version()}", *used, versions("Markdown"), versions("Jinja2")]
    return f"Machine: {', '.join(part for part in parts if part)}.\nVersions: {', '.join(dict.fromkeys(with_all))}."


def processor() -> str:
    """What the processor is called."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())


def cores() -> int:
    """How many of its cores may be used."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def memory() -> str:
    """How much memory there is."""
    try:
        size = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (ValueError, OSError):
        return ""
    return f"{size / 2**30:.0f} GB of memory"

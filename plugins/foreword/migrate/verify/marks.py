"""The marks that a build puts around the main content of a page."""

from __future__ import annotations

START = "<!--foreword:content-->"
END = "<!--/foreword:content-->"

"""What a filter or a comparison of Liquid's cannot do."""

from __future__ import annotations


class LiquidError(Exception):
    """What Liquid writes into the page as `Liquid error: ...`. Whoever runs the template decides what to do with it."""

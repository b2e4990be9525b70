"""What a filter or a comparison of Liquid's cannot do."""

from __future__ import annotations

from foreword.source.diagnostic import ContentError


class LiquidError(ContentError):
    """What Liquid writes into the page as `Liquid error: ...`; here it is told where it happened."""

    def __init__(self, message: str) -> None:
        super().__init__("TP009", message)

"""The status of a response: its code, `4XX` or `default`, in words."""

from __future__ import annotations

from http import HTTPStatus

RENAMED = {
    413: "Content Too Large",
    414: "URI Too Long",
    416: "Range Not Satisfiable",
    418: "",
    422: "Unprocessable Content",
}
"""What RFC 9110 calls these; older versions of Python have older names."""

CLASSES = {"1": "information", "2": "success", "3": "redirection", "4": "client-error", "5": "server-error"}
"""The key in `labels` of the word for each class."""


def reason_phrase(status: str) -> str:
    """The reason phrase of a status code, as `Not Found`; nothing for what is no code of HTTP's."""
    if not (status.isascii() and status.isdigit()):
        return ""
    code = int(status[:4])
    if code in RENAMED:
        return RENAMED[code]
    try:
        return HTTPStatus(code).phrase
    except ValueError:
        return ""


def status_class(status: str) -> str:
    """The class of a status (`200`, `4XX`) as a key of `labels`: `success`, `client-error`; `other` for `default`."""
    return CLASSES.get(status[:1], "other") if len(status) == 3 else "other"

"""Missing values: an unknown name or key fails where it is used, with what may have been meant."""

from __future__ import annotations

import difflib
import posixpath
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar, NoReturn

from jinja2 import StrictUndefined
from jinja2.utils import missing

from foreword.source.data import FolderView
from foreword.source.diagnostic import ContentError


class Missing(StrictUndefined):
    """A name or key that does not exist. Quiet in `is defined`, `default()` and most truth tests; else an error."""

    __slots__ = ()

    environment: ClassVar[Any]
    """The environment whose names are suggested; set in a subclass per environment."""

    def _fail_with_undefined_error(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise self.error()

    def error(self) -> ContentError:
        """What to tell of the missing name."""
        name = str(self._undefined_name) if self._undefined_name is not None else ""
        if self._undefined_exception.__name__ == "SecurityError":
            return ContentError(
                "TP005", f"`{name}` cannot be used in a template", hint="only data and filters can", name=name
            )
        if not name:
            return ContentError("DT001", self._undefined_hint or "the value does not exist")
        if self._undefined_obj is missing:
            known = self.environment.known_names()
            return ContentError("DT001", f"the name `{name}` is not known", hint=meant(name, known), name=name)
        if isinstance(self._undefined_obj, FolderView) and not len(self._undefined_obj):
            path = self._undefined_obj.folder.path
            hint = f"put the file into `{path}`, or name another folder by the option `data`"
            return ContentError(
                "DT001", f"the folder `{path}` is empty or not there: no `{name}`", hint=hint, name=name
            )
        owner = described(self._undefined_obj)
        hint = meant(name, keys_in(self._undefined_obj))
        return ContentError("DT001", f"{owner} has no `{name}`", hint=hint, name=name)

    def __bool__(self) -> bool:  # type: ignore[override]
        if self._undefined_obj is missing or self._undefined_exception.__name__ == "SecurityError":
            raise self.error()
        if self.environment.is_known_key(self._undefined_name):
            return False
        raise self.error()

    # StrictUndefined has these as the failing method of its own class.
    __iter__ = __str__ = __len__ = _fail_with_undefined_error
    __eq__ = __ne__ = __contains__ = _fail_with_undefined_error
    __lt__ = __le__ = __gt__ = __ge__ = _fail_with_undefined_error
    __add__ = __radd__ = __sub__ = __rsub__ = _fail_with_undefined_error
    __mul__ = __rmul__ = __div__ = __rdiv__ = _fail_with_undefined_error
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = _fail_with_undefined_error
    __mod__ = __rmod__ = __pow__ = __rpow__ = __pos__ = __neg__ = _fail_with_undefined_error
    __call__ = __getitem__ = __int__ = __float__ = __complex__ = _fail_with_undefined_error
    __hash__ = _fail_with_undefined_error


class Failure:
    """The value of what failed and was reported: it prints as the marker of its diagnostic, and holds nothing."""

    def __init__(self, marker: str) -> None:
        self._marker = marker

    @property
    def marker(self) -> str:
        """The marker of its diagnostic."""
        return self._marker

    def __str__(self) -> str:
        return self.marker

    def __bool__(self) -> bool:
        return False

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __len__(self) -> int:
        return 0


def keys_in(value: Any) -> list[str]:
    """The keys of a mapping; none of anything else."""
    return [str(key) for key in value] if hasattr(value, "keys") else []


def described(value: Any) -> str:
    """What a value is, for "... has no `key`"."""
    if value is None:
        return "an empty value"
    if hasattr(value, "keys"):
        names = keys_in(value)
        listed = ", ".join(f"`{name}`" for name in names[:6]) + (", ..." if len(names) > 6 else "")
        return f"the mapping ({listed})" if names else "the empty mapping"
    if isinstance(value, list | tuple):
        return f"the list (of {len(value)})"
    if isinstance(value, str):
        return f"the text `{value[:40]}`"
    return f"`{str(value).lower()}`" if isinstance(value, bool | int | float) else "a function"


def template_meant(name: str, known: Iterable[str]) -> str:
    """A hint with the template whose name looks like `name`: by its own name, as folders and endings are alike."""
    by_stem: dict[str, list[str]] = {}
    for path in known:
        by_stem.setdefault(stem_of(path), []).append(path)
    close = difflib.get_close_matches(stem_of(name), by_stem, 1, 0.7)
    return f"did you mean `{difflib.get_close_matches(name, by_stem[close[0]], 1, 0)[0]}`?" if close else ""


def stem_of(path: str) -> str:
    """The name of a template without its folder and its ending."""
    return posixpath.basename(path).partition(".")[0]


def meant(name: str, known: Iterable[str]) -> str:
    """A hint with the known name that looks like `name`, or none."""
    spelled = {key.replace("-", "_").lower(): key for key in known}
    close = difflib.get_close_matches(name.replace("-", "_").lower(), spelled, 1, 0.6)
    if not close:
        return ""
    found = spelled[close[0]]
    return f"did you mean `{found.replace('-', '_') if '_' in name or '-' not in name else found}`?"

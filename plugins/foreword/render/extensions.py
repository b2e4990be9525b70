"""Extensions: an author's own filters and functions, from a Python file that mkdocs.yml names. Trusted code."""

from __future__ import annotations

import importlib.util
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from foreword.render.bounds import bounded
from foreword.render.filters import OWN_FILTERS
from foreword.source.diagnostic import Diagnostic, Place

if TYPE_CHECKING:
    from foreword.render.environment import Environment


def load_extensions(environment: Environment, location: Path, root: Path, option: Place) -> list[Diagnostic]:
    """Run the file and add what its mappings `filters` and `functions` name.

    `option` is the place of the option. Returns what is wrong: a file that is not there or fails, a name that is
    taken, a value that is no function.
    """
    path = location.relative_to(root).as_posix() if location.is_relative_to(root) else str(location)
    if not location.is_file():
        message = f"the file of extensions `{path}` is not there"
        return [Diagnostic("TP011", option, message, "mend the option `extensions`")]
    spec = importlib.util.spec_from_file_location(location.stem, location)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except SyntaxError as error:
        place = Place(path, error.lineno or 1, error.offset or 1)
        return [Diagnostic("TP011", place, f"the file of extensions is not valid Python: {error.msg}")]
    except Exception as error:
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(location)]
        place = Place(path, (frames[-1].lineno or 1) if frames else 1)
        return [Diagnostic("TP011", place, f"the file of extensions fails: {type(error).__name__}: {error}")]
    environment.extension_file = location
    found: list[Diagnostic] = []
    for kind, taken in (("filters", OWN_FILTERS.keys()), ("functions", environment.globals.keys())):
        entries = getattr(module, kind, {})
        if not isinstance(entries, dict):
            found.append(Diagnostic("TP011", Place(path), f"`{kind}` has to be a mapping of names to functions"))
            continue
        for name, function in entries.items():
            if not callable(function) or name in taken or not str(name).isidentifier():
                reason = "is taken by Foreword" if name in taken else "is no name with a function"
                found.append(Diagnostic("TP011", Place(path), f"`{name}` in `{kind}` {reason}", "rename it"))
            elif kind == "filters":
                environment.filters[name] = bounded(environment, name, function)
            else:
                environment.globals[name] = function
    return found

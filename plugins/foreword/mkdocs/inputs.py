"""What a site is made of beside its documents, read at the start of a build."""

from __future__ import annotations

import ast
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from foreword.cache.inputs import Inputs, read_folder
from foreword.mkdocs.salt import page_salt
from foreword.source.digest import combined
from foreword.source.options import Options


def read_inputs(config: MkDocsConfig, options: Options) -> Inputs:
    """What a site is made of beside its documents: the configuration, data, templates and extensions.

    Every page depends on which templates there are, as one may take the place of another, and on the extensions.
    """
    inputs = Inputs(combined(page_salt(config)))
    location = Path(config.config_file_path or options.root / "mkdocs.yml")
    inputs.read(location.name, location)
    for folder in (options.data, options.templates):
        read_folder(inputs, folder, options.root)
    code = modules_of(options.extensions, options.root) if options.extensions is not None else []
    for location in code:
        inputs.read(options.path_of(location), location)
    templates = options.path_of(options.templates) + "/"
    names = sorted(path for path in inputs.digests if path.startswith(templates))
    extensions = [inputs.digests[options.path_of(location)] for location in code]
    inputs.salt = combined([inputs.salt, *extensions, *names])
    return inputs


def modules_of(file: Path, root: Path) -> list[Path]:
    """A file of Python code, and the site's own that it imports, and those that they import."""
    found, waiting = dict.fromkeys([file]), [file]
    while waiting:
        code = waiting.pop()
        folders = {code.parent, file.parent, root}
        for name in names_imported(code):
            own = [path for folder in folders for path in (folder / f"{name}.py", *(folder / name).rglob("*.py"))]
            new = [path for path in own if path.is_file() and path not in found]
            found.update(dict.fromkeys(new))
            waiting += new
    return sorted(found)


def names_imported(file: Path) -> set[str]:
    """The first names of the modules that a file of Python code imports; none where it cannot be read."""
    try:
        nodes = list(ast.walk(ast.parse(file.read_bytes())))
    except (OSError, SyntaxError, ValueError):
        return set()
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    froms = [node for node in nodes if isinstance(node, ast.ImportFrom)]
    names |= {node.module for node in froms if node.module}
    names |= {alias.name for node in froms if not node.module for alias in node.names}
    return {name.partition(".")[0] for name in names}

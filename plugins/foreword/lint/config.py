"""The configuration: what the linter needs of mkdocs.yml, read without MkDocs, its plugins, its hooks or its theme."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from pathspec import GitIgnoreSpec

from foreword.source.diagnostic import ContentError, Place
from foreword.source.options import COMPAT, Defaults, Options, merged, plugin_keys
from foreword.source.places import nodes_of, place_of
from foreword.source.text import SourceFile, decode, position

BUILTIN_EXTENSIONS = ("toc", "tables", "fenced_code")
"""Those that MkDocs always loads; see `mkdocs.config.defaults`."""
LEFT_OUT = [".*", "/templates/"]
"""What MkDocs leaves out by default; see `mkdocs.structure.files`."""


class Unknown:
    """The value of a tag that would run code, as `!!python/name:`: the linter leaves its option out."""


class ConfigLoader(yaml.SafeLoader):
    """PyYAML's safe loader that passes over tags it does not know, and reads `!ENV`."""

    def construct_env(self, node: yaml.Node) -> Any:
        """`!ENV NAME` or `!ENV [NAME, OTHER, default]`: the first variable that is set, else the default."""
        if isinstance(node, yaml.ScalarNode):
            return os.environ.get(node.value)
        assert isinstance(node, yaml.SequenceNode)
        items = self.construct_sequence(node)
        *names, default = items if len(items) > 1 else [*items, None]
        return next((os.environ[name] for name in names if name in os.environ), default)

    def construct_unknown(self, suffix: str, node: yaml.Node) -> Unknown:
        """A tag of Python's, or of somebody else's."""
        return Unknown()


ConfigLoader.add_constructor("!ENV", ConfigLoader.construct_env)
ConfigLoader.add_multi_constructor("!", ConfigLoader.construct_unknown)
ConfigLoader.add_multi_constructor("tag:yaml.org,2002:python/", ConfigLoader.construct_unknown)


@dataclass(frozen=True)
class LintOptions:
    """What to look for: `select` and `ignore` are codes or their beginnings (`CR`), `per_path` are patterns of paths
    from the root, each with codes that are ignored there. `baseline` is a file of findings that are known."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_path: Mapping[str, Sequence[str]] = field(default_factory=dict)
    baseline: str = ""


@dataclass(frozen=True)
class Config:
    """What mkdocs.yml says, as far as the linter asks."""

    options: Options
    lint: LintOptions
    extensions: tuple[str, ...]
    extension_configs: Mapping[str, dict[str, Any]]
    use_directory_urls: bool
    left_out: GitIgnoreSpec
    nav: Any = None


def read_config(location: Path) -> Config:
    """Read mkdocs.yml. Raises ContentError with its place where it cannot be read."""
    root = location.resolve().parent
    file, values = load(location)
    plugin = plugin_options(values.get("plugins"))
    extensions, configs = markdown_extensions(values.get("markdown_extensions"))
    docs = root / str(values.get("docs_dir") or "docs")
    exclude = str(values.get("exclude_docs") or "")
    return Config(
        options=Options(
            root=root,
            docs=docs,
            data=inside(root, plugin.get("data") or "data", file),
            templates=inside(root, plugin.get("templates") or "templates", file),
            config=file,
            aliases=mapping(plugin.get("aliases")),
            labels=mapping(plugin.get("labels")),
            literal=tuple(strings(mapping(plugin.get("jinja")).get("exclude"))),
            collections={str(name): strings(paths) for name, paths in mapping(plugin.get("collections")).items()},
            defaults=tuple(
                Defaults(str(rule.get("path", "")), mapping(rule.get("values")))
                for rule in plugin.get("defaults") or []
                if isinstance(rule, Mapping)
            ),
            extensions=inside(root, plugin["extensions"], file) if plugin.get("extensions") else None,
            title=str(values.get("site_name") or ""),
            url=str(values.get("site_url") or ""),
            compat=compat_of(plugin.get("compat"), file),
        ),
        lint=lint_options(plugin.get("lint"), file),
        extensions=extensions,
        extension_configs=configs,
        use_directory_urls=values.get("use_directory_urls") is not False,
        left_out=GitIgnoreSpec.from_lines([*LEFT_OUT, *exclude.splitlines()]),
        nav=values.get("nav"),
    )


def compat_of(value: Any, file: SourceFile) -> str:
    """The option `compat`. Raises ContentError for a dialect that there is not."""
    if value is not None and value not in COMPAT:
        known = " or ".join(f"`{name}`" for name in COMPAT)
        place = place_of(file, (*plugin_keys(nodes_of(file)), "compat"))
        raise ContentError("FM003", f"`compat` cannot be `{value}`", hint=f"write {known}", place=place)
    return value or ""


def inside(root: Path, path: Any, file: SourceFile) -> Path:
    """A path below the folder of mkdocs.yml. Raises ContentError for one that is not: nothing outside is read."""
    location = root / str(path)
    if not Path(os.path.normpath(location)).is_relative_to(root):
        hint = "write a path that begins in the folder of mkdocs.yml"
        raise ContentError("FM003", f"`{path}` is outside of the site", hint=hint, place=Place(file.path))
    return location


def load(location: Path, above: tuple[Path, ...] = ()) -> tuple[SourceFile, dict[str, Any]]:
    """A file of configuration and its values, with those of the file that it inherits from below them."""
    path = location.name
    try:
        text = decode(location.read_bytes(), path)
    except OSError as error:
        raise ContentError("YM001", f"{location} cannot be read: {error.strerror}", place=Place(path)) from None
    try:
        values = yaml.load(text, ConfigLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line, column = position(text, mark.index) if mark is not None else (1, 1)
        problem = getattr(error, "problem", None) or "it is not valid YAML"
        raise ContentError("YM001", str(problem), place=Place(path, line, column)) from None
    if not isinstance(values, dict):
        raise ContentError("YM001", "the configuration has to be a mapping", place=Place(path))
    parent = values.get("INHERIT")
    if isinstance(parent, str) and location not in above:
        base = load(location.parent / parent, (*above, location))[1]
        values = merged(base, values)
    return SourceFile(path, text), values


def plugin_options(plugins: Any) -> Mapping[str, Any]:
    """The options of the plugin `foreword`."""
    if isinstance(plugins, Mapping):
        return mapping(plugins.get("foreword"))
    named = [item for item in plugins or [] if isinstance(item, Mapping) and "foreword" in item]
    return mapping(named[0]["foreword"]) if named else {}


def markdown_extensions(listed: Any) -> tuple[tuple[str, ...], dict[str, dict[str, Any]]]:
    """The Markdown extensions by name, MkDocs's own first, and their options, but for those that are code."""
    names, configs = list(BUILTIN_EXTENSIONS), {}
    items = listed.items() if isinstance(listed, Mapping) else [
        pair for item in listed or [] for pair in (item.items() if isinstance(item, Mapping) else [(item, None)])
    ]  # fmt: skip
    for name, options in items:
        names.append(str(name))
        if isinstance(options, Mapping):
            configs[str(name)] = {key: value for key, value in options.items() if not holds_code(value)}
    return tuple(dict.fromkeys(names)), configs


def holds_code(value: Any) -> bool:
    """Whether the value of an option has a tag in it that would run code."""
    if isinstance(value, Mapping):
        return any(holds_code(item) for item in value.values())
    return any(holds_code(item) for item in value) if isinstance(value, list) else isinstance(value, Unknown)


LINT_KEYS = ("select", "ignore", "per-path-ignores", "baseline", "build")


def lint_options(value: Any, file: SourceFile) -> LintOptions:
    """The option `lint`: `true`, or a mapping. Raises ContentError for anything else."""
    given = mapping(value)
    wrong = next((str(key) for key in given if key not in LINT_KEYS), "")
    if wrong or not (value is None or isinstance(value, bool | Mapping)):
        message = f"the option `lint` has no `{wrong}`" if wrong else "the option `lint` has to be `true` or a mapping"
        hint = f"it knows {', '.join(f'`{key}`' for key in LINT_KEYS)}"
        raise ContentError("FM003", message, hint=hint, place=Place(file.path))
    per_path = {str(path): strings(codes) for path, codes in mapping(given.get("per-path-ignores")).items()}
    return LintOptions(
        tuple(strings(given.get("select"))),
        tuple(strings(given.get("ignore"))),
        per_path,
        str(given.get("baseline") or ""),
    )


def mapping(value: Any) -> Mapping[str, Any]:
    """A mapping; an empty one in place of anything else."""
    return value if isinstance(value, Mapping) else {}


def strings(value: Any) -> list[str]:
    """A list of strings, of which one may stand alone."""
    items = value if isinstance(value, list) else [] if value is None else [value]
    return [str(item) for item in items]

"""Functions that stand for Liquid's rarer tags: `render`, `tablerow`, `ifchanged`, and a `for` that goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from jinja2 import pass_environment

from foreword.compat.counters import Counters
from foreword.compat.iteration import items
from foreword.compat.numbers import integer
from foreword.compat.stage import SHARED, Stage

if TYPE_CHECKING:
    from foreword.compat.dialect import CompatEnvironment


@pass_environment
def render(environment: CompatEnvironment, name: Any, arguments: Mapping[str, Any] | None = None) -> str:
    """A template that sees nothing of its place but what it is given; see `liquid/tags/render.rb`."""
    with alone(environment, arguments or {}):
        stage = environment.stage
        template = environment.get_template(str(name))
        context = template.new_context({**stage.names, SHARED: stage.shared}, shared=True)
        return "".join(template.root_render_func(context))


@pass_environment
def render_each(
    environment: CompatEnvironment, name: Any, item: str, values: Any, arguments: Mapping[str, Any] | None = None
) -> str:
    """`render` for each of some values, with `forloop`; once for what is no list."""
    if not isinstance(values, list | tuple | range):
        return render(environment, name, {**(arguments or {}), item: values})
    pieces: list[str] = []
    for index, value in enumerate(values):
        environment.run.budget.step()
        given = {**(arguments or {}), item: value, "forloop": loop_at(index, len(values))}
        pieces.append(render(environment, name, given))
    return "".join(pieces)


@contextmanager
def alone(environment: CompatEnvironment, names: Mapping[str, Any]) -> Iterator[None]:
    """A stage of its own, with some more names."""
    stage, counters = environment.stage, environment.counters
    environment.stage, environment.counters = Stage({**stage.names, **names}), Counters()
    try:
        yield
    finally:
        environment.stage, environment.counters = stage, counters


def loop_at(index: int, length: int) -> dict[str, Any]:
    """Where a loop is, under the names of Jinja's `loop`."""
    return {
        "index": index + 1,
        "index0": index,
        "revindex": length - index,
        "revindex0": length - index - 1,
        "first": index == 0,
        "last": index == length - 1,
        "length": length,
    }


@pass_environment
def tablerow(environment: CompatEnvironment, values: Any, caller: Callable[..., Any], cols: Any = None) -> str:
    """The rows of a table, a cell for each value; see `liquid/tags/table_row.rb`."""
    found = items(values)
    columns = len(found) if cols is None else int(cols) if isinstance(cols, float) else integer(cols)
    pieces = ['<tr class="row1">\n']
    for index, value in enumerate(found):
        environment.run.budget.step()
        column, row = (index % columns, index // columns) if columns > 0 else (index, 0)
        is_end = column == columns - 1
        loop = {
            **loop_at(index, len(found)),
            "rindex": len(found) - index,
            "rindex0": len(found) - index - 1,
            "row": row + 1,
            "col": column + 1,
            "col0": column,
            "col_first": column == 0,
            "col_last": is_end,
        }
        pieces.append(f'<td class="col{column + 1}">{environment.markdown(caller(value, loop))}</td>')
        if is_end and index < len(found) - 1:
            pieces.append(f'</tr>\n<tr class="row{row + 2}">')
    return "".join([*pieces, "</tr>\n"])


@pass_environment
def if_changed(environment: CompatEnvironment, caller: Callable[[], Any]) -> str:
    """A text where it is another than the last one; see `liquid/tags/ifchanged.rb`."""
    found = str(environment.markdown(caller()))
    return found if environment.counters.has_changed(found) else ""


@pass_environment
def continued(
    environment: CompatEnvironment, name: str, values: Any, limit: Any = None, offset: Any = None
) -> Sequence[Any]:
    """What a `for` goes through that begins at `offset`, or where the last one of its name ended."""
    found = items(values)
    positions = environment.counters.positions
    start = max(positions.get(name, 0) if offset is None else integer(offset), 0)
    part = found[start:] if limit is None else found[start : max(start + integer(limit), 0)]
    positions[name] = start + len(part)
    return part


def each(value: Any) -> Sequence[Any]:
    """What an `include` is given with `for` or `with`: each value of a list, else the value itself."""
    return value if isinstance(value, list | tuple) else [value]


TAGS: dict[str, Callable[..., Any]] = {
    "render": render,
    "render_each": render_each,
    "tablerow": tablerow,
    "if_changed": if_changed,
    "continued": continued,
    "each": each,
}

"""What can be turned in a lesson: its class's attributes, and the subclass that has other values."""

import ast
import json
from collections.abc import Iterable, Mapping, Sequence

import msgspec

_READER = "Dataset.from_csv"
_OPTIONS = ("features", "target", "decimal", "encoding")


class Knob(msgspec.Struct, frozen=True, kw_only=True):
    """An attribute of a lesson's class, as something to turn.

    Attributes
    ----------
    name : str
        The attribute.
    kind : str
        "number", "whole", "choice", "truth", "point" (two numbers), "data", "some" (of several things by
        name) or "text".
    value : str
        The lesson's own, as Python source: ``"0.3"``, ``"(-2.0, 1.2)"``, ``"None"``.
    low, high, step : float
        Between which numbers, and how finely, it is worth turning; of a point, its first number. What lies
        outside is not impossible.
    low2, high2 : float
        The same for the second number of a point.
    is_logarithmic : bool
        Whether the numbers are of several sizes.
    choices : tuple of str
        Python source of what can be chosen; of a number, what else it can be; of things by name, all names.
    made_of : str
        Of "some", the Python of a mapping that has all of them: values are such as by `some_of`.
    told : str
        What the class's docstring says of it, in one line.
    """

    name: str
    kind: str
    value: str
    low: float = 0.0
    high: float = 1.0
    step: float = 0.01
    low2: float = 0.0
    high2: float = 1.0
    is_logarithmic: bool = False
    choices: tuple[str, ...] = ()
    made_of: str = ""
    told: str = ""


def some_of(source: str, names: Iterable[str]) -> str:
    """Return the Python of some entries of a mapping, as a lesson writes it.

    Parameters
    ----------
    source : str
        The Python of the mapping.
    names : iterable of str
        Of the entries.
    """
    return f"kit.some_of({', '.join([source, *(json.dumps(name, ensure_ascii=False) for name in names)])})"


class TableCall(msgspec.Struct, frozen=True):
    """How a data set is read from a table in the lecture's folder.

    Attributes
    ----------
    path : str
        The file.
    options : dict
        What `Dataset.from_csv` is told besides, by name.
    """

    path: str
    options: dict[str, str | list[str]]

    @property
    def source(self) -> str:
        """The same as Python."""
        told = [_quoted(self.path), *(f"{name}={_written(value)}" for name, value in self.options.items())]
        return f"{_READER}({', '.join(told)})"


def table_call(value: str) -> TableCall:
    """Return which table is meant by a knob's value.

    Parameters
    ----------
    value : str
        A path, in quotes or not, or ``Dataset.from_csv("houses.csv", features=["area"])``, in which all is
        written out.

    Raises
    ------
    ValueError
        If it begins like such a call, and is none, or a letter of the path cannot be shown.
    """
    source = value.strip()
    call = _called(source) if source.startswith(_READER) else TableCall(_unquoted(source), {})
    if not call.path.isprintable():
        raise ValueError("there are letters in it that cannot be shown: rename the file")
    return call


def _unquoted(path: str) -> str:
    try:
        literal = ast.literal_eval(path)
    except (ValueError, SyntaxError):
        return path
    return literal if isinstance(literal, str) else path


def _called(source: str) -> TableCall:
    try:
        call = ast.parse(source, mode="eval").body
        if not (isinstance(call, ast.Call) and ast.unparse(call.func) == _READER):
            raise ValueError
        path, *others = map(ast.literal_eval, call.args)
        options = {keyword.arg: ast.literal_eval(keyword.value) for keyword in call.keywords}
        named = dict(zip(_OPTIONS[:2], others, strict=False)) | options
        if len(named) < len(others) + len(options) or not named.keys() <= set(_OPTIONS):
            raise ValueError
        return msgspec.convert({"path": path, "options": named}, TableCall)
    except (ValueError, SyntaxError) as error:
        raise ValueError(
            f'write {_READER}("houses.csv"), or with columns in it: features="area", target="price"'
        ) from error


def as_subclass(module: str, scene: str, values: Mapping[str, str], knobs: Sequence[Knob] = ()) -> str:
    """Return the Python file of a subclass of a lesson that has other values.

    Parameters
    ----------
    module, scene : str
        The lesson, as a screenplay names it: ``scenes.line_fit`` and ``LineFit``. What a notebook holds is of
        ``__main__``: it is at hand where the text is pasted.
    values : Mapping
        Python source by attribute, such as `with_values` takes.
    knobs : sequence of Knob
        The lesson's: by them, a table's path is told from another text.

    Raises
    ------
    ValueError
        If a value is no Python.
    """
    data = {knob.name: knob.choices for knob in knobs if knob.kind == "data"}
    own = {}
    for name, value in values.items():
        is_table = name in data and value.strip() not in data[name]
        own[name] = _assigned(name, value.strip(), is_table=is_table)
    used = {name for value in own.values() for name in _free_names(value)}
    names = used - {scene, "kit"}
    imports = [f"from gdmath import {', '.join(sorted(names, key=_as_sorted))}"] if names else []
    if "kit" in used:
        imports.append("from scenes import kit")
    if module != "__main__":
        imports.append(f"from {module} import {scene}")
    return "\n".join(
        [
            *([*imports, "", ""] if imports else []),
            f"class My{scene}({scene}):",
            f'    """{scene} with other values."""',
            *([""] if own else []),
            *(f"    {name} = {value}" for name, value in own.items()),
            "",
        ]
    )


def _assigned(name: str, value: str, *, is_table: bool) -> str:
    """Return a value in one line."""
    try:
        if not name.isidentifier():
            raise ValueError("write the name of an attribute")
        source = table_call(value).source if is_table else value
        tree = ast.parse(source, mode="eval")
    except SyntaxError as error:
        raise ValueError(f"{name} cannot be {value!r}: write Python such as 0.3") from error
    except ValueError as error:
        raise ValueError(f"{name} cannot be {value!r}: {error}") from error
    return ast.unparse(tree) if "\n" in source else source


def _free_names(source: str) -> set[str]:
    return {node.id for node in ast.walk(ast.parse(source, mode="eval")) if isinstance(node, ast.Name)}


def _as_sorted(name: str) -> tuple[bool, bool, str]:
    """Return where a name stands in an import: constants, classes, functions."""
    return not name.isupper(), not name[0].isupper(), name


def _written(value: str | list[str]) -> str:
    return _quoted(value) if isinstance(value, str) else f"[{', '.join(map(_quoted, value))}]"


def _quoted(text: str) -> str:
    """Return a text as Python, in the quotes that this project uses where that is easy."""
    return f'"{text}"' if text.isprintable() and not {'"', "\\"} & set(text) else repr(text)

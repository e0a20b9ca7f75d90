"""The program's own source, as the tests of its conventions read it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Module:
    """One Python file; `name` is dotted, `file` is relative to the repository."""

    name: str
    file: str
    tree: ast.Module
    length: int

    def at(self, node: ast.stmt | ast.expr, what: str) -> str:
        """Return a violation in a form that an editor can jump to."""
        return f"{self.file}:{node.lineno}: {what}"


@cache
def modules(folder: str = "bot") -> tuple[Module, ...]:
    """Return every module below a folder of the repository."""
    return tuple(_module(path) for path in sorted((ROOT / folder).rglob("*.py")))


def _module(path: Path) -> Module:
    file = path.relative_to(ROOT)
    parts = file.with_suffix("").parts
    name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    text = path.read_text("utf-8")
    return Module(name, file.as_posix(), ast.parse(text), len(text.splitlines()))


def imports(module: Module, *, for_types: bool = True) -> Iterator[tuple[ast.stmt, str]]:
    """Give every import and the dotted name it brings; of our own, the module it stands in.

    `for_types=False` leaves out what is imported under TYPE_CHECKING only.
    """
    for node in _walk(module.tree, for_types=for_types):
        if isinstance(node, ast.Import):
            yield from ((node, _ours(alias.name)) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node, _ours(f"{node.module}.{alias.name}")) for alias in node.names)


def functions(module: Module) -> Iterator[tuple[str, Function]]:
    """Give every function and method that is not inside a function, with its name."""
    for name, node in _named(module.tree, ""):
        if isinstance(node, Function):
            yield name, node


def texts(module: Module) -> Iterator[ast.Constant]:
    """Give every text that is no docstring, the fixed parts of f-strings too."""
    docstrings = {
        id(node.value)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(module.tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if isinstance(node, ast.Constant) and is_text and id(node) not in docstrings:
            yield node


def _named(parent: ast.AST, prefix: str) -> Iterator[tuple[str, ast.AST]]:
    for node in ast.iter_child_nodes(parent):
        if isinstance(node, Function | ast.ClassDef):
            yield f"{prefix}{node.name}", node
        if isinstance(node, ast.ClassDef):
            yield from _named(node, f"{prefix}{node.name}.")


def _walk(parent: ast.AST, *, for_types: bool) -> Iterator[ast.AST]:
    for node in ast.iter_child_nodes(parent):
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
            if for_types:
                yield from _walk(node, for_types=for_types)
            continue
        yield node
        yield from _walk(node, for_types=for_types)


def _ours(dotted: str) -> str:
    """Return the module in which a name of ours stands; other names as they are."""
    parts = dotted.split(".")
    while parts[0] == "bot" and len(parts) > 1 and ".".join(parts) not in _names():
        parts.pop()
    return ".".join(parts)


@cache
def _names() -> frozenset[str]:
    return frozenset(module.name for module in modules())

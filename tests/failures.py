"""What the program can print when it does not work, collected from its source."""

import ast
from collections.abc import Iterator

from tests.source import Module, modules

# Sentences of these are made by a table or a function, beside where they are raised.
_TABLES = {"bot.settings": {"_SHAPES", "_MISSING"}, "bot.gateway.errors": {"_ADVICE"}}
_SENTENCES = {"bot.storage.sqlite": {"explained"}}
_RAISED = {"SettingsError", "StorageError", "CannotPollError", "PortError", "ArgumentTypeError"}
_LEVELS = {"warning", "error"}


def sentences() -> set[str]:
    """Return the fixed part of every sentence for whoever runs the program, the longest of each."""
    return {part for module in modules() for node in _said(module) for part in _fixed(node)}


def events() -> set[str]:
    """Return the names of what is logged as a warning or an error."""
    return {
        str(node.args[0].value)
        for module in modules()
        if not module.name.startswith("bot.sandbox")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and _is_logged(node)
        if isinstance(node.args[0], ast.Constant)
    }


def _is_logged(call: ast.Call) -> bool:
    function = call.func
    named = isinstance(function, ast.Attribute) and function.attr in _LEVELS
    return named and ast.unparse(function).startswith("_log.") and bool(call.args)


def _said(module: Module) -> Iterator[ast.expr]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in _RAISED:
            yield from node.args
        if isinstance(node, ast.FunctionDef) and node.name in _SENTENCES.get(module.name, ()):
            yield from (each.value for each in ast.walk(node) if _returns(each))  # type: ignore[attr-defined]
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Dict):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if ast.unparse(target) in _TABLES.get(module.name, ()):
                yield from node.value.values


def _returns(node: ast.AST) -> bool:
    return isinstance(node, ast.Return) and node.value is not None


def _fixed(node: ast.expr) -> Iterator[str]:
    """Give the longest part of a sentence that is always the same."""
    parts = [
        each.value
        for each in ast.walk(node)
        if isinstance(each, ast.Constant) and isinstance(each.value, str)
    ]
    longest = max(parts, key=len, default="").strip(" .,:;()")
    if len(longest) > len("a port"):
        yield longest

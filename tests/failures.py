"""What the program can print when it does not work, collected from its source."""

import ast
from collections.abc import Iterator
from functools import cache

from bot.problems import Problems
from tests.source import Module, functions, modules

# Sentences of these are made by a table or a function, beside where they are raised.
_TABLES = {"bot.settings": {"_SHAPES", "_MISSING"}, "bot.gateway.errors": {"_ADVICE"}}
_SENTENCES = {
    "bot.storage.sqlite": {"explained"},
    "bot.health.readiness": {"_database", "_disk", "_telegram"},
}
_RAISED = {"ArgumentTypeError", *(each.__name__ for each in Problems.__subclasses__())}
_RAISED -= {"ContentError"}  # for whoever writes content: each names file and id
_GATHERED = {"bot.settings": {"problems", "faults"}}
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


def findings() -> Iterator[tuple[str, list[ast.expr]]]:
    """Give every finding of `flexor doctor` that is not in order: its place, told and remedy."""
    (module,) = (each for each in modules() if each.name == "bot.diagnosis")
    for _, function in functions(module):
        given: dict[str, ast.expr] = {}
        for node in ast.walk(function):
            if isinstance(node, ast.Assign):
                given[ast.unparse(node.targets[0])] = node.value
        for node in ast.walk(function):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Finding":
                level, _, *said = node.args
                if ast.unparse(level) != "'ok'":
                    named = [given.get(ast.unparse(each), each) for each in said]
                    yield module.at(node, ast.unparse(node)), named


def _said(module: Module) -> Iterator[ast.expr]:
    raised = _RAISED | ({"ValueError"} if module.name == "bot.settings" else set())
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in raised:
            yield from node.args
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name in _SENTENCES.get(
            module.name, ()
        ):
            yield from (each.value for each in ast.walk(node) if _returns(each))  # type: ignore[attr-defined]
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Dict):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if ast.unparse(target) in _TABLES.get(module.name, ()):
                yield from node.value.values
        yield from _gathered(node, _GATHERED.get(module.name, set()))
    if module.name == "bot.diagnosis":
        yield from (each for _, said in findings() for each in said)


def _gathered(node: ast.AST, lists: set[str]) -> Iterator[ast.expr]:
    """Give what is added to one of these lists, or put into one of these tables."""
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Subscript):
        if ast.unparse(node.targets[0].value) in lists:
            yield node.value
    elif isinstance(node, ast.Call) and ast.unparse(node.func) in {f"{n}.append" for n in lists}:
        yield from node.args


@cache
def _named() -> dict[str, ast.expr]:
    """Return the sentences that stand at the top of a module, by their name."""
    return {
        ast.unparse(node.targets[0]): node.value
        for module in modules()
        for node in module.tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        if isinstance(node.value.value, str)
    }


def _returns(node: ast.AST) -> bool:
    return isinstance(node, ast.Return) and node.value is not None


def _fixed(node: ast.expr) -> Iterator[str]:
    """Give the longest part of a sentence that is always the same."""
    name = ast.unparse(node).split(".")[-1]
    parts = [
        each.value
        for each in ast.walk(_named().get(name, node))
        if isinstance(each, ast.Constant) and isinstance(each.value, str)
    ]
    longest = max(parts, key=len, default="").strip(" .,:;()")
    if len(longest) > len("a port"):
        yield longest

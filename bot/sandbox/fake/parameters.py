"""Reads a call's parameters into values of the documented types."""

import json
from collections.abc import Callable, Collection, Mapping
from typing import Any

from bot.sandbox.fake import shapes, signatures
from bot.sandbox.fake.calls import File, Json, Query, RefusalError

_Check = Callable[[Any, list[str]], Any]


class WrongTypeError(Exception):
    """A value is not of the type that the Bot API documents; `path` tells which value."""

    def __init__(self, reason: str, path: str = "") -> None:
        super().__init__(f"{path}: {reason}")
        self.reason = reason
        self.path = path

    def under(self, name: str) -> "WrongTypeError":
        """Return the same error with `name` put in front of the path."""
        return WrongTypeError(self.reason, f"{name}.{self.path}" if self.path else name)


def _expected(what: str) -> WrongTypeError:
    return WrongTypeError(f"{what} expected")


def _not_here(what: str) -> WrongTypeError:
    return WrongTypeError(f"the sandbox does not implement {what}")


class Reading:
    """The parameters of one call, read; `complaints` names what is not in the documentation."""

    def __init__(self, method: str) -> None:
        self.method = method
        self.args: Json = {}
        self.complaints: list[str] = []

    def take(self, params: Mapping[str, Any], files: Mapping[str, File]) -> None:
        """Read all parameters and see that none is missing."""
        signature = _COMPILED[self.method]
        for name, value in params.items():
            check = signature.checks.get(name)
            if check is None:
                self.complaints.append(f"unknown parameter {name}")
            elif value is not None and (value != "" or name in signature.emptied):
                if name in signatures.NOT_HERE:
                    raise _not_here("it").under(name)
                try:
                    self.args[name] = check(value, self.complaints)
                except WrongTypeError as error:
                    raise error.under(name) from None
        for name in signature.uploads:
            if name in files and name not in self.args:
                self.args[name] = f"attach://{name}"
        for name in signature.required:
            if name not in self.args:
                words = signatures.MISSING.get(name, f'parameter "{name}" is required')
                raise RefusalError(words)

    def query(self, files: Mapping[str, File]) -> Query:
        """Return the call as the methods take it."""
        return Query(self.method, self.args, files)


class _Signature:
    def __init__(self, method: str, text: str) -> None:
        self.checks: dict[str, _Check] = {}
        self.emptied = signatures.EMPTIED.get(method, ())
        self.required: list[str] = []
        self.uploads: list[str] = []
        for name, required, kind in fields(text):
            self.checks[name] = _from_form(kind, _check(kind))
            if required:
                self.required.append(name)
            if "file" in kind.split("|"):
                self.uploads.append(name)


def fields(text: str) -> list[tuple[str, bool, str]]:
    """Split a table's line into name, whether required, and type."""
    split = []
    for word in text.split():
        name, _, kind = word.partition("=")
        split.append((name.removesuffix("!"), name.endswith("!"), kind))
    return split


def _from_form(kind: str, check: _Check) -> _Check:
    """Let a parameter also come as the text that a form holds."""
    if kind == "int|str":
        return _chat
    if "str" in kind.split("|") or kind == "file":
        return check

    def from_text(value: Any, complaints: list[str]) -> Any:
        return check(_parsed(kind, value) if isinstance(value, str) else value, complaints)

    return from_text


def _parsed(kind: str, text: str) -> Any:
    if kind == "bool":
        return {"true": True, "1": True, "false": False, "0": False}.get(text.lower(), text)
    try:
        return json.loads(text)
    except ValueError:
        raise _expected(kind) from None


def _chat(value: Any, _complaints: list[str]) -> int | str:
    if isinstance(value, str):
        return int(value) if value.lstrip("-").isdecimal() else value
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise _expected("int or str")


def _text(value: Any, _complaints: list[str]) -> str:
    if not isinstance(value, str):
        raise _expected("str")
    # The library has enumerations of text, of which only the text goes out.
    return value if type(value) is str else str.__str__(value)


def _int(value: Any, _complaints: list[str]) -> int:
    # bool is a kind of int in Python, and neither is the other in JSON.
    if isinstance(value, bool) or not isinstance(value, int):
        raise _expected("int")
    return int(value)


def _bool(value: Any, _complaints: list[str]) -> bool:
    if not isinstance(value, bool):
        raise _expected("bool")
    return value


def _float(value: Any, _complaints: list[str]) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _expected("float")
    return float(value)


_PLAIN: dict[str, _Check] = {
    "int": _int,
    "str": _text,
    "file": _text,  # an uploaded file comes as text that names it
    "bool": _bool,
    "float": _float,
}


def _array(of: str) -> _Check:
    item = _check(of)

    def check(value: Any, complaints: list[str]) -> list[Any]:
        if not isinstance(value, list | tuple):
            raise _expected("array")
        try:
            return [item(element, complaints) for element in value]
        except WrongTypeError as error:
            raise error.under("[]") from None

    return check


def _check(kind: str) -> _Check:
    """Make the check of a type; shapes are looked up when used, as they contain each other."""
    if "|" in kind:
        return _either(kind.split("|"))
    if kind.startswith("["):
        return _array(kind[1:-1])
    if kind in _PLAIN:
        return _PLAIN[kind]
    return lambda value, complaints: _shape(kind, value, complaints)


def _either(kinds: Collection[str]) -> _Check:
    if "InlineKeyboardMarkup" in kinds:
        return _check("ReplyMarkup")
    if all(kind.startswith("[") for kind in kinds):
        return _check("[InputMedia]")
    if set(kinds) == {"int", "str"}:
        return _chat
    return _text


def _shape(name: str, value: Any, complaints: list[str]) -> Json:
    if not isinstance(value, dict):
        raise _expected(name)
    name = _told_apart(name, value)
    if name in shapes.NOT_HERE or name not in _SHAPES:
        raise _not_here(name)
    signature = _SHAPES[name]
    checked: Json = {}
    for field, inner in value.items():
        check = signature.checks.get(field)
        if check is None:
            complaints.append(f"unknown field {name}.{field}")
        elif inner is not None:
            try:
                checked[field] = check(inner, complaints)
            except WrongTypeError as error:
                raise error.under(field) from None
    for field in signature.required:
        if field not in checked:
            if name == "InlineKeyboardMarkup":
                raise RefusalError("inline keyboard expected")
            called = shapes.CALLED.get(name, name)
            raise RefusalError(f"can't parse {called}: Can't find field \"{field}\"")
    return checked


def _told_apart(name: str, value: Json) -> str:
    if name in shapes.UNIONS:
        field, kinds = shapes.UNIONS[name]
        if value.get(field) not in kinds:
            raise _not_here(f"{name} with {field} {value.get(field)!r}")
        return kinds[value[field]]
    if name in shapes.BY_FIELD:
        for field, kind in shapes.BY_FIELD[name].items():
            if field in value:
                return kind
        raise _expected(f"{name} of a kind that the sandbox knows")
    return name


class _Shape:
    def __init__(self, text: str) -> None:
        self.checks = {name: _check(kind) for name, _, kind in fields(text)}
        self.required = [name for name, required, _ in fields(text) if required]


_SHAPES = {name: _Shape(text) for name, text in shapes.SHAPES.items()}
_COMPILED = {method: _Signature(method, text) for method, text in signatures.SIGNATURES.items()}

"""Reads one language's files: tables of TOML into records, with every problem by file and id."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from bot.library import sentences
from bot.search.examples import Example

Model = TypeVar("Model", bound=BaseModel)


# Whom to call, where it was read and how people write: nothing there is filled in.
_AS_THEY_STAND = frozenset(
    {"countries.toml", "sources.toml", "red_flags.toml", "search.toml", "spoken.toml", "told.toml"}
)


class Shelf:
    """One language's folder, and what is wrong in it; `values` fill the gaps of its sentences."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._documents: dict[Path, dict[str, Any]] = {}
        self.values: Mapping[str, object] = {}
        self.problems: list[str] = []

    def read(self, pattern: str, table: str, model: type[Model]) -> dict[str, Model]:
        """Return the records of a table in every matching file, by id."""
        found: dict[str, Model] = {}
        paths = sorted(self._root.glob(pattern))
        if not paths:
            self.problems.append(f"{pattern}: there is no such file")
        for path in paths:
            tables = self._document(path).get(table, [])
            for number, raw in enumerate(tables, start=1):
                name = f"{path.name}: {table} {raw.get('id', number)}"
                record = self._record(name, raw, model)
                if record is None:
                    continue
                record_id = str(raw["id"])
                if record_id in found:
                    self.problems.append(f"{name}: this id stands twice")
                found[record_id] = record
        return found

    def examples(self, pattern: str) -> Iterator[Example]:
        """Read messages, one a line of JSON."""
        for path in sorted(self._root.glob(pattern)):
            for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
                try:
                    message = json.loads(line)
                    yield Example(
                        str(message["text"]),
                        bool(message["red_flag"]),
                        tuple(message.get("topics") or ()),
                        str(message.get("kind", "")),
                        path.stem,
                    )
                except (ValueError, KeyError, TypeError) as error:
                    self.problems.append(f"{path.name}: line {number}: {error}")

    def whole(self, name: str, model: type[Model]) -> Model | None:
        """Return a whole file as one record."""
        return self._record(name, self._document(self._root / name), model)

    def _document(self, path: Path) -> dict[str, Any]:
        if path not in self._documents:
            try:
                self._documents[path] = self._filled(path, tomllib.loads(path.read_text("utf-8")))
            except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
                self.problems.append(f"{path.name}: is not valid TOML ({error})")
                self._documents[path] = {}
        return self._documents[path]

    def _filled(self, path: Path, document: dict[str, Any]) -> dict[str, Any]:
        if path.name in _AS_THEY_STAND or not self.values:
            return document
        document = sentences.filled(document, self.values)
        self.problems += [f"{path.name}: {fault}" for fault in sentences.faults(document)]
        return document

    def _record(self, name: str, raw: dict[str, Any], model: type[Model]) -> Model | None:
        try:
            return model.model_validate(raw)
        except ValidationError as error:
            for fault in error.errors():
                place = ".".join(str(part) for part in fault["loc"])
                self.problems.append(f"{name}: {place}: {fault['msg']}")
            return None

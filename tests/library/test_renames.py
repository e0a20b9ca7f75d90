"""Whatever is renamed in the content is refused by name, or no code knows it.

Every id is renamed where it is defined, one after the other, and the content is loaded. Where it
loads all the same, nothing in the program may ask for that id.
"""

import ast
import copy
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.library import loading
from bot.library.loading import CONTENT
from bot.library.shelf import Shelf
from bot.problems import ContentError
from tests.source import modules, texts

RENAMED = "renamed_id"
SPOKEN = re.compile(r"[a-z][a-z0-9_]*")
# Words that other things have for names too: here the fact or the check of the id holds instead.
COMMON = {"none", "not_sure", "yes", "no", "both", "one", "better", "same", "worse", "sore"}
ASKED_FOR = {"phrase", "sign", "question"}  # tables whose ids, and whose options', code might know


def _documents() -> dict[Path, dict[str, Any]]:
    paths = sorted((CONTENT / "en").rglob("*.toml"))
    return {path: tomllib.loads(path.read_text("utf-8")) for path in paths}


DOCUMENTS = _documents()
Place = tuple[Path, str, int, int | None]


def places() -> Iterator[tuple[str, Place]]:
    """Give the name of every id in the content, and where it stands."""
    for path, document in DOCUMENTS.items():
        # A source is refused by whoever cites it: see below; a vignette is nothing that is said.
        if path.name in {"sources.toml", "vignettes.toml"}:
            continue
        for table, records in document.items():
            if not isinstance(records, list):
                continue
            for number, record in enumerate(records):
                if isinstance(record, dict) and "id" in record:
                    yield f"{path.stem}-{table}-{record['id']}", (path, table, number, None)
                    for at, option in enumerate(record.get("option", ())):
                        name = f"{path.stem}-{record['id']}-{option['id']}"
                        yield name, (path, table, number, at)


PLACES = dict(places())


class Renaming(Shelf):
    """Reads the content from memory, with one id renamed."""

    documents: dict[Path, dict[str, Any]] = DOCUMENTS

    def _document(self, path: Path) -> dict[str, Any]:
        known = self.documents.get(path)  # those of other languages are as they are
        return super()._document(path) if known is None else self._filled(path, known)


def renamed(place: Place) -> tuple[str, dict[Path, dict[str, Any]]]:
    path, table, number, at = place
    document = copy.deepcopy(DOCUMENTS[path])
    record = document[table][number]
    target = record if at is None else record["option"][at]
    old, target["id"] = target["id"], RENAMED
    return old, {**DOCUMENTS, path: document}


def known_to_code() -> frozenset[str]:
    """Return every text in the program that could be an id."""
    return frozenset(
        str(text.value)
        for module in modules()
        if not module.name.startswith(("bot.sandbox", "bot.pictures"))
        for text in texts(module)
        if SPOKEN.fullmatch(str(text.value))
    )


LITERALS = known_to_code()


@pytest.mark.slow
def test_each_rename_is_refused_by_name_or_changes_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(loading, "Shelf", Renaming)
    silent = []
    for name, place in PLACES.items():
        old, documents = renamed(place)
        monkeypatch.setattr(Renaming, "documents", documents)
        try:
            loading.load()
        except ContentError as error:
            said = "\n".join(error.problems)
            assert old in said or RENAMED in said, f"{name}: refused, but not by name: {said}"
        else:
            silent += [(name, old)] if place[1] in ASKED_FOR else []
    known = [name for name, old in silent if old in LITERALS - COMMON]
    assert not known, f"renamed without a word, and code asks for them: {known}"


def test_phrases_that_code_says_are_declared() -> None:
    content = loading.load()
    declared = content.phrases.keys() | content.plan.phrases.keys() | content.diary.phrases.keys()
    asked = (
        node.slice.value
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant)
        if ast.unparse(node.value).endswith(".phrases")
    )
    assert set(asked) <= declared

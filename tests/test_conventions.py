"""How files and functions look, and that what stands side by side fits together."""

import ast
import re
from pathlib import Path

import pytest

from bot.chat.actions import action, encode
from bot.features import FEATURES
from bot.routes import Feature, routes
from tests.source import ROOT, functions, modules
from tests.test_architecture import held

MOST_LINES = 250
MOST_LINES_OF_A_FUNCTION = 40
BANNED = re.compile(r"(utils?|helpers?|constants?|common|misc|\w*manager)", re.IGNORECASE)
CODE = {".py", ".js", ".css", ".html", ".sql"}
LANGUAGE = re.compile(r"[a-z]{2}(-[A-Z]{2})?")
NOT_CODE = {"__pycache__", "approved", "hands"}
NOT_MIRRORED = {"attacks", "conversations", "benchmarks"}


def source_files() -> list[Path]:
    every = [*(ROOT / "bot").rglob("*"), *(ROOT / "tests").rglob("*")]
    return [path for path in every if path.suffix in CODE]


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_files_are_short() -> None:
    lengths = {place(path): len(path.read_text("utf-8").splitlines()) for path in source_files()}
    held(f"{name}: {length} lines" for name, length in lengths.items() if length > MOST_LINES)


def test_functions_are_short() -> None:
    held(
        module.at(node, f"{name} has {length} lines")
        for module in (*modules("bot"), *modules("tests"))
        for name, node in functions(module)
        if (length := (node.end_lineno or 0) - node.lineno + 1) > MOST_LINES_OF_A_FUNCTION
    )


def test_files_and_classes_say_what_they_are() -> None:
    held(place(path) for path in source_files() if BANNED.fullmatch(path.stem))
    held(
        module.at(node, node.name)
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef) and BANNED.fullmatch(node.name)
    )


def test_every_module_says_what_it_is() -> None:
    every = (*modules("bot"), *modules("tests"))
    held(module.file for module in every if not ast.get_docstring(module.tree))


def test_every_public_function_says_what_it_does() -> None:
    held(
        module.at(node, name)
        for module in modules()
        for name, node in functions(module)
        if not any(part.startswith("_") for part in name.split("."))
        if not ast.get_docstring(node)
    )


def test_commands_and_buttons_are_unique_over_all_features() -> None:
    assert routes(FEATURES).commands
    names = [feature.name for feature in FEATURES]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("feature", FEATURES, ids=lambda feature: feature.name)
def test_telegram_takes_the_commands_and_buttons(feature: Feature) -> None:
    for command in feature.commands:
        assert 1 <= len(command.description) <= 256
        for name in (command.name, *command.aliases):
            assert re.fullmatch(r"[a-z][a-z0-9_]{0,31}", name)
    for verb in feature.taps:
        assert encode(action(feature.name, verb))


def test_features_are_named_as_their_folders() -> None:
    folders = {path.parent.name for path in (ROOT / "bot" / "features").glob("*/handlers.py")}
    assert {feature.name for feature in FEATURES} == folders


def test_content_stands_in_one_folder_for_each_language() -> None:
    files = [path for path in (ROOT / "content").rglob("*") if path.is_file()]
    held(
        place(path)
        for path in files
        if not LANGUAGE.fullmatch(path.relative_to(ROOT / "content").parts[0])
        or path.suffix in CODE
    )


def test_tests_mirror_the_program() -> None:
    folders = [path.relative_to(ROOT / "tests") for path in (ROOT / "tests").rglob("*/")]
    held(
        f"tests/{folder}"
        for folder in folders
        if folder.parts and folder.parts[0] not in NOT_MIRRORED and folder.name not in NOT_CODE
        if not (ROOT / "bot" / folder).is_dir()
    )


def test_no_two_classes_have_one_name() -> None:
    names: dict[str, list[str]] = {}
    for module in modules():
        for node in module.tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                names.setdefault(node.name, []).append(module.file)
    shared = {"Outbox"}  # what it must do, and the one that does it
    held(
        f"{name}: {', '.join(files)}"
        for name, files in names.items()
        if len(files) > 1 and name not in shared
        if not all(file.startswith("bot/sandbox/") for file in files)
        and len([file for file in files if not file.startswith("bot/sandbox/")]) > 1
    )

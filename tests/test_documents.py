"""README and .env.example say what the code does: no more, no less, and nothing else."""

import re
import tomllib
from collections.abc import Iterator

import pytest

from bot.features import FEATURES
from bot.settings import Settings
from tests.source import ROOT

EXAMPLE = ROOT / ".env.example"
README = ROOT / "README.md"
HEAD = (
    "# Copy this to .env and fill in what you need. A line that begins with # keeps the default.\n"
)


def written(value: object) -> str:
    """Return a default as it is written in a file of settings."""
    return "" if value in {"", frozenset()} else str(value)


def example() -> str:
    """Return what .env.example must hold: every setting in order, those without a default open."""
    blocks = [HEAD]
    for name, field in Settings.model_fields.items():
        default = written(field.default)
        sentence = f"{str(field.description)[0].upper()}{str(field.description)[1:]}."
        blocks.append(f"# {sentence}\n{'#' if default else ''}{name.upper()}={default}\n")
    return "\n".join(blocks)


def rows(heading: str) -> Iterator[tuple[str, str]]:
    """Give first cell and whole line of README's tables whose first heading holds this word."""
    wanted = False
    for line in README.read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if not line.startswith("|"):
            wanted = False
        elif re.fullmatch(r"[-: |]+", line) is None:
            if wanted:
                yield cells[0], line
            wanted = wanted or heading in cells[0].lower()


def test_example_has_every_setting_with_its_default() -> None:
    assert EXAMPLE.read_text("utf-8") == example()


def test_example_can_be_copied_and_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    read = Settings(_env_file=EXAMPLE)  # type: ignore[call-arg]
    assert read == Settings.model_construct()


def test_readme_has_every_setting_and_no_other() -> None:
    named = {name for cell, _ in rows("setting") for name in re.findall(r"`([A-Z][A-Z_]+)`", cell)}
    assert named == {name.upper() for name in Settings.model_fields}


def test_readme_tells_every_default() -> None:
    for name, field in Settings.model_fields.items():
        default = written(field.default)
        told = [line for cell, line in rows("setting") if f"`{name.upper()}`" in cell]
        assert any(not default or f"`{default}`" in line for line in told), name


def test_readme_has_every_command_and_no_other() -> None:
    cells = [cell for cell, _ in rows("command")]
    named = {name for cell in cells for name in re.findall(r"`/([a-z_]+)", cell)}
    commands = [command for feature in FEATURES for command in feature.commands]
    every = {name for command in commands for name in (command.name, *command.aliases)}
    assert named <= every
    assert {command.name for command in commands} <= named


def test_every_threat_names_tests_that_exist() -> None:
    lines = (ROOT / "docs/threats.md").read_text("utf-8").splitlines()
    threats = [line.strip("| ").split(" | ") for line in lines if line.startswith("| ")][1:]
    assert len(threats) > 10
    for who, *_, tests in threats:
        named = re.findall(r"`([a-z_/]+\.py)`", tests)
        found = [list((ROOT / "tests").rglob(name)) for name in named]
        assert named, who
        assert all(found), f"{who}: {named}"


def test_the_newest_version_is_dated_in_the_changelog() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    dated = re.findall(
        r"^## (\d+\.\d+\.\d+) - \d{4}-\d\d-\d\d$",
        (ROOT / "CHANGELOG.md").read_text("utf-8"),
        re.MULTILINE,
    )
    assert dated[0] == project["version"]


def test_links_between_documents_lead_somewhere() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
    assert len(pages) > 6
    for page in pages:
        for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8")):
            assert (page.parent / link).exists(), f"{page.name}: {link}"

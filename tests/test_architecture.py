"""Who may import whom, and where SQL, the environment, the clock and broad excepts may stand."""

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter

from tests.source import Module, imports, modules, texts

SQL = re.compile(r"\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE|ALTER|DROP|PRAGMA|BEGIN|WITH) ")
ENVIRONMENT = {"os.environ", "os.environb", "os.getenv", "os.putenv"}
WALL_CLOCK = re.compile(
    r"(\w+\.)?(Instant|ZonedDateTime|OffsetDateTime|PlainDateTime|Date|datetime|date|dt)"
    r"\.(now|utcnow|today|today_in_system_tz|now_in_system_tz)"
    r"|time\.(time|time_ns|localtime|gmtime|ctime)"
)

# What a package may import of ours; what is only for types counts too.
BELOW = {
    "bot.problems": (),
    "bot.memory": (),
    "bot.pictures": ("bot.pictures", "bot.problems"),
    "bot.settings": ("bot.problems",),
    "bot.chat": ("bot.chat",),
    "bot.storage": ("bot.storage", "bot.problems"),
    "bot.domain": ("bot.domain", "bot.storage", "bot.problems"),
    "bot.recorded": ("bot.recorded",),
    "bot.search": ("bot.search", "bot.problems"),
    "bot.typed": ("bot.typed", "bot.domain"),
    "bot.library": (
        "bot.library", "bot.domain", "bot.search", "bot.chat", "bot.pictures", "bot.problems",
    ),
    "bot.gateway": (
        "bot.gateway", "bot.chat", "bot.memory", "bot.problems", "bot.routes", "bot.services",
        "bot.storage",
        "bot.domain.people",  # who it is that writes, and what is expected of them
    ),
}  # fmt: skip
# Which folders of the domain one may lean on: those before it.
DOMAIN = ("people", "check", "standing", "plan", "diary", "reminders", "broadcast")
# A quiz leaves room for an emergency.
ASIDE = {"quiz": ("people", "check", "standing"), "places": ("people",)}
# What a file of a feature may import of ours besides its feature, by the beginning of its name.
LOW = (
    "bot.domain", "bot.library", "bot.typed", "bot.search", "bot.chat",
    "bot.storage.instants", "bot.storage.transaction",
)  # fmt: skip
ROOMS = {
    "screens": (*LOW, "bot.recorded.model"),
    "handlers": (*LOW, "bot.routes", "bot.services", "bot.pictures", "bot.recorded"),
    "jobs": (*LOW, "bot.routes", "bot.services"),
}


def is_in(name: str, *packages: str) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def held(violations: Iterable[str]) -> None:
    found = sorted(set(violations))
    assert not found, "\n" + "\n".join(found)


def feature_of(name: str) -> str | None:
    parts = name.split(".")
    return parts[2] if parts[:2] == ["bot", "features"] and len(parts) > 2 else None


def part_of(name: str) -> str | None:
    """Give the part of the domain that a module belongs to."""
    parts = name.split(".")
    return parts[2] if parts[:2] == ["bot", "domain"] and len(parts) > 2 else None


def folder_of(name: str) -> str:
    """Give the folder that a module stands in, or the module itself beside the folders."""
    parts = name.split(".")
    depth = 3 if parts[:2] in (["bot", "domain"], ["bot", "features"]) else 2
    return ".".join(parts[:depth])


def room_of(name: str) -> str:
    """Give what a file is for: the first word of its name."""
    return name.rsplit(".", 1)[-1].partition("_")[0]


def names_used(module: Module) -> Iterator[tuple[ast.stmt | ast.expr, str]]:
    """Give every `a.b.c` of a module, and every name that `from a import b` brings as `a.b`."""
    yield from imports(module)
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute):
            yield node, ast.unparse(node)


def test_only_gateway_app_and_sandbox_speak_telegram() -> None:
    held(
        module.at(node, f"imports {name}")
        for module in modules()
        if not is_in(module.name, "bot.gateway", "bot.app", "bot.sandbox")
        for node, name in imports(module)
        if is_in(name, "telegram")
    )


def test_sql_stands_only_in_stores_and_storage() -> None:
    held(
        module.at(text, f"SQL: {str(text.value).strip()[:40]!r}")
        for module in modules()
        if not is_in(
            module.name, "bot.storage", "bot.search.index"
        )  # the index is a table in memory
        if not (is_in(module.name, "bot.domain") and room_of(module.name) == "store")
        for text in texts(module)
        if SQL.match(str(text.value))
    )


def test_only_settings_read_the_environment() -> None:
    held(
        module.at(node, f"reads {name}")
        for module in modules()
        if module.name != "bot.settings"
        for node, name in names_used(module)
        if name in ENVIRONMENT
    )


def test_only_app_reads_the_wall_clock() -> None:
    held(
        module.at(node, f"reads {name}")
        for module in modules()
        if module.name != "bot.app"
        for node, name in names_used(module)
        if WALL_CLOCK.fullmatch(name)
    )


def test_decisions_do_no_input_or_output() -> None:
    held(
        module.at(node, f"a rule imports {name}")
        for module in modules("bot/domain")
        if room_of(module.name) in {"rules", "model"}
        for node, name in imports(module)
        if name.split(".")[0] not in {*sys.stdlib_module_names, "whenever", "bot"}
        or is_in(name, "bot.storage")
        or (is_in(name, "bot") and room_of(name) in {"store", "work"})
    )


def test_what_lies_below_does_not_know_what_lies_above() -> None:
    held(
        module.at(node, f"imports {name}")
        for module in modules()
        for package, allowed in BELOW.items()
        if is_in(module.name, package)
        for node, name in imports(module)
        if is_in(name, "bot") and not is_in(name, *allowed)
    )


def test_the_domain_leans_one_way() -> None:
    held(
        module.at(node, f"{part_of(module.name)} leans on {name}")
        for module in modules("bot/domain")
        for node, name in imports(module)
        if (mine := part_of(module.name)) and (other := part_of(name)) and mine != other
        if other not in ASIDE.get(mine, DOMAIN[: DOMAIN.index(mine)] if mine in DOMAIN else ())
    )


def test_a_file_of_a_feature_imports_what_its_name_allows() -> None:
    held(
        module.at(node, f"{room_of(module.name)} import {name}")
        for module in modules("bot/features")
        if feature_of(module.name) and room_of(module.name) in ROOMS
        for node, name in imports(module)
        if is_in(name, "bot") and not feature_of(name)
        if not is_in(name, *ROOMS[room_of(module.name)])
    )


def test_inside_a_feature_imports_go_one_way() -> None:
    order = {"screens": 1, "jobs": 2, "handlers": 2}
    held(
        module.at(node, f"{room_of(module.name)} imports {name}")
        for module in modules("bot/features")
        for node, name in imports(module)
        if feature_of(name) and {room_of(module.name), room_of(name)} <= order.keys()
        if order[room_of(name)] > order[room_of(module.name)]
    )


def test_features_do_not_know_each_other() -> None:
    held(
        module.at(node, f"imports {name}")
        for module in modules("bot/features")
        if feature_of(module.name)
        for node, name in imports(module)
        if feature_of(name) not in {None, feature_of(module.name)}
    )


def test_folders_do_not_need_each_other_in_a_circle() -> None:
    needs: dict[str, set[str]] = {}
    for module in modules():
        folder = folder_of(module.name)
        used = {folder_of(name) for _, name in imports(module) if is_in(name, "bot")}
        needs.setdefault(folder, set()).update(used - {folder})
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        raise AssertionError(f"a circle of folders: {' -> '.join(error.args[1])}") from None


def test_only_the_command_line_knows_the_sandbox() -> None:
    held(
        module.at(node, f"imports {name}")
        for module in modules()
        if not is_in(module.name, "bot.sandbox", "bot.commands")
        for node, name in imports(module)
        if is_in(name, "bot.sandbox")
    )


def test_only_one_place_catches_everything() -> None:
    held(
        module.at(node.body[0], f"after {ast.unparse(node).splitlines()[0]}")
        for module in modules()
        if module.name != "bot.gateway.errors"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ExceptHandler) and _catches_everything(node)
    )


def _catches_everything(handler: ast.ExceptHandler) -> bool:
    caught = ast.unparse(handler.type) if handler.type else "BaseException"
    if re.search(r"\bBaseException\b", caught):
        return not isinstance(handler.body[-1], ast.Raise)  # tidying up on the way out is fine
    return bool(re.search(r"\bException\b", caught))


def test_nothing_is_global() -> None:
    held(
        module.at(node, f"global {', '.join(node.names)}")
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Global)
    )

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

# What a package below the features may import of ours; what is only for types does not count.
BELOW = {
    "bot.problems": (),
    "bot.pictures": ("bot.pictures", "bot.problems"),
    "bot.records": ("bot.pictures.poses",),  # how a picture is written down, not how it is drawn
    "bot.settings": ("bot.problems",),
    "bot.chat": ("bot.chat",),
    "bot.storage": ("bot.storage", "bot.problems"),
    "bot.gateway": ("bot.gateway", "bot.chat", "bot.problems", "bot.storage.sent"),
}
# What a file of a feature may import of ours besides features, by its name.
ROOMS = {
    "store": ("bot.storage", "bot.problems"),
    "records": ("bot.records",),
    "screens": ("bot.storage", "bot.problems", "bot.records", "bot.chat"),
    "handlers": (
        "bot.storage",
        "bot.problems",
        "bot.records",
        "bot.chat",
        "bot.services",
        "bot.pictures",
    ),
    "jobs": (
        "bot.storage",
        "bot.problems",
        "bot.records",
        "bot.chat",
        "bot.services",
        "bot.gateway.outbox",
    ),
}
OUTERMOST = ("handlers", "screens", "jobs")


def is_in(name: str, *packages: str) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def held(violations: Iterable[str]) -> None:
    found = sorted(set(violations))
    assert not found, "\n" + "\n".join(found)


def feature_of(name: str) -> str | None:
    parts = name.split(".")
    return parts[2] if parts[:2] == ["bot", "features"] and len(parts) > 2 else None


def room_of(name: str) -> str:
    return name.rsplit(".", 1)[-1] if feature_of(name) else ""


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
        if not is_in(module.name, "bot.storage") and room_of(module.name) != "store"
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


def test_rules_import_only_the_standard_library_dates_and_rules() -> None:
    held(
        module.at(node, f"a rule imports {name}")
        for module in modules("bot/features")
        if room_of(module.name) == "rules"
        for node, name in imports(module)
        if name.split(".")[0] not in {*sys.stdlib_module_names, "whenever"}
        if room_of(name) != "rules"
    )


def test_what_lies_below_does_not_know_what_lies_above() -> None:
    held(
        module.at(node, f"imports {name}")
        for module in modules()
        for package, allowed in BELOW.items()
        if is_in(module.name, package)
        for node, name in imports(module, for_types=False)
        if is_in(name, "bot") and not is_in(name, *allowed)
    )


def test_a_file_of_a_feature_imports_what_its_name_allows() -> None:
    held(
        module.at(node, f"{room_of(module.name)} import {name}")
        for module in modules("bot/features")
        if feature_of(module.name)
        for node, name in imports(module, for_types=False)
        if is_in(name, "bot") and not feature_of(name)
        if not is_in(name, *ROOMS.get(room_of(module.name), ()))
    )


def test_inside_a_feature_imports_go_one_way() -> None:
    order = {"rules": 0, "store": 1, "screens": 2, "handlers": 3, "jobs": 3}
    held(
        module.at(node, f"{room_of(module.name)} imports {name}")
        for module in modules("bot/features")
        for node, name in imports(module, for_types=False)
        if {room_of(module.name), room_of(name)} <= order.keys()
        if order[room_of(name)] > order[room_of(module.name)]
    )


def test_no_feature_uses_anothers_handlers_screens_or_jobs() -> None:
    held(
        module.at(node, f"imports {name}")
        for module in modules("bot/features")
        if feature_of(module.name)
        for node, name in imports(module)
        if feature_of(name) not in {None, feature_of(module.name)}
        if room_of(name) in OUTERMOST
    )


def test_features_do_not_need_each_other_in_a_circle() -> None:
    needs: dict[str, set[str]] = {}
    for module in modules("bot/features"):
        if feature := feature_of(module.name):
            used = {feature_of(name) for _, name in imports(module, for_types=False)}
            needs.setdefault(feature, set()).update({u for u in used if u} - {feature})
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        raise AssertionError(f"features need each other: {' -> '.join(error.args[1])}") from None


def test_only_the_command_line_knows_the_sandbox() -> None:
    held(
        module.at(node, f"imports {name}")
        for module in modules()
        if not is_in(module.name, "bot.sandbox", "bot.__main__")
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

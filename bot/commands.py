"""The commands: each takes its options, says what it did, and returns the exit code."""

import argparse
import asyncio
import gc
import json
import secrets
import sys
from collections.abc import Callable, Coroutine, Sequence
from typing import TYPE_CHECKING, Any

from bot import memory
from bot import settings as setup
from bot.problems import ContentError, PortError, SettingsError
from bot.settings import Settings

if TYPE_CHECKING:
    from whenever import Instant

    from bot.library.content import Content

_PATIENCE_S = 9.0


def run(_: argparse.Namespace) -> int:
    """Run the bot."""
    memory.keep_small()
    settings = setup.load(running=True)
    setup.hide_secrets()
    gc.disable()  # until the bot has started: what is loaded stays, and walking it takes long
    from bot import app, logs  # noqa: PLC0415  # settings are checked before the slow imports
    from bot.library import loading  # noqa: PLC0415  # settings are checked before the slow imports

    logs.configure(settings)
    return _until_done(lambda: app.run(settings, loading.load()))


def sandbox(options: argparse.Namespace) -> int:
    """Serve the pretended Telegram, with the bot or without."""
    from bot import logs  # noqa: PLC0415
    from bot.library import loading  # noqa: PLC0415
    from bot.sandbox import start  # noqa: PLC0415

    logs.configure(Settings.model_construct())
    return _until_done(
        lambda: start.run(loading.load(), options.port, with_bot=not options.without_bot)
    )


def check(options: argparse.Namespace) -> int:
    """Check settings and content; every problem is told at once."""
    told, content = _looked_through()
    problems: list[str] = told["problems"]
    if content is not None:
        from bot.library import signoff  # noqa: PLC0415

        reviewed, records = signoff.counts(content)
        told |= {"topics": len(content.topics), "records": records, "reviewed": reviewed}
        told["unreviewed_again"] = list(signoff.fallen(content))
    if options.json:
        sys.stdout.write(json.dumps(told, indent=2, ensure_ascii=False) + "\n")
        return 1 if problems else 0
    if problems:
        return failed(problems)
    sys.stdout.write(
        f"Settings and content are in order: {told['topics']} topics.\n"
        f"Encryption: {told['encryption']}.\n"
        f"Reviewed by a clinician: {told['reviewed']} of {told['records']} records.\n"
        + "".join(f"Unreviewed again: {each}\n" for each in told["unreviewed_again"])
    )
    return 0


def _looked_through() -> "tuple[dict[str, Any], Content | None]":
    """Return what there is to tell of settings and content, and the content where it is sound."""
    from bot.diagnosis import encryption  # noqa: PLC0415
    from bot.library import loading  # noqa: PLC0415

    content, kept, problems = None, None, []
    try:
        kept = encryption(setup.load(running=True))
        problems += [f"{kept.told}. {kept.remedy}"] if kept.level == "fault" else []
    except SettingsError as error:
        problems += error.problems
    try:
        content = loading.load()
        content.finder()
    except ContentError as error:
        problems += error.problems
        content = None
    told = {"ok": not problems, "problems": problems, "encryption": kept and kept.told}
    return told, content


def review_pack(options: argparse.Namespace) -> int:
    """Write a clinician's document."""
    from bot.library import loading, review_pack  # noqa: PLC0415

    sys.stdout.write(f"{review_pack.write(loading.load(), options.folder)}\n")
    return 0


def triage(options: argparse.Namespace) -> int:
    """Print the questions, or assess lines of answers; 1 where a line cannot be assessed."""
    from bot.library import loading, reviewing  # noqa: PLC0415

    content = loading.load()
    if options.questions:
        sys.stdout.write(reviewing.questions(content) + "\n")
        return 0
    return 0 if reviewing.triage_lines(content, reviewing.read_lines(), sys.stdout) else 1


def evaluate(options: argparse.Namespace) -> int:
    """Measure the check, or another checker."""
    from bot.library import evaluating  # noqa: PLC0415

    return evaluating.evaluate(options.file, sys.stdout)


def search(options: argparse.Namespace) -> int:
    """Search for words, or for each line of standard input."""
    from bot.library import loading, reviewing  # noqa: PLC0415

    text = " ".join(options.text)
    messages = reviewing.read_lines() if text == "-" else [text]
    reviewing.search_lines(loading.load(), messages, sys.stdout)
    return 0


def key(_: argparse.Namespace) -> int:
    """Print a new key."""
    sys.stdout.write(secrets.token_hex(32) + "\n")
    return 0


def backup(options: argparse.Namespace) -> int:
    """Copy the database."""
    from bot.storage import upkeep  # noqa: PLC0415

    settings = _settings_of_file()
    made = upkeep.backup(
        settings.database_url,
        settings.database_key,
        options.path,
        upkeep.stamp(_now()),
        keep=options.keep,
    )
    sys.stdout.write(f"{made.path}: {made.size} bytes, opened and found whole.\n")
    for path in made.removed:
        sys.stdout.write(f"{path}: removed, older than the newest {options.keep}.\n")
    return 0


def restore(options: argparse.Namespace) -> int:
    """Put a copy in the place of the database."""
    from bot.storage import upkeep  # noqa: PLC0415

    settings = _settings_of_file()
    before = upkeep.restore(
        settings.database_url, settings.database_key, options.path, upkeep.stamp(_now())
    )
    kept = f" The database before lies at {before}." if before else ""
    sys.stdout.write(f"{settings.database_url} is {options.path} now.{kept}\n")
    return 0


def rekey(options: argparse.Namespace) -> int:
    """Put the database under another key."""
    from bot.storage import upkeep  # noqa: PLC0415

    settings = _settings_of_file()
    new_key = options.file.read_text("utf-8", "replace").strip()
    upkeep.rekey(settings.database_url, settings.database_key, new_key)
    sys.stdout.write(
        f"The database opens with the key in {options.file} only: give it to the bot before the "
        "next start. Copies made before, also those beside the database, keep the old one.\n"
    )
    return 0


def ready(_: argparse.Namespace) -> int:
    """Print what /readyz says; 1 where something keeps the bot from working."""
    import http.client  # noqa: PLC0415

    settings = setup.load(running=False)
    if not settings.http_port:
        raise SettingsError("HTTP_PORT is not set, so nobody can be asked.")
    host = "127.0.0.1" if settings.http_host in {"0.0.0.0", "::", ""} else settings.http_host  # noqa: S104
    line = http.client.HTTPConnection(host, settings.http_port, timeout=_PATIENCE_S)
    try:
        line.request("GET", "/readyz")
        answer = line.getresponse()
        sys.stdout.write(answer.read().decode("utf-8") + "\n")
    except (OSError, http.client.HTTPException) as error:
        where = f"{host}:{settings.http_port}"
        raise PortError(f"No Flexor answers at {where}. Start it with this HTTP_PORT.") from error
    return 0 if answer.status == http.client.OK else 1


def doctor(_: argparse.Namespace) -> int:
    """Print what was looked at; 1 where there is a fault."""
    from bot.app import wall_clock  # noqa: PLC0415
    from bot.diagnosis import diagnose  # noqa: PLC0415

    settings = setup.load(running=True)
    found = asyncio.run(diagnose(settings, wall_clock()))
    for finding in found:
        remedy = f" {finding.remedy}" if finding.remedy else ""
        sys.stdout.write(f"{finding.level:8} {finding.about}: {finding.told}.{remedy}\n")
    return 1 if any(finding.level == "fault" for finding in found) else 0


def _settings_of_file() -> Settings:
    """Return the settings where a file with a key keeps the data, else an error that says so."""
    from bot.storage import sqlite  # noqa: PLC0415

    settings = setup.load(running=False)
    sqlite.path_of(settings.database_url)
    if not settings.database_key:
        raise SettingsError("DATABASE_KEY is missing: it is the one the database was made with.")
    return settings


def _now() -> "Instant":
    from bot.app import wall_clock  # noqa: PLC0415

    return wall_clock()


def _until_done(work: Callable[[], Coroutine[Any, Any, None]]) -> int:
    with asyncio.Runner(loop_factory=_loop()) as runner:
        runner.run(work())
    return 0


def _loop() -> Callable[[], asyncio.AbstractEventLoop] | None:
    try:
        import uvloop  # noqa: PLC0415
    except ImportError:  # no uvloop on this system
        return None
    return uvloop.new_event_loop


def failed(problems: Sequence[str]) -> int:
    """Say what is wrong, a line each; return the exit code for it."""
    sys.stderr.write("".join(f"flexor: {problem}\n" for problem in problems))
    return 1

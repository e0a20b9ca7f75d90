"""What is wrong with an installation: database, disk, clock, zones, token, webhook."""

import asyncio
import shutil
import sys
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

import aiohttp
from whenever import Instant, TimeZoneNotFoundError

from bot.problems import StorageError
from bot.settings import Settings
from bot.storage import sqlite, upkeep
from bot.storage.database import NO_DRIVER

Level = Literal["ok", "warning", "fault"]

_TIMEOUT_S = 10
_LEAST_FREE = 512 * 1024 * 1024  # bytes; a copy and a migration want room
_OLDEST_COPY_HOURS = 50  # one is made each night
_MOST_SKEW_S = 30  # reminders come by this clock


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, and what to do where it is not in order."""

    level: Level
    about: str
    told: str
    remedy: str = ""


async def diagnose(settings: Settings, now: Instant) -> list[Finding]:
    """Look at everything that an operator can mend; nothing is changed."""
    found = await asyncio.to_thread(_database, settings)
    here = [*found, *_secrets(), *copies(settings, now), _zones(now), _languages()]
    return [encryption(settings), *here, *await _telegram(settings, now)]


def encryption(settings: Settings) -> Finding:
    """Say whether what is kept of people is encrypted, as far as that is seen without the key."""
    url, about = settings.database_url, "encryption"
    if sqlite.is_elsewhere(url):
        return Finding("ok", about, "PostgreSQL's disk is, as DATABASE_VOLUME says; nobody looked")
    path = sqlite.path_of(url)
    if path == sqlite.MEMORY:
        return Finding("ok", about, "nothing is written to a disk")
    if sqlite.is_plain(Path(path)):
        remedy = "Flexor did not make it: move it away, or set another DATABASE_URL."
        return Finding("fault", about, f"{path} is not encrypted", remedy)
    when = "is" if Path(path).exists() else "will be"
    return Finding("ok", about, f"{path} {when} encrypted with DATABASE_KEY (SQLCipher, AES-256)")


def _database(settings: Settings) -> list[Finding]:
    if sqlite.is_elsewhere(settings.database_url):
        return _server(settings.database_url)
    path = sqlite.path_of(settings.database_url)
    if path == sqlite.MEMORY:
        return [Finding("warning", "database", "it is kept in memory only", "Set DATABASE_URL.")]
    if not Path(path).exists():
        told = f"there is none at {path} yet"
        return [Finding("ok", "database", f"{told}; `flexor run` makes it"), _room(path)]
    try:
        connection = sqlite.existing(Path(path), settings.database_key)
    except StorageError as error:
        return [Finding("fault", "database", "it cannot be opened", str(error))]
    try:
        faults = upkeep.damage(connection)
        version = sqlite.version_of(connection)
    finally:
        connection.close()
    newest = sqlite.migrations()[-1][0]
    return [
        Finding("fault", "database", f"it is damaged: {faults[0]}", "Use `flexor restore`.")
        if faults
        else Finding("ok", "database", "whole: pages, structure and references"),
        _schema(version, newest),
        Finding("warning", "file", f"others may read {path}", f"chmod 600 {path}")
        if _is_open(Path(path))
        else Finding("ok", "file", "only its owner may read it"),
        _room(path),
    ]


def _server(url: str) -> list[Finding]:
    try:
        from bot.storage import postgres, postgres_schema  # noqa: PLC0415  # an extra

        version = postgres.version_at(url)
    except ImportError:
        return [Finding("fault", "database", "it cannot be opened", NO_DRIVER)]
    except StorageError as error:
        return [Finding("fault", "database", "it cannot be opened", str(error))]
    return [
        Finding("ok", "database", f"{postgres.named(url)} answers"),
        _schema(version, postgres_schema.migrations()[-1][0]),
    ]


def _schema(version: int, newest: int) -> Finding:
    if version > newest:
        told = f"schema {version} is newer than this program's {newest}"
        return Finding("fault", "schema", told, "Start the newer Flexor.")
    if version < newest:
        return Finding("ok", "schema", f"{version}; the next start migrates it to {newest}")
    return Finding("ok", "schema", f"{version}, the newest")


def _room(path: str) -> Finding:
    folder = next(parent for parent in Path(path).absolute().parents if parent.exists())
    free = shutil.disk_usage(folder).free
    told = f"{free // 1024**2} MiB free in {folder}"
    if free < _LEAST_FREE:
        return Finding("warning", "disk", told, "Free some space: a copy needs as much again.")
    return Finding("ok", "disk", told)


def _is_open(path: Path) -> bool:
    """Say whether others than the owner may use a file; Windows has no such rights."""
    return sys.platform != "win32" and bool(path.stat().st_mode & 0o077)


def _secrets() -> list[Finding]:
    """Say whether others may read the file of settings, which may hold token and key."""
    path = Path(str(Settings.model_config.get("env_file")))
    if not path.is_file() or not _is_open(path):
        return []
    told = f"others may read the settings in {path.absolute()}"
    return [Finding("warning", "settings", told, f"chmod 600 {path}")]


def copies(settings: Settings, now: Instant) -> list[Finding]:
    """Say how old the newest copy is that the bot has made by itself."""
    if sqlite.is_elsewhere(settings.database_url):
        return []
    if not settings.backup_dir:
        told = "the bot makes none by itself"
        return [Finding("warning", "copies", told, "Set BACKUP_DIR, or run `flexor backup` daily.")]
    folder = Path(settings.backup_dir)
    since = now.subtract(hours=_OLDEST_COPY_HOURS).timestamp()
    made = [path.stat().st_mtime for path in folder.glob("flexor-*.db")]
    if all(at < since for at in made) and Path(sqlite.path_of(settings.database_url)).exists():
        told = f"none in {folder} is of the last {_OLDEST_COPY_HOURS} hours"
        remedy = "Start the bot; where it runs, look at its log for backup_failed."
        return [Finding("warning", "copies", told, remedy)]
    return [Finding("ok", "copies", f"{len(made)} in {folder}")]


def _languages() -> Finding:
    if find_spec("pycld2") is None:
        told = "what tells languages that have no folder in content/ is not here; others are heard"
        remedy = "Python 3.11 to 3.13 on x86-64 or Apple silicon has pycld2."
        return Finding("warning", "languages", told, remedy)
    return Finding("ok", "languages", "all are told")


def _zones(now: Instant) -> Finding:
    try:
        now.to_tz("Europe/Berlin")
    except TimeZoneNotFoundError:
        return Finding("fault", "time zones", "no zone data is found", "Install tzdata.")
    return Finding("ok", "time zones", "found")


async def _telegram(settings: Settings, now: Instant) -> list[Finding]:
    """Ask Telegram who the bot is, and where its updates go."""
    timeout = aiohttp.ClientTimeout(total=_TIMEOUT_S)
    base = f"{settings.bot_api_url}/bot{settings.bot_token}"
    try:
        async with aiohttp.ClientSession(timeout=timeout) as session:
            async with session.get(f"{base}/getMe") as answer:
                me: dict[str, Any] = await answer.json(content_type=None)
                date = answer.headers.get("Date", "")
            async with session.get(f"{base}/getWebhookInfo") as answer:
                hook: dict[str, Any] = await answer.json(content_type=None)
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        told = f"{settings.bot_api_url} is not reached ({type(error).__name__})"
        return [Finding("fault", "Telegram", told, "Look at network, proxy and BOT_API_URL.")]
    if not me.get("ok"):
        told = "Telegram does not know this token"
        return [Finding("fault", "token", told, "Ask BotFather for a new one: /token.")]
    name = me["result"].get("username", "")
    return [Finding("ok", "token", f"@{name}"), _clock(date, now), _webhook(hook, settings)]


def _clock(date: str, now: Instant) -> Finding:
    try:
        there = Instant.from_timestamp(parsedate_to_datetime(date).timestamp())
    except ValueError:
        told = "Telegram told no time to compare with"
        return Finding("warning", "clock", told, "See that NTP runs: reminders come by the clock.")
    skew = abs(int((now - there).total("seconds")))
    if skew > _MOST_SKEW_S:
        told = f"{skew} s away from Telegram's"
        return Finding("fault", "clock", told, "Set it by NTP: reminders come by it.")
    return Finding("ok", "clock", f"{skew} s away from Telegram's")


def _webhook(answer: dict[str, Any], settings: Settings) -> Finding:
    info = answer.get("result") or {}
    url, waiting = str(info.get("url", "")), int(info.get("pending_update_count", 0))
    wanted = settings.webhook_url
    if url != wanted:
        told = f"Telegram sends updates to {url or 'nobody'}, WEBHOOK_URL is {wanted or 'empty'}"
        return Finding("warning", "webhook", told, "`flexor run` sets it at its start.")
    if error := str(info.get("last_error_message", "")):
        return Finding("warning", "webhook", f"last error: {error}", "Look at the proxy's log.")
    return Finding("ok", "webhook", f"{url or 'long polling'}, {waiting} updates waiting")

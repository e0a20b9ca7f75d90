"""Settings from the environment and `.env`; every problem is reported at once, in words."""

import ctypes
import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import Field, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.problems import SettingsError

_PR_SET_DUMPABLE = 4  # Linux, prctl(2)
_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]{20,}")
_KEY = re.compile(r"[0-9a-fA-F]{64}")
_URL = re.compile(r"https?://[^\s/?#]+[^\s?#]*")


class Settings(BaseSettings):
    """What the operator sets; names are those of the environment in lower case."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_file_encoding="utf-8",
        extra="ignore",
        frozen=True,
        env_ignore_empty=True,
        hide_input_in_errors=True,
    )

    bot_token: str = Field("", repr=False, description="from BotFather; `flexor run` needs it")
    bot_token_file: str = Field("", description="file that holds the token, for `BOT_TOKEN`")
    database_url: str = Field(
        "sqlite:///data/flexor.db",
        repr=False,
        description="where the database lies: an encrypted file, or `postgresql://...`",
    )
    database_volume: Literal["", "encrypted"] = Field(
        "", description="`encrypted` says that PostgreSQL's disk is; it is used on no other"
    )
    database_key: str = Field(
        "",
        repr=False,
        description="64 hex digits from `flexor key`; `flexor run` needs it; keep it elsewhere",
    )
    database_key_file: str = Field(
        "", description="file that holds the key, for `DATABASE_KEY`; on another disk or a mount"
    )
    backup_dir: str = Field(
        "", description="folder for a verified copy each day; on another disk; empty means none"
    )
    backup_keep: int = Field(7, ge=1, description="how many daily copies the folder keeps")
    admin_ids: Annotated[frozenset[int], NoDecode] = Field(
        frozenset(), description="Telegram user ids of admins, with commas between"
    )
    bot_api_url: str = Field(
        "https://api.telegram.org",
        description="Telegram, or a self-hosted Bot API server, without the `/bot`",
    )
    webhook_url: str = Field("", description="public address for updates; empty means long polling")
    webhook_secret: str = Field(
        "", repr=False, description="1-256 of `A-Za-z0-9_-`; needed with `WEBHOOK_URL`"
    )
    http_host: str = Field(
        "127.0.0.1", description="address of the webhook and the pages of health"
    )
    http_port: int = Field(
        0,
        ge=0,
        le=65535,
        description="port of the webhook, `/healthz`, `/readyz` and `/metrics`; 0 means no server",
    )
    calendar_url: str = Field(
        "",
        description="public address that leads to this server's `/calendar/`, without it, for "
        "private addresses of calendars; empty means none",
    )
    messages_per_second: int = Field(
        30,
        ge=0,
        description="limit over all chats; 0 lifts every limit (own Bot API server only)",
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", description="DEBUG, INFO, WARNING or ERROR"
    )
    log_format: Literal["console", "json"] = Field("console", description="console or json")

    @field_validator("admin_ids", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        parts = [part.strip() for part in value.split(",") if part.strip()]
        if not all(re.fullmatch(r"[1-9]\d{0,15}", part) for part in parts):
            raise ValueError("must be numbers with commas between, such as 123456789,987654321")
        return frozenset(int(part) for part in parts)

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value

    @field_validator(
        "bot_token", "database_url", "database_key", "bot_api_url", "calendar_url", "webhook_url",
        "webhook_secret",
    )  # fmt: skip
    @classmethod
    def _shape(cls, value: str, info: ValidationInfo) -> str:
        pattern, words = _SHAPES[str(info.field_name)]
        if value and not pattern.fullmatch(value):
            raise ValueError(words)
        return value.rstrip("/") if value.startswith("http") else value


_SHAPES: dict[str, tuple[re.Pattern[str], str]] = {
    "bot_token": (_TOKEN, "does not look like a token from BotFather (123456789:AbC...)"),
    "database_url": (
        re.compile(r"sqlite://(/.+)?|postgresql://[^\s/]*/[^\s/?]+(\?\S*)?"),
        "must look like sqlite:///data/flexor.db or postgresql://flexor@db.example.org/flexor",
    ),
    "database_key": (_KEY, "must be 64 hex digits. `flexor key` prints a new one"),
    "bot_api_url": (_URL, "must be an address such as https://api.telegram.org"),
    "calendar_url": (_URL, "must be an address such as https://bot.example.org"),
    "webhook_url": (re.compile(r"https?://\S+"), "must be an address that starts with https://"),
    "webhook_secret": (re.compile(r"[A-Za-z0-9_-]{1,256}"), "must be 1-256 of A-Za-z0-9_-"),
}

_MISSING = {
    "bot_token": "BOT_TOKEN is missing. BotFather gives one: https://t.me/BotFather",
    "database_key": "DATABASE_KEY is missing. `flexor key` prints a new one.",
}


def load(*, running: bool, env_file: str | None = ".env") -> Settings:
    """Read the settings; SettingsError with every problem. `running` asks for what `run` needs."""
    settings, faults = _read(env_file)
    held, unread = _held_in_files(settings)
    if held:
        settings, faults = _read(env_file, held)
    faults |= unread
    problems = list(faults.values())
    if running:
        needed_here = _MISSING.keys() - ({"database_key"} if _is_served(settings) else set())
        missing = [name for name in _MISSING if name in needed_here - faults.keys()]
        problems += [_MISSING[name] for name in missing if not getattr(settings, name)]
    problems += _of_a_server(settings)
    needed = {"webhook_secret", "http_port"} - faults.keys()
    if settings.webhook_url and not all(getattr(settings, name) for name in needed):
        problems.append("WEBHOOK_URL needs WEBHOOK_SECRET and HTTP_PORT as well.")
    if settings.calendar_url and "http_port" in needed and not settings.http_port:
        problems.append("CALENDAR_URL needs HTTP_PORT as well.")
    if problems:
        raise SettingsError(*problems)
    return settings


def _is_served(settings: Settings) -> bool:
    """Say whether PostgreSQL keeps the data, which knows no DATABASE_KEY."""
    return settings.database_url.startswith("postgresql:")


def _of_a_server(settings: Settings) -> list[str]:
    """Return what is wrong with the settings where PostgreSQL keeps the data."""
    if not _is_served(settings):
        return []
    problems = []
    if not settings.database_volume:
        problems.append(
            "PostgreSQL does not encrypt what it keeps. Put it on an encrypted disk, and say so "
            "by DATABASE_VOLUME=encrypted."
        )
    if settings.backup_dir:
        problems.append("BACKUP_DIR is for SQLite. Copy PostgreSQL by its own `pg_dump`.")
    return problems


def hide_secrets() -> None:
    """Take token and key out of the environment, and let no dump of the memory hold them."""
    for name in ("BOT_TOKEN", "DATABASE_KEY", "DATABASE_URL", "WEBHOOK_SECRET"):
        os.environ.pop(name, None)
    if sys.platform != "win32":
        import resource  # noqa: PLC0415  # there is none on Windows

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        # Without it the same user could read the environment that the process began with.
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def _held_in_files(settings: Settings) -> tuple[dict[str, str], dict[str, str]]:
    """Return what the files of secrets hold, and a sentence for each that cannot be used."""
    held, faults = {}, {}
    for name in _MISSING:
        path, setting = getattr(settings, f"{name}_file"), name.upper()
        if path and getattr(settings, name):
            faults[name] = f"Set {setting} or {setting}_FILE, not both."
        elif path:
            try:
                held[name] = Path(path).read_text("utf-8").strip()
            except (OSError, UnicodeDecodeError):
                faults[name] = f"{setting}_FILE must be a readable text file."
    return held, faults


def _read(
    env_file: str | None, held: Mapping[str, Any] = MappingProxyType({})
) -> tuple[Settings, dict[str, str]]:
    """Return the settings and a sentence for each that is wrong, which then has its default."""
    try:
        return Settings(_env_file=env_file, **held), {}  # type: ignore[call-arg]
    except ValidationError as error:
        faults = {str(fault["loc"][0]): _sentence(dict(fault)) for fault in error.errors()}
    except (OSError, UnicodeDecodeError):
        raise SettingsError(f"{env_file} must be a readable text file in UTF-8.") from None
    defaults = {name: Settings.model_fields[name].default for name in faults}
    return Settings(_env_file=env_file, **{**held, **defaults}), faults  # type: ignore[call-arg]


def _sentence(fault: dict[str, Any]) -> str:
    name = str(fault["loc"][0]).upper()
    words = str(fault["msg"]).removeprefix("Value error, ")
    return f"{name} {words[0].lower()}{words[1:]}."


def has_screen() -> bool:
    """Say whether a browser window can be opened here."""
    if sys.platform in {"darwin", "win32"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


class Supervision(NamedTuple):
    """Where systemd listens, and within how many seconds it wants to hear; 0: never again."""

    address: str
    within_s: float


def supervision() -> Supervision | None:
    """Return how systemd supervises this process, if it does."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    mine = os.environ.get("WATCHDOG_PID", str(os.getpid())) == str(os.getpid())
    microseconds = os.environ.get("WATCHDOG_USEC", "") if mine else ""
    within_s = int(microseconds) / 1e6 if microseconds.isdecimal() else 0.0
    return Supervision(address, within_s) if address[:1] in {"/", "@"} else None

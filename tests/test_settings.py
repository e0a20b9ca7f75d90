"""Settings come from the environment and `.env`; every problem is told at once, in words."""

import os
import subprocess
import sys
import traceback
from pathlib import Path

import pytest

from bot import settings as setup
from bot.problems import SettingsError
from bot.settings import Settings
from tests.source import ROOT

TOKEN = "123456789:AAHd-fake_token-of-nobody_0123456789"  # noqa: S105  # nobody's
KEY = "5e" * 32
HOOK = "flexor-hook_42"
NEEDED = {"BOT_TOKEN": TOKEN, "DATABASE_KEY": KEY}


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)  # where there is no .env
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def given(monkeypatch: pytest.MonkeyPatch, **values: str) -> None:
    for name, value in values.items():
        monkeypatch.setenv(name, value)


def problems(*, running: bool = True) -> tuple[str, ...]:
    with pytest.raises(SettingsError) as caught:
        setup.load(running=running)
    return caught.value.problems


def test_nothing_set_is_enough_unless_the_bot_is_to_run() -> None:
    assert setup.load(running=False) == Settings.model_construct()
    assert problems() == (
        "BOT_TOKEN is missing. BotFather gives one: https://t.me/BotFather",
        "DATABASE_KEY is missing. `flexor key` prints a new one.",
    )


def test_every_problem_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    given(
        monkeypatch,
        DATABASE_KEY="short",
        DATABASE_URL="postgres://db",
        ADMIN_IDS="me",
        BOT_API_URL="telegram",
        WEBHOOK_URL="https://flexor.example/telegram",
        WEBHOOK_SECRET="no spaces please",  # noqa: S106  # refused below
        HTTP_PORT="70000",
        MESSAGES_PER_SECOND="-1",
        LOG_LEVEL="loud",
        LOG_FORMAT="xml",
    )
    found = problems()
    named = [sentence.split(" ", 1)[0] for sentence in found]
    assert sorted(named) == [
        "ADMIN_IDS",
        "BOT_API_URL",
        "BOT_TOKEN",
        "DATABASE_KEY",
        "DATABASE_URL",
        "HTTP_PORT",
        "LOG_FORMAT",
        "LOG_LEVEL",
        "MESSAGES_PER_SECOND",
        "WEBHOOK_SECRET",
    ]
    assert not any("\n" in sentence for sentence in found)


def test_env_file_is_read_and_the_environment_wins(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text(f"BOT_TOKEN={TOKEN}\nHTTP_PORT=1000\nUNKNOWN=x\n", "utf-8")
    given(monkeypatch, DATABASE_KEY=KEY, HTTP_PORT="2000")
    settings = setup.load(running=True)
    assert (settings.bot_token, settings.database_key) == (TOKEN, KEY)
    assert settings.http_port == 2000


@pytest.mark.parametrize("place", ["environment", "file"])
def test_an_empty_value_is_unset(
    place: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    if place == "environment":
        given(monkeypatch, **{name.upper(): "" for name in Settings.model_fields})
    else:
        lines = (f"{name.upper()}=\n" for name in Settings.model_fields)
        (tmp_path / ".env").write_text("".join(lines), "utf-8")
    assert setup.load(running=False) == Settings.model_construct()


@pytest.mark.parametrize("name", ["latin-1", "folder"])
def test_an_env_file_that_cannot_be_read(name: str, tmp_path: Path) -> None:
    if name == "latin-1":
        (tmp_path / ".env").write_bytes(f"BOT_TOKEN={TOKEN} # für uns".encode("latin-1"))
        assert problems() == (".env must be a readable text file in UTF-8.",)
    else:
        (tmp_path / ".env").mkdir()  # as Docker makes of a file to mount that is not there
        assert len(problems()) == 2


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("123456789", {123456789}),
        ("1,2,3", {1, 2, 3}),
        (" 1 , 2 ,\t3, ", {1, 2, 3}),
        ("7,7", {7}),
        (",", set()),
        ("9007199254740991", {2**53 - 1}),
    ],
)
def test_admin_ids(words: str, ids: set[int], monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, ADMIN_IDS=words)
    assert setup.load(running=False).admin_ids == ids


@pytest.mark.parametrize("words", ["@ana", "1;2", "1 2", "-100", "0", "1.0", "[1, 2]", "1" * 30])
def test_admin_ids_that_are_none(words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, ADMIN_IDS=words)
    assert problems(running=False) == (
        "ADMIN_IDS must be numbers with commas between, such as 123456789,987654321.",
    )


@pytest.mark.parametrize(
    "missing", [("WEBHOOK_SECRET",), ("HTTP_PORT",), ("WEBHOOK_SECRET", "HTTP_PORT")]
)
def test_a_webhook_needs_secret_and_port(
    missing: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    webhook = {
        "WEBHOOK_URL": "https://flexor.example/telegram",
        "WEBHOOK_SECRET": HOOK,
        "HTTP_PORT": "8443",
    }
    given(monkeypatch, **NEEDED, **webhook)
    assert setup.load(running=True).webhook_secret == HOOK
    for name in missing:
        monkeypatch.delenv(name)
    assert problems() == ("WEBHOOK_URL needs WEBHOOK_SECRET and HTTP_PORT as well.",)


@pytest.mark.parametrize("url", ["https://api.telegram.org/", "http://127.0.0.1:8081"])
def test_an_address_loses_its_last_slash(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, BOT_API_URL=url)
    assert setup.load(running=False).bot_api_url == url.rstrip("/")


def test_levels_may_be_written_small(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, LOG_LEVEL="debug", LOG_FORMAT="json")
    assert setup.load(running=False).log_level == "DEBUG"


@pytest.mark.parametrize(
    "url", ["sqlite://", "sqlite:///data/flexor.db", "sqlite:////srv/flexor.db"]
)
def test_database_addresses(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, DATABASE_URL=url)
    assert setup.load(running=False).database_url == url


def test_no_secret_stands_in_a_message(monkeypatch: pytest.MonkeyPatch) -> None:
    secrets = {
        "BOT_TOKEN": "123:secret-too-short",
        "DATABASE_KEY": "secret-key-with-a-typo",
        "WEBHOOK_SECRET": "secret with spaces",
    }
    given(monkeypatch, **secrets, HTTP_PORT="secret-port")
    with pytest.raises(SettingsError) as caught:
        setup.load(running=True)
    told = "".join(traceback.format_exception(caught.value)) + repr(caught.value)
    assert len(caught.value.problems) == 4
    for value in (*secrets.values(), "secret-port"):
        assert value not in told


def test_no_secret_stands_in_the_settings_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, **NEEDED, WEBHOOK_SECRET=HOOK)
    settings = setup.load(running=True)
    for value in (TOKEN, KEY, HOOK):
        assert value not in f"{settings!r} {settings}"


def test_token_and_key_may_stand_in_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name, value in NEEDED.items():
        (tmp_path / name).write_text(f"{value}\n", "utf-8")
        given(monkeypatch, **{f"{name}_FILE": str(tmp_path / name)})
    settings = setup.load(running=True)
    assert (settings.bot_token, settings.database_key) == (TOKEN, KEY)


def test_files_of_secrets_that_cannot_be_used_are_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "key").write_text("short", "utf-8")
    given(monkeypatch, BOT_TOKEN_FILE=str(tmp_path), DATABASE_KEY_FILE=str(tmp_path / "key"))
    assert problems() == (
        "DATABASE_KEY must be 64 hex digits. `flexor key` prints a new one.",
        "BOT_TOKEN_FILE must be a readable text file.",
    )
    given(monkeypatch, BOT_TOKEN=TOKEN, DATABASE_KEY_FILE="")
    assert "Set BOT_TOKEN or BOT_TOKEN_FILE, not both." in problems()


HIDING = """
import os, resource, sys
from bot import settings
settings.hide_secrets()
left = sorted({"BOT_TOKEN", "DATABASE_KEY"} & set(os.environ))
print(left, resource.getrlimit(resource.RLIMIT_CORE))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="There are no core dumps.")
def test_secrets_leave_the_environment_and_no_dump_holds_them() -> None:
    environment = os.environ | NEEDED
    told = subprocess.run(  # noqa: S603  # our own words
        [sys.executable, "-c", HIDING],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        check=True,
        text=True,
    )
    assert told.stdout == "[] (0, 0)\n"


def test_postgresql_needs_no_key_but_a_disk_that_is_encrypted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    url = "postgresql://flexor:hunter2@db.example.org/flexor?sslmode=verify-full"
    given(monkeypatch, BOT_TOKEN=TOKEN, DATABASE_URL=url, BACKUP_DIR="backups")
    first, second = problems()
    assert "DATABASE_VOLUME=encrypted" in first
    assert "pg_dump" in second
    given(monkeypatch, DATABASE_VOLUME="encrypted", BACKUP_DIR="")
    settings = setup.load(running=True)
    assert settings.database_url == url
    assert "hunter2" not in repr(settings)

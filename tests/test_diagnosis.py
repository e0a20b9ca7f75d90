"""What `flexor doctor` finds, against the pretended Telegram."""

import os
import sys
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from whenever import Instant

from bot import diagnosis
from bot.diagnosis import Finding, diagnose, encryption
from bot.settings import Settings
from tests.storage.conftest import KEY, opened

NOW = Instant.from_utc(2026, 3, 2, 12)
DATES = {"right": "Mon, 02 Mar 2026 12:00:03 GMT", "late": "Mon, 02 Mar 2026 12:10:00 GMT"}


async def found(
    path: Path, *, knows: bool = True, date: str = "right", hook: str = ""
) -> dict[str, Finding]:
    """Return what is found about an installation, by its subject."""

    async def answer(request: web.Request) -> web.Response:
        result = {"username": "a_bot"} if "getMe" in request.path else {"url": hook}
        body = {"ok": True, "result": result} if knows else {"ok": False, "error_code": 401}
        return web.json_response(body, headers={"Date": DATES[date]})

    app = web.Application()
    app.router.add_get("/{any:.*}", answer)
    async with TestServer(app) as server:
        settings = Settings(
            _env_file=None,  # type: ignore[call-arg]
            bot_token="123456789:" + "A" * 24,
            database_key=KEY,
            database_url=f"sqlite:///{path}",
            bot_api_url=str(server.make_url("/")).rstrip("/"),
        )
        return {finding.about: finding for finding in await diagnose(settings, NOW)}


async def test_all_is_well(tmp_path: Path) -> None:
    path = tmp_path / "flexor.db"
    async with opened(path):
        pass
    seen = await found(path)
    assert {finding.level for finding in seen.values()} <= {"ok", "warning"}
    assert seen["token"].told == "@a_bot"
    assert seen["database"].level == "ok"


@pytest.mark.parametrize(
    ("changed", "about", "remedy"),
    [
        ({"knows": False}, "token", "BotFather"),
        ({"date": "late"}, "clock", "NTP"),
        ({"hook": "https://elsewhere.example"}, "webhook", "flexor run"),
    ],
)
async def test_each_fault_says_what_to_do(
    tmp_path: Path, changed: dict[str, object], about: str, remedy: str
) -> None:
    seen = await found(tmp_path / "flexor.db", **changed)  # type: ignore[arg-type]
    assert seen[about].level != "ok"
    assert remedy in seen[about].remedy


async def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    path = tmp_path / "flexor.db"
    path.write_bytes(b"no database" * 1000)
    seen = await found(path)
    assert seen["database"].level == "fault"
    assert "DATABASE_KEY" in seen["database"].remedy


@pytest.mark.parametrize(
    ("content", "level", "told"),
    [
        (None, "ok", "will be encrypted"),
        (b"salt" * 1000, "ok", "is encrypted"),
        (b"SQLite format 3\0" + bytes(4000), "fault", "is not encrypted"),
    ],
)
async def test_it_is_said_whether_the_database_is_encrypted(
    tmp_path: Path, content: bytes | None, level: str, told: str
) -> None:
    path = tmp_path / "flexor.db"
    if content:
        path.write_bytes(content)
    seen = (await found(path))["encryption"]
    assert (seen.level, told in seen.told) == (level, True)


def test_of_postgresql_it_is_said_that_nobody_looked() -> None:
    settings = Settings.model_construct(database_url="postgresql://a@b/c")
    assert "nobody looked" in encryption(settings).told


@pytest.mark.parametrize(
    ("ages_h", "level", "told"),
    [
        (None, "warning", "makes none by itself"),
        ([], "warning", "of the last 50 hours"),
        ([60], "warning", "of the last 50 hours"),
        ([60, 20], "ok", "2 in"),
    ],
)
def test_it_is_said_whether_copies_are_made(
    tmp_path: Path, ages_h: list[int] | None, level: str, told: str
) -> None:
    for age in ages_h or ():
        copy = tmp_path / f"flexor-{age}.db"
        copy.touch()
        os.utime(copy, (at := NOW.subtract(hours=age).timestamp(), at))
    (tmp_path / "flexor.db").touch()
    settings = Settings.model_construct(
        database_url=f"sqlite:///{tmp_path}/flexor.db",
        backup_dir="" if ages_h is None else str(tmp_path),
    )
    (seen,) = diagnosis.copies(settings, NOW)
    assert (seen.level, told in seen.told) == (level, True)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such rights")
async def test_settings_that_others_may_read_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for mode, is_told in ((0o600, False), (0o644, True)):
        (tmp_path / ".env").touch()
        (tmp_path / ".env").chmod(mode)
        assert ("settings" in await found(tmp_path / "flexor.db")) is is_told

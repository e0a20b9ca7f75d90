"""docs/operating.md can be followed to the letter, and names whatever the program prints."""

import asyncio
import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from bot import app
from bot.sandbox import server
from bot.sandbox.clock import MovableClock
from bot.sandbox.start import populate
from bot.sandbox.telegram import Telegram
from tests import failures
from tests.source import ROOT

GUIDE = ROOT / "docs/operating.md"


def test_every_sentence_that_it_prints_stands_in_the_guide() -> None:
    found = failures.sentences()
    assert len(found) > 80
    text = GUIDE.read_text("utf-8")
    assert {sentence for sentence in found if sentence not in text} == set()


def rows() -> list[list[str]]:
    """Return the cells of each row of the guide's tables, without their heads."""
    lines = GUIDE.read_text("utf-8").splitlines()
    ruled = [at for at, line in enumerate(lines) if line.startswith("|--")]
    heads = {at - 1 for at in ruled}
    return [
        [cell.strip() for cell in line.strip("|").split(" | ")]
        for at, line in enumerate(lines)
        if line.startswith("| ") and at not in heads
    ]


def test_every_row_of_the_guide_says_what_to_do_about_something_that_is_printed() -> None:
    printed = failures.sentences() | failures.events()
    assert len(rows()) > 70
    for first, *others in rows():
        assert others, first
        assert all(len(cell) > 3 for cell in others), first
        assert any(sentence in first for sentence in printed), first


def test_every_finding_says_what_is_wrong_and_what_to_do() -> None:
    found = list(failures.findings())
    assert len(found) > 15
    for place, said in found:
        assert len(said) == 2, place


def test_every_event_of_the_log_stands_in_the_guide() -> None:
    named = set(re.findall(r"`([a-z_]+)`", GUIDE.read_text("utf-8")))
    found = failures.events()
    assert {"fault", "backup_failed"} <= found
    assert found - named == set()


def script() -> str:
    """Return the commands of the first part of the guide."""
    part = GUIDE.read_text("utf-8").partition("## Ten minutes\n")[2].partition("\n## ")[0]
    return "set -eux\n" + "\n".join(re.findall(r"```sh\n(.*?)```", part, re.DOTALL))


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("bash"), reason="the guide is for a shell")
async def test_the_ten_minutes_can_be_followed_to_the_letter(tmp_path: Path) -> None:
    clock = MovableClock(app.wall_clock)
    telegram = Telegram(clock)
    populate(telegram)
    programs, home = tmp_path / "programs", tmp_path / "a home"
    home.mkdir()
    programs.mkdir()
    program = programs / "flexor"
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m bot "$@"\n')
    program.chmod(0o755)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    runner = await server.start(server.build(telegram, clock), 0)
    environment = {
        "PATH": f"{programs}:{os.environ['PATH']}",
        "HOME": str(home),
        "TOKEN": telegram.token,
        "BOT_API_URL": f"http://127.0.0.1:{runner.addresses[0][1]}",
    }
    commands = ("bash", "-c", script().replace("8080", str(port)))
    ended = await asyncio.to_thread(
        subprocess.run, commands, env=environment, cwd=home, capture_output=True, text=True,
        timeout=100, check=False,
    )  # fmt: skip
    await runner.cleanup()
    told = ended.stdout + ended.stderr
    assert ended.returncode == 0, told
    assert '"ready": true' in told
    assert "opened and found whole" in told
    assert "fault" not in told
    copies = list((home / "flexor/backups").glob("flexor-*.db"))
    assert copies
    assert (home / "flexor/bot_token").stat().st_mode & 0o077 == 0

"""The command line: exit codes, what it prints and where, and how it ends."""

import contextlib
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.__main__ import main
from tests.source import ROOT

LOOP_WITHOUT_SIGNALS = """
import asyncio, os, signal
from bot import stopping
class Loop(asyncio.SelectorEventLoop):
    def add_signal_handler(self, *_): raise NotImplementedError
async def until_told():
    stop = asyncio.Event()
    stopping.listen(stop)
    asyncio.get_running_loop().call_later(0.01, os.kill, os.getpid(), signal.{name})
    await asyncio.wait_for(stop.wait(), 5)
asyncio.Runner(loop_factory=Loop).run(until_told())
"""


@pytest.fixture(autouse=True)
def _own_signals() -> object:
    before = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, before)


def flexor(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot", *arguments]
    return subprocess.run(command, cwd=ROOT, input=given, capture_output=True, text=True)  # noqa: S603, PLW1510


@pytest.mark.parametrize("line", ['{"a": "b"}', "nothing", "[]"])
def test_triage_fails_where_a_line_cannot_be_assessed(line: str) -> None:
    ended = flexor("triage", given=f"{line}\n")
    assert ended.returncode == 1
    assert "error" in json.loads(ended.stdout)


def test_check_prints_json(tmp_path: Path, capsys: pytest.CaptureFixture[str],
                           monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("BOT_TOKEN", raising=False)
    assert main(["check", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["ok"] is False
    assert any("BOT_TOKEN" in problem for problem in told["problems"])
    assert told["topics"] > 30
    assert told["reviewed"] <= told["records"]


def installed(monkeypatch: pytest.MonkeyPatch, folder: Path, **others: str) -> None:
    """Set what the bot needs, in a folder of its own."""
    monkeypatch.chdir(folder)
    needed = {"BOT_TOKEN": "123456789:" + "A" * 30, "DATABASE_KEY": "0f" * 32}
    for name, value in (needed | others).items():
        monkeypatch.setenv(name, value)


def test_check_says_whether_the_database_is_encrypted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    installed(monkeypatch, tmp_path, DATABASE_URL="sqlite:///plain.db")
    assert main(["check"]) == 0
    assert "plain.db will be encrypted with DATABASE_KEY" in capsys.readouterr().out
    with contextlib.closing(sqlite3.connect("plain.db")) as plain:
        plain.execute("CREATE TABLE people (name TEXT)")
    assert main(["check"]) == 1
    assert "plain.db is not encrypted. Flexor did not make it" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["backup", "restore", "rekey"])
def test_what_is_for_a_file_names_what_postgresql_has(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    (tmp_path / "a file").write_text("ab" * 32)
    url = "postgresql://flexor:hunter2@127.0.0.1:1/flexor"
    installed(monkeypatch, tmp_path, DATABASE_URL=url, DATABASE_VOLUME="encrypted", DATABASE_KEY="")
    assert main([command, "a file"]) == 1
    told = capsys.readouterr().err
    assert "`pg_dump` to copy, `pg_restore` to put back" in told
    assert "hunter2" not in told


def test_ready_says_where_nobody_answers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    installed(monkeypatch, tmp_path, HTTP_PORT=str(port))
    assert main(["ready"]) == 1
    assert f"No Flexor answers at 127.0.0.1:{port}" in capsys.readouterr().err


def test_a_new_key_that_is_none_is_refused_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    installed(monkeypatch, tmp_path, DATABASE_URL="sqlite:///flexor.db")
    (tmp_path / "key").write_bytes(b"\xff" * 32)
    (tmp_path / "flexor.db").touch()
    assert main(["rekey", "key"]) == 1
    assert "64 hex digits" in capsys.readouterr().err


@pytest.mark.parametrize("port", ["65536", "99999", "-1", "http", ""])
def test_a_port_that_is_none_is_refused(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["sandbox", "--port", port])
    assert ended.value.code == 2
    assert "0 to 65535" in capsys.readouterr().err


def test_without_a_command_it_says_which_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    told = capsys.readouterr().err
    assert all(word in told for word in ("sandbox", "backup", "examples:", "exit codes"))


def test_a_reader_that_goes_is_no_fault() -> None:
    command = [sys.executable, "-m", "bot", "triage", "--questions"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:  # noqa: S603
        assert run.stdout is not None
        assert run.stderr is not None
        run.stdout.close()
        assert run.stderr.read() == b""
    assert run.returncode == 141


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT"])
def test_it_stops_where_the_loop_takes_no_signals(name: str) -> None:
    code = LOOP_WITHOUT_SIGNALS.format(name=name)
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, timeout=20)  # noqa: S603


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("after_s", [0.0, 1.0])
def test_a_first_process_takes_sigterm_from_the_beginning(after_s: float, tmp_path: Path) -> None:
    """The first process of a container starts as this one: signals are ignored, unless handled."""
    environment = os.environ | {
        "BOT_TOKEN": "123456789:" + "A" * 30,
        "DATABASE_KEY": "0f" * 32,
        "DATABASE_URL": f"sqlite:///{tmp_path}/a folder/flexor.db",
        "BOT_API_URL": "http://127.0.0.1:9",
    }
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "run"], cwd=ROOT, env=environment, stderr=subprocess.DEVNULL
    ) as bot:
        try:
            while not takes_sigterm(bot.pid):
                time.sleep(0.005)
            assert cpu_s(bot.pid) < 0.3, "before it loads anything that takes long"
            time.sleep(after_s)
            bot.terminate()
            assert bot.wait(timeout=30) == 0
        finally:
            bot.kill()


def takes_sigterm(pid: int) -> bool:
    status = Path(f"/proc/{pid}/status").read_text("ascii")
    caught = next(line for line in status.splitlines() if line.startswith("SigCgt"))
    return bool(int(caught.split()[1], 16) >> (signal.SIGTERM - 1) & 1)


def cpu_s(pid: int) -> float:
    user, system = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def test_search_says_what_it_would_ask_about() -> None:
    given = "chest pain right now\ngroin hurts when I land\nhow long do I ice it\n"
    lines = [json.loads(line) for line in flexor("search", "-", given=given).stdout.splitlines()]
    assert [(line["red_flag"], line["asks"]) for line in lines] == [
        (True, ["heart_or_lung"]),
        (False, ["pain_on_landing"]),
        (False, []),
    ]
    assert lines[2]["topics"][0]["topic"] == "ice"

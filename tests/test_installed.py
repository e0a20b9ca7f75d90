"""Installed by the book in new environments, and started by a user who may do next to nothing."""

import asyncio
import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from bot import app
from bot.sandbox import server
from bot.sandbox.clock import MovableClock
from bot.sandbox.start import populate
from bot.sandbox.telegram import Telegram
from tests.source import ROOT

UV = shutil.which("uv")
NOBODY = 65534
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(UV is None or sys.platform == "win32", reason="uv makes the environments"),
]


def done(*command: str | Path, **environment: str) -> str:
    """Run a command that must work; return what it printed."""
    ended = subprocess.run(  # noqa: S603
        [str(part) for part in command], env=os.environ | environment, cwd="/",
        capture_output=True, text=True, timeout=280, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of what is in the repository, in a folder with a blank in its name."""
    copy = tmp_path_factory.mktemp("a place") / "a checkout"
    copy.mkdir(parents=True)
    for name in ("bot", "content", "deploy"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, copy)
    return copy


def public_python() -> str:
    """Return a Python that every user may run: root's own may lie in a home that is closed."""
    return next((path for path in ("/usr/bin/python3",) if Path(path).exists()), sys.executable)


@pytest.fixture(scope="module")
def image(checkout: Path) -> Iterator[Path]:
    """Return what the Dockerfile's steps make, below a folder that anybody may read."""
    root = Path("/tmp") / f"flexor root {os.getpid()}"  # noqa: S108  # pytest's own is its user's alone
    root.mkdir(mode=0o755)
    python = root / "opt/bin/python"
    try:
        done("uv", "venv", "-q", "--python", public_python(), root / "opt")
        pinned = ("--require-hashes", "--only-binary", ":all:", "-r")
        install = ("uv", "pip", "install", "-q", "--compile-bytecode", "--python")
        done(*install, python, *pinned, checkout / "deploy/requirements.txt", UV_LINK_MODE="copy")
        done("uv", "venv", "-q", "--seed", "--python", public_python(), root / "build")
        done(*install, root / "build/bin/python", *pinned, checkout / "deploy/build.txt")
        done(root / "build/bin/pip", "wheel", "-q", "--no-cache-dir", "--no-deps",
             "--no-build-isolation", "--wheel-dir", root / "wheels", checkout)  # fmt: skip
        done(*install, python, "--no-deps", "--no-index", "--find-links", root / "wheels", "flexor")
        yield root
    finally:
        shutil.rmtree(root)


@contextlib.asynccontextmanager
async def telegram_served() -> AsyncIterator[dict[str, str]]:
    """Serve the pretended Telegram; give the settings of a bot there."""
    clock = MovableClock(app.wall_clock)
    telegram = Telegram(clock)
    populate(telegram)
    runner = await server.start(server.build(telegram, clock), 0)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    try:
        yield {
            "BOT_API_URL": f"http://127.0.0.1:{runner.addresses[0][1]}",
            "BOT_TOKEN": telegram.token,
            "DATABASE_KEY": "0f" * 32,
            "HTTP_PORT": str(port),
            "PATH": os.environ["PATH"],
        }
    finally:
        await runner.cleanup()


@contextlib.asynccontextmanager
async def running(
    flexor: Path, settings: dict[str, str], folder: Path, user: Mapping[str, Any] | None = None
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Start an installed bot, and give it when it is ready; it is ended where that fails."""
    how: dict[str, Any] = {"env": settings, "cwd": folder, **(user or {})}
    bot = await asyncio.create_subprocess_exec(flexor, "run", **how)
    try:
        for _ in range(150):
            asked = await asyncio.create_subprocess_exec(
                flexor, "ready", **how,
                stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
            )  # fmt: skip
            if await asked.wait() == 0:
                break
            await asyncio.sleep(0.2)
        else:
            pytest.fail("it was never ready")
        yield bot
    finally:
        if bot.returncode is None:
            bot.kill()
            await bot.wait()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="becomes another user")
async def test_what_the_image_holds_runs_as_nobody_and_stops_at_once(image: Path) -> None:
    state, home = image / "var lib", image / "home"
    state.mkdir()
    home.mkdir(mode=0o555)
    os.chown(state, NOBODY, NOBODY)
    flexor = image / "opt/bin/flexor"
    async with telegram_served() as settings:
        settings |= {"HOME": str(home), "DATABASE_URL": f"sqlite:///{state}/flexor.db"}
        nobody = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
        async with running(flexor, settings, home, nobody) as bot:
            bot.send_signal(signal.SIGTERM)
            assert await asyncio.wait_for(bot.wait(), 10) == 0
    assert (state / "flexor.db").stat().st_uid == NOBODY
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("version", ["3.11", "3.14"])
@pytest.mark.parametrize(
    "system",
    ["windows", "aarch64-apple-darwin", "x86_64-apple-darwin", "aarch64-unknown-linux-gnu"],
)
def test_no_system_needs_a_compiler(system: str, version: str, tmp_path: Path) -> None:
    done("uv", "--directory", ROOT, "pip", "compile", "-q", "pyproject.toml", "--extra", "postgres",
         "--python-platform", system, "--python-version", version, "--only-binary", ":all:",
         "-o", tmp_path / "requirements.txt")  # fmt: skip


def newer_pythons() -> list[str]:
    """Return a Python of each newer version that is here: in the path, or beside this one."""
    beside = Path(sys.base_prefix).parent.glob("*/bin/python3.*")
    named = (Path(folder).glob("python3.*") for folder in os.get_exec_path())
    found: dict[int, str] = {}
    for path in (*(each for folder in named for each in folder), *beside):
        minor = path.name.removeprefix("python3.")
        if minor.isdecimal() and int(minor) > sys.version_info.minor and "shims" not in path.parts:
            found[int(minor)] = str(path)
    return [found[minor] for minor in sorted(found)]


def test_it_installs_as_a_tool_with_its_content_and_under_no_common_name(
    checkout: Path, tmp_path: Path
) -> None:
    places = {"UV_TOOL_DIR": str(tmp_path / "tools"), "UV_TOOL_BIN_DIR": str(tmp_path / "a bin")}
    done("uv", "tool", "install", "-q", checkout, **places)
    flexor = tmp_path / "a bin/flexor"
    assert done(flexor, "--version").startswith("flexor 0.")
    assert '"topic": "ice"' in done(flexor, "search", "can I ice it")
    assert [path.name for path in (tmp_path / "a bin").iterdir()] == ["flexor"]


def test_pipx_installs_it_too(checkout: Path, tmp_path: Path) -> None:
    programs = tmp_path / "a bin"
    places = {"PIPX_HOME": str(tmp_path / "a home"), "PIPX_BIN_DIR": str(programs)}
    done(
        "uv",
        "tool",
        "run",
        "-q",
        "pipx",
        "install",
        "-q",
        "--python",
        sys.executable,
        checkout,
        **places,
    )
    assert done(programs / "flexor", "--version").startswith("flexor 0.")
    assert '"topic": "ice"' in done(programs / "flexor", "search", "can I ice it")
    assert [path.name for path in programs.iterdir()] == ["flexor"]


def test_a_system_that_refuses_pip_takes_the_readme_s_way(checkout: Path, tmp_path: Path) -> None:
    """As Debian's, Ubuntu's and Fedora's Python do (PEP 668)."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    base, system = Path(sys.base_prefix), tmp_path / "usr"
    unneeded = shutil.ignore_patterns("test", "site-packages", "__pycache__", "config-*", "*.a")
    library = base / "lib" / version
    if not (library / "ensurepip").is_dir() or base == Path("/usr"):
        pytest.skip("this Python is in parts: a copy of it would not run")
    shutil.copytree(library, system / "lib" / version, ignore=unneeded)
    (system / "bin").mkdir()
    python = system / "bin" / version
    shutil.copy(Path(sys.executable).resolve(), python)
    done(python, "-m", "ensurepip")
    managed = system / "lib" / version / "EXTERNALLY-MANAGED"
    managed.write_text("[externally-managed]\nError=Use apt.\n")
    pip = [str(python), "-m", "pip", "install", str(checkout)]
    refused = subprocess.run(pip, capture_output=True, text=True, check=False)  # noqa: S603
    assert refused.returncode != 0
    assert "externally-managed-environment" in refused.stderr
    done(python, "-m", "venv", tmp_path / "own")
    pinned = checkout / "deploy/requirements.txt"  # what they pin pip would fetch slowly
    done("uv", "pip", "install", "-q", "--python", tmp_path / "own/bin/python", "-r", pinned)
    done(tmp_path / "own/bin/pip", "install", "-q", "--no-compile", checkout)
    assert done(tmp_path / "own/bin/flexor", "--version").startswith("flexor 0.")


@pytest.mark.parametrize("newer", newer_pythons(), ids=lambda path: Path(path).name)
async def test_it_runs_under_each_newer_python(newer: str, checkout: Path, tmp_path: Path) -> None:
    done("uv", "venv", "-q", "--python", newer, tmp_path / "own")
    python = tmp_path / "own/bin/python"
    done("uv", "pip", "install", "-q", "--python", python, checkout)
    flexor = tmp_path / "own/bin/flexor"
    assert '"topic"' in done(flexor, "search", "quad strech")
    async with telegram_served() as settings:
        settings |= {"DATABASE_URL": f"sqlite:///{tmp_path}/flexor.db"}
        async with running(flexor, settings, tmp_path) as bot:
            bot.send_signal(signal.SIGTERM)
            assert await asyncio.wait_for(bot.wait(), 10) == 0

"""A PostgreSQL of the tests' own, in a temporary folder, for as long as the test run lasts."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import socket

_USER = "postgres"  # made by the package; a server refuses to run as root
_FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def programs() -> Path | None:
    """Return the folder of the newest server's programs, or None where there is no server."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[4]))
    if found:
        return found[-1].parent
    there = shutil.which("initdb")
    return Path(there).resolve().parent if there else None


@contextmanager
def running() -> Iterator[str]:
    """Run a cluster on loopback; give the address of its databases, to which a name is added."""
    folder = Path(tempfile.mkdtemp(prefix="flexor-postgres-"))
    if os.geteuid() == 0:
        shutil.chown(folder, _USER)
    port = free_port()
    options = f"-p {port} -c listen_addresses=127.0.0.1 -k {folder} {_FAST}"
    try:
        _do("initdb", "-D", str(folder / "data"), "-A", "trust", "-U", "flexor", "-E", "UTF8")
        _do("pg_ctl", "-D", str(folder / "data"), "-o", options, "-l", str(folder / "log"), "start")
        try:
            yield f"postgresql://flexor@127.0.0.1:{port}/"
        finally:
            _do("pg_ctl", "-D", str(folder / "data"), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


def _do(program: str, *arguments: str) -> None:
    folder = programs()
    assert folder is not None
    subprocess.run(  # noqa: S603
        [str(folder / program), *arguments],
        check=True,
        user=_USER if os.geteuid() == 0 else None,
        cwd="/",
        stdout=subprocess.DEVNULL,  # the server keeps it open
        stderr=subprocess.DEVNULL,
    )


def free_port() -> int:
    """Return a port of this machine that nobody uses."""
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

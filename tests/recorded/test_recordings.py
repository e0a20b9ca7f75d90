"""Hostile files: the process that reads them ends, soon and small, and the bot goes on."""

import asyncio
import gzip
import io
import os
import zipfile

import pytest

from bot.recorded.model import UnusableError
from bot.recorded.recordings import Recordings
from tests.recorded.files import BEGAN, fit, gpx, point, session, track

_LAUGHS = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(12))
LAUGHS = f'<!DOCTYPE gpx [<!ENTITY a0 "ha">{_LAUGHS}]><gpx>&a12;</gpx>'.encode()
STEALS = b'<!DOCTYPE gpx [<!ENTITY x SYSTEM "file:///etc/passwd">]><gpx>&x;</gpx>'


def bomb(megabytes: int) -> bytes:
    return gzip.compress(b"\0" * (megabytes << 20))


def zipped(content: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as written:
        written.writestr("run.gpx", content)
    return packed.getvalue()


def claims_millions() -> bytes:
    """Return a FIT file whose header promises four gigabytes."""
    whole = bytearray(fit(session()))
    whole[4:8] = b"\xff\xff\xff\xff"
    return bytes(whole)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (LAUGHS, "broken"),
        (STEALS, "broken"),
        (b"<gpx>" * 200_000, "broken"),
        (bomb(200), "large"),
        (zipped(b"\0" * (200 << 20)), "large"),
        (gzip.compress(bomb(200)), "broken"),
        (track(f"<trkseg>{point(48, 11, BEGAN.isoformat()) * 210_000}</trkseg>"), "large"),
        (b"<gpx>" + b"<a/>" * 1_000_000 + b"</gpx>", "empty"),
        (b'<gpx a="' + b"x" * (19 << 20) + b'"/>', "empty"),
        (claims_millions(), "broken"),
        (os.urandom(1 << 20), "broken"),
    ],
    ids=[
        "laughs", "steals", "deep", "gzip", "zip", "packed_twice", "points", "elements",
        "attribute", "header", "noise",
    ],
)  # fmt: skip
async def test_hostile_files_end_soon(content: bytes, why: str) -> None:
    with pytest.raises(UnusableError) as error:
        await Recordings().read(content)
    assert error.value.why == why


async def test_a_run_comes_back_while_the_loop_turns() -> None:
    recordings = Recordings()
    turns = 0
    reading = asyncio.gather(*(recordings.read(gpx(5000, 1800)) for _ in range(2)))
    while not reading.done():
        turns += 1
        await asyncio.sleep(0)
    assert all(run.metres > 4900 for run in await reading)
    assert turns > 100


async def test_what_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.recorded.recordings._MOST_S", 0.01)
    with pytest.raises(UnusableError) as error:
        await Recordings().read(gpx())
    assert error.value.why == "large"

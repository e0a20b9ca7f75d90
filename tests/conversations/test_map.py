"""CONTRIBUTING's map is true: its files are there, and a tap goes the way that it tells."""

import re
import sys
from types import FrameType

from tests.conversations.conftest import Chat
from tests.source import ROOT

MAP = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
STEP = re.compile(r"(\d+)\. `(bot/[a-z_/]+\.py)`")


def way(heading: str) -> list[str]:
    """Return the files of a way, in their order."""
    text = MAP.split(f"### {heading}\n")[1].split("\n#")[0]
    steps = STEP.findall(text)
    assert [int(number) for number, _ in steps] == list(range(1, len(steps) + 1))
    return [file for _, file in steps]


def test_every_file_of_the_map_is_there() -> None:
    assert not [f for f in re.findall(r"`(bot/[a-z_/]+\.py)`", MAP) if not (ROOT / f).is_file()]


def test_the_ways_are_short() -> None:
    assert len(way("The way of a tap")) <= 15
    assert len(way("The way of a due reminder")) <= 14


async def test_a_tap_goes_this_way(ana: Chat) -> None:
    await ana.say("/check")
    seen: dict[str, None] = {}

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            seen.setdefault(frame.f_code.co_filename.removeprefix(f"{ROOT}/"))

    sys.setprofile(note)  # of this thread: the database has one of its own
    try:
        await ana.tap("None of these")
    finally:
        sys.setprofile(None)
    told = {file for file in way("The way of a tap") if not file.startswith("bot/domain/")}
    assert told <= seen.keys()

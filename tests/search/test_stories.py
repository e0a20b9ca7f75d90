"""Long stories that were put aside while the signs were written, measured once and held there."""

import json
from pathlib import Path

import pytest

from bot.search.index import SearchIndex
from tests.conftest import FIGURES, Record

HANDS = Path(__file__).parent / "hands"
# The most that may be taken for a sign of today, or the least that must be, as measured.
MOST = {"harmless": 0.11, "wait": 0.30}
LEAST = {"grave": 0.98}


def _told(kind: str) -> list[str]:
    return (HANDS / f"aside_{kind}.txt").read_text().splitlines()


@pytest.mark.parametrize("kind", [*MOST, *LEAST])
def test_stories_are_told_apart(index: SearchIndex, record_property: Record, kind: str) -> None:
    stories = _told(kind)
    today = sum(index.find(text).red_flag is not None for text in stories)
    line = f"{kind}: {today} of {len(stories)} taken for today"
    record_property(FIGURES, ("stories put aside", [line]))
    assert LEAST.get(kind, 0) <= today / len(stories) <= MOST.get(kind, 1), line


def test_short_messages_put_aside_are_understood(index: SearchIndex) -> None:
    lines = (HANDS / "aside_short.jsonl").read_text().splitlines()
    right, named = [], []
    for message in map(json.loads, lines):
        hits = index.find(message["text"]).hits
        if "topics" in message:
            right.append(bool(hits) and hits[0].topic in message["topics"])
        else:
            named.append(not hits)
    assert sum(right) / len(right) >= 0.92
    assert sum(named) / len(named) >= 0.90

"""One threshold, one place: no sentence carries a number of its own that decides something."""

import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from bot.domain.diary.rules import zone_of
from bot.domain.plan.model import Zone
from bot.library import loading, sentences, thresholds
from bot.library.content import Content
from bot.library.thresholds import Threshold
from bot.pictures.cards import ZONES

EN = loading.CONTENT / "en"
ELSEWHERE = {
    "thresholds.toml", "sources.toml", "countries.toml", "search.toml", "red_flags.toml",
    "signoff.toml", "vignettes.toml",
}  # fmt: skip
# A number written out where these words stand is a second place for a threshold.
KINDS = {
    "pain": r"\d+ out of 10 or (?:less|more)|(?:over|above) \d+ out of 10|\d to \d out of 10",
    "red": r"(?:\d+ (?:to|or) )?\d+ days of rest|rest \d+ days|24 to 72 hours of rest",
    "first days": r"\b1 to 3 days\b",
    "no better": r"(?:no better|seen) (?:after|in) (?:about )?\d+ weeks",
    "longer run": r"more than \d+% longer|last \d+ days \(|longest of the last \d+ days",
    "gate": r"\b30 minutes of brisk|\b2 sets of 12\b|30 seconds on one leg",
    "green": r"\d (?:to|or) \d (?:green )?sessions|at least \d green",
    "ice": r"\b10 to 15 minutes\b|never over 20|limit is 20|20 is the limit",
    "level": r"\blevel 8\b",
    "light week": r"lighter week every \d",
    "pregnancy": r"from week \d+ on|pregnancy from week \d",
}


@pytest.fixture(scope="module")
def content() -> Content:
    return loading.load()


def test_no_sentence_carries_a_threshold_of_its_own() -> None:
    found = [
        f"{path.name}: {kind}: {text}"
        for path in sorted(EN.rglob("*.toml"))
        if path.name not in ELSEWHERE or path.parent != EN
        for text in _said(tomllib.loads(path.read_text("utf-8")))
        for kind, pattern in KINDS.items()
        if re.search(pattern, text, re.IGNORECASE)
    ]
    assert not found, "\n".join(found)


def test_every_threshold_is_said_or_ruled_by(content: Content) -> None:
    written = "".join(path.read_text("utf-8") for path in EN.rglob("*.toml"))
    unsaid = {name for name in content.thresholds if f"{{{name}}}" not in written}
    assert unsaid <= RULED


RULED: set[str] = {"start_strong"}


def test_a_gap_that_nothing_fills_is_refused() -> None:
    assert list(sentences.faults({"text": "At {clam} out of 10."})) == [
        "nothing fills {clam} in: At {clam} out of 10."
    ]


@pytest.mark.parametrize("number", ["999", "112", "911"])
def test_the_number_of_a_few_countries_is_refused_in_a_sentence(number: str) -> None:
    assert list(sentences.faults({"text": f"Call {number} now."}))
    assert not list(sentences.faults({"search": {"words": [number]}}))


def test_a_number_of_the_rules_that_the_content_does_not_share_is_named(content: Content) -> None:
    found = thresholds.faults(content.thresholds, {"calm": 3, "other": 1})
    assert list(found) == [
        "thresholds.toml: threshold calm: is 2, the rules have 3",
        "thresholds.toml: threshold other: is missing",
    ]


def test_the_rules_go_by_the_numbers_that_are_said(content: Content) -> None:
    at = thresholds.values(content.thresholds)
    zones = [zone_of(pain) for pain in range(11)]
    assert zones.count(Zone.GREEN) == at["calm"] + 1
    assert zones.index(Zone.AMBER) == at["amber_from"]
    assert zones.index(Zone.RED) == at["amber_to"] + 1
    assert list(thresholds.faults(content.thresholds, thresholds.IN_RULES)) == []
    stops = {topic.movement.stop_at for topic in content.topics.values() if topic.movement}
    assert stops == {at["exercise_most"], at["hold_most"], at["run_most"]}


def test_pictures_say_the_same_numbers(content: Content) -> None:
    at = thresholds.values(content.thresholds)
    zones = f"0 to {at['calm']} go on, {at['amber_from']} to {at['amber_to']} do less, over"
    assert zones in content.picture("pain_zones").alt
    assert [words for _, words, *_ in ZONES] == [
        f"0 to {at['calm']}",
        f"{at['amber_from']} to {at['amber_to']}",
        f"over {at['amber_to']}",
    ]
    ice = f"{at['ice_least']} to {at['ice_most']} minutes, at most {at['ice_limit']}"
    assert ice in content.picture("ice").alt


def test_another_value_changes_every_sentence() -> None:
    calm = Threshold(id="calm", value=1, text="-", sources=("judgement",), review="unreviewed")
    said = {"one": "At {calm} out of 10", "two": ["over {calm}", "{emergency}"]}
    filled = sentences.filled(said, thresholds.values({"calm": calm}))
    assert filled == {"one": "At 1 out of 10", "two": ["over 1", "{emergency}"]}


def _said(value: Any) -> Iterator[str]:
    """Yield every sentence; a quiz's wrong answers may say what they like."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        options = value.get("options", []) if "key" in value else []
        right = [
            text for text, letter in zip(options, "abcde", strict=False) if letter in value["key"]
        ]
        for name, held in value.items():
            if name == "options" and "key" in value:
                yield from right
            elif name not in {"search", "pose"}:
                yield from _said(held)
    elif isinstance(value, list):
        for held in value:
            yield from _said(held)

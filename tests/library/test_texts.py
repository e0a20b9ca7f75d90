"""What every text has to keep to: cautions, plain words, and nothing that holds in one country."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel

from bot.library import loading
from bot.library.content import Content
from tests.source import ROOT

ONE_COUNTRY = re.compile(r"\b(?:GP|A&E|NHS 111|minor injur\w+|maternity triage|urgent care)\b")
PULLED = ("quad_stretch", "side_lying_quad_stretch", "kneeling_stretch", "standing_stretch")


@pytest.fixture(scope="module")
def content() -> Content:
    return loading.load()


def texts(value: Any) -> Iterator[str]:
    """Yield every sentence of records, but for how people search."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, BaseModel):
        for name, held in value:
            if name not in {"search", "movement", "sources"}:
                yield from texts(held)
    elif isinstance(value, tuple):
        for held in value:
            yield from texts(held)


def test_whoever_lies_on_the_back_is_told_until_when_in_pregnancy(content: Content) -> None:
    lying = [t for t in content.topics.values() if any("Lie on your back" in s for s in t.steps)]
    assert len(lying) >= 5
    for topic in lying:
        assert any("Pregnancy from week 16" in each for each in topic.not_for), topic.id


def test_no_stretch_comes_too_soon_after_a_pull(content: Content) -> None:
    stretches = [topic for topic in content.topics.values() if topic.id in PULLED]
    assert stretches
    for topic in stretches:
        assert any("first 7 days after a sudden pull" in each for each in topic.not_for), topic.id


def test_no_sentence_leans_on_one_countrys_health_service(content: Content) -> None:
    said = [
        *(text for topic in content.written["topics"].values() for text in texts(topic)),
        *(tip.text for tip in content.written["tips"].values()),
        *(phrase.text for phrase in content.written["phrases"].values()),
        *(item.explanation for item in content.written["quiz"].values()),
    ]
    assert [text for text in said if ONE_COUNTRY.search(text)] == []


def test_no_gap_is_left_in_any_country(content: Content) -> None:
    for country in content.countries:
        there = content.at(country)
        for topic in there.topics.values():
            assert not any("{emergency}" in text or "{advice}" in text for text in texts(topic))


def test_the_tests_that_the_hazard_log_names_are_there() -> None:
    safety = (ROOT / "docs" / "safety.md").read_text("utf-8")
    named = set(re.findall(r"`(tests/[a-z_/]+(?:\.py)?)`", safety))
    assert named
    assert [each for each in sorted(named) if not (ROOT / each).exists()] == []


def test_every_source_has_a_link_but_our_own_words(content: Content) -> None:
    without = {source.id for source in content.sources.values() if not source.url}
    assert without == {"judgement", "general_knowledge"}

"""What every text has to keep to: cautions, plain words, and nothing that holds in one country."""

import re
import shutil
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from bot.library import loading
from bot.library.content import Content
from bot.problems import ContentError
from tests.library.reading import grade
from tests.library.rooms import said
from tests.source import ROOT

ONE_COUNTRY = re.compile(r"\b(?:GP|A&E|NHS 111|minor injur\w+|maternity triage|urgent care)\b")
GRADE = 8  # of school: what most grown-ups read without effort
LEAST_WORDS = 15  # of fewer the measure says nothing
REVIEWED = {
    "triage.toml": {"question", "rule", "cause", "outcome"},
    "red_flags.toml": {"sign", "figure", "cue"},
    "countries.toml": {"country"},
}
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


def test_each_hazard_is_held_by_tests_that_are_there() -> None:
    log = (ROOT / "docs" / "safety.md").read_text("utf-8").split("## Hazard log")[1]
    hazards = re.findall(r"^\| (\d+) \|.*\| (.*) \|$", log.split("\n## ")[0], re.MULTILINE)
    assert [int(number) for number, _ in hazards] == list(range(1, len(hazards) + 1))
    for number, held_by in hazards:
        named = re.findall(r"`(tests/[a-z_/]+(?:\.py)?)`", held_by)
        found = [path for path in named if (ROOT / path).exists()]
        assert named == found, number
        assert found or "vignettes" in held_by, number


def test_what_can_harm_says_who_must_not_use_it(content: Content) -> None:
    for name in ("ice", "foam_rolling", "massage", "pain_medicine", "injections", "stretching"):
        assert len(content.topics[name].not_for) > 1, name
    dose = re.compile(r"\b\d+ ?(?:mg|milligrams|tablets|pills)\b")
    assert [each for each in said(content) if dose.search(each.text)] == []


def test_every_source_has_a_link_but_our_own_words(content: Content) -> None:
    without = {source.id for source in content.sources.values() if not source.url}
    assert without == {"judgement", "general_knowledge"}


def test_every_source_is_cited_or_explains_a_measure(content: Content) -> None:
    written = "".join(
        path.read_text("utf-8")
        for path in (loading.CONTENT / "en").rglob("*.toml")
        if path.name != "sources.toml"
    )
    unused = {name for name in content.sources if f'"{name}"' not in written}
    assert unused == {"kopka2023"}  # what `flexor evaluate` measures by


def test_nothing_is_harder_to_read_than_it_needs_to_be(content: Content) -> None:
    records = defaultdict(list)
    for each in said(content):
        records[each.room, each.record].append(each.text)
    texts_of = {name: ". ".join(parts) for name, parts in records.items()}
    graded = {
        name: round(grade(text), 1)
        for name, text in texts_of.items()
        if len(text.split()) >= LEAST_WORDS
    }
    assert len(graded) > 300
    assert {name: found for name, found in graded.items() if found > GRADE} == {}


def test_the_measure_tells_plain_words_from_hard_ones() -> None:
    assert grade("Walk for ten minutes. Stop if it hurts.") < 3
    assert grade("Prospective investigations demonstrate inconsistent associations.") > 15


@pytest.mark.parametrize("file", REVIEWED)
def test_every_record_of_the_check_signs_and_countries_has_a_review_state(file: str) -> None:
    document = tomllib.loads((loading.CONTENT / "en" / file).read_text("utf-8"))
    for table in REVIEWED[file]:
        assert document[table]
        assert [record["id"] for record in document[table] if not record.get("review")] == []


@pytest.mark.parametrize("left_out", ["sources", "review"])
def test_content_with_a_rule_without_its_grounds_is_refused_by_name(
    tmp_path: Path, left_out: str
) -> None:
    shutil.copytree(loading.CONTENT, tmp_path / "content")
    triage = tmp_path / "content" / "en" / "triage.toml"
    before, rule = triage.read_text("utf-8").split('[[rule]]\nid = "limp"\n')
    rule = re.sub(rf"^{left_out} = .*\n", "", rule, count=1, flags=re.MULTILINE)
    triage.write_text(f'{before}[[rule]]\nid = "limp"\n{rule}', "utf-8")
    with pytest.raises(ContentError) as refused:
        loading.load(tmp_path / "content")
    assert any("limp" in each and left_out in each for each in refused.value.problems)

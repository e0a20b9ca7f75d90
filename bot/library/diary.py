"""The diary's content as it stands in TOML, and what must fit together in it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, Field
from whenever import Date

from bot.domain.check.model import Answers, QuestionSet, Urgency
from bot.domain.check.rules import assess, problem
from bot.domain.diary.model import (
    PEAK,
    POINTS,
    QUESTIONS,
    REASONS,
    WORST,
    Compared,
    Entry,
    Reason,
    ReopenRule,
    Sign,
)
from bot.domain.diary.rules import STRONG
from bot.domain.diary.trends import filled_in, ticked
from bot.domain.plan.model import Zone
from bot.library.topics import Id, Phrase, Review, words

Level = Literal["self_care", "clinician_soon", "urgent_same_day", "emergency"]
Sources = Annotated[tuple[str, ...], Field(min_length=1)]
_PHRASES = frozenset(
    {
        "red_sign", "tomorrow", "unanswered",
        "worse_once", "longer", "how_long", "how_long_amber", "how_long_plan", "no_runs",
        "no_run_now", "no_run_today", "run_later", "ran_early",
        "impact_none", "impact_some", "impact_substantial", "impact_about",
    }
)  # fmt: skip
_FILE = "diary.toml"
_SIGN_WORDS: Mapping[Sign, str] = {
    "limp": "a limp",
    "night": "night pain",
    "landing": "deep pain on landing",
}


class ZoneRecord(BaseModel, frozen=True, extra="forbid"):
    """What a zone means: under a plan, without one, for today, and once the morning is over.

    After a session `session` and `session_today`, where there are any, stand for the first three.
    """

    id: Literal["green", "amber", "red"]
    planned: Annotated[str, words(60)]
    alone: Annotated[str, words(60)]
    today: Annotated[str, words(200)]
    verdict: Annotated[str, words(100)]
    session: Annotated[str, Field(max_length=60)] = ""
    session_today: Annotated[str, Field(max_length=200)] = ""
    sources: Sources
    review: Review


class ReopenRecord(BaseModel, frozen=True, extra="forbid"):
    """Why the diary opens the check again, and what it fills in or ticks there."""

    id: Id
    when: Reason
    sentence: Annotated[str, words(120)]
    answers: dict[str, tuple[str, ...]] = {}
    ticks: dict[str, tuple[str, ...]] = {}
    urgency: Level
    sources: Sources
    review: Review

    def build(self) -> ReopenRule:
        """Return it as the diary takes it."""
        return ReopenRule(
            id=self.id,
            when=self.when,
            urgency=Urgency[self.urgency.upper()],
            sentence=self.sentence,
            answers=self.answers,
            ticks=self.ticks,
            sources=self.sources,
        )


class CalmRecord(BaseModel, frozen=True, extra="forbid"):
    """A whole check's answers with nothing grave in them."""

    id: Id
    answers: dict[str, frozenset[str]]
    sources: Sources
    review: Review


class ImpactRecord(BaseModel, frozen=True, extra="forbid"):
    """One question of the weekly score; the options from the best to the worst."""

    id: Id
    text: Annotated[str, words(120)]
    options: Annotated[
        tuple[Annotated[str, words(34)], ...],
        Field(min_length=len(POINTS), max_length=len(POINTS)),
    ]
    sources: Sources
    review: Review


@dataclass(frozen=True, slots=True)
class Wording:
    """All that the diary says and a clinician signs off."""

    zones: Mapping[str, ZoneRecord]
    phrases: Mapping[str, Phrase]
    reopenings: tuple[ReopenRule, ...]
    questions: tuple[ImpactRecord, ...]
    calm: Answers

    def text(self, phrase_id: str) -> str:
        """Return a sentence."""
        return self.phrases[phrase_id].text

    def zone(self, zone: Zone) -> ZoneRecord:
        """Return what a zone means."""
        return self.zones[zone.name.lower()]

    def cited(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield each record's name and its sources."""
        every: Iterable[ZoneRecord | Phrase | ReopenRule | ImpactRecord] = (
            *self.zones.values(),
            *self.phrases.values(),
            *self.reopenings,
            *self.questions,
        )
        yield from ((f"{_FILE}: {record.id}", record.sources) for record in every)

    def faults(self, triage: QuestionSet) -> Iterator[str]:
        """Yield what is missing or does not fit, in words, naming ids."""
        for name in sorted(_PHRASES - self.phrases.keys()):
            yield f"{_FILE}: phrase {name}: is missing"
        for zone in Zone:
            if zone.name.lower() not in self.zones:
                yield f"{_FILE}: zone {zone.name.lower()}: is missing"
        if tuple(question.id for question in self.questions) != QUESTIONS:
            yield f"{_FILE}: questions must be {', '.join(QUESTIONS)}, in this order"
        for reason in REASONS:
            times = sum(record.when == reason for record in self.reopenings)
            if times != 1:
                yield f"{_FILE}: reopen: {reason} must stand there once, not {times} times"
        if fault := problem(triage, self.calm):
            yield f"{_FILE}: calm: {fault}"
        elif (level := assess(triage, self.calm).urgency) is not Urgency.SELF_CARE:
            yield f"{_FILE}: calm: the check says {level.name.lower()}"
        for record in self.reopenings:
            faults = [*_unfit(record, triage)] or [*self._too_mild(record, triage)]
            yield from (f"{_FILE}: reopen {record.id}: {fault}" for fault in faults)

    def _too_mild(self, record: ReopenRule, triage: QuestionSet) -> Iterator[str]:
        """Yield where the check would say another urgency of what is noted, all else being calm."""
        pain = STRONG if record.when == "strong" else STRONG - 2
        known = {**filled_in([record], pain), **ticked([record])}
        level = assess(triage, {**self.calm, **known}).urgency
        if record.when == "sign":  # in words, of which the check knows nothing yet
            level = Urgency.URGENT_SAME_DAY
        if record.urgency is not level:
            yield f"urgency is {record.urgency.name.lower()}, the check says {level.name.lower()}"


def what(noted: Entry) -> str:
    """Return the pain and the signs of an entry in words, empty where none was noted."""
    signs = [words for sign, words in _SIGN_WORDS.items() if getattr(noted, sign)]
    signs += ["a warning sign in your note"] if noted.sign else []
    listed = " and ".join(signs)
    if noted.peak is None:
        return listed
    return f"{noted.peak} of 10" + (f", with {listed}" if signs else "")


def because(noted: Entry, today: Date) -> str:
    """Return a sentence that says which entry was red, and why."""
    day = {today: "Today", today.subtract(days=1): "Yesterday"}.get(noted.on)
    whose = f"{day or noted.on.format('EEEE')}'s {noted.effort.value if noted.effort else 'pain'}"
    worse = ", worse the next morning" if noted.compared is Compared.WORSE else ""
    verb = "came with" if noted.peak is None else "was"
    return f"{whose} {verb} {what(noted)}{worse}."


def _unfit(record: ReopenRule, triage: QuestionSet) -> Iterator[str]:
    known = {question.id: question for question in triage.questions}
    for name, options in (*record.answers.items(), *record.ticks.items()):
        question = known.get(name)
        if question is None:
            yield f"the check has no question {name}"
            continue
        scale = [str(pain) for pain in range(WORST + 1)]
        wanted = {o for option in options for o in (scale if option == PEAK else [option])}
        for option in sorted(wanted - question.option_ids):
            yield f"question {name} has no option {option}"
        if (question.kind == "many") != (name in record.ticks):
            yield f"question {name}: one answer is filled in, several are ticked"
        if len(options) != 1 and question.kind == "one":
            yield f"question {name} takes one option"

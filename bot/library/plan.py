"""The plan's content as it stands in TOML, and what must fit together in it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, Field

from bot.domain.check.model import QuestionSet
from bot.domain.check.work_holds import NotedSign
from bot.domain.plan.days import WHYS
from bot.domain.plan.making import STARTS
from bot.domain.plan.model import TOP_LEVEL, TOP_STAGE, GateItem, Workout
from bot.domain.plan.model_cue import CuePart
from bot.domain.plan.rules_cue import MINUTE_S, joined
from bot.domain.plan.work import LOWERED
from bot.library.topics import Id, Phrase, Review, Topic, words

Sources = Annotated[tuple[str, ...], Field(min_length=1)]
_MOST_EXERCISES = 4
_LEAST_EXERCISES = 2
WALK_MINUTES = 5  # before a run and after it
_SAID = frozenset(
    {
        "light_week", "stop_line", "stop_sharp", "too_sore", "stop_run", "spaced_runs",
        "spaced_sessions", "how_it_works", "questions", "quiet", "ahead", "race_enough",
        "race_close", "race_short", "race_longer", "only_if",
    }
)  # fmt: skip
"""Sentences that the plan's screens say; the others stand beside the rules that choose them."""


class Gate(BaseModel, frozen=True, extra="forbid"):
    """One question before running; `bone` ones only where the check names bone."""

    id: Id
    text: Annotated[str, words(140)]
    hint: Annotated[str, Field(max_length=140)] = ""
    no: Annotated[str, words(140)]
    bone: bool = False
    sources: Sources
    review: Review


class Stop(BaseModel, frozen=True, extra="forbid"):
    """A sign that ends a session, its button, and what it fills in in the check."""

    id: Id
    button: Annotated[str, words(30)]
    sentence: Annotated[str, words(100)]
    answers: Mapping[Id, tuple[Id, ...]] = {}
    ticks: Mapping[Id, tuple[Id, ...]] = {}
    sources: Sources
    review: Review

    @property
    def sign(self) -> NotedSign:
        """Return the sign as it is held and filled in."""
        answers, ticks = (
            {question: frozenset(options) for question, options in given.items()}
            for given in (self.answers, self.ticks)
        )
        return NotedSign(self.id, answers, ticks)


class Stage(BaseModel, frozen=True, extra="forbid"):
    """One of the four stages."""

    id: Id
    title: Annotated[str, words(24)]
    text: Annotated[str, words(100)]
    sources: Sources
    review: Review


class Level(BaseModel, frozen=True, extra="forbid"):
    """One walk-run level; minutes, between two walks of five."""

    id: Id
    run: Annotated[int, Field(ge=1, le=60)]
    walk: Annotated[int, Field(ge=0, le=10)] = 0
    times: Annotated[int, Field(ge=1, le=10)] = 1
    text: Annotated[str, words(44)]
    more: Annotated[str, Field(max_length=200)] = ""
    sources: Sources
    review: Review

    @property
    def run_minutes(self) -> int:
        """Return the minutes that are run."""
        return self.run * self.times

    @property
    def whole_minutes(self) -> int:
        """Return the minutes from the first step to the last."""
        return 2 * WALK_MINUTES + (self.run + self.walk) * self.times

    @property
    def parts(self) -> tuple[CuePart, ...]:
        """Return what a run is made of, from the first step to the last."""
        around = CuePart("walk", WALK_MINUTES * MINUTE_S)
        middle = (CuePart("run", self.run * MINUTE_S), CuePart("walk", self.walk * MINUTE_S))
        every = (around, *(middle if self.walk else middle[:1]) * self.times, around)
        return joined(every)


class WorkoutRecord(BaseModel, frozen=True, extra="forbid"):
    """The exercises of one session; a `quiet` one is for those whom somebody is to see first."""

    id: Id
    quiet: bool = False
    stage: Annotated[int, Field(ge=0, le=TOP_STAGE)]
    exercises: Annotated[
        tuple[Id, ...], Field(min_length=_LEAST_EXERCISES, max_length=_MOST_EXERCISES)
    ]
    sources: Sources
    review: Review


@dataclass(frozen=True, slots=True)
class Programme:
    """All that the plan says and prescribes; `stages` from 0, `levels` from 1."""

    phrases: Mapping[str, Phrase]
    gate: tuple[Gate, ...]
    stops: tuple[Stop, ...]
    stages: tuple[Stage, ...]
    levels: tuple[Level, ...]
    records: tuple[WorkoutRecord, ...]

    @property
    def workouts(self) -> tuple[Workout, ...]:
        """Return the sessions as the rules take them."""
        return tuple(Workout(r.id, r.stage, r.exercises, r.quiet) for r in self.records)

    @property
    def quiet(self) -> Workout:
        """Return the exercises for those whom somebody is to see first."""
        return next(workout for workout in self.workouts if workout.quiet)

    @property
    def gate_items(self) -> tuple[GateItem, ...]:
        """Return the questions before running as the rules take them."""
        return tuple(GateItem(item.id, item.bone) for item in self.gate)

    def gate_item(self, item_id: str) -> Gate:
        """Return one question before running."""
        return next(item for item in self.gate if item.id == item_id)

    def text(self, phrase_id: str) -> str:
        """Return a sentence."""
        return self.phrases[phrase_id].text

    def level(self, number: int) -> Level:
        """Return a walk-run level, from 1."""
        return self.levels[number - 1]

    def cited(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield each record's name and its sources."""
        every: Iterable[Phrase | Gate | Stop | Stage | Level | WorkoutRecord] = (
            *self.phrases.values(),
            *self.gate,
            *self.stops,
            *self.stages,
            *self.levels,
            *self.records,
        )
        yield from ((f"plan.toml: {record.id}", record.sources) for record in every)

    def unasked(self, triage: QuestionSet) -> Iterator[str]:
        """Yield what a sign fills in and the check does not ask, in words, naming ids."""
        asked = {question.id: question.option_ids for question in triage.questions}
        for stop in self.stops:
            for question, options in (*stop.answers.items(), *stop.ticks.items()):
                for option in sorted(set(options) - asked.get(question, frozenset())):
                    yield f"plan.toml: stop {stop.id}: the check has no answer {question}.{option}"

    def faults(self, topics: Mapping[str, Topic]) -> Iterator[str]:
        """Yield what is missing or does not fit, in words, naming ids."""
        yield from (
            f"plan.toml: phrase {name}: is missing"
            for name in sorted((WHYS | STARTS | LOWERED | _SAID) - self.phrases.keys())
        )
        for table, found, most in (
            ("stage", self.stages, [f"stage_{n}" for n in range(TOP_STAGE + 1)]),
            ("level", self.levels, [f"level_{n}" for n in range(1, TOP_LEVEL + 1)]),
        ):
            if [record.id for record in found] != most:
                yield f"plan.toml: {table}s must be {', '.join(most)}, in this order"
        if sum(record.quiet for record in self.records) != 1:
            yield "plan.toml: exactly one workout must be quiet"
        for stage in range(TOP_STAGE + 1):
            if stage not in {record.stage for record in self.records if not record.quiet}:
                yield f"plan.toml: stage_{stage}: there is no workout for it"
        for record in self.records:
            yield from (f"plan.toml: workout {record.id}: {f}" for f in _unfit(record, topics))


def _unfit(record: WorkoutRecord, topics: Mapping[str, Topic]) -> Iterator[str]:
    for name in record.exercises:
        topic = topics.get(name)
        if topic is None:
            yield f"there is no topic {name}"
        elif topic.movement is None:
            yield f"{name} is not an exercise"
        elif topic.movement.stage > record.stage:
            yield f"{name} belongs to stage {topic.movement.stage}"
        else:
            easier = topics.get(topic.easier.topic or "") if topic.easier else None
            if easier and easier.movement and easier.movement.stage > topic.movement.stage:
                yield f"{easier.id} is not easier than {name}: it belongs to a later stage"

"""Reads the files of `content/`; bad content is refused with file and id."""

from collections.abc import Mapping
from pathlib import Path

from bot.domain.check.model import QuestionSet
from bot.domain.quiz.model import Item
from bot.library.check import (
    CauseRecord,
    FormerRecord,
    OutcomeRecord,
    QuestionRecord,
    RuleRecord,
)
from bot.library.check_faults import faults
from bot.library.content import Content
from bot.library.diary import CalmRecord, ImpactRecord, ReopenRecord, Wording, ZoneRecord
from bot.library.plan import Gate, Level, Programme, Stage, Stop, WorkoutRecord
from bot.library.quiz import ItemRecord
from bot.library.references import loose_ends
from bot.library.search import (
    ConceptRecord,
    CueRecord,
    FigureRecord,
    FindingRecord,
    SignRecord,
    ToldRecord,
    Writing,
)
from bot.library.shelf import Shelf
from bot.library.spoken import Spoken
from bot.library.spoken import read as read_spoken
from bot.library.thresholds import Threshold, values
from bot.library.tips import TipRecord
from bot.library.topics import Country, Phrase, Signed, Source, Topic
from bot.pictures.gallery import Gallery
from bot.problems import ContentError
from bot.search.index import Language
from bot.search.red_flags import Signs
from bot.search.stories import Stories

CONTENT = Path(__file__).resolve().parents[2] / "content"


def load(folder: Path = CONTENT, language: str = "en") -> Content:
    """Read and check the content of a language; ContentError names every problem."""
    shelf = Shelf(folder / language)
    thresholds = shelf.read("thresholds.toml", "threshold", Threshold)
    shelf.values = values(thresholds)
    sources = shelf.read("sources.toml", "source", Source)
    topics = shelf.read("topics/*.toml", "topic", Topic)
    topics |= shelf.read("exercises/*.toml", "topic", Topic)
    triage = _triage(shelf)
    content = Content(
        topics=topics,
        sources=sources,
        phrases=shelf.read("phrases.toml", "phrase", Phrase),
        countries=shelf.read("countries.toml", "country", Country),
        thresholds=thresholds,
        triage=triage,
        findings=shelf.read("search.toml", "topic", FindingRecord),
        signs=_signs(shelf),
        writing=_writing(shelf, triage),
        examples=tuple(shelf.examples("messages/*.jsonl")),
        gallery=_gallery(topics, triage),
        plan=_plan(shelf),
        quiz=_quiz(shelf),
        reminders=shelf.read("reminders.toml", "phrase", Phrase),
        diary=_diary(shelf),
        tips=shelf.read("tips.toml", "tip", TipRecord),
        spoken=_spoken(folder, shelf, language),
        signed=shelf.read("signoff.toml", "signed", Signed),
    )
    shelf.problems += loose_ends(content)
    if shelf.problems:
        raise ContentError(*shelf.problems)
    return content.at(None)


def _spoken(folder: Path, own: Shelf, language: str) -> Mapping[str, Spoken]:
    """Read what is said in every language that has a folder."""
    shelves = {path.name: Shelf(path) for path in sorted(folder.iterdir()) if path.is_dir()}
    found = {
        spoken.said.id: spoken
        for name, shelf in {**shelves, language: own}.items()
        for spoken in read_spoken(shelf, name)
    }
    for name, shelf in shelves.items():
        own.problems += [f"{name}/{problem}" for problem in shelf.problems]
    return found


def _gallery(topics: Mapping[str, Topic], triage: QuestionSet) -> Gallery:
    """Return the pictures of the exercises, and of where it may hurt as the check asks it."""
    poses = {topic.id: topic.movement.pose for topic in topics.values() if topic.movement}
    places = {
        option.id: option.text
        for question in triage.questions
        if question.is_mapped
        for option in question.options
    }
    return Gallery(poses, places)


def _triage(shelf: Shelf) -> QuestionSet:
    file = "triage.toml"
    outcomes = [r.build() for r in shelf.read(file, "outcome", OutcomeRecord).values()]
    found = QuestionSet(
        questions=tuple(r.build() for r in shelf.read(file, "question", QuestionRecord).values()),
        rules=tuple(r.build() for r in shelf.read(file, "rule", RuleRecord).values()),
        causes=tuple(r.build() for r in shelf.read(file, "cause", CauseRecord).values()),
        outcomes={outcome.urgency: outcome for outcome in outcomes if not outcome.when},
        special=tuple(outcome for outcome in outcomes if outcome.when),
        former=dict(r.build() for r in shelf.read(file, "former", FormerRecord).values()),
    )
    if not shelf.problems:
        shelf.problems += [f"{file}: {fault}" for fault in faults(found)]
    return found


def _signs(shelf: Shelf) -> Signs:
    file = "red_flags.toml"
    return Signs(
        concepts=tuple(r.build() for r in shelf.read(file, "concept", ConceptRecord).values()),
        figures=tuple(r.build() for r in shelf.read(file, "figure", FigureRecord).values()),
        cues=tuple(r.build() for r in shelf.read(file, "cue", CueRecord).values()),
        flags=tuple(r.build() for r in shelf.read(file, "sign", SignRecord).values()),
    )


def _plan(shelf: Shelf) -> Programme:
    file = "plan.toml"
    return Programme(
        phrases=shelf.read(file, "phrase", Phrase),
        gate=tuple(shelf.read(file, "gate", Gate).values()),
        stops=tuple(shelf.read(file, "stop", Stop).values()),
        stages=tuple(shelf.read(file, "stage", Stage).values()),
        levels=tuple(shelf.read(file, "level", Level).values()),
        records=tuple(shelf.read(file, "workout", WorkoutRecord).values()),
    )


def _diary(shelf: Shelf) -> Wording:
    file = "diary.toml"
    calm = next(iter(shelf.read(file, "calm", CalmRecord).values()), None)
    return Wording(
        zones=shelf.read(file, "zone", ZoneRecord),
        phrases=shelf.read(file, "phrase", Phrase),
        reopenings=tuple(r.build() for r in shelf.read(file, "reopen", ReopenRecord).values()),
        questions=tuple(shelf.read(file, "question", ImpactRecord).values()),
        calm=calm.answers if calm else {},
    )


def _quiz(shelf: Shelf) -> Mapping[str, Item]:
    """Read the bank; the basics come first, for that is the order in which new questions come."""
    basics = shelf.read("quiz/basics.toml", "question", ItemRecord)
    every = basics | shelf.read("quiz/*.toml", "question", ItemRecord)
    return {record.id: record.build() for record in every.values()}


def _writing(shelf: Shelf, triage: QuestionSet) -> Language:
    file = "search.toml"
    concepts = shelf.read(file, "concept", ConceptRecord).values()
    words = shelf.whole(file, Writing) or Writing(written={}, plain="", stop="")
    return Language(
        written=words.written,
        plain=frozenset(words.plain.split()),
        stop=frozenset(words.stop.split()),
        concepts=tuple(record.build() for record in concepts),
        stories=_stories(shelf, triage),
    )


def _stories(shelf: Shelf, triage: QuestionSet) -> Stories:
    file = "told.toml"
    return Stories(
        concepts=tuple(r.build() for r in shelf.read(file, "concept", ConceptRecord).values()),
        answers=tuple(
            answer
            for record in shelf.read(file, "told", ToldRecord).values()
            for answer in record.build()
        ),
        single=frozenset(q.id for q in triage.questions if q.kind == "one"),
    )

"""Reads `content/` into domain objects; bad content is refused with file and id."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.chat.markup import Markup, fill, lines
from bot.chat.screen import Picture
from bot.domain.check.rules import QuestionSet, Urgency
from bot.domain.quiz.rules import Item
from bot.features.check.screens_map import MAPPED
from bot.library.check import CauseRecord, OutcomeRecord, QuestionRecord, RuleRecord
from bot.library.check_faults import faults
from bot.library.diary import ImpactRecord, ReopenRecord, Wording, ZoneRecord
from bot.library.plan import Gate, Level, Programme, Stage, WorkoutRecord
from bot.library.quiz import ItemRecord
from bot.library.references import loose_ends
from bot.library.search import (
    ConceptRecord,
    CueRecord,
    FigureRecord,
    FindingRecord,
    SignRecord,
    Writing,
)
from bot.library.shelf import Shelf
from bot.library.tips import TipRecord
from bot.library.topics import Country, Phrase, Source, Topic
from bot.pictures.gallery import Gallery
from bot.problems import ContentError
from bot.search.index import Language, SearchIndex
from bot.search.likeness import Example, Likeness
from bot.search.red_flags import Signs
from bot.search.search import Search

CONTENT = Path(__file__).resolve().parents[2] / "content"


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that the bot knows, in one language."""

    topics: Mapping[str, Topic]
    sources: Mapping[str, Source]
    phrases: Mapping[str, Phrase]
    countries: Mapping[str, Country]
    triage: QuestionSet
    findings: Mapping[str, FindingRecord]
    signs: Signs
    writing: Language
    examples: tuple[Example, ...]
    gallery: Gallery
    plan: Programme
    quiz: Mapping[str, Item]
    reminders: Mapping[str, Phrase]
    diary: Wording
    tips: Mapping[str, TipRecord]

    def country(self, country_id: str | None) -> Country:
        """Return whom to call there; all numbers where it is not known."""
        return self.countries.get(country_id or "", self.countries["all"])

    def picture(self, name: str, side: str | None = None, *, moving: bool = False) -> Picture:
        """Return a picture of the gallery for one side, the right one where both or none is sore.

        KeyError where there is none of that name; what does not move stands still.
        """
        drawing = self.gallery.picture(name, "left" if side == "left" else "right")
        if moving and drawing.gif:
            return Picture(drawing.gif, drawing.alt, f"{drawing.key}:moving", moving=True)
        return Picture(drawing.png, drawing.alt, drawing.key)

    def illustration(self, topic: Topic, side: str | None = None) -> Picture | None:
        """Return the picture of a topic, if it has one."""
        name = topic.id if topic.movement else topic.card
        return self.picture(name, side) if name else None

    def sign_urgency(self, sign_id: str) -> str:
        """Return how urgent a warning sign in typed words is."""
        urgencies = {sign.id: sign.urgency for sign in self.signs.flags}
        return urgencies.get(sign_id, "urgent_same_day")

    def cite(self, source_ids: Iterable[str]) -> Markup:
        """Return a list of the sources, each once, with a link where there is one."""
        return lines(_citation(self.sources[source_id]) for source_id in dict.fromkeys(source_ids))

    def search_index(self) -> SearchIndex:
        """Build the index of topics and signs; ContentError for a phrase that cannot be read."""
        asked: dict[str, list[str]] = {}
        for example in self.examples:
            if example.topics and not example.red_flag:
                asked.setdefault(example.topics[0], []).append(example.text)
        pages = [
            self.findings.get(topic.id, FindingRecord(id=topic.id)).build(
                topic, asked.get(topic.id, ())
            )
            for topic in self.topics.values()
        ]
        try:
            return SearchIndex.build(pages, self.signs, self.writing)
        except ValueError as error:
            raise ContentError(f"search.toml or red_flags.toml: {error}") from error

    def search(self) -> Search:
        """Build the search of typed words, which takes a moment; ContentError as above."""
        harmless = (
            Example(ask, red_flag=False)
            for topic in self.topics.values()
            if topic.group != "safety"
            for ask in topic.search.asks
        )
        return Search(self.search_index(), Likeness((*self.examples, *harmless)))


def load(folder: Path = CONTENT, language: str = "en") -> Content:
    """Read and check the content of a language; ContentError names every problem."""
    shelf = Shelf(folder / language)
    sources = shelf.read("sources.toml", "source", Source)
    topics = shelf.read("topics/*.toml", "topic", Topic)
    topics |= shelf.read("exercises/*.toml", "topic", Topic)
    triage = _triage(shelf)
    content = Content(
        topics=topics,
        sources=sources,
        phrases=shelf.read("phrases.toml", "phrase", Phrase),
        countries=shelf.read("countries.toml", "country", Country),
        triage=triage,
        findings=shelf.read("search.toml", "topic", FindingRecord),
        signs=_signs(shelf),
        writing=_writing(shelf),
        examples=tuple(shelf.examples("messages/*.jsonl")),
        gallery=_gallery(topics, triage),
        plan=_plan(shelf),
        quiz=_quiz(shelf),
        reminders=shelf.read("reminders.toml", "phrase", Phrase),
        diary=_diary(shelf),
        tips=shelf.read("tips.toml", "tip", TipRecord),
    )
    shelf.problems += loose_ends(content)
    if shelf.problems:
        raise ContentError(*shelf.problems)
    return content


def _gallery(topics: Mapping[str, Topic], triage: QuestionSet) -> Gallery:
    """Return the pictures of the exercises, and of where it may hurt as the check asks it."""
    poses = {topic.id: topic.movement.pose for topic in topics.values() if topic.movement}
    places = {
        option.id: option.text
        for question in triage.questions
        if question.id == MAPPED
        for option in question.options
    }
    return Gallery(poses, places)


def _citation(source: Source) -> Markup:
    words = ", ".join(str(part) for part in (source.title, source.where, source.year) if part)
    if source.url:
        return fill('• <a href="{url}">{words}</a>', url=source.url, words=words)
    return fill("• {words}", words=words)


def _triage(shelf: Shelf) -> QuestionSet:
    file = "triage.toml"
    outcomes = shelf.read(file, "outcome", OutcomeRecord).values()
    found = QuestionSet(
        questions=tuple(r.build() for r in shelf.read(file, "question", QuestionRecord).values()),
        rules=tuple(r.build() for r in shelf.read(file, "rule", RuleRecord).values()),
        causes=tuple(r.build() for r in shelf.read(file, "cause", CauseRecord).values()),
        outcomes={Urgency[outcome.id.upper()]: outcome.build() for outcome in outcomes},
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
        stages=tuple(shelf.read(file, "stage", Stage).values()),
        levels=tuple(shelf.read(file, "level", Level).values()),
        records=tuple(shelf.read(file, "workout", WorkoutRecord).values()),
    )


def _diary(shelf: Shelf) -> Wording:
    file = "diary.toml"
    return Wording(
        zones=shelf.read(file, "zone", ZoneRecord),
        phrases=shelf.read(file, "phrase", Phrase),
        reopenings=tuple(shelf.read(file, "reopen", ReopenRecord).values()),
        questions=tuple(shelf.read(file, "question", ImpactRecord).values()),
    )


def _quiz(shelf: Shelf) -> Mapping[str, Item]:
    """Read the bank; the basics come first, for that is the order in which new questions come."""
    basics = shelf.read("quiz/basics.toml", "question", ItemRecord)
    every = basics | shelf.read("quiz/*.toml", "question", ItemRecord)
    return {record.id: record.build() for record in every.values()}


def _writing(shelf: Shelf) -> Language:
    file = "search.toml"
    concepts = shelf.read(file, "concept", ConceptRecord).values()
    words = shelf.whole(file, Writing) or Writing(written={}, plain="", stop="")
    return Language(
        written=words.written,
        plain=frozenset(words.plain.split()),
        stop=frozenset(words.stop.split()),
        concepts=tuple(record.build() for record in concepts),
    )

"""Reads `content/` into domain objects; bad content is refused with file and id."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.chat.markup import Markup, fill, lines
from bot.features.remedies.likeness import Example, Likeness
from bot.features.remedies.records import (
    ConceptRecord,
    CueRecord,
    FigureRecord,
    FindingRecord,
    SignRecord,
    Writing,
)
from bot.features.remedies.red_flags import Signs
from bot.features.remedies.search import Search
from bot.features.remedies.store import Language, SearchIndex
from bot.features.triage.checks import faults
from bot.features.triage.records import CauseRecord, OutcomeRecord, QuestionRecord, RuleRecord
from bot.features.triage.rules import QuestionSet, Urgency
from bot.problems import ContentError
from bot.records import Country, Phrase, Source, Topic
from bot.shelf import Shelf

CONTENT = Path(__file__).resolve().parent.parent / "content"


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

    def country(self, country_id: str | None) -> Country:
        """Return whom to call there; all numbers where it is not known."""
        return self.countries.get(country_id or "", self.countries["all"])

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
    content = Content(
        topics=shelf.read("topics/*.toml", "topic", Topic)
        | shelf.read("exercises/*.toml", "topic", Topic),
        sources=sources,
        phrases=shelf.read("phrases.toml", "phrase", Phrase),
        countries=shelf.read("countries.toml", "country", Country),
        triage=_triage(shelf),
        findings=shelf.read("search.toml", "topic", FindingRecord),
        signs=_signs(shelf),
        writing=_writing(shelf),
        examples=tuple(shelf.examples("messages/*.jsonl")),
    )
    shelf.problems += _loose_ends(content)
    if shelf.problems:
        raise ContentError(*shelf.problems)
    return content


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


def _loose_ends(content: Content) -> Iterator[str]:
    for name, sources in _citations(content):
        for source in sources:
            if source not in content.sources:
                yield f"{name}: source {source} is not in sources.toml"
    for name, links in _links(content):
        for link in links:
            if link not in content.topics:
                yield f"{name}: there is no topic {link}"
    for urgency in Urgency:
        if urgency not in content.triage.outcomes:
            yield f"triage.toml: there is no outcome {urgency.name.lower()}"


def _citations(content: Content) -> Iterator[tuple[str, Iterable[str]]]:
    yield from ((f"topic {t.id}", t.cited()) for t in content.topics.values())
    yield from ((f"phrase {p.id}", p.sources) for p in content.phrases.values())
    yield from ((f"country {c.id}", c.sources) for c in content.countries.values())
    yield from ((f"figure {figure.id}", figure.sources) for figure in content.signs.figures)
    yield from ((f"cue {cue.id}", cue.sources) for cue in content.signs.cues)
    yield from ((f"sign {sign.id}", sign.sources) for sign in content.signs.flags)
    yield from ((f"rule {rule.id}", rule.sources) for rule in content.triage.rules)
    yield from ((f"cause {cause.id}", cause.sources) for cause in content.triage.causes)
    yield from ((f"outcome {o.id}", o.sources) for o in content.triage.outcomes.values())


def _links(content: Content) -> Iterator[tuple[str, Iterable[str]]]:
    yield from ((f"topic {t.id}", t.links()) for t in content.topics.values())
    yield from ((f"search.toml: topic {id_}", (id_,)) for id_ in content.findings)
    yield from ((f"cause {cause.id}", (cause.topic,)) for cause in content.triage.causes)
    yield from ((f"outcome {o.id}", o.topics) for o in content.triage.outcomes.values())

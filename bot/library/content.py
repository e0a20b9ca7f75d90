"""Everything that the bot knows, in one language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.chat.markup import Markup, fill, lines
from bot.chat.screen import Picture
from bot.domain.check.model import QuestionSet
from bot.domain.quiz.model import Item
from bot.library import sentences
from bot.library.diary import Wording
from bot.library.plan import Programme
from bot.library.search import (
    FindingRecord,
)
from bot.library.spoken import Spoken
from bot.library.thresholds import Threshold
from bot.library.tips import TipRecord
from bot.library.topics import Country, Phrase, Signed, Source, Topic
from bot.pictures.gallery import Gallery
from bot.problems import ContentError
from bot.search.examples import Example
from bot.search.index import Language, SearchIndex
from bot.search.red_flags import RedFlag, Signs
from bot.search.spoken import OTHER, Listener

_SPOKEN = ("topics", "phrases", "triage", "plan", "quiz", "reminders", "diary", "tips")


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that the bot knows, in one language.

    Its sentences name the numbers of a country: see `at`.
    """

    topics: Mapping[str, Topic]
    sources: Mapping[str, Source]
    phrases: Mapping[str, Phrase]
    countries: Mapping[str, Country]
    thresholds: Mapping[str, Threshold]
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
    spoken: Mapping[str, Spoken]  # by language: what is said to those who write in it
    signed: Mapping[str, Signed]  # signatures by the record's name: see signoff
    written: Mapping[str, Any] = field(default_factory=dict)  # as it stands in the files
    placed: dict[str, "Content"] = field(default_factory=dict)  # by country, once somebody asked

    def country(self, country_id: str | None) -> Country:
        """Return whom to call there; all numbers where it is not known."""
        return self.countries.get(country_id or "", self.countries["all"])

    def at(self, country_id: str | None) -> "Content":
        """Return the same content with that country's numbers in its sentences."""
        country = self.country(country_id)
        if country.id not in self.placed:
            written = self.written or {name: getattr(self, name) for name in _SPOKEN}
            numbers = {"emergency": country.emergency, "advice": country.advice}
            spoken = sentences.filled(written, numbers)
            self.placed[country.id] = replace(self, **spoken, written=written)
        return self.placed[country.id]

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

    def easier_form(self, topic_id: str) -> str | None:
        """Return the easier form of an exercise, where there is one with a page of its own."""
        easier = self.topics[topic_id].easier
        form = self.topics.get(easier.topic) if easier and easier.topic else None
        return form.id if form and form.movement else None

    def sign(self, sign_id: str) -> RedFlag | None:
        """Return a warning sign of typed words; None where there is none of that id."""
        return next((sign for sign in self.signs.flags if sign.id == sign_id), None)

    def cite(self, source_ids: Iterable[str]) -> Markup:
        """Return a list of the sources, each once, with a link where there is one."""
        return lines(_citation(self.sources[source_id]) for source_id in dict.fromkeys(source_ids))

    def finder(self) -> Listener:
        """Build the search of typed words in any language; ContentError as below."""
        writing = self.writing
        english = {*writing.plain, *writing.stop, *writing.written, *self.signs.vocabulary()}
        tongues = (spoken.tongue() for name, spoken in self.spoken.items() if name != OTHER)
        return Listener(self.search_index(), english, tongues, self.signs.flags)

    def search_index(self) -> SearchIndex:
        """Build the search of typed words, which takes a moment.

        ContentError for a phrase that cannot be read.
        """
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
            raise ContentError(f"search.toml, told.toml or red_flags.toml: {error}") from error


def _citation(source: Source) -> Markup:
    words = ", ".join(str(part) for part in (source.title, source.where, source.year) if part)
    if source.url:
        return fill('• <a href="{url}">{words}</a>', url=source.url, words=words)
    return fill("• {words}", words=words)

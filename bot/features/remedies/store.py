"""The search index: an SQLite full-text table in memory, built once from the content."""

import math
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from bot.features.remedies import rules
from bot.features.remedies.combining import Concept, Finder, Mentions, Way, distances, way
from bot.features.remedies.phrases import ENDS, vocabulary
from bot.features.remedies.red_flags import Recogniser, Signs
from bot.features.remedies.words import Speller

_MOST_TERMS = 40  # of a very long message, the terms that tell most
_MOST_ASKS = 40  # questions looked at more closely
_STRONG, _WEAK = 1.0, 0.5  # of a combination that decides, and one that leans
_FILLER = 0.12  # what a word that says nothing weighs, beside one that does
_SCHEMA = """
CREATE VIRTUAL TABLE ask USING fts5(topic UNINDEXED, text, tokenize = 'porter ascii');
CREATE VIRTUAL TABLE ask_terms USING fts5vocab(ask, instance);
CREATE VIRTUAL TABLE page USING fts5(
    topic UNINDEXED, title, words, asks, answer, tokenize = 'porter ascii');
CREATE VIRTUAL TABLE typed USING fts5(text, tokenize = 'porter ascii');
CREATE VIRTUAL TABLE typed_terms USING fts5vocab(typed, instance);
"""


@dataclass(frozen=True, slots=True)
class Page:
    """What the search knows of a topic; `under` is the wider topic that holds it."""

    id: str
    title: str
    answer: str
    words: tuple[str, ...]
    asks: tuple[str, ...]
    when: tuple[str, ...] = ()
    hint: tuple[str, ...] = ()
    under: str = ""


@dataclass(frozen=True, slots=True)
class Language:
    """How people write: see `content/en/search.toml`."""

    written: Mapping[str, str]
    plain: frozenset[str]
    stop: frozenset[str]
    concepts: tuple[Concept, ...]


class SearchIndex:
    """Answers typed words with topics, or with a warning sign."""

    @classmethod
    def build(cls, pages: Sequence[Page], signs: Signs, language: Language) -> Self:
        """Index the pages; ValueError for phrases or combinations that cannot be read."""
        known = signs.vocabulary() | set(
            vocabulary(p for concept in language.concepts for p in concept.phrases)
        )
        own = Speller((), (), {})
        for page in pages:
            known.update(w for text in (page.title, page.answer, *page.words) for w in own.words(text))
        speller = Speller(known, language.plain | language.stop, language.written)
        return cls(pages, speller, Recogniser(signs), language)

    def __init__(
        self, pages: Sequence[Page], speller: Speller, recogniser: Recogniser, language: Language
    ) -> None:
        self._speller = speller
        self._recogniser = recogniser
        self._stop = language.stop
        self._under = {page.id: page.under for page in pages if page.under}
        names = {concept.id for concept in language.concepts}
        self._ways = [
            (page.id, weight, way(text, names))
            for page in pages
            for weight, texts in ((_STRONG, page.when), (_WEAK, page.hint))
            for text in texts
        ]
        self._finder = Finder(language.concepts, names)
        # The index is read by one thread at a time, but it may be built in another.
        self._db = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        self._db.executescript(_SCHEMA)
        self._fill(pages)

    def find(self, text: str) -> rules.Found:
        """Return the warning sign that the text reports, or the topics it asks for; any text will do."""
        words = self._speller.words(text)
        sign = self._recogniser.recognise(words)
        if sign:
            return rules.warned(sign)
        typed = self._typed(words)
        if not typed:
            return rules.Found(None, ())
        mentions = self._finder.find([*words, "."])
        asked, worded, pointed = self._asked(typed), self._worded(typed), self._pointed(mentions, words)
        evidence = {
            topic: rules.Evidence(asked.get(topic, 0), worded.get(topic, 0), pointed.get(topic, 0))
            for topic in asked.keys() | worded.keys() | pointed.keys()
        }
        return rules.answered(evidence, self._scope(typed, mentions), self._under)

    def _fill(self, pages: Iterable[Page]) -> None:
        self._db.execute("BEGIN")
        self._topic_of: list[str] = [""]
        for page in pages:
            asks = [self._plain(text) for text in (page.title, *page.words, *page.asks)]
            self._db.executemany("INSERT INTO ask (topic, text) VALUES (?, ?)", [(page.id, ask) for ask in asks])
            self._topic_of += [page.id] * len(asks)
            fields = (self._plain(page.title), self._plain(*page.words), self._plain(*page.asks), self._plain(page.answer))
            self._db.execute("INSERT INTO page VALUES (?, ?, ?, ?, ?)", (page.id, *fields))
        self._db.execute("COMMIT")
        self._asks: list[dict[str, float]] = [{} for _ in self._topic_of]
        seen: dict[str, set[int]] = {}
        for term, row in self._db.execute("SELECT term, doc FROM ask_terms"):
            seen.setdefault(term, set()).add(row)
        most = len(self._topic_of)
        self._weight = {term: math.log(1 + most / len(rows)) for term, rows in seen.items()}
        self._weight_of_unknown = math.log(1 + most)
        stops = set(self._stems(self._stop))
        for term in stops & self._weight.keys():
            self._weight[term] *= _FILLER
        self._stops = stops
        for term, rows in seen.items():
            for row in rows:
                self._asks[row][term] = self._weight[term]
        self._sums = [sum(terms.values()) for terms in self._asks]

    def _plain(self, *texts: str) -> str:
        return " ".join(word for text in texts for word in self._speller.words(text) if word not in ENDS and word != ",")

    def _stems(self, words: Iterable[str]) -> list[str]:
        self._db.execute("DELETE FROM typed")
        self._db.execute("INSERT INTO typed VALUES (?)", (" ".join(words),))
        return [term for (term,) in self._db.execute("SELECT DISTINCT term FROM typed_terms")]

    def _typed(self, words: Sequence[str]) -> dict[str, float]:
        """Return the message's terms with their weights, the weightiest if there are very many."""
        terms = self._stems(word for word in words if word not in ENDS and word != ",")
        weights = {t: self._weight.get(t, 0.0 if t in self._stops else self._weight_of_unknown) for t in terms}
        return dict(sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:_MOST_TERMS])

    def _asked(self, typed: Mapping[str, float]) -> dict[str, float]:
        rows = self._db.execute(
            "SELECT rowid FROM ask WHERE ask MATCH ? ORDER BY rank LIMIT ?", (_query(typed), _MOST_ASKS)
        ).fetchall()
        whole = sum(typed.values())
        best: dict[str, float] = {}
        for (row,) in rows:
            ask = self._asks[row]
            common = sum(weight for term, weight in ask.items() if term in typed)
            alike = common / (0.6 * whole + 0.4 * self._sums[row])
            topic = self._topic_of[row]
            best[topic] = max(best.get(topic, 0.0), alike)
        return best

    def _worded(self, typed: Mapping[str, float]) -> dict[str, float]:
        rows = self._db.execute(
            "SELECT topic, -bm25(page, 0, 6, 5, 2, 1) FROM page WHERE page MATCH ?", (_query(typed),)
        ).fetchall()
        most = max((score for _, score in rows), default=1.0)
        return {topic: score / most for topic, score in rows if most > 0}

    def _pointed(self, mentions: Mentions, words: Sequence[str]) -> dict[str, float]:
        steps = distances([*words, "."])
        best: dict[str, float] = {}
        for topic, weight, one in self._ways:
            if weight > best.get(topic, 0.0) and one.holds(mentions, steps):
                best[topic] = weight
        return best

    def _scope(self, typed: Mapping[str, float], mentions: Mentions) -> rules.Scope:
        whole = sum(typed.values())
        known = sum(weight for term, weight in typed.items() if term in self._weight)
        away = "elsewhere" in mentions or "everyday" in mentions
        return rules.Scope(known / whole if whole else 0.0, "ours" in mentions, away)


def _query(typed: Iterable[str]) -> str:
    return " OR ".join(f'"{term}"' for term in typed)

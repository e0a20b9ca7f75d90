"""The search index: an SQLite full-text table in memory, built once from the content."""

import math
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self, TypeAlias

from bot.features.remedies import rules
from bot.features.remedies.combining import Concept, Finder, Mentions, distances, way
from bot.features.remedies.phrases import ENDS, vocabulary
from bot.features.remedies.red_flags import Recogniser, Signs
from bot.features.remedies.scopes import asides
from bot.features.remedies.words import Speller

_MOST_TERMS = 40  # of a very long message, the terms that tell most
_MOST_ASKS = 40  # questions looked at more closely
_STRONG, _WEAK = 0.8, 0.4  # of a combination that decides, and one that leans
_EACH = 0.1  # more for each of its first two parts
_TELLING = 1.5  # weight of a term that says what a message is about
_ASIDE = 0.7  # what a word counts beside the clause that asks
_NEGATED = 0.4  # what a word counts that is said not to be so
_FILLER = 0.12  # what a word that says nothing weighs, beside one that does
_NO_WORD = "x"  # stands for what the tokenizer would take apart
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


_Typed: TypeAlias = Mapping[str, tuple[float, str]]


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
            (page.id, base + _EACH * min(2, len(one.groups)), one)
            for page in pages
            for base, texts in ((_STRONG, page.when), (_WEAK, page.hint))
            for one in (way(text, names) for text in texts)
        ]
        self._decisive = {
            one.groups[0][0] for _, base, one in self._ways if base >= _STRONG and len(one.groups) == 1
        }
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
        mentions = self._finder.find([*words, "."])
        weights = self._weights(words, mentions)
        typed = self._typed(words, weights)
        pointed = self._pointed(mentions, weights, words)
        if not pointed and not any(weight >= _TELLING for weight, _ in typed.values()):
            return rules.Found(None, ())
        asked, worded = self._asked(typed), self._worded(typed)
        evidence = {
            topic: rules.Evidence(asked.get(topic, 0), worded.get(topic, 0), pointed.get(topic, 0))
            for topic in asked.keys() | worded.keys() | pointed.keys()
        }
        return rules.answered(evidence, self._scope(words, mentions), self._under)

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
        self._stops = {term for term, _ in self._stems(self._stop)}
        for term in self._stops & self._weight.keys():
            self._weight[term] *= _FILLER
        for term, rows in seen.items():
            for row in rows:
                self._asks[row][term] = self._weight[term]
        self._sums = [sum(terms.values()) for terms in self._asks]

    def _plain(self, *texts: str) -> str:
        return " ".join(word for text in texts for word in self._speller.words(text) if word not in ENDS and word != ",")

    def _stems(self, words: Iterable[str]) -> list[tuple[str, int]]:
        """Return the stem of each word, with the word's place."""
        text = " ".join(word if word.isalnum() else _NO_WORD for word in words)
        self._db.execute("DELETE FROM typed")
        self._db.execute("INSERT INTO typed VALUES (?)", (text,))
        return self._db.execute("SELECT term, offset FROM typed_terms").fetchall()

    def _weights(self, words: Sequence[str], mentions: Mentions) -> list[float]:
        """Return how much each word counts: less where negated, nothing where it means another thing."""
        weights = [1.0 if about else _NEGATED for about in self._recogniser.subject(words)]
        for first, last in asides(words, (s for name in self._decisive for s in mentions.get(name, ()))):
            weights[first:last] = [min(weight, _ASIDE) for weight in weights[first:last]]
        for first, last in mentions.get("another_thing", ()):
            weights[first:last] = [0.0] * len(weights[first:last])
        return weights

    def _typed(self, words: Sequence[str], weights: Sequence[float]) -> dict[str, tuple[float, str]]:
        """Return the message's terms with weight and word, the weightiest if there are very many."""
        terms: dict[str, tuple[float, str]] = {}
        for term, place in self._stems(words):
            weight = weights[place] * self._weight.get(term, self._weight_of_unknown)
            if self._tells(term) and weight > terms.get(term, (0.0, ""))[0]:
                terms[term] = (weight, words[place])
        return dict(sorted(terms.items(), key=lambda item: (-item[1][0], item[0]))[:_MOST_TERMS])

    def _tells(self, term: str) -> bool:
        return term != _NO_WORD and (term in self._weight or term not in self._stops)

    def _asked(self, typed: _Typed) -> dict[str, float]:
        rows = self._db.execute(
            "SELECT rowid FROM ask WHERE ask MATCH ? ORDER BY rank LIMIT ?", (_query(typed), _MOST_ASKS)
        ).fetchall()
        whole = sum(weight for weight, _ in typed.values())
        best: dict[str, float] = {}
        for (row,) in rows:
            ask = self._asks[row]
            common = sum(min(weight, typed[term][0]) for term, weight in ask.items() if term in typed)
            alike = common / (0.6 * whole + 0.4 * self._sums[row])
            topic = self._topic_of[row]
            best[topic] = max(best.get(topic, 0.0), alike)
        return best

    def _worded(self, typed: _Typed) -> dict[str, float]:
        rows = self._db.execute(
            "SELECT topic, -bm25(page, 0, 6, 5, 2, 1) FROM page WHERE page MATCH ?", (_query(typed),)
        ).fetchall()
        most = max((score for _, score in rows), default=1.0)
        return {topic: score / most for topic, score in rows if most > 0}

    def _pointed(self, mentions: Mentions, weights: Sequence[float], words: Sequence[str]) -> dict[str, float]:
        steps = distances([*words, "."])
        best: dict[str, float] = {}
        beside = _weighing(mentions, weights, _ASIDE)
        for least in (1.0, _ASIDE, _NEGATED):
            some = _weighing(mentions, weights, least)
            for topic, weight, one in self._ways:
                if weight * least > best.get(topic, 0.0) and one.holds(some, steps, beside):
                    best[topic] = weight * least
        return best

    def _scope(self, words: Sequence[str], mentions: Mentions) -> rules.Scope:
        ours = (spans for name, spans in mentions.items() if name not in rules.NOT_OURS)
        told = {place for spans in ours for a, b in spans for place in range(a, b)}
        known = whole = 0.0
        for term, place in self._stems(words):
            if self._tells(term):
                weight = self._weight.get(term, self._weight_of_unknown)
                whole += weight
                known += weight if term in self._weight or place in told else 0.0
        return rules.Scope(known / whole if whole else 1.0, frozenset(mentions))


def _weighing(mentions: Mentions, weights: Sequence[float], least: float) -> Mentions:
    """Return the mentions whose first word weighs at least so much."""
    some = {
        name: [place for place in places if place[0] < len(weights) and weights[place[0]] >= least]
        for name, places in mentions.items()
    }
    return {name: places for name, places in some.items() if places}


def _query(typed: _Typed) -> str:
    return " OR ".join(f'"{word}"' for _, word in typed.values())

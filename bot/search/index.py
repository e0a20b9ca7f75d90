"""The search index: a full-text table of SQLite in memory, built once from the content."""

import math
import sqlite3
import weakref
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from heapq import nlargest
from typing import Self, TypeAlias

from bot.search import ranking as rules
from bot.search.combining import Concept
from bot.search.phrases import vocabulary
from bot.search.pointing import MessageReader, MessageReading, Pointer
from bot.search.red_flags import Recogniser, Signs
from bot.search.scopes import Void
from bot.search.spelling import Mender
from bot.search.stories import Stories, StoryReader
from bot.search.typed_words import Speller

_MOST_TERMS = 40  # of a very long message, the terms that tell most
_MOST_ASKS = 40  # questions looked at more closely
_TELLING = 1.5  # weight of a term that says what a message is about
_EVEN = 60.0  # weight added to a question's own: none is the closest for being short alone
_JUST_SO = 0.8  # likeness of a question that is asked in the very words
_FILLER = 0.12  # what a word that says nothing weighs, beside one that does
_TYPED_SHARE = 0.6  # how much more it counts that words typed are missing than words asked
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
    stories: Stories = field(default_factory=Stories)


@dataclass(frozen=True, slots=True)
class _Term:
    """A stem of the message: the word it was, and what it weighs here."""

    word: str
    weight: float


_Terms: TypeAlias = Mapping[str, _Term]


class SearchIndex:
    """Answers typed words with topics, or with a warning sign."""

    @classmethod
    def build(cls, pages: Sequence[Page], signs: Signs, language: Language) -> Self:
        """Index the pages; ValueError for phrases or combinations that cannot be read."""
        spoken = {c.id: set(vocabulary(c.phrases)) for c in language.concepts}
        others = set[str]().union(*(spoken.pop(name, ()) for name in rules.OTHERS))
        known = signs.vocabulary().union(*spoken.values())
        own, seen = Speller(Mender((), ())), dict[str, tuple[str, ...]]()
        core: set[str] = set()
        for page in pages:
            known.update(own.words(page.answer, seen))
            core.update(*(own.words(text, seen) for text in (page.title, *page.words)))
        core -= language.stop
        speller = Speller(
            Mender(known - language.stop, core),
            language.plain | language.stop | others,
            language.written,
        )
        return cls(pages, speller, signs, language)

    def __init__(
        self, pages: Sequence[Page], speller: Speller, signs: Signs, language: Language
    ) -> None:
        self._speller = speller
        self._recogniser = Recogniser(signs)
        pointers = (Pointer(page.id, page.when, page.hint) for page in pages)
        self._reader = MessageReader(pointers, language.concepts, self._recogniser.scopes)
        self._under = {page.id: page.under for page in pages if page.under}
        self._stories = StoryReader(language.stories)
        self._asks = _Asks(pages, speller, language.stop)

    def find(self, text: str) -> rules.Found:
        """Return the topics that any text asks for, and the warning signs to ask about."""
        spelt = self._speller.read(text)
        words, typed = [word for word, _ in spelt], [typed for _, typed in spelt]
        off = self._recogniser.scopes.void([*words, "."])
        signs = self._recogniser.sightings(words, typed, off)
        found = self._answered(words, typed, off)
        found = replace(found, told=self._stories.read([*words, "."], off))
        return rules.asking(found, signs) if signs else found

    def _answered(self, words: Sequence[str], typed: Sequence[str], off: Void) -> rules.Found:
        reading = self._reader.read(words, rules.NOT_OURS, off)
        asked, worded, covered = self._asks.alike(words, reading)
        evidence = {
            topic: rules.Evidence(
                asked.get(topic, 0.0), worded.get(topic, 0.0), reading.pointed.get(topic, 0.0)
            )
            for topic in asked.keys() | worded.keys() | reading.pointed.keys()
        }
        found = rules.answered(evidence, rules.Scope(covered, reading.concepts), self._under)
        if found.page or not reading.elsewhere:
            return found
        first, last = reading.elsewhere[0]
        return rules.Found(elsewhere=" ".join(dict.fromkeys(typed[first:last])))


class _Asks:
    """What people are known to ask, and the words of every page."""

    def __init__(self, pages: Sequence[Page], speller: Speller, stop: Iterable[str]) -> None:
        # The index is read by one thread at a time, but it may be built in another.
        self._db = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        weakref.finalize(self, self._db.close)  # Python 3.13 warns of one that is only let go
        self._db.executescript(_SCHEMA)
        self._topic_of = [""]  # by row of the table, which counts from 1
        self._db.execute("BEGIN")
        seen: dict[str, tuple[str, ...]] = {}
        for page in pages:
            self._add(page, lambda text: speller.words(text, seen))
        self._db.execute("COMMIT")
        rows_of: dict[str, set[int]] = {}
        for term, row in self._db.execute("SELECT term, doc FROM ask_terms"):
            rows_of.setdefault(term, set()).add(row)
        texts = self._db.execute("SELECT text FROM ask")
        said = sorted({*stop, *(word for (text,) in texts for word in text.split())})
        self._stem_of = dict(zip(said, self._tokenized(said), strict=True))
        self._stops = {self._stem_of[word] for word in stop}
        count = len(self._topic_of)
        self._unknown = math.log(1 + count)
        self._weight = {
            term: math.log(1 + count / len(rows)) * (_FILLER if term in self._stops else 1.0)
            for term, rows in rows_of.items()
        }
        self._terms: list[dict[str, float]] = [{} for _ in self._topic_of]
        for term, rows in rows_of.items():
            for row in rows:
                self._terms[row][term] = self._weight[term]
        self._rows = {term: sorted(rows) for term, rows in rows_of.items()}
        self._whole = [sum(terms.values()) for terms in self._terms]

    def alike(
        self, words: Sequence[str], reading: MessageReading
    ) -> tuple[dict[str, float], dict[str, float], float]:
        """Return how like each topic's questions, and its words, a message is.

        And which share of its words we know. All from 0 to 1.
        """
        terms: dict[str, _Term] = {}
        known = whole = 0.0
        for place, stem in enumerate(self._stems(words)):
            if not stem or (stem in self._stops and stem not in self._weight):
                continue
            weight = self._weight.get(stem, self._unknown)
            whole += weight
            known += weight if stem in self._weight or place in reading.told else 0.0
            weight *= reading.weights[place]
            if weight > 0 and (stem not in terms or weight > terms[stem].weight):
                terms[stem] = _Term(words[place], weight)
        covered = known / whole if whole else 1.0
        heaviest = sorted(terms.items(), key=lambda item: (-item[1].weight, item[0]))[:_MOST_TERMS]
        asked = self._asked(dict(heaviest))
        telling = any(term.weight >= _TELLING for term in terms.values())
        if not telling and not reading.pointed and max(asked.values(), default=0) < _JUST_SO:
            return {}, {}, covered
        return asked, self._worded(dict(heaviest)), covered

    def _add(self, page: Page, spelt: Callable[[str], Iterable[str]]) -> None:
        def plain(text: str) -> str:
            return " ".join(word for word in spelt(text) if word.isalnum())

        title, answer = plain(page.title), plain(page.answer)
        words, asks = [plain(text) for text in page.words], [plain(text) for text in page.asks]
        every = [title, *words, *asks]
        self._db.executemany("INSERT INTO ask VALUES (?, ?)", [(page.id, text) for text in every])
        self._topic_of += [page.id] * len(every)
        self._db.execute(
            "INSERT INTO page VALUES (?, ?, ?, ?, ?)",
            (page.id, title, " ".join(words), " ".join(asks), answer),
        )

    def _stems(self, words: Sequence[str]) -> Iterable[str]:
        """Return the stem of each word, an empty one for what is none."""
        known = self._stem_of
        new = [word for word in dict.fromkeys(words) if word not in known and word.isalnum()]
        others = dict(zip(new, self._tokenized(new), strict=True)) if new else {}
        return [known.get(word) or others.get(word, "") for word in words]

    def _tokenized(self, words: Iterable[str]) -> Sequence[str]:
        self._db.execute("DELETE FROM typed")
        self._db.execute("INSERT INTO typed VALUES (?)", (" ".join(words),))
        rows = self._db.execute("SELECT term FROM typed_terms ORDER BY offset")
        return [term for (term,) in rows]

    def _asked(self, terms: _Terms) -> dict[str, float]:
        typed = sum(term.weight for term in terms.values())
        best: dict[str, float] = {}
        for row in self._closest(terms):
            ask = self._terms[row]
            common = sum(min(ask[stem], terms[stem].weight) for stem in ask.keys() & terms.keys())
            both = _TYPED_SHARE * typed + (1 - _TYPED_SHARE) * self._whole[row]
            topic = self._topic_of[row]
            best[topic] = max(best.get(topic, 0.0), common / both)
        return best

    def _closest(self, terms: _Terms) -> Iterable[int]:
        """Return the questions that have most in common with the terms, fillers aside."""
        told = [stem for stem in terms if stem in self._rows and stem not in self._stops]
        common: dict[int, float] = {}
        for stem in told or [stem for stem in terms if stem in self._rows]:
            weight = terms[stem].weight
            for row in self._rows[stem]:
                common[row] = common.get(row, 0.0) + weight
        share = {row: both / (_EVEN + self._whole[row]) for row, both in common.items()}
        return nlargest(_MOST_ASKS, share, key=lambda row: (share[row], row))

    def _worded(self, terms: _Terms) -> dict[str, float]:
        if not terms:
            return {}
        rows = self._db.execute(
            "SELECT topic, -bm25(page, 0, 6, 5, 2, 1) FROM page WHERE page MATCH ?",
            (" OR ".join(f'"{term.word}"' for term in terms.values()),),
        ).fetchall()
        most = max((score for _, score in rows), default=0.0)
        return {topic: score / most for topic, score in rows} if most > 0 else {}

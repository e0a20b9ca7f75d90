"""Chooses the topics that answer a message, the best first, or none."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.search.red_flags import Sighting

MOST_HITS = 5
_IN_SCOPE = 0.3  # below this score the best topic is a guess,
_IN_SCOPE_FOR_SURE = 0.2  # unless the message names hip, thigh or an exercise and nothing else
_ALSO = 0.45  # of the best score: what is far below it does not help
# Trust in a message of which we know little: one that names hip or run, and one that does not.
_SURE, _UNSURE = 0.6, 0.25
_HALF = 0.5
_WARNING_TOPIC = "red_flag"
_GRAVEST = ("emergency", "urgent_same_day", "clinician_soon")
NOT_OURS = frozenset({"elsewhere", "everyday"})  # concepts of other parts of the body and of life
OTHERS = NOT_OURS | {"another_thing"}  # and of our words where they mean something else
_OURS = frozenset({"our_body", "our_movement", "our_remedy", "our_sport"})
CONCEPTS = OTHERS | _OURS
"""Concepts of search.toml by which a message's scope is told."""

_NOT_FOR_US = "out_of_scope"  # a page that is opened where words point at it, and is no hit

# How much each kind of evidence counts; they sum to 1.
_ASKED = 0.40  # the closest question that people are known to ask
_WORDED = 0.18  # the words of the whole topic
_POINTED = 0.42  # a combination of concepts that points at it


@dataclass(frozen=True, slots=True)
class Hit:
    """A topic, and from 0 to 1 how well it fits."""

    topic: str
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to typed words: the topics, the best first, and the signs to ask about.

    Where a sign is grave, the hits lead to safety and nothing else. `page` is the topic that the
    words ask for: the exact one where the first hit is the wider one that holds it, and for an
    artificial hip, with no hit at all, the one that says whom to ask.
    `elsewhere` quotes another part of the body, or of life, where the words are about that and no
    topic fits.
    `language` is set where the words are not English. `told` are answers of the check that a story
    gives: option ids by question id.
    """

    hits: tuple[Hit, ...] = ()
    page: str | None = None
    asks: tuple[Sighting, ...] = ()
    elsewhere: str = ""
    language: str | None = None
    told: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def red_flag(self) -> str | None:
        """Return the id of the gravest sign, where it is one of today's or of an emergency."""
        return next((sign.id for sign in self.asks if sign.is_grave), None)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a topic, each from 0 to 1."""

    asked: float = 0.0
    worded: float = 0.0
    pointed: float = 0.0

    def own(self) -> float:
        """Return how close the topic's own words and questions come."""
        return self.asked + self.worded

    def score(self) -> float:
        """Return the evidence as one figure from 0 to 1."""
        return _ASKED * self.asked + _WORDED * self.worded + _POINTED * self.pointed


@dataclass(frozen=True, slots=True)
class Scope:
    """How much of a message is about our subject.

    `covered` is the share of its weight that we know; `concepts` are what it mentions.
    """

    covered: float
    concepts: frozenset[str]

    def ours(self) -> bool:
        """Return whether the message names hip, run or remedy."""
        return not self.concepts.isdisjoint({"our_body", "our_remedy", "our_sport"})

    def sure(self) -> bool:
        """Return whether the message names hip, thigh or a movement, and nothing else."""
        ours = not self.concepts.isdisjoint({"our_body", "our_movement"})
        return ours and self.concepts.isdisjoint(OTHERS)

    def trust(self) -> float:
        """Return from 0 to 1 how far a score is to be trusted."""
        body, sport = "our_body" in self.concepts, "our_sport" in self.concepts
        remedy = "our_remedy" in self.concepts
        if "elsewhere" in self.concepts and not body and "our_movement" not in self.concepts:
            return 0.0
        if "everyday" in self.concepts and not body and not remedy:
            return self.covered / 2 if sport else 0.0
        sure = body or sport or (remedy and self.covered >= _HALF)
        return min(1.0, (_SURE if sure else _UNSURE) + self.covered)


def asking(found: Found, signs: Sequence[Sighting]) -> Found:
    """Return an answer with the signs to ask about; beside a grave one no exercise or remedy."""
    found = replace(found, asks=tuple(sorted(signs, key=lambda sign: _GRAVEST.index(sign.urgency))))
    hits = (Hit(_WARNING_TOPIC, 1.0), Hit("medical", 0.5)) if found.red_flag else found.hits
    return replace(found, hits=hits)


def answered(evidence: Mapping[str, Evidence], scope: Scope, under: Mapping[str, str]) -> Found:
    """Return the topics worth showing; `under` names the wider topic of a narrow one."""
    if evidence.get(_NOT_FOR_US, Evidence()).pointed >= _HALF:
        return Found(page=_NOT_FOR_US)
    trust = scope.trust()
    # Without a word of ours, with nothing that points anywhere, a faint likeness is a coincidence.
    if not scope.ours() and not any(e.pointed or e.asked >= _HALF for e in evidence.values()):
        trust *= _HALF
    scores = {topic: found.score() * trust for topic, found in evidence.items()}
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    least = _IN_SCOPE_FOR_SURE if scope.sure() else _IN_SCOPE
    if not ranked or ranked[0][1] < least or ranked[0][0] == _NOT_FOR_US:
        return Found()
    floor = ranked[0][1] * _ALSO
    fit = [(topic, score) for topic, score in ranked if score >= floor and topic != _NOT_FOR_US]
    hits = tuple(_widest_first(fit, under))[:MOST_HITS]
    return Found(hits, _page(hits, evidence, under))


def _page(hits: Iterable[Hit], evidence: Mapping[str, Evidence], under: Mapping[str, str]) -> str:
    """Return the first hit, or the topic under it whose own words are closer."""
    first = next(iter(hits)).topic
    family = [hit.topic for hit in hits if hit.topic == first or under.get(hit.topic) == first]
    return max(family, key=lambda topic: evidence.get(topic, Evidence()).own())


def _widest_first(ranked: Iterable[tuple[str, float]], under: Mapping[str, str]) -> Iterable[Hit]:
    seen: set[str] = set()
    for topic, score in ranked:
        for name in (under.get(topic, topic), topic):
            if name not in seen:
                seen.add(name)
                yield Hit(name, round(min(score, 1.0), 4))

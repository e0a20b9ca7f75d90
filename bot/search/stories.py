"""Reads what a story fills in in the check: answers that the person then sees and corrects."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.search.combining import Concept, ConceptFinder, distances, way
from bot.search.scopes import Void

_FEWEST = 2  # questions that words answer: below it nobody has told a story


@dataclass(frozen=True, slots=True)
class ToldAnswer:
    """An answer of the check, and the combinations of concepts by which a story gives it."""

    question: str
    option: str
    when: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stories:
    """All that stories are read with; of the questions in `single` one answer counts, the first."""

    concepts: tuple[Concept, ...] = ()
    answers: tuple[ToldAnswer, ...] = ()
    single: frozenset[str] = frozenset()


class StoryReader:
    """Reads stories with the concepts of one language."""

    def __init__(self, stories: Stories) -> None:
        """ValueError where a combination names an unknown concept."""
        names = {concept.id for concept in stories.concepts}
        self._ways = [
            (answer, [way(text, names) for text in answer.when]) for answer in stories.answers
        ]
        self._single = stories.single
        self._finder = ConceptFinder(stories.concepts, names)

    def read(self, words: Sequence[str], off: Void) -> Mapping[str, frozenset[str]]:
        """Return option ids by question id, nothing where too little is told."""
        mentions = {
            name: kept
            for name, places in self._finder.find(words).items()
            if (kept := [place for place in places if not _is_off(off, place[0])])
        }
        steps = distances(words)
        found: dict[str, frozenset[str]] = {}
        for answer, ways in self._ways:
            if answer.question in found and answer.question in self._single:
                continue
            if any(one.holds(mentions, steps) for one in ways):
                told = found.get(answer.question, frozenset())
                found[answer.question] = told | {answer.option}
        return found if len(found) >= _FEWEST else {}


def _is_off(off: Void, place: int) -> bool:
    """Say whether a word tells nothing of the writer now."""
    return off.negated[place] or off.past[place] or off.other[place] or off.apart[place]
